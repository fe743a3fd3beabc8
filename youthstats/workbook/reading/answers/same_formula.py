"""Do two formulas say the same? By their text, by what they mean, or over figures made up for it.

``=SUM(B6:E6)`` and ``=B6+C6+D6+E6`` mean the same edit. What means none, as a condition that
decides, may still come to the same over whatever stands in the cells.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from attrs import field, frozen

from youthstats.model.derivations import Source
from youthstats.model.edits import Edit
from youthstats.model.forms import Form, Line
from youthstats.model.items import Kind
from youthstats.model.linear import Comparison, Linear, Product, Quotient, Ref, Times
from youthstats.model.lists import sum_over_entries
from youthstats.workbook.formulas.meaning import meaning_of
from youthstats.workbook.formulas.normal import NormalForm, proportion
from youthstats.workbook.formulas.parsing import FormulaError, formula_of
from youthstats.workbook.package import Book, Sheet
from youthstats.workbook.reading.answers.trials import Trials
from youthstats.workbook.reading.sheets.found import Found
from youthstats.workbook.reading.sheets.places import Place

__all__ = ["Sameness"]

_SCALES = (Fraction(1), Fraction(100), Fraction(1, 100))
"""A share is given as a part of 1, or in per cent."""


@frozen(slots=False)
class Sameness:
    """The formulas in the answers of one form of a return; ``others`` are all its forms."""

    found: Found
    others: Mapping[str, Found]
    sheet: Sheet
    book: Book
    _known: dict[tuple[Place, str], NormalForm | None] = field(factory=dict, init=False)

    def same(self, name: str, place: Place, stood: str, expected: str) -> bool:
        """Tell whether the formula of an answer in a cell says what is expected there."""
        if _alike(stood, expected):
            return True
        mine, its = self.meaning(place, stood), self.meaning(place, expected)
        if mine is not None and its is not None:
            return _agree(mine, its, self.scales(name))
        return self.trials.same(stood, expected)

    def meant(self, name: str, line: Line, place: Place, stood: str) -> bool:
        """Tell whether the formula of an answer says what an edit of the form says of it."""
        statements = list(_said(self.found.layout.form, name, line))
        mine = self.meaning(place, stood) if statements else None
        return mine is not None and any(_agree(mine, one, self.scales(name)) for one in statements)

    def follows(self, name: str, place: Place, stood: str, source: Source) -> bool:
        """Tell whether the formula of an answer works it out from a source that says where it stands."""
        part, whole = (source, None) if isinstance(source, Linear) else (source.part, source.whole)
        mine = self.meaning(place, stood)
        if mine is None or (mine.whole is None) != (whole is None):
            return False
        said = NormalForm(self._listed(part), None if whole is None else self._listed(whole))
        return _agree(mine, said, self.scales(name))

    def _listed(self, linear: Linear) -> Linear:
        """Return a sum over the entries there are, with every line as the cells have it."""
        said = sum_over_entries(linear, lambda ref: self.entries(str(ref.form)))
        terms = ((_ref(ref.item, ref.category, str(ref.form)), size) for ref, size in said.terms)
        return Linear(tuple(terms), said.constant)

    def entries(self, form: str) -> tuple[Line, ...]:
        return self.others[form].entries if form in self.others else ()

    def scales(self, name: str) -> tuple[Fraction, ...]:
        share = self.found.layout.form.item(name).kind is Kind.SHARE
        return _SCALES if share else _SCALES[:1]

    def meaning(self, place: Place, formula: str) -> NormalForm | None:
        """Return the normal form of a formula in a cell, ``None`` where it has none."""
        key = place, formula
        if key not in self._known:
            here = (self.sheet.name, *place)
            form = meaning_of(formula, here, self.stands_for, self.formula_in, self.words)
            self._known[key] = form if isinstance(form, NormalForm) else None
        return self._known[key]

    @cached_property
    def sheets(self) -> Mapping[str, Sheet]:
        """The sheets by their names in any case of letters."""
        return {sheet.name.casefold(): sheet for sheet in reversed(self.book.sheets)}

    @cached_property
    def answers(self) -> Mapping[tuple[str, int, int], Ref]:
        """Which cell of the return is which answer."""
        return {
            (one.location.sheet.casefold(), *place): _ref(item.name, line, form)
            for form, one in self.others.items()
            for line, spots in one.spots
            for item, place in spots
            if place is not None
        }

    def stands_for(self, sheet: str, row: int, column: int) -> Ref | Fraction | None:
        """Return what a cell stands for, as :data:`~youthstats.workbook.formulas.scope.Meaning`."""
        held = self.sheets[sheet.casefold()]
        ref = self.answers.get((sheet.casefold(), row, column))
        cell = None if ref is not None else held.cells.get((row, column))
        value = None if cell is None else cell.value
        return ref or (Fraction(value) if isinstance(value, int | Decimal) else None)

    def formula_in(self, sheet: str, row: int, column: int) -> str | None:
        cell = self.sheets[sheet.casefold()].cells.get((row, column))
        return None if cell is None else cell.formula

    def words(self, sheet: str, row: int, column: int) -> str | None:
        """Return the words in a cell that is no answer."""
        if (sheet.casefold(), row, column) in self.answers:
            return None
        cell = self.sheets[sheet.casefold()].cells.get((row, column))
        return cell.value if cell is not None and isinstance(cell.value, str) else ""

    @cached_property
    def trials(self) -> Trials:
        return Trials(self.found, self.sheet)


def _alike(one: str, other: str) -> bool:
    """Tell whether two formulas are the same but for spaces, capitals and signs that hold cells."""
    if "".join(one.split()) == other:
        return True
    try:
        return formula_of(one).root == formula_of(other).root
    except FormulaError:
        return False


def _agree(one: NormalForm, other: NormalForm, scales: Iterable[Fraction]) -> bool:
    """Tell whether two formulas mean the same, whatever they round to."""
    if (one.times.pairs if one.times else None) != (other.times.pairs if other.times else None):
        return False
    if one.times is not None:
        return _equal(one.part, other.part)
    if one.whole is None or other.whole is None:
        alike = one.whole is other.whole
        return alike and any(_equal(one.part, other.part * scale) for scale in scales)
    times = proportion(one.whole, other.whole)
    return times is not None and any(
        _equal(one.part, other.part * (times * scale)) for scale in scales
    )


def _equal(one: Linear, other: Linear) -> bool:
    return (one - other) == Linear()


def _said(form: Form, name: str, line: Line) -> Iterator[NormalForm]:
    """Yield what the edits of a form say that an answer is."""
    for edit in form.edits:
        statement, times = edit.statement if isinstance(edit, Edit) else None, None
        if isinstance(statement, Comparison) and statement.relation == "=":
            target, part, whole = statement.left.single, statement.right, None
        elif isinstance(statement, Quotient):
            target, part, whole = statement.share, statement.part, statement.whole
        elif isinstance(statement, Product) and statement.relation == "=":
            target, part, whole = statement.left.single, statement.rest, None
            times = _times_on(statement.times, line, form)
        else:
            continue
        if target is not None and _bound(target, line, form) == _ref(name, line, form.id):
            yield NormalForm(
                _on(part, line, form),
                None if whole is None else _on(whole, line, form),
                times=times,
            )


def _on(linear: Linear, line: Line, form: Form) -> Linear:
    terms = tuple((_bound(ref, line, form), size) for ref, size in linear.terms)
    return Linear(terms, linear.constant)


def _times_on(times: Times, line: Line, form: Form) -> Times:
    return Times(_bound(times.factor, line, form), _on(times.by, line, form))


def _bound(ref: Ref, line: Line, form: Form) -> Ref:
    return _ref(ref.item, ref.on(line), ref.form or form.id)


def _ref(item: str, line: Line, form: str) -> Ref:
    return Ref(item, None if line is None else str(line), form)
