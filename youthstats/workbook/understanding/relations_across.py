"""Printed relations between two tables of one sheet: 资产总计＝负债及所有者权益总计, side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import evolve, frozen

from youthstats.model.linear import Comparison, Linear
from youthstats.workbook.reading.sheets.labels import stem_and_measure
from youthstats.workbook.understanding.relations_called import Calling
from youthstats.workbook.understanding.relations_crossed import Crossed, compared
from youthstats.workbook.understanding.relations_measured import comparable
from youthstats.workbook.understanding.relations_said import Relation, Side

__all__ = ["across_tables"]


@frozen
class _Told:
    """What one side of a relation is in the only table that has it, by the headings of the figures."""

    crossed: Crossed
    sums: dict[tuple[str, ...], Linear]


def across_tables(here: Sequence[Calling], relation: Relation) -> list[Comparison]:
    """Return what a relation says of the figures of two tables under one heading each.

    Each side is in one table alone, all of it; what any of the tables may have is none.
    """
    for sides, signs in relation.readings:
        if len(sides) != 2 or any(side.over for side in sides):
            continue
        left, right = (_told(here, side) for side in sides)
        if left is None or right is None:
            continue
        if found := list(_compared(left, signs[0], right)):
            return found
    return []


def _told(here: Sequence[Calling], side: Side) -> _Told | None:
    found = [told for calling in here if (told := _in(calling, side)) is not None]
    return found[0] if len(found) == 1 else None


def _in(calling: Calling, side: Side) -> _Told | None:
    """Return what a side is in one table; ``None`` where it has no such figures, or headings twice."""
    called = calling.by([side])
    if called is None or calling.one.paths.table.pairs:
        return None
    paths = calling.one.paths
    headings = paths.columns if called.axis == "rows" else paths.rows
    crossed = Crossed(calling.one, called)
    sums: dict[tuple[str, ...], Linear] = {}
    for number in crossed.crossing:
        if (total := crossed.sum(side, number)) is not None:
            heading = tuple(stem_and_measure(label)[0] for label in headings.get(number, ()))
            if heading in sums:
                return None
            sums[heading] = total
    return _Told(crossed, sums) if sums else None


def _compared(left: _Told, sign: str, right: _Told) -> Iterator[Comparison]:
    """Yield what is said under every heading that both have, if the figures are ones to compare."""
    if left.crossed.one.form.id == right.crossed.one.form.id:
        return
    if left.crossed.called.axis != right.crossed.called.axis:
        return
    for heading, one in left.sums.items():
        other = right.sums.get(heading)
        if other is None:
            continue
        items = [*left.crossed.items(one.refs), *right.crossed.items(other.refs)]
        if all(item.additive for item in items) and comparable(item.measure for item in items):
            yield compared(_of(left, one), sign, _of(right, other))


def _of(told: _Told, total: Linear) -> Linear:
    """Return a sum with its form named."""
    form = told.crossed.one.form.id
    terms = tuple((evolve(ref, form=form), size) for ref, size in total.terms)
    return evolve(total, terms=terms)
