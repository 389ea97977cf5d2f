"""Score a folder of texts as the clarity check does, and compare with the built-in scripts.

    python scripts/score_folder.py FOLDER [--write docs/diem-ro-rang.md] [--date 2026-11-22]
                                   [--persona ID]

Every `.txt`, `.md` and `.docx` of FOLDER is judged. Nobody said what such a text is about, so each
is judged against the main message of every topic of the pack, and its best score is kept: no text
loses points for being about another topic. What still cannot be judged is marked «–» and left out
of its total. The built-in scripts are every suitable document of the pack, judged as drafts. The
table holds numbers only, never a sentence of the texts.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from statistics import median_low

from kichban.checks.clarity import Assessment, assess, assess_paper
from kichban.checks.document import KINDS, read_blocks
from kichban.checks.faults import Item
from kichban.checks.known import Known, paper_of_blocks
from kichban.checks.score import FULL
from kichban.errors import KichbanError
from kichban.suitability import Suitability
from kichban.workshop import Request, Workshop

_OWN = ("Có sẵn: thấp nhất", "Có sẵn: giữa", "Có sẵn: đủ điểm", "Có sẵn: hơn mọi bài")


def main(arguments: list[str]) -> int:
    reader = argparse.ArgumentParser(description="Chấm một thư mục văn bản.")
    reader.add_argument("folder", type=Path)
    reader.add_argument("--write", type=Path, help="ghi bảng ra tệp Markdown này")
    reader.add_argument("--date", type=date.fromisoformat, default=date(2026, 11, 22))
    reader.add_argument("--persona", default="", help="chỉ lấy kịch bản có sẵn của một nhóm")
    chosen = reader.parse_args(arguments)
    workshop = Workshop()
    messages = list(_messages(workshop, chosen.date))
    texts = [_best(path, workshop, messages) for path in _files(chosen.folder)]
    built = list(_built_in(workshop, chosen.date, chosen.persona))
    table = _table(texts, built, chosen.date)
    if chosen.write:
        chosen.write.write_text(table, encoding="utf-8", newline="\n")
    sys.stdout.write(table)
    return 0


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.suffix.lower() in KINDS)


def _messages(workshop: Workshop, day: date) -> Iterator[Known]:
    """What a text could be about: every topic, with one persona that hears it."""
    packs = workshop.packs
    for topic in packs.ids("topics"):
        # For people, not for offices: what officers may say to each other lifts some rules.
        people = [packs.persona(name) for name in packs.ids("personas")]
        for persona in sorted(people, key=lambda person: (not person.tiem_nang, person.id)):
            name = persona.id
            if topic not in persona.chu_de:
                continue
            try:
                draft = workshop.compose(Request(name, day, topic))
            except KichbanError:
                continue
            yield Known(None, persona, draft.subject.topic, None, draft.elements)
            break


def _best(path: Path, workshop: Workshop, messages: list[Known]) -> Assessment:
    blocks = read_blocks(path)
    judged = []
    for known in messages:
        paper = paper_of_blocks(blocks, path.name, known, workshop.packs)
        # Whom the text was written for is not known: no term is lifted for anybody.
        paper = replace(paper, setting=replace(paper.setting, persona="", kin=()))
        judged.append(assess_paper(paper, workshop.packs))
    return max(judged, key=lambda found: (found.score or 0, -len(found.failed)))


def _built_in(workshop: Workshop, day: date, persona: str) -> Iterator[Assessment]:
    suitable = Suitability(workshop.packs)
    names = [persona] if persona else sorted(workshop.packs.ids("personas"))
    for triple in (t for name in names for t in suitable.triples(name)):
        try:
            draft = workshop.compose(Request(triple.persona, day, triple.topic, triple.channel))
        except KichbanError:
            continue
        yield assess(draft, workshop)


def _table(texts: list[Assessment], built: list[Assessment], day: date) -> str:
    full = [found for found in built if not found.paper.short]
    heads = [f"Bài {number}" for number in range(1, len(texts) + 1)]
    lines = [
        "# Điểm rõ ràng: bài sưu tầm và kịch bản có sẵn",
        "",
        "Bảng này do `scripts/score_folder.py` làm ra, chỉ có con số. Mỗi bài sưu tầm được chấm",
        "với thông điệp của từng chủ đề trong bộ mẫu rồi lấy lần cao điểm nhất. Dấu «–» là mục",
        "không chấm được. Kịch bản có sẵn là mọi tài liệu mà bảng phù hợp cho phép, tính theo luật",
        f"ngày {day.day:02d}/{day.month:02d}/{day.year}: {len(full)} bản đủ mục và "
        f"{len(built) - len(full)} bản rút gọn (băng rôn, phướn, tin nhắn…).",
        "",
        _row(["Mục", "Điểm tối đa", *_OWN, *heads]),
        _row(["---", *["---:"] * (1 + len(_OWN) + len(heads))]),
    ]
    for name, (title, most) in FULL.items():
        own = _own(_points(full, name), most, max(_points(texts, name), default=None))
        lines.append(_row([f"{name}. {title}", str(most), *own, *(_cell(t, name) for t in texts)]))
    totals = [found.score for found in full if found.score is not None]
    shorts = [f.score for f in built if f.paper.short and f.score is not None]
    lines += [
        _row(
            [
                "**Điểm máy, trên 100**",
                "100",
                *_own(totals, 100, max((t.score or 0 for t in texts), default=None)),
                *(str(found.score) for found in texts),
            ]
        ),
        _row(
            [
                "Cổng không đạt",
                "",
                str(min(len(f.failed) for f in full)),
                str(median_low(len(f.failed) for f in full)),
                "",
                "",
                *(str(len(found.failed)) for found in texts),
            ]
        ),
        "",
        f"Bản rút gọn: thấp nhất {min(shorts)}, giữa {median_low(shorts)}." if shorts else "",
        "",
        *_not_above(full, texts),
        "## Theo kênh",
        "",
        _row(["Kênh", "Số bản", "Thấp nhất", "Giữa", "Cao nhất", "Bản còn cổng không đạt"]),
        _row(["---", *["---:"] * 5]),
    ]
    for channel, found in sorted(_by_channel(built).items()):
        scores = [a.score for a in found if a.score is not None]
        failed = sum(1 for a in found if a.failed)
        numbers = (len(found), min(scores), median_low(scores), max(scores), failed)
        lines.append(_row([channel, *map(str, numbers)]))
    return "\n".join(lines) + "\n"


def _points(found: list[Assessment], name: str) -> list[int]:
    return [item.points for one in found for item in one.items if _is(item, name)]


def _own(points: list[int], most: int, best: int | None) -> list[str]:
    """The lowest, the middle, how many have full points, how many more than the best text."""
    if not points:
        return ["–"] * len(_OWN)
    above = "–" if best is None else _share(sum(p > best for p in points), len(points))
    full = _share(sum(p == most for p in points), len(points))
    return [str(min(points)), str(median_low(points)), full, above]


def _share(some: int, all_: int) -> str:
    """A percentage with one decimal, rounded down, so that only all of them are 100 %."""
    return f"{some * 1000 // all_ / Decimal(10):.1f} %".replace(".", ",")


def _not_above(full: list[Assessment], texts: list[Assessment]) -> Iterator[str]:
    """Items in which some built-in script has no more points than a text has, and where."""
    rows = []
    for name, (title, most) in FULL.items():
        best = max(_points(texts, name), default=None)
        if best is None:
            continue
        if best == most:
            lowest = min(_points(full, name), default=0)
            told = f"có bài đủ điểm; bản có sẵn thấp nhất {lowest}"
            rows.append(_row([f"{name}. {title}", str(best), str(len(full)), told]))
            continue
        low = Counter(
            one.paper.setting.channel for one in full for p in _points([one], name) if p <= best
        )
        if low:
            shown = ", ".join(f"{channel} {count}" for channel, count in low.most_common())
            rows.append(_row([f"{name}. {title}", str(best), str(low.total()), shown]))
    if rows:
        yield "## Mục còn có bản không hơn bài sưu tầm"
        yield ""
        yield _row(["Mục", "Bài cao nhất", "Số bản có sẵn không hơn", "Ở kênh nào, mấy bản"])
        yield _row(["---", "---:", "---:", "---"])
        yield from rows
        yield ""


def _by_channel(built: list[Assessment]) -> Mapping[str, list[Assessment]]:
    out: dict[str, list[Assessment]] = {}
    for found in built:
        out.setdefault(found.paper.setting.channel, []).append(found)
    return out


def _is(item: Item, name: str) -> bool:
    return item.id == name and item.judged


def _cell(found: Assessment, name: str) -> str:
    return next((str(item.points) for item in found.items if _is(item, name)), "–")


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
