"""The styles and lists of our looks, as XML parts.

The names of styles are what an officer meets in Word; the sizes and colours that set two looks
apart are in a `Design`.
"""

from __future__ import annotations

from dataclasses import dataclass

from kichban.render.word_page import Page
from kichban.render.word_xml import DECLARATION, NAMESPACES

__all__ = ["Design", "numbering_part", "styles_part"]


@dataclass(frozen=True)
class Design:
    """What sets two looks apart. Sizes are half-points; colours RRGGBB with contrast over 4.5:1."""

    name: str
    title: str
    font: str
    page: Page
    body: int
    spoken: int
    headings: tuple[int, int, int]
    cell: int
    small: int
    accent: str
    grey: str
    warning: str
    tint: str
    tint_note: str
    tint_warning: str
    prose: str
    heading_align: str
    page_number_on_top: bool


def styles_part(design: Design) -> str:
    fonts = " ".join(f'w:{slot}="{design.font}"' for slot in ("ascii", "hAnsi", "cs", "eastAsia"))
    defaults = (
        f"<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts {fonts}/>"
        f'<w:sz w:val="{design.body}"/><w:szCs w:val="{design.body}"/>'
        '<w:lang w:val="vi-VN" w:eastAsia="vi-VN" w:bidi="vi-VN"/></w:rPr></w:rPrDefault>'
        "<w:pPrDefault/></w:docDefaults>"
    )
    latent = (
        '<w:latentStyles w:defLockedState="0" w:defUIPriority="99" w:defSemiHidden="1" '
        'w:defUnhideWhenUsed="1" w:defQFormat="0" w:count="376"/>'
    )
    return (
        f"{DECLARATION}<w:styles {NAMESPACES}>{defaults}{latent}"
        f"{''.join(_paragraph_styles(design))}{''.join(_character_styles(design))}"
        f"{''.join(_table_styles(design))}</w:styles>"
    )


def _paragraph_styles(design: Design) -> list[str]:
    d, based = design, "Normal"
    tight = '<w:spacing w:after="60" w:line="264" w:lineRule="auto"/>'
    gap = '<w:spacing w:after="{}" w:line="{}" w:lineRule="auto"/>'.format
    bold, shade = "<w:b/>", '<w:color w:val="{}"/>'.format
    sized = '<w:sz w:val="{0}"/><w:szCs w:val="{0}"/>'.format
    rule = '<w:pBdr><w:bottom w:val="single" w:sz="6" w:space="1" w:color="8C8C8C"/></w:pBdr>'
    frame = "".join(
        f'<w:{side} w:val="single" w:sz="12" w:space="4" w:color="{d.warning}"/>'
        for side in ("top", "left", "bottom", "right")
    )
    listed = '<w:numPr><w:numId w:val="{}"/></w:numPr>'.format
    out = [_style("paragraph", "Normal", "Normal", default=True)]
    for level, size in enumerate(d.headings, start=1):
        space = '<w:spacing w:before="240" w:after="100"/>'
        align = d.heading_align if level == 1 else ""
        look = f'<w:keepNext/><w:keepLines/>{space}{align}<w:outlineLvl w:val="{level - 1}"/>'
        italic = "<w:i/>" if d.page_number_on_top and level == 3 else ""
        italic += "<w:caps/>" if d.page_number_on_top and level == 1 else ""
        out.append(
            _style(
                *("paragraph", f"Heading{level}", f"heading {level}", based),
                paragraph=look,
                run=bold + italic + shade(d.accent) + sized(size),
                following="LoiVan",
            )
        )
    small, smaller = sized(d.small), sized(18)
    rows: list[tuple[str, str, str, str, str]] = [
        ("Header", "header", based, gap(120, 240), shade(d.grey) + smaller),
        ("Footer", "footer", based, '<w:spacing w:before="80"/>', shade(d.grey) + smaller),
        ("CommentText", "annotation text", based, "", sized(20)),
        ("LoiVan", "Lời văn", based, d.prose, ""),
        ("LoiDoc", "Lời đọc", based, gap(140, 360), sized(d.spoken)),
        ("LoiThoai", "Lời thoại", based, gap(100, 276) + _hanging(397), ""),
        ("ChiDan", "Chỉ dẫn", based, gap(100, 264), "<w:i/>" + shade(d.grey)),
        ("DanhSachCham", "Danh sách chấm", based, listed(1) + gap(80, 276), ""),
        ("DanhSachSo", "Danh sách số", based, listed(2) + gap(80, 276), ""),
        ("ChuTrongBang", "Chữ trong bảng", based, tight, sized(d.cell)),
        ("TieuDeCot", "Tiêu đề cột", "ChuTrongBang", "<w:keepNext/>", bold + shade(d.accent)),
        ("ChuTrongO", "Chữ trong ô", based, gap(40, 264), sized(d.cell)),
        (
            "TieuDeO",
            "Tiêu đề ô",
            "ChuTrongO",
            "<w:keepNext/>" + gap(0, 264),
            bold + shade(d.accent),
        ),
        ("Hinh", "Hình", based, gap(60, 240) + '<w:jc w:val="center"/>', sized(20)),
        ("ChanTrang", "Chân trang kichban", based, gap(20, 247), small),
        ("TieuDeNguon", "Tiêu đề nguồn", based, _source_heading(), bold + sized(d.small + 1)),
        ("NguonSoLieu", "Nguồn số liệu", based, gap(20, 247) + _hanging(397), small),
        ("BanNhap", "Bản nháp", based, _draft(frame), bold + shade(d.warning) + sized(28)),
        ("DuongKe", "Đường kẻ", based, rule + _exactly(100, 80), sized(8)),
        ("KhoangCach", "Khoảng cách", based, _exactly(120, 0), sized(8)),
        *_official_rows(based),
    ]
    for ident, name, parent, paragraph, run in rows:
        out.append(_style("paragraph", ident, name, parent, paragraph=paragraph, run=run))
    return out


