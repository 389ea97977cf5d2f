"""Turn the law dossier (parameters.yaml, provisions.yaml) into the pack's `law/` files.

    python scripts/convert_law.py FOLDER

FOLDER holds the dossier. Nothing is retyped: numbers, dates, citations, sources and remarks are
carried over; this script only knows units, the Vietnamese names of table rows, and which values
of the dossier are computed from others. Those are not stored: they go to `tests/data/` as the
figures that the calculators must reproduce.
"""

from __future__ import annotations

import sys
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parent.parent
REREAD = "2026-11-22"  # the day on which the whole dossier was compared with the texts

# Values that follow from others. `household-business-owner-min-contribution` leaves its rate.
COMPUTED = {
    "income-ceiling",
    "minimum-monthly-contribution",
    "support-amount",
    "funeral-amount",
    "household-health-insurance-year",
    "accident-voluntary-contribution-amount",
    "unemployment-cap-amount",
    "household-business-owner-min-contribution",
}

TOPICS = {
    "contribution": "muc-dong",
    "state-support": "ho-tro",
    "payment": "cach-dong",
    "eligibility": "ai-duoc-dong",
    "maternity": "thai-san",
    "pension": "luong-huu",
    "monthly-allowance": "tro-cap-hang-thang",
    "social-pension": "huu-tri-xa-hoi",
    "withdrawal": "rut-mot-lan",
    "survivors": "tu-tuat",
    "health-insurance": "bao-hiem-y-te",
    "accident-insurance": "tai-nan-lao-dong",
    "unemployment": "that-nghiep",
    "compulsory": "bat-buoc",
}

