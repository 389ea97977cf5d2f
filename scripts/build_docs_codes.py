"""Write docs/ma-loi.md: every code with its meaning, a wrong and a right example.

python scripts/build_docs_codes.py
"""

from __future__ import annotations

from pathlib import Path

from kichban.checks.codes import GROUPS, catalogue

PAGE = Path(__file__).resolve().parent.parent / "docs" / "ma-loi.md"


def text() -> str:
    """The page as it should be."""
    lines = [
        "# Mã lỗi",
        "",
        "Mỗi mã giữ nguyên nghĩa mãi mãi. Trên máy, `kichban explain MÃ` nói đúng những điều này.",
        "Trang này do `scripts/build_docs_codes.py` viết ra.",
    ]
    group = ""
    for name, code in catalogue().items():
        if name[0] != group:
            group = name[0]
            lines += ["", f"## {GROUPS[group]}"]
        lines += [
            "",
            f"### {name} {code.ten}",
            "",
            code.vi_sao,
            "",
            f"**Cách sửa:** {code.cach_sua}",
        ]
        for label, example in (("Sai", code.sai), ("Đúng", code.dung)):
            lines += ["", f"{label}:", "", "```text", *example.rstrip().split("\n"), "```"]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    PAGE.write_text(text(), encoding="utf-8", newline="\n")
