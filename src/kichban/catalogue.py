"""What there is: lists of everything in the packs, and one thing shown whole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from kichban.citations import cite
from kichban.errors import KichbanError
from kichban.numerals import format_date
from kichban.packs import Packs
from kichban.quantities import VERIFICATION_VI


def rows(packs: Packs, kind: str) -> Iterator[tuple[str, str]]:
    """Id and title of everything of one kind.

    `kind`: personas, topics, channels, places, parameters, provisions, calculators, formats,
    packs.
    """
    if kind == "calculators":
        from kichban.calculators import REGISTRY

        for name in REGISTRY.names():
            yield name, REGISTRY.get(name).title
    elif kind == "formats":
        from kichban.render import FORMATS

        for name, item in FORMATS.switched(packs.switches).items():
            yield name, item.title_vi
    elif kind == "packs":
        from kichban.catalogue_packs import pack_rows

        yield from pack_rows(packs)
    elif kind == "parameters":
        for name in packs.law.parameter_ids():
            yield name, packs.law.parameter(name).ten
    elif kind == "provisions":
        for provision in packs.law.provisions():
            yield provision.id, provision.ten
    elif kind == "places":
        for name in packs.ids("places"):
            place = packs.place(name)
            yield name, f"{place.ten_xa}{f', {place.ten_tinh}' if place.ten_tinh else ''}"
    else:
        for name in packs.ids(kind):
            try:
                yield name, _model(packs, kind, name).ten
            except KichbanError as error:
                yield name, f"({error.code} {error.message})"


def _model(packs: Packs, kind: str, name: str) -> Any:
    return {"personas": packs.persona, "topics": packs.topic, "channels": packs.channel}[kind](name)


def shown(packs: Packs, kind: str, name: str) -> Iterator[str]:
    """One thing whole, line by line, beginning with the file and the pack it comes from."""
    if kind == "parameters":
        yield from _parameter(packs, name)
    elif kind == "provisions":
        from kichban.law.search import describe

        yield from describe(packs.law, packs.law.provision(name))
    elif kind == "calculators":
        yield from _calculator(name)
    elif kind == "formats":
        from kichban.render import FORMATS

        item = FORMATS.switched(packs.switches).wanted(name)
        yield f"{name}: {item.title_vi}, tệp *{item.suffix}"
    elif kind == "packs":
        from kichban.catalogue_packs import pack_shown

        yield from pack_shown(packs, name)
    else:
        model = packs.place(name) if kind == "places" else _model(packs, kind, name)
        found = packs.found(kind, name)
        yield f"Tệp: {found.loaded.file}   Bộ mẫu: {found.pack.name}"
        if kind == "channels":
            for file in packs.templates_of(name):
                yield f"Mẫu: {file.shown}   Bộ mẫu: {file.pack.name}"
        yield from _fields(model.model_dump(exclude={"id"}), 0)


def _fields(data: Mapping[str, Any], depth: int) -> Iterator[str]:
    pad = "  " * depth
    for key, value in data.items():
        if value in ("", (), {}, None):
            continue
        if isinstance(value, Mapping):
            yield f"{pad}{key}:"
            yield from _fields(value, depth + 1)
        elif isinstance(value, tuple):
            yield f"{pad}{key}:"
            for item in value:
                if isinstance(item, Mapping):
                    lines = list(_fields(item, depth + 2))
                    yield f"{pad}  - {lines[0].strip()}" if lines else f"{pad}  -"
                    yield from lines[1:]
                else:
                    yield f"{pad}  - {item}"
        elif isinstance(value, bool):
            yield f"{pad}{key}: {'có' if value else 'không'}"
        else:
            yield f"{pad}{key}: {value}"


def _parameter(packs: Packs, name: str) -> Iterator[str]:
    parameter = packs.law.parameter(name)
    loaded = packs.law.loaded("parameters", name)
    yield f"{parameter.ten} ({parameter.don_vi})"
    yield f"Tệp: {loaded.file}"
    if parameter.ghi_chu:
        yield f"Ghi chú: {parameter.ghi_chu}"
    for value in parameter.gia_tri:
        span = f"từ {format_date(value.tu)}" + (
            f" đến {format_date(value.den)}" if value.den else ""
        )
        yield f"- {span}: {_value_text(value)}"
        sure = VERIFICATION_VI[value.kiem_chung]
        status = "" if value.trang_thai == "da_xac_minh" else "CHƯA CHẮC; "
        yield f"    {cite(value.citations)}; {status}{sure}; đọc lại {format_date(value.doc_lai)}"
        if value.ghi_chu:
            yield f"    {value.ghi_chu}"


def _value_text(value: Any) -> str:
    match value.kind():
        case "so":
            return str(value.so)
        case "bang":
            return "; ".join(f"{key.replace('_', ' ')}: {text}" for key, text in value.bang.items())
        case "danh_sach":
            return ", ".join(value.danh_sach)
        case "ngay":
            return format_date(value.ngay)
        case "quy_tac":
            return str(value.quy_tac)
        case "theo":
            return f"bằng «{value.theo}»"
        case _:
            return "không có, hoặc chưa biết"


def _calculator(name: str) -> Iterator[str]:
    from kichban.calculators import REGISTRY

    item = REGISTRY.get(name)
    yield f"{item.title}: {item.summary}"
    yield "Đầu vào:"
    for field in item.inputs:
        must = " (bắt buộc)" if field.required else ""
        choices = f"; chọn {', '.join(field.choices.values())}" if field.choices else ""
        yield f"  {field.ten}{must}: {field.mo_ta}{choices}"
    yield "Kết quả:"
    for output in item.outputs:
        yield f"  {output.ten}: {output.mo_ta}"
    yield f"Tham số: {', '.join(item.parameters)}"
