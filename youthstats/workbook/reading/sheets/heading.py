"""The lines above a table: what they ask for, and what stands beside it."""

from __future__ import annotations

import re
from datetime import date, datetime
from functools import lru_cache

from youthstats.workbook.package import Book, Cell, Sheet
from youthstats.workbook.reading.sheets.evaluate import evaluate
from youthstats.workbook.reading.sheets.measures import is_measure
from youthstats.workbook.reading.sheets.places import Place

__all__ = ["answer_to", "asks", "measure_line"]

_REACH = 5
"""How many cells to the right of what asks its answer may stand."""


def _spaced(label: str) -> str:
    """Return a pattern for a label however it is padded."""
    return r"\s*".join(label)


_NEXT = re.compile(
    r"(?:"
    + "|".join(
        map(
            _spaced,
            (
                *("填报单位", "填报机关", "报送单位", "上报单位", "综合机关名称"),
                *("表号", "计量单位", "报告期", "有效期", "批准文号"),
                *("制表机关", "制定机关", "批准机关", "编制单位", "汇总单位"),
            ),
        )
    )
    + ")"
)
"""What else is said above a table: it ends what was said before it."""

_MEASURE = re.compile(
    r"(?:(?P<what>计量|金额|货币)\s*)?单\s*位[A-Za-z \u3000]*[:：](?P<measure>.*)", re.DOTALL
)
_LISTED = re.compile(r"[、，,;；/\s]+")


def asks(text: str) -> bool:
    """Tell whether a line above a table asks for something, or answers what it asks for."""
    return "：" in text or _NEXT.match(text.lstrip()) is not None


def answer_to(book: Book, sheet: Sheet, label: str) -> str:
    """Return the text after ``label`` in its own cell, or in the next filled cell to the right."""
    begins = _begins(label)
    for place, text in sheet.texts:
        found = begins.match(text) if label[0] in text else None
        if found is not None:
            after = _NEXT.split(text[found.end() :])[0].strip(" \t\n:：\u3000")
            return after or _right_of(book, sheet, place)
    return ""


@lru_cache
def _begins(label: str) -> re.Pattern[str]:
    return re.compile(
        rf"\s*{_spaced(label)}(?=[\s:：(（]|$)\s*(?:[(（][^)）]*[)）])?(?:[ A-Za-z]*[:：])?"
    )


def _right_of(book: Book, sheet: Sheet, place: Place) -> str:
    """Return the words nearest to the right, unless they ask for something else."""
    row, column = place
    for step in range(1, _REACH + 1):
        answer = _words(book, sheet, sheet.cells.get((row, column + step)))
        if answer:
            return answer if not _NEXT.match(answer) else ""
    return ""


def _words(book: Book, sheet: Sheet, cell: Cell | None) -> str:
    if cell is None:
        return ""
    value = cell.value
    if value is None and cell.formula:
        value = evaluate(book, sheet.name, cell.formula)  # type: ignore[assignment]
    if isinstance(value, datetime):
        value = value.date()
    return str(value).strip() if isinstance(value, str | int | date) else ""


def measure_line(book: Book, sheet: Sheet, top: int) -> str:
    """Return the unit of measure given nearest above row ``top``: behind 计量单位, or 单位.

    It stands in the same cell, or in the next filled one to the right. 单位 may also ask for the
    reporting unit; it is followed by units of measure here.
    """
    said = ""
    for place, text in sheet.texts:
        if place[0] >= top:
            break
        found = _MEASURE.search(text) if "单" in text else None
        if found is None:
            continue
        stood = _NEXT.split(found["measure"])[0].strip(" )）") or _right_of(book, sheet, place)
        if found["what"] or all(map(is_measure, _LISTED.split(stood))):
            said = stood
    return said
