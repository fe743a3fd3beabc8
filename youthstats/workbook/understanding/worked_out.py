"""What the formula in a cell makes of other cells: a sum, parts of one, a quotient, an average."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from fractions import Fraction

from attrs import frozen

from youthstats.model.linear import Ref
from youthstats.workbook.formulas.meaning import meaning_of
from youthstats.workbook.formulas.normal import NormalForm
from youthstats.workbook.reading.sheets.places import Place, address
from youthstats.workbook.understanding.canvas import Canvas
from youthstats.workbook.understanding.standing import formula_in, stands_in

__all__ = ["Resting", "Worked", "calculated_in", "formulas_in", "lines_added", "worked_out"]

_PICKS = re.compile(
    r"(?<![\w.])(?:AVERAGE(?:A|IFS?)?|MAX|MIN|MEDIAN|MODE|LARGE|SMALL|RANK(?:\.EQ|\.AVG)?|GEOMEAN)\(",
    re.IGNORECASE,
)
_QUOTED, _SIGNS = re.compile('"[^"]*"'), re.compile(r"(?<=.)[-+*/]|SUM\(")
_FLOOR = re.compile(r"(?:MAX|MIN)\((?:0,[^,]*|[^,]*,0)\)", re.IGNORECASE)
"""What only keeps a figure from falling below nought."""


@frozen
class Worked:
    """A formula: its normal form, if it has one, and the answers on its sheet that it rests on.

    ``of_rates`` tells that one of these is itself nothing to add, ``of_signed`` that one may be
    negative, ``of_parts`` that one may have decimals, ``of_amounts`` that all are amounts.
    """

    formula: str
    form: NormalForm | None
    places: tuple[Place, ...] = ()
    of_rates: bool = False
    of_signed: bool = False
    of_parts: bool = False
    of_amounts: bool = False

    @property
    def calculates(self) -> bool:
        """Whether it works with answers as figures, and repeats none as it stands."""
        plain = _QUOTED.sub("", self.formula.upper())
        signs = _SIGNS.search(plain) is not None
        return self.form is not None and (len(self.places) > 1 or signs)

    @property
    def divides(self) -> bool:
        """Whether it divides by answers."""
        return self.form is not None and self.form.whole is not None

    @property
    def of_one(self) -> bool:
        """Whether it is a quotient that nothing multiplies by a hundred."""
        if self.form is None or self.form.whole is None:
            return False
        over, below = (
            max((abs(size) for _, size in linear.terms), default=Fraction())
            for linear in (self.form.part, self.form.whole)
        )
        return over < 10 * below

    @property
    def sums(self) -> bool:
        """Whether it adds up answers that can be added, each times a number."""
        whole = self.form is not None and self.form.whole is None and self.form.times is None
        return whole and not self.of_rates

    @property
    def signed(self) -> bool:
        """Whether it may come to less than nothing: it takes something off."""
        if self.form is None:
            return False
        times = self.form.times
        others = (self.form.whole, times.by if times else None)
        sides = (self.form.part, *(side for side in others if side is not None))
        sizes = [size for side in sides for size in (side.constant, *dict(side.terms).values())]
        return self.of_signed or min(sizes) < 0

    @property
    def in_parts(self) -> bool:
        """Whether it makes decimals of whole numbers: half of a sum, or a sum of such."""
        if self.form is None or self.form.whole is not None:
            return False
        sides = (self.form.part, *([self.form.times.by] if self.form.times else ()))
        sizes = [size for side in sides for size in (side.constant, *dict(side.terms).values())]
        rounded = self.form.places is not None and self.form.places <= 0
        return not rounded and (self.of_parts or any(size.denominator != 1 for size in sizes))

    @property
    def picks(self) -> bool:
        """Whether it is an average, an extreme or a rank of answers."""
        plain = "".join(self.formula.split())
        return not self.sums and _PICKS.search(_FLOOR.sub("", plain)) is not None


def calculated_in(formulas: Mapping[Place, Worked]) -> dict[Place, list[Place]]:
    """Return the cells that formulas of a sheet calculate with, and where those formulas stand."""
    return _users({place: one for place, one in formulas.items() if one.calculates})


def _users(formulas: Mapping[Place, Worked]) -> dict[Place, list[Place]]:
    """Return the cells that formulas rest on, each with where those stand."""
    found: dict[Place, list[Place]] = {}
    for place, one in formulas.items():
        for at in one.places:
            found.setdefault(at, []).append(place)
    return found


def formulas_in(canvas: Canvas) -> dict[Place, Worked]:
    """Return what all formulas of a sheet make of other cells, by where they stand."""
    found = ((place, worked_out(canvas, place)) for place in canvas.squares)
    return {place: one for place, one in found if one is not None}


def worked_out(canvas: Canvas, place: Place) -> Worked | None:
    """Return what the formula at a place makes of other cells; ``None`` where there is none."""
    formula = canvas.at(place).formula
    if formula is None:
        return None
    rests_on: list[Place] = []

    def answer(at: Place) -> Ref:
        rests_on.append(at)
        return Ref(address(at), None, canvas.name)

    def meaning(sheet: str, row: int, column: int) -> Ref | Fraction | None:
        if sheet == canvas.name:
            return stands_in(canvas, (row, column), answer)
        other = canvas.beside.get(sheet)
        at = row, column
        return stands_in(other, at, elsewhere(sheet)) if other else elsewhere(sheet)(at)

    def elsewhere(sheet: str) -> Callable[[Place], Ref]:
        return lambda at: Ref(address(at), None, sheet)

    def formula_at(sheet: str, row: int, column: int) -> str | None:
        return formula_in(canvas, (row, column)) if sheet == canvas.name else None

    def words(sheet: str, row: int, column: int) -> str | None:
        return canvas.printed((row, column)) if sheet == canvas.name else None

    here = canvas.name, *canvas.anchor(place)
    found = meaning_of(formula, here, meaning, formula_at, words)
    form = found if isinstance(found, NormalForm) else None
    return Worked(formula, form, tuple(dict.fromkeys(rests_on)))


def lines_added(canvas: Canvas, columns: Iterable[int], row: int) -> set[int]:
    """Return the rows that the formulas in a row add up, each in its own column."""
    found = ((column, worked_out(canvas, (row, column))) for column in columns)
    return {
        at
        for column, one in found
        if one is not None and one.sums
        for at, beside in one.places
        if beside == column
    }


@frozen
class Resting:
    """The formulas of a sheet that rest, however far back, on what may be negative or has decimals.

    Those ``of_amounts`` rest on amounts alone.
    """

    signed: Set[Place]
    in_parts: Set[Place]
    of_amounts: Set[Place]

    @classmethod
    def of(
        cls,
        formulas: Mapping[Place, Worked],
        may_fall: Callable[[Place], bool],
        in_amounts: Callable[[Place], bool],
    ) -> Resting:
        """Follow all formulas at once.

        ``may_fall`` says of a typed cell if it may be negative, ``in_amounts`` if an amount is asked
        for there.
        """
        users = _users(formulas)
        typed = [place for place in users if place not in formulas]
        signed = [place for place in typed if may_fall(place)]
        signed += [place for place, one in formulas.items() if one.signed]
        parts = [place for place, one in formulas.items() if one.in_parts or one.divides]
        amounts = {place for place in typed if in_amounts(place)}
        others = _resting_on((place for place in typed if place not in amounts), users)
        return cls(
            _resting_on(signed, users),
            _resting_on(parts, users),
            _resting_on(amounts, users) - others,
        )


def _resting_on(places: Iterable[Place], users: Mapping[Place, Sequence[Place]]) -> set[Place]:
    """Return the formulas that lead back to some places."""
    found: set[Place] = set()
    left = list(places)
    while left:
        new = [place for place in users.get(left.pop(), ()) if place not in found]
        found.update(new)
        left += new
    return found
