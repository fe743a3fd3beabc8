"""The likeliest explanation first: what slips it takes to get there, and how many steps they are."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from math import prod
from typing import Any

from attrs import evolve, frozen

from youthstats.editing.repairing.breaking import Breaks
from youthstats.editing.repairing.causes import CAUSES, Slip, slip
from youthstats.editing.repairing.moves import exchanged, shifted
from youthstats.model.cellrefs import CellRef
from youthstats.model.findings import Explanation, Suspect
from youthstats.model.forms import Line
from youthstats.model.returns import Filed, ReadingNote, Record, Return
from youthstats.model.values import Missing, Value, is_number, printed

__all__ = ["FEW", "TYPED_OVER", "Beside", "ranked"]


def ranked(
    explanations: Iterable[Explanation], beside: Beside, breaks: Breaks
) -> tuple[Explanation, ...]:
    """Return explanations with the causes of their changes, in the order of their likelihood.

    First come those that break no soft edit: a repair that would have to be explained in its turn
    is seldom the one. Of these those whose figures are determined, told by a slip, or were in doubt
    when they were read, unless they wipe one out for no known cause: a rule that would have it so
    does not make it likely. Of these those that put formulas back: a number typed over one, where few
    are, was not worked out, so any other may have been put there. Of these
    the ones that take fewest steps; of these the ones whose slips are least likely to fit by chance;
    of these the ones that leave least open; of these the ones where something was wrong with a
    formula. Numbers typed over formulas are one step from what those come to, and several were put
    there together. What is equal in all that shares a rank. Where formulas that add a
    subtotal twice explain all, nothing else is an explanation.
    """
    judged = []
    for explanation in explanations:
        plausibility, found = _judged(explanation, beside)
        judged.append(((breaks(found), *plausibility), found))
    twice = [one for one in judged if all(s.cause == "counted_twice" for s in one[1])]
    judged = twice or judged
    judged.sort(key=lambda pair: pair[0])
    told: list[Explanation] = []
    for rank, (_, group) in enumerate(groupby(judged, key=lambda pair: pair[0]), 1):
        alike = [explanation for _, explanation in group]
        told += [evolve(one, rank=rank, tied=len(alike) > 1) for one in alike]
    return tuple(told)


Plausibility = tuple[int, bool, int, int, int, int, int]
"""Figures left open or wiped out for no known cause, whether it changes any cell but those of
formulas typed over, steps, how likely the slips would fit by
chance, figures left open at all, among how many those would have to be chosen, and cells without
anything said of a formula in them."""

TWICE = "reading.formula_counts_twice"
"""What is said of a total that adds a subtotal besides its entries."""

TYPED_OVER = "reading.formula_typed_over"
"""What is said of a number where the template has a formula."""

UNTOLD = {"typed_over", "unknown"}
"""Causes that say nothing of the figure itself."""

FORMULA_NOTES = {
    TWICE,
    "reading.formula_differs",
    "reading.formula_stale",
    TYPED_OVER,
}
"""What may be said of a cell that should work itself out."""


TYPED = Slip(1, CAUSES.index("typed_over"))
"""A number typed over a formula, with nothing else in it that tells how it came there."""

FEW = 3
"""Numbers typed over formulas of a form that tell something of each; more of them were pasted."""

DOUBTS = {
    "reading.approximate",
    "reading.share_as_beside",
    "reading.share_as_fraction",
    "reading.share_small",
}
"""What is said of a cell whose figure may not be the one that was meant."""


def _judged(explanation: Explanation, beside: Beside) -> tuple[Plausibility, Explanation]:
    plain = sum(not beside.noted(one.cell, FORMULA_NOTES) for one in explanation)
    suspects, slips = _slips(explanation.suspects, beside)
    causes = tuple(
        one if one.candidates else evolve(one, cause=found.cause)
        for one, found in zip(suspects, slips, strict=True)
    )
    typed = [beside.typed_over(one.cell) for one in causes]
    once = list(_once(slips, typed))
    open_ones = [one for one in causes if one.to is None]
    unlikely = sum(one.cause in {"unknown", "blank"} for one in open_ones)
    unlikely += sum(one.to == 0 and one.cause in UNTOLD for one in causes)
    key = (
        unlikely,
        bool(open_ones) or not all(typed),
        sum(one.steps for one in once),
        sum(one.likelihood for one in once),
        len(open_ones),
        prod(len(one.candidates) for one in open_ones),
        plain,
    )
    return key, evolve(explanation, suspects=causes)


def _slips(suspects: tuple[Suspect, ...], beside: Beside) -> tuple[tuple[Suspect, ...], list[Slip]]:
    """Return the changes with the slip each is, or has part in."""
    swapped = exchanged(suspects)
    determined = all(one.to is not None for one in suspects)
    if len(suspects) > 1 and determined and any(one.cause != "swapped" for one in swapped):
        cells = [one.cell for one in suspects]
        if beside.in_a_run(cells) and shifted(suspects, beside.place):
            return suspects, [Slip(1, CAUSES.index("shifted"))] * len(suspects)
    return swapped, [_slip(one, beside) for one in swapped]


def _once(slips: Sequence[Slip], typed: Sequence[bool]) -> Iterator[Slip]:
    """Yield the slips that were made: of a run that was shifted one, and one for two swapped.

    Numbers ``typed`` over formulas were put there together, so that they agree with each other.
    """
    swapped = [one for one in slips if one.cause == "swapped"]
    yield from swapped[: (len(swapped) + 1) // 2]
    yield from [one for one in slips if one.cause == "shifted"][:1]
    others = [
        (one, over)
        for one, over in zip(slips, typed, strict=True)
        if one.cause not in {"swapped", "shifted"}
    ]
    yield from (one for one, over in others if not over)
    yield from sorted(one for one, over in others if over)[:1]


def _slip(suspect: Suspect, beside: Beside) -> Slip:
    if suspect.cause == "swapped":
        return Slip(1, CAUSES.index(suspect.cause))
    if is_number(suspect.to) and beside.once(suspect.cell) == printed(suspect.to):
        return Slip(1, CAUSES.index("counted_twice"))
    if beside.noted(suspect.cell, DOUBTS):
        return Slip(1, CAUSES.index("doubtful"))
    if suspect.to is not None:
        found = slip(suspect.cell.value, suspect.to, beside.values(suspect.cell))
        if not beside.typed_over(suspect.cell):
            return found
        return TYPED if found.cause == "unknown" else evolve(found, steps=1)
    blank = suspect.cell.value is Missing.BLANK
    return Slip(1, CAUSES.index("blank" if blank else suspect.cause))


@frozen
class Beside:
    """What stands beside a cell: the items beside its own, the lines beside its.

    And what was said of each when it was read.
    """

    _sources: Sequence[Filed]

    def values(self, cell: CellRef) -> tuple[Value, ...]:
        """Return the values of the cells beside one."""
        record, (line, item) = self._record(cell), self.place(cell)
        items = [one.name for one in record.form.items]
        found = [record[name, cell.line] for name in _either_side(items, item)]
        return (*found, *(record[cell.item, key] for key in _either_side(_lines(record), line)))

    def place(self, cell: CellRef) -> tuple[int, int]:
        """Return which line and which item of its form a cell is."""
        record = self._record(cell)
        items = [one.name for one in record.form.items]
        return _lines(record).index(cell.line), items.index(cell.item)

    def in_a_run(self, cells: Sequence[CellRef]) -> bool:
        """Tell whether cells follow on each other in one line or one item of one form."""
        if len({(cell.file, cell.unit, cell.form) for cell in cells}) > 1:
            return False
        places = sorted(self.place(cell) for cell in cells)
        steps = {(two[0] - one[0], two[1] - one[1]) for one, two in pairwise(places)}
        return steps in ({(0, 1)}, {(1, 0)})

    def noted(self, cell: CellRef, codes: Collection[str]) -> bool:
        """Tell whether any of these was said of a cell when it was read."""
        return any(True for _ in self._notes(cell, codes))

    def once(self, cell: CellRef) -> str | None:
        """Return what a total comes to that adds a subtotal twice, as it is written."""
        return next((note.suggestion for note in self._notes(cell, {TWICE})), None)

    def typed_over(self, cell: CellRef) -> bool:
        """Tell whether a number was typed over this formula, and over few others of its form."""
        if not self.noted(cell, {TYPED_OVER}):
            return False
        notes = (note for one in self._returns(cell) for note in one.notes)
        return sum(one.code == TYPED_OVER and one.form == cell.form for one in notes) <= FEW

    def _notes(self, cell: CellRef, codes: Collection[str]) -> Iterator[ReadingNote]:
        spot = cell.form, cell.item, cell.line
        notes = (note for one in self._returns(cell) for note in one.notes if note.code in codes)
        return (note for note in notes if (note.form, note.item, note.line) == spot)

    def _record(self, cell: CellRef) -> Record:
        """Return the record a cell is of; in memory two sources may both have no file."""
        several = (one.records.get(cell.form) for one in self._returns(cell))
        return next(one for one in several if one and one[cell.item, cell.line] == cell.value)

    def _returns(self, cell: CellRef) -> Iterator[Return]:
        """Yield the returns a cell may be of."""
        for filed in self._sources:
            one = filed.get(cell.unit)
            if one is not None and one.file == cell.file:
                yield one


def _lines(record: Record) -> list[Line]:
    """Return the lines of a record, that of the totals of a list last."""
    return [line for line, _ in record.lines]


def _either_side(things: Sequence[Any], place: int) -> list[Any]:
    return [*things[max(place - 1, 0) : place], *things[place + 1 : place + 2]]
