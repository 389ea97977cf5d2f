"""The gates by their numbers in the checklist, as officers read them."""

from __future__ import annotations

__all__ = ["GATES"]

GATES = {
    "G1": "Không còn chỗ chưa điền",
    "G2": "Con số nào cũng lấy từ dữ liệu pháp luật",
    "G3": "Dữ liệu còn hiệu lực trong mọi ngày dùng",
    "G4": "Quyền lợi đi với điều kiện",
    "G5": "Đủ phần bắt buộc của kênh",
    "G6": "Độ dài trong khung của kênh",
    "G7": "Không hứa, không dọa, không chê",
    "G8": "Không dữ liệu cá nhân, không tên riêng",
    "G9": "Câu hỏi diện đứng trước con số",
    "G10": "Một cách xưng hô",
    "G11": "Đúng tên cấp hành chính, tên cơ quan",
}
