"""The consolidated workbook as the office's own: its template filled with the totals, ours behind."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from itertools import chain
from pathlib import Path

from attrs import evolve, frozen

from youthstats.characters import excerpt
from youthstats.consolidate import FormTotals, Totals
from youthstats.kept import with_more
from youthstats.layout.formulas import CellAt, column_sum_formula, sum_formula
from youthstats.model.derivations import sources_of
from youthstats.model.edits import Severity
from youthstats.model.findings import Finding, Review
from youthstats.model.forms import Line
from youthstats.model.items import Kind
from youthstats.model.linear import EVERY
from youthstats.model.returns import Filed, Return
from youthstats.model.values import Missing, Value, is_figure, is_number, nominal, plain
from youthstats.outputs import FilePath
from youthstats.wording import say
from youthstats.workbook.filling.fill_in import fill_in
from youthstats.workbook.filling.terms import Filling
from youthstats.workbook.names import constants
from youthstats.workbook.reading.sheets.places import Place, address
from youthstats.workbook.understanding.canvas import Role
from youthstats.workbook.understanding.formed import Formed
from youthstats.workbook.understanding.template import Template
from youthstats.workbook.understanding.texts_added import over_texts
from youthstats.workbook.writing.answers import content_of
from youthstats.workbook.writing.audit import filing_plan, findings_plan, sources_plan
from youthstats.workbook.writing.by_level import by_levels
from youthstats.workbook.writing.by_unit import ByUnit
from youthstats.workbook.writing.fitting import fitted
from youthstats.workbook.writing.giving_way import GivingWay
from youthstats.workbook.writing.gone_notes import gone_notes, gone_together
from youthstats.workbook.writing.long_frame import LongFrame
from youthstats.workbook.writing.over_unread import over_unread
from youthstats.workbook.writing.plan import Content
from youthstats.workbook.writing.report import Marks
from youthstats.workbook.writing.report_plans import report_plan
from youthstats.workbook.writing.unit_name import unit_named
from youthstats.workbook.writing.without_base import naming_units
from youthstats.workbook.writing.worked_out import Filled, WorkedOut, approximate, work_out

__all__ = ["whole_as_filed", "write_in_template"]


def write_in_template(
    path: FilePath,
    template: Template,
    totals: Totals,
    review: Review,
    *,
    lang: str = "zh",
) -> tuple[Finding, ...]:
    """Write the template filled with the totals, then the units behind them, and the audit's sheets.

    Everything of the template is kept: its looks, formulas, validations, pictures and print set-up.
    A formula stays and shows what it comes to over the totals; where that is not what the units
    reported together, a note says so. Where it cannot come to that, the total is written instead of it
    (:mod:`~youthstats.workbook.writing.giving_way`), and a note says why. Returns the notes: on that,
    on what is not added, and on what the workbook could not hold as it is. Raises what
    :func:`~youthstats.workbook.filling.fill_in` raises.
    """
    marks = Marks.of(chain(review.findings, review.notes))
    by_unit = ByUnit.of_all(totals, marks, lang=lang)
    filler = _Filler(template, totals, by_unit, lang)
    sheets, notes = filler.sheets()
    behind = (*by_unit.values(), *by_levels(by_unit.values()))
    forms, losses = fitted([report_plan(one, one.main) for one in behind], lang)
    whole = evolve(review, notes=with_more(review.notes, notes))
    places = dict(_places(whole, by_unit))
    audit = [
        filing_plan(review, lang),
        findings_plan(whole, places, lang),
        sources_plan(review.filed, lang),
    ]
    outcome = fill_in(
        path,
        template.path,
        sheets,
        [*forms, *audit],
        constants=constants(totals.scheme, "filled"),
        lang=lang,
    )
    root = totals.scheme.units.root
    lost = [_note(root, "template_part_lost", said=one.sentence(lang)) for one in outcome.lost]
    return (*notes, *lost, *(loss.note(root) for loss in (*losses, *outcome.losses)))


def whole_as_filed(totals: Totals, template: Template, path: FilePath) -> Filed:
    """Return the totals as one return of the root, each with its place in the template at ``path``.

    Words that several units gave, and a list too long for the template, stand on our sheets and have
    none.
    """
    records, locations = {}, {}
    root = totals.scheme.units.root
    for id, formed in template.forms.items():
        sums = totals[id]
        if root in sums.records:
            records[id], slots = sums.record, formed.location.slots
            kept = {
                (unit, name, line): slot
                for (unit, name, line), slot in slots.items()
                if _stands(formed, sums, name, line)
            }
            locations[id] = evolve(formed.location, slots=kept)
    one = Return(root, records, Path(path).name, "", locations, consolidated=True)
    return Filed.of(totals.scheme, [one])


def _stands(formed: Formed, totals: FormTotals, name: str, line: Line) -> bool:
    """Tell whether the total of an answer is put into the template."""
    if formed.form.open:
        return len(totals.record.keys) <= len(formed.keys.rows)
    return not _is_gathered(totals.record[name, line], totals, name, line)


def _places(review: Review, by_unit: Mapping[str, ByUnit]) -> Iterator[tuple[int, CellAt]]:
    """Yield the cell each finding or note leads to, by its number: the unit's, on our sheet."""
    for number, finding in enumerate(chain(review.findings, review.notes)):
        for cell in finding.cells:
            place = by_unit[cell.form].cell_at(cell.unit, cell.item, cell.line)
            if place is not None:
                yield number, place
                break


