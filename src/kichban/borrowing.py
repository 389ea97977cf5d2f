"""Copying an original into an office's folder: the whole of it, or only the passages to change."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kichban import yamlio
from kichban.changes import accept
from kichban.errors import BadRequest, UnknownName, did_you_mean, nearest
from kichban.originals import ROOMS, original_files
from kichban.packs import PackFolder, Packs
from kichban.suitability import FILE as SUITABILITY
from kichban.tags import Tags
from kichban.writing import write_files
from kichban.yamlio import read_text

__all__ = ["Borrowed", "borrow"]

_TEMPLATE = ".md.j2"
_MODELS = ("personas", "topics", "places")


@dataclass(frozen=True)
class Borrowed:
    """A file that was written: where, which original it comes from, which passages it holds.

    `passages` is empty when the whole original was copied.
    """

    path: Path
    source: str
    passages: tuple[str, ...]


def borrow(packs: Packs, name: str, passages: Sequence[str] = ()) -> Borrowed:
    """Copy an original into the office's folder and remember it as it is today.

    Args:
        packs: A stack with an office's folder on top.
        name: The place of a file (`templates/to-roi/mau.md.j2`), with or without its ending, or
            the id of a persona, topic, channel or place.
        passages: Blocks of a template or fields of a YAML file; the file then extends the
            original and holds these alone. They are added to an extension that is there already.

    Raises:
        BadRequest: there is no office's folder, or the file is there already.
        UnknownName: no such original, block or field.
        CannotWrite: the folder cannot be written.
    """
    office = packs.folders[0]
    if not office.local:
        raise BadRequest(
            "Chưa có bộ mẫu riêng để chép vào.",
            hint="chạy trong thư mục có kichban.yaml (dựng bằng kichban init), hoặc thêm --pack.",
        )
    folder, path = _original(packs, name)
    place = path.relative_to(folder.path).as_posix()
    target = office.path / place
    if passages:
        text = _extension(packs, folder, path, place, target, passages)
        content = text.encode("utf-8")
    else:
        if target.exists():
            raise BadRequest(
                f"Bộ mẫu riêng đã có tệp «{place}».",
                hint="sửa thẳng tệp ấy, hoặc lấy thêm từng đoạn bằng --block.",
            )
        content = path.read_bytes()
    write_files(target.parent, {target.name: content})
    accept(Packs([f.path for f in packs.folders if f.local]), (place,))
    return Borrowed(target, place, tuple(passages))


def _original(packs: Packs, name: str) -> tuple[PackFolder, Path]:
    """The original a person means; the office's own files are no originals."""
    wanted = name.replace("\\", "/").strip("/")
    known: dict[str, tuple[PackFolder, Path]] = {}
    for folder in packs.folders[1:]:
        for path in original_files(folder):
            known.setdefault(path.relative_to(folder.path).as_posix(), (folder, path))
    found = [place for place in _spelled(wanted) if place in known]
    if not found:
        short = sorted({*known, *(n for place in known for n in _short(place))})
        raise UnknownName(f"Không có bản gốc «{name}».", hint=_hint(wanted, short))
    if len(found) > 1:
        raise BadRequest(
            f"«{name}» có thể là nhiều tệp.", hint=f"ghi rõ một trong: {', '.join(found)}."
        )
    return known[found[0]]


def _spelled(wanted: str) -> Iterator[str]:
    """The places that a name can mean."""
    if wanted in (SUITABILITY, Path(SUITABILITY).stem):
        yield SUITABILITY
    elif wanted.partition("/")[0] in ROOMS:
        endings = ("", ".yaml", ".docx", _TEMPLATE, f"/mau{_TEMPLATE}")
        yield from (f"{wanted}{ending}" for ending in endings)
    elif "/" in wanted:
        yield from (f"templates/{wanted}{ending}" for ending in ("", ".yaml", _TEMPLATE))
    else:
        yield from (f"{room}/{wanted}.yaml" for room in (*_MODELS, "rules"))
        yield f"templates/{wanted}/mau{_TEMPLATE}"
        yield f"looks/{wanted}.docx"


def _short(place: str) -> Iterator[str]:
    room, _, rest = place.partition("/")
    if room in (*_MODELS, "rules", "looks"):
        yield rest.rpartition(".")[0]
    elif rest.endswith(f"/mau{_TEMPLATE}"):
        yield rest.partition("/")[0]


