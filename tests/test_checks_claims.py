"""The claim guard: every benefit of the table, with and without its condition."""

from __future__ import annotations

import pytest

from kichban.checks.clarity import assess_text
from kichban.checks.reading import Reading, Setting
from kichban.checks.rulebook import rule_book

VOLUNTARY = Setting(ve="tu_nguyen")

# Each row: the rule, a text without the condition, the same with it. None of these sentences
# stands in the rule's own examples.
ROWS = [
    (
        "luong-huu-khong-can-tuoi",
        "Lương hưu bây giờ khỏi cần đợi tới tuổi, đủ năm là lãnh.",
        "Lương hưu bây giờ vẫn phải đợi tới tuổi nghỉ hưu và đủ số năm.",
    ),
    (
        "luong-huu-mot-trong-hai",
        "Lương hưu thì tới tuổi nghỉ hưu hay đóng đủ 15 năm đều được.",
        "Lương hưu thì phải tới tuổi nghỉ hưu, và đóng đủ 15 năm.",
    ),
    (
        "khong-can-dieu-kien",
        "Trợ cấp này chẳng đòi điều kiện gì cả.",
        "Trợ cấp này có điều kiện, để tôi đọc từng điều.",
    ),
    (
        "luong-huu-du-nam",
        "Góp đủ 180 tháng là lãnh lương hưu.",
        "Tới tuổi nghỉ hưu mà góp đủ 180 tháng thì lãnh lương hưu.",
    ),
    (
        "luong-huu-hang-thang",
        "Bà con cứ góp cho đều. Thế là có lương hưu.",
        "Tới tuổi nghỉ hưu, góp đủ 15 năm. Thế là có lương hưu.",
    ),
    (
        "the-bhyt",
        "Đóng xong được Nhà nước mua cho cái thẻ bảo hiểm y tế.",
        "Người đang hưởng lương hưu được quỹ mua cho cái thẻ bảo hiểm y tế.",
    ),
    (
        "ho-tro-muc-dong",
        "Hộ nghèo được giảm một nửa, Nhà nước trả giúp 50% tiền đóng.",
        "Hộ nghèo được Nhà nước trả giúp 50% mức đóng thấp nhất, nhiều nhất 120 tháng.",
    ),
    (
        "tro-cap-thai-san",
        "Lần sinh này chị được hai triệu.",
        "Lần sinh này chị được hai triệu, vì đã đóng đủ 6 tháng trong 12 tháng trước khi sinh.",
    ),
    (
        "tro-cap-mai-tang",
        "Con cháu có khoản tiền lo hậu sự.",
        "Đóng từ đủ 60 tháng thì con cháu có khoản tiền lo hậu sự.",
    ),
    (
        "ty-le-luong-huu-toi-da",
        "Lương hưu có khi bằng ba phần tư mức đã chọn.",
        "Lương hưu có khi bằng ba phần tư mức đã chọn: nữ đóng 30 năm, nam đóng 35 năm.",
    ),
    ("rut-mot-lan", "Túng tiền thì rút ra một lần.", "Chưa rút ra một lần thì năm cũ còn nguyên."),
    (
        "muc-dong",
        "Một tháng bỏ ra có 264 nghìn.",
        "Mức thấp nhất sau khi trừ phần Nhà nước góp là 264 nghìn một tháng, áp dụng từ ngày "
        "01/07/2025.",
    ),
    (
        "dong-phan-con-thieu",
        "Thiếu mấy năm thì nộp một lần là xong.",
        "Đủ tuổi nghỉ hưu mà thiếu không quá 60 tháng thì nộp một lần, có tính thêm lãi.",
    ),
    (
        "tro-cap-hang-thang",
        "Ai không đủ năm để có lương hưu thì hưởng trợ cấp hàng tháng.",
        "Ai đang hưởng lương hưu hay trợ cấp hàng tháng thì hỏi trước.",
    ),
    (
        "day-du-che-do",
        "Đóng tự nguyện cũng được đầy đủ chế độ như đóng bắt buộc.",
        "Đóng tự nguyện không giống hệt bên bắt buộc: không có tiền nghỉ ốm.",
    ),
    (
        "ai-cung-dong-duoc",
        "Giàu nghèo gì cũng đóng được.",
        "Từ đủ 15 tuổi, không thuộc diện bắt buộc, chưa có lương hưu thì giàu nghèo gì cũng đóng "
        "được.",
    ),
    (
        "giu-so-nam",
        "Mấy năm làm công ty vẫn được cộng vào.",
        "Chưa rút một lần thì mấy năm làm công ty vẫn được cộng vào.",
    ),
    (
        "tuat-mot-lan",
        "Chẳng may mất sớm thì vợ con lấy lại toàn bộ tiền.",
        "Đóng chưa đủ 60 tháng mà mất sớm thì vợ con lấy lại bằng số tiền đã đóng.",
    ),
    (
        "luong-huu-du-nam",
        "Theo luật mới, ai góp được mười lăm năm là lãnh lương hưu.",
        "Theo luật mới, ai góp được mười lăm năm và đủ tuổi về hưu là lãnh lương hưu.",
    ),
    (
        "luong-huu-du-nam",
        "Muốn lĩnh lương hưu, cô chú cần đóng 15 năm.",
        "Muốn lĩnh lương hưu, cô chú cần đóng 15 năm. Cô chú cũng phải tới tuổi nghỉ hưu.",
    ),
    (
        "the-bhyt",
        "Anh chị em đóng đều thì được phát thẻ bảo hiểm y tế.",
        "Anh chị em đang lãnh lương hưu thì được phát thẻ bảo hiểm y tế.",
    ),
    ("the-bhyt", "Bảo hiểm y tế miễn phí cho cả nhà.", "Hộ nghèo thì bảo hiểm y tế miễn phí."),
    (
        "the-bhyt",
        "Trong năm đầu được cấp thẻ ngay.",
        "Những tháng nhận trợ cấp thất nghiệp thì được cấp thẻ.",
    ),
    (
        "ho-tro-muc-dong",
        "Hộ cận nghèo được đóng giúp 40%.",
        "Hộ cận nghèo được đóng giúp 40%, tính theo chuẩn hộ nghèo, tối đa 120 tháng.",
    ),
    (
        "ho-tro-muc-dong",
        "Nhà nước góp cho mỗi người 66.000 đồng.",
        "Diện chung thì Nhà nước góp 66.000 đồng, tính trên mức đóng thấp nhất, có thời hạn.",
    ),
    (
        "tro-cap-thai-san",
        "Vợ sinh con, chồng đóng tự nguyện cũng có trợ cấp thai sản.",
        "Vợ sinh con, chồng cũng có trợ cấp thai sản. Phải đóng từ đủ 6 tháng, trong 12 tháng "
        "trước khi sinh.",
    ),
    (
        "tro-cap-mai-tang",
        "Người lo đám được trợ cấp mai táng.",
        "Người lo đám được trợ cấp mai táng, khi người mất đang hưởng lương hưu.",
    ),
    (
        "tro-cap-mai-tang",
        "Có cả khoản tiền lo đám tang.",
        "Đóng ít nhất 60 tháng thì có khoản tiền lo đám tang.",
    ),
    (
        "ty-le-luong-huu-toi-da",
        "Lương hưu cao nhất bằng 75 phần trăm mức bình quân.",
        "Lương hưu cao nhất bằng 75 phần trăm, nam đóng 35 năm, nữ đóng 30 năm.",
    ),
    (
        "rut-mot-lan",
        "Nghỉ việc rồi anh chị có thể rút một lần.",
        "Anh chị có thể rút một lần, nếu đóng lần đầu trước ngày 01/07/2025. Phải chờ đủ 12 tháng "
        "không đóng và chưa đủ 20 năm.",
    ),
    (
        "rut-mot-lan",
        "Nghỉ đóng một năm là được lãnh một lần.",
        "Mắc bệnh hiểm nghèo thì được lãnh một lần.",
    ),
    (
        "rut-mot-lan-so-tien",
        "Nhận một lần được chừng 30.000.000 đồng.",
        "Nhận một lần được chừng 30.000.000 đồng, không tính phần Nhà nước đóng giúp.",
    ),
    (
        "tro-cap-huu-tri-xa-hoi",
        "Người cao tuổi thì có trợ cấp hưu trí xã hội.",
        "Từ đủ 75 tuổi, chưa có lương hưu, nộp đơn ở xã thì xét trợ cấp hưu trí xã hội.",
    ),
    (
        "muc-dong",
        "Mỗi tháng bỏ ra 330.000 đồng là xong.",
        "Mức thấp nhất mỗi tháng 330.000 đồng, chưa trừ phần Nhà nước góp, áp dụng từ ngày "
        "01/07/2025.",
    ),
    (
        "dong-phan-con-thieu",
        "Còn thiếu ít năm thì đóng nốt một lượt.",
        "Tới tuổi nghỉ hưu mà thiếu không quá 5 năm thì đóng nốt một lượt, có thêm tiền lãi.",
    ),
    (
        "tro-cap-hang-thang",
        "Thiếu năm thì vẫn còn khoản trợ cấp hằng tháng.",
        "Tới tuổi nghỉ hưu mà thiếu năm, không rút một lần, không bảo lưu, chưa tới lúc có trợ cấp "
        "hưu trí xã hội, làm đơn thì có khoản trợ cấp hằng tháng.",
    ),
    (
        "day-du-che-do",
        "Đóng tự nguyện mà hưởng đủ các chế độ.",
        "Đóng tự nguyện thì chưa đủ các chế độ, như tiền nghỉ ốm là không có.",
    ),
    (
        "ai-cung-dong-duoc",
        "Già trẻ lớn bé, ai cũng tham gia được.",
        "Từ đủ 15 tuổi, không thuộc diện bắt buộc, không đang nhận lương hưu thì ai cũng tham gia "
        "được.",
    ),
    (
        "giu-so-nam",
        "Cứ nghỉ đi, số năm vẫn còn đó.",
        "Cứ nghỉ đi, số năm vẫn còn đó, miễn là chưa nhận một lần.",
    ),
    (
        "giu-so-nam",
        "Thời gian đã đóng được bảo lưu.",
        "Thời gian đã đóng được bảo lưu. Ấy là nếu anh chị không rút một lần.",
    ),
    (
        "tuat-mot-lan",
        "Người nhà nhận trợ cấp tuất một lần, không mất đồng nào.",
        "Người nhà nhận trợ cấp tuất một lần, không mất đồng nào: đóng chưa đủ 60 tháng thì bằng "
        "số tiền đã đóng.",
    ),
    (
        "tai-nan-lao-dong",
        "Chạy xe mà có sẵn bảo hiểm tai nạn lao động thì yên tâm.",
        "Bảo hiểm tai nạn lao động thì đăng ký riêng và đóng riêng.",
    ),
    (
        "luong-huu-hang-thang",
        "Không làm công ty vẫn lĩnh lương hưu.",
        "Không làm công ty vẫn lĩnh lương hưu, khi tới tuổi và đủ năm đóng.",
    ),
]


