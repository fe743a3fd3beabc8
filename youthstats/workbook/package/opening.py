"""From a path to a book."""

from __future__ import annotations

import hashlib
import stat
from datetime import datetime
from pathlib import Path

from youthstats.workbook.package.book import Book, Wanted
from youthstats.workbook.package.foreign import read_foreign, refuse_unsound
from youthstats.workbook.package.limits import Limits, Meter, UnopenableError
from youthstats.workbook.package.ooxml.parts import Parts
from youthstats.workbook.package.ooxml.workbook import main_part, read_workbook
from youthstats.workbook.package.properties import saved_in
from youthstats.workbook.package.sniffing import ZIP, kind_of

__all__ = ["digest_of", "last_saved", "open_book"]

_SANE = Limits()


def open_book(path: str | Path, limits: Limits = _SANE, wanted: Wanted | None = None) -> Book:
    """Read a workbook from its bytes, read once; the content decides what it is read as.

    Sheets that are not ``wanted`` are not read, where the file says its names.

    Raises :class:`UnopenableError` whatever is wrong with the file, and nothing else.
    """
    place = Path(path)
    meter = Meter(limits)
    data = _bytes(place, meter)
    digest = hashlib.sha256(data).hexdigest()
    kind = kind_of(data, place.suffix.lower())
    if kind == ZIP:
        parts = Parts(data, meter)
        main = main_part(parts)
        if main and not main.lower().endswith(".bin"):
            sheets, names = read_workbook(parts, main, wanted)
            return Book(str(path), digest, sheets, names)
        kind = refuse_unsound(parts, main)
    return Book(str(path), digest, read_foreign(data, kind, meter), values_only=True)


def last_saved(path: str | Path, limits: Limits = _SANE) -> datetime | None:
    """Return when a program last saved the workbook, by what that program wrote into the file.

    ``None`` where it says nothing of it, or cannot be read.
    """
    meter = Meter(limits)
    try:
        return saved_in(Parts(_bytes(Path(path), meter), meter))
    except UnopenableError:
        return None


def digest_of(path: str | Path, limits: Limits = _SANE) -> str:
    """Return the digest that the :class:`Book` of a file has; nothing for one that is not opened."""
    try:
        return hashlib.sha256(_bytes(Path(path), Meter(limits))).hexdigest()
    except UnopenableError:
        return ""


def _bytes(place: Path, meter: Meter) -> bytes:
    try:
        found = place.stat()
        if stat.S_ISDIR(found.st_mode):
            raise UnopenableError("file.directory")
        if not stat.S_ISREG(found.st_mode):
            raise UnopenableError("file.not_a_workbook")
        meter.check("file_bytes", found.st_size)
        data = place.read_bytes()
    except (FileNotFoundError, NotADirectoryError, ValueError) as error:  # a name no file can have
        raise UnopenableError("file.missing") from error
    except OSError as error:
        raise UnopenableError("file.no_access", detail=_said(error)) from error
    if not data:
        raise UnopenableError("file.empty")
    return data


def _said(error: OSError) -> str:
    """Return what the system said, without the number and the path a message has already."""
    return str(error.strerror or error)
