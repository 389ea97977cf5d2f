"""What `contribution` and `state-support` ask and answer: inputs, outputs, parameters."""

from __future__ import annotations

from decimal import Decimal

from kichban.calculators.answers import REASON
from kichban.calculators.base import GROUPS, METHODS, Input, Output
from kichban.calculators.segments import SPAN_PARAMETERS
from kichban.calculators.terms import TERM_PARAMETERS

__all__ = ["INPUTS", "KEEPING", "OUTPUTS", "PARAMETERS", "income_input"]

INPUTS = (
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
OUTPUTS = (
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
KEEPING = ("support-change-not-retroactive", "support-transition-2025")
PARAMETERS = tuple(
    dict.fromkeys(
        (
            *TERM_PARAMETERS,
            *SPAN_PARAMETERS,
            *KEEPING,
            "payment-methods",
            "advance-years-range",
        )
    )
)
"""Ids of every parameter that the two calculators may read."""
_CHOSEN = "Thu nhập chọn làm căn cứ đóng, đồng/tháng"


def income_input(*, required: bool) -> Input:
    """The chosen income, which only the question of support may leave out."""
    text = _CHOSEN if required else f"{_CHOSEN}; bỏ trống được"
    return Input("income_vnd", "thu_nhap_chon", text, "money", required=required)
