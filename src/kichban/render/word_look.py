"""A look: the Word file of an office that supplies styles, lists, header and footer.

Read once per process and kept until the file changes. Taken from it: styles, numbering, theme,
and for the paper it was made on its margins, header and footer with their pictures. Nothing else
is: its own words, settings, comments, rsids and embedded files stay behind.

In a header or footer, «{dau_trang}» and «{chan_trang}» are where a document's own lines go. A
look whose header holds neither keeps it as it is; a look without one gets plain lines. Styles
that an ordinary Word file lacks are borrowed from the built-in look (`word_borrow`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.part import Part
from lxml import etree

from kichban.errors import CannotRead, Where
from kichban.render.word_borrow import Lender, borrow
from kichban.render.word_logo import Logo, logo_of
from kichban.render.word_look_file import main_part, readable, related
from kichban.render.word_numbering import Numbering, read_numbering
from kichban.render.word_package import Member, member
from kichban.render.word_section import Running, Section, read_section
from kichban.render.word_styles import missing_styles, style_ids, styles_variant, w
from kichban.render.word_theme import FONT_TABLE, theme
from kichban.render.word_xml import relationships

__all__ = ["BUILT_IN", "Look", "built_in_look", "look", "required_styles"]

BUILT_IN = "truyen-thong.docx"

_THEME, _FONTS = "/word/theme/theme1.xml", "/word/fontTable.xml"


@dataclass(frozen=True, slots=True)
class Look:
    """What a look file supplies.

    `styles` maps a style name in lower case to its id. `kept` are parts that never change, with
    their content types and the relationships of the main part to them as (id, type, target).
    `running_kept` and `running_types` are the same for headers and footers, which only go with
    the paper of the look; `logo` is the picture in them.
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
    logo: Logo | None
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
        BadReference: A list style of it has no bullets or numbers.
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
    where = Where(str(path))
    with readable(where):
        found = _read(content, where)
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
    where = Where(str(path))
    with readable(where):
        return missing_styles(style_ids(_styles(main_part(content, where))))


def _styles(main: Part) -> etree._Element:
    part = related(main, RT.STYLES)
    return etree.Element(w("styles")) if part is None else etree.fromstring(part.blob)


def _numbering(main: Part) -> etree._Element:
    part = related(main, RT.NUMBERING)
    return etree.Element(w("numbering")) if part is None else etree.fromstring(part.blob)


@lru_cache(maxsize=1)
def _lender() -> Lender:
    path = built_in_look()
    main = main_part(path.read_bytes(), Where(str(path)))
    return Lender(_styles(main), _numbering(main))


def _read(content: bytes, where: Where) -> Look:
    main = main_part(content, where)
    styles_root, numbering_root = _styles(main), _numbering(main)
    if lacking := missing_styles(style_ids(styles_root)):
        borrow(lacking, styles_root, numbering_root, _lender())
    styles = style_ids(styles_root)
    numbering = read_numbering(numbering_root, styles_root, styles, where)
    section = read_section(main)
    kept: dict[str, Member] = {}
    types: dict[str, str] = {}
    links: list[tuple[str, str, str]] = []
    if (own_theme := related(main, RT.THEME)) is not None:
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
        logo=logo_of(section.running),
    )


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
