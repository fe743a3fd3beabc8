"""What no other figures are proposed for: nobody could tell which, or none is wrong."""

from __future__ import annotations

from youthstats.editing.localising.system import System
from youthstats.model.findings import NO_BASE, Explanation, Review
from youthstats.model.suspects import Block

__all__ = ["told_of", "without_inapt"]


def without_inapt(system: System, review: Review) -> System:
    """Return a system without the inferred edits that seem not to apply."""
    inapt = review.inapt
    rows = tuple(row for row in system.rows if row.rule not in inapt)
    return System(system.columns, rows, system.values, system.spans)


def told_of(block: Block) -> tuple[Explanation, ...]:
    """Return the explanations of a block that its findings tell.

    Of a share of nothing alone any other base would do: only that the share is wrong can be told.
    """
    if any(finding.sentence != NO_BASE for finding in block.findings):
        return block.explanations
    shares = {finding.cells[0] for finding in block.findings}
    return tuple(e for e in block.explanations if {s.cell for s in e.suspects} <= shares)
