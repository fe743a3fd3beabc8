"""Which cells of a return should hold a formula: by the form's edits, and by its office's template."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from attrs import frozen

from youthstats.model.forms import Line
from youthstats.model.office import OfficeFormula
from youthstats.workbook.formulas.parsing import FormulaError, formula_of
from youthstats.workbook.formulas.tree import Reference, walk
from youthstats.workbook.reading.answers.office_spelling import spelled
from youthstats.workbook.reading.sheets.found import Found
from youthstats.workbook.reading.sheets.places import Place

__all__ = ["Asked", "formulas_asked"]


@frozen
class Asked:
    """An answer that has a formula: ``own`` by the form's edits, ``handed`` by its office.

    The office's may be several, any of which is right; the likeliest is the first. ``stood`` says
    that one stood there when the return was handed out; ``printed`` is that, where it stood in this
    very cell; ``texts`` are all as the template has them.
    """

    name: str
    line: Line
    place: Place
    own: str | None = None
    handed: tuple[str, ...] = ()
    stood: bool = False
    printed: str | None = None
    texts: frozenset[str] = frozenset()


def formulas_asked(one: Found, found: Mapping[str, Found]) -> Sequence[Asked]:
    """Return the answers of a form that should have a formula; ``found`` are all forms."""
    return list(_asked(one, found)) if one.layout.form.formulas else _by_edits(one)


@lru_cache(maxsize=1024)
def _by_edits(one: Found) -> tuple[Asked, ...]:
    """Return those of a form whose office has none: the same wherever the other forms stand."""
    return tuple(_asked(one, {}))


def _asked(one: Found, found: Mapping[str, Found]) -> Iterator[Asked]:
    own = {(name, line): formula for name, line, _, formula in one.formulas}
    asked = dict.fromkeys((*own, *_lines(one)))
    by_item: dict[str, list[OfficeFormula]] = {}
    for formula in one.layout.form.formulas:
        by_item.setdefault(formula.item, []).append(formula)
    for name, line in asked:
        place = one.location.cell(name, line)
        if place is not None:
            written = by_item.get(name, [])
            stood = any(formula.line == line for formula in written)
            ours = _of_entry(written, line) if one.layout.form.open else _of_line(written, line)
            spellings = (spelled(formula, place, found, one.location.sheet) for formula in ours)
            handed = tuple(dict.fromkeys(text for text in spellings if text is not None))
            printed = next((one.text for one in ours if one.place == place), None)
            if printed is not None and not one.layout.form.open:  # else it may have more entries
                printed = printed if handed and _same_cells(printed, handed[0]) else None
            by_edit = own.get((name, line))
            texts = frozenset(one.text for one in ours)
            yield Asked(name, line, place, by_edit, handed, stood and bool(handed), printed, texts)


def _same_cells(one: str, other: str) -> bool:
    return one == other or _cells_of(one) == _cells_of(other)


def _cells_of(formula: str) -> list[tuple[int, int, int, int]]:
    """Return the areas that a formula refers to, on whatever sheet; none of one that is no formula."""
    try:
        nodes = walk(formula_of(formula).root)
        areas = (node for node in nodes if isinstance(node, Reference))
        return [(one.top, one.left, one.bottom, one.right) for one in areas]
    except FormulaError:
        return []


def _lines(one: Found) -> Iterator[tuple[str, Line]]:
    """Yield the answers an office has a formula for: an item's in every entry of a list."""
    form = one.layout.form
    if not form.open:
        yield from ((formula.item, formula.line) for formula in form.formulas)
        return
    for name in dict.fromkeys(formula.item for formula in form.formulas):
        yield from ((name, line) for line, _ in one.spots)


def _of_line(written: list[OfficeFormula], line: Line) -> list[OfficeFormula]:
    return [formula for formula in written if formula.line == line]


def _of_entry(written: list[OfficeFormula], line: Line) -> list[OfficeFormula]:
    """Return the formulas of an item: entries move, so each may have any; its own, the commonest."""
    often = Counter(formula.pieces for formula in written)
    alike = [formula for formula in written if isinstance(formula.line, type(line))]
    return sorted(alike, key=lambda one: (one.line != line, -often[one.pieces]))
