"""Localising over bases that were left blank: what feeds a base is suspected, never the base."""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import combinations, product
from pathlib import Path

import openpyxl
import pytest
from attrs import evolve
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

import youthstats as ys
from tests.editing.arranged import BLANK, asked, counts, filed_of
from tests.editing.test_localise_2009 import SCHEME, YEAR, changed, returns
from youthstats.editing.bounding import IntractableError
from youthstats.editing.localising import system as shapes
from youthstats.editing.localising.locating import systems_of
from youthstats.editing.localising.milp import sets_by_milp
from youthstats.model.edits import Edit, EditText, Verdict, judge
from youthstats.model.items import Item, Kind
from youthstats.model.values import Inexact, Value, rounded

BASE = Item("base", Kind.COUNT, "base", recoverable=True)
ITEMS = [*map(asked, ("a", "b", "c")), asked("sa", Kind.SHARE), asked("sb", Kind.SHARE), BASE]
SHARES = ["sa = a / base", "sb = b / base"]


def percent(value: int) -> Inexact:
    return rounded(Decimal(value) / 100, 2)


def printed(edits: Sequence[str | EditText], **values: Value) -> ys.Filed:
    """Counts with their shares, the base left blank unless it is given."""
    return filed_of(ITEMS, edits, values)


def singles(filed: ys.Filed, **given: object) -> dict[str, Value | None]:
    """Return the cells that alone would do, with what they would hold."""
    review = ys.check(filed)
    blocks = ys.localise(evolve(review, findings=review.hard), **given)  # type: ignore[arg-type]
    explanations = [one for block in blocks for one in block.explanations if len(one) == 1]
    return {s.cell.item: s.to for one in explanations for s in one}


# ------------------------------------------------------------------------------ the year 2009


def tenth(value: str) -> Inexact:
    return rounded(Decimal(value), 3)


@pytest.mark.parametrize(
    ("item", "wrong", "suspects"),
    [
        (
            "towns_elected_share",
            tenth("0.551"),
            {"towns_elected_share": tenth("0.155")},
        ),
        ("county_tenure", 3, {"county_tenure": 2, "county_tenure_share": tenth("0.429")}),
        ("town_tenure", 12, {"town_tenure": 11, "town_tenure_share": tenth("0.169")}),
        ("county_tenure_share", tenth("0.250"), {"county_tenure_share": tenth("0.286")}),
        ("villages_elected_share", tenth("1.817"), {"villages_elected_share": None}),
    ],
)
def test_what_a_base_is_recovered_from_is_suspected(
    item: str, wrong: Value, suspects: dict[str, Value | None]
) -> None:
    """Counts and shares of 表七 whose bases are blank: each is found, and the base is no suspect."""
    filed = changed(returns(), ("市级", "T7", item, None), wrong)
    assert suspects == singles(filed)


def test_a_wrong_count_over_a_blank_base_is_found_with_the_published_one(tmp_path: Path) -> None:
    """754 and 81.7 % agree over 923 villages: the filed or the printed figure is wrong, alone."""
    folder = tmp_path / "returns"
    shutil.copytree(YEAR / "returns", folder)
    book = openpyxl.load_workbook(folder / "市级.xlsx")
    book["表七"]["D6"] = 754
    book.save(folder / "市级.xlsx")
    job = ys.reconcile(folder, SCHEME, published=YEAR / "published.xlsx")
    (finding,) = [f for f in job.review.hard if f.form == "T7"]
    assert {("市级.xlsx", 745, "transposed"), ("published.xlsx", 754, "transposed")} == {
        (s.cell.file, s.to, s.cause) for one in finding.suspects for s in one
    }


# --------------------------------------------------------------------------- worked examples


def test_a_base_that_several_edits_leave_nothing_is_said_and_explained() -> None:
    """10 % of 96 to 105: that there are 7 does not fit, so the count or the share is wrong."""
    filed = printed(["sa = a / base", "base = 7"], a=10, sa=percent(10))
    (finding,) = ys.check(filed).hard
    assert ("base_impossible", "X.base.base") == (finding.code, finding.rule)
    assert "sa = a / base; base = 7" == finding.statement
    assert "no whole number fits the edits over it" in finding.message("en")
    assert "任何整数都不能使上述审核关系同时成立" in finding.message("zh")
    assert {"a", "sa", "base"} == {cell.item for cell in finding.cells}
    assert {"sa"} == set(singles(printed(["sa = a / base", "base = 7"], a=3, sa=percent(10))))


