"""The pieces of which all explanations are made.

A change of figures falls apart into pieces that share no row. Each mends the failed rows it touches
and keeps the others it touches; so an explanation is a choice of pieces that touch every failed row
once. Pieces are looked for one by one, by following what the first cell leaves open: an equation
that held before holds after only if a second cell of it changes too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

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
class _Allowance:
    """What may be used, in all and by the group of rows in hand."""

    left: int = 0
    mine: int = 0
    over: bool = False

    def share(self, among: int) -> None:
        """Give the next of so many groups its share of what is left."""
        self.mine, self.over = -(-self.left // among), False

    def take(self) -> bool:
        """Use one, where there is one; the share is used up when somebody asks for more."""
        if not self.mine:
            self.over = True
            return False
        self.mine -= 1
        self.left -= 1
        return True


@define
class Hunt:
    """The search for the pieces of one system.

    Of the ``budget``, the number of sets looked at, every group of failed rows may use its share and
    what the ones before it left. ``unknown`` are the failed rows (bits) of groups that used theirs
    up, or began too many, and of sets that were too much to solve.
    """

    system: System
    budget: int
    pieces: list[Piece] = field(factory=list)
    unknown: int = 0
    _looked: dict[tuple[int, int], int] = field(factory=dict)
    _sets: _Allowance = field(factory=_Allowance)
    _begun: _Allowance = field(factory=_Allowance)
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
        self._sets.left, self._begun.left = self.budget, BEGUN * self.budget

    @property
    def failed(self) -> int:
        """The failed rows, as bits."""
        return self._failed

    def tried(self, rows: int | None = None) -> dict[int, int]:
        """Return how many sets were looked at that touch some of these failed rows, by their size."""
        found: dict[int, int] = {}
        for (size, covers), count in self._looked.items():
            if rows is None or covers & rows:
                found[size] = found.get(size, 0) + count
        return found

    def look(self, size: int, groups: Sequence[Group]) -> None:
        """Look for all pieces of ``size`` cells that a cheapest explanation may be made of.

        ``groups`` says what failed rows cost so far: a piece that costs more than those it reaches
        into is of no use.
        """
        self._seen = set()
        for place, group in enumerate(groups):
            self._sets.share(len(groups) - place)
            self._begun.share(len(groups) - place)
            starts = {c for row in bits(group.rows) for c in self.system.shape.members[row]}
            for column in sorted(starts):
                if self.system.columns[column].weight is not None:
                    self._grow((column,), size, groups)
            if self._over:
                self.unknown |= group.rows
                self._seen = set()  # what was begun last was not followed to its end

    @property
    def _over(self) -> bool:
        """Whether the group in hand has used up its share."""
        return self._sets.over or self._begun.over

    def _grow(self, cells: tuple[int, ...], size: int, groups: Sequence[Group]) -> None:
        key = frozenset(cells)
        if key in self._seen or self._over or not self._begun.take():
            return
        self._seen.add(key)
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
            self._try(tuple(sorted(cells)), once, lone)
            return
        for cell in self._next(once, lone & self._held, last=left == 1):
            if cell in key:
                continue
            reached = once | self.system.shape.mask(cell)
            if left > 1 or not self._too_dear((*cells, cell), reached, groups):
                self._grow((*cells, cell), size, groups)

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

    def _try(self, cells: tuple[int, ...], touches: int, lone: int) -> None:
        covers = touches & self._failed
        if not self._sets.take():
            return
        self._looked[len(cells), covers] = self._looked.get((len(cells), covers), 0) + 1
        if self._more_than_needed(cells, covers) or not self._agrees(cells, lone):
            return
        try:
            found = fit(self.system, cells)
        except IntractableError:
            self.unknown |= covers
            return
        if found is not None:
            self.pieces.append(Piece(cells, covers, touches, self._cost(cells), found))

    def _cost(self, cells: Iterable[int]) -> Rational:
        return sum((self.system.columns[cell].weight or 0 for cell in cells), start=0)

    def _too_dear(self, cells: Iterable[int], touches: int, groups: Sequence[Group]) -> bool:
        """Tell whether the failed rows that cells reach can be mended for less."""
        reached = [group.cost for group in groups if group.rows & touches]
        known = [one for one in reached if one is not None]
        return len(known) == len(reached) and sum(known) < self._cost(cells)

    def _more_than_needed(self, cells: tuple[int, ...], covers: int) -> bool:
        """Tell whether some of these cells alone mend the same rows, or all are known already."""
        return any(
            piece.covers == covers and set(piece.cells) <= set(cells) for piece in self.pieces
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
