"""Counts, sums of money and shares, from a number or from text."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

from attrs import evolve

from youthstats.model.items import Item, Kind
from youthstats.model.values import plain, simplest
from youthstats.workbook.reading.parse.intervals import below_half, interval
from youthstats.workbook.reading.parse.measures import (
    conversion,
    measure_of_item,
    written_as_printed,
)
from youthstats.workbook.reading.parse.number_formats import section_of, shows_plainly
from youthstats.workbook.reading.parse.parsed import Parsed, unreadable
from youthstats.workbook.reading.parse.refusals import refusal
from youthstats.workbook.reading.parse.shares import share_of_number, share_of_text
from youthstats.workbook.reading.parse.shown import Content, with_measure
from youthstats.workbook.reading.parse.signs import folded
from youthstats.workbook.reading.parse.units import parted
from youthstats.workbook.reading.parse.written import LONGEST, Written, dissected

__all__ = ["figure"]


def figure(
    value: Content, number_format: str, item: Item, *, per_cent: bool | None = None
) -> Parsed:
    """Read what stands in the place of a figure.

    ``per_cent`` says that a share is in per cent or is a fraction, ``None`` that nothing tells.
    """
    if isinstance(value, str):
        return _text(folded(value), item, per_cent=bool(per_cent))
    fault = _no_number(value)
    if fault is not None:
        return unreadable(fault)
    assert not isinstance(value, date)
    if not shows_plainly(number_format):
        worded = _under_format(value, number_format, item)
        if worded is not None:
            return worded
    if item.kind is Kind.SHARE:
        return share_of_number(value, number_format, item, per_cent=per_cent)
    known = simplest(value)
    if item.kind is Kind.COUNT and not isinstance(known, int):
        return unreadable("not_whole")
    return Parsed(known)


def _under_format(value: int | Decimal, number_format: str, item: Item) -> Parsed | None:
    """Read a number whose format says more of it; ``None`` where a share is shown as one."""
    section = section_of(number_format, value)
    if section is None or not section.understood:
        return unreadable("format_not_understood", number_format)
    written = with_measure(value, number_format)
    if written is not None:
        parsed = _text(folded(written), item)
        plainly = parsed.note in {"reading.with_measure", "reading.number_as_text"}
        return evolve(parsed, note=None) if plainly else parsed
    if section.percent and item.kind is not Kind.SHARE:
        return unreadable("percent_in_number")
    return None


def _no_number(value: Content) -> str | None:
    """Say what is wrong with a value that is no number, though no text either."""
    if isinstance(value, bool):
        return "truth_value"
    if isinstance(value, date):
        return "date_in_number"
    return "not_a_number" if isinstance(value, Decimal) and not value.is_finite() else None


def _text(text: str, item: Item, *, per_cent: bool = False) -> Parsed:
    """Read a figure written as text."""
    if item.kind is not Kind.SHARE and text.isdecimal() and text.isascii() and len(text) <= LONGEST:
        return Parsed(int(text), "reading.number_as_text")
    if not text.strip("…"):
        return below_half(item)
    written = dissected(text, measure_of_item(item)) or written_as_printed(text, item)
    if written is None or text.strip("一") == "":  # a dash in many a font
        return refusal(text, written, item)
    if item.kind is Kind.SHARE:
        return share_of_text(written, item, per_cent=per_cent) or refusal(text, written, item)
    factor = conversion(written, item)
    if isinstance(factor, Parsed):
        return refusal(text, written, item) if factor.note == "reading.wrong_measure" else factor
    if written.about:
        return interval(written, factor, item) or refusal(text, written, item)
    size = written.size * factor
    if item.kind is Kind.COUNT and size.denominator != 1:
        return unreadable("not_whole")
    return Parsed(plain(size), f"reading.{_how(written, factor, item)}")


def _how(written: Written, factor: Fraction, item: Item) -> str:
    if written.spoken:
        return "chinese_numeral"
    if not written.measure:
        return "with_measure" if written.priced else "number_as_text"
    other = parted(written.measure) != parted(measure_of_item(item))
    converted = factor != 1 or (written.scale and other)
    return "scaled" if converted else "with_measure"
