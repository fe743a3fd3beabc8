"""From named answers to a form: items with their types, categories, axes, and where all of it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from attrs import evolve

from youthstats.layout.layouts import return_layout
from youthstats.model.axes import Axis, Dimension
from youthstats.model.forms import define_form
from youthstats.model.items import Category, Item, Kind
from youthstats.model.locations import Location
from youthstats.workbook.reading.parse.prompts import is_prompt
from youthstats.workbook.reading.sheets.places import Place, address, some
from youthstats.workbook.understanding.accepting import MOST_CHOICES
from youthstats.workbook.understanding.canvas import Role
from youthstats.workbook.understanding.doubts import Doubt
from youthstats.workbook.understanding.formed import Formed
from youthstats.workbook.understanding.frames import measure_of, note_of, title_of
from youthstats.workbook.understanding.keys import Keys
from youthstats.workbook.understanding.kinds import Asked, measure_in, together
from youthstats.workbook.understanding.leading import rows_lead
from youthstats.workbook.understanding.measured import fitting
from youthstats.workbook.understanding.naming import spoken, word
from youthstats.workbook.understanding.parts import parts_alone
from youthstats.workbook.understanding.paths import LabelPath, Paths
from youthstats.workbook.understanding.phrasing import has_gaps, phrase_items
from youthstats.workbook.understanding.printing import asked_below, printed_beside
from youthstats.workbook.understanding.telling import (
    speaks_of_counts,
    speaks_of_percent,
    speaks_of_quantity,
)
from youthstats.workbook.understanding.totalling import TotalLine, total_line_of

__all__ = ["form_of_keys"]

_SPECIFY = "：:"
"""What a label ends in that the clerk completes."""


def form_of_keys(paths: Paths, keys: Keys, label: str) -> Formed:
    """Build the form whose answers are ``keys``, labelled ``label``; no edits yet."""
    maker, total = _Maker(paths, keys), total_line_of(paths, keys)
    items = tuple(maker.items())
    columns = _axis(keys.columns_over, heading=_only(paths, paths.columns, keys.columns))
    heading = _only(paths, paths.rows, keys.rows)
    form = define_form(
        id=keys.form_id or word([label]),
        label=label,
        title=title_of(paths.table),
        items=items,
        rows=_with_totals(_axis(keys.rows_over, paths.stub, heading, least=len(keys.rows)), total),
        columns=columns,
        categories=[
            Category(
                name,
                _plain(path[-1]) if path else name,
                (*keys.sections.get(name, ()), *path[:-1]),
            )
            for name, path in keys.categories.items()
        ],
        measure=measure_of(paths.table),
        note=note_of(paths.table),
        closed=maker.closed(),
    )
    layout = return_layout(form, len(keys.rows) if form.open else None)
    location = Location(
        paths.canvas.name,
        layout.slots_apart if form.card else layout.slots,
        keys.rows,
        keys.columns,
        None,
        dict(maker.completed),
        total.label if total else None,
        total.places(keys, items) if total else {},
    )
    form = evolve(form, printed=printed_beside(paths, keys), asked_below=asked_below(paths, keys))
    maker.doubt_the_rest()
    return Formed(
        form, location, keys, paths, tuple(maker.doubts), tuple(maker.worded), tuple(maker.supposed)
    )


def _axis(
    over: tuple[Dimension, ...],
    stub: tuple[str, ...] = (),
    heading: str = "",
    *,
    least: int = 12,
) -> Axis:
    if over == (Dimension.ENTRY,):
        return Axis(over, stub, least=least)
    if over == (Dimension.ANSWER,):
        return Axis(over, stub, label=heading)
    return Axis(over, stub)


def _with_totals(axis: Axis, total: TotalLine | None) -> Axis:
    if total is None:
        return axis
    return evolve(axis, summed=True, total=total.end, total_label=total.label)


def _only(paths: Paths, labels: Mapping[int, LabelPath], numbers: Sequence[int]) -> str:
    """Return the heading of the only row or column, if nothing else on the sheet is called so."""
    path = labels[numbers[0]] if len(numbers) == 1 else ()
    return path[-1] if path and paths.stands_once(path[-1]) else ""


def _plain(label: str) -> str:
    """Return a label without the colon it ends in."""
    return label.rstrip(f"{_SPECIFY} \u3000") or label


def _agreed(texts: Iterable[str]) -> str:
    found = set(texts)
    return found.pop() if len(found) == 1 else ""


class _Maker:
    """The items of one form being made from what its cells show."""

    def __init__(self, paths: Paths, keys: Keys) -> None:
        self.paths = paths
        self.keys = keys
        self.doubts: list[Doubt] = []
        self.worded: list[str] = []
        self.supposed: list[str] = []
        self.priced: dict[str, list[tuple[str, Place]]] = {}
        self.completed: dict[str, Place] = {}

    def items(self) -> Iterator[Item]:
        """Yield the items, those inside a phrase or a label after it."""
        found: dict[str, list[Place]] = {}
        for (item_name, _), place in self.keys.places.items():
            found.setdefault(item_name, []).append(place)
        for name, path in self.keys.items.items():
            places = found[name]
            what = self.asked(name, places)
            measure = self.measure(name, what.kind, places)
            if what.kind.numeric and what.by == "labels" and not measure:
                self.worded.append(name)
            if what.kind.numeric and what.by in {"", "measure"} and not self.measured(name, places):
                self.supposed.append(name)
            if as_money := self.taken_for_money(name, what, places):
                self.priced.setdefault(as_money, []).append((name, places[0]))
            said = spoken(path)[-1:]
            headed = said == path[-1:]
            item = Item(
                name,
                what.kind,
                said[0] if said else name,
                (*self.keys.sections.get(name, ()), *(path[:-1] if headed else path)),
                measure,
                what.places,
                what.minimum if what.kind.numeric else 0,
                headed=headed,
                choices=what.choices,
                adds=what.adds or not what.kind.additive,
                chosen=what.chosen and len(what.choices) < MOST_CHOICES,
                side=self.paths.side(places[0]),
                spans=self.paths.spans(places[0]),
            )
            yield from self.completing(item, places)

    def completing(self, item: Item, places: Sequence[Place]) -> Iterator[Item]:
        """Yield an item, as a phrase where its cell shows one, and what completes its label."""
        canvas = self.paths.canvas
        text = canvas.at(places[0]).text if len(places) == 1 else ""
        asking = text and has_gaps(text) and not is_prompt(text)
        made = phrase_items(text, item) if asking else (item,)
        for part in made[1:]:
            if not part.adds:
                self.doubt("not_added", places[0], item=part.name)
        labels = self.paths.label_places(places[0])
        label = next((at for at in labels if canvas.at(at).open and canvas.at(at).text), None)
        if label is None or not item.label.endswith(tuple(_SPECIFY)):
            yield evolve(made[0], label=_plain(made[0].label))
            yield from made[1:]
            return
        answer = next(iter(self.keys.in_labels), f"{item.name}_填写")
        yield evolve(made[0], specify=answer)
        yield from made[1:]
        yield Item(answer, Kind.TEXT, item.label.strip(_SPECIFY))
        self.completed[answer] = label

    def asked(self, name: str, places: Sequence[Place]) -> Asked:
        """Return what the open cells of an item ask for together."""
        found = [
            self.paths.asked(place)
            for place in places
            if self.paths.canvas.role(place) is not Role.CLOSED
        ]
        sure = [one for one in found if one.sure] or found
        first = sure[0] if sure else Asked(Kind.MONEY)
        if not sure or not first.sure:
            code = "kind_unknown" if first.kind.numeric else "words_unknown"
            self.doubt(code, places[0], item=name)
        elif any(one.kind is not first.kind for one in sure):
            self.doubt("kinds_differ", places[0], item=name)
        alike = [one for one in found if one.kind is first.kind and one.sure == first.sure]
        what = together(first, alike + [one for one in found if one.in_parts])
        if not what.adds or what.averaged:
            self.doubt("added_average" if what.adds else "not_added", places[0], item=name)
        return what

    def measure(self, name: str, kind: Kind, places: Sequence[Place]) -> str:
        """Return the unit of measure of an item: by its labels, its row, the lines it crosses.

        Else it is one of those said above the table. That of a row with a share in it is of the figures
        beside that.
        """
        path = self.keys.items[name]
        if not kind.numeric:
            return ""
        crossed = [list(self.paths.measures_at(place)) for place in places]
        if kind is Kind.SHARE:
            said = [
                "%" in some or self._in_percent(place)
                for place, some in zip(places, crossed, strict=True)
            ]
            percent = all(said) or self.paths.common_measure == "%"
            return "%" if percent or speaks_of_percent(path) else ""
        leading = _agreed(map(self.paths.crossed.leading, places))
        own = leading or measure_in(path) or _agreed(next(iter(some), "") for some in crossed)
        if own:
            return own
        fit = fitting(self.paths.common_measures, kind, path)
        if len(fit) > 1:
            self.doubt("measures_several", places[0], item=name, measures="、".join(fit))
        return fit[0] if len(fit) == 1 else ""

    def _in_percent(self, place: Place) -> bool:
        """Tell whether a label of the row or column of a share ends in the sign: 同比±% beside 吨."""
        row, column = place
        return speaks_of_percent(
            (*self.paths.rows.get(row, ()), *self.paths.columns.get(column, ()))
        )

    def measured(self, name: str, places: Sequence[Place]) -> bool:
        """Tell whether the labels of an item, or its line, give a unit of measure."""
        crossed = any(any(self.paths.measures_at(place)) for place in places)
        return bool(measure_in(self.keys.items[name])) or crossed

    def taken_for_money(self, name: str, what: Asked, places: Sequence[Place]) -> str:
        """Return the doubt of what labels call people, things or areas, and only the line above 万元."""
        of_money = what.kind is Kind.MONEY and self.paths.common_measure.endswith("元")
        if not of_money or self.measured(name, places):
            return ""
        path = self.keys.items[name]
        if what.by == "measure" and speaks_of_counts(path):
            return "counted_as_money"
        return "quantity_as_money" if speaks_of_quantity(path) else ""

    def closed(self) -> frozenset[tuple[str, str]]:
        """Return the crossings that are not asked for: a dash stands there, or nothing can."""
        canvas = self.paths.canvas
        return frozenset(
            (item, str(line))
            for (item, line), place in self.keys.places.items()
            if self.keys.categories and not canvas.asks(place)
        )

    def doubt_the_rest(self) -> None:
        """List what is given in the cells of answers already, and a list that no line ends."""
        table = self.paths.table
        if len(self.keys.places) == len(table.rows) * len(table.columns) == 1:
            self.doubt_one_cell()
        mine = [place for place in table.fixed if place[1] in self.keys.columns]
        if mine:
            self.doubt("fixed", mine[0], cells=some([address(place) for place in mine]))
        behind = ((row, at) for row in table.rows for at in self.stub_behind)
        bare = [at for at in sorted({*table.crossings, *behind}) if self.unlabelled(at)]
        if bare:
            self.doubt("unlabelled", bare[0], cells=some([address(place) for place in bare]))
        for place, labels in self.paths.called_by_first.items():
            self.doubt("called_by_first", place, labels="、".join(labels), first=labels[0])
        if self.paths.given.unknown is not None:
            at, words = self.paths.given.unknown
            self.doubt("measures_unknown", at, words="、".join(words))
        if parts := parts_alone(self.paths.columns, self.paths.column_wholes):
            self.doubt("part_unclear", (table.rows[0], table.columns[0]), labels=some(parts))
        for code, found in self.priced.items():
            items, measure = some([name for name, _ in found]), self.paths.common_measure
            self.doubt(code, found[0][1], items=items, measure=measure)
        if table.region.endless:
            self.doubt("endless", (self.keys.rows[0], self.keys.columns[0]))
        if table.region.beside:
            self.doubt("beside", (table.region.top, table.region.left))

    def doubt_one_cell(self) -> None:
        """Say after which of its labels an answer alone was called, where both may be its name."""
        (row,), (column,) = self.keys.rows, self.keys.columns
        if rows_lead(self.paths) is None:
            before, above = self.paths.rows[row], self.paths.columns[column]
            (name,) = self.keys.items
            self.doubt("one_cell", (row, column), item=name, row=before[-1], column=above[-1])

    @property
    def stub_behind(self) -> tuple[int, ...]:
        """The columns of labels that stand behind other answers: a blank there may be one as well."""
        table = self.paths.table
        return table.stub if table.stub and table.stub[0] > table.region.left else ()

    def unlabelled(self, place: Place) -> bool:
        """Tell whether a cell could be filled in, but nothing says with what."""
        row, column = place
        nameless = row in self.paths.unlabelled_rows or column in self.paths.unlabelled_columns
        return nameless and self.paths.canvas.asks(place)

    def doubt(self, code: str, place: Place, **facts: object) -> None:
        self.doubts.append(Doubt(code, self.paths.canvas.name, address(place), facts))
