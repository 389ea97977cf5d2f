"""What a family receives when a contributor or pensioner dies: funeral allowance, lump sum.

Parameters: `funeral-multiple`, `funeral-min-months`, `funeral-min-months-before-2025`,
`funeral-min-compulsory-months`, `reference-level`, `death-lump-sum-rate` (times the average
income per year), `death-lump-sum-short-period`, `death-lump-sum-short-cap-before-2025`,
`death-lump-sum-mixed-min`, `death-lump-sum-pensioner`, `death-lump-sum-pensioner-full-months`,
`survivor-monthly-for-mixed`, `survivor-claim-deadline-days`, `survivor-processing-days`,
`voluntary-contribution-rate`, `odd-months-rounding`. The day is the day of death.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from kichban.calculators.answers import REASON, Gaps, as_figure, present, with_inputs
from kichban.calculators.base import REGISTRY, Calculator, Input, Output, Value, Version
from kichban.calculators.durations import check_part, reaches, refused, reported_months, split_years
from kichban.calculators.pension import average_of
from kichban.calculators.person import (
    AVERAGE_INCOME,
    COMPULSORY_MONTHS,
    MONTHS_BEFORE_2014,
    REFERENCE_LEVEL,
)
from kichban.errors import BadInput, NotKnown
from kichban.law import RulesAt
from kichban.quantities import LegalDate, Quantity, Unit, derive, derive_date

_LUMP = "trợ cấp tuất một lần"
_FUNERAL = "trợ cấp mai táng"

Lump = Callable[[RulesAt, Mapping[str, Any]], dict[str, Quantity]]


def _compute_2024(rules: RulesAt, typed: Mapping[str, Any]) -> dict[str, Value]:
    outputs = _compute(rules, typed, "funeral-min-months", _lump_sum_2024)
    compulsory = reported_months(typed["compulsory_months"], "số tháng đóng bắt buộc")
    needed = rules.quantity("survivor-monthly-for-mixed")
    return {
        **outputs,
        "monthly_survivor_possible": reaches(compulsory, needed),
        "claim_deadline": _deadline(rules),
    }


def _compute_2014(rules: RulesAt, typed: Mapping[str, Any]) -> dict[str, Value]:
    return _compute(rules, typed, "funeral-min-months-before-2025", _lump_sum_2014)


def _compute(rules: RulesAt, typed: Mapping[str, Any], least: str, lump: Lump) -> dict[str, Value]:
    _check(rules, typed)
    at, gaps = with_inputs(rules, INPUTS, typed), Gaps()
    funeral = gaps.read(lambda: _funeral(at, typed, least))
    sums = gaps.read(lambda: lump(at, typed)) or {}
    return {
        **present(
            funeral_allowance_vnd=funeral,
            **sums,
            processing_days=gaps.read(lambda: rules.quantity("survivor-processing-days")),
        ),
        **gaps.outputs(),
    }


def _funeral(rules: RulesAt, typed: Mapping[str, Any], least: str) -> Quantity:
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


def _lump_sum_2024(rules: RulesAt, typed: Mapping[str, Any]) -> dict[str, Quantity]:
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


def _lump_sum_2014(rules: RulesAt, typed: Mapping[str, Any]) -> dict[str, Quantity]:
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
    rate_before = rules.entry("death-lump-sum-rate", "truoc_2014")
    rate_after = rules.entry("death-lump-sum-rate", "tu_2014")
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
        "số tháng của những tháng đầu − mức giảm × (số tháng đã hưởng − số tháng đầu chưa giảm), "
        "không thấp hơn mức thấp nhất",
        start,
        step,
        received,
        full,
        least,
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


def _deadline(rules: RulesAt) -> LegalDate:
    days = rules.quantity("survivor-claim-deadline-days")
    last = rules.day + timedelta(days=int(days.value))
    return derive_date(last, "ngày cuối nộp hồ sơ", "ngày chết + số ngày được nộp", days)


def _check(rules: RulesAt, typed: Mapping[str, Any]) -> None:
    received, months = typed["pension_months_received"], typed["contribution_months"]
    if typed["amount_paid_vnd"] is not None and typed["income_vnd"] is not None:
        raise refused(
            "Vừa ghi số tiền đã đóng, vừa ghi thu nhập chọn",
            "số tiền đã đóng chỉ lấy một trong hai",
            rules.basis("death-lump-sum-short-period").citations,
            "bỏ tien_da_dong hoặc bỏ thu_nhap_chon.",
        )
    if typed["receiving_pension"]:
        law = rules.law.provision("tuat-mot-lan-nguoi-dang-huong-huu").citations
        if received == 0:
            raise refused(
                "Người đang hưởng lương hưu mà ghi đã hưởng 0 tháng",
                "tháng chết cũng tính là một tháng hưởng nên ít nhất là 1",
                law,
                "sửa so_thang_da_huong.",
            )
        if typed["amount_paid_vnd"] is not None or typed["income_vnd"] is not None:
            raise refused(
                "Đang hưởng lương hưu mà ghi tiền đã đóng hoặc thu nhập chọn",
                "người đang hưởng thì tính theo tháng lương hưu",
                law,
                "bỏ tien_da_dong, thu_nhap_chon, hoặc bỏ dang_huong_luong_huu.",
            )
        return
    if received is not None or typed["monthly_pension_vnd"] is not None:
        raise BadInput(
            "Có tháng hưởng hoặc mức lương hưu mà không ghi người chết đang hưởng lương hưu.",
            hint="thêm dang_huong_luong_huu=có, hoặc bỏ hai mục kia.",
        )
    if months is None:
        raise BadInput(
            "Thiếu tổng số tháng đóng của người chết.",
            hint="thêm so_thang_dong=…, hoặc dang_huong_luong_huu=có.",
        )
    for key, part_vi, ten in (
        ("months_before_2014", "Số tháng đóng trước 2014", "so_thang_truoc_2014"),
        ("compulsory_months", "Số tháng đóng bắt buộc", "so_thang_bat_buoc"),
    ):
        check_part(rules, typed[key], months, part_vi, f"sửa {ten} hoặc so_thang_dong.")


INPUTS = (
    Input(
        "contribution_months",
        "so_thang_dong",
        "tổng số tháng đã đóng, cả tự nguyện và bắt buộc",
        "months",
    ),
    MONTHS_BEFORE_2014,
    COMPULSORY_MONTHS,
    AVERAGE_INCOME,
    Input(
        "amount_paid_vnd",
        "tien_da_dong",
        "số tiền đã đóng, khi thời gian đóng ngắn, đồng",
        "money",
    ),
    Input(
        "income_vnd",
        "thu_nhap_chon",
        "hoặc thu nhập chọn mỗi tháng, khi thời gian đóng ngắn, đồng",
        "money",
    ),
    REFERENCE_LEVEL,
    Input(
        "receiving_pension",
        "dang_huong_luong_huu",
        "người chết đang hưởng lương hưu: có hoặc không",
        "flag",
        default=False,
    ),
    Input(
        "pension_months_received",
        "so_thang_da_huong",
        "số tháng đã hưởng lương hưu, kể cả tháng chết",
        "months",
    ),
    Input("monthly_pension_vnd", "luong_huu", "lương hưu đang hưởng, đồng/tháng", "money"),
)

REGISTRY.add(
    Calculator(
        name="survivors",
        title="Trợ cấp mai táng và tuất một lần",
        summary="Người đóng hoặc người hưởng lương hưu chết thì gia đình được bao nhiêu.",
        inputs=INPUTS,
        outputs=(
            Output("funeral_allowance_vnd", "mai_tang", "Trợ cấp mai táng"),
            Output("death_lump_sum_vnd", "tuat_mot_lan", "Trợ cấp tuất một lần"),
            Output(
                "lump_sum_pension_months",
                "so_thang_luong_huu",
                "Tuất một lần bằng bao nhiêu tháng lương hưu",
            ),
            Output(
                "monthly_survivor_possible",
                "co_tuat_hang_thang",
                "Đủ thời gian bắt buộc để xét tuất hằng tháng",
            ),
            Output("claim_deadline", "han_nop_ho_so", "Ngày cuối nộp hồ sơ"),
            Output("processing_days", "han_giai_quyet", "Thời hạn giải quyết hồ sơ"),
            REASON,
        ),
        parameters=(
            "funeral-multiple",
            "funeral-min-months",
            "funeral-min-months-before-2025",
            "funeral-min-compulsory-months",
            "reference-level",
            "death-lump-sum-rate",
            "death-lump-sum-short-period",
            "death-lump-sum-short-cap-before-2025",
            "death-lump-sum-mixed-min",
            "death-lump-sum-pensioner",
            "death-lump-sum-pensioner-full-months",
            "survivor-monthly-for-mixed",
            "survivor-claim-deadline-days",
            "survivor-processing-days",
            "voluntary-contribution-rate",
            "odd-months-rounding",
        ),
        provisions=(
            "tro-cap-mai-tang",
            "mai-tang-khi-co-dong-bat-buoc",
            "tuat-mot-lan-tu-nguyen",
            "tuat-mot-lan-nguoi-dang-huong-huu",
            "tuat-hang-thang-khi-co-dong-bat-buoc",
            "ho-so-tu-tuat",
        ),
        # The law of 2014 applied from 2016; the law of 2024 applies since 01/07/2025.
        versions=(
            Version(date(2016, 1, 1), _compute_2014, date(2025, 6, 30)),
            Version(date(2025, 7, 1), _compute_2024),
        ),
        example={"so_thang_dong": "120", "binh_quan_thu_nhap": "3.000.000"},
    )
)