UNITS = {
    "ratio of chosen monthly income": "tỷ lệ",
    "ratio of (22% × rural-poverty-line)": "tỷ lệ",
    "ratio per month": "tỷ lệ",
    "ratio of first member": "tỷ lệ",
    "ratio": "tỷ lệ",
    "ratio of monthly minimum wage, region IV": "tỷ lệ",
    "ratio of average wage of the 6 most recent contributed months": "tỷ lệ",
    "ratio per day of unpaid amount": "tỷ lệ",
    "× base salary per month": "tỷ lệ",
    "VND/month": "đồng/tháng",
    "VND per child": "đồng",
    "VND": "đồng",
    "months": "tháng",
    "months from termination": "tháng",
    "months within window": "bảng chữ",
    "years": "năm",
    "years+months by year": "tháng tuổi",
    "days": "ngày",
    "days excl. holidays": "ngày",
    "day": "ngày làm việc",
    "working days": "ngày làm việc",
    "percent": "phần trăm",
    "percent per year": "phần trăm",
    "percent of the benefit just before the adjustment": "phần trăm",
    "date": "ngày lịch",
    "boolean": "quy tắc",
    "rule": "quy tắc",
    "formula": "quy tắc",
    "list": "danh sách",
    "varies": "tỷ lệ",
    "unknown": "lần",
}
# Parameters whose unit the phrase alone does not settle.
UNIT_OF = {
    "accident-voluntary-payment-cycles": "danh sách",
    "odd-months-rounding": "năm",
    "payment-deadlines": "bảng chữ",
    "voluntary-min-age": "tuổi",
    "voluntary-max-age": "tuổi",
    "social-pension-age": "tuổi",
    "social-pension-age-poor": "tuổi",
    "voluntary-pension-age-before-2021": "tuổi",
    "pension-legacy-option": "tuổi",
}
MIXED = {
    "pension-legacy-option": {"so_nam_tu_nguyen": "năm", "tham_gia_truoc": "bảng chữ"},
    "pension-rate-women": {"so_nam_goc": "năm", "so_nam_dat_tran": "năm"},
    "pension-rate-men": {
        "so_nam_goc": "năm",
        "so_nam_dat_tran": "năm",
        "nam_2018": "năm",
        "nam_2019": "năm",
        "nam_2020": "năm",
        "nam_2021": "năm",
        "nam_2022_tro_di": "năm",
    },
    "pension-rate-men-15-20": {"so_nam_goc": "năm"},
    "unemployment-training-support": {"so_thang_toi_da": "tháng"},
}
ROWS = {
    "min": "it_nhat",
    "max": "nhieu_nhat",
    "below": "duoi",
    "male": "nam",
    "female": "nu",
    "male_age": "tuoi_nam",
    "female_age": "tuoi_nu",
    "min_voluntary_years": "so_nam_tu_nguyen",
    "joined_before": "tham_gia_truoc",
    "base_years": "so_nam_goc",
    "base_percent": "ty_le_goc",
    "per_extra_year": "moi_nam_them",
    "cap": "tran",
    "cap_years": "so_nam_dat_tran",
    "2022+": "nam_2022_tro_di",
    "1-6 months": "le_1_den_6_thang",
    "7-11 months": "le_7_den_11_thang",
    "until_retirement_age": "truoc_tuoi_nghi_huu",
    "after_retirement_age": "sau_tuoi_nghi_huu",
    "all": "moi_nam",
    "before_2014": "truoc_2014",
    "from_2014": "tu_2014",
    "first_2_months": "hai_thang_dau",
    "decrease_per_month_from_third": "giam_moi_thang_tu_thang_thu_ba",
    "minimum": "thap_nhat",
    "per_year_before_2014": "moi_nam_truoc_2014",
    "per_year_from_2014": "moi_nam_tu_2014",
    "minus_per_month_received": "tru_moi_thang_da_nhan",
    "1": "nguoi_1",
    "2": "nguoi_2",
    "3": "nguoi_3",
    "4": "nguoi_4",
    "5+": "nguoi_5_tro_di",
    "6 months": "thang_6",
    "12 months": "thang_12",
    "12-36 months paid": "dong_12_den_36_thang",
    "each further full 12 months": "moi_12_thang_them",
    "standard": "thuong",
    "fixed-term 1 to under 12 months": "hop_dong_1_den_duoi_12_thang",
    "seasonal or fixed-term 3 to under 12 months": "mua_vu_hoac_3_den_duoi_12_thang",
    "start_day": "ngay_bat_dau",
    "job_check_days": "so_ngay_tim_viec",
    "employee": "nguoi_lao_dong",
    "employer": "nguoi_su_dung",
    "state_max": "nha_nuoc_nhieu_nhat",
    "course_under_3_months_max_total": "khoa_duoi_3_thang_ca_khoa",
    "course_from_3_months_max_per_month": "khoa_tu_3_thang_moi_thang",
    "meal_per_actual_day": "tien_an_moi_ngay",
    "max_months": "so_thang_toi_da",
    "monthly": "hang-thang",
    "every-3-months": "3-thang",
    "every-6-months": "6-thang",
    "every-12-months": "12-thang",
    "advance-years": "nhieu-nam-ve-sau",
    "missing-time": "phan-con-thieu",
    "I": "I",
    "II": "II",
    "III": "III",
    "IV": "IV",
}
# Rules that the dossier notes in English shorthand, in Vietnamese.
RULES = {
    "month-before-retirement-age-month": "tháng liền trước tháng đủ tuổi nghỉ hưu",
    "within the month": "trong tháng",
    "within the 3 months": "trong 3 tháng",
    "within the first 4 months": "trong 4 tháng đầu",
    "within the first 7 months": "trong 7 tháng đầu",
    "at registration": "ngay khi đăng ký",
    "compound interest at r per month": "đóng bù có lãi gộp theo tháng, lãi suất r",
    "mean over all months of (income_t × adjustment coefficient of year t)": (
        "bình quân của (thu nhập chọn từng tháng × hệ số điều chỉnh của năm đó) qua mọi tháng"
    ),
    "government decides, based on CPI growth and budget/fund capacity": (
        "Chính phủ quyết định theo mức tăng giá tiêu dùng và khả năng ngân sách, quỹ"
    ),
    "first day of the month after the month conditions are met (or after the month of paying "
    "missing time / stopping contributions)": (
        "ngày đầu tháng liền sau tháng đủ điều kiện (hoặc liền sau tháng đóng đủ phần thiếu, "
        "tháng dừng đóng)"
    ),
    "none or lower than social-pension-amount": (
        "không có, hoặc có nhưng thấp hơn mức trợ cấp hưu trí xã hội"
    ),
    "amount paid, capped at 2 × average income": (
        "bằng số tiền đã đóng, nhiều nhất 2 lần mức bình quân thu nhập"
    ),
    "carry leftover months to the post-2014 bucket": "tháng lẻ trước 2014 chuyển sang phần từ 2014",
    "5 × base salary (state wage regime) or 5 × regional minimum wage (others)": (
        "5 lần lương cơ sở (lương Nhà nước) hoặc 5 lần lương tối thiểu vùng (người khác)"
    ),
    "5 × regional minimum monthly wage applied in the last contributed month": (
        "5 lần lương tối thiểu tháng theo vùng của tháng đóng cuối"
    ),
    "9 months paid within 36 months before termination; apply within 12 months": (
        "đóng đủ 9 tháng trong 36 tháng trước khi nghỉ việc; nộp hồ sơ trong 12 tháng"
    ),
    "9 months paid within 24 months before termination": (
        "đóng đủ 9 tháng trong 24 tháng trước khi nghỉ việc"
    ),
}
VERIFICATION = {
    "primary-text": "nguyen_van",
    "secondary-multiple": "nhieu_nguon",
    "secondary-single": "mot_nguon",
    "derived": "phep_tinh",
    "recalled": "theo_tri_nho",
}
STATUS = {"verified": "da_xac_minh", "unverified": "chua_xac_minh"}
APPLIES = {
    "voluntary": "tu_nguyen",
    "compulsory": "bat_buoc",
    "both": "ca_hai",
    "all-citizens": "moi_nguoi",
}
CHANGE = {"new": "moi", "changed": "sua_doi", "kept": "giu_nguyen"}


