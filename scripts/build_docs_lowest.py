"""Write docs/diem-thap.md: the ten suitable documents with the lowest program score, and why.

python scripts/build_docs_lowest.py
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from kichban.checks.clarity import assess
from kichban.suitability import Suitability
from kichban.workshop import Request, Workshop

PAGE = Path(__file__).resolve().parent.parent / "docs" / "diem-thap.md"
DAY = date(2026, 11, 21)


def main() -> None:
    """Judge every suitable document and write the page."""
    workshop = Workshop()
    table = Suitability(workshop.packs)
    scored = []
    for persona in workshop.packs.ids("personas"):
        for triple in table.triples(persona):
            request = Request(persona, DAY, topic=triple.topic, channel=triple.channel)
            draft = workshop.compose(request)
            if draft.score is not None:
                scored.append((draft.score, draft.name, request))
    scored.sort(key=lambda row: (row[0], row[1]))
    lines = [
        "# Mười tài liệu điểm máy chấm thấp nhất",
        "",
        f"Trong {len(scored)} tài liệu hợp với người nghe, luật ngày 21/11/2026. Mọi tài liệu đều",
        "qua hết các cổng và từ 85 điểm trở lên. Trang do `scripts/build_docs_lowest.py` viết ra.",
        "",
        "| Tài liệu | Điểm | Mất điểm ở đâu |",
        "|---|---|---|",
    ]
    for score, name, request in scored[:10]:
        judged = assess(workshop.compose(request), workshop)
        lost = [
            f"{item.id} mất {item.full - item.points}: "
            + (item.faults[0].message if item.faults else "")
            for item in judged.items
            if item.judged and item.points < item.full
        ]
        lines.append(f"| `{name}` | {score} | {' '.join(lost)} |")
    PAGE.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
