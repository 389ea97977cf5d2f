"""What a template can see: frozen names, texts that may hold tags, figures that need a filter.

Nothing here has methods that a template could call, and nothing can be changed from a template.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from kichban.errors import TooLong, UnknownVariable, did_you_mean
from kichban.quantities import LegalDate, Quantity
from kichban.yamlio import Loaded

_MAX_STEPS = 100_000


class Budget:
    """How many steps of loops one document may take; it stops templates that never end."""

    __slots__ = ("_left",)

    def __init__(self, steps: int = _MAX_STEPS) -> None:
        self._left = steps

    def spend(self) -> None:
        """Take one step.

        Raises:
            TooLong: the steps are used up.
        """
        self._left -= 1
        if self._left < 0:
            raise TooLong("Mẫu lặp quá nhiều lần.", hint="bớt các vòng {% for %} lồng nhau.")


class Words:
    """A text of a pack. It may hold tags of its own, rendered when it is printed.

    `place` is where it stands: file and line, for messages.
    """

    __slots__ = ("_place", "_text")

    def __init__(self, text: str, place: tuple[str, int] = ("", 0)) -> None:
        self._text, self._place = text, place

    def __bool__(self) -> bool:
        return bool(self._text)

    def __eq__(self, other: object) -> bool:
        return self._text == (other._text if isinstance(other, Words) else other)

    def __hash__(self) -> int:
        return hash(self._text)

    def __len__(self) -> int:
        return len(self._text)


def raw(words: Words) -> tuple[str, tuple[str, int]]:
    """The text of `Words` as typed, and its place. For the engine, not for templates."""
    return words._text, words._place


class Names:
    """Frozen names with values, `nguoi.xung_ho.nguoi_nghe`; an unknown name is refused."""

    __slots__ = ("_path", "_values")

    def __init__(self, path: str, values: Mapping[str, Any]) -> None:
        self._path, self._values = path, values

    def __getattr__(self, name: str) -> Any:
        values = object.__getattribute__(self, "_values")
        if name in values:
            return values[name]
        if name.startswith("__"):
            raise AttributeError(name)
        path = object.__getattribute__(self, "_path")
        raise unknown(path, name, values)

    def __getitem__(self, name: str) -> Any:
        return self.__getattr__(name)

    def __bool__(self) -> bool:
        return bool(self._values)


def unknown(path: str, name: str, known: Sequence[str] | Mapping[str, Any]) -> UnknownVariable:
    """The error for a name that is not there, with the nearest one that is."""
    full = f"{path}.{name}" if path else name
    near = did_you_mean(name, known)
    return UnknownVariable(f"Không có biến «{full}».", hint=near)


class Items(Sequence[Any]):
    """A frozen list whose every step is counted."""

    __slots__ = ("_budget", "_items")

    def __init__(self, items: Sequence[Any], budget: Budget) -> None:
        self._items, self._budget = tuple(items), budget

    def __len__(self) -> int:
        return len(self._items)

    def __getitem__(self, index: Any) -> Any:
        return self._items[index]

    def __iter__(self) -> Iterator[Any]:
        for item in self._items:
            self._budget.spend()
            yield item

    def __bool__(self) -> bool:
        return bool(self._items)


class Figured:
    """A figure under the name that templates call it by. It prints only through a filter."""

    __slots__ = ("_figure", "_name")

    def __init__(self, name: str, figure: Quantity | LegalDate) -> None:
        self._name, self._figure = name, figure

    def __bool__(self) -> bool:
        return bool(self._figure) if isinstance(self._figure, Quantity) else True


def figure_of(value: Figured) -> tuple[str, Quantity | LegalDate]:
    """The name and the figure inside. For the engine, not for templates."""
    return value._name, value._figure


class Figures:
    """`so`: figures computed when a template first asks for them."""

    __slots__ = ("_get", "_known")

    def __init__(self, get: Callable[[str], Any], known: Sequence[str]) -> None:
        self._get, self._known = get, known

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        if name not in object.__getattribute__(self, "_known"):
            raise unknown("so", name, object.__getattribute__(self, "_known"))
        return object.__getattribute__(self, "_get")(name)

    def __getitem__(self, name: str) -> Any:
        return self.__getattr__(name)


def frozen(value: Any, path: str, budget: Budget, loaded: Loaded | None = None) -> Any:
    """Plain data of a pack as templates see it; texts keep the place where they were typed."""
    return _frozen(value, path, (), budget, loaded)


def _frozen(
    value: Any, path: str, keys: tuple[str | int, ...], budget: Budget, loaded: Loaded | None
) -> Any:
    if isinstance(value, str):
        where = loaded.where(keys) if loaded and "{" in value else None
        return Words(value, (where.file, where.line) if where else ("", 0))
    if isinstance(value, Mapping):
        inner = {
            str(k): _frozen(v, f"{path}.{k}", (*keys, str(k)), budget, loaded)
            for k, v in value.items()
        }
        return Names(path, inner)
    if isinstance(value, list | tuple):
        return Items(
            [_frozen(v, path, (*keys, i), budget, loaded) for i, v in enumerate(value)], budget
        )
    return value
