"""A template says what it can do without; the engine leaves it out where the frame is tight."""

from __future__ import annotations

from datetime import date

import pytest

from kichban.checks.clarity import assess
from kichban.packs import Packs
from kichban.workshop import Request, Workshop

DAY = date(2026, 11, 21)
LONG = "bộ phận một cửa ở trụ sở ủy ban nhân dân xã mình"
CHANNEL = """
ten: Tờ thử
loai: doc
dung_de: Để thử.
gioi_han: {{don_vi: am_tiet, it_nhat: 1, nhieu_nhat: {most}}}
cau: {{trung_binh: 16, nhac: 24, dai_nhat: 30}}
giong: gọn
bat_buoc: [BB1]
phan: [loi]
"""
TEMPLATE = """{% block loi %}
Đến quầy hỏi cho rõ.

{% if con_cho > 4 %}
Xa thì gọi điện hỏi trước.
{% endif %}

{% if con_cho > 0 %}
Nhớ mang giấy tờ.
{% endif %}
{% endblock %}
"""


def written(office, most, template=TEMPLATE):
    office("templates/to-thu/kenh.yaml", CHANNEL.format(most=most))
    folder = office("templates/to-thu/mau.md.j2", template)
    draft = Workshop(Packs((folder,))).compose(Request("nong-dan", DAY, channel="to-thu"))
    return draft.length.syllables, "gọi điện" in str(draft.body), "giấy tờ" in str(draft.body)


@pytest.mark.parametrize(
    ("most", "length", "phone", "papers"),
    [(15, 15, True, True), (14, 9, False, True), (9, 9, False, True), (8, 5, False, False)],
)
def test_what_is_least_needed_is_left_out_first(office, most, length, phone, papers):
    assert written(office, most) == (length, phone, papers)


def test_what_must_be_said_stays_though_it_is_too_long(office):
    assert written(office, 3) == (5, False, False)


def test_a_template_that_asks_for_no_room_is_written_as_it_stands(office):
    plain = TEMPLATE.replace("con_cho > 4", "nghe").replace("con_cho > 0", "nghe")
    assert written(office, 3, plain) == (15, True, True)


def far(office):
    """A workshop whose place of registration has a name of eleven syllables."""
    place = (Packs().folders[0].path / "places" / "mac-dinh.yaml").read_text(encoding="utf-8")
    return Workshop(Packs((office("places/xa-xa.yaml", place.replace("bưu điện xã", LONG)),)))


def test_a_long_name_of_a_place_costs_no_condition(office):
    workshop = far(office)
    for channel in ("infographic", "to-roi", "facebook-zalo-bai", "video-ngan"):
        for topic in ("giu-so-nam-da-dong", "tham-gia-va-muc-dong"):
            draft = workshop.compose(
                Request("lao-dong-tu-do", DAY, topic=topic, channel=channel, place="xa-xa")
            )
            assert LONG in str(draft.body)
            assert not draft.blocking, [f.message for f in draft.blocking]


@pytest.mark.parametrize(
    ("persona", "topic"),
    [
        ("tieu-thuong", "tham-gia-va-muc-dong"),
        ("tieu-thuong", "rut-mot-lan-duoc-mat"),
        ("tieu-thuong-ban-tren-mang", "luong-huu-tu-15-nam"),
        ("nong-dan-ca-phe", "nha-nuoc-ho-tro-tien-dong"),
        ("nguoi-cao-tuoi-con-chau", "tro-cap-hang-thang-khi-thieu-nam"),
        ("nguoi-cao-tuoi-con-chau", "tu-tuat-mai-tang"),
        ("cong-nhan-det-may", "nguoi-lao-dong-can-biet"),
        ("dong-bao-dtts", "nha-nuoc-ho-tro-tien-dong"),
    ],
)
def test_the_fullest_leaflets_keep_reason_objection_and_own_case_for_a_long_place(
    office, persona, topic
):
    workshop = far(office)
    for day in (DAY, date(2027, 1, 5)):
        draft = workshop.compose(
            Request(persona, day, topic=topic, channel="to-roi", place="xa-xa")
        )
        items = {item.id: item for item in assess(draft, workshop).items}
        for name in ("P3", "P4", "P13", "P15", "P17"):
            assert items[name].points == items[name].full, (name, items[name].faults)
        assert workshop.packs.topic(topic).hoi_rieng in str(draft.body)


