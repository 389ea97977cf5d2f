"""Templates that try to leave the sandbox, read files, run without end or grow are refused."""

from __future__ import annotations

import time
from datetime import date
from itertools import pairwise

import pytest

from kichban import yamlio
from kichban.checks.packs import check_packs
from kichban.errors import BadYaml, KichbanError
from kichban.packs import Packs
from kichban.templating import Templates
from kichban.workshop import Request, Workshop
from tests.reading_once import builtin_read_once

DAY = date(2026, 11, 22)
SECONDS = 5

# The ways out that Jinja's own history knows, and those of other programs that trusted it.
ESCAPES = [
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ nghe.__class__ }}",
    "{{ nghe['__class__'] }}",
    "{{ nguoi['__init__'] }}",
    "{{ nguoi.__class__.__init__.__globals__['os'].popen('id').read() }}",
    "{{ nghe | attr('__class__') }}",
    "{{ nguoi | attr('_values') }}",
    "{{ nguoi | attr('for' ~ 'mat') }}",
    "{{ nghe._text }}",
    "{{ nguoi._values }}",
    "{{ so._get }}",
    "{{ so.__init__ }}",
    "{{ loop.__class__ }}",
    "{{ '{0.__class__}'.format(nghe) }}",
    "{{ '{a.__class__.__init__.__globals__}'.format_map({'a': nguoi}) }}",
    "{{ ('%s' % nghe).format_map }}",
    "{{ '%s' | format(nghe) }}",
    "{{ ['{0.__class__}'] | map('format', nghe) | list }}",
    "{{ chu_de.ket | map(attribute='_text') | list }}",
    "{{ chu_de.ket | groupby('__class__') }}",
    "{{ chu_de.ket | selectattr('__class__') }}",
    "{{ nghe | tojson }}",
    "{{ nghe | pprint }}",
    "{{ nghe | xmlattr }}",
    "{{ nghe is callable }}",
    "{{ nghe is sameas(xung) }}",
    "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "{{ joiner.__init__.__globals__ }}",
    "{{ namespace.__init__.__globals__ }}",
    "{{ lipsum.__globals__['os'] }}",
    "{{ lipsum() }}",
    "{{ cycler('a', 'b') }}",
    "{{ dict(a=1) }}",
    "{{ self }}",
    "{{ self.__init__ }}",
    "{{ self._TemplateReference__context }}",
    "{{ self.lua_dao() }}",
    "{{ super }}",
    "{{ super.__globals__ }}",
    "{{ super().__class__ }}",
    "{{ super() | attr('format') }}",
    "{{ super()() }}",
    "{{ super(1) }}",
    "{{ caller() }}",
    "{{ varargs }}",
    "{{ kwargs }}",
    "{{ config }}",
    "{{ request.application }}",
    "{{ url_for.__globals__ }}",
    "{{ get_flashed_messages }}",
    "{{ environment }}",
    "{{ context }}",
    "{{ resolve('nguoi') }}",
    "{{ undefined_name.x }}",
    "{{ nguoi.ten.upper() }}",
    "{{ tai_lieu.ngay._figure }}",
    "{{ so.muc_dong.value }}",
    "{{ noi.ten_cu | ke(nguoi) }}",
    "{{ nghe if nghe.__class__ else xung }}",
    "{% if nghe.__class__ %}a{% endif %}",
    "{% for x in nguoi.__dict__ %}{{ x }}{% endfor %}",
    "{% set x = nghe %}{{ x }}",
    "{% set ns.a = 1 %}",
    "{% do nguoi.update({}) %}",
    "{% debug %}",
    "{% autoescape false %}{{ nghe }}{% endautoescape %}",
    "{% trans %}a{% endtrans %}",
    "{% call(x) nghe() %}a{% endcall %}",
    "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    "{% raw %}{{ nghe }}{% endraw %}",
    "{% filter hoa_dau %}a{% endfilter %}",
    "{% with a = nghe %}{{ a }}{% endwith %}",
]

