"""A form drawn from a sheet, with all that says where it came from."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from attrs import frozen

from youthstats.model.forms import Form, Line
from youthstats.model.items import Kind
from youthstats.model.locations import Location
from youthstats.model.office import is_fraction
from youthstats.workbook.reading.sheets.places import Place
from youthstats.workbook.understanding.doubts import Doubt
from youthstats.workbook.understanding.keys import Key, Keys
from youthstats.workbook.understanding.paths import Paths
from youthstats.workbook.understanding.worked_out import worked_out

__all__ = ["Formed"]


@frozen(slots=False)
class Formed:
    """A form, where it stands on the template, and what could not be told of it.

    ``keys`` say which cell is which answer, ``paths`` how its table is labelled, ``worded`` which figures
    only the words of their labels give a kind, ``supposed`` those that nothing does but the measure of all
    the table, if that.
    """

    form: Form
    location: Location
    keys: Keys
    paths: Paths
    doubts: tuple[Doubt, ...] = ()
    worded: tuple[str, ...] = ()
    supposed: tuple[str, ...] = ()

    @cached_property
    def places(self) -> Mapping[Key, Place]:
        """Which cell is which answer, in the line of totals of a list too."""
        line = self.location.total_line
        return {
            **self.keys.places,
            **{(item, line): place for item, place in self.location.totals.items()},
        }

    @cached_property
    def lines(self) -> Mapping[tuple[str, str | None], Line]:
        """The line of every answer as it is, by what it is called in an edit."""
        return {(item, None if line is None else str(line)): line for item, line in self.places}

    def shown_times(self, item: str, line: Line) -> int:
        """Return how many times a cell shows its answer: 100 where a share is given in per cent.

        A quotient that nothing multiplies by a hundred is in parts, however its cell shows it.
        """
        canvas, place = self.paths.canvas, self.places[item, line]
        if self.form.item(item).kind is not Kind.SHARE or canvas.at(place).in_percent:
            return 1
        worked = worked_out(canvas, place)
        of_one = worked is not None and worked.of_one
        return 1 if of_one or is_fraction(canvas.at(place).formula or "") else 100
