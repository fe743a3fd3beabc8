"""A workbook file behind a narrow face: what its cells hold, and nothing about how they look.

Everything above this module sees :class:`Book`, :class:`Sheet` and :class:`Cell`. openpyxl stands
behind them for now; a file is looked over before openpyxl sees it, because openpyxl trusts what a
file says about itself.
"""

from __future__ import annotations

import hashlib
import re
import struct
import warnings
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from io import BytesIO
from math import isfinite
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from attrs import field, frozen
from openpyxl import load_workbook
from openpyxl.cell.cell import Cell as OpenpyxlCell
from openpyxl.utils.cell import range_boundaries
from openpyxl.utils.escape import unescape

from youthstats.errors import YouthstatsError
from youthstats.model.values import from_float

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

__all__ = [
    "Book",
    "Cell",
    "CellError",
    "CellValue",
    "Limits",
    "Merge",
    "Sheet",
    "UnopenableError",
    "open_book",
]


class UnopenableError(YouthstatsError):
    """A file that cannot be read as a workbook, for whatever reason.

    Attributes: ``reason`` (a key of the wording), ``facts`` (what its sentence needs).
    """

    def __init__(self, reason: str, **facts: object) -> None:
        self.reason = reason
        self.facts = facts
        told = ", ".join(f"{name}={fact}" for name, fact in facts.items())
        super().__init__(f"{reason} ({told})" if told else reason)


@frozen
class CellError:
    """An error value standing in a cell: ``#REF!``, ``#DIV/0!``."""

    code: str


CellValue = int | Decimal | bool | str | date | datetime | CellError | None


@frozen
class Cell:
    """What one cell holds; numbers are exact.

    A formula keeps its leading ``=`` and ``value`` is the result stored with it: ``None`` where the
    formula was never calculated, ``""`` where the result is an empty text. A date at midnight is a
    ``date``; a time of day or a duration is the text that says it.
    """

    value: CellValue = None
    formula: str | None = None
    number_format: str = "General"
    comment: str | None = None


@frozen
class Merge:
    """A merged rectangle, counted from 0, both ends inside."""

    top: int
    left: int
    bottom: int
    right: int


@frozen
class Sheet:
    """One worksheet: the cells that hold something, by (row, column) from 0, and what is hidden."""

    name: str
    hidden: bool = False
    cells: Mapping[tuple[int, int], Cell] = field(factory=dict)
    merges: tuple[Merge, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()


@frozen
class Book:
    """One workbook. ``names`` are its defined names with what they stand for, without ``=``."""

    path: str
    sha256: str
    sheets: tuple[Sheet, ...]
    names: Mapping[str, str] = field(factory=dict)


@frozen
class Limits:
    """How large a file may be before it is refused; each is named in the message that refuses it.

    ``inflation`` is inflated bytes per byte of the file; ``ranged`` counts the cells that merges,
    links and comments span on one sheet; ``styles`` is Excel's own limit, rounded up.
    """

    file_bytes: int = 50_000_000
    entries: int = 5_000
    inflated_bytes: int = 200_000_000
    inflation: int = 250
    cells: int = 500_000
    ranged: int = 300_000
    styles: int = 65_536


_OLE = bytes.fromhex("D0CF11E0A1B11AE1")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_HTML = re.compile(r"<(!doctype\s+html|html|head|body|table|meta)\b", re.IGNORECASE)
_OTHER_FORMATS = frozenset({".ods", ".xlsb", ".et", ".csv"})
_XML = (".xml", ".rels", ".vml")
_DTD = tuple("<!DOCTYPE".encode(code) for code in ("utf-8", "utf-16-le", "utf-16-be"))
_STRICT = b"purl.oclc.org/ooxml/spreadsheetml"
_DECLARED_SHEET = re.compile(rb"<(?:\w+:)?sheet\s[^>]*\w:id=['\"][^'\"]")
_CELL = re.compile(rb"<(?:\w+:)?c[\s/>]")
_STYLE = re.compile(rb"<(?:\w+:)?xf[\s/>]")
_RANGED = re.compile(
    rb"<(?:\w+:)?(?:mergeCell|hyperlink|comment)\s(?:[^>]*\s)?ref\s*=\s*['\"]([^'\"]*:[^'\"]*)['\"]"
)
_LAST_COLUMN = 16_384
# What zipfile raises over a broken or unusual archive.
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
)


