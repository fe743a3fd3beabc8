"""Localising where live formulas work figures out: these follow, and are no suspects by themselves."""

from __future__ import annotations

import shutil
from decimal import Decimal
from itertools import product
from pathlib import Path

import openpyxl
import pytest
from attrs import evolve
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import youthstats as ys
from tests.editing.arranged import UNIT, asked, filed_of
from tests.editing.test_localise_2009 import SCHEME, YEAR, returns
from youthstats.model.edits import EditText
from youthstats.model.items import Item, Kind
from youthstats.model.returns import ReadingNote
from youthstats.model.values import Inexact, Missing, Value, rounded


def live(filed: ys.Filed, *names: str) -> ys.Filed:
    """The same with live formulas in some cells."""
    spots = frozenset(("X", name, None) for name in names)
    return ys.Filed.of(filed.scheme, [evolve(one, formulas=spots) for one in filed.returns])


def made(edits: list[str | EditText], formulas: str, **values: Value) -> ys.Filed:
    return live(filed_of([asked(name) for name in values], edits, values), *formulas.split())


def explained(filed: ys.Filed, **given: object) -> list[dict[str, Value | None]]:
    blocks = ys.localise(ys.check(filed), **given)  # type: ignore[arg-type]
    return [{s.cell.item: s.to for s in one} for b in blocks for one in b.explanations]


# --------------------------------------------------------------------------- worked examples


def test_a_total_that_follows_is_no_suspect() -> None:
    """One figure was copied wrong and its total followed: one cell explains both, not two."""
    edits: list[str | EditText] = ["t = a + b", "a = p", "t = q"]
    figures: dict[str, Value] = {"a": 5560, "b": 7, "t": 5567, "p": 556, "q": 563}
    assert {"a": 556} == explained(made(edits, "t", **figures))[0]
    typed = explained(made(edits, "", **figures))
    assert {"a": 556, "t": 563} in typed
    assert {"a": 556} not in typed


def test_a_formula_follows_when_its_parts_are_amended() -> None:
    """The log has the change, and what the formulas then come to; it replays."""
    edits: list[str | EditText] = ["t = a + b", "u = t + c", "a = p", "t = q"]
    filed = made(edits, "t u", a=5560, b=7, c=1, t=5567, u=5568, p=556, q=563)
    (block,) = ys.localise(ys.check(filed))
    amended = ys.amend(filed, block.explanations[:1])
    assert () == ys.check(amended.filed).findings
    assert [("a", 556, "extra_digit"), ("t", 563, "formula"), ("u", 564, "formula")] == [
        (one.cell.item, one.to, one.why) for one in amended.log
    ]
    assert amended == ys.amend(filed, amended.log)


def test_a_formula_that_was_typed_over_by_an_amendment_stays_a_figure() -> None:
    """Whoever amends the total itself has put a figure there."""
    filed = made(["t = a + b", "t = q"], "t", a=1, b=2, t=3, q=4)
    cell = ys.check(filed).findings[0].cells[0]
    amended = ys.amend(filed, [ys.Amendment(cell, 4, "counted again")]).filed
    assert 4 == amended[UNIT].records["X"]["t"]
    assert frozenset() == amended[UNIT].formulas


def test_a_formula_over_what_cannot_be_read_is_left_as_it_is() -> None:
    """It came to nothing before; an amendment of another cell does not move it."""
    filed = made(["t = a + b", "a = p", "u = a"], "t u", a=4, b=Missing.UNREADABLE, t=7, p=5, u=4)
    cell = next(f for f in ys.check(filed).findings if f.rule == "X.e1").cells[0]
    after = ys.amend(filed, [ys.Amendment(cell, 5, "why")]).filed[UNIT].records["X"]
    assert (5, 7, 5) == (after["a"], after["t"], after["u"])


def test_a_total_that_does_not_follow_is_a_suspect() -> None:
    """A result that was not calculated again is a figure like any other."""
    assert {"t": 3} in explained(made(["t = a + b"], "t", a=1, b=2, t=4))


def test_a_trusted_total_stays_as_it_is() -> None:
    """Somebody vouches for it, so its parts have to come to it; a dear one still follows."""
    filed = made(["t = a + b", "a = p"], "t", a=5, b=2, t=7, p=4)
    assert [{"p": 5}] == explained(filed, trust={"t": float("inf"), "b": float("inf")})
    assert {"a": 4} in explained(filed, trust={"t": 9})


