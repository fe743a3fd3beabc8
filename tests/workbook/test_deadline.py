"""The time one file may take, after it was opened."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import count
from pathlib import Path

import openpyxl
import pytest

import youthstats as ys
from tests.workbook.many import (
    FORM,
    HEAD,
    NAMES,
    SCHEME,
    TOP,
    but,
    copies,
    formulas,
    full,
    sheet,
)
from youthstats.layout.layouts import return_layout
from youthstats.model.returns import Record
from youthstats.workbook.names import Identity
from youthstats.workbook.package import Book, Cell, Limits, Merge, Sheet, UnopenableError
from youthstats.workbook.reading.answers.fill import fill_return
from youthstats.workbook.reading.answers.formula_review import review_formulas
from youthstats.workbook.reading.answers.over_texts import over_texts
from youthstats.workbook.reading.books.asides import asides
from youthstats.workbook.reading.books.bearing import bears
from youthstats.workbook.reading.books.finding import find_forms
from youthstats.workbook.reading.books.rivals import rivals
from youthstats.workbook.reading.books.unit import named_unit, unit_of
from youthstats.workbook.reading.sheets import deadline
from youthstats.workbook.reading.sheets.axis_search import find_leaves
from youthstats.workbook.reading.sheets.entries import answer_rows
from youthstats.workbook.reading.sheets.evaluate import evaluate
from youthstats.workbook.reading.sheets.found import Found
from youthstats.workbook.reading.sheets.heading import answer_to, measures_said
from youthstats.workbook.reading.sheets.labels import LONGEST_LABEL, SheetView, folded
from youthstats.workbook.reading.sheets.locate import Sought, locate

RETURNS = Path(__file__).parents[2] / "examples" / "2009" / "returns"
MANY = 100


def test_a_search_that_takes_too_long_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file whose labels cannot be searched in time gets a status that names the limit."""
    given = openpyxl.load_workbook(RETURNS / "嘉善县.xlsx")
    for name in list(given.defined_names):
        del given.defined_names[name]
    given.save(tmp_path / "嘉善县.xlsx")
    monkeypatch.setattr(deadline, "Limits", lambda: Limits(seconds=0))
    (file,) = ys.read(tmp_path, ys.load_scheme("youth_league_2009")).files
    assert ("unreadable", "file.too_large") == (file.status, file.reason)
    assert "seconds" == file.facts["setting"]


def found(on: Sheet) -> Found:
    one = locate(FORM, on, Sought(Book("", "", (on,)), SCHEME, NAMES))
    assert one is not None
    return one


def on_one(cells: dict[tuple[int, int], Cell], *merges: Merge) -> tuple[Book, Sheet, Found]:
    """Return a workbook of the list alone, its sheet, and the list found on it."""
    only = sheet(cells, merges)
    return Book("甲区.xlsx", "", (only,)), only, found(only)


def beside_others(*others: Sheet) -> tuple[Book, dict[str, Found], dict[str, Record]]:
    """Return a workbook that holds more than the list, with the list as it was found and read."""
    given, only, one = on_one(full(3))
    record, _ = fill_return(one, only, given)
    return Book("甲区.xlsx", "", (only, *others)), {"L": one}, {"L": record}


def texts(row: int) -> dict[tuple[int, int], Cell]:
    return {(row, 9 + at): Cell(f"字{at}") for at in range(MANY)}


Work = Callable[[], object]


def _lines() -> Work:
    given, only, one = on_one(but(0, full(MANY)))
    return lambda: fill_return(one, only, given)


def _blocks() -> Work:
    given, _, one = on_one(full(3), *(Merge(9 + at, 20, 9 + at, 21) for at in range(MANY)))
    return lambda: list(asides(given, SCHEME, {"L": one}, consolidated=False, measures={}))


def _anchors() -> Work:
    merges = (Merge(TOP + at, 9, TOP + at, 10) for at in range(MANY))
    view = SheetView(sheet(full(3), tuple(merges)))
    return lambda: view.anchors


def _reviewed() -> Work:
    given, only, one = on_one(formulas(MANY, "=D{0}+C{0}"))
    record, _ = fill_return(one, only, given)
    return lambda: review_formulas("L", {"L": one}, record, given, {}, from_template=False)


