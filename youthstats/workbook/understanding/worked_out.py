"""What the formula in a cell makes of other cells: a sum, parts of one, a quotient, an average."""

from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction

from attrs import evolve, frozen

from youthstats.model.linear import Ref
from youthstats.workbook.formulas.meaning import meaning_of
from youthstats.workbook.formulas.normal import NormalForm
from youthstats.workbook.reading.sheets.places import Place, address
from youthstats.workbook.understanding.canvas import Canvas
from youthstats.workbook.understanding.standing import formula_in, stands_in

__all__ = ["Worked", "calculated_in", "resting", "worked_out"]

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
    negative, ``of_parts`` that one may have decimals, as any amount may.
    """

    formula: str
    form: NormalForm | None
    places: tuple[Place, ...] = ()
    of_rates: bool = False
    of_signed: bool = False
    of_parts: bool = False

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
        return self.form is not None and self.form.whole is None and not self.of_rates

    @property
    def signed(self) -> bool:
        """Whether it may come to less than nothing: it takes something off."""
        if self.form is None:
            return False
        sides = (self.form.part, *((self.form.whole,) if self.form.whole else ()))
        sizes = [size for side in sides for size in (side.constant, *dict(side.terms).values())]
        return self.of_signed or min(sizes) < 0

    @property
    def in_parts(self) -> bool:
        """Whether it may come to decimals: half of a sum, or a sum of such or of amounts."""
        if self.form is None or self.form.whole is not None:
            return False
        sizes = [self.form.part.constant, *(size for _, size in self.form.part.terms)]
        rounded = self.form.places is not None and self.form.places <= 0
        return not rounded and (self.of_parts or any(size.denominator != 1 for size in sizes))

    @property
    def picks(self) -> bool:
        """Whether it is an average, an extreme or a rank of answers."""
        plain = "".join(self.formula.split())
        return not self.sums and _PICKS.search(_FLOOR.sub("", plain)) is not None


def calculated_in(canvas: Canvas) -> dict[Place, tuple[Place, ...]]:
    """Return the cells that formulas of a sheet calculate with, and where those formulas stand."""
    found: dict[Place, tuple[Place, ...]] = {}
    for place, square in canvas.squares.items():
        worked = worked_out(canvas, place) if square.formula is not None else None
        for at in worked.places if worked is not None and worked.calculates else ():
            found[at] = (*found.get(at, ()), place)
    return found


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


def resting(
    worked: Worked,
    at: Callable[[Place], Worked | None],
    may_fall: Callable[[Place], bool],
    in_amounts: Callable[[Place], bool],
) -> Worked:
    """Return a formula with what is known of all that it rests on.

    ``at`` says what is worked out in a cell, ``may_fall`` of one that is typed whether it may be
    negative, ``in_amounts`` whether an amount is asked for there.
    """
    seen: dict[Place, Worked | None] = {}
    left = list(worked.places)
    while left:
        place = left.pop()
        if place not in seen:
            one = seen[place] = at(place)
            left += one.places if one else ()
    signed = any(may_fall(place) if one is None else one.signed for place, one in seen.items())
    parts = any(
        in_amounts(place) if one is None else one.in_parts or one.divides
        for place, one in seen.items()
    )
    return evolve(worked, of_signed=signed, of_parts=parts)
