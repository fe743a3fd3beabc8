"""Sheets around whose answers stands what stood there in an earlier return, and was not worth a word.

The returns of one template differ in their answers and in whose they are. A sheet without either is
looked around once: what that comes to holds for every return that has the same. Where anything is to
be said, each return is looked at by itself, with all that it holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import lru_cache
from itertools import repeat

from attrs import frozen

from youthstats.model.schemes import Scheme
from youthstats.workbook.package import Book, Cell, Merge, Sheet
from youthstats.workbook.reading.books.months import names_months
from youthstats.workbook.reading.books.period import names_years
from youthstats.workbook.reading.books.rivals import figures_beyond
from youthstats.workbook.reading.books.said_of import said_of
from youthstats.workbook.reading.books.signing import signed_with
from youthstats.workbook.reading.parse.signs import is_blank
from youthstats.workbook.reading.sheets.figures import holds_a_figure
from youthstats.workbook.reading.sheets.foot import may_begin_foot
from youthstats.workbook.reading.sheets.found import Found
from youthstats.workbook.reading.sheets.heading import begins_heading, states_measure
from youthstats.workbook.reading.sheets.line_of_measure import other_measures
from youthstats.workbook.reading.sheets.places import Place

__all__ = ["quiet_sheets"]

_SOMEBODY = "\u3400\u3401"
"""What stands for whose return it is, and who filled it in: letters that nobody writes."""

_FIGURE = Cell(1)
_ASKS = ("：", ":")
_NAME = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_MOST_CELLS, _MOST_SIGNS, _MOST_MERGES = 2048, 16_384, 512
"""What a sheet may hold to be remembered."""

_Words = str | tuple[str, str]
"""Words that stand in a cell, with the formula that they come from."""

_Held = tuple[tuple[Place, _Words | None], ...]
"""The cells of a sheet: its words, ``None`` for a figure among the answers."""


def quiet_sheets(
    book: Book, found: Mapping[str, Found], scheme: Scheme, unit: str
) -> frozenset[str]:
    """Return the sheets of a unit's return that have no :func:`other_measures`, and nothing is said_of.

    Nor have they :func:`figures_beyond` their answers. It may be so of others as well.
    """
    here: dict[str, list[Found]] = {}
    for one in found.values():
        here.setdefault(one.location.sheet, []).append(one)
    names = _spelled(unit, scheme)
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
        if len(sheet.cells) > _MOST_CELLS or len(sheet.merges) > _MOST_MERGES:
            return None
        held = _held(sheet, here, names)
        return cls(name, here, held, sheet.merges, scheme.period) if held is not None else None

    @property
    def sheet(self) -> Sheet:
        answers = _alone(self.here)
        cells = {**dict.fromkeys(answers, _FIGURE), **dict(_cells(self.held))}
        return Sheet(self.name, cells=cells, merges=self.merges)


def _differs(found: Found) -> bool:
    """Tell whether a form stands elsewhere on every return: a list is as long as it is."""
    return found.layout.form.open or found.matching.how != "names"


def _alone(here: tuple[Found, ...]) -> frozenset[Place]:
    """Return the answers of a form that has its sheet for itself: no other table looks at them."""
    return here[0].cells if len(here) == 1 else frozenset()


def _held(sheet: Sheet, here: tuple[Found, ...], names: tuple[str, ...]) -> _Held | None:
    """Return what a sheet holds; ``None`` where that is more than words, and figures in answers.

    Of an answer that no other table looks at it is enough to know whether it is words: they are what
    stands before whatever is right of it.
    """
    mine, alone = frozenset[Place]().union(*(one.cells for one in here)), _alone(here)
    held: list[tuple[Place, _Words | None]] = []
    asked_in, signs = -1, 0
    for place, cell in sheet.cells.items():
        value, formula = cell.value, cell.formula
        if cell.comment is not None:
            return None
        if place in alone:
            if isinstance(value, str) and not is_blank(value):
                held.append((place, _SOMEBODY))
        elif isinstance(value, str):
            signs += len(value) + len(formula or "")
            if signs > _MOST_SIGNS:
                return None
            asks, said = "：" in value or ":" in value, value
            if place not in mine:
                if (value in names or place[0] == asked_in) and _says_no_more(value):
                    said = _SOMEBODY
                elif asks:
                    said = _unanswered(value)
            held.append((place, said if formula is None else (said, formula)))
            asked_in = place[0] if asks and value.endswith(_ASKS) else -1
        elif (type(value) is int or type(value) is Decimal) and place in mine:
            held.append((place, None))
        else:
            return None
    return tuple(held)


@lru_cache(maxsize=1024)
def _unanswered(text: str) -> str:
    """Return a text without a name that is all it says behind what asks for it: 填表人：何芳."""
    at = max(map(text.rfind, _ASKS)) + 1
    return f"{text[:at]}{_SOMEBODY}" if _says_no_more(text[at:]) else text


def _cells(held: _Held) -> Iterator[tuple[Place, Cell]]:
    for place, one in held:
        if one is None:
            yield place, _FIGURE
        else:
            yield place, Cell(one) if isinstance(one, str) else Cell(*one)


@lru_cache(maxsize=256)
def _is_quiet(look: _Look) -> bool:
    book = Book("", "", (look.sheet,))
    found = {one.layout.form.id: one for one in look.here}
    measures = other_measures(found, book)
    said = (
        said
        for one in look.here
        for said in said_of(one, look.here, book, look.period, measures, consolidated=False)
    )
    return not measures and not any(said) and not _beyond(look)


def _beyond(look: _Look) -> bool:
    sheet = look.sheet
    others = [[one for one in look.here if one is not found] for found in look.here]
    return any(map(figures_beyond, look.here, repeat(sheet), others))


@lru_cache(maxsize=1024)
def _says_no_more(name: str) -> bool:
    """Tell whether a name is read as a name wherever it stands: no figure, year, measure or foot.

    Whatever else :func:`said_of` looks for in words has to be named here.
    """
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