def main(folder: Path) -> None:
    """Write `law/parameters/`, `law/provisions/` and the computed values for the tests."""
    parameters = _read(folder / "parameters.yaml")["parameters"]
    provisions = _read(folder / "provisions.yaml")["provisions"]
    out = ROOT / "law"
    written = set()
    computed = []
    by_id = {item["id"]: item for item in parameters}
    for item in parameters:
        if item["id"] in COMPUTED:
            computed.append({k: v for k, v in item.items() if k != "note_vi"})
        else:
            written.add(_write(out / "parameters", item["id"], _parameter(item)))
    rate = _owner_rate(by_id["household-business-owner-min-contribution"], by_id["reference-level"])
    written.add(_write(out / "parameters", "household-business-owner-rate", rate))
    for item in provisions:
        written.add(_write(out / "provisions", item["id"], _provision(item)))
    _dump(ROOT / "tests" / "data" / "computed-values.yaml", {"parameters": computed})
    print(f"{len(written)} files, {len(computed)} computed parameters kept for the tests")


def _read(path: Path) -> Any:
    # Numbers stay the text that stands in the dossier: a float would not.
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)


def _parameter(item: dict[str, Any]) -> dict[str, Any]:
    unit = UNIT_OF.get(item["id"]) or UNITS.get(item["unit"]) or _times(item["unit"])
    out: dict[str, Any] = {"ten": item["name_vi"], "nhom": TOPICS[item["topic"]], "don_vi": unit}
    if item["id"] in MIXED:
        out["don_vi_muc"] = MIXED[item["id"]]
    if item.get("note_vi"):
        out["ghi_chu"] = item["note_vi"]
    values = sorted(item["values"], key=lambda value: str(value["from"]))
    out["gia_tri"] = [_value(value, unit, item["id"]) for value in values]
    return out


def _times(unit: str) -> str:
    if unit.startswith(("×", "coefficient")):
        return "lần"
    raise SystemExit(f"unknown unit: {unit}")


def _value(value: dict[str, Any], unit: str, name: str) -> dict[str, Any]:
    out: dict[str, Any] = {"tu": value["from"]}
    if value.get("to"):
        out["den"] = value["to"]
    raw = value["value"]
    if raw == "null":
        pass
    elif isinstance(raw, dict):
        out["bang"] = {
            _row(key, name): _number(text, _unit_of(name, _row(key, name), unit))
            for key, text in raw.items()
        }
    elif isinstance(raw, list):
        out["danh_sach"] = [str(entry) for entry in raw]
    elif raw.startswith("="):
        out["theo"] = raw[1:]
    elif unit == "ngày lịch":
        out["ngay"] = raw
    elif raw in ("true", "false"):
        out["quy_tac"] = "có" if raw == "true" else "không"
    elif unit == "quy tắc":
        out["quy_tac"] = RULES.get(raw, raw)
    else:
        out["so"] = _number(raw, unit)
    out.update(_checked(value))
    if raw == "null" and "ghi_chu" not in out:
        out["ghi_chu"] = "Không có giá trị."
    return out


def _unit_of(name: str, row: str, unit: str) -> str:
    return MIXED.get(name, {}).get(row, unit)


def _row(key: str, name: str) -> str:
    if name == "pension-rate-men" and key.isdigit():
        return f"nam_{key}"
    return ROWS.get(key) or (key if key.isdigit() and len(key) == 4 else _unknown(key))


def _unknown(key: str) -> str:
    raise SystemExit(f"no Vietnamese name for table row: {key}")


