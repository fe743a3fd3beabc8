"""Whether words are a figure, or hold one: △3, 约50, 100万元, （300）; 另有资金100万元.

What parses as a figure of whatever item is one, and what is refused for a fault of the figure. Dates,
years, pages, telephone numbers and what numbers a line are none.
"""

from __future__ import annotations

import re
from functools import lru_cache

from youthstats.model.items import Item, Kind
from youthstats.workbook.reading.parse.dates import DATE_OR_TIME
from youthstats.workbook.reading.parse.numerals import NUMERAL, arabic
from youthstats.workbook.reading.parse.refusals import refusal
from youthstats.workbook.reading.parse.signs import folded
from youthstats.workbook.reading.parse.written import LONGEST, NUMBER, SCALE, Written, dissected
from youthstats.workbook.reading.sheets.labels import LONGEST_LABEL
from youthstats.workbook.reading.sheets.measures import is_measure

__all__ = ["holds_a_figure", "is_a_figure"]

_ANY = Item("any", Kind.MONEY, "", minimum=None)
_FIGURES_FAULTS = frozenset(
    f"reading.{fault}"
    for fault in (
        "brackets",
        "brackets_as_minus",
        "one_sided",
        "range",
        "scientific",
        "separators",
        "spaced_digits",
    )
)
"""Why a text is no figure that could be read, and yet names one."""

_DIGIT = re.compile(rf"[0-9{NUMERAL}]")
_ORDERS = frozenset("年月日号页期届班级度楼室版点时季")
"""What stands behind a number that counts nothing: it says when, or which."""

_NO_FIGURE = re.compile(
    rf"第.*|[一二][九〇零○][〇零○一二三四五六七八九]{{2}}|{DATE_OR_TIME.pattern}|(?:19|20)[0-9]{{2}}[-~至/.](?:19|20)?[0-9]{{1,2}}"
    rf"|0[0-9]{{2,3}}[- ]?[0-9]{{7,8}}|\(?[0-9]{{1,2}}[.、)]|\((?:[0-9]{{1,2}}|[^0-9]{{1,3}})\)"
)
_REMARKED = re.compile(
    rf"[-+△▲]?\s*(?!(?:19|20)[0-9]{{2}}[(\[])(?:{NUMBER})\s*[^\s0-9年月日号]{{0,4}}?[(\[*※†‡].*"
)
_SLIPPED = re.compile(r"[0-9]+[OoОlI][0-9]+|[0-9]{2,}[OoОlI]")
_SEVERAL = re.compile(r"[-+]?[0-9][0-9.,]*(?:[\s、]+[-+]?[0-9][0-9.,]*)+")
_AMONG_WORDS = re.compile(rf"(?<![第0-9.,/-])(?:{NUMBER})\s*[多余]?\s*")
_SPELLED = re.compile(rf"(?<![第{NUMERAL}])([{NUMERAL}]{{2,30}})元")
_SCALED = re.compile(SCALE)
_LONGEST_MEASURE = 5


def is_a_figure(text: str) -> bool:
    """Tell whether a text is a figure and nothing else, however it is written."""
    return len(text) <= 2 * LONGEST and _is_figure(text)


@lru_cache(maxsize=8192)
def _is_figure(text: str) -> bool:
    plain = folded(text)
    if not _DIGIT.search(plain) or plain[-1] in _ORDERS or _NO_FIGURE.fullmatch(plain):
        return False
    written = dissected(plain, "")
    if written is not None and _counts_something(written):
        return True
    if _REMARKED.fullmatch(plain) or _SEVERAL.fullmatch(plain) or _SLIPPED.fullmatch(plain):
        return True
    return refusal(plain, written, _ANY).note in _FIGURES_FAULTS


def _counts_something(figure: Written) -> bool:
    """Tell whether a number is of a measure, or of none; 一 and 十佳 are words."""
    unit = figure.unit
    if figure.priced or figure.parts or is_measure(unit) or unit in {"%", "‰", "成"}:
        return True
    if figure.spoken:
        return not unit and (bool(figure.scale) or abs(figure.size) >= 10)
    return not unit or (len(unit) == 1 and unit.isalpha())


def holds_a_figure(text: str) -> bool:
    """Tell whether a text is a figure, or counts or measures something among its words."""
    return _known_to_hold(text) if len(text) <= LONGEST_LABEL else _holds(text)


def _holds(text: str) -> bool:
    if is_a_figure(text):
        return True
    plain = folded(text)
    return any(
        _measures(plain[found.end() : found.end() + _LONGEST_MEASURE])
        for found in _AMONG_WORDS.finditer(plain)
    ) or any(arabic(found[1]) is not None for found in _SPELLED.finditer(plain))


_known_to_hold = lru_cache(maxsize=8192)(
    _holds
)  # what stands by a table is the same on every return


def _measures(words: str) -> bool:
    """Tell whether words begin with a scale or a unit of measure, of no stretch of time."""
    if words[:1] in _ORDERS or words.startswith(("个月", "个工作日")):
        return False
    return _SCALED.match(words) is not None or any(
        is_measure(words[:length]) for length in range(1, len(words) + 1)
    )
