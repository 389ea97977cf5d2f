"""How grave each change by hand is, and what to do about it."""

from __future__ import annotations

from collections.abc import Mapping

from kichban.checks.findings import Level

__all__ = ["HINTS", "LEVELS"]

LEVELS: Mapping[str, Level] = {
    **dict.fromkeys(("E101", "E103", "E104", "E105", "E106", "E107", "E109", "E111"), "loi"),
    **dict.fromkeys(("E102", "E108", "E110", "E201", "E202", "E203", "E204"), "canh_bao"),
    **dict.fromkeys(("E205", "E206", "E207", "E302"), "canh_bao"),
    **dict.fromkeys(("E208", "E301"), "goi_y"),
}
"""How grave each change of words is."""

HINTS: Mapping[str, str] = {
    "E101": "trả lại số cũ; cần số khác thì đổi --set hoặc ngày luật rồi viết lại.",
    "E102": "trả lại số, hoặc bỏ cả câu trong mẫu rồi viết lại.",
    "E103": "bỏ số ấy; số có trong luật thì gọi bằng so.… trong mẫu.",
    "E104": "trả lại phần điều kiện; chật chỗ thì chọn kênh dài hơn.",
    "E105": "trả lại câu ấy.",
    "E106": "trả lại câu chống lừa.",
    "E107": "sửa số ở hồ sơ địa phương (hotline) rồi viết lại.",
    "E108": "sửa tên ở hồ sơ địa phương rồi viết lại.",
    "E109": "trả lại như cũ; muốn đổi ngày, đơn vị thì viết lại tài liệu.",
    "E110": "trả lại số chú thích, để người đọc tra được nguồn.",
    "E111": "sửa hết lỗi rồi viết lại không có --draft.",
    "E201": "xem có cố ý không; bỏ hẳn thì sửa trong mẫu.",
    "E202": "xem lại đoạn ấy; dùng lâu dài thì thêm vào mẫu.",
    "E203": "xem thứ tự mới có còn liền ý không.",
    "E204": "đọc lại chỗ sửa; dùng lâu dài thì sửa trong mẫu.",
    "E205": "xem đề mục mới còn đúng ý phần dưới không.",
    "E206": "xem có thiếu việc, thiếu ý nào không.",
    "E207": "xem lại ô ấy.",
    "E208": "không phải sửa gì nếu đọc vẫn trôi.",
    "E301": "không phải sửa gì nếu in ra vẫn rõ.",
    "E302": "xóa chữ ấy rồi gõ lại bằng bàn phím tiếng Việt, bảng mã Unicode dựng sẵn.",
}
"""What to do about each."""
