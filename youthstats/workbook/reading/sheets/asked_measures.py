"""In what measure figures are asked for under each label of a form."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from youthstats.characters import bare
from youthstats.layout.layouts import Layout
from youthstats.layout.leaves import Label, Leaf
from youthstats.model.forms import Form
from youthstats.workbook.reading.sheets.labels import stem_and_measure
from youthstats.workbook.reading.sheets.measures import Asked, is_measure, listed

__all__ = ["measure_asked", "measures_asked", "measures_on", "says_measure"]


@lru_cache(maxsize=64)
def measures_asked(layout: Layout) -> Mapping[Label, Asked]:
    """Return the measure of what is asked for under each label of its axes."""
    found: dict[Label, set[Asked]] = {}
    for leaf in (*layout.rows, *layout.columns):
        for label in leaf.fixed:
            found.setdefault(label, set()).add(measure_asked(layout.form, leaf))
    return {label: _any_of(asked) for label, asked in found.items()}


def measure_asked(form: Form, leaf: Leaf) -> Asked:
    """Return the measure asked for in a row or column.

    It is its item's own, else one of those that stand above the form; of a row or column in which
    several items stand it may be any of theirs.
    """
    if leaf.item is None:
        return _of_all(form)
    item = form.item(leaf.item)
    several = listed(form.measure) if item.kind.numeric else frozenset[str]()
    return Asked(item.measure) if item.measure else Asked(likely=several)


def says_measure(leaf: Leaf) -> bool:
    """Tell whether a label of a row or column says in what its figures are."""
    return bool(measures_on(leaf))


def measures_on(leaf: Leaf) -> frozenset[str]:
    """Return the units of measure on the labels of a row or column."""
    said = (
        bare(one.text) if is_measure(one.text) else stem_and_measure(one.text)[1]
        for one in leaf.fixed
    )
    return frozenset(filter(None, said))


@lru_cache(maxsize=64)
def _of_all(form: Form) -> Asked:
    own = (item.measure for item in form.items if item.kind.numeric and item.measure)
    return Asked(likely=listed(form.measure).union(own))


def _any_of(asked: set[Asked]) -> Asked:
    if len(asked) == 1:
        return next(iter(asked))
    measures = frozenset(one.own for one in asked if one.own)
    return Asked(likely=measures.union(*(one.likely for one in asked)))
