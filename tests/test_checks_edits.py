"""What hands changed in a finished document is told, each change as what it is."""

from __future__ import annotations

import copy
import io
import json
import struct
import time
import unicodedata
import zipfile
import zlib
from dataclasses import replace
from datetime import date

import docx
import pytest
from docx.enum.text import WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from kichban.as_written import as_written
from kichban.checks.clarity import assess_file
from kichban.checks.codes import catalogue
from kichban.checks.edits import edits
from kichban.checks.reading import Setting
from kichban.checks.report import as_json, as_text
from kichban.checks.rulebook import rule_book
from kichban.errors import CannotRead
from kichban.provenance import PROPERTY, SUFFIX, sidecar_of
from kichban.provenance_text import trace_lines
from kichban.script import Image, Paragraph, Text
from kichban.workshop import Request
from tests.conftest import ROOT

DAY = date(2026, 11, 22)
LEAFLET, RADIO, DESK = "to-roi", "ban-tin-loa-xa", "kich-ban-quay"
CHANNELS = (LEAFLET, RADIO, DESK)
WRITTEN = ROOT / "tests" / "data" / "sua-tay"


@pytest.fixture(scope="module")
def written():
    """Three documents as they were written one day, by channel and ending.

    Templates change, documents handed out do not: they are files of the tests.
    """
    return {
        channel: {path.suffix: path for path in WRITTEN.glob(f"{channel}.*")}
        for channel in CHANNELS
    }


@pytest.fixture(scope="module")
def book(packs):
    return rule_book(packs)


@pytest.fixture
def told(written, book, tmp_path):
    """The findings on a document of a channel after a change made as Word makes it."""

    def go(channel, change, *, sidecar=True):
        path = written[channel][".docx"]
        out = tmp_path / path.name
        document = docx.Document(str(path))
        change(document)
        document.save(str(out))
        side = path.with_name(path.stem + SUFFIX)
        if sidecar and side.is_file():
            (tmp_path / side.name).write_bytes(side.read_bytes())
        return edits(out, book, Setting(persona="nong-dan", channel=channel))

    return go


def all_paragraphs(document):
    from docx.text.paragraph import Paragraph as WordParagraph

    body = document.element.body
    return [WordParagraph(p, document) for p in body.iter(qn("w:p"))]


def with_words(document, words):
    """The first paragraph that holds some words."""
    found = [p for p in all_paragraphs(document) if words in p.text]
    assert found, words
    return found[0]


def split_runs(paragraph):
    """Break every run in two, as Word does around a proofing mark or a saved place."""
    for run in list(paragraph.runs):
        if len(run.text) > 1 and not run._r.findall(qn("w:br")):
            half = len(run.text) // 2
            rest = copy.deepcopy(run._r)
            text, run.text = run.text, run.text[:half]
            run._r.addnext(rest)
            rest.findall(qn("w:t"))[0].text = text[half:]
            rest.findall(qn("w:t"))[0].set(qn("xml:space"), "preserve")
            run._r.addnext(OxmlElement("w:proofErr"))


def replaced(old, new):
    """Type over some words; the words that stay keep their runs."""

    def change(document):
        paragraph = with_words(document, old)
        runs = [run for run in paragraph.runs if run.text]
        whole = "".join(run.text for run in runs)
        start = whole.index(old)
        end, at = start + len(old), 0
        typed = new
        for run in runs:
            first, last = max(start - at, 0), min(end - at, len(run.text))
            at += len(run.text)
            if first < last:
                run.text = run.text[:first] + typed + run.text[last:]
                typed = ""
        split_runs(paragraph)

    return change


def deleted(words):
    def change(document):
        element = with_words(document, words)._p
        element.getparent().remove(element)

    return change


def added(words, after):
    def change(document):
        before = with_words(document, after)
        element = copy.deepcopy(before._p)
        before._p.addnext(element)
        runs = element.findall(qn("w:r"))
        for run in runs[1:]:
            element.remove(run)
        runs[0].findall(qn("w:t"))[0].text = words

    return change


def moved(words, after):
    def change(document):
        element = with_words(document, words)._p
        with_words(document, after)._p.addnext(element)

    return change