FILES = [
    "{% include '/etc/passwd' %}",
    "{% include '../../pyproject.toml' %}",
    "{% include ['a', 'b'] ignore missing %}",
    "{% import 'os' as os %}",
    "{% from 'os' import system %}",
    "{% extends '/etc/passwd' %}",
    "{% extends '../../pyproject.toml' %}",
    "{% extends 'goc/../../pyproject.toml' %}",
    "{% extends 'to-roi/../../../pyproject.toml' %}",
    "{% extends 'to-roi\\\\..\\\\..\\\\pyproject.toml' %}",
    "{% extends 'C:/Windows/win.ini' %}",
    "{% extends nghe %}",
    "{% extends 'goc/' ~ nghe %}",
    "{% if nghe %}{% extends 'goc/to-roi/mau.md.j2' %}{% endif %}",
    "{% block a %}{% extends 'goc/to-roi/mau.md.j2' %}{% endblock %}",
    "{% extends 'goc/to-roi/mau.md.j2' %}{% extends 'goc/to-roi/mau.md.j2' %}",
    "{% extends none %}",
    "{% extends 5 %}",
]

# Ways to compute without end or to grow without bound.
ENDLESS = [
    "{{ range(10**9) }}",
    "{% for x in range(999999999) %}a{% endfor %}",
    "{{ 'a' * 10**9 }}",
    "{{ nghe * 1000000000 }}",
    "{{ 9 ** 9 ** 9 }}",
    "{{ 'a' | center(1000000000) }}",
    "{{ '%1000000000d' | format(1) }}",
    "{{ 'a' | indent(1000000000) }}",
    "{{ chu_de.ket | batch(1000000000) }}",
    "{{ [nghe] * 1000000000 }}",
    "{{ nghe[::1] }}",
    "{% for a in chu_de.ket recursive %}{{ loop(chu_de.ket) }}{% endfor %}",
    "{% for a in nghe %}{{ a }}{% endfor %}",
    "{% for a in super() %}{{ a }}{% endfor %}",
    "{% if super() %}a{% endif %}",
    "{{ " + "(" * 20_000 + "nghe" + ")" * 20_000 + " }}",
    "{{ nghe" + ".a" * 20_000 + " }}",
    "{{ nghe" + "[0]" * 20_000 + " }}",
    "{{ nghe" + " | hoa_dau" * 20_000 + " }}",
    "{{ " + "not " * 20_000 + "nghe }}",
    "{{ " + "-" * 20_000 + "1 }}",
    "{{ nghe" + " and nghe" * 20_000 + " }}",
    "{{ '" + "a" * 100_000 + "' }}",
    "{% if nghe %}" * 500 + "{% endif %}" * 500,
    "{% if nghe %}" + "{% elif nghe %}" * 5_000 + "{% endif %}",
    "{% for a in chu_de.ket %}" * 4 + "{{ a }}" + "{% endfor %}" * 4,
    "{{ nghe }}" * 20_000,
    "{#" * 20_000,
    "{{" * 20_000,
    "{% block a %}" * 300 + "{% endblock %}" * 300,
]


@pytest.fixture(scope="module")
def templates(tmp_path_factory):
    """One office with a template for every attack."""
    office = tmp_path_factory.mktemp("co-quan")
    folder = office / "templates" / "to-roi"
    folder.mkdir(parents=True)
    for number, text in enumerate([*ESCAPES, *FILES, *ENDLESS]):
        (folder / f"ca-{number}.md.j2").write_text(text, encoding="utf-8")
    with builtin_read_once():
        yield Templates(Packs((office,)))


@pytest.mark.parametrize("number", range(len(ESCAPES) + len(FILES) + len(ENDLESS)))
def test_an_attack_is_refused_before_anything_runs(templates, number):
    started = time.process_time()
    with pytest.raises(KichbanError) as caught:
        templates.render(f"to-roi/ca-{number}.md.j2", {})
    assert time.process_time() - started < SECONDS
    assert caught.value.report()


