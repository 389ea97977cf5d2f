"""The words inside a look file: how an officer changes it, with every style at work."""

from __future__ import annotations

from kichban.script import (
    Break,
    Bullets,
    Callout,
    Cue,
    Emphasis,
    Heading,
    Image,
    Inline,
    Meta,
    Note,
    Paragraph,
    Script,
    Sourced,
    Strong,
    Table,
    Text,
)

__all__ = ["guide"]


def guide(title: str) -> Script:
    """The guide that stands in a look file of that title."""
    return Script(
        title=f"Tệp kiểu dáng «{title}»",
        language="vi-VN",
        blocks=(
            Heading(1, (Text(f"Tệp kiểu dáng «{title}»"),)),
            _p(
                Text("kichban chỉ lấy ở tệp này "),
                Strong((Text("kiểu chữ, lề, đầu trang và chân trang"),)),
                Text(". Lời trong tệp là lời mẫu, không bao giờ được in vào tài liệu."),
            ),
            Heading(2, (Text("Muốn đổi dáng: sửa kiểu, đừng sửa chữ mẫu"),)),
            Bullets(
                (
                    (_p(Text("Lưu tệp này thành một tên khác, rồi mở tệp mới.")),),
                    (
                        _p(
                            Text("Ở khung Styles, bấm chuột phải vào tên kiểu, chọn Modify; "),
                            Text("đổi phông, cỡ, màu, khoảng cách. Chữ tô tay không có tác dụng."),
                        ),
                    ),
                    (_p(Text("Giữ nguyên tên các kiểu. Thiếu kiểu nào kichban sẽ báo tên.")),),
                    (
                        _p(
                            Text("Muốn có biểu trưng: bấm đúp vào đầu trang, chèn hình. Chỗ nào "),
                            Text("ghi {dau_trang}, {chan_trang} thì kichban điền dòng của mình."),
                        ),
                    ),
                    (_p(Text("Đổi lề ở Layout, Margins. Lề này dùng cho đúng khổ giấy của tệp.")),),
                ),
                ordered=True,
            ),
            _p(
                Emphasis(
                    (Text("Tờ A5, thẻ A6 và tờ gấp lấy kiểu ở đây, còn lề và đầu trang thì "),)
                ),
                Emphasis((Text("kichban tự đặt; khoảng cách thu còn một nửa cho vừa hai mặt."),)),
            ),
            Heading(2, (Text("Chữ mẫu của từng kiểu"),)),
            Heading(3, (Text("Tiêu đề nhỏ"),)),
            _p(
                Text("Kiểu «Lời văn»: đoạn thường, có số kèm nguồn như "),
                Sourced("…", "mau", 1),
                Text("."),
            ),
            Callout("loi", (_p(Text("Kiểu «Lời đọc»: lời để đọc to, chữ lớn, dòng thưa.")),)),
            Paragraph((Text("kiểu «Lời thoại», tên vai là kiểu «Vai nói»."),), speaker="Vai"),
            Cue("viec", (Text("Kiểu «Chỉ dẫn»: việc làm, tiếng động, không đọc"),)),
            Bullets(((_p(Text("Kiểu «Danh sách chấm».")),),)),
            Bullets(((_p(Text("Kiểu «Danh sách số».")),),), ordered=True),
            Table(
                ((Text("Tiêu đề cột"),), (Text("Bảng kichban"),)),
                (((_p(Text("Chữ trong bảng")),), (_p(Text("Chữ trong bảng")),)),),
                summary="Bảng mẫu để xem kiểu bảng.",
            ),
            Callout("goi_y", (_p(Text("Kiểu «Chữ trong ô».")),), title="Ô gợi ý"),
            Callout("luu_y", (_p(Text("Kiểu «Chữ trong ô».")),), title="Ô lưu ý"),
            Callout("canh_bao", (_p(Text("Kiểu «Chữ trong ô».")),), title="Ô cảnh báo"),
            Callout("phieu_kem", (_p(Text("Ô phiếu kèm.")),)),
            Image("Ô hình: chỗ chừa cho mã QR"),
            Break("nghi"),
            Callout(
                "dau_van_ban",
                (
                    Table(
                        ((Text("Cơ quan chủ quản"),), (Text("Quốc hiệu"),)),
                        (
                            ((_p(Text("Cơ quan ban hành")),), (_p(Text("Tiêu ngữ")),)),
                            ((_p(Text("Số ký hiệu")),), (_p(Text("Địa danh")),)),
                        ),
                    ),
                ),
            ),
            Callout("trich_yeu", (_p(Text("Kiểu «Trích yếu»")),)),
            Callout("noi_nhan", (Bullets(((_p(Text("Danh sách nơi nhận.")),),)),)),
            Callout("chan_trang", (_p(Text("Kiểu «Chân trang kichban»: căn cứ, hạn dùng.")),)),
        ),
        meta=Meta(
            subject="Kiểu dáng cho tài liệu của kichban",
            author="kichban",
            header=("{dau_trang}",),
            footer=("{chan_trang}",),
            slip=(("Kiểu", "«Bảng phiếu kèm», nhãn bên trái, lời bên phải"),),
        ),
        notes=(Note(1, "mau", "Kiểu «Nguồn số liệu»: lời của chú thích.", ()),),
    )


def _p(*children: Inline) -> Paragraph:
    return Paragraph(tuple(children))