def joined(first, second):
    def change(document):
        one, two = with_words(document, first)._p, with_words(document, second)._p
        blank = OxmlElement("w:r")
        blank.append(OxmlElement("w:t"))
        blank[0].text = " "
        blank[0].set(qn("xml:space"), "preserve")
        one.append(blank)
        for run in two.findall(qn("w:r")):
            one.append(run)
        two.getparent().remove(two)

    return change


def tracked(old, new):
    """Replace words while changes are tracked."""

    def change(document):
        paragraph = with_words(document, old)
        (run,) = [r for r in paragraph.runs if old in r.text]
        before, _, after = run.text.partition(old)
        rest = copy.deepcopy(run._r)
        rest.findall(qn("w:t"))[0].text = after
        run.text = before
        at = run._r
        for tag, inner, words in (("w:del", "w:delText", old), ("w:ins", "w:t", new)):
            mark = OxmlElement(tag)
            mark.set(qn("w:author"), "Người sửa")
            mark.set(qn("w:id"), "901")
            typed = OxmlElement("w:r")
            typed.append(OxmlElement(inner))
            typed[0].text = words
            typed[0].set(qn("xml:space"), "preserve")
            mark.append(typed)
            at.addnext(mark)
            at = mark
        at.addnext(rest)

    return change


def commented(words):
    def change(document):
        paragraph = with_words(document, words)
        document.add_comment(paragraph.runs[0], "Xem lại chỗ này.", author="Người soát")

    return change


def hidden(words):
    def change(document):
        for run in with_words(document, words).runs:
            run.font.hidden = True

    return change


def without_mark(words):
    """Delete the raised «[2]» behind a figure."""

    def change(document):
        for run in with_words(document, words).runs:
            if run.text.startswith("["):
                run._r.getparent().remove(run._r)

    return change


def with_picture(words):
    def change(document):
        with_words(document, words).add_run().add_picture(io.BytesIO(png(200)))

    return change


def footer(old, new):
    def change(document):
        for section in document.sections:
            for paragraph in section.footer.paragraphs:
                for run in paragraph.runs:
                    run.text = run.text.replace(old, new)

    return change


def cell_deleted(words):
    def change(document):
        row = with_words(document, words)._p
        while row.tag != qn("w:tr"):
            row = row.getparent()
        row.getparent().remove(row)

    return change


def untraced(document):
    """What is left when the words are saved by a program that drops what it does not know."""
    for holder in (document.part.package, document.part):
        for rel in list(holder.rels.values()):
            if rel.reltype.endswith(("custom-properties", "customXml")):
                del holder.rels[rel.rId]


def png(red):
    """A picture of one point."""

    def chunk(kind, data):
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    head = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    rows = zlib.compress(bytes((0, red, 0, 0)))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def decomposed(words):
    return replaced(words, unicodedata.normalize("NFD", words))


