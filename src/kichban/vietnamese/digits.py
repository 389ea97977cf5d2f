"""Figures that are called out digit by digit: telephones, hotlines, codes of persons and books."""

from __future__ import annotations

import re

from kichban.vietnamese.numbers import read_digits
from kichban.vietnamese.reading import Rule, Voice, before

__all__ = ["CODE", "HOTLINE", "PHONE", "PROJECT", "SHORT_NUMBER"]

# +84 912 345 678, (024) 3936.1234, 0262.859.9699, 0912-345-678
_PHONE = re.compile(
    r"(?:\(\+?84\)|\+84|\(0\d{1,3}\)|0 ?\d{1,3})(?:[ .-]{0,2}\d{1,4}){2,5}(?![\d%]|[.,]\d)"
)
# 1900 9068, 1900.9068, 1.900 9068, 1800 599 920, 1900.96.96.39
_HOTLINE = re.compile(
    r"1(?:[89]00|\.[89]00(?=\s\d{4}(?!\d)))(?P<mark>[ .-]?)"
    r"\d{2,4}(?:[ .-]?\d{2,4}){0,2}(?![\d%]|[.,]\d)"
)
_YEARS_BEFORE = re.compile(r"(?:đoạn|năm|từ|kỳ|khoảng|thế kỷ|những)\s$")
_LENGTHS = {False: range(10, 12), True: range(11, 13)}  # national, with the code of the country


def _phone(match: re.Match[str], _: Voice) -> str | None:
    digits = [char for char in match[0] if char.isdecimal()]
    abroad = match[0].lstrip("(+").startswith("84")
    if len(digits) not in _LENGTHS[abroad]:
        return None
    said = read_digits(match[0])
    return f"cộng {said}" if "+" in match[0] else said


def _hotline(match: re.Match[str], _: Voice) -> str | None:
    if match["mark"] == "-" and _YEARS_BEFORE.search(before(match)):
        return None
    digits = [char for char in match[0] if char.isdecimal()]
    return read_digits(match[0]) if len(digits) in {8, 10} else None


# gọi 115, tổng đài 1022, soạn tin gửi 8079
_SHORT = re.compile(r"\d{3,5}(?!\w|[.,/:-]\d|\s?%)")
_SHORT_BEFORE = re.compile(
    r"(?<![^\W\d_])(?:gọi(?: (?:điện|ngay|tới|đến|về|vào|theo|số|máy|thoại|cấp cứu|"
    r"cứu hỏa|cứu hoả|cảnh sát|công an)){0,3}|"
    r"tổng đài(?: (?:quốc gia|số|hỗ trợ|tư vấn|giải đáp|miễn phí|dịch vụ công|tỉnh)){0,3}|"
    r"đường dây nóng|hotline|điện thoại|đầu số|số máy|"
    r"bấm(?: số)?|quay số|alo|gửi(?: (?:tới|đến|về|số)){0,2}|"
    r"nhắn(?: tin)?(?: [^\W\d_]+){0,5} (?:tới|đến|gửi|qua)(?: số)?|nhắn tin(?: số)?|"
    r"(?:đt|sđt|tel|fax))(?: số)?\s?:?\s"
    r"(?:\d{3,5}\s?(?:,|-|và|hoặc|hay)\s)*$"
)
_SERVICE_BEFORE = re.compile(r"tổng đài(?: [^\W\d_]+){1,7}\s?:?\s$")
_EMERGENCY = {"111", "112", "113", "114", "115", "119"}
_NOT_COUNTED = re.compile(
    r"\s*(?:$|[.,;:!?…)\]»”\"–-]|(?:để|khi|hoặc|hay|và|nếu|ngay|nhánh|miễn|gặp|nhờ|hỏi|trước|lúc|"
    r"từ|bất|cả|theo|trong|tư|báo|mà|là|thì|rồi|nhé|ạ|của)(?!\w))"
)


def _short(match: re.Match[str], _: Voice) -> str | None:
    lead = before(match, 60)
    if match[0] in _EMERGENCY and _SERVICE_BEFORE.search(lead):
        counted = not _NOT_COUNTED.match(match.string, match.end())
        return None if counted else read_digits(match[0])
    if not _SHORT_BEFORE.search(lead):
        return None
    if match[0] not in _EMERGENCY and not _NOT_COUNTED.match(match.string, match.end()):
        return None
    return read_digits(match[0])


# A code is no quantity: mã số 0123456789, số tài khoản, căn cước, mã OTP, nhánh.
_CODE = re.compile(r"\d[\d .]{0,40}\d(?![\d%]|[.,/:-]\d)|\d(?!\w)")
_CODE_BEFORE = re.compile(
    r"(?<![^\W\d_])(?:mã(?: số)?(?: (?:bảo hiểm xã hội|bảo hiểm y tế|bhxh|bhyt|hộ|gia đình|"
    r"định danh|thuế|đơn vị|thẻ|sổ|hồ sơ|otp|pin|xác nhận|xác thực|tra cứu|bưu điện|nhân viên|"
    r"đại lý|cá nhân|khách hàng|giao dịch|của \w+)){0,4}|"
    r"số (?:sổ|thẻ|tài khoản|định danh|căn cước|cccd|cmnd|"
    r"chứng minh)(?: [^\W\d]+){0,4}|stk|otp|cccd|cmnd|msbhxh|mã pin|tài khoản|điện thoại|đt|sđt|"
    r"zalo|hotline|fax|máy lẻ|nhánh|số nội bộ|số máy|máy bàn|mst)(?: số)?(?: là)?\s?:?\s$"
)
_SET_BEFORE = re.compile(r"(?<![^\W\d_])(?:số máy|điện thoại|đt|sđt|máy bàn|fax)\s?:?\s$")
_EXTENSION_BEFORE = re.compile(r"(?:máy lẻ|nhánh|số nội bộ)\s(?:số\s)?$")
_QUANTITY_FOLLOWS = re.compile(r"\s?(?:đồng|đ(?!\w)|nghìn|ngàn|triệu|tỷ|tỉ|người|tháng|năm|ngày|%)")


def _code(match: re.Match[str], _: Voice) -> str | None:
    digits = match[0].replace(" ", "").replace(".", "")
    grouped = digits != match[0]
    leading = len(digits) > 3 and digits.startswith("0") and not grouped
    lead = before(match, 60)
    if grouped and len(digits) < (6 if _SET_BEFORE.search(lead) else 8):
        return None
    shortest = 3 if _EXTENSION_BEFORE.search(lead) else 4
    if not leading and (len(digits) < shortest or not _CODE_BEFORE.search(lead)):
        return None
    if _QUANTITY_FOLLOWS.match(match.string, match.end()):
        return None
    return read_digits(digits)


# Đề án 06 is known by both its digits.
_PROJECT = re.compile(r"0\d(?!\w|[.,/:-]\d|\s?%)")
_PROJECT_BEFORE = re.compile(r"(?:đề án|đa)\s(?:số\s)?$")


def _project(match: re.Match[str], _: Voice) -> str | None:
    return read_digits(match[0]) if _PROJECT_BEFORE.search(before(match)) else None


PHONE = Rule(_PHONE, _phone)
HOTLINE = Rule(_HOTLINE, _hotline)
SHORT_NUMBER = Rule(_SHORT, _short)
CODE = Rule(_CODE, _code)
PROJECT = Rule(_PROJECT, _project)
