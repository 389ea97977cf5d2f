"""Write docs/tu-dien.md: each legal term beside the names it has in the program.

    python scripts/build_docs_glossary.py [--check]

Everything is read from the law files and the calculators, so the page cannot fall behind.
"""

from __future__ import annotations

import sys
from pathlib import Path

from kichban.calculators import REGISTRY
from kichban.packs import Packs

PAGE = Path(__file__).resolve().parent.parent / "docs" / "tu-dien.md"


def text() -> str:
    """The page as it should be."""
    packs = Packs()
    lines = [
        "# Từ điển",
        "",
        "Thuật ngữ của luật và tên của nó trong chương trình. Trang này do",
        "`scripts/build_docs_glossary.py` viết ra từ dữ liệu luật và các phép tính.",
        "",
        "## Tham số của luật",
        "",
        "| Thuật ngữ | Tên tham số | Đơn vị |",
        "|---|---|---|",
    ]
    for name in packs.law.parameter_ids():
        parameter = packs.law.parameter(name)
        lines.append(f"| {parameter.ten} | `{name}` | {parameter.don_vi} |")
    lines += [
        "",
        "## Đầu vào và kết quả của các phép tính",
        "",
        "| Nghĩa | Cán bộ gõ | Tên trong ví dụ và trong Python | Phép tính |",
        "|---|---|---|---|",
    ]
    rows: dict[tuple[str, str, str], list[str]] = {}
    for name in REGISTRY.names():
        calculator = REGISTRY.get(name)
        keys = [(item.mo_ta, item.ten, item.key) for item in calculator.inputs]
        keys += [(item.mo_ta, item.ten, item.key) for item in calculator.outputs]
        for row in keys:
            rows.setdefault(row, []).append(name)
    for (meaning, typed, key), names in sorted(rows.items(), key=lambda row: row[0][1]):
        shown = ", ".join(f"`{name}`" for name in names)
        lines.append(f"| {meaning.replace('|', '/')} | `{typed}` | `{key}` | {shown} |")
    lines += ["", "## Số liệu trong mẫu", "", "| Trong mẫu | Lấy từ |", "|---|---|"]
    for name, source in sorted(packs.figures.items()):
        origin = source.tinh or source.tham_so or source.diem_luat or source.doi_tiep
        detail = f", `{source.lay}`" if source.lay else ""
        lines.append(f"| `so.{name}` | `{origin}`{detail} |")
    return "\n".join(lines) + "\n"


def main() -> None:
    """Write the page, or with --check say whether it is current."""
    if "--check" in sys.argv:
        raise SystemExit(0 if PAGE.read_text(encoding="utf-8") == text() else 1)
    PAGE.write_text(text(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
