"""Edits over all entries of a list, and the record's line of totals."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import youthstats as ys
from youthstats.editing.applying import edits_on
from youthstats.errors import DefinitionError, EditSyntaxError
from youthstats.model.axes import Axis, Dimension, items
from youthstats.model.deriving import derived_value
from youthstats.model.edits import Edit, hard
from youthstats.model.forms import Form, define_form
from youthstats.model.items import Item, Kind
from youthstats.model.lists import over_entries
from youthstats.model.returns import Filed, Record, Return
from youthstats.model.schemes import define_scheme
from youthstats.model.units import Hierarchy, Unit
from youthstats.model.values import Missing, Value

UNITS = Hierarchy((Unit("全市"), Unit("甲", "全市"), Unit("乙", "全市")))

figures = st.lists(st.integers(0, 999), min_size=1, max_size=6)


def _list(*edits: str, summed: bool = True) -> Form:
    return define_form(
        id="L",
        label="清单",
        title="清单",
        items=[Item("name", Kind.TEXT, "名称"), Item("spent", Kind.MONEY, "金额")],
        rows=Axis((Dimension.ENTRY,), summed=summed),
        columns=items(),
        edits=[hard(f"e{number}", text, text) for number, text in enumerate(edits)],
    )


FORM = _list("spent[合计] = spent[*]")


def _record(spent: list[int], total: int | None) -> Record:
    values: dict[tuple[str, str | int | None], object] = {
        ("spent", line): figure for line, figure in enumerate(spent)
    }
    if total is not None:
        values["spent", "合计"] = total
    return Record.of(FORM, values)  # type: ignore[arg-type]


def _review(record: Record) -> ys.Review:
    scheme = define_scheme(id="s", title="s", period="2024", version="1", forms=[FORM], units=UNITS)
    return ys.check(Filed.of(scheme, [Return("甲", {"L": record})]))


def _checked(record: Record) -> list[str]:
    return [str(one.rule) for one in _review(record).findings if one.code == "edit_failure"]


@given(figures, st.integers(0, 9_999))
def test_a_total_holds_where_it_is_the_sum_of_as_many_as_there_are(
    spent: list[int], total: int
) -> None:
    """Judged over any number of entries, and found wrong by any difference."""
    assert ([] if total == sum(spent) else ["L.e0"]) == _checked(_record(spent, total))


@given(figures)
def test_a_line_of_totals_nobody_filled_in_is_not_judged(spent: list[int]) -> None:
    """It is none, and no total of 0."""
    record = _record(spent, None)
    assert () == record.total
    assert Missing.BLANK is record["spent", "合计"]
    assert [] == _checked(record)


@given(figures, st.integers(1, 9_999))
def test_a_total_is_an_answer_like_others_and_no_entry(spent: list[int], total: int) -> None:
    """It is read back, replaced and compared; the entries stay as many as they were."""
    record = _record(spent, total)
    assert tuple(range(len(spent))) == record.keys
    assert total == record["spent", "合计"] == record.values["spent", "合计"]
    assert record != _record(spent, total + 1)
    assert _record(spent, total + 1) == record.replacing({("spent", "合计"): total + 1})
    assert sum(spent) == (derived_value(record, "spent", "合计") or 0)


@given(figures, figures)
def test_consolidated_it_is_the_sum_of_all_entries(one: list[int], other: list[int]) -> None:
    """Whatever the units wrote in theirs."""
    scheme = define_scheme(id="s", title="s", period="2024", version="1", forms=[FORM], units=UNITS)
    returns = [Return("甲", {"L": _record(one, 7)}), Return("乙", {"L": _record(other, None)})]
    total = ys.consolidate(Filed.of(scheme, returns))["L"].record
    assert sum(one) + sum(other) == total["spent", "合计"]
    assert len(total.keys) == len(one) + len(other)


def test_a_list_of_nothing_but_noughts_added_up_is_blank() -> None:
    """SUM over nothing is 0; a figure there with no entry was written by somebody."""
    assert _record([], 0).blank
    assert not _record([], 5).blank
    assert ["L.e0"] == _checked(_record([], 5))


def test_an_edit_over_entries_keeps_its_text() -> None:
    """What is judged names every entry; what is said does not."""
    (edit,) = FORM.edits
    assert isinstance(edit, Edit)
    bound = over_entries(edit, lambda _: (0, 1))
    assert "spent[合计] = spent[0] + spent[1]" == str(bound.statement)
    assert "spent[合计] = spent[*]" == bound.stated


def test_an_edit_may_speak_of_entries_and_of_more() -> None:
    """What it names besides stays; where nobody filled in the total there is nothing to judge."""
    form = _list("2 * spent[合计] = spent[*] + spent[合计]", "spent >= 0")
    (edit, _) = form.edits
    assert isinstance(edit, Edit)
    bound = over_entries(edit, lambda _: (0, 1))
    assert "2 * spent[合计] = spent[0] + spent[1] + spent[合计]" == str(bound.statement)
    record = Record.of(form, {("spent", 0): 1})
    judged = edits_on(Return("甲", {"L": record}), form, record, summed=False)
    assert ["e1"] == [one.name for one, _ in judged]


def test_only_a_list_has_such_a_line() -> None:
    """And only where it is said to have one may an edit speak of it."""
    with pytest.raises(EditSyntaxError):
        _list("spent[合计] = spent[*]", summed=False)
    with pytest.raises(DefinitionError, match="only a list"):
        define_form(
            id="L",
            label="表",
            title="表",
            items=[Item("spent", Kind.MONEY, "金额")],
            rows=items(),
            columns=Axis((Dimension.ANSWER,), summed=True),
        )


@pytest.mark.parametrize("value", [Missing.UNREADABLE, -3, 10**17])
def test_a_total_is_looked_at_as_an_entry_is(value: Missing | int) -> None:
    """What nobody can read, lies below the minimum or has too many digits is told of a total too."""
    scheme = define_scheme(id="s", title="表", period="", forms=[FORM], units=UNITS)

    def told(line: int | str) -> set[tuple[str, str | None]]:
        record = Record.of(FORM, {("name", 0): "甲", ("spent", 0): 1, ("spent", line): value})
        review = ys.check(Filed.of(scheme, [Return("甲", {"L": record})]))
        rules = ("L.readable", "L.minimum.spent", "L.digits.spent")
        return {(one.code, one.rule) for one in review.findings if one.rule in rules}

    assert told(0) == told("合计") != set()


@pytest.mark.parametrize(
    ("text", "fails"),
    [
        ("share = spent[合计] / spent[*]", "share = spent[合计] / spent[*]"),
        ("if spent[*] > 5 then spent[合计] > 100", "if spent[*] > 5 then spent[合计] > 100"),
        (
            "spent[合计] = share * spent[合计] + spent[*]",
            "spent[合计] = share * spent[合计] + spent[*]",
        ),
    ],
)
def test_quotients_and_conditions_speak_of_all_entries(text: str, fails: str) -> None:
    """An edit of any kind takes as many entries as there are, and keeps its text."""
    (edit,) = (edit for edit in _with_share(text).edits if isinstance(edit, Edit))
    several = over_entries(edit, lambda _: (0, 1, 2))
    named = {ref.category for ref in several.statement.refs if ref.item == "spent"}
    assert {0, 1, 2, "合计"} == named
    assert fails == several.stated


def _with_share(*edits: str) -> Form:
    share = Item("share", Kind.SHARE, "比重")
    return define_form(
        id="L",
        label="清单",
        title="清单",
        items=[*FORM.items, share],
        rows=FORM.rows,
        columns=items(),
        edits=[hard(f"e{number}", text, text) for number, text in enumerate(edits)],
    )


def test_what_follows_from_nothing_has_no_value() -> None:
    """To ask what such an answer comes to is a mistake, and says of which."""
    with pytest.raises(KeyError, match="name"):
        derived_value(Record.empty(FORM), "name", 0)


@pytest.mark.parametrize(
    ("spent", "said"),
    [
        ((6, None), "左边 9，右边 6，差额 +3"),
        ((None, 6), "左边 9，右边 6，差额 +3"),
        ((None, None), "左边 9，右边 （空），差额 +9"),
    ],
)
def test_a_sum_over_entries_is_told_whichever_of_them_is_blank(
    spent: tuple[int | None, ...], said: str
) -> None:
    """A blank last entry is not what the total is held against; of blanks alone there is no sum."""
    figures: dict[tuple[str, str | int | None], Value] = {
        ("spent", line): Missing.BLANK if figure is None else figure
        for line, figure in enumerate(spent)
    }
    record = Record.of(FORM, {**figures, ("name", len(spent) - 1): "乙", ("spent", "合计"): 9})
    (finding,) = _review(record).hard
    assert said in finding.message("zh")