def _official_rows(based: str) -> list[tuple[str, str, str, str, str]]:
    """Head, subject and recipients as appendix I of Decree 30/2020 measures them."""
    middle = '<w:jc w:val="center"/>'
    close = '<w:spacing w:after="0" w:line="240" w:lineRule="auto"/>'
    upper, bold, italic = "<w:caps/>", "<w:b/>", "<w:i/>"
    sized = '<w:sz w:val="{0}"/><w:szCs w:val="{0}"/>'.format
    rule = '<w:pBdr><w:top w:val="single" w:sz="6" w:space="1" w:color="000000"/></w:pBdr>'
    gap = '<w:spacing w:before="50" w:after="60" w:line="80" w:lineRule="exact"/>'
    about = '<w:keepNext/><w:spacing w:before="0" w:after="60"/>'
    listed = '<w:numPr><w:numId w:val="3"/></w:numPr>'
    return [
        ("CoQuanChuQuan", "Cơ quan chủ quản", based, close + middle, upper + sized(24)),
        ("CoQuanBanHanh", "Cơ quan ban hành", based, close + middle, bold + upper + sized(24)),
        ("SoKyHieu", "Số ký hiệu", based, close + middle, sized(26)),
        ("QuocHieu", "Quốc hiệu", based, close + middle, bold + upper + sized(24)),
        ("TieuNgu", "Tiêu ngữ", based, close + middle, bold + sized(26)),
        ("DiaDanh", "Địa danh", based, close + middle, italic + sized(26)),
        ("TrichYeu", "Trích yếu", based, about + middle, bold + sized(28)),
        ("DuongKeTheThuc", "Đường kẻ thể thức", based, rule + gap, sized(4)),
        ("NoiNhan", "Nơi nhận", based, "<w:keepNext/>" + close, bold + italic + sized(24)),
        ("DanhSachNoiNhan", "Danh sách nơi nhận", based, listed + close, sized(22)),
    ]


def _hanging(twips: int) -> str:
    return f'<w:ind w:left="{twips}" w:hanging="{twips}"/>'


def _exactly(line: int, after: int) -> str:
    return f'<w:spacing w:before="0" w:after="{after}" w:line="{line}" w:lineRule="exact"/>'


def _source_heading() -> str:
    return '<w:keepNext/><w:spacing w:before="200" w:after="40"/>'


def _draft(frame: str) -> str:
    return f'<w:pBdr>{frame}</w:pBdr><w:spacing w:after="200"/><w:jc w:val="center"/>'


def _character_styles(design: Design) -> list[str]:
    link = f'<w:color w:val="{design.accent}"/><w:u w:val="single"/>'
    role = f'<w:b/><w:color w:val="{design.accent}"/>'
    mark = f'<w:b w:val="0"/><w:color w:val="{design.grey}"/><w:vertAlign w:val="superscript"/>'
    return [
        _style("character", "MacDinh", "Default Paragraph Font", default=True),
        _style("character", "Hyperlink", "Hyperlink", "MacDinh", run=link),
        _style(
            "character",
            "CommentReference",
            "annotation reference",
            "MacDinh",
            run='<w:sz w:val="16"/>',
        ),
        _style("character", "VaiNoi", "Vai nói", "MacDinh", run=role),
        _style("character", "SoChuThich", "Số chú thích", "MacDinh", run=mark),
    ]


