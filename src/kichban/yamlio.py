"""YAML as officers type it: every scalar is text with a line number, nothing is guessed.

`01`, `1.500` and `no` stay what was typed; models give them their type. Duplicate keys, anchors
and tags are refused, each with its line and a remedy in Vietnamese.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import yaml

from kichban import marks as hidden
from kichban.errors import (
    BadField,
    BadYaml,
    CannotRead,
    KichbanError,
    ManyErrors,
    Where,
    did_you_mean,
)
from kichban.yaml_faults import in_words, refuse_bombs

if TYPE_CHECKING:
    from pydantic import BaseModel
    from pydantic_core import ErrorDetails

Key = str | int
Path_ = tuple[Key, ...]

_Loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_MAX_BYTES = 2_000_000
_MAX_DEPTH = 40
_SHOWN = 60


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


M = TypeVar("M", bound="BaseModel")


def validate(model: type[M], loaded: Loaded, **extra: Any) -> M:
    """Give a loaded file the types of its model.

    `extra` are fields that do not stand in the file itself, such as its id.

    Raises:
        BadField: one fault; ManyErrors: several. Each names file, line and remedy.
    """
    from pydantic import ValidationError

    data = loaded.data if loaded.data is not None else {}
    if not isinstance(data, dict):
        raise BadField(
            "Tệp này phải gồm các dòng «tên: giá trị».", where=loaded.where(), hint="xem tệp mẫu."
        )
    try:
        return model.model_validate({**data, **extra})
    except ValidationError as error:
        errors = list(_faults(error.errors(include_url=False), model, loaded))
        raise errors[0] if len(errors) == 1 else ManyErrors(errors) from error


def _faults(
    details: list[ErrorDetails], model: type[BaseModel], loaded: Loaded
) -> Iterator[KichbanError]:
    for detail in details:
        if detail["type"] == "too_short" and any(
            other is not detail and other["loc"][: len(detail["loc"])] == detail["loc"]
            for other in details
        ):
            continue  # the list is only short because an item in it is faulty
        raw = detail.get("ctx", {}).get("error")
        if isinstance(raw, KichbanError):
            yield raw
            continue
        path = tuple(p for p in detail["loc"] if _stands(p, detail["loc"], loaded.data))
        yield _fault(detail, path, model, loaded)


def _stands(part: Key, path: tuple[Key, ...], data: Any) -> bool:
    """Whether a step of pydantic's path is a key of the file, not the name of a union branch."""
    del path, data
    return not (isinstance(part, str) and (part.startswith("function-") or "[" in part))


def _fault(detail: ErrorDetails, path: Path_, model: type[BaseModel], loaded: Loaded) -> BadField:
    kind, where = detail["type"], loaded.where(path)
    name = next((str(p) for p in reversed(path) if isinstance(p, str)), "")
    typed = _short(detail.get("input"))
    if kind == "extra_forbidden":
        known = _known_fields(model, path)
        return BadField(f"Không có mục «{name}».", where=where, hint=did_you_mean(name, known))
    if kind == "missing":
        return BadField(f"Thiếu mục «{name}».", where=where, hint=f"thêm dòng «{name}: …».")
    if kind == "literal_error":
        allowed = str(detail.get("ctx", {}).get("expected", "")).replace(" or ", ", ")
        allowed = allowed.replace("'", "")
        return BadField(f"Mục «{name}» ghi «{typed}».", where=where, hint=f"chọn: {allowed}.")
    if kind.startswith(("date", "datetime")):
        return BadField(
            f"Mục «{name}» không phải ngày: «{typed}».",
            where=where,
            hint="viết năm-tháng-ngày, ví dụ 2027-01-31.",
        )
    if kind.startswith(("decimal", "int")):
        return BadField(f"Mục «{name}» không phải số: «{typed}».", where=where, hint="viết chữ số.")
    if kind == "value_error":
        raw = detail.get("ctx", {}).get("error")
        message, _, hint = str(raw).partition(" || ")
        return BadField(f"Mục «{name}»: {message}", where=where, hint=hint)
    if kind == "too_short":
        return BadField(f"Mục «{name}» còn trống.", where=where, hint="thêm ít nhất một dòng.")
    if kind == "too_long":
        return BadField(f"Mục «{name}» nhiều quá.", where=where, hint="bớt đi.")
    if kind.endswith("_type") and detail.get("input") is None:
        return BadField(f"Mục «{name}» để trống.", where=where, hint="viết thêm, hoặc bỏ dòng đó.")
    expected = {
        "string_type": "một câu chữ",
        "list_type": "một danh sách, mỗi dòng bắt đầu bằng dấu -",
        "tuple_type": "một danh sách, mỗi dòng bắt đầu bằng dấu -",
        "dict_type": "các dòng «tên: giá trị»",
        "model_type": "các dòng «tên: giá trị»",
        "bool_parsing": "«có» hoặc «không»",
        "string_pattern_mismatch": "một giá trị viết như tệp mẫu",
    }.get(kind, "một giá trị khác")
    return BadField(f"Mục «{name}» phải là {expected}.", where=where, hint="xem tệp mẫu.")


def _short(value: Any) -> str:
    text = " ".join(str(value).split()) if isinstance(value, str) else "…"
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def _known_fields(model: type[BaseModel], path: Path_) -> list[str]:
    from pydantic import BaseModel as Base

    current: Any = model
    for part in path[:-1]:
        if isinstance(part, int) or not (isinstance(current, type) and issubclass(current, Base)):
            continue
        found = current.model_fields.get(part)
        current = _inner_model(found.annotation) if found else None
        if current is None:
            return []
    if isinstance(current, type) and issubclass(current, Base):
        return [f.alias or n for n, f in current.model_fields.items()]
    return []


def _inner_model(annotation: Any) -> Any:
    from typing import get_args

    from pydantic import BaseModel as Base

    if isinstance(annotation, type) and issubclass(annotation, Base):
        return annotation
    for arg in get_args(annotation):
        if (found := _inner_model(arg)) is not None:
            return found
    return None