def test_what_follows_is_not_below_its_minimum() -> None:
    """A balance that would fall below nothing is no answer, though its own cell is no suspect."""
    edits: list[str | EditText] = ["d = a - b", "b = p"]
    assert [{"p": 2}] == explained(made(edits, "d", a=5, b=2, d=3, p=9))
    assert {"b": 4} in explained(made(edits, "d", a=5, b=2, d=3, p=4))
    apart: list[str | EditText] = ["t = a + b + 1", "b = p"]
    assert {"b": 9} in explained(made(apart, "t", a=5, b=2, t=8, p=9))


SHARED: list[Item] = [*map(asked, ("part", "whole"))]
SHARED += [asked(name, Kind.SHARE) for name in ("share", "printed", "least")]


def desk(edits: list[str | EditText], **values: Value) -> ys.Filed:
    filed = filed_of(SHARED, ["share = part / whole", *edits], values)
    return live(filed, "share")


def percent(value: int) -> Inexact:
    return rounded(Decimal(value) / 100, 2)


def test_a_share_that_follows_stands_for_its_quotient() -> None:
    """605 for 650 calls and the rate followed: the calls alone, and not the calls and the rate."""
    edits: list[str | EditText] = ["share = printed", "part = 556"]
    filed = desk(edits, part=556, whole=605, share=percent(92), printed=percent(86))
    found = explained(filed)
    assert [{"printed"}, {"whole"}] == sorted(map(set, found), key=str)
    alone = desk(
        ["part <= whole"], part=5560, whole=650, share=rounded(Decimal("8.55384615384615"), 14)
    )
    assert [{"part"}, {"whole"}] == sorted(map(set, explained(alone)), key=str)


def test_a_share_of_which_more_is_asked_stays_a_figure() -> None:
    """It is as its cell shows it that it obeys a bound, another share of its own, or a sum."""
    for edit in ("share >= least", "share = 2 * printed", "share >= 0.95", "share = part / 9"):
        filed = desk(
            [edit], part=1, whole=4, share=percent(25), least=percent(30), printed=percent(25)
        )
        found = explained(filed, trust=dict.fromkeys(("least", "printed"), float("inf")))
        assert any("share" in one for one in found), edit


def test_the_search_says_what_follows() -> None:
    """A total that was not tried is named, in both languages."""
    review = ys.check(made(["t = a + b", "t = q"], "t", a=5, b=7, t=12, q=13))
    assert "t 12: follows, a formula works it out" in ys.explain(review, lang="en")
    assert "t 12：由公式得出，随其他数字变化" in ys.explain(review)


# ------------------------------------------------------------------------- formulas and ranks


@pytest.mark.parametrize("code", ["formula_typed_over", "formula_differs", "formula_stale"])
def test_a_lost_formula_breaks_a_tie_towards_its_cell(code: str) -> None:
    """16 and 61: either may be the other transposed; the one that should work itself out is first."""
    for name in ("a", "t"):
        filed = filed_of([asked("a"), asked("t")], ["t = a"], {"a": 16, "t": 61})
        note = ReadingNote(f"reading.{code}", "X", name, None, "16", Missing.BLANK, "=A1")
        noted = ys.Filed.of(filed.scheme, [evolve(filed[UNIT], notes=(note,))])
        (block,) = ys.localise(ys.check(noted))
        assert [(name, 1, False)] == [
            (one.suspects[0].cell.item, one.rank, one.tied) for one in block.explanations[:1]
        ]


def typed_over(edits: list[str], over: list[str], **values: int) -> ys.Filed:
    """Return answers of which some were typed over formulas."""
    filed = filed_of([asked(name) for name in values], edits, dict(values))
    notes = tuple(
        ReadingNote("reading.formula_typed_over", "X", name, None, "0", values[name], "=A1")
        for name in over
    )
    return ys.Filed.of(filed.scheme, [evolve(filed[UNIT], notes=notes)])


def first_suspected(filed: ys.Filed) -> list[str]:
    """Return the cells of the likeliest explanations."""
    (block,) = ys.localise(ys.check(filed))
    return [s.cell.item for one in block.explanations if one.rank == 1 for s in one]


PARTS = {"a": 50_417, "b": 49_573}
WRONG = {**PARTS, "t": 100_022}
"""The total is 99990: six digits away, a part but two."""


def test_a_wrong_number_over_a_formula_is_suspected_before_unknown_slips() -> None:
    """However many digits it differs in: it was not worked out, so any number may stand there."""
    assert "t" not in first_suspected(typed_over(["t = a + b"], [], **WRONG))
    assert ["t"] == first_suspected(typed_over(["t = a + b"], ["t"], **WRONG))


