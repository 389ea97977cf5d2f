"""Numbers of legal documents, and the articles, clauses and points in them."""

from __future__ import annotations

import re

from kichban.vietnamese.abbreviations import ISSUERS, PAPERS
from kichban.vietnamese.months import month_name
from kichban.vietnamese.numbers import read_integer, read_ordinal
from kichban.vietnamese.reading import Rule, Voice, before, letter_name, spell_code

__all__ = ["LETTERED", "NUMBER_AND_YEAR", "PAPER", "POINT", "ROMAN", "SYMBOL", "TIGHT_LIST"]

# 41/2024/QH15, 159/2025/NĐ-CP, 717/QĐ-TTg, 28-NQ/TW, 1676-QĐ/TTg, 340/BHXH-CSXH, 12/TTLT-BYT-BTC
_PART = r"(?:(?:UBTV)?QH\d{1,2}|[A-ZĐ][A-Za-zĐđƯ]*)"
_NUMBER = re.compile(
    r"(?P<number>\d{1,5})(?P<letter>[a-z])?(?:\s?/\s?(?P<year>(?:19|20)\d\d))?\s?[/-]\s?"
    rf"(?P<symbol>{_PART}(?:[-–/&]{_PART}|\s[-–]\s(?:CP|TTg)){{0,4}}|"
    r"(?:nđ|tt|qđ|nq)-[a-zđ]{2,8}|(?<=/)qh\d\d)(?![^\W\d_])"
    r"(?P<assembly>\scủa\s[Qq]uốc\s[Hh]ội(?:\s[Kk](?:hóa|hoá)\s[IVX\d]+)?)?"
)
# The text itself goes on to say who issued it, perhaps after the date.
_ISSUER_FOLLOWS = re.compile(
    r"(?:,?\s(?:ban hành\s)?ngày\s\d{1,2}\s?"
    r"(?:[/.-]\s?\d{1,2}\s?[/.-]\s?|tháng\s\d{1,2}\snăm\s)\d{4})?,?\s(?:của|do)\s"
)
_CLAUSE_END = re.compile(r"[,;.:()]|\svà\s")
_TERM = re.compile(r"(?P<body>QH|UBTVQH)(?P<term>\d{1,2})")
# Decisions of this kind that reach the public are national; plans and letters come from any level.
_NATIONAL_DECISION = "QĐ-BHXH"


def _issuer(part: str, voice: Voice) -> str:
    """The body behind one part of a symbol; "" when nobody knows it."""
    if term := _TERM.fullmatch(part):
        return f"{ISSUERS[term['body']]} khóa {read_integer(int(term['term']), voice.region)}"
    return ISSUERS.get(part, "")


def _parts(symbol: str) -> list[str]:
    """The parts of a symbol; one that was run together («NĐCP») is parted again."""
    parts = re.split(r"\s?[-–/&]\s?", symbol)
    if symbol.islower():
        return [part.upper() for part in parts]
    if len(parts) == 1 and symbol not in ISSUERS:
        for kind in (symbol[:2], symbol[:4]):
            if kind in PAPERS and symbol[len(kind) :] in ISSUERS:
                return [kind, symbol[len(kind) :]]
    return parts


def _document(match: re.Match[str], voice: Voice) -> str | None:
    parts = _parts(match["symbol"])
    own = voice.expansions.get(match["symbol"])
    kind_first = len(parts) > 1 and parts[0] in PAPERS
    bodies = parts[1:] if kind_first else parts[:1]
    issuers = [name for part in bodies if (name := _issuer(part, voice))]
    if match["symbol"] == _NATIONAL_DECISION:
        issuers = [f"{issuers[0]} Việt Nam"]
    if not issuers and not kind_first and not own:
        return None
    if len(parts) == 1 and not match["year"] and not _TERM.fullmatch(parts[0]):
        return None
    said = read_integer(int(match["number"]), voice.region)
    if match["letter"]:
        said += f" {letter_name(match['letter'])}"
    if match["year"]:
        said += f" năm {read_integer(int(match['year']), voice.region)}"
    if match["assembly"] and not _TERM.fullmatch(parts[-1]):
        return f"{said}{match['assembly']}"
    if _ISSUER_FOLLOWS.match(match.string, match.end()) and not own:
        return said
    name = own or " và ".join(issuers) or " ".join(voice.expansions.get(p, p) for p in bodies)
    clause = _CLAUSE_END.split(before(match, 80))[-1]
    return said if name.lower() in clause else f"{said} của {name}"