def open_book(path: str | Path, limits: Limits = Limits()) -> Book:
    """Read a workbook (``.xlsx``, ``.xlsm`` and their templates) from its bytes, read once.

    Raises :class:`UnopenableError` whatever is wrong with the file, and nothing else.
    """
    place = Path(path)
    data = _bytes(place, limits)
    _refuse_other_formats(data, place.suffix.lower())
    declared = _look_over(data, limits)
    values, formulas = _loaded(data, data_only=True), _loaded(data, data_only=False)
    if len(formulas.worksheets) + len(formulas.chartsheets) < declared:
        raise UnopenableError("file.damaged", detail="a sheet is missing")
    if not formulas.worksheets:
        raise UnopenableError("file.no_sheets")
    pairs = zip(values.worksheets, formulas.worksheets, strict=True)
    names = {name: str(defined.value or "") for name, defined in formulas.defined_names.items()}
    return Book(
        path=str(path),
        sha256=hashlib.sha256(data).hexdigest(),
        sheets=tuple(_sheet(*pair) for pair in pairs),
        names=MappingProxyType(names),
    )


def _bytes(place: Path, limits: Limits) -> bytes:
    try:
        if place.is_dir():
            raise UnopenableError("file.directory")
        if not place.exists():
            raise UnopenableError("file.missing")
        if not place.is_file():
            raise UnopenableError("file.not_a_workbook")
        _refuse_above("file_bytes", place.stat().st_size, limits)
        data = place.read_bytes()
    except (OSError, ValueError) as error:
        raise UnopenableError("file.no_access", detail=str(error)) from error
    if not data:
        raise UnopenableError("file.empty")
    return data


def _refuse_other_formats(data: bytes, suffix: str) -> None:
    """Raise for what is no zip archive, saying what it is."""
    if suffix in _OTHER_FORMATS:
        raise UnopenableError("file.other_format", suffix=suffix)
    if data.startswith(_OLE):
        raise UnopenableError("file.encrypted" if _ENCRYPTED in data else "file.old_format")
    if data.startswith(b"PK"):
        return
    text = _text(data)
    if text is None:
        raise UnopenableError("file.not_a_workbook")
    if _HTML.search(text):
        raise UnopenableError("file.html")
    if text.lstrip().startswith("<?xml"):
        raise UnopenableError("file.xml")
    raise UnopenableError("file.text")


def _text(data: bytes) -> str | None:
    """Return the start of a text file, or ``None`` for a file that is no text."""
    start = data[:4096]
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        return start.decode("utf-16", errors="replace")
    if b"\0" in start:
        return None
    for code in ("utf-8-sig", "gb18030"):
        # The cut may fall inside a character: its bytes are not the file's fault.
        for cut in range(4):
            try:
                return start[: len(start) - cut].decode(code)
            except UnicodeDecodeError:
                continue
    return None


