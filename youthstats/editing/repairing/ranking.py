"""The likeliest explanation first: what slips it takes to get there, and how many steps they are."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from itertools import groupby, pairwise
from typing import Any

from attrs import evolve

from youthstats.editing.repairing.causes import CAUSES, Slip, slip
from youthstats.model.findings import CellRef, Explanation, Suspect
from youthstats.model.returns import Filed
from youthstats.model.values import Missing, Value

__all__ = ["Beside", "beside_in", "ranked"]

Beside = Callable[[CellRef], Collection[Value]]
"""Gives the values of the cells beside one."""


def ranked(explanations: Iterable[Explanation], beside: Beside) -> tuple[Explanation, ...]:
    """Return explanations with the causes of their changes, in the order of their likelihood.

    First come those whose figures are determined; of these the ones that take fewest steps; of
    these the ones that are least likely to fit by chance. What is equal in all that shares a rank.
    """
    judged = [_judged(explanation, beside) for explanation in explanations]
    judged.sort(key=lambda pair: pair[0])
    found: list[Explanation] = []
    for rank, (_, group) in enumerate(groupby(judged, key=lambda pair: pair[0]), 1):
        alike = [explanation for _, explanation in group]
        found += [evolve(one, rank=rank, tied=len(alike) > 1) for one in alike]
    return tuple(found)


Plausibility = tuple[int, int, int]
"""Figures left open, steps, and how likely the slips would fit by chance."""


def _judged(explanation: Explanation, beside: Beside) -> tuple[Plausibility, Explanation]:
    open_ones = sum(one.to is None for one in explanation)
    together = _together(explanation.suspects)
    if together is not None:
        causes = tuple(evolve(one, cause=together) for one in explanation)
        return (open_ones, 1, CAUSES.index(together)), evolve(explanation, suspects=causes)
    slips = [_slip(one, beside) for one in explanation]
    causes = tuple(
        evolve(one, cause=found.cause) for one, found in zip(explanation, slips, strict=True)
    )
    key = open_ones, sum(one.steps for one in slips), sum(one.likelihood for one in slips)
    return key, evolve(explanation, suspects=causes)


def _slip(suspect: Suspect, beside: Beside) -> Slip:
    if suspect.to is not None:
        return slip(suspect.cell.value, suspect.to, beside(suspect.cell))
    blank = suspect.cell.value is Missing.BLANK
    return Slip(1, CAUSES.index("blank" if blank else "unknown"))


def _together(suspects: Sequence[Suspect]) -> str | None:
    """Return the one slip that changed several cells: two swapped, or a run of them shifted."""
    if len(suspects) < 2 or any(one.to is None for one in suspects):
        return None
    before = [one.cell.value for one in suspects]
    after = [one.to for one in suspects]
    if len(suspects) == 2 and before == after[::-1]:
        return "swapped"
    moved = list(zip(before, after, strict=True))
    onwards = all(after == before for (_, after), (before, _) in pairwise(moved))
    backwards = all(before == after for (before, _), (_, after) in pairwise(moved))
    return "shifted" if onwards or backwards else None


def beside_in(sources: Iterable[Filed]) -> Beside:
    """Return what finds the values beside a cell: the items beside its own, the lines beside its."""
    returns = {(one.file, one.unit): one for filed in sources for one in filed.returns}

    def beside(cell: CellRef) -> tuple[Value, ...]:
        record = returns[cell.file, cell.unit].records[cell.form]
        items = [item.name for item in record.form.items]
        found = [record[item, cell.line] for item in _either_side(items, cell.item)]
        return (*found, *(record[cell.item, line] for line in _either_side(record.keys, cell.line)))

    return beside


def _either_side(things: Sequence[object], one: object) -> list[Any]:
    place = things.index(one)
    return list(things[max(place - 1, 0) : place]) + list(things[place + 1 : place + 2])
