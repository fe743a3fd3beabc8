"""Where the name of the unit that adds up goes on an office's sheet: never over what is printed there."""

from __future__ import annotations

import re
from collections.abc import Container

from youthstats.characters import width
from youthstats.workbook.filling.terms import Filling
from youthstats.workbook.reading.parse.signs import is_blank
from youthstats.workbook.reading.sheets.captions import CAPTION
from youthstats.workbook.reading.sheets.heading import COMPILER, UNIT_ASKED
from youthstats.workbook.reading.sheets.places import Place
from youthstats.workbook.understanding.canvas import Canvas

__all__ = ["unit_named"]

_LABELS = "|".join((*map(r"\s*".join, (*UNIT_ASKED, COMPILER)), CAPTION))
_ASKED = re.compile(
    rf"(?P<label>\s*(?:{_LABELS})\s*(?:[(（][^)）]*[)）])?[^\s:：(（]*[ A-Za-z]*)(?P<colon>[:：]?)"
    r"(?P<room>[\s_＿]*)(?P<rest>.*)",
    re.DOTALL,
)
"""What asks for the unit, the room behind it, and what is printed behind that."""


def unit_named(canvas: Canvas, unit: str, filled: Container[Place]) -> dict[Place, Filling] | None:
    """Return what names the unit: beside what asks for it, or behind that in its own cell.

    ``None`` where neither has room: the cell beside is printed in, or among those ``filled``. Nothing
    is put on a sheet that does not ask for it, or has a formula that gives it, nor is no name at all.
    """
    asking, beside = canvas.asking_unit, canvas.asked_unit
    if not unit or asking is None or beside is None or canvas.at(beside).formula is not None:
        return {}
    square = canvas.at(beside)
    if is_blank(square.value) and canvas.anchor(beside) == beside and beside not in filled:
        return {beside: Filling(unit)}
    found = _ASKED.fullmatch(str(canvas.at(asking).value))
    room = width(found["room"]) - width(unit) if found is not None else 0
    if found is None or (found["rest"] and room <= 0):
        return None
    text = f"{found['label'].rstrip()}{found['colon'] or '：'}{unit}"
    behind = " " * room + found["rest"] if found["rest"] else ""
    return {asking: Filling(text + behind, whole=True)}