PLANTED = [
    (LEAFLET, replaced("330.000 đồng", "300.000 đồng"), ["E101"]),
    (RADIO, replaced("66.000 đồng", "99.000 đồng"), ["E101"]),
    (DESK, replaced("15 năm", "20 năm"), ["E101"]),
    (LEAFLET, replaced("120 tháng", "mười năm"), ["E101"]),
    (LEAFLET, replaced("120 tháng", "khá lâu"), ["E102"]),
    (RADIO, replaced(" Mỗi người được góp nhiều nhất 120 tháng", " Có góp"),
     ["E104", "E102"]),
    (LEAFLET, replaced("trông cả vào con.", "trông cả vào con, được thêm 5%."), ["E103"]),
    (DESK, added("Đóng sớm được thưởng 500.000 đồng.", "Chào"), ["E103"]),
    (LEAFLET, replaced("khi đủ tuổi nghỉ hưu và đóng đủ", "khi đóng đủ"), ["E104"]),
    (LEAFLET, replaced(", chưa trừ phần Nhà nước góp", ""), ["E104"]),
    (RADIO, replaced(", nếu mình chưa nhận một lần", ""), ["E104"]),
    (LEAFLET, deleted("Khoản này không có tiền nghỉ ốm"), ["E105"]),
    (RADIO, replaced("Khoản này không có tiền nghỉ ốm, không lấy ra lúc nào cũng được.", ""),
     ["E105"]),
    (LEAFLET, deleted("Đi làm có hợp đồng"), ["E105"]),
    (LEAFLET, replaced(" Mật khẩu, mã gửi về máy không đưa cho ai.", ""), ["E106"]),
    (RADIO, replaced("thì không đưa cho ai", "thì đọc cho cán bộ"), ["E106"]),
    (LEAFLET, deleted("Nhớ lấy biên lai."), ["E106"]),
    (LEAFLET, replaced("1900 9068", "1900 9086"), ["E107"]),
    (LEAFLET, deleted("Hỏi thêm: 1900 9068"), ["E107"]),
    (LEAFLET, replaced("bưu điện xã", "trạm y tế"), ["E108"]),
    (LEAFLET, replaced("sáng thứ hai đến thứ sáu", "sáng thứ ba"), ["E108"]),
    (LEAFLET, replaced("351/2025/NĐ-CP. Áp dụng", "351/2025. Áp dụng"), ["E109"]),
    (RADIO, replaced("ngày 31/12/2026", "ngày 31/12/2027"), ["E109"]),
    (RADIO, deleted("Mức đóng thấp nhất mỗi tháng, trước khi"), ["E109"]),
    (LEAFLET, footer("31/12/2026", "31/12/2028"), ["E109"]),
    (LEAFLET, without_mark("Mức thấp nhất"), ["E110"]),
    (DESK, deleted("Hai phút thì được."), ["E201"]),
    (RADIO, deleted("Như ở xã mình, một hộ trồng lúa"), ["E201"]),
    (LEAFLET, added("Mời bà con đến dự đông đủ.", "Lúc còn sức lo trước"), ["E202"]),
    (LEAFLET, moved("Hỏi thêm: 1900 9068", "Tiền không đều thì đóng thế nào?"), ["E203"]),
    (RADIO, moved("Kẹt thì nghỉ đóng.", "Đây không phải bảo hiểm công ty đi bán."), ["E203"]),
    (RADIO, replaced("thu hoạch xong thì đóng luôn", "gặt xong thì nộp luôn"), ["E204"]),
    (LEAFLET, replaced("Nhờ tính riêng", "Nhờ cán bộ tính giúp"), ["E204"]),
    (LEAFLET, replaced("Mỗi tháng đóng bao nhiêu?", "Mức đóng"), ["E205"]),
    (LEAFLET, deleted("Giờ làm gì?"), ["E205"]),
    (LEAFLET, deleted("Nhờ tính riêng"), ["E206"]),
    (RADIO, replaced("chậm, thân, kể có trước có sau", "nhanh, vui"), ["E207"]),
    (RADIO, cell_deleted("chậm, thân, kể có trước có sau"), ["E207", "E207"]),
    (RADIO, joined("Kẹt thì nghỉ đóng.", "Khoản này không có tiền nghỉ ốm"), ["E208"]),
    (LEAFLET, replaced("Nhờ tính riêng;", "Nhờ Tính riêng;"), ["E301"]),
    (LEAFLET, decomposed("thẻ căn cước"), ["E302"]),
    (LEAFLET, replaced("Mang thẻ", "Mаng thẻ"), ["E302"]),  # a Cyrillic letter
    (LEAFLET, replaced("biên lai", "biên\u200b lai"), ["E302"]),
    (LEAFLET, tracked("Nhờ tính riêng", "Nhờ tính giúp"), ["E401"]),
    (RADIO, tracked("330.000 đồng (ba trăm ba mươi nghìn đồng)", "300.000 đồng"), ["E401"]),
    (LEAFLET, commented("Nhờ tính riêng"), ["E402"]),
    (DESK, commented("15 năm"), ["E402"]),
    (LEAFLET, hidden("Khoản này không có tiền nghỉ ốm"), ["E403"]),
    (LEAFLET, with_picture("Nhờ tính riêng"), ["E405"]),
    (LEAFLET, untraced, ["E406"]),
]  # fmt: skip


@pytest.mark.parametrize(("channel", "change", "codes"), PLANTED)
def test_a_planted_change_is_told_as_what_it_is_and_as_nothing_else(told, channel, change, codes):
    findings = told(channel, change)
    assert [f.code for f in findings] == codes, "\n".join(f.report() for f in findings)
    assert {f.code for f in findings} <= set(catalogue())


