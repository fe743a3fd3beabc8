"""From a review to blocks of findings with their explanations, not yet ranked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import product
from math import prod
from time import monotonic

from attrs import evolve, frozen

from youthstats.editing.applying import summed_forms
from youthstats.editing.bounding import Range
from youthstats.editing.cells import cell_of
from youthstats.editing.localising.admitting import admits
from youthstats.editing.localising.building import Weigher, system_of
from youthstats.editing.localising.covering import Part, parts_of
from youthstats.editing.localising.leaving import without_inapt
from youthstats.editing.localising.milp import SECONDS, available, sets_by_milp
from youthstats.editing.localising.omitted import without_omitted
from youthstats.editing.localising.pieces import Piece, bits
from youthstats.editing.localising.system import Row, System, linked
from youthstats.editing.printing import as_answer
from youthstats.model.cellrefs import CellRef
from youthstats.model.edits import Severity
from youthstats.model.findings import Explanation, Finding, Review, Suspect
from youthstats.model.forms import Line
from youthstats.model.returns import Filed
from youthstats.model.suspects import Block
from youthstats.model.values import plain

__all__ = ["blocks_in", "systems_of"]

MOST_UNIONS = 2000
"""Explanations known of what hangs together, above which no others are asked for."""

Meant = Callable[[CellRef, Range, Callable[[Fraction], bool]], tuple[str, tuple[Fraction, ...]]]
"""Returns a slip and the figures of a range that it tells apart, given which the edits admit."""

Told = Mapping[tuple[int, str | None, str, Line], Finding]
"""The findings that an edit failed, by what tells each one's row."""

JUDGED = {"edit_failure", "published_difference", "base_impossible"}
"""Codes of the findings that say that an edit failed."""


def systems_of(review: Review, weigh: Weigher, published: Filed | None = None) -> Iterator[System]:
    """Yield the systems of what failed: of the hard edits first, then of the soft ones.

    Units that no total binds together have a system each. A soft edit is taken with all edits it
    hangs together with, and only where none of them is a hard one that fails: that comes first.
    In a report, where totals bind the units, that may be one of another unit.
    """
    filed = review.filed
    failing = {f.unit for f in review.findings if f.code in JUDGED}
    if failing and (published is not None or summed_forms(filed)):
        parts = [(filed, published)]
    else:
        alone = (unit for unit in filed.units if unit in failing)
        parts = [(evolve(filed, returns=(filed[unit],)), None) for unit in alone]
    for part, printed in parts:
        for system in _two(part, weigh, printed):
            yield without_inapt(system, review)


def _two(filed: Filed, weigh: Weigher, published: Filed | None) -> Iterator[System]:
    """Yield the system of the hard edits, and that of what hangs together with none that failed."""
    both = system_of(filed, weigh, severities=(Severity.HARD, Severity.SOFT))
    if published is None:
        hard = tuple(row for row in both.rows if row.severity is Severity.HARD)
        yield System(both.columns, hard, both.values, both.spans)
    else:
        yield system_of(filed, weigh, published=published)
    failed = [row for row in both.failed if both.rows[row].severity is Severity.HARD]
    taken = linked(both, failed)
    rows = tuple(row for number, row in enumerate(both.rows) if number not in taken)
    yield System(both.columns, rows, both.values, both.spans)


def blocks_in(
    review: Review,
    weigh: Weigher,
    *,
    published: Filed | None = None,
    meant: Meant,
    most: int = 3,
    budget: int = 50_000,
) -> Iterator[Block]:
    """Yield every block of failed edits that the review tells of, with its explanations.

    ``meant`` picks out of a range left open what somebody may have meant.
    """
    sources = [review.filed, *([published] if published is not None else [])]
    deadline = monotonic() + SECONDS
    told = {_key(f): f for f in review.findings if f.code in JUDGED}
    for whole in systems_of(review, weigh, published):
        system, omitted = without_omitted(whole)
        for piece in omitted:
            part = Part(tuple(bits(piece.covers)), ((piece,),))
            yield from _blocks(whole, part, told, _Teller(whole, sources, meant), {})
        parts, hunt = parts_of(system, most=most, budget=budget)
        teller = _Teller(system, sources, meant)
        for part in _enlarged(system, parts, deadline) if available() else parts:
            tried = hunt.tried(sum(1 << row for row in part.rows))
            yield from _blocks(system, part, told, teller, tried)


