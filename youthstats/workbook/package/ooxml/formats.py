"""Number formats and what they make of a number: ECMA-376 part 1, § 18.8.30 and § 18.17.4."""

from __future__ import annotations

import re
import tomllib
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from xml.etree.ElementTree import Element

from attrs import frozen

from youthstats.workbook.package.book import CellError, CellValue
from youthstats.workbook.package.numbers import clock, day_or_moment
from youthstats.workbook.package.ooxml.elements import Part, remembered

__all__ = ["GENERAL", "Format", "moment", "read_formats"]

_TABLE = Path(__file__).with_name("formats.toml")
_BUILT_IN: dict[str, str] = tomllib.loads(_TABLE.read_text("utf-8"))
_LITERAL = re.compile(r'"[^"]*"|[\\_*].|\[(?![hms]+\])[^\]]*\]|General', re.IGNORECASE)
_DATE = re.compile(r"[ymdhs]|^[^0#?]*(?:e|aaa)", re.IGNORECASE)  # e is a year, aaa a weekday
_LONGEST = 255  # signs of a format's code, Excel's own limit
_LAST_DAY = 2_958_465  # 9999-12-31
_NO_DAY = 60  # 1900-02-29, which Lotus 1-2-3 believed in


@frozen
class Format:
    """A number format: its code, and whether it shows a date, a time of day, a duration."""

    code: str
    dated: bool = False
    clock: bool = False
    elapsed: bool = False


GENERAL = Format("General")


@lru_cache(maxsize=1024)
def _format(code: str) -> Format:
    if len(code) > _LONGEST:
        return Format(code)
    bare = _LITERAL.sub("", code).partition(";")[0]
    dated = _DATE.search(bare) is not None
    return Format(code, dated, dated and re.search("[hs]", bare, re.I) is not None, "[" in bare)


@remembered
def read_formats(part: Part) -> dict[str, Format]:
    """Read the format of every cell style, by its index as cells write it."""
    codes = dict(_BUILT_IN)
    styles: dict[str, Format] = {}

    def code(element: Element) -> None:
        codes[element.attrib["numFmtId"]] = element.attrib["formatCode"]

    def style(element: Element) -> None:
        part.meter.charge("styles")
        styles[str(len(styles))] = _format(codes.get(element.get("numFmtId", "0"), "General"))

    part.each({"numFmts/numFmt": code, "cellXfs/xf": style})
    return {"0": GENERAL, **styles}


def moment(serial: int | Decimal | CellError, shown: Format, *, from_1904: bool) -> CellValue:
    """Return the date or time a number is shown as; a number that is none stays a number."""
    if isinstance(serial, CellError) or not 0 <= serial <= _LAST_DAY:
        return serial
    day, part = divmod(serial, 1)
    passed = timedelta(milliseconds=round(part * 86_400_000))
    if shown.elapsed or (day == 0 and shown.clock):
        return clock(timedelta(int(day)) + passed)
    if not from_1904 and day in {0, _NO_DAY}:
        return serial
    first = date(1904, 1, 1) if from_1904 else date(1899, 12, 31 if day < _NO_DAY else 30)
    try:
        when = datetime(first.year, first.month, first.day) + timedelta(int(day)) + passed
    except OverflowError:
        return serial
    return day_or_moment(when)
