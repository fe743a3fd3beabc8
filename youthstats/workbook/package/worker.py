"""The process in which calamine reads: a workbook on standard input, its values as JSON on output.

It imports nothing of this library and is run by :mod:`.foreign`, with the limits as its argument.
"""

from __future__ import annotations

import json
import math
import sys
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import Any

from python_calamine import (
    CalamineError,
    CalamineSheet,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
    load_workbook,
)


class _TooLargeError(Exception):
    """Above a limit: its name and what was found."""


def main() -> None:
    """Read, within the limits, and tell what was found or what stood in the way."""
    limits: dict[str, int] = json.loads(sys.argv[1])
    _confine(limits)
    try:
        told: dict[str, Any] = {"sheets": _sheets(sys.stdin.buffer.read(), limits)}
    except _TooLargeError as error:
        told = {"setting": error.args[0], "found": error.args[1]}
    except (CalamineError, OSError, ValueError) as error:
        told = {"error": str(error), "encrypted": isinstance(error, PasswordError)}
    sys.stdout.write(json.dumps(told))


def _confine(limits: dict[str, int]) -> None:
    """Take this process the memory and the time it must not use."""
    with suppress(ImportError):  # then only the one that waits bounds the time
        import resource  # noqa: PLC0415  # there is none on Windows

        bounds = {
            resource.RLIMIT_AS: limits["memory_bytes"],
            resource.RLIMIT_CPU: limits["seconds"] + 1,
            resource.RLIMIT_CORE: 0,
        }
        for kind, bound in bounds.items():
            with suppress(OSError, ValueError):  # a lower one is in force, or the system has none
                resource.setrlimit(kind, (bound, bound))


def _sheets(data: bytes, limits: dict[str, int]) -> list[dict[str, Any]]:
    book = load_workbook(BytesIO(data))
    sheets, found = [], 0
    for index, about in enumerate(book.sheets_metadata):
        if about.typ is not SheetTypeEnum.WorkSheet:
            continue
        sheet = book.get_sheet_by_index(index)
        cells = _cells(sheet, limits["cells"] - found)
        found += len(cells)
        if found > limits["cells"]:
            raise _TooLargeError("cells", found)
        merges = [(*first, *last) for first, last in sheet.merged_cell_ranges or ()]
        spanned = sum((m[2] - m[0] + 1) * (m[3] - m[1] + 1) for m in merges)
        if spanned > limits["merged"]:
            raise _TooLargeError("merged", spanned)
        hidden = about.visible is not SheetVisibleEnum.Visible
        sheets.append({"name": about.name, "hidden": hidden, "cells": cells, "merges": merges})
    return sheets


def _cells(sheet: CalamineSheet, most: int) -> list[list[Any]]:
    """Return the cells that hold something, at most one more than ``most``."""
    cells: list[list[Any]] = []
    left = sheet.start[1] if sheet.start else 0
    for row, values in enumerate(sheet.iter_rows()):
        for column, value in enumerate(values, left):
            if value != "":
                cells.append([row, column, *_told(value)])
        if len(cells) > most:
            break
    return cells


def _told(value: float | str | bool | time | date | timedelta) -> tuple[str, Any]:
    if isinstance(value, bool | str):
        return "plain", value
    if isinstance(value, int | float):
        return "number", str(value) if math.isfinite(value) else "INF"
    if isinstance(value, time):
        value = datetime.combine(date.min, value) - datetime.min
    if isinstance(value, timedelta):
        return "clock", value.total_seconds()
    moment = value if isinstance(value, datetime) else datetime.combine(value, time())
    return "date", moment.isoformat()


if __name__ == "__main__":
    main()
