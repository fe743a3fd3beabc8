"""The relations that a template prints, as edits: 1列≥2列, 01＝02＋05, 合计＝男＋女, 3＝2÷1×100%.

An office that prints them expects returns to keep them. They are soft edits, since a sentence says
less exactly than a formula of which figures it holds; what is announced as a relation and cannot be
read is a doubt.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from attrs import evolve, frozen

from youthstats.model.edits import Edit, Severity
from youthstats.model.items import Item, Kind
from youthstats.model.linear import Comparison, Linear, Quotient, Ref, Statement
from youthstats.workbook.reading.sheets.places import Place, address
from youthstats.workbook.understanding.canvas import LABELS
from youthstats.workbook.understanding.corrections.renaming import renamed_statement
from youthstats.workbook.understanding.doubts import Doubt
from youthstats.workbook.understanding.formed import Formed
from youthstats.workbook.understanding.keys import Key
from youthstats.workbook.understanding.relations_called import Called, Calling, Signed
from youthstats.workbook.understanding.relations_meant import speaks_of_figures, works_out
from youthstats.workbook.understanding.relations_said import Relation, Side, announces, relations_in
from youthstats.workbook.understanding.stating import edit_of

__all__ = ["printed_relations"]


def printed_relations(one: Formed, others: Sequence[Formed]) -> Iterator[Edit | Doubt]:
    """Yield the edits that are printed around a form's table, and a doubt on each that says nothing.

    Of several tables on a sheet it is the one right above, else the first: ``others`` are the forms of
    the workbook.
    """
    canvas = one.paths.canvas
    here = [Calling(other) for other in others if other.paths.canvas is canvas]
    own, spans = Calling(one), [_span(other.one) for other in here]
    announced = False
    for place, text in _around(one, spans):
        announced = announced or announces(text)
        for relation in relations_in(text):
            edits = _edits(own, relation)
            yield from edits
            told = next(other.one for other in here if _is_about(other.one, spans, place[0]))
            if edits or told.form.id != one.form.id:
                continue
            expected = announced or relation.coded or speaks_of_figures(relation, others)
            elsewhere = any(_edits(other, relation) or works_out(other, relation) for other in here)
            if expected and not elsewhere:
                yield Doubt("relation", canvas.name, address(place), {"text": relation.text})


def _around(one: Formed, spans: Sequence[range]) -> Iterator[tuple[Place, str]]:
    """Yield the texts outside the tables of a sheet that speak of this one's."""
    canvas = one.paths.canvas
    for place, square in sorted(canvas.squares.items()):
        if canvas.role(place) not in LABELS or any(place[0] in span for span in spans):
            continue
        if square.text and _is_about(one, spans, place[0]):
            yield place, square.text


def _is_about(one: Formed, spans: Sequence[range], row: int) -> bool:
    """Tell whether a row outside of all tables speaks of a form's: it is the one right above, or the first."""
    own, first = _span(one), min(span.start for span in spans)
    above = max((span.stop for span in spans if span.stop <= row), default=None)
    return own.start == first if above is None else own.stop == above


def _span(one: Formed) -> range:
    table = one.paths.table
    rows = (*table.header, *table.rows, *table.totals, *(row for row, _ in one.places.values()))
    return range(min(rows), max(rows) + 1)


def _edits(calling: Calling, relation: Relation) -> list[Edit]:
    """Return what a relation says of the figures of a form, in the first way in which it says any."""
    one = calling.one
    for sides, signs in relation.readings:
        called = calling.by(sides)
        found = list(_stated(one, sides, signs, called)) if called is not None else []
        if found:
            return [_edit(one, statement) for statement in found]
    return []


def _edit(one: Formed, statement: Statement) -> Edit:
    ref = statement.refs[0]
    name = "_".join(str(word) for word in (ref.item, ref.category) if word is not None)
    return edit_of(f"{name}_审核", statement, lambda _: one.form, Severity.SOFT)


def _stated(
    one: Formed, sides: Sequence[Side], signs: Sequence[str], called: Called
) -> Iterator[Statement]:
    """Yield what every sign of a relation says: 1＝2＋3＝4＋5 of both sums, 1≥2≥3 of neighbours."""
    for at, sign in enumerate(signs):
        first = 0 if set(signs) == {"="} else at
        yield from _Crossed(one, called).statements(sides[first], sign, sides[at + 1])


@frozen(slots=False)
class _Crossed:
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
        one, other = self._sum(left, number), self._sum(right, number)
        if one is None or other is None or left.over:
            return None
        if not right.over:
            return self._compared(one, sign, other)
        whole = self._sum(Side(right.over), number)
        shares = {item.kind for item in self._items(one.refs)}
        if whole is None or one.single is None or sign != "=" or shares != {Kind.SHARE}:
            return None
        added = all(item.additive for item in self._items((*other.refs, *whole.refs)))
        return Quotient(one.single, other, whole) if added else None

    def _sum(self, side: Side, number: int) -> Linear | None:
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

    def _items(self, refs: Iterable[Ref]) -> list[Item]:
        return [self.one.form.item(ref.item) for ref in refs]

    def _compared(self, left: Linear, sign: str, right: Linear) -> Statement | None:
        """Return what two sums of one measure are to each other.

        Shares and averages are in no sum; by their columns they may be held against each other, but
        rows that are parts of others grow as they like.
        """
        items = self._items((*left.refs, *right.refs))
        alike = len({item.measure for item in items if item.measure}) < 2
        added = all(item.additive for item in items)
        single = left.single is not None and right.single is not None
        kinds = {item.kind for item in items}
        by_column = self.called.axis == "columns" and kinds == {Kind.SHARE}
        if not alike or not (added or (single and sign != "=" and by_column)):
            return None
        if sign.startswith(">"):
            return Comparison(right, sign.replace(">", "<"), left)
        return Comparison(left, sign, right)


def _bare(statement: Statement) -> Statement:
    """Return what is said of any line, where all figures are on one."""
    lines = {ref.category for ref in statement.refs}
    if len(lines) > 1:
        return statement
    return renamed_statement(statement, lambda ref: evolve(ref, category=None))
