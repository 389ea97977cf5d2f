"""Write `docs/phep-tinh.md`, the page of every calculator, from code and law data.

python scripts/build_docs_calculators.py
"""

from __future__ import annotations

from pathlib import Path

from kichban.calculators import REGISTRY
from kichban.calculators.docs import page
from kichban.law import Law, LawFolder

ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    """Write the page."""
    law = Law([LawFolder(ROOT / "law", "law")])
    (ROOT / "docs" / "phep-tinh.md").write_text(page(law, REGISTRY), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
