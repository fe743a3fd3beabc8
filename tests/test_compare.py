"""Two sets of figures for the same cells: every difference, and nothing else."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import youthstats as ys
from youthstats import strategies
from youthstats.export import difference_json
from youthstats.model.locations import Location
from youthstats.model.returns import Record, Return
from youthstats.model.values import Value, is_figure, nominal, plain, rounded
from youthstats.workbook.writing.computed import as_filed

SCHEME = ys.load_scheme("youth_league_2009")
YEAR = Path(__file__).parents[1] / "examples" / "2009"
BLANK = ys.Missing.BLANK

some = settings(max_examples=settings().max_examples // 2)


@cache
def filed() -> ys.Filed:
    return ys.read(YEAR / "returns", SCHEME)


@cache
def published() -> ys.Filed:
    return ys.read(YEAR / "published.xlsx", SCHEME)


def changed(
    source: ys.Filed, unit: str, form: str, item: str, line: object, value: Value
) -> ys.Filed:
    one = source[unit]
    record = one.records[form].replacing({(item, line): value})  # type: ignore[dict-item]
    again = evolve(one, records={**one.records, form: record})
    return evolve(source, returns=tuple(again if r.unit == unit else r for r in source))


def places(found: tuple[ys.Difference, ...]) -> list[tuple[str, str, str, object]]:
    return [(d.unit, d.form, d.left.item, d.left.line) for d in found]


# --------------------------------------------------------------------------------- the laws


@some
@given(st.data())
def test_nothing_differs_from_itself(data: st.DataObject) -> None:
    """Returns compared with themselves, in whatever order, have no difference."""
    one = data.draw(strategies.filed(data.draw(strategies.schemes())))
    turned = evolve(one, returns=tuple(data.draw(st.permutations(one.returns))))
    assert () == ys.compare(one, one)
    assert () == ys.compare(one, turned)


@some
@given(st.data())
def test_one_changed_figure_is_one_difference(data: st.DataObject) -> None:
    """One figure moved by any amount is one difference, left minus right, at that very cell."""
    one = data.draw(strategies.filed(data.draw(strategies.schemes())))
    cells = [
        (each.unit, form.id, name, line, value)
        for each in one
        for form in one.scheme.forms
        if form.id in each.records and not form.open
        for name, line, value in each.records[form.id]
        if is_figure(value) and form.item(name).additive
    ]
    assume(cells)
    unit, form_id, name, line, value = data.draw(st.sampled_from(cells))
    amount = data.draw(st.integers(1, 10**6))
    moved = plain(nominal(value) + amount)  # type: ignore[arg-type]
    (found,) = ys.compare(changed(one, unit, form_id, name, line, moved), one)
    assert (unit, form_id, name, line) == (found.unit, found.form, found.left.item, found.left.line)
    assert (moved, value, amount) == (found.left.value, found.right.value, found.difference)


@some
@given(st.data())
def test_turned_round_the_differences_change_sign(data: st.DataObject) -> None:
    """Right against left finds the same cells, every difference negated."""
    scheme = data.draw(strategies.schemes())
    left, right = data.draw(strategies.filed(scheme)), data.draw(strategies.filed(scheme))
    there, back = ys.compare(left, right), ys.compare(right, left)
    assert sorted(
        (d.unit, d.form, d.left.item, str(d.left.value), str(d.right.value)) for d in there
    ) == (
        sorted((d.unit, d.form, d.left.item, str(d.right.value), str(d.left.value)) for d in back)
    )
    total = sum(Fraction(d.difference or 0) for d in there)
    assert -total == sum(Fraction(d.difference or 0) for d in back)


@some
@given(st.data())
def test_one_changed_answer_of_an_entry_is_one_difference(data: st.DataObject) -> None:
    """Of entries unlike each other the others still find their own, in whatever order they stand."""
    form = SCHEME.form("T4")
    size = data.draw(st.integers(1, 6))
    rows = [
        {"goal": f"甲{n}", "project": f"乙{n}", "stage": f"丙{n}", "planned": n, "actual": 10 + n}
        for n in range(size)
    ]
    which, item = data.draw(st.integers(0, size - 1)), data.draw(st.sampled_from([*rows[0]]))
    other = [dict(row) for row in rows]
    other[which][item] = "改" if isinstance(rows[which][item], str) else 99
    turned = data.draw(st.permutations(other))
    one, two = (ys.parse_record(form, each) for each in (rows, turned))
    (found,) = ys.compare(*(ys.Filed.of(SCHEME, [Return("市级", {"T4": r})]) for r in (one, two)))
    assert (item, which, turned.index(other[which])) == (
        found.left.item,
        found.left.line,
        found.right.line,
    )


# ----------------------------------------------------------------------------------- by hand


def test_both_addresses_are_said() -> None:
    """A difference names the file, sheet and cell on either side."""
    computed = as_filed(ys.consolidate(filed()), "out.xlsx")
    wrong = changed(published(), "桐乡市", "T1", "posts", None, 301)
    (found,) = ys.compare(computed, wrong)
    assert ("out.xlsx", "表一", "G12") == (found.left.file, found.left.sheet, found.left.address)
    right = published()["桐乡市"].locations["T1"]
    assert ("published.xlsx", "表一", right.address("posts")) == (
        found.right.file,
        found.right.sheet,
        found.right.address,
    )
    assert (300, 301, -1) == (found.left.value, found.right.value, found.difference)


def test_differences_come_in_report_order() -> None:
    """By form, then by unit as the report lists them, then by item."""
    wrong = changed(published(), "桐乡市", "T1", "posts", None, 1)
    wrong = changed(wrong, "南湖区", "T3", "funds", "primary", 1)
    wrong = changed(wrong, "嘉善县", "T1", "placed", None, 1)
    wrong = changed(wrong, "嘉善县", "T1", "posts", None, 1)
    assert [
        ("嘉善县", "T1", "posts", None),
        ("嘉善县", "T1", "placed", None),
        ("桐乡市", "T1", "posts", None),
        ("南湖区", "T3", "funds", "primary"),
    ] == places(ys.compare(published(), wrong))


def test_a_printed_rate_agrees_with_the_exact_one() -> None:
    """85.54 % agrees with a printed 86 %, not with 87 %."""
    exact = changed(published(), "嘉兴市", "T5", "rate", None, Fraction(556, 650))
    printed = changed(published(), "嘉兴市", "T5", "rate", None, rounded(Decimal("0.86"), 2))
    other = changed(published(), "嘉兴市", "T5", "rate", None, rounded(Decimal("0.87"), 2))
    assert () == ys.compare(exact, printed)
    (found,) = ys.compare(exact, other)
    assert Fraction(556, 650) - Fraction(87, 100) == found.difference


@pytest.mark.parametrize(
    ("left", "right", "differ"),
    [
        (0, BLANK, False),  # a blank counts as nothing on the forms of 2009
        (5, BLANK, True),
        (ys.Missing.NOT_APPLICABLE, BLANK, False),
        (ys.Missing.UNREADABLE, BLANK, True),
        (ys.Missing.UNREADABLE, 5, True),
        (Decimal("5.0"), 5, False),
        (rounded(Decimal(5), 0), Decimal("5.5"), False),
        (rounded(Decimal(5), 0), 6, True),
    ],
)
def test_what_agrees(left: Value, right: Value, differ: bool) -> None:
    """Figures agree when their ranges meet; a blank agrees with what it counts as."""
    one = changed(published(), "南湖区", "T2", "funds", None, left)
    other = changed(published(), "南湖区", "T2", "funds", None, right)
    assert differ is bool(ys.compare(one, other))
    found = ys.compare(one, other)
    assert all(d.difference is None for d in found if not is_figure(left) or not is_figure(right))


def test_blanks_of_shares_and_bases_are_no_zeros() -> None:
    """A share nobody gave is not a share of 0, a base nobody gave not a base of 0."""
    for item in ("rate",):
        one = changed(published(), "嘉兴市", "T5", item, None, BLANK)
        other = changed(published(), "嘉兴市", "T5", item, None, 0)
        assert [("嘉兴市", "T5", item, None)] == places(ys.compare(one, other))


def test_texts_agree_whatever_their_layout() -> None:
    """Blanks and line breaks that only lay a text out are no difference; a word is."""
    text = str(published()["嘉兴市"].records["T5"]["opened"])
    spaced = changed(published(), "嘉兴市", "T5", "opened", None, text.replace("，", "，\n "))
    other = changed(published(), "嘉兴市", "T5", "opened", None, text + "前")
    assert () == ys.compare(published(), spaced)
    (found,) = ys.compare(published(), other)
    assert None is found.difference


def test_entries_of_a_list_are_matched_by_what_identifies_them() -> None:
    """Projects in another order are the same; one more, one less or one dearer is told."""
    record = published()["嘉兴市"].records["T4"]
    turned = Record(record.form, record.keys, tuple(reversed(record.rows)))
    assert () == ys.compare(published(), with_list(turned))
    fewer = Record(record.form, record.keys[:-1], record.rows[:-1])
    lost = ys.compare(published(), with_list(fewer))
    assert {"goal", "project", "stage"} == {d.left.item for d in lost}
    assert {BLANK} == {d.right.value for d in lost}
    assert {(None, None)} == {(d.right.line, d.right.address) for d in lost}
    assert {len(fewer.rows)} == {d.left.line for d in lost}
    assert {None} == {difference_json(d)["right"]["entry"] for d in lost}
    gained = ys.compare(with_list(fewer), published())
    assert {BLANK} == {d.left.value for d in gained}
    assert {(None, None)} == {(d.left.line, d.left.address) for d in gained}
    dearer = record.replacing({("planned", 3): 18})
    (found,) = ys.compare(published(), with_list(dearer))
    assert ("planned", 17, 18, -1) == (
        found.left.item,
        found.left.value,
        found.right.value,
        found.difference,
    )


def with_list(record: Record) -> ys.Filed:
    one = published()["嘉兴市"]
    again = evolve(one, records={**one.records, "T4": record})
    return evolve(published(), returns=(*published().returns[:-1], again))


def test_entries_named_alike_are_matched_one_by_one() -> None:
    """Two entries of one name are two entries, on either side."""
    record = published()["嘉兴市"].records["T4"]
    doubled = Record(record.form, (0, 1), (record.rows[0], record.rows[0]))
    single = Record(record.form, (0,), (record.rows[0],))
    assert () == ys.compare(with_list(doubled), with_list(doubled))
    assert {1} == {d.left.line for d in ys.compare(with_list(doubled), with_list(single))}


def test_cells_one_side_does_not_print_are_not_compared() -> None:
    """The published 表七 prints no bases; the recovered ones differ from nothing."""
    totals = ys.consolidate(filed())
    assert 71 == totals["T7"].total.towns
    assert () == ys.compare(as_filed(totals, "x.xlsx"), published())


def test_forms_only_one_side_has_are_not_compared() -> None:
    """What the other side does not hold at all is nothing to differ from."""
    one = published()["嘉兴市"]
    bare = evolve(one, records={"T1": one.records["T1"]})
    assert () == ys.compare(ys.Filed.of(SCHEME, [bare]), ys.Filed.of(SCHEME, [one]))


def test_a_unit_only_one_side_lists_differs_in_every_figure() -> None:
    """A row that one side left out is told figure by figure, without an address over there."""
    fewer = evolve(published(), returns=tuple(r for r in published() if r.unit != "南湖区"))
    found = [d for d in ys.compare(published(), fewer) if d.form == "T2"]
    assert [("南湖区", "T2", "cards", None), ("南湖区", "T2", "funds", None)] == places(
        tuple(found)
    )
    assert {("", None, None)} == {(d.right.file, d.right.sheet, d.right.address) for d in found}


def test_records_made_in_memory_have_no_addresses() -> None:
    """Without files there is nothing to point at, and the figures are compared all the same."""
    form = SCHEME.form("T2")
    left, right = (
        ys.Filed.of(SCHEME, [Return("南湖区", {"T2": ys.parse_record(form, {"cards": n})})])
        for n in (1, 2)
    )
    (found,) = ys.compare(left, right)
    assert (None, None, -1) == (found.left.address, found.right.address, found.difference)
    location = Location("x", {}, (), ())
    hidden = evolve(right.returns[0], locations={"T2": location})
    assert () == ys.compare(left, ys.Filed.of(SCHEME, [hidden]))
