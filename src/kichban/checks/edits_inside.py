"""What changed inside one paragraph, the gravest meaning of each change first."""

from __future__ import annotations

from collections.abc import Iterator

from kichban.as_written import Place
from kichban.checks.edits_align import Pair
from kichban.checks.edits_known import Known, Told, cut, is_foot, phones
from kichban.checks.edits_words import Change, Changes
from kichban.checks.typed import numbers_in_words
from kichban.vietnamese import sentences

__all__ = ["ROLES_VI", "told_inside"]

ROLES_VI = {
    "thong_diep": "thông điệp chính",
    "gioi_han": "câu nói giới hạn",
    "chua_chac": "câu nói điều chưa chắc",
    "cua_kiem_tra": "câu hỏi diện",
    "y_chinh": "câu nói ý chính",
}
_BY_KIND = {"de_muc": "E205", "o": "E207", "phieu": "E207", "nhan": "E207"}
_GONE = 0.34  # of a sentence: with less left of it, it is no longer said


def told_inside(pair: Pair, known: Known) -> list[Told]:
    """The changes of one paragraph; each kind once, figures and telephone numbers one by one."""
    out: dict[tuple[str, str], Told] = {}
    for item in _Teller(pair, known).all():
        finding = item.finding
        own = finding.message if finding.code in ("E101", "E102", "E103", "E107") else ""
        out.setdefault((finding.code, own), item)
    return list(out.values())


class _Teller:
    def __init__(self, pair: Pair, known: Known) -> None:
        self._pair, self._known = pair, known
        self._written, self._found = pair.written, pair.found
        self._changes = Changes(pair.written.text, pair.found.text)
        self._left = list(self._changes.all)

    def all(self) -> Iterator[Told]:
        yield from self._letters()
        yield from self._warnings()
        yield from self._roles()
        yield from self._places()
        yield from self._conditions()
        for change in self._left:
            yield from self._rest(change)

    def _told(self, code: str, message: str, start: int, end: int) -> Told:
        return self._known.told(code, message, self._written, self._found, (start, end))

    def _take(self, start: int, end: int) -> list[Change]:
        """The changes of a stretch, which are told now and not again."""
        taken = [change for change in self._left if change.touches(start, end)]
        self._left = [change for change in self._left if change not in taken]
        return taken

    def _letters(self) -> Iterator[Told]:
        for change in list(self._left):
            code = "E302" if change.letters_only else "E301" if change.signs_only else ""
            if not code:
                continue
            self._left.remove(change)
            was, now = cut(change.was), cut(change.now)
            message = (
                f"Chữ «{now}» trông giống «{was}» nhưng là chữ khác."
                if code == "E302"
                else f"Chỉ đổi dấu hay cách viết: «{was}» thành «{now}»."
            )
            yield self._told(code, message, change.now_start, change.now_end)

    def _warnings(self) -> Iterator[Told]:
        if not self._left or not self._known.warns(self._written.text):
            return
        for sentence in sentences(self._written.text):
            start, end = sentence.start, sentence.end
            if self._changes.kept(start, end) == 1 or not self._known.warns(sentence.text):
                continue
            now_start, now_end = self._changes.became(start, end)
            gone = self._changes.kept(start, end) < _GONE
            if gone or not self._known.warns(self._found.text[now_start:now_end]):
                self._take(start, end)
                what = "bị xóa" if gone else "bị sửa mất ý"
                message = f"Câu chống lừa {what}: «{cut(sentence.text)}»."
                yield self._told("E106", message, now_start, now_end)

    def _roles(self) -> Iterator[Told]:
        for place in self._written.named("vai."):
            if self._changes.kept(place.start, place.end) >= _GONE:
                continue
            if self._take(place.start, place.end):
                role = ROLES_VI.get(place.name.removeprefix("vai."), "câu phải có")
                words = cut(self._written.text[place.start : place.end])
                now = self._changes.became(place.start, place.end)
                yield self._told("E105", f"Mất {role}: «{words}».", *now)

    def _places(self) -> Iterator[Told]:
        """Figures, telephone numbers and names, each with its value before and after."""
        text = self._written.text
        dialled = [Place("noi.hotline", start, end) for _, start, end in phones(text)]
        named = [p for p in self._written.places if p.name.startswith(("so.", "noi."))]
        for place in [*dialled, *named]:
            if not any(change.touches(place.start, place.end) for change in self._left):
                continue
            start, end = self._changes.became(place.start, place.end)
            was, now = text[place.start : place.end], self._found.text[start:end].strip(" ,;.")
            told = self._place(place, was, now)
            if told is None:
                continue
            self._take(place.start, place.end)
            yield self._told(*told, start, end)

    def _place(self, place: Place, was: str, now: str) -> tuple[str, str] | None:
        """Code and message of a figure, telephone number or name that changed."""
        became = f"bị sửa thành «{cut(now)}»" if now else "bị xóa"
        if place.name == "noi.hotline":
            return "E107", f"Số điện thoại «{was}» {became}."
        if place.name.startswith("noi."):
            return "E108", f"Tên, nơi hoặc giờ «{was}» {became}."
        if was in self._found.text and self._written.text.count(was) == 1:
            return None  # it only stands elsewhere in the paragraph
        name = place.name.removeprefix("so.")
        if is_foot(self._written):
            return "E109", f"«{was}» trong dòng căn cứ, ngày {became}."
        law = self._known.law_of(name)
        number = any(map(str.isdigit, now)) or any(numbers_in_words(now))
        if number:
            return "E101", f"Số «{was}» {became}{law}."
        return "E102", f"Số «{was}» bị xóa{f', thay bằng «{cut(now)}»' if now else ''}{law}."

    def _conditions(self) -> Iterator[Told]:
        if is_foot(self._written) or self._written.kind in ("phieu", "nhan", "viec"):
            return
        whole = {(s.start, s.end) for s in sentences(self._written.text)}
        for change in list(self._left):
            if any(change.start <= a and b <= change.end for a, b in whole):
                continue
            had = self._known.conditional(change.was)
            if had and not self._known.conditional(change.now):
                self._left.remove(change)
                instead = f", thay bằng «{cut(change.now)}»" if change.now else ""
                message = f"Mất điều kiện «{cut(change.was.strip(' ,;'))}»{instead}."
                yield self._told("E104", message, change.now_start, change.now_end)

    def _rest(self, change: Change) -> Iterator[Told]:
        start, end = change.now_start, change.now_end
        strange = list(self._known.strange(self._found.text, start, end)) if change.now else []
        for code, message, at, until in strange:
            yield self._told(code, message, at, until)
        if strange:
            return
        was, now = cut(change.was), cut(change.now)
        told = (
            f"«{was}» thành «{now}»" if was and now else f"bỏ «{was}»" if was else f"thêm «{now}»"
        )
        if is_foot(self._written):
            code, what = "E109", "Dòng căn cứ, ngày hoặc nguồn bị sửa"
        else:
            code = _BY_KIND.get(self._written.kind, "E204")
            what = {"E205": "Đề mục bị sửa", "E207": "Ô bị sửa"}.get(code, "Lời bị sửa")
        yield self._told(code, f"{what}: {told}.", start, end)
