"""Records, the returns they came in, and where each figure stood."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from youthstats.errors import DefinitionError
from youthstats.layout.layouts import report_layout, return_layout
from youthstats.loading import load_scheme
from youthstats.model.axes import categories, items
from youthstats.model.columns import column_letters
from youthstats.model.forms import Form, define_form
from youthstats.model.items import Category, Item, Kind
from youthstats.model.locations import Location, Slots
from youthstats.model.recording import record
from youthstats.model.returns import Filed, FileReport, Record, Return
from youthstats.model.values import Missing, Value
from youthstats.schemes.youth_league_2009 import (
    ActivityVenue,
    CareForPoorFamilies,
    InternshipBases,
)
from youthstats.strategies import filed, forms, records, schemes

SCHEME = load_scheme("youth_league_2009")
T1, T3, T4, T5 = (SCHEME.form(name) for name in ("T1", "T3", "T4", "T5"))
drawn_records = forms().flatmap(records)
# A constructor with all its keywords optional is more than type checkers can be told.
make_bases: Any = InternshipBases
make_care: Any = CareForPoorFamilies
make_venue: Any = ActivityVenue


# ------------------------------------------------------------------------------ records


@given(drawn_records)
def test_a_record_is_its_values(drawn: Record) -> None:
    """A record is rebuilt from its values by item and line, which are all its answers."""
    assert drawn == Record.of(drawn.form, drawn.values)
    lines = len(drawn.keys) + bool(drawn.total)
    assert lines * len(drawn.form.items) == len(drawn.values)
    for name, line, value in drawn:
        assert value == drawn[name, line]


@given(drawn_records, st.data())
def test_replacing_changes_what_it_is_told_to(drawn: Record, data: st.DataObject) -> None:
    """Replacing some values leaves the old record and all other values as they were."""
    before = drawn.values
    asked = sorted(set(before) - drawn.form.closed, key=str)
    places = data.draw(st.sets(st.sampled_from(asked))) if asked else set()
    changed = drawn.replacing(dict.fromkeys(places, Missing.UNREADABLE))
    assert before == drawn.values
    assert before | dict.fromkeys(places, Missing.UNREADABLE) == changed.values
    assert changed == changed.replacing({})


@given(forms())
def test_an_empty_record_is_blank(form: Form) -> None:
    """The record nobody filled in has every line the form gives, all blank."""
    empty = Record.empty(form)
    assert empty.blank
    assert form.lines == empty.keys
    assert empty == Record.of(form, {})


@given(drawn_records)
def test_answers_have_the_items_as_attributes(drawn: Record) -> None:
    """The answers read as attributes, a blank as ``None``, one object a category or an entry.

    The line of totals of a list is no entry of it.
    """
    answers = drawn.answers
    for name, line, value in drawn:
        if drawn.form.is_total_line(line):
            continue
        if drawn.form.open:
            shown = answers[line]
        else:
            shown = getattr(answers, line) if isinstance(line, str) else answers
        missing = isinstance(value, Missing) and value is not Missing.UNREADABLE
        assert (None if missing else value) == getattr(shown, name)


def test_records_of_the_three_shapes() -> None:
    """A record has one line, a line a category, or a line an entry."""
    one = Record.of(T1, {("posts", None): 36})
    assert (36, Missing.BLANK, 36) == (one["posts"], one["total"], one.answers.posts)
    wide = Record.of(T3, {("funds", "primary"): Decimal("5900.5")})
    assert (Decimal("5900.5"), None) == (
        wide.answers.primary.funds,
        wide.answers.junior.funds,
    )
    long = Record.of(T4, {("planned", 1): 17, ("goal", 0): "达标"})
    assert (0, 1) == long.keys
    assert ("达标", None, 17) == (
        long.answers[0].goal,
        long.answers[0].planned,
        long["planned", 1],
    )
    assert "<Record T1: T1Answers(central=None" in repr(one)
    assert Missing.UNREADABLE is Record.of(T1, {("posts", None): Missing.UNREADABLE}).answers.posts


@pytest.mark.parametrize(
    ("form", "name", "line", "value", "error", "reason"),
    [
        (T1, "post", None, 1, KeyError, "no item 'post' .did you mean 'posts'"),
        (T1, "posts", "primary", 1, KeyError, "form T1 has no line 'primary'"),
        (T3, "funds", None, 1, KeyError, "form T3 has no line None"),
        (T1, "posts", None, "36", TypeError, "T1.posts asks for a count, not '36'"),
        (T1, "posts", None, Decimal("0.5"), TypeError, "T1.posts asks for a count"),
        (T1, "posts", None, True, TypeError, "T1.posts asks for a count, not True"),
        (T5, "remarks", None, date(2009, 12, 4), TypeError, "T5.remarks asks for a text"),
    ],
)
def test_values_that_do_not_fit(
    form: Form, name: str, line: str | None, value: Value, error: type[Exception], reason: str
) -> None:
    """An unknown item, an unknown line and a value of another type are refused by name."""
    with pytest.raises(error, match=reason):
        Record.of(form, {(name, line): value})


def test_asking_a_record_for_a_stranger() -> None:
    """Reading an item the form does not have names the nearest one."""
    with pytest.raises(KeyError, match=r"no item 'post' .did you mean"):
        Record.empty(T1)["post"]


def test_an_answer_is_asked_for_by_a_line_of_its_own() -> None:
    """A line that the record does not have is a ``KeyError``, as an item is."""
    with pytest.raises(KeyError, match="7"):
        Record.of(T4, {("planned", 0): 1})["planned", 7]


def test_records_from_instances() -> None:
    """An instance, a mapping by category and a list of instances become records."""
    assert Record.of(T1, {("posts", None): 36}) == record(make_bases(posts=36))
    assert Record.of(T3, {("funds", "primary"): 5}) == record({"primary": make_care(funds=5)})
    venues = [make_venue(goal="达标", planned=17), make_venue()]
    assert Record.of(T4, {("goal", 0): "达标", ("planned", 0): 17}) == record(venues[:1])
    assert 1 == len(record(venues).keys)  # a last entry of nothing at all is none
    with pytest.raises(ValueError, match="no instance, so no form"):
        record([])
    with pytest.raises(DefinitionError, match="is no form"):
        record(5)


# ------------------------------------------------------------------------------- places


@given(st.integers(0, 20_000))
def test_column_letters_count_like_a_spreadsheet(column: int) -> None:
    """The letters of a column read as digits from A = 1 to Z = 26 give its number back."""
    number = 0
    for letter in column_letters(column):
        number = 26 * number + ord(letter) - 64
    assert column + 1 == number


def test_worked_columns() -> None:
    """The letters at the turns of the alphabet."""
    assert ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA", "XFD"] == [
        column_letters(n) for n in (0, 25, 26, 51, 52, 701, 702, 16383)
    ]


@given(forms(), st.integers(0, 5), st.integers(0, 5))
def test_addresses_follow_from_the_layout(form: Form, down: int, right: int) -> None:
    """Every answer has the address its row and column were found at, and no two share a cell."""
    layout = return_layout(form)
    location = Location(
        form.label,
        layout.slots,
        tuple(down + 2 * i for i in range(len(layout.rows))),
        tuple(right + j for j in range(len(layout.columns))),
    )
    seen = {}
    for (_, name, line), (i, j) in layout.slots.items():
        assert (down + 2 * i, right + j) == location.cell(name, line)
        address = location.address(name, line)
        assert f"{column_letters(right + j)}{down + 2 * i + 1}" == address
        if form.item(name).within is None:
            assert address not in seen
            seen[address] = name


def test_where_a_unit_stands_in_a_consolidated_sheet() -> None:
    """A location in a report finds one unit's cells, and the range that holds them."""
    layout = report_layout(T1, SCHEME.members("T1"), "嘉兴市")
    rows = tuple(range(4, 4 + len(layout.rows)))
    columns = tuple(range(1, 1 + len(layout.columns)))
    location = Location("表一", layout.slots, rows, columns, unit="嘉善县")
    assert "F7" == location.address("total")
    assert "B7:K7" == location.range
    total = Location("表一", layout.slots, rows, columns, unit="嘉兴市")
    assert "F12" == total.address("total")
    assert "" == Location("表一", layout.slots, rows, columns, unit="杭州市").range


