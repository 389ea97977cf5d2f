"""Items on the shape of a text: headings that say something, short lists, narrow tables."""

from __future__ import annotations

from kichban.checks.faults import Fault, Item
from kichban.checks.paper import Paper
from kichban.checks.reading import Line
from kichban.checks.rulebook import RuleBook
from kichban.script import Table, walk

__all__ = ["headings", "lists"]


_PREDICATES = frozenset(
    (
        *("là", "có", "được", "thì", "phải", "cần", "không", "chưa", "đóng", "nhận", "hỏi", "gọi"),
        *("làm", "đến", "mang", "biết", "xem", "giữ", "lo", "coi", "hết", "còn", "nào", "gì"),
        *("sao", "mấy", "bao", "khi", "nghỉ", "đủ", "đừng", "hãy", "nhớ", "mất", "thấy", "cộng"),
        *("chọn", "tính", "rút", "lĩnh", "lãnh", "sinh", "về", "đi", "để", "nói", "báo", "bị"),
        *("vẫn", "đổi", "ra", "ở", "đâu", "ai", "thế", "giúp", "góp", "trả", "cho", "lấy"),
        *("mở", "tra", "ghi", "nộp", "bỏ", "đỡ", "chờ", "đợi", "kể", "hẹn", "quyết", "dùng"),
        *("tới", "vào", "thử"),
    )
)


def headings(paper: Paper, book: RuleBook, name: str, full: int) -> Item:
    """P11: printed text stands in blocks under headings that say something."""
    heard = paper.spoken or (paper.channel is not None and bool(paper.channel.bo_cuc.dem_cot))
    if heard:
        return Item("P11", name, 0, full, "kênh nghe, nói không xét.", (), judged=False)
    most = book.limits.get("tieu_de_moi", 90)
    lines = paper.reading.lines
    if paper.reading.syllables <= most:
        return Item("P11", name, full, full, "bài ngắn, không cần tiêu đề.")
    faults: list[Fault] = []
    since = 0
    for line in lines:
        if line.kind == "heading":
            since = 0
            continue
        if line.kind == "cell":  # a row of a table is a block of its own
            continue
        since += line.syllables
        if since > most:
            since = 0
            faults.append(
                Fault(
                    f"Quá {most} âm tiết mà chưa có tiêu đề.",
                    line,
                    hint="thêm một tiêu đề là câu hỏi trước đoạn này.",
                )
            )
    long = len(faults)
    labels = [
        Fault(
            f"Tiêu đề «{line.text}» chỉ là nhãn.",
            line,
            0,
            len(line.text),
            hint="đổi thành câu hỏi hoặc một câu có nghĩa, ví dụ «Đóng bao nhiêu?».",
        )
        for line in lines
        if line.kind == "heading" and not line.asks and not line.view.known & _PREDICATES
    ]
    count = sum(1 for line in lines if line.kind == "heading")
    points = max(0, 3 - long) + (max(0, 2 - len(labels)) if count else 0)
    reason = (
        f"{count} tiêu đề; {long} khối dài quá {most} âm tiết; {len(labels)} tiêu đề chỉ là nhãn."
    )
    return Item("P11", name, min(points, full), full, reason, (*faults, *labels))


def lists(paper: Paper, book: RuleBook, name: str, full: int) -> Item:
    """P12: short list items, narrow tables."""
    most = book.limits.get("gach_dau_dong", 15)
    columns = book.limits.get("cot_bang", 3)
    passages = paper.reading.passages
    by_item: dict[int, int] = {}
    first: dict[int, Line] = {}
    for line in paper.reading.lines:
        if passages[line.passage].kind == "item":
            by_item[line.passage] = by_item.get(line.passage, 0) + line.syllables
            first.setdefault(line.passage, line)
    tables = [b for b in walk(paper.reading.blocks) if isinstance(b, Table)]
    if not by_item and not tables:
        return Item("P12", name, 0, full, "không có danh sách, bảng.", (), judged=False)
    faults = [
        Fault(
            f"Gạch đầu dòng dài {length} âm tiết, nên trong {most}.",
            first[number],
            hint="tách làm hai gạch, hoặc bớt chữ.",
        )
        for number, length in by_item.items()
        if length > most
    ]
    working = paper.channel is not None and bool(paper.channel.bo_cuc.dem_cot)
    wide = [] if working else [t for t in tables if len(t.header) > columns]
    faults += [
        Fault(
            f"Bảng {len(table.header)} cột, nên trong {columns}.",
            quote=table.summary,
            hint="tách làm hai bảng.",
        )
        for table in wide
    ]
    reason = f"{len(by_item)} gạch đầu dòng, {len(tables)} bảng."
    return Item("P12", name, max(0, full - len(faults)), full, reason, tuple(faults))
