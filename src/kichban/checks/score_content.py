"""Items on what is said: the action and its steps, the reason, the limits, the objection."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal

from kichban.checks.faults import Fault, Item
from kichban.checks.paper import Paper
from kichban.checks.reading import Line
from kichban.checks.rulebook import RuleBook
from kichban.checks.score_message import SAID, unknown
from kichban.personas import Persona
from kichban.script import Bullets, walk
from kichban.vietnamese import fold

__all__ = [
    "action",
    "honesty",
    "limits",
    "objection",
    "reason",
    "steps",
]


def action(paper: Paper, book: RuleBook, name: str, full: int) -> Item:
    """P3: somebody is told what to do, and who does it is said."""
    if paper.short and paper.channel is not None and "BB2" not in paper.channel.bat_buoc:
        why = "kênh này không đòi nêu việc cần làm."
        return Item("P3", name, 0, full, why, (), judged=False)
    calls = _calls(paper, book)
    if not calls:
        fault = Fault(
            "Không thấy việc người nghe cần làm.",
            paper.reading.counted[-1] if paper.reading.counted else None,
            hint="thêm một câu: mang gì, đến đâu, hỏi ai.",
        )
        return Item("P3", name, 0, full, "không có lời mời làm gì.", (fault,))
    addressed = next((ln for ln in calls if _addressed(ln, paper, book)), None)
    if addressed is None:
        fault = Fault(
            "Việc cần làm chưa nói với ai.",
            calls[0],
            0,
            len(calls[0].text),
            hint=f"mở đầu bằng «{paper.setting.listener or 'bà con'}» hoặc bằng động từ.",
        )
        return Item("P3", name, full // 2, full, "có việc cần làm, chưa gọi người nghe.", (fault,))
    return Item("P3", name, full, full, f"«{addressed.text}»")


def _calls(paper: Paper, book: RuleBook) -> list[Line]:
    """Sentences that tell people what to do; one too long to be followed tells nothing."""
    most = paper.sentence_limits.dai_nhat
    told = paper.says("viec_can_lam", "0.6")
    found = [
        line
        for line in paper.reading.counted
        if line.syllables <= most and book.parts.find("viec_can_lam", line.view)
    ]
    return [*(told.lines if told else ()), *found]


def _addressed(line: Line, paper: Paper, book: RuleBook) -> bool:
    if paper.setting.listener and fold(paper.setting.listener) in fold(line.text):
        return True
    words = line.view.words.split()
    if words and words[0] in _IMPERATIVES:
        return True
    return bool(book.parts.find("goi_nguoi_nghe", line.view))


_IMPERATIVES = frozenset(
    (
        *("mang", "cầm", "đem", "đến", "tới", "ra", "ghé", "gọi", "hỏi", "nhờ", "mở", "tra", "xem"),
        *("ghi", "nộp", "gửi", "quét", "liên", "gặp", "tìm", "đăng", "nhắn", "bấm", "giữ", "lấy"),
        *("nhớ", "hãy", "mời", "cứ", "báo", "lập", "chuẩn", "đừng", "kiểm", "rà", "làm"),
    )
)


def steps(paper: Paper, book: RuleBook, name: str, full: int) -> Item:
    """P4: steps, and where, when, with what."""
    parts, calls = book.parts, _calls(paper, book)
    lines = [other for call in calls for other in paper.reading.near(call)]
    words = fold("\n".join(line.text for line in lines))
    place = paper.place
    ordered = any(isinstance(b, Bullets) and b.ordered for b in walk(paper.reading.blocks))
    stepped = ordered or len({line.place for line in calls}) >= 2
    stepped = stepped or any(parts.find("trinh_tu", line.view) for line in lines)
    goes = bool(place and fold(place.diem_dang_ky) in words)
    goes = goes or any(parts.find("noi_den", line.view) for line in lines)
    timed = bool(place and fold(place.gio_lam_viec) in words)
    timed = timed or any(parts.find("gio_giac", line.view) for line in lines)
    checks = (
        (bool(calls) and stepped, 1, "chia bước", "viết thành hai ba bước ngắn"),
        (goes, 2, "nơi đến", "thêm {{ noi.diem_dang_ky }}"),
        (timed, 1, "lúc nào", "thêm {{ noi.gio_lam_viec }}"),
        (
            any(parts.find("giay_mang_theo", line.view) for line in lines),
            2,
            "mang gì theo",
            "thêm «mang thẻ căn cước»",
        ),
    )
    got = sum(points for ok, points, _, _ in checks if ok)
    faults = tuple(
        Fault(f"Việc cần làm chưa nói {what}.", hint=f"{hint}.")
        for ok, _, what, hint in checks
        if not ok
    )
    return Item("P4", name, got, full, "", faults)


def _element(
    paper: Paper,
    book: RuleBook,
    element: str,
    part: str,
    fits: Callable[[Line], bool] | None = None,
) -> Line | None:
    """Where the document says a sentence of its topic, or one with a marker of the same meaning."""
    told = paper.says(element, "0.6")
    if told and told.lines:
        return told.lines[0]
    most = paper.sentence_limits.dai_nhat
    return next(
        (
            line
            for line in paper.reading.lines
            if line.syllables <= most
            and book.parts.find(part, line.view)
            and (fits is None or fits(line))
        ),
        None,
    )


def _errand(line: Line, book: RuleBook) -> bool:
    words = line.view.words.split()
    return (
        line.asks
        or bool(words and words[0] in _IMPERATIVES)
        or bool(book.parts.find("viec_can_lam", line.view))
    )


def reason(paper: Paper, book: RuleBook, name: str, full: int) -> Item:
    """P13: why it matters to these people; a question or an errand is no reason."""
    found = _element(paper, book, "ly_do", "ly_do", lambda line: not _errand(line, book))
    if found:
        return Item("P13", name, full, full, f"«{found.text}»")
    wanted = (paper.elements.get("ly_do") or ("",))[0]
    hint = f"thêm «{wanted}»" if wanted else "thêm lý do."
    if paper.persona is not None:
        hint += f" Nhóm này coi trọng: {'; '.join(paper.persona.coi_trong)}."
    return Item("P13", name, 0, full, "", (Fault("Chưa nói vì sao nên nghe.", hint=hint),))


def limits(paper: Paper, book: RuleBook, name: str, full: int) -> Item:
    """P14: what it does not do is said too."""
    found = _element(paper, book, "gioi_han", "gioi_han")
    if found:
        return Item("P14", name, full, full, f"«{found.text}»")
    wanted = (paper.elements.get("gioi_han") or ("",))[0]
    hint = f"thêm «{wanted}»" if wanted else "thêm một câu nói thật điều không có, chưa có."
    fault = Fault("Chỉ nói cái được, chưa nói cái không.", hint=hint)
    return Item("P14", name, 0, full, "", (fault,))


def objection(paper: Paper, book: RuleBook, name: str, full: int) -> Item:
    """P15: something that these people really say back is answered, with its law in the notes."""
    if paper.persona is None:
        return unknown("P15", name, full)
    said = [place for share, place in _answered(paper, paper.persona) if share >= SAID]
    if not said:
        asked = any(book.parts.find("phan_bac", line.view) for line in paper.reading.lines)
        fault = Fault(
            "Chưa trả lời điều nhóm này hay nói lại.",
            hint=f"thêm câu «{paper.persona.phan_bac[0].cau}» và lời đáp.",
        )
        return Item("P15", name, 2 if asked else 0, full, "", (fault,))
    known = set(paper.draft.provisions) if paper.draft else None
    for place in said:
        answer = paper.persona.phan_bac[place]
        if known is None or known & set(answer.can_cu):
            return Item("P15", name, full, full, f"«{answer.cau}»")
    fault = Fault(
        "Lời đáp chưa gắn căn cứ.",
        hint="thêm «| theo(p.can_cu)» sau lời đáp trong mẫu.",
    )
    return Item("P15", name, full - 2, full, "", (fault,))


def _answered(paper: Paper, persona: Persona) -> Iterator[tuple[Decimal, int]]:
    """How much of each answer is said, and its place; a short one only behind its question."""
    told, known = persona.phan_bac, paper.elements
    answers = known.get("phan_bac") or tuple(o.tra_loi for o in told)
    asked = known.get("phan_bac_cau") or tuple(o.cau for o in told)
    short = known.get("phan_bac_gon") or tuple(o.gon for o in told)
    for place, text in enumerate(answers):
        yield paper.told(text).share, place
    for place, (question, text) in enumerate(zip(asked, short, strict=True)):
        share = paper.told(text).share
        if share >= SAID:
            yield min(share, paper.told(question).share), place


def honesty(paper: Paper, book: RuleBook, name: str, full: int) -> Item:
    """P17: what is not certain, or where it is worked out for each person."""
    found = _element(paper, book, "chua_chac", "chua_chac")
    if found:
        return Item("P17", name, full, full, f"«{found.text}»")
    wanted = (paper.elements.get("chua_chac") or ("Nhờ cán bộ tính cho từng người.",))[0]
    fault = Fault("Chưa nói điều chưa chắc, chỗ hỏi cho từng người.", hint=f"thêm «{wanted}»")
    return Item("P17", name, 0, full, "", (fault,))
