"""What a printed relation says of the figures of one form, line by line across what it calls."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from attrs import evolve, frozen

from youthstats.model.items import Item, Kind
from youthstats.model.linear import Comparison, Linear, Quotient, Ref, Statement
from youthstats.workbook.reading.sheets.places import Place
from youthstats.workbook.understanding.corrections.renaming import renamed_statement
from youthstats.workbook.understanding.formed import Formed
from youthstats.workbook.understanding.keys import Key
from youthstats.workbook.understanding.relations_called import Called, Signed
from youthstats.workbook.understanding.relations_measured import comparable
from youthstats.workbook.understanding.relations_said import Side

__all__ = ["Crossed", "compared"]


@frozen(slots=False)
class Crossed:
    """The figures of a form where the rows or columns that are called cross the others."""

    one: Formed
    called: Called

    @cached_property
    def keys(self) -> Mapping[Place, Key]:
        return {place: key for key, place in self.one.places.items()}

    @cached_property
    def crossing(self) -> list[int]:
        """The numbers of the other axis; nothing crosses on a card."""
        if self.one.paths.table.pairs:
            return [0]
        part = 1 if self.called.axis == "rows" else 0
        return sorted({place[part] for place in self.keys})

    def measures(self, sides: Iterable[Side]) -> list[str]:
        """Return what the figures of some sides are in, on any line."""
        sums = [self.sum(side, number) for side in sides for number in self.crossing]
        items = [item for one in sums if one is not None for item in self.items(one.refs)]
        return list(dict.fromkeys(item.measure for item in items if item.measure))

    def statements(self, left: Side, sign: str, right: Side) -> Iterator[Statement]:
        """Yield what is said, once where it is said of every line alike."""
        found = [
            statement
            for number in self.crossing
            if (statement := self._statement(left, sign, right, number)) is not None
        ]
        bare = [_bare(statement) for statement in found]
        alike = set(map(str, bare)) == {str(bare[0])} if bare else False
        yield from bare[:1] if alike and len(found) in {1, len(self.crossing)} else found

    def _statement(self, left: Side, sign: str, right: Side, number: int) -> Statement | None:
        one, other = self.sum(left, number), self.sum(right, number)
        if one is None or other is None or left.over:
            return None
        if not right.over:
            return self._compared(one, sign, other)
        whole = self.sum(Side(right.over), number)
        shares = {item.kind for item in self.items(one.refs)}
        if whole is None or one.single is None or sign != "=" or shares != {Kind.SHARE}:
            return None
        added = all(item.additive for item in self.items((*other.refs, *whole.refs)))
        return Quotient(one.single, other, whole) if added else None

    def sum(self, side: Side, number: int) -> Linear | None:
        """Return a sum of figures on one line of the other axis; ``None`` where one is not asked for."""
        signed: Signed = self.called.of(side.terms) or ()
        total = Linear()
        for at, sign in signed:
            key = self.keys.get(self.called.place(self.one, at, number))
            if key is None or (key[0], str(key[1])) in self.one.form.closed:
                return None
            item, line = key
            term = Linear.of(Ref(item, line if isinstance(line, str) else None))
            total = total + term if sign > 0 else total - term
        return total

    def items(self, refs: Iterable[Ref]) -> list[Item]:
        return [self.one.form.item(ref.item) for ref in refs]

    def _compared(self, left: Linear, sign: str, right: Linear) -> Statement | None:
        """Return what two sums are to each other, where their measures let them be.

        Shares and averages are in no sum; by their columns they may be held against each other, but
        rows that are parts of others grow as they like.
        """
        items = self.items((*left.refs, *right.refs))
        alike = comparable(item.measure for item in items)
        added = all(item.additive for item in items)
        single = left.single is not None and right.single is not None
        kinds = {item.kind for item in items}
        by_column = self.called.axis == "columns" and kinds == {Kind.SHARE}
        if not alike or not (added or (single and sign != "=" and by_column)):
            return None
        return compared(left, sign, right)


def compared(left: Linear, sign: str, right: Linear) -> Comparison:
    """Return what a sign between two sums says: of ≥ and > that the other is at most, or below."""
    if sign.startswith(">"):
        return Comparison(right, sign.replace(">", "<"), left)
    return Comparison(left, sign, right)


def _bare(statement: Statement) -> Statement:
    """Return what is said of any line, where all figures are on one."""
    lines = {ref.category for ref in statement.refs}
    if len(lines) > 1:
        return statement
    return renamed_statement(statement, lambda ref: evolve(ref, category=None))
