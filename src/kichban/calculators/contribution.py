"""What a voluntary contributor owes, what the state and the province pay, month by month.

The topics `contribution` and `state-support` ask the same questions; the second may leave the
income out. Each payment keeps the parameters of its own day: a new poverty line or support rate
counts from the next payment on (`support-change-not-retroactive`, `support-transition-2025`).
Used parameters are listed in `_PARAMETERS`.
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
    with_inputs,
)
from kichban.calculators.base import (
    GROUPS,
    METHODS,
    REGISTRY,
    Calculator,
    Input,
    Output,
    Value,
    Version,
)
from kichban.calculators.instalments import Payment, add_months, cycle_months, payments
from kichban.calculators.segments import (
    SPAN_PARAMETERS,
    Asked,
    Segment,
    Shares,
    segments,
    shares,
    span_total,
)
from kichban.calculators.terms import TERM_PARAMETERS, chosen_income, monthly, spoken
from kichban.errors import OutOfRange
from kichban.law import RulesAt
from kichban.numerals import format_date, format_number
from kichban.quantities import Quantity, Unit, derive

__all__ = ["CONTRIBUTION", "STATE_SUPPORT", "monthly"]

_LONGEST = 1200  # a hundred years of months: a longer span is a slip of the pen

_INPUTS = (
    Input(
        "groups",
        "thuoc_dien",
        "Thuộc nhóm nào, nhiều nhóm ngăn bằng dấu phẩy; bỏ trống thì không xét hỗ trợ",
        "choices",
        choices=GROUPS,
    ),
    Input("method", "phuong_thuc", "Cách đóng", "choice", default="monthly", choices=METHODS),
    Input(
        "start_month",
        "thang_bat_dau",
        "Tháng đầu của kỳ đóng thứ nhất; bỏ trống là tháng của ngày đóng",
        "month",
    ),
    Input(
        "months",
        "so_thang",
        "Cả khoảng gồm bao nhiêu tháng; bỏ trống là một kỳ đóng",
        "months",
        low=Decimal(1),
    ),
    Input(
        "previously_supported_months",
        "so_thang_da_ho_tro",
        "Số tháng Nhà nước đã hỗ trợ trước đó",
        "months",
        default=0,
    ),
    Input(
        "local_support_rate",
        "ty_le_dia_phuong",
        "Phần địa phương hỗ trợ thêm, tính trên mức đóng theo chuẩn hộ nghèo nông thôn",
        "ratio",
        default=Decimal(0),
        low=Decimal(0),
    ),
    Input(
        "rural_poverty_line_vnd",
        "chuan_ngheo",
        "Chuẩn hộ nghèo nông thôn, đồng/tháng; bỏ trống thì theo luật của ngày đóng",
        "money",
        parameter="rural-poverty-line",
    ),
)
_OUTPUTS = (
    Output("valid", "hop_le", "Thu nhập chọn có trong khoảng cho phép ở mọi lần đóng không"),
    Output("floor_vnd", "thu_nhap_thap_nhat", "Thu nhập thấp nhất được chọn, ngày đóng kỳ đầu"),
    Output("ceiling_vnd", "thu_nhap_cao_nhat", "Thu nhập cao nhất được chọn, ngày đóng kỳ đầu"),
    Output("applied_rate", "ty_le_ho_tro", "Tỷ lệ Nhà nước hỗ trợ, tháng đầu"),
    Output("gross_monthly_vnd", "muc_dong", "Mức đóng mỗi tháng trước hỗ trợ, tháng đầu"),
    Output("state_support_monthly_vnd", "nha_nuoc_ho_tro", "Nhà nước hỗ trợ, tháng đầu"),
    Output("local_support_monthly_vnd", "dia_phuong_ho_tro", "Địa phương hỗ trợ thêm, tháng đầu"),
    Output("payer_monthly_vnd", "nguoi_dong", "Người tham gia tự đóng, tháng đầu"),
    Output(
        "payer_monthly_by_group_vnd",
        "nguoi_dong_theo_nhom",
        "Người tham gia tự đóng tháng đầu, nếu thuộc từng nhóm (khi không nêu nhóm)",
    ),
    Output("gross_total_vnd", "tong_muc_dong", "Tổng mức đóng cả khoảng, trước hỗ trợ"),
    Output("state_support_total_vnd", "tong_nha_nuoc_ho_tro", "Tổng Nhà nước hỗ trợ cả khoảng"),
    Output("local_support_total_vnd", "tong_dia_phuong_ho_tro", "Tổng địa phương hỗ trợ thêm"),
    Output("payer_total_vnd", "tong_nguoi_dong", "Tổng người tham gia tự đóng cả khoảng"),
    Output("supported_months", "so_thang_ho_tro", "Số tháng được Nhà nước hỗ trợ"),
    Output("unsupported_months", "so_thang_khong_ho_tro", "Số tháng không được Nhà nước hỗ trợ"),
    REASON,
)
_KEEPING = ("support-change-not-retroactive", "support-transition-2025")
_PARAMETERS = (
    *TERM_PARAMETERS,
    *SPAN_PARAMETERS,
    *_KEEPING,
    "local-extra-support",
    "payment-methods",
    "advance-years-range",
)


def _answer(rules: RulesAt, typed: Mapping[str, Any]) -> Mapping[str, Value]:
    rules = with_inputs(rules, _INPUTS, typed)
    asked = Asked(
        income=None if typed["income_vnd"] is None else chosen_income(typed["income_vnd"]),
        groups=typed["groups"] or (),
        local_rate=_local_rate(typed["local_support_rate"]),
        supported_before=months(typed["previously_supported_months"], "Số tháng đã hỗ trợ"),
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
    if whole:
        out |= _totals(cut, split, _keeping(rules, span))
    else:
        gaps.note("Đóng trước nhiều năm mà không nêu số tháng nên chưa tính được tổng.")
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
            Decimal(0), Unit.RATIO, "Tỷ lệ Nhà nước hỗ trợ", "không nêu nhóm nên không xét hỗ trợ"
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
    helped = derive(
        Decimal(counts[True]), Unit.MONTHS, "Số tháng được hỗ trợ", formula, *most
    )
    alone = derive(
        Decimal(counts[False]), Unit.MONTHS, "Số tháng không được hỗ trợ", formula, *most
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
    places = [place(later, name) for name in _KEEPING if later.covers(name)]
    where = f" ({'; '.join(places)})" if places else ""
    return f"; cả kỳ giữ mức của ngày đóng{where}"


def _totals(cut: tuple[Segment, ...], split: list[Shares], rule: str) -> dict[str, Value]:
    def summed(part: str, name: str) -> Quantity | None:
        parts = [(s, getattr(share, part)) for s, share in zip(cut, split, strict=True)]
        return span_total(parts, name, rule)

    gross = summed("gross", "Tổng mức đóng")
    state = summed("state", "Tổng Nhà nước hỗ trợ")
    local = summed("local", "Tổng địa phương hỗ trợ thêm")
    payer = None
    if gross is not None and state is not None and local is not None:
        payer = (gross - state - local).named("Tổng người tham gia tự đóng")
    return present(
        gross_total_vnd=gross,
        state_support_total_vnd=state,
        local_support_total_vnd=local,
        payer_total_vnd=payer,
    )


def _income(mo_ta: str, *, required: bool) -> Input:
    return Input("income_vnd", "thu_nhap_chon", mo_ta, "money", required=required)


# The data begin with Luật 58/2014/QH13, in force on this day.
_VERSIONS = (Version(date(2016, 1, 1), _answer),)
_CHOSEN = "Thu nhập chọn làm căn cứ đóng, đồng/tháng"

CONTRIBUTION = REGISTRY.add(
    Calculator(
        name="contribution",
        title="Mức đóng bảo hiểm xã hội tự nguyện",
        summary=(
            "Mức đóng = thu nhập chọn × tỷ lệ đóng. Người tham gia tự đóng phần còn lại sau khi "
            "Nhà nước và địa phương hỗ trợ. Mỗi kỳ giữ mức của ngày đóng kỳ đó."
        ),
        inputs=(_income(_CHOSEN, required=True), *_INPUTS),
        outputs=_OUTPUTS,
        parameters=tuple(dict.fromkeys(_PARAMETERS)),
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
        example={"thu_nhap_chon": "1.500.000", "thuoc_dien": "khac", "so_thang": "12"},
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
        inputs=(_income(f"{_CHOSEN}; bỏ trống được", required=False), *_INPUTS),
        outputs=_OUTPUTS,
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
