"""What is paid at a death under each law: the funeral allowance and the lump sum.

Parameters: those named in `kichban.calculators.survivors`. Inputs by English key, as that
calculator has them; amounts in VND.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from kichban.calculators.answers import as_figure
from kichban.calculators.durations import reported_months, split_years
from kichban.calculators.pension_law import average_of
from kichban.errors import NotKnown
from kichban.law import RulesAt
from kichban.quantities import Quantity, Unit, derive

__all__ = ["funeral", "lump_sum_2014", "lump_sum_2024"]

_LUMP = "trợ cấp tuất một lần"
_FUNERAL = "trợ cấp mai táng"


def funeral(rules: RulesAt, typed: Mapping[str, Any], least: str) -> Quantity:
    """The funeral allowance, VND: for pensioners, and for people who paid months enough."""
    times, level = rules.quantity("funeral-multiple"), rules.quantity("reference-level")
    formula = "mức tham chiếu của tháng chết × số lần"
    if typed["receiving_pension"]:
        return derive(
            times.value * level.value,
            Unit.DONG,
            _FUNERAL,
            f"{formula}; người đang hưởng lương hưu thì không xét số tháng đóng",
            level,
            times.named("số lần"),
        )
    months = reported_months(typed["contribution_months"], "tổng số tháng đóng")
    compulsory = reported_months(typed["compulsory_months"], "số tháng đóng bắt buộc")
    needed = rules.quantity(least)
    needed_compulsory = rules.quantity("funeral-min-compulsory-months")
    if months.value >= needed.value:
        condition = (months, needed)
    elif compulsory.value >= needed_compulsory.value:
        condition = (compulsory, needed_compulsory)
    else:
        return derive(
            Decimal(0),
            Unit.DONG,
            _FUNERAL,
            "chưa đủ số tháng đóng nên chưa có",
            months,
            needed,
            compulsory,
            needed_compulsory,
        )
    return derive(
        times.value * level.value,
        Unit.DONG,
        _FUNERAL,
        f"{formula}, vì đã đóng đủ số tháng",
        level,
        times.named("số lần"),
        *condition,
    )


def lump_sum_2024(rules: RulesAt, typed: Mapping[str, Any]) -> dict[str, Quantity]:
    if typed["receiving_pension"]:
        return _pensioner(rules, typed)
    months: int = typed["contribution_months"]
    average = _average(typed)
    if months < rules.quantity("death-lump-sum-short-period").value:
        amount = _amount_paid(rules, typed)
    else:
        amount = None if average is None else _by_years(rules, typed, average)
    if typed["compulsory_months"] and typed["compulsory_months"] < months:
        amount = None if average is None else _at_least_mixed(rules, amount, average)
    return {} if amount is None else {"death_lump_sum_vnd": amount}


def lump_sum_2014(rules: RulesAt, typed: Mapping[str, Any]) -> dict[str, Quantity]:
    """Only the rule for less than a year is in the data of the law of 2014."""
    short = rules.quantity("death-lump-sum-short-period")
    average, paid = _average(typed), None
    if not typed["receiving_pension"] and typed["contribution_months"] < short.value:
        paid = _amount_paid(rules, typed)
        if paid is None or average is None or typed["compulsory_months"]:
            return {}
        times = rules.quantity("death-lump-sum-short-cap-before-2025")
        most = times.value * average.value
        formula = "bằng số tiền đã đóng, nhiều nhất bằng số lần × mức bình quân thu nhập"
        value = min(paid.value, most)
        lump = derive(value, Unit.DONG, _LUMP, formula, paid, times.named("số lần"), average, short)
        return {"death_lump_sum_vnd": lump}
    raise NotKnown(
        "Mức tuất một lần của Luật 2014 cho trường hợp này chưa có trong dữ liệu.",
        hint="hỏi cơ quan bảo hiểm xã hội.",
    )


def _average(typed: Mapping[str, Any]) -> Quantity | None:
    value = typed["average_income_vnd"]
    return None if value is None else average_of(value)


def _amount_paid(rules: RulesAt, typed: Mapping[str, Any]) -> Quantity | None:
    """The money paid in, for a period too short to count years."""
    short = rules.quantity("death-lump-sum-short-period")
    if typed["amount_paid_vnd"] is not None:
        paid = as_figure(typed["amount_paid_vnd"], Unit.DONG, "số tiền đã đóng")
        formula = "bằng số tiền đã đóng, vì đóng chưa đủ số tháng"
        return derive(paid.value, Unit.DONG, _LUMP, formula, paid, short)
    if typed["income_vnd"] is None:
        return None
    income = as_figure(typed["income_vnd"], Unit.DONG_PER_MONTH, "thu nhập chọn")
    rate = rules.quantity("voluntary-contribution-rate").named("tỷ lệ đóng")
    months = reported_months(typed["contribution_months"], "tổng số tháng đóng")
    return derive(
        income.value * rate.value * months.value,
        Unit.DONG,
        _LUMP,
        "bằng số tiền đã đóng (thu nhập chọn × tỷ lệ đóng × số tháng), vì đóng chưa đủ số tháng",
        income,
        rate,
        months,
        short,
    )


def _by_years(rules: RulesAt, typed: Mapping[str, Any], average: Quantity) -> Quantity:
    before = typed["months_before_2014"]
    split = split_years(rules, "odd-months-rounding", before, typed["contribution_months"] - before)
    rate_before = rules.entry("death-lump-sum-rate", "truoc_2014").named("số lần trước 2014")
    rate_after = rules.entry("death-lump-sum-rate", "tu_2014").named("số lần từ 2014")
    years = split.before.value * rate_before.value + split.after.value * rate_after.value
    return derive(
        years * average.value,
        Unit.DONG,
        _LUMP,
        "(số năm trước 2014 × số lần trước 2014 + số năm từ 2014 × số lần từ 2014) "
        "× mức bình quân thu nhập",
        split.before,
        rate_before,
        split.after,
        rate_after,
        average,
    )


def _at_least_mixed(rules: RulesAt, amount: Quantity | None, average: Quantity) -> Quantity | None:
    times = rules.quantity("death-lump-sum-mixed-min").named("số lần thấp nhất")
    lowest = times.value * average.value
    if amount is None or amount.value >= lowest:
        return amount
    return derive(
        lowest,
        Unit.DONG,
        _LUMP,
        "mức thấp nhất khi có cả hai loại thời gian đóng: số lần thấp nhất × mức bình quân "
        "thu nhập",
        times,
        average,
        amount.named("số tiền tính theo thời gian hoặc tiền đã đóng"),
    )


def _pensioner(rules: RulesAt, typed: Mapping[str, Any]) -> dict[str, Quantity]:
    count: int | None = typed["pension_months_received"]
    if count is None:
        return {}
    received = reported_months(count, "số tháng đã hưởng lương hưu, kể cả tháng chết")
    table = rules.table("death-lump-sum-pensioner")
    start, step = table["hai_thang_dau"], table["giam_moi_thang_tu_thang_thu_ba"]
    least = table["thap_nhat"]
    full = rules.quantity("death-lump-sum-pensioner-full-months")
    scale = derive(
        max(start.value - step.value * max(count - full.value, Decimal(0)), least.value),
        Unit.MONTHS,
        "số tháng lương hưu của trợ cấp tuất một lần",
        "số tháng của những tháng đầu − mức giảm mỗi tháng × (số tháng đã hưởng − số tháng đầu "
        "chưa giảm), không thấp hơn mức thấp nhất",
        start.named("số tháng của những tháng đầu"),
        step.named("mức giảm mỗi tháng"),
        received,
        full,
        least.named("mức thấp nhất"),
    )
    outputs = {"lump_sum_pension_months": scale}
    if typed["monthly_pension_vnd"] is not None:
        pension = as_figure(
            typed["monthly_pension_vnd"], Unit.DONG_PER_MONTH, "lương hưu đang hưởng"
        )
        outputs["death_lump_sum_vnd"] = derive(
            scale.value * pension.value,
            Unit.DONG,
            _LUMP,
            "số tháng lương hưu × lương hưu đang hưởng",
            scale,
            pension,
        )
    return outputs
