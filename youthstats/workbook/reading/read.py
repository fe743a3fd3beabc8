"""From files to returns. A file that cannot be read is a status, never an exception."""

from __future__ import annotations

import glob
import os
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from attrs import evolve, frozen

from youthstats.errors import NothingToReadError
from youthstats.model.returns import Filed, FileReport, Return
from youthstats.model.schemes import Scheme
from youthstats.workbook.names import identity
from youthstats.workbook.package import UnopenableError, open_book
from youthstats.workbook.reading.interpret import interpret
from youthstats.workbook.reading.label_search import Spellings
from youthstats.workbook.reading.refused import RefusedError
from youthstats.workbook.reading.unit import unit_spellings

__all__ = ["Paths", "input_files", "is_report", "read"]

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
    found = _files([paths] if isinstance(paths, str | os.PathLike) else list(paths))
    wanted = [file for file in found if not file.skipped]
    if not wanted:
        where = ", ".join(map(str, [paths] if isinstance(paths, str | os.PathLike) else paths))
        raise NothingToReadError(where, "read.no_workbook")
    taken = []
    names = unit_spellings(scheme)
    for done, file in enumerate(wanted, 1):
        taken.append(_read_file(file, scheme, names))
        if progress:
            progress(done, len(wanted))
    taken = _without_reports(taken)
    skipped = [
        FileReport(file.shown, None, "skipped", file.skipped) for file in found if file.skipped
    ]
    return _without_duplicates(scheme, taken, skipped)


def input_files(paths: Paths) -> frozenset[Path]:
    """Return the files a run over ``paths`` reads: what must not be written over.

    Raises :class:`~youthstats.errors.NothingToReadError` for a path that does not exist.
    """
    given = [paths] if isinstance(paths, str | os.PathLike) else list(paths)
    return frozenset(file.path.resolve() for file in _files(given) if not file.skipped)


def is_report(path: Path) -> bool:
    """Tell whether a file is a consolidated workbook this library wrote."""
    try:
        return identity(open_book(path).names).kind == "report"
    except UnopenableError:
        return False


@frozen
class _File:
    """A file to read: where it is, what it is called in reports, and why it is skipped if it is."""

    path: Path
    shown: str
    skipped: str


@frozen
class _Taken:
    """One file after reading: its report, and the returns that were in it."""

    report: FileReport
    returns: tuple[Return, ...] = ()


def _files(paths: Sequence[str | os.PathLike[str]]) -> list[_File]:
    """Return every file once, in order, named as it stands in the folder given."""
    found: dict[Path, _File] = {}
    for given in paths:
        path = Path(given)
        if _is_dir(path):
            inside = sorted(entry for entry in path.rglob("*") if entry.is_file())
        else:
            inside = [path] if path.is_file() else _matching(str(given))
            if not inside:
                raise NothingToReadError(str(given), "read.no_such_path")
        for file in inside:
            shown = file.relative_to(path).as_posix() if _is_dir(path) else file.name
            found.setdefault(file.resolve(), _File(file, shown, _why_skipped(file)))
    return list(found.values())


def _is_dir(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError) as error:  # a name no file can have
        raise NothingToReadError(str(path), "read.no_such_path") from error


def _matching(pattern: str) -> list[Path]:
    return sorted(Path(match) for match in glob.glob(pattern, recursive=True))  # noqa: PTH207


def _why_skipped(file: Path) -> str:
    if file.name.startswith(LOCKS):
        return "file.lock"
    return "" if file.suffix.lower() in WORKBOOKS else "file.other_kind"


def _read_file(file: _File, scheme: Scheme, names: Spellings) -> _Taken:
    try:
        book = open_book(file.path)
        returns = interpret(book, scheme, names)
    except UnopenableError as error:
        return _Taken(FileReport(file.shown, None, "unreadable", error.reason, error.facts))
    except RefusedError as error:
        return _Taken(
            FileReport(file.shown, None, error.status, error.reason, error.facts, book.sha256)
        )
    unit = returns[-1].unit  # of a consolidated workbook the total, which comes last
    report = FileReport(file.shown, unit, "read", sha256=book.sha256)
    return _Taken(report, tuple(evolve(one, file=file.shown) for one in returns))


def _without_reports(taken: list[_Taken]) -> list[_Taken]:
    """Set finished reports aside where single returns came too: adding both would count twice."""
    reports = [one for one in taken if one.returns and one.returns[0].consolidated]
    if len(reports) == sum(bool(one.returns) for one in taken):
        return taken
    return [
        _Taken(evolve(one.report, status="skipped", reason="file.report_among_returns"))
        if one in reports
        else one
        for one in taken
    ]


def _without_duplicates(
    scheme: Scheme, taken: Sequence[_Taken], skipped: Sequence[FileReport]
) -> Filed:
    """Set aside units that came twice: equal returns count once, different ones not at all."""
    by_unit: dict[str, list[_Taken]] = {}
    for one in taken:
        for filed in one.returns:
            by_unit.setdefault(filed.unit, []).append(one)
    kept: list[Return] = []
    reports = [one.report for one in taken]
    for unit, sources in by_unit.items():
        same = [next(r for r in one.returns if r.unit == unit) for one in sources]
        verdicts = _judge_duplicates(unit, same)
        kept += [filed for filed, verdict in zip(same, verdicts, strict=True) if verdict is None]
        for one, verdict in zip(sources, verdicts, strict=True):
            if verdict is not None:
                reason, facts = verdict
                at = next(i for i, other in enumerate(taken) if other is one)
                reports[at] = evolve(one.report, status="duplicate", reason=reason, facts=facts)
    order = {name: place for place, name in enumerate(scheme.units.names)}
    everything = sorted([*reports, *skipped], key=lambda report: report.file)
    return Filed(
        scheme, tuple(sorted(kept, key=lambda filed: order[filed.unit])), tuple(everything)
    )


Verdict = tuple[str, dict[str, object]] | None
"""Why a return does not count, with the facts; ``None`` for one that does."""


def _judge_duplicates(unit: str, same: Sequence[Return]) -> list[Verdict]:
    first, *others = same
    if all(one.sha256 == first.sha256 or one == first for one in others):
        return [None, *(_repeats(one, first) for one in others)]
    names = [one.file for one in same]
    return [
        ("file.same_unit", {"unit": unit, "others": names[:at] + names[at + 1 :]})
        for at in range(len(same))
    ]


def _repeats(one: Return, first: Return) -> Verdict:
    same_bytes = one.sha256 == first.sha256
    return "file.same_bytes" if same_bytes else "file.same_figures", {"other": first.file}
