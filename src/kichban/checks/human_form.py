"""The form of the human judges, as a document that can be printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kichban.cells import cells, head, labelled, signatures
from kichban.checks.paper import Paper, paper_of_draft
from kichban.checks.rulebook import RuleBook, rule_book
from kichban.checks.rules import Question
from kichban.script import (
    Block,
    Bullets,
    Callout,
    Heading,
    Meta,
    Paragraph,
    Script,
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
            head("Tài liệu", draft.script.title),
            (
                labelled("Dành cho", subject.persona.ten),
                labelled("Kênh", subject.channel.ten),
                labelled("Nhóm này nghe, đọc thế nào", subject.persona.giong),
                labelled("Việc muốn người nghe làm", action),
                labelled("Thông điệp chính", message),
                labelled("Người chấm", _LONG),
                labelled("Là ai với nhóm người nghe", _LONG),
                labelled("Ngày chấm", _ASK),
            ),
            "Tài liệu được chấm và người chấm",
            (30, 70),
        ),
        Paragraph(
            (
                Text(
                    "Nghe hoặc đọc một lần rồi chấm, chưa hỏi người viết. Hai người chấm riêng, "
                    "mỗi người một phiếu; ít nhất một người thuộc hoặc gần nhóm người nghe."
                ),
            )
        ),
        Heading(2, (Text("Chấm điểm từng câu"),)),
        Table(
            head("Mã", "Câu hỏi", "Điểm cao nhất", "Cho điểm"),
            (
                *(_score_row(question) for question in scored),
                cells("", "Cộng", str(full), _ASK),
            ),
            "Câu hỏi cho người chấm và điểm của từng câu",
            (8, 64, 14, 14),
        ),
    ]
    if passed:
        blocks += [
            Heading(2, (Text("Bản tiếng dân tộc: đạt hay không đạt"),)),
            Table(
                head("Mã", "Điều phải có", "Đạt", "Không đạt"),
                tuple(cells(q.khoa, q.hoi, "☐", "☐") for q in passed),
                "Điều phải đạt của bản dịch",
                (8, 64, 14, 14),
            ),
        ]
    blocks += [
        Heading(2, (Text("Câu nào cần sửa, sửa thế nào?"),)),
        Bullets(tuple((Paragraph((Text(_LONG * 2),)),) for _ in range(4))),
        Callout("luu_y", (Paragraph((Text(_rule(book, full)),)),), "Quyết định"),
        signatures("NGƯỜI CHẤM", "NGƯỜI NHẬN PHIẾU"),
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
    return cells(question.khoa, question.hoi, str(question.diem), _ASK)
