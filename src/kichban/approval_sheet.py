"""The approval sheet of one document: what it is, what the program found, who signs.

Laid out as an administrative paper (Decree 30/2020, with `looks/hanh-chinh.docx`). Blanks are
for hands: the program types no name of a person.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from kichban.cells import cells, head, labelled, signatures
from kichban.checks.gate_names import GATES
from kichban.measure import duration
from kichban.numerals import format_date
from kichban.provenance import law_bound
from kichban.provenance_text import places_of
from kichban.script import Block, Bullets, Callout, Heading, Meta, Paragraph, Script, Table, Text

if TYPE_CHECKING:
    from kichban.draft import Draft

__all__ = ["OWN_LAW", "Submitted", "approval_sheet"]

_DOTS = "…………………"
_UNITS = {
    "giay": "giây",
    "phut": "phút",
    "am_tiet": "âm tiết",
    "ky_tu": "ký tự",
    "trang": "trang",
    "trang_chieu": "trang chiếu",
}
OWN_LAW = "số liệu riêng của cơ quan"
"""How a sheet marks law that the office itself has written."""

_PRINTED_DIGITS = 16  # of 64: enough to compare by eye; the record of signatures keeps all


@dataclass(frozen=True)
class Submitted:
    """A document as it is handed in.

    `origin` is what its sidecar holds; `files` the sha256 of its files by name; `provisions`
    the points of law that its words rest on, each with its place; `remarks` what the
    reader has to know before signing; `limits` the thresholds of the decision.
    """

    name: str
    draft: Draft
    origin: Mapping[str, Any]
    files: Mapping[str, str]
    provisions: tuple[tuple[str, str], ...]
    remarks: tuple[str, ...]
    limits: Mapping[str, int]
    metric: str
    day: date


def approval_sheet(paper: Submitted) -> Script:
    """The sheet, ready for a format."""
    blocks = (
        _letterhead(paper),
        Heading(1, (Text("PHIẾU TRÌNH DUYỆT TÀI LIỆU TRUYỀN THÔNG"),)),
        _subject(paper),
        Heading(2, (Text("1. Tài liệu trình duyệt"),)),
        Table(
            head("Mục", "Nội dung"),
            tuple(labelled(label, text) for label, text in _about(paper) if text),
            "Tài liệu được trình duyệt",
            (28, 72),
        ),
        Heading(2, (Text("2. Máy đã soát"),)),
        Table(
            head("Mục", "Kết quả"),
            tuple(labelled(label, text) for label, text in _checked(paper)),
            "Kết quả soát của chương trình",
            (28, 72),
        ),
        Heading(2, (Text("3. Ý kiến"),)),
        *_opinions(paper),
        signatures("NGƯỜI SOẠN", "NGƯỜI SOÁT LUẬT", "NGƯỜI DUYỆT"),
        _recipients(),
        Heading(2, (Text("Phụ lục 1. Số liệu và căn cứ"),)),
        *_figures(paper),
        *_provisions(paper),
        Heading(2, (Text("Phụ lục 2. Bản trình duyệt"),)),
        Paragraph(
            (
                Text(
                    "Chữ ký ở phiếu này là cho đúng các tệp này. Tệp đổi một chữ thì dấu đổi, "
                    "và chữ ký không còn giá trị cho tệp đã đổi."
                ),
            )
        ),
        Table(
            head("Tệp, dữ liệu", "Dấu nhận dạng"),
            tuple(cells(label, text) for label, text in _marks(paper)),
            "Dấu nhận dạng của tệp, bộ mẫu, luật",
            (62, 38),
        ),
    )
    place = paper.draft.subject.place
    return Script(
        title="Phiếu trình duyệt tài liệu truyền thông",
        language="vi",
        blocks=blocks,
        meta=Meta(
            subject=paper.draft.script.title,
            author=place.don_vi,
            issued_on=paper.day.isoformat(),
            footer=(f"{paper.name}; kichban {paper.origin['dau_van_tay']['chuong_trinh']}",),
        ),
    )


def _letterhead(paper: Submitted) -> Callout:
    """Agency on the left, the country on the right, as every administrative paper begins."""
    place, day = paper.draft.subject.place, paper.day
    above = f"Bảo hiểm xã hội {place.ten_tinh}" if place.ten_tinh else _DOTS
    where = f"{place.ten_tinh or _DOTS}, ngày {day.day} tháng {day.month} năm {day.year}"
    rows = (
        cells(_first_up(place.don_vi), "Độc lập - Tự do - Hạnh phúc"),
        cells("Số: ……/……", where),
    )
    return Callout("dau_van_ban", (Table(head(above, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"), rows),))


def _subject(paper: Submitted) -> Callout:
    return Callout("trich_yeu", (Paragraph((Text(f"«{paper.draft.script.title}»"),)),))


def _recipients() -> Callout:
    who = ("Người soát luật, người duyệt;", "Lưu: văn thư, người soạn.")
    return Callout("noi_nhan", (Bullets(tuple((Paragraph((Text(name),)),) for name in who)),))


def _about(paper: Submitted) -> Iterator[tuple[str, str]]:
    draft = paper.draft
    subject, request, measured = draft.subject, draft.request, draft.length
    yield "Tên tài liệu", f"«{draft.script.title}»"
    yield "Dành cho", subject.persona.ten
    yield "Chủ đề", subject.topic.ten
    yield "Kênh", subject.channel.ten
    yield "Đếm vào chỉ số", paper.metric
    places = (subject.place.ten_xa, subject.place.ten_tinh)
    yield "Nơi dùng", _first_up(", ".join(name for name in places if name))
    yield "Thông điệp chính", (draft.elements.get("thong_diep") or ("",))[0]
    yield "Việc muốn người nghe làm", (draft.elements.get("viec_can_lam") or ("",))[0]
    issued = request.issued_on or request.law_date
    yield "Ngày ra, ngày luật", f"{format_date(issued)}; luật ngày {format_date(request.law_date)}"
    if draft.expires_on:
        last = format_date(draft.expires_on - timedelta(days=1))
        yield "Dùng đến hết ngày", f"{last}; từ {format_date(draft.expires_on)} phải làm lại"
    else:
        yield "Dùng đến hết ngày", "chưa có văn bản nào đổi số đã dùng"
    long = f"{measured.syllables} âm tiết"
    if subject.channel.spoken:
        long += f", nói hết {duration(measured.seconds)}"
    if measured.minutes:
        long += f", cả buổi {measured.minutes} phút"
    yield "Độ dài", f"{long} (khung: {'; '.join(_frames(paper))})"


def _first_up(text: str) -> str:
    return text[:1].upper() + text[1:]


def _frames(paper: Submitted) -> Iterator[str]:
    for limit in paper.draft.subject.channel.gioi_han:
        least = f"{limit.it_nhat} đến " if limit.it_nhat else "nhiều nhất "
        yield f"{least}{limit.nhieu_nhat} {_UNITS[limit.don_vi]}"


def _checked(paper: Submitted) -> Iterator[tuple[str, str]]:
    draft, origin = paper.draft, paper.origin
    score = draft.score
    need = paper.limits["phat_hanh"]
    yield (
        "Điểm rõ ràng",
        "không chấm được" if score is None else f"{score}/100 (từ {need} thì đưa người chấm)",
    )
    waived = origin["bo_qua"]
    names = {item["cong"] for item in waived}
    failing = [f for f in draft.blocking if not {f.gate, f.code} & names]
    if failing:
        yield "Cổng không đạt", "; ".join(f"{f.gate or f.code}: {f.message}" for f in failing)
    else:
        yield "Cổng", "đạt cả" if not waived else "đạt, trừ cổng bỏ qua dưới đây"
    for item in waived:
        name = GATES.get(item["cong"], item["cong"])
        yield (
            "Cổng bỏ qua",
            f"{item['cong']} ({name}): {item['ly_do']}. Chịu trách nhiệm: {item['nguoi']}.",
        )
    warnings = sum(f.level == "canh_bao" for f in draft.findings)
    yield "Cảnh báo của máy", f"{warnings} (xem bằng kichban check)" if warnings else "không"
    for remark in paper.remarks:
        yield "Lưu ý", remark


def _figures(paper: Submitted) -> tuple[Block, ...]:
    rows = []
    for record in paper.origin["so_lieu"]:
        if not law_bound(record["ten"]):
            continue
        until = record["den"]
        own = any(basis.get("rieng_cua_co_quan") for basis in record["tham_so"])
        sure = ("" if record["chac_chan"] else " (chưa chắc)") + f" ({OWN_LAW})" * own
        rows.append(
            cells(
                ", ".join(record["in_ra"]),
                f"{record['la']}{sure}",
                places_of(record["can_cu"]),
                format_date(date.fromisoformat(until)) if until else "chưa có hạn",
            )
        )
    if not rows:
        return (Paragraph((Text("Tài liệu không có con số nào của luật."),)),)
    return (
        Table(
            head("In ra", "Là gì", "Căn cứ", "Đúng đến hết"),
            tuple(rows),
            "Mỗi con số của tài liệu, căn cứ và hạn",
            (20, 32, 30, 18),
        ),
    )


def _provisions(paper: Submitted) -> tuple[Block, ...]:
    if not paper.provisions:
        return ()
    return (
        Table(
            head("Lời dựa trên điểm luật", "Căn cứ"),
            tuple(cells(name, place) for name, place in paper.provisions),
            "Điểm luật mà lời của tài liệu dựa vào",
            (58, 42),
        ),
    )


def _marks(paper: Submitted) -> Iterator[tuple[str, str]]:
    for name, digest in paper.files.items():
        yield name, f"sha256 {digest[:_PRINTED_DIGITS]}…"
    marks = paper.origin["dau_van_tay"]
    yield "Bộ mẫu", marks["bo_mau"]
    yield "Dữ liệu luật", marks["luat"]
    yield "Lời mẫu", marks["loi"]


def _opinions(paper: Submitted) -> tuple[Block, ...]:
    limits = paper.limits
    dots = _DOTS * 3
    return (
        Table(
            head("Người chấm", "Điểm", "Cần"),
            (
                cells("Tổng điểm người chấm (quy về 100)", "", f"từ {limits['nguoi_cham']}"),
                cells("Câu H4: không kẻ cả, dọa nạt, gán nếp nghĩ", "", f"đủ {limits['h4']}"),
                cells("Câu H7: đúng nghĩa của luật", "", f"từ {limits['h7']}"),
            ),
            "Điểm của người chấm",
            (64, 18, 18),
        ),
        Paragraph((Text(f"Ý kiến người soát: {dots}"),)),
        Paragraph((Text(f"Ý kiến người duyệt: {dots}"),)),
    )