def test_numbers_typed_over_formulas_together_are_one_slip() -> None:
    """A cell and the total over it, typed so that they agree, come before two slips in what was typed."""
    edits = ["t = d + c", "d = e", "s = e + g", "s = h"]
    wrong = {"d": 4_320, "c": 100, "t": 4_420, "e": 4_020, "g": 348, "s": 4_368, "h": 4_368}
    assert {"t", "d"} == set(first_suspected(typed_over(edits, ["t", "d"], **wrong)))
    assert {"t", "d"} != set(first_suspected(typed_over(edits, [], **wrong)))


def test_a_number_over_a_formula_comes_before_a_known_slip_in_a_part() -> None:
    """The one cell that nobody should have typed in is first; a part with its digits transposed is next."""
    wrong = {"a": 5_812, "b": 700, "t": 8_512 + 700}
    assert ["a"] == first_suspected(typed_over(["t = a + b"], [], **wrong))
    (block,) = ys.localise(ys.check(typed_over(["t = a + b"], ["t"], **wrong)))
    assert ["t", "a"] == [one.suspects[0].cell.item for one in block.explanations[:2]]


def test_a_formula_is_not_put_back_where_that_breaks_what_held() -> None:
    """The number over it agrees with what else says it: then a part of it is wrong."""
    filed = typed_over(["t = a + b", "t = q"], ["t"], a=1, b=2, t=5, q=5)
    (block,) = ys.localise(ys.check(filed)).blocks
    assert {"t"} not in [{one.cell.item for one in each} for each in block.explanations]


def test_a_formula_over_another_form_is_put_back_whatever_else_is_said_there() -> None:
    """Only what says what a figure is gives it one: that another is at least as large does not."""
    one, other = (
        ys.define_form(
            id=id,
            label=id,
            title=id,
            items=[asked("t"), asked("a")],
            rows=ys.units(),
            columns=ys.items(),
        )
        for id in "XY"
    )
    scheme = ys.define_scheme(
        id="x",
        title="x",
        period="1",
        forms=[one, other],
        units=ys.Hierarchy((ys.Unit(UNIT),)),
        edits=[ys.hard("most", "X.a <= Y.a", ""), ys.hard("same", "X.t = Y.t + Y.a", "")],
    )
    records = {
        "X": ys.Record.of(one, {("t", None): 100_022, ("a", None): 3}),
        "Y": ys.Record.of(other, {("t", None): 50_417, ("a", None): 49_573}),
    }
    note = ReadingNote("reading.formula_typed_over", "X", "t", None, "0", 100_022, "=Y!A1+Y!A2")
    filed = ys.Filed.of(scheme, [ys.Return(UNIT, records, notes=(note,))])
    (block,) = ys.localise(ys.check(filed)).blocks
    first = [one for one in block.explanations if one.rank == 1]
    assert [("X", "t", 99_990)] == [(s.cell.form, s.cell.item, s.to) for one in first for s in one]


def test_formulas_that_work_each_other_out_end() -> None:
    """Two live formulas, each over the other's: nothing goes round for ever."""
    edits: list[str | EditText] = ["a = b + c", "b = a - d", "c = p"]
    filed = made(edits, "a b", a=5, b=3, c=2, d=2, p=3)
    (block,) = ys.localise(ys.check(filed))
    assert block.explanations
    assert ys.amend(filed, block.explanations[:1]).log


def test_a_typed_over_total_of_2009_is_first(tmp_path: Path) -> None:
    """17 typed over the formula of a total of 16: as likely a slip as in its part, but for that."""
    folder = tmp_path / "returns"
    shutil.copytree(YEAR / "returns", folder)
    book = openpyxl.load_workbook(folder / "嘉善县.xlsx")
    assert str(book["表一"]["F6"].value).startswith("=")
    book["表一"]["F6"] = 17
    book.save(folder / "嘉善县.xlsx")
    review = ys.check(ys.read(folder, SCHEME))
    (block,) = ys.localise(evolve(review, findings=review.hard))
    assert [("F6", False), ("E6", False)] == [
        (one.suspects[0].cell.address, one.tied) for one in block.explanations[:2]
    ]


