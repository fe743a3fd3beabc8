"""What the formulas of a template say, each as a statement about the answer it stands in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction

from attrs import evolve, field, frozen, mutable

from youthstats.model.forms import Line
from youthstats.model.items import Kind
from youthstats.model.linear import (
    EVERY,
    Comparison,
    Linear,
    Product,
    Quotient,
    Ref,
    Statement,
    Times,
)
from youthstats.workbook.formulas.meaning import meaning_of
from youthstats.workbook.formulas.normal import NormalForm
from youthstats.workbook.formulas.scope import NoEdit
from youthstats.workbook.reading.sheets.places import Place, address, some
from youthstats.workbook.understanding.canvas import Canvas, Role
from youthstats.workbook.understanding.doubts import Doubt
from youthstats.workbook.understanding.formed import Formed
from youthstats.workbook.understanding.standing import formula_in, stands_in
from youthstats.workbook.understanding.telling import in_words
from youthstats.workbook.understanding.worked_out import worked_out

__all__ = ["Read", "Sheets", "Source", "over_all", "read_formulas"]


@frozen
class Source:
    """What one answer is computed from: ``part``, or ``part / whole``, rounded to ``places``.

    ``times`` is added to a part without a whole. References to the answer's own form name none.
    ``or_nil``: 0 is shown where the whole is nothing; ``given``: nothing is where one of them is
    blank, whatever the others are.
    """

    ref: Ref
    part: Linear
    whole: Linear | None = None
    places: int | None = None
    or_nil: bool = False
    given: bool = False
    times: Times | None = None

    @property
    def refs(self) -> tuple[Ref, ...]:
        others = (self.whole, self.times)
        return (*self.part.refs, *(ref for one in others if one for ref in one.refs))

    @property
    def local(self) -> bool:
        """Whether it rests on answers of its own form alone."""
        return all(ref.form is None for ref in self.refs)

    @property
    def bare(self) -> Source:
        """The same for any line, where it speaks of one line alone; else itself."""
        line = self.ref.category
        if line is None or not self.local or any(ref.category != line for ref in self.refs):
            return self
        return evolve(
            self,
            ref=evolve(self.ref, category=None),
            part=_bare(self.part),
            whole=_bare(self.whole) if self.whole else None,
            times=_bare_times(self.times) if self.times else None,
        )

    def statements(self) -> Iterator[Statement]:
        """Yield the edits it makes: an equation, a quotient, or two bounds around what is rounded.

        What is multiplied is one equation, rounded or not: its item displays so many decimals.
        """
        if self.whole is not None:
            yield Quotient(self.ref, self.part, self.whole, self.or_nil)
            return
        own = Linear.of(self.ref)
        if self.times is not None:
            yield Product(own, "=", self.times, self.part)
            return
        whole_numbers = all(size.denominator == 1 for _, size in self.part.terms)
        if self.places is None or (whole_numbers and self.places >= 0):
            yield Comparison(own, "=", self.part)
            return
        slack = Linear((), Fraction(1, 2) / Fraction(10) ** self.places)
        yield Comparison(own, "<=", self.part + slack)
        yield Comparison(own, ">=", self.part - slack)


def _bare(linear: Linear) -> Linear:
    terms = tuple((evolve(ref, category=None), size) for ref, size in linear.terms)
    return Linear(terms, linear.constant)


def _bare_times(times: Times) -> Times:
    return Times(evolve(times.factor, category=None), _bare(times.by))


@frozen
class Read:
    """What the formulas in the answers of one form say, and which say nothing that is an edit."""

    sources: tuple[Source, ...]
    doubts: tuple[Doubt, ...]


def read_formulas(formed: Sequence[Formed], sheets: Sheets) -> dict[str, Read]:
    """Read the formulas of a template's answers, form by form."""
    homes = {one.form.id: one for one in formed}
    return {one.form.id: _read(one, sheets, homes) for one in formed}