# A number and a year without symbol: law, decree … n/yyyy, unless the words say it is a month.
_NUMBER_AND_YEAR = re.compile(
    r"(?P<number>\d{1,5})\s?(?P<mark>[/-])\s?(?P<year>(?:19|20)\d\d)(?![\d/]|[.,]\d)"
)
_PAPER_BEFORE = re.compile(
    r"(?:luật|nghị định|thông tư|quyết định|nghị quyết|chỉ thị|công văn|kế hoạch|pháp lệnh|"
    r"hướng dẫn|thông báo|kết luận|liên tịch|hợp nhất|lao động|tờ trình|chương trình|đề án|"
    r"quy chế|báo cáo|số|(?<![^\W\d_])(?:nđ|nđ-cp|tt|qđ|nq|ct|cv|kh|hd|tb|luật \w+))\s?:?\s$"
)
_PAYMENT_BEFORE = re.compile(r"(?<![^\W\d_])kỳ\s$")  # kỳ 08/2026 is that of August
_PERIOD_BEFORE = re.compile(r"(?:quý|kỳ|đợt|khóa|khoá|lần|vụ|tuần|năm học)\s$")


def _number_and_year(match: re.Match[str], voice: Voice) -> str | None:
    number, region = int(match["number"]), voice.region
    if match["number"].startswith("0") and _PAYMENT_BEFORE.search(before(match)):
        return None
    year = f"năm {read_integer(int(match['year']), region)}"
    lead = before(match)
    if match["mark"] == "-" and (number > 99 or not _PERIOD_BEFORE.search(lead)):
        return None
    if lead.endswith("tháng ") or (
        0 < number <= 12 and not _PAPER_BEFORE.search(lead) and not _PERIOD_BEFORE.search(lead)
    ):
        return None
    return f"{read_integer(number, region)} {year}"


# Điều 36a, khoản 1b, mẫu 12-HSB: here a letter close behind a number is no unit.
_LETTERED = re.compile(
    r"(?P<number>\d{1,3})(?:(?P<letter>[a-zđA-HĐ])(?P<form>-[A-ZĐ]{2,4})?|(?P<code>-[A-ZĐ]{2,4}))(?!\w)"
)
_ARTICLE_BEFORE = re.compile(
    r"(?:(?<![^\W\d_])(?:điều|khoản|chương|mục|điểm|tiết|mẫu|biểu|lớp|ngõ|hẻm|nhà|lục|nhóm|số|"
    r"thôn|tổ|ấp|buôn|bản|xóm|khóm|khu|phòng|tầng|bàn|kiệt|đường|phố)\s|"
    r"(?:điều|khoản)\s[\da-zđ, và]{1,20}(?:,|và|hoặc|đến)\s)$"
)


def _lettered(match: re.Match[str], voice: Voice) -> str | None:
    if not _ARTICLE_BEFORE.search(before(match)):
        return None
    number = read_integer(int(match["number"]), voice.region)
    code = match["form"] or match["code"] or ""
    return " ".join(filter(None, (number, letter_name(match["letter"] or ""), spell_code(code))))


# khoản 2,3 Điều 43: after khoản or Điều a comma without a space still separates.
_TIGHT_LIST = re.compile(r"\d{1,3}(?:,\d{1,3}){1,11}(?![\d%])(?:/(?P<year>(?:19|20)\d\d)(?!\d))?")
_LIST_BEFORE = re.compile(
    r"(?<![^\W\d_])(?:điều|khoản|mục|chương|điểm|tháng|thứ|quý|lớp|thôn|tổ|ấp|khu phố)\s$"
)
_AMOUNT_FOLLOWS = re.compile(r"\s?(?:nghìn|ngàn|triệu|tỷ|tỉ|tr|đồng|đ|lần|điểm|%)(?!\w)")


def _tight_list(match: re.Match[str], voice: Voice) -> str | None:
    figures = match[0].partition("/")[0].split(",")
    listed = _LIST_BEFORE.search(before(match))
    if len(figures) == 2 and (not listed or _AMOUNT_FOLLOWS.match(match.string, match.end())):
        return None
    if len(figures) > 2 and all(len(figure) == 3 for figure in figures[1:]):
        return None
    word = listed[0].strip() if listed else ""
    said = ", ".join(_named(word, int(figure), voice) for figure in figures)
    return f"{said} năm {read_integer(int(match['year']), voice.region)}" if match["year"] else said