POINT = """
mo_rong: goc/tham-gia-va-muc-dong
y_chinh:
  - ten: Ý thứ nhất là gì?
    cau: Ý thứ nhất.
    noi: Ý thứ nhất.
    gach: [Gạch giữ lại., Gạch bớt được.]
    can_cu: [luong-huu-15-nam]
    bot_gach_cuoi: có
"""
LINES = """{% block loi %}
Đến quầy hỏi cho rõ.

{% for y in chu_de.y_chinh %}
{% for g in y.gach %}
{% if con_cho > 2 or not (loop.last and y.bot_gach_cuoi) %}
- {{ g }}
{% endif %}
{% endfor %}
{% endfor %}
{% endblock %}
"""


@pytest.mark.parametrize(("most", "kept", "left"), [(11, True, True), (10, True, False)])
def test_the_last_line_of_a_point_gives_way_where_the_topic_allows_it(office, most, kept, left):
    office("topics/tham-gia-va-muc-dong.yaml", POINT)
    office("templates/to-thu/kenh.yaml", CHANNEL.format(most=most))
    folder = office("templates/to-thu/mau.md.j2", LINES)
    draft = Workshop(Packs((folder,))).compose(
        Request("nong-dan", DAY, topic="tham-gia-va-muc-dong", channel="to-thu")
    )
    body = str(draft.body)
    assert ("Gạch giữ lại" in body, "Gạch bớt được" in body) == (kept, left)


PERSONA = """
mo_rong: nong-dan
ten: Nhóm thử
phan_bac:
"""
OBJECTION = """
  - cau: {asked}
    tra_loi: Lời đáp dài.
    {short}
    can_cu: [luong-huu-15-nam]
    chu_de: [tham-gia-va-muc-dong]
"""
OBJECTIONS = (
    ("Câu hỏi đứng đầu mà dài thì sao?", "gon: Lời đáp thứ nhất."),
    ("Hỏi gọn?", "gon: Lời đáp thứ hai."),
    ("Gọn?", ""),
)
ANSWER = """{% block loi %}
Đến quầy hỏi cho rõ.

{% if hay_hoi and con_cho > 3 %}
{{ hay_hoi.cau }} {{ hay_hoi.gon | theo(hay_hoi.can_cu) }}
{% endif %}
{% endblock %}
"""


@pytest.mark.parametrize(
    ("most", "topic", "said"),
    [
        (17, "tham-gia-va-muc-dong", "thứ nhất"),
        (16, "tham-gia-va-muc-dong", "thứ hai"),
        (11, "tham-gia-va-muc-dong", "thứ hai"),
        (10, "tham-gia-va-muc-dong", ""),
        (17, "giu-so-nam-da-dong", ""),
    ],
)
def test_the_objection_that_takes_the_fewest_words_is_answered_where_room_is_short(
    office, most, topic, said
):
    told = "".join(OBJECTION.format(asked=asked, short=short) for asked, short in OBJECTIONS)
    office("personas/nhom-thu.yaml", PERSONA + told)
    office("templates/to-thu/kenh.yaml", CHANNEL.format(most=most))
    folder = office("templates/to-thu/mau.md.j2", ANSWER)
    draft = Workshop(Packs((folder,))).compose(
        Request("nhom-thu", DAY, topic=topic, channel="to-thu")
    )
    found = [word for word in ("thứ nhất", "thứ hai", "Gọn") if word in str(draft.body)]
    assert found == ([said] if said else [])
