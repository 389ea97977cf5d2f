"""Items that count words: sentences, plain words, abbreviations, numbers, headings, lists."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from kichban.checks.faults import Fault, Item
from kichban.checks.numbers import PERCENT, legal_numbers
from kichban.checks.paper import Paper
from kichban.checks.reading import Line
from kichban.checks.rulebook import RuleBook
from kichban.checks.words import replacement
from kichban.script import Table, walk
from kichban.vietnamese import fold
from kichban.vietnamese.abbreviations import ABBREVIATIONS
from kichban.vietnamese.unread import is_abbreviation

__all__ = [
    "abbreviations",
    "explained",
    "figures",
    "headings",
    "lists",
    "mean_length",
    "plain_words",
    "short_sentences",
]

_NAMES = frozenset(("QR", "OTP", "VNEID", "VSSID", "SMS", "ZNS"))
_BANNERS = ("bang-ron", "phuon")
_ALLOWED_ON_BANNERS = ("BHXH", "BHYT")
_CAPITALS = re.compile(r"(?<![\w/-])[A-ZĐ]{2,8}(?![\w/-])")
_TIME = ("năm", "tháng", "tuổi")
_MEANS = (" tức là ", " nghĩa là ", " có nghĩa ", " đồng ", " ví dụ ", " như là ")


def mean_length(paper: Paper) -> Decimal:
    """Mean spoken syllables of a sentence, to one decimal."""
    counted = paper.reading.counted
    if not counted:
        return Decimal(0)
    mean = Decimal(sum(line.syllables for line in counted)) / len(counted)
    return mean.quantize(Decimal("0.1"), ROUND_HALF_UP)


def short_sentences(paper: Paper, book: RuleBook, name: str, full: int) -> Item:
    """P5: half for the mean, half for the longest."""
    del book
    limits = paper.sentence_limits
    counted = paper.reading.counted
    if not counted:
        return Item("P5", name, 0, full, "không có câu nào.", (), judged=False)
    mean = mean_length(paper)
    half = full // 2
    over = max(Decimal(0), mean - limits.trung_binh)
    # One point for every half syllable above the mean allowed; two for every sentence too long.
    for_mean = max(0, half - int((over * 2).to_integral_value(ROUND_HALF_UP)))
    long = [line for line in counted if line.syllables > limits.dai_nhat]
    for_longest = max(0, half - 2 * len(long))
    worst = sorted(counted, key=lambda ln: -ln.syllables)
    shown = long or [line for line in worst[:3] if line.syllables > limits.nhac]
    faults = tuple(
        Fault(
            f"Câu dài {line.syllables} âm tiết, nên trong {limits.nhac}, "
            f"không quá {limits.dai_nhat}.",
            line,
            0,
            len(line.text),
            hint="tách ở chỗ có dấu phẩy, mỗi câu một ý.",
        )
        for line in shown
    )
    longest = worst[0].syllables
    reason = (
        f"{len(counted)} câu, trung bình {_comma(mean)} (cho phép {limits.trung_binh}), "
        f"dài nhất {longest} (cho phép {limits.dai_nhat})."
    )
    return Item("P5", name, for_mean + for_longest, full, reason, faults)


def _comma(value: Decimal) -> str:
    return str(value).replace(".", ",")


def plain_words(paper: Paper, book: RuleBook, name: str, full: int) -> Item:
    """P6: terms that could be said plainly, for every hundred syllables."""
    hits = [
        hit
        for hit in book.words.hits(paper.reading, paper.setting)
        if hit.verdict in ("thay", "tranh")
    ]
    syllables = max(1, paper.reading.syllables)
    rate = Decimal(100 * len(hits)) / syllables
    over = max(Decimal(0), rate - book.limits.get("thay_moi_tram", 1))
    lost = int((over * 2).to_integral_value(ROUND_HALF_UP))
    lost = max(lost, 1) if over else 0
    faults = tuple(
        Fault(
            f"«{hit.text}» là từ của giấy tờ."
            if hit.verdict == "thay"
            else f"«{hit.text}» nên tránh.",
            hit.line,
            hit.start,
            hit.end,
            hint=_say(replacement(hit.row, paper.setting), hit.row.khuyen),
            source=hit.row.tu,
            code="V301" if hit.verdict == "thay" else "V302",
        )
        for hit in hits
    )
    shown = _comma(rate.quantize(Decimal("0.1"), ROUND_HALF_UP))
    reason = f"{len(hits)} từ phải thay, {shown} từ trong một trăm âm tiết."
    return Item("P6", name, max(0, full - lost), full, reason, faults)


def _say(way: str, advice: str) -> str:
    return f"nói «{way}»." if way else f"{advice}." if advice else "nói cách khác."


def explained(paper: Paper, book: RuleBook, name: str, full: int) -> Item:
    """P7: terms that stay are explained where they first stand."""
    wanted = book.words.kept(paper.reading, paper.setting)
    missing = [hit for hit in book.words.hits(paper.reading, paper.setting) if hit.verdict == "giu"]
    faults = tuple(
        Fault(
            f"«{hit.text}» chưa được giải nghĩa ở chỗ nói lần đầu.",
            hit.line,
            hit.start,
            hit.end,
            hint=f"thêm «, tức là {replacement(hit.row, paper.setting)}»."
            if hit.row.noi
            else "thêm một câu giải nghĩa.",
            source=hit.row.tu,
            code="V304",
        )
        for hit in missing
    )
    if not wanted:
        return Item("P7", name, full, full, "không có tên chính thức nào phải giải nghĩa.")
    share = Decimal(wanted - len(missing)) / wanted
    points = int((share * full).to_integral_value(ROUND_HALF_UP))
    if missing:
        points = min(points, full - 1)
    reason = f"{wanted - len(missing)} trên {wanted} tên có lời giải."
    return Item("P7", name, points, full, reason, faults)


def abbreviations(paper: Paper, book: RuleBook, name: str, full: int) -> Item:
    """P8: none in spoken text; in print each spelled out at its first use."""
    del book
    faults = tuple(_abbreviated(paper))
    reason = f"{len(faults)} chữ viết tắt chưa đọc ra." if faults else "không có chữ viết tắt lạ."
    return Item("P8", name, max(0, full - len(faults)), full, reason, faults)


def _abbreviated(paper: Paper) -> Iterator[Fault]:
    seen: set[str] = set()
    before = ""
    for line in paper.reading.lines:
        before += f" {fold(line.text)}"
        for found in _CAPITALS.finditer(line.text):
            short = found[0]
            if short in seen or short in _NAMES or not _is_short(short):
                continue
            if paper.setting.channel in _BANNERS and short in _ALLOWED_ON_BANNERS:
                continue
            seen.add(short)
            full = ABBREVIATIONS.get(short, "")
            if not paper.spoken and full and fold(full) in before:
                continue
            yield Fault(
                f"Chữ viết tắt «{short}»"
                + (" trong lời nói." if paper.spoken else " chưa viết đủ lần đầu."),
                line,
                found.start(),
                found.end(),
                hint=f"viết «{full}»." if full else "viết đủ chữ.",
            )


def _is_short(word: str) -> bool:
    return word in ABBREVIATIONS or is_abbreviation(word)


def figures(paper: Paper, book: RuleBook, name: str, full: int) -> Item:
    """P9: few numbers, no bare percentage, nothing to be computed by the reader."""
    numbers: dict[str, tuple[Line, int, int]] = {}
    bare: list[Fault] = []
    asked: list[Fault] = []
    for line in paper.reading.lines:
        for number in legal_numbers(line.text):
            if number.amount or number.unit.lower() in _TIME:
                numbers.setdefault(number.key, (line, number.start, number.end))
            if PERCENT.fullmatch(number.unit) and not _illustrated(paper, line):
                bare.append(
                    Fault(
                        f"«{number.text}» đứng một mình, người nghe khó hình dung.",
                        line,
                        number.start,
                        number.end,
                        hint="thêm «tức là … đồng», lấy số từ so.…",
                    )
                )
        if found := book.parts.find("tinh_ho", line.view):
            asked.append(
                Fault(
                    "Bắt người nghe tự tính.",
                    line,
                    found.start,
                    found.end,
                    hint="in sẵn kết quả, hoặc «nhờ cán bộ tính».",
                )
            )
    most = _most_numbers(paper)
    extra = list(numbers.values())[most:]
    many = [
        Fault(
            f"Con số thứ {most + 1 + place}: nhiều nhất {most} con số.",
            line,
            start,
            end,
            hint="giữ những con số người nghe phải nhớ, số khác để ở tờ kèm.",
        )
        for place, (line, start, end) in enumerate(extra)
    ]
    lost = 2 * len(many) + 2 * min(2, len(bare)) + 2 * min(1, len(asked))
    reason = f"{len(numbers)} con số, nhiều nhất {most}."
    return Item("P9", name, max(0, full - lost), full, reason, (*many, *bare, *asked))


def _most_numbers(paper: Paper) -> int:
    channel = paper.channel
    if channel is not None and channel.con_so_toi_da is not None:
        return channel.con_so_toi_da
    # A long talk may hold more numbers than a leaflet: one for each hundred syllables.
    return max(5, paper.reading.syllables // 100)


def _illustrated(paper: Paper, line: Line) -> bool:
    return any(mark in other.view.words for other in paper.reading.near(line) for mark in _MEANS)


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
    told = False
    for line in lines:
        if line.kind == "heading":
            since, told = 0, False
            continue
        if line.kind == "cell":  # a row of a table is a block of its own
            continue
        since += line.syllables
        if since > most and not told:
            told = True
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
    points = max(0, 3 - long) + max(0, 2 - len(labels))
    count = sum(1 for line in lines if line.kind == "heading")
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
        if paper.spoken:
            return Item("P12", name, 0, full, "không có danh sách, bảng.", (), judged=False)
        return Item("P12", name, full, full, "không có danh sách, bảng.")
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