def test_quotation_marks_that_word_made_round_are_a_hint(workshop, book, tmp_path):
    draft = workshop.compose(Request("nong-dan", DAY, channel=LEAFLET))
    quoted = Paragraph((Text('Nhà mình gọi là "đóng theo vụ" – mấy tháng một kỳ...'),))
    blocks = (*draft.script.blocks[:2], quoted, *draft.script.blocks[2:])
    draft = replace(draft, script=replace(draft.script, blocks=blocks))
    path = draft.write(tmp_path, formats=("docx",), draft=True)[0]
    document = docx.Document(str(path))
    run = next(r for r in with_words(document, "đóng theo vụ").runs if "vụ" in r.text)
    run.text = "Nhà mình gọi là “đóng theo vụ” — mấy tháng một kỳ…"
    document.save(str(path))
    (finding,) = edits(path, book, Setting())
    assert (finding.code, finding.level) == ("E301", "goi_y")


UNTOUCHED = sorted(path.name for path in WRITTEN.iterdir() if path.suffix in (".docx", ".md"))


@pytest.mark.parametrize("name", UNTOUCHED)
def test_an_untouched_file_gives_none(book, name):
    assert edits(WRITTEN / name, book, Setting()) == ()


def resaved(path, out):
    """A file as another program saves it: runs split, marks of revisions, styles renamed."""
    document = docx.Document(str(path))
    for number, paragraph in enumerate(all_paragraphs(document)):
        paragraph._p.set(qn("w:rsidR"), f"00{number:06X}")
        paragraph._p.set(qn("w:rsidRDefault"), "00AB12CD")
        split_runs(paragraph)
        mark = OxmlElement("w:bookmarkStart")
        mark.set(qn("w:id"), str(number))
        mark.set(qn("w:name"), f"_GoBack{number}")
        paragraph._p.append(mark)
    names = {}
    for number, style in enumerate(document.styles.element.findall(qn("w:style"))):
        old = style.get(qn("w:styleId"))
        names[old] = f"a{number}"
        style.set(qn("w:styleId"), names[old])
    for tag in ("w:pStyle", "w:rStyle", "w:tblStyle", "w:basedOn", "w:next", "w:link"):
        for part in (document.element, document.styles.element):
            for use in part.iter(qn(tag)):
                use.set(qn("w:val"), names.get(use.get(qn("w:val")), use.get(qn("w:val"))))
    for paragraph in document.element.body.findall(qn("w:p"))[:2]:
        control = OxmlElement("w:sdt")
        content = OxmlElement("w:sdtContent")
        paragraph.addprevious(control)
        control.append(content)
        content.append(paragraph)
    document.save(str(out))


@pytest.mark.parametrize("channel", CHANNELS)
def test_a_file_that_was_only_saved_again_gives_none(written, book, tmp_path, channel):
    out = tmp_path / "luu-lai.docx"
    resaved(written[channel][".docx"], out)
    assert edits(out, book, Setting()) == ()


