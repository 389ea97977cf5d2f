"""Law read from the pack: files are opened only when asked for, each once."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path

from kichban import yamlio
from kichban.errors import (
    BadLaw,
    BadReference,
    ManyErrors,
    NotInForce,
    UnknownName,
    did_you_mean,
)
from kichban.law.models import (
    WORD_UNITS,
    Documents,
    LegalDocument,
    Parameter,
    Provision,
    Value,
)
from kichban.law.rules import RulesAt
from kichban.numerals import format_date

_FIRST_DAY, _LAST_DAY = date(1945, 9, 2), date(2150, 1, 1)

_LONGEST_ID = 200  # longer ones no file system can hold


@dataclass(frozen=True)
class LawFolder:
    """One `law/` folder of a pack. `local` folders belong to an office."""

    path: Path
    shown: str
    local: bool = False


class Law:
    """The law of a set of packs. The first folder that has a file wins.

    Args:
        folders: `law/` folders, the office's own before the built-in one.
    """

    def __init__(self, folders: Sequence[LawFolder]) -> None:
        self._folders = tuple(folders)
        self._parameters: dict[str, Parameter] = {}
        self._provisions: dict[str, Provision] = {}
        self._loaded: dict[tuple[str, str], yamlio.Loaded] = {}
        self._names: dict[str, tuple[str, ...]] = {}

    def at(self, day: date, *, unverified: bool = False) -> RulesAt:
        """The law as it stands on one day.

        Args:
            day: Which day's law.
            unverified: Whether values from unconfirmed sources may be used.

        Raises:
            NotInForce: the day is so far off that no calendar of law reaches it.
        """
        if not _FIRST_DAY <= day <= _LAST_DAY:
            raise NotInForce(
                f"Không có dữ liệu luật cho ngày {format_date(day)}.",
                hint=f"chọn ngày từ {format_date(_FIRST_DAY)} đến {format_date(_LAST_DAY)}.",
            )
        return RulesAt(self, day, unverified=unverified)

    def parameter_ids(self) -> tuple[str, ...]:
        """Ids of all parameters, sorted."""
        return self._ids("parameters")

    def provision_ids(self) -> tuple[str, ...]:
        """Ids of all provisions, sorted."""
        return self._ids("provisions")

    def parameter(self, name: str) -> Parameter:
        """One parameter with all its dated values.

        Raises:
            UnknownName: no parameter of that id. BadLaw: its file breaks a rule of law files.
        """
        if name not in self._parameters:
            loaded = self._load("parameters", name, "tham số")
            found = yamlio.validate(Parameter, loaded, id=name)
            _refuse_faults(found, loaded)
            self._parameters[name] = found
        return self._parameters[name]

    def provision(self, name: str) -> Provision:
        """One provision in plain words.

        Raises:
            UnknownName: no provision of that id.
        """
        if name not in self._provisions:
            loaded = self._load("provisions", name, "điểm luật")
            self._provisions[name] = yamlio.validate(Provision, loaded, id=name)
        return self._provisions[name]

    def provisions(self) -> Iterator[Provision]:
        """All provisions, by id."""
        return (self.provision(name) for name in self.provision_ids())

    @cached_property
    def documents(self) -> Mapping[str, LegalDocument]:
        """Every legal text known, by number; an office's own entries win."""
        found: dict[str, LegalDocument] = {}
        for folder in reversed(self._folders):
            path = folder.path / "documents.yaml"
            if path.is_file():
                loaded = yamlio.load(path, f"{folder.shown}/documents.yaml")
                for item in yamlio.validate(Documents, loaded).van_ban:
                    found[item.so_hieu] = item
        return found

    def is_local(self, kind: str, name: str) -> bool:
        """Whether a parameter or provision comes from an office's own folder."""
        return any(f.local and self._path(f, kind, name) for f in self._folders)

    def overrides(self, kind: str, name: str) -> bool:
        """Whether an office's own file stands in place of one of the common law data."""
        holders = [f.local for f in self._folders if self._path(f, kind, name)]
        return len(holders) > 1 and holders[0]

    def file_of(self, kind: str, name: str) -> Path | None:
        """The file that holds a parameter (`parameters`) or a provision (`provisions`)."""
        return next((p for f in self._folders if (p := self._path(f, kind, name))), None)

    def loaded(self, kind: str, name: str) -> yamlio.Loaded:
        """The text of a law file with its line numbers."""
        self.parameter(name) if kind == "parameters" else self.provision(name)
        return self._loaded[kind, name]

    @cached_property
    def digest(self) -> str:
        """A fingerprint of all law files: changes when any byte of them changes."""
        total = hashlib.sha256()
        for folder in self._folders:
            for path in sorted(folder.path.rglob("*.yaml")):
                total.update(path.relative_to(folder.path).as_posix().encode())
                total.update(path.read_bytes().replace(b"\r\n", b"\n"))
        return total.hexdigest()[:16]

    def _ids(self, kind: str) -> tuple[str, ...]:
        if kind not in self._names:
            self._names[kind] = self._listed(kind)
        return self._names[kind]

    def _listed(self, kind: str) -> tuple[str, ...]:
        stems = {
            path.stem
            for folder in self._folders
            for suffix in ("*.yaml", "*.yml")
            for path in (folder.path / kind).glob(suffix)
        }
        return tuple(sorted(stems))

    def _path(self, folder: LawFolder, kind: str, name: str) -> Path | None:
        for suffix in (".yaml", ".yml"):
            path = folder.path / kind / f"{name}{suffix}"
            if path.is_file():
                return path
        return None

    def _load(self, kind: str, name: str, kind_vi: str) -> yamlio.Loaded:
        if name.replace("-", "").isalnum() and len(name) <= _LONGEST_ID:
            for folder in self._folders:
                if path := self._path(folder, kind, name):
                    loaded = yamlio.load(path, f"{folder.shown}/{kind}/{path.name}")
                    self._loaded[kind, name] = loaded
                    return loaded
        raise UnknownName(f"Không có {kind_vi} «{name}».", hint=did_you_mean(name, self._ids(kind)))


