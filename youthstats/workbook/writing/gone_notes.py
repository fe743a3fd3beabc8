"""What is said of the formulas of a template that give way: those alike on a sheet in one note."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Literal

from attrs import evolve

from youthstats.model.areas import areas_of
from youthstats.model.edits import Severity
from youthstats.model.findings import Finding
from youthstats.model.values import Missing, is_number
from youthstats.workbook.reading.sheets.places import Place, address
from youthstats.workbook.understanding.formed import Formed
from youthstats.workbook.writing.giving_way import Cause, FormulaCell
from youthstats.workbook.writing.worked_out import Filled

__all__ = ["gone_notes", "gone_together"]

MOST_APART = 3
"""Formulas of a sheet instead of which figures stand that are told of one by one."""

Gone = tuple[FormulaCell, Cause]
"""A formula that gives way, and why."""

Naming = Callable[[Finding, Iterable[FormulaCell]], Finding]
"""What names in a note on shares without a total the units that gave no base."""


def gone_notes(
    unit: str, gone: Iterable[Gone], filled: Filled, naming: Naming
) -> Iterator[Finding]:
    """Yield a note on the formulas of a sheet that give way for one cause, a few with figures apart.

    ``filled`` holds what stands there: a figure, or else they are blank or said to be unreadable.
    ``naming`` says of the shares that have no total whose they are.
    """
    alike: dict[tuple[str, Cause, bool], list[FormulaCell]] = {}
    for cell, cause in gone:
        figure = is_number(filled[cell.sheet][cell.place].value)
        alike.setdefault((cell.sheet, cause, figure), []).append(cell)
    for (sheet, cause, figure), cells in alike.items():
        together, bare = len(cells) > 1, cause == "part_only"
        if figure:
            together = cause == "unreadable" and len(cells) > MOST_APART
        if not together:
            alone = (_alone(unit, cell, cause, filled) for cell in cells)
            yield from (naming(one, cells) for one in alone) if bare else alone
            continue
        first, texts = cells[0], {cell.place: cell.text for cell in cells}
        told = gone_together(unit, first.formed, cause, texts)
        if figure:
            facts = {**told.facts, "put": filled[sheet][first.place].value}
            told = evolve(told, facts=facts, sentence="template_formula_unreadable_figures")
        yield naming(told, cells) if bare else told


def gone_together(
    unit: str,
    formed: Formed,
    cause: Cause | Literal["texts", "not_read"],
    texts: Mapping[Place, str],
) -> Finding:
    """Return the note on several formulas of the sheet that a form stands on.

    Those over texts, and over what no form reads, are told of so though there is only one.
    """
    example, formula = next(iter(texts.items()))
    return Finding(
        f"template_formula_{cause}",
        Severity.NOTE,
        unit,
        form=formed.form.id,
        facts={
            "sheet": formed.location.sheet,
            "count": len(texts),
            "areas": areas_of(texts),
            "example": address(example),
            "formula": formula,
        },
        sentence="" if cause in {"texts", "not_read"} else f"template_formula_{cause}_several",
    )


def _alone(unit: str, cell: FormulaCell, cause: Cause, filled: Filled) -> Finding:
    value = filled[cell.sheet][cell.place].value
    put = Missing.UNREADABLE if isinstance(value, str) else value
    return Finding(
        f"template_formula_{cause}",
        Severity.NOTE,
        unit,
        form=cell.formed.form.id,
        facts={**cell.facts(), "formula": cell.text, "put": put},
    )
