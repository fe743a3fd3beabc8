"""Two sets of figures for the same cells: where do they differ?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from attrs import frozen

from youthstats.model.cellrefs import CellRef, label_of
from youthstats.model.forms import Form, Line
from youthstats.model.items import Item
from youthstats.model.pairing import paired, words_of
from youthstats.model.returns import Filed, Record, Return
from youthstats.model.schemes import Scheme
from youthstats.model.values import Missing, Number, Value, bounds, is_figure, nominal, plain

__all__ = ["Comparison", "Difference", "Untold", "compare", "held_against", "not_compared"]

_FAILED = frozenset(
    f"reading.{code}" for code in ("formula_without_value", "formula_follows", "error_value")
)
"""What is said of a formula without a result."""


@frozen
class Difference:
    """One place where two sources say different things, with both cells.

    An entry of a list that one side lacks has neither a line nor an address on that side.
    """

    left: CellRef
    right: CellRef

    @property
    def form(self) -> str:
        """The form's id."""
        return self.left.form

    @property
    def unit(self) -> str:
        """The unit's name."""
        return self.left.unit

    @property
    def lacking(self) -> Literal["left", "right"] | None:
        """The side that holds no figure at all of the unit on the form."""
        if self.left.sheet is None:
            return "left"
        return "right" if self.right.sheet is None else None

    @property
    def absent(self) -> Literal["left", "right"] | None:
        """The side whose list has no such entry."""
        if self.left.line is None and self.right.line is not None:
            return "left"
        return "right" if self.right.line is None and self.left.line is not None else None

    @property
    def difference(self) -> Number | None:
        """Left minus right, where both are figures."""
        if is_figure(self.left.value) and is_figure(self.right.value):
            left, right = self.left.value, self.right.value
            return plain(nominal(left) - nominal(right))  # type: ignore[arg-type]
        return None


@frozen
class Untold:
    """One answer that both sides hold and nobody can hold against each other, and why.

    ``why`` is ``rate`` where the left total cannot be worked out from its units, ``no_result`` where
    the right one is a formula that nobody calculated or that shows an error, and ``elsewhere`` where
    the right side's list stands on another sheet.
    """

    left: CellRef
    right: CellRef
    why: Literal["rate", "no_result", "elsewhere"]


@frozen
class Comparison:
    """Where two sources differ, and what of them could not be compared."""

    differences: tuple[Difference, ...] = ()
    untold: tuple[Untold, ...] = ()


def compare(left: Filed, right: Filed) -> tuple[Difference, ...]:
    """Return every cell where ``left`` and ``right`` differ, in report order.

    Compared are the forms both sides hold a record of, unit by unit; on a form that lists its
    units, one that only one side lists differs in every figure. Figures agree when their precision
    intervals meet; a cell that one side does not print is not compared, nor what
    :func:`held_against` names as untold. Entries of a list are matched by what they say or are known
    by, else by what most of it says, whatever their order; its line of totals by what it is called.
    """
    return held_against(left, right).differences


def held_against(left: Filed, right: Filed) -> Comparison:
    """Return where ``left`` and ``right`` differ, and what could not be compared."""
    found: dict[str, list[tuple[bool, Difference | Untold]]] = {
        form.id: [] for form in left.scheme.forms
    }
    held: set[tuple[str, int]] = set()
    # Where nobody gave a roster each side has one of its own. A kept return is brought back once.
    for unit in dict.fromkeys((*left.scheme.units.names, *right.scheme.units.names)):
        sides = left.get(unit), right.get(unit)
        own = left.scheme.units.is_leaf(unit) or right.scheme.units.is_leaf(unit)
        summed = None if own else left.scheme
        for form in left.scheme.forms:
            here, there = (one is not None and form.id in one.records for one in sides)
            if own:
                held |= {(form.id, one) for one, has in enumerate((here, there)) if has}
            if (here and there) or (form.by_unit and (here or there)):
                both = here and there
                found[form.id] += ((both, one) for one in _on_form(form, unit, *sides, summed))
    told = [
        one
        for form, several in found.items()
        for both, one in several
        if both or {(form, 0), (form, 1)} <= held
    ]
    return Comparison(
        tuple(one for one in told if isinstance(one, Difference)),
        tuple(one for one in told if isinstance(one, Untold)),
    )


