"""Finding many phrases at once."""

import time
import unicodedata

from kichban.vietnamese import PhraseMatcher


def found(matcher, text):
    return [(match.phrase, match.text) for match in matcher.find(text)]


def test_the_longest_phrase_wins_and_matches_do_not_overlap():
    matcher = PhraseMatcher(["bảo hiểm", "bảo hiểm xã hội", "xã hội", "hội nghị"])
    text = "Bảo hiểm xã hội nghị bàn. bảo hiểm y tế"
    assert found(matcher, text) == [
        ("bảo hiểm xã hội", "Bảo hiểm xã hội"),
        ("bảo hiểm", "bảo hiểm"),
    ]


def test_a_phrase_begins_and_ends_with_whole_syllables():
    assert found(PhraseMatcher(["an", "hưởng"]), "anh hưởngx than ban an") == [("an", "an")]


def test_offsets_point_into_the_composed_text():
    text = "Các bác  thụ\nhưởng chế độ."
    for form in (text, unicodedata.normalize("NFD", text)):
        (match,) = PhraseMatcher(["thụ hưởng"]).find(form)
        assert text[match.start : match.end] == match.text == "thụ\nhưởng"


def test_tone_places_are_one_word_only_when_folding_is_asked_for():
    assert found(PhraseMatcher(["hòa nhập"]), "HOÀ NHẬP") == [("hòa nhập", "HOÀ NHẬP")]
    assert found(PhraseMatcher(["hòa nhập"], fold=False), "hoà nhập") == []
    assert found(PhraseMatcher(["hổ trợ"], fold=False), "Hổ trợ, hỗ trợ") == [("hổ trợ", "Hổ trợ")]


def test_a_mark_between_syllables_parts_them_unless_the_phrase_has_it():
    matcher = PhraseMatcher(["bảo hiểm xã hội", "ốm đau, thai sản"])
    assert found(matcher, "bảo hiểm, xã hội; ốm đau thai sản") == []
    assert found(matcher, "ốm đau, thai sản") == [("ốm đau, thai sản", "ốm đau, thai sản")]


def test_a_paragraph_break_parts_a_phrase():
    assert found(PhraseMatcher(["thụ hưởng"]), "thụ\n\nhưởng") == []


def test_a_gap_takes_one_to_six_syllables_of_the_same_sentence():
    matcher = PhraseMatcher(["từ đủ … trở lên"])
    assert found(matcher, "người từ đủ 75 tuổi trở lên được nhận") == [
        ("từ đủ … trở lên", "từ đủ 75 tuổi trở lên")
    ]
    assert found(matcher, "từ đủ một hai ba bốn năm sáu trở lên")
    assert not found(matcher, "từ đủ một hai ba bốn năm sáu bảy trở lên")
    assert not found(matcher, "từ đủ trở lên")
    assert not found(matcher, "từ đủ tuổi. Trở lên")
    assert not found(matcher, "từ đủ tuổi. Rồi trở lên")


def test_two_gaps_and_a_gap_at_the_end_are_understood():
    matcher = PhraseMatcher(["quy định tại khoản … Điều …"])
    assert found(matcher, "theo quy định tại khoản 2 Điều 36 của Luật") == [
        ("quy định tại khoản … Điều …", "quy định tại khoản 2 Điều")
    ]


def test_a_longer_phrase_that_fails_gives_way_to_a_shorter_one():
    matcher = PhraseMatcher(["mức đóng", "mức đóng thấp nhất hiện nay"])
    assert found(matcher, "mức đóng thấp nhất là") == [("mức đóng", "mức đóng")]


def test_phrases_without_words_and_empty_texts_are_harmless():
    assert found(PhraseMatcher(["", "…", " , "]), "bất kỳ") == []
    assert found(PhraseMatcher(["một"]), "") == []


def test_the_first_of_two_equal_phrases_is_named():
    assert found(PhraseMatcher(["Uỷ ban", "ủy ban"]), "ủy ban") == [("Uỷ ban", "ủy ban")]


def test_five_hundred_phrases_are_found_in_bulk_at_speed():
    line = "bảo hiểm xã hội tự nguyện đóng mức lương hưu trợ cấp người dân nhận tiền"
    syllables = line.split()
    phrases = [
        f"{one} {two} {three}" for one in syllables for two in syllables for three in syllables[:2]
    ]
    matcher = PhraseMatcher(phrases[:500])
    text = " ".join(syllables[(place * 7 + place // 5) % 16] for place in range(30_000))
    begin = time.perf_counter()
    assert matcher.find(text)
    assert len(text) / (time.perf_counter() - begin) > 100_000


def test_a_phrase_may_be_longer_than_python_calls_may_nest() -> None:
    phrase = " ".join(["mười"] * 3_000)
    (found,) = PhraseMatcher([phrase]).find(f"có {phrase} người")
    assert found.text == phrase


def test_a_phrase_of_many_gaps_is_passed_over_and_the_others_are_found() -> None:
    many = " … ".join(["a"] * 40)
    matcher = PhraseMatcher([many, "lương hưu"])
    assert [found.text for found in matcher.find(f"{'a ' * 400} lương hưu")] == ["lương hưu"]
