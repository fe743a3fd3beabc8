"""What stands around the answers is looked at once for returns alike: nothing is missed by that."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

import youthstats as ys
from youthstats.model.asides import Aside
from youthstats.workbook.names import identity
from youthstats.workbook.package import Book, Cell, CellError, CellValue, open_book
from youthstats.workbook.reading.books import interpret as interpreting
from youthstats.workbook.reading.books.finding import find_forms
from youthstats.workbook.reading.books.quiet import _is_quiet, quiet_sheets
from youthstats.workbook.reading.books.refused import RefusedError
from youthstats.workbook.reading.books.unit import unit_spellings

RETURNS = Path(__file__).parents[2] / "examples" / "2009" / "returns"
UNIT = "嘉善县"
RETURN = open_book(RETURNS / f"{UNIT}.xlsx")
NAMES = (
    *(
        "某县",
        "备注村",
        "填表人乡",
        "万元镇",
        "三月镇",
        "二〇〇八年区",
        "2008新区",
        "第36中学",
        "合计",
    ),
    *("单位：元", "日期", "十佳街道", "注册区", "全市", "North", "a b", "元", "说明"),
    *("三里屯街道", "5公里村", "36中学", "五里牌", "一中", "八", "12", "0573-82080000", "①组"),
)
"""Units whose names may be taken for something else."""

SCHEME = evolve(
    ys.load_scheme("youth_league_2009"),
    units=ys.Hierarchy((*(ys.Unit(name, "总部") for name in (*NAMES, UNIT)), ys.Unit("总部"))),
)
SPELLED = unit_spellings(SCHEME)

Place = tuple[int, int]

noise = st.dictionaries(
    st.tuples(st.integers(0, 14), st.integers(0, 12)),
    st.one_of(
        st.integers(0, 3000).map(Cell),
        st.sampled_from(
            ("备注：略", "2008年", "单位：万元", "三月", "约30", "日期：", "说明", "x")
        ).map(Cell),
        st.sampled_from(NAMES).map(Cell),
        st.just(Cell(5, comment="请核")),
        st.sampled_from(
            [Cell(True), Cell(Decimal("1.5")), Cell(date(2009, 1, 2)), Cell(CellError("#N/A"))]
        ),
        st.just(Cell(7, formula="=1+6")),
        st.just(Cell(None, formula="=1+6")),
        st.none(),
    ),
    max_size=6,
)
"""What stands in some cells; ``None`` where nothing does."""


def called(book: Book, name: str) -> Book:
    """Return the workbook as one of another unit."""

    def renamed(cell: Cell) -> Cell:
        return evolve(cell, value=name) if cell.value == UNIT else cell

    sheets = (
        evolve(sheet, cells={at: renamed(cell) for at, cell in sheet.cells.items()})
        for sheet in book.sheets
    )
    return evolve(book, path=f"{name}.xlsx", sheets=tuple(sheets))


def put(book: Book, more: Mapping[str, Mapping[Place, Cell | None]]) -> Book:
    """Return the workbook with some cells more, or others, or without some."""
    sheets = []
    for sheet in book.sheets:
        cells = {**sheet.cells, **more.get(sheet.name, {})}
        held = {place: cell for place, cell in cells.items() if cell is not None}
        sheets.append(evolve(sheet, cells=held))
    return evolve(book, sheets=tuple(sheets))


def said(book: Book) -> tuple[Aside, ...] | str:
    """Return all that is said of a workbook, or why it is none of the scheme's."""
    try:
        (one,) = interpreting.interpret(book, SCHEME, SPELLED)
    except RefusedError as error:
        return error.reason
    return one.asides


def quiet(book: Book, unit: str = UNIT) -> frozenset[str]:
    found = find_forms(book, SCHEME, SPELLED, identity(book.names))
    return quiet_sheets(book, found, SCHEME, unit)


@given(
    name=st.sampled_from((UNIT, *NAMES)),
    more=st.dictionaries(st.sampled_from([sheet.name for sheet in RETURN.sheets]), noise),
)
def test_what_is_said_is_the_same(name: str, more: dict[str, dict[Place, Cell | None]]) -> None:
    """Whoever files and whatever stands beside the answers: as if every sheet were looked at in full."""
    book = put(called(RETURN, name), more)
    at_once = said(book)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(interpreting, "quiet_sheets", lambda *_: frozenset())
        in_full = said(book)
    assert in_full == at_once


