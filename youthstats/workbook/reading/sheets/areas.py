"""The areas of its own sheet that a formula rests on."""

from __future__ import annotations

import re

from attrs import frozen

from youthstats.workbook.package import column_number
from youthstats.workbook.reading.sheets.places import Place

__all__ = ["Rectangle", "areas_of"]

_TEXT = re.compile(r'"(?:[^"]|"")*"')
_AREA = re.compile(
    r"(?<![\w!'.:$])\$?(?P<left>[A-Z]{1,3})\$?(?P<top>[1-9][0-9]*)"
    r"(?::\$?(?P<right>[A-Z]{1,3})\$?(?P<bottom>[1-9][0-9]*))?(?![\w(!:])"
)


@frozen
class Rectangle:
    """Cells that a formula names, alone or as an area: rows and columns from 0, both ends inside."""

    top: int
    left: int
    bottom: int
    right: int

    def holds(self, place: Place) -> bool:
        """Tell whether a cell lies in it."""
        return self.top <= place[0] <= self.bottom and self.left <= place[1] <= self.right


def areas_of(formula: str) -> tuple[str, tuple[Rectangle, ...]]:
    """Return what a formula says beside the cells of its own sheet, and those cells."""
    bare = _TEXT.sub('""', formula)
    return _AREA.sub("", bare), tuple(map(_area, _AREA.finditer(bare)))


def _area(found: re.Match[str]) -> Rectangle:
    top, bottom = sorted(int(at) - 1 for at in (found["top"], found["bottom"] or found["top"]))
    left, right = sorted(map(column_number, (found["left"], found["right"] or found["left"])))
    return Rectangle(top, left - 1, bottom, right - 1)
