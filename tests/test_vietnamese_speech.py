"""Texts of officers read aloud."""

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kichban.errors import BadField
from kichban.vietnamese import leftovers, spoken, with_spoken

PLAIN = (
    "bà con đóng mức lương hưu từ đến và hoặc của Chính phủ tháng năm ngày mỗi một khoản Điều số "
    "gọi thứ lần quý Chương điểm tuổi người đủ dưới Đắk Lắk, (thẻ) nói: xong. Rồi"
)
WORDS = st.sampled_from(PLAIN.split())
DAYS = st.dates().map(lambda day: f"{day.day:02d}/{day.month}/{max(day.year, 1900)}")
NUMBERS = st.integers(0, 10**12)
DOTTED = NUMBERS.map(lambda number: f"{number:,}".replace(",", "."))
SMALL = st.integers(1, 99)
FIGURES = st.one_of(
    DOTTED.map(lambda figure: f"{figure} đồng"),
    DOTTED.map(lambda figure: f"{figure}đ/tháng"),
    st.tuples(DOTTED, DOTTED).map(lambda two: f"{two[0]}-{two[1]} đồng"),
    st.tuples(SMALL, SMALL).map(lambda two: f"{two[0]},{two[1]}%"),
    st.tuples(SMALL, SMALL).map(lambda two: f"{two[0]}%–{two[1]}%"),
    st.tuples(SMALL, SMALL).map(lambda two: f"{two[0]}-{two[1]} năm"),
    st.tuples(SMALL, SMALL).map(lambda two: f"{two[0]}% x {two[1]}.000 đồng = {two[1]}0"),
    st.tuples(SMALL, SMALL).map(lambda two: f"{two[0]}/{two[1]} số phiếu"),
    DAYS,
    DAYS.map(lambda day: f"từ ngày {day}"),
    st.tuples(DAYS, DAYS).map(" - ".join),
    st.integers(1, 12).map(lambda month: f"tháng {month}/2025"),
    st.tuples(st.integers(0, 23), st.integers(0, 59)).map(lambda t: f"{t[0]}h{t[1]:02d}"),
    st.tuples(st.integers(0, 23), st.integers(0, 59)).map(lambda t: f"{t[0]:02d}:{t[1]:02d}"),
    st.integers(100_000_000, 999_999_999).map(lambda rest: f"0{rest}"),
    st.integers(1000, 9999).map(lambda rest: f"1900 {rest}"),
    st.tuples(SMALL, st.sampled_from(["NĐ-CP", "TT-BNV", "QH15", "QĐ-TTg", "TT-BLĐTBXH"])).map(
        lambda two: f"số {two[0]}/2025/{two[1]}"
    ),
    st.tuples(SMALL, SMALL, st.sampled_from("abcdđeghik")).map(
        lambda t: f"điểm {t[2]} khoản {t[0]} Điều {t[1]}"
    ),
    st.sampled_from(["Chương IV", "Quý III/2025", "khóa XV", "lần thứ XIV", "vùng I, II"]),
    st.sampled_from(["BHXH", "UBND xã", "TP.HCM", "HTX", "NLĐ", "VssID", "TTHC", "v.v.", "KT-XH"]),
    st.tuples(SMALL, st.sampled_from(["km", "m2", "ha", "kg", "°C", "ml"])).map(
        lambda two: f"{two[0]} {two[1]}"
    ),
    st.integers(1, 40).map(lambda number: f"lần thứ {number}"),
    st.tuples(SMALL, SMALL).map(lambda two: f"k. {two[0]} Đ. {two[1]}"),
    st.tuples(SMALL, SMALL).map(lambda two: f"{two[0]}-{two[1]}"),
    st.tuples(SMALL, SMALL).map(lambda two: f"{two[0]}/{two[1]}A"),
    st.sampled_from(["T2-T6", "T7, CN", "CN 29/11", "bhxh", "v/v", "2'30\"", "1tr5", "QL 14"]),
)
OFFICER_TEXT = st.lists(st.one_of(WORDS, FIGURES), min_size=1, max_size=10).map(" ".join)


