"""Items that count words: sentences, plain words, official terms, abbreviations, numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import ROUND_HALF_UP, Decimal

from kichban.checks.faults import Fault, Item
from kichban.checks.numbers import PERCENT, legal_numbers
from kichban.checks.paper import Paper
from kichban.checks.reading import Line
from kichban.checks.rulebook import RuleBook
from kichban.checks.words import replacement
from kichban.vietnamese import fold
from kichban.vietnamese.abbreviations import ABBREVIATIONS
from kichban.vietnamese.unread import is_abbreviation

__all__ = [
    "abbreviations",
    "explained",
    "figures",
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
    lost = int((over * 4).to_integral_value(ROUND_HALF_UP))
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
    for line in paper.reading.lines:
        for found in _CAPITALS.finditer(line.text):
            short = found[0]
            if short in seen or short in _NAMES or not _is_short(short, paper.abbreviations):
                continue
            if paper.setting.channel in _BANNERS and short in _ALLOWED_ON_BANNERS:
                continue
            seen.add(short)
            full = paper.abbreviations.get(short) or ABBREVIATIONS.get(short, "")
            if not paper.spoken and full and _spelled_out(full, paper, line):
                continue
            yield Fault(
                f"Chữ viết tắt «{short}»"
                + (" trong lời nói." if paper.spoken else " chưa viết đủ lần đầu."),
                line,
                found.start(),
                found.end(),
                hint=f"viết «{full}»." if full else "viết đủ chữ.",
            )


def _spelled_out(full: str, paper: Paper, line: Line) -> bool:
    """Whether words stand in full somewhere up to a sentence."""
    before = paper.reading.lines[: line.place + 1]
    return fold(full) in " ".join(fold(other.text) for other in before)


def _is_short(word: str, own: Mapping[str, str]) -> bool:
    return word in own or word in ABBREVIATIONS or is_abbreviation(word)


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
    """Whether an example stands next to a percentage, or further on in the same answer."""
    near = (*paper.reading.near(line), *paper.reading.passage(line))
    return any(mark in other.view.words for other in near for mark in _MEANS)
