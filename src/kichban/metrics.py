"""What an agency reports: the metrics that products count for, and their units.

The table is data (`rules/chi-so.yaml`); a channel names its metric in `chi_so`. An office's own
row of the same code replaces the built-in one.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field

from kichban import yamlio
from kichban.packfile import PackFile, Texts
from kichban.packs import Packs

__all__ = ["FILE", "Metric", "MetricFile", "metrics_of"]

FILE = "rules/chi-so.yaml"


class Metric(PackFile):
    """One metric: its code, its name, what is counted, and what the officer did with it.

    `don_vi` is the unit of what was really done («lượt»), `viec` the words before the number
    («đã phát»).
    """

    ma: str
    ten: str
    don_vi: str
    viec: str


class MetricFile(PackFile):
    """`rules/chi-so.yaml`."""

    loai: Literal["chi_so"]
    tat: Texts = ()
    chi_so: Annotated[tuple[Metric, ...], Field(min_length=1)]


def metrics_of(packs: Packs) -> Mapping[str, Metric]:
    """The metrics of a stack of packs by code, in the order of the table.

    Raises:
        BadYaml, BadField: a table cannot be read.
    """
    merged: dict[str, Metric] = {}
    for folder in reversed(packs.folders):
        path = folder.path / FILE
        if path.is_file():
            table = yamlio.validate(MetricFile, yamlio.load(path, folder.shown(path)))
            merged.update({metric.ma: metric for metric in table.chi_so})
            for code in table.tat:
                merged.pop(code, None)
    return merged
