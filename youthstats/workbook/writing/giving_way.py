"""Where a template's formula cannot come to the total, and gives way to it.

What holds for each unit need not hold for their total: a product, a mean or a rounded figure of
totals is not the total of those of the units. Nor does a formula come to a total where what it adds
up is not in the template, or is not a number, or where there is no total to come to: rates are not
added, and some unit may give the part of one and not the base.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from typing import Literal

from attrs import Factory, frozen, mutable

from youthstats.model.cellrefs import label_of
from youthstats.model.forms import Line
from youthstats.model.items import Item, Kind
from youthstats.model.linear import EVERY, Ref
from youthstats.model.returns import Record
from youthstats.model.values import (
    Missing,
    Value,
    exact,
    is_figure,
    is_number,
    near,
    plain,
    round_half_up,
)
from youthstats.workbook.reading.sheets.areas import areas_of
from youthstats.workbook.reading.sheets.places import Place, address
from youthstats.workbook.understanding.formed import Formed
from youthstats.workbook.understanding.sources import Sheets, Source, read_formulas
from youthstats.workbook.understanding.template import Template
from youthstats.workbook.writing.plan import Content
from youthstats.workbook.writing.worked_out import WorkedOut

__all__ = ["Cause", "FormulaCell", "GivingWay"]

Cause = Literal["no_sum", "list", "unreadable", "part_only", "of_one", "no_total"]
"""Why a formula gives way: it is no sum, rests on a list elsewhere, or on what nobody can read; it
would count a part without its base, is a share of one unit, or rests on what has no total.
"""

Records = Mapping[str, Record]
"""The totals of each form, by its id."""

Answer = tuple[str, str, str | None]
"""An answer in any form: of which form, which item, on which line."""


@frozen
class FormulaCell:
    """A figure of a template that has a formula, and what was reported of it together.

    ``source`` is what the formula says of each unit, ``None`` where that is no edit.
    """

    formed: Formed
    name: str
    line: Line
    place: Place
    text: str
    source: Source | None
    reported: Value

    @property
    def item(self) -> Item:
        return self.formed.form.item(self.name)

    @property
    def sheet(self) -> str:
        return self.formed.location.sheet

    @property
    def answer(self) -> Answer:
        return self.formed.form.id, self.name, _text(self.line)

    @property
    def shown(self) -> Fraction | None:
        """The figure reported, as the cell counts it."""
        if not is_figure(self.reported):
            return None
        times = self.formed.shown_times(self.name, self.line)
        return Fraction(exact(self.reported)) * times  # type: ignore[arg-type]

    def rests_on(self) -> Iterator[Answer]:
        """Yield the answers that the formula is worked out from.

        Of one that is no edit those of its own form that it names.
        """
        id = self.formed.form.id
        if self.source is not None:
            for ref in self.source.refs:
                yield ref.form or id, ref.item, _text(ref.on(self.line))
            return
        _, areas = areas_of(self.text)
        for (name, line), place in self.formed.places.items():
            if any(area.holds(place) for area in areas):
                yield id, name, _text(line)

    def comes_to_it(self, value: Content) -> bool:
        """Tell whether a value is the figure reported, as far as the formula rounds it."""
        if not is_figure(self.reported) or not is_number(value):
            return False
        figure = exact(self.reported)  # type: ignore[arg-type]
        if self.source is not None and self.source.places is not None:
            figure = round_half_up(figure, self.source.places)
        times = self.formed.shown_times(self.name, self.line)
        return near(value, plain(Fraction(figure) * times))

    def facts(self) -> Mapping[str, object]:
        """Return what a note says of it."""
        form = self.formed.form
        return {
            "place": f"{self.sheet}!{address(self.place)}",
            "label": label_of(form, self.name, self.line),
        }


def _text(line: object) -> str | None:
    return None if line is None else str(line)


@mutable
class GivingWay:
    """The formulas of a template that stay, and those that give way, with the cause."""

    template: Template
    records: Records
    kept: list[FormulaCell]
    gone: list[tuple[FormulaCell, Cause]] = Factory(list)

    @classmethod
    def of(
        cls, template: Template, records: Records, filled: Iterable[tuple[str, Place]]
    ) -> GivingWay:
        """Start with all formulas in figures of a template, but in cells filled already."""
        taken = {*filled}
        cells = [
            cell for cell in _cells(template, records) if (cell.sheet, cell.place) not in taken
        ]
        return cls(template, records, cells)

    @property
    def all(self) -> list[FormulaCell]:
        """Those that stay and those that give way."""
        return [*self.kept, *(cell for cell, _ in self.gone)]

    def without_their_parts(self) -> None:
        """Have those give way that add up a list that stands elsewhere, or what nobody can read.

        And those that cannot come to a total since there is none, or none of what they rest on.
        """
        self._go([one for one in self.kept if self._lacks_a_list(one)], "list")
        while more := self._over_unreadable():
            self._go(more, "unreadable")
        self._go([one for one in self.kept if self._lacks_a_base(one)], "part_only")
        self._go([one for one in self.kept if self._is_share_of_one(one)], "of_one")
        while more := self._over_untold():
            unread = [one for one in more if one.reported is Missing.UNREADABLE]
            self._go(unread, "unreadable")
            self._go([one for one in more if one not in unread], "no_total")

    def no_sums(self, worked_out: WorkedOut) -> None:
        """Have those give way that are no sums, and do not come to the total."""
        found = []
        for cell in self.kept:
            value = worked_out.get((cell.sheet, cell.place))
            told = is_number(value) or (cell.item.additive and not cell.formed.form.open)
            if cell.shown is not None and told and not self._holds_over_units(cell):
                found += [] if cell.comes_to_it(value) else [cell]
        self._go(found, "no_sum")

    def over_nothing(self) -> list[FormulaCell]:
        """Return those that are worked out from nothing that any unit gave."""
        formulas = {cell.answer for cell in self.all}
        blank: set[Answer] = set()
        for id, formed in self.template.forms.items():
            record = self.records[id]
            for name in (item.name for item in formed.form.items):
                lines = [line for line in record.keys if record[name, line] is Missing.BLANK]
                blank |= {(id, name, _text(line)) for line in lines} - formulas
                if formed.form.open and len(lines) == len(record.keys):
                    blank.add((id, name, EVERY))
        found: list[FormulaCell] = []
        while more := [
            cell
            for cell in self.kept
            if cell.answer not in blank and cell.source and blank.issuperset(cell.rests_on())
        ]:
            found += more
            blank |= {cell.answer for cell in more}
        return found

    def over_rows_left_empty(self) -> Iterator[tuple[Formed, dict[Place, str]]]:
        """Yield the formulas over the rows of a list that stands elsewhere, but in its answers."""
        for id, formed in self.template.forms.items():
            if formed.form.open and self._too_long(id):
                yield formed, dict(_over_rows(formed))

    def _go(self, cells: list[FormulaCell], cause: Cause) -> None:
        self.gone += [(cell, cause) for cell in cells]
        self.kept = [cell for cell in self.kept if cell not in cells]

    def _holds_over_units(self, cell: FormulaCell) -> bool:
        """Tell whether what a formula says of each unit is true of their totals too."""
        source = cell.source
        if source is None or source.times is not None:
            return False
        if source.whole is not None:
            return True
        whole_numbers = all(size.denominator == 1 for _, size in source.part.terms)
        rounded = source.places is not None and not (whole_numbers and source.places >= 0)
        items = [self._item(ref, cell) for ref in source.part.refs]
        return not rounded and not source.part.constant and all(item.additive for item in items)

    def _item(self, ref: Ref, cell: FormulaCell) -> Item:
        return self.template.forms[ref.form or cell.formed.form.id].form.item(ref.item)

    def _lacks_a_list(self, cell: FormulaCell) -> bool:
        """Tell whether a formula adds up a list for which the template has not enough rows."""
        return any(line == EVERY and self._too_long(form) for form, _, line in cell.rests_on())

    def _too_long(self, form: str) -> bool:
        rows = self.template.forms[form].keys.rows
        return len(self.records[form].keys) > len(rows)

    def _over_unreadable(self) -> list[FormulaCell]:
        """Return those that rest on a cell that shows no figure since nobody can read one."""
        unread = self._unreadable()
        return [
            cell
            for cell in self.kept
            if not unread.isdisjoint(cell.rests_on())
            or (cell.source is None and cell.reported is Missing.UNREADABLE)
        ]

    def _lacks_a_base(self, cell: FormulaCell) -> bool:
        """Tell whether a figure that others tell has no total: the part is given, and no base."""
        form = cell.formed.form
        entry = form.open and cell.line != form.total_line  # what one unit gave
        told = self.template.scheme.has_total(form, cell.item, cell.line)
        return told and not entry and cell.reported is Missing.NOT_APPLICABLE

    def _is_share_of_one(self, cell: FormulaCell) -> bool:
        """Tell whether a formula makes a share of figures that are added, and divides them by none.

        The number that it divides by is each unit's own: 90 days of a quarter are not those of two.
        """
        if cell.item.kind is not Kind.SHARE or cell.reported is not Missing.NOT_APPLICABLE:
            return False
        source = cell.source
        if source is None or source.whole is not None:
            return False
        return any(self._item(ref, cell).additive for ref in source.part.refs)

    def _over_untold(self) -> list[FormulaCell]:
        """Return those of which nothing is told that rest on a cell left empty: it has no total."""
        untold = self._untold()
        return [
            cell
            for cell in self.kept
            if isinstance(cell.reported, Missing) and not untold.isdisjoint(cell.rests_on())
        ]

    def _untold(self) -> set[Answer]:
        """Return the answers of tables that have no total and no formula that is kept."""
        formulas = {cell.answer for cell in self.kept}
        tables = (one.form for one in self.template.forms.values() if not one.form.open)
        found = {
            (form.id, item.name, _text(line))
            for form in tables
            for item in form.items
            for line in self.records[form.id].keys
            if self.records[form.id][item.name, line] is Missing.NOT_APPLICABLE
        }
        return found - formulas

    def _unreadable(self) -> set[Answer]:
        """Return the answers shown as unreadable: formulas that are kept show what they come to."""
        found: set[Answer] = {
            cell.answer for cell, cause in self.gone if cause == "unreadable" and cell.shown is None
        }
        formulas = {cell.answer for cell in self.kept}
        for id, formed in self.template.forms.items():
            record, lists = self.records[id], formed.form.open
            for name, line in (
                (item.name, key) for item in formed.form.items for key in record.keys
            ):
                answer = id, name, _text(line)
                if record[name, line] is Missing.UNREADABLE and answer not in formulas:
                    found |= {answer, (id, name, EVERY)} if lists else {answer}
        return found


def _over_rows(formed: Formed) -> Iterator[tuple[Place, str]]:
    """Yield the formulas in no answer of a list that rest on its entries, and on no other cells.

    Where nothing is drawn below its heading, all rows below are its own.
    """
    rows, own = formed.keys.rows, {*formed.places.values()}
    endless = formed.paths.table.region.endless
    for place, cell in sorted(formed.paths.canvas.squares.items()):
        areas = areas_of(cell.formula)[1] if cell.formula and place not in own else ()
        inside = all(rows[0] <= one.top and (endless or one.bottom <= rows[-1]) for one in areas)
        answers = (at for at in formed.keys.places.values() for one in areas if one.holds(at))
        if inside and any(answers):
            yield place, str(cell.formula)


def _cells(template: Template, records: Records) -> Iterator[FormulaCell]:
    """Yield the figures of a template that have a formula and stand in it."""
    forms = [*template.forms.values()]
    read = read_formulas(forms, Sheets.of(forms))
    for formed in forms:
        form, record = formed.form, records[formed.form.id]
        sources = {source.ref: source for source in read[form.id].sources}
        too_long = form.open and len(record.keys) > len(formed.keys.rows)
        for (name, line), place in formed.places.items():
            text = formed.paths.canvas.at(place).formula
            summed = line == form.total_line is not None
            known = summed or (line in record.keys and not too_long)
            if text is None or not known or not form.item(name).kind.numeric:
                continue
            source = sources.get(Ref(name, _text(line)))
            if source is None and form.open and not summed:
                source = sources.get(Ref(name))
            yield FormulaCell(formed, name, line, place, text, source, record[name, line])
