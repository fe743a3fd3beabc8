"""From pieces to explanations: the cheapest choices of pieces that touch every failed row once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from attrs import evolve, frozen

from youthstats.editing.bounding import Rational
from youthstats.editing.localising.pieces import Group, Hunt, Piece, bits
from youthstats.editing.localising.system import System, linked
from youthstats.model.suspects import Status

__all__ = ["Part", "parts_of"]

MOST_EXPLANATIONS = 1000
"""Explanations of one part that are kept."""


@frozen
class Part:
    """A block of failed rows, and the cheapest choices of pieces known to mend it.

    ``least`` says that there is nothing cheaper, ``complete`` that there is no other tie either.
    ``impossible`` says that whatever all the cells held, the rows they stand in could not hold.
    """

    rows: tuple[int, ...]
    explanations: tuple[tuple[Piece, ...], ...]
    complete: bool = True
    least: bool = True
    impossible: bool = False

    @property
    def status(self) -> Status:
        """What is known of the explanations."""
        if self.impossible:
            return "impossible"
        if self.complete and self.least:
            return "found"
        return "ties" if self.least else "gave_up"

    @property
    def cost(self) -> Rational | None:
        """What one explanation costs."""
        if not self.explanations:
            return None
        return sum((piece.cost for piece in self.explanations[0]), start=0)


def parts_of(system: System, *, most: int = 3, budget: int = 50_000) -> tuple[list[Part], Hunt]:
    """Return the failed rows in blocks with their smallest explanations, and what was tried.

    Pieces have up to ``most`` cells; larger ones are looked for only as long as they could still
    be cheaper than what is known, or as cheap. Each block says what is known of it.
    """
    hunt = Hunt(system, budget)
    least = min((column.weight for column in system.columns if column.weight), default=1)
    parts = [Part(tuple(bits(hunt.failed)), ())] if hunt.failed else []
    for size in range(1, most + 1):
        groups = [Group(_mask(part.rows), part.cost) for part in parts]
        known = [group.cost for group in groups if group.cost is not None]
        if len(known) == len(groups) and sum(known) < size * least:
            break
        hunt.look(size, groups)
        parts = [_part(hunt, rows, pieces) for rows, pieces in _linked(hunt.failed, hunt.pieces)]
    mended = [part for part in parts if part.explanations]
    left = [row for part in parts if not part.explanations for row in part.rows]
    found = [
        finer for part in _proven(system, mended, most * least) for finer in _refined(hunt, part)
    ]
    return sorted([*found, *_unmended(system, left)], key=lambda part: part.rows), hunt


def _proven(system: System, parts: list[Part], searched: Rational) -> Iterator[Part]:
    """Yield blocks; what is said of each is what is known of all that hang together with it.

    Nothing else explains them for as little where they cost no more than the pieces that were
    ``searched``; nothing does for less where they cost no more than any set must: one cell for
    each of the failed rows that share none.
    """
    left = parts
    while left:
        together = linked(system, left[0].rows)
        mine = [part for part in left if together.issuperset(part.rows)]
        left = [part for part in left if part not in mine]
        total = sum((part.cost or 0 for part in mine), start=0)
        fine = total <= searched
        least = total <= _least(system, [r for p in mine for r in p.rows])
        for part in mine:
            yield evolve(
                part, complete=part.complete and fine, least=(part.least and fine) or least
            )


def _least(system: System, rows: Sequence[int]) -> Rational:
    """Return what any explanation costs at least: failed rows without a cell in common each cost."""
    total: Rational = 0
    taken: set[int] = set()
    for row in sorted(rows, key=lambda row: len(system.shape.members[row])):
        cells = system.shape.members[row]
        if taken.isdisjoint(cells):
            taken.update(cells)
            total += min(
                (w for c in cells if (w := system.columns[c].weight) is not None), default=0
            )
    return total


def _refined(hunt: Hunt, part: Part) -> list[Part]:
    """Part a block that only pieces of no use hold together."""
    used = {id(piece): piece for one in part.explanations for piece in one}
    finer = _linked(_mask(part.rows), list(used.values()))
    parts = [_part(hunt, rows, pieces) for rows, pieces in finer]
    return [evolve(one, complete=one.complete and part.complete, least=part.least) for one in parts]


def _unmended(system: System, rows: list[int]) -> list[Part]:
    """Return blocks without an explanation: the rows of each hang together through the edits."""
    found = []
    while rows:
        together = linked(system, rows[:1])
        mine = tuple(row for row in rows if row in together)
        found.append(Part(mine, (), complete=False, least=False))
        rows = [row for row in rows if row not in together]
    return found


def _part(hunt: Hunt, rows: int, pieces: Sequence[Piece]) -> Part:
    chosen = _cheapest(rows, pieces)
    looked = not hunt.unknown & rows
    complete = looked and len(chosen) <= MOST_EXPLANATIONS
    return Part(tuple(bits(rows)), tuple(chosen[:MOST_EXPLANATIONS]), complete, looked)


def _linked(failed: int, pieces: Sequence[Piece]) -> list[tuple[int, list[Piece]]]:
    """Part the failed rows, and the pieces with them: pieces that share any row go together."""
    groups: list[tuple[int, list[Piece]]] = [(1 << row, []) for row in bits(failed)]
    for piece in pieces:
        touching = [group for group in groups if group[0] & piece.touches]
        groups = [group for group in groups if not group[0] & piece.touches]
        merged = piece.touches
        together = [piece]
        for mask, others in touching:
            merged |= mask
            together += others
        groups.append((merged, together))
    parted = [(mask & failed, others) for mask, others in groups]
    return sorted(parted, key=lambda group: group[0] & -group[0])


def _cheapest(rows: int, pieces: Sequence[Piece]) -> list[tuple[Piece, ...]]:
    """Return every cheapest choice of pieces that touch each row of ``rows``, and no row twice."""
    best: Rational | None = None
    found: list[tuple[Piece, ...]] = []
    by_row = {row: [p for p in pieces if p.covers >> row & 1] for row in bits(rows)}

    def choose(left: int, touched: int, chosen: tuple[Piece, ...], cost: Rational) -> None:
        nonlocal best, found
        if best is not None and cost > best:
            return
        if not left:
            if best is None or cost < best:
                best, found = cost, []
            if len(found) <= MOST_EXPLANATIONS:
                found.append(chosen)
            return
        row = next(bits(left))
        for piece in by_row[row]:
            if not piece.touches & touched:
                choose(
                    left & ~piece.covers,
                    touched | piece.touches,
                    (*chosen, piece),
                    cost + piece.cost,
                )

    choose(rows, 0, (), 0)
    return found


def _mask(rows: Iterable[int]) -> int:
    return sum(1 << row for row in rows)
