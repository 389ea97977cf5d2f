"""Conditions that a benefit stood with when it was written, and stands without now."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Literal

from kichban.checks.claims import Claim, Gap
from kichban.checks.edits_align import Alignment
from kichban.checks.edits_codes import HINTS, LEVELS
from kichban.checks.edits_known import Told
from kichban.checks.reading import Reading, Setting
from kichban.checks.rulebook import RuleBook
from kichban.errors import Where
from kichban.measure import Passage
from kichban.vietnamese import fold

__all__ = ["with_lost_conditions"]

_UNSAID = ("nguon", "phieu", "nhan", "viec", "nhap", "o_hinh")
_KINDS: dict[str, Literal["heading", "paragraph", "item", "cell", "foot"]] = {
    "de_muc": "heading",
    "muc": "item",
    "o": "cell",
    "chan": "foot",
}
_WORDING = ("E201", "E204", "E206", "E207")
"""Findings that say less than that a condition was lost."""


def with_lost_conditions(
    told: list[Told], alignment: Alignment, book: RuleBook, setting: Setting
) -> list[Told]:
    """The findings, those that took a condition away told as such.

    The benefit and its condition are judged by the rules of today, before and after the change:
    what was wanting when the document was written is no loss.
    """
    if not any(item.finding.code in _WORDING for item in told):
        return told
    if any(item.finding.code == "E104" for item in told) and len(told) == 1:
        return told
    out = list(told)
    for gap in _new_gaps(alignment, book, setting):
        _replace(out, gap, _number(gap))
    return out


def _replace(told: list[Told], gap: Gap, number: int) -> None:
    """Let the change that made a gap be told as the loss of a condition."""
    if any(t.finding.code == "E104" and t.found and t.found.number == number for t in told):
        return
    near = [
        (abs((t.found.number if t.found else 0) - number), place)
        for place, t in enumerate(told)
        if t.finding.code in _WORDING
    ]
    if not near:
        return
    _, place = min(near)
    item = told[place]
    where = item.finding.where
    here = item.found is not None and item.found.number == number
    if not here and gap.line.origin is not None:
        at = gap.line.start + gap.start
        origin = replace(gap.line.origin, file=where.file if where else "")
        where = replace(origin, column=at + 1, width=gap.end - gap.start)
    reason = item.finding.message[0].lower() + item.finding.message[1:].rstrip(".")
    told[place] = Told(
        replace(
            item.finding,
            code="E104",
            level=LEVELS["E104"],
            message=f"Mất điều kiện: {reason}. {gap.message}",
            hint=HINTS["E104"],
            where=where,
            quote="" if where and where.text else item.finding.quote,
        ),
        item.written,
        item.found,
    )


def _new_gaps(alignment: Alignment, book: RuleBook, setting: Setting) -> Iterator[Gap]:
    """The gaps of today whose conditions were there when the document was written.

    A gap is known again by its sentence, or by its paragraph where the sentence was changed.
    """
    pairs = (*alignment.pairs, *alignment.moved, *alignment.joined)
    places = {id(written): place for place, written in enumerate(alignment.written)}
    was = {pair.found.number: places[id(pair.written)] for pair in pairs}
    kinds = {id(pair.found): pair.written.kind for pair in pairs}
    before = [
        _passage(written.text, written.kind, place)
        for place, written in enumerate(alignment.written)
        if written.kind not in _UNSAID
    ]
    after = [
        _passage(found.text, kind, found.number)
        for found in alignment.found
        if (kind := kinds.get(id(found), "loi")) not in _UNSAID
    ]
    gaps = _gaps(after, book.claims, setting)
    told = {gap.rule.khoa for gap in gaps}
    wanting: dict[tuple[str, object], set[str]] = {}
    for gap in _gaps(before, [claim for claim in book.claims if claim.rule.khoa in told], setting):
        for key in (fold(gap.line.text), _number(gap)):
            wanting.setdefault((gap.rule.khoa, key), set()).update(gap.missing)
    for gap in gaps:
        keys = (fold(gap.line.text), was.get(_number(gap)))
        known = [wanting[gap.rule.khoa, key] for key in keys if (gap.rule.khoa, key) in wanting]
        if not known or not set(gap.missing) <= set().union(*known):
            yield gap


def _number(gap: Gap) -> int:
    return gap.line.origin.line if gap.line.origin else -1


def _passage(text: str, kind: str, number: int) -> Passage:
    return Passage(text, _KINDS.get(kind, "paragraph"), origin=Where("", number, 0, text))


def _gaps(passages: Sequence[Passage], claims: Sequence[Claim], setting: Setting) -> list[Gap]:
    if not claims:
        return []
    reading = Reading.of_passages(passages, setting.region, measured=False)
    return [gap for claim in claims for gap in claim.gaps(reading, setting)]
