"""The pieces of which all explanations are made.

A change of figures falls apart into pieces that share no row. Each mends the failed rows it touches
and keeps the others it touches; so an explanation is a choice of pieces that touch every failed row
once. Pieces are looked for one by one, by following what the first cell leaves open: an equation
that held before holds after only if a second cell of it changes too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import define, field, frozen

from youthstats.editing.bounding import IntractableError, Rational
from youthstats.editing.localising.solving import Fit, fit
from youthstats.editing.localising.system import System

__all__ = ["Group", "Hunt", "Piece", "bits"]

BEGUN = 10
"""Sets that may be begun for each of the budget: most are given up before they are whole."""


@frozen
class Group:
    """Failed rows (bits) that have to be mended together, and what that costs; ``None``: unknown."""

    rows: int
    cost: Rational | None


@frozen
class Piece:
    """Cells that, changed together, mend the failed rows in ``covers`` (bits), touching ``touches``."""

    cells: tuple[int, ...]
    covers: int
    touches: int
    cost: Rational
    fit: Fit


@define
class Hunt:
    """The search for the pieces of one system.

    ``tried`` counts the sets that were looked at, by their size; ``exhausted`` says that the
    ``budget`` of them was reached, or too many begun; ``unknown`` are the failed rows (bits) of the
    sets that were too much to solve.
    """

    system: System
    budget: int
    pieces: list[Piece] = field(factory=list)
    tried: dict[int, int] = field(factory=dict)
    exhausted: bool = False
    unknown: int = 0
    _begun: int = 0
    _failed: int = 0
    _held: int = 0
    _degree: int = 0
    _seen: set[frozenset[int]] = field(factory=set)

    def __attrs_post_init__(self) -> None:
        failed = self.system.failed
        self._failed = sum(1 << row for row in failed)
        held = (row for row, left in enumerate(self.system.residuals) if left == 0)
        self._held = sum(1 << row for row in held)
        self._degree = max(map(len, self.system.shape.touching), default=0)

    @property
    def failed(self) -> int:
        """The failed rows, as bits."""
        return self._failed

    def look(self, size: int, most: Sequence[Group]) -> None:
        """Look for all pieces of ``size`` cells that a cheapest explanation may be made of.

        ``most`` says what groups of failed rows cost so far: a piece that costs more than those
        it reaches into is of no use.
        """
        self._seen = set()
        starts = {column for row in bits(self._failed) for column in self.system.shape.members[row]}
        for column in sorted(starts):
            if self.system.columns[column].weight is not None:
                self._grow((column,), size, most)

    def _grow(self, cells: tuple[int, ...], size: int, most: Sequence[Group]) -> None:
        key = frozenset(cells)
        if key in self._seen or self.exhausted:
            return
        self._seen.add(key)
        self._begun += 1
        if self._begun > BEGUN * self.budget:
            self.exhausted = True
            return
        once = twice = 0
        for cell in cells:
            mask = self.system.shape.mask(cell)
            twice |= once & mask
            once |= mask
        lone = once & ~twice
        left = size - len(cells)
        if (lone & self._held).bit_count() > left * self._degree:
            return
        if not left:
            self._try(tuple(sorted(cells)), once, lone, most)
            return
        for cell in self._next(once, lone & self._held, last=left == 1):
            if cell not in key:
                self._grow((*cells, cell), size, most)

    def _next(self, touched: int, opened: int, *, last: bool) -> Iterator[int]:
        """Yield the cells to go on with: of an equation left open, where there is one.

        The first of them has to be closed anyway. The ``last`` cell has to close all, and to open
        none.
        """
        shape, columns = self.system.shape, self.system.columns
        anew = self._held & ~touched
        for row in bits(opened & -opened or touched):
            for cell in shape.members[row]:
                mask = shape.mask(cell)
                fits = not last or (not mask & anew and opened & mask == opened)
                if fits and columns[cell].weight is not None:
                    yield cell

    def _try(self, cells: tuple[int, ...], touches: int, lone: int, most: Sequence[Group]) -> None:
        covers = touches & self._failed
        cost = sum((self.system.columns[cell].weight or 0 for cell in cells), start=0)
        self.tried[len(cells)] = self.tried.get(len(cells), 0) + 1
        if sum(self.tried.values()) > self.budget:
            self.exhausted = True
            return
        if self._useless(cells, covers, cost, most) or not self._agrees(cells, lone):
            return
        try:
            found = fit(self.system, cells)
        except IntractableError:
            self.unknown |= covers
            return
        if found is not None:
            self.pieces.append(Piece(cells, covers, touches, cost, found))

    def _useless(
        self, cells: tuple[int, ...], covers: int, cost: Rational, most: Sequence[Group]
    ) -> bool:
        """Tell whether the rows can be mended for less, or by some of these cells alone."""
        reached = [group.cost for group in most if group.rows & covers]
        known = [one for one in reached if one is not None]
        if len(known) == len(reached) and sum(known) < cost:
            return True
        return any(
            piece.covers == covers and set(piece.cells) < set(cells) for piece in self.pieces
        )

    def _agrees(self, cells: tuple[int, ...], lone: int) -> bool:
        """Tell whether the failed equations that one cell mends alone ask the same of it."""
        residuals, shape = self.system.residuals, self.system.shape
        for cell in cells:
            sizes = shape.sizes[cell]
            first: tuple[Rational, Rational] | None = None
            for row in bits(lone & shape.mask(cell)):
                residual = residuals[row]
                if residual is None:
                    continue
                if first is None:
                    first = residual, sizes[row]
                elif first[0] * sizes[row] != residual * first[1]:
                    return False
        return True


def bits(mask: int) -> Iterator[int]:
    """Yield the places of the bits that are set, the lowest first."""
    while mask:
        low = mask & -mask
        yield low.bit_length() - 1
        mask ^= low
