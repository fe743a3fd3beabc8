"""Sheets around whose answers stands what stood there in an earlier return, and was not worth a word.

The returns of one template differ in their figures and in whose they are. A sheet without either is
looked around once: what that comes to holds for every return that has the same. Where anything is to
be said, each return is looked at by itself, with all that it holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import lru_cache

from attrs import frozen

from youthstats.model.schemes import Scheme
from youthstats.workbook.package import Book, Cell, Merge, Sheet
from youthstats.workbook.reading.books.months import names_months
from youthstats.workbook.reading.books.period import names_years
from youthstats.workbook.reading.books.said_of import said_of
from youthstats.workbook.reading.books.signing import signed_with
from youthstats.workbook.reading.parse.numerals import NUMERAL
from youthstats.workbook.reading.sheets.figures import holds_a_figure
from youthstats.workbook.reading.sheets.foot import may_begin_foot
from youthstats.workbook.reading.sheets.found import Found
from youthstats.workbook.reading.sheets.heading import begins_heading, states_measure
from youthstats.workbook.reading.sheets.line_of_measure import other_measures
from youthstats.workbook.reading.sheets.places import Place

__all__ = ["quiet_sheets"]

_SOMEBODY = "某某"
"""What stands for whose return it is."""

_NAME = re.compile(rf"(?:(?![{NUMERAL}])[^\W\d_])+")

_FIGURES = (int, Decimal)
"""A truth value is none, though Python takes it for a number."""

_MOST_CELLS, _MOST_SIGNS = 2048, 16_384
"""What a sheet may hold to be remembered."""

_Held = tuple[tuple[Place, str | Cell | None], ...]
"""The cells of a sheet: plain words, ``None`` for the figure of an answer, else the cell as it is."""


def quiet_sheets(
    book: Book, found: Mapping[str, Found], scheme: Scheme, unit: str
) -> frozenset[str]:
    """Return the sheets of a unit's return of which :func:`said_of` has nothing to say.

    Of a sheet that is not among them it may have nothing to say either.
    """
    here: dict[str, list[Found]] = {}
    for one in found.values():
        here.setdefault(one.location.sheet, []).append(one)
    names = tuple(filter(_says_no_more, _spelled(unit, scheme)))
    looks = (_Look.of(book, name, tuple(forms), names, scheme) for name, forms in here.items())
    return frozenset(look.name for look in looks if look is not None and _is_quiet(look))


def _spelled(unit: str, scheme: Scheme) -> tuple[str, ...]:
    known = scheme.units.recognise(unit)
    return (unit,) if known is None else (known.name, *known.aliases)


@frozen
class _Look:
    """A sheet as every return of its template has it."""

    name: str
    here: tuple[Found, ...]
    held: _Held
    merges: tuple[Merge, ...]
    period: str

    @classmethod
    def of(
        cls, book: Book, name: str, here: tuple[Found, ...], names: tuple[str, ...], scheme: Scheme
    ) -> _Look | None:
        """Look at a sheet; ``None`` where returns differ in more than figures, or in what is hidden."""
        if book.values_only or any(_differs(one) for one in here):
            return None
        sheet = book.sheet(name)
        if sheet.hidden or sheet.hidden_rows or sheet.hidden_columns:
            return None
        if len(sheet.cells) > _MOST_CELLS or len(sheet.said) > _MOST_SIGNS:
            return None
        mine = frozenset[Place]().union(*(one.cells for one in here))
        held = _held(sheet, mine, names)
        return cls(name, here, held, sheet.merges, scheme.period) if held is not None else None

    @property
    def sheet(self) -> Sheet:
        return Sheet(self.name, cells=dict(_cells(self.held)), merges=self.merges)


def _differs(found: Found) -> bool:
    """Tell whether a form stands elsewhere on every return: a list is as long as it is."""
    return found.layout.form.open or found.matching.how != "names"


def _held(sheet: Sheet, mine: frozenset[Place], names: tuple[str, ...]) -> _Held | None:
    """Return what a sheet holds; ``None`` where a formula beside the answers has no result."""
    held: list[tuple[Place, str | Cell | None]] = []
    for place, cell in sheet.cells.items():
        value = cell.value
        if cell.comment is not None:
            held.append((place, cell))
        elif isinstance(value, str) and cell.formula is None:
            named = value.endswith(names) and place not in mine
            held.append((place, _unnamed(value, names) if named else value))
        elif type(value) in _FIGURES and place in mine:
            held.append((place, None))
        elif value is None:
            return None
        else:
            held.append((place, cell))
    return tuple(held)


def _unnamed(text: str, names: tuple[str, ...]) -> str:
    """Return a text without whose return it is, where it says that and what asks for it alone."""
    name = max((one for one in names if text.endswith(one)), key=len)
    before = text.removesuffix(name)
    return f"{before}{_SOMEBODY}" if not before or before.endswith(("：", ":")) else text


def _cells(held: _Held) -> Iterator[tuple[Place, Cell]]:
    for place, one in held:
        yield place, one if isinstance(one, Cell) else Cell(1 if one is None else one)


@lru_cache(maxsize=256)
def _is_quiet(look: _Look) -> bool:
    book = Book("", "", (look.sheet,))
    found = {one.layout.form.id: one for one in look.here}
    measures = other_measures(found, book)
    return not measures and not any(
        said
        for one in look.here
        for said in said_of(one, look.here, book, look.period, measures, consolidated=False)
    )


@lru_cache(maxsize=64)
def _says_no_more(name: str) -> bool:
    """Tell whether a name is read as a name wherever it stands: no figure, year, measure or foot."""
    return _NAME.fullmatch(name) is not None and not any(
        says(name)
        for says in (
            holds_a_figure,
            names_years,
            names_months,
            states_measure,
            begins_heading,
            signed_with,
            may_begin_foot,
        )
    )
