"""Laws of localising, on any returns of 2009: what was planted is found, what is found mends."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import evolve
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import youthstats as ys
from tests.editing.test_check import balanced_cells, consolidated
from youthstats import strategies
from youthstats.model.values import is_figure

YEAR_2009 = ys.load_scheme("youth_league_2009")

some = settings(max_examples=settings().max_examples // 4)


def planted(data: st.DataObject, filed: ys.Filed) -> tuple[ys.Filed, tuple[object, ...]]:
    """Return what was filed with one figure of a balance edit moved, and whose it is."""
    one = data.draw(st.sampled_from(filed.returns))
    cells = [
        (form, item, at)
        for form, _, _, item, at in balanced_cells(filed.scheme, one)
        if isinstance(one.records[form][item, at], int)
    ]
    assume(cells)
    form, item, at = data.draw(st.sampled_from(cells))
    old = one.records[form][item, at]
    new = int(str(old)) + data.draw(st.integers(1, 10**9))
    record = one.records[form].replacing({(item, at): new})
    wrong = evolve(one, records={**one.records, form: record})
    returns = tuple(wrong if other is one else other for other in filed.returns)
    return evolve(filed, returns=returns), (one.unit, form, item, at, old)


def hard_suspects(filed: ys.Filed) -> ys.Suspects:
    review = ys.check(filed)
    return ys.localise(evolve(review, findings=review.hard))


def singles(suspects: ys.Suspects) -> Iterator[ys.Suspect]:
    for block in suspects:
        for one in block.explanations:
            if len(one) == 1:
                yield from one


def check_planted(data: st.DataObject, filed: ys.Filed) -> None:
    wrong, (unit, form, item, at, old) = planted(data, filed)
    suspects = hard_suspects(wrong)
    assert 1 == len([block for block in suspects if block.explanations])
    found = [
        one
        for one in singles(suspects)
        if (one.cell.unit, one.cell.form, one.cell.item, one.cell.line) == (unit, form, item, at)
    ]
    assert 1 == len(found)
    assert found[0].to in {old, None}
    check_explanations(wrong, suspects)


def check_explanations(filed: ys.Filed, suspects: ys.Suspects) -> None:
    """Every explanation that says what its cells hold lets every hard edit hold."""
    for block in suspects:
        for one in block.explanations:
            if all(is_figure(suspect.to) for suspect in one):
                review = ys.check(ys.amend(filed, [one]).filed)
                assert [] == [f for f in review.hard if f.code == "edit_failure"]


@some
@given(st.data())
def test_a_planted_error_is_always_among_the_explanations(data: st.DataObject) -> None:
    """One figure of a return is wrong: it is suspected, and each explanation mends everything."""
    check_planted(data, data.draw(strategies.filed(YEAR_2009)))


@some
@given(st.data())
def test_a_planted_error_in_a_report_is_too(data: st.DataObject) -> None:
    """The same over the hierarchy: units, their totals and the sums within them at once."""
    filed = data.draw(strategies.filed(YEAR_2009))
    check_planted(data, consolidated(filed))