# The first reading of all compiles the rules, so no single one is timed here.
@given(text=OFFICER_TEXT, region=st.sampled_from(["bac", "nam"]))
@settings(deadline=None)
def test_reading_a_second_time_changes_nothing(text, region):
    once = spoken(text, region=region)
    assert spoken(once, region=region) == once


@given(text=OFFICER_TEXT)
@settings(deadline=None)
def test_nothing_unreadable_is_left_of_known_kinds(text):
    assert leftovers(spoken(text)) == []


@given(text=st.text("0123456789/-–.,:%đhkmxXIV+=()[] \nBHTPĐ&'°½", max_size=40))
@settings(max_examples=300, deadline=None)
def test_no_text_however_odd_keeps_a_digit_or_fails(text):
    said = spoken(text)
    assert not re.search(r"\d", re.sub(r"\[[^\]\n]*\]", "", said))
    assert said.count("\n") == text.count("\n")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("1.005.000 đồng", "một triệu không trăm lẻ năm ngàn đồng"),
        ("500 nghìn đồng", "năm trăm ngàn đồng"),
        ("500k", "năm trăm ngàn"),
        ("105 hộ", "một trăm lẻ năm hộ"),
        ("15 năm", "mười lăm năm"),
    ],
)
def test_a_southern_office_hears_southern_numbers(text, said):
    assert spoken(text, region="nam") == said


def test_the_office_s_own_list_wins_and_is_read_itself():
    own = {"TDP": "tổ dân phố", "HTX": "hợp tác", "NQ18": "Nghị quyết 18-NQ/TW", "cb": "cán bộ"}
    own["4.0"] = "bốn chấm không"
    assert spoken("TDP 5, HTX, cb", abbreviations=own) == "tổ dân phố năm, hợp tác, cán bộ"
    assert spoken("NQ18", abbreviations=own) == "Nghị quyết mười tám của Trung ương"
    assert spoken("thời 4.0, 14.0", abbreviations=own).startswith("thời bốn chấm không, mười bốn")
    assert spoken("HTX") == "hợp tác xã"


def test_an_abbreviation_that_explains_itself_by_itself_is_refused():
    with pytest.raises(BadField) as caught:
        spoken("gặp VNPT", abbreviations={"VNPT": "Tập đoàn VNPT"})
    assert "«VNPT»" in caught.value.message
    with pytest.raises(BadField):
        spoken("gặp", abbreviations={" ": "trống"})
    assert spoken("BHXH", abbreviations={"BHXH": "cơ quan BHXH"}) == "cơ quan bảo hiểm xã hội"


def test_an_office_may_name_the_issuer_of_its_own_papers():
    own = {"KH-BHXH": "Bảo hiểm xã hội tỉnh Đắk Lắk"}
    said = spoken("Kế hoạch 12/KH-BHXH", abbreviations=own)
    assert said == "Kế hoạch mười hai của Bảo hiểm xã hội tỉnh Đắk Lắk"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("ngày 1/7, ngày 01/7/2025", 1 + 1),
        ("Ngày: 1/7/2025", 1),
        ("mùng 1/7", 0),
    ],
)
def test_the_word_for_day_is_never_doubled(text, said):
    assert spoken(text).lower().count("ngày") == said
    assert "ngày ngày" not in spoken(text).lower()


@pytest.mark.parametrize(
    "text",
    [
        "Nghị định 158/2025/NĐ-CP của Chính phủ",
        "Nghị định 158/2025/NĐ-CP ngày 25/6/2025 của Chính phủ",
        "Nghị định 158/2025/NĐ-CP do Chính phủ ban hành",
        "Chính phủ ban hành Nghị định 158/2025/NĐ-CP",
    ],
)
def test_the_issuer_is_named_once(text):
    assert spoken(text).count("Chính phủ") == 1


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("bảo hiểm xã hội (BHXH) tự nguyện", "bảo hiểm xã hội tự nguyện"),
        ("BHXH (bảo hiểm xã hội)", "bảo hiểm xã hội"),
        ("15 (mười lăm) năm", "mười lăm năm"),
        ("đóng (BHXH)", "đóng (bảo hiểm xã hội)"),
        ("tỷ lệ thu (u)", "tỷ lệ thu (u)"),
    ],
)
def test_a_bracket_that_only_repeats_is_not_read(text, said):
    assert spoken(text) == said