def _recalculated() -> Work:
    given, only, one = on_one(formulas(MANY, "=SUM(C{0}:D{0})"))
    record, _ = fill_return(one, only, given)
    return lambda: over_texts(given, {"L": one}, {"L": record})


def _chain() -> Work:
    cells = {(at, 0): Cell(formula="=1") for at in range(MANY)}
    given = Book("", "", (Sheet("x", cells=cells),))
    return lambda: evaluate(given, "x", f"=SUM(A1:A{MANY})")


def _condition() -> Work:
    cells = {(at, 0): Cell("甲") for at in range(MANY)}
    given = Book("", "", (Sheet("x", cells=cells),))
    return lambda: evaluate(given, "x", f'=COUNTIF(A1:A{MANY},"*甲*")')


def _rows() -> Work:
    only = sheet(full(MANY))
    one, given = found(only), Book("", "", (only,))
    return lambda: answer_rows(one.layout, given, only, one.location.columns, TOP)


def _sheets_not_read() -> Work:
    given, there, _ = beside_others(*copies(MANY, {(0, 0): Cell(5)}))
    return lambda: list(asides(given, SCHEME, there, consolidated=False, measures={}))


def _rivals() -> Work:
    given, there, records = beside_others(*copies(MANY, {(0, 0): Cell(5)}))
    return lambda: list(rivals(given, there, records, Sought(given, SCHEME, NAMES)))


def _forms() -> Work:
    given = Book("甲区.xlsx", "", copies(MANY, {(0, 0): Cell(5)}))
    return lambda: find_forms(given, SCHEME, NAMES, Identity(None, None, None, None, None))


def _leaves() -> Work:
    columns = return_layout(FORM, 3).columns
    view = SheetView(sheet({(9 + at, 9): Cell("总人数") for at in range(MANY)}))
    assert view.texts
    return lambda: find_leaves(columns, view, NAMES, {})


def _unit_asked() -> Work:
    given = Book("甲区.xlsx", "", copies(MANY, {(0, 0): Cell(5)}))
    return lambda: named_unit(given, SCHEME)


def _headings() -> Work:
    given, _, one = on_one(full(3) | texts(0))
    return lambda: unit_of(given, {"L": one}, SCHEME)


def _on(work: Callable[[Sheet], object]) -> Callable[[], Work]:
    return lambda: lambda: work(Sheet("x", cells=HEAD | full(3) | texts(0) | texts(2)))


def _measures() -> Work:
    asking = {place: Cell(f"计量单位：第{place[1]}种") for place in texts(0)}
    only = Sheet("x", cells=asking)
    return lambda: list(measures_said(Book("", "", (only,)), only, range(3, 9)))


WORKS: Mapping[str, Callable[[], Work]] = {
    "the lines of a list": _lines,
    "the rows under a heading": _rows,
    "merged blocks": _blocks,
    "merged blocks that cover labels": _anchors,
    "formulas reviewed": _reviewed,
    "formulas added up again": _recalculated,
    "formulas a formula refers to": _chain,
    "cells that may meet a condition": _condition,
    "sheets not read": _sheets_not_read,
    "sheets that may hold a form": _forms,
    "sheets that may hold a form again": _rivals,
    "sheets that may name the unit": _unit_asked,
    "headings": _headings,
    "labels": _on(lambda on: SheetView(on).texts),
    "places of one label": _leaves,
    "labels above a column": _on(lambda on: list(SheetView(on).upwards(MANY, 0, MANY))),
    "texts that may be asked for": _on(lambda on: answer_to(Book("", "", (on,)), on, "填报")),
    "texts that ask for a measure": _measures,
    "texts that may be a title": lambda: lambda: bears(Sheet("x", cells=texts(0)), FORM, SCHEME),
    "long texts": lambda: lambda: [folded("长" * (LONGEST_LABEL + 1)) for _ in range(MANY)],
}
"""What a file may hold any number of, and the work on a hundred of it."""


@pytest.mark.parametrize("what", WORKS)
def test_the_limit_ends_the_work_in_its_midst(what: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many there are, the time is looked at for each: here looking is all that takes time."""
    work = WORKS[what]()
    monkeypatch.setattr(deadline, "monotonic", count().__next__)
    monkeypatch.setattr(deadline, "Limits", lambda: Limits(seconds=MANY // 2))
    with deadline.for_one_file(), pytest.raises(UnopenableError) as raised:
        work()
    assert "seconds" == raised.value.facts["setting"]