def _hint(wanted: str, known: Sequence[str]) -> str:
    close = nearest(wanted, known)
    return f"viết «{close}»." if close else "xem tên bằng kichban list personas, topics, channels."


def _extension(
    packs: Packs,
    folder: PackFolder,
    path: Path,
    place: str,
    target: Path,
    passages: Sequence[str],
) -> str:
    """The text of a file that lays some passages over the original."""
    already = read_text(target) if target.exists() else ""
    if place.endswith(_TEMPLATE):
        return _template(packs, path, place, already, passages)
    room = place.partition("/")[0]
    if room not in (*_MODELS, "templates"):
        raise BadRequest(
            f"Tệp «{place}» không lấy từng đoạn được.", hint="bỏ --block để chép cả tệp."
        )
    return _fields(folder, path, place, already, passages)


def _template(packs: Packs, path: Path, place: str, already: str, passages: Sequence[str]) -> str:
    logical = place.removeprefix("templates/")
    blocks: dict[str, str] = {}
    current: Path | None = path
    while current is not None:
        tags = Tags(read_text(current))
        for name, text in tags.blocks.items():
            blocks.setdefault(name, text)
        parent = packs.template_file(f"goc/{tags.extends.removeprefix('goc/')}")
        current = parent.path if tags.extends and parent else None
    _refuse_unknown(passages, blocks, "đoạn")
    _refuse_taken(passages, Tags(already).blocks, place)
    head = already or f'{{% extends "goc/{logical}" %}}\n'
    if not Tags(head).extends:
        raise BadRequest(
            f"Tệp «{place}» của mình chép trọn bản gốc nên không lấy thêm đoạn được.",
            hint="sửa thẳng trong tệp ấy.",
        )
    added = "".join(f"{{% block {name} %}}{blocks[name]}{{% endblock %}}\n" for name in passages)
    return f"{head.rstrip()}\n{added}"


def _fields(
    folder: PackFolder, path: Path, place: str, already: str, passages: Sequence[str]
) -> str:
    loaded = yamlio.load(path, folder.shown(path))
    texts = _by_field(loaded)
    base = loaded
    while isinstance(base.data, dict) and (above := base.data.get("mo_rong")):
        ahead = path.with_name(f"{str(above).removeprefix('goc/')}{path.suffix}")
        if not ahead.is_file():
            break
        base = yamlio.load(ahead, folder.shown(ahead))
        for name, text in _by_field(base).items():
            texts.setdefault(name, text)
    _refuse_unknown(passages, texts, "mục")
    stem = path.parent.name if path.stem == "kenh" else path.stem
    head = already or f"mo_rong: goc/{stem}\n"
    held = yamlio.parse(head, place).data
    if not isinstance(held, dict) or "mo_rong" not in held:
        raise BadRequest(
            f"Tệp «{place}» của mình chép trọn bản gốc nên không lấy thêm mục được.",
            hint="sửa thẳng trong tệp ấy.",
        )
    _refuse_taken(passages, held, place)
    return "\n".join([head.rstrip(), *(texts[name].rstrip() for name in passages)]) + "\n"


def _by_field(loaded: yamlio.Loaded) -> dict[str, str]:
    """The top fields of a file, each as it is typed."""
    starts = sorted((line, path[0]) for path, (line, _) in loaded.marks.items() if len(path) == 1)
    ends = [*(line for line, _ in starts[1:]), len(loaded.lines) + 1]
    return {
        str(name): "\n".join(loaded.lines[line - 1 : end - 1])
        for (line, name), end in zip(starts, ends, strict=True)
    }


def _refuse_unknown(wanted: Sequence[str], known: dict[str, str], what: str) -> None:
    for name in wanted:
        if name not in known:
            raise UnknownName(f"Bản gốc không có {what} «{name}».", hint=did_you_mean(name, known))


def _refuse_taken(wanted: Sequence[str], held: object, place: str) -> None:
    for name in wanted:
        if isinstance(held, dict) and name in held:
            raise BadRequest(
                f"Tệp «{place}» của mình đã có «{name}».", hint="sửa thẳng trong tệp ấy."
            )
