"""Lay documents out with LibreOffice and say which do not fit their sheet.

    python scripts/count_pages.py [--day D]… [--keep FOLDER] [CHANNEL=PAGES …]

By default the leaflets, posters, pictures, small talks, comparison sheets and open letters, on
21/11/2026 and 05/01/2027. Posters, pictures and small talks have the officer's slip on a page
of its own.
Needs `soffice` and `pdfinfo` on the PATH; it is not a test.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import tempfile
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from kichban.suitability import Suitability
from kichban.workshop import Request, Workshop

DAYS = ("2026-11-21", "2027-01-05")
PAGES = (
    "to-roi=2", "to-gap=2", "ap-phich-bang-tin=2", "infographic=2", "nhom-nho=2",
    "bang-so-sanh=1", "thu-ngo=1",
)  # fmt: skip
AT_ONCE = 60


def main(wanted: Mapping[str, int], days: Iterable[date], folder: Path) -> None:
    """Render every suitable document of the channels, convert them together, count pages."""
    workshop = Workshop()
    table = Suitability(workshop.packs)
    for day in days:
        here = folder / day.isoformat()
        for persona in workshop.packs.ids("personas"):
            for triple in table.triples(persona):
                if triple.channel in wanted:
                    request = Request(persona, day, topic=triple.topic, channel=triple.channel)
                    workshop.compose(request).write(here, formats=("docx",))
        files = sorted(here.glob("*.docx"))
        for start in range(0, len(files), AT_ONCE):
            some = [str(path) for path in files[start : start + AT_ONCE]]
            command = ["soffice", "--headless", "--convert-to", "pdf", "--outdir", str(here)]
            subprocess.run([*command, *some], check=True, stdout=subprocess.DEVNULL)
        _report(here, wanted)


def _report(folder: Path, wanted: Mapping[str, int]) -> None:
    counts: dict[str, Counter[int]] = {name: Counter() for name in wanted}
    for path in sorted(folder.glob("*.pdf")):
        info = subprocess.run(["pdfinfo", path], check=True, capture_output=True, text=True)
        found = re.search(r"Pages:\s+(\d+)", info.stdout)
        pages = int(found[1]) if found else 0
        channel = path.stem.split("--")[2]
        counts[channel][pages] += 1
        if pages > wanted[channel]:
            print(f"{path.stem}: {pages} pages, {wanted[channel]} allowed")
    for channel, counter in counts.items():
        told = ", ".join(f"{n} of {pages}" for pages, n in sorted(counter.items()))
        print(f"{folder.name} {channel} (allowed {wanted[channel]}): documents by pages: {told}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--day", action="append", default=[])
    parser.add_argument("--keep", type=Path)
    parser.add_argument("pages", nargs="*")
    given = parser.parse_args()
    named = [item.split("=") for item in given.pages or PAGES]
    limits = {channel: int(number) for channel, number in named}
    on = [date.fromisoformat(day) for day in given.day or DAYS]
    with tempfile.TemporaryDirectory() as name:
        main(limits, on, given.keep or Path(name))
