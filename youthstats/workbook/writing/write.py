"""The consolidated workbook, and the blank ones."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path

from attrs import evolve, frozen

from youthstats.consolidate import Totals, consolidate
from youthstats.errors import DefinitionError, TemplateError
from youthstats.kept import with_more
from youthstats.layout.formulas import CellAt
from youthstats.model.findings import Finding, Review
from youthstats.model.returns import Record
from youthstats.model.schemes import Scheme
from youthstats.outputs import replace_file
from youthstats.wording import say
from youthstats.workbook.names import constants
from youthstats.workbook.understanding.corrections.beside import corrections_file, toml_of
from youthstats.workbook.understanding.corrections.difference import difference, plain_edit
from youthstats.workbook.understanding.corrections.terms import SCHEME_WORDS, Corrections
from youthstats.workbook.understanding.template import understand
from youthstats.workbook.writing.audit import filing_plan, findings_plan, sources_plan
from youthstats.workbook.writing.by_level import by_levels
from youthstats.workbook.writing.fitting import MOST_ROWS, Loss, too_many_rows
from youthstats.workbook.writing.plan import Plan
from youthstats.workbook.writing.render import render
from youthstats.workbook.writing.report import FormReport, Marks
from youthstats.workbook.writing.report_plans import printed_plan, report_plan
from youthstats.workbook.writing.template import write_return

__all__ = ["template_paths", "write", "write_report", "write_templates"]


def write(
    path: str | os.PathLike[str], totals: Totals, review: Review, *, lang: str = "zh"
) -> tuple[Finding, ...]:
    """Write the consolidated workbook: 填报情况, the forms, 审核结果, 数据来源.

    Every sum and rate is a formula with its result beside it; figures as filed are values. The
    same input gives the same bytes, and what stood at ``path`` is replaced only by a whole file.
    Units beyond a few stand one a row, and rows beyond a few are written as they are made: the memory
    taken does not grow with them. Returns a note on everything the workbook could not hold as it is:
    texts cut, figures rounded. Raises :class:`~youthstats.errors.WriteError` when the target cannot be
    written, or there are more rows than a sheet has.
    """
    book = _Book.of(totals, review, lang)
    for sheet, rows in book.heights():
        if rows > MOST_ROWS:
            raise too_many_rows(path, f"{sheet}!A{MOST_ROWS + 1}", lang)
    root = totals.scheme.units.root
    losses: list[Loss] = []
    render(
        path,
        _sheets(book, totals, review, lang, losses),
        constants=constants(totals.scheme, "report"),
        title=totals.scheme.title,
        lang=lang,
        losses=losses,
    )
    return tuple(loss.note(root) for loss in losses)


def _sheets(
    book: _Book, totals: Totals, review: Review, lang: str, losses: Sequence[Loss]
) -> Iterator[Plan]:
    """Yield one sheet after the other. ``losses`` is what the workbook did not hold of those before."""
    yield filing_plan(review, lang)
    yield from book.form_plans()
    lost = tuple(losses)
    told = len(review.findings) + len(review.notes)
    places = book.places(review) | {told + at: loss.at for at, loss in enumerate(lost)}
    notes = with_more(review.notes, (loss.note(totals.scheme.units.root) for loss in lost))
    yield findings_plan(evolve(review, notes=notes), places, lang)
    yield sources_plan(review.filed, lang)


def template_paths(
    folder: str | os.PathLike[str], scheme: Scheme, *, lang: str = "zh"
) -> tuple[Path, Path]:
    """Return where the blank return and the blank consolidated workbook would be written."""
    names = (
        f"{scheme.id}_{say(f'template.{one}_file', lang)}.xlsx" for one in ("return", "report")
    )
    first, second = (Path(folder) / name for name in names)
    return first, second


def write_templates(
    folder: str | os.PathLike[str], scheme: Scheme, *, lang: str = "zh"
) -> tuple[Path, Path]:
    """Write the blank return and the blank consolidated workbook; return their paths.

    Beside the return stands a TOML file with what of its forms does not show on it, so that the return
    taken as a template (:meth:`~youthstats.Form.from_workbook`) gives the same forms.
    """
    paths = template_paths(folder, scheme, lang=lang)
    write_return(paths[0], scheme, lang=lang)
    beside, unshown = corrections_file(paths[0]), _unshown(paths[0], scheme)
    if unshown:
        replace_file(beside, unshown.encode("utf-8"))
    else:
        beside.unlink(missing_ok=True)  # of the template that stood here before
    forms = FormReport.of_all(consolidate([], scheme), Marks(), blank=True, lang=lang)
    render(
        paths[1],
        _form_plans(tuple(forms.values())),
        constants=constants(scheme, "report"),
        title=scheme.title,
        lang=lang,
    )
    return paths


def _unshown(path: Path, scheme: Scheme) -> str:
    """Return as TOML what a blank return does not show of its scheme."""
    try:
        drawn = understand(path, corrected=False).scheme
    except (TemplateError, DefinitionError):  # nothing to correct where nothing is understood
        return ""
    wanted = {form.id: form for form in scheme.forms}
    words = {word: getattr(scheme, word) for word in SCHEME_WORDS}
    said = Corrections(
        {word: text for word, text in words.items() if text != getattr(drawn, word)},
        {
            form.label: difference(form, wanted[form.id])
            for form in drawn.forms
            if form.id in wanted
        },
        tuple(map(plain_edit, scheme.edits)),
    )
    return toml_of(said)


def write_report(
    path: str | os.PathLike[str],
    scheme: Scheme,
    records: Mapping[str, Mapping[str, Record]],
    *,
    lang: str = "zh",
) -> tuple[Finding, ...]:
    """Write a finished report: the figures given, by unit and form, in the layout it is printed in.

    No formulas, no names and nothing computed: for figures published elsewhere, to be compared or
    checked. Returns a note on everything the workbook could not hold as it is. Raises
    :class:`~youthstats.errors.WriteError` when the target cannot be written.
    """
    plans = [printed_plan(form, scheme, records, lang) for form in scheme.forms]
    losses = render(path, plans, title=scheme.title, lang=lang)
    return tuple(loss.note(scheme.units.root) for loss in losses)


def _form_plans(forms: Sequence[FormReport]) -> Iterator[Plan]:
    """Yield the forms in their order first, then the totals of each level, the details behind after."""
    for form in forms:
        yield report_plan(form, form.main)
    for levels in by_levels(forms):
        yield report_plan(levels, levels.main)
    for form in forms:
        if form.detail is not None:
            yield report_plan(form, form.detail)


@frozen
class _Book:
    """The forms of one consolidated workbook, and how findings lead to their cells."""

    forms: dict[str, FormReport]

    @classmethod
    def of(cls, totals: Totals, review: Review, lang: str) -> _Book:
        marks = Marks.of(chain(review.findings, review.notes))
        return cls(FormReport.of_all(totals, marks, lang=lang))

    def form_plans(self) -> Iterator[Plan]:
        return _form_plans(tuple(self.forms.values()))

    def heights(self) -> Iterator[tuple[str, int]]:
        """Yield how many rows each sheet has."""
        forms = tuple(self.forms.values())
        for form in (*forms, *by_levels(forms)):
            for frame in form.frames:
                yield frame.sheet, frame.bottom + 1

    def places(self, review: Review) -> dict[int, CellAt]:
        """Return the cell each finding or note leads to, by its number."""
        found = {}
        for number, finding in enumerate(chain(review.findings, review.notes)):
            place = self.place(finding)
            if place is not None:
                found[number] = place
        return found

    def place(self, finding: Finding) -> CellAt | None:
        for cell in finding.cells:
            place = self.forms[cell.form].cell_at(cell.unit, cell.item, cell.line)
            if place is not None:
                return place
        return None
