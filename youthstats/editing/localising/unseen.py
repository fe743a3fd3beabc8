"""Edits over a base that was left blank: one row that holds where some base lets all of them hold.

A base that is not printed was never measured. Recovered from its shares it is only as good as
these, so no cell may be blamed for breaking with it: the base is whatever it has to be, and what is
wrong is a count or a share over it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from youthstats.editing.localising.system import Place, Row
from youthstats.model.edits import Severity

__all__ = ["joint_rows"]


def joint_rows(rows: Sequence[Row], unseen: Mapping[int, Place]) -> list[Row]:
    """Return the rows, those over figures nobody sees joined where they share one.

    Soft edits do not bear on a hard row; each of them is a row of its own, with the hard ones.
    """
    kept = [row for row in rows if unseen.keys().isdisjoint(row.columns)]
    for columns, together in _groups(rows, unseen):
        hard = tuple(row for row in together if row.severity is Severity.HARD)
        if hard:
            kept.append(_joint(hard, columns, unseen))
        kept += (
            _joint((row, *hard), columns, unseen)
            for row in together
            if row.severity is not Severity.HARD
        )
    return kept


def _groups(
    rows: Sequence[Row], unseen: Mapping[int, Place]
) -> Iterator[tuple[tuple[int, ...], list[Row]]]:
    """Yield the figures nobody sees that edits link, with the rows over them."""
    left = list(unseen)
    while left:
        columns, before = {left[0]}, 0
        while before < len(columns):
            before = len(columns)
            for row in rows:
                if not columns.isdisjoint(row.columns):
                    columns |= unseen.keys() & row.columns
        left = [column for column in left if column not in columns]
        yield tuple(sorted(columns)), [row for row in rows if not columns.isdisjoint(row.columns)]


def _joint(parts: tuple[Row, ...], columns: tuple[int, ...], unseen: Mapping[int, Place]) -> Row:
    place, first = unseen[columns[0]], parts[0]
    return Row(
        first.rule if first.severity is Severity.SOFT else f"{place.form}.base.{place.item}",
        place.unit,
        place.line,
        first.severity,
        "; ".join(dict.fromkeys(part.statement for part in parts)),
        place.source,
        parts=parts,
        unseen=columns,
        followed=tuple(dict.fromkeys(column for part in parts for column in part.followed)),
    )