@pytest.mark.parametrize("text", [*ESCAPES, *ENDLESS])
def test_the_same_attack_in_a_sentence_of_a_persona_is_refused(templates, text):
    started = time.process_time()
    with pytest.raises(KichbanError):
        templates.words(text, ("personas/x.yaml", 3), {})
    assert time.process_time() - started < SECONDS


def test_a_link_to_a_file_outside_of_the_pack_is_not_followed(tmp_path):
    secret = tmp_path / "bi-mat.md.j2"
    secret.write_text("bí mật", encoding="utf-8")
    folder = tmp_path / "co-quan" / "templates" / "to-roi"
    folder.mkdir(parents=True)
    (folder / "ngoai.md.j2").symlink_to(secret)
    packs = Packs((tmp_path / "co-quan",))
    assert packs.template_file("to-roi/ngoai.md.j2") is None


def composed(office, **files):
    for name, text in files.items():
        path = office / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    request = Request("nong-dan", law_date=DAY, channel="to-roi", topic="tham-gia-va-muc-dong")
    with builtin_read_once():
        return Workshop(Packs((office,))).compose(request)


def refused(office, **files):
    started = time.process_time()
    with pytest.raises(KichbanError) as caught:
        composed(office, **files)
    assert time.process_time() - started < SECONDS
    return caught.value


def test_a_template_that_extends_another_inside_a_condition_is_refused_where_it_stands(tmp_path):
    # Jinja itself notices only when it compiles.
    nested = "{% if nghe %}\n{% extends 'goc/to-roi/mau.md.j2' %}\n{% endif %}\n"
    error = refused(tmp_path, **{"templates/to-roi/tham-gia-va-muc-dong.md.j2": nested})
    assert error.where.line == 2
    assert "ngoài mọi {% if %}" in error.message


LOOPS = "{% for a in chu_de.ket %}{% for b in chu_de.ket %}{% for c in nguoi.phan_bac %}"
ENDS = "{% endfor %}" * 3


def test_a_block_that_doubles_what_it_replaces_stops_at_a_bound(tmp_path):
    # Five templates, each printing a long block of the one below many times over.
    twice = "\n".join(["{{ super() }}"] * 40)
    files = {}
    names = ["mau", "nong-dan", "tham-gia-va-muc-dong", "nong-dan--tham-gia-va-muc-dong"]
    parents = ["goc/to-roi/mau.md.j2", *(f"to-roi/{name}.md.j2" for name in names)]
    for name, parent in zip(names, parents, strict=False):
        text = f'{{% extends "{parent}" %}}\n{{% block mat_1 %}}\n{twice}\n{{% endblock %}}\n'
        files[f"templates/to-roi/{name}.md.j2"] = text
    error = refused(tmp_path, **files)
    assert error.code == "T108"


def test_loops_inside_loops_stop_at_a_bound(tmp_path):
    body = LOOPS + "a" * 9_000 + ENDS
    text = (
        f'{{% extends "goc/to-roi/mau.md.j2" %}}\n{{% block mat_1 %}}\n{body}\n{{% endblock %}}\n'
    )
    assert refused(tmp_path, **{"templates/to-roi/mau.md.j2": text}).code == "T108"


def test_sentences_that_print_each_other_stop_at_a_bound(tmp_path):
    text = "mo_rong: goc/tham-gia-va-muc-dong\nly_do: A {{ chu_de.ly_do }}\n"
    text += "thong_diep: B {{ chu_de.ly_do }}\n"
    assert refused(tmp_path, **{"topics/tham-gia-va-muc-dong.yaml": text}).code == "T108"


def test_a_tree_of_sentences_that_doubles_at_every_level_stops_at_a_bound(tmp_path):
    names = ["hoi", "thong_diep", "nhac_lai", "ly_do", "gioi_han", "chua_chac"]
    lines = [
        f'{name}: "{" ".join([f"{{{{ chu_de.{after} }}}}"] * 30)}"'
        for name, after in pairwise(names)
    ]
    text = "mo_rong: goc/tham-gia-va-muc-dong\n" + "\n".join(lines) + "\nchua_chac: Hỏi lại.\n"
    assert refused(tmp_path, **{"topics/tham-gia-va-muc-dong.yaml": text}).code == "T108"


