"""Marks: what they rest on, and what they do not."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest
from attrs import evolve

import youthstats as ys
from youthstats.model.cellrefs import CellRef
from youthstats.model.edits import Severity
from youthstats.model.items import Item, Kind
from youthstats.model.marks import marks_of
from youthstats.model.returns import Filed, ReadingNote
from youthstats.model.values import Inexact, Missing, Value

SCHEME = ys.load_scheme("youth_league_2009")
NOBODY = Filed.of(SCHEME, ())
CELL = CellRef("a.xlsx", "表一", "F6", "T1", "total", None, "嘉善县", 17)
OTHER = evolve(CELL, unit="海宁市", value=3)
FINDING = ys.Finding("edit_failure", Severity.SOFT, "嘉善县", rule="T1.x", cells=(CELL, OTHER))


def mark(finding: ys.Finding) -> str:
    (made,) = marks_of([finding], NOBODY)
    return made


def test_a_mark_is_no_number_and_no_date() -> None:
    """A spreadsheet program leaves it as it is when it is typed again."""
    assert re.fullmatch(r"#[0-9a-f]{10}", mark(FINDING))


@pytest.mark.parametrize(
    "same",
    [
        evolve(FINDING, cells=(evolve(CELL, file="b.xlsx", sheet="x", address="H9"), OTHER)),
        evolve(FINDING, cells=(evolve(CELL, value=Decimal("17.0")), OTHER)),
        evolve(FINDING, cells=(CELL, evolve(OTHER, value=4))),
        evolve(FINDING, explanation="属实", severity=Severity.HARD),
        evolve(FINDING, right=3, imbalance=14, facts={"here": "a.xlsx"}, file="b.xlsx"),
    ],
)
def test_what_a_mark_does_not_rest_on(same: ys.Finding) -> None:
    """Places, files, other units' figures and what is worked out from them change no mark."""
    assert mark(FINDING) == mark(same)


@pytest.mark.parametrize(
    "value",
    [
        16,
        0,
        Missing.BLANK,
        Missing.UNREADABLE,
        Inexact(Decimal(17), Decimal("16.5"), Decimal("17.5")),
    ],
)
def test_a_mark_rests_on_the_figure(value: Value) -> None:
    """Another figure, none, or the same less precisely: another mark."""
    assert mark(FINDING) != mark(evolve(FINDING, cells=(evolve(CELL, value=value), OTHER)))


@pytest.mark.parametrize(
    "other",
    [
        evolve(FINDING, code="approximate_figure"),
        evolve(FINDING, rule="T1.y"),
        evolve(FINDING, unit="海宁市"),
        evolve(FINDING, cells=(evolve(CELL, item="posts"), OTHER)),
        evolve(FINDING, cells=(evolve(CELL, line="primary"), OTHER)),
        evolve(FINDING, cells=(CELL,)),
        evolve(FINDING, facts={"why": ReadingNote("reading.x", "T1", "x", None, "17-18", 17)}),
    ],
)
def test_a_mark_rests_on_what_a_finding_is_about(other: ys.Finding) -> None:
    """Rule, unit, answers, and of what could not be read what stood there."""
    assert mark(FINDING) != mark(other)


def test_without_cells_the_facts_tell_findings_apart() -> None:
    """Two forms left out are two findings."""
    without = [
        ys.Finding("form_missing", Severity.HARD, "嘉善县", rule="missing", facts={"form": form})
        for form in ("表一", "表二")
    ]
    first, second = marks_of(without, NOBODY)
    assert first != second


def test_findings_of_equal_content_have_marks_of_their_own() -> None:
    """Two entries of a list alike in everything are told apart by their order."""
    first, second = marks_of([FINDING, FINDING], NOBODY)
    assert (mark(FINDING), True) == (first, first != second)


def test_an_entry_of_a_list_is_known_by_what_identifies_it() -> None:
    """Its place in the list is no part of its mark, its name is."""
    path = Path(__file__).parents[2] / "examples" / "2009" / "returns" / "平湖市.xlsx"
    one = ys.read(path, SCHEME)["平湖市"]
    (finding,) = (f for f in ys.check(Filed.of(SCHEME, [one])) if f.form == "T4")
    record = one.records["T4"]
    twice = ys.Record(record.form, (0, 1), (*record.rows[:1], *record.rows[:1]))
    both = Filed.of(SCHEME, [evolve(one, records={**one.records, "T4": twice})])
    later = evolve(finding, cells=tuple(evolve(cell, line=1) for cell in finding.cells))
    assert marks_of([finding], both) == marks_of([later], both)
    renamed = twice.replacing({("project", 1): "另一个项目"})
    other = Filed.of(SCHEME, [evolve(one, records={**one.records, "T4": renamed})])
    assert marks_of([finding], other) != marks_of([later], other)


def test_an_entry_that_is_not_there_is_known_by_its_place() -> None:
    """Of a list nobody filed, or shorter than was said, nothing else tells."""
    cell = evolve(CELL, form="T4", item="planned", line=1)
    finding = evolve(FINDING, cells=(cell,), form="T4", line=1)
    other = evolve(finding, cells=(evolve(cell, line=2),))
    empty = ys.Record.empty(SCHEME.form("T4"))
    for records in ({}, {"T4": empty}):
        filed = Filed.of(SCHEME, [ys.Return("嘉善县", records)])
        assert marks_of([finding], filed) == marks_of([finding], NOBODY)
        assert marks_of([finding], filed) != marks_of([other], filed)


@pytest.mark.parametrize(
    ("kind", "places", "typed", "worth", "same"),
    [
        (Kind.MONEY, 2, "0.33", "0.3333333333333333", True),
        (Kind.MONEY, 2, "0.33", "0.34", False),
        (Kind.MONEY, None, "0.33", "0.333", False),
        (Kind.SHARE, 1, "0.333", "0.3333333333333333", True),
        (Kind.SHARE, 1, "0.333", "0.334", False),
    ],
)
def test_a_mark_rests_on_a_figure_as_it_is_shown(
    kind: Kind, places: int | None, typed: str, worth: str, same: bool
) -> None:
    """What was typed as it is shown may come back as a formula that is worth a little more."""
    item = Item("rate", kind, "率", places=places)
    form = ys.define_form(
        id="F", label="表", title="表", items=[item], rows=ys.items(), columns=ys.answer("数")
    )
    scheme = ys.define_scheme(
        id="S", title="制度", period="2009年", forms=[form], units=SCHEME.units
    )
    cell = CellRef("a.xlsx", "表", "B2", "F", "rate", None, "嘉善县", Decimal(typed), kind)
    before = evolve(FINDING, cells=(cell,))
    after = evolve(FINDING, cells=(evolve(cell, value=Decimal(worth)),))
    filed = Filed.of(scheme, ())
    assert same == (marks_of([before], filed) == marks_of([after], filed))
