"""Whose return a workbook is: what stands beside 填报单位, else the file's name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from pathlib import PurePath

from youthstats.model.returns import Aside
from youthstats.model.schemes import Scheme
from youthstats.workbook.package import Book, Cell, Sheet
from youthstats.workbook.reading.evaluate import evaluate
from youthstats.workbook.reading.found import Found
from youthstats.workbook.reading.label_search import Spellings
from youthstats.workbook.reading.labels import folded
from youthstats.workbook.reading.refused import RefusedError

__all__ = ["beside", "unit_of", "unit_spellings"]


def unit_spellings(scheme: Scheme) -> Spellings:
    """Return how a label may spell each unit; worked out once for all files of a run."""
    return {
        unit.name: frozenset(folded(alias) for alias in (unit.name, *unit.aliases))
        for unit in scheme.units
    }


def unit_of(book: Book, found: Mapping[str, Found], scheme: Scheme) -> tuple[str, list[Aside]]:
    """Return the unit whose return this is: from 填报单位, else from the file's name.

    With it come what to say of the two: that the name decided, or that it says another unit.
    """
    stood = []
    for one in found.values():
        text = beside(book, one.location.sheet, "填报单位")
        if text and text not in stood:
            stood.append(text)
    named = set()
    for text in stood:
        exactly = scheme.units.recognise(text)
        candidates = {exactly.name} if exactly else {u.name for u in scheme.units.mentioned(text)}
        named |= set(filter(scheme.units.is_leaf, candidates))
    path = PurePath(book.path)
    mentioned = scheme.units.mentioned(path.stem)
    inside = [unit.name for unit in mentioned if scheme.units.is_leaf(unit.name)]
    if len(named) == 1:
        unit = named.pop()
        if not inside or unit in inside:
            return unit, []
        said = {"stood": unit, "named": inside, "file": path.name}
        return unit, [Aside("unit_disagrees", "soft", facts=said)]
    facts: dict[str, object] = {"stood": stood, "units": _some(scheme.units.leaves)}
    if len(named) > 1:
        raise RefusedError("file.two_units", facts, status="unknown_unit")
    if stood:
        facts["hint"] = _nearest(stood[0], scheme)
        raise RefusedError("file.unknown_unit", facts, status="unknown_unit")
    if len(inside) == 1:
        taken = {"file": path.name, "named": inside[0]}
        return inside[0], [Aside("unit_from_file_name", "note", facts=taken)]
    raise RefusedError("file.no_unit", facts, status="unknown_unit")


def _nearest(text: str, scheme: Scheme) -> str:
    """Return ``（南湖区？）`` for the unit that ``text`` is most like, else nothing."""
    spelled = {
        folded(name): unit.name
        for unit in scheme.units
        if scheme.units.is_leaf(unit.name)
        for name in (unit.name, *unit.aliases)
    }
    near = get_close_matches(folded(text), spelled, n=1)
    return f"（{spelled[near[0]]}？）" if near else ""


def _some(names: Sequence[str], most: int = 12) -> list[str]:
    """Return the first names, with a mark when there are more than a message should hold."""
    return [*names[:most], "…"] if len(names) > most else list(names)


def beside(book: Book, sheet_name: str, label: str) -> str:
    """Return the text after ``label`` in its own cell, or in the next filled cell to the right."""
    sheet = next(sheet for sheet in book.sheets if sheet.name == sheet_name)
    for (row, column), cell in sorted(sheet.cells.items()):
        if not isinstance(cell.value, str) or not folded(cell.value).startswith(label):
            continue
        after = cell.value.replace(":", "：").partition("：")[2].strip()
        if after:
            return after
        for step in range(1, 6):
            text = _shown(book, sheet, sheet.cells.get((row, column + step)))
            if text:
                return text if not folded(text).startswith(("表号", "计量单位", "报告期")) else ""
        return ""
    return ""


def _shown(book: Book, sheet: Sheet, cell: Cell | None) -> str:
    if cell is None:
        return ""
    value = cell.value
    if value is None and cell.formula:
        value = evaluate(book, sheet.name, cell.formula)  # type: ignore[assignment]
    return str(value).strip() if isinstance(value, str | int) else ""
