"""What no words of a pack may hold: typed numbers, personal data, signs that would be printed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice

from kichban.checks import stray
from kichban.checks.findings import Finding
from kichban.checks.markup import Place
from kichban.checks.people import personal_data, private_names
from kichban.checks.positions import Places
from kichban.checks.typed import numbers_in_words, typed_digits
from kichban.tags import Tags
from kichban.yamlio import Key, Loaded

__all__ = ["DATA_VI", "wording", "wording_of_text"]

_MOST = 100  # of one kind in one text: a text with more is of no use as it stands

DATA_VI: Mapping[str, str] = {
    "so_dinh_danh": "số căn cước, số sổ hay mã số",
    "tai_khoan": "số tài khoản ngân hàng",
    "dien_thoai": "số điện thoại",
    "thu_dien_tu": "địa chỉ thư điện tử",
}
"""Kinds of personal data, in words."""


def wording(words: str, place: Place) -> Iterator[Finding]:
    """Numbers typed by hand, personal data and stray signs in words outside tags.

    Args:
        words: A text whose tags are blanked out.
        place: From a place in the text to its place in the file.
    """
    private = list(islice(personal_data(words), _MOST))
    for sight in private:
        yield Finding(
            "P106",
            "loi",
            f"Có {DATA_VI[sight.kind]} viết thẳng trong lời: «{sight.text}».",
            place(sight.start, len(sight.text)),
            "bỏ đi; số điện thoại của cơ quan thì đặt ở hồ sơ địa phương (noi.hotline).",
        )
    for sight in islice(private_names(words), _MOST):
        yield Finding(
            "P105",
            "canh_bao",
            f"Giống tên riêng của một người: «{sight.text}».",
            place(sight.start, len(sight.text)),
            "gọi bằng vai: «một chị bán rau», «bác hàng xóm».",
        )
    for start, run in islice(typed_digits(words), _MOST):
        if any(s.start <= start < s.start + len(s.text) for s in private):
            continue
        yield Finding(
            "S101",
            "loi",
            f"Con số «{run}» gõ tay.",
            place(start, len(run)),
            'lấy từ so.…; số không phải của luật thì viết {{ "…" | so_thuong }}.',
        )
    for start, sign in islice(stray.in_template(words), _MOST):
        yield Finding(
            "T112",
            "canh_bao",
            f"Dấu «{sign}» sẽ in ra nguyên như vậy.",
            place(start, len(sign)),
            stray.REMEDY,
        )
    for start, run in islice(numbers_in_words(words), _MOST):
        yield Finding(
            "S106",
            "canh_bao",
            f"Con số «{run}» viết bằng chữ, không lấy từ dữ liệu pháp luật.",
            place(start, len(run)),
            "lấy từ so.… để luật đổi thì số đổi theo.",
        )


def wording_of_text(loaded: Loaded, path: tuple[Key, ...], text: str) -> Iterator[Finding]:
    """The same for one text of a YAML file."""

    words = Tags(text).words if "{" in text else text
    yield from wording(words, Places(loaded, path, text).where)
