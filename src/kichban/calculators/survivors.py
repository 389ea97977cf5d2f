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
from typing import Any

from kichban.calculators.answers import REASON, Gaps, present, with_inputs
from kichban.calculators.base import REGISTRY, Calculator, Input, Output, Value, Version
from kichban.calculators.durations import check_part, reaches, refused, reported_months
from kichban.calculators.person import (
    AVERAGE_INCOME,
    COMPULSORY_MONTHS,
    MONTHS_BEFORE_2014,
    REFERENCE_LEVEL,
)
from kichban.calculators.survivor_sums import funeral, lump_sum_2014, lump_sum_2024
from kichban.errors import BadInput
from kichban.law import RulesAt
from kichban.quantities import LegalDate, Quantity, derive_date

Lump = Callable[[RulesAt, Mapping[str, Any]], dict[str, Quantity]]


def _compute_2024(rules: RulesAt, typed: Mapping[str, Any]) -> dict[str, Value]:
    outputs = _compute(rules, typed, "funeral-min-months", lump_sum_2024)
    compulsory = reported_months(typed["compulsory_months"], "số tháng đóng bắt buộc")
    needed = rules.quantity("survivor-monthly-for-mixed")
    return {
        **outputs,
        "monthly_survivor_possible": reaches(compulsory, needed),
        "claim_deadline": _deadline(rules),
    }


def _compute_2014(rules: RulesAt, typed: Mapping[str, Any]) -> dict[str, Value]:
    return _compute(rules, typed, "funeral-min-months-before-2025", lump_sum_2014)


def _compute(rules: RulesAt, typed: Mapping[str, Any], least: str, lump: Lump) -> dict[str, Value]:
    _check(rules, typed)
    at, gaps = with_inputs(rules, INPUTS, typed), Gaps()
    allowance = gaps.read(lambda: funeral(at, typed, least))
    sums = gaps.read(lambda: lump(at, typed)) or {}
    if "death_lump_sum_vnd" not in sums:
        gaps.note(_UNKNOWN)
    return {
        **present(
            funeral_allowance_vnd=allowance,
            **sums,
            processing_days=gaps.read(lambda: rules.quantity("survivor-processing-days")),
        ),
        **gaps.outputs(),
    }


_UNKNOWN = (
    "Chưa tính được tuất một lần: cần mức bình quân thu nhập, số tiền đã đóng khi thời gian đóng "
    "ngắn, hoặc số tháng và mức lương hưu khi đang hưởng."
)


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

SURVIVORS = REGISTRY.add(
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
