"""Figures in each other's cells: within one block, within a larger set, and across two blocks."""

from __future__ import annotations

from hypothesis import assume, given
from hypothesis import strategies as st

import youthstats as ys
from tests.editing.arranged import BLANK, counts
from youthstats.model.values import Value

Told = dict[str, tuple[Value | None, str]]


def first(filed: ys.Filed) -> list[Told]:
    """Return the likeliest explanation of each block: by item what it would be, and the slip."""
    blocks = ys.localise(ys.check(filed)).blocks
    return [{s.cell.item: (s.to, s.cause) for s in one.explanations[0]} for one in blocks]


APART = ["a + b = t", "a = p", "c + d = u", "c = r"]


@given(*[st.integers(0, 999)] * 4)
def test_figures_exchanged_between_two_blocks_are_swapped(a: int, b: int, c: int, d: int) -> None:
    """Two totals do not add up, and each part that explains one holds the figure of the other."""
    assume(a != c)
    filed = counts(APART, a=c, b=b, t=a + b, p=a, c=a, d=d, u=c + d, r=c)
    blocks = first(filed)
    assert [{"a": (a, "swapped")}, {"c": (c, "swapped")}] == blocks


def test_a_figure_in_the_cell_of_a_blank_of_another_block_is_swapped() -> None:
    """The blank goes where the figure was: both are amended, and everything holds."""
    filed = counts(APART, a=BLANK, b=7, t=46, p=39, c=39, d=2, u=2, r=0)
    assert [{"a": (39, "swapped")}, {"c": (BLANK, "swapped")}] == first(filed)
    blocks = ys.localise(ys.check(filed)).blocks
    amended = ys.amend(filed, [block.explanations[0] for block in blocks])
    assert () == ys.check(amended.filed).hard


def test_where_several_could_be_the_other_none_is_called_swapped() -> None:
    """Two cells of other blocks hold the figure: which of them changed places is not known."""
    edits = [*APART, "e + f = w", "e = s"]
    filed = counts(edits, a=31, b=7, t=45, p=38, c=38, d=2, u=33, r=31, e=38, f=1, w=32, s=31)
    assert not {"swapped"} & {cause for block in first(filed) for _, cause in block.values()}


def test_a_swap_within_a_larger_set_is_one_slip_of_it() -> None:
    """Two figures changed places and a third is wrong, in edits that hang together."""
    edits = ["a = p", "b = q", "c = r", "a + b = s", "b + c = u", "a + c = v", "a + b + c = t"]
    filed = counts(edits, a=52, b=31, c=70, p=31, q=52, r=76, s=83, u=128, v=107, t=159)
    (found,) = first(filed)
    assert {"a": (31, "swapped"), "b": (52, "swapped"), "c": (76, "digit")} == found


def test_units_do_not_exchange_figures() -> None:
    """Two returns are two pieces of paper: what stands in the one was not put into the other."""
    edits = [ys.hard("same", "a = b", "a = b")]
    form = counts(edits, a=1, b=1).scheme.forms[0]
    units = ys.Hierarchy((ys.Unit("R"), ys.Unit("U", parent="R"), ys.Unit("V", parent="R")))
    scheme = ys.define_scheme(id="x", title="x", period="1", forms=[form], units=units)
    returns = [
        ys.Return(unit, {"X": ys.Record.of(form, {("a", None): a, ("b", None): b})}, file=unit)
        for unit, a, b in (("U", 43, 92), ("V", 92, 43))
    ]
    blocks = first(ys.Filed.of(scheme, returns))
    assert 2 == len(blocks)
    assert not {"swapped"} & {cause for block in blocks for _, cause in block.values()}


def test_the_likelier_of_two_single_steps_is_first() -> None:
    """One digit wrong is likelier than a figure left out, though each is one step."""
    filed = counts(["a + b = t"], a=16, b=BLANK, t=17)
    (block,) = ys.localise(ys.check(filed))
    ranks = {one.suspects[0].cell.item: one.rank for one in block.explanations}
    assert {"a": 1, "t": 1, "b": 2} == ranks
