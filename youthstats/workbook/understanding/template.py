"""An office's own blank workbook as a scheme: every form it holds, and what could not be told."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path

from attrs import evolve, frozen

from youthstats.errors import TemplateError
from youthstats.model.edits import Edit
from youthstats.model.forms import Line
from youthstats.model.schemes import Scheme, define_scheme
from youthstats.model.units import Hierarchy
from youthstats.workbook.named import Named
from youthstats.workbook.names import holds_corrections, identity
from youthstats.workbook.package import Book
from youthstats.workbook.reading.sheets.places import Place, address
from youthstats.workbook.understanding.banners import under_banners
from youthstats.workbook.understanding.canvas import Canvas
from youthstats.workbook.understanding.card_paths import CardPaths, paths_of
from youthstats.workbook.understanding.correcting import with_corrections
from youthstats.workbook.understanding.corrections.beside import corrections_beside
from youthstats.workbook.understanding.corrections.sheet import corrections_on
from youthstats.workbook.understanding.corrections.stated import stated
from youthstats.workbook.understanding.corrections.terms import (
    Corrections,
    contradictions_at,
    wrong,
)
from youthstats.workbook.understanding.doubts import Doubt
from youthstats.workbook.understanding.edits import with_edits
from youthstats.workbook.understanding.formed import Formed
from youthstats.workbook.understanding.forming import form_of_keys
from youthstats.workbook.understanding.frames import period_of
from youthstats.workbook.understanding.inside_cards import cards_around
from youthstats.workbook.understanding.keys import (
    Keys,
    keys_by_labels,
    keys_by_names,
    keys_by_pairs,
    named_answers,
)
from youthstats.workbook.understanding.labelling import Labels
from youthstats.workbook.understanding.naming import distinct, word
from youthstats.workbook.understanding.office_formulas import with_formulas
from youthstats.workbook.understanding.overlooking import lost_labels, overlooked, told_of
from youthstats.workbook.understanding.paths import Paths
from youthstats.workbook.understanding.refound import (
    elsewhere,
    found_again,
    not_found_again,
    nowhere,
)
from youthstats.workbook.understanding.refusing import (
    figures_given,
    open_template,
    refused_for,
    refusing_on,
    sheets_of,
    told,
    why_not,
)
from youthstats.workbook.understanding.sketching import sketches
from youthstats.workbook.understanding.tables import find_tables

__all__ = ["Template", "understand"]


@frozen
class Template:
    """A blank workbook as it was understood.

    ``forms`` say where each form of ``scheme`` stands in it; ``doubts`` are what is uncertain.
    """

    path: Path
    scheme: Scheme
    forms: Mapping[str, Formed]
    doubts: tuple[Doubt, ...] = ()

    @property
    def inferred(self) -> tuple[str, ...]:
        """The edits that only labels say, by name, each with its form."""
        return tuple(
            f"{form.id}.{edit.name}"
            for form in self.scheme.forms
            for edit in form.edits
            if isinstance(edit, Edit) and edit.inferred
        )

    @property
    def worded(self) -> tuple[str, ...]:
        """The figures whose kind only the words of their labels tell, each with its form."""
        return tuple(f"{id}.{name}" for id, one in self.forms.items() for name in one.worded)

    @property
    def words_by_default(self) -> Mapping[str, tuple[str, ...]]:
        """The items read as words since nothing says what they ask for, by form."""
        return {
            id: tuple(
                str(doubt.facts["item"]) for doubt in one.doubts if doubt.code == "words_unknown"
            )
            for id, one in self.forms.items()
        }

    @property
    def figures_by_default(self) -> Mapping[str, tuple[str, ...]]:
        """The items read as figures since others of their table are, by form."""
        return {id: one.supposed for id, one in self.forms.items()}


def understand(
    path: str | os.PathLike[str], units: Hierarchy | None = None, *, corrected: bool = True
) -> Template:
    """Read a blank workbook as the scheme that it asks for.

    ``units`` is the roster; without one every return names its own unit. What the office says of it
    on a sheet ``youthstats``, or in a TOML file beside it, is put into effect unless ``corrected`` is
    false. Raises :class:`~youthstats.errors.TemplateError` with the reason where no form can be
    understood, and :class:`~youthstats.errors.CorrectionError` for a correction that says nothing.
    """
    place = Path(path)
    book = open_template(place)
    canvases = [
        one for one in sheets_of(place, Named.of(book.names)) if not holds_corrections(one.name)
    ]
    formed, doubts = _formed(place, book, canvases)
    if not formed:
        raise why_not(place, book, canvases, doubts)
    with refusing_on(place, *(one.paths.canvas.name for one in formed)):
        drawn = _Drawn(place, book, *with_edits(_renamed(formed)), doubts)
    return drawn.template(units, drawn.said() if corrected else Corrections())


@frozen
class _Drawn:
    """What a workbook says by itself."""

    path: Path
    book: Book
    formed: Sequence[Formed]
    across: Sequence[Edit]
    doubts: Sequence[Doubt]

    def said(self) -> Corrections:
        """Return what the office says of its workbook, on a sheet of it or else beside it."""
        beside = corrections_beside(self.path)
        sheet = next((one for one in self.book.sheets if holds_corrections(one.name)), None)
        if sheet is None:
            return beside or Corrections()
        if beside is not None:
            raise wrong(self.path.name, "both", sheet=sheet.name, file=beside.source)
        plain = self.template(None, Corrections())
        return corrections_on(sheet, stated(plain.scheme, self.formed, plain.doubts))

    def template(self, units: Hierarchy | None, said: Corrections) -> Template:
        """Return the template with what is said of it."""
        formed, across = with_corrections(self.formed, self.across, said)
        kept, scheme = self.scheme(formed, units, said)
        found = found_again(scheme, kept, self.book)
        doubts: list[Doubt] = []
        while astray := elsewhere(kept, found) or nowhere(kept, found):
            doubts += astray.values()
            formed = [one for one in formed if one.form.id not in astray]
            if not formed:
                raise refused_for(self.path, doubts[0])
            kept, scheme = self.scheme(formed, units, said)
            found = found_again(scheme, kept, self.book)
        for doubt in (doubt for one in kept for doubt in one.doubts):
            doubts += [] if doubt in doubts else [doubt]  # a table may be several forms
        doubts += not_found_again(kept, found)
        by_id = {one.form.id: one for one in kept}
        between = (edit for edit in across if all(ref.form in by_id for ref in edit.statement.refs))
        scheme = evolve(scheme, edits=tuple(between), aside=_aside(self.book, kept))
        return Template(self.path, scheme, by_id, (*self.doubts, *doubts))

    def scheme(
        self, formed: Sequence[Formed], units: Hierarchy | None, said: Corrections
    ) -> tuple[list[Formed], Scheme]:
        """Return these forms, with the formulas they keep, and the scheme of them alone."""
        kept = with_formulas(formed)
        words = {
            **_words(self.path, self.book, kept),
            **{name: str(value) for name, value in said.scheme.items()},
        }
        sheets = (one.paths.canvas.name for one in kept)
        where = said.where()
        with contradictions_at(where) if where else refusing_on(self.path, *sheets):
            scheme = define_scheme(
                id=words["id"],
                title=words["title"],
                period=words["period"],
                version=words["version"],
                forms=[one.form for one in kept],
                units=units or Hierarchy.open(),
            )
        return kept, scheme


def _aside(
    book: Book, formed: Sequence[Formed]
) -> dict[str, frozenset[tuple[int, int, int | Decimal | str]]]:
    """Return what stands on the sheets that hold no form, for those that hold anything."""
    forms = {one.paths.canvas.name for one in formed}
    others = (
        sheet
        for sheet in book.sheets
        if sheet.name not in forms and not holds_corrections(sheet.name)
    )
    held = {
        sheet.name: frozenset(
            (*place, cell.value)
            for place, cell in sheet.cells.items()
            if isinstance(cell.value, int | Decimal | str)
        )
        for sheet in others
    }
    return {name: cells for name, cells in held.items() if cells}


def _formed(path: Path, book: Book, canvases: Sequence[Canvas]) -> tuple[list[Formed], list[Doubt]]:
    """Return the forms of a template, and what to say of sheets that are none."""
    formed: list[Formed] = []
    doubts: list[Doubt] = []
    filled: dict[str, list[Place]] = {}
    labels = Labels(one.name for one in canvases)
    figures = {one.name: [] if one.pivot else figures_given(one) for one in canvases}
    own = {one.name: one for one in canvases if not (one.pivot or figures[one.name])}
    for canvas in (evolve(one, beside=own) for one in canvases):
        given = figures[canvas.name]
        with refusing_on(path, canvas.name):
            found = [] if given or canvas.pivot else list(_forms_on(canvas, book, labels))
        if canvas.hidden:
            doubts += [Doubt("hidden_sheet", canvas.name)] if found or given else []
            continue
        if given:
            filled[canvas.name] = given
            doubts.append(Doubt("filled", canvas.name, address(given[0]), told(given)))
        elif canvas.pivot or (not found and any(True for _ in canvas.words())):
            doubts.append(Doubt("pivot" if canvas.pivot else "no_table", canvas.name))
        if lost := _tangled(found):
            doubts.append(Doubt("tangled", canvas.name, address(lost[0]), told_of(canvas, lost)))
            found = []
        formed += found
        doubts += overlooked(canvas, found) if found else []
    if 2 * len(filled) > len({one.paths.canvas.name for one in formed}):
        sheet, given = next(iter(filled.items()))
        raise TemplateError(str(path), "template.filled", {"sheet": sheet, **told(given)})
    return formed, doubts


def _tangled(found: Sequence[Formed]) -> list[Place]:
    """Return the labels of a sheet that lead to nothing, if they are more than those that lead on."""
    lost = lost_labels(found)
    return lost if len(lost) > sum(len(one.form.placed) for one in found) else []


def _forms_on(canvas: Canvas, book: Book, labels: Labels) -> Iterator[Formed]:
    names = named_answers(book.names, canvas.name)
    tables = find_tables(evolve(canvas, named=frozenset(names)), cards=not names)
    found = [
        (number, paths, keys)
        for number, paths in enumerate(map(paths_of, under_banners(tables)), 1)
        if paths.labelled
        for keys in _keys(paths, names)
    ]
    parts = Counter(table for table, _, _ in found)
    cards = cards_around({table: paths for table, paths, _ in found})
    for number, (table, paths, keys) in enumerate(found, 1):
        formed = form_of_keys(paths, keys, labels.of(canvas.name, number))
        shared = len(found) > 1 or formed.form.label != canvas.name
        part = cards.get(table, table if parts[table] > 1 else 0)
        form = evolve(formed.form, sheet=canvas.name if shared else "", table=part)
        yield evolve(formed, form=form)


def _keys(paths: Paths, names: Mapping[Place, tuple[str, str, Line]]) -> list[Keys]:
    """Return what a table asks for: by the names of its cells, else by its labels."""
    if isinstance(paths, CardPaths):
        return [keys_by_pairs(paths)]
    known = keys_by_names(paths, names)
    return [known] if known else [keys_by_labels(sketch) for sketch in sketches(paths)]


def _renamed(formed: Sequence[Formed]) -> list[Formed]:
    """Return the forms, each with an id of its own."""
    ids = distinct(one.form.id for one in formed)
    return [evolve(one, form=evolve(one.form, id=id)) for one, id in zip(formed, ids, strict=True)]


def _words(path: Path, book: Book, formed: Sequence[Formed]) -> dict[str, str]:
    """Return what a workbook says of its scheme."""
    claimed = identity(book.names)
    periods = (period_of(one.paths.canvas) for one in formed)
    return {
        "id": claimed.scheme or word([path.stem]),
        "title": path.stem,
        "period": claimed.period or next(filter(None, periods), ""),
        "version": claimed.version or "1",
    }
