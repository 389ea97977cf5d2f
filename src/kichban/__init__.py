"""kichban turns social insurance law into plain Vietnamese scripts, every figure with its law.

    from datetime import date
    from pathlib import Path
    import kichban

    draft = kichban.compose(kichban.Request("nong-dan", law_date=date(2026, 11, 21)))
    draft.write(Path("ket-qua"))

`draft.figures` are the figures printed, each with its trace; `draft.findings` what a check has to
say; `draft.expires_on` the first day on which the document is no longer true.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from kichban.draft import Draft
    from kichban.errors import KichbanError
    from kichban.law import Law
    from kichban.packs import Packs
    from kichban.quantities import LegalDate, Quantity, Unit
    from kichban.script import Script
    from kichban.workshop import Request, Workshop, compose

_HOMES = {
    "Draft": "draft",
    "KichbanError": "errors",
    "Law": "law",
    "LegalDate": "quantities",
    "Packs": "packs",
    "Quantity": "quantities",
    "Request": "workshop",
    "Script": "script",
    "Unit": "quantities",
    "Workshop": "workshop",
    "compose": "workshop",
}

__all__ = [
    "Draft",
    "KichbanError",
    "Law",
    "LegalDate",
    "Packs",
    "Quantity",
    "Request",
    "Script",
    "Unit",
    "Workshop",
    "__version__",
    "compose",
]


def __getattr__(name: str) -> Any:
    # Names are loaded when first used, so that `kichban --help` answers at once.
    if name in _HOMES:
        from importlib import import_module

        return getattr(import_module(f"kichban.{_HOMES[name]}"), name)
    raise AttributeError(f"module 'kichban' has no attribute {name!r}")


def __dir__() -> list[str]:
    return __all__
