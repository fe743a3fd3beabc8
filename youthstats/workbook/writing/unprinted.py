"""Units of measure that an office prints in a column of their own, and ours would not print at all."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from youthstats.layout.layouts import Layout
from youthstats.layout.leaves import Leaf
from youthstats.model.items import Kind
from youthstats.workbook.reading.sheets.labels import folded, stem_and_measure
from youthstats.workbook.reading.sheets.measures import listed

__all__ = ["unprinted_measures"]


@lru_cache(maxsize=64)
def unprinted_measures(layout: Layout) -> Mapping[str, str]:
    """Return the measures a template prints and neither labels nor the line above give, by label.

    A label that leads to several has none.
    """
    found: dict[str, set[str]] = {}
    for leaf in (*layout.rows, *layout.columns):
        if leaf.item is not None and leaf.fixed:
            found.setdefault(leaf.fixed[-1].text, set()).add(_unprinted(layout, leaf))
    return {text: next(iter(said)) for text, said in found.items() if len(said) == 1 and all(said)}


def _unprinted(layout: Layout, leaf: Leaf) -> str:
    item = layout.form.item(str(leaf.item))
    printed = any(stem_and_measure(label.text)[1] for label in leaf.fixed)
    above = item.measure in listed(layout.form.measure)
    beside = folded(item.measure) in layout.form.printed
    return item.measure if beside and not (printed or above or item.kind is Kind.SHARE) else ""