@pytest.mark.parametrize("edition", ["public", "reviewer"])
def test_every_channel_and_edition_untouched_gives_none(workshop, packs, book, tmp_path, edition):
    for channel in packs.ids("channels"):
        draft = workshop.compose(
            Request("nong-dan", DAY, topic="tham-gia-va-muc-dong", channel=channel)
        )
        for path in draft.write(tmp_path, edition=edition, draft=True)[:-1]:
            findings = edits(path, book, Setting())
            assert not findings, findings[0].report()


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("330.000 đồng[^2]", "300.000 đồng[^2]", "E101"),
        ("Mức thấp nhất 330.000 đồng[^2]", "Mức thấp nhất 330.000 đồng", "E110"),
        (", chưa trừ phần Nhà nước góp", "", "E104"),
        ("1900 9068", "1900 9086", "E107"),
        ("Nhờ tính riêng", "Nhờ cán bộ tính giúp", "E204"),
        ("2. Nhờ tính riêng; muốn đóng thì ghi tờ khai.\n", "", "E206"),
        ("## Mỗi tháng đóng bao nhiêu?", "## Mức đóng", "E205"),
        ("Dùng đến hết ngày 31/12/2026  \n", "", "E109"),
        ("\n## Tiền không đều", "\nMời bà con đến đông đủ.\n\n## Tiền không đều", "E202"),
        ("khi đủ tuổi nghỉ hưu và", "khi chưa đủ tuổi nghỉ hưu và", "E104"),
        ("khi đủ tuổi nghỉ hưu và", "khi đủ tuổi nghỉ hưu hoặc", "E104"),
        (", chưa trừ phần Nhà nước góp", ", không trừ phần Nhà nước góp", "E104"),
        ("\nkichban 0.1.0-427a3e", "\nkichban 0.1.0-427a3e  \nChắc chắn có lãi.", "E109"),
        ("\nkichban 0.1.0-427a3e", "\nkichban 0.1.0-427a3e\n\nMời bà con đến.", "E202"),
        ("\n***\n\nDùng", "\nMời bà con đến.\n\n***\n\nDùng", "E202"),
    ],
)
def test_a_change_in_a_markdown_file_is_told(written, book, tmp_path, old, new, code):
    path = written[LEAFLET][".md"]
    text = path.read_text(encoding="utf-8")
    assert old in text
    out = tmp_path / path.name
    out.write_text(text.replace(old, new, 1), encoding="utf-8")
    side = path.with_name(path.stem + SUFFIX)
    (tmp_path / side.name).write_bytes(side.read_bytes())
    findings = edits(out, book, Setting())
    assert [f.code for f in findings] == [code], "\n".join(f.report() for f in findings)


@pytest.mark.parametrize("before", ["\n***\n\nDùng đến", "\n## Nguồn số liệu", ""])
def test_a_promise_typed_anywhere_in_a_markdown_file_is_told(written, workshop, tmp_path, before):
    path = written[LEAFLET][".md"]
    promise = "\n\nĐóng vào đây chắc chắn có lãi.\n"
    text = path.read_text(encoding="utf-8")
    text = text.replace(before, promise + before, 1) if before else text + promise
    (tmp_path / path.name).write_text(text, encoding="utf-8")
    found = assess_file(tmp_path / path.name, workshop).findings()
    assert [f.message for f in found if f.code == "G107"]


def test_a_changed_figure_is_told_with_its_place_its_values_and_its_law(told):
    (finding,) = told(LEAFLET, replaced("330.000 đồng", "300.000 đồng"))
    assert "«330.000 đồng» bị sửa thành «300.000 đồng»" in finding.message
    assert "Mức đóng thấp nhất" in finding.message
    assert "Luật" in finding.message or "/QH15" in finding.message
    where = finding.where
    assert where.line > 1
    assert where.text[where.column - 1 :][: where.width] == "300.000 đồng"
    assert finding.level == "loi"


def test_several_changes_are_each_told_once(told):
    def change(document):
        replaced("330.000 đồng", "300.000 đồng")(document)
        replaced("1900 9068", "1900 9086")(document)
        deleted("Khoản này không có tiền nghỉ ốm")(document)
        moved("Nhờ tính riêng", "Lúc còn sức lo trước")(document)
        commented("Mang thẻ căn cước")(document)

    codes = sorted(f.code for f in told(LEAFLET, change))
    assert codes == ["E101", "E105", "E107", "E203", "E402"]


def test_two_changes_in_one_short_paragraph_are_both_told(told):
    def change(document):
        replaced("330.000 đồng", "300.000 đồng")(document)
        replaced(", chưa trừ phần Nhà nước góp", "")(document)

    assert [f.code for f in told(LEAFLET, change)] == ["E101", "E104"]


def test_a_condition_lost_in_the_next_paragraph_is_told_at_the_benefit(workshop, book, tmp_path):
    draft = workshop.compose(Request("nong-dan", DAY, channel=LEAFLET))
    benefit = Paragraph((Text("Đóng đủ 15 năm là có lương hưu."),))
    condition = Paragraph((Text("Phải đủ tuổi nghỉ hưu."),))
    blocks = (*draft.script.blocks[:1], benefit, condition, *draft.script.blocks[2:])
    draft = replace(draft, script=replace(draft.script, blocks=blocks))
    path = draft.write(tmp_path, formats=("docx",), draft=True)[0]
    assert edits(path, book, Setting()) == ()
    document = docx.Document(str(path))
    deleted("Phải đủ tuổi nghỉ hưu")(document)
    document.save(str(path))
    (finding,) = edits(path, book, Setting())
    assert finding.code == "E104"
    assert finding.where.text == "Đóng đủ 15 năm là có lương hưu."
    assert "Phải đủ tuổi nghỉ hưu" in finding.message


