"""Make the pictures of docs/so-tay/anh/: pages of real Word documents, as an officer sees them.

    python scripts/build_handbook_pictures.py

Needs `soffice` and `pdftoppm` on the PATH, and Pillow (`pip install pillow`). Not a test.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageDraw  # type: ignore[import-not-found, unused-ignore]

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "docs" / "so-tay" / "anh"
_DAY = "21/11/2026"
_LIMIT = 120_000  # bytes
_COLOURS = 32
_GREEN = (0, 110, 60)


@dataclass(frozen=True)
class Picture:
    """A picture: its name, the channel shown, its pages, dots per inch, further options."""

    name: str
    channel: str
    first: int = 1
    last: int = 1
    dpi: int = 75
    options: tuple[str, ...] = ()


PICTURES = (
    Picture("ban-tin-loa-xa", "ban-tin-loa-xa"),
    Picture("to-roi", "to-roi", last=2, dpi=80),
    Picture("to-roi-bieu-trung", "to-roi", dpi=80, options=("--look", "{look}")),
    Picture("phieu-duyet", "phieu-duyet", dpi=90),
    Picture("ban-duyet", "to-roi", first=3, last=3, dpi=80, options=("--edition", "reviewer")),
)


def main() -> None:
    OUT.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        look = _look_with_logo(folder)
        for picture in PICTURES:
            options = [option.format(look=look) for option in picture.options]
            pages = _pages(picture, options, folder / picture.name)
            _save(_beside(pages), OUT / f"{picture.name}.png")


def _pages(picture: Picture, options: Sequence[str], folder: Path) -> list[Image.Image]:
    command = [sys.executable, "-m", "kichban", "render", "--persona", "nong-dan", "--date", _DAY]
    command += ["--channel", picture.channel, "--format", "docx", "--out", str(folder), *options]
    _run(command)
    (document,) = folder.glob("*.docx")
    _run(["soffice", "--headless", "--convert-to", "pdf", "--outdir", folder, document])
    pdf = document.with_suffix(".pdf")
    pages = ["-f", picture.first, "-l", picture.last]
    _run(["pdftoppm", "-r", picture.dpi, "-png", *pages, pdf, folder / "trang"])
    return [Image.open(path).convert("RGB") for path in sorted(folder.glob("trang*.png"))]


def _run(command: Sequence[object]) -> None:
    subprocess.run([str(part) for part in command], check=True, stdout=subprocess.DEVNULL)


def _look_with_logo(folder: Path) -> Path:
    """The built-in look with a plain round logo and the name of an office in its header."""
    import docx
    from docx.shared import Mm

    logo = folder / "bieu-trung.png"
    image = Image.new("RGB", (240, 240), "white")
    ImageDraw.Draw(image).ellipse((4, 4, 236, 236), outline=_GREEN, width=24)
    ImageDraw.Draw(image).ellipse((80, 80, 160, 160), fill=_GREEN)
    image.save(logo)
    document = docx.Document(str(ROOT / "looks" / "truyen-thong.docx"))
    paragraph = document.sections[0].header.paragraphs[0]
    paragraph.clear()
    paragraph.add_run().add_picture(str(logo), height=Mm(18))
    paragraph.add_run(" Bảo hiểm xã hội cơ sở")
    look = folder / "co-quan.docx"
    document.save(str(look))
    return look


def _beside(pages: list[Image.Image]) -> Image.Image:
    """The pages side by side on grey, so that their edges are seen."""
    edge = 6
    width = sum(page.width + edge for page in pages) + edge
    sheet = Image.new("RGB", (width, max(page.height for page in pages) + 2 * edge), "#9a9a9a")
    left = edge
    for page in pages:
        sheet.paste(page, (left, edge))
        left += page.width + edge
    return sheet


def _save(sheet: Image.Image, path: Path) -> None:
    sheet.quantize(_COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)
    if path.stat().st_size > _LIMIT:
        raise SystemExit(f"{path.name}: {path.stat().st_size} byte, quá {_LIMIT}.")
    print(f"{path.name}: {path.stat().st_size} byte")


if __name__ == "__main__":
    main()
