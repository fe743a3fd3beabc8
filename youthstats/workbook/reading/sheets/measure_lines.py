"""Columns and rows of units of measure, 计量单位, where a return gives another one than the form."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache

from attrs import field, frozen

from youthstats.layout.layouts import Layout
from youthstats.layout.leaves import Leaf
from youthstats.model.forms import Form
from youthstats.model.items import Item, Kind
from youthstats.model.locations import Location
from youthstats.model.matching import Reworded
from youthstats.workbook.reading.sheets.asked_measures import measures_on
from youthstats.workbook.reading.sheets.labels import SheetView, folded
from youthstats.workbook.reading.sheets.measures import Asked, is_measure, told_apart_by_size
from youthstats.workbook.reading.sheets.places import Place, address

__all__ = ["Given", "measures_given"]

_BEHIND = 3
"""How many columns behind the last answer its measure may stand."""

_ABOVE = 6
"""How many rows over the first answer."""

_Asked = Mapping[int, str]
"""The measure of each row, or column, that a line of measures says it of."""


@frozen
class Given:
    """What such a line gives the rows or columns of a form: another size, or a word not known there."""

    resized: Mapping[int, Reworded] = field(factory=dict)
    reworded: tuple[Reworded, ...] = ()


def measures_given(
    layout: Layout, location: Location, top: int, view: SheetView
) -> tuple[Given, Given]:
    """Return what the lines of measures give rows, and columns, that is not what the form asks.

    A blank is understood. Only a form that prints measures beside its answers is looked at; its
    heading begins in the row ``top``, and what stands above that is another table's.
    """
    rows, columns = _asked(layout)
    tops, lefts = (
        [at for at in ats if at is not None] for ats in (location.rows, location.columns)
    )
    if not ((rows or columns) and tops and lefts):
        return Given(), Given()
    before = [*reversed(range(min(lefts))), *_behind(view, tops, max(lefts))]
    above = range(min(tops) - 1, max(min(tops) - 1 - _ABOVE, top - 1), -1)
    return (
        _given(rows, location.rows, before, lambda row, column: _text(view, (row, column))),
        _given(columns, location.columns, above, lambda column, row: _text(view, (row, column))),
    )


def _behind(view: SheetView, rows: Sequence[int], last: int) -> Iterator[int]:
    """Yield the columns behind the last answers up to one with other words than measures.

    Those name the rows of what stands beside.
    """
    for column in range(last + 1, last + 1 + _BEHIND):
        words = {word for row in rows if (word := _text(view, (row, column))[1])}
        if words and not any(map(is_measure, words)):
            return
        yield column


def _text(view: SheetView, place: Place) -> tuple[Place, str]:
    """Return the words of a cell, or of the block it is in, and where they stand."""
    at = place if place in view.texts else view.anchors.get(place, place)
    return at, view.texts.get(at, "").strip("()")


@lru_cache(maxsize=64)
def _asked(layout: Layout) -> tuple[_Asked, _Asked]:
    """Return the measures of the rows and the columns; none where the form prints none beside them."""
    printed = {text.strip("()") for text in layout.form.printed}
    if not any(folded(item.measure) in printed for item in layout.form.items if item.measure):
        return {}, {}
    return (
        _of_leaves(layout.form, layout.rows, layout.columns),
        _of_leaves(layout.form, layout.columns, layout.rows),
    )


def _of_leaves(form: Form, leaves: Sequence[Leaf], crossed: Sequence[Leaf]) -> _Asked:
    """Return the one measure of the figures in each row or column whose labels do not say it.

    Nor do those of all that it crosses: under 金额（万元） a column 计量单位 is not of the figures.
    """
    sized = [item for item in form.items if _is_sized(item)]
    said = frozenset[str].intersection(*map(measures_on, crossed))
    found = {}
    for number, leaf in enumerate(leaves):
        here = {item.measure for item in sized if leaf.item in {None, item.name}}
        if len(here) == 1 and not measures_on(leaf):
            found[number] = folded(here.pop())
    return {at: measure for at, measure in found.items() if measure and measure not in said}


def _is_sized(item: Item) -> bool:
    return item.kind.numeric and item.kind is not Kind.SHARE


def _given(
    asked: _Asked,
    at: Sequence[int | None],
    across: Sequence[int],
    text: Callable[[int, int], tuple[Place, str]],
) -> Given:
    """Hold the line of measures ``across`` the rows, or columns, against what is asked.

    Another block beside this one has a line of its own: the one that agrees most is meant.
    """
    numbers = {number: here for number in asked if (here := at[number]) is not None}
    lines = [{number: text(here, line) for number, here in numbers.items()} for line in across]
    likely = [
        one for one in lines if _gives_measures([word for _, word in one.values() if word], asked)
    ]
    if not likely:
        return Given()
    others = list(_others(max(likely, key=lambda one: _agreeing(one, asked)), asked))
    return Given(
        {number: one for number, one, resized in others if resized},
        tuple(one for _, one, resized in others if not resized),
    )


def _agreeing(texts: Mapping[int, tuple[Place, str]], asked: _Asked) -> int:
    return sum(bool(word) and Asked(asked[n]).admits(word) for n, (_, word) in texts.items())


def _gives_measures(words: Sequence[str], asked: _Asked) -> bool:
    """Tell whether most words of a line are measures: 指标名称 and 代码 stand beside the rows too."""
    known = [word for word in words if is_measure(word) or word in asked.values()]
    return bool(known) and 2 * len(known) >= len(words)


def _others(
    texts: Mapping[int, tuple[Place, str]], asked: _Asked
) -> Iterator[tuple[int, Reworded, bool]]:
    """Yield the measures that are not those asked for, and whether figures in them are some times."""
    for number, (place, stood) in texts.items():
        if not Asked(asked[number]).admits(stood):
            resized = told_apart_by_size(stood, asked[number])
            how = "measure" if resized else "slip"
            yield number, Reworded(asked[number], stood, address(place), how), resized