def test_a_given_base_is_a_figure_like_any_other() -> None:
    """What somebody wrote was measured: it is suspected with the others."""
    filed = printed(SHARES, a=3, sa=percent(30), b=5, sb=percent(50), base=11)
    assert {"base": 10} == singles(filed)


def test_a_soft_edit_over_a_blank_base_is_explained_by_what_feeds_it() -> None:
    """The hard edits leave the base 7, and a soft one asks for ten at least."""
    soft = ys.soft("many", "base >= 10", "base >= 10")
    filed = printed(["sa = a / base", soft], a=2, sa=percent(29))
    (block,) = ys.localise(ys.check(filed))
    assert {"X.many"} == {finding.rule for finding in block.findings}
    assert {"a", "sa"} == {s.cell.item for one in block.explanations for s in one}


def test_a_total_over_blank_bases_is_no_evidence() -> None:
    """The check leaves it undecided; so nothing is held against the shares of the parts."""
    form = printed(["sa = a / base"], a=1).scheme.forms[0]
    units = ys.Hierarchy((ys.Unit("R"), ys.Unit("U", parent="R")))
    scheme = ys.define_scheme(id="x", title="x", period="1", forms=[form], units=units)
    figures: dict[str, dict[str, Value]] = {
        "R": {"a": 3, "sa": percent(50), "b": 5},
        "U": {"a": 3, "sa": percent(75), "b": 4, "base": 4},
    }
    filings = [
        ys.Return(unit, {"X": ys.Record.of(form, {(n, None): v for n, v in values.items()})})
        for unit, values in figures.items()
    ]
    filed = ys.Filed.of(scheme, filings)
    failed = {f.rule for f in ys.check(filed).hard if f.code == "edit_failure"}
    assert {"X.total.b"} == failed
    assert {"b"} == set(singles(filed))


def test_edits_over_two_blank_bases_hold_together() -> None:
    """One base is at most the other: both are what they have to be, and the counts are suspected."""
    items = [
        *map(asked, ("a", "b")),
        asked("sa", Kind.SHARE),
        asked("sb", Kind.SHARE),
        evolve(BASE, name="p", label="p"),
        evolve(BASE, name="q", label="q"),
    ]
    edits = ["sa = a / p", "sb = b / q", "p <= q"]
    values: dict[str, Value] = {"a": 9, "sa": percent(90), "b": 1, "sb": percent(50)}
    assert {"sa", "b", "sb"} == set(singles(filed_of(items, edits, values)))


def test_the_search_and_programming_know_blank_bases() -> None:
    """What is asked of each cell is told by the base's name; HiGHS finds the same sets."""
    filed = changed(returns(), ("市级", "T7", "town_tenure", None), 12)
    review = ys.check(filed)
    review = evolve(review, findings=tuple(f for f in review.hard if f.unit == "市级"))
    told = ys.explain(review, lang="en")
    assert (
        "where towns is blank, some whole number fits all edits over it (towns_elected <=" in told
    )
    assert "H6 town_tenure 12: 11 would satisfy all" in told
    assert "镇(街道)总数未填，须有整数使涉及它的审核关系同时成立" in ys.explain(review)
    system = next(iter(systems_of(review, lambda form, item: 1)))
    names = {system.columns[c].place.item for one in sets_by_milp(system).sets for c in one.cells}
    assert {"town_tenure", "town_tenure_share"} == names


