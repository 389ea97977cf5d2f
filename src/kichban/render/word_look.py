"""A look: the Word file of an office that supplies styles, lists, header and footer.

Read once per process and kept until the file changes. Taken from it: styles, numbering, theme,
and for the paper it was made on its margins, header and footer with their pictures. Nothing else
is: its own words, settings, comments, rsids and embedded files stay behind.

In a header or footer, «{dau_trang}» and «{chan_trang}» are where a document's own lines go. A
look whose header holds neither keeps it as it is; a look without one gets plain lines.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.exceptions import PackageNotFoundError
from docx.opc.package import OpcPackage
from docx.opc.part import Part
from lxml import etree

from kichban.errors import BadReference, CannotRead, Where
from kichban.render.word_numbering import Numbering, read_numbering
from kichban.render.word_package import Member, member
from kichban.render.word_section import Running, Section, read_section
from kichban.render.word_styles import REQUIRED, style_ids, styles_variant
from kichban.render.word_theme import FONT_TABLE, theme
from kichban.render.word_xml import relationships

__all__ = ["BUILT_IN", "Look", "built_in_look", "look", "required_styles"]

BUILT_IN = "truyen-thong.docx"

_THEME, _FONTS = "/word/theme/theme1.xml", "/word/fontTable.xml"

_REMEDY = (
    "mở tệp kiểu dáng có sẵn «truyen-thong.docx» trong Word, lưu thành tên khác rồi sửa kiểu ở đó; "
    "hoặc chép các kiểu còn thiếu sang tệp này"
)


@dataclass(frozen=True, slots=True)
class Look:
    """What a look file supplies.

    `styles` maps a style name in lower case to its id. `kept` are parts that never change, with
    their content types and the relationships of the main part to them as (id, type, target).
    `running_kept` and `running_types` are the same for headers and footers, which only go with
    the paper of the look.
    """

    styles: Mapping[str, str]
    styles_root: etree._Element
    numbering: Numbering
    section: Section
    kept: tuple[Member, ...]
    types: Mapping[str, str]
    links: tuple[tuple[str, str, str], ...]
    running_kept: tuple[Member, ...]
    running_types: Mapping[str, str]
    _variants: dict[tuple[str, bool], Member] = field(default_factory=dict)

    def style(self, name: str) -> str:
        """The id of a style; "" for one that is not in the file and not required."""
        return self.styles.get(name.lower(), "")

    def styles_part(self, *, language: str, leaflet: bool) -> Member:
        """The styles part for a language and kind of page, compressed once."""
        key = (language, leaflet)
        if key not in self._variants:
            content = styles_variant(self.styles_root, language=language, leaflet=leaflet)
            self._variants[key] = member("word/styles.xml", content, level=9)
        return self._variants[key]


_looks: dict[Path, tuple[tuple[int, int], Look]] = {}


def look(path: Path | None) -> Look:
    """The look in a file, or the built-in one for communication products.

    Raises:
        CannotRead: The file is missing or is no Word file.
        BadReference: It lacks styles that documents need.
    """
    path = built_in_look() if path is None else path
    try:
        stat = path.stat()
        stamp = (stat.st_mtime_ns, stat.st_size)
        if path in _looks and _looks[path][0] == stamp:
            return _looks[path][1]
        content = path.read_bytes()
    except OSError as error:
        raise CannotRead(
            f"Không mở được tệp kiểu dáng «{path.name}».",
            where=Where(str(path)),
            hint="kiểm tra đường dẫn; tệp phải là .docx",
        ) from error
    found = _read(content, Where(str(path)))
    _looks[path] = (stamp, found)
    return found


def built_in_look() -> Path:
    """Where the built-in look lies: in the installed package, or in the working copy."""
    here = Path(__file__).resolve()
    for folder in (here.parents[1] / "pack" / "looks", here.parents[3] / "looks"):
        if (folder / BUILT_IN).is_file():
            return folder / BUILT_IN
    return here.parents[1] / "pack" / "looks" / BUILT_IN


def required_styles(path: Path) -> tuple[str, ...]:
    """The names of styles that documents need and the look file lacks.

    Raises:
        CannotRead: The file is missing or is no Word file.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise CannotRead(
            f"Không mở được tệp kiểu dáng «{path.name}».", where=Where(str(path))
        ) from error
    main = _main_part(content, Where(str(path)))
    return _missing(style_ids(_related(main, RT.STYLES, Where(str(path)))))


