"""The XML of a picture in a line of text."""

from __future__ import annotations

from kichban.render.word_xml import attribute

__all__ = ["EMU_PER_MM", "LOGO", "drawing_xml"]

EMU_PER_MM = 36000
LOGO = "Biểu trưng của cơ quan"
"""What a logo that comes from the look is described as."""


def drawing_xml(rid: str, number: int, alt: str, width: int, height: int) -> str:
    """A picture as a run; `rid` is the relationship to its file, sizes are EMU."""
    main = "http://schemas.openxmlformats.org/drawingml/2006"
    words = attribute(alt)
    return (
        f'<w:r><w:drawing><wp:inline xmlns:wp="{main}/wordprocessingDrawing" '
        f'distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{width}" cy="{height}"/>'
        f'<wp:docPr id="{number}" name="Hình {number}" descr="{words}"/>'
        f'<a:graphic xmlns:a="{main}/main"><a:graphicData uri="{main}/picture">'
        f'<pic:pic xmlns:pic="{main}/picture"><pic:nvPicPr><pic:cNvPr id="{number}" '
        f'name="Hình {number}" descr="{words}"/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{rid}"/><a:stretch><a:fillRect/></a:stretch>'
        f'</pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/>'
        f'</a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
        f"</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )
