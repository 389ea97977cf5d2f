"""Documents of every shape, for the tests of the renderers."""

from __future__ import annotations

from typing import get_args

from kichban.conformance import bullets, heading, line, p
from kichban.script import (
    Block,
    Break,
    BreakKind,
    Callout,
    CalloutKind,
    Cited,
    Cue,
    Emphasis,
    Image,
    Inline,
    LineBreak,
    Link,
    Meta,
    Note,
    Paragraph,
    Script,
    Sourced,
    Strong,
    Table,
    Text,
    inlines,
    walk,
)

PAY = Sourced("330.000 đồng", "muc_dong", 1)
HELP = Sourced("66.000 đồng", "ho_tro", 2)
REST = Sourced("264.000 đồng", "con_lai", 3)
YEARS = Sourced("15 năm", "nam_toi_thieu", 4)
NOTES = (
    Note(
        1,
        "muc_dong",
        "Mức đóng thấp nhất một tháng: 22% của 1.500.000 đồng, chuẩn hộ nghèo ở nông thôn.",
        (
            "Công thức: thu nhập chọn × tỷ lệ đóng = 1.500.000 × 22% = 330.000 đồng",
            "Căn cứ: Điều 31, Điều 36 Luật 41/2024/QH15",
            "Có giá trị từ ngày 01/07/2025",
        ),
    ),
    Note(
        2,
        "ho_tro",
        "Nhà nước đóng giúp diện chung 20% mức đóng thấp nhất, nhiều nhất 120 tháng.",
        ("Công thức: 330.000 × 20% = 66.000 đồng", "Căn cứ: Điều 5 Nghị định 159/2025/NĐ-CP"),
    ),
    Note(3, "con_lai", "Phần còn đóng: 330.000 đồng trừ 66.000 đồng.", ("Hiệu của [1] và [2]",)),
    Note(4, "nam_toi_thieu", "Số năm đóng ít nhất để có lương hưu.", ("Căn cứ: Điều 98",)),
)
FOOT = Callout(
    "chan_trang",
    (
        Paragraph(
            (
                Text(
                    "Căn cứ: Luật Bảo hiểm xã hội số 41/2024/QH15, Điều 2, 4, 31, 36, 98, "
                    "119; Nghị định 158/2025/NĐ-CP, Điều 3; Nghị định 159/2025/NĐ-CP, Điều 5. "
                    "Áp dụng từ ngày 01/07/2025; số tiền dùng đến hết ngày 31/12/2026. Chịu "
                    "trách nhiệm nội dung: Bảo hiểm xã hội cơ sở, ngày 22/11/2026; bản mẫu 1, "
                    "dữ liệu luật 2026-11."
                ),
            )
        ),
    ),
)
HEADER = ("Bảo hiểm xã hội cơ sở\tTài liệu truyền thông",)
FOOTER = ("Dùng đến hết ngày 31/12/2026",)

RADIO = Script(
    "Spot 45 giây: mức thấp nhất",
    "vi-VN",
    (
        heading(1, "Spot 45 giây: mức thấp nhất một tháng"),
        Table(
            (line("Thời điểm"), line("Tiếng động, nhạc"), line("Lời")),
            (
                (
                    (p("0–4 giây"),),
                    (Cue("nhac", line("Nhạc hiệu, nhỏ dần"), 4),),
                    (p("Bà con mình làm ruộng, muốn về già có lương hưu thì đóng bao nhiêu?"),),
                ),
                (
                    (p("4–25 giây"),),
                    (),
                    (
                        p(
                            "Mức thấp nhất là ",
                            PAY,
                            " một tháng. Diện chung được Nhà nước đóng giúp ",
                            HELP,
                            ", bà con còn đóng ",
                            REST,
                            ".",
                        ),
                        p("Đủ tuổi nghỉ hưu, đóng đủ ", YEARS, " thì tháng nào cũng có lương hưu."),
                    ),
                ),
                (
                    (p("25–45 giây"),),
                    (Cue("tieng_dong", line("Tiếng chuông điện thoại"), 1),),
                    (
                        p(
                            "Bà con mang thẻ căn cước đến bưu điện xã nhờ tính. Gọi 1900 9068. "
                            "Xin đọc lại, 1900 9068."
                        ),
                    ),
                ),
            ),
            summary="Lời và tiếng động của spot theo từng giây.",
            widths=(16, 24, 60),
        ),
        Cue("nhac", line("Nhạc hiệu 4 giây"), 4),
        p("Mức ", PAY, " nói ở trên là mức chưa trừ phần được giúp."),
    ),
    Meta(
        subject="Mức đóng",
        author="Bảo hiểm xã hội cơ sở",
        keywords=("bảo hiểm xã hội tự nguyện", "mức đóng"),
        issued_on="ngày 22/11/2026",
        header=HEADER,
        footer=FOOTER,
        slip=(
            ("Người nghe", "Nông dân"),
            ("Thời lượng", "45 giây, chưa kể nhạc hiệu"),
            ("Căn cứ", "Điều 31, 36, 98 Luật 41/2024/QH15; Điều 5 Nghị định 159/2025/NĐ-CP"),
            ("Hạn dùng", "đến hết ngày 31/12/2026"),
        ),
    ),
    NOTES,
)

MEETING = Script(
    "Hội nghị ở thôn",
    "vi-VN",
    (
        heading(1, "Kịch bản hội nghị ở thôn"),
        heading(2, "Chuẩn bị"),
        bullets("Mời bằng loa hai hôm trước, sau giờ ra đồng.", "Nước chè, loa kéo, mười tờ khai."),
        heading(2, "Diễn tiến"),
        Table(
            (line("Phút"), line("Ai nói"), line("Nói gì"), line("Cầm gì")),
            (
                (
                    (p("0–5"),),
                    (p("Trưởng thôn"),),
                    (
                        p(
                            "Chào bà con, nói vì sao hôm nay ngồi với nhau. "
                            "Hôm nay không thu tiền, không ghi tên ai."
                        ),
                    ),
                    (),
                ),
                (
                    (p("5–20"),),
                    (p("Cán bộ"),),
                    (
                        heading(3, "Ba ý"),
                        bullets(
                            "Đóng để làm gì",
                            "Đóng bao nhiêu: thấp nhất ",
                            "Đóng lúc nào",
                            ordered=True,
                        ),
                        p("Nhà nước đóng giúp ", HELP, " một tháng."),
                    ),
                    (p("Tranh 1, 2, 3"),),
                ),
                (
                    (p("20–40"),),
                    (p("Bà con"),),
                    (p("Hỏi.", speaker="Bà con"), p("Trả lời theo thẻ đáp.", speaker="Cán bộ")),
                    (p("Thẻ đáp"),),
                ),
            ),
            summary="Từng phần của hội nghị: phút, người nói, lời, vật cầm tay.",
            widths=(10, 16, 54, 20),
        ),
        heading(2, "Đóng bao nhiêu"),
        Table(
            (line("Diện"), line("Nhà nước giúp"), line("Còn đóng")),
            (
                ((p("Diện chung"),), (p(HELP),), (p(REST),)),
                ((p("Hộ nghèo"),), (p("…"),), (p("…"),)),
            ),
            summary="Phần Nhà nước giúp và phần còn đóng theo diện.",
        ),
        Callout(
            "luu_y",
            (p("Kỳ nào kẹt thì nghỉ kỳ đó. Số năm đã đóng còn nguyên nếu chưa nhận một lần."),),
        ),
        Callout(
            "phieu_kem",
            (
                p("Ghi câu chưa trả lời được, hẹn ngày trả lời."),
                bullets("Câu hỏi", "Ai trả lời", "Ngày hẹn"),
            ),
        ),
    ),
    Meta(issued_on="2026-11-22", header=HEADER, footer=FOOTER, author="Bảo hiểm xã hội cơ sở"),
    NOTES,
)

LEAFLET = Script(
    "Tờ rơi: hỏi đăng ký kinh doanh trước",
    "vi-VN",
    (
        heading(1, "Cô chú có đăng ký hộ kinh doanh không?"),
        p("Xem đúng diện rồi hãy đóng bảo hiểm xã hội."),
        bullets(
            "Có, nộp thuế kê khai: thuộc diện bắt buộc.",
            "Có, chưa kê khai thuế: hỏi khi nào tới lượt mình.",
            "Không đăng ký, không làm thuê có hợp đồng: đóng tự nguyện được.",
        ),
        p(
            "Tới tuổi nghỉ hưu, đang lĩnh lương hưu, trợ cấp hằng tháng: hỏi trước. Chưa rõ, gọi ",
            Strong(line("1900 9068")),
            ".",
        ),
        Callout(
            "goi_y",
            (
                p(
                    Strong(
                        line(
                            "Thôi bán vẫn có lương hưu, khi đủ tuổi nghỉ hưu và đóng đủ ",
                            YEARS,
                            ".",
                        )
                    )
                ),
            ),
        ),
        Image("Hình: một sạp hàng, ba mũi tên theo ba gạch đầu dòng", width_mm=55),
        Break("mat"),
        heading(1, "Đóng tự nguyện hết bao nhiêu?"),
        p(
            "Mức mình chọn, thấp nhất ",
            PAY,
            " một tháng. Diện chung được Nhà nước đóng giúp ",
            HELP,
            ", tính trên mức thấp nhất, nhiều nhất 120 tháng. Cô chú còn đóng ",
            REST,
            ".",
        ),
        bullets(
            "Hộ nghèo, cận nghèo, dân tộc thiểu số, xã đảo được giúp nhiều hơn.",
            "Bỏ ống mỗi ngày, đóng từng tháng hoặc mấy tháng một lần.",
        ),
        heading(2, "Được gì, khi nào?"),
        bullets(
            (p("Lương hưu: khi đủ tuổi nghỉ hưu, đóng đủ ", YEARS, "."),),
            "Thẻ bảo hiểm y tế: khi đang lĩnh lương hưu.",
            "Không có tiền nghỉ ốm, không rút ra lúc nào cũng được.",
        ),
        heading(2, "Làm thế nào?"),
        bullets(
            "Mang thẻ căn cước đến bưu điện xã, sáng thứ hai đến thứ sáu.",
            "Nhờ tính, chưa phải quyết ngay.",
            "Ghi một tờ khai, đóng tiền, lấy biên lai.",
            ordered=True,
        ),
        Callout(
            "canh_bao",
            (p("Mật khẩu, mã số gửi về điện thoại: không đưa cho ai."),),
            title="Coi chừng bị lừa",
        ),
        Image("Mã QR: trang của cơ quan"),
        FOOT,
    ),
    Meta(layout="a5", issued_on="22/11/2026", author="Bảo hiểm xã hội cơ sở"),
    NOTES,
)

TRIFOLD = Script(
    "Tờ gấp: về già tự lo được",
    "vi-VN",
    (
        heading(2, "Lỡ mất mùa thì sao?"),
        p(
            "Kỳ nào kẹt thì nghỉ kỳ đó. Số năm đã đóng vẫn còn nguyên, nếu mình chưa nhận một "
            "lần. Có tiền lại đóng tiếp, cộng tiếp."
        ),
        Callout(
            "goi_y",
            (p("Nhờ cán bộ tính cho nhà mình, hỏi xong về bàn với nhà."),),
            title="Chưa phải quyết ngay",
        ),
        Break("mat"),
        heading(2, "Bà con hay hỏi"),
        p(Strong(line("Công ty nào bán?"))),
        p("Không công ty nào. Nhà nước đứng ra làm."),
        p(Strong(line("Đang đóng đã có thẻ khám bệnh chưa?"))),
        p("Chưa. Khi đang lĩnh lương hưu mới có thẻ ấy."),
        p(
            "Hỏi thêm: gọi 1900 9068 hoặc xem ",
            Link(line("trang của ngành"), "https://baohiemxahoi.gov.vn"),
            ".",
        ),
        FOOT,
        Break("mat"),
        heading(1, "Làm ruộng có lương hưu được không?"),
        p("Được, khi đủ tuổi nghỉ hưu và đóng đủ ", YEARS, "."),
        Image("Hình: cánh đồng và một ngôi nhà", width_mm=60),
        Break("mat"),
        heading(2, "Được gì, khi nào?"),
        bullets(
            (p("Lương hưu hằng tháng: đủ tuổi nghỉ hưu, đóng đủ ", YEARS, "."),),
            "Thẻ bảo hiểm y tế: khi đang lĩnh lương hưu.",
        ),
        Break("mat"),
        heading(2, "Đóng bao nhiêu?"),
        p("Thấp nhất ", PAY, " một tháng."),
        Table(
            (line("Diện"), line("Được giúp"), line("Còn đóng")),
            (((p("Chung"),), (p(HELP),), (p(REST),)),),
            widths=(24, 38, 38),
        ),
        Break("mat"),
        heading(2, "Làm thế nào?"),
        bullets(
            "Mang thẻ căn cước ra bưu điện xã.",
            "Nhờ tính.",
            "Ghi tờ khai, lấy biên lai.",
            ordered=True,
        ),
        Callout(
            "canh_bao", (p("Mã số gửi về điện thoại không đưa cho ai."),), title="Coi chừng bị lừa"
        ),
        Image("Mã QR"),
    ),
    Meta(layout="a4-ngang", columns=3, issued_on="2026-11-22", author="Bảo hiểm xã hội cơ sở"),
    NOTES,
)

COUNTER = Script(
    "Kịch bản ở quầy",
    "vi-VN",
    (
        heading(2, "Làm đúng việc người ta cần trước"),
        p("Chào anh/chị. Hôm nay anh/chị làm thủ tục gì ạ?", speaker="Cán bộ"),
        p("Tôi nộp hồ sơ trợ cấp thất nghiệp.", speaker="Người đến"),
        Cue("viec", line("Nhận, kiểm, trả giấy hẹn.")),
        p(
            "Giấy hẹn của anh/chị đây, việc chính thế là xong. Cho tôi xin hai phút, nói về số "
            "năm bảo hiểm xã hội anh/chị đã đóng. Không tiện thì tôi gửi tờ giấy này, lúc nào "
            "xem cũng được.",
            speaker="Cán bộ",
        ),
        p("Hai phút thì được. Tôi đang tính rút một lần.", speaker="Người đến"),
        heading(2, "Ba ngả"),
        Callout(
            "loi",
            (
                p(
                    "Ngả thứ hai, giữ số năm, lo tìm việc. ",
                    Cited(
                        line("Chưa nhận một lần thì số năm còn nguyên"), "bao-luu-thoi-gian-dong", 5
                    ),
                    ", chỗ làm mới cộng tiếp. Đủ tuổi nghỉ hưu và đóng đủ ",
                    YEARS,
                    " thì có lương hưu. Mặt kia là bây giờ chưa có tiền.",
                ),
            ),
        ),
        Break("nghi"),
        heading(2, "Câu hỏi quyết định"),
        p("Lúc này anh/chị thấy ngả nào hợp với mình?", speaker="Cán bộ"),
        p("Để tôi về tính đã.", speaker="Người đến"),
        p("Vâng, ", Emphasis(line("không quyết hôm nay cũng được")), ".", speaker="Cán bộ"),
    ),
    Meta(
        issued_on="2026-11-22",
        header=HEADER,
        footer=FOOTER,
        draft=True,
        slip=(("Nơi dùng", "Quầy của Trung tâm Dịch vụ việc làm"), ("Thời lượng", "2–4 phút")),
    ),
    (
        *NOTES,
        Note(
            5,
            "bao-luu-thoi-gian-dong",
            "Thời gian đã đóng được giữ nếu chưa nhận một lần.",
            ("Căn cứ: Điều 103 Luật 41/2024/QH15",),
        ),
    ),
)

CARD = Script(
    "Thẻ đáp",
    "vi-VN",
    (
        heading(3, "Mở lời 20 giây"),
        p("Em ở bảo hiểm xã hội cơ sở.", LineBreak(), "Cho em xin hai mươi giây."),
        bullets("Nhà mình có ai đi làm có hợp đồng không?", "Có ai đứng tên hộ kinh doanh không?"),
        Break("trang"),
        heading(3, "Hay hỏi"),
        p(Strong(line("Lỡ tháng nào không có tiền?"))),
        p("Nghỉ đóng kỳ đó, không bị phạt."),
        Callout("loi", (p("Chưa chắc thì nói: để tôi hỏi cán bộ."),), title="Chưa chắc"),
    ),
    Meta(layout="a6"),
)

_NESTED = Table(
    (line("Trong | bảng"), line(Strong(line("Số <10% & hơn")))),
    (
        (
            (
                heading(2, "Đầu ô"),
                bullets("một", (p("hai"), bullets("hai a", "hai b", ordered=True))),
            ),
            (
                Table((line("A"),), (((p("a | b"),),),)),
                Callout("goi_y", (p("trong ô"),), title="Hộp trong ô"),
                Break("nghi"),
                Image("hình trong ô"),
                Cue("nghi", line("Nghỉ")),
            ),
        ),
        ((p("chỉ một ô"),),),
    ),
    widths=(1, 2),
)
_OFFICIAL = (((p("Cơ quan"), p("dòng hai")), (p("Tiêu ngữ"),)), ((p("Số:"),),), ((), (p("x"),)))
EVERYTHING = Script(
    "Mọi thứ & <tất cả>",
    "vi",
    (
        Cue("nhac", line("Nhạc")),
        heading(3, "Cấp ba ", Emphasis(line("đứng đầu")), " #"),
        heading(1, "Cấp một sau"),
        heading(4, "Cấp bốn ngay dưới"),
        p("# không phải tiêu đề * không đậm * [không liên kết] `không mã` 1 < 2 > 0 & hết"),
        p("1. không phải danh sách", LineBreak(), "- cũng không", LineBreak(), "| --- |"),
        p(
            Strong(line("đậm ", Emphasis(line("đậm nghiêng")), Text("!"))),
            "liền chữ",
            Emphasis(line("(x)")),
            "y",
        ),
        p(
            Strong(line("Lưu ý:")),
            Emphasis(line(" nghiêng ")),
            "tên_biến _gạch_ \\ ~~x~~ &amp; A&B",
        ),
        p(
            Link(line("gọi 1900 9068"), "tel:19009068"),
            " ",
            Link(line("thư"), "mailto:gop-y@example.vn"),
            " ",
            Link(line("lạ"), "ftp://cho-khac/a b"),
            " ",
            Link(line(Strong(line("đậm"))), "https://example.vn/ô nhớ?(x)"),
        ),
        p(
            Cited(line("Lời có căn cứ, ", PAY), "dieu", 2),
            " và số không chú thích ",
            Sourced("12 tháng", "thang"),
            "!",
        ),
        p(" \u00a0"),
        bullets("a", "b"),
        bullets("c", (p("d"), p("d tiếp"), _NESTED, bullets("e", (p("f"), bullets("g"))))),
        bullets("một", "hai", ordered=True),
        bullets(
            (Table((line("trước"),), ()),),
            (Image("ô"),),
            (Callout("loi", (p("lời"),)),),
            (),
            (Break(),),
            (Cue("viec", line("làm")),),
            (heading(1, "Đầu mục"),),
            (bullets("con"),),
            ordered=True,
        ),
        _NESTED,
        Table((), ()),
        Table((line(""),), (((p("không tên cột"),),),)),
        *(
            Callout(kind, (p("Lời trong ô."), bullets("x"), _NESTED), title="Đề ô")
            for kind in get_args(CalloutKind)
        ),
        *(Callout(kind, (p("Không đề."),)) for kind in get_args(CalloutKind)),
        Callout("dau_van_ban", (Table((line("Cấp trên"), line("Quốc hiệu")), _OFFICIAL),)),
        Break("trang"),
        Break("mat"),
        Break("nghi"),
        Image("Ô trống | chừa", width_mm=40),
        Callout("goi_y", ()),
        Break("trang"),
    ),
    Meta(
        subject="Đủ <mọi> & nút",
        author="Cơ sở «A» & B",
        keywords=("a", "b"),
        issued_on="2026-11-22",
        header=HEADER,
        footer=("dòng một", "dòng hai\tphải"),
        slip=(("Nhãn | 1", "Giá trị *2*"),),
        draft=True,
    ),
    NOTES,
)

SAMPLES = {
    "radio": RADIO,
    "meeting": MEETING,
    "leaflet": LEAFLET,
    "trifold": TRIFOLD,
    "counter": COUNTER,
    "card": CARD,
    "everything": EVERYTHING,
    "empty": Script("", "vi-VN", ()),
}


def test_the_samples_hold_every_kind_of_node() -> None:
    script = SAMPLES["everything"]
    blocks = list(walk(script.blocks))
    assert {type(block) for block in blocks} == set(get_args(Block))
    assert {type(node) for block in blocks for node in inlines(block)} == set(get_args(Inline))
    kinds = {block.kind for block in blocks if isinstance(block, Callout)}
    assert kinds == set(get_args(CalloutKind))
    assert {b.kind for b in blocks if isinstance(b, Break)} == set(get_args(BreakKind))
