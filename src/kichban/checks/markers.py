"""Meaning markers: short patterns of syllables that recognise one meaning in many wordings.

A marker is written as people would say it, with a few signs:

- `…` one to no more than six syllables of anything, or nothing;
- `<số>` a number, in figures or in words; `<ngày>` a date in figures;
- `hưởng/lĩnh/nhận` one of these syllables; `(đi)` may be left out;
- `<hưởng>` any phrase of the named set of that file (`nhom_tu`);
- `<phụ nữ/đàn ông>` one of these phrases.

Case, Unicode form, tone placement and punctuation never count. «22%» is read as «22 phần trăm»,
«BHYT» as «bảo hiểm y tế».
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from kichban.errors import BadField
from kichban.vietnamese import fold, nfc
from kichban.vietnamese.abbreviations import ABBREVIATIONS

__all__ = ["Found", "Marker", "View", "view"]

_TOKEN = re.compile(
    r"\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|\d{1,2}/\d{4}|\d+(?:[.,]\d+)*|[^\W\d_]+|%|[{}]{2}"
)
_BEGINS_NUMBER = frozenset(["một", "hai", "ba", "bốn", "sáu", "bảy", "tám", "chín", "mười"])
_IN_NUMBER = _BEGINS_NUMBER | {
    *("không", "tư", "lăm", "mươi", "mốt", "trăm", "nghìn", "ngàn", "triệu", "tỷ", "tỉ"),
    *("linh", "lẻ", "rưỡi", "phẩy"),
}
_MAY_COUNT = _IN_NUMBER | {"năm"}
_AFTER_FIVE = frozenset(["mươi", "trăm", "nghìn", "ngàn", "triệu", "tỷ", "tỉ", "đồng"])
_THOUSANDS = ("nghìn", "ngàn", "triệu", "tỷ", "tỉ", "rưỡi")
_AFTER_MONEY = frozenset(
    ["", "một", "mỗi", "tháng", "hằng", "là", "thì", "thôi", "nữa", "rồi", "nhé", "ạ", "mà", "để",
       "nếu", "khi", "tiền", "cả", "trừ", "chưa", "sau"]
)  # fmt: skip
_HANG = frozenset(["tháng", "năm", "quý", "ngày"])
_SIGNS = {"%": "phần trăm", "đ": "đồng", "vnd": "đồng", "vnđ": "đồng"}
_SPELLED = frozenset(("BHXH", "BHYT", "BHTN", "HĐND", "UBND", "NLĐ", "CCCD"))
_NUMBER = r"(?:\d[\d.,]*|[^\s_]+_\S+|một|hai|ba|bốn|tư|sáu|bảy|tám|chín|mười|mấy|vài)"
_DATE = r"\d{1,2}[/.-]\d{1,2}[/.-]\d{4}"
_GAP = r"(?:\S+ ){0,6}?"
# «tháng 7 năm 2025» counts no years, «ngày 1 tháng 7» no months.
_NOT_A_DATE = {"năm": "(?<!tháng )", "tháng": "(?<!ngày )(?<!mồng )"}


@dataclass(frozen=True, slots=True)
class View:
    """A text as markers see it.

    `words` are its syllables with one blank before, between and after; `spans` where each stands
    in the text; `known` all of them.
    """

    words: str
    spans: tuple[tuple[int, int], ...]
    known: frozenset[str]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The place in the text of a stretch of `words`."""
        # Behind each blank a syllable begins: as many stand before a place as blanks before it.
        first = self.words.count(" ", 0, max(0, start - 1))
        inside = self.spans[first : self.words.count(" ", 0, max(end - 1, start, 0))]
        return (inside[0][0], inside[-1][1]) if inside else (0, 0)


@lru_cache(maxsize=8192)
def view(text: str) -> View:
    """How markers see a text."""
    text = nfc(text)
    items: list[tuple[str, tuple[int, int]]] = []
    for found in _TOKEN.finditer(text):
        raw, span = found[0], found.span()
        if raw in _SPELLED:
            items.extend((word, span) for word in ABBREVIATIONS[raw].lower().split())
            continue
        word = _folded(raw)
        if word in _SIGNS and (word == "%" or len(word) > 1 or _after_figure(items, span[0])):
            items.extend((part, span) for part in _SIGNS[word].split())
        else:
            items.append((word, span))
    return _view(_spoken_short(_numbers_joined(items)))


