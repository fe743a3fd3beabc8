"""Raw answers of the right type for any item, before any edit is looked at."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from functools import cache

from attrs import frozen
from hypothesis import strategies as st

from youthstats.model.forms import Form, Line
from youthstats.model.items import Item, Kind
from youthstats.model.values import Missing, Value, plain

__all__ = ["Draft", "decimals", "drafts_of", "never_blank"]

LONGEST_LIST = 5


@frozen
class Draft:
    """What was drawn for one form before any edit was looked at; phrases are not there yet."""

    form: Form
    keys: tuple[Line, ...]
    drawn: Mapping[tuple[str, Line], Value]


@st.composite
def drafts_of(draw: st.DrawFn, form: Form, filled: bool) -> Draft:
    """Draw how many entries a list has, and an answer to every item that is not a phrase."""
    keys = form.lines
    if form.open:
        keys = tuple(range(draw(st.integers(int(filled), LONGEST_LIST))))
    wordy = not any(item.kind.numeric for item in form.items)
    needed = never_blank(form) if form.open or (filled and wordy) else frozenset()
    drawn = {
        (item.name, line): draw(_values(item, item.name in needed))
        for line in keys
        for item in form.items
        if item.kind is not Kind.PHRASE
    }
    return Draft(form, keys, drawn)


def never_blank(form: Form) -> frozenset[str]:
    """Return the items that are never blank, so that an entry of a list is an entry at all."""
    named = frozenset(item.name for item in form.items if item.repeats or item.identifies)
    first = next(item.name for item in form.items if item.kind is not Kind.PHRASE)
    return named or frozenset({first})


_SIGNS = "甲乙丙丁戊己庚辛壬癸abcXYZ"
_WORDS = st.text(_SIGNS, min_size=1, max_size=5)
# Words a spreadsheet would gladly take for something else.
_ODD_WORDS = st.builds("{}{}".format, st.sampled_from(("=", "+", "'", "@", "“")), _WORDS)
_ABSENT: st.SearchStrategy[Value] = st.sampled_from(
    (Missing.BLANK, Missing.BLANK, Missing.NOT_APPLICABLE)
)


@cache
def _values(item: Item, needed: bool) -> st.SearchStrategy[Value]:
    present = _present(item)
    if needed or item.recoverable:
        return present
    plain_cell = item.within is None and item.kind.numeric
    return (_ABSENT if plain_cell else st.just(Missing.BLANK)) | present


def _present(item: Item) -> st.SearchStrategy[Value]:
    least = -999 if item.minimum is None else item.minimum
    small = st.integers(max(least, 0), max(least, 0) + 9)
    large = st.integers(least, max(least, 0) + 99_999)
    match item.kind:
        case Kind.COUNT:
            return small | large
        case Kind.MONEY:
            places = 2 if item.places is None else item.places
            unit = 10**places
            parts = st.integers(least * unit, (max(least, 0) + 9999) * unit)
            return small | large | parts.map(lambda part: plain(Fraction(part, unit)))
        case Kind.SHARE:
            whole = 10 ** decimals(item)
            return st.integers(0, whole).map(lambda part: plain(Fraction(part, whole)))
        case Kind.DATE:
            return st.dates(date(1990, 1, 1), date(2049, 12, 31))
        case _:
            words = _WORDS if item.within else _WORDS | _ODD_WORDS
            offered = st.sampled_from(item.choices) if item.choices else words
            return offered if item.chosen else offered | words


def decimals(item: Item) -> int:
    """Return how many decimals a quotient is printed with: of the fraction, where it is a share."""
    return 2 * (item.kind is Kind.SHARE) + (item.places or 0)