def test_templates_that_extend_each_other_in_a_circle_are_refused(tmp_path):
    one = '{% extends "to-roi/nong-dan.md.j2" %}\n'
    other = '{% extends "to-roi/mau.md.j2" %}\n'
    files = {"templates/to-roi/mau.md.j2": one, "templates/to-roi/nong-dan.md.j2": other}
    error = refused(tmp_path, **files)
    assert error.code == "T104"
    assert "vòng" in error.message


YAML_BOMBS = [
    "a: " + "[" * 100_000,
    "a: " + "{a: " * 50_000,
    "- " * 50_000,
    "? " * 50_000,
    "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n",
    "a: &a [*a]\n",
    "<<: &a {b: 1}\nc: *a\n",
    "a: !!python/object/apply:os.system ['id']\n",
    "a: !!python/name:os.system\n",
    "!!python/object:x {}\n",
    "a: !<tag:yaml.org,2002:python/object:os.system> x\n",
    "a: \ue000muc_dong\ue001999\ue002\n",
    "a: b\x00c\n",
]


@pytest.mark.parametrize("text", YAML_BOMBS, ids=range(len(YAML_BOMBS)))
def test_a_bomb_of_yaml_is_refused_at_once(text):
    started = time.process_time()
    with pytest.raises(BadYaml):
        yamlio.parse(text, "x.yaml")
    assert time.process_time() - started < SECONDS


def test_a_persona_cannot_forge_the_marks_of_figures(tmp_path):
    folder = tmp_path / "personas"
    folder.mkdir()
    forged = "mo_rong: goc/nong-dan\ngiong: \ue000muc_dong\ue0011 đồng\ue002\n"
    (folder / "nong-dan.yaml").write_text(forged, encoding="utf-8")
    (finding,) = check_packs(Packs((tmp_path,)), [tmp_path], day=DAY)
    assert finding.code == "P101"
    assert finding.where.line == 2


def test_what_is_allowed_still_runs(tmp_path):
    body = "{% for a in chu_de.ket %}{% if loop.first %}{{ a | hoa_dau }}{% endif %}{% endfor %}"
    text = (
        '{% extends "goc/to-roi/mau.md.j2" %}\n{% block lua_dao %}\n{{ super() }}\n'
        f"{body}\n{{% endblock %}}\n"
    )
    draft = composed(tmp_path, **{"templates/to-roi/mau.md.j2": text})
    assert draft.script.blocks


def test_a_name_too_long_for_any_file_is_an_unknown_name(tmp_path):
    long = "a" * 300
    text = f'{{% extends "to-roi/{long}.md.j2" %}}\n'
    assert refused(tmp_path, **{"templates/to-roi/mau.md.j2": text}).code == "K101"
    persona = f"mo_rong: goc/nong-dan\nkenh: [{long}]\nchu_de: [{long}]\n"
    folder = tmp_path / "khac" / "personas"
    folder.mkdir(parents=True)
    (folder / "nong-dan.yaml").write_text(persona, encoding="utf-8")
    found = check_packs(Packs((tmp_path / "khac",)), day=DAY)
    assert {"P103"} <= {f.code for f in found}


def test_a_figure_of_another_topic_is_unknown_to_this_one(tmp_path):
    text = (
        '{% extends "goc/to-roi/mau.md.j2" %}\n{% block lam_the_nao %}\n'
        "{{ so.thang_bat_buoc_mai_tang | thang }}\n{% endblock %}\n"
    )
    error = refused(tmp_path, **{"templates/to-roi/mau.md.j2": text})
    assert error.code == "T102"
    assert "thang_bat_buoc_mai_tang" in error.message