_ROWS = re.compile(r"(?<=[A-Za-z])\$?[0-9]+\b")
"""The rows of the cells that a formula names."""


def _line(line: object) -> str | None:
    return None if line is None else str(line)


@frozen
class Sheets:
    """The sheets a formula may name, and which cell on them is which answer."""

    canvases: Mapping[str, Canvas]
    answers: Mapping[tuple[str, int, int], Ref]

    @classmethod
    def of(cls, formed: Sequence[Formed]) -> Sheets:
        canvases = {
            name: sheet for one in formed for name, sheet in one.paths.canvas.beside.items()
        }
        return cls(
            {**canvases, **{one.paths.canvas.name: one.paths.canvas for one in formed}},
            {
                (one.paths.canvas.name, *place): Ref(item, _line(line), one.form.id)
                for one in formed
                for (item, line), place in one.places.items()
            },
        )

    def meaning(self, sheet: str, row: int, column: int) -> Ref | Fraction | None:
        return stands_in(
            self.canvases[sheet], (row, column), lambda place: self.answers.get((sheet, *place))
        )

    def words(self, sheet: str, row: int, column: int) -> str | None:
        return self.canvases[sheet].printed((row, column))

    def formula(self, sheet: str, row: int, column: int) -> str | None:
        return formula_in(self.canvases[sheet], (row, column))


def _read(one: Formed, sheets: Sheets, homes: Mapping[str, Formed]) -> Read:
    canvas = one.paths.canvas
    sources, doubts = [], []
    passed_over = _PassedOver(sheets)
    for (item, line), place in one.places.items():
        formula = canvas.at(place).formula
        if formula is None or canvas.role(place) is not Role.FORMULA:
            continue
        if in_words(one.form.item(item).path):
            continue  # says a figure again
        found = meaning_of(
            formula, (canvas.name, *place), passed_over.meaning, sheets.formula, sheets.words
        )
        passed_over.end((canvas.name, *place), formula, edit=not isinstance(found, NoEdit))
        if text := _text_in(one, place, found, homes):
            said = {"formula": formula, "item": text}
            doubts.append(Doubt("texts_added", canvas.name, address(place), said))
            continue
        if isinstance(found, NoEdit):
            facts = {"formula": formula, "why": found}
            doubts.append(Doubt("formula", canvas.name, address(place), facts))
        elif (source := _source(one, item, line, found, homes)) is not None:
            sources.append(source)
        else:
            doubts.append(
                Doubt("formula_between_entries", canvas.name, address(place), {"formula": formula})
            )
    told = _once_a_column(doubts) if one.form.open else doubts
    return Read(tuple(sources), (*told, *passed_over.doubts()))


def _once_a_column(doubts: Iterable[Doubt]) -> list[Doubt]:
    """Return the doubts on a list without those on a formula that stands in every blank row."""
    found: dict[tuple[str, str], Doubt] = {}
    for doubt in doubts:
        written = _ROWS.sub("", f"{doubt.address} {doubt.facts.get('formula')}")
        found.setdefault((doubt.code, written), doubt)
    return list(found.values())


@mutable
class _PassedOver:
    """Which hidden cells formulas add, that nobody is asked to fill in: they are in no edit."""

    sheets: Sheets
    cells: dict[str, None] = field(factory=dict)
    first: Doubt | None = None
    _met: list[str] = field(factory=list)

    def meaning(self, sheet: str, row: int, column: int) -> Ref | Fraction | None:
        """Return what a cell stands for, and note a hidden blank."""
        found = self.sheets.meaning(sheet, row, column)
        canvas, place = self.sheets.canvases[sheet], (row, column)
        blank = found is None and canvas.anchor(place) == place
        if blank and canvas.hides(place) and canvas.role(place) is Role.ANSWER:
            self._met.append(address(place))
        return found

    def end(self, at: tuple[str, int, int], formula: str, *, edit: bool) -> None:
        """Take what was met for one formula, if it is an edit."""
        sheet, *place = at
        if edit and self._met:
            self.cells |= dict.fromkeys(self._met)
            where = address((place[0], place[1]))
            self.first = self.first or Doubt("hidden_in_sum", sheet, where, {"formula": formula})
        self._met = []

    def doubts(self) -> Iterator[Doubt]:
        """Yield one doubt for all of them."""
        if self.first is not None:
            facts = {**self.first.facts, "cells": some(list(self.cells))}
            yield evolve(self.first, facts=facts)