ALIKE = (
    *(
        (True, 1),
        (False, 0),
        (1, Decimal("1.0")),
        (CellError("#N/A"), "#N/A"),
        (date(2008, 1, 1), 5),
    ),
    *(("填表人：何芳", "填表人：12"), ("填表人：何芳", "日期：三月"), ("审核：何芳", "审核：说明")),
    *(("日期：", "日期"), ("填表人：36中学", "填表人：36人"), (None, 3), (None, "日期"), ("略", 3)),
    *(("单位：个", "单位：万元"), ("何芳", "36"), ("说明", "何芳"), ("填表人：", "填表人：备注")),
)
"""What may stand in the same cell of two returns, and is not the same."""


@given(
    st.dictionaries(st.tuples(st.integers(0, 12), st.integers(0, 10)), st.sampled_from(ALIKE)),
    st.sampled_from([sheet.name for sheet in RETURN.sheets]),
    st.booleans(),
)
def test_what_was_read_before_makes_no_difference(
    more: dict[Place, tuple[CellValue, CellValue]], sheet: str, swapped: bool
) -> None:
    """Of two returns that are nearly alike each is told what it would be if read alone."""
    first, second = (
        put(RETURN, {sheet: {at: Cell(pair[which]) for at, pair in more.items()}})
        for which in (swapped, not swapped)
    )
    _is_quiet.cache_clear()
    alone = said(second)
    _is_quiet.cache_clear()
    said(first)
    assert alone == said(second)


def test_returns_alike_are_looked_at_once() -> None:
    """Of a clean return every sheet is quiet, but for that of a list and hidden ones."""
    lists = {form.sheet or form.label for form in SCHEME.forms if form.open}
    assert {sheet.name for sheet in RETURN.sheets} - lists == quiet(RETURN)
    hidden = [evolve(sheet, hidden_rows=frozenset({3})) for sheet in RETURN.sheets]
    assert set() == quiet(evolve(RETURN, sheets=tuple(hidden)))


@pytest.mark.parametrize(
    "more",
    [
        {(40, at): Cell(" ") for at in range(2048)},
        {(40, 0): Cell("字" * 16_385)},
        {(40, 0): Cell("", formula="=A1" + "+A1" * 8000)},
    ],
)
def test_no_large_sheet_is_remembered(more: dict[Place, Cell]) -> None:
    """Of many cells and long texts none are kept for the next return."""
    name = RETURN.sheets[0].name
    assert name in quiet(RETURN)
    held = _is_quiet.cache_info().currsize
    assert name not in quiet(put(RETURN, {name: more}))
    assert held == _is_quiet.cache_info().currsize


def test_whose_they_are_makes_no_difference() -> None:
    """Another unit's return, and what somebody else signed, is known by the first one's."""
    signed = {sheet.name: {(30, 0): Cell("填表人：何芳")} for sheet in RETURN.sheets}
    quiet(RETURN)
    quiet(put(RETURN, signed))
    before = _is_quiet.cache_info().hits
    for name in ("某县", "North"):
        assert quiet(RETURN) == quiet(called(RETURN, name), name)
        resigned = {sheet: {(30, 0): Cell(f"填表人：{name}")} for sheet in signed}
        assert quiet(put(RETURN, signed)) == quiet(put(RETURN, resigned))
    assert len(quiet(RETURN)) * 4 <= _is_quiet.cache_info().hits - before


@pytest.mark.parametrize("beyond", [(2, 0), (0, 2)])
def test_a_figure_in_words_beyond_the_answers_is_looked_at(beyond: Place) -> None:
    """The form may be filled in once more there: its sheet is not quiet, though none before it was."""
    found = find_forms(RETURN, SCHEME, SPELLED, identity(RETURN.names)).values()
    alone = [one for one in found if one.location.sheet in quiet(RETURN)]
    assert alone
    for one in alone:
        place = (one.bottom + beyond[0], one.right + beyond[1])
        marked = put(RETURN, {one.location.sheet: {place: Cell("12")}})
        assert one.location.sheet not in quiet(marked)
