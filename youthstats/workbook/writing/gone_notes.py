"""What is said of the formulas of a template that give way: those alike on a sheet in one note."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

from youthstats.model.areas import areas_of
from youthstats.model.edits import Severity
from youthstats.model.findings import Finding
from youthstats.model.values import Missing, is_number
from youthstats.workbook.reading.sheets.places import Place, address
from youthstats.workbook.understanding.formed import Formed
from youthstats.workbook.writing.giving_way import Cause, FormulaCell
from youthstats.workbook.writing.worked_out import Filled

__all__ = ["gone_notes", "gone_together"]

Gone = tuple[FormulaCell, Cause]
"""A formula that gives way, and why."""


def gone_notes(unit: str, gone: Iterable[Gone], filled: Filled) -> Iterator[Finding]:
    """Yield a note for each formula that a figure stands instead of, and one for all others of a sheet.

    ``filled`` holds what stands there. The others are alike: blank, or said to be unreadable.
    """
    alike: dict[tuple[str, Cause], list[FormulaCell]] = {}
    for cell, cause in gone:
        if is_number(filled[cell.sheet][cell.place].value):
            yield _alone(unit, cell, cause, filled)
        else:
            alike.setdefault((cell.sheet, cause), []).append(cell)
    for (_, cause), cells in alike.items():
        first = cells[0]
        if len(cells) == 1:
            yield _alone(unit, first, cause, filled)
        else:
            texts = {cell.place: cell.text for cell in cells}
            yield gone_together(unit, first.formed, cause, texts)


def gone_together(
    unit: str, formed: Formed, cause: Cause | Literal["texts"], texts: Mapping[Place, str]
) -> Finding:
    """Return the note on several formulas of the sheet that a form stands on, or on any over texts."""
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
        sentence="" if cause == "texts" else f"template_formula_{cause}_several",
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
