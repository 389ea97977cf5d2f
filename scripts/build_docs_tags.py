"""Write docs/the-mau.md: every tag, name, filter and frame that a template may use.

    python scripts/build_docs_tags.py

Names come from the code, examples from the built-in pack; a filter, frame or name that nobody has
described here stops the script.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, get_args, get_origin

from pydantic import BaseModel

from kichban.filters import FILTERS
from kichban.packs import Packs
from kichban.parsing import ATTRIBUTES, CONTAINERS
from kichban.shapes import CONTEXT, DOCUMENT, LOOP

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "the-mau.md"

_NAMES = {
    "nguoi": "nhóm người nghe; xem trọn: `kichban show persona nong-dan`",
    "chu_de": "chủ đề đang nói; xem trọn: `kichban show topic tham-gia-va-muc-dong`",
    "kenh": "kênh; xem trọn: `kichban show channel to-roi`",
    "noi": "hồ sơ địa phương; xem trọn: `kichban show place mac-dinh`",
    "goc_nhin": "lời riêng của nhóm này cho chủ đề này (tệp nhóm, mục `theo_chu_de`)",
    "so": "số liệu theo luật; bảng ở dưới",
    "tai_lieu": "về chính tài liệu; bảng ở dưới",
    "nghe": "cách gọi người nghe: «bà con»",
    "xung": "cách người nói tự xưng: «chúng tôi»",
    "con_cho": "còn rộng chỗ hay không, từ 5 xuống 0; mục «Khi hết chỗ»",
    "hay_hoi": "điều nhóm này hay hỏi lại về chủ đề, kèm lời đáp gọn; mục «Khi hết chỗ»",
}
_OF_DOCUMENT = {
    "ngay": "ngày ra tài liệu",
    "ap_dung_tu": "ngày đầu mọi số đều đúng; có thể trống",
    "het_han": "ngày cuối còn đúng; trống thì chưa có ngày",
    "don_vi": "đơn vị chịu trách nhiệm nội dung",
    "phien_ban": "phiên bản bộ mẫu",
    "phien_ban_luat": "phiên bản dữ liệu luật",
    "van_ban": "tên thường gọi các văn bản, là danh sách",
    "can_cu": "văn bản và điều, một dòng",
    "tieu_de": "đầu đề",
}
_OF_LOOP = {
    "index": "lượt thứ mấy, đếm từ một",
    "index0": "lượt thứ mấy, đếm từ không",
    "first": "có phải lượt đầu",
    "last": "có phải lượt cuối",
    "length": "có mấy lượt",
    "revindex": "còn mấy lượt, đếm về một",
    "revindex0": "còn mấy lượt, đếm về không",
}
_FILTERS = {
    "tien": ("330.000 đồng", "số tiền; kênh nghe nói thì lần đầu kèm cách đọc"),
    "phan_tram": ("22%", "tỷ lệ"),
    "thang": ("120 tháng", "số tháng, hoặc số năm đổi ra tháng"),
    "nam": ("15 năm", "số năm, hoặc số tháng đổi ra năm"),
    "tuoi": ("61 tuổi 6 tháng", "tuổi"),
    "ngay": ("ngày 01/07/2025", "ngày tháng"),
    "so_ngay": ("60 ngày", "số ngày"),
    "ngay_lam_viec": ("7 ngày làm việc", "số ngày làm việc"),
    "lan": ("20 lần", "số lần"),
    "so_thuong": ("115", 'số không phải số luật: `{{ "115" \\| so_thuong }}`'),
    "hoa_dau": ("Bà con", "viết hoa chữ đầu"),
    "thuong_dau": ("bà con", "viết thường chữ đầu"),
    "ke": ("a, b và c", "nối một danh sách"),
    "chon": ("một trong các cách nói", "theo số bản (`--variant`) hoặc tên nơi"),
    "theo": ("giữ nguyên lời", "buộc lời vào điểm luật: `{{ y.cau \\| theo(y.can_cu) }}`"),
    "first": ("mục đầu", "danh sách"),
    "last": ("mục cuối", "danh sách"),
    "length": ("số mục", "danh sách; chỉ để hỏi trong `if`"),
}
_FRAMES = {
    "nhac": ("giay=6", "nhạc hiệu, mấy giây"),
    "tieng_dong": ("giay=3", "tiếng động"),
    "nghi": ("giay=1", "quãng nghỉ"),
    "viec": ("", "việc làm, vật giơ lên; không đọc"),
    "hinh": ("", "hình trên màn"),
    "ghi_chu": ("", "ghi chú cho người nói"),
    "phan": ('ten="Làm quen" phut=3 ai="Người dẫn" cam="Tranh 1"', "một chặng của buổi nói"),
    "goi_y": ('ten="Hỏi ở đâu"', "ô chữ nổi, có đầu đề hoặc không"),
    "luu_y": ("", "ô «Lưu ý»"),
    "canh_bao": ("", "ô «Cảnh báo»"),
    "loi": ("", "lời giữ liền một khối"),
    "chan_trang": ("", "chân trang in; không tính độ dài"),
    "phieu_kem": ("", "phiếu cho cán bộ; không đọc, không tính"),
    "dau_van_ban": ("", "đầu văn bản hành chính: bảng hai cột, cơ quan và Quốc hiệu"),
    "trich_yeu": ("", "trích yếu: chữ đậm, có kẻ dưới"),
    "noi_nhan": ("", "nơi nhận: các dòng gạch đầu dòng"),
    "o_anh": ("rong=25", "ô chừa cho ảnh, mã QR, rộng mấy mi-li-mét"),
    "sang_mat": ("", "sang mặt sau, sang cột"),
    "sang_trang": ("", "sang trang"),
}
_ATTRIBUTES = {
    "giay": "mấy giây",
    "ten": "đầu đề",
    "phut": "mấy phút",
    "ai": "ai nói",
    "cam": "cầm gì",
    "rong": "rộng mấy mi-li-mét",
}
_TAGS = (
    ("{{ ten }}", "in một tên có sẵn"),
    ("{% if … %} … {% elif … %} … {% else %} … {% endif %}", "có thì in, không thì thôi"),
    ("{% for y in chu_de.y_chinh %} … {% endfor %}", "lần lượt từng mục"),
    ("{% block ten %} … {% endblock %}", "một đoạn có tên; đứng một mình một dòng"),
    ('{% extends "goc/to-roi/mau.md.j2" %}', "lấy bản gốc làm nền; chỉ đứng ở dòng đầu"),
    ("{{ super() }}", "chép lại đoạn gốc vào chỗ này"),
    ("{# lời ghi chú #}", "ghi cho người sửa sau; không in"),
)
_NO_ROOM = """
## Khi hết chỗ

