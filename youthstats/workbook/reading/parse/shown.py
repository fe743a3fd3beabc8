"""What a number format shows: a percentage or not, how many decimals, and a number among words."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from youthstats.model.values import printed, round_half_up

__all__ = ["Content", "number_format_shows", "shown", "with_measure"]

Content = int | Decimal | bool | str | date
"""What can stand in a cell and is no error."""

_LITERAL = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
_FIXED = re.compile(r"(?:#,##)?0(?:\.(?P<zeros>0+))?%?[_ )]*")
_QUOTED_PERCENT = re.compile(r'\\%|"[^"]*%[^"]*"')
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


def with_measure(value: int | Decimal, number_format: str) -> str | None:
    """Return a number with the unit of measure its format puts behind it: ``27.5万元``.

    ``None`` where the format puts none there. A comma behind the last digit shows thousands.
    """
    measure, thousands = _behind(number_format)
    if not measure:
        return None
    text = printed(Fraction(value) / 1000**thousands, places=15)
    whole, _, decimals = text.partition(".")
    shown_places = number_format_shows(number_format)[1]
    decimals = decimals.ljust(shown_places, "0")
    return f"{whole}.{decimals}{measure}" if decimals else whole + measure


@lru_cache(maxsize=256)
def _behind(number_format: str) -> tuple[str, int]:
    """Return the words behind the number in a format, and by how many thousands it scales."""
    first = number_format.partition(";")[0]
    last = max(map(first.rfind, "0#?"))
    if last < 0 or number_format == "General":
        return "", 0
    tail = first[last + 1 :]
    commas = len(tail) - len(tail.lstrip(","))
    words = re.sub(r"\[[^\]]*\]|[_*].|[\\\"]", "", tail[commas:])
    meant = any(sign.isalpha() for sign in words) or _QUOTED_PERCENT.search(tail) is not None
    return ("".join(words.split()) if meant else ""), commas
