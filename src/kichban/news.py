"""Until when a message about a change is still news."""

from __future__ import annotations

from datetime import date

from kichban.calculators.instalments import add_months
from kichban.context import Figured
from kichban.errors import BadReference, NotInForce
from kichban.figure_desk import FigureDesk
from kichban.numerals import format_date
from kichban.quantities import LegalDate
from kichban.topics import Topic

__all__ = ["news_end"]


def news_end(topic: Topic, desk: FigureDesk, day: date) -> date | None:
    """The first day on which the topic is no longer news; None when it is not about a change.

    Args:
        topic: The message.
        desk: The figures of the document, on the law of its day.
        day: The day of the document.

    Raises:
        BadReference: `tin.tu` is not a date among the topic's figures.
        NotInForce: on that day the change is no longer news.
    """
    if topic.tin is None:
        return None
    value = desk.get(topic.tin.tu) if topic.tin.tu in topic.so_lieu else None
    figure = value._figure if isinstance(value, Figured) else None
    if not isinstance(figure, LegalDate):
        raise BadReference(
            f"Chủ đề «{topic.ten}»: «{topic.tin.tu}» ở «tin» không phải một ngày trong so_lieu.",
            hint="ghi tên con số chỉ ngày đổi.",
        )
    change = figure.value
    end = add_months(change, topic.tin.thang + (change.day > 1))
    if day >= end:
        raise NotInForce(
            f"Chủ đề «{topic.ten}» báo tin đổi từ {format_date(change)}; "
            f"từ {format_date(end)} tin ấy đã cũ nên không viết nữa.",
            hint="bỏ chủ đề này khỏi chu_de của nhóm, hoặc chọn chủ đề khác.",
        )
    return end
