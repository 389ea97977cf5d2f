"""Write the tables of provinces and communes from the open data of `vietnamadminunits` (MIT).

    python scripts/build_units.py FOLDER

FOLDER is the unpacked wheel of vietnamadminunits 1.0.4. Two tables are written, with the licence
notice beside them: the 34 provinces and 3,321 communes of today, and which of them each commune
of before 1 July 2025 became.
"""

from __future__ import annotations

import json
import sqlite3
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

OUT = Path(__file__).resolve().parent.parent / "src" / "kichban" / "data"


def main(folder: Path) -> None:
    """Write `don-vi.tsv`, `ten-cu.tsv` and their notice."""
    data = folder / "vietnamadminunits" / "data"
    base = sqlite3.connect(data / "dataset.db")
    today = base.execute(
        "select wardCode, wardShort, wardType, provinceCode, province, provinceKey, wardKey "
        "from admin_units order by provinceCode, wardCode"
    ).fetchall()
    codes = {(row[5], row[6]): row[0] for row in today}
    became = _became(json.loads((data / "converter_2025.json").read_text("utf-8")), codes)
    lines = ["ma\tten\tloai\tma_tinh\ttinh"]
    lines += ["\t".join(row[:5]) for row in today]
    (OUT / "don-vi.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
    old = base.execute(
        "select province, district, ward, provinceKey, districtKey, wardKey "
        "from admin_units_legacy order by provinceCode, districtCode, wardCode"
    ).fetchall()
    lines = ["tinh_cu\thuyen_cu\txa_cu\tma_moi"]
    for province, district, ward, province_key, district_key, ward_key in old:
        found = became.get(f"{province_key}_{district_key}_{ward_key or ''}", [])
        if found:
            lines.append("\t".join((province, district, ward or "", ",".join(found))))
    (OUT / "ten-cu.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
    notice = next(folder.glob("*.dist-info/licenses/LICENSE")).read_text("utf-8")
    (OUT / "NOTICE.txt").write_text(
        "don-vi.tsv and ten-cu.tsv are made from the data of vietnamadminunits 1.0.4.\n\n" + notice,
        encoding="utf-8",
        newline="\n",
    )
    print(f"{len(today)} communes of today, {len(lines) - 1} old ones")


def _became(data: Any, codes: dict[tuple[str, str], str]) -> dict[str, list[str]]:
    """Which communes of today each old one became, the largest part first."""
    found: dict[str, list[str]] = defaultdict(list)
    for province, wards in data["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
        for ward, olds in wards.items():
            for old in olds:
                found[old].append(codes[province, ward])
    for province, olds in data["DICT_PROVINCE_WARD_DIVIDED"].items():
        for old, parts in olds.items():
            for part in sorted(parts, key=lambda part: not part["isDefaultNewWard"]):
                code = codes[province, part["newWardKey"]]
                if code not in found[old]:
                    found[old].append(code)
    return found


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    main(Path(sys.argv[1]))
