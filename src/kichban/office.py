"""The office's own folder: laid out once, then edited with an ordinary editor."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from kichban.changes import accept
from kichban.errors import BadRequest
from kichban.memory import MEMORY
from kichban.packs import ABBREVIATIONS, MARKER, Packs, builtin_folder
from kichban.units import AdminUnit, old_names
from kichban.vietnamese import slug
from kichban.writing import write_files


@dataclass(frozen=True, slots=True)
class Answers:
    """What `kichban init` asks.

    `region` is `bac` or `nam`; `village` what a hamlet is called there; the rest are names and
    numbers as they will be printed.
    """

    unit: AdminUnit
    region: str
    village: str
    office: str
    hotline: str
    registration: str
    hours: str
    feedback: str


def lay_out(folder: Path, answers: Answers) -> tuple[Path, ...]:
    """Write a small filled-in pack into an empty folder.

    Raises:
        BadRequest: the folder already holds something.
        CannotWrite: the folder cannot be written.
    """
    refuse_full(folder)
    place = slug(answers.unit.name)
    files = {
        MARKER: _MARKER.format(name=json.dumps(answers.office, ensure_ascii=False), place=place),
        f"places/{place}.yaml": _place(answers),
        "templates/to-roi/mau.md.j2": _OVERRIDE.format(village=answers.village),
        "personas/nong-dan.yaml": _PERSONA,
        ABBREVIATIONS: _ABBREVIATIONS,
        "DOC-TRUOC.md": _README.format(place=place, commune=answers.unit.full),
    }
    written: list[Path] = []
    for name, text in files.items():
        path = folder / name
        written.extend(write_files(path.parent, {path.name: text.encode("utf-8")}))
    for source in sorted((builtin_folder() / "looks").glob("*.docx")):
        written.extend(write_files(folder / "looks", {source.name: source.read_bytes()}))
    accept(Packs([folder]))
    return (*written, folder / MEMORY)


def refuse_full(folder: Path) -> None:
    """Refuse a folder that already holds something, or a file.

    Raises:
        BadRequest: with what to do.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise BadRequest(f"«{folder}» đã có sẵn, không trống.", hint="chọn một thư mục trống.")


def usual(unit: AdminUnit) -> Mapping[str, str]:
    """What is usual in a commune, for questions that were not answered; fields of `Answers`."""
    kind = unit.kind.lower()
    return {
        "region": "bac",
        "village": "tổ dân phố" if kind == "phường" else "thôn",
        "office": "bảo hiểm xã hội cơ sở",
        "hotline": "1900 9068",
        "registration": f"bưu điện {kind}",
        "hours": "sáng thứ hai đến thứ sáu",
        "feedback": f"đài truyền thanh {kind}",
    }


def _place(answers: Answers) -> str:
    unit = answers.unit
    fields: Mapping[str, str] = {
        "ten_tinh": unit.province,
        "ten_xa": unit.full,
        "goi_xa": unit.kind.lower(),
        "goi_thon": answers.village,
        "mien": answers.region,
        "dai": f"đài truyền thanh {unit.full}",
        "co_quan_bhxh": answers.office,
        "hotline": answers.hotline,
        "diem_dang_ky": answers.registration,
        "gio_lam_viec": answers.hours,
        "nguoi_lien_he": f"nhân viên thu của {unit.kind.lower()}",
        "noi_gop_y": answers.feedback,
        "don_vi": answers.office,
        "nguoi_dan": "người dẫn",
        "noi_hop": f"nhà văn hóa {answers.village}",
    }
    lines = ["# Hồ sơ địa phương. Sửa từng dòng cho đúng nơi mình; dòng nào chưa có thì bỏ."]
    # JSON's quoted texts are YAML as well, whatever marks the officer typed.
    lines += [f"{key}: {json.dumps(text, ensure_ascii=False)}" for key, text in fields.items()]
    names = old_names(unit)
    if names:
        lines.append("ten_cu:")
        lines += [f"  - {json.dumps(name, ensure_ascii=False)}" for name in names]
    return "\n".join(lines) + "\n"


_MARKER = """\
# Thư mục có tệp này là bộ mẫu riêng của một cơ quan; chạy kichban trong đây thì được dùng trước.
ten: {name}
# Nơi dùng khi lệnh không ghi --place: tên một tệp trong places/.
noi: {place}
"""
_OVERRIDE = """\
{{% extends "goc/to-roi/mau.md.j2" %}}
{{# Một đoạn đổi riêng cho nơi mình: viết thêm rồi gọi lại đoạn gốc bằng super(). #}}
{{% block lam_the_nao %}}
Bà con ở {village} nào cũng hỏi được.

{{{{ super() }}}}
{{% endblock %}}
"""
_PERSONA = """\
# Nối thêm vào nhóm nông dân của bộ gốc: dòng nào ghi ở đây thì thay, không ghi thì giữ như gốc.
mo_rong: goc/nong-dan
giong: "chậm, thân, kể chuyện có trước có sau"
"""
_ABBREVIATIONS = """\
# Chữ viết tắt riêng của nơi mình và cách đọc ra.
viet_tat:
  TCDVT: tổ chức dịch vụ thu
"""
_README = """\
# Bộ mẫu của {commune}

Thư mục này là của mình: sửa thoải mái, bộ gốc trong máy không đổi. Mở tệp bằng Notepad hay chương
trình soạn chữ nào cũng được, lưu lại rồi chạy lệnh ngay trong đây.

1. Sửa `places/{place}.yaml`: tên, số điện thoại, nơi đăng ký, giờ làm việc.
2. Sửa `templates/to-roi/mau.md.j2`: một đoạn riêng của tờ rơi; các đoạn khác vẫn theo bộ gốc.
3. Sửa `personas/nong-dan.yaml`: lời mở đầu, ví dụ của nơi mình.
4. Sửa `looks/truyen-thong.docx` bằng Word: kiểu chữ, đầu trang, biểu trưng.

Xem thử: `kichban render --persona nong-dan --channel to-roi --draft`

Soát lại: `kichban check`

Viết thật: `kichban render --persona nong-dan --channel to-roi`

Muốn sửa thêm một đoạn của bản gốc: `kichban borrow to-roi --block lua_dao`

Lên bản mới của chương trình rồi, xem bản gốc có đổi dưới chỗ mình sửa không: `kichban diff`

Luật và số tiền không nằm ở đây: chương trình tính theo luật của ngày mình chọn. Tệp `ban-goc.json`
là chỗ máy nhớ bản gốc lúc mình sửa; để yên đó, đừng sửa tay.
"""
