"""Everything in the packs judged at once: see `check_packs`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

from kichban import yamlio
from kichban.checks.circles import circles
from kichban.checks.figures import FigureBook
from kichban.checks.findings import Finding, in_order, of_error
from kichban.checks.lawcheck import LawCheck
from kichban.checks.layout import laid_out, pack_of
from kichban.checks.looks import looks
from kichban.checks.originals import overrides
from kichban.checks.own_words import avoided, same_group
from kichban.checks.places import plain_words
from kichban.checks.positions import texts
from kichban.checks.references import references, suitability, unused
from kichban.checks.rulebook import rule_book
from kichban.checks.shelf import MODEL_KINDS, Item, Scope, Shelf
from kichban.checks.switched import broken_packages, office_files
from kichban.checks.templates import TemplateCheck
from kichban.checks.wording import wording_of_text
from kichban.errors import BadReference, CannotRead, KichbanError, UnknownName, Where
from kichban.packs import Packs
from kichban.places import Place
from kichban.yamlio import Key

__all__ = ["check_packs"]

# Fields that hold ids, dates and choices, not words.
_NOT_WORDS = frozenset(
    (
        "can_cu", "chu_de", "kenh", "cho", "phuong_thuc", "so_lieu", "sinh", "gioi", "thuoc_dien",
        "thu_nhap_chon", "vai_tro", "nhom_luat", "ve", "mo_rong", "tiem_nang", "tren_mat_1",
        "tin",
    )
)  # fmt: skip


def check_packs(
    packs: Packs, paths: Sequence[Path] = (), *, day: date | None = None
) -> list[Finding]:
    """Judge every persona, topic, channel, template, place, law file and rule of the packs.

    Args:
        packs: The stack of packs.
        paths: Only these files and folders. A folder outside the stack is laid over it; a YAML
            file outside any pack is read as a place.
        day: The day as of which law and figures are judged; None leaves out what depends on it.

    Returns:
        All findings at once, by file, line and column. A broken file hides no other.

    Raises:
        CannotRead: a path is not there.
    """
    if not paths:
        return _sorted(_everything(packs, Scope(), day))
    found: list[Finding] = []
    groups: dict[Path, list[Path]] = {}
    for path in paths:
        if not path.exists():
            raise CannotRead(
                f"Không có «{path}».", where=Where(str(path)), hint="xem lại đường dẫn."
            )
        root = pack_of(path)
        if root is None:
            found.extend(_alone(path))
        else:
            groups.setdefault(root, []).append(path)
    for root, wanted in groups.items():
        ours = any(folder.path.resolve() == root.resolve() for folder in packs.folders)
        stack = packs if ours else Packs((root, *(f.path for f in packs.folders if f.local)))
        found.extend(_everything(stack, Scope(wanted), day))
    return _sorted(found)


def _sorted(findings: Iterable[Finding]) -> list[Finding]:
    return in_order(list(dict.fromkeys(findings)))


def _alone(path: Path) -> Iterator[Finding]:
    """A file outside of any pack: a place, as `--place` takes it."""
    if not path.is_dir() and path.suffix not in (".yaml", ".yml"):
        raise CannotRead(
            f"Không soát được tệp «{path.name}».",
            where=Where(str(path)),
            hint="soát được .docx, .md, .txt và .yaml; tệp khác thì lưu lại thành .docx.",
        )
    if path.is_dir():
        message = "Không thấy nhóm, chủ đề, mẫu hay số liệu nào ở đây."
        hint = "chỉ thư mục có personas/, topics/, templates/ hoặc law/."
        yield Finding("P107", "canh_bao", message, Where(str(path)), hint)
        return
    try:
        loaded = yamlio.load(path, str(path))
        yamlio.validate(Place, loaded, id=path.stem)
    except KichbanError as error:
        yield from of_error(error)
        return
    yield from plain_words(loaded)


def _everything(packs: Packs, scope: Scope, day: date | None) -> Iterator[Finding]:
    shelf = Shelf(packs)
    book = FigureBook(shelf, day)
    templates = TemplateCheck(shelf, book)
    yield from office_files(packs, scope)
    yield from broken_packages(packs) if scope.everything else ()
    yield from laid_out(packs, scope)
    yield from looks(packs, scope)
    yield from LawCheck(shelf, day).findings(scope)
    for path, _, faults in shelf.figure_files:
        yield from faults if scope.has(path) else ()
    yield from book.findings(scope)
    for kind in MODEL_KINDS:
        for name in shelf.ids(kind):
            if scope.has(shelf.file(kind, name)):
                yield from _item(shelf, templates, shelf.items(kind)[name])
    for name in shelf.ids("channels"):
        yield from templates.channel(name, scope)
    yield from _without_channel(shelf, scope)
    yield from unused(shelf, scope)
    yield from suitability(shelf, scope)
    if shelf.figure_names is not None and book.wanted(scope):
        yield from book.unused(scope, templates.used())
    yield from overrides(packs, scope)
    if any(scope.has(path) for folder in packs.folders for path in folder.path.glob("rules/*")):
        yield from rule_book(packs).findings


def _item(shelf: Shelf, templates: TemplateCheck, item: Item) -> Iterator[Finding]:
    # A name that cannot be an id is told by its file, not once more here.
    yield from (f for f in item.faults if f.code != UnknownName.code)
    yield from references(shelf, item)
    if item.loaded is None:
        return
    if item.kind in ("places", "channels"):
        yield from plain_words(item.loaded)
    else:
        yield from _words(templates, item)
        yield from circles(item, shelf.templates)
        yield from avoided(item) if item.kind == "personas" else same_group(shelf, item)


def _words(templates: TemplateCheck, item: Item) -> Iterator[Finding]:
    loaded = item.loaded
    assert loaded is not None
    for path, text in texts(loaded):
        if not path or not isinstance(path[0], str):
            return  # the whole file is a text or a list: told as a file of the wrong kind
        if not _NOT_WORDS.isdisjoint(p for p in path if isinstance(p, str)):
            continue
        yield from templates.text(loaded, path, text, _topics_of(item, path))
        yield from wording_of_text(loaded, path, text)


def _topics_of(item: Item, path: tuple[Key, ...]) -> tuple[str, ...]:
    """The topics whose figures a text may call."""
    assert item.loaded is not None
    if item.kind == "topics":
        return (item.id,)
    data = item.loaded.data
    if path[0] == "theo_chu_de" and len(path) > 1:
        return (str(path[1]),)
    own = data.get("chu_de")
    entries = data.get("phan_bac")
    if path[0] == "phan_bac" and isinstance(entries, list) and isinstance(path[1], int):
        entry = entries[path[1]]
        own = (entry.get("chu_de") if isinstance(entry, dict) else None) or own
    names = [own] if isinstance(own, str) else own if isinstance(own, list) else []
    return tuple(name for name in names if isinstance(name, str))


def _without_channel(shelf: Shelf, scope: Scope) -> Iterator[Finding]:
    """Folders of templates in which no channel is described, here or in a pack below."""
    known = shelf.ids("channels")
    for folder in shelf.packs.folders:
        base = folder.path / "templates"
        for path in sorted(base.iterdir()) if base.is_dir() else ():
            lost = path.is_dir() and path.name not in known and any(path.glob("*.md.j2"))
            if lost and scope.has(path):
                message = f"Kênh «{path.name}» chưa có tệp kenh.yaml."
                where = Where(folder.shown(path))
                hint = "thêm kenh.yaml, hoặc đổi tên thư mục theo kênh có sẵn."
                yield Finding(BadReference.code, "loi", message, where, hint)