def test_too_many_ways_over_a_blank_base_are_held_against_nobody(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Where it is too much to tell whether some base will do, the edits count as held."""
    filed = printed(SHARES, a=3, sa=percent(30), b=5, sb=percent(70))
    (system, _) = systems_of(ys.check(filed), lambda form, item: 1)
    assert (0,) == system.failed
    with monkeypatch.context() as patched:
        patched.setattr(shapes, "MOST_WAYS", 0)
        assert () == system.holding(system.values, system.spans).failed

    def intractable(*_: object) -> None:
        raise IntractableError

    monkeypatch.setattr(shapes, "region", intractable)
    assert () == system.holding(system.values, system.spans).failed


# ----------------------------------------------------------------------- against brute force

LARGEST = 6
PRINTED = sorted({(200 * i + j) // (2 * j) for j in range(1, LARGEST + 1) for i in range(j + 1)})
"""Every share of a base that small, in per cent."""

LIMITS = ["base = 5", "a <= base", "b <= base", "base >= 3", "a + b = c", "c <= base"]


def holds(form: ys.Form, values: Mapping[str, Value]) -> bool:
    """Whether some base lets every edit hold."""
    statements = [edit.statement for edit in form.edits if isinstance(edit, Edit)]
    for base in range(LARGEST + 1):
        full: dict[str, Value] = {**values, "base": base}
        verdicts = (judge(one, lambda ref: full[ref.item]).verdict for one in statements)  # type: ignore[arg-type, return-value]  # noqa: B023
        if all(verdict is Verdict.HOLDS for verdict in verdicts):
            return True
    return False


@settings(max_examples=settings().max_examples // 4)
@given(
    st.lists(st.sampled_from(LIMITS), max_size=3, unique=True),
    st.tuples(*[st.integers(0, LARGEST)] * 3),
    st.tuples(*[st.sampled_from((*PRINTED, 10, 30, 45, 90))] * 2),
)
@example([], (3, 5, 6), (30, 70))
def test_explanations_over_a_blank_base_are_those_of_brute_force(
    limits: list[str], parts: tuple[int, ...], shares: tuple[int, ...]
) -> None:
    """Trying every base and every figure finds the same smallest sets of one or two cells."""
    edits = [*SHARES, *limits, f"base <= {LARGEST}", *(f"{n} <= {LARGEST}" for n in "abc")]
    values: dict[str, Value] = {name: part for name, part in zip("abc", parts, strict=True)}  # noqa: C416
    values |= {"sa": percent(shares[0]), "sb": percent(shares[1])}
    filed = printed([*edits, "sa <= 1", "sb <= 1"], **values)
    review = ys.check(filed)
    suspects = ys.localise(review)
    assume(len(suspects) > 0 and all(block.status == "found" for block in suspects))
    found = {
        frozenset(s.cell.item for one in chosen for s in one)
        for chosen in product(*(block.explanations for block in suspects))
    }
    form, least = filed.scheme.form("X"), min(map(len, found))
    assume(least <= 2)
    counted: list[Value] = list(range(LARGEST + 1))
    shown: list[Value] = list(map(percent, PRINTED))
    admitted = {name: counted if name in "abc" else shown for name in values}
    right = {
        frozenset(names)
        for size in range(least + 1)
        for names in combinations(values, size)
        if any(
            holds(form, {**values, **dict(zip(names, chosen, strict=True))})
            for chosen in product(*(admitted[name] for name in names))
        )
    }
    assert found == right


def test_a_blank_base_without_shares_asks_nothing() -> None:
    """Any base will do, so nothing failed."""
    assert {} == singles(printed(["a <= base"], a=9))
    assert {} == singles(counts(["a = b"], a=1, b=1))
    assert BLANK is printed(["a <= base"], a=9)["U"].records["X"]["base"]


def test_coverage_says_where_it_rests_on_a_base_that_may_be_blank() -> None:
    """With the base a share tells; without it only what no base could bring about."""
    found = {(one.form, one.item): one for one in ys.coverage(SCHEME)}
    assert ("rounded", ("villages",)) == (
        found["T7", "villages_elected"].degree,
        found["T7", "villages_elected"].bases,
    )
    assert () == found["T7", "villages"].bases == found["T5", "resolved"].bases
    edits = [*SHARES, "a = b"]
    counted = {one.item: one for one in ys.coverage(printed([*edits], a=1).scheme)}
    assert [("exact", ()), ("rounded", ("base",))] == [
        (counted[name].degree, counted[name].bases) for name in ("a", "sa")
    ]


def test_soft_edits_alone_over_a_blank_base_are_a_row_too() -> None:
    """Nothing hard is over the base; another edit fails, and is explained without it."""
    soft = ys.soft("few", "a <= base", "a <= base")
    assert {"a", "b"} == set(singles(printed([soft, "a = b"], a=2, b=1)))


def test_what_is_not_asked_for_is_not_in_the_table_of_what_is_checked() -> None:
    """Of a crossing that is closed nothing could be checked."""
    form = ys.define_form(
        id="X",
        label="X",
        title="X",
        items=[asked("a"), asked("b")],
        rows=ys.items(),
        columns=ys.categories(),
        categories=[ys.category("p", "小学"), ys.category("q", "中学")],
        closed=[("a", "q")],
        edits=[ys.hard("e", "a[p] = b[p] + b[q]", "")],
    )
    scheme = ys.define_scheme(
        id="x", title="x", period="1", forms=[form], units=ys.Hierarchy((ys.Unit("U"),))
    )
    told = {(one.item, one.line): one.degree for one in ys.coverage(scheme)}
    assert {("a", "p"): "exact", ("b", "p"): "exact", ("b", "q"): "exact"} == told
