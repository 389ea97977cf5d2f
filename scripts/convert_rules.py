"""Turn the tables of plain words and confusions into the pack's rule files.

    python scripts/convert_rules.py FOLDER

FOLDER holds `plain-words.tsv` and `confusions.tsv`. Terms, everyday words and remarks are carried
over; the machine-readable parts of remarks («giữ với …», «từ quen», «trừ: …») become fields. What
a remark says only to people (the companion of a `CHU_Y` term, a context that lifts a term) is
written down here, once, beside the term. Every row gets a wrong and a right example, except
familiar terms that need no explanation: those are no rules, they only keep their own words.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parent.parent

# Who reads papers of the trade: terms that are kept «trong tài liệu nghiệp vụ» are kept for them.
TRADE = ["chu-su-dung-lao-dong", "can-bo-dang-vien", "nhan-vien-thu"]
SELLERS = ["tieu-thuong", "chu-su-dung-lao-dong"]
ELDERLY = ["nguoi-cao-tuoi-con-chau"]
CADRES = ["can-bo-dang-vien"]
NO_GIVING = [
    "không đưa/đọc/cho/nói/gửi/khai/tiết … ai",
    "đừng/chớ đưa/đọc/cho/nói/gửi … ai",
    "không … cho ai",
    "không ai … hỏi",
    "không ai của … hỏi mã/mật",
    "không (ai) … hỏi … mã/mật",
    "không hỏi",
    "không xin",
    "không giữ",
    "không đưa mã/mật",
    "đừng đưa mã/mật",
    "giữ kín",
]

OVERLAY: dict[str, dict[str, Any]] = {
    "thụ hưởng": {"tru": ["đơn vị thụ hưởng", "tài khoản thụ hưởng", "tên người thụ hưởng"]},
    "thân nhân": {"giu_voi": TRADE, "tru": ["bản thân nhân viên", "thân nhân viên"]},
    "lạc hậu": {
        "tru_cau": [
            "không (hề/còn) lạc hậu",
            "<máy/máy móc/cách/cách làm/kiểu/công nghệ/thiết bị/đồ/kỹ thuật> … lạc hậu",
        ]
    },
    "chắc chắn có lãi": {
        "hoi_thi_duoc": True,
        "tru_cau": [
            "đừng (vội) (có) tin/nghe",
            "chớ tin/nghe",
            "không ai",
            "chưa/không/chẳng/đâu (dám) (có) (gì) chắc (chắn)",
            "là/để lừa",
            "kẻ lừa",
            "coi chừng",
            "nói sai/quá/dối/khoác/láo",
            "là sai",
        ],
    },
    "đối tượng tiềm năng": {"giu_voi": CADRES},
    "phát triển đối tượng": {"giu_voi": CADRES},
    "tuyên truyền, vận động": {"giu_voi": CADRES},
    "lồng ghép": {"giu_voi": CADRES},
    "triển khai": {"giu_voi": CADRES},
    "thẩm quyền": {"giu_voi": TRADE},
    "xử lý vi phạm": {"giu_voi": TRADE},
    "hồ sơ đề nghị hưởng": {"giu_voi": TRADE},
    "quan hệ lao động": {"giu_voi": ["chu-su-dung-lao-dong"]},
    "chấm dứt hợp đồng lao động": {"giu_voi": ["chu-su-dung-lao-dong"]},
    "người sử dụng lao động": {"thay_voi": ["*"], "quen_voi": ["chu-su-dung-lao-dong"]},
    "hộ kinh doanh": {"quen_voi": SELLERS},
    "chủ hộ kinh doanh": {"quen_voi": SELLERS},
    "trợ cấp thất nghiệp": {"quen_voi": ["huong-tro-cap-that-nghiep"]},
    "đăng nhập": {"quen": True, "thay_voi": ELDERLY},
    "ngày làm việc": {"giu_kenh": ["kich-ban-quay", "doc", "nhin"]},
    "từ đủ … trở lên": {"giu_kenh": ["doc", "nhin"]},
    "dưới … tuổi": {"giu_kenh": ["doc", "nhin"], "tru": ["đến dưới … tuổi"]},
    "quy định tại khoản … Điều …": {"giu_voi": TRADE},
    "căn cứ": {
        "giu_voi": ["chu-su-dung-lao-dong"],
        "tru": [
            "căn cứ: luật",
            "căn cứ: nghị định",
            "căn cứ: bộ luật",
            "căn cứ: điều",
            "căn cứ luật bảo hiểm",
            "làm căn cứ đóng",
            "căn cứ đóng",
        ],
    },
    "trong trường hợp": {
        "tru": [
            f"trong trường hợp của {w}"
            for w in ("bác", "anh", "chị", "cô", "chú", "mình", "bạn", "ông", "bà")
        ],
    },
    "bao gồm": {"tru": ["không bao gồm"]},
    "tối thiểu": {"tru": ["lương tối thiểu"], "giu_voi": ["chu-su-dung-lao-dong"]},
    "tối đa": {"giu_voi": ["chu-su-dung-lao-dong"]},
    "cá thể": {"tru": ["cá thể hóa"]},
    "nghĩa vụ": {"tru": ["nghĩa vụ quân sự"]},
    "quyền lợi": {"giu_voi": TRADE},
    "doanh nghiệp": {"tru": ["luật doanh nghiệp"], "giu_voi": ["chu-su-dung-lao-dong", *CADRES]},
    "người lao động": {
        "tru": ["báo người lao động"],
        "giu_voi": ["chu-su-dung-lao-dong", "can-bo-dang-vien"],
    },
    "thường trú": {"giu_voi": TRADE},
    "tạm trú": {"giu_voi": TRADE},
    "trợ cấp hằng tháng": {
        "tru_cau": [
            "đang … trợ cấp hằng tháng",
            "lương hưu … trợ cấp hằng tháng",
            "ai … trợ cấp hằng tháng",
        ],
    },
    "trợ cấp hưu trí xã hội": {
        "tru_cau": ["đang … trợ cấp hưu trí xã hội", "chưa … trợ cấp hưu trí xã hội"],
    },
    "bảo hiểm xã hội": {
        "tru": [
            "luật bảo hiểm xã hội",
            "bảo hiểm xã hội việt nam",
            "bên bảo hiểm xã hội",
            "tiền bảo hiểm xã hội",
            "cán bộ bảo hiểm xã hội",
            "ngành bảo hiểm xã hội",
            "trợ cấp bảo hiểm xã hội",
        ],
    },
    "mua bảo hiểm xã hội": {"hoi_thi_duoc": True},
    "cam kết": {"tru": ["không cam kết", "bản cam kết"]},
    "mức đóng tối thiểu": {
        "kem": {"dau": ["áp dụng từ", "từ ngày", "dùng đến hết", "từ <ngày>"], "pham_vi": "bai"},
    },
    "tạm dừng đóng": {
        "giu_voi": TRADE,
        "tru_cau": ["công ty", "chủ", "đơn vị", "nơi làm"],
        "kem": {"dau": ["nghỉ đóng", "nghỉ … kỳ", "ngừng đóng", "quỹ hưu trí"], "pham_vi": "ke"},
    },
    "mức hỗ trợ tiền đóng": {
        "kem": {
            "dau": [["mức (đóng) thấp nhất"], ["chuẩn hộ nghèo"], ["theo diện", "nhiều nhất"]],
        },
    },
    "ngân sách địa phương hỗ trợ thêm": {
        "kem": {"dau": ["nghị quyết", "hội đồng nhân dân"], "pham_vi": "ke"},
    },
    "đủ tuổi nghỉ hưu": {
        "tru_cau": [
            "diện bắt buộc",
            "thiếu … năm",
            "thiếu … tháng",
            "tuổi nghỉ hưu … chưa",
            "tuổi nghỉ hưu theo",
            "tháng … đủ tuổi nghỉ hưu",
            "đóng nốt",
            "chưa đủ tuổi nghỉ hưu",
        ],
        "kem": {
            "dau": [
                "đủ <số> năm",
                "đủ … năm",
                "số năm",
                "năm đóng",
                "<số> năm",
                "thiếu … tháng",
                "đủ những điều",
                "năm đã đóng",
            ],
        },
    },
    "mã OTP": {"kem": {"dau": NO_GIVING}},
    "mật khẩu": {"kem": {"dau": NO_GIVING}},
    "đường dẫn lạ": {
        "kem": {"dau": ["đừng/không/chớ bấm/mở/vào/nhấn", "không … bấm", "đừng làm theo"]},
    },
    "của để dành": {
        "kem": {
            "dau": ["không … rút", "không … lấy ra", "không … lấy lại", "chưa … lấy ra"],
            "pham_vi": "ke",
        },
    },
    "miễn phí thẻ bảo hiểm y tế": {
        "kem": {"dau": ["khi/đang/lúc … lương hưu", "hộ nghèo", "trợ cấp"]},
    },
    "hưởng tối đa 75%": {"kem": {"dau": [["<số> năm", "nam/nữ"]]}},
    "cầm cố sổ bảo hiểm xã hội": {
        "kem": {"dau": ["luật cấm", "không được", "bị cấm", "cấm"]},
    },
    "chi trả": {"tru": ["nơi chi trả"], "giu_voi": TRADE},
    "hồ sơ hợp lệ": {"giu_voi": TRADE},
    "kinh phí": {"giu_voi": TRADE},
    "nguồn lực": {"giu_voi": CADRES},
}

# Wrong examples read better with words around the term that are really said.
SENTENCES: dict[str, tuple[str, str]] = {
    "mức đóng tối thiểu": (
        "Mức đóng tối thiểu do luật định.",
        "Mức đóng tối thiểu do luật định, áp dụng từ ngày đầu năm.",
    ),
    "tạm dừng đóng": (
        "Lúc khó khăn thì tạm dừng đóng.",
        "Lúc khó khăn thì tạm dừng đóng, tức là nghỉ đóng một thời gian.",
    ),
    "mức hỗ trợ tiền đóng": (
        "Mức hỗ trợ tiền đóng năm nay đã có.",
        "Mức hỗ trợ tiền đóng tính trên mức đóng thấp nhất.",
    ),
    "ngân sách địa phương hỗ trợ thêm": (
        "Ở tỉnh mình ngân sách địa phương hỗ trợ thêm.",
        "Ở tỉnh mình ngân sách địa phương hỗ trợ thêm, theo nghị quyết của tỉnh.",
    ),
    "đủ tuổi nghỉ hưu": (
        "Cứ đủ tuổi nghỉ hưu là nhận lương hưu.",
        "Đủ tuổi nghỉ hưu và đóng đủ số năm thì nhận lương hưu.",
    ),
    "mã OTP": ("Nhập mã OTP để xác nhận.", "Mã OTP gửi về máy thì không đưa cho ai."),
    "mật khẩu": ("Nhớ ghi lại mật khẩu.", "Mật khẩu thì không đưa cho ai."),
    "của để dành": (
        "Đây là của để dành lúc già.",
        "Đây là của để dành lúc già, nhưng không rút ra lúc nào cũng được.",
    ),
    "miễn phí thẻ bảo hiểm y tế": (
        "Đóng rồi được miễn phí thẻ bảo hiểm y tế.",
        "Khi đang nhận lương hưu thì được miễn phí thẻ bảo hiểm y tế.",
    ),
    "hưởng tối đa 75%": (
        "Lương hưu được hưởng tối đa 75%.",
        "Lương hưu được hưởng tối đa 75%, khi nam đóng đủ 35 năm, nữ 30 năm.",
    ),
    "đường dẫn lạ": ("Có người gửi đường dẫn lạ.", "Gặp đường dẫn lạ thì đừng bấm."),
    "cầm cố sổ bảo hiểm xã hội": (
        "Có nơi nhận cầm cố sổ bảo hiểm xã hội.",
        "Cầm cố sổ bảo hiểm xã hội là việc luật cấm.",
    ),
    "mua bảo hiểm xã hội": (
        "Mời bà con mua bảo hiểm xã hội.",
        "Mời bà con đóng bảo hiểm xã hội.",
    ),
    "người sử dụng lao động": (
        "Người sử dụng lao động phải báo trước.",
        "Công ty phải báo trước.",
    ),
    "tạm trú": (
        "Ở đây có chuyện tạm trú nữa.",
        "Ở đây có chuyện ở trọ nơi khác nữa.",
    ),
    "công dân Việt Nam từ đủ 15 tuổi": (
        "Công dân Việt Nam từ đủ 15 tuổi thì nộp tờ khai.",
        "Công dân Việt Nam từ đủ 15 tuổi, nghĩa là người Việt Nam đã tròn tuổi ấy.",
    ),
    "cam kết": ("Chúng tôi cam kết bà con có lợi.", "Chúng tôi không dám hứa trước."),
    "trong trường hợp": (
        "Trong trường hợp nghỉ đóng thì năm cũ còn.",
        "Trong trường hợp của bác thì năm cũ còn.",
    ),
    "từ đủ … trở lên": ("Người từ đủ 75 tuổi trở lên.", "Người tròn 75 tuổi."),
    "dưới … tuổi": ("Người dưới 75 tuổi.", "Người chưa tròn 75 tuổi."),
    "quy định tại khoản … Điều …": (
        "Theo quy định tại khoản 2 Điều 98 thì được nhận.",
        "Luật nói rằng được nhận.",
    ),
    "kể từ ngày … có hiệu lực": (
        "Kể từ ngày luật có hiệu lực thì tính lại.",
        "Áp dụng từ ngày đầu năm thì tính lại.",
    ),
}


def main(folder: Path) -> None:
    rules = ROOT / "rules"
    rules.mkdir(exist_ok=True)
    words = [_word(row) for row in _rows(folder / "plain-words.tsv")]
    _write(rules / "tu-thuong.yaml", _HEAD_WORDS, {"loai": "tu_thuong", "tu": words})
    confusions = [_confusion(row) for row in _rows(folder / "confusions.tsv")]
    _write(rules / "nham-lan.yaml", _HEAD_CONFUSIONS, {"loai": "nham_lan", "tu": confusions})


def _rows(path: Path) -> list[list[str]]:
    lines = path.read_text(encoding="utf-8").split("\n")[1:]
    return [(line + "\t\t").split("\t")[:3] for line in lines if line.strip()]


def _word(row: list[str]) -> dict[str, Any]:
    term, plain, note = (cell.strip() for cell in row)
    code, _, remark = note.partition(":")
    code, _, tail = code.partition(" ")
    remark = remark.strip()
    north, south = _ways(plain)
    out: dict[str, Any] = {"tu": term, "ma": code}
    if plain.startswith("("):
        out["khuyen"] = plain.strip("()")
    else:
        out["noi"] = north
    if south:
        out["noi_nam"] = south
    if remark:
        out["ghi_chu"] = remark
    if tail.strip() == "tuyệt đối":
        out["tuyet_doi"] = "có"
    if code == "GIU" and remark.startswith("từ quen"):
        out["quen"] = "có"
    if found := re.search(r"giữ với ([a-z, -]+)", remark):
        out["giu_voi"] = [name.strip() for name in found[1].split(",")]
    overlay = dict(OVERLAY.get(term, {}))
    if "quen_voi" in overlay:
        out.pop("quen", None)
    for key, value in overlay.items():
        out[key] = "có" if value is True else value
    if not out.get("quen"):
        wrong, right = SENTENCES.get(term) or _examples(out)
        out["thu"] = {"sai": wrong, "dung": right}
    return out


def _ways(plain: str) -> tuple[list[str], list[str]]:
    north, _, south = plain.partition(" / ")
    return _split(north), _split(south)


def _split(text: str) -> list[str]:
    return [part.strip() for part in text.split(";") if part.strip()]


def _examples(row: dict[str, Any]) -> tuple[str, str]:
    """A plain frame around the term and around what is said instead."""
    term = row["tu"].replace("…", "đó")
    said = row.get("noi", [""])[0].split("(")[0].strip(" …")
    if row["ma"] == "GIU":
        return f"Hôm nay có người hỏi {term}.", f"Hôm nay có người hỏi {term}, tức là {said}."
    return f"Ở đây có chuyện {term} nữa.", f"Ở đây có chuyện {said or 'ấy'} nữa."


def _confusion(row: list[str]) -> dict[str, Any]:
    wrong, right, note = (cell.strip() for cell in row)
    out: dict[str, Any] = {"sai": wrong, "dung": right}
    before, mark, listed = note.partition("trừ:")
    if mark:
        exceptions = _split(listed)
        real = [item for item in exceptions if wrong in item]
        said = [item for item in exceptions if wrong not in item]
        if real:
            out["tru"] = real
        before = "; ".join(part for part in (before.strip(" ;"), *said) if part)
    if before.strip(" ;"):
        out["ghi_chu"] = before.strip(" ;")
    return out


_HEAD_WORDS = """\
# Từ thường: từ của luật, của cơ quan, và cách bà con vẫn nói.
# ma: GIU giữ tên chính thức, lần đầu kèm lời giải; THAY thay bằng «noi»; TRANH không dùng;
# CHU_Y chỉ dùng khi kèm «kem». Dấu … trong «tu» là một khoảng chữ bất kỳ.
# Tệp này do scripts/convert_rules.py làm ra; cơ quan thêm từ riêng vào tệp khác
# trong rules/ của mình.
"""
_HEAD_CONFUSIONS = """\
# Chữ hay viết lẫn: «sai» là chữ viết sai, «dung» là chữ đúng, «tru» là cụm đúng có chứa chữ sai.
# So từng âm tiết, không bỏ qua dấu. Tệp này do scripts/convert_rules.py làm ra.
"""


class _Plain(yaml.SafeDumper):
    """YAML without anchors: a list used twice is written twice."""

    def ignore_aliases(self, data: Any) -> bool:
        del data
        return True


def _write(path: Path, head: str, data: dict[str, Any]) -> None:
    text = yaml.dump(data, Dumper=_Plain, allow_unicode=True, sort_keys=False, width=98)
    path.write_text(f"{head}\n{text}", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
