"""What a number format shows: a percentage or not, how many decimals, and a number among words."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from youthstats.model.values import printed, round_half_up

__all__ = ["Content", "number_format_shows", "shown"]

Content = int | Decimal | bool | str | date
"""What can stand in a cell and is no error."""

_LITERAL = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
_FIXED = re.compile(r"(?:#,##)?0(?:\.(?P<zeros>0+))?%?[_ )]*")
_DECIMALS = re.compile(r"0\.(0+)")


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
    percent, places = number_format_shows(number_format)
    if not _FIXED.fullmatch(number_format.partition(";")[0]):
        return printed(value, places=15)
    text = f"{round_half_up(Fraction(value) * 100**percent, places):f}"
    return text + "%" * percent


@lru_cache(maxsize=256)
def number_format_shows(number_format: str) -> tuple[bool, int]:
    """Tell whether a number format shows a percentage, and how many decimals it always shows."""
    first = _LITERAL.sub("", number_format.partition(";")[0])
    zeros = _DECIMALS.search(first)
    return "%" in first, len(zeros[1]) if zeros else 0
