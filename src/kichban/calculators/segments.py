"""A span of months, cut where the terms change or the support runs out, and what each part costs.

Parameters: `support-max-months`, `support-start-date`, and those of
`kichban.calculators.terms`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from kichban.calculators.answers import Gaps, counted_months
from kichban.calculators.instalments import Payment, add_months
from kichban.calculators.terms import Terms, terms_on
from kichban.law import RulesAt
from kichban.quantities import Quantity, Unit, derive, total

__all__ = ["SPAN_PARAMETERS", "Asked", "Segment", "Shares", "segments", "shares", "span_total"]

SPAN_PARAMETERS = ("support-max-months", "support-start-date")


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked about one contributor: income (VND/month), groups, the province's share (a
    ratio), and how many months the state has supported already."""

    income: Quantity | None
    groups: tuple[str, ...]
    local_rate: Quantity | None
    supported_before: Quantity


@dataclass(frozen=True, slots=True)
class Segment:
    """Consecutive months on the same terms, all supported or all not."""

    terms: Terms
    first_month: date
    months: int
    supported: bool


@dataclass(frozen=True, slots=True)
class Shares:
    """Who pays what for one month, VND/month; None where the law data do not say."""

    gross: Quantity | None
    state: Quantity | None
    local: Quantity | None
    payer: Quantity | None


def segments(
    rules: RulesAt, span: Iterable[Payment], asked: Asked, gaps: Gaps
) -> tuple[Segment, ...]:
    """Cut a span of payments into segments; months of support are used up in order."""
    out: list[Segment] = []
    terms: Terms | None = None
    used = int(asked.supported_before.value)
    for payment in span:
        if terms is None or not terms.hold_on(payment.day):
            terms = terms_on(
                rules.on(payment.day),
                gaps,
                income=asked.income,
                groups=asked.groups,
                local_rate=asked.local_rate,
            )
        early, supported = _supported_months(terms, payment, used)
        used += supported
        month = payment.first_month
        for count, helped in (
            (early, False),
            (supported, True),
            (payment.months - early - supported, False),
        ):
            if count:
                _append(out, Segment(terms, month, count, helped))
                month = add_months(month, count)
    return tuple(out)


def _supported_months(terms: Terms, payment: Payment, used: int) -> tuple[int, int]:
    """Months before support began, then months supported, of one payment."""
    if terms.rate is None or not terms.rate:
        return 0, 0
    start = terms.rules.date("support-start-date").value
    early = 0
    while early < payment.months and add_months(payment.first_month, early) < start:
        early += 1
    most = int(terms.rules.quantity("support-max-months").value)
    return early, max(0, min(payment.months - early, most - used))


def _append(out: list[Segment], new: Segment) -> None:
    if out and out[-1].terms is new.terms and out[-1].supported == new.supported:
        out[-1] = replace(out[-1], months=out[-1].months + new.months)
    else:
        out.append(new)


def shares(segment: Segment, asked: Asked) -> Shares:
    """Who pays what for one month of a segment. The shares add up to the contribution."""
    terms = segment.terms
    state = _state_share(segment, asked)
    local = _local_share(terms, state, asked)
    payer = None
    if terms.gross is not None and state is not None and local is not None:
        left = terms.gross - state
        payer = (left - local if local else left).named("người tham gia tự đóng mỗi tháng")
    return Shares(terms.gross, state, local, payer)


def _state_share(segment: Segment, asked: Asked) -> Quantity | None:
    if not asked.groups:
        return _nothing("Nhà nước hỗ trợ mỗi tháng", "không nêu nhóm nên không xét hỗ trợ")
    if segment.supported or not segment.terms.rate:
        return segment.terms.support
    most = segment.terms.rules.quantity("support-max-months").named("số tháng hỗ trợ tối đa")
    return derive(
        Decimal(0),
        Unit.DONG_PER_MONTH,
        "Nhà nước hỗ trợ mỗi tháng",
        "ngoài số tháng được hỗ trợ",
        most,
        asked.supported_before,
    )


def _local_share(terms: Terms, state: Quantity | None, asked: Asked) -> Quantity | None:
    if asked.local_rate is None:
        return _nothing("địa phương hỗ trợ thêm mỗi tháng", "không nêu hỗ trợ thêm")
    local = terms.local
    if local is None or terms.gross is None or state is None:
        return local
    room = terms.gross - state
    if local <= room:
        return local
    # The province cannot pay more than is owed.
    formula = "phần còn phải đóng sau khi Nhà nước hỗ trợ"
    return derive(room.value, room.unit, local.name, formula, terms.gross, state, local)


def _nothing(name: str, formula: str) -> Quantity:
    return derive(Decimal(0), Unit.DONG_PER_MONTH, name, formula)


def span_total(
    parts: Sequence[tuple[Segment, Quantity | None]], name: str, rule: str
) -> Quantity | None:
    """A monthly share summed over all months of a span, in VND.

    Args:
        parts: Each segment with its share, VND/month; None when that is not known.
        name: What the sum is.
        rule: What is said, in Vietnamese, of how long each payment keeps its terms.
    """
    amounts: list[Quantity] = []
    for first_month, count, share in _merged(parts):
        if share is None:
            return None
        label = f"{name}: {count} tháng từ {first_month.month:02d}/{first_month.year}"
        amounts.append((share * counted_months(count, "số tháng")).named(label))
    if len(amounts) == 1:
        return amounts[0].named(name)
    return total(amounts, name, f"cộng từng khoảng{rule}")


def _merged(
    parts: Sequence[tuple[Segment, Quantity | None]],
) -> list[tuple[date, int, Quantity | None]]:
    """First month, number of months and share, where neither share nor its law changes."""
    out: list[tuple[date, int, Quantity | None]] = []
    for segment, share in parts:
        if out and share is not None:
            first_month, count, last = out[-1]
            if last is not None and (last, last.bases()) == (share, share.bases()):
                out[-1] = (first_month, count + segment.months, last)
                continue
        out.append((segment.first_month, segment.months, share))
    return out
