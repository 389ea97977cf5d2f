"""Checking packs: all findings at once, each at its place; nothing read twice, nothing hidden."""

from __future__ import annotations

import ast
import subprocess
import sys
import time
from datetime import date
from decimal import Decimal
from pathlib import Path

import docx
import pytest
from jinja2 import nodes
from pydantic import BaseModel

from kichban import yamlio
from kichban.catalogue import shown
from kichban.channels import Channel
from kichban.checks.clarity import assess_file
from kichban.checks.findings import LEVEL_ORDER
from kichban.checks.packs import check_packs
from kichban.checks.people import personal_data, private_names
from kichban.checks.positions import texts, where_in
from kichban.checks.printing import FITS
from kichban.checks.typed import numbers_in_words, typed_digits
from kichban.context import Figured
from kichban.errors import BareFigure
from kichban.filters import DESK, FILTERS
from kichban.packs import Packs, builtin_folder
from kichban.personas import Persona
from kichban.places import Place
from kichban.quantities import LegalDate, Quantity, Trace, Unit
from kichban.shapes import CONTEXT, child, shape_of
from kichban.tags import Tags
from kichban.templating import Templates
from kichban.topics import Topic
from kichban.workshop import Request, Workshop
from tests.conftest import ROOT
from tests.reading_once import builtin_read_once

DAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def of_the_builtin_pack():
    return check_packs(Packs(), day=DAY)


@pytest.fixture(scope="module", autouse=True)
def quick():
    with builtin_read_once():
        yield


def test_the_builtin_pack_has_no_faults_and_no_warnings_of_its_own(of_the_builtin_pack):
    # Law that soon ends is told; that is news, not a fault of the pack.
    told = [f for f in of_the_builtin_pack if f.level != "goi_y" and f.code != "L113"]
    assert not told, "\n".join(f.report() for f in told)


def test_checking_the_whole_builtin_pack_takes_under_three_seconds():
    # A process of its own: nothing is read yet, and starting up counts.
    script = (
        "import sys, time; from kichban.cli import run; run(sys.argv[1:]); "
        "sys.stderr.write(str(time.process_time()))"
    )
    wanted = ["check", str(builtin_folder()), "--date", "2026-11-22"]
    command = [sys.executable, "-X", "utf8", "-c", script, *wanted]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
    assert "0 lỗi" in done.stdout
    assert Decimal(done.stderr) < 3


# The leaflet that is handed out most, and the longest that any channel writes.
LEAFLET = ("nong-dan", "tham-gia-va-muc-dong", "to-roi")
LONGEST = ("nghi-viec-rut-mot-lan", "rut-mot-lan-duoc-mat", "livestream")


def seconds_to_judge(document, workshop) -> float:
    """What it takes once the program is up, in seconds of the processor."""

    def once() -> float:
        started = time.process_time()
        assess_file(document, workshop)
        return time.process_time() - started

    return min(once() for _ in range(10))


@pytest.mark.parametrize("form", ["docx", "md"])
@pytest.mark.parametrize("about", [LEAFLET, LONGEST], ids=["leaflet", "longest"])
def test_judging_one_document_takes_under_fifty_milliseconds_after_start_up(tmp_path, about, form):
    workshop = Workshop()
    persona, topic, channel = about
    workshop.compose(Request(persona, DAY, topic, channel)).write(tmp_path, formats=(form,))
    (document,) = tmp_path.glob(f"*.{form}")
    assert assess_file(document, workshop).ok
    assert seconds_to_judge(document, workshop) < 0.05


def test_judging_a_long_document_changed_by_hand_takes_no_longer(tmp_path):
    workshop = Workshop()
    persona, topic, channel = LONGEST
    workshop.compose(Request(persona, DAY, topic, channel)).write(tmp_path, formats=("docx",))
    (path,) = tmp_path.glob("*.docx")
    document = docx.Document(str(path))
    cells = [cell for table in document.tables for row in table.rows for cell in row.cells]
    runs = [run for cell in cells for p in cell.paragraphs for run in p.runs if "," in run.text]
    for run in runs[::5]:
        run.text = run.text.replace(",", " rồi,", 1)
    document.save(str(path))
    assert len(assess_file(path, workshop).edits) > 5
    assert seconds_to_judge(path, workshop) < 0.05