def _after_figure(items: list[tuple[str, tuple[int, int]]], start: int) -> bool:
    return bool(items) and items[-1][1][1] == start and items[-1][0][-1].isdigit()


@lru_cache(maxsize=65_536)
def _folded(word: str) -> str:
    return fold(word)


def _numbers_joined(
    items: list[tuple[str, tuple[int, int]]],
) -> list[tuple[str, tuple[int, int]]]:
    """A number in several words becomes one word: «mười lăm» is «mười_lăm»."""
    out: list[tuple[str, tuple[int, int]]] = []
    run: list[tuple[str, tuple[int, int]]] = []
    for place, item in enumerate(items):
        if not run and item[0] not in _MAY_COUNT and not item[0][0].isdigit():
            out.append(item)
            continue
        following = items[place + 1][0] if place + 1 < len(items) else ""
        if run and item[1][0] - run[-1][1][1] > 1:  # a comma or a full stop between
            out.extend(_one_number(run))
            run = []
        if _counts(item[0], following, begins=not run):
            run.append(item)
            continue
        out.extend(_one_number(run))
        run = []
        out.append(item)
    out.extend(_one_number(run))
    return out


def _spoken_short(
    items: list[tuple[str, tuple[int, int]]],
) -> list[tuple[str, tuple[int, int]]]:
    """What people say otherwise: «hai triệu» is money, «hàng tháng» is «hằng tháng»."""
    out: list[tuple[str, tuple[int, int]]] = []
    for place, (word, span) in enumerate(items):
        following = items[place + 1][0] if place + 1 < len(items) else ""
        out.append(("hằng" if word == "hàng" and following in _HANG else word, span))
        if "_" in word and word.endswith(_THOUSANDS) and following in _AFTER_MONEY:
            out.append(("đồng", span))
    return out


def _counts(word: str, following: str, *, begins: bool) -> bool:
    """Whether a syllable is part of a number; most could be something else."""
    if word == "năm":
        return following in _AFTER_FIVE
    if word in ("tỷ", "tỉ"):
        return not begins and following != "lệ"
    if word == "không":
        return not begins and following in _IN_NUMBER
    if begins:
        return word in _BEGINS_NUMBER or (word[0].isdigit() and "/" not in word)
    return word in _IN_NUMBER or (word[0].isdigit() and "/" not in word)


def _one_number(run: list[tuple[str, tuple[int, int]]]) -> list[tuple[str, tuple[int, int]]]:
    if len(run) > 1 and run[-1][0] == "một" and run[-2][0] in _THOUSANDS:
        return [*_one_number(run[:-1]), run[-1]]  # «330 nghìn một tháng»
    if len(run) < 2:
        return run
    word = "_".join(word for word, _ in run)
    return [(word, (run[0][1][0], run[-1][1][1]))]


def _view(items: list[tuple[str, tuple[int, int]]]) -> View:
    words = [word for word, _ in items]
    return View(f" {' '.join(words)} ", tuple([span for _, span in items]), frozenset(words))


@dataclass(frozen=True, slots=True)
class Found:
    """A marker found in a text, at `start` to `end` of it."""

    marker: str
    start: int
    end: int