def _refuse_faults(parameter: Parameter, loaded: yamlio.Loaded) -> None:
    errors: list[BadLaw | BadReference] = []
    previous: Value | None = None
    for index, value in enumerate(parameter.gia_tri):
        where = loaded.where(("gia_tri", index, "tu"))
        if previous is not None:
            if previous.den is None or value.tu <= previous.den:
                errors.append(
                    BadLaw(
                        f"Giá trị từ {format_date(value.tu)} chồng lên giá trị ngay trước nó.",
                        where=where,
                        hint="ghi «den» cho giá trị trước, xếp giá trị theo thời gian.",
                    )
                )
            elif value.tu != previous.den + timedelta(days=1):
                errors.append(
                    BadLaw(
                        f"Từ sau {format_date(previous.den)} đến trước {format_date(value.tu)} "
                        "không có giá trị nào.",
                        where=where,
                        hint="nối liền hai khoảng, hoặc thêm một giá trị trống có «ghi_chu».",
                    )
                )
        previous = value
        errors.extend(_unit_faults(parameter, value, index, loaded))
    if errors:
        raise errors[0] if len(errors) == 1 else ManyErrors(errors)


def _unit_faults(
    parameter: Parameter, value: Value, index: int, loaded: yamlio.Loaded
) -> Iterator[BadLaw]:
    kind = value.kind()
    where = loaded.where(("gia_tri", index, kind)) if kind else loaded.where(("gia_tri", index))
    if kind == "so":
        if parameter.don_vi in WORD_UNITS:
            yield BadLaw(
                f"Đơn vị «{parameter.don_vi}» không đi với một con số.",
                where=where,
                hint="sửa «don_vi».",
            )
    elif kind == "bang":
        for entry, text in (value.bang or {}).items():
            if parameter.don_vi_muc.get(entry, parameter.don_vi) in WORD_UNITS:
                continue
            try:
                parameter.number(text, entry)
            except ValueError as error:
                message, _, hint = str(error).partition(" || ")
                place = loaded.where(("gia_tri", index, "bang", entry))
                yield BadLaw(f"Mục «{entry}»: {message}", where=place, hint=hint)
