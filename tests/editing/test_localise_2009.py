"""Localising on the year 2009: returns, the finished report, and the two held together."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import combinations
from pathlib import Path

import pytest
from attrs import evolve

import youthstats as ys
from youthstats.compare import compare
from youthstats.model.edits import Verdict, judge
from youthstats.model.forms import Line
from youthstats.model.values import Inexact, Value, is_figure
from youthstats.reconcile import published_findings

YEAR = Path(__file__).parents[2] / "examples" / "2009"
SCHEME = ys.load_scheme("youth_league_2009")

Place = tuple[str, str, str, Line]


@cache
def returns() -> ys.Filed:
    return ys.read(YEAR / "returns", SCHEME)


@cache
def report() -> ys.Filed:
    return ys.read(YEAR / "published.xlsx", SCHEME)


def changed(filed: ys.Filed, place: Place, value: Value) -> ys.Filed:
    unit, form, item, line = place
    one = filed[unit]
    record = one.records[form].replacing({(item, line): value})
    one = evolve(one, records={**one.records, form: record})
    return evolve(filed, returns=tuple(one if r.unit == unit else r for r in filed))


def transposed(number: int) -> Iterator[int]:
    """Yield the number with any two unequal digits changed about."""
    digits = str(number)
    for first, second in combinations(range(len(digits)), 2):
        if digits[first] != digits[second]:
            turned = list(digits)
            turned[first], turned[second] = digits[second], digits[first]
            yield int("".join(turned))


def covered(filed: ys.Filed) -> Iterator[tuple[Place, int]]:
    """Yield every whole figure that a hard balance or ratio edit covers."""
    for place in ys.coverage(filed).checked:
        value = filed[place.unit].records[place.form][place.item, place.line]
        if isinstance(value, int):
            yield (place.unit, place.form, place.item, place.line), value


def accused(suspects: ys.Suspects) -> set[Place]:
    return {
        (s.cell.unit, s.cell.form, s.cell.item, s.cell.line)
        for block in suspects
        for one in block.explanations
        for s in one
    }


@pytest.mark.parametrize("source", [returns, report])
def test_transposed_digits_lead_to_their_cell(source: object) -> None:
    """Any two unequal digits of any figure that a hard edit covers: where it shows, it is found."""
    filed = source()  # type: ignore[operator]
    seen = 0
    for place, value in covered(filed):
        for wrong in transposed(value):
            review = ys.check(changed(filed, place, wrong))
            if not review.hard:
                continue  # 55 % of 650 is 357.5: a share in whole per cent cannot tell every figure
            seen += 1
            suspects = ys.localise(evolve(review, findings=review.hard))
            assert place in accused(suspects), (place, wrong)
            first = [s for b in suspects for one in b.explanations for s in one if s.to == value]
            assert "transposed" in {s.cause for s in first}, (place, wrong)
    assert seen > 30