def _table_styles(design: Design) -> list[str]:
    d = design
    head = (
        f'<w:tblStylePr w:type="firstRow"><w:tcPr><w:shd w:val="clear" w:color="auto" '
        f'w:fill="{d.tint}"/></w:tcPr></w:tblStylePr>'
    )
    lines = _borders(dict.fromkeys(_ALL_SIDES, ("single", 4, "7F7F7F")))
    thick = {"left": ("single", 36, d.accent)}
    noted = {"left": ("single", 36, "8A5A00" if d.accent != "000000" else "000000")}
    noted |= dict.fromkeys(("top", "bottom", "right"), ("single", 4, "7F7F7F"))
    framed = dict.fromkeys(_OUTER, ("single", 18, d.warning))
    dashed = dict.fromkeys(_OUTER, ("dashed", 8, d.grey))
    return [
        _style("table", "BangThuong", "Normal Table", default=True, table=_cells(0)),
        _style(
            "table",
            "BangKichban",
            "Bảng kichban",
            "BangThuong",
            table=lines + _cells(40),
            tail=head,
        ),
        _box("OGoiY", "Ô gợi ý", thick, d.tint),
        _box("OLuuY", "Ô lưu ý", noted, d.tint_note),
        _box("OCanhBao", "Ô cảnh báo", framed, d.tint_warning),
        _box("OPhieuKem", "Ô phiếu kèm", dashed, "FFFFFF"),
        _style(
            *("table", "BangDauVanBan", "Bảng đầu văn bản", "BangThuong"),
            table='<w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/>'
            "</w:tblCellMar>",
        ),
        _box("OHinh", "Ô hình", dashed, "FFFFFF"),
        _box("BangPhieuKem", "Bảng phiếu kèm", {}, "F2F2F2", pad=20),
    ]


_OUTER = ("top", "left", "bottom", "right")
_ALL_SIDES = (*_OUTER, "insideH", "insideV")


def _box(
    ident: str, name: str, sides: dict[str, tuple[str, int, str]], fill: str, *, pad: int = 40
) -> str:
    shading = f'<w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="{fill}"/></w:tcPr>'
    return _style(
        "table", ident, name, "BangThuong", table=_borders(sides) + _cells(pad), tail=shading
    )


def _borders(sides: dict[str, tuple[str, int, str]]) -> str:
    inner = "".join(
        f'<w:{side} w:val="{sides[side][0]}" w:sz="{sides[side][1]}" w:space="0" '
        f'w:color="{sides[side][2]}"/>'
        for side in _ALL_SIDES
        if side in sides
    )
    return f"<w:tblBorders>{inner}</w:tblBorders>" if inner else ""


def _cells(pad: int) -> str:
    return (
        f'<w:tblCellMar><w:top w:w="{pad}" w:type="dxa"/><w:left w:w="113" w:type="dxa"/>'
        f'<w:bottom w:w="{pad}" w:type="dxa"/><w:right w:w="114" w:type="dxa"/></w:tblCellMar>'
    )


def _style(
    kind: str,
    ident: str,
    name: str,
    based: str = "",
    *,
    paragraph: str = "",
    run: str = "",
    table: str = "",
    tail: str = "",
    following: str = "",
    default: bool = False,
) -> str:
    parts = [
        f'<w:name w:val="{name}"/>',
        f'<w:basedOn w:val="{based}"/>' if based else "",
        f'<w:next w:val="{following}"/>' if following else "",
        '<w:uiPriority w:val="1"/>',
        "" if default else "<w:qFormat/>",
        f"<w:pPr>{paragraph}</w:pPr>" if paragraph else "",
        f"<w:rPr>{run}</w:rPr>" if run else "",
        f"<w:tblPr>{table}</w:tblPr>" if table else "",
        tail,
    ]
    builtin = name.lower() in _WORDS_OWN
    custom = "" if builtin else ' w:customStyle="1"'
    first = ' w:default="1"' if default else ""
    return f'<w:style w:type="{kind}"{first}{custom} w:styleId="{ident}">{"".join(parts)}</w:style>'


_WORDS_OWN = {
    *("normal", "heading 1", "heading 2", "heading 3", "header", "footer", "hyperlink"),
    *("annotation text", "annotation reference", "default paragraph font", "normal table"),
}


def numbering_part(design: Design) -> str:
    shapes = {
        1: [("bullet", "•" if level % 2 == 0 else "–") for level in range(9)],
        2: [
            (
                ("decimal", "lowerLetter", "lowerRoman")[level % 3],
                f"%{level + 1}" + ".))"[level % 3],
            )
            for level in range(9)
        ],
        3: [("bullet", "-")] * 9,
    }
    definitions = "".join(
        f'<w:abstractNum w:abstractNumId="{number}"><w:nsid w:val="4B424E{number:02X}"/>'
        f'<w:multiLevelType w:val="multilevel"/><w:tmpl w:val="4B42540{number}"/>'
        + "".join(_level(level, *shape, design) for level, shape in enumerate(levels))
        + "</w:abstractNum>"
        for number, levels in shapes.items()
    )
    instances = "".join(
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>'
        for number in shapes
    )
    return f"{DECLARATION}<w:numbering {NAMESPACES}>{definitions}{instances}</w:numbering>"


def _level(level: int, shape: str, text: str, design: Design) -> str:
    step = 142 if text == "-" else 425
    left = step * (level + 1)
    return (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{shape}"/>'
        f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="{left}" w:hanging="{step}"/></w:pPr>'
        f'<w:rPr><w:rFonts w:ascii="{design.font}" w:hAnsi="{design.font}" w:cs="{design.font}" '
        f'w:eastAsia="{design.font}"/><w:color w:val="{design.accent}"/></w:rPr></w:lvl>'
    )
