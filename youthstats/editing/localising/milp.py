"""Larger sets of cells, by integer programming with HiGHS (the extra ``milp``).

The program chooses cells alone, the least weight of them that meets every cut known so far. What it
chooses is solved exactly; where nothing will do, rows that cannot hold together say why, and are
the next cut: another cell of them has to change. So HiGHS sees no figure, only yes or no, however
large the figures are, and all optima are enumerated by excluding each. Source: J. N. Hooker, G.
Ottosson, "Logic-based Benders decomposition", Mathematical Programming 96 (2003) 33-60; the cuts
are edits implied by others in the sense of Fellegi and Holt.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from importlib.util import find_spec
from time import monotonic
from typing import Any

from attrs import define, field, frozen

from youthstats.editing.bounding import IntractableError, Rational
from youthstats.editing.localising.pieces import Piece
from youthstats.editing.localising.solving import fit
from youthstats.editing.localising.system import System

__all__ = ["Optima", "available", "sets_by_milp"]

SECONDS = 10.0
"""What all programs of a search may take together."""

MOST_PROGRAMS = 300
"""Programs solved in a search."""


@frozen
class Optima:
    """Cheapest sets of cells, each solved exactly; ``complete`` when there are no others.

    ``least`` says that nothing is cheaper, than the sets or than what was known before; ``asked``
    counts the programs solved.
    """

    sets: tuple[Piece, ...]
    complete: bool
    asked: int
    least: bool = True


def available() -> bool:
    """Tell whether HiGHS is installed."""
    return find_spec("highspy") is not None


def sets_by_milp(
    system: System,
    *,
    known: Collection[Iterable[int]] = (),
    limit: int = MOST_PROGRAMS,
    deadline: float | None = None,
) -> Optima:
    """Return the cheapest sets of cells that, changed, let every row hold, beside those ``known``.

    The known ones cost the same each; what costs more is not looked for. ``deadline`` is a time of
    the monotonic clock, by default ``SECONDS`` from now; at most ``limit`` programs are solved.
    """
    program = _Program.of(system, monotonic() + SECONDS if deadline is None else deadline)
    best: Rational | None = None
    for one in known:
        program.exclude(tuple(one))
        best = _cost(system, one)
    found: list[Piece] = []
    unknown: list[Rational] = []
    bound: Rational = 0
    for asked in range(1, limit + 1):
        cells, proven = program.next()
        cost = _cost(system, cells or ())
        if cells is None or (best is not None and cost > best):
            all_known = proven and not unknown
            return Optima(tuple(found), all_known, asked, all_known or _least(best, bound, unknown))
        bound = cost
        try:
            exactly = fit(system, cells, _asked(system, cells))
        except IntractableError:
            unknown.append(cost)
            program.exclude(cells)
            continue
        if exactly is None:
            program.cut(_clash(system, cells), cells)
            continue
        if best is None or cost < best:
            best, found = cost, []  # HiGHS weighs in floats: what is nearly as cheap may come first
        found.append(Piece(tuple(cells), 0, 0, cost, exactly))
        program.exclude(cells)
    return Optima(tuple(found), False, limit, _least(best, bound, unknown))


def _least(best: Rational | None, bound: Rational, unknown: Iterable[Rational]) -> bool:
    """Tell whether nothing is cheaper than the best: neither left out nor not known."""
    return best is not None and bound >= best and not any(cost < best for cost in unknown)


def _cost(system: System, cells: Iterable[int]) -> Rational:
    return sum((system.columns[cell].weight or 0 for cell in cells), start=0)


def _asked(system: System, cells: Iterable[int]) -> list[int]:
    """Return the rows that the cells must let hold: all they touch, and all that failed."""
    touched = {row for cell in cells for row in system.shape.touching[cell]}
    return sorted(touched.union(system.failed))


def _clash(system: System, cells: Sequence[int]) -> list[int]:
    """Return rows that cannot hold together when these cells alone change, and none to spare."""
    rows = _asked(system, cells)
    for row in list(rows):
        fewer = [other for other in rows if other != row]
        try:
            if fit(system, cells, fewer) is None:
                rows = fewer
        except IntractableError:
            continue  # not known to clash without it
    return rows


def _may_keep(system: System, cell: int) -> bool:
    """Tell whether a cell that may change may as well hold what it does: an exact, apt figure.

    One known to an interval may be anything within as long as it stays.
    """
    column, value = system.columns[cell], system.values[cell]
    apt = column.minimum is None or value >= column.minimum
    rows = [system.rows[number] for number in system.shape.touching[cell]]
    shared = any(
        part.shared is not None and part.shared.share == cell
        for row in rows
        for part in row.parts or (row,)
    )
    fine = not column.whole or value.denominator == 1
    return apt and fine and not shared and cell not in system.spans


@define
class _Program:
    """The program over the cells that cuts name: a yes or no for each."""

    system: System
    solver: Any
    deadline: float
    choice: dict[int, int] = field(factory=dict)
    impossible: bool = False

    @classmethod
    def of(cls, system: System, deadline: float) -> _Program:
        """Set the program up."""
        from highspy import Highs  # noqa: PLC0415 - an extra: nobody needs it for small sets

        solver: Any = Highs()  # type: ignore[no-untyped-call]
        solver.setOptionValue("output_flag", False)
        solver.setOptionValue("random_seed", 0)
        solver.setOptionValue("threads", 1)
        solver.setOptionValue("mip_rel_gap", 0.0)
        return cls(system, solver, deadline)

    def cell(self, cell: int) -> int:
        """Return the variable of a cell, adding it where no cut has named it yet."""
        from highspy import HighsVarType  # noqa: PLC0415

        if cell not in self.choice:
            number: int = self.solver.getNumCol()
            self.solver.addCol(float(self.system.columns[cell].weight or 0), 0.0, 1.0, 0, [], [])
            self.solver.changeColIntegrality(number, HighsVarType.kInteger)
            self.choice[cell] = number
        return self.choice[cell]

    def cut(self, rows: Iterable[int], cells: Sequence[int]) -> None:
        """Demand that another cell of the rows changes, or that one that may not keep its figure stays."""
        named = {cell for row in rows for cell in self.system.shape.members[row]}
        others = named.difference(cells)
        open_ones = [c for c in sorted(others) if self.system.columns[c].weight is not None]
        kept = [c for c in cells if c in named and not _may_keep(self.system, c)]
        self.impossible |= not open_ones and not kept
        terms = [(self.cell(c), 1.0) for c in open_ones] + [(self.cell(c), -1.0) for c in kept]
        self._bound(1.0 - len(kept), float("inf"), terms)

    def exclude(self, cells: Sequence[int]) -> None:
        """Exclude a set, with every set that holds it."""
        self._bound(-float("inf"), len(cells) - 1.0, [(self.cell(cell), 1.0) for cell in cells])

    def _bound(self, low: float, high: float, terms: Sequence[tuple[int, float]]) -> None:
        numbers, sizes = [number for number, _ in terms], [size for _, size in terms]
        self.solver.addRow(low, high, len(terms), numbers, sizes)

    def next(self) -> tuple[tuple[int, ...] | None, bool]:
        """Return the cheapest set not excluded, ``None`` for none; and whether that is proven."""
        from highspy import HighsModelStatus  # noqa: PLC0415

        left = self.deadline - monotonic()
        if self.impossible or left <= 0:
            return None, self.impossible
        if not self.choice:
            return (), True
        self.solver.setOptionValue("time_limit", self.solver.getRunTime() + left)
        self.solver.run()
        status = self.solver.getModelStatus()
        if status != HighsModelStatus.kOptimal:
            return None, bool(status == HighsModelStatus.kInfeasible)
        values = self.solver.getSolution().col_value
        return tuple(sorted(c for c, n in self.choice.items() if values[n] > 0.5)), True