def test_rows_and_columns_that_are_not_on_the_sheet() -> None:
    """What a sheet has no row or column for has no address; the others keep theirs."""
    layout = return_layout(T1)
    columns = (None, *range(2, 1 + len(layout.columns)))
    location = Location("表一", layout.slots, (4,), columns)
    assert location.address("central") is None
    assert "C5" == location.address("provincial")
    assert location.address("stranger") is None
    assert "C5:K5" == location.range
    assert "" == Location("表一", layout.slots, (None,), columns).range
    assert "" == Location("表一", layout.slots, (4,), (None,) * 10).range
    single = Location("表一", layout.slots, (4,), (*(None,) * 9, 3))
    assert "D5" == single.range


def test_answers_that_stand_in_a_label() -> None:
    """An answer in a label has the label's address."""
    form = SCHEME.form("T6")
    layout = return_layout(form)
    location = Location(
        "表六",
        layout.slots,
        tuple(range(len(layout.rows))),
        (2,),
        elsewhere={"project_name": (9, 1)},
    )
    assert "B10" == location.address("project_name")
    assert location.address("activity_support") == location.address("support_funds") == "C1"


# ------------------------------------------------------------------------------ returns


@given(schemes().flatmap(filed))
def test_what_was_filed_is_found_by_unit(drawn: Filed) -> None:
    """Returns are found by unit; those who owe a form and are not there are missing."""
    assert len(drawn.returns) == len(drawn) == len(list(drawn))
    assert () == drawn.missing
    for one in drawn:
        assert one is drawn[one.unit]
    fewer = Filed.of(drawn.scheme, drawn.returns[1:])
    first = {one.unit for one in drawn.returns[:1]}
    assert tuple(u for u in drawn.scheme.expected if u in first) == fewer.missing


