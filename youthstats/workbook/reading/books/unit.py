"""Whose return a workbook is: what stands beside 填报单位, else a heading, else the file's name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from functools import lru_cache
from pathlib import PurePath

from attrs import frozen

from youthstats.layout.layouts import Layout, return_layout
from youthstats.model.asides import Aside
from youthstats.model.schemes import Scheme
from youthstats.model.units import Hierarchy
from youthstats.workbook.package import Book, Sheet
from youthstats.workbook.reading.books.captioned import behind_printed, captioned
from youthstats.workbook.reading.books.own_name import own_names
from youthstats.workbook.reading.books.refused import RefusedError
from youthstats.workbook.reading.sheets.asked_around import words
from youthstats.workbook.reading.sheets.deadline import timely
from youthstats.workbook.reading.sheets.found import Found
from youthstats.workbook.reading.sheets.heading import (
    COMPILER,
    FILER,
    UNIT_ASKED,
    asks,
    is_behind,
    unit_said,
)
from youthstats.workbook.reading.sheets.label_search import Spellings
from youthstats.workbook.reading.sheets.labels import LONGEST_LABEL, folded
from youthstats.workbook.reading.sheets.places import address, some

__all__ = ["named_unit", "no_names", "stood_beside", "table_labels", "unit_of", "unit_spellings"]

_ASKED = (*UNIT_ASKED, FILER)
_ALL = (*_ASKED, COMPILER)

_ASKS_ELSE = words("asked", "when", "reached", "else")
"""What asks for something else than a name, without a colon: 填报时间, 审核人."""

MOST_NAMED = 12
"""Units a message names; a clerk finds a name among these."""

NEAR = 5
"""Units of a longer roster that a message names: those most like what was written."""

_BETWEEN = re.compile(r"[、，,；;/和与及\s]+")
"""What stands between units that are listed."""


@frozen
class _Spelled(Mapping[str, frozenset[str]]):
    """The spellings of a roster's units, put together when asked for: there may be very many."""

    units: Hierarchy

    def __getitem__(self, name: str) -> frozenset[str]:
        unit = self.units[name]
        return frozenset(map(folded, (unit.name, *unit.aliases)))

    def __iter__(self) -> Iterator[str]:
        return iter(self.units.names)

    def __len__(self) -> int:
        return len(self.units.units)


def unit_spellings(scheme: Scheme) -> Spellings:
    """Return how a label may spell each unit."""
    return _Spelled(scheme.units)


