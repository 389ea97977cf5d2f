"""A Markdown document as hands left it, paragraph by paragraph as it was written."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kichban.checks.document_markdown import end_of_running
from kichban.checks.edited import Edited, found

__all__ = ["edited_markdown"]

_RULE = re.compile(r"(?:\*\s*){3,}|(?:-\s*){3,}|(?:_\s*){3,}")
_COMMENT = re.compile(r"<!--.*?-->")
_NOTE = re.compile(r"\[\^(\d+)\]")
_PICTURE = re.compile(r"!\[[^\]]*\]\([^)]*\)")
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_WEIGHT = re.compile(r"</?(?:strong|em)>|\*+|(?<![^\W_])_+|_+(?![^\W_])")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_BULLET = re.compile(r"\s*(?:[-+•]|\*(?=\s)|\d{1,9}[.)])(?:\s+|$)")
_IN_CELL = re.compile(r"(?:•|\d+\))\s+")
_OWN_LINE = re.compile(r"\s*(?:#{1,6}\s|\||>|\[\^\d+\]:|<!--|[-+•]\s|\*\s|\d{1,9}[.)]\s)")
_MORE_OF_NOTE = re.compile(r"\s{4,}[-+•*]\s")
_PRIVATE = 0xE000  # escaped signs are hidden there from all that reads signs


def edited_markdown(text: str) -> Edited:
    """A Markdown document as it stands; pictures are not looked at."""
    lines = text.split("\n")
    first, last = _body(lines)
    end = end_of_running(lines, last + 1) if last < len(lines) else last
    parts = ((first, last), (end, len(lines)))
    rows = [found(n, words) for a, b in parts for n, words in _rows(lines[a:b], a + 1)]
    return Edited(
        tuple(row for row in rows if row.text),
        _running(lines[:first]),
        _running(lines[last:end]),
    )


def _body(lines: list[str]) -> tuple[int, int]:
    """From which line to which: the lines of every page stand before and after, past a rule."""
    rules = [n for n, line in enumerate(lines) if _RULE.fullmatch(line.strip())]
    headed = next((n for n, line in enumerate(lines) if line.startswith("#")), len(lines))
    first = rules[0] + 1 if rules and rules[0] < headed else 0
    last = len(lines)
    after = lines[rules[-1] + 1 : end_of_running(lines, rules[-1] + 1)] if rules else []
    if rules and rules[-1] >= max(first, headed) and not any(map(_OWN_LINE.match, after)):
        last = rules[-1]
    return first, last


def _running(lines: list[str]) -> tuple[str, ...]:
    words = " ".join(_plain(line) for line in lines if not _RULE.fullmatch(line.strip()))
    return (words.strip(),) if words.strip() else ()


def _rows(lines: list[str], first: int) -> Iterator[tuple[int, str]]:
    """Each paragraph with its line; lines that run on are one paragraph."""
    open_at, open_words, in_note, ended = 0, "", False, False
    for number, line in enumerate(lines, first):
        bare = re.sub(r"^\s*(?:>\s?)+", "", line) if line.lstrip().startswith(">") else line
        words = bare.strip()
        if in_note and (not words or _MORE_OF_NOTE.match(bare)):
            # The lines for the reviewer stand below the public one, set in by four columns.
            open_words = f"{open_words} {_plain(_lead(words))}".strip()
            ended = not words
            continue
        fresh = ended and in_note
        in_note = ended = False
        own = fresh or not words or _OWN_LINE.match(bare) or _RULE.fullmatch(words)
        if own and open_words:
            yield open_at, open_words
            open_words = ""
        if not words or _RULE.fullmatch(words) or words.startswith("<!--"):
            continue
        if words.startswith("|"):
            yield from _cells(words, number)
        elif own:
            open_at, open_words = number, _plain(_lead(words))
            in_note = _NOTE.match(words) is not None
        else:
            open_at = open_at if open_words else number
            open_words = f"{open_words} {_plain(words)}".strip()
    if open_words:
        yield open_at, open_words


def _lead(words: str) -> str:
    """A line without the sign that says what it is; a note keeps its number."""
    if words.startswith("#"):
        return words.lstrip("#").strip()
    if note := re.match(r"\[\^(\d+)\]:\s*", words):
        return f"[{note[1]}] {words[note.end() :]}"
    return _BULLET.sub("", words, count=1)


def _cells(row: str, number: int) -> Iterator[tuple[int, str]]:
    for cell in re.split(r"(?<!\\)\|", row.strip().strip("|")):
        if re.fullmatch(r"\s*:?-+:?\s*", cell):
            continue
        for line in re.split(r"<br>|<hr>", cell):
            words = _plain(_IN_CELL.sub("", line.strip(), count=1))
            if words:
                yield number, words


def _plain(words: str) -> str:
    """The words that a reader of the page sees; note marks as «[1]»."""
    words = _ESCAPED.sub(lambda sign: chr(_PRIVATE + ord(sign[1])), words)
    words = _NOTE.sub(r"[\1]", _COMMENT.sub("", words))
    words = _WEIGHT.sub("", _LINK.sub(r"\1", _PICTURE.sub("", words)))
    hidden = {_PRIVATE + n: n for n in range(33, 127)}
    return words.translate(hidden).strip()
