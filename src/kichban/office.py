"""The office's own folder: laid out once, then edited with an ordinary editor."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from kichban.changes import accept
from kichban.draft import write_files
from kichban.errors import BadRequest
from kichban.memory import MEMORY
from kichban.packs import ABBREVIATIONS, MARKER, Packs, builtin_folder
from kichban.units import AdminUnit, old_names
from kichban.vietnamese import slug


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
    if folder.exists() and any(folder.iterdir()):
        raise BadRequest(f"Thư mục «{folder}» đã có tệp.", hint="chọn một thư mục trống.")
    place = slug(answers.unit.name)
    files = {
        MARKER: _MARKER.format(name=answers.office),
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
    looks = folder / "looks"
    looks.mkdir(exist_ok=True)
    for source in sorted((builtin_folder() / "looks").glob("*.docx")):
        written.append(Path(shutil.copyfile(source, looks / source.name)))
    accept(Packs([folder]))
    return (*written, folder / MEMORY)


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
    lines += [f'{key}: "{value}"' for key, value in fields.items()]
    names = old_names(unit)
    if names:
        lines.append("ten_cu:")
        lines += [f'  - "{name}"' for name in names]
    return "\n".join(lines) + "\n"


_MARKER = """\
# Thư mục có tệp này là bộ mẫu riêng của một cơ quan; chạy kichban trong đây thì được dùng trước.
ten: "{name}"
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

Mở tệp bằng Notepad hay chương trình soạn chữ nào cũng được, lưu lại rồi chạy lệnh trong đây.

1. Sửa `places/{place}.yaml`: tên, số điện thoại, nơi đăng ký, giờ làm việc.
2. Sửa `templates/to-roi/mau.md.j2`: một đoạn riêng của tờ rơi; các đoạn khác vẫn theo bộ gốc.
3. Sửa `personas/nong-dan.yaml`: lời mở đầu, ví dụ của nơi mình.
4. Sửa `looks/truyen-thong.docx` bằng Word: kiểu chữ, đầu trang, biểu trưng.

Xem thử: `kichban render --persona nong-dan --channel to-roi --place {place} --draft`
Soát lại: `kichban check`
Viết thật: `kichban render --persona nong-dan --channel to-roi --place {place}`

Luật và số tiền không nằm ở đây: chương trình tính theo luật của ngày mình chọn.
"""