def test_a_wrong_part_of_2009_with_its_live_total_is_one_cell(tmp_path: Path) -> None:
    """All totals of the returns are live; a published county figure tells which part is wrong."""
    folder = tmp_path / "returns"
    shutil.copytree(YEAR / "returns", folder)
    book = openpyxl.load_workbook(folder / "嘉善县.xlsx")
    assert 16 == book["表一"]["E6"].value
    book["表一"]["E6"] = 61
    book.save(folder / "嘉善县.xlsx")
    job = ys.reconcile(folder, SCHEME, published=YEAR / "published.xlsx")
    found = [f for f in job.review.hard if f.unit == "嘉善县" and f.form == "T1"]
    assert {"T1.published.total", "T1.published.county"} == {f.rule for f in found}
    for finding in found:
        assert [("E6", 16)] == [(s.cell.address, s.to) for s in finding.suspects[0]]


def test_the_reader_says_where_live_formulas_stand() -> None:
    """Each is the form's own."""
    assert ("T1", "total", None) in returns()["嘉善县"].formulas
    assert ("T5", "rate", None) in returns()["市级"].formulas


# -------------------------------------------------------------------------- against the other way

NAMES = ("a", "b", "c", "p", "q", "r")


@settings(max_examples=settings().max_examples // 2)
@given(
    st.fixed_dictionaries(dict.fromkeys(NAMES, st.integers(0, 4))),
    st.lists(
        st.sampled_from(["a = p", "t = q", "u = r", "u <= 5", "a <= b", "t > c"]),
        min_size=1,
        max_size=4,
        unique=True,
    ),
)
def test_following_is_having_the_sums_in_the_place_of_the_totals(
    figures: dict[str, int], edits: list[str]
) -> None:
    """The same edits written over the parts alone have the same explanations; applied, all hold."""
    t, u = figures["a"] + figures["b"], figures["a"] + figures["b"] + figures["c"]
    followed = made(["t = a + b", "u = t + c", *edits], "t u", **figures, t=t, u=u)
    written = [e.replace("t", "a + b").replace("u", "a + b + c") for e in edits]
    apart = made([*written], "", **figures)
    assume(ys.check(apart).hard)
    one, other = (ys.localise(ys.check(filed)) for filed in (followed, apart))
    assert all_sets(one) == all_sets(other)
    for chosen in product(*(block.explanations for block in one)):
        if all(s.to is not None for explanation in chosen for s in explanation):
            assert () == ys.check(ys.amend(followed, chosen).filed).hard


def all_sets(suspects: ys.Suspects) -> set[frozenset[str]]:
    assume(all(block.status == "found" for block in suspects))
    return {
        frozenset(s.cell.item for one in chosen for s in one)
        for chosen in product(*(block.explanations for block in suspects))
    }


def test_a_total_over_a_rounded_figure_stays_a_figure() -> None:
    """About 50 and 20 make 70: what the formula shows may be 65 to 75."""
    about = Inexact(Decimal(50), Decimal(45), Decimal(55))
    filed = made(["t = a + b", "t = q"], "t", a=about, b=20, t=70, q=90)
    assert [{"a", "t"}] == list(map(set, explained(filed, trust={"q": float("inf"), "b": 9})))


def test_a_share_of_a_total_that_follows_is_one_of_its_parts() -> None:
    """The total stands under a fraction line, and its parts in its place there too."""
    items = [*map(asked, ("a", "b", "t", "whole")), asked("share", Kind.SHARE)]
    values: dict[str, Value] = {"a": 1, "b": 2, "t": 3, "whole": 10, "share": percent(50)}
    filed = live(filed_of(items, ["t = a + b", "share = t / whole"], values), "t")
    assert {"a": 3} in explained(filed)
    assert not any("t" in one for one in explained(filed))


def test_a_formula_that_comes_to_what_its_cell_cannot_hold_is_left() -> None:
    """Half of three is no count: the cell keeps what it held, and its edit fails."""
    filed = made(["t = 0.5 * a", "a = p"], "t", a=4, t=2, p=3)
    cell = next(f for f in ys.check(filed).findings if f.rule == "X.e1").cells[0]
    amended = ys.amend(filed, [ys.Amendment(cell, 3, "why")]).filed
    assert 2 == amended[UNIT].records["X"]["t"]
    assert {"X.e0"} == {finding.rule for finding in ys.check(amended).hard}


def test_soft_edits_that_the_followed_total_breaks_count() -> None:
    """The part alone would do, but its total would then be over what is usual."""
    soft = ys.soft("usual", "t <= 9", "t <= 9")
    edits: list[str | EditText] = ["t = a + b", "a = p", soft]
    (block,) = ys.localise(ys.check(made(edits, "t", a=4, b=2, t=6, p=8)))
    assert [("p", 4), ("a", 8)] == [(s.cell.item, s.to) for one in block.explanations for s in one]
