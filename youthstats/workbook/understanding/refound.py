"""Whether returns of a template will be read where its answers stand: tried on a filled-in copy.

The same search reads every return. Where it does not lead to the very cells the form was drawn
from, nothing else would: so it is said before anybody fills the template in.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal

from attrs import evolve

from youthstats.layout.leaves import OWN_UNIT
from youthstats.model.forms import Form, Line
from youthstats.model.items import Item, Kind
from youthstats.model.schemes import Scheme
from youthstats.workbook.names import identity
from youthstats.workbook.package import Book, Cell, CellValue
from youthstats.workbook.reading.books.finding import find_forms
from youthstats.workbook.reading.books.unit import unit_spellings
from youthstats.workbook.reading.sheets.found import Found
from youthstats.workbook.reading.sheets.places import Place, address, some
from youthstats.workbook.understanding.doubts import Doubt
from youthstats.workbook.understanding.formed import Formed
from youthstats.workbook.understanding.keys import Key

__all__ = ["elsewhere", "filled_in", "found_again", "not_found_again", "nowhere"]


_SOMEBODY = "某某单位"
"""Who files the copy, where nobody gave a roster."""


def found_again(scheme: Scheme, formed: Sequence[Formed], book: Book) -> Mapping[str, Found]:
    """Return where the search that reads returns finds each form on a filled-in template."""
    listed = scheme.met([_SOMEBODY])
    tried = filled_in(formed, book, listed.units.leaves[0])
    return find_forms(tried, listed, unit_spellings(listed), identity(book.names))


def not_found_again(formed: Sequence[Formed], found: Mapping[str, Found]) -> Iterator[Doubt]:
    """Yield a doubt for every form of which a filled-in template gives too few answers, or too many.

    Labels that stand twice are named with their places.
    """
    for one in formed:
        there = found.get(one.form.id)
        missed = list(dict.fromkeys((*_missed(one, there), *_added(one, there))))
        if missed:
            sheet = one.paths.canvas.name
            twice = there.matching.doubtful if there else ()
            code, labels = ("called_alike", twice) if twice else ("not_found_again", missed)
            yield Doubt(code, sheet, facts={"form": one.form.label, "labels": some(labels)})


def elsewhere(formed: Sequence[Formed], found: Mapping[str, Found]) -> Mapping[str, Doubt]:
    """Return a doubt for every form that would be read from other cells than it was drawn from.

    An answer missed is left blank and told of; one that stands elsewhere would be added up.
    """
    doubts = {}
    for one in formed:
        if one.form.id in found and (moved := list(_moved(one, found[one.form.id]))):
            labels, drawn, stood = moved[0]
            facts = {"form": one.form.label, "labels": labels, "stood": address(stood)}
            doubts[one.form.id] = Doubt(
                "found_elsewhere", one.paths.canvas.name, address(drawn), facts
            )
    return doubts


def nowhere(formed: Sequence[Formed], found: Mapping[str, Found]) -> Mapping[str, Doubt]:
    """Return a doubt for every form none of whose answers would be read: no return could ever have it."""
    doubts = {}
    for one in formed:
        there = found.get(one.form.id)
        if not any(there and there.location.cell(*key) == place for key, place in _asked(one)):
            labels = some(list(dict.fromkeys(_labels(one.form, *key) for key, _ in _asked(one))))
            facts = {"form": one.form.label, "labels": labels}
            first = min(place for _, place in _asked(one))
            name = one.paths.canvas.name
            doubts[one.form.id] = Doubt("found_nowhere", name, address(first), facts)
    return doubts


def _moved(one: Formed, found: Found) -> Iterator[tuple[str, Place, Place]]:
    """Yield the labels of each answer found in another cell: where it belongs, and that cell.

    The entries of a list begin in any row.
    """
    for (name, line), place in _asked(one):
        stood = found.location.cell(name, line)
        if stood is None:
            continue
        entry = isinstance(line, int)
        if stood[1] != place[1] or (stood[0] != place[0] and not entry):
            yield _labels(one.form, name, line), place, stood


def filled_in(formed: Sequence[Formed], book: Book, unit: str) -> Book:
    """Return a template with an answer in every cell that asks for one, filed by ``unit``."""
    answers: dict[str, dict[Place, CellValue]] = {}
    for one in formed:
        canvas = one.paths.canvas
        here = answers.setdefault(canvas.name, {})
        if canvas.asked_unit is not None and not canvas.at(canvas.asked_unit).says:
            here[canvas.asked_unit] = unit
        for (name, line), place in _asked(one):
            value = _answer(one.form.item(name), len(here))
            own = line is None or line != one.form.total_line or canvas.at(place).formula is None
            if value is not None and own:
                here[place] = value
    sheets = (
        evolve(sheet, cells={**_anew(sheet.cells), **_cells(answers.get(sheet.name, {}))})
        for sheet in book.sheets
    )
    return evolve(book, sheets=tuple(sheets))


def _anew(cells: Mapping[Place, Cell]) -> dict[Place, Cell]:
    """Return cells without what formulas came to as long as nothing was filled in: no text at all."""
    return {
        place: evolve(cell, value=None) if cell.formula is not None and cell.value == "" else cell
        for place, cell in cells.items()
    }


def _asked(one: Formed) -> Iterator[tuple[Key, Place]]:
    """Yield the answers that a form asks for: in the line of totals those that an edit adds up."""
    for (name, line), place in one.places.items():
        summed = line is not None and line == one.form.total_line
        if one.paths.canvas.asks(place) and (not summed or name in one.form.totalled):
            yield (name, line), place


def _cells(answers: dict[Place, CellValue]) -> dict[Place, Cell]:
    return {place: Cell(value) for place, value in answers.items()}


def _answer(item: Item, number: int) -> CellValue:
    """Return an answer that is like no other; a phrase stays as it is printed."""
    match item.kind:
        case Kind.COUNT:
            return 1_001 + 7 * number
        case Kind.MONEY:
            return Decimal(1_001 + 7 * number) + Decimal("0.5")
        case Kind.SHARE:
            return Decimal("0.125")
        case Kind.DATE:
            return date(2009, 6, 1 + number % 28)
        case Kind.TEXT:
            return item.choices[0] if item.choices else f"某某{number}"
        case _:
            return None


def _missed(one: Formed, found: Found | None) -> Iterator[str]:
    """Yield the labels of the answers that were not found, or found in another cell."""
    form = one.form
    for (name, line), place in _asked(one):
        stood = found.location.cell(name, line) if found is not None else None
        if stood != place:
            yield _labels(form, name, line)


def _added(one: Formed, found: Found | None) -> Iterator[str]:
    """Yield the labels of the columns of a list under which more was found than it asks for."""
    for line, answers in found.spots if found is not None and one.form.open else ():
        for item, place in answers:
            if place is not None and (item.name, line) not in one.places:
                yield _labels(one.form, item.name, line)


def _labels(form: Form, name: str, line: Line) -> str:
    item = form.item(name)
    shown = [label for label in item.path if label != OWN_UNIT]
    if line is not None and line == form.total_line:
        shown.append(form.total_line)
    elif isinstance(line, str):
        shown.append(form.category(line).label)
    return "/".join("".join(label.split()) for label in shown)
