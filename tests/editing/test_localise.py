"""Localising: the smallest sets of cells that explain what failed, all of them and no others."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from itertools import combinations, product
from math import inf

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import youthstats as ys
from tests.editing.arranged import BLANK, asked, counts, filed_of
from youthstats.editing.bounding import IntractableError
from youthstats.editing.localising import locating, milp
from youthstats.editing.localising.building import system_of
from youthstats.editing.localising.locating import systems_of
from youthstats.editing.localising.milp import sets_by_milp
from youthstats.editing.localising.system import System
from youthstats.model.edits import Edit, Verdict, judge
from youthstats.model.items import Kind
from youthstats.model.values import Inexact, Missing, Value, bounds, rounded

Changes = dict[str, tuple[Value, Value | None]]


def explained(filed: ys.Filed, **given: object) -> list[list[Changes]]:
    """List, a block at a time, every explanation: item to (from, to)."""
    blocks = ys.localise(ys.check(filed), **given)  # type: ignore[arg-type]
    return [
        [{s.cell.item: (s.cell.value, s.to) for s in one} for one in block.explanations]
        for block in blocks
    ]


def best(filed: ys.Filed, **given: object) -> list[list[Changes]]:
    """The same, the likeliest alone."""
    blocks = ys.localise(ys.check(filed), **given)  # type: ignore[arg-type]
    return [
        [
            {s.cell.item: (s.cell.value, s.to) for s in one}
            for one in b.explanations
            if one.rank == 1
        ]
        for b in blocks
    ]


# ------------------------------------------------------------------ examples with known answers

ELEVEN = ("x1 + x2 = x3", "x2 = x4", "x5 + x6 + x7 = x8", "x3 + x8 = x9", "x9 - x10 = x11")


def test_profit_cost_and_turnover() -> None:
    """p + c = t and c >= 0.6 t with 755, 125, 200: the profit is 75, and nothing else will do."""
    filed = counts(["p + c = t", "c >= 0.6 * t"], p=755, c=125, t=200)
    assert [[{"p": (755, 75)}]] == explained(filed)


def test_two_slips_in_a_structural_survey() -> None:
    """Eleven figures, five balances: 161 is 116 with its digits transposed, 19979 is 1979."""
    values = (1452, 116, 1568, 161, 323, 76, 12, 411, 19979, 1842, 137)
    figures: dict[str, Value] = {f"x{n}": value for n, value in enumerate(values, 1)}
    filed = filed_of([asked(name) for name in figures], ELEVEN, figures)
    assert [[{"x4": (161, 116)}], [{"x9": (19979, 1979)}]] == explained(filed)
    causes = [[s.cause for s in b.explanations[0]] for b in ys.localise(ys.check(filed))]
    assert [["transposed"], ["extra_digit"]] == causes


def test_a_tie_stays_a_tie() -> None:
    """210 + 190 = 410: one digit of the men or one of the total; the women would take two."""
    filed = counts(["male + female = total"], male=210, female=190, total=410)
    (block,) = ys.localise(ys.check(filed))
    assert [
        ("male", 220, 1, True),
        ("total", 400, 1, True),
        ("female", 200, 2, False),
    ] == [
        (one.suspects[0].cell.item, one.suspects[0].to, one.rank, one.tied)
        for one in block.explanations
    ]


def test_a_digit_too_many() -> None:
    """3000 + 350 = 650: 300 is likelier than 3350, and no figure is negative."""
    filed = counts(["a + b = t"], a=3000, b=350, t=650)
    assert [[{"a": (3000, 300)}, {"t": (650, 3350)}]] == explained(filed)
    assert [[{"a": (3000, 300)}]] == best(filed)


# ---------------------------------------------------------------------------- kinds of edits


def test_nothing_failed_nothing_is_suspected() -> None:
    """A review without failures has no blocks."""
    suspects = ys.localise(ys.check(counts(["a + b = t"], a=1, b=2, t=3)))
    assert (0, "") == (len(suspects), str(suspects))


def test_trust_keeps_a_figure_as_it_is() -> None:
    """What is trusted without end never changes; a weight makes a change dearer."""
    filed = counts(["a + b = t"], a=3, b=4, t=8)
    assert [{"a", "b"}] == [
        {next(iter(one)) for one in b} for b in explained(filed, trust={"t": inf})
    ]
    assert [{"t"}] == [{next(iter(o)) for o in b} for b in explained(filed, trust={"X.t": 0.5})]
    assert [{"a", "b"}] == [{next(iter(o)) for o in b} for b in explained(filed, trust={"t": 1.5})]


def test_nothing_left_to_change_is_impossible() -> None:
    """Where every figure is trusted no set will do, and the block says so."""
    filed = counts(["a = b"], a=3, b=4)
    suspects = ys.localise(ys.check(filed), trust={"a": inf, "b": inf})
    (block,) = suspects
    assert ("impossible", ()) == (block.status, block.explanations)
    assert "cannot hold" in block.shown("en")
    assert "不能同时成立" in str(suspects)


def test_edits_that_contradict_each_other_are_said_to() -> None:
    """b would be 7 and c below nothing: that there is no solution is known, not given up."""
    filed = counts(["a + b = 10", "c + b = 4", "a = 3"], a=5, b=6, c=1)
    assert ["impossible"] == [block.status for block in ys.localise(ys.check(filed))]


def test_what_is_trusted_is_an_item_and_a_weight() -> None:
    """A mistyped item is named with the nearest one; a weight is above nothing."""
    review = ys.check(counts(["total = a"], total=3, a=4))
    with pytest.raises(KeyError, match="total"):
        ys.localise(review, trust={"totl": 2})
    with pytest.raises(ValueError, match="above 0"):
        ys.localise(review, trust={"total": 0})


def test_an_open_figure_says_what_the_edits_admit() -> None:
    """An inequality leaves a range, and the range says why the figure is not determined."""
    filed = counts(["2 * a <= b", "b <= 9"], a=7, b=4)
    (block,) = ys.localise(ys.check(filed))
    (one,) = block.explanations
    assert [("a", None, 0, 2)] == [(s.cell.item, s.to, s.low, s.high) for s in one]
    assert "undetermined, because the edits admit anything from 0 to 2" in one.shown("en")


def test_a_range_with_one_whole_number_is_determined() -> None:
    """3 < 2a < 5 leaves a single whole number."""
    filed = counts(["2 * a > 3", "2 * a < 5"], a=7)
    assert [[{"a": (7, 2)}]] == explained(filed)


def test_a_figure_that_need_not_be_whole_has_open_ends() -> None:
    """Money above 3 and below 5: neither end belongs to the range."""
    filed = filed_of([asked("a", Kind.MONEY)], ["a > 3", "a < 5"], {"a": Decimal("7.5")})
    (block,) = ys.localise(ys.check(filed))
    (suspect,) = block.explanations[0]
    assert (None, 3, 5, True, True) == (
        suspect.to,
        suspect.low,
        suspect.high,
        suspect.low_open,
        suspect.high_open,
    )
    assert "the edits admit anything above 3, below 5" in suspect.shown("en")
    assert "大于 3、小于 5 的都符合审核关系" in suspect.shown("zh")
    above = filed_of([asked("a", Kind.MONEY)], ["a > 3", "a <= 5"], {"a": Decimal("7.5")})
    assert "anything above 3, up to 5" in ys.explain(ys.check(above), lang="en")


@pytest.mark.parametrize(
    ("edits", "values", "gaps"),
    [
        (["if a = 3 then b = 4"], {"a": 3, "b": 5}, True),
        (["if a >= 3 then b = 4"], {"a": 3, "b": 5}, False),
        (["if a <= 3 then b = 4", "if a < 4 then b = 9"], {"a": 3, "b": 5}, False),
        (["if a > 2 then a > 3", "if a > 2 then b = 3"], {"a": 3, "b": 3}, True),
        (["2 * a = 3 * b", "a > 4", "a <= 12", "b > 2"], {"a": 1, "b": 1}, True),
    ],
)
def test_a_range_says_that_not_every_figure_in_it_need_do(
    edits: list[str], values: dict[str, Value], gaps: bool
) -> None:
    """Anything but 3 lies from 0 up, but 3 does; of 2a = 3b every third figure does."""
    filed = filed_of([asked(name) for name in values], edits, values)
    (block,) = ys.localise(ys.check(filed))
    found = [s for one in block.explanations for s in one if s.cell.item == "a"]
    assert [gaps] == [s.gaps for s in found]
    assert gaps == ("perhaps not every one" in found[0].shown("en"))
    assert not gaps or "未必每个数都行" in found[0].shown("zh")


def test_the_search_says_where_not_every_figure_does() -> None:
    """Tried alone, a may be anything but 3."""
    told = ys.explain(ys.check(counts(["if a = 3 then b = 4"], a=3, b=5)), lang="en")
    assert "    a 3: figures from 0, perhaps not every one would satisfy all" in told


def test_amounts_on_both_sides_of_one_leave_a_gap_there() -> None:
    """Anything but 3 yuan; where one side takes 3 in nothing is left out."""
    items = [asked("a", Kind.MONEY), asked("b")]
    for edit, gaps in (("if a = 3 then b = 4", True), ("if a < 4 then a < 2", True)):
        (block,) = ys.localise(ys.check(filed_of(items, [edit], {"a": 3, "b": 5})))
        (one,) = [s for one in block.explanations for s in one if s.cell.item == "a"]
        assert gaps == one.gaps


def test_a_half_is_no_count() -> None:
    """2a = b with b odd: b changes, for a would be a half; with money it may."""
    filed = counts(["2 * a = b"], a=3, b=7)
    assert [[{"b": (7, 6)}]] == explained(filed)
    money = filed_of([asked("a", Kind.MONEY), asked("b")], ["2 * a = b"], {"a": 3, "b": 7})
    assert {"a": (3, Decimal("3.5"))} in explained(money)[0]


def test_large_figures_decimals_and_negative_ones_are_exact() -> None:
    """Beyond 1e16, to the cent, and below zero: nothing is lost to a float."""
    big = 10**16
    filed = counts(["a + b = t", "a = s"], a=big + 1, b=big + 3, t=2 * big + 5, s=big + 1)
    assert [[{"b": (big + 3, big + 4)}, {"t": (2 * big + 5, 2 * big + 4)}]] == [
        sorted(block, key=sorted) for block in explained(filed)
    ]
    names = ("a", "b", "n")
    items = [asked(name, Kind.MONEY) for name in names]
    values = {"a": Decimal("0.1"), "b": Decimal("0.2"), "n": Decimal("-0.4")}
    found = explained(filed_of(items, ["a + b + n = 0", "a + a = b"], values))
    assert [[{"n": (Decimal("-0.4"), Decimal("-0.3"))}]] == found


def test_a_negative_figure_is_mended_with_its_minimum() -> None:
    """A figure below its minimum fails by itself, and the sum it stands in says what it is."""
    filed = counts(["a + b = t"], a=-5, b=2, t=7)
    (block,) = ys.localise(ys.check(filed))
    assert {"X.e0", "X.minimum.a"} == {finding.rule for finding in block.findings}
    assert [("a", -5, 5, "sign")] == [
        (s.cell.item, s.cell.value, s.to, s.cause) for s in block.explanations[0]
    ]


def test_a_condition_is_met_from_either_side() -> None:
    """If a > 0 then b > 0: take the a away, or say how many b."""
    filed = counts(["if a > 0 then b > 0"], a=5, b=0)
    found = explained(filed)
    assert [[{"a": (5, 0)}, {"b": (0, None)}]] == found
    equal = counts(["if a = 3 then b = 4"], a=3, b=5)
    assert [[{"b": (5, 4)}, {"a": (3, None)}]] == explained(equal)
    least = counts(["if a >= 3 then b < 4"], a=3, b=5)
    assert [{"a", "b"}] == [{name for one in block for name in one} for block in explained(least)]


def rate(value: str, places: int = 2) -> Inexact:
    return rounded(Decimal(value), places)


def desk(share: Value, part: int, whole: Value, *more: str) -> ys.Filed:
    items = [asked("share", Kind.SHARE), asked("part"), asked("whole")]
    edits = ["share = part / whole", *more]
    return filed_of(items, edits, {"share": share, "part": part, "whole": whole})


def test_a_share_is_proposed_as_precisely_as_it_was_given() -> None:
    """556 of 650 is 86 %; 68 % is that with its digits transposed."""
    found = best(desk(rate("0.68"), 556, 650))
    assert [[{"share": (rate("0.68"), rate("0.86"))}]] == found


def test_a_share_that_was_exact_is_proposed_to_hundredths_of_a_per_cent() -> None:
    """Nothing says how it is rounded where a share is a plain number."""
    (block,) = explained(desk(Decimal("0.5"), 1, 3))
    assert {"share": (Decimal("0.5"), rate("0.3333", 4))} in block
    (block,) = explained(desk(Decimal("0.5"), 1, 4))
    assert {"share": (Decimal("0.5"), Decimal("0.25"))} in block


def test_a_quotient_is_multiplied_out() -> None:
    """A share of 25 % of 40 leaves 10; its whole may be whatever rounds to it."""
    (block,) = explained(desk(Decimal("0.25"), 100, 40))
    assert {"part": (100, 10)} in block
    assert {"whole": (40, 400)} in block
    (rounded_block,) = explained(desk(rate("0.25"), 100, 40))
    assert {"part": (100, 10)} in rounded_block


def test_a_share_and_its_part_change_together() -> None:
    """Where the part has to change anyway, the share is worked out from what it becomes."""
    filed = desk(Decimal("0.5"), 7, 4, "part <= whole", "part = 3")
    assert {"part": (7, 3), "share": (Decimal("0.5"), Decimal("0.75"))} in explained(filed)[0]


def test_a_share_of_an_open_part_is_open() -> None:
    """Where the part is not determined its share is not either."""
    (block,) = ys.localise(ys.check(desk(rate("0.90"), 7, 4, "part <= 3", "whole = 4", "part > 0")))
    both = next(one for one in block.explanations if len(one) == 2)
    assert {"part", "share"} == {s.cell.item for s in both}
    assert [None, None] == [s.to for s in both]


def test_a_share_of_nothing_is_none() -> None:
    """10 % of nothing: only a share of 0 has a part and a whole of 0."""
    (block,) = explained(desk(Decimal("0.1"), 0, 0))
    assert [{"share": (Decimal("0.1"), 0)}] == block


def test_no_base_is_made_up_for_a_share_of_nothing() -> None:
    """7 of 0 is no share: that is said, with what was given, and no other base proposed.

    Was the base left blank it is to be found; where the part is 0, too, the share is.
    """
    review = ys.localise(ys.check(desk(Decimal("0"), 7, 0))).review
    (finding,) = review.hard
    assert () == finding.suspects
    assert "填报 0%，但分母为零，无法计算；share 请留空或填“—”。" in finding.message("zh")
    assert "reported 0%, but the denominator is zero" in finding.message("en")
    (blank,) = ys.localise(ys.check(desk(Decimal("0.5"), 7, BLANK))).review.hard
    assert "填报 50%，但分母未填，无法计算。请核对并改正" in blank.message("zh")
    assert blank.suspects
    (nothing,) = ys.localise(ys.check(desk(Decimal("0.1"), 0, 0))).review.hard
    assert ["share"] == [s.cell.item for one in nothing.suspects for s in one]


def test_a_share_of_nothing_may_be_left_out() -> None:
    """A share that cannot be computed is not missed; one that can is."""
    items = [asked("share", Kind.SHARE), asked("part"), asked("whole")]
    for whole, codes in ((0, []), (7, ["undecided"])):
        values: dict[str, Value] = {"share": BLANK, "part": 7, "whole": whole}
        filed = filed_of(items, ["share = part / whole"], values, blank="missing")
        assert codes == [one.code for one in ys.check(filed).notes]


@pytest.mark.parametrize(
    ("share", "whole", "codes"),
    [
        (Missing.NOT_APPLICABLE, BLANK, []),
        (Missing.NOT_APPLICABLE, Missing.NOT_APPLICABLE, []),
        (Missing.NOT_APPLICABLE, 7, ["undecided"]),
        (Decimal("0.5"), BLANK, ["undecided"]),
    ],
)
def test_a_dash_for_a_share_of_what_was_left_out(
    share: Value, whole: Value, codes: list[str]
) -> None:
    """Nothing is missing where a dash says that there is no such share; beside a base it is."""
    items = [asked("share", Kind.SHARE), asked("part"), asked("whole")]
    values: dict[str, Value] = {"share": share, "part": 0, "whole": whole}
    filed = filed_of(items, ["share = part / whole"], values, blank="missing")
    assert codes == [one.code for one in ys.check(filed).notes]


def test_a_total_left_blank_is_not_called_0() -> None:
    """What nobody filled in counts as 0, and is told as what it is."""
    (finding,) = ys.check(counts(["t = a + b"], t=BLANK, a=1, b=2)).hard
    assert "左边 （空），右边 3，差额 -3" in finding.message("zh")
    (other,) = ys.check(counts(["a + b <= t"], t=BLANK, a=1, b=2)).hard
    assert "左边 3，右边 （空），相差 +3" in other.message("zh")
    (parts,) = ys.check(counts(["t = a + b"], t=3, a=BLANK, b=BLANK)).hard
    assert "左边 3，右边 0，" in parts.message("zh")
    (least,) = ys.check(counts(["a + b >= 10"], t=1, a=3, b=BLANK)).hard
    assert "左边 3，右边 10，" in least.message("zh")


def test_rounded_figures_leave_room() -> None:
    """About 50 and 20 make 80: the total would be between 65 and 75."""
    filed = counts(["a + b = t"], a=Inexact(Decimal(50), Decimal(45), Decimal(55)), b=20, t=80)
    (block,) = ys.localise(ys.check(filed))
    ends = {s.cell.item: (s.to, s.low, s.high) for one in block.explanations for s in one}
    assert {"a": (60, None, None), "b": (None, 25, 35), "t": (None, 65, 75)} == ends


def test_an_edit_that_cannot_be_judged_constrains_nothing() -> None:
    """An unreadable figure leaves its edit undecided before and after."""
    edits = ["a + b = t", "t = u", "u + v = w"]
    filed = counts(edits, a=1, b=2, t=4, u=4, v=ys.Missing.UNREADABLE, w=9)
    assert [[{"b": (2, 3)}, {"a": (1, 2)}]] == [
        sorted(block, key=str, reverse=True) for block in explained(filed)
    ]


def test_soft_edits_are_explained_where_no_hard_one_fails() -> None:
    """A soft failure has suspects of its own; beside a hard one it waits."""
    soft = ys.soft("few", "a <= b", "a <= b")
    (block,) = ys.localise(ys.check(counts(["a + b = t", soft], a=5, b=2, t=7)))
    assert {"X.few"} == {finding.rule for finding in block.findings}
    assert all(len(one) == 2 for one in block.explanations)
    (block,) = ys.localise(ys.check(counts(["a + b = t", soft], a=5, b=2, t=8)))
    assert {"X.e0"} == {finding.rule for finding in block.findings}


def test_every_return_is_built_into_a_system_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """However many fail: where no total binds them, each is looked at by itself."""
    seen: list[str] = []

    def counted(filed: ys.Filed, *args: object, **given: object) -> System:
        seen.extend(one.unit for one in filed.returns)
        return system_of(filed, *args, **given)  # type: ignore[arg-type]

    monkeypatch.setattr(locating, "system_of", counted)
    one = counts(["a = b"], a=1, b=2)
    units = ys.Hierarchy((ys.Unit("R"), *(ys.Unit(name, parent="R") for name in "UVW")))
    form = one.scheme.forms[0]
    scheme = ys.define_scheme(id="x", title="x", period="1", forms=[form], units=units)
    returns = [
        ys.Return(unit, {"X": ys.Record.of(form, {("a", None): 1, ("b", None): b})})
        for unit, b in (("U", 2), ("V", 3), ("W", 1))
    ]
    assert 2 == len(ys.localise(ys.check(ys.Filed.of(scheme, returns))))
    assert ["U", "V"] == seen


def test_two_cells_swapped_are_one_slip() -> None:
    """Two figures that changed places are likelier than any two that did not."""
    edits = ["a + b = s", "a + c = t", "b + c = u", "a + d = v", "b + d = w"]
    filed = counts(edits, a=7, b=3, c=5, d=1, s=10, t=8, u=12, v=4, w=8)
    (block,) = ys.localise(ys.check(filed))
    assert [{"a": (7, 3), "b": (3, 7)}] == explained(filed)[0][:1]
    assert ["swapped", "swapped"] == [s.cause for s in block.explanations[0]]


def test_a_blank_is_named_as_one() -> None:
    """A blank that should hold a figure."""
    filed = counts(["a + b = t", "b = c"], a=3, b=BLANK, c=4, t=7)
    (block,) = ys.localise(ys.check(filed))
    assert [("b", 4, "blank")] == [(s.cell.item, s.to, s.cause) for s in block.explanations[0]]


# ------------------------------------------------------------------ against brute force

SMALL = ("a", "b", "c", "d", "t")
STATEMENTS = (
    "a + b = c",
    "c + d = t",
    "a = d",
    "2 * a = b + d",
    "a <= b",
    "b < c + d",
    "if a > 2 then d > 0",
    "if b = c then a = d",
    "a + b + c + d = t",
    "t - a = n",
)
VALUES = st.integers(0, 3)
LARGEST = 16
NAMES = (*SMALL, "n")


def holds(form: ys.Form, values: Mapping[str, Value]) -> bool:
    verdicts = (
        judge(edit.statement, lambda ref: values[ref.item])  # type: ignore[arg-type, return-value]
        for edit in form.edits
        if isinstance(edit, Edit)
    )
    return all(judgement.verdict is Verdict.HOLDS for judgement in verdicts)


@given(
    st.lists(st.sampled_from(STATEMENTS), min_size=1, max_size=4, unique=True),
    st.fixed_dictionaries(dict.fromkeys(NAMES, VALUES)),
)
def test_the_smallest_sets_are_those_of_brute_force(
    edits: list[str], values: dict[str, int]
) -> None:
    """Trying every value of every cell finds the same smallest sets, and no smaller one."""
    filed = filed_of([asked(name) for name in values], edits, values)
    form = filed.scheme.form("X")
    suspects = ys.localise(ys.check(filed))
    assume(all(block.status == "found" for block in suspects))
    found = {
        frozenset(s.cell.item for one in chosen for s in one)
        for chosen in product(*(block.explanations for block in suspects))
    }
    least = min(map(len, found))
    assume(least <= 2)
    for size in range(least + 1):
        right = {
            frozenset(names)
            for names in combinations(NAMES, size)
            if any(
                holds(form, values | dict(zip(names, chosen, strict=True)))
                for chosen in product(*(range(-LARGEST * (n == "n"), LARGEST) for n in names))
            )
        }
        assert (found if size == least else set()) == right


WEIGHTS = st.sampled_from((0.5, 1, 1, 1, 1.5, 2, inf))


@given(
    st.lists(st.sampled_from(STATEMENTS), min_size=1, max_size=4, unique=True),
    st.fixed_dictionaries(dict.fromkeys(NAMES, st.integers(-2, 3))),
    st.fixed_dictionaries(dict.fromkeys(NAMES, WEIGHTS)),
    st.sampled_from([None, *SMALL]),
)
def test_weights_intervals_and_negative_figures_are_those_of_brute_force(
    edits: list[str], figures: dict[str, int], trust: dict[str, float], about: str | None
) -> None:
    """No cheaper set exists than is found, and what is found and determined mends when applied."""
    values: dict[str, Value] = dict(figures)
    if about is not None:
        middle = Decimal(figures[about])
        values[about] = Inexact(middle, middle - 1, middle + 1)
    filed = filed_of([asked(name) for name in values], edits, values)
    suspects = ys.localise(ys.check(filed), trust=trust)
    for chosen in product(*(block.explanations for block in suspects)):
        if all(s.to is not None for one in chosen for s in one):
            assert () == ys.check(ys.amend(filed, chosen).filed).hard
    assume(all(block.status in {"found", "ties"} for block in suspects))
    found = {
        frozenset(s.cell.item for one in chosen for s in one)
        for chosen in product(*(block.explanations for block in suspects))
    }
    least = min(sum(trust[name] for name in one) for one in found)
    free = [name for name in NAMES if trust[name] != inf]
    form = filed.scheme.form("X")
    right = {
        frozenset(names)
        for size in range(3)
        for names in combinations(free, size)
        if sum(trust[name] for name in names) <= least and mends(form, values, names)
    }
    if all(block.status == "found" for block in suspects):
        assert right == {one for one in found if len(one) <= 2}
    assert not {one for one in right if sum(trust[name] for name in one) < least}


def mends(form: ys.Form, values: Mapping[str, Value], names: tuple[str, ...]) -> bool:
    """Whether some figures in these cells let every edit hold, and no figure is below its minimum."""
    if any(bounds(values[n])[1] < 0 for n in SMALL if n not in names):  # type: ignore[arg-type]
        return False
    ranges = (range(-LARGEST * (n == "n"), LARGEST) for n in names)
    return any(
        holds(form, {**values, **dict(zip(names, chosen, strict=True))})
        for chosen in product(*ranges)
    )


# ------------------------------------------------------------------------------ larger sets

FOUR = ["a + b + c + d = t", "a = p", "b = q", "c = r", "d = s", "a + 2 * b + 3 * c + 4 * d = w"]
WRONG: dict[str, Value] = {
    "a": 5,
    "b": 6,
    "c": 7,
    "d": 8,
    "t": 10,
    "p": 1,
    "q": 2,
    "r": 3,
    "s": 4,
    "w": 30,
}


def test_sets_of_four_are_found_by_programming() -> None:
    """Four wrong parts of a total that each stand elsewhere as well: larger than is looked for."""
    filed = filed_of([asked(name) for name in WRONG], FOUR, WRONG)
    assert [[{"a": (5, 1), "b": (6, 2), "c": (7, 3), "d": (8, 4)}]] == explained(filed)
    assert explained(filed) == explained(filed, most=4)


def test_without_programming_a_larger_set_is_giving_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """Six cells would do, and that no four would was not shown: the status says so."""
    monkeypatch.setattr(locating, "available", lambda: False)
    (block,) = ys.localise(ys.check(filed_of([asked(name) for name in WRONG], FOUR, WRONG)))
    assert ("gave_up", 6) == (block.status, len(block.explanations[0]))
    assert {1, 2, 3} == set(block.tried)


@pytest.mark.parametrize("size", [10**10 + 7, 10**12, 10**15])
def test_large_figures_are_as_quick_as_small_ones(size: int) -> None:
    """The program sees no figure: four of any size are found, and that nothing else would do."""
    large = {name: size * int(str(value)) for name, value in WRONG.items()}
    (block,) = ys.localise(ys.check(filed_of([asked(name) for name in large], FOUR, large)))
    assert "found" == block.status
    assert [{"a", "b", "c", "d"}] == [{s.cell.item for s in one} for one in block.explanations]


def test_programming_has_one_deadline() -> None:
    """When it is over nothing more is asked, and nothing is known of the rest."""
    (system, _) = systems_of(ys.check(counts(["a = b"], a=1, b=2)), lambda form, item: 1)
    assert milp.Optima((), False, 1, False) == sets_by_milp(system, deadline=0.0)


def pairs(right: tuple[int, ...]) -> ys.Filed:
    """Four figures that add up, each with another beside it that should be the same."""
    values = dict(zip("abcdt", (5, 6, 7, 8, 26), strict=True))
    values |= dict(zip("pqrs", right, strict=True))
    return filed_of([asked(name) for name in values], PAIRS, values)


PAIRS = ["a = p", "b = q", "c = r", "d = s", "a + b + c + d = t"]


@pytest.mark.parametrize(
    ("right", "sets"),
    [
        ((7, 5, 9, 5), {"abcd", "pqrs"}),
        ((6, 5, 8, 7), {"abcd", "aqrd", "pqcd", "abrs", "pqrs", "pbcs"}),
    ],
)
def test_ties_of_larger_pieces_are_listed_beside_those_of_small_ones(
    right: tuple[int, ...], sets: set[str]
) -> None:
    """Four slips apart, or two pairs that share the total, or four figures that keep it."""
    (block,) = ys.localise(ys.check(pairs(right)))
    assert "found" == block.status
    found = {frozenset(s.cell.item for s in one) for one in block.explanations}
    assert {frozenset(names) for names in sets} == found


def test_without_programming_larger_ties_are_left_open(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing smaller can be, for four edits failed that share no cell; other ties were not sought."""
    monkeypatch.setattr(locating, "available", lambda: False)
    blocks = ys.localise(ys.check(pairs((7, 5, 9, 5))))
    assert {"ties"} == {block.status for block in blocks}