def test_findings_are_sorted_by_file_line_and_column(of_the_builtin_pack):
    keys = [
        (f.where.file, f.where.line, f.where.column, LEVEL_ORDER[f.level])
        for f in of_the_builtin_pack
    ]
    assert keys == sorted(keys)


BROKEN_PERSONA = "mo_rong: goc/nong-dan\ngiong: [một, hai]\nhoan_canh: Có 3 sào, gọi 0912345678.\n"
BROKEN_YAML = 'ten: "chưa đóng\n'
FAULTY_TEMPLATE = """{% extends "goc/to-roi/mau.md.j2" %}
{% block lua_dao %}
Đóng 15 năm, {{ so.muc_dong }}, {{ nguoi.xungho }}, {{ nghe | upper }}.
{% endblock %}
{% block lua_doa %}
Mất.
{% endblock %}
"""


def test_all_faults_of_all_files_are_told_at_once(office):
    office("personas/nong-dan.yaml", BROKEN_PERSONA)
    office("topics/giu-so-nam-da-dong.yaml", BROKEN_YAML)
    office("places/xa.yaml", "mo_rong: goc/mac-dinh\nhotline: tổng đài\nxung_ho: {la: bà con}\n")
    folder = office("templates/to-roi/mau.md.j2", FAULTY_TEMPLATE)
    found = check_packs(Packs((folder,)), [folder], day=DAY)
    codes = sorted(f.code for f in found)
    assert codes == [
        "P101", "P102", "P102", "P103", "P106", "S101", "S101", "T102", "T103", "T105", "T106",
    ]  # fmt: skip


def test_a_broken_list_of_figures_does_not_make_every_figure_unknown(office):
    office("law/so-lieu.yaml", "so: {muc_dong: {tinh: contribution\n")
    folder = office("templates/to-roi/mau.md.j2", '{% extends "goc/to-roi/mau.md.j2" %}\n')
    found = check_packs(Packs((folder,)), [folder], day=DAY)
    assert [f.code for f in found] == ["P101"]


def test_one_file_alone_is_judged_when_only_it_is_asked_for(office):
    office("personas/nong-dan.yaml", BROKEN_PERSONA)
    folder = office("templates/to-roi/mau.md.j2", FAULTY_TEMPLATE)
    found = check_packs(Packs((folder,)), [folder / "personas" / "nong-dan.yaml"], day=DAY)
    assert {Path(f.where.file).name for f in found} == {"nong-dan.yaml"}


def test_a_folder_that_is_not_in_the_stack_is_laid_over_it(office):
    folder = office(
        "topics/luong-huu-tu-15-nam.yaml", "mo_rong: goc/luong-huu-tu-15-nam\nhoi: 15?\n"
    )
    found = check_packs(Packs(), [folder], day=DAY)
    assert [f.code for f in found] == ["S101"]


def test_a_place_file_may_stand_alone(tmp_path):
    path = tmp_path / "xa-toi.yaml"
    path.write_text("ten_xa: xã mình\n", encoding="utf-8")
    found = check_packs(Packs(), [path], day=DAY)
    assert {f.code for f in found} == {"P102"}
    assert len(found) > 5


def test_without_a_day_what_depends_on_a_day_is_left_out(office):
    folder = office(
        "law/parameters/thu.yaml",
        "ten: Thử\nnhom: thu\ndon_vi: tỷ lệ\ngia_tri:\n- tu: 2020-01-01\n  so: 22%\n  can_cu:\n"
        "    van_ban: 58/2014/QH13\n    dieu: 1\n  nguon: [văn bản]\n  trang_thai: da_xac_minh\n"
        "  kiem_chung: nguyen_van\n  doc_lai: 2021-01-01\n",
    )
    assert not check_packs(Packs((folder,)), [folder])
    codes = {f.code for f in check_packs(Packs((folder,)), [folder], day=DAY)}
    assert codes == {"L111", "L112"}


STYLES = [
    ("giong: chậm, {X} thân", 2, 14),
    ('giong: "chậm, {X} thân"', 2, 15),
    ("giong: 'chậm, ''hỏi'' {X}'", 2, 23),
    ('giong: "nói \\"thật\\" {X}"', 2, 22),
    ("giong: >-\n  chậm,\n  {X} thân", 4, 3),
    ("giong: |\n  chậm,\n    {X} thân", 4, 5),
    ("giong: chậm,\n  thân, {X}", 3, 9),
    ('giong: "chậm\\u00a0và {X}"', 2, 22),
]


