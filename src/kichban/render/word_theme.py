"""The theme and font table that Word expects in every file.

Our styles name their fonts and colours themselves, so these parts only have to be there: a look
without a theme gets this one, and the font table is always this empty one (a look's own may embed
font files).
"""

from __future__ import annotations

from kichban.render.word_xml import DECLARATION, NAMESPACES, attribute

__all__ = ["FONT_TABLE", "theme"]

FONT_TABLE = f"{DECLARATION}<w:fonts {NAMESPACES}/>"

_COLOURS = {
    "dk1": '<a:sysClr val="windowText" lastClr="000000"/>',
    "lt1": '<a:sysClr val="window" lastClr="FFFFFF"/>',
    "dk2": '<a:srgbClr val="1F4E79"/>',
    "lt2": '<a:srgbClr val="F2F2F2"/>',
    "accent1": '<a:srgbClr val="1F4E79"/>',
    "accent2": '<a:srgbClr val="8A5A00"/>',
    "accent3": '<a:srgbClr val="9C1C1C"/>',
    "accent4": '<a:srgbClr val="2E6B3E"/>',
    "accent5": '<a:srgbClr val="595959"/>',
    "accent6": '<a:srgbClr val="5B3E8C"/>',
    "hlink": '<a:srgbClr val="1F4E79"/>',
    "folHlink": '<a:srgbClr val="5B3E8C"/>',
}


def theme(font: str = "Arial") -> str:
    """A plain theme whose headings and text are set in one font."""
    colours = "".join(f"<a:{name}>{value}</a:{name}>" for name, value in _COLOURS.items())
    latin = f'<a:latin typeface="{attribute(font)}"/><a:ea typeface=""/><a:cs typeface=""/>'
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    outline = f'<a:ln w="9525">{fill}</a:ln>'
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    return (
        f'{DECLARATION}<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
        f'name="kichban"><a:themeElements><a:clrScheme name="kichban">{colours}</a:clrScheme>'
        f'<a:fontScheme name="kichban"><a:majorFont>{latin}</a:majorFont>'
        f"<a:minorFont>{latin}</a:minorFont></a:fontScheme>"
        f'<a:fmtScheme name="kichban"><a:fillStyleLst>{fill * 3}</a:fillStyleLst>'
        f"<a:lnStyleLst>{outline * 3}</a:lnStyleLst>"
        f"<a:effectStyleLst>{effect * 3}</a:effectStyleLst>"
        f"<a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>"
    )
