"""What a unit is told of its own file, in a workbook in which every answer has another cell."""

from __future__ import annotations

import re
from collections.abc import Iterator

from youthstats.characters import bare
from youthstats.model.cellrefs import CellRef, label_of
from youthstats.model.findings import Finding
from youthstats.model.forms import Form, Line
from youthstats.model.returns import ReadingNote, Return
from youthstats.model.sentences import told_fact
from youthstats.model.values import Missing
from youthstats.wording import say

__all__ = ["note_on_cells", "unread_under"]

_CELL = re.compile(r"(?<![A-Za-z0-9])\$?[A-Z]{1,3}\$?[1-9][0-9]*(?![A-Za-z0-9])")
_QUOTED = re.compile("“[^”]*”")

_OF_CELLS = ("formulas", "gaps", "areas", "example")
"""Facts that are addresses, of findings that have cells besides."""

_OF_PLACES = ("places", "line", "labels", "stood", *_OF_CELLS)
"""Facts with addresses in them, of findings without; ``labels`` and ``stood`` may have none."""

_NOWHERE = ("label_absent", "unit_absent", "unit_disagrees", "heading_disagrees")
"""Findings whose labels, or what stood there, are named alone: A4纸 is no cell."""

_OF_ROWS = ("rows", "last")

MOST_NAMED = 6
"""Cells that a note on them names."""

MOST_SHOWN = 12
"""Answers under a label that nobody found which are pointed at one by one."""


def note_on_cells(finding: Finding, file: str, lang: str) -> str:
    """Say which of the cells that a sentence names are those of the file that came, if any.

    The cells of the finding itself are not: they are told where they stand now.
    """
    if named := list(dict.fromkeys(_named(finding))):
        key = "cells_as_filed" if len(named) <= MOST_NAMED else "cells_as_filed_more"
        cells = say("list.comma", lang).join(named[:MOST_NAMED])
        return say(f"remarks.{key}", lang, cells=cells, file=file)
    if not finding.cells and any(finding.facts.get(name) for name in _OF_ROWS):
        return say("remarks.rows_as_filed", lang, file=file)
    return ""


def _named(finding: Finding) -> Iterator[str]:
    """Yield the addresses among the facts of a sentence, but for those in what it quotes."""
    placed = _OF_CELLS if finding.cells or finding.code in _NOWHERE else (*_OF_PLACES, *_OF_ROWS)
    for name, fact in finding.facts.items():
        if name not in placed and not _is_formula(fact):
            continue
        text = fact.stood if isinstance(fact, ReadingNote) else told_fact(fact, "zh")
        yield from (found[0].replace("$", "") for found in _CELL.finditer(_QUOTED.sub("", text)))


def _is_formula(fact: object) -> bool:
    text = fact.stood if isinstance(fact, ReadingNote) else fact
    return isinstance(text, str) and text.startswith("=")


def unread_under(finding: Finding, one: Return) -> list[CellRef]:
    """Return the answers that were not read because of the labels a finding names, if they are few."""
    record = one.records.get(str(finding.form))
    if record is None or not str(finding.rule).endswith(".labels"):
        return []
    labels = bare(told_fact(finding.facts["labels"], "zh"))
    lost = finding.code != "label_measure"  # where only the measure is another, the cells are known
    form, location = record.form, one.locations.get(record.form.id)
    found = [
        CellRef(
            one.file,
            None,
            None,
            form.id,
            name,
            line,
            one.unit,
            value,
            form.item(name).kind,
            label_of(form, name, line),
            form.label,
        )
        for name, line, value in record
        if value is Missing.UNREADABLE
        and not (lost and location is not None and location.address(name, line) is not None)
        and any(bare(label) in labels for label in _labels(form, name, line))
    ]
    return found if len(found) <= MOST_SHOWN else []


def _labels(form: Form, name: str, line: Line) -> Iterator[str]:
    """Yield the labels that lead to an answer."""
    yield form.item(name).label
    yield from (one.label for one in form.categories if one.name == line)
