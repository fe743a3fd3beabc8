"""The table of findings: a line for every finding and note, its cells and suspects inside it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from youthstats.model.cellrefs import CellRef
from youthstats.model.findings import Finding, Suspect
from youthstats.model.forms import Line
from youthstats.model.schemes import Scheme
from youthstats.tables.figures import decimal_of, told

__all__ = ["finding_row"]

Struct = dict[str, Any]


def finding_row(finding: Finding, number: int, scheme: Scheme, lang: str) -> tuple[Any, ...]:
    """Return the row of one finding, ``number`` in its review."""
    first = finding.cells[0] if finding.cells else None
    return (
        number,
        scheme.id,
        scheme.period,
        finding.unit,
        finding.severity.value,
        finding.code,
        finding.rule,
        finding.form,
        *_line(finding.line),
        finding.statement or None,
        finding.inferred,
        decimal_of(finding.left),
        decimal_of(finding.right),
        decimal_of(finding.imbalance),
        finding.message(lang),
        finding.explanation,
        finding.file or (first.file if first else "") or None,
        first.sheet if first else None,
        first.address if first else None,
        [_cell(cell) for cell in finding.cells],
        list(_suspects(finding)),
    )


def _line(line: Line) -> tuple[str | None, int | None]:
    """Return category and entry."""
    return (line, None) if isinstance(line, str) else (None, line)


def _cell(cell: CellRef) -> Struct:
    category, entry = _line(cell.line)
    return {
        "file": cell.file or None,
        "sheet": cell.sheet,
        "address": cell.address,
        "form": cell.form,
        "item": cell.item,
        "category": category,
        "entry": entry,
        "unit": cell.unit,
        **told(cell.value)._asdict(),
    }


def _suspects(finding: Finding) -> Iterator[Struct]:
    for number, explanation in enumerate(finding.suspects, 1):
        for suspect in explanation:
            place = {"alternative": number, "rank": explanation.rank}
            yield place | _cell(suspect.cell) | _change(suspect)


def _change(suspect: Suspect) -> Struct:
    # A text may be suspect too, and what it should say is no figure.
    to = None if suspect.to is None else told(suspect.to)
    return {
        "repair": to and to.value,
        "repair_number": to and to.number,
        "repair_low": decimal_of(suspect.low),
        "repair_high": decimal_of(suspect.high),
        "cause": suspect.cause,
    }