def _look_over(data: bytes, limits: Limits) -> int:
    """Inflate every part once, within the limits, and return how many sheets the file declares."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            _refuse_sizes(archive.infolist(), len(data), limits)
            names = set(archive.namelist())
            # Reading a part to its end checks its CRC.
            parts = {info.filename: archive.read(info) for info in archive.infolist()}
    except _BROKEN as error:
        raise UnopenableError("file.damaged", detail=str(error)) from error
    if "mimetype" in names and b"opendocument" in parts["mimetype"]:
        raise UnopenableError("file.other_format", suffix=".ods")
    types = parts.get("[Content_Types].xml", b"")
    if b"sheet.binary" in types:
        raise UnopenableError("file.other_format", suffix=".xlsb")
    books = [part for name, part in parts.items() if name.endswith("workbook.xml")]
    if not types or not books:
        raise UnopenableError("file.not_a_workbook")
    for name, part in parts.items():
        if name.lower().endswith(_XML):
            _refuse_part(name, part, limits)
    if any(_STRICT in part for part in books):
        raise UnopenableError("file.strict")
    return sum(len(_DECLARED_SHEET.findall(part)) for part in books)


def _refuse_sizes(entries: list[zipfile.ZipInfo], size: int, limits: Limits) -> None:
    """Raise for an archive that declares too much; zipfile inflates no more than is declared."""
    inflated = sum(info.file_size for info in entries)
    _refuse_above("entries", len(entries), limits)
    _refuse_above("inflated_bytes", inflated, limits)
    _refuse_above("inflation", inflated // size, limits)
    usual = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
    if any(info.compress_type not in usual for info in entries):
        raise UnopenableError("file.damaged", detail="unknown compression")


def _refuse_part(name: str, part: bytes, limits: Limits) -> None:
    """Raise for a part that would make the parser behind this module work without bound."""
    if any(mark in part for mark in _DTD):
        raise UnopenableError("file.dtd", part=name)
    _refuse_above("cells", len(_CELL.findall(part)), limits)
    _refuse_above("styles", len(_STYLE.findall(part)), limits)
    _refuse_above("ranged", sum(map(_area, _RANGED.findall(part))), limits)


def _area(reference: bytes) -> int:
    try:
        left, top, right, bottom = range_boundaries(reference.decode("ascii"))
    except ValueError as error:
        raise UnopenableError("file.damaged", detail=str(error)) from error
    if left is None or top is None or right is None or bottom is None:
        raise UnopenableError("file.damaged", detail=f"range {reference!r}")
    return (right - left + 1) * (bottom - top + 1)


def _refuse_above(setting: str, found: int, limits: Limits) -> None:
    limit = getattr(limits, setting)
    if found > limit:
        raise UnopenableError("file.too_large", setting=setting, limit=limit, found=found)


def _loaded(data: bytes, *, data_only: bool) -> Workbook:
    try:
        with warnings.catch_warnings():
            # It warns of everything it would lose on saving; nothing is saved.
            warnings.simplefilter("ignore")
            return load_workbook(BytesIO(data), data_only=data_only, keep_links=False)
    except Exception as error:
        # A malformed part surfaces as whatever openpyxl stumbles over (KeyError, IndexError,
        # TypeError, MemoryError …). No code of ours runs inside, so no mistake of ours hides here.
        detail = f"{type(error).__name__}: {error}".splitlines()[0]
        raise UnopenableError("file.damaged", detail=detail) from error


def _sheet(values: Worksheet, formulas: Worksheet) -> Sheet:
    merges = (range_.bounds for range_ in formulas.merged_cells.ranges)
    return Sheet(
        name=formulas.title,
        hidden=formulas.sheet_state != "visible",
        cells=MappingProxyType(dict(_cells(values, formulas))),
        merges=tuple(
            Merge(top - 1, left - 1, bottom - 1, right - 1)
            for left, top, right, bottom in sorted(merges, key=lambda bounds: bounds[1::-1])
        ),
        hidden_rows=frozenset(
            row - 1 for row, dimension in formulas.row_dimensions.items() if dimension.hidden
        ),
        hidden_columns=frozenset(
            column - 1
            for dimension in formulas.column_dimensions.values()
            if dimension.hidden and dimension.min and dimension.max
            for column in range(dimension.min, min(dimension.max, _LAST_COLUMN) + 1)
        ),
    )


def _cells(values: Worksheet, formulas: Worksheet) -> Iterator[tuple[tuple[int, int], Cell]]:
    """Yield the cells that hold something, read where they lie: asking would grow the sheet."""
    for (row, column), written in formulas._cells.items():
        if not isinstance(written, OpenpyxlCell):
            continue  # beneath a merge
        stored = values._cells.get((row, column))
        formula = _formula(written)
        value = _value(stored) if isinstance(stored, OpenpyxlCell) else None
        comment = written.comment.text if written.comment else None
        if formula is None and comment is None and value in {None, ""}:
            continue
        number_format = str(written.number_format)
        yield (row - 1, column - 1), Cell(value, formula, number_format, comment)


def _formula(cell: OpenpyxlCell) -> str | None:
    if cell.data_type != "f":
        return None
    # An array formula carries its text; a data table has none.
    text = cell.value if isinstance(cell.value, str) else getattr(cell.value, "text", None)
    return text or "=TABLE()"


def _value(cell: OpenpyxlCell) -> CellValue:
    """Return what a cell holds; a number's binary form ends here."""
    value = cell.value
    if cell.data_type == "e":
        return CellError(str(value))
    match value:
        case None:
            # openpyxl drops an empty stored text but keeps the cell's type.
            return "" if cell.data_type == "str" else None
        case bool() | int() | Decimal():
            return value
        case float():
            return _number(value)
        case datetime():
            return value.date() if value.time() == time() else value
        case date():
            return value
        case time() | timedelta():
            return str(value)
        case _:
            return unescape(str(value))


def _number(value: float) -> CellValue:
    if not isfinite(value):
        return CellError("#NUM!")
    number = from_float(value)
    return number if isinstance(number, int | Decimal) else None