def test_too_many_known_ties_are_not_asked_about(monkeypatch: pytest.MonkeyPatch) -> None:
    """Excluding each of them would take longer than they are worth."""
    monkeypatch.setattr(locating, "MOST_UNIONS", 0)
    blocks = ys.localise(ys.check(pairs((7, 5, 9, 5))))
    assert {"ties"} == {block.status for block in blocks}


def test_all_optima_are_enumerated_and_nothing_larger() -> None:
    """Programming finds what following the residuals finds, conditions and shares included."""
    for edits, values in (
        (["a + b = t", "b = c", "a <= b"], {"a": 3, "b": 4, "c": 6, "t": 8}),
        (["if a > 0 then b > 0", "a + b = t"], {"a": 5, "b": 0, "t": 4}),
        (["if a = 5 then b = 3", "a + b = t"], {"a": 5, "b": 0, "t": 4}),
        (["n + a = b", "a = 2"], {"n": -3, "a": 4, "b": 6}),
    ):
        filed = filed_of([asked(name) for name in values], edits, values)
        review = ys.check(filed)
        (system, _) = systems_of(review, lambda form, item: 1)
        optima = sets_by_milp(system)
        assert optima.complete
        names = {frozenset(system.columns[c].place.item for c in one.cells) for one in optima.sets}
        blocks = ys.localise(review)
        assert names == {
            frozenset(s.cell.item for one in chosen for s in one)
            for chosen in product(*(block.explanations for block in blocks))
        }


