"""Lay leaflets out with LibreOffice and say which do not fit their sheet.

    python scripts/count_pages.py [CHANNEL=PAGES …]

By default: to-roi=2 and to-gap=2. Needs `soffice` and `pdfinfo` on the PATH; it is not a test.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path

from kichban.suitability import Suitability
from kichban.workshop import Request, Workshop

DAY = date(2026, 11, 21)


def main(wanted: dict[str, int]) -> None:
    """Render every suitable document of the channels, convert them together, count pages."""
    workshop = Workshop()
    table = Suitability(workshop.packs)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for persona in workshop.packs.ids("personas"):
            for triple in table.triples(persona):
                if triple.channel in wanted:
                    request = Request(persona, DAY, topic=triple.topic, channel=triple.channel)
                    workshop.compose(request).write(folder, formats=("docx",))
        files = sorted(folder.glob("*.docx"))
        command = ["soffice", "--headless", "--convert-to", "pdf", "--outdir", name]
        subprocess.run([*command, *map(str, files)], check=True, stdout=subprocess.DEVNULL)
        too_long = 0
        for path in sorted(folder.glob("*.pdf")):
            info = subprocess.run(["pdfinfo", path], check=True, capture_output=True, text=True)
            found = re.search(r"Pages:\s+(\d+)", info.stdout)
            pages = int(found[1]) if found else 0
            allowed = wanted[path.stem.split("--")[2]]
            if pages > allowed:
                too_long += 1
                print(f"{path.stem}: {pages} pages, {allowed} allowed")
        print(f"{len(files)} documents, {too_long} too long")


if __name__ == "__main__":
    pairs = [item.split("=") for item in sys.argv[1:]] or [["to-roi", "2"], ["to-gap", "2"]]
    main({channel: int(pages) for channel, pages in pairs})