@pytest.mark.parametrize(("line", "row", "column"), STYLES)
def test_a_place_inside_a_text_is_found_however_the_text_is_quoted(line, row, column):
    loaded = yamlio.parse("mo_rong: goc/nong-dan\n" + line.replace("{X}", "CHỖ") + "\n", "x.yaml")
    (path, text), *_ = [item for item in texts(loaded) if "CHỖ" in item[1]]
    where = where_in(loaded, path, text, text.index("CHỖ"), 3)
    assert (where.line, where.column, where.width) == (row, column, 3)


def quantity(unit):
    return Quantity(Decimal(1), unit, Trace("thử"))


class Desk:
    unverified = True
    variant = 0

    def keep(self, name, figure):
        pass

    def aloud(self, _, text):
        return text


@pytest.mark.parametrize("name", sorted(FITS))
@pytest.mark.parametrize("kind", [*Unit, "ngay"])
def test_what_the_check_says_of_filters_is_what_the_filters_do(name, kind):
    figure = LegalDate(DAY, Trace("thử")) if kind == "ngay" else quantity(kind)
    try:
        FILTERS[name]({DESK: Desk()}, Figured("x", figure))
    except BareFigure:
        prints = False
    else:
        prints = True
    assert prints == (kind in FITS[name])


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Chị Nguyễn Thị Hoa kể", ["Nguyễn Thị Hoa"]),
        ("ông Nguyễn Văn A", ["Nguyễn Văn A"]),
        ("bà Vàng Thị Mỷ", ["bà Vàng Thị Mỷ"]),
        ("anh Ba, chị Tư", ["anh Ba", "chị Tư"]),
        ("Cô Sáu nói", ["Cô Sáu"]),
        ("đường Lê Lợi, phường Trần Phú", []),
        ("thành phố Hồ Chí Minh, tỉnh Cao Bằng, Hà Nội", []),
        ("Anh chị ơi, cô chú, ông bà", []),
        ("ông Trời, Bác Hồ", []),
        ("một chị trồng lúa ở Lâm Đồng", []),
    ],
)
def test_names_of_persons_are_told_from_names_of_places(text, names):
    assert [s.text for s in private_names(text)] == names


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("căn cước 079123456789", ["so_dinh_danh"]),
        ("số 123 456 789", ["so_dinh_danh"]),
        ("mức 123.456.789 đồng", []),
        ("123456789 đồng", []),
        ("gọi 0912 345 678", ["dien_thoai"]),
        ("gọi 1900 9068", ["dien_thoai"]),
        ("gọi 115", []),
        ("tài khoản 0123 4567 8901", ["tai_khoan"]),
        ("số tài khoản của cơ quan", []),
        ("a.b@vi-du.vn", ["thu_dien_tu"]),
        ("ngày 01/07/2025, Luật 41/2024/QH15", []),
    ],
)
def test_personal_data_are_told_from_amounts_and_dates(text, kinds):
    assert [s.kind for s in personal_data(text)] == kinds


@pytest.mark.parametrize(
    ("words", "runs"),
    [
        ("1. Đóng đủ 15 năm", ["15"]),
        ("## 2. Làm gì", []),
        ('::: phan phut=3 ten="Tranh 1"', []),
        ("330.000 đồng, 22%, ½", ["330.000", "22%", "½"]),
        ("Zalo 1, khổ A4", ["1", "4"]),
        ("không có số", []),
    ],
)
def test_typed_digits_are_found_outside_lists_and_containers(words, runs):
    assert [run for _, run in typed_digits(words)] == runs


@pytest.mark.parametrize(
    ("words", "runs"),
    [
        ("đóng đủ mười lăm năm", ["mười lăm năm"]),
        ("ba trăm ba mươi nghìn đồng", ["ba trăm ba mươi nghìn đồng"]),
        ("hai mươi hai phần trăm", ["hai mươi hai phần trăm"]),
        ("hai vợ chồng, ba tháng, mấy năm", []),
        ("trăm năm, nghìn lần", []),
        ("mười người", []),
    ],
)
def test_numbers_spelled_in_words_are_found(words, runs):
    assert [run for _, run in numbers_in_words(words)] == runs


