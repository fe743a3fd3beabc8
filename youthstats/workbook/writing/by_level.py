"""A form's totals at every level of the hierarchy: a row for each unit over some that file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from attrs import evolve, field, frozen

from youthstats.layout.formulas import CellAt, column_sum_formula, sum_formula
from youthstats.layout.layouts import by_unit_layout
from youthstats.model.forms import Line
from youthstats.wording import say
from youthstats.workbook.writing.frame import Frame
from youthstats.workbook.writing.long_frame import LongFrame
from youthstats.workbook.writing.report import FormReport

__all__ = ["ByLevel", "by_levels"]

INDENT = "\u3000"
"""What moves a name in by one level: as wide as one of its signs."""


@frozen(slots=False, kw_only=True)
class ByLevel(FormReport):
    """One form's totals of the units between those that file and the whole, each before those under it.

    ``of_units`` are the sheets whose cells they add up. A list has no such sheet: its entries are not added.
    """

    behind: FormReport = field(repr=False)

    @classmethod
    def of(cls, behind: FormReport) -> ByLevel | None:
        """Return the levels over the units of a form; ``None`` where they stand right under the whole."""
        if behind.totals.form.open:
            return None
        found = cls(
            totals=behind.totals,
            marks=behind.marks,
            blank=behind.blank,
            lang=behind.lang,
            behind=behind,
        )
        return found if found.listed else None

    @cached_property
    def listed(self) -> tuple[str, ...]:
        """The units over some that the form's sheets show, each before those under it."""
        return tuple(unit for unit in self._downwards(self.root) if unit != self.root)

    def _downwards(self, unit: str) -> Iterator[str]:
        if unit in self._shown:
            yield unit
            for below in self.totals.scheme.units.children(unit):
                yield from self._downwards(below)

    @cached_property
    def _shown(self) -> Mapping[str, list[int]]:
        """The units that the form's sheets show under each unit, by their places among all of these."""
        units = self.totals.scheme.units
        places: dict[str, list[int]] = {}
        for place, unit in enumerate(self.behind.listed):
            for above in units.ancestors(unit):
                places.setdefault(above, []).append(place)
        return places

    @cached_property
    def missing(self) -> frozenset[str]:
        """The units over some that owe the form and did not file it: their totals are lower bounds."""
        return frozenset(self.lacking)

    @cached_property
    def lacking(self) -> Counter[str]:
        """How many of the units under each did not file the form and owe it."""
        units = self.totals.scheme.units
        return Counter(above for unit in self.totals.missing for above in units.ancestors(unit))

    @property
    def of_units(self) -> tuple[str, str]:
        form = self.totals.form
        sheet = say("report.levels_sheet", self.lang, label=form.label)
        key = "report.by_level_of" if form.spoken.heading else "report.by_level"
        return sheet, say(key, self.lang, heading=form.spoken.heading)

    @cached_property
    def main(self) -> Frame:
        layout = by_unit_layout(self.totals.form, self.listed[:1], None)
        sheet, subtitle = self.of_units
        frame = self._long(layout, sheet, dict.fromkeys(self.listed, 1), subtitle)
        return evolve(frame, names={unit: self._name(unit) for unit in self.listed})

    def _name(self, unit: str) -> str:
        """Return a unit's name, further in the deeper it stands, with how many are lacking under it."""
        depth = len(list(self.totals.scheme.units.ancestors(unit))) - 1
        lacking = self.lacking[unit]
        told = say("report.lacking", self.lang, count=lacking) if lacking else ""
        return f"{INDENT * depth}{unit}{told}"

    @cached_property
    def detail(self) -> Frame | None:
        return None

    def adds_up(self, unit: str) -> bool:
        return True

    def sum_over(self, frame: Frame, unit: str, item: str, line: Line) -> str | None:
        shown = self.behind.listed

        def cell(place: int) -> CellAt | None:
            return self.behind.cell_at(shown[place], item, line)

        if cell(0) is None:  # asked for, and not printed on the sheets of the units
            return None
        if not self._in_rows:
            return sum_formula([at for at in map(cell, self._shown[unit]) if at])
        runs = ((cell(first), cell(last)) for first, last in _runs(self._shown[unit]))
        return column_sum_formula(*((first, last) for first, last in runs if first and last))

    @cached_property
    def _in_rows(self) -> bool:
        """Whether the units stand one a row, so that neighbours are a range."""
        return isinstance(self.behind.place(self.behind.listed[0])[0], LongFrame)


def by_levels(forms: Iterable[FormReport]) -> Iterator[ByLevel]:
    """Yield the levels of the forms that have some."""
    for one in map(ByLevel.of, forms):
        if one is not None:
            yield one


def _runs(places: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield the first and the last of places that follow each other."""
    first = last = places[0]
    for place in places[1:]:
        if place != last + 1:
            yield first, last
            first = place
        last = place
    yield first, last
