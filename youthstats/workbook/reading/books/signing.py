"""Numbers that are no figures by the words before them: a telephone's, a date, a postcode."""

from __future__ import annotations

from youthstats.workbook.package import Sheet
from youthstats.workbook.reading.parse.signs import is_blank
from youthstats.workbook.reading.sheets.labels import folded
from youthstats.workbook.reading.sheets.places import Place

__all__ = ["signed_with", "words_before"]

_SIGNED_WITH = (
    *("报出日期", "报送日期", "填报日期", "填表日期", "制表日期", "日期", "填报时间", "填表时间"),
    *("联系电话", "办公电话", "固定电话", "电话", "手机", "联系方式", "传真", "邮编", "邮政编码"),
)
"""Words on a cover and in the foot of a form whose number is no figure."""


def signed_with(words: str) -> bool:
    """Tell whether words ask for a date, a telephone number or a postcode."""
    return folded(words).startswith(_SIGNED_WITH)


def words_before(sheet: Sheet, place: Place) -> str:
    """Return the nearest words to the left of a cell."""
    row, column = place
    for at in range(column - 1, max(column - 6, -1), -1):
        cell = sheet.cells.get((row, at))
        if cell is not None and isinstance(cell.value, str) and not is_blank(cell.value):
            return cell.value
    return ""