def _read(content: bytes, where: Where) -> Look:
    main = _main_part(content, where)
    styles_root = _related(main, RT.STYLES, where)
    styles = style_ids(styles_root)
    if missing := _missing(styles):
        names = ", ".join(f"«{name}»" for name in missing)
        raise BadReference(
            f"Tệp kiểu dáng thiếu {len(missing)} kiểu: {names}.", where=where, hint=_REMEDY
        )
    numbering_part = _part(main, RT.NUMBERING)
    numbering = read_numbering(
        None if numbering_part is None else numbering_part.blob, styles_root, styles, where
    )
    section = read_section(main)
    kept: dict[str, Member] = {}
    types: dict[str, str] = {}
    links: list[tuple[str, str, str]] = []
    if (own_theme := _part(main, RT.THEME)) is not None:
        links.append(("theme", RT.THEME, str(own_theme.partname)))
        _keep(own_theme, kept, types)
    else:
        links.append(("theme", RT.THEME, _THEME))
        types[_THEME] = CT.OFC_THEME
        kept[_THEME] = member(_THEME[1:], theme(), level=9)
    links.append(("fonts", RT.FONT_TABLE, _FONTS))
    types[_FONTS] = CT.WML_FONT_TABLE
    kept[_FONTS] = member(_FONTS[1:], FONT_TABLE, level=9)
    running_kept: dict[str, Member] = {}
    running_types: dict[str, str] = {}
    for running in section.running:
        _keep_running(running, running_kept, running_types)
    return Look(
        styles=styles,
        styles_root=styles_root,
        numbering=numbering,
        section=section,
        kept=tuple(kept.values()),
        types=types,
        links=tuple(links),
        running_kept=tuple(running_kept.values()),
        running_types=running_types,
    )


def _main_part(content: bytes, where: Where) -> Part:
    try:
        main: Part = OpcPackage.open(io.BytesIO(content)).main_document_part
    except (
        PackageNotFoundError,
        zipfile.BadZipFile,
        etree.XMLSyntaxError,
        KeyError,
        ValueError,
    ) as error:
        raise CannotRead(
            "Tệp kiểu dáng không phải tệp Word .docx.",
            where=where,
            hint="mở tệp trong Word rồi lưu lại thành .docx",
        ) from error
    return main


def _part(main: Part, kind: str) -> Part | None:
    for relation in main.rels.values():
        if relation.reltype == kind and not relation.is_external:
            part: Part = relation.target_part
            return part
    return None


def _related(main: Part, kind: str, where: Where) -> etree._Element:
    part = _part(main, kind)
    if part is None:
        raise CannotRead("Tệp kiểu dáng không có kiểu nào.", where=where, hint=_REMEDY)
    return etree.fromstring(part.blob)


def _missing(styles: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(name for name in REQUIRED if name.lower() not in styles)


def _keep_running(running: Running, kept: dict[str, Member], types: dict[str, str]) -> None:
    name = str(running.part.partname)
    types[name] = running.part.content_type
    if not running.has_place:
        kept[name] = member(name[1:], running.xml, level=9)
    _keep_relations(running.part, kept, types)


def _keep(part: Part, kept: dict[str, Member], types: dict[str, str]) -> None:
    name = str(part.partname)
    if name not in kept:
        kept[name] = member(name[1:], part.blob, level=9)
        types[name] = part.content_type
        _keep_relations(part, kept, types)


def _keep_relations(part: Part, kept: dict[str, Member], types: dict[str, str]) -> None:
    entries = list(_entries(part))
    if not entries:
        return
    folder, _, name = str(part.partname).rpartition("/")
    rels = f"{folder}/_rels/{name}.rels"
    kept[rels] = member(rels[1:], relationships(entries), level=9)
    for relation in part.rels.values():
        if not relation.is_external:
            _keep(relation.target_part, kept, types)


def _entries(part: Part) -> Iterator[tuple[str, str, str, bool]]:
    for rid, relation in sorted(part.rels.items()):
        target = relation.target_ref if relation.is_external else relation.target_part.partname
        yield rid, relation.reltype, str(target), relation.is_external
