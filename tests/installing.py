"""Packages as an installer leaves them on disk: a module and a dist-info folder, no network."""

from __future__ import annotations

from pathlib import Path
from typing import Any

TXT = """
from kichban.render import Format
from kichban.render.words import words

TXT = Format("txt", ".txt", "Chữ trơn", lambda script, look, edition: (
    " ".join(words(script, edition)).encode()
))
"""


def install(site: Path, package: str, entry_points: str, modules: dict[str, str]) -> Path:
    """Lay a package out under `site`, which must be on `sys.path`; gives its folder."""
    info = site / f"{package.replace('-', '_')}-1.2.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {package}\nVersion: 1.2\n")
    (info / "entry_points.txt").write_text(entry_points, encoding="utf-8")
    for name, text in modules.items():
        file = site / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return site


def pack_package(site: Path, name: str, files: dict[str, str], *, given: str = "") -> Path:
    """A package whose pack holds some files; `given` is its expression for the folder."""
    module = f"goi_{name.replace('-', '_')}"
    given = given or 'Path(__file__).parent / "bo_mau"'
    modules: dict[str, Any] = {f"{module}/bo_mau/{k}": v for k, v in files.items()}
    modules[f"{module}/__init__.py"] = f"from pathlib import Path\nPACK = {given}\n"
    return install(site, f"kichban-{name}", f"[kichban.packs]\n{name} = {module}:PACK\n", modules)
