"""The program score: what a program can count, in points; see the checklist P1 to P17."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from kichban.checks.faults import Item
from kichban.checks.paper import Paper
from kichban.checks.rulebook import RuleBook
from kichban.checks.score_content import action, honesty, limits, objection, reason, steps
from kichban.checks.score_message import first_place, message, points, summary
from kichban.checks.score_shape import headings, lists
from kichban.checks.score_words import (
    abbreviations,
    explained,
    figures,
    plain_words,
    short_sentences,
)

__all__ = ["FULL", "SHORT", "items", "total"]

FULL = {
    "P1": ("Một thông điệp chính", 8),
    "P2": ("Thông điệp ở đầu", 6),
    "P3": ("Một việc cần làm, nói với người nghe", 8),
    "P4": ("Việc chia bước: nơi, lúc, mang gì", 6),
    "P5": ("Câu ngắn", 10),
    "P6": ("Từ thường ngày", 8),
    "P7": ("Tên chính thức có lời giải", 6),
    "P8": ("Chữ viết tắt", 4),
    "P9": ("Ít con số, con số quen", 8),
    "P10": ("Không quá ba ý, mỗi ý ngắn", 6),
    "P11": ("Chia khối, tiêu đề có nghĩa", 5),
    "P12": ("Danh sách, bảng đơn giản", 4),
    "P13": ("Nói vì sao nên nghe", 4),
    "P14": ("Nói cả điều không có", 6),
    "P15": ("Trả lời một lời nói lại thật", 5),
    "P16": ("Cuối bài: thông điệp và nơi hỏi", 3),
    "P17": ("Nói điều chưa chắc, chỗ hỏi cho từng người", 3),
}
"""Name and full points of each item."""

SHORT = ("P1", "P2", "P3", "P5", "P6", "P8")
"""Items of the short form, for material too short for the others."""

_MAKERS = {
    "P1": message,
    "P2": first_place,
    "P3": action,
    "P4": steps,
    "P5": short_sentences,
    "P6": plain_words,
    "P7": explained,
    "P8": abbreviations,
    "P9": figures,
    "P10": points,
    "P11": headings,
    "P12": lists,
    "P13": reason,
    "P14": limits,
    "P15": objection,
    "P16": summary,
    "P17": honesty,
}


def items(paper: Paper, book: RuleBook) -> tuple[Item, ...]:
    """Every item that applies to the document, in order; short material has fewer."""
    wanted = SHORT if paper.short else tuple(FULL)
    return tuple(_MAKERS[name](paper, book, *FULL[name]) for name in wanted)


def total(scored: tuple[Item, ...]) -> int | None:
    """The program score, 0 to 100, over the items that were judged; None when none was."""
    full = sum(item.full for item in scored if item.judged)
    if not full:
        return None
    got = sum(item.points for item in scored if item.judged)
    return int((Decimal(100) * got / full).quantize(Decimal(1), ROUND_HALF_UP))
