"""Documents of every shape that a format must be able to write.

Figures and articles here are deliberately impossible: no law says them.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import get_args

from kichban.conformance.building import bullets, heading, line, p
from kichban.script import (
    Block,
    Break,
    BreakKind,
    Callout,
    CalloutKind,
    Cited,
    Cue,
    CueKind,
    Emphasis,
    Image,
    LineBreak,
    Link,
    Meta,
    Note,
    Script,
    Sourced,
    Strong,
    Table,
)

__all__ = ["LAYOUTS", "nodes", "samples"]

LAYOUTS = ("a4", "a4-ngang", "a5", "a6")
"""Every page that `Meta.layout` can name."""

_PAY = Sourced("999.991 đồng", "muc_mot", 1)
_HELP = Sourced("99.992 đồng", "muc_hai", 2)
_RULE = Cited(line("Giữ lại thì còn nguyên, cộng với ", Sourced("993 ngày", "ngay")), "diem-x", 3)
_NOTES = (
    Note(1, "muc_mot", "Mức thứ nhất, theo bảng kê.", ("Công thức: chín lần chín",
                                                       "Căn cứ: Điều 9991")),
    Note(2, "muc_hai", "Mức thứ hai, phần được giúp.", ("Căn cứ: Điều 9992",)),
    Note(3, "diem-x", "Điều được giữ lại.", ("Căn cứ: Điều 9993", "Đọc lại hôm trước")),
)  # fmt: skip

_INNER = Table(
    (line("Cột trong"), line(Strong(line("Cột đậm")))),
    (
        (
            (heading(2, "Đề trong ô"), bullets("mục a", (p("mục b"), bullets("mục b một")))),
            (
                Table((line("Bảng trong bảng"),), (((p("ô sâu nhất"),),),)),
                Callout("goi_y", (p("hộp trong ô"),), title="Đề hộp"),
                Cue("nghi", line("Nghỉ lấy hơi")),
                Image("hình trong ô"),
            ),
        ),
        ((p("hàng chỉ một ô"),),),
    ),
    widths=(1, 2),
)

_EVERYTHING = (
    heading(1, "Đủ mọi nút"),
    heading(3, "Cấp ba ", Emphasis(line("ngay dưới cấp một"))),
    p("Mỗi tháng ", _PAY, ", được giúp ", _HELP, ". Nhắc lại ", Sourced("999.991 đồng", "muc_mot")),
    p(_RULE, ", không mất."),
    p("Dòng trên", LineBreak(), "dòng dưới"),
    p(Strong(line("đậm ", Emphasis(line("đậm nghiêng")))), "liền", Emphasis(line("nghiêng"))),
    p("Gọi ", Link(line("số quen"), "tel:19009999"), " hay ",
      Link(line("trang nhà"), "https://example.vn/o-nho")),
    p("Chào bà con.", speaker="Người dẫn"),
    bullets("một", (p("hai"), p("hai tiếp"), bullets("hai a", "hai b", ordered=True)), "ba"),
    bullets("thứ nhất", "thứ nhì", ordered=True),
    bullets((_INNER,), (Callout("loi", (p("lời trong mục"),)),), (Cue("viec", line("giơ tranh")),)),
    Table((line("Diện"), line("Phần")), (((p("chung"),), (p(_HELP),)),), "Phần của từng diện."),
    _INNER,
    *(Cue(kind, line(f"việc {n} của sân khấu"), n) for n, kind in enumerate(get_args(CueKind))),
    *(Callout(kind, (p(f"lời hộp {n}"), bullets("việc hộp"), _INNER), title=f"đề hộp {n}")
      for n, kind in enumerate(get_args(CalloutKind))),
    *(Callout(kind, (p(f"hộp không đề {n}"),)) for n, kind in enumerate(get_args(CalloutKind))),
    *(block for n, kind in enumerate(get_args(BreakKind))
      for block in (Break(kind), p(f"sau chỗ ngắt {n}"))),
    Image("Ô chừa cho hình con trâu", width_mm=40),
)  # fmt: skip

_HOSTILE = (
    heading(1, "Chữ làm khó"),
    p("một < hai & ba > bốn \"năm\" 'sáu' &amp; <b>thẻ</b> ]]> <!-- lời -->"),
    p("{{ bien }} {% lenh %} {# lời #} ${gia} %s %(ten)s \\n \\\\ `mã` ~~gạch~~"),
    p("# không phải đề"),
    p("1. không phải mục", LineBreak(), "- cũng không", LineBreak(), "| --- | --- |"),
    p("*sao* _gạch_ **hai sao** [ngoặc](đường-dẫn) ![hình](x) tên_biến_dài"),
    p("To\u0300 ro\u031b\u0300i ghép dấu: Vie\u0323\u0302t Nam, cùng với dựng sẵn: Việt Nam"),
    p("=1+1 @tên +84 -5 ;DROP"),
    p("dài" + "ngoằng" * 3_000),
    p(" ".join(["câu", "rất", "dài"] * 1_500) + " hết"),
)


def samples() -> Mapping[str, Script]:
    """Documents by name: every node on every page, columns, a draft, an empty one, hostile text."""
    slip = (("Người nghe", "Bà con"), ("Nhãn | lạ", "Giá trị *lạ*"))
    meta = Meta("Chủ đề", "Cơ sở «A» & B", ("khóa",), "2026-11-22", slip=slip)
    found = {"du-moi-nut": Script("Đủ mọi nút", "vi", _EVERYTHING, meta, _NOTES)}
    for layout in LAYOUTS:
        for columns in (1, 2, 3):
            page = Meta(issued_on="2026-11-22", layout=layout, columns=columns)
            script = Script("Trang giấy", "vi", _EVERYTHING[:10], page, _NOTES)
            found[f"trang-{layout}-{columns}-cot"] = script
    found["ban-nhap"] = Script("Bản nháp", "vi", _EVERYTHING[:6], Meta(draft=True), _NOTES)
    found["chu-lam-kho"] = Script("Chữ làm khó", "vi", _HOSTILE)
    found["rong"] = Script("", "vi", ())
    return MappingProxyType(found)


def nodes() -> Mapping[str, tuple[Block, ...]]:
    """One small document for each kind of node, by the name of the node."""
    found: dict[str, tuple[Block, ...]] = {
        "Heading": (heading(2, "tiêu đề riêng"),),
        "Paragraph": (p("đoạn văn riêng"),),
        "Paragraph.speaker": (p("lời thoại", speaker="Vai riêng"),),
        "Bullets": (bullets("mục riêng một", "mục riêng hai"),),
        "Bullets.ordered": (bullets("bước riêng một", "bước riêng hai", ordered=True),),
        "Table": (Table((line("cột riêng"),), (((p("ô riêng"),),),)),),
        "Image": (Image("hình riêng"),),
        "Text": (p("chữ riêng"),),
        "Strong": (p(Strong(line("chữ đậm riêng"))),),
        "Emphasis": (p(Emphasis(line("chữ nghiêng riêng"))),),
        "Link": (p(Link(line("liên kết riêng"), "https://example.vn/rieng")),),
        "Sourced": (p("mức ", Sourced("999.999 đồng", "rieng")),),
        "Cited": (p(Cited(line("lời dẫn riêng"), "rieng")),),
        "LineBreak": (p("nửa trên", LineBreak(), "nửa dưới"),),
    }
    for kind in get_args(CueKind):
        found[f"Cue({kind})"] = (Cue(kind, line("việc riêng"), 1),)
    for callout in get_args(CalloutKind):
        found[f"Callout({callout})"] = (Callout(callout, (p("lời hộp riêng"),), "đề hộp riêng"),)
    return MappingProxyType(found)
