"""Words that formulas repeat are found where they stand in the end."""

from __future__ import annotations

import re
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from youthstats.workbook.linked import At, origin, with_linked_words
from youthstats.workbook.package import Book, Cell, Sheet
from youthstats.workbook.reading.sheets.places import address

sheets = st.sampled_from(("表1", "表 二", "甲'乙"))
places = st.tuples(st.integers(0, 40), st.integers(0, 60))
runs = st.lists(st.tuples(sheets, places), min_size=2, max_size=8, unique=True)


def _reference(at: At, here: str, dollar: str) -> str:
    """Return a formula on the sheet ``here`` that repeats a cell."""
    sheet, place = at
    held = re.sub("[A-Z]+|[0-9]+", lambda found: dollar + found[0], address(place))
    quoted = sheet.replace("'", "''")
    named = "" if sheet == here else f"'{quoted}'!"
    return f"={named}{held}"


def _book(run: list[At], dollar: str, last: Cell) -> Book:
    cells: dict[str, dict[tuple[int, int], Cell]] = {"表1": {}, "表 二": {}, "甲'乙": {}}
    for (sheet, place), following in pairwise(run):
        cells[sheet][place] = Cell(formula=_reference(following, sheet, dollar))
    sheet, place = run[-1]
    cells[sheet][place] = last
    return Book("表.xlsx", "", tuple(Sheet(name, cells=held) for name, held in cells.items()))


@given(runs, st.sampled_from(("", "$")))
def test_words_are_repeated_through_any_run_of_formulas(run: list[At], dollar: str) -> None:
    """Every cell of a run says what the last one does, and keeps its formula."""
    book = with_linked_words(_book(run, dollar, Cell("税收")))
    held = {sheet.name: sheet.cells for sheet in book.sheets}
    assert ["税收"] * len(run) == [held[sheet][place].value for sheet, place in run]
    assert all(held[sheet][place].formula for sheet, place in run[:-1])


@given(runs, st.sampled_from((Cell(3), Cell(), Cell(formula='="税"&"收"'), Cell(""))))
def test_nothing_but_words_is_put_in_place(run: list[At], last: Cell) -> None:
    """Figures, blanks and what is worked out stay to be worked out."""
    book = _book(run, "", last)
    assert book == with_linked_words(book)


@given(runs)
def test_a_circle_of_formulas_leads_nowhere(run: list[At]) -> None:
    """A cell that repeats itself in the end says nothing."""
    sheet, _ = run[-1]
    book = _book(run, "", Cell(formula=_reference(run[0], sheet, "")))
    assert book == with_linked_words(book)
    assert origin(run[0], lambda at: _reference(at, at[0], "")) is None