def _named(word: str, number: int, voice: Voice) -> str:
    """A number as it follows a word: the fourth month, and the fourth day, are «tư»."""
    if word == "thứ":
        return read_ordinal(number, voice.region)
    return month_name(number, voice) if word == "tháng" else read_integer(number, voice.region)


# NĐ 351/2025, QĐ 717, NĐ159: before a number these can only be papers.
_PAPER = re.compile(r"(?P<paper>NĐ|QĐ|NQ|TT|TTLT|CV|KH|CT|TB|HD|ĐA)\.?(?=\s?(?:số\s?:?\s?)?\d)")


def _paper(match: re.Match[str], voice: Voice) -> str:
    return voice.expansions.get(match["paper"]) or PAPERS[match["paper"]]


# Roman numerals are numbers only after these words; elsewhere I, V and X are letters.
_ROMAN = re.compile(
    r"(?P<roman>(?=[IVX])X{0,3}(?:IX|IV|V?I{0,3}))(?!\w)"
    r"(?:\s?[/-]\s?(?P<year>(?:19|20)\d\d(?!\d))|(?P<parts>(?:\.(?:\d{1,2}|[a-zđ](?![^\W\d_])))+)(?![\d%]))?"
)
_ROMAN_BEFORE = re.compile(
    r"(?P<word>(?<![^\W\d_])(?:chương|mục|phần|quý|khóa|khoá|k[ỷỉ]|"
    r"đại hội(?: (?:đảng|bộ|đoàn|đại|biểu|toàn|quốc))*|khoản|điều|chiến|kỳ|thứ|lục|vùng|loại|hạng|"
    r"cấp|bậc|tập|quyển|bảng|biểu|nhóm|đợt|đoạn|tiết|bài|vực|lần|lớp|tuyến|độ|chặng))\s"
    r"(?:[ivx]+(?:/\d{4})?\s?(?:,|và|hoặc|đến|-|–|—)\s?)*$"
)
_CLOSES = re.compile(r"[.)]|/\s")
_HEADING = re.compile(r"[\s#*]*")
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10}


def _roman_value(roman: str) -> int:
    values = [_ROMAN_VALUES[char] for char in roman]
    followed = [*values[1:], 0]
    return sum(
        -value if value < after else value for value, after in zip(values, followed, strict=True)
    )


def _roman(match: re.Match[str], voice: Voice) -> str | None:
    number = _roman_value(match["roman"])
    lead = _ROMAN_BEFORE.search(before(match, 60))
    if not lead:
        starts_line = _HEADING.fullmatch(match.string, 0, match.start())
        closes = _CLOSES.match(match.string, match.end())
        if not starts_line or not (closes or match["parts"]):
            return None
    read = read_ordinal if lead and lead["word"] == "thứ" else read_integer
    said = read(number, voice.region)
    for part in (match["parts"] or "").split(".")[1:]:
        name = read_integer(int(part), voice.region) if part.isdecimal() else letter_name(part)
        said += f" chấm {name}"
    return f"{said} năm {read_integer(int(match['year']), voice.region)}" if match["year"] else said


# điểm a, b và đ khoản 1: letters are said by their names.
_POINT = re.compile(r"(?P<letter>[a-zđ])(?![^\W\d_])")
_POINT_BEFORE = re.compile(
    r"(?<![^\W\d_])(?:điểm|tiết|ý)\s(?:[a-zđ]\d?\s?(?:,|;|và|hoặc|hay|đến|-|–)\s?(?:điểm\s)?)*$"
)


# «b) Từ đủ 60 tuổi» at the start of a line or of a part of a sentence.
_ITEM_BEFORE = re.compile(r"(?:^|[;:.]\s)[\s*#>+-]*$")


def _point(match: re.Match[str], _: Voice) -> str | None:
    lead = before(match, 80)
    item = match.string[match.end() : match.end() + 2] == ") " and _ITEM_BEFORE.search(lead)
    return letter_name(match["letter"]) if item or _POINT_BEFORE.search(lead) else None


SYMBOL = Rule(_NUMBER, _document)
NUMBER_AND_YEAR = Rule(_NUMBER_AND_YEAR, _number_and_year, spans=True)
LETTERED = Rule(_LETTERED, _lettered, spans=True)
TIGHT_LIST = Rule(_TIGHT_LIST, _tight_list)
PAPER = Rule(_PAPER, _paper)
ROMAN = Rule(_ROMAN, _roman, spans=True)
POINT = Rule(_POINT, _point, spans=True)
