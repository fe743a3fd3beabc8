"""The formulas that stand in the answers of a template, told by the lines of its forms."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import groupby

from attrs import evolve, frozen

from youthstats.model.axes import Dimension
from youthstats.model.office import Area, Mark, OfficeFormula
from youthstats.workbook.formulas.parsing import FormulaError, formula_of
from youthstats.workbook.package import column_number
from youthstats.workbook.reading.sheets.places import Place
from youthstats.workbook.understanding.canvas import Role
from youthstats.workbook.understanding.formed import Formed

__all__ = ["with_formulas"]

_END = r"\$?(?P<{0}column>[A-Z]{{1,3}})?\$?(?P<{0}row>[1-9][0-9]*)?"
_REFERENCE = re.compile(
    r"(?:(?:'(?P<quoted>(?:[^'\[\]:]|'')+)'|(?P<bare>[^'!\[\]:]+))!)?"
    rf"{_END.format('first_')}(?P<range>:{_END.format('last_')})?",
    re.IGNORECASE | re.ASCII,
)


def with_formulas(formed: Sequence[Formed]) -> list[Formed]:
    """Return the forms with the formulas in their answers, as the office wrote them.

    A template that names its answers is one of the library's, whose formulas are the edits' own.
    """
    return [
        evolve(one, form=evolve(one.form, formulas=tuple(_formulas(one, formed)))) for one in formed
    ]


def _formulas(one: Formed, formed: Sequence[Formed]) -> Iterator[OfficeFormula]:
    canvas = one.paths.canvas
    if one.keys.form_id:
        return
    for (item, line), place in one.places.items():
        formula = canvas.at(place).formula
        if formula is not None and canvas.role(place) is Role.FORMULA:
            pieces = _Telling(one, formed, place).pieces(formula)
            yield OfficeFormula(item, line, tuple(_joined(pieces)), formula, place)


def _joined(pieces: Iterable[str | Area]) -> Iterator[str | Area]:
    """Yield pieces with what is written between two references in one."""
    for written, run in groupby(pieces, lambda piece: isinstance(piece, str)):
        between = list(run)
        yield from ["".join(map(str, between))] if written else between


@frozen
class _Telling:
    """One formula, and the forms of the template: ``one`` is that of the cell ``here``."""

    one: Formed
    formed: Sequence[Formed]
    here: Place

    def pieces(self, formula: str) -> Iterator[str | Area]:
        """Yield the pieces of a formula; it is one piece where it cannot be taken apart."""
        try:
            tokens = formula_of(formula).tokens
        except FormulaError:
            yield formula
            return
        yield "="
        for token in tokens:
            refers = token.type == "OPERAND" and token.subtype == "RANGE"
            yield (self.area(token.value) if refers else None) or token.value

    def area(self, text: str) -> Area | None:
        """Return the cells a reference is to; ``None`` for a name or what is followed nowhere."""
        found = _REFERENCE.fullmatch(text)
        if found is None:
            return None
        sheet = found["bare"] or (found["quoted"] or "").replace("''", "'") or None
        end = "last_" if found["range"] else "first_"
        along = _numbers(found["first_row"], found[f"{end}row"], across=False)
        over = _numbers(found["first_column"], found[f"{end}column"], across=True)
        on_it = self.on(sheet)
        forms = sorted(on_it, key=lambda one: not _holds(one, along, over))
        rows = self.span(forms, along, across=False)
        columns = self.span(forms, over, across=True)
        single = not found["range"]
        if (rows is None and columns is None) or (single and None in {rows, columns}):
            return None
        return Area(sheet, on_it[0].form.id if on_it else None, rows, columns, single)

    def on(self, sheet: str | None) -> list[Formed]:
        """Return the forms on a sheet, the formula's own first."""
        name = self.one.paths.canvas.name if sheet is None else sheet
        found = [one for one in self.formed if one.paths.canvas.name == name]
        return sorted(found, key=lambda one: one is not self.one)

    def span(
        self, forms: Sequence[Formed], numbers: Sequence[int], *, across: bool
    ) -> tuple[Mark, Mark] | None:
        """Return the first and the last row, or column, of a reference that names both."""
        if not numbers:
            return None
        one_line = numbers[0] == numbers[1]
        return (
            self.mark(forms, numbers[0], across=across, first=not one_line),
            self.mark(forms, numbers[1], across=across, last=not one_line),
        )

    def mark(
        self,
        forms: Sequence[Formed],
        number: int,
        *,
        across: bool,
        first: bool = False,
        last: bool = False,
    ) -> Mark:
        """Return a row or column by the form that has it, else by the nearest line before it."""
        if not forms:
            return Mark(None, number)
        holds = next((one for one in forms if number in _lines(one, across=across)), forms[0])
        lines = _lines(holds, across=across)
        if holds.form.open and _listed(holds, across=across):
            return self.entry(holds, lines, number, across=across, first=first, last=last)
        line = max((at for at in lines if at <= number), default=lines[0])
        return Mark(holds.form.id, lines.index(line), number - line)

    def entry(
        self,
        holds: Formed,
        lines: tuple[int, ...],
        number: int,
        *,
        across: bool,
        first: bool,
        last: bool,
    ) -> Mark:
        """Return a line of a list, whose entries may be more or fewer: its ends, or from here."""
        form, own = holds.form.id, self.here[1 if across else 0]
        if holds is self.one and number == own:
            return Mark(form, None)
        if not across and any(number == row for row, _ in holds.location.totals.values()):
            return Mark(form, holds.form.total_line)
        if holds is self.one and lines[-1] < number < own and not last:  # a 小计 above the total
            return Mark(form, None, number - own)
        if number > lines[-1] or (last and number == lines[-1]):
            return Mark(form, -1, number - lines[-1])
        if number < lines[0] or (first and number == lines[0]):
            return Mark(form, 0, number - lines[0])
        if holds is self.one:
            return Mark(form, None, number - own)
        return Mark(form, lines.index(max(at for at in lines if at <= number)))


def _numbers(first: str | None, last: str | None, *, across: bool) -> list[int]:
    """Return the rows, or columns, that a reference is from and to, if it names both."""
    if first is None or last is None:
        return []
    return sorted((column_number(one) if across else int(one)) - 1 for one in (first, last))


def _holds(one: Formed, rows: Collection[int], columns: Collection[int]) -> bool:
    """Tell whether a form has all of these lines: of two beside each other only one may."""
    down, across = _lines(one, across=False), _lines(one, across=True)
    return {*rows} <= {*down} and {*columns} <= {*across}


def _lines(one: Formed, *, across: bool) -> tuple[int, ...]:
    return one.keys.columns if across else one.keys.rows


def _listed(one: Formed, *, across: bool) -> bool:
    over = one.keys.columns_over if across else one.keys.rows_over
    return Dimension.ENTRY in over