def test_programming_knows_shares() -> None:
    """A share may change, or what it is a share of."""
    review = ys.check(desk(rate("0.68"), 556, 650))
    (system, _) = systems_of(review, lambda form, item: 1)
    assert {(0,), (1,), (2,)} == {one.cells for one in sets_by_milp(system).sets}


def test_programming_stops_at_its_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    """A limit of programs, and one of solving a set exactly, leave the answer incomplete."""
    review = ys.check(counts(["a + b = t"], a=1, b=2, t=4))
    (system, _) = systems_of(review, lambda form, item: 1)
    assert not sets_by_milp(system, limit=1).complete

    def intractable(*_: object) -> None:
        raise IntractableError

    monkeypatch.setattr(milp, "fit", intractable)
    assert not sets_by_milp(system).complete
    assert (False, False) == (sets_by_milp(system).complete, sets_by_milp(system).least)


def test_a_set_that_no_whole_figures_satisfy_is_passed_over() -> None:
    """What the program chooses and exact figures refuse is cut off, and the next asked for."""
    (system, _) = systems_of(ys.check(counts(["2 * a = b"], a=3, b=7)), lambda form, item: 1)
    assert [(1,)] == [one.cells for one in sets_by_milp(system).sets]


def test_a_program_without_a_solution_is_proven_so() -> None:
    """Where nothing may change there is no set, and that is known."""
    review = ys.check(counts(["a = b"], a=1, b=2))
    (system, _) = systems_of(review, lambda form, item: None)
    assert milp.Optima((), complete=True, asked=2) == sets_by_milp(system)


# ---------------------------------------------------------------------------------- limits


def test_a_spent_budget_is_giving_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """What was found until then stands, and the status says that it may not be all."""
    monkeypatch.setattr(locating, "available", lambda: False)
    (block,) = ys.localise(ys.check(counts(["a + b = t"], a=1, b=2, t=4)), budget=2)
    assert ("ties", 2) == (block.status, len(block.explanations))
    assert "may be others" in block.shown("en")


def test_a_form_left_blank_has_no_cell_to_suspect() -> None:
    """What its edits would say of nought is said of no figure; one figure, and they are asked."""
    for values, blocks in (({"a": BLANK, "b": BLANK}, 0), ({"a": BLANK, "b": 0}, 1)):
        filed = counts(["a >= b + 1"], **values)
        review = ys.check(filed)
        assert blocks == len(ys.localise(review))
        assert blocks == len([one for one in review.hard if one.code == "edit_failure"])
