"""Inputs that several calculators share: who the person is and what was paid."""

from __future__ import annotations

from kichban.calculators.base import GROUPS, SEXES, Input

SEX = Input("sex", "gioi", "giới: nu hoặc nam", "choice", required=True, choices=SEXES)
BIRTH_MONTH = Input(
    "birth_month", "thang_sinh", "tháng sinh, ví dụ 07/1965", "month", required=True
)
CONTRIBUTION_MONTHS = Input(
    "contribution_months",
    "so_thang_dong",
    "tổng số tháng đã đóng, cả tự nguyện và bắt buộc",
    "months",
    required=True,
)
COMPULSORY_MONTHS = Input(
    "compulsory_months",
    "so_thang_bat_buoc",
    "trong đó số tháng đóng bắt buộc",
    "months",
    default=0,
)
AVERAGE_INCOME = Input(
    "average_income_vnd",
    "binh_quan_thu_nhap",
    "mức bình quân thu nhập đã điều chỉnh, đồng/tháng",
    "money",
)
MONTHS_BEFORE_2014 = Input(
    "months_before_2014", "so_thang_truoc_2014", "số tháng đóng trước năm 2014", "months", default=0
)
MONTHS_FROM_2014 = Input(
    "months_from_2014", "so_thang_tu_2014", "số tháng đóng từ năm 2014", "months", default=0
)
GROUPS_OF_PERSON = Input(
    "groups",
    "thuoc_dien",
    "các nhóm được Nhà nước hỗ trợ mà người đó thuộc về",
    "choices",
    choices=GROUPS,
)
REFERENCE_LEVEL = Input(
    "reference_level_vnd",
    "muc_tham_chieu",
    "mức tham chiếu, đồng/tháng; để trống thì lấy theo luật",
    "money",
    parameter="reference-level",
)