class Marker:
    """One marker, ready to be looked for.

    `keys` are sets of syllables: where the marker stands, one of each set stands.

    Args:
        text: The marker as written in a rule.
        sets: Named sets of phrases that the rule's file defines.

    Raises:
        BadField: the marker names an unknown set or holds no word at all.
    """

    __slots__ = ("_literal", "_pattern", "_source", "keys", "text")

    def __init__(self, text: str, sets: Mapping[str, Iterable[str]] | None = None) -> None:
        self.text = text
        pieces, keys = _compiled(text, sets or {})
        parts = _parts(text)
        if not any(part != "…" and part[0] != "(" and _WORD.search(part) for part in parts):
            raise BadField(f"Dấu hiệu «{text}» không có chữ nào.", hint="viết mấy chữ cần tìm.")
        if parts.count("…") > _MOST_GAPS:
            raise BadField(
                f"Dấu hiệu «{text}» có quá nhiều dấu «…».", hint="tách thành mấy dấu hiệu ngắn."
            )
        self._literal = f" {view(text).words.strip()} " if not _SIGN.search(text) else ""
        self._source = "(?<= )" + "".join(pieces)
        self._pattern: re.Pattern[str] | None = None
        self.keys = keys

    def find(self, seen: View) -> Found | None:
        """Where the marker first stands in a text, or None."""
        return next(self._hits(seen), None)

    def find_all(self, seen: View) -> list[Found]:
        """Every place where the marker stands in a text."""
        return list(self._hits(seen))

    def _hits(self, seen: View) -> Iterator[Found]:
        for key in self.keys:
            if key.isdisjoint(seen.known):
                return
        if self._literal:
            at = seen.words.find(self._literal)
            while at >= 0:
                yield Found(self.text, *seen.span(at + 1, at + len(self._literal) - 1))
                at = seen.words.find(self._literal, at + len(self._literal) - 1)
            return
        # Most markers are never needed: compiling them all would cost more than all checks do.
        self._pattern = self._pattern or re.compile(self._source)
        for hit in self._pattern.finditer(seen.words):
            yield Found(self.text, *seen.span(hit.start(), hit.end()))


def _compiled(
    text: str, sets: Mapping[str, Iterable[str]]
) -> tuple[list[str], tuple[frozenset[str], ...]]:
    parts = _parts(text)
    pieces: list[str] = []
    keys: list[frozenset[str]] = []
    for place, part in enumerate(parts):
        following = parts[place + 1] if place + 1 < len(parts) else ""
        if part == "…":
            pieces.append(_GAP)
        elif part == "<số>":
            pieces.append(f"{_NOT_A_DATE.get(following, '')}{_NUMBER} ")
        elif part == "<ngày>":
            pieces.append(f"{_DATE} ")
        elif part.startswith("<"):
            name = part.strip("<>")
            if name not in sets and "/" not in name:
                raise BadField(f"Dấu hiệu «{text}» dùng nhóm từ «{name}» không có.",
                               hint="thêm nhóm ấy vào mục nhom_tu.")  # fmt: skip
            choices = sets[name] if name in sets else name.split("/")
            phrases = list(dict.fromkeys(phrase for phrase in choices if phrase.strip()))
            if len(phrases) > _MOST_PHRASES:
                raise BadField(f"Nhóm từ «{name[:40]}» có {len(phrases)} từ.",
                               hint=f"nhiều nhất {_MOST_PHRASES} từ một nhóm.")  # fmt: skip
            compiled = [_compiled(phrase, {}) for phrase in phrases]
            pieces.append(f"(?:{'|'.join(''.join(inner) for inner, _ in compiled)})")
            # Every phrase of the set has some syllable that must be there.
            if all(inner for _, inner in compiled):
                keys.append(frozenset().union(*(inner[0] for _, inner in compiled)))
        elif part.startswith("("):
            pieces.append(f"(?:{_words(part.strip('()'))})?")
        else:
            pieces.append(_words(part))
            if "/" not in part:
                keys.extend(frozenset((word,)) for word in view(part).words.split())
            else:
                keys.append(frozenset(w for choice in part.split("/") for w in view(choice).known))
    return pieces, tuple(keys)


_WORD = re.compile(r"[^\W_]")
_MOST_GAPS = 4
_MOST_PHRASES = 2_000
_SIGN = re.compile(r"[…<>()/]")
_PART = re.compile(r"…|<[^<>]*>|\([^()]*\)|[^\s…<>()]+")


def _parts(text: str) -> list[str]:
    """The parts of a marker; plain words in a row are kept together, so that numbers join."""
    out: list[str] = []
    plain: list[str] = []
    for part in _PART.findall(nfc(text)):
        if part[0] in "…<(" or "/" in part:
            out.extend(_plain(plain))
            plain = []
            out.append(part)
        else:
            plain.append(part)
    return out + _plain(plain)


def _plain(words: list[str]) -> list[str]:
    return view(" ".join(words)).words.split() if words else []


def _words(part: str) -> str:
    choices = [" ".join(view(choice).words.split()) for choice in part.split("/")]
    return f"(?:{'|'.join(re.escape(choice) for choice in choices if choice)}) "
