"""What a spreadsheet shows of a cell: a number under its format, with its measure, or among words."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

from youthstats.model.values import printed, round_half_up
from youthstats.workbook.reading.parse.number_formats import section_of, shows_plainly

__all__ = ["Content", "shown", "with_measure"]

Content = int | Decimal | bool | str | date
"""What can stand in a cell and is no error."""


def shown(value: Content, number_format: str) -> str:
    """Return what stands in a cell as a spreadsheet shows it."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, date):
        if "年" not in number_format:
            return str(value)
        return f"{value.year}年{value.month}月" + f"{value.day}日" * ("日" in number_format)
    if isinstance(value, Decimal) and not value.is_finite():
        return str(value)
    section = section_of(number_format, value)
    if section is None or not section.fixed:
        return printed(value, places=15)
    text = f"{round_half_up(Fraction(value) * 100**section.percent, section.places):f}"
    return text + "%" * section.percent


def with_measure(value: int | Decimal, number_format: str) -> str | None:
    """Return a number with the unit of measure its format puts behind it: ``27.5万元``, or ``约27``.

    ``None`` where the format puts none there, or is not understood. A comma behind the last digit
    shows thousands.
    """
    section = None if shows_plainly(number_format) else section_of(number_format, value)
    if section is None or not section.understood or not (section.words or section.about):
        return None
    text = printed(Fraction(value) / 1000**section.thousands, places=15)
    whole, _, decimals = text.partition(".")
    decimals = decimals.ljust(section.places, "0")
    size = f"{whole}.{decimals}" if decimals else whole
    return "约" * section.about + size + section.words
