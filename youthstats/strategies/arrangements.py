"""Arrangements of the two axes of a form, of every sort there is."""

from __future__ import annotations

from typing import Any

from attrs import frozen
from hypothesis import strategies as st

from youthstats.model.axes import Axis, Dimension, answer, categories, items
from youthstats.model.axes import units as units_axis

__all__ = ["Arrangement", "arrangements"]


@frozen
class Arrangement:
    """Which axes a form has, and what it may ask for on them."""

    rows: Axis
    columns: Axis
    phrases: bool = False
    words: bool = True


_ITEM, _CATEGORY = Dimension.ITEM, Dimension.CATEGORY
_TOTALS = st.sampled_from((("last", "合计"), ("first", "总   计"), ("last", "合  计")))


@st.composite
def arrangements(draw: st.DrawFn) -> Arrangement:
    """Draw one of the ways in which items, units and the rest can cross."""
    end, total = draw(_TOTALS)
    ends: dict[str, Any] = {"total": end, "total_label": total}
    summed = ends | {"total_label": "".join(total.split()), "summed": draw(st.booleans())}
    headings = st.sampled_from(("", "主要成果", "数量"))
    kinds = {
        "units × items": lambda: Arrangement(units_axis(**ends), items()),
        "units(items) × categories": lambda: Arrangement(
            units_axis(_ITEM, stub="帮扶类别", total_bare=draw(st.booleans()), **ends),
            categories(),
            words=False,
        ),
        "units(categories) × items": lambda: Arrangement(
            units_axis(_CATEGORY, **ends), items(), words=False
        ),
        "units × items(categories)": lambda: Arrangement(
            units_axis(**ends), items(_CATEGORY), words=False
        ),
        "items × units": lambda: Arrangement(items(stub="指标"), units_axis(**ends)),
        "items × answer": lambda: Arrangement(
            items(stub=draw(st.sampled_from(((), ("名称", "主要内容"))))),
            answer(draw(headings)),
            phrases=True,
        ),
        "answer × items": lambda: Arrangement(answer(draw(headings)), items(), phrases=True),
        "entries × items": lambda: Arrangement(
            Axis((Dimension.ENTRY,), least=6, **summed), items()
        ),
        "items × categories": lambda: Arrangement(items(), categories(), words=False),
        "categories × items": lambda: Arrangement(categories(stub="类别"), items(), words=False),
    }
    return kinds[draw(st.sampled_from(sorted(kinds)))]()
