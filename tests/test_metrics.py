"""Every channel says which reported metric it counts for, or why it counts for none."""

from __future__ import annotations

import pytest

from kichban.metrics import metrics_of
from kichban.packs import Packs


def lines_of(packs, channel):
    packs.channel(channel)
    return packs.found("channels", channel).loaded.lines


def test_the_table_has_the_eight_metrics_of_the_agency(packs):
    table = metrics_of(packs)
    assert list(table) == [f"M-0{number}" for number in range(1, 9)]
    assert all(metric.ten and metric.don_vi and metric.viec for metric in table.values())


def test_every_metric_has_a_channel_and_every_channel_decides(packs):
    table = metrics_of(packs)
    counted = {packs.channel(name).chi_so for name in packs.ids("channels")}
    assert counted == {"", *table}
    for name in packs.ids("channels"):
        line = next(x for x in lines_of(packs, name) if x.startswith("chi_so:"))
        assert packs.channel(name).chi_so or "  # " in line, f"{name} does not say why"


@pytest.mark.parametrize(
    ("channel", "metric"),
    [("ban-tin-loa-xa", "M-03"), ("hoi-nghi-thon", "M-01"), ("nhom-nho", "M-02"),
     ("to-roi", "M-05"), ("cong-thong-tin", "M-06"), ("livestream", "M-07"),
     ("facebook-zalo-bai", "M-08"), ("mega-story", "M-04"), ("tong-dai", "")],
)  # fmt: skip
def test_a_channel_counts_for_its_metric(packs, channel, metric):
    assert packs.channel(channel).chi_so == metric


def test_an_office_renames_adds_and_drops_metrics(office):
    folder = office(
        "rules/chi-so.yaml",
        "loai: chi_so\ntat: [M-07]\nchi_so:\n"
        "  - {ma: M-05, ten: Tờ rơi, don_vi: tờ, viec: đã phát}\n"
        "  - {ma: T-01, ten: Lượt nghe, don_vi: người, viec: đã nghe}\n",
    )
    table = metrics_of(Packs([folder]))
    assert table["M-05"].ten == "Tờ rơi"
    assert "T-01" in table
    assert "M-07" not in table
