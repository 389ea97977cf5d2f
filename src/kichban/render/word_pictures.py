"""Pictures, and boxes kept free for them.

A picture stands in its own paragraph, scaled to `width_mm` or its natural size, never wider than
its place. Without a path, a box of 25 mm (or `width_mm`) is kept free for a code or a photograph,
with the alternative text in it: square up to 30 mm, as codes are, and flatter above, as pictures
are. On a leaflet a small box stands at the right and the text goes on beside it.
"""

from __future__ import annotations

from pathlib import Path

from kichban.errors import CannotRead
from kichban.render.characters import clean
from kichban.render.word_drawing import EMU_PER_MM, drawing_xml
from kichban.render.word_gathered import Gathered
from kichban.render.word_grid import cell_width, grid_xml, properties_xml
from kichban.render.word_place import Place
from kichban.render.word_xml import paragraph, run
from kichban.script import Image

__all__ = ["image_xml", "logo_xml"]

_TWIPS_PER_MM = 56.7
_EMU_PER_TWIP = 635
_FREE_BOX_MM = 25
_SMALL_BOX_MM = 30
_TALLEST = 1.4  # a picture's height by the width that is free: it must fit on the page


def image_xml(image: Image, at: Place, into: Gathered) -> str:
    """A picture, or the box kept free for it.

    Raises:
        CannotRead: The file is missing, or is no PNG or JPEG picture.
    """
    alt = clean(image.alt).strip()
    if not image.path:
        return _free_box(alt, image.width_mm or _FREE_BOX_MM, at, into)
    content, suffix, width, height = _read_picture(image)
    if image.width_mm:
        width, height = image.width_mm * EMU_PER_MM, image.width_mm * EMU_PER_MM * height // width
    room = at.free * _EMU_PER_TWIP
    shrink = max(width / room, height / (room * _TALLEST), 1)
    width, height = int(width / shrink), int(height / shrink)
    picture = into.picture(content, suffix)
    drawing = drawing_xml(picture.rid, into.new_drawing(), alt, width, height)
    return paragraph(into.style("Hình"), drawing, indent=at.indent)


def logo_xml(into: Gathered) -> str:
    """The logo of the look at the head of a front panel; nothing when it has none."""
    logo = into.look.logo
    suffix = {"image/png": "png", "image/jpeg": "jpg"}.get(logo.part.content_type) if logo else None
    if logo is None or suffix is None:
        return ""
    picture = into.picture(logo.part.blob, suffix)
    return paragraph(into.style("Hình"), logo.drawing(picture.rid, into.new_drawing()))


def _free_box(alt: str, width_mm: int, at: Place, into: Gathered) -> str:
    small = width_mm <= _SMALL_BOX_MM
    width = min(int(width_mm * _TWIPS_PER_MM), at.free)
    side = width if small else width * 2 // 3
    aside = small and at.aside
    words = paragraph(into.style("Hình"), run(alt) if alt else "")
    cell = f'<w:tc><w:tcPr>{cell_width(width)}<w:vAlign w:val="center"/></w:tcPr>{words}</w:tc>'
    height = f'<w:trPr><w:cantSplit/><w:trHeight w:val="{side}" w:hRule="atLeast"/></w:trPr>'
    properties = properties_xml(
        into.style("Ô hình"),
        width,
        indent=at.indent or 0,
        center=not at.indent and not aside,
        aside=aside,
        header=False,
        caption="Ô chừa chỗ cho hình",
        summary=alt or "Ô chừa chỗ cho hình",
    )
    return grid_xml(properties, [width], [f"<w:tr>{height}{cell}</w:tr>"], into)


def _read_picture(image: Image) -> tuple[bytes, str, int, int]:
    """The bytes, suffix, and natural width and height (EMU) of a picture file."""
    from docx.image.exceptions import (
        InvalidImageStreamError,
        UnexpectedEndOfFileError,
        UnrecognizedImageError,
    )
    from docx.image.image import Image as ImageFile

    name = Path(image.path).name
    try:
        content = Path(image.path).read_bytes()
        file = ImageFile.from_blob(content)
        suffix = {"image/png": "png", "image/jpeg": "jpg"}[file.content_type]
        return content, suffix, int(file.width), int(file.height)
    except OSError as error:
        raise CannotRead(
            f"Không mở được hình «{name}».",
            where=image.origin,
            hint="đặt hình đúng chỗ ghi trong bản mẫu, hoặc bỏ đường dẫn để chừa ô trống",
        ) from error
    except (
        *(KeyError, ZeroDivisionError, InvalidImageStreamError),
        *(UnexpectedEndOfFileError, UnrecognizedImageError),
    ) as error:
        raise CannotRead(
            f"Hình «{name}» không phải PNG hay JPEG.",
            where=image.origin,
            hint="lưu hình thành .png hoặc .jpg",
        ) from error
