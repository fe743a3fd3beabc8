"""From files to returns. A file that cannot be read is a status, never an exception."""

from __future__ import annotations

import glob
import os
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from attrs import evolve

from youthstats.errors import NothingToReadError
from youthstats.model.returns import Filed, FileReport, Return
from youthstats.model.schemes import Scheme
from youthstats.workbook.interpret import RefusedError, interpret
from youthstats.workbook.package import UnopenableError, open_book

__all__ = ["read"]

Paths = str | os.PathLike[str] | Iterable[str | os.PathLike[str]]

WORKBOOKS = {".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".et", ".csv", ".xltx"}
LOCKS = ("~$", ".~")


def read(
    paths: Paths, scheme: Scheme, *, progress: Callable[[int, int], None] | None = None
) -> Filed:
    """Read returns, or a consolidated workbook, from a folder, a glob, a file or a list of them.

    Every file gets a report; none raises. ``progress`` is called with files done and files in all.
    Raises :class:`~youthstats.errors.NothingToReadError` only when there is no workbook at all.
    """
    files, skipped = _files([paths] if isinstance(paths, str | os.PathLike) else list(paths))
    if not files:
        where = ", ".join(map(str, [paths] if isinstance(paths, str | os.PathLike) else paths))
        raise NothingToReadError(where, "read.no_workbook")
    reports = [FileReport(path.name, None, "skipped", reason) for path, reason in skipped]
    returns: list[Return] = []
    for done, path in enumerate(files):
        read_here, report = _read_file(path, scheme)
        returns += read_here
        reports.append(report)
        if progress:
            progress(done + 1, len(files))
    return _without_duplicates(scheme, returns, reports)


def _files(paths: Sequence[str | os.PathLike[str]]) -> tuple[list[Path], list[tuple[Path, str]]]:
    """Return the files to read and those to skip with the reason, each once, in order."""
    found: dict[Path, str] = {}
    for given in paths:
        path = Path(given)
        if path.is_dir():
            inside = sorted(entry for entry in path.rglob("*") if entry.is_file())
        elif path.is_file():
            inside = [path]
        else:
            inside = sorted(Path(match) for match in glob.glob(str(given), recursive=True))
            if not inside:
                raise NothingToReadError(str(given), "read.no_such_path")
        for file in inside:
            found.setdefault(file, _why_skipped(file))
    files = [file for file, reason in found.items() if not reason]
    return files, [(file, reason) for file, reason in found.items() if reason]


def _why_skipped(file: Path) -> str:
    if file.name.startswith(LOCKS):
        return "file.lock"
    return "" if file.suffix.lower() in WORKBOOKS else "file.other_kind"


def _read_file(path: Path, scheme: Scheme) -> tuple[list[Return], FileReport]:
    try:
        book = open_book(path)
        returns = interpret(book, scheme)
    except UnopenableError as error:
        return [], FileReport(path.name, None, "unreadable", error.reason, error.facts)
    except RefusedError as error:
        return [], FileReport(path.name, None, error.status, error.reason, error.facts, book.sha256)
    unit = returns[-1].unit if returns[-1].consolidated else returns[0].unit
    return returns, FileReport(path.name, unit, "read", sha256=book.sha256)


def _without_duplicates(scheme: Scheme, returns: list[Return], reports: list[FileReport]) -> Filed:
    """Set aside returns of one unit that came twice: equal ones count once, different ones not at all."""
    by_unit: dict[str, list[Return]] = {}
    for one in returns:
        by_unit.setdefault(one.unit, []).append(one)
    kept: list[Return] = []
    verdicts: dict[str, tuple[str, dict[str, object]]] = {}
    for unit, same in by_unit.items():
        first, *others = same
        alike = [one for one in others if one.sha256 == first.sha256 or one == first]
        if len(alike) == len(others):
            kept.append(first)
            for one in alike:
                reason = "file.same_bytes" if one.sha256 == first.sha256 else "file.same_figures"
                verdicts[one.file] = reason, {"other": first.filename}
        else:
            for one in same:
                rest = [other.filename for other in same if other is not one]
                verdicts[one.file] = "file.same_unit", {"unit": unit, "others": rest}
    order = {name: place for place, name in enumerate(scheme.units.names)}
    reports = [_judged(report, verdicts) for report in reports]
    return Filed(
        scheme,
        tuple(sorted(kept, key=lambda one: order[one.unit])),
        tuple(sorted(reports, key=lambda report: report.file)),
    )


def _judged(report: FileReport, verdicts: dict[str, tuple[str, dict[str, object]]]) -> FileReport:
    if report.status != "read" or report.file not in verdicts:
        return report
    reason, facts = verdicts[report.file]
    return evolve(report, status="duplicate", reason=reason, facts=facts)
