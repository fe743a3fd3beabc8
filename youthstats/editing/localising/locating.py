"""From a review to blocks of findings with their explanations, not yet ranked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from youthstats.editing.applying import summed_forms
from youthstats.editing.bounding import Range
from youthstats.editing.cells import cell_of
from youthstats.editing.localising.building import Weigher, system_of
from youthstats.editing.localising.covering import Part, parts_of
from youthstats.editing.localising.milp import available, sets_by_milp
from youthstats.editing.localising.pieces import Piece
from youthstats.editing.localising.shares import printed_share
from youthstats.editing.localising.system import System, linked
from youthstats.model.edits import Severity
from youthstats.model.findings import Explanation, Finding, Review, Suspect
from youthstats.model.forms import Line
from youthstats.model.items import Kind
from youthstats.model.returns import Filed
from youthstats.model.suspects import Block
from youthstats.model.values import Inexact, bounds, plain

__all__ = ["blocks_in", "systems_of"]

JUDGED = {"edit_failure", "published_difference"}
"""Codes of the findings that say that an edit failed."""


def systems_of(review: Review, weigh: Weigher, published: Filed | None = None) -> Iterator[System]:
    """Yield the systems of what failed: of the hard edits first, then of the soft ones.

    Units that no total binds together have a system each. A soft edit is taken with all edits it
    hangs together with, and only where none of them is a hard one that fails: that comes first.
    """
    filed = review.filed
    failing = dict.fromkeys(f.unit for f in review.findings if f.code in JUDGED)
    bound = published is not None or bool(summed_forms(filed))
    for units in ([None] if bound else [[unit] for unit in failing]) if failing else ():
        yield system_of(filed, weigh, units=units, published=published)
        both = system_of(filed, weigh, units=units, severities=(Severity.HARD, Severity.SOFT))
        hard = [row for row in both.failed if both.rows[row].severity is Severity.HARD]
        taken = linked(both, hard)
        rows = tuple(row for number, row in enumerate(both.rows) if number not in taken)
        yield System(both.columns, rows, both.values, both.spans)


def blocks_in(
    review: Review,
    weigh: Weigher,
    *,
    published: Filed | None = None,
    most: int = 3,
    budget: int = 50_000,
) -> Iterator[Block]:
    """Yield every block of failed edits that the review tells of, with its explanations."""
    sources = [review.filed, *([published] if published is not None else [])]
    told = {_key(f): f for f in review.findings if f.code in JUDGED}
    for system in systems_of(review, weigh, published):
        parts, hunt = parts_of(system, most=most, budget=budget)
        for part in _enlarged(system, parts) if available() else parts:
            rows = [system.rows[row] for row in part.rows]
            findings = [told.get((row.source, row.rule, row.unit, row.line)) for row in rows]
            if not any(findings):
                continue  # nobody asked: a soft edit left out, a slip in the published figures alone
            explanations = [_explanation(system, chosen, sources) for chosen in part.explanations]
            yield Block(
                tuple(finding for finding in findings if finding is not None),
                tuple(explanations),
                "found" if part.complete else "gave_up",
                dict(hunt.tried),
            )


def _key(finding: Finding) -> tuple[int, str | None, str, Line]:
    """Return what tells a finding's row: of the published figures only their comparison is told."""
    source = int(finding.code == "published_difference")
    return source, finding.rule, finding.unit, finding.line


def _enlarged(system: System, parts: list[Part]) -> Iterator[Part]:
    """Yield blocks; one that may have a smaller explanation is solved with all that it hangs on."""
    left = parts
    for part in parts:
        if part.complete or part not in left:
            continue
        rows = linked(system, part.rows)
        taken = tuple(system.rows[row] for row in sorted(rows))
        optima = sets_by_milp(System(system.columns, taken, system.values, system.spans))
        if optima.sets:
            failed = tuple(row for row in system.failed if row in rows)
            yield Part(failed, tuple((one,) for one in optima.sets), optima.complete)
            left = [other for other in left if not rows.intersection(other.rows)]
    yield from left


def _explanation(system: System, pieces: Iterable[Piece], sources: Sequence[Filed]) -> Explanation:
    changes = sorted(
        (cell, one)
        for piece in pieces
        for cell, one in zip(piece.cells, piece.fit.ranges, strict=True)
    )
    return Explanation(tuple(_suspect(system, cell, one, sources) for cell, one in changes))


def _suspect(system: System, column: int, found: Range, sources: Sequence[Filed]) -> Suspect:
    place = system.columns[column].place
    cell = cell_of(sources[place.source][place.unit], place.form, place.item, place.line)
    low, high = (None if end is None else plain(Fraction(end)) for end in (found.low, found.high))
    if found.value is None:
        return Suspect(cell, None, low=low, high=high)
    if cell.kind is Kind.SHARE:
        ends = bounds(cell.value) if isinstance(cell.value, Inexact) else (0, 0)
        return Suspect(cell, printed_share(Fraction(found.value), ends[1] - ends[0]))
    return Suspect(cell, plain(Fraction(found.value)))
