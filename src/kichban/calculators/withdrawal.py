"""The one-time withdrawal: who may take it, how much, less what the state paid in.

Parameters: `withdrawal-cases-voluntary`, `withdrawal-cases-compulsory`,
`withdrawal-cases-voluntary-before-2025`, `withdrawal-rate-before-2014`,
`withdrawal-rate-from-2014` (times the average income per year), `withdrawal-under-one-year`,
`withdrawal-under-one-year-multiple`, `withdrawal-odd-months-pre-2014`,
`withdrawal-waiting-months`, `withdrawal-max-years`, `withdrawal-new-entrants`,
`withdrawal-excludes-state-support`, `pension-min-years`, `odd-months-rounding`,
`odd-months-rounding-before-2025`, those of `past_support`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from kichban.calculators.answers import place, present
from kichban.calculators.base import REGISTRY, Calculator, Value, Version
from kichban.calculators.durations import (
    reaches,
    refused,
    reported_months,
    rule_in_force,
    split_years,
)
from kichban.calculators.past_support import check_periods
from kichban.calculators.withdrawal_inputs import (
    CASES,
    EXAMPLE,
    INPUTS,
    OUTPUTS,
    PARAMETERS,
    PROVISIONS,
    SCHEMES,
)
from kichban.calculators.withdrawal_sums import nothing, sums
from kichban.errors import BadInput, NotKnown
from kichban.law import RulesAt
from kichban.numerals import format_date, format_number
from kichban.quantities import Figure, Quantity

_NO_CASE = "Không nêu trường hợp nên chưa xét điều kiện; số tiền tính như đã được nhận."
_RETIRED = "retirement-age-and-under-15-years"
_STOPPED = frozenset(case for case in CASES if case.startswith("paid-before-"))


@dataclass(frozen=True, slots=True)
class _Shape:
    """What differs between the laws: where odd months stand, who may, who keeps the support."""

    rounding: str
    refusal: Callable[[RulesAt, Mapping[str, Any], Quantity], str]
    keeps_support: frozenset[str]
    carry: tuple[str, ...]


def _compute_2024(rules: RulesAt, typed: Mapping[str, Any]) -> dict[str, Value]:
    return _compute(_LAW_2024, rules, typed)


def _compute_2014(rules: RulesAt, typed: Mapping[str, Any]) -> dict[str, Value]:
    if typed["scheme"] == "compulsory":
        raise NotKnown(
            "Điều kiện nhận một lần của diện bắt buộc theo Luật 2014 chưa có trong dữ liệu.",
            hint="chọn ngày áp dụng luật mới, hoặc hỏi cơ quan bảo hiểm xã hội.",
        )
    if typed["case"] in _STOPPED:
        raise NotKnown(
            "Nhận một lần sau thời gian ngừng đóng theo luật trước đây chưa đọc được lời văn.",
            hint="chọn ngày áp dụng luật mới, hoặc hỏi cơ quan bảo hiểm xã hội.",
        )
    return _compute(_LAW_2014, rules, typed)


def _compute(shape: _Shape, rules: RulesAt, typed: Mapping[str, Any]) -> dict[str, Value]:
    paid = reported_months(
        typed["months_before_2014"] + typed["months_from_2014"], "tổng số tháng đóng"
    )
    _check(rules, typed, int(paid.value))
    carry: tuple[Figure, ...] = tuple(rule_in_force(rules, name) for name in shape.carry)
    split = split_years(
        rules, shape.rounding, typed["months_before_2014"], typed["months_from_2014"], *carry
    )
    refusal = shape.refusal(rules, typed, paid) if typed["case"] else ""
    short = paid.value < 12
    keeps = typed["case"] in shape.keeps_support
    amounts = (
        nothing(paid, short=short)
        if refusal
        else sums(rules, typed, split, short=short, keeps_support=keeps)
    )
    return present(
        eligible=not refusal,
        years_before_2014=split.before,
        years_from_2014=split.after,
        **amounts,
        reason=refusal or (None if typed["case"] else _NO_CASE),
    )


def _refusal_2024(rules: RulesAt, typed: Mapping[str, Any], paid: Quantity) -> str:
    """Why the case does not open the withdrawal; "" when it does."""
    if typed["case"] == _RETIRED:
        return _enough_years(rules, paid)
    if typed["case"] not in _STOPPED:
        return ""
    law = rules.basis("withdrawal-new-entrants").valid_from
    where = place(rules, _WHERE[typed["scheme"]])
    first: date | None = typed["first_contribution_month"]
    if first is not None and first >= law:
        return (
            f"Bắt đầu đóng từ {format_date(law)} trở đi thì không nhận một lần "
            f"vì ngừng đóng ({where})."
        )
    stopped: int | None = typed["stopped_months"]
    wait = rules.quantity("withdrawal-waiting-months")
    if stopped is not None and stopped < wait.value:
        return f"Phải ngừng đóng đủ {format_number(wait.value)} tháng ({where})."
    most = rules.quantity("withdrawal-max-years")
    if reaches(paid, most):
        return f"Chỉ cho người đóng chưa đủ {format_number(most.value)} năm ({where})."
    return ""


_WHERE = {"voluntary": "withdrawal-new-entrants", "compulsory": "withdrawal-cases-compulsory"}


def _refusal_2014(rules: RulesAt, typed: Mapping[str, Any], paid: Quantity) -> str:
    """Why the case does not open the withdrawal under the law of 2014; "" when it does."""
    if typed["case"] == _RETIRED:
        return _enough_years(rules, paid)
    name = "withdrawal-cases-voluntary-before-2025"
    if typed["case"] not in rules.items(name):
        return f"Luật ngày này không có trường hợp đó ({place(rules, name)})."
    return ""


def _enough_years(rules: RulesAt, paid: Quantity) -> str:
    least = rules.quantity("pension-min-years")
    if not reaches(paid, least):
        return ""
    return (
        f"Đã đóng đủ {format_number(least.value)} năm thì hưởng lương hưu khi đủ tuổi, "
        f"không nhận một lần theo trường hợp này ({place(rules, 'pension-min-years')})."
    )


_LAW_2014 = _Shape(
    "odd-months-rounding-before-2025", _refusal_2014, frozenset({"serious-disease"}), ()
)
_LAW_2024 = _Shape(
    "odd-months-rounding",
    _refusal_2024,
    frozenset({"serious-disease", "disability-81-or-extremely-severe"}),
    ("withdrawal-odd-months-pre-2014",),
)


def _check(rules: RulesAt, typed: Mapping[str, Any], paid: int) -> None:
    """Refuse inputs that contradict each other or cannot be."""
    periods = typed["support_periods"]
    if periods and typed["state_support_vnd"] is not None:
        raise BadInput(
            "Vừa ghi số tiền Nhà nước hỗ trợ, vừa ghi các khoảng được hỗ trợ; chỉ dùng một trong "
            "hai.",
            hint="bỏ tien_nha_nuoc_ho_tro hoặc bỏ qua_trinh_ho_tro.",
        )
    if periods:
        check_periods(rules, periods, paid)
    if typed["average_income_vnd"] is not None and not paid:
        raise BadInput(
            "Chưa có tháng đóng nào mà hỏi số tiền một lần; phải có ít nhất một tháng đã đóng.",
            hint="thêm so_thang_tu_2014 hoặc so_thang_truoc_2014.",
        )
    first: date | None = typed["first_contribution_month"]
    if first is not None and first > rules.day:
        raise BadInput(
            f"Tháng đóng đầu tiên còn ở sau ngày tính {format_date(rules.day)}; "
            "chỉ tính cho người đã đóng.",
            hint="sửa thang_dong_dau hoặc ngày tính.",
        )
    _check_case(rules, typed)


def _check_case(rules: RulesAt, typed: Mapping[str, Any]) -> None:
    case, scheme = typed["case"], typed["scheme"]
    name = f"withdrawal-cases-{scheme}"
    if not case or not rules.covers(name):
        return
    allowed = rules.items(name)
    # Both lists have the case of people who stopped; only its name differs.
    if case not in allowed and not (case in _STOPPED and scheme == "compulsory"):
        names = ", ".join(CASES[item] for item in allowed)
        raise refused(
            f"Diện {SCHEMES[scheme]} không có trường hợp «{CASES[case]}»",
            f"diện này có: {names}",
            rules.basis(name).citations,
            "sửa truong_hop hoặc loai.",
        )


WITHDRAWAL = REGISTRY.add(
    Calculator(
        name="withdrawal",
        title="Bảo hiểm xã hội một lần",
        summary="Ai được nhận một lần, được bao nhiêu, trừ phần Nhà nước hỗ trợ bao nhiêu.",
        inputs=INPUTS,
        outputs=OUTPUTS,
        parameters=PARAMETERS,
        provisions=PROVISIONS,
        # The law of 2014 applied from 2016; the law of 2024 applies since 01/07/2025.
        versions=(
            Version(date(2016, 1, 1), _compute_2014, date(2025, 6, 30)),
            Version(date(2025, 7, 1), _compute_2024),
        ),
        example=EXAMPLE,
    )
)