def test_a_picture_in_the_box_kept_for_it_is_a_hint(told):
    def change(document):
        paragraph = with_words(document, "Chừa chỗ dán mã QR")
        for run in paragraph.runs:
            run.text = ""
        paragraph.add_run().add_picture(io.BytesIO(png(9)))

    (finding,) = told(LEAFLET, change)
    assert (finding.code, finding.level) == ("E405", "goi_y")


@pytest.fixture
def pictured(workshop, tmp_path):
    """A leaflet with a picture of its own."""
    (tmp_path / "ruong.png").write_bytes(png(100))
    draft = workshop.compose(Request("nong-dan", DAY, channel=LEAFLET))
    picture = Image("Ruộng lúa", str(tmp_path / "ruong.png"), 20)
    draft = replace(draft, script=replace(draft.script, blocks=(*draft.script.blocks, picture)))
    return draft.write(tmp_path / "ra", formats=("docx",), draft=True)[0]


def test_a_picture_kept_is_nothing_to_tell(pictured, book):
    assert edits(pictured, book, Setting()) == ()


@pytest.mark.parametrize("content", [png(7), None])
def test_a_picture_replaced_or_gone_is_told(pictured, book, content):
    document = docx.Document(str(pictured))
    if content is None:
        drawing = next(document.element.body.iter(qn("w:drawing")))
        drawing.getparent().remove(drawing)
    else:
        part = next(p for p in document.part.package.iter_parts() if "media" in p.partname)
        part._blob = content
    document.save(str(pictured))
    (finding,) = edits(pictured, book, Setting())
    assert finding.code == "E404"


def test_the_mark_of_a_draft_taken_off_is_told(workshop, book, tmp_path):
    path = workshop.compose(Request("nong-dan", DAY, channel=LEAFLET)).write(
        tmp_path, formats=("docx",), draft=True
    )[0]
    document = docx.Document(str(path))
    deleted("BẢN NHÁP")(document)
    document.save(str(path))
    (finding,) = edits(path, book, Setting())
    assert finding.code == "E111"


def test_a_box_of_words_laid_over_the_page_is_told(told):
    def change(document):
        paragraph = with_words(document, "Nhờ tính riêng")
        run = paragraph.add_run()
        picture = OxmlElement("w:pict")
        box = OxmlElement("w:txbxContent")
        inner = OxmlElement("w:p")
        words = OxmlElement("w:r")
        words.append(OxmlElement("w:t"))
        words[0].text = "Đăng ký ngay hôm nay!"
        inner.append(words)
        box.append(inner)
        picture.append(box)
        run._r.append(picture)

    (finding,) = told(LEAFLET, change)
    assert finding.code == "E405"
    assert "Đăng ký ngay hôm nay!" in finding.message


def test_a_file_that_lost_sidecar_and_property_is_told_as_untraceable(told):
    (finding,) = told(LEAFLET, untraced, sidecar=False)
    assert finding.code == "E406"
    assert "không biết chỗ nào đã sửa" in finding.message


def test_a_lost_sidecar_alone_is_no_loss_for_a_word_file(told):
    (finding,) = told(LEAFLET, replaced("330.000 đồng", "300.000 đồng"), sidecar=False)
    assert finding.code == "E101"


def test_a_document_that_someone_typed_gives_none(book, tmp_path):
    document = docx.Document()
    document.add_paragraph("Thưa bà con, mai họp ở nhà văn hóa.")
    path = tmp_path / "tu-go.docx"
    document.save(str(path))
    assert edits(path, book, Setting()) == ()


