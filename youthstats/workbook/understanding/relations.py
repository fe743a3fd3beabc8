"""The relations that a template prints, as edits: 1列≥2列, 01＝02＋05, 合计＝男＋女, 3＝2÷1×100%.

An office that prints them expects returns to keep them. They are soft edits, since a sentence says
less exactly than a formula of which figures it holds; what is announced as a relation and cannot be
read is a doubt.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from youthstats.model.edits import Edit, Severity
from youthstats.model.linear import Comparison, Statement
from youthstats.workbook.reading.sheets.places import Place, address
from youthstats.workbook.understanding.canvas import LABELS
from youthstats.workbook.understanding.doubts import Doubt
from youthstats.workbook.understanding.formed import Formed
from youthstats.workbook.understanding.relations_across import across_tables
from youthstats.workbook.understanding.relations_called import Called, Calling
from youthstats.workbook.understanding.relations_crossed import Crossed
from youthstats.workbook.understanding.relations_meant import speaks_of_figures, works_out
from youthstats.workbook.understanding.relations_measured import comparable
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
            if any(_edits(other, relation) for other in here):
                continue
            across = [_across(said, here) for said in across_tables(here, relation)]
            yield from across
            elsewhere = across or any(works_out(other, relation) for other in here)
            if expected and not elsewhere:
                yield _doubt(relation, own, canvas.name, address(place))


def _doubt(relation: Relation, own: Calling, sheet: str, cell: str) -> Doubt:
    """Return the doubt on a relation that is none, or is one between measures that none compares."""
    for sides, _ in relation.readings:
        if (called := own.by(sides)) is not None:
            measures = Crossed(own.one, called).measures(sides)
            if not comparable(measures):
                facts = {"text": relation.text, "measures": "、".join(measures)}
                return Doubt("relation_measures", sheet, cell, facts)
    return Doubt("relation", sheet, cell, {"text": relation.text})


def _across(statement: Comparison, here: Sequence[Calling]) -> Edit:
    """Return the edit that a statement across the tables of a sheet makes."""
    forms = {str(other.one.form.id): other.one.form for other in here}
    ref = statement.refs[0]
    name = "_".join(str(word) for word in (ref.form, ref.item, ref.category) if word is not None)
    return edit_of(f"{name}_审核", statement, lambda form: forms[str(form)], Severity.SOFT)


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
        yield from Crossed(one, called).statements(sides[first], sign, sides[at + 1])
