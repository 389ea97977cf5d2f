"""What a voluntary contributor owes, what the state and the province pay, month by month.

The topics `contribution` and `state-support` ask the same questions; the second may leave the
income out. Each payment keeps the parameters of its own day: a new poverty line or support rate
counts from the next payment on (`support-change-not-retroactive`, `support-transition-2025`).
The parameters read are those of `PARAMETERS`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from kichban.calculators.answers import (
    REASON,
    Gaps,
    as_figure,
    months,
    place,
    present,
    refuse_far_days,
    with_inputs,
)
from kichban.calculators.base import (
    GROUPS,
    REGISTRY,
    Calculator,
    Value,
    Version,
)
from kichban.calculators.contribution_keys import (
    INPUTS,
    KEEPING,
    OUTPUTS,
    PARAMETERS,
    income_input,
)
from kichban.calculators.instalments import Payment, add_months, cycle_months, payments
from kichban.calculators.segments import (
    Asked,
    Segment,
    Shares,
    segments,
    shares,
    span_total,
)
from kichban.calculators.terms import chosen_income, monthly, spoken
from kichban.errors import OutOfRange
from kichban.law import RulesAt
from kichban.numerals import format_date, format_number
from kichban.quantities import Quantity, Unit, derive

__all__ = ["CONTRIBUTION", "STATE_SUPPORT", "monthly"]

_NO_SPAN = "Đóng trước nhiều năm mà không nêu số tháng nên chưa tính được tổng."
_UNDISCOUNTED = (
    "Các tổng chưa trừ chiết khấu của đóng trước nhiều năm: xem phép tính «advance-payment»."
)
_LONGEST = 1200  # a hundred years of months: a longer span is a slip of the pen


def _answer(rules: RulesAt, typed: Mapping[str, Any]) -> Mapping[str, Value]:
    rules = with_inputs(rules, INPUTS, typed)
    asked = Asked(
        income=None if typed["income_vnd"] is None else chosen_income(typed["income_vnd"]),
        groups=typed["groups"] or (),
        local_rate=_local_rate(typed["local_support_rate"]),
        supported_before=months(typed["previously_supported_months"], "số tháng đã hỗ trợ"),
    )
    span, whole = _span(rules, typed)
    gaps = Gaps()
    cut = segments(rules, span, asked, gaps)
    out = present(floor_vnd=cut[0].terms.floor, ceiling_vnd=cut[0].terms.ceiling)
    out |= present(applied_rate=_applied_rate(cut[0], asked))
    if whole:
        out |= _months_of_support(cut)
    if broken := _broken(cut, asked):
        return out | {"valid": False, REASON.key: broken}
    if asked.income is not None and all(segment.terms.bounded for segment in cut):
        out["valid"] = True
    split = [shares(segment, asked) for segment in cut]
    out |= present(
        gross_monthly_vnd=split[0].gross,
        state_support_monthly_vnd=split[0].state,
        local_support_monthly_vnd=split[0].local,
        payer_monthly_vnd=split[0].payer,
    )
    if not asked.groups and asked.income is not None:
        out |= _by_group(rules, span[0], asked, gaps)
    if typed["method"] == "advance-years":
        gaps.note(_UNDISCOUNTED if whole else _NO_SPAN)
    if whole:
        out |= _totals(cut, split, _keeping(rules, span))
    return out | gaps.outputs()


def _local_rate(typed: Quantity | Decimal) -> Quantity | None:
    rate = as_figure(typed, Unit.RATIO, "tỷ lệ địa phương hỗ trợ thêm")
    if rate.value > 1:
        raise OutOfRange(
            f"Địa phương hỗ trợ thêm {format_number(rate.value * 100)}% là không thể.",
            hint="ghi phần của mức đóng theo chuẩn hộ nghèo nông thôn, từ 0% đến 100%.",
        )
    return rate if rate else None


def _span(rules: RulesAt, typed: Mapping[str, Any]) -> tuple[tuple[Payment, ...], bool]:
    """The payments, and whether the whole span is known rather than its first month only."""
    cycle = cycle_months(rules, typed["method"])
    count = typed["months"]
    whole = count is not None or typed["method"] != "advance-years"
    if count is None:
        count = cycle if whole else 1
    if count > _LONGEST:
        raise OutOfRange(
            f"Khoảng {count} tháng dài quá một đời người.",
            hint=f"chọn từ 1 đến {_LONGEST} tháng.",
        )
    start: date = typed["start_month"] or add_months(rules.day, 0)
    refuse_far_days(start, rules.day)
    return tuple(payments(rules.day, start, count, cycle)), whole


def _broken(cut: tuple[Segment, ...], asked: Asked) -> str:
    """Why the chosen income may not be paid on, at the first payment where it may not."""
    if asked.income is None:
        return ""
    for number, segment in enumerate(cut):
        if fault := segment.terms.fault(asked.income):
            when = f"Kỳ đóng ngày {format_date(segment.terms.rules.day)}: " if number else ""
            return f"{when}{spoken(fault)}"
    return ""


def _applied_rate(segment: Segment, asked: Asked) -> Quantity | None:
    if not asked.groups:
        return derive(
            Decimal(0), Unit.RATIO, "tỷ lệ Nhà nước hỗ trợ", "không nêu nhóm nên không xét hỗ trợ"
        )
    rate = segment.terms.rate
    if rate is None or not rate or segment.supported:
        return rate
    most = segment.terms.rules.quantity("support-max-months").named("số tháng hỗ trợ tối đa")
    used = asked.supported_before
    formula = "ngoài số tháng được hỗ trợ"
    return derive(Decimal(0), Unit.RATIO, rate.name, formula, most, used)


def _months_of_support(cut: tuple[Segment, ...]) -> dict[str, Value]:
    counts = {True: 0, False: 0}
    for segment in cut:
        counts[segment.supported] += segment.months
    rules = next((s.terms.rules for s in cut if s.supported), None)
    most = () if rules is None else (rules.quantity("support-max-months"),)
    formula = "đếm từng tháng trong khoảng, trừ dần vào số tháng tối đa"
    helped = derive(Decimal(counts[True]), Unit.MONTHS, "số tháng được hỗ trợ", formula, *most)
    alone = derive(
        Decimal(counts[False]), Unit.MONTHS, "số tháng không được hỗ trợ", formula, *most
    )
    return {"supported_months": helped, "unsupported_months": alone}


def _by_group(rules: RulesAt, first: Payment, asked: Asked, gaps: Gaps) -> dict[str, Value]:
    found: dict[str, Value] = {}
    month = Payment(first.day, first.first_month, 1)
    for group in GROUPS:
        member = Asked(asked.income, (group,), asked.local_rate, asked.supported_before)
        payer = shares(segments(rules, [month], member, gaps)[0], member).payer
        if payer is None:
            return {}
        found[group] = payer
    return {"payer_monthly_by_group_vnd": found}


def _keeping(rules: RulesAt, span: tuple[Payment, ...]) -> str:
    """What is said of payments that keep their terms; nothing when each pays for one month."""
    longest = max(span, key=lambda payment: payment.months)
    if longest.months == 1:
        return "; tháng nào theo mức của ngày đóng tháng đó"
    last = span[-1]
    later = rules.on(max(last.day, add_months(last.first_month, last.months - 1)))
    places = [place(later, name) for name in KEEPING if later.covers(name)]
    where = f" ({'; '.join(places)})" if places else ""
    return f"; cả kỳ giữ mức của ngày đóng{where}"


def _totals(cut: tuple[Segment, ...], split: list[Shares], rule: str) -> dict[str, Value]:
    def summed(part: str, name: str) -> Quantity | None:
        parts = [(s, getattr(share, part)) for s, share in zip(cut, split, strict=True)]
        return span_total(parts, name, rule)

    gross = summed("gross", "tổng mức đóng")
    state = summed("state", "tổng Nhà nước hỗ trợ")
    local = summed("local", "tổng địa phương hỗ trợ thêm")
    payer = None
    if gross is not None and state is not None and local is not None:
        payer = (gross - state - local).named("tổng người tham gia tự đóng")
    return present(
        gross_total_vnd=gross,
        state_support_total_vnd=state,
        local_support_total_vnd=local,
        payer_total_vnd=payer,
    )


# The data begin with Luật 58/2014/QH13, in force on this day.
_VERSIONS = (Version(date(2016, 1, 1), _answer),)
CONTRIBUTION = REGISTRY.add(
    Calculator(
        name="contribution",
        title="Mức đóng bảo hiểm xã hội tự nguyện",
        summary=(
            "Mức đóng = thu nhập chọn × tỷ lệ đóng. Người tham gia tự đóng phần còn lại sau khi "
            "Nhà nước và địa phương hỗ trợ. Mỗi kỳ giữ mức của ngày đóng kỳ đó."
        ),
        inputs=(income_input(required=True), *INPUTS),
        outputs=OUTPUTS,
        parameters=PARAMETERS,
        provisions=(
            "ty-le-dong-22",
            "thu-nhap-lam-can-cu-dong",
            "phuong-thuc-dong",
            "ho-tro-muc-dong-2025",
            "khong-tinh-lai-chenh-lech",
            "chuyen-tiep-ho-tro-2025",
            "dia-phuong-ho-tro-them",
        ),
        versions=_VERSIONS,
        example={"thu_nhap_chon": "3.000.000", "thuoc_dien": "khac", "so_thang": "24"},
    )
)

STATE_SUPPORT = REGISTRY.add(
    Calculator(
        name="state-support",
        title="Nhà nước hỗ trợ tiền đóng",
        summary=(
            "Tiền hỗ trợ mỗi tháng = mức đóng tính theo chuẩn hộ nghèo nông thôn × tỷ lệ của nhóm "
            "cao nhất; không phụ thuộc thu nhập đã chọn và có hạn số tháng."
        ),
        inputs=(income_input(required=False), *INPUTS),
        outputs=OUTPUTS,
        parameters=CONTRIBUTION.parameters,
        provisions=(
            "nha-nuoc-ho-tro-dong",
            "ho-tro-muc-dong-2025",
            "khong-tinh-lai-chenh-lech",
            "chuyen-tiep-ho-tro-2025",
            "dia-phuong-ho-tro-them",
        ),
        versions=_VERSIONS,
        example={"thuoc_dien": "ho_can_ngheo", "phuong_thuc": "12_thang"},
    )
)
