"""Which labels of a single cell name what it asks for: those before it, or those above it.

The other ones say of when or of whom it is, or how it is given (数量). Where nothing tells, those
above it do.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from youthstats.layout.leaves import OWN_UNIT
from youthstats.workbook.understanding.kinds import measure_in
from youthstats.workbook.understanding.paths import LabelPath, Paths
from youthstats.workbook.understanding.periods import PERIODS
from youthstats.workbook.understanding.telling import speaks_of_kind

__all__ = ["rows_lead"]

_OF_ITEMS, _OF_CATEGORIES = re.compile("指标|项目|内容"), re.compile("类|组|地区|年龄|性别")
"""Headings over labels that name what is asked for, and over those that say of which part."""


def rows_lead(paths: Paths) -> bool | None:
    """Tell whether it is the labels before the only cell; ``None`` where that cannot be told."""
    (row,), (column,) = paths.table.rows, paths.table.columns
    before, above = (_own(labels) for labels in (paths.rows[row], paths.columns[column]))
    if not before or not above:
        return bool(before)
    for tells in _TELLING:
        if tells(before) != tells(above):
            return tells(before)
    headed = "".join(paths.stub)
    items, categories = (bool(words.search(headed)) for words in (_OF_ITEMS, _OF_CATEGORIES))
    if items != categories:
        return items
    if (len(before) > 1) != (len(above) > 1):
        return len(before) > 1
    return None


def _own(path: LabelPath) -> LabelPath:
    return tuple(label for label in path if label != OWN_UNIT)


def _names(path: LabelPath) -> bool:
    return PERIODS.fullmatch("".join(path[-1].split())) is None


_TELLING: tuple[Callable[[LabelPath], bool], ...] = (
    _names,
    lambda path: bool(measure_in(path)),
    lambda path: speaks_of_kind(path[-1]),
)
"""What tells the labels that name something, the surest first."""
