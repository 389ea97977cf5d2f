"""Changes besides the words of the body: tracked changes, comments, pictures, running lines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from kichban.as_written import AsWritten
from kichban.checks.edited import Edited
from kichban.checks.edits_align import Alignment
from kichban.checks.edits_known import cut
from kichban.checks.findings import Finding, Level
from kichban.checks.reading import Reading, Setting
from kichban.checks.rulebook import RuleBook
from kichban.errors import Where
from kichban.render.paragraphs import without_note_marks

__all__ = ["besides", "forbidden_along", "untraceable"]

_SIGNED = re.compile(r"bản mẫu \d[\w.+-]*, dữ liệu luật [0-9a-f]{6}|(?<!\w)kichban \d+\.\d+")
_OUT = "bỏ đi, hoặc đưa vào thân bài."
_LEAST_ADDED = 3  # a full stop or a dash is no addition
_UNTRACED = "Tệp không còn mang theo nguồn số liệu của nó."
_KEEP = "giữ tệp .nguon.json cạnh tài liệu, hoặc viết lại tài liệu."


def besides(before: AsWritten, now: Edited, name: str, alignment: Alignment) -> Iterator[Finding]:
    """What changed in a document besides the words of its body."""
    texts = {f.number: f.text for f in alignment.found}

    def finding(code: str, level: Level, message: str, hint: str, number: int = 0) -> Finding:
        text = texts.get(number, "")
        where = Where(name, number, 1 if text else 0, text, max(1, len(text)))
        return Finding(code, level, message, where, hint)

    for change in now.tracked:
        by = f" ({change.by})" if change.by else ""
        message = f"Sửa có theo dõi chưa duyệt{by}: {cut_told(change.text)}."
        hint = "trong Word: thẻ Xem lại, chấp nhận hay bỏ từng chỗ, rồi soát lại."
        yield finding("E401", "loi", message, hint, change.number)
    for comment in now.comments:
        by = f" của {comment.by}" if comment.by else ""
        message = f"Còn lời bàn{by} trong tệp: «{cut(comment.text)}»."
        yield finding("E402", "canh_bao", message, "đọc, xử lý rồi xóa lời bàn.", comment.number)
    for paragraph in alignment.found:
        if paragraph.hidden:
            message = f"Có chữ ẩn, in không ra: «{cut(paragraph.hidden)}»."
            hint = "bỏ kiểu chữ ẩn, hoặc xóa hẳn."
            yield finding("E403", "canh_bao", message, hint, paragraph.number)
    ours = {w.text for w in before.paragraphs}
    for box in now.boxes:
        if box.text and without_note_marks(box.text)[0] not in ours:
            message = f"Hộp chữ đặt thêm: «{cut(box.text)}»."
            yield finding("E405", "canh_bao", message, "đưa lời vào thân bài.", box.number)
    for code, level, message, hint, number in _pictures(before, now, alignment):
        yield finding(code, level, message, hint, number)
    yield from _running(before, now, name)
    if not now.traced:
        yield Finding("E406", "canh_bao", _UNTRACED, Where(name), _KEEP)


def untraceable(now: Edited, name: str) -> tuple[Finding, ...]:
    """What to say of a document without a sidecar: something only when kichban wrote it."""
    texts = (*(p.text for p in now.paragraphs), *now.footers)
    if any(_SIGNED.search(text) for text in texts):
        message = f"{_UNTRACED[:-1]}, nên không biết chỗ nào đã sửa."
        return (Finding("E406", "canh_bao", message, Where(name), _KEEP),)
    return ()


def cut_told(text: str) -> str:
    """What was tracked, in one line that is not too long."""
    return text if len(text) <= 160 else f"{text[:159].rstrip()}…"


def _pictures(
    before: AsWritten, now: Edited, alignment: Alignment
) -> Iterator[tuple[str, Level, str, str, int]]:
    if now.pictures is None:
        return
    wanted = Counter(p.text for p in before.paragraphs if p.kind == "hinh")
    missing = wanted - Counter(p.digest for p in now.pictures)
    extra = []
    for picture in now.pictures:
        if wanted[picture.digest] > 0:
            wanted[picture.digest] -= 1
        else:
            extra.append(picture.number)
    free = sum(lost.written.kind == "o_hinh" for lost in alignment.lost)
    for _ in range(missing.total()):
        if extra:
            message = "Hình trong tài liệu đã bị thay bằng hình khác."
            yield (
                "E404",
                "canh_bao",
                message,
                "xem hình mới có đúng ý, đúng bản quyền.",
                extra.pop(0),
            )
        else:
            yield "E404", "canh_bao", "Hình trong tài liệu đã mất.", "đặt lại hình.", 0
    for number in extra:
        if free > 0:
            free -= 1
            message = "Ô chừa chỗ đã dán hình."
            yield "E405", "goi_y", message, "xem hình có đúng chỗ, đúng ý.", number
        else:
            message = "Hình đặt thêm vào tài liệu."
            yield "E405", "canh_bao", message, "xem hình có đúng ý, đúng bản quyền.", number


def forbidden_along(now: Edited, name: str, book: RuleBook, setting: Setting) -> Iterator[Finding]:
    """Promises, fear and old names typed into the lines along every page."""
    if name.endswith(".md"):
        return  # what is not ours is told as typed in
    for text in dict.fromkeys((*now.headers, *now.footers)):
        reading = Reading.of_text(text)
        for phrase in book.phrases:
            for hit in phrase.hits(reading, setting) if phrase.rule.cong else ():
                message = f"Đầu trang hay chân trang: {hit.message}"
                yield Finding("E109", "loi", message, Where(name), hit.rule.cach_sua, cut(text))


def _added(there: Sequence[str], lines: Sequence[str]) -> Iterator[str]:
    """Words along the pages that are not ours; numbers of pages are no words."""
    ours = sorted((without_note_marks(line)[0] for line in lines), key=len, reverse=True)
    for text in dict.fromkeys(there):
        rest = text
        for line in ours:
            rest = rest.replace(line, " ") if line else rest
        rest = " ".join(rest.split())
        if len(re.sub(r"trang|[\d\W]", "", rest, flags=re.IGNORECASE)) > _LEAST_ADDED:
            yield rest


def _running(before: AsWritten, now: Edited, name: str) -> Iterator[Finding]:
    """Lines of ours that no header or footer holds any more."""
    for lines, there, what in (
        (before.header, now.headers, "đầu trang"),
        (before.footer, now.footers, "chân trang"),
    ):
        # A look may add words of its own to the pages of a Word file, not to those of Markdown.
        for added in _added(there, lines) if name.endswith(".md") and lines else ():
            message = f"Chữ gõ thêm vào {what}: «{cut(added)}»."
            yield Finding("E109", "loi", message, Where(name), _OUT, added)
        for line in lines:
            words = without_note_marks(line)[0]
            if words and not any(words in text for text in there):
                yield Finding(
                    "E109",
                    "loi",
                    f"Dòng {what} bị sửa hoặc mất: «{cut(words)}».",
                    Where(name),
                    "trả lại như cũ; muốn đổi ngày, đơn vị thì viết lại tài liệu.",
                    words,
                )
