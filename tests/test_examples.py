"""The example province: its guide's commands run, both communes publish, its samples are true."""

from __future__ import annotations

import json
import re
import shlex
from datetime import date

import pytest

from kichban import units
from kichban.cli import run
from kichban.packs import Packs
from kichban.render import to_format
from kichban.suitability import Suitability
from kichban.workshop import Request, Workshop
from tests.conftest import ROOT

EXAMPLES = ROOT / "examples"
OFFICE = EXAMPLES / "tinh-mau"
SAMPLES = EXAMPLES / "mau-da-viet"
COMMUNES = ("xa-dong-bang", "xa-vung-cao")
DAY = date(2026, 11, 21)
GUIDE = (EXAMPLES / "README.md").read_text(encoding="utf-8")
COMMANDS = [shlex.split(line)[1:] for line in GUIDE.splitlines() if line.startswith("kichban ")]


@pytest.fixture(scope="module")
def example_workshop():
    return Workshop(Packs([OFFICE]))


@pytest.fixture(scope="module")
def rewritten(tmp_path_factory):
    """A folder with what the guide's commands write today, one by one."""
    folder = tmp_path_factory.mktemp("mau")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(OFFICE)
        for command in COMMANDS:
            renders = command[0] == "render"
            assert run([*command[:-1], str(folder)] if renders else command) == 0, command
    return folder


def _names(folder):
    """The samples of a folder; the journal of what was written there is no sample."""
    return sorted(path.name for path in folder.iterdir() if "so-tai-lieu" not in path.name)


def _words(path):
    """A sample without the fingerprints of packs and law, which change with every edit."""
    text = path.read_text(encoding="utf-8")
    text = re.sub(r"(bản mẫu|kichban) \d+\.\d+\.\d+-[0-9a-f]+", r"\1", text)
    return re.sub(r"(dữ liệu luật) [0-9a-f]+", r"\1", text).splitlines()


def _figures(path):
    record = json.loads(path.read_text(encoding="utf-8"))
    return [(f["ten"], f["gia_tri"], f["in_ra"]) for f in record["so_lieu"]]


@pytest.mark.parametrize("commune", COMMUNES)
def test_the_extended_audience_publishes_in_every_channel_of_both_communes(
    example_workshop, commune
):
    triples = [
        t
        for t in Suitability(example_workshop.packs).triples("nong-dan")
        if t.topic == "tham-gia-va-muc-dong"
    ]
    assert len(triples) >= 5
    for triple in triples:
        request = Request(
            "nong-dan", DAY, topic=triple.topic, channel=triple.channel, place=commune
        )
        draft = example_workshop.compose(request)
        assert not draft.blocking, (triple.channel, [f.message for f in draft.blocking])


def test_the_guide_s_commands_write_the_samples_that_are_kept(rewritten):
    assert len(_names(SAMPLES)) == 8
    assert _names(rewritten) == _names(SAMPLES)


def test_each_sample_says_what_the_program_writes_today(rewritten):
    """When words were changed on purpose, the commands of examples/README.md write them anew."""
    for kept in sorted(SAMPLES.glob("*.md")):
        assert _words(kept) == _words(rewritten / kept.name), kept.name


def test_the_figures_of_each_sample_are_those_of_today(rewritten):
    for kept in sorted(SAMPLES.glob("*.nguon.json")):
        figures = _figures(kept)
        assert figures
        assert figures == _figures(rewritten / kept.name), kept.name
        words = kept.with_name(kept.name.replace(".nguon.json", ".md")).read_text(encoding="utf-8")
        for name, _, printed in figures:
            assert all(form in words for form in printed), (kept.name, name)


def test_each_commune_is_heard_in_its_own_words(example_workshop):
    texts = {}
    for commune in COMMUNES:
        draft = example_workshop.compose(Request("nong-dan", DAY, channel="to-roi", place=commune))
        texts[commune] = to_format(draft.script, "md").decode("utf-8")
    assert "Gần nhà thì hỏi trưởng ấp." in texts["xa-dong-bang"]
    assert "Gần nhà thì hỏi trưởng bản." in texts["xa-vung-cao"]


def test_the_example_communes_are_nowhere_in_particular():
    named = {unit.name for unit in units.today()} | set(units.provinces())
    for commune in COMMUNES:
        text = (OFFICE / "places" / f"{commune}.yaml").read_text(encoding="utf-8")
        assert not re.search(r"(?:xã|tỉnh|bản|ấp) [A-ZĐ]", text)
        assert not [name for name in named if f" {name}\n" in text]