def _number(text: str, unit: str) -> str:
    if unit == "bảng chữ":
        return RULES.get(text, text)
    if unit == "tháng tuổi":
        years, _, months = text.removesuffix("m").partition("y")
        return f"{years} tuổi" if months == "0" else f"{years} tuổi {months} tháng"
    number = Decimal(text)
    if unit == "tỷ lệ":
        return f"{_vietnamese(number * 100)}%"
    return _vietnamese(number)


def _vietnamese(number: Decimal) -> str:
    whole, _, part = f"{number.normalize():,f}".partition(".")
    grouped = whole.replace(",", ".")
    return f"{grouped},{part}" if part else grouped


def _checked(item: dict[str, Any]) -> dict[str, Any]:
    citations = item.get("citations") or [item["citation"]]
    sources = [part.strip() for part in item["source"].split("; ")]
    out: dict[str, Any] = {
        "can_cu": [_citation(citation) for citation in citations],
        "nguon": sources,
        "trang_thai": STATUS[item["status"]],
        "kiem_chung": VERIFICATION[item["verification"]],
        "doc_lai": REREAD,
    }
    if item.get("note_vi"):
        out["ghi_chu"] = item["note_vi"]
    return out


def _citation(item: dict[str, Any]) -> dict[str, Any]:
    out: dict[str, Any] = {"van_ban": item["document"]}
    for source, target in (("article", "dieu"), ("clause", "khoan"), ("point", "diem")):
        if item.get(source):
            out[target] = item[source]
    if item.get("note"):
        out["ghi_chu"] = item["note"]
    return out


def _provision(item: dict[str, Any]) -> dict[str, Any]:
    out: dict[str, Any] = {
        "nhom": item["group"],
        "ten": item["title_vi"],
        "tom_tat": item["summary_vi"],
        "tu_luat": item["legal_terms"],
        "danh_cho": APPLIES[item["applies_to"]],
        "tu": item["effective_from"],
        "thay_doi": CHANGE[item["change"]],
    }
    if item.get("effective_to"):
        out["den"] = item["effective_to"]
    if item.get("before"):
        before = item["before"]
        out["truoc"] = {"noi_dung": before["text_vi"]}
        if before.get("citations"):
            out["truoc"]["can_cu"] = [_citation(citation) for citation in before["citations"]]
        out["truoc"]["nguon"] = [part.strip() for part in before["source"].split("; ")]
        out["truoc"]["trang_thai"] = STATUS[before["status"]]
    out.update(_checked(item))
    known = {
        "id", "group", "title_vi", "summary_vi", "legal_terms", "applies_to", "effective_from",
        "effective_to", "change", "before", "citations", "source", "status", "verification",
        "note_vi",
    }  # fmt: skip
    if unknown := set(item) - known:
        raise SystemExit(f"{item['id']}: unknown fields {unknown}")
    return out


def _owner_rate(minimum: dict[str, Any], reference: dict[str, Any]) -> dict[str, Any]:
    """The rate that the dossier gives only as an amount: amount over the level of that day."""
    rates = set()
    for value in minimum["values"]:
        day = date.fromisoformat(value["from"])
        level = next(
            entry
            for entry in reference["values"]
            if date.fromisoformat(entry["from"]) <= day
            and (not entry.get("to") or day <= date.fromisoformat(entry["to"]))
        )
        rates.add(Decimal(value["value"]) / Decimal(level["value"]))
    if len(rates) != 1:
        raise SystemExit(f"the business owner's rate is not one number: {rates}")
    first = {**minimum["values"][0], "value": str(rates.pop())}
    first.pop("to", None)
    return {
        "ten": "Tỷ lệ đóng BHXH bắt buộc của chủ hộ kinh doanh",
        "nhom": TOPICS[minimum["topic"]],
        "don_vi": "tỷ lệ",
        "gia_tri": [_value(first, "tỷ lệ", "household-business-owner-rate")],
    }


def _write(folder: Path, name: str, data: dict[str, Any]) -> Path:
    path = folder / f"{name}.yaml"
    _dump(path, data)
    return path


def _dump(path: Path, data: Any) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    text = yaml.dump(data, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=98)
    path.write_text(text, encoding="utf-8", newline="\n")


class _Dumper(yaml.SafeDumper):
    """Lists indented under their name, as people write them; no anchors, few quotes.

    The pack reads every scalar as text, so dates and numbers need no quotation marks.
    """

    yaml_implicit_resolvers: dict[str, Any] = {}

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        del indentless
        super().increase_indent(flow, False)

    def ignore_aliases(self, data: Any) -> bool:
        del data
        return True


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    main(Path(sys.argv[1]))
