"""The finer limits of each channel: sides, turns, questions and answers, what must be said."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from kichban.checks.faults import Fault
from kichban.checks.numbers import legal_numbers
from kichban.checks.paper import Paper
from kichban.checks.patterns import Bank
from kichban.checks.reading import Line
from kichban.checks.required import has_phone, phone_count
from kichban.checks.rulebook import RuleBook
from kichban.checks.rules import Norm
from kichban.script import Table, plain

__all__ = ["norm_faults"]

_TAG = re.compile(r"(?<!\w)#[^\W\d_]\w*")


def norm_faults(paper: Paper, book: RuleBook) -> Iterator[Fault]:
    """Where a document goes beyond the finer limits of its channel."""
    norm = book.norms.get(paper.setting.channel)
    if norm is None:
        return
    yield from _sizes(paper, norm)
    yield from _turns(paper, norm)
    yield from _words(paper, norm, book)
    if norm.hoi_dap_phan_tram is not None:
        yield from _share_of_questions(paper, norm.hoi_dap_phan_tram)


def _long(what: str, value: int, most: int, line: Line | None, unit: str = "âm tiết") -> Fault:
    return Fault(
        f"{what} dài {value} {unit}, kênh này nhiều nhất {most}.",
        line,
        hint="tách làm hai, hoặc bớt chữ.",
        code="V401",
    )


def _sizes(paper: Paper, norm: Norm) -> Iterator[Fault]:
    reading = paper.reading
    sides: Counter[int] = Counter()
    by_passage: dict[int, list[Line]] = {}
    for line in reading.lines:
        sides[reading.passages[line.passage].side] += line.syllables
        by_passage.setdefault(line.passage, []).append(line)
    for side, total in sorted(sides.items()):
        first = next(ln for ln in reading.lines if reading.passages[ln.passage].side == side)
        if norm.mat_1 is not None and side == 1 and total > norm.mat_1:
            yield _long("Mặt 1", total, norm.mat_1, first)
        if norm.moi_mat is not None and total > norm.moi_mat:
            yield _long(f"Mặt {side}", total, norm.moi_mat, first)
    for lines in by_passage.values():
        total = sum(line.syllables for line in lines)
        if norm.muc is not None and lines[0].kind == "item" and total > norm.muc:
            yield _long("Gạch đầu dòng", total, norm.muc, lines[0])
        if norm.doan is not None and total > norm.doan:
            yield _long("Lá", total, norm.doan, lines[0])
        text = reading.passages[lines[0].passage].text
        if norm.doan_ky_tu is not None and len(text) > norm.doan_ky_tu:
            yield _long("Đoạn", len(text), norm.doan_ky_tu, lines[0], "ký tự")
    if norm.cau is not None:
        for line in reading.lines:
            if line.syllables > norm.cau:
                yield _long("Câu", line.syllables, norm.cau, line)
    spoken = [line for line in reading.counted if line.kind != "heading"]
    if norm.cau_mo is not None and spoken and spoken[0].syllables > norm.cau_mo:
        yield _long("Câu đầu", spoken[0].syllables, norm.cau_mo, spoken[0])
    if reading.title:
        title = reading.lines[0]
        if norm.tieu_de is not None and title.syllables > norm.tieu_de:
            yield _long("Tiêu đề", title.syllables, norm.tieu_de, title)
        text = reading.passages[0].text
        if norm.tieu_de_ky_tu is not None and len(text) > norm.tieu_de_ky_tu:
            yield _long("Tiêu đề", len(text), norm.tieu_de_ky_tu, title, "ký tự")


def _turns(paper: Paper, norm: Norm) -> Iterator[Fault]:
    spoken = [line for line in paper.reading.lines if line.speaker]
    turns = [list(group) for _, group in groupby(spoken, key=lambda ln: ln.passage)]
    for lines in turns:
        total = sum(line.syllables for line in lines)
        asks = lines[-1].asks
        if norm.luot is not None and total > norm.luot and not _narrates(lines[0].speaker):
            yield _long("Lượt lời", total, norm.luot, lines[0])
        if norm.hoi is not None and asks and total > norm.hoi:
            yield _long("Câu hỏi", total, norm.hoi, lines[0])
        if norm.dap is not None and not asks and total > norm.dap:
            yield _long("Câu đáp", total, norm.dap, lines[0])
    roles = Counter(lines[0].speaker for lines in turns if not _narrates(lines[0].speaker))
    if norm.luot_moi_vai is not None:
        for role, times in roles.items():
            if times < norm.luot_moi_vai:
                yield Fault(
                    f"Vai «{role}» chỉ nói {times} lượt, cần ít nhất {norm.luot_moi_vai}.",
                    hint="cho vai ấy nói thêm, hoặc bỏ vai.",
                    code="V402",
                )
    if norm.vai is not None and len(roles) > norm.vai:
        yield Fault(
            f"Có {len(roles)} vai, kênh này nhiều nhất {norm.vai}.",
            hint="gộp bớt vai.",
            code="V401",
        )


def _narrates(speaker: str) -> bool:
    return "dẫn" in speaker.lower()


def _words(paper: Paper, norm: Norm, book: RuleBook) -> Iterator[Fault]:
    reading = paper.reading
    for name in norm.phai_co:
        if not any(book.parts.find(name, line.view) for line in reading.lines):
            yield Fault(
                f"Kênh này cần có {book.parts.names.get(name, name)}.",
                hint="thêm một câu ấy vào phần gần cuối.",
                code="V402",
            )
    banned = Bank(norm.cam)
    for line in reading.lines if banned else ():
        for found in banned.find_all(line.view):
            yield Fault(
                f"Kênh này không dùng «{line.text[found.start : found.end]}».",
                line,
                found.start,
                found.end,
                hint="bỏ hoặc đổi lời khác.",
                code="V403",
            )
    tags = _TAG.findall(reading.text)
    if norm.the is not None and len(tags) > norm.the:
        yield Fault(f"Có {len(tags)} thẻ #, nhiều nhất {norm.the}.", quote=" ".join(tags),
                    hint="bớt thẻ.", code="V401")  # fmt: skip
    if norm.khong_tien:
        for line in reading.lines:
            number = next((n for n in legal_numbers(line.text) if n.amount), None)
            if number:
                yield Fault("Kênh này không ghi con số tiền.", line, number.start, number.end,
                            hint="bỏ số, để ở tờ rơi.", code="V403")  # fmt: skip
    if norm.khong_dien_thoai and has_phone(paper, reading.text):
        line = next(ln for ln in reading.lines if has_phone(paper, ln.text))
        yield Fault("Kênh này không ghi số điện thoại trong lời.", line,
                    hint="đưa số vào nút bấm.", code="V403")  # fmt: skip
    if norm.so_lan_dien_thoai is not None:
        times = phone_count(paper, reading.text)
        if times < norm.so_lan_dien_thoai:
            yield Fault(
                f"Số điện thoại đọc {times} lần, kênh này cần {norm.so_lan_dien_thoai} lần.",
                hint="thêm «Xin đọc lại, {{ noi.hotline }}».",
                code="V402",
            )


def _share_of_questions(paper: Paper, least: int) -> Iterator[Fault]:
    if paper.draft is None or not paper.minutes:
        return
    minutes = _minutes_by_phase(paper)
    asked = sum(span for name, span in minutes.items() if "hỏi" in name.lower())
    if asked * 100 < least * paper.minutes:
        yield Fault(
            f"Phần hỏi đáp {asked} trên {paper.minutes} phút, cần ít nhất {least} phần trăm.",
            hint="bớt phần nói, thêm phút cho hỏi đáp.",
            code="V402",
        )


def _minutes_by_phase(paper: Paper) -> Mapping[str, int]:
    out: Counter[str] = Counter()
    assert paper.draft is not None
    for block in paper.draft.script.blocks:
        if not isinstance(block, Table) or len(block.header) != 4:
            continue
        for number, row in enumerate(block.rows):
            span = re.match(r"(\d+)–(\d+)", _cell_text(row[0]))
            if span:
                name = _cell_text(row[2][:1]) or str(number)
                out[name] += int(span[2]) - int(span[1])
    return out


def _cell_text(blocks: Sequence[object]) -> str:
    return " ".join(plain(getattr(block, "children", ())) for block in blocks)
