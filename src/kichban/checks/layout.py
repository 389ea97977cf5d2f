"""Where files of a pack belong, and which of them no one will ever read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from kichban.checks.findings import Finding
from kichban.checks.shelf import Scope
from kichban.document_files import is_paper
from kichban.errors import Where, did_you_mean, nearest
from kichban.packs import MARKER, PackFolder, Packs
from kichban.suitability import FILE

__all__ = ["DOCUMENTS", "is_document", "laid_out", "pack_of", "sorted_out"]

_ROOMS = ("personas", "topics", "templates", "places", "law", "rules", "looks")
_YAML = (".yaml", ".yml")
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LAW_FILES = ("so-lieu.yaml", "documents.yaml")
_TEMPLATE = ".md.j2"
DOCUMENTS = (".docx", ".md", ".txt")
"""Endings of finished documents."""


def is_document(path: Path) -> bool:
    """Whether a file is a finished document rather than a file of a pack."""
    return path.suffix.lower() in DOCUMENTS and not path.name.endswith(_TEMPLATE)


def sorted_out(paths: Sequence[Path]) -> tuple[list[Path], list[Path]]:
    """Files of packs, and finished documents; a folder that is no pack gives its documents,
    without the papers for approval that speak of them."""
    packs: list[Path] = []
    documents: list[Path] = []
    for path in paths:
        if is_document(path):
            documents.append(path)
        elif path.is_dir() and pack_of(path) is None:
            inside = [p for p in sorted(path.rglob("*")) if p.is_file() and is_document(p)]
            documents.extend(
                p for p in inside if not p.name.startswith((".", "~")) and not is_paper(p)
            )
            if not inside:
                packs.append(path)
        else:
            packs.append(path)
    return packs, documents


def pack_of(path: Path) -> Path | None:
    """The pack folder that a file or folder belongs to; None when it stands on its own."""
    alone = path.name in (MARKER, FILE)
    if path.is_dir() and any((path / name).exists() for name in (*_ROOMS, MARKER, FILE)):
        return path
    if alone:
        return path.parent
    here = path if path.is_dir() else path.parent
    for folder in (here, *here.parents):
        if folder.name in _ROOMS:
            return folder.parent
    return None


def laid_out(packs: Packs, scope: Scope) -> Iterator[Finding]:
    """Files that stand where nothing looks for them, and two files of one name."""
    for folder in packs.folders:
        if scope.has(folder.path):
            yield from _rooms(folder)
        seen: dict[tuple[str, str], Path] = {}
        for path in sorted(file for file in _files(folder) if scope.has(file)):
            relative = path.relative_to(folder.path).parts
            if not _belongs(relative):
                yield _misplaced(folder, path, relative)
                continue
            stem = relative[1] if relative[0] == "templates" else path.name.partition(".")[0]
            if relative[0] != "rules" and path.suffix in _YAML and not _ID.fullmatch(stem):
                yield Finding(
                    "P107",
                    "loi",
                    f"Tên «{stem}» không dùng làm mã được.",
                    Where(folder.shown(path)),
                    "đặt tên bằng chữ thường không dấu, nối bằng gạch ngang: nong-dan.yaml.",
                )
            key = ("/".join(relative[:-1]), path.name.partition(".")[0])
            if key in seen and path.suffix in _YAML:
                yield Finding(
                    "P107",
                    "canh_bao",
                    f"Hai tệp cùng tên: «{seen[key].name}» và «{path.name}»; chỉ đọc tệp đầu.",
                    Where(folder.shown(path)),
                    "giữ một, bỏ một.",
                )
            seen.setdefault(key, path)


def _files(folder: PackFolder) -> Iterator[Path]:
    for room in ("personas", "topics", "templates", "places", "law"):
        for path in (folder.path / room).rglob("*"):
            inside = path.relative_to(folder.path)
            if path.is_file() and not any(part.startswith((".", "~")) for part in inside.parts):
                yield path


def _belongs(parts: tuple[str, ...]) -> bool:
    room, name = parts[0], parts[-1]
    yaml = name.endswith(_YAML)
    if room == "templates":
        return len(parts) == 3 and (name.endswith(_TEMPLATE) or name in ("kenh.yaml", "kenh.yml"))
    if room == "law":
        in_folder = len(parts) == 3 and parts[1] in ("parameters", "provisions") and yaml
        return in_folder or (len(parts) == 2 and name in _LAW_FILES)
    return len(parts) == 2 and yaml


def _misplaced(folder: PackFolder, path: Path, parts: tuple[str, ...]) -> Finding:
    hints = {
        "templates": "mẫu nằm ở templates/<kênh>/ và tên kết thúc bằng .md.j2.",
        "law": "số liệu nằm ở law/parameters/, điểm luật ở law/provisions/, tệp .yaml.",
    }
    hint = hints.get(parts[0], f"tệp của {parts[0]}/ đặt ngay trong thư mục ấy, tên .yaml.")
    message = "Tệp này không nằm đúng chỗ nên không được đọc."
    return Finding("P107", "canh_bao", message, Where(folder.shown(path)), hint)


def _rooms(folder: PackFolder) -> Iterator[Finding]:
    """Folders of an office whose name is nearly that of one that is read: `persona/`."""
    if not folder.local:
        return
    for path in sorted(folder.path.iterdir()):
        if path.is_dir() and path.name not in _ROOMS and nearest(path.name, _ROOMS):
            message = f"Thư mục «{path.name}» không được đọc."
            hint = did_you_mean(path.name, _ROOMS, lead="đổi tên thành")
            yield Finding("P107", "canh_bao", message, Where(folder.shown(path)), hint)
