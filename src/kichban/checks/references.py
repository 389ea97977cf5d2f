"""What personas, topics and places name: whether it is there, and whether it is ever used."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any, TypeAlias

from kichban.checks.findings import Finding, of_error
from kichban.checks.shelf import MODEL_KINDS, Item, ModelKind, Scope, Shelf
from kichban.errors import BadReference, KichbanError, Where, did_you_mean
from kichban.suitability import FILE, SuitabilityFile
from kichban.yamlio import Key, Loaded, load, validate

__all__ = ["place_of_value", "references", "suitability", "unused"]

_Path: TypeAlias = tuple[Key, ...]
_EACH, _KEYS = "*", "<tên mục>"

# Which fields name what. `*` stands for every item of a list, the last word for the keys.
_NAMED: Mapping[ModelKind, tuple[tuple[_Path, str], ...]] = {
    "personas": (
        (("chu_de",), "topics"),
        (("kenh",), "channels"),
        (("xung_ho", "theo_kenh", _KEYS), "channels"),
        (("phan_bac", _EACH, "can_cu"), "provisions"),
        (("phan_bac", _EACH, "chu_de"), "topics"),
        (("cua_kiem_tra", "hoi", _EACH, "can_cu"), "provisions"),
        (("theo_chu_de", _KEYS), "topics"),
    ),
    "topics": (
        (("y_chinh", _EACH, "can_cu"), "provisions"),
        (("hoi_dap", _EACH, "can_cu"), "provisions"),
        (("hoi_dap", _EACH, "cho"), "personas"),
        (("ba_nga", _EACH, "can_cu"), "provisions"),
        (("can_cu",), "provisions"),
    ),
    "places": ((("xung_ho", _KEYS), "personas"),),
    "channels": ((("chi_so",), "metrics"),),
}
_VI = {
    "topics": "chủ đề",
    "channels": "kênh",
    "personas": "nhóm người nghe",
    "provisions": "điểm luật",
    "metrics": "chỉ số",
}


def _at(data: Any, pattern: _Path, path: _Path = ()) -> Iterator[tuple[_Path, str]]:
    """Every name that stands where the pattern says: a text, each text of a list, or the keys."""
    if not pattern:
        if isinstance(data, str):
            yield path, data
        elif isinstance(data, list):
            for index, item in enumerate(data):
                yield from _at(item, (), (*path, index))
        return
    head, rest = pattern[0], pattern[1:]
    if head == _EACH:
        items = data if isinstance(data, list) else [data] if isinstance(data, dict) else []
        for index, item in enumerate(items):
            yield from _at(item, rest, (*path, index) if isinstance(data, list) else path)
    elif head == _KEYS and isinstance(data, dict):
        for key in data:
            yield (*path, key), str(key)
    elif isinstance(data, dict) and head in data:
        yield from _at(data[head], rest, (*path, head))


def place_of_value(loaded: Loaded, path: _Path, text: str) -> Where:
    """Where a short text was typed, underlined whole; the place of its key when it is a key."""
    start = loaded.starts.get(path)
    if start is None:
        return loaded.where(path)
    shown = loaded.lines[start.line - 1] if start.line <= len(loaded.lines) else ""
    quoted = 2 if start.style in ("'", '"') else 0
    return Where(loaded.file, start.line, start.column, shown, max(1, len(text) + quoted))


def references(shelf: Shelf, item: Item) -> Iterator[Finding]:
    """Names in one file that nothing answers to, and words that are never reached."""
    if item.loaded is None:
        return
    known: dict[str, Collection[str]] = {kind: shelf.ids(kind) for kind in MODEL_KINDS}
    known["provisions"] = shelf.provisions
    known["metrics"] = ("", *shelf.metrics)
    for pattern, kind in _NAMED[item.kind]:
        for path, name in _at(item.loaded.data, pattern):
            if name not in known[kind] and not _from_base(item.loaded, path):
                key = pattern[-1] == _KEYS
                where = item.loaded.where(path) if key else None
                yield Finding(
                    BadReference.code,
                    "loi",
                    f"Không có {_VI[kind]} «{name}».",
                    where or place_of_value(item.loaded, path, name),
                    did_you_mean(name, known[kind]),
                )
    if item.kind == "personas":
        yield from _never_reached(item.loaded, known)


def _from_base(loaded: Loaded, path: _Path) -> bool:
    """Whether a value stands in a file that this one extends, and is told there."""
    return path not in loaded.marks and loaded.base is not None


def _never_reached(loaded: Loaded, known: Mapping[str, Collection[str]]) -> Iterator[Finding]:
    """Words for topics that the persona itself does not list."""
    listed = {name for _, name in _at(loaded.data, ("chu_de",))}
    for pattern in (("theo_chu_de", _KEYS), ("phan_bac", _EACH, "chu_de")):
        for path, name in _at(loaded.data, pattern):
            if name in known["topics"] and name not in listed and not _from_base(loaded, path):
                key = pattern[-1] == _KEYS
                yield Finding(
                    "P104",
                    "goi_y",
                    f"Phần viết cho chủ đề «{name}» chưa dùng tới.",
                    loaded.where(path) if key else place_of_value(loaded, path, name),
                    f"thêm «{name}» vào mục «chu_de», hoặc bỏ phần này.",
                )


def unused(shelf: Shelf, scope: Scope) -> Iterator[Finding]:
    """Topics and channels that no persona lists."""
    fields: tuple[tuple[ModelKind, str], ...] = (("topics", "chu_de"), ("channels", "kenh"))
    for kind, field in fields:
        wanted = [name for name in shelf.ids(kind) if scope.has(shelf.file(kind, name))]
        listed: set[str] = set()
        for item in shelf.items("personas").values() if wanted else ():
            if item.loaded is None:
                return  # what a broken file lists is not known
            listed.update(name for _, name in _at(item.loaded.data, (field,)))
        for name in wanted:
            if name not in listed:
                item = shelf.items(kind)[name]
                file = item.loaded.file if item.loaded else item.path.as_posix()
                yield Finding(
                    "P104",
                    "goi_y",
                    f"Chưa nhóm người nghe nào dùng {_VI[kind]} «{name}».",
                    Where(file),
                    f"thêm «{name}» vào mục «{field}» của một nhóm trong personas/.",
                )


def suitability(shelf: Shelf, scope: Scope) -> Iterator[Finding]:
    """`phu-hop.yaml`: personas, topics and channels that are not there."""
    tables: tuple[tuple[str, ModelKind, ModelKind], ...] = (
        ("chu_de", "personas", "topics"),
        ("kenh", "personas", "channels"),
        ("chu_de_kenh", "topics", "channels"),
    )
    for folder in shelf.packs.folders:
        path = folder.path / FILE
        if not path.is_file() or not scope.has(path):
            continue
        try:
            loaded = load(path, folder.shown(path))
            validate(SuitabilityFile, loaded)
        except KichbanError as error:
            yield from of_error(error)
            continue
        for table, first, second in tables:
            for outer, row in (loaded.data or {}).get(table, {}).items():
                names: list[tuple[_Path, str, ModelKind]] = [((table, outer), outer, first)]
                names += [((table, outer, inner), inner, second) for inner in row]
                for place, name, kind in names:
                    if name not in shelf.ids(kind):
                        message = f"Không có {_VI[kind]} «{name}»."
                        hint = did_you_mean(name, shelf.ids(kind))
                        where = loaded.where(place)
                        yield Finding(BadReference.code, "loi", message, where, hint)
