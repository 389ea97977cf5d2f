"""The form of the human judges, as a document that can be printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kichban.checks.paper import Paper, paper_of_draft
from kichban.checks.rulebook import RuleBook, rule_book
from kichban.checks.rules import Question
from kichban.script import (
    Block,
    Break,
    Bullets,
    Callout,
    Heading,
    Meta,
    Paragraph,
    Script,
    Strong,
    Table,
    Text,
)

if TYPE_CHECKING:
    from kichban.draft import Draft
    from kichban.workshop import Workshop

__all__ = ["human_form", "questions"]

_ASK = "………"
_LONG = "…………………………………………"


def questions(paper: Paper, book: RuleBook) -> tuple[Question, ...]:
    """What the judges of this document are asked; short material has fewer questions."""
    if book.judges is None:
        return ()
    asked = tuple(q for q in book.judges.cau if q.ngan or not paper.short)
    language = paper.place.ngon_ngu if paper.place else ""
    return (*asked, *book.judges.dan_toc) if language else asked


def human_form(draft: Draft, workshop: Workshop) -> Script:
    """The form for one document: what it is, the questions, the thresholds, two signatures."""
    book = rule_book(workshop.packs)
    paper = paper_of_draft(draft, frozenset())
    subject = draft.subject
    asked = questions(paper, book)
    scored = tuple(question for question in asked if question.diem)
    passed = tuple(question for question in asked if not question.diem)
    full = sum(question.diem for question in scored)
    message = (draft.elements.get("thong_diep") or ("",))[0]
    action = (draft.elements.get("viec_can_lam") or ("",))[0]
    blocks: list[Block] = [
        Heading(1, (Text("Phiếu của người chấm"),)),
        Table(
            (_plain("Tài liệu"), _plain(draft.script.title)),
            (
                _row("Dành cho", subject.persona.ten),
                _row("Kênh", subject.channel.ten),
                _row("Nhóm này nghe, đọc thế nào", subject.persona.giong),
                _row("Việc muốn người nghe làm", action),
                _row("Thông điệp chính", message),
                _row("Người chấm", _LONG),
                _row("Là ai với nhóm người nghe", _LONG),
                _row("Ngày chấm", _ASK),
            ),
            "Tài liệu được chấm và người chấm",
            (30, 70),
        ),
        Paragraph(
            (
                Text(
                    "Nghe hoặc đọc một lần rồi chấm, chưa hỏi người viết. Hai người chấm riêng, ít "
                    "nhất một người thuộc hoặc gần nhóm người nghe."
                ),
            )
        ),
        Heading(2, (Text("Chấm điểm từng câu"),)),
        Table(
            (_plain("Mã"), _plain("Câu hỏi"), _plain("Điểm cao nhất"), _plain("Cho điểm")),
            (
                *(_score_row(question) for question in scored),
                _cells("", "Cộng", str(full), _ASK),
            ),
            "Câu hỏi cho người chấm và điểm của từng câu",
            (8, 64, 14, 14),
        ),
    ]
    if passed:
        blocks += [
            Heading(2, (Text("Bản tiếng dân tộc: đạt hay không đạt"),)),
            Table(
                (_plain("Mã"), _plain("Điều phải có"), _plain("Đạt"), _plain("Không đạt")),
                tuple(_cells(q.khoa, q.hoi, "☐", "☐") for q in passed),
                "Điều phải đạt của bản dịch",
                (8, 64, 14, 14),
            ),
        ]
    blocks += [
        Heading(2, (Text("Câu nào cần sửa, sửa thế nào?"),)),
        Bullets(tuple((Paragraph((Text(_LONG * 2),)),) for _ in range(4))),
        Callout("luu_y", (Paragraph((Text(_rule(book, full)),)),), "Quyết định"),
        Break("nghi"),
        Table(
            (_plain("Người chấm thứ nhất"), _plain("Người chấm thứ hai")),
            (
                _cells("Ký, ghi họ tên", "Ký, ghi họ tên"),
                _cells(_LONG, _LONG),
            ),
            "Chữ ký của hai người chấm",
            (50, 50),
        ),
    ]
    return Script(
        title="Phiếu của người chấm",
        language="vi",
        blocks=tuple(blocks),
        meta=Meta(
            subject=draft.script.title,
            author=subject.place.don_vi,
            keywords=(subject.persona.ten, subject.channel.ten),
            issued_on=draft.script.meta.issued_on,
            footer=(f"{draft.name}; bản mẫu {draft.origin['bo_mau'][:6]}",),
        ),
    )


def _rule(book: RuleBook, full: int) -> str:
    limits, judges = book.limits, book.judges
    apart = judges.chenh if judges else 20
    return (
        f"Phát hành được khi mọi cổng đạt, máy chấm từ {limits.get('phat_hanh', 85)}, người chấm "
        f"từ {limits.get('nguoi_cham', 80)} trên 100, câu H7 từ {limits.get('h7', 12)}, câu H4 đủ "
        f"{limits.get('h4', 12)}. Phiếu này tổng {full} điểm; ít hơn 100 thì quy về 100. Hai "
        f"người chênh nhau quá {apart} điểm thì ngồi lại bàn. Điểm máy và điểm người chấm không "
        "cộng chung."
    )


def _score_row(question: Question) -> tuple[tuple[Block, ...], ...]:
    return _cells(question.khoa, question.hoi, str(question.diem), _ASK)


def _cells(*texts: str) -> tuple[tuple[Block, ...], ...]:
    return tuple((Paragraph((Text(text),)),) if text else () for text in texts)


def _row(label: str, text: str) -> tuple[tuple[Block, ...], ...]:
    return ((Paragraph((Strong((Text(label),)),)),), (Paragraph((Text(text),)),) if text else ())


def _plain(text: str) -> tuple[Text, ...]:
    return (Text(text),)