def _text_in(
    one: Formed, place: Place, found: NormalForm | NoEdit, homes: Mapping[str, Formed]
) -> str:
    """Return the first item read as texts that a formula calculates with, ``""`` for none."""
    worked = worked_out(one.paths.canvas, place)
    if isinstance(found, NoEdit) or worked is None or not worked.calculates:
        return ""
    items = (homes[ref.form or one.form.id].form.item(ref.item) for ref in found.refs)
    return next((item.name for item in items if item.kind is Kind.TEXT), "")


def _source(
    one: Formed, item: str, line: Line, found: NormalForm, homes: Mapping[str, Formed]
) -> Source | None:
    """Return what a formula says of an answer; of a list's entry only what is said within it.

    ``homes`` are all forms by their ids: what stands in every entry of a list is said of all.
    """
    form = one.form
    found = found.scaled(Fraction(1, one.shown_times(item, line)))
    part, whole = (
        Linear(
            tuple(_in_parts(one, homes, ref, size) for ref, size in linear.terms), linear.constant
        )
        for linear in (found.part, found.whole or Linear())
    )
    over = whole if found.whole else None
    times = _times_in_parts(one, homes, found.times) if found.times else None
    ref = Ref(item, _line(line))
    source = Source(ref, part, over, found.places, found.or_nil, found.silent, times)
    if form.open and line != form.total_line:
        bare = source.bare
        return bare if bare.ref.category is None else None
    part_of_all, whole_of_all = (over_all(one, homes, form.id) for one in (part, whole))
    if part_of_all is None or whole_of_all is None:
        return None
    if times is not None and any(homes[ref.form or form.id].form.open for ref in times.refs):
        return None  # of an entry of a list, and of which is not said
    return evolve(source, part=part_of_all, whole=whole_of_all if found.whole else None)


def _in_parts(
    one: Formed, homes: Mapping[str, Formed], ref: Ref, size: Fraction
) -> tuple[Ref, Fraction]:
    """Return a term as the form in hand has it: a share that its cell shows in per cent is in parts."""
    home = homes[ref.form or one.form.id]
    times = home.shown_times(ref.item, home.lines[ref.item, _line(ref.category)])
    return (evolve(ref, form=None) if home is one else ref), size * times


def _times_in_parts(one: Formed, homes: Mapping[str, Formed], times: Times) -> Times:
    factor, size = _in_parts(one, homes, times.factor, Fraction(1))
    by = Linear(tuple(_in_parts(one, homes, *term) for term in times.by.terms))
    return Times(factor, by * size)


def over_all(linear: Linear, homes: Mapping[str, Formed], own: str) -> Linear | None:
    """Return a sum with what it says of every entry of a list said once; ``None`` if it is of some."""
    entries: dict[tuple[Ref, Fraction], set[str | None]] = {}
    rest = []
    for ref, size in linear.terms:
        form = homes[ref.form or own].form
        if form.open and ref.category != form.total_line:
            every = evolve(ref, category=EVERY)
            entries.setdefault((every, size), set()).add(_line(ref.category))
        else:
            rest.append((ref, size))
    for (ref, _), lines in entries.items():
        if lines != {str(n) for n in range(len(homes[ref.form or own].keys.rows))}:
            return None
    return Linear((*entries, *rest), linear.constant)