Tờ rơi, hình đồ họa, bài đăng có khung số chữ. Câu nào bớt được thì để trong
`{% if con_cho > 2 %} … {% endif %}`. Máy viết thử với `con_cho` bằng 5; dài quá khung của kênh thì
viết lại với 4, rồi 3, 2, 1, 0, dừng ở lần đầu tiên vừa khung. Câu giữ tới cùng thì đừng đặt trong
thẻ. Điều kiện đi kèm quyền lợi thì không bao giờ bớt. Tên nơi đăng ký dài nên có nơi bớt sớm hơn.

Ý nào câu chính đã nói, hay hỏi sau cũng được, thì trong tệp chủ đề ghi `bot_duoc: có`; chật nữa mới
bớt thì ghi `bot_sau: có`. Mẫu có khung chật viết
`{% for y in chu_de.y_chinh if con_cho > 2 or not y.bot_duoc %}`. Chỉ gạch cuối của một ý bớt được
thì ghi `bot_gach_cuoi: có`; trong vòng các gạch, mẫu viết
`{% if con_cho > 2 or not (loop.last and y.bot_gach_cuoi) %}`. Ý phải bớt mà nên giữ lại một câu thì
ghi câu ấy ở `bot_giu`; tờ rơi in câu ấy khi `con_cho` bằng 3.