def _blocks(
    system: System, part: Part, told: Told, teller: _Teller, tried: Mapping[int, int]
) -> Iterator[Block]:
    """Yield the block of the findings on a part's rows, if anybody told of any."""
    rows = [one for row in part.rows for one in _judged(system.rows[row])]
    keys = dict.fromkeys((row.source, row.rule, row.unit, row.line) for row in rows)
    findings = tuple(told[key] for key in keys if key in told)
    # Else nobody asked: a soft edit left out, a slip in the published figures alone.
    if findings:
        explanations = tuple(teller.explanation(chosen) for chosen in part.explanations)
        yield Block(findings, explanations, part.status, tried)


def _judged(row: Row) -> tuple[Row, ...]:
    """Return the rows that findings may tell of: a row, and those it was joined of."""
    return (row, *row.parts)


def _key(finding: Finding) -> tuple[int, str | None, str, Line]:
    """Return what tells a finding's row: of the published figures only their comparison is told."""
    source = int(finding.code == "published_difference")
    return source, finding.rule, finding.unit, finding.line


def _enlarged(system: System, parts: list[Part], deadline: float) -> Iterator[Part]:
    """Yield blocks; those that may have other explanations are looked at with all they hang on.

    What was found stands where nothing is cheaper; other ties join it.
    """
    left = parts
    while left:
        rows = linked(system, left[0].rows)
        mine = [part for part in left if not rows.isdisjoint(part.rows)]
        left = [part for part in left if part not in mine]
        if all(part.status == "found" for part in mine):
            yield from mine
            continue
        taken = tuple(system.rows[row] for row in sorted(rows))
        component = System(system.columns, taken, system.values, system.spans)
        yield from _compared(
            component, tuple(r for r in system.failed if r in rows), mine, deadline
        )


def _compared(
    component: System, failed: tuple[int, ...], parts: list[Part], deadline: float
) -> Iterator[Part]:
    """Yield the blocks of a component as they are, or one block of what is cheaper or as cheap."""
    known = _unions(parts)
    if known is None:
        yield from parts  # too many ties to ask for others
        return
    optima = sets_by_milp(component, known=known, deadline=deadline)
    if not optima.sets:
        for part in parts:
            yield evolve(
                part,
                complete=(optima.complete and bool(known)) or part.complete,
                least=(optima.least and bool(known)) or part.least,
                impossible=optima.complete and not known and not part.explanations,
            )
        return
    chosen: list[tuple[Piece, ...]] = [(one,) for one in optima.sets]
    cost = sum((part.cost or 0 for part in parts), start=0)
    if known and optima.sets[-1].cost == cost:
        chosen = [*(tuple(p for one in way for p in one) for way in _ways(parts)), *chosen]
    yield Part(failed, tuple(chosen), optima.complete, optima.least)


def _unions(parts: list[Part]) -> list[tuple[int, ...]] | None:
    """Return the sets of cells that the parts together know; ``None`` for too many of them."""
    if prod(len(part.explanations) for part in parts) > MOST_UNIONS:
        return None
    return [
        tuple(cell for one in way for piece in one for cell in piece.cells) for way in _ways(parts)
    ]


def _ways(parts: list[Part]) -> Iterator[tuple[tuple[Piece, ...], ...]]:
    return product(*(part.explanations for part in parts))


@frozen
class _Teller:
    """Says of pieces which cells they change, and to what."""

    system: System
    sources: Sequence[Filed]
    meant: Meant

    def explanation(self, pieces: Iterable[Piece]) -> Explanation:
        """Return the changes of several pieces."""
        changes = sorted(
            (cell, piece.cells, one)
            for piece in pieces
            for cell, one in zip(piece.cells, piece.fit.ranges, strict=True)
        )
        return Explanation(tuple(self.suspect(*change) for change in changes))

    def suspect(self, column: int, cells: Sequence[int], found: Range) -> Suspect:
        """Return one cell of a set with what it would hold."""
        place = self.system.columns[column].place
        filed = self.sources[place.source][place.unit]
        cell = cell_of(filed, place.form, place.item, place.line)
        form = filed.records[place.form].form
        item = form.item(place.item)
        if found.value is not None:
            return Suspect(cell, as_answer(Fraction(found.value), cell.value, form, item))

        def admitted(value: Fraction) -> bool:
            return admits(self.system, cells, column, value, share=not item.additive)

        cause, likely = self.meant(cell, found, admitted)
        low, high = (None if e is None else plain(Fraction(e)) for e in (found.low, found.high))
        return Suspect(
            cell,
            None,
            cause,
            low=low,
            high=high,
            low_open=found.low_open,
            high_open=found.high_open,
            gaps=found.gaps,
            candidates=tuple(as_answer(one, cell.value, form, item) for one in likely),
        )
