"""Finding points of law by words, and telling one of them in plain Vietnamese.

Words typed without accents find words with them; words typed with accents rank first where the
accents are the same. Syllables match whole: «thai» finds «thai sản» and «thái», not «thải ra».
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache

from kichban.citations import cite
from kichban.law.models import Provision
from kichban.law.store import Law
from kichban.numerals import format_date
from kichban.quantities import VERIFICATION_VI

__all__ = ["describe", "search"]

_SYLLABLE = re.compile(r"\w+")
_FIELDS: tuple[tuple[str, int], ...] = (("title", 8), ("terms", 6), ("id", 4), ("summary", 2))
_APPLIES: Mapping[str, str] = {
    "tu_nguyen": "người đóng tự nguyện",
    "bat_buoc": "người đóng bắt buộc",
    "ca_hai": "cả tự nguyện và bắt buộc",
    "moi_nguoi": "mọi người dân",
}
_CHANGE: Mapping[str, str] = {
    "moi": "điểm mới",
    "sua_doi": "có sửa đổi",
    "giu_nguyen": "giữ như trước",
}


def search(law: Law, words: str) -> list[Provision]:
    """Provisions in which every word occurs, the best first; equal ones by id.

    Words side by side rank above words apart; the same accents above other accents; the title
    above legal terms, id and summary.
    """
    wanted = _syllables(words)
    if not wanted:
        return []
    scores = {item.id: _score(item, wanted) for item in law.provisions()}
    fitting = [name for name, score in scores.items() if score]
    fitting.sort(key=lambda name: (-scores[name], name))
    return [law.provision(name) for name in fitting]


def _score(provision: Provision, wanted: tuple[str, ...]) -> int:
    """How well a provision fits; 0 when some word occurs nowhere."""
    texts = {
        "title": _syllables(provision.ten),
        "terms": _syllables(" . ".join(provision.tu_luat)),
        "id": _syllables(provision.id),
        "summary": _syllables(provision.tom_tat),
    }
    plain = {name: tuple(map(_plain, text)) for name, text in texts.items()}
    bare = tuple(map(_plain, wanted))
    if any(all(word not in text for text in plain.values()) for word in bare):
        return 0
    score = 0
    for name, weight in _FIELDS:
        score += weight * sum(word in plain[name] for word in bare)
        score += weight * 10 * sum(word in texts[name] for word in wanted)
        score += weight * 100 * _together(bare, plain[name])
        score += weight * 1000 * _together(wanted, texts[name])
    return score


def _together(words: tuple[str, ...], text: tuple[str, ...]) -> bool:
    size = len(words)
    return any(text[start : start + size] == words for start in range(len(text) - size + 1))


@lru_cache(maxsize=4096)
def _syllables(text: str) -> tuple[str, ...]:
    folded = unicodedata.normalize("NFC", text).lower().replace("_", " ")
    return tuple(_SYLLABLE.findall(folded))


@lru_cache(maxsize=8192)
def _plain(word: str) -> str:
    """A syllable without tone and vowel marks: `đóng` is `dong`."""
    parts = unicodedata.normalize("NFD", word.replace("đ", "d"))
    return "".join(mark for mark in parts if not unicodedata.combining(mark))


def describe(law: Law, provision: Provision) -> list[str]:
    """A provision in plain words: now, before, since when, where it stands, how sure we are."""
    since = f"Áp dụng từ {format_date(provision.tu)}"
    if provision.den is not None:
        since += f" đến {format_date(provision.den)}"
    out = [
        f"{provision.ten} ({provision.id})",
        f"Nay: {provision.tom_tat}",
        *_before(provision),
        f"{since}; {_CHANGE[provision.thay_doi]}.",
        f"Dành cho: {_APPLIES[provision.danh_cho]}.",
        f"Căn cứ: {cite(provision.citations)}.",
        *_names(law, provision),
        _certainty(provision),
    ]
    if provision.tu_luat:
        out.append(f"Từ trong luật: {', '.join(provision.tu_luat)}.")
    if provision.tham_so:
        out.append(f"Tham số: {', '.join(provision.tham_so)}.")
    if provision.ghi_chu:
        out.append(f"Ghi chú: {provision.ghi_chu}")
    return out


def _before(provision: Provision) -> list[str]:
    earlier = provision.truoc
    if earlier is None:
        return ["Trước đây: hồ sơ không ghi luật cũ nói gì."]
    marked = "" if earlier.trang_thai == "da_xac_minh" else " (chưa đối chiếu nguyên văn)"
    where = f" Căn cứ cũ: {cite(earlier.citations)}." if earlier.can_cu else ""
    return [f"Trước đây{marked}: {earlier.noi_dung}{where}"]


def _names(law: Law, provision: Provision) -> list[str]:
    """The documents by the names people know them under, where those are known."""
    numbers = dict.fromkeys(place.document for place in provision.citations)
    known = [law.documents[number] for number in numbers if number in law.documents]
    named = [f"{item.so_hieu} là {name}" for item in known if (name := item.ten or item.goi_la)]
    return [f"Văn bản: {'; '.join(named)}."] if named else []


def _certainty(provision: Provision) -> str:
    how = VERIFICATION_VI[provision.kiem_chung]
    read = f"đọc lại ngày {format_date(provision.doc_lai)}"
    if provision.trang_thai == "da_xac_minh":
        return f"Mức chắc chắn: {how}; {read}."
    return f"Mức chắc chắn: CHƯA XÁC MINH ({how}; {read}); không nói như một điều chắc chắn."
