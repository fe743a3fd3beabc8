"""The parts of localising one by one: bounds, whole numbers, limits that are reached and said."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import islice, product

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

import youthstats as ys
from tests.editing.arranged import BLANK, UNIT, asked, counts
from youthstats.editing.bounding import (
    Bound,
    IntractableError,
    Range,
    Rational,
    extent_of,
    nearest_in,
    whole_range,
)
from youthstats.editing.localising import covering, locating, milp, pieces, regions, solving
from youthstats.editing.localising.atoms import Atom
from youthstats.editing.localising.locating import systems_of
from youthstats.editing.localising.system import Column, Place, Row, System
from youthstats.editing.repairing.causes import distance
from youthstats.model.cellrefs import CellRef
from youthstats.model.edits import Severity
from youthstats.model.findings import Suspect


def system_over(filed: ys.Filed) -> System:
    return next(iter(systems_of(ys.check(filed), lambda form, item: 1)))


@pytest.mark.parametrize(
    ("extent", "now", "nearest"),
    [
        (Range(None, None), 5, 5),
        (Range(3, 9), 5, 5),
        (Range(7, 9), 5, 7),
        (Range(1, 3), 5, 3),
        (Range(5, 7, low_open=True), 5, 6),
        (Range(5, None, low_open=True), 5, 6),
        (Range(3, 5, high_open=True), 5, 4),
        (Range(None, 5, high_open=True), 5, 4),
        (Range(5, 6, low_open=True), 5, Fraction(11, 2)),
    ],
)
def test_the_nearest_value_of_a_range(extent: Range, now: int, nearest: Fraction) -> None:
    """The figure in hand where it lies within, else the end, else a value inside an open end."""
    assert nearest == nearest_in(extent, now)


def test_a_range_is_drawn_in_to_whole_numbers() -> None:
    """Open ends that are whole are left out; a range without ends stays as it is."""
    assert Range(4, 4) == whole_range(Range(3, 5, low_open=True, high_open=True), must=True)
    assert Range(1, 2) == whole_range(Range(Fraction(1, 2), Fraction(5, 2)), must=True)
    assert Range(None, None) == whole_range(Range(None, None), must=True)
    assert Range(Fraction(1, 2), 1) == whole_range(Range(Fraction(1, 2), 1), must=False)


def test_projecting_too_many_bounds_is_given_up() -> None:
    """Every upper end meets every lower one; beyond a limit nobody waits for it."""
    upper = [Bound((1, n), "<=", n) for n in range(1, 30)]
    lower = [Bound((-1, -n), "<=", 2 * n) for n in range(1, 30)]
    with pytest.raises(IntractableError):
        extent_of([*upper, *lower], 1)


def test_nothing_bounds_what_has_no_bounds() -> None:
    """And a contradiction leaves nothing."""
    assert Range(None, None) == extent_of([], 0)
    assert extent_of([Bound((1,), "<=", 1), Bound((-1,), "<", -1)], 0) is None
    assert extent_of([Bound((0,), "<", 0)], 0) is None


def test_no_whole_number_between_thirds() -> None:
    """1 < 3a < 2 has no whole solution, and no explanation."""
    suspects = ys.localise(ys.check(counts(["3 * a > 1", "3 * a < 2"], a=5)))
    assert ["impossible"] == [block.status for block in suspects]


HALVES = [Fraction(number, 2) for number in range(-8, 9)]


@given(
    figures=st.lists(st.booleans(), min_size=1, max_size=2),
    rows=st.lists(
        st.tuples(st.tuples(*[st.integers(-3, 3)] * 2), st.sampled_from(["<", "<=", "="])),
        max_size=3,
    ),
    data=st.data(),
)
def test_a_region_is_empty_only_where_nothing_fits(
    figures: list[bool],
    rows: list[tuple[tuple[int, int], str]],
    data: st.DataObject,
) -> None:
    """What was drawn to fit is not lost, and the point given satisfies every bound."""
    limits = data.draw(st.lists(st.integers(-6, 6), min_size=len(rows), max_size=len(rows)))
    many = len(figures)
    bounds = [
        Bound(sizes[:many], relation, limit)
        for (sizes, relation), limit in zip(rows, limits, strict=True)
    ]
    ends = [Bound(tuple(int(at == n) for at in range(many)), "<=", 4) for n in range(many)]
    ends += [evolve(one, sizes=tuple(-size for size in one.sizes)) for one in ends]
    found = regions.region([regions.Cell(whole, None, 1) for whole in figures], [*bounds, *ends])
    points = product(*([n for n in HALVES if n.denominator == 1 or not w] for w in figures))
    if found is None:
        assert not any(fits(point, [*bounds, *ends]) for point in points)
    else:
        assert fits(found.point, [*bounds, *ends])
        assert all(
            value.denominator == 1
            for value, whole in zip(found.point, figures, strict=True)
            if whole
        )


def fits(point: Sequence[Rational], bounds: Sequence[Bound]) -> bool:
    for bound in bounds:
        total = sum(size * value for size, value in zip(bound.sizes, point, strict=True))
        if not Bound((), bound.relation, bound.limit - total).stands:
            return False
    return True


def test_a_range_without_a_whole_number_has_none_to_try() -> None:
    """Between a third and two thirds there is nothing to count, whatever stands there now."""
    between = [Bound((3,), "<=", 2), Bound((-3,), "<=", -1)]
    assert None is regions.region([regions.Cell(True, 0, 5)], between)
    assert [] == list(
        regions._choices(Range(Fraction(1, 3), Fraction(2, 3)), 5, {}, [True], 0, last=True)
    )


def test_whole_numbers_are_tried_as_far_as_they_differ() -> None:
    """A range is left when it ends; one without an end when the limit is reached."""
    near = regions._choices(Range(0, 3), 1, {}, [True], 0, last=False)
    assert [1, 0, 2, 3] == list(near)
    assert [1] == list(regions._choices(Range(0, 3), 1, {}, [True], 0, last=True))
    endless = regions._choices(Range(None, None), 1, {}, [True], 0, last=False)
    assert 3999 == len(list(islice(endless, 3999)))
    with pytest.raises(IntractableError):
        next(endless)


def test_whole_figures_that_depend_on_each_other_are_found() -> None:
    """2a = 3b with a above 4: the first that fit are 6 and 4."""
    filed = counts(["2 * a = 3 * b", "a > 4", "b > 2"], a=1, b=1)
    (block,) = ys.localise(ys.check(filed))
    assert [{"a", "b"}] == [{s.cell.item for s in one} for one in block.explanations]


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """Localising without programming."""
    monkeypatch.setattr(locating, "available", lambda: False)
    return monkeypatch


def test_too_many_ways_to_meet_conditions_are_given_up(alone: pytest.MonkeyPatch) -> None:
    """The block says so; it is not called unexplained."""
    alone.setattr(solving, "MOST_WAYS", 0)
    (block,) = ys.localise(ys.check(counts(["a = b"], a=1, b=2)))
    assert ("gave_up", ()) == (block.status, block.explanations)


def test_too_many_choices_of_free_figures_are_given_up(alone: pytest.MonkeyPatch) -> None:
    """However many figures are free, the choices tried are counted together."""
    alone.setattr(regions, "MOST_POINTS", 0)
    (block,) = ys.localise(ys.check(counts(["a <= 3"], a=7)))
    assert "gave_up" == block.status


def test_too_many_explanations_are_cut_and_said(alone: pytest.MonkeyPatch) -> None:
    """What is kept is a part of the ties, so the block is not complete."""
    alone.setattr(covering, "MOST_EXPLANATIONS", 1)
    filed = counts(["a + b + c = t"], a=1, b=2, c=3, t=9)
    (block,) = ys.localise(ys.check(filed))
    assert ("ties", 1) == (block.status, len(block.explanations))


def test_a_set_too_hard_to_solve_says_nothing_of_other_blocks(alone: pytest.MonkeyPatch) -> None:
    """What it would have mended is not known; another block is found all the same."""

    def partly(system: System, cells: tuple[int, ...]) -> solving.Fit | None:
        if system.columns[cells[0]].place.item in "ab":
            raise IntractableError
        return solving.fit(system, cells)

    alone.setattr(pieces, "fit", partly)
    suspects = ys.localise(ys.check(counts(["a = b", "x = y"], a=1, b=2, x=3, y=4)))
    assert {"X.e0": "gave_up", "X.e1": "found"} == {b.findings[0].rule: b.status for b in suspects}


def test_a_set_too_hard_to_solve_is_said(alone: pytest.MonkeyPatch) -> None:
    """Whether it would have done is not known."""

    def intractable(*_: object) -> None:
        raise IntractableError

    alone.setattr(pieces, "fit", intractable)
    (block,) = ys.localise(ys.check(counts(["a = b"], a=1, b=2)))
    assert "gave_up" == block.status


def test_a_dearer_set_proposed_first_is_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    """Floats may put two cells before one; what counts in the end is the cheapest."""
    system = system_over(counts(["a + b = t"], a=1, b=2, t=4))
    proposed = iter([((0, 1), True), ((2,), True), ((0, 1), True)])
    monkeypatch.setattr(milp._Program, "next", lambda self: next(proposed))
    optima = milp.sets_by_milp(system)
    assert [(2,)] == [one.cells for one in optima.sets]


def test_sets_that_were_only_begun_count_too(alone: pytest.MonkeyPatch) -> None:
    """Most are given up before they are whole; they cost time all the same."""
    alone.setattr(pieces, "BEGUN", 0)
    (block,) = ys.localise(ys.check(counts(["a = b"], a=1, b=2)))
    assert ("gave_up", (), {}) == (block.status, block.explanations, block.tried)


def test_three_slips_in_a_long_table_need_few_sets() -> None:
    """Of 100 rows and 18 columns: the last cell of a piece has to close all that is open."""
    rows, columns = 100, 18
    cells = tuple(Column(Place("U", "T", f"x{n}", None)) for n in range(rows * columns))
    lines = [range(r * columns, (r + 1) * columns) for r in range(rows)]
    lines += [range(c, rows * columns, columns) for c in range(columns)]
    balances = []
    for number, line in enumerate(lines):
        atom = Atom((*((cell, 1) for cell in line[:-1]), (line[-1], -1)), 0, "=")
        balances.append(Row(f"e{number}", "U", None, Severity.HARD, "", alternatives=((atom,),)))
    values = [0] * len(cells)
    for cell, wrong in ((20, 5), (400, 7), (900, 11)):
        values[cell] = wrong
    parts, hunt = covering.parts_of(System(cells, tuple(balances), values), budget=20_000)
    assert {"found"} == {part.status for part in parts}
    assert {20, 400, 900} == {
        piece.cells[0] for part in parts for one in part.explanations for piece in one
    }
    assert not hunt.unknown


def test_one_system_holds_other_figures() -> None:
    """The shape is worked out once; residuals and failures are those of the figures in hand."""
    system = system_over(counts(["a + b = t"], a=1, b=2, t=4))
    other = system.holding([1, 2, 3], {})
    assert ((0,), ()) == (system.failed, other.failed)
    assert other.shape is system.shape


def test_a_block_that_is_explained_is_shown_with_its_ranks() -> None:
    """Edits first, then the explanations; no word of giving up."""
    (block,) = ys.localise(ys.check(counts(["a = b"], a=16, b=61)))
    assert (
        "U X.e0\n  1. a: 16 → 61 (digits transposed)\n  1. b: 61 → 16 (digits transposed)"
        == block.shown("en")
    )


def test_a_suspect_is_placed_by_sheet_and_address() -> None:
    """Where there is a workbook; else by its item, and its line where there are several."""
    cell = CellRef("U.xlsx", "表一", "F6", "T1", "total", None, "U", 17)
    assert "表一!F6: 17 → 16 (one digit)" == Suspect(cell, 16, "digit").shown("en")
    listed = CellRef("", None, None, "T3", "funds", "primary", "U", 5)
    assert "funds[primary]：5 → 6（一位数字）" == Suspect(listed, 6, "digit").shown("zh")
    assert "the edits do not bound it" in Suspect(listed, None).shown("en")
    assert "anything up to 3" in Suspect(listed, None, high=3).shown("en")


def test_the_distance_to_nothing_is_all_that_is_written() -> None:
    """Two digits were left out."""
    assert 2 == distance(BLANK, 12)


def test_gaps_follow_from_edits_across_forms_too() -> None:
    """Of the forms that were filed; a form that was not leaves its edits out."""
    forms = [
        ys.define_form(
            id=id,
            label=id,
            title=id,
            items=[asked("a"), asked("b")],
            rows=ys.units(),
            columns=ys.items(),
            blank="missing",
        )
        for id in ("X", "Y", "Z")
    ]
    scheme = ys.define_scheme(
        id="x",
        title="x",
        period="1",
        forms=forms,
        units=ys.Hierarchy((ys.Unit(UNIT),)),
        edits=[ys.hard("same", "X.a = Y.a + 1", "X.a = Y.a + 1")],
    )
    records = {
        "X": ys.Record.of(forms[0], {("a", None): 8, ("b", None): 1}),
        "Y": ys.Record.of(forms[1], {("b", None): 2}),
    }
    (one,) = ys.deduce(ys.Filed.of(scheme, [ys.Return(UNIT, records)]))
    assert ("Y", "a", 7, ("x.same",)) == (one.cell.form, one.cell.item, one.to, one.rules)
