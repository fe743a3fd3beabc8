"""What the reader says of the answers: unreadable, approximate, too long, normalised, left out."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from decimal import Decimal

from attrs import evolve

from youthstats.characters import excerpt
from youthstats.editing.cells import cell_of
from youthstats.editing.one_word import in_one_word
from youthstats.model.areas import areas_of
from youthstats.model.cellrefs import show_value
from youthstats.model.edits import Severity
from youthstats.model.findings import Finding
from youthstats.model.forms import Line
from youthstats.model.phrases import PHRASE_FAULTS
from youthstats.model.returns import RESIZED, ReadingNote, Record, Return
from youthstats.model.values import (
    SHOWN_DIGITS,
    Inexact,
    Missing,
    Number,
    Value,
    exact,
    held,
    is_figure,
    printed,
)

__all__ = ["check_as_read"]

FORMULAS = {
    "reading.formula_counts_twice": ("formula_counts_twice", Severity.SOFT),
    "reading.formula_differs": ("formula_differs", Severity.SOFT),
    "reading.formula_stale": ("formula_stale", Severity.SOFT),
    "reading.formula_typed_over": ("formula_typed_over", Severity.NOTE),
}
"""What the reader says of formulas, and what the check makes of it: the figure itself is judged by
the edits, so a formula alone never is a hard finding."""

AS_TEXT = "reading.number_as_text"
"""What the reader says of a number that a clerk typed as text."""

MONTH = "reading.month_for_day"
"""What the reader says of a day of which only the month was given."""

GATHERED = {
    MONTH: "day_left_out",
    "reading.formula_typed_over": "formula_typed_over",
    "reading.formula_evaluated": "reading_note",
    "reading.formula_over_text": "reading_note",
    "reading.formula_evaluated_over_text": "reading_note",
    "reading.formula_over_row_added": "reading_note",
    AS_TEXT: "reading_note",
}
"""What is said of many cells of one form, and what the check calls the one finding on them all."""

_RULED = {AS_TEXT: "read", MONTH: "day"}

MOST_APART = 3
"""Cells of a form of which such notes are told one by one."""

FOLLOWS, BROKE = "reading.formula_follows", "reading.formulas_broken"
"""What the reader says of a formula without result because of another cell, and of that cell."""

GUESSES = frozenset({"reading.share_as_beside", "reading.share_as_fraction"})
"""Readings that a clerk may have meant otherwise: 0.9 in a share can be 90% or 0.9%."""

RULES = {
    "unreadable_cell": "{form}.readable",
    "formulas_broken": "{form}.readable",
    "formula_counts_twice": "{form}.formula.{item}",
    "formula_differs": "{form}.formula.{item}",
    "formula_stale": "{form}.formula.{item}",
    "formula_typed_over": "{form}.formula.{item}",
    "approximate_figure": "{form}.exact.{item}",
    "day_left_out": "{form}.day.{item}",
    "answer_not_asked": "{form}.asked.{item}",
    "answer_not_offered": "{form}.offered.{item}",
    "digits_lost": "{form}.digits.{item}",
    "figure_vast": "{form}.digits.{item}",
    "reading_note": "{form}.read.{item}",
}


VAST: int = 10**SHOWN_DIGITS
"""The least whole number with more digits than a cell holds."""


def check_as_read(filed: Return, record: Record) -> Iterator[Finding]:
    """Yield findings and notes on how the answers of one form were read."""
    notes = [note for note in filed.notes if note.form == record.form.id]
    others = (note for note in notes if note.code not in FORMULAS and note.code != BROKE)
    said = {(note.item, note.line): note for note in others}
    broke = {(note.item, note.line): note for note in notes if note.code == BROKE}
    yield from in_one_word(
        _broke(filed, record, said.get(spot), note) for spot, note in broke.items()
    )
    for line, row in record.lines:
        if Missing.UNREADABLE in row:
            for item, value in zip(record.form.items, row, strict=True):
                name = item.name
                if value is Missing.UNREADABLE and (name, line) not in broke:
                    yield from _unreadable(filed, record, name, line, said.get((name, line)))
        if record.form.chosen:
            yield from _not_offered(filed, record, line, row)
        for at, item in record.form.amounts:
            if not _is_small(value := row[at]) and is_figure(value):
                yield from _digits(filed, record, item.name, line, exact(value))  # type: ignore[arg-type]
    yield from _noted(filed, record, notes, broke)
    if record.form.blank == "missing":
        yield from _left_out(filed, record)


def _unreadable(
    filed: Return, record: Record, name: str, line: Line, note: ReadingNote | None
) -> Iterator[Finding]:
    """A figure nobody could read is a hard finding: no edit over it can be judged.

    One without a note is said elsewhere: its label is absent, or its phrase was not matched. So is one
    in another measure, all under one label at once; and a
    formula that follows from another cell: that one is to be mended.
    """
    if note is not None and note.code in {FOLLOWS, RESIZED}:
        return
    code, severity = "unreadable_cell", Severity.HARD
    if note is not None:
        yield _finding(filed, record, name, line, code, severity, **_why(note, record))
    elif not filed.locations:
        finding = _finding(filed, record, name, line, code, severity)
        yield evolve(finding, sentence="unreadable_answer")


def _not_offered(
    filed: Return, record: Record, line: Line, row: Sequence[Value]
) -> Iterator[Finding]:
    """An answer that is none of those a form lets be chosen is to be explained."""
    for at, item in record.form.chosen:
        answer = row[at]
        choices = {"".join(one.split()) for one in item.choices}
        if isinstance(answer, str) and "".join(answer.split()) not in choices:
            facts = {"answer": excerpt(answer, 40), "choices": list(item.choices)}
            code = "answer_not_offered"
            yield _finding(filed, record, item.name, line, code, Severity.SOFT, **facts)


def _is_small(value: Value) -> bool:
    """Tell at once of a figure, as nearly all are, that a cell holds it."""
    if isinstance(value, int):
        return -VAST < value < VAST
    if type(value) is not Decimal or len(value.as_tuple().digits) > SHOWN_DIGITS:
        return False
    return -VAST < value < VAST


def _broke(filed: Return, record: Record, note: ReadingNote | None, broke: ReadingNote) -> Finding:
    """The cell because of which formulas have no result is the one to mend, and not they.

    ``note`` is what is said of it besides.
    """
    facts = _why(note or broke, record) | {"formulas": str(broke.suggestion).split(" / ")}
    found = _finding(
        filed, record, broke.item, broke.line, "formulas_broken", Severity.HARD, **facts
    )
    return found if note is not None else evolve(found, sentence="formulas_broken_plain")


def _digits(
    filed: Return, record: Record, name: str, line: Line, value: Number
) -> Iterator[Finding]:
    """No count or amount has more digits than a cell holds: a number of something else may.

    Nor is any so large, though it ends in zeros that a cell can leave out.
    """
    kept = held(value)
    if kept != value:
        facts = {"value": printed(value), "kept": printed(kept), "most": SHOWN_DIGITS}
        yield _finding(filed, record, name, line, "digits_lost", Severity.SOFT, **facts)
    elif not -VAST < value < VAST:
        shown = printed(value)
        digits = len(shown.lstrip("-").partition(".")[0])
        facts = {"value": excerpt(shown, 20), "digits": digits}
        yield _finding(filed, record, name, line, "figure_vast", Severity.SOFT, **facts)


def _told(filed: Return, record: Record, note: ReadingNote) -> Iterator[Finding]:
    if note.code in FORMULAS:
        code, severity = FORMULAS[note.code]
        facts = {"stood": note.stood, "expected": note.suggestion}
        yield _finding(filed, record, note.item, note.line, code, severity, **facts)
        return
    if note.read is Missing.UNREADABLE:
        return
    if note.code == "reading.not_asked":
        code, severity = "answer_not_asked", Severity.HARD
        yield _finding(filed, record, note.item, note.line, code, severity, stood=note.stood)
        return
    if note.code == MONTH:
        code, severity = "day_left_out", Severity.SOFT
        yield _finding(filed, record, note.item, note.line, code, severity, **_why(note, record))
        return
    guessed = note.code in GUESSES and not filed.values_only  # else no format could be seen
    code, severity = (
        ("approximate_figure", Severity.SOFT)
        if _approximate(record, note)
        else ("reading_note", Severity.SOFT if guessed else Severity.NOTE)
    )
    yield _finding(filed, record, note.item, note.line, code, severity, **_why(note, record))


def _noted(
    filed: Return,
    record: Record,
    said: Iterable[ReadingNote],
    broke: Collection[tuple[str, Line]],
) -> Iterator[Finding]:
    """Yield what is ``said`` of the answers of a form, those together that are many and alike.

    Of the cells that ``broke`` formulas it has been said.
    """
    notes = [one for one in said if one.code in FORMULAS or (one.item, one.line) not in broke]
    gathered = _gathered(filed, record, notes)
    together = {id(note) for several in gathered.values() for note in several}
    for note in notes:
        if id(note) not in together:
            yield from _told(filed, record, note)
    for code, several in gathered.items():
        yield from _together(filed, record, GATHERED[code], several)


def _gathered(
    filed: Return, record: Record, notes: Sequence[ReadingNote]
) -> dict[str, list[ReadingNote]]:
    """Return the notes of a form that are told together, by their code."""
    if len(notes) <= MOST_APART:
        return {}
    found = {code: _of(record, notes, code) for code in GATHERED}
    known = record.form.id in filed.locations
    return {code: several for code, several in found.items() if known and len(several) > MOST_APART}


def _of(record: Record, notes: Iterable[ReadingNote], code: str) -> list[ReadingNote]:
    """Return the notes of one code on figures that are told together: not those within phrases."""
    found = [one for one in notes if one.code == code and one.read is not Missing.UNREADABLE]
    if code != AS_TEXT:
        return found
    return [
        one for one in found if not (_approximate(record, one) or record.form.item(one.item).within)
    ]


def _approximate(record: Record, note: ReadingNote) -> bool:
    item = record.form.item(note.item)
    return isinstance(note.read, Inexact) and item.kind.additive and item.within is None


def _together(
    filed: Return, record: Record, code: str, notes: Sequence[ReadingNote]
) -> Iterator[Finding]:
    """Yield one finding for what is said of many cells, with the areas they make up."""
    form, first = record.form.id, notes[0]
    cells = tuple(cell_of(filed, form, note.item, note.line) for note in notes)
    location = filed.locations[form]
    at = (location.cell(note.item, note.line) for note in notes)
    yield Finding(
        code=code,
        severity=Severity.SOFT if first.code == MONTH else Severity.NOTE,
        unit=filed.unit,
        rule=f"{form}.{_RULED.get(first.code, 'formula')}",
        form=form,
        cells=cells,
        facts={
            "sheet": location.sheet,
            "areas": areas_of(place for place in at if place is not None),
            "count": len({cell.address for cell in cells}),
            "example": cells[0].address,
            "stood": first.stood,
            "expected": first.suggestion or show_value(first.read, "en"),
        },
        file=filed.file,
        sentence=f"{first.code.removeprefix('reading.')}_several",
    )


def _why(note: ReadingNote, record: Record) -> dict[str, object]:
    """Return the facts of what is said of one answer; of a figure in a phrase its label is one."""
    item = record.form.item(note.item)
    named = item.within and note.code not in PHRASE_FAULTS
    return {"why": note, "inside": f" {record.form.spoken.items[item.name]}" if named else ""}


def _left_out(filed: Return, record: Record) -> Iterator[Finding]:
    """Where a blank means a missing figure, name the blanks: totals over them are lower bounds."""
    gaps = [
        cell_of(filed, record.form.id, name, line)
        for name, line, value in record
        if value is Missing.BLANK and record.form.item(name).additive
    ]
    if gaps:
        yield Finding(
            code="figure_missing",
            severity=Severity.SOFT,
            unit=filed.unit,
            rule=f"{record.form.id}.complete",
            form=record.form.id,
            cells=tuple(gaps),
            file=filed.file,
        )


def _finding(
    filed: Return,
    record: Record,
    name: str,
    line: Line,
    code: str,
    severity: Severity,
    **facts: object,
) -> Finding:
    return Finding(
        code=code,
        severity=severity,
        unit=filed.unit,
        rule=RULES[code].format(form=record.form.id, item=name),
        form=record.form.id,
        line=line,
        cells=(cell_of(filed, record.form.id, name, line),),
        facts=facts,
        file=filed.file,
    )