def _on_form(
    form: Form, unit: str, left: Return | None, right: Return | None, summed: Scheme | None
) -> Iterator[Difference | Untold]:
    """Compare one form of a unit; ``summed`` is the scheme where it is a total over others."""
    mine, other = _Side.of(form, unit, left), _Side.of(form, unit, right)
    for mine_line, other_line in _paired(form, mine.record, other.record):
        for item in form.items:
            if not (mine.prints(item, mine_line) and other.prints(item, other_line)):
                continue
            a, b = mine.cell(item, mine_line), other.cell(item, other_line)
            if _agree(form, item, a.value, b.value) or (summed and _say_nothing(item, a, b)):
                continue
            totalled = summed is None or _has_total(summed, form, item, mine_line, a.value)
            rate = item.kind.numeric and not totalled
            if other.elsewhere and mine_line != form.total_line:
                yield Untold(a, b, "elsewhere")
            elif b.value is Missing.UNREADABLE and other.without_result(item, other_line):
                yield Untold(a, b, "no_result")
            elif rate and a.value is Missing.NOT_APPLICABLE and is_figure(b.value):
                yield Untold(a, b, "rate")
            elif not (rate and Missing.NOT_APPLICABLE in (a.value, b.value)):
                yield Difference(a, b)


def _has_total(scheme: Scheme, form: Form, item: Item, line: Line, value: Value) -> bool:
    """Tell whether a total over units can be told; that of a list which no unit gives is none."""
    none = form.is_total_line(line) and value is Missing.NOT_APPLICABLE
    return scheme.has_total(form, item, line) and not none


@frozen
class _Side:
    """One side of the comparison: a unit's record on a form, and where it stood."""

    unit: str
    record: Record
    filed: Return | None

    @classmethod
    def of(cls, form: Form, unit: str, filed: Return | None) -> _Side:
        record = filed.records.get(form.id) if filed else None
        return cls(unit, record or Record.empty(form), filed if record else None)

    @property
    def elsewhere(self) -> bool:
        """Whether the entries of its list have no place in the form: they stand on another sheet."""
        location = self.filed.locations.get(self.record.form.id) if self.filed else None
        return self.record.form.open and location is not None and location.rows == ()

    def without_result(self, item: Item, line: Line) -> bool:
        """Tell whether a formula stands there that nobody calculated, or that shows an error."""
        at = self.record.form.id, item.name, line
        notes = self.filed.notes if self.filed else ()
        return any((one.form, one.item, one.line) == at and one.code in _FAILED for one in notes)

    def prints(self, item: Item, line: Line) -> bool:
        form = self.record.form
        location = self.filed.locations.get(form.id) if self.filed else None
        summed = form.is_total_line(line)
        if location is None or (form.open and not summed):
            return not summed or bool(self.record.total)
        return location.address(item.name, line) is not None

    def cell(self, item: Item, line: Line) -> CellRef:
        form = self.record.form
        there = self.record.holds(line)
        location = self.filed.locations.get(form.id) if self.filed else None
        return CellRef(
            file=self.filed.file if self.filed else "",
            sheet=location.sheet if location else None,
            address=location.address(item.name, line) if location and there else None,
            form=form.id,
            item=item.name,
            line=line,
            unit=self.unit,
            value=self.record[item.name, line] if there else Missing.BLANK,
            kind=item.kind,
            label=label_of(form, item.name, line),
            form_label=form.label,
        )


def _paired(form: Form, left: Record, right: Record) -> Iterator[tuple[Line, Line]]:
    if not form.open:
        yield from ((line, line) for line in form.lines)
        return
    yield from paired(form, left, right)
    if form.total_line:
        yield form.total_line, form.total_line


def _say_nothing(item: Item, left: CellRef, right: CellRef) -> bool:
    """Tell whether two totals give no words: a day or a name that is not gathered leaves its cell."""
    nothing = (Missing.BLANK, Missing.NOT_APPLICABLE)
    return not item.kind.numeric and left.value in nothing and right.value in nothing


def _agree(form: Form, item: Item, left: Value, right: Value) -> bool:
    if left == right:
        return True
    a, b = form.figure(item, left), form.figure(item, right)
    if a is not None and b is not None:
        (a_low, a_high), (b_low, b_high) = bounds(a), bounds(b)
        return a_low <= b_high and b_low <= a_high
    return words_of(left) == words_of(right)


def not_compared(left: Filed, right: Filed) -> tuple[tuple[str, str], ...]:
    """Return the forms that only one side holds figures of, each with the side that lacks it.

    The side is ``"left"`` or ``"right"``. What stands on such a form agrees with nothing.
    """
    found = []
    for form in left.scheme.forms:
        here, there = (any(one.answered(form.id) for one in side.returns) for side in (left, right))
        if here != there:
            found.append((form.id, "right" if here else "left"))
    return tuple(found)
