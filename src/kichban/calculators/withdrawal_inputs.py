"""What the one-time withdrawal asks and answers: inputs, outputs, cases, parameters.

The case names are those of the lists `withdrawal-cases-voluntary` and
`withdrawal-cases-compulsory`.
"""

from __future__ import annotations

from kichban.calculators.answers import REASON
from kichban.calculators.base import Input, Output
from kichban.calculators.past_support import PAST_SUPPORT_PARAMETERS
from kichban.calculators.person import (
    AVERAGE_INCOME,
    GROUPS_OF_PERSON,
    MONTHS_BEFORE_2014,
    MONTHS_FROM_2014,
)

__all__ = ["CASES", "EXAMPLE", "INPUTS", "OUTPUTS", "PARAMETERS", "PROVISIONS", "SCHEMES"]

SCHEMES = {"voluntary": "tu_nguyen", "compulsory": "bat_buoc"}
CASES = {
    "retirement-age-and-under-15-years": "du_tuoi_chua_du_nam",
    "settle-abroad": "dinh_cu_nuoc_ngoai",
    "serious-disease": "benh_hiem_ngheo",
    "disability-81-or-extremely-severe": "suy_giam_hoac_khuyet_tat_nang",
    "paid-before-2025-07-01-and-12-months-stopped-and-under-20-years": "ngung_dong",
    "paid-before-2025-07-01-and-12-months-not-covered-and-under-20-years": "ngung_bat_buoc",
    "armed-forces-discharge-without-pension": "luc_luong_vu_trang_xuat_ngu",
}
"""English name of the case to the name officers type."""

_PERIOD = (
    Input("from_month", "tu_thang", "tháng đầu được hỗ trợ", "month", required=True),
    Input("to_month", "den_thang", "tháng cuối được hỗ trợ", "month", required=True),
    GROUPS_OF_PERSON,
)
INPUTS = (
    Input(
        "scheme",
        "loai",
        "loại bảo hiểm: tu_nguyen hoặc bat_buoc",
        "choice",
        default="voluntary",
        choices=SCHEMES,
    ),
    Input(
        "case",
        "truong_hop",
        "trường hợp xin nhận; để trống thì coi như đã đủ điều kiện và chỉ tính tiền",
        "choice",
        choices=CASES,
    ),
    MONTHS_BEFORE_2014,
    MONTHS_FROM_2014,
    AVERAGE_INCOME,
    Input(
        "amount_paid_vnd",
        "tien_da_dong",
        "tiền đã đóng vào quỹ, khi đóng chưa đủ một năm, đồng",
        "money",
    ),
    Input(
        "state_support_vnd",
        "tien_nha_nuoc_ho_tro",
        "tổng tiền Nhà nước đã hỗ trợ, đồng",
        "money",
    ),
    Input(
        "support_periods",
        "qua_trinh_ho_tro",
        "các khoảng được hỗ trợ: tu_thang, den_thang, thuoc_dien",
        "rows",
        default=(),
        columns=_PERIOD,
    ),
    Input("first_contribution_month", "thang_dong_dau", "tháng đóng đầu tiên của cả đời", "month"),
    Input("stopped_months", "so_thang_dung_dong", "số tháng đã ngừng đóng", "months"),
    Input(
        "rural_poverty_line_vnd",
        "chuan_ngheo",
        "chuẩn hộ nghèo nông thôn của các tháng được hỗ trợ, đồng; để trống thì lấy theo luật",
        "money",
        parameter="rural-poverty-line",
    ),
)
OUTPUTS = (
    Output("eligible", "duoc_nhan", "Được nhận một lần"),
    Output("years_before_2014", "so_nam_truoc_2014", "Số năm trước 2014, chỉ năm đủ"),
    Output("years_from_2014", "so_nam_tu_2014", "Số năm từ 2014, gồm tháng lẻ chuyển sang"),
    Output("gross_vnd", "tien_truoc_khi_tru", "Tiền một lần trước khi trừ hỗ trợ"),
    Output("cap_vnd", "muc_nhieu_nhat", "Mức nhiều nhất khi đóng chưa đủ một năm"),
    Output("state_support_deducted_vnd", "ho_tro_bi_tru", "Phần Nhà nước hỗ trợ bị trừ"),
    Output("amount_vnd", "tien_duoc_nhan", "Tiền một lần được nhận"),
    REASON,
)
PARAMETERS = (
    "withdrawal-cases-voluntary",
    "withdrawal-cases-compulsory",
    "withdrawal-cases-voluntary-before-2025",
    "withdrawal-rate-before-2014",
    "withdrawal-rate-from-2014",
    "withdrawal-under-one-year",
    "withdrawal-under-one-year-multiple",
    "withdrawal-odd-months-pre-2014",
    "withdrawal-waiting-months",
    "withdrawal-max-years",
    "withdrawal-new-entrants",
    "withdrawal-excludes-state-support",
    "pension-min-years",
    "odd-months-rounding",
    "odd-months-rounding-before-2025",
    *PAST_SUPPORT_PARAMETERS,
)
PROVISIONS = (
    "bhxh-mot-lan-dieu-kien",
    "bhxh-mot-lan-muc-huong",
    "bhxh-mot-lan-nguoi-moi",
    "bhxh-mot-lan-khong-gom-ho-tro",
)
EXAMPLE = {
    "truong_hop": "dinh_cu_nuoc_ngoai",
    "so_thang_truoc_2014": "29",
    "so_thang_tu_2014": "61",
    "binh_quan_thu_nhap": "2.500.000",
    "tien_nha_nuoc_ho_tro": "0",
}
