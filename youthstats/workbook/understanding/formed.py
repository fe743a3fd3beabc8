"""A form drawn from a sheet, with all that says where it came from."""

from __future__ import annotations

from attrs import frozen

from youthstats.model.forms import Form, Line
from youthstats.model.items import Kind
from youthstats.model.returns import Location
from youthstats.workbook.understanding.doubts import Doubt
from youthstats.workbook.understanding.keys import Keys
from youthstats.workbook.understanding.paths import Paths

__all__ = ["Formed"]


@frozen
class Formed:
    """A form, where it stands on the template, and what could not be told of it.

    ``keys`` say which cell is which answer, ``paths`` how its table is labelled, ``worded`` which figures
    only the words of their labels give a kind.
    """

    form: Form
    location: Location
    keys: Keys
    paths: Paths
    doubts: tuple[Doubt, ...] = ()
    worded: tuple[str, ...] = ()

    def shown_times(self, item: str, line: Line) -> int:
        """Return how many times a cell shows its answer: 100 where a share is given in per cent."""
        place = self.keys.places[item, line]
        share = self.form.item(item).kind is Kind.SHARE
        return 100 if share and not self.paths.canvas.at(place).in_percent else 1