def broken(packs, text, setting=VOLUNTARY):
    reading = Reading.of_text(text)
    return {claim.rule.khoa for claim in rule_book(packs).claims if claim.gaps(reading, setting)}


@pytest.mark.parametrize(("rule", "without", "with_condition"), ROWS)
def test_a_benefit_without_its_condition_is_found_however_it_is_worded(
    packs, rule, without, with_condition
):
    assert rule in broken(packs, without)
    assert rule not in broken(packs, with_condition)


def test_every_rule_of_the_table_is_tried_here(packs):
    assert {row[0] for row in ROWS} == {claim.rule.khoa for claim in rule_book(packs).claims}


def test_every_claim_rests_on_provisions_that_are_there(packs):
    known = packs.law.provision_ids()
    for claim in rule_book(packs).claims:
        assert set(claim.rule.can_cu) <= set(known), claim.rule.khoa


def test_the_condition_may_stand_in_the_sentence_before_or_after_and_no_farther(packs):
    far = (
        "Đóng đủ 15 năm là có lương hưu. Nhà nước tổ chức. Mình tự chọn mức. Phải đủ tuổi nghỉ hưu."
    )
    assert "luong-huu-du-nam" in broken(packs, far)
    near = "Phải đủ tuổi nghỉ hưu. Đóng đủ 15 năm thì có lương hưu. Nhà nước tổ chức."
    assert "luong-huu-du-nam" not in broken(packs, near)