def test_a_return_is_what_it_says_not_where() -> None:
    """Returns with the same figures are equal wherever they were read."""
    records_by_form = {"T1": Record.of(T1, {("posts", None): 36}), "T3": Record.empty(T3)}
    one = Return("嘉善县", records_by_form, file="a/嘉善县.xlsx", sha256="1")
    assert one == Return("嘉善县", records_by_form, file="b/嘉善.xlsx")
    assert one != Return("海宁市", records_by_form, file="a/嘉善县.xlsx", sha256="1")
    assert [True, False, False] == [one.filed(name) for name in ("T1", "T3", "T5")]


def test_a_filed_scheme_in_memory() -> None:
    """Returns made in memory count as read; a unit that is not there is a ``KeyError``."""
    one = Return("嘉善县", {}, file="嘉善县.xlsx")
    drawn = Filed.of(SCHEME, [one])
    assert (FileReport("嘉善县.xlsx", "嘉善县", "read"),) == drawn.files
    assert "<Filed youth_league_2009: 1 returns, 7 missing>" == repr(drawn)
    with pytest.raises(KeyError, match="海宁市"):
        drawn["海宁市"]


def test_a_return_says_whether_anything_could_not_be_read() -> None:
    """One unreadable answer is enough; a blank one is read."""
    form = load_scheme("youth_league_2009").form("T2")
    plain = Record.of(form, {("cards", None): 3})
    lost = plain.replacing({("funds", None): Missing.UNREADABLE})
    assert [False, True] == [Return("U", {"T2": one}).unread for one in (plain, lost)]


def test_a_crossing_that_is_not_asked_for_takes_no_answer() -> None:
    """A figure there is refused by name, a blank changes nothing."""
    form = define_form(
        id="C",
        label="表",
        title="表",
        items=[Item("a", Kind.COUNT, "数")],
        rows=items(),
        columns=categories(),
        categories=[Category("p", "小学"), Category("q", "中学")],
        closed=[("a", "q")],
    )
    assert Missing.NOT_ASKED is Record.of(form, {("a", "q"): Missing.BLANK})["a", "q"]
    with pytest.raises(ValueError, match=r"C.a\[q\] is not asked for, and is 3"):
        Record.of(form, {("a", "q"): 3})


def test_the_line_of_totals_has_cells_of_its_own() -> None:
    """By item, where the line is; an item that is not totalled has none there."""
    slots: Slots = {(None, "a", 0): (0, 0), (None, "b", 0): (0, 1)}
    location = Location("表", slots, (4,), (2, 3), total_line="合计", totals={"a": (9, 2)})
    assert ("C5", "C10", None) == (
        location.address("a", 0),
        location.address("a", "合计"),
        location.address("b", "合计"),
    )
