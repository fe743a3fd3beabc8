"""One file: what became of it, and the returns that were in it. Never an exception."""

from __future__ import annotations

import traceback
import warnings
from collections.abc import Sequence
from pathlib import Path

from attrs import evolve, frozen

from youthstats.model.returns import FileReport, Return
from youthstats.model.schemes import Scheme
from youthstats.workbook.package import UnopenableError
from youthstats.workbook.reading.books.interpret import interpret
from youthstats.workbook.reading.books.refused import RefusedError
from youthstats.workbook.reading.files import File
from youthstats.workbook.reading.opening import open_for
from youthstats.workbook.reading.sheets.deadline import for_one_file
from youthstats.workbook.reading.sheets.label_search import Spellings
from youthstats.workbook.reading.twins import figures_of

__all__ = ["Head", "Taken", "take", "tell"]


@frozen
class Head:
    """What a run must know of a return that it does not hold.

    ``figures`` stand for those of a unit nobody listed: with a roster nobody asks for them.
    """

    unit: str
    consolidated: bool
    called_by_file: bool
    remarked: bool
    figures: str = ""

    @classmethod
    def of(cls, one: Return, scheme: Scheme) -> Head:
        told = {aside.code for aside in one.asides}
        by_file = "unit_from_file_name" in told
        unlisted = scheme.units.is_open and (by_file or "unit_as_typed" in told)
        figures = figures_of(one) if unlisted else ""
        return cls(one.unit, one.consolidated, by_file, bool(one.remarks), figures)


@frozen
class Taken:
    """One file after reading: its report, and its returns, which may be kept outside of memory.

    ``fault`` says of the library, and not of the file, what nobody foresaw.
    """

    report: FileReport
    returns: Sequence[Return] = ()
    where: str = ""
    heads: tuple[Head, ...] = ()
    fault: str = ""

    @classmethod
    def of(cls, report: FileReport, returns: Sequence[Return], where: str, scheme: Scheme) -> Taken:
        """Return a file of which returns were read, over a scheme."""
        heads = tuple(Head.of(one, scheme) for one in returns)
        return cls(report, tuple(returns), where, heads)


def take(file: File, scheme: Scheme, names: Spellings) -> Taken:
    """Read one file; ``names`` are the scheme's unit spellings."""
    try:
        book = open_for(file.path, scheme)
        with for_one_file():
            returns = interpret(book, scheme, names)
    except UnopenableError as error:
        return Taken(FileReport(file.shown, None, "unreadable", error.reason, error.facts))
    except RefusedError as error:
        return Taken(
            FileReport(file.shown, None, error.status, error.reason, error.facts, book.sha256)
        )
    except Exception as error:  # noqa: BLE001 - one bad file never spoils the run
        facts = {"detail": type(error).__name__}
        report = FileReport(file.shown, None, "unreadable", "file.unexpected", facts)
        return Taken(report, fault=f"{file.shown}: {error!r} ({_place(error)})")
    last = returns[-1]  # of a consolidated workbook the total
    report = FileReport(file.shown, last.unit, "read", sha256=book.sha256)
    shown = [evolve(one, file=file.shown) for one in returns]
    return Taken.of(report, shown, file.where, scheme)


def tell(fault: str) -> None:
    """Warn of a fault where the run was started: a warning in another process reaches nobody."""
    if fault:
        warnings.warn(fault, RuntimeWarning, stacklevel=3)


def _place(error: Exception) -> str:
    """Return where an error was raised, for who will mend it has no traceback."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    return f"{Path(frame.filename).name}:{frame.lineno}"
