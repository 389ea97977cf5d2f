"""What is wrong with the fields of a YAML file, in words that help an officer."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, TypeVar

from kichban.errors import BadField, KichbanError, ManyErrors, did_you_mean

if TYPE_CHECKING:
    from pydantic import BaseModel
    from pydantic_core import ErrorDetails

    from kichban.yamlio import Key, Loaded, Path_

__all__ = ["validate"]

_SHOWN = 60
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