def test_a_question_claims_nothing(packs):
    assert not broken(packs, "Đóng rồi có thẻ bảo hiểm y tế không?")
    assert not broken(packs, "Đóng 15 năm là có lương hưu à?")


def test_an_answer_stands_next_to_its_question(packs):
    question = "Đang nhận lương hưu mà mất thì sao?"
    answer = (
        "Người nhà báo xã. Giấy tờ có ngay. Xã chỉ cách làm. Người lo đám được trợ cấp mai táng."
    )
    assert not broken(packs, f"{question}\n{answer}")
    assert "tro-cap-mai-tang" in broken(packs, answer)


def test_a_heading_does_not_lend_its_words_to_the_section_before(packs):
    text = (
        "Đóng đủ 15 năm là có lương hưu.\n\nCần đủ tuổi nghỉ hưu chưa nhỉ\n"
        "Một đoạn nói chuyện khác hẳn, dài hơn tiêu đề ở trên."
    )
    judged = assess_text(text, packs)
    assert [gate.id for gate in judged.failed] == ["G4"]


def test_rules_of_the_voluntary_scheme_are_silent_on_the_compulsory_one(packs):
    text = "Người lao động được hưởng đủ các chế độ."
    assert "day-du-che-do" in broken(packs, text)
    assert not broken(packs, text, Setting(ve="bat_buoc"))


@pytest.mark.parametrize(
    "sentence",
    [
        "Ai đang lĩnh lương hưu hay trợ cấp hằng tháng cũng hỏi trước đã.",
        "Còn lúc đang đóng thì chưa có thẻ ấy, và cũng không có tiền nghỉ ốm.",
        "Nhà nước đóng giúp một phần, theo diện của từng nhà, có thời hạn.",
        "Có tiền lại đóng tiếp, cộng tiếp.",
        "Nhận một lần thì số năm ấy không còn được tính.",
        "Chưa rút một lần thì năm cũ còn nguyên.",
        "Hết trợ cấp thì hỏi thẻ theo diện khác, hoặc mua theo hộ gia đình.",
        "Nhớ mang thẻ bảo hiểm y tế đi khám.",
        "Giá xăng vẫn còn nguyên như tháng trước.",
        "Mỗi năm lương hưu được điều chỉnh.",
    ],
)
def test_an_honest_sentence_is_left_alone(packs, sentence):
    assert not broken(packs, sentence)
