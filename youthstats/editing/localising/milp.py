"""Larger sets of cells, by mixed-integer programming with HiGHS (the extra ``milp``).

The program minimises the weight of the cells that change, ``Σ weight · z``, subject to every row,
where ``|change| <= M · z`` and ``z`` is 0 or 1. It works with floats, so it only proposes sets:
each is then solved exactly, and excluded before the next is asked for, with all sets that hold it
where it explains the failures, alone where it does not. So all optima are enumerated. Source: T. de
Waal, "An overview of statistical data editing", Statistics Netherlands (2008), chapter 3.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from importlib.util import find_spec
from typing import Any

from attrs import define, field, frozen

from youthstats.editing.bounding import IntractableError, Rational
from youthstats.editing.localising.pieces import Piece
from youthstats.editing.localising.solving import fit
from youthstats.editing.localising.system import Atom, System

__all__ = ["Optima", "available", "sets_by_milp"]


@frozen
class Optima:
    """Cheapest sets of cells, each solved exactly; ``complete`` when there are no others.

    ``asked`` counts the programs solved.
    """

    sets: tuple[Piece, ...]
    complete: bool
    asked: int


def available() -> bool:
    """Tell whether HiGHS is installed."""
    return find_spec("highspy") is not None


def sets_by_milp(system: System, *, limit: int = 100, seconds: float = 10.0) -> Optima:
    """Return the cheapest sets of cells that, changed, let every row hold.

    At most ``limit`` programs are solved, ``seconds`` each.
    """
    program = _Program.of(system, seconds)
    found: list[Piece] = []
    best: Rational | None = None
    for asked in range(1, limit + 1):
        cells, proven = program.next()
        if cells is None:
            return Optima(tuple(found), proven, asked)
        cost = sum((system.columns[cell].weight or 0 for cell in cells), start=0)
        if best is not None and cost > best:
            return Optima(tuple(found), proven, asked)
        try:
            exactly = fit(system, cells) if _reaches(system, cells) else None
        except IntractableError:
            return Optima(tuple(found), False, asked)
        if exactly is not None:
            if best is not None and cost < best:
                found = []  # floats let a dearer set through before
            best = cost
            found.append(Piece(cells, 0, 0, cost, exactly))
        program.exclude(cells, alone=exactly is None)
    return Optima(tuple(found), False, limit)


def _reaches(system: System, cells: Sequence[int]) -> bool:
    """Tell whether the cells touch every failed row: floats may have let one through."""
    touched = {row for cell in cells for row in system.shape.touching[cell]}
    return touched.issuperset(system.failed)


@define
class _Program:
    """The program over the cells that rows touch: a change and a yes or no for each."""

    solver: Any
    cells: Sequence[int]
    change: dict[int, int] = field(factory=dict)
    choice: dict[int, int] = field(factory=dict)
    most: float = 0.0

    @classmethod
    def of(cls, system: System, seconds: float) -> _Program:
        """Set the program up."""
        from highspy import Highs  # noqa: PLC0415 - an extra: nobody needs it for small sets

        solver: Any = Highs()  # type: ignore[no-untyped-call]
        solver.setOptionValue("output_flag", False)
        solver.setOptionValue("time_limit", seconds)
        solver.setOptionValue("random_seed", 0)
        solver.setOptionValue("threads", 1)
        solver.setOptionValue("mip_rel_gap", 0.0)
        named = sorted({column for columns in system.shape.members for column in columns})
        cells = [cell for cell in named if system.columns[cell].weight is not None]
        program = cls(solver, cells)
        program.most = 10.0 * (1.0 + sum(abs(float(system.values[cell])) for cell in named))
        for cell in cells:
            program.cell(system, cell)
        for row in range(len(system.rows)):
            program.row(system, row)
        return program

    def variable(self, low: float, high: float, cost: float, *, whole: bool) -> int:
        """Add a variable and return its number."""
        from highspy import HighsVarType  # noqa: PLC0415

        number: int = self.solver.getNumCol()
        self.solver.addCol(cost, low, high, 0, [], [])
        if whole:
            self.solver.changeColIntegrality(number, HighsVarType.kInteger)
        return number

    def bound(self, low: float, high: float, terms: Iterable[tuple[int, float]]) -> None:
        """Add a row: a sum of variables between two ends."""
        numbers, sizes = zip(*terms, strict=True)
        self.solver.addRow(low, high, len(numbers), list(numbers), list(sizes))

    def cell(self, system: System, cell: int) -> None:
        """Add the change of a cell, and whether it changes at all."""
        column, value = system.columns[cell], float(system.values[cell])
        low = -self.most if column.minimum is None else column.minimum - value
        change = self.variable(low, self.most, 0.0, whole=column.whole)
        choice = self.variable(0.0, 1.0, float(column.weight or 0), whole=True)
        self.change[cell], self.choice[cell] = change, choice
        self.bound(-float("inf"), 0.0, [(change, 1.0), (choice, -self.most)])
        self.bound(0.0, float("inf"), [(change, 1.0), (choice, self.most)])

    def row(self, system: System, row: int) -> None:
        """Add one edit; of several alternatives one at least has to hold."""
        alternatives = system.alternatives(row)
        shared = system.rows[row].shared
        free = None if shared is None else self.choice.get(shared.share)
        if len(alternatives) == 1:
            for atom in alternatives[0]:
                self.atom(system, atom, [] if free is None else [(free, 1.0)])
            return
        ways = [self.variable(0.0, 1.0, 0.0, whole=True) for _ in alternatives]
        self.bound(1.0, float("inf"), [(way, 1.0) for way in ways])
        for way, alternative in zip(ways, alternatives, strict=True):
            for atom in alternative:
                self.atom(system, atom, [(way, -1.0)], 1.0)

    def atom(
        self, system: System, atom: Atom, unless: list[tuple[int, float]], slack: float = 0.0
    ) -> None:
        """Add one atom, which need not hold where ``slack`` and what ``unless`` comes to is 1."""
        low, high = map(float, system.reach(atom))
        room = abs(low) + abs(high) + sum(abs(float(size)) for _, size in atom.terms) * self.most
        terms = [(self.change[c], float(size)) for c, size in atom.terms if c in self.change]
        least = [(number, -size * room) for number, size in unless]
        if terms or least:
            self.bound(-float("inf"), slack * room - low, [*terms, *least])
        if (terms or least) and atom.relation == "=":
            other = [(number, size * room) for number, size in unless]
            self.bound(-slack * room - high, float("inf"), [*terms, *other])

    def next(self) -> tuple[tuple[int, ...] | None, bool]:
        """Return the cheapest set not excluded, ``None`` for none; and whether that is proven."""
        from highspy import HighsModelStatus  # noqa: PLC0415

        if not self.cells:
            return None, True
        self.solver.run()
        status = self.solver.getModelStatus()
        if status != HighsModelStatus.kOptimal:
            return None, bool(status == HighsModelStatus.kInfeasible)
        values = self.solver.getSolution().col_value
        return tuple(c for c in self.cells if values[self.choice[c]] > 0.5), True

    def exclude(self, cells: Sequence[int], *, alone: bool) -> None:
        """Exclude a set, ``alone`` or with every set that holds it."""
        terms = [(self.choice[cell], 1.0) for cell in cells]
        if alone:
            terms += [(self.choice[cell], -1.0) for cell in self.cells if cell not in cells]
        self.bound(-float("inf"), len(cells) - 1.0, terms)
