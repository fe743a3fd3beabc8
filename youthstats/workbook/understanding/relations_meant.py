"""Whether a relation that is not understood says anything of the figures that are asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from youthstats.layout.sums import TOTAL_LABELS
from youthstats.workbook.reading.sheets.labels import folded, stem_and_measure
from youthstats.workbook.understanding.canvas import Role
from youthstats.workbook.understanding.formed import Formed
from youthstats.workbook.understanding.periods import PERIODS
from youthstats.workbook.understanding.relations_called import Calling
from youthstats.workbook.understanding.relations_said import Relation

__all__ = ["speaks_of_figures", "works_out"]

_OTHER = re.compile("《|表[0-9一二三四五六七八九十]|[另他]表|表间")
"""What says that a relation is to figures of another table."""


def speaks_of_figures(relation: Relation, formed: Sequence[Formed]) -> bool:
    """Tell whether a relation names figures of a workbook on both sides, or one that must be so.

    单价<100元的不填 is about none, and 口径应与上年一致 names no more than a period.
    """
    left, right = map(folded, relation.sides)
    labels = set(_labels(formed))
    if all(any(label in side for label in labels) for side in (left, right)):
        return True
    things = (label for label in labels if label in TOTAL_LABELS or not PERIODS.fullmatch(label))
    return relation.demands and any(label in left + right for label in things)


def works_out(calling: Calling, relation: Relation) -> bool:
    """Tell whether formulas of the template work out what a relation says a figure to be."""
    if _OTHER.search(relation.text):
        return False
    for side in relation.wholes:
        called = calling.by([side])
        lines = called.of(side.terms) if called is not None else None
        if called is not None and lines is not None and len(lines) == 1:
            canvas, part = calling.one.paths.canvas, 0 if called.axis == "rows" else 1
            places = [place for place in calling.one.places.values() if place[part] == lines[0][0]]
            if pairs := calling.one.paths.table.pairs:
                places = [pairs[lines[0][0]].answer]
            if places and all(canvas.role(place) is Role.FORMULA for place in places):
                return True
    return False


def _labels(formed: Sequence[Formed]) -> Iterator[str]:
    """Yield the labels of all figures of a workbook, if they are more than one sign."""
    for one in formed:
        paths = [path for name, path in one.keys.items.items() if one.form.item(name).kind.numeric]
        for path in (*paths, *one.keys.categories.values()):
            yield from (stem for label in path if len(stem := stem_and_measure(label)[0]) > 1)