def test_stage_business_in_square_brackets_stays_as_it_is():
    assert spoken("[Nhạc 5 giây, BHXH] Đủ 15 năm") == "[Nhạc 5 giây, BHXH] Đủ mười lăm năm"
    assert leftovers("[Nhạc 5 giây, BHXH] đủ") == []


def test_words_that_are_no_figure_keep_their_letters():
    text = "Bà con ở Đắk Lắk, Ê Đê, M'Nông: hoà thuận, uỷ quyền; Zalo – Facebook. TIN VUI"
    assert spoken(text) == text


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("330.000\u00a0đồng", "ba trăm ba mươi nghìn đồng"),
        ("QÐ-TTg", "quyết định-Thủ tướng"),
        ("Ðiều 5", "Điều năm"),
        ("15\u2011\u200b20 năm", "mười lăm đến hai mươi năm"),
    ],
)
def test_look_alike_characters_of_word_processors_do_not_matter(text, said):
    assert spoken(text).replace(", ", "-") == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Xong. 15 năm", "Xong. Mười lăm năm"),
        ("Có chứ! BHXH giúp", "Có chứ! Bảo hiểm xã hội giúp"),
        ("vợ, con… 15 năm", "vợ, con… mười lăm năm"),
        ("Q. 5", "quận năm"),
    ],
)
def test_a_figure_that_opens_a_sentence_is_read_with_a_capital(text, said):
    assert spoken(text) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("3/4 thời gian", "ba phần tư thời gian"),
        ("ngày 3/4", "ngày ba tháng tư"),
        ("3/4 xã", "ba trên bốn xã"),
        ("từ 3/4 đến 30/4", "từ ngày ba tháng tư đến ngày ba mươi tháng tư"),
        ("24/7", "hai mươi tư trên bảy"),
        ("ngày 24/7", "ngày hai mươi tư tháng bảy"),
        ("uống ngày 2-3 lần", "uống ngày hai đến ba lần"),
        ("ngày 2-9", "ngày hai tháng chín"),
        ("số nhà 12/5", "số nhà mười hai trên năm"),
        ("111 người", "một trăm mười một người"),
        ("gọi 111", "gọi một một một"),
        ("năm 1900-1945", "năm một nghìn chín trăm đến một nghìn chín trăm bốn mươi lăm"),
        ("nhóm I, vitamin I", "nhóm một, vitamin I"),
        ("tháng 4 và 4 tháng", "tháng tư và bốn tháng"),
        ("Đại hội X, hội X", "Đại hội mười, hội X"),
        ("điểm đ, 5 đ", "điểm đê, năm đồng"),
        ("mức x tháng, 5 x 6", "mức x tháng, năm nhân sáu"),
        ("7 giờ 30 người đến", "bảy giờ ba mươi người đến"),
        ("một khoản 2,5 triệu", "một khoản hai phẩy năm triệu"),
        ("Năm 2026 - 62 tuổi", "Năm hai nghìn không trăm hai mươi sáu - sáu mươi hai tuổi"),
    ],
)
def test_the_same_figures_are_told_apart_by_the_words_around_them(text, said):
    assert spoken(text) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("co_quan_bhxh, the-bhyt, bhxh.md", "co_quan_bhxh, the-bhyt, bhxh.md"),
        ("bhxh và sđt", "bảo hiểm xã hội và số điện thoại"),
        ("Lê Đ. Hùng", "Lê Đ. Hùng"),
        ("số 5 Đ. Lê Lợi, Đ. 3/2", "số năm đường Lê Lợi, đường ba tháng hai"),
        ("k. 2 Đ. 98", "khoản hai Điều chín mươi tám"),
        ("chọn k hoặc x", "chọn k hoặc x"),
        ("họp 20-11", "họp ngày hai mươi tháng mười một"),
        ("giảm từ 20-11", "giảm từ hai mươi đến mười một"),
        ("uống 3-2 viên", "uống ba đến hai viên"),
        ("thắng 2-1", "thắng hai một"),
        ("3-5 năm trước", "ba đến năm năm trước"),
        ("sáng T4, khu T4", "sáng thứ tư, khu tê bốn"),
        ("trừ CN, nhóm CN", "trừ Chủ nhật, nhóm CN"),
        ("T2-T6/2027", "tháng hai đến tháng sáu năm hai nghìn không trăm hai mươi bảy"),
        ("‘Đủ 15’ hay 30", "‘Đủ mười lăm’ hay ba mươi"),
        ("tỷ/triệu/nghìn", "tỷ, triệu, nghìn"),
        ("8g đường, 8g sáng", "tám gam đường, tám giờ sáng"),
        ("Tổ 3 : 15 hộ", "Tổ ba : mười lăm hộ"),
        ("15−20 năm", "mười lăm đến hai mươi năm"),
        ("20−15 = 5", "hai mươi trừ mười lăm bằng năm"),
        ("cục QL đất, QL 14", "cục quản lý đất, quốc lộ mười bốn"),
        ("3/4 hộ, hơn 3/4 hộ", "ba trên bốn hộ, hơn ba phần tư hộ"),
        ("2% x (20 - 15) = 10%", "hai phần trăm nhân (hai mươi trừ mười lăm) bằng mười phần trăm"),
    ],
)
def test_initials_and_marks_are_read_only_where_nothing_else_can_be_meant(text, said):
    assert spoken(text) == said