`hay_hoi` là một điều trong `nguoi.phan_bac` có nêu chủ đề này và có `gon`: còn rộng chỗ thì điều
đứng đầu, hết chỗ thì điều ngắn nhất. Nhóm không có điều nào thì `hay_hoi` trống, nên viết trong
`{% if hay_hoi %} {{ hay_hoi.cau }} {{ hay_hoi.gon | theo(hay_hoi.can_cu) }} {% endif %}`.
"""
_OTHER_DAYS = """
## Số của ngày khác, tin về một lần đổi

Một con số lấy theo luật của ngày tài liệu. Muốn lấy của ngày khác thì thêm vào mục `so_lieu`:

| Khóa | Nghĩa |
| --- | --- |
| `doi_tiep: rural-poverty-line` | ngày tham số ấy đổi lần tới |
| `luc: 2025-06-30` | theo luật của đúng ngày ấy, để nói chuyện luật cũ |
| `luc: lan_doi_toi` | theo luật của ngày đổi lần tới; kèm `doi_cua` là tham số nào |
| `luc: truoc_lan_doi` | theo luật của ngày liền trước ngày đổi; kèm `doi_cua` |
| `moc: 2026-01-01` | «lần tới» đếm từ ngày này: trước hay sau ngày đổi vẫn nói về lần đổi ấy |