# What an officer needs to know before she writes or speaks; `kichban show` prints it.
READ_BY_OFFICERS = {
    "Persona": ("nhom_chu_the", "tiem_nang", "vai_tro", "ba_y", "hoan_canh", "tam_ly", "lo_lang",
                "tu_nen_dung", "dia_phuong"),
    "Income": ("nhip", "phuong_thuc"),
    "Example": ("thu_nhap_chon",),
    "Channel": ("tieu_chi",),
    "Place": ("san_vat", "thang_co_tien"),
}  # fmt: skip


def fields(model, seen=()):
    """Every field of a model and of the models inside it, as `Model.field`."""
    if model in seen:
        return
    for name in model.model_fields:
        yield f"{model.__name__}.{name}"
        shape = child(model, name)
        inner = shape
        while isinstance(inner, tuple):
            inner = inner[1]
        if isinstance(inner, type) and issubclass(inner, BaseModel):
            yield from fields(inner, (*seen, model))


def read_by_templates(packs):
    """Every `Model.field` that a template or a text of the built-in pack reads."""
    templates = Templates(packs)
    sources = [
        "\n".join(templates.lines(file.name))
        for channel in packs.ids("channels")
        for file in packs.templates_of(channel)
    ]
    for kind, load in (("personas", packs.persona), ("topics", packs.topic)):
        for name in packs.ids(kind):
            load(name)
            sources += [text for _, text in texts(packs.found(kind, name).loaded) if "{" in text]
    for source in sources:
        yield from _read(templates.tree(source), dict(CONTEXT))


def _read(node, scope):
    if isinstance(node, nodes.Getattr):
        shape = shape_of(node.node, scope)
        if isinstance(shape, type):
            yield f"{shape.__name__}.{node.attr}"
    if isinstance(node, nodes.For):
        yield from _read(node.iter, scope)
        scope = {**scope, node.target.name: child(shape_of(node.iter, scope), 0)}
        for part in (*node.body, *node.else_, *([node.test] if node.test else [])):
            yield from _read(part, scope)
        return
    for inner in node.iter_child_nodes():
        yield from _read(inner, scope)


def read_by_the_program():
    """Every attribute that some module of the program asks for by name."""
    for path in (ROOT / "src" / "kichban").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute):
                yield node.attr


@pytest.mark.parametrize("model", [Persona, Topic, Channel, Place], ids=lambda m: m.__name__)
def test_every_field_of_a_pack_file_is_read_by_something(model):
    templates = set(read_by_templates(Packs()))
    program = set(read_by_the_program())
    unread = {
        name
        for name in fields(model)
        if name not in templates
        and name.rpartition(".")[2] not in {*program, "id"}
        and name.rpartition(".")[2] not in READ_BY_OFFICERS.get(name.partition(".")[0], ())
    }
    assert not sorted(unread)


def test_what_officers_are_to_know_is_shown_to_them(office):
    office("personas/nong-dan.yaml", "mo_rong: goc/nong-dan\ndia_phuong: {xa: cách gọi}\n")
    folder = office(
        "places/xa.yaml", "mo_rong: goc/mac-dinh\nsan_vat: chè\nthang_co_tien: [tháng năm]\n"
    )
    packs = Packs((folder,))
    asked = {"personas": "nong-dan", "channels": "to-roi", "places": "xa"}
    lines = [line for kind, name in asked.items() for line in shown(packs, kind, name)]
    printed = {line.strip().partition(":")[0] for line in lines}
    assert {name for names in READ_BY_OFFICERS.values() for name in names} <= printed


def test_no_template_or_text_reads_a_field_that_is_not_there():
    known = {name for model in (Persona, Topic, Channel, Place) for name in fields(model)}
    assert set(read_by_templates(Packs())) <= known


def test_tags_keep_their_places_whatever_stands_inside_them():
    source = 'a {{ "}}" }} b {# {{ #} {% if x %}\n{{ y }}'
    tags = Tags(source)
    assert [source[t.start : t.end] for t in tags.tags] == [
        '{{ "}}" }}', "{# {{ #}", "{% if x %}", "{{ y }}",
    ]  # fmt: skip
    assert len(tags.words) == len(tags.code) == len(source)
    assert tags.place(source.index("y")) == (2, 4)


def test_the_builtin_pack_is_where_it_is_looked_for():
    assert (builtin_folder() / "personas" / "nong-dan.yaml").is_file()