def test_a_sidecar_from_before_words_were_kept_still_traces_and_tells_no_edits(
    written, workshop, book, tmp_path
):
    path = written[LEAFLET][".md"]
    data = json.loads(path.with_name(path.stem + SUFFIX).read_text(encoding="utf-8"))
    del data["nguyen_van"]
    data["loai"] = "kichban-nguon/1"
    old = tmp_path / path.name
    old.write_text(path.read_text(encoding="utf-8").replace("330.000", "300.000"), encoding="utf-8")
    (tmp_path / f"{path.stem}{SUFFIX}").write_text(json.dumps(data), encoding="utf-8")
    assert edits(old, book, Setting()) == ()
    assert any("330.000 đồng" in line for line in trace_lines(sidecar_of(old).data))
    assert assess_file(old, workshop).edits == ()


def test_a_spoiled_record_of_words_is_as_if_there_were_none(written):
    data = dict(sidecar_of(written[LEAFLET][".docx"]).data)
    for spoiled in (None, [], {"doan": ["loi\tchữ\tso.x:a:b"]}, {"doan": ["loi"]}, {"doan": [1]}):
        assert as_written({**data, "nguyen_van": spoiled}) is None


def test_the_words_are_kept_beside_and_inside_where_word_does_not_cut_them(workshop, tmp_path):
    request = Request("nong-dan", DAY, topic="tham-gia-va-muc-dong", channel=RADIO)
    path, side = workshop.compose(request).write(tmp_path, formats=("docx",), draft=True)
    beside = json.loads(side.read_text(encoding="utf-8"))
    assert as_written(beside).paragraphs[1].kind == "de_muc"
    side.unlink()
    assert sidecar_of(path).data == beside
    with zipfile.ZipFile(path) as archive:
        assert PROPERTY in archive.read("customXml/kichban1.xml").decode()
        # Word cuts a property off after 255 characters.
        assert PROPERTY not in archive.read("docProps/custom.xml").decode()


def test_files_that_carry_their_sidecar_as_a_property_are_still_read():
    path = WRITTEN / "kich-ban-quay.docx"
    assert not path.with_name(path.stem + SUFFIX).exists()
    assert sidecar_of(path).data["yeu_cau"]["kenh"] == DESK


def test_the_report_tells_changes_first_in_every_form(written, workshop, packs, tmp_path):
    path = written[LEAFLET][".docx"]
    out = tmp_path / path.name
    document = docx.Document(str(path))
    replaced("Nhờ tính riêng", "Nhờ cán bộ tính giúp")(document)
    commented("Nhờ cán bộ")(document)
    replaced("1900 9068", "1900 9086")(document)
    document.save(str(out))
    judged = assess_file(out, workshop)
    codes = [f.code for f in judged.findings()]
    assert codes[:3] == ["E107", "E204", "E402"]
    report = as_text(judged, rule_book(packs))
    assert report.index("SỬA TAY SAU KHI VIẾT: 3 chỗ") < report.index("CỔNG")
    assert "E107  lỗi: Số điện thoại «1900 9068» bị sửa thành «1900 9086»." in report
    assert [item["ma"] for item in as_json(judged)["sua_tay"]] == ["E107", "E204", "E402"]
    assert judged.spoiled
    assert not judged.ok


def test_a_word_file_spoiled_anywhere_is_refused_in_words_or_read(book, tmp_path):
    whole = (WRITTEN / f"{LEAFLET}.docx").read_bytes()
    path = tmp_path / "hong.docx"
    hints = []
    for place in range(30, len(whole), len(whole) // 60):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 0x55]) + whole[place + 1 :])
        try:
            edits(path, book, Setting())
        except CannotRead as error:
            hints.append(error.hint)
    assert len(hints) > 5
    assert all(hints)


def test_a_line_end_inside_a_paragraph_is_no_change_of_words(told):
    def change(document):
        paragraph = with_words(document, "Nhớ lấy biên lai.")
        run = paragraph.runs[0]
        before, _, after = run.text.partition(" Mật khẩu")
        run.text = before
        run.add_break(WD_BREAK.LINE)
        paragraph.add_run(f"Mật khẩu{after}")

    assert told(LEAFLET, change) == ()


def test_a_document_is_compared_in_a_moment(written, book):
    took = []
    for _ in range(5):
        for channel in CHANNELS:
            start = time.process_time()
            edits(written[channel][".docx"], book, Setting())
            took.append(time.process_time() - start)
    assert sorted(took)[len(took) // 2] < 0.05
