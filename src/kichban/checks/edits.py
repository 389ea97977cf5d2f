"""What hands changed in a document since it was written, each change told as what it is.

`edits` compares a file with the words that its sidecar keeps; packs may have changed meanwhile.
`edits_in_words` does the paragraphs, `edits_besides` what a Word file holds besides words.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from kichban.as_written import AsWritten, as_written
from kichban.checks.edited import Edited, Found
from kichban.checks.edited_markdown import edited_markdown
from kichban.checks.edited_word import edited_word
from kichban.checks.edits_align import aligned
from kichban.checks.edits_besides import besides, forbidden_along, untraceable
from kichban.checks.edits_conditions import with_lost_conditions
from kichban.checks.edits_known import Known
from kichban.checks.edits_paragraphs import told_of_words
from kichban.checks.edits_turned import with_turned_conditions
from kichban.checks.findings import LEVEL_ORDER, Finding
from kichban.checks.finished import Finished
from kichban.checks.reading import Setting
from kichban.checks.rulebook import RuleBook
from kichban.document_files import REVIEWER, is_paper
from kichban.vietnamese import nfc

__all__ = ["edits", "edits_between"]


def edits(document: Path | Finished, book: RuleBook, setting: Setting) -> tuple[Finding, ...]:
    """What was changed by hand in a finished document; the gravest first.

    Nothing is said of a document that was not written by kichban, or before sidecars kept words.

    Args:
        document: Word or Markdown; of any other kind nothing is said.
        book: The rules; they tell conditions and warnings from other words.
        setting: Who speaks to whom through what.

    Raises:
        CannotRead: the file cannot be read.
    """
    file = Finished.of(document)
    path = file.path
    if file.kind not in (".docx", ".md") or is_paper(path):
        return ()
    now = _edited(file)
    if file.sidecar is None:
        # A reviewer edition is made again from its document and carries nothing of its own.
        return () if path.stem.endswith(REVIEWER) else untraceable(now, str(path))
    data = file.sidecar.data
    if (before := as_written(data)) is None:
        return ()
    if file.kind == ".docx":
        now = replace(now, traced=file.word.traced)
    figures = data.get("so_lieu", ())
    return edits_between(before, now, str(path), figures, book, setting)


def edits_between(
    before: AsWritten,
    now: Edited,
    name: str,
    figures: list[dict[str, object]],
    book: RuleBook,
    setting: Setting,
) -> tuple[Finding, ...]:
    """What is otherwise in a document than it was written; the gravest first.

    Args:
        before: The document as it was written.
        now: The document as it stands.
        name: What the file is called in messages.
        figures: The records of figures in the sidecar.
        book: The rules.
        setting: Who speaks to whom through what.
    """
    of_words = [p for p in before.paragraphs if p.kind != "hinh"]
    if now.pictures is None:
        of_words = [p for p in of_words if p.kind != "o_hinh"]
    ours = {w.text for w in of_words}
    found = [_with_hidden(p, ours) for p in now.paragraphs]
    alignment = aligned(of_words, found)
    known = Known(name, figures, before, book.parts)
    told = told_of_words(alignment, known, boxes_may_go=bool(now.pictures))
    told = with_lost_conditions(told, alignment, book, setting)
    told = with_turned_conditions(told, book, setting)
    findings = [item.finding for item in told]
    findings += besides(before, now, name, alignment)
    findings += forbidden_along(now, name, book, setting)
    findings.sort(key=lambda f: (LEVEL_ORDER[f.level], f.where.line if f.where else 0))
    return tuple(findings)


def _edited(file: Finished) -> Edited:
    if file.kind == ".docx":
        return edited_word(file.word)
    composed = file.text  # refuses what is no text; how letters are composed is lost in it
    raw = file.path.read_text(encoding="utf-8-sig")
    return edited_markdown(composed if nfc(raw) == raw else raw)


def _with_hidden(paragraph: Found, written: set[str]) -> Found:
    """Words that someone hid are still those of the document; words typed hidden never were."""
    if not paragraph.hidden:
        return paragraph
    ours = paragraph.whole in written or any(paragraph.hidden in text for text in written)
    return replace(paragraph, text=paragraph.whole) if ours else paragraph