@frozen
class _Headings:
    """The lines above the tables of a workbook, and the units that each of them mentions."""

    units: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, book: Book, found: Mapping[str, Found], scheme: Scheme) -> _Headings:
        lines: dict[str, tuple[str, ...]] = {}
        labels = table_labels(tuple(one.layout for one in found.values()))
        for one in found.values():
            form = one.layout.form
            for text in _above(book, one, labels):
                own = folded(text)
                for printed in (scheme.title, form.title, form.label):
                    own = own.replace(folded(printed), "")
                more = any(map(str.isalnum, own))
                if more and (named := _mentioned(own, scheme)):
                    lines[text] = named
        return cls(lines)

    @property
    def plain(self) -> tuple[str, ...]:
        """The units named by lines that name one alone."""
        return tuple(dict.fromkeys(named[0] for named in self.units.values() if len(named) == 1))

    def against(self, unit: str) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Yield the lines that mention units and not this one."""
        return ((line, named) for line, named in self.units.items() if unit not in named)


def named_unit(book: Book, scheme: Scheme) -> str | None:
    """Return the unit that the first sheet with 填报单位 names, if it names one.

    Where there is no roster, any text does but a label of a form.
    """
    labels = no_names(tuple(map(return_layout, scheme.forms)))
    for sheet in timely(book.sheets):
        text = _said_on(book, sheet, scheme)
        if text and not (_is_label(text, labels, scheme) and not is_behind(sheet, _ALL, text)):
            return text if scheme.units.is_open else _named(text, scheme)
    return None


def unit_of(book: Book, found: Mapping[str, Found], scheme: Scheme) -> tuple[str, list[Aside]]:
    """Return the unit whose return this is: by 填报单位, else by a heading, else by the file's name.

    With it come what to say: that another than 填报单位 decided, and what names another unit.
    """
    stood = stood_beside(book, found, scheme)
    headings = _Headings.of(book, found, scheme)
    path = PurePath(book.path)
    in_name = _mentioned(path.stem, scheme)
    if not stood:
        stood = _captioned(book, found, scheme, decided=bool(headings.plain) or len(in_name) == 1)
    unit, said = _decided(stood, headings, in_name, path.name, scheme)
    for line, named in headings.against(unit):
        facts: dict[str, object] = {"stood": unit, "named": list(named), "line": line}
        said.append(Aside("heading_disagrees", "soft", facts=facts))
    for place, other in _row_labels(book, found, scheme):
        if other != unit:
            facts = {"stood": unit, "named": [other], "line": place}
            said.append(Aside("heading_disagrees", "soft", facts=facts))
    if in_name and unit not in in_name:
        facts = {"stood": unit, "named": list(in_name), "file": path.name}
        said.append(Aside("unit_disagrees", "soft", facts=facts))
    return unit, said


def _decided(
    stood: Sequence[str],
    headings: _Headings,
    in_name: Sequence[str],
    file: str,
    scheme: Scheme,
) -> tuple[str, list[Aside]]:
    """Return the unit by the first of the three that names one, and a note where it was not first."""
    facts: dict[str, object] = {"stood": list(stood)}
    units = {_named(text, scheme) for text in stood}
    # None among them: what names nobody disagrees with what names one.
    if len(units) > 1 or any(_lists_units(text, scheme) for text in stood):
        raise RefusedError("file.two_units", facts, status="unknown_unit")
    for unit in filter(None, units):
        return unit, []
    if stood and (over := scheme.units.recognise(stood[0])) is not None:
        facts["units"] = some(scheme.units.children(over.name), MOST_NAMED)
        raise RefusedError("file.unit_over_others", facts, status="unknown_unit")
    if stood:
        near = scheme.units.alike(stood[0], NEAR)
        facts["near"] = in_name[0] if len(in_name) == 1 else "".join(near[:1])
        raise RefusedError(
            "file.unknown_unit", facts | _roster(near, scheme), status="unknown_unit"
        )
    if len(headings.plain) == 1:
        (unit,) = headings.plain
        line = next(line for line, named in headings.units.items() if named == (unit,))
        return unit, [Aside("unit_from_heading", "note", facts={"line": line, "named": unit})]
    if not headings.plain and len(in_name) == 1:
        taken = {"file": file, "named": in_name[0]}
        return in_name[0], [Aside("unit_from_file_name", "note", facts=taken)]
    if headings.plain:
        facts["stood"] = list(headings.units)
        raise RefusedError("file.two_units", facts, status="unknown_unit")
    raise RefusedError("file.no_unit", facts | _roster((), scheme), status="unknown_unit")


def _row_labels(
    book: Book, found: Mapping[str, Found], scheme: Scheme
) -> Iterator[tuple[str, str]]:
    """Yield the units that name the rows of answers themselves, with the place of each."""
    for one in found.values():
        if not one.layout.form.by_unit:
            continue
        sheet = book.sheet(one.location.sheet)
        left = min((column for _, column in one.cells), default=0)
        for row in timely(one.rows):
            for column in range(left):
                cell = sheet.cells.get((row, column))
                text = cell.value if cell is not None and isinstance(cell.value, str) else ""
                unit = scheme.units.recognise(text) if text else None
                if unit is not None and scheme.units.is_leaf(unit.name):
                    yield f"{sheet.name}!{address((row, column))}", unit.name


def stood_beside(book: Book, found: Mapping[str, Found], scheme: Scheme) -> list[str]:
    """Return what stands beside 填报单位 on the sheets of the forms, each text once.

    Where that was left blank it may be what the template prints next: that names no unit. Where nothing
    does, it is what a card asks for as the unit's name, or what the cover says.
    """
    labels = no_names(tuple(one.layout for one in found.values()))
    sheets = map(book.sheet, dict.fromkeys(one.location.sheet for one in found.values()))
    texts = (
        text
        for sheet in sheets
        if (text := _said_on(book, sheet, scheme))
        if not _is_label(text, labels, scheme) or _is_answer(text, sheet, found)
    )
    # A program that does not calculate texts leaves 0 where a formula's text stood.
    stood = [text for text in dict.fromkeys(texts) if not (book.values_only and text == "0")]
    return stood or [
        text
        for text in own_names(book, found, _ASKED)
        if (scheme.units.is_open or _named(text, scheme)) and not _is_label(text, labels, scheme)
    ]


def _captioned(
    book: Book, found: Mapping[str, Found], scheme: Scheme, *, decided: bool
) -> list[str]:
    """Return what stands above the tables behind what else may ask for the unit, each text once.

    Of several on a sheet it is the first that names a unit; where none does anywhere, and neither a
    heading nor the file's name ``decided``, the surest. A caption that only the template knows asks
    for the unit where all that are answered with units name one.
    """
    labels = no_names(tuple(one.layout for one in found.values()))
    texts = [list(captioned(book, one, found.values(), labels)) for one in found.values()]
    named = [next((text for text in some if _named(text, scheme)), "") for some in texts]
    if not any(named):
        named = [
            text
            for one in found.values()
            for text in behind_printed(book, one, found.values())
            if (unit := scheme.units.recognise(text)) and scheme.units.is_leaf(unit.name)
        ]
        named = named if len({scheme.units.recognise(text) for text in named}) == 1 else []
    if not named and not decided:
        named = [next(iter(some), "") for some in texts]
    return [text for text in dict.fromkeys(named) if text]


def _is_label(text: str, labels: Set[str], scheme: Scheme) -> bool:
    """Tell whether a text is a label that stands beside a unit left blank, and calls no unit."""
    return folded(text) in labels and scheme.units.recognise(text) is None


def _is_answer(text: str, sheet: Sheet, found: Mapping[str, Found]) -> bool:
    """Tell whether a text that is a label, too, was given as the unit: a form may have rows for all.

    It stands in the cell that asks, or once more than as a label, in a line above all tables.
    """
    if is_behind(sheet, _ALL, text):
        return True
    labels = table_labels(tuple(one.layout for one in found.values()))
    tables = [one.heading for one in found.values() if one.location.sheet == sheet.name]
    above = min(tables, default=0) if folded(text) in labels else 0
    return any(row < above and said.strip() == text for (row, _), said in sheet.texts)


def _said_on(book: Book, sheet: Sheet, scheme: Scheme) -> str:
    """Return what stands beside 填报单位 on a sheet, or beside 编制单位 where no template prints it."""
    asked = unit_said(book, sheet, _ASKED)
    if asked:
        return asked
    compiler = unit_said(book, sheet, (COMPILER,))
    both = folded(compiler), folded(COMPILER + compiler)
    printed = any(not form.printed.isdisjoint(both) for form in scheme.forms)
    return "" if printed and compiler not in scheme.units else compiler


def _named(text: str, scheme: Scheme) -> str | None:
    """Return the unit a text names: exactly, or as the only one it mentions."""
    exactly = scheme.units.recognise(text)
    if exactly is not None:
        return exactly.name if scheme.units.is_leaf(exactly.name) else None
    mentioned = _mentioned(text, scheme)
    return mentioned[0] if len(mentioned) == 1 else None


def _lists_units(text: str, scheme: Scheme) -> bool:
    """Tell whether a text names several units, one beside the other."""
    named = {scheme.units.recognise(piece) for piece in _BETWEEN.split(text) if piece}
    return len(named) > 1 and None not in named


def _mentioned(text: str, scheme: Scheme) -> tuple[str, ...]:
    units = scheme.units
    return tuple(unit.name for unit in units.mentioned(text) if units.is_leaf(unit.name))


@lru_cache(maxsize=64)
def table_labels(layouts: tuple[Layout, ...]) -> frozenset[str]:
    """Return every label of some tables, folded."""
    return frozenset(
        folded(text)
        for layout in layouts
        for leaf in (*layout.rows, *layout.columns)
        for label in leaf.labels
        for text in (label.text, *label.aliases)
    )


@lru_cache(maxsize=64)
def no_names(layouts: tuple[Layout, ...]) -> frozenset[str]:
    """Return what stands beside a unit left blank: labels, and what else the template asks for there.

    A name that it prints may be meant: of two returns that kept it neither counts.
    """
    printed = frozenset[str]().union(*(layout.form.printed for layout in layouts))
    return table_labels(layouts).union(text for text in printed if text.endswith(_ASKS_ELSE))


def _above(book: Book, found: Found, labels: frozenset[str]) -> Iterator[str]:
    """Yield the headings above a form's table.

    Neither its own labels are headings, nor what asks for something, nor what answers beside it.
    """
    sheet = book.sheet(found.location.sheet)
    asked_in = -1
    for (row, _), text in timely(sheet.texts):
        if row >= found.heading:
            break
        asking = (_known_to_ask if len(text) <= LONGEST_LABEL else _asks)(
            text, found.layout.form.label
        )
        if not asking and row != asked_in and folded(text) not in labels:
            yield " ".join(text.split())
        asked_in = row if asking else asked_in


def _asks(text: str, label: str) -> bool:
    """Tell whether a line asks for something, but for what stands behind the label of the form."""
    return asks(text.replace(":", "：").replace(f"{label}：", ""))


_known_to_ask = lru_cache(maxsize=8192)(_asks)  # what stands above is the same on every return


def _roster(near: Sequence[str], scheme: Scheme) -> dict[str, object]:
    """Return what a message says of the roster: all of a short one, of a long one what is ``near``."""
    leaves = scheme.units.leaves
    shown = list(leaves) if len(leaves) <= MOST_NAMED else [*(near or leaves[:NEAR]), "…"]
    return {"units": shown, "count": len(leaves)}
