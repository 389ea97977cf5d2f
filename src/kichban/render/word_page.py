"""Pages: paper, margins, columns, and the lines that run along every page.

A look decides margins, header and footer for the paper it was made on. On any other paper, and
for leaflets in columns, they would not fit; there the sizes of this module hold, the header and
footer are plain lines in the look's own styles, and the page number stands at the lower right
(not on A6 cards and folded leaflets, which are read by panels).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from types import MappingProxyType

from kichban.errors import BadReference, did_you_mean
from kichban.render.characters import clean
from kichban.render.word_xml import DECLARATION, NAMESPACES, text

__all__ = [
    "PAPERS",
    "Page",
    "page_for",
    "page_number",
    "running_part",
    "running_text",
    "section_size",
]


@dataclass(frozen=True, slots=True)
class Page:
    """Paper and margins in twips (1 mm is 56.7); `gap` is the space between two columns."""

    width: int
    height: int
    top: int
    right: int
    bottom: int
    left: int
    header: int
    footer: int
    columns: int = 1
    gap: int = 0

    @property
    def text_width(self) -> int:
        """From margin to margin."""
        return self.width - self.left - self.right

    @property
    def column_width(self) -> int:
        """Width of one column of the body."""
        return (self.text_width - self.gap * (self.columns - 1)) // self.columns

    @property
    def short(self) -> bool:
        """Whether it is a leaflet or card, where every line counts."""
        return self.height <= PAPERS["a5"].height and self.width <= PAPERS["a5"].width

    def same_paper(self, other: Page) -> bool:
        """Whether both are printed on the same sheet, give or take a millimetre."""
        return abs(self.width - other.width) < 57 and abs(self.height - other.height) < 57


# A folded leaflet keeps 8 mm on both sides of every fold; printers cannot reach 5 mm anyway.
_FOLD = 454
# Where Word's own header and footer styles have stops, by paper and country.
_STOPS_OF_WORD = (4320, 4513, 4536, 4680, 8640, 9026, 9072, 9360)
_NARROWEST = 850  # 15 mm: two short words of body type

PAPERS = MappingProxyType(
    {
        "a4": Page(11906, 16838, 1134, 1134, 1134, 1134, 567, 567),
        "a4-ngang": Page(16838, 11906, 1021, 850, 850, 850, 454, 454),
        "a5": Page(8391, 11906, 680, 680, 737, 680, 312, 312),
        "a6": Page(5953, 8391, 454, 454, 454, 454, 255, 255),
    }
)


def page_for(layout: str, columns: int) -> Page:
    """The page of a layout.

    Raises:
        BadReference: No paper of that name, or too many columns for it.
    """
    page = PAPERS.get(layout)
    if page is None:
        raise BadReference(
            f"Không có khổ giấy «{layout}».", hint=did_you_mean(layout, PAPERS, lead="ghi")
        )
    if columns <= 1:
        return page
    folded = replace(
        page,
        top=567,
        bottom=567,
        left=_FOLD,
        right=_FOLD,
        header=255,
        footer=255,
        columns=columns,
        gap=2 * _FOLD,
    )
    if folded.column_width < _NARROWEST:
        raise BadReference(
            f"Khổ giấy «{layout}» không chia được thành {columns} cột.",
            hint="giảm số cột, hoặc chọn khổ lớn hơn",
        )
    return folded


def section_size(page: Page) -> dict[str, str]:
    """The elements of a section that say its size, by name."""
    gap = page.gap or 708
    count = f' w:num="{page.columns}"' if page.columns > 1 else ""
    return {
        "pgSz": f'<w:pgSz w:w="{page.width}" w:h="{page.height}"'
        f"{' w:orient=' + chr(34) + 'landscape' + chr(34) if page.width > page.height else ''}/>",
        "pgMar": f'<w:pgMar w:top="{page.top}" w:right="{page.right}" w:bottom="{page.bottom}" '
        f'w:left="{page.left}" w:header="{page.header}" w:footer="{page.footer}" w:gutter="0"/>',
        "cols": f'<w:cols{count} w:space="{gap}"/>',
    }


def running_text(lines: tuple[str, ...]) -> str:
    """Lines of a header or footer as the inside of one `w:t`; a tab goes to the next tab stop."""
    rows = ["\t".join(clean(part).strip() for part in row.split("\t")) for row in lines]
    return (
        text("\n".join(row for row in rows if row))
        .replace("\t", '</w:t><w:tab/><w:t xml:space="preserve">')
        .replace("\n", '</w:t><w:br/><w:t xml:space="preserve">')
    )


def running_part(kind: str, style: str, page: Page, inner: str) -> str:
    """A header ("hdr") or footer ("ftr") of one paragraph, with a stop at the right margin."""
    clear = "".join(f'<w:tab w:val="clear" w:pos="{at}"/>' for at in _STOPS_OF_WORD)
    tabs = f'<w:tabs>{clear}<w:tab w:val="right" w:pos="{page.text_width}"/></w:tabs>'
    flush = '<w:ind w:left="0" w:right="0" w:firstLine="0"/><w:jc w:val="left"/>'
    return (
        f"{DECLARATION}<w:{kind} {NAMESPACES}><w:p><w:pPr>"
        f'<w:pStyle w:val="{style}"/>{tabs}{flush}</w:pPr>{inner}</w:p></w:{kind}>'
    )


def page_number() -> str:
    """Runs «Trang X / Y»; Word counts anew when it lays out the pages."""
    return "".join(
        (
            '<w:r><w:t xml:space="preserve">Trang </w:t></w:r>',
            _field("PAGE"),
            '<w:r><w:t xml:space="preserve"> / </w:t></w:r>',
            _field("NUMPAGES"),
        )
    )


def _field(instruction: str) -> str:
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