def test_unknown_abbreviations_stay_and_are_named():
    assert spoken("gặp XYZ") == "gặp XYZ"
    assert leftovers("gặp XYZ, ông A, ĐẮK LẮK, CÔNG TY, và/hoặc 5%") == ["XYZ", "và/hoặc", "5%"]


def test_both_forms_are_shown_side_by_side():
    assert with_spoken("330.000 đồng") == "330.000 đồng (ba trăm ba mươi nghìn đồng)"
    assert with_spoken("lương hưu") == "lương hưu"


def test_lines_are_kept():
    assert spoken("5 năm\r\n\n- 6 tháng") == "năm năm\r\n\n- sáu tháng"


def different_lines(count):
    return "\n".join(
        f"Từ ngày {day % 28 + 1}/7/{2000 + day % 90}, ông bà thứ {day} đóng BHXH {day * 1357}.000 "
        f"đồng/tháng, bằng {day % 97},{day % 9 + 1}% mức thu nhập theo Nghị định {day}/2025/NĐ-CP."
        for day in range(count)
    )


def test_a_core_reads_well_over_a_hundred_thousand_characters_a_second():
    text = different_lines(2_000)
    begin = time.process_time()  # of this core, whatever else the machine does
    spoken(text)
    assert len(text) / (time.process_time() - begin) > 100_000


def test_what_was_read_once_is_not_read_again():
    text = different_lines(3_000).replace("ông bà", "bác")
    begin = time.perf_counter()
    first = spoken(text)
    middle = time.perf_counter()
    assert spoken(text) == first
    assert (time.perf_counter() - middle) * 5 < middle - begin


@pytest.mark.parametrize(
    "text",
    ["#" * 5_000 + "I", "9" * 20_000, "1." * 5_000, "(" * 3_000 + "a)" * 3_000, "1/" * 5_000,
     "NĐ-" * 5_000, "a.b" * 5_000 + ".vn", "1-" * 5_000, "[" * 5_000, "x " * 5_000, "1 x " * 3_000],
)  # fmt: skip
def test_odd_long_lines_take_no_long_time(text):
    begin = time.perf_counter()
    spoken(text)
    assert time.perf_counter() - begin < 2