Chủ đề báo tin một lần đổi ghi thêm `tin: {tu: ngay_doi, thang: 12}`: `tu` là con số chỉ ngày đổi,
`thang` là mấy tháng từ ngày ấy còn phải báo. Hết hạn ấy máy thôi viết chủ đề này; bài đã viết ghi
ngày dùng đến hết, `kichban stale` kể tên.
"""
_LONGEST = 60
_USE = re.compile(r"so\.([a-z_0-9]+)\s*\|\s*([a-z_]+)")


def text() -> str:
    """The page as it should be."""
    packs = Packs()
    out = [
        "# Thẻ dùng trong mẫu",
        "",
        "Mẫu là chữ thường viết theo lối Markdown, có thêm thẻ trong hai ngoặc nhọn. Thẻ lấy chữ",
        "và số từ bộ mẫu; người viết chỉ chọn lời. Sửa xong chạy `kichban check`, rồi đọc to lên.",
        "Trang này do `scripts/build_docs_tags.py` viết ra từ chương trình.",
        *_table("Thẻ", ("Thẻ", "Để làm gì"), ((f"`{tag}`", what) for tag, what in _TAGS)),
        "",
        "Mẫu không làm tính, không đặt biến, không gọi hàm.",
        *_table("Bộ lọc", ("Bộ lọc", "In ra", "Dùng cho"), _filter_rows()),
        "",
        "Số của luật luôn đi với bộ lọc: `{{ so.muc_dong | tien }}`. Số gõ tay là lỗi.",
        *_table("Khung", ("Khung", "Để làm gì"), _frame_rows()),
        "",
        "Mở bằng `::: tên`, đóng bằng `:::`, mỗi dấu một dòng. Trên dòng mở có thể ghi: "
        + ", ".join(f"`{name}` ({_described(_ATTRIBUTES, name)})" for name in ATTRIBUTES)
        + ".",
        "",
        "Chữ trong ngoặc vuông `[đợi trả lời]` là việc làm, không đọc, không đếm. Đoạn bắt đầu",
        "bằng `**Cán bộ:**` là lời của vai đó.",
        *_table("Tên có sẵn", ("Tên", "Là gì"), _rows(CONTEXT, _NAMES)),
        *_NO_ROOM.rstrip().split("\n"),
        *_table("Về tài liệu: `tai_lieu`", ("Tên", "Là gì"), _rows(DOCUMENT, _OF_DOCUMENT)),
        *_table("Trong vòng lặp: `loop`", ("Tên", "Là gì"), _rows(sorted(LOOP), _OF_LOOP)),
        *_table("Số liệu: `so`", ("Tên", "Là gì", "Bộ lọc"), _figure_rows(packs)),
        "",
        "Chủ đề còn có số riêng, ghi ở mục `so_lieu` của tệp chủ đề.",
        *_OTHER_DAYS.rstrip().split("\n"),
    ]
    for name, title, value in _examples(packs):
        rows = ((f"`{path}`", kind, shown) for path, kind, shown in _fields(name, value))
        out += _table(f"{title}: `{name}`", ("Tên", "Loại", "Ví dụ"), rows)
    out += [
        "",
        "## Tìm mẫu theo thứ tự",
        "",
        "Với một kênh, máy tìm `<nhóm>--<chủ đề>.md.j2`, rồi `<nhóm>.md.j2`, `<chủ đề>.md.j2`,",
        "sau cùng `mau.md.j2`; cùng tên thì tệp trong thư mục của cơ quan được dùng trước. `goc/…`",
        "luôn là bản gốc đi kèm chương trình.",
    ]
    return "\n".join(out) + "\n"


def _table(title: str, head: tuple[str, ...], rows: Iterator[tuple[str, ...]]) -> list[str]:
    lines = [head, tuple("---" for _ in head), *rows]
    return ["", f"## {title}", "", *(f"| {' | '.join(cells)} |" for cells in lines)]


def _described(known: Mapping[str, Any], name: str) -> Any:
    if name not in known:
        raise SystemExit(f"«{name}» chưa có lời tả trong scripts/build_docs_tags.py.")
    return known[name]


def _rows(names: Any, known: Mapping[str, str]) -> Iterator[tuple[str, ...]]:
    return ((f"`{name}`", _described(known, name)) for name in names)


def _filter_rows() -> Iterator[tuple[str, ...]]:
    return ((f"`{n}`", *_described(_FILTERS, n)) for n in (*FILTERS, "first", "last", "length"))


def _frame_rows() -> Iterator[tuple[str, ...]]:
    for name in CONTAINERS:
        attributes, what = _described(_FRAMES, name)
        yield f"`::: {name}{' ' + attributes if attributes else ''}`", what


def _figure_rows(packs: Packs) -> Iterator[tuple[str, ...]]:
    used: dict[str, str] = {}
    for room in ("templates", "topics", "personas"):
        for path in sorted((ROOT / room).rglob("*")):
            if path.is_file():
                for found in _USE.finditer(path.read_text(encoding="utf-8")):
                    used.setdefault(found[1], found[2])
    for name, source in packs.figures.items():
        known = used.get(name, "")
        yield f"`so.{name}`", source.ten, f"`{known}`" if known in FILTERS else ""


def _examples(packs: Packs) -> Iterator[tuple[str, str, BaseModel]]:
    persona, topic = packs.persona("nong-dan"), packs.topic("tham-gia-va-muc-dong")
    yield "nguoi", "Nhóm người nghe", persona
    yield "chu_de", "Chủ đề", topic
    yield "kenh", "Kênh", packs.channel("to-roi")
    yield "noi", "Hồ sơ địa phương", packs.place("mac-dinh")
    yield "goc_nhin", "Lời riêng của nhóm cho chủ đề", persona.theo_chu_de[topic.id]


def _fields(path: str, value: BaseModel) -> Iterator[tuple[str, str, str]]:
    """Every name below a model: its path, kind and an example, the first item of a list."""
    for name, field in type(value).model_fields.items():
        here = f"{path}.{name}"
        found = getattr(value, name)
        if isinstance(found, BaseModel):
            yield from _fields(here, found)
        elif isinstance(found, tuple) and found and isinstance(found[0], BaseModel):
            yield here, "danh sách", f"{len(found)} mục, mỗi mục có:"
            yield from (
                (f"  …{p.removeprefix('mot')}", k, e) for p, k, e in _fields("mot", found[0])
            )
        else:
            yield here, _kind(field.annotation), _shown(found)


def _kind(annotation: Any) -> str:
    origin = get_origin(annotation)
    if origin is tuple:
        return "danh sách"
    if origin is dict:
        return "tên: lời"
    if annotation is bool or (get_args(annotation) and get_args(annotation)[0] is bool):
        return "có, không"
    return "số đếm" if annotation is int else "chữ"


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, tuple):
        value = value[0] if value else ""
    if isinstance(value, dict):
        value = next((f"{k}: {v}" for k, v in value.items() if isinstance(v, str)), "")
    words = " ".join(str(value or "").split()).replace("|", "\\|")
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST].rsplit(' ', 1)[0]} …"


if __name__ == "__main__":
    PAGE.write_text(text(), encoding="utf-8", newline="\n")
