"""YAML as officers type it: every scalar is text with a line number, nothing is guessed.

`01`, `1.500` and `no` stay what was typed; models give them their type. Duplicate keys, anchors
and tags are refused, each with its line and a remedy in Vietnamese.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from kichban import marks as hidden
from kichban.errors import (
    BadYaml,
    CannotRead,
    KichbanError,
    ManyErrors,
    Where,
)
from kichban.yaml_faults import in_words, refuse_bombs
from kichban.yaml_fields import validate

if TYPE_CHECKING:
    pass

__all__ = ["Key", "Loaded", "Path_", "Start", "load", "parse", "read_text", "validate"]

Key = str | int
Path_ = tuple[Key, ...]

_Loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_MAX_BYTES = 2_000_000
_MAX_DEPTH = 40


@dataclass(frozen=True, slots=True)
class Start:
    """Where a text begins in its file, and how it is quoted: `"`, `'`, `>`, `|` or not at all."""

    line: int
    column: int
    style: str


@dataclass(frozen=True)
class Loaded:
    """A YAML file as plain dicts, lists, texts and None, with the place of each value.

    `marks` are the places of keys and list items, `starts` those of the texts themselves.
    """

    file: str
    data: Any
    lines: tuple[str, ...]
    marks: Mapping[Path_, tuple[int, int]]
    base: Loaded | None = None
    starts: Mapping[Path_, Start] = field(default_factory=dict)

    def over(self, base: Loaded) -> Loaded:
        """This file laid over another: what it says replaces, what it leaves out stays.

        Tables are merged key by key; a list replaces a list whole.
        """
        merged = _merged(base.data, self.data)
        return Loaded(self.file, merged, self.lines, self.marks, base, self.starts)

    def where(self, path: Path_ = ()) -> Where:
        """The place of a value; of the nearest value that holds it when it is not there."""
        if self.base is not None and path not in self.marks and path in self.base.marks:
            return self.base.where(path)
        while path and path not in self.marks:
            path = path[:-1]
        line, column = self.marks.get(path, (1, 1))
        text = self.lines[line - 1] if 0 < line <= len(self.lines) else ""
        width = len(str(path[-1])) if path and isinstance(path[-1], str) else 1
        return Where(self.file, line, column, text, width)


def _merged(base: Any, own: Any) -> Any:
    if isinstance(base, dict) and isinstance(own, dict):
        kept = {key: value for key, value in base.items() if key not in own}
        return kept | {key: _merged(base.get(key), value) for key, value in own.items()}
    return own


def read_text(path: Path, shown: str = "") -> str:
    """The text of a file: UTF-8, without byte-order mark, in Unicode form NFC.

    Raises:
        CannotRead: the file is missing, locked, too large, or not UTF-8.
    """
    name = shown or str(path)
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise CannotRead(
            f"Không mở được tệp «{name}».",
            where=Where(name),
            hint=f"xem tệp có ở đó không, có đang mở ở chương trình khác không ({_reason(error)}).",
        ) from error
    if len(raw) > _MAX_BYTES:
        raise CannotRead(
            f"Tệp «{name}» quá lớn.", where=Where(name), hint="chia thành nhiều tệp nhỏ."
        )
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise CannotRead(
            f"Tệp «{name}» không phải chữ Unicode UTF-8.",
            where=Where(name, line),
            hint="mở bằng Notepad, chọn Lưu thành…, mục Mã hóa chọn UTF-8.",
        ) from error
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))


def _reason(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "không có tệp"
    if isinstance(error, PermissionError):
        return "không có quyền đọc"
    if isinstance(error, IsADirectoryError):
        return "đây là thư mục"
    return "hệ thống không cho đọc"


def load(path: Path, shown: str = "") -> Loaded:
    """Read one YAML file. `shown` is the name used in messages, by default the path itself."""
    return parse(read_text(path, shown), shown or str(path))


def parse(text: str, file: str) -> Loaded:
    """Read YAML text. `file` is the name used in messages.

    Raises:
        BadYaml: not YAML, a duplicate key, an anchor, a tag, or nested too deep.
    """
    # YAML itself ends lines at these as well; so must the lines that messages show.
    lines = tuple(re.split("[\n\x85\u2028\u2029]", text))
    if place := hidden.place("\n".join(lines)):
        where = Where(file, *place, lines[place[0] - 1])
        raise BadYaml("Tệp có ký tự ẩn không dùng được.", where=where, hint="gõ lại dòng đó.")
    refuse_bombs(text, file, lines)
    try:
        node = yaml.compose(text, Loader=_Loader)
    except yaml.YAMLError as error:
        raise in_words(error, file, text, lines) from error
    except RecursionError as error:
        raise BadYaml("Tệp lồng nhau quá sâu.", where=Where(file)) from error
    reader = _Reader(file, lines)
    data = None if node is None else reader.plain(node, ())
    if reader.faults:
        raise reader.faults[0] if len(reader.faults) == 1 else ManyErrors(reader.faults)
    return Loaded(file, data, lines, reader.marks, None, reader.starts)


class _Reader:
    """Turns the nodes of one file into plain values, keeping their places."""

    def __init__(self, file: str, lines: tuple[str, ...]) -> None:
        self.file, self.lines = file, lines
        self.marks: dict[Path_, tuple[int, int]] = {}
        self.starts: dict[Path_, Start] = {}
        self.faults: list[KichbanError] = []
        self._seen: set[int] = set()

    def plain(self, node: yaml.Node, path: Path_) -> Any:
        self.marks.setdefault(path, _place(node))
        if id(node) in self._seen:
            # Copies could grow without end, so nothing after the first is read.
            raise self._fault(
                node, "Tệp dùng dấu & và * để chép lại đoạn khác.", "viết lại đoạn đó ra."
            )
        self._seen.add(id(node))
        if len(path) > _MAX_DEPTH:
            raise self._fault(node, "Tệp lồng nhau quá sâu.", "bớt số bậc thụt vào.")
        if not node.tag.startswith("tag:yaml.org,2002:") or "python" in node.tag:
            message = f"Không dùng nhãn «{node.tag}» trong tệp này."
            self.faults.append(self._fault(node, message, "bỏ chữ bắt đầu bằng dấu !."))
            return None
        if isinstance(node, yaml.MappingNode):
            return self._table(node, path)
        if isinstance(node, yaml.SequenceNode):
            return [self.plain(item, (*path, index)) for index, item in enumerate(node.value)]
        value = str(node.value)
        style = str(getattr(node, "style", "") or "")
        if not style and value in ("", "~", "null"):
            return None
        self.starts[path] = Start(*_place(node), style)
        return value

    def _table(self, node: yaml.MappingNode, path: Path_) -> dict[str, Any]:
        out: dict[str, Any] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                hint = "viết «tên: giá trị»; câu bắt đầu bằng {{ thì đặt trong ngoặc kép."
                self.faults.append(self._fault(key_node, "Tên mục phải là chữ.", hint))
                continue
            key = str(key_node.value)
            line, _ = place = _place(key_node)
            if key in out:
                first = self.marks[(*path, key)][0]
                message = f"Mục «{key}» viết hai lần, dòng {first} và dòng {line}."
                self.faults.append(self._fault(key_node, message, "giữ một, bỏ một."))
                continue
            self.marks[(*path, key)] = place
            out[key] = self.plain(value_node, (*path, key))
        return out

    def _fault(self, node: yaml.Node, message: str, hint: str) -> BadYaml:
        line, column = _place(node)
        text = self.lines[line - 1] if line <= len(self.lines) else ""
        return BadYaml(message, where=Where(self.file, line, column, text), hint=hint)


def _place(node: yaml.Node) -> tuple[int, int]:
    return node.start_mark.line + 1, node.start_mark.column + 1