def _note(unit: str, code: str, form: str | None = None, **facts: object) -> Finding:
    return Finding(code, Severity.NOTE, unit, form=form, facts=facts)


def _room_for_words(formed: Formed) -> Place | None:
    """Return the widest cell of a list's first row, of those that words answer where it has any."""
    canvas, form = formed.paths.canvas, formed.form
    kinds = {
        place: form.item(name).kind
        for (name, _), place in formed.keys.places.items()
        if canvas.role(place) is Role.ANSWER
    }
    first = [at for at in kinds if at[0] == min(kinds)[0]]
    return max(
        first, key=lambda at: (kinds[at] is Kind.TEXT, canvas.width(at), -at[1]), default=None
    )


@frozen
class _Filler:
    """What goes into the template's cells, and what is to be said of it."""

    template: Template
    totals: Totals
    by_unit: Mapping[str, ByUnit]
    lang: str

    @property
    def root(self) -> str:
        return self.totals.scheme.units.root

    def sheets(self) -> tuple[Filled, list[Finding]]:
        filled: Filled = {}
        notes: list[Finding] = []
        for id, formed in self.template.forms.items():
            cells = filled.setdefault(formed.location.sheet, {})
            totals = self.totals[id]
            cells |= self.list(formed, totals) if formed.form.open else self.table(formed, totals)
        notes += self.naming(filled)
        filled_in = ((sheet, place) for sheet, cells in filled.items() for place in cells)
        records = {id: self.totals[id].record for id in self.template.forms}
        formulas = GivingWay.of(self.template, records, filled_in)
        notes += self.instead(formulas, filled)
        worked_out = work_out(self.template, filled)
        notes += self.differing(formulas, worked_out)
        notes += self.nothing_given(formulas, worked_out)
        notes += self.not_added(formulas)
        about = approximate(self.template, filled, worked_out)
        for at, value in worked_out.items():
            if value is not None:  # else a spreadsheet program has to say: nothing is no result
                filled.setdefault(at[0], {})[at[1]] = Filling(value, about=at in about)
        return filled, notes

    def naming(self, filled: Filled) -> Iterator[Finding]:
        """Name who adds up on every sheet that asks for it; yield notes where there is no room."""
        canvases = {one.paths.canvas.name: one.paths.canvas for one in self.template.forms.values()}
        for sheet, canvas in canvases.items():
            named = unit_named(canvas, self.totals.scheme.units.compiler, filled[sheet])
            if named is None and (at := canvas.asking_unit) is not None:
                facts = {"place": f"{sheet}!{address(at)}", "text": excerpt(canvas.at(at).text)}
                yield _note(self.root, "template_unit_no_room", **facts)
            filled[sheet] |= named or {}

    def table(self, formed: Formed, totals: FormTotals) -> dict[Place, Filling]:
        """Return the totals of a table for the cells that are filled in and hold no formula."""
        canvas, record = formed.paths.canvas, totals.record
        found = {}
        for (name, line), place in formed.keys.places.items():
            if canvas.role(place) is Role.ANSWER and line in record.keys:
                value = record[name, line]
                if _is_gathered(value, totals, name, line):
                    found[place] = self.elsewhere(formed)  # a cell is too small for them all
                else:
                    found[place] = Filling(self.content(formed, name, line, value))
        for name, place in formed.keys.in_labels.items():
            value = record[name, None]
            if _is_gathered(value, totals, name, None):
                value = str(self.elsewhere(formed).value)
            if isinstance(value, str):  # behind the words of its label
                found[place] = Filling(canvas.at(place).text + value)
        return found

    def elsewhere(self, formed: Formed) -> Filling:
        """Return the word that what belongs here stands on our sheet."""
        sheet = self.by_unit[formed.form.id].main.sheet
        return Filling(say("template.list_elsewhere", self.lang, sheet=sheet), whole=True)

    def list(self, formed: Formed, totals: FormTotals) -> dict[Place, Filling]:
        """Return the entries of all units, where the list has room for them; else where they are."""
        record, canvas = totals.record, formed.paths.canvas
        fits = len(record.keys) <= len(formed.keys.rows)
        summed = dict(self.list_totals(formed, totals, fits=fits))
        if not fits:
            at = _room_for_words(formed)
            return summed | ({} if at is None else {at: self.elsewhere(formed)})
        return summed | {
            place: Filling(self.content(formed, name, line, record[name, line]))
            for (name, line), place in formed.keys.places.items()
            if line in record.keys and canvas.role(place) is Role.ANSWER
        }

    def list_totals(
        self, formed: Formed, totals: FormTotals, *, fits: bool
    ) -> Iterator[tuple[Place, Filling]]:
        """Yield the totals of a list where the template has no formula that comes to them.

        Its own adds up the rows of the template, in which a longer list does not stand.
        """
        form, line, record = formed.form, formed.form.total_line, totals.record
        for name, place in formed.location.totals.items():
            own = formed.paths.canvas.role(place) is not Role.ANSWER
            source = form.total_derivations.get(name)
            over = source is None or any(ref.category == EVERY for ref in sources_of(source))
            if own and (fits or not over):
                continue
            value = record[name, line]
            added = form.item(name).additive and is_figure(value) and not fits
            formula = self.sum_by_unit(totals, name) if added else None
            yield place, Filling(self.content(formed, name, line, value), formula, instead=own)

    def sum_by_unit(self, totals: FormTotals, name: str) -> str:
        """Return the formula that adds up the entries where they stand: on our sheet."""
        sheet = self.by_unit[totals.form.id]
        ends = sheet.main.summed(name, None) if isinstance(sheet.main, LongFrame) else None
        if ends:
            return column_sum_formula(((sheet.main.sheet, *ends[0][1:]), ends[1]))
        places = (
            sheet.cell_at(unit, name, line)
            for unit in totals.units
            for line in totals.records[unit].keys
        )
        return sum_formula([place for place in places if place is not None])

    def content(self, formed: Formed, name: str, line: Line, value: Value) -> Content:
        """Return what to write for a total; a share as its cell counts it, in parts or per cent."""
        item = formed.form.item(name)
        if value is Missing.NOT_APPLICABLE:
            return None
        times = formed.shown_times(name, line)
        if times != 1 and is_figure(value):
            return plain(nominal(value) * times)  # type: ignore[arg-type]
        return content_of(value, item, self.lang)

    def instead(self, formulas: GivingWay, filled: Filled) -> Iterator[Finding]:
        """Fill in the totals where a formula cannot come to them; yield notes on that."""
        formulas.without_their_parts()
        self.put(formulas, filled)
        formulas.no_sums(work_out(self.template, filled))
        self.put(formulas, filled)
        naming = partial(naming_units, totals=self.totals)
        yield from gone_notes(self.root, formulas.gone, filled, naming)
        yield from self.over_texts(filled)
        for formed, found in formulas.over_rows_left_empty():
            cells = filled.setdefault(formed.location.sheet, {})
            idle = {place: text for place, text in found.items() if place not in cells}
            cells |= dict.fromkeys(idle, Filling(None, instead=True))
            if idle:
                yield gone_together(self.root, formed, "list", idle)
        for formed, shown in over_unread(self.template, filled):
            filled[formed.location.sheet] |= dict.fromkeys(shown, Filling(None, instead=True))
            yield gone_together(self.root, formed, "not_read", shown)

    def over_texts(self, filled: Filled) -> Iterator[Finding]:
        """Leave the formulas blank that calculate with words; yield a note on those of a form."""
        for formed in self.template.forms.values():
            cells = filled.setdefault(formed.location.sheet, {})
            texts = {
                place: str(formed.paths.canvas.at(place).formula)
                for place in over_texts(formed)
                if place not in cells
            }
            cells |= dict.fromkeys(texts, Filling(None, instead=True))
            if texts:
                yield gone_together(self.root, formed, "texts", texts)

    def put(self, formulas: GivingWay, filled: Filled) -> None:
        for cell, cause in formulas.gone:
            unread = cause == "unreadable" and not is_figure(cell.reported)
            value = Missing.UNREADABLE if unread else cell.reported
            content = self.content(cell.formed, cell.name, cell.line, value)
            filled.setdefault(cell.sheet, {})[cell.place] = Filling(content, instead=True)

    def differing(self, formulas: GivingWay, worked_out: WorkedOut) -> Iterator[Finding]:
        """Yield a note for every total that the template's formula does not come to."""
        for cell in formulas.kept:
            value = worked_out.get((cell.sheet, cell.place))
            if cell.shown is None or not is_number(value) or cell.comes_to_it(value):
                continue
            code = "template_total_differs" if cell.item.additive else "template_rate_differs"
            yield _note(
                self.root,
                code,
                cell.formed.form.id,
                **cell.facts(),
                formula=value,
                reported=plain(cell.shown),
            )

    def not_added(self, formulas: GivingWay) -> Iterator[Finding]:
        """Yield notes that name the figures of a form that have no total, or only the template's."""
        with_formula = {(cell.formed.form.id, cell.name) for cell in formulas.kept}
        for id, formed in self.template.forms.items():
            form = formed.form
            if form.open or not self.totals[id].units:
                continue
            told = {name for at, name, _ in self.totals.scheme.across if at == id}
            names = [
                item.name
                for item in form.items
                if item.kind.numeric
                and not item.additive
                and item.name not in {*form.made_of, *told}
            ]
            for code, own in (("not_added", False), ("worked_out_in_template", True)):
                items = [form.spoken.items[n] for n in names if ((id, n) in with_formula) is own]
                if items:
                    sheet = self.by_unit[id].main.sheet
                    yield _note(self.root, code, id, label=form.label, items=items, sheet=sheet)

    def nothing_given(self, formulas: GivingWay, worked_out: WorkedOut) -> Iterator[Finding]:
        """Yield a note on each form whose formulas show 0 where no unit gave anything."""
        over_nothing = formulas.over_nothing()
        for id, formed in self.template.forms.items():
            found = [
                cell
                for cell in over_nothing
                if cell.formed is formed
                and is_number(value := worked_out.get((cell.sheet, cell.place)))
                and not value
            ]
            if found and self.totals[id].units:
                facts = found[0].facts()
                yield _note(self.root, "template_nothing_given", id, count=len(found), **facts)


def _is_gathered(value: Value, totals: FormTotals, name: str, line: Line) -> bool:
    """Tell whether words are those of several units, one under the other."""
    phrase = totals.form.item(name).kind is Kind.PHRASE
    if not isinstance(value, str) or phrase or "\n" not in value:
        return False
    return all(record[name, line] != value for record in totals.filed.values())
