"""Build the look files in `looks/`: run `python scripts/build_looks.py`.

Each look is first a bare Word file with styles, lists, header and footer; then a script that
tells officers how to change it is rendered with that bare file as its look. So every look shows
its own styles at work, and a look that cannot carry a document cannot be built. The same source
always gives the same bytes.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from look_guide import guide
from look_styles import Design, numbering_part, styles_part

from kichban import render
from kichban.render.word_package import member, package
from kichban.render.word_page import PAPERS, Page, page_number, section_size
from kichban.render.word_parts import MAIN_TYPES, WORD, content_types
from kichban.render.word_theme import theme
from kichban.render.word_xml import DECLARATION, NAMESPACES, relationships

ROOT = Path(__file__).resolve().parents[1]
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


TRUYEN_THONG = Design(
    name="truyen-thong",
    title="Truyền thông",
    font="Arial",
    page=PAPERS["a4"],
    body=24,
    spoken=28,
    headings=(40, 30, 26),
    cell=24,
    small=17,
    accent="1F4E79",
    grey="595959",
    warning="9C1C1C",
    tint="E8F0F8",
    tint_note="FFF6DC",
    tint_warning="FDF0EF",
    prose='<w:spacing w:after="120" w:line="276" w:lineRule="auto"/>',
    heading_align="",
    page_number_on_top=False,
)
# Decree 30/2020, appendix I: margins, type, spacing and place of the page number.
HANH_CHINH = Design(
    name="hanh-chinh",
    title="Văn bản hành chính",
    font="Times New Roman",
    page=Page(11906, 16838, 1134, 1134, 1134, 1701, 567, 567),
    body=28,
    spoken=28,
    headings=(28, 28, 28),
    cell=26,
    small=22,
    accent="000000",
    grey="000000",
    warning="000000",
    tint="F2F2F2",
    tint_note="F2F2F2",
    tint_warning="FFFFFF",
    prose='<w:spacing w:after="120" w:line="288" w:lineRule="auto"/>'
    '<w:ind w:firstLine="720"/><w:jc w:val="both"/>',
    heading_align='<w:jc w:val="center"/>',
    page_number_on_top=True,
)
LOOKS = (TRUYEN_THONG, HANH_CHINH)


def build(design: Design) -> bytes:
    """The look file of a design."""
    with tempfile.TemporaryDirectory() as folder:
        bare = Path(folder) / f"{design.name}.docx"
        bare.write_bytes(_bare(design))
        return render.docx(guide(design.title), look=bare)


def _bare(design: Design) -> bytes:
    """A Word file of styles, lists, header and footer, without words."""
    running = _running(design)
    names = [f"word/{name}.xml" for name in running]
    references = "".join(
        f'<w:{kind}Reference w:type="{pages}" r:id="{name}"/>'
        for name, (kind, pages, _) in running.items()
    )
    size = section_size(design.page)
    first = "<w:titlePg/>" if design.page_number_on_top else ""
    section = f"<w:sectPr>{references}{size['pgSz']}{size['pgMar']}{size['cols']}{first}</w:sectPr>"
    document = (
        f"{DECLARATION}<w:document {NAMESPACES}><w:body><w:p/>{section}</w:body></w:document>"
    )
    main = [("styles", f"{_REL}/styles", "styles.xml", False)]
    main.append(("numbering", f"{_REL}/numbering", "numbering.xml", False))
    main.append(("theme", f"{_REL}/theme", "theme/theme1.xml", False))
    main += [(n, f"{_REL}/{kind}", f"{n}.xml", False) for n, (kind, _, _) in running.items()]
    kept = ("/word/document.xml", "/word/styles.xml", "/word/numbering.xml")
    types = {name: MAIN_TYPES[name] for name in kept}
    types["/word/theme/theme1.xml"] = "application/vnd.openxmlformats-officedocument.theme+xml"
    types |= {f"/word/{n}.xml": f"{WORD}.{kind}+xml" for n, (kind, _, _) in running.items()}
    root = [("document", f"{_REL}/officeDocument", "word/document.xml", False)]
    contents = {
        "[Content_Types].xml": content_types(types),
        "_rels/.rels": relationships(root),
        "word/document.xml": document,
        "word/_rels/document.xml.rels": relationships(main),
        "word/styles.xml": styles_part(design),
        "word/numbering.xml": numbering_part(design),
        "word/theme/theme1.xml": theme(design.font),
        **dict(zip(names, (xml for _, _, xml in running.values()), strict=True)),
    }
    return package(member(name, content) for name, content in contents.items())


def _running(design: Design) -> dict[str, tuple[str, str, str]]:
    """Headers and footers: part name to (kind, pages, XML)."""
    header = _part("hdr", _words("{dau_trang}"), design)
    if not design.page_number_on_top:
        footer = f"{_words('{chan_trang}')}<w:r><w:tab/></w:r>{page_number()}"
        return {
            "header1": ("header", "default", header),
            "footer1": ("footer", "default", _part("ftr", footer, design)),
        }
    footer = _part("ftr", _words("{chan_trang}"), design)
    number = (
        '<w:r><w:rPr><w:sz w:val="26"/></w:rPr><w:fldChar w:fldCharType="begin"/></w:r>'
        '<w:r><w:rPr><w:sz w:val="26"/></w:rPr><w:instrText> PAGE </w:instrText></w:r>'
        '<w:r><w:rPr><w:sz w:val="26"/></w:rPr><w:fldChar w:fldCharType="separate"/></w:r>'
        '<w:r><w:rPr><w:sz w:val="26"/></w:rPr><w:t>2</w:t></w:r>'
        '<w:r><w:rPr><w:sz w:val="26"/></w:rPr><w:fldChar w:fldCharType="end"/></w:r>'
    )
    return {
        "header1": ("header", "first", header),
        "header2": ("header", "default", _part("hdr", number, design, center=True)),
        "footer1": ("footer", "first", footer),
        "footer2": ("footer", "default", footer),
    }


def _part(kind: str, inner: str, design: Design, *, center: bool = False) -> str:
    style = "Header" if kind == "hdr" else "Footer"
    stop = f'<w:tabs><w:tab w:val="right" w:pos="{design.page.text_width}"/></w:tabs>'
    look = stop + ('<w:jc w:val="center"/>' if center else "")
    return (
        f"{DECLARATION}<w:{kind} {NAMESPACES}><w:p><w:pPr>"
        f'<w:pStyle w:val="{style}"/>{look}</w:pPr>{inner}</w:p></w:{kind}>'
    )


def _words(words: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{words}</w:t></w:r>'


if __name__ == "__main__":
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "looks"
    for each in LOOKS:
        (folder / f"{each.name}.docx").write_bytes(build(each))
