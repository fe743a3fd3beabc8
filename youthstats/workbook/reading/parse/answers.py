"""The answer to an item that stands in a cell."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from functools import lru_cache

from attrs import evolve

from youthstats.model.items import Item, Kind
from youthstats.model.office import in_per_cent, is_fraction
from youthstats.model.phrases import phrase_with_more
from youthstats.model.values import SHOWN_DIGITS
from youthstats.workbook.package import Cell, CellError
from youthstats.workbook.reading.parse.dates import is_serial, read_date
from youthstats.workbook.reading.parse.figures import figure
from youthstats.workbook.reading.parse.parsed import BLANK, NOT_APPLICABLE, Parsed, unreadable
from youthstats.workbook.reading.parse.prompts import is_prompt
from youthstats.workbook.reading.parse.shown import Content, shown
from youthstats.workbook.reading.parse.signs import LINE, NOTHING, folded

__all__ = ["parse_answer"]

_PADDING = LINE + NOTHING
_NO_SUCH_FIGURE = re.compile(r"-+|/+|\\|无|不适用|无此项|不涉及|不可加总|not added")
_NO_FIGURE_BEGINS = frozenset("-/\\无不n")


def parse_answer(
    cell: Cell | None, item: Item, *, per_cent: bool = False, grows: bool = False
) -> Parsed:
    """Return the answer to ``item`` that stands in ``cell``. Whatever stands there, nothing raises.

    ``per_cent`` says that a share there is in per cent, whatever its size: its form works it out so.
    ``grows`` says so of a number that no formula of the unit's own has made a fraction.

    What an approximate figure stands for is said in :mod:`.intervals`, how fine a share is in
    :mod:`.shares`, what a numeral is in :mod:`.numerals` and what a date is in :mod:`.dates`.
    """
    if cell is None:
        return BLANK
    value = cell.value
    if value is None:
        return BLANK if cell.formula is None else unreadable("formula_without_value")
    if isinstance(value, CellError):
        return unreadable("error_value")
    if isinstance(value, str):
        text, per_cent = value.strip(NOTHING), per_cent or grows
        return _said(text, cell.number_format, item, per_cent=per_cent) if text else BLANK
    formula = cell.formula or ""
    told = _told(formula, per_cent=per_cent)
    if grows and told is None and "/" not in formula:
        return _grown(value, cell.number_format, item)
    return _held(value, cell.number_format, item, per_cent=told)


@lru_cache(maxsize=256)  # returns have the formulas of their template
def _told(formula: str, *, per_cent: bool) -> bool | None:
    """Return whether a share is in per cent or a fraction; ``None`` where its size has to tell.

    The formula in the cell itself says it first, the office's or the unit's own; then ``per_cent``.
    """
    if is_fraction(formula):
        return False
    return in_per_cent(formula) or (per_cent and "/" not in formula) or None


def _said(text: str, number_format: str, item: Item, *, per_cent: bool) -> Parsed:
    """Read a text, its padding removed; and the line that a figure or a day was written on."""
    kind = item.kind
    written = text.strip(_PADDING)
    if not written and len(text) > 1:
        return BLANK
    if written and kind is not Kind.TEXT and kind is not Kind.PHRASE:
        text = written
    if (kind is Kind.TEXT or kind is Kind.DATE) and is_prompt(text):
        return BLANK
    if kind is Kind.TEXT:
        return Parsed(_lines(text))
    if _is_no_figure(text):
        return NOT_APPLICABLE
    if kind is Kind.PHRASE:
        return _phrase(_lines(text), item)
    if kind is Kind.DATE:
        return read_date(text, number_format)
    return figure(text, "General", item, per_cent=per_cent)


def _is_no_figure(text: str) -> bool:
    """Tell whether a text says that there is no figure; of most the first sign tells otherwise."""
    begins = folded(text[0]) in _NO_FIGURE_BEGINS
    return begins and _NO_SUCH_FIGURE.fullmatch(folded(text)) is not None


def _held(value: Content, number_format: str, item: Item, *, per_cent: bool | None) -> Parsed:
    """Read a number, a date or a truth value; or what a formula came to as one."""
    kind = item.kind
    if kind is Kind.DATE:
        return read_date(value)
    if kind is Kind.TEXT:
        return _words(value, number_format)
    if kind is Kind.PHRASE:
        return _phrase(shown(value, number_format), item)
    return figure(value, number_format, item, per_cent=per_cent)


def _words(value: Content, number_format: str) -> Parsed:
    """Read what stands for words: a number that may be a day, a code, or what is left of a long one."""
    if isinstance(value, date | bool | str):
        return Parsed(shown(value, number_format))
    if Decimal(value).is_finite() and abs(value) >= 10**SHOWN_DIGITS:
        return unreadable("digits_lost")
    code = "serial_for_words" if is_serial(value) else "number_for_words"
    return Parsed(shown(value, number_format), f"reading.{code}")


def _grown(value: Content, number_format: str, item: Item) -> Parsed:
    """Read a growth in per cent, of which one below 1 is as likely as any; it is said all the same."""
    found = _held(value, number_format, item, per_cent=True)
    small = isinstance(value, int | Decimal) and -1 <= value <= 1 and value != 0
    small = small and "%" not in number_format
    return evolve(found, note="reading.share_small") if small and found.note is None else found


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _phrase(text: str, item: Item) -> Parsed:
    """Read a phrase as a whole: the text itself, with what it says beside the form's words."""
    found = phrase_with_more(item.pattern or "", text)
    if found is None:
        return Parsed(text)
    slots, more = found
    if more:
        return Parsed(text, "reading.phrase_with_more", " / ".join(more))
    return Parsed(text) if any(slots.values()) else BLANK  # the template's phrase, its gaps empty
