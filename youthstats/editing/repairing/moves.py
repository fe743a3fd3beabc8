"""Figures that stand in each other's cells, or one cell too far: one slip that changed several cells.

A blank takes part as the nothing it counts as, and moves as a blank.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import combinations, pairwise

from attrs import evolve

from youthstats.model.cellrefs import CellRef
from youthstats.model.findings import Explanation, Suspect
from youthstats.model.values import Missing, Value

__all__ = ["exchanged", "exchanged_across", "shifted"]

Explanations = Sequence[Explanation]


def shifted(suspects: Sequence[Suspect], place: Callable[[CellRef], tuple[int, int]]) -> bool:
    """Tell whether cells that follow on each other hold what belongs into the next, or the last."""
    run = sorted(suspects, key=lambda one: place(one.cell))
    moved = [_move(one) for one in run]
    onwards = all(after == before for (before, _), (_, after) in pairwise(moved))
    backwards = all(after == before for (_, after), (before, _) in pairwise(moved))
    return onwards or backwards


def exchanged(suspects: Sequence[Suspect]) -> tuple[Suspect, ...]:
    """Return suspects with the cause ``swapped`` where two are to hold each other's figures."""
    found = list(suspects)
    for first, second in combinations(range(len(found)), 2):
        one, other = found[first], found[second]
        if _each_others(one, other) and "swapped" not in {one.cause, other.cause}:
            found[first], found[second] = _swapped(one, other), _swapped(other, one)
    return tuple(found)


def exchanged_across(blocks: Sequence[Explanations]) -> list[Explanations]:
    """Return the explanations of blocks, those marked that exchange a figure with another block.

    Each of the two changes one cell, both of one return, and neither has another such partner.
    """
    lone = [
        (block, place, one.suspects[0])
        for block, explanations in enumerate(blocks)
        for place, one in enumerate(explanations)
        if len(one) == 1 and one.suspects[0].to is not None
    ]
    by_move: dict[object, list[tuple[int, int, Suspect]]] = {}
    for entry in lone:
        by_move.setdefault((*_return(entry[2]), _move(entry[2])), []).append(entry)
    found = [list(explanations) for explanations in blocks]
    for block, place, one in lone:
        partners = by_move.get((*_return(one), _move(one)[::-1]), [])
        rivals = by_move[(*_return(one), _move(one))]
        if len(partners) == len(rivals) == 1 and partners[0][0] != block:
            found[block][place] = evolve(
                blocks[block][place], suspects=(_swapped(one, partners[0][2]),)
            )
    return list(found)


def _return(suspect: Suspect) -> tuple[str, str]:
    return suspect.cell.file, suspect.cell.unit


def _each_others(one: Suspect, other: Suspect) -> bool:
    return None not in {one.to, other.to} and _move(one) == _move(other)[::-1]


def _swapped(one: Suspect, other: Suspect) -> Suspect:
    return evolve(one, to=other.cell.value, cause="swapped")


def _move(suspect: Suspect) -> tuple[Value | None, Value | None]:
    """Return the figure that stands in a cell, and the one that should."""
    return _counted(suspect.cell.value), _counted(suspect.to)


def _counted(value: Value | None) -> Value | None:
    return 0 if isinstance(value, Missing) else value
