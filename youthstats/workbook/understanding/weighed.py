"""Of what kind each answer of a table is: what its cell says, its labels, formulas and neighbours."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from functools import cached_property
from typing import Protocol

from attrs import evolve, field, frozen

from youthstats.model.items import Kind
from youthstats.workbook.reading.sheets.places import Place
from youthstats.workbook.understanding.adding import rate_of
from youthstats.workbook.understanding.canvas import Canvas
from youthstats.workbook.understanding.kinds import Asked, asked, measure_in
from youthstats.workbook.understanding.list_figures import ListFigures
from youthstats.workbook.understanding.measured import speaks_of_money
from youthstats.workbook.understanding.prices import prices_in
from youthstats.workbook.understanding.tables import Table
from youthstats.workbook.understanding.telling import speaks_of_quantity
from youthstats.workbook.understanding.worked_out import (
    Resting,
    Worked,
    calculated_in,
    formulas_in,
)

__all__ = ["Led", "Weighed"]


class Led(Protocol):
    """What leads to the answers of a table, and in what its figures are."""

    @property
    def canvas(self) -> Canvas: ...
    @property
    def table(self) -> Table: ...
    @property
    def columns(self) -> Mapping[int, tuple[str, ...]]: ...
    @property
    def column_wholes(self) -> Mapping[int, int]: ...
    @property
    def listed(self) -> bool: ...
    @property
    def common_measure(self) -> str: ...
    def told(self, place: Place) -> tuple[tuple[str, ...], str]: ...


@frozen(slots=False, eq=False)
class Weighed:
    """The answers of a table, each asked for once."""

    paths: Led
    _known: dict[Place, Asked] = field(factory=dict, init=False)
    _typed_in: dict[Place, Asked] = field(factory=dict, init=False)
    _told: dict[Place, tuple[tuple[str, ...], str]] = field(factory=dict, init=False)

    @cached_property
    def _formulas(self) -> Mapping[Place, Worked]:
        return formulas_in(self.paths.canvas)

    @cached_property
    def calculated(self) -> Mapping[Place, Sequence[Place]]:
        """The cells that formulas of the sheet calculate with, and where those stand."""
        return calculated_in(self._formulas)

    @cached_property
    def _resting(self) -> Resting:
        return Resting.of(self._formulas, self._may_fall, self._in_amounts)

    def asked(self, place: Place) -> Asked:
        """Return what one cell asks for."""
        if (known := self._known.get(place)) is None:
            known = self._weigh(place, listed=self.paths.listed)
            unknown = self.paths.listed and not (known.sure or known.kind.numeric)
            if unknown and self.paths.columns[place[1]] and self._around.suggested(place[1]):
                known = self._weigh(place, listed=False)
            if not known.sure and known.kind.numeric and self._among_words(place):
                known = Asked(Kind.TEXT, by="")
            if known.kind.additive and self.paths.canvas.anchor(place) in self._prices:
                known = evolve(known, kind=Kind.MONEY, adds=False)
            self._known[place] = known
        return known

    @cached_property
    def _prices(self) -> Set[Place]:
        """The answers that formulas multiply by a number of things."""
        rows, columns = set(self.paths.table.rows), set(self.paths.table.columns)

        def measure_of(place: Place) -> str:
            inside = place[0] in rows and place[1] in columns
            return self._labels(place)[1] if inside else ""

        return prices_in(self.paths.canvas, measure_of)

    def _among_words(self, place: Place) -> bool:
        """Tell whether a cell is one of answers under no heading, some of which are surely words."""
        columns = self.paths.table.columns
        if len(columns) > 1 or any(self.paths.columns.get(at) for at in columns):
            return False
        return not self._sure_words <= {place}

    @cached_property
    def _sure_words(self) -> Set[Place]:
        """The answers of the only column that are surely words, each by itself."""
        (column,) = self.paths.table.columns
        places = ((row, column) for row in self.paths.table.rows)
        weighed = ((place, self._weigh(place, listed=False)) for place in places)
        return {place for place, one in weighed if one.sure and one.kind is Kind.TEXT}

    def _weigh(self, place: Place, *, listed: bool) -> Asked:
        behind, own, common = self._measured(place)
        worked = self._worked_out(place)
        if worked is not None:
            worked = evolve(
                worked,
                of_rates=any(rate_of(*self._labels(at)) for at in worked.places),
                of_signed=self.paths.canvas.anchor(place) in self._resting.signed,
                of_parts=self.paths.canvas.anchor(place) in self._resting.in_parts,
                of_amounts=self.paths.canvas.anchor(place) in self._resting.of_amounts,
            )
        return asked(
            self.paths.canvas.at(place),
            behind,
            own,
            common,
            worked,
            figured=self._figured(place),
            listed=listed,
        )

    @cached_property
    def _around(self) -> ListFigures:
        """What tells of the columns of a list by what stands around them."""
        row = self.paths.table.rows[0]
        labels = {at: path for at, path in self.paths.columns.items() if path}
        return ListFigures(
            self.paths.canvas, self.paths.table, labels, lambda at: self._by_itself((row, at))
        )

    def _figured(self, place: Place) -> bool:
        """Tell whether a cell must hold a figure since others do: those it is reckoned with."""
        whole = self.paths.column_wholes.get(place[1]) if self.paths.listed else None
        part = whole is not None and self.asked((place[0], whole)).kind.numeric
        return part or place in self.calculated or self._beside_figures(place)

    def _beside_figures(self, place: Place) -> bool:
        """Tell whether nothing but figures is asked for beside a cell, in the group of its column.

        Where its own label tells it needs no others.
        """
        row, column = place
        path = self.paths.columns.get(column, ())
        if len(path) < 2 or self._by_itself(place).sure:
            return False
        group = [
            at for at, one in self.paths.columns.items() if at != column and one[:-1] == path[:-1]
        ]
        sure = [one for one in (self._by_itself((row, at)) for at in group) if one.sure]
        return bool(sure) and all(one.kind.numeric for one in sure)

    def _by_itself(self, place: Place) -> Asked:
        """Return what a cell asks for by its looks and its innermost heading alone."""
        head = self.paths.columns[place[1]][-1:]
        return asked(self.paths.canvas.at(place), head, measure_in(head))

    def _worked_out(self, place: Place) -> Worked | None:
        return self._formulas.get(self.paths.canvas.anchor(place))

    def _labels(self, place: Place) -> tuple[tuple[str, ...], str]:
        """Return the labels that lead to a cell, and its unit of measure."""
        if place not in self._told:
            self._told[place] = self.paths.told(place)
        return self._told[place]

    def _measured(self, place: Place) -> tuple[tuple[str, ...], str, str]:
        """Return the labels that tell of a cell, its unit of measure, and that of the table.

        How many there are is no money, though 数量 stands under 本期收入: beside 金额, or in a list.
        """
        behind, own = self._labels(place)
        common, outer = self.paths.common_measure, behind[:-1]
        number = not own and "".join("".join(behind[-1:]).split()) == "数量"
        if not number or speaks_of_quantity(outer):
            return behind, own, common
        headings = self.paths.columns.items()
        beside = any(speaks_of_money(path[-1:]) for at, path in headings if at != place[1])
        of_money = speaks_of_money(outer) or common.endswith("元")
        counted = of_money and (beside or self.paths.listed)
        return (behind[-1:], own, "") if counted else (behind, own, common)

    def _may_fall(self, place: Place) -> bool:
        """Tell whether a figure that is typed may be negative, by its labels and its validation."""
        return self._typed(place).minimum is None

    def _in_amounts(self, place: Place) -> bool:
        """Tell whether what is typed is surely an amount, whatever is worked out with it."""
        typed = self._typed(place)
        return typed.sure and typed.kind is Kind.MONEY

    def _typed(self, place: Place) -> Asked:
        """Return what a cell without a formula asks for, each looked at once for all formulas."""
        if (known := self._typed_in.get(place)) is None:
            known = asked(self.paths.canvas.at(place), *self._measured(place))
            self._typed_in[place] = known
        return known
