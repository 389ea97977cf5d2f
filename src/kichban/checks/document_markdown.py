"""Markdown documents read back: those that `kichban` wrote, and those that officers typed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kichban.errors import Where
from kichban.script import (
    Block,
    Break,
    Bullets,
    Callout,
    CalloutKind,
    Cue,
    Heading,
    Image,
    Paragraph,
    Table,
    Text,
    plain,
)
from kichban.vietnamese import fold

__all__ = ["SPOKEN_COLUMNS", "blocks_of_markdown", "end_of_running", "table_blocks", "words_of"]

SPOKEN_COLUMNS = ("lời", "nói gì")
"""Columns of a radio or meeting table that hold what is said."""

_RULE = re.compile(r"(?:\*\s*){3,}|(?:-\s*){3,}|(?:_\s*){3,}")
_NOTE = re.compile(r"\[\^\d+\]:")
_NOTE_MARK = re.compile(r"\[\^\d+\]")
_COMMENT = re.compile(r"<!--(?P<words>.*?)-->")
_BULLET = re.compile(r"(?P<space>\s*)(?P<sign>[-+•]|\*(?=\s)|\d{1,3}[.)])\s+(?P<words>\S.*)")
_CUE = re.compile(r"\*?\[(?P<words>[^\]]*)\]\*?")
_SPEAKER = re.compile(r"\*\*(?P<speaker>[^*:]{1,40}):\*\*\s*(?P<words>.*)")
_PICTURE = re.compile(r"!\[(?P<alt>[^\]]*)\]\([^)]*\)")
_LINK = re.compile(r"\[(?P<words>[^\]]*)\]\([^)]*\)")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|<>~^:])")
_WEIGHT = re.compile(r"(?<!\\)(\*\*|__|\*|(?<![^\W_])_|_(?![^\W_]))")
_ENDED = re.compile(r"[.?!…:]$")
_LONGEST_NAME = 10
_DRAFT = "bản nháp – chưa được phát hành"
_SLIP = "phiếu kèm"
_NATION, _RECIPIENTS = "cộng hòa xã hội chủ nghĩa việt nam", "nơi nhận:"
_SOURCES = "nguồn số liệu"
_FOOT = ("căn cứ", "chịu trách nhiệm nội dung", "góp ý")


def words_of(text: str) -> str:
    """A stretch of Markdown without its marks."""
    text = _NOTE_MARK.sub("", _COMMENT.sub("", text))
    text = _LINK.sub(r"\g<words>", _PICTURE.sub("", text))
    text = _WEIGHT.sub("", text.replace("<br>", "\n"))
    return _ESCAPE.sub(r"\1", text).strip()


def blocks_of_markdown(text: str, name: str) -> tuple[Block, ...]:
    """The blocks of a Markdown document, notes and running lines left out."""
    lines = _without_running_lines(text.split("\n"))
    return tuple(_blocks(lines, name))


def _without_running_lines(lines: list[str]) -> list[str]:
    """Blank out the lines of every page: before the first rule and after the last."""
    rules = [n for n, line in enumerate(lines) if _RULE.fullmatch(line.strip())]
    headed = next((n for n, line in enumerate(lines) if line.startswith("#")), len(lines))
    out = list(lines)
    if rules and rules[0] < headed:
        out[: rules[0] + 1] = [""] * (rules[0] + 1)
    end = end_of_running(lines, rules[-1] + 1) if rules else 0
    if rules and rules[-1] >= headed and any("kichban" in ln for ln in lines[rules[-1] : end]):
        out[rules[-1] : end] = [""] * (end - rules[-1])
    return out


def end_of_running(lines: list[str], start: int) -> int:
    """Where the lines along every page end that begin here: with their first paragraph."""
    at = start
    while at < len(lines) and not lines[at].strip():
        at += 1
    while at < len(lines) and lines[at].strip():
        at += 1
    return at


def _blocks(lines: list[str], name: str) -> Iterator[Block]:
    at, sources = 0, False
    while at < len(lines):
        line = lines[at]
        words = line.strip()
        where = Where(name, at + 1, 0, line)
        if not words:
            at += 1
        elif words.startswith("<!--"):
            if "mặt mới" in words or "trang mới" in words:
                yield Break("mat" if "mặt" in words else "trang")
            at += 1
        elif _RULE.fullmatch(words):
            if not sources:
                yield Break("nghi")
            at += 1
        elif words.startswith("#"):
            title = words_of(words.lstrip("#"))
            if fold(title) == _SOURCES:
                # What hands add behind the notes is said to the reader like all the rest.
                at, sources = at + 1, True
                continue
            level = min(6, len(words) - len(words.lstrip("#")))
            yield Heading(level, (Text(title),), where)
            at += 1
        elif _NOTE.match(words):
            at = _skip_note(lines, at)
        elif words.startswith("|"):
            end = _end(lines, at, lambda row: row.strip().startswith("|"))
            yield from _table(lines[at:end], name, at + 1)
            at = end
        elif words.startswith(">"):
            end = _end(lines, at, lambda row: row.strip().startswith(">"))
            yield from _quotation(lines[at:end], name, at)
            at = end
        elif _BULLET.match(line):
            end = _end(lines, at, lambda row: bool(_BULLET.match(row)) or row.startswith("    "))
            yield _list(lines[at:end], name, at + 1)
            at = end
        else:
            yield from _paragraph(words, where)
            at += 1


def _end(lines: list[str], start: int, belongs: object) -> int:
    assert callable(belongs)
    at = start
    while at < len(lines) and belongs(lines[at]):
        at += 1
    return at


def _skip_note(lines: list[str], at: int) -> int:
    at += 1
    while at < len(lines) and (lines[at].startswith("    ") or not lines[at].strip()):
        at += 1
    return at


def _paragraph(words: str, where: Where) -> Iterator[Block]:
    if cue := _CUE.fullmatch(words):
        yield Cue("viec", (Text(words_of(cue["words"])),), 0, where)
    elif picture := _PICTURE.fullmatch(words):
        yield Image(picture["alt"], "", 0, where)
    elif said := _SPEAKER.fullmatch(words):
        yield Paragraph((Text(words_of(said["words"])),), said["speaker"].strip(), where)
    elif (bare := words_of(words)) and fold(bare) != _DRAFT:
        yield Paragraph((Text(bare),), "", where)


def _list(rows: list[str], name: str, first: int) -> Block:
    items: list[list[Block]] = []
    ordered = False
    for offset, row in enumerate(rows):
        where = Where(name, first + offset, 0, row)
        bullet = _BULLET.match(row)
        if bullet and not bullet["space"]:
            ordered = ordered or bullet["sign"][0].isdigit()
            items.append(list(_paragraph(bullet["words"], where)))
        elif row.strip() and items:
            inner = bullet["words"] if bullet else row.strip()
            items[-1].extend(_paragraph(inner, where))
    return Bullets(tuple(tuple(item) for item in items), ordered)


def _quotation(rows: list[str], name: str, before: int) -> Iterator[Block]:
    inner = [re.sub(r"^\s*>\s?", "", row) for row in rows]
    blocks = tuple(_blocks([*[""] * before, *inner], name))
    text = fold("\n".join(inner))
    kind: CalloutKind = "loi"
    if _SLIP in text[:40]:
        kind = "phieu_kem"
    elif _NATION in text[:160]:
        kind = "dau_van_ban"
    elif text.lstrip("* ").startswith(_RECIPIENTS):
        kind = "noi_nhan"
    elif any(mark in text for mark in _FOOT):
        kind = "chan_trang"
    yield Callout(kind, blocks)


def _table(rows: list[str], name: str, first: int) -> Iterator[Block]:
    cells = [
        [cell.strip() for cell in re.split(r"(?<!\\)\|", row.strip().strip("|"))] for row in rows
    ]
    header = [words_of(cell) for cell in cells[0]]
    body = [
        (number, row)
        for number, row in enumerate(cells[1:], first + 1)
        if not all(re.fullmatch(r":?-+:?", cell) for cell in row if cell)
    ]
    if fold(header[0]).startswith(_SLIP):
        slip = tuple(
            Paragraph((Text(": ".join(words_of(cell) for cell in row if cell)),)) for _, row in body
        )
        yield Callout("phieu_kem", slip)
        return
    made = [
        [_cell(cell, Where(name, number, 0, rows[number - first])) for cell in row]
        for number, row in body
    ]
    yield from table_blocks(header, made)


def _cell(text: str, where: Where) -> tuple[Block, ...]:
    return tuple(
        block
        for line in text.split("<br>")
        for block in _paragraph(re.sub(r"^(?:•|\d+\))\s+", "", line.strip()), where)
        if line.strip()
    )


def table_blocks(header: list[str], rows: list[list[tuple[Block, ...]]]) -> Iterator[Block]:
    """A table as a block; of a radio or meeting table only what is said, row after row."""
    spoken = [place for place, label in enumerate(header) if fold(label) in SPOKEN_COLUMNS]
    if not spoken:
        labels = tuple((Text(label),) for label in header)
        yield Table(labels, tuple(tuple(row) for row in rows))
        return
    for row in rows:
        for place, cell in enumerate(row):
            if place in spoken:
                yield from _labelled(cell)
            elif place == 1:
                yield from (
                    Cue("viec", block.children, 0, block.origin)
                    for block in cell
                    if isinstance(block, Paragraph)
                )


def _labelled(cell: tuple[Block, ...]) -> Iterator[Block]:
    """The words of one phase: a first line without a full stop is the name of the phase."""
    first = cell[0] if cell else None
    if len(cell) > 1 and isinstance(first, Paragraph) and not first.speaker:
        words = plain(first.children)
        if not _ENDED.search(words) and len(words.split()) <= _LONGEST_NAME:
            yield Heading(3, first.children, first.origin)
            yield from cell[1:]
            return
    yield from cell
