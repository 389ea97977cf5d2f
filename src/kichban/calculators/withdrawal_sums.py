"""The amounts of a one-time withdrawal: by years or by money paid, less the state's part.

Parameters: those named in `kichban.calculators.withdrawal`. Amounts in VND, never rounded.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from kichban.calculators.answers import as_figure, with_inputs
from kichban.calculators.durations import Split, refused, rule_in_force
from kichban.calculators.past_support import no_support, past_support
from kichban.calculators.pension_law import average_of
from kichban.calculators.withdrawal_inputs import INPUTS
from kichban.law import RulesAt
from kichban.quantities import Figure, Quantity, Unit, derive

__all__ = ["nothing", "sums"]

_COMPULSORY = "withdrawal-cases-compulsory"  # names the article of that scheme
_GROSS = "tiền một lần trước khi trừ phần Nhà nước hỗ trợ"


def nothing(paid: Quantity, *, short: bool) -> dict[str, Quantity]:
    """Zero for every amount of a person who may not withdraw."""
    names = {
        "gross_vnd": _GROSS,
        "state_support_deducted_vnd": "phần Nhà nước hỗ trợ bị trừ",
        "amount_vnd": "tiền một lần được nhận",
    }
    if short:
        names["cap_vnd"] = "mức nhiều nhất khi đóng chưa đủ một năm"
    formula = "không đủ điều kiện nên bằng 0"
    return {key: derive(Decimal(0), Unit.DONG, name, formula, paid) for key, name in names.items()}


def sums(
    rules: RulesAt, typed: Mapping[str, Any], split: Split, *, short: bool, keeps_support: bool
) -> dict[str, Quantity]:
    """The amounts of a person who may withdraw; none when the average income is not given.

    Args:
        rules: The law of the day of the claim.
        typed: Inputs of the calculator by English key.
        split: Years paid before and from 2014.
        short: Whether less than a year was paid.
        keeps_support: Whether the state's money is paid out as well.
    """
    average_vnd: Quantity | Decimal | None = typed["average_income_vnd"]
    if average_vnd is None:
        return {}
    average = average_of(average_vnd)
    found: dict[str, Quantity] = {}
    if short:
        found["cap_vnd"], gross = _under_one_year(rules, typed, average)
    else:
        law = (rule_in_force(rules, _COMPULSORY),) if typed["scheme"] == "compulsory" else ()
        gross = _by_years(rules, split, average, *law)
    deducted = _deducted(rules, typed, keeps_support=keeps_support)
    amount = derive(
        max(gross.value - deducted.value, Decimal(0)),
        Unit.DONG,
        "tiền một lần được nhận",
        "tiền một lần trước khi trừ − phần Nhà nước hỗ trợ, không dưới 0",
        gross,
        deducted,
    )
    return {
        **found,
        "gross_vnd": gross,
        "state_support_deducted_vnd": deducted,
        "amount_vnd": amount,
    }


def _by_years(rules: RulesAt, split: Split, average: Quantity, *law: Figure) -> Quantity:
    before = rules.quantity("withdrawal-rate-before-2014").named("số lần mỗi năm trước 2014")
    after = rules.quantity("withdrawal-rate-from-2014").named("số lần mỗi năm từ 2014")
    return derive(
        (split.before.value * before.value + split.after.value * after.value) * average.value,
        Unit.DONG,
        _GROSS,
        "(số năm trước 2014 × số lần mỗi năm trước 2014 + số năm từ 2014 × số lần mỗi năm "
        "từ 2014) × mức bình quân thu nhập",
        split.before,
        before,
        split.after,
        after,
        average,
        *law,
    )


def _under_one_year(
    rules: RulesAt, typed: Mapping[str, Any], average: Quantity
) -> tuple[Quantity, Quantity]:
    times = rules.quantity("withdrawal-under-one-year-multiple").named("số lần")
    cap = derive(
        times.value * average.value,
        Unit.DONG,
        "mức nhiều nhất khi đóng chưa đủ một năm",
        "số lần × mức bình quân thu nhập",
        times,
        average,
    )
    if typed["amount_paid_vnd"] is None:
        raise refused(
            "Đóng chưa đủ một năm mà không ghi số tiền đã đóng",
            "trường hợp này tính theo tiền đã vào quỹ, không theo năm",
            times.citations(),
            "thêm tien_da_dong.",
        )
    law: tuple[Figure, ...] = ()
    if rules.covers("withdrawal-under-one-year"):
        law = (rule_in_force(rules, "withdrawal-under-one-year"),)
    paid = as_figure(typed["amount_paid_vnd"], Unit.DONG, "tiền đã đóng vào quỹ")
    gross = derive(
        min(paid.value, cap.value),
        Unit.DONG,
        _GROSS,
        "bằng tiền đã đóng vào quỹ, không quá mức nhiều nhất",
        paid,
        cap,
        *law,
    )
    return cap, gross


def _deducted(rules: RulesAt, typed: Mapping[str, Any], *, keeps_support: bool) -> Quantity:
    name = "phần Nhà nước hỗ trợ bị trừ"
    paid_in = no_support()
    if typed["state_support_vnd"] is not None:
        paid_in = as_figure(typed["state_support_vnd"], Unit.DONG, "tiền Nhà nước đã hỗ trợ")
    elif typed["support_periods"]:
        paid_in = past_support(with_inputs(rules, INPUTS, typed), typed["support_periods"])
    law: tuple[Figure, ...] = ()
    if rules.covers("withdrawal-excludes-state-support"):
        law = (rule_in_force(rules, "withdrawal-excludes-state-support"),)
    if keeps_support:
        formula = "trường hợp này không trừ phần Nhà nước hỗ trợ"
        return derive(Decimal(0), Unit.DONG, name, formula, paid_in, *law)
    formula = "trừ toàn bộ tiền Nhà nước đã hỗ trợ"
    return derive(paid_in.value, Unit.DONG, name, formula, paid_in, *law)
