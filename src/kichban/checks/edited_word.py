"""A Word document as hands left it: what `python-docx` does not tell is read from the parts.

Words added or struck while changes were tracked are told apart: `text` is the document as it was
before them, since nobody has accepted them yet.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from kichban.as_written import picture_digest
from kichban.checks.edited import Edited, Found, Picture, Remark, found, split_notes
from kichban.checks.word_file import R, W, WordFile, is_on
from kichban.provenance import SPOILED
from kichban.render.word_drawing import LOGO

__all__ = ["edited_word"]

_A_BLIP = "{http://schemas.openxmlformats.org/drawingml/2006/main}blip"
_V_IMAGE = "{urn:schemas-microsoft-com:vml}imagedata"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_OURS = "kichban"
_SPACE = {f"{W}tab": " ", f"{W}br": " ", f"{W}cr": " ", f"{W}noBreakHyphen": "-"}
_RUN, _RUN_SETTINGS = f"{W}r", f"{W}rPr"
_WORDS = (f"{W}t", f"{W}delText")
_BESIDES = (f"{W}commentReference", f"{W}txbxContent", _A_BLIP, _V_IMAGE)
_ALONG_PAGES = ("header", "footer")
_ADDED = (f"{W}ins", f"{W}moveTo")
_STRUCK = (f"{W}del", f"{W}moveFrom")
_ASIDE = (f"{W}pPr", f"{W}rPr", _FALLBACK, f"{W}txbxContent", f"{W}sdtPr")


def edited_word(file: WordFile) -> Edited:
    """A Word document as it stands.

    Raises:
        CannotRead: a part of it is spoiled.
    """
    try:
        return _Reader(file).edited()
    except SPOILED as error:
        raise file.refusal() from error


@dataclass(slots=True)
class _Pieces:
    """What one paragraph is made of."""

    kept: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    whole: list[str] = field(default_factory=list)
    added: list[str] = field(default_factory=list)
    struck: list[str] = field(default_factory=list)


class _Reader:
    def __init__(self, file: WordFile) -> None:
        self._file = file
        self._invisible = file.hidden_styles
        self._may_hide = bool(self._invisible) or any(
            b"vanish" in file.content(name) for name in (file.main, *self._along_pages())
        )
        self._number = 0
        self._tracked: list[Remark] = []
        self._comments: list[Remark] = []
        self._boxes: list[Remark] = []
        self._pictures: list[Picture] = []

    def edited(self) -> Edited:
        file = self._file
        said = self._said()
        media = {rid: name for rid, _, name in file.links(file.main)}
        more_than_words = next(file.body.iter(*_BESIDES), None) is not None
        paragraphs: list[Found] = []
        for element in _paragraphs(file.body):
            self._number += 1
            paragraph = self._paragraph(element)
            if paragraph.text or paragraph.whole:
                paragraphs.extend(split_notes(paragraph))
            if more_than_words:
                self._besides(element, said, media)
        return Edited(
            tuple(paragraphs),
            self._running("header"),
            self._running("footer"),
            tuple(self._tracked),
            tuple(self._comments),
            tuple(self._boxes),
            tuple(self._pictures),
        )

    def _said(self) -> dict[str, tuple[str, str]]:
        """The comments of others by id: who, what."""
        name = self._file.target(self._file.main, "comments")
        if name not in self._file.names:
            return {}
        return {
            comment.get(f"{W}id", ""): (
                comment.get(f"{W}author", ""),
                " ".join("".join(t.text or "" for t in comment.iter(f"{W}t")).split()),
            )
            for comment in self._file.root(name).iter(f"{W}comment")
            if comment.get(f"{W}author") != _OURS
        }

    def _along_pages(self, *kinds: str) -> list[str]:
        """The parts with the lines along every page; they are there, or the file is refused."""
        links = self._file.links(self._file.main)
        return list(dict.fromkeys(n for _, k, n in links if k in (kinds or _ALONG_PAGES)))

    def _running(self, kind: str) -> tuple[str, ...]:
        texts = []
        for name in self._along_pages(kind):
            pieces = _Pieces()
            for paragraph in self._file.root(name).iter(f"{W}p"):
                self._gather(paragraph, pieces, "")
                pieces.kept.append(" ")
            texts.append(found(0, "".join(pieces.kept)).text)
        return tuple(text for text in texts if text)

    def _paragraph(self, element: Any) -> Found:
        pieces = _Pieces()
        style = element.find(f"{W}pPr/{W}pStyle") if self._invisible else None
        hidden = style is not None and style.get(f"{W}val") in self._invisible
        self._gather(element, pieces, "hidden" if hidden else "")
        added, struck = ("".join(words).strip() for words in (pieces.added, pieces.struck))
        if added or struck:
            told = [f"xóa «{struck}»"] if struck else []
            told += [f"thêm «{added}»"] if added else []
            author = next((e.get(f"{W}author", "") for e in element.iter(*_ADDED, *_STRUCK)), "")
            self._tracked.append(Remark(self._number, ", ".join(told), author))
        whole = "".join(pieces.whole) if pieces.hidden else ""
        return found(self._number, "".join(pieces.kept), hidden="".join(pieces.hidden), whole=whole)

    def _gather(self, element: Any, pieces: _Pieces, state: str) -> None:
        for child in element:
            tag = child.tag
            if tag in _ASIDE or not isinstance(tag, str):
                continue
            if tag == _RUN:
                self._run(child, pieces, state)
            elif tag in _ADDED:
                self._gather(child, pieces, state or "added")
            elif tag in _STRUCK:
                self._gather(child, pieces, state or "struck")
            else:
                self._gather(child, pieces, state)

    def _run(self, run: Any, pieces: _Pieces, state: str) -> None:
        words = ""
        for child in run:
            tag = child.tag
            if tag in _WORDS:
                words += child.text or ""
            elif tag in _SPACE:
                words += _SPACE[tag]
        if not words:
            return
        if state == "added":
            pieces.added.append(words)
            return
        if state == "struck":
            pieces.struck.append(words)
        pieces.whole.append(words)
        if state == "hidden" or (self._may_hide and self._hides(run)):
            pieces.hidden.append(words)
        else:
            pieces.kept.append(words)

    def _hides(self, run: Any) -> bool:
        for settings in run.iterchildren(_RUN_SETTINGS):
            style = next(settings.iterchildren(f"{W}rStyle"), None)
            if style is not None and style.get(f"{W}val") in self._invisible:
                return True
            marks = (f"{W}vanish", f"{W}strike", f"{W}dstrike")
            return any(is_on(next(settings.iterchildren(m), None)) for m in marks) or _unseen(
                settings
            )
        return False

    def _besides(
        self, element: Any, said: dict[str, tuple[str, str]], media: dict[str, str]
    ) -> None:
        """Comments, boxes and pictures that stand in one paragraph."""
        for child in _deep(element):
            match child.tag:
                case tag if tag == f"{W}commentReference":
                    if child.get(f"{W}id") in said:
                        author, words = said[child.get(f"{W}id")]
                        self._comments.append(Remark(self._number, words, author))
                case tag if tag == f"{W}txbxContent":
                    inside = " ".join("".join(t.text or "" for t in child.iter(f"{W}t")).split())
                    self._boxes.append(Remark(self._number, inside))
                case tag if tag in (_A_BLIP, _V_IMAGE):
                    rid = child.get(f"{R}embed") or child.get(f"{R}id") or ""
                    if media.get(rid) in self._file.names and not _is_logo(child):
                        content = self._file.content(media[rid])
                        self._pictures.append(Picture(self._number, picture_digest(content)))


_PALE = ("FFFFFF", "FEFEFE", "FDFDFD")
_LEAST_SIZE = 8  # half points: below four points nobody reads it


def _unseen(settings: Any) -> bool:
    """Whether letters are white on the paper, or too small to be read."""
    color = next(settings.iterchildren(f"{W}color"), None)
    shaded = next(settings.iterchildren(f"{W}shd", f"{W}highlight"), None) is not None
    if color is not None and color.get(f"{W}val", "").upper() in _PALE and not shaded:
        return True
    size = next(settings.iterchildren(f"{W}sz"), None)
    half_points = size.get(f"{W}val", "") if size is not None else ""
    return half_points.isdigit() and int(half_points) < _LEAST_SIZE


def _is_logo(blip: Any) -> bool:
    """Whether a picture is the office's logo, which comes from the look and not from the words."""
    frames = (each for each in blip.iterancestors() if each.tag.endswith(("}inline", "}anchor")))
    frame = next(frames, None)
    named = None if frame is None else frame.find("{*}docPr")
    return named is not None and named.get("descr") == LOGO


def _paragraphs(element: Any) -> Iterator[Any]:
    """The paragraphs of the body in order, those of text boxes left out."""
    boxed = {p for box in element.iter(*_ASIDE) for p in box.iter(f"{W}p")}
    return (p for p in element.iter(f"{W}p") if p not in boxed)


def _deep(element: Any) -> Iterator[Any]:
    """Everything in a paragraph; of a thing told twice only the newer form."""
    for child in element:
        if child.tag == _FALLBACK or not isinstance(child.tag, str):
            continue
        yield child
        if child.tag != f"{W}txbxContent":
            yield from _deep(child)
