"""From files to returns. A file that cannot be read is a status, never an exception."""

from __future__ import annotations

import os
import warnings
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from attrs import evolve, frozen

from youthstats.errors import NothingToReadError
from youthstats.model.asides import Aside
from youthstats.model.returns import Filed, FileReport, Return
from youthstats.model.schemes import Scheme
from youthstats.workbook.names import identity
from youthstats.workbook.package import UnopenableError, open_book
from youthstats.workbook.reading.books.interpret import interpret
from youthstats.workbook.reading.books.refused import RefusedError
from youthstats.workbook.reading.books.unit import unit_spellings
from youthstats.workbook.reading.duplicates import Prefer, Verdict, refuse_unknown_rule, settle
from youthstats.workbook.reading.files import File, Paths, find_files, listed
from youthstats.workbook.reading.growing import Growing
from youthstats.workbook.reading.sheets.deadline import for_one_file
from youthstats.workbook.reading.sheets.label_search import Spellings
from youthstats.workbook.reading.sheets.places import some
from youthstats.workbook.reading.times import times_of

__all__ = ["is_report", "read"]


def read(
    paths: Paths,
    scheme: Scheme,
    *,
    prefer: Prefer = None,
    progress: Callable[[int, int], None] | None = None,
    apart: Iterable[str | os.PathLike[str]] = (),
) -> Filed:
    """Read returns, or a consolidated workbook, from a folder, a glob, a file or a list of them.

    Every file gets a report; none raises. ``prefer`` decides between different returns of one
    unit: ``"newest"``, or a function that gets them and returns one of them, or ``None`` where it
    cannot tell; without it, and where it cannot tell, none counts. ``progress`` is called with
    files done and files in all. Over an open roster what is returned has a scheme of the units met.
    ``apart`` are files that are no returns wherever they lie: the template they were made with.

    Raises :class:`~youthstats.errors.NothingToReadError` only when there is no workbook at all,
    and ``ValueError`` when ``prefer`` is, or returns, something else.
    """
    refuse_unknown_rule(prefer)
    given = listed(paths)
    found = _apart(find_files(given), apart)
    wanted = [file for file in found if not file.status]
    if not wanted:
        raise _nothing(given, found)
    taken = []
    names, roster = unit_spellings(scheme), Growing()
    for done, file in enumerate(wanted, 1):
        one = _read_file(file, scheme, names)
        taken.append(_listed(one, roster) if scheme.units.is_open else one)
        if progress:
            progress(done, len(wanted))
    left = [
        FileReport(file.shown, None, file.status, file.reason, {"detail": file.detail})
        for file in found
        if file.status
    ]
    scheme = scheme.met(roster.met.values())
    return _without_duplicates(scheme, _without_reports(taken), left, prefer)


def _apart(found: Sequence[File], files: Iterable[str | os.PathLike[str]]) -> list[File]:
    """Return the files, with those skipped that are the blank template."""
    kept = {Path(file).resolve() for file in files}
    return [
        evolve(file, status="skipped", reason="file.template")
        if not file.status and file.path.resolve() in kept
        else file
        for file in found
    ]


def is_report(path: Path) -> bool:
    """Tell whether a file is a consolidated workbook this library wrote."""
    try:
        return identity(open_book(path).names).kind in {"report", "filled"}
    except UnopenableError:
        return False


@frozen
class _Taken:
    """One file after reading: its report, and the returns that were in it."""

    report: FileReport
    returns: tuple[Return, ...] = ()
    path: Path | None = None


def _read_file(file: File, scheme: Scheme, names: Spellings) -> _Taken:
    try:
        book = open_book(file.path)
        with for_one_file():
            returns = interpret(book, scheme, names)
    except UnopenableError as error:
        return _Taken(FileReport(file.shown, None, "unreadable", error.reason, error.facts))
    except RefusedError as error:
        return _Taken(
            FileReport(file.shown, None, error.status, error.reason, error.facts, book.sha256)
        )
    except Exception as error:  # noqa: BLE001 - one bad file never spoils the run
        warnings.warn(f"{file.shown}: {error!r}", RuntimeWarning, stacklevel=2)
        facts = {"detail": type(error).__name__}
        return _Taken(FileReport(file.shown, None, "unreadable", "file.unexpected", facts))
    last = returns[-1]  # of a consolidated workbook the total
    report = FileReport(file.shown, last.unit, "read", sha256=book.sha256)
    return _Taken(report, tuple(evolve(one, file=file.shown) for one in returns), file.path)


def _listed(one: _Taken, roster: Growing) -> _Taken:
    """Return a file under the name its unit has on the roster of those met."""
    returns = tuple(map(roster.take, one.returns))
    unit = returns[-1].unit if returns else None
    return evolve(one, report=evolve(one.report, unit=unit), returns=returns)


def _nothing(given: Sequence[object], found: Sequence[File]) -> NothingToReadError:
    """Say why there is nothing to read: of a single file, what it is instead of a workbook."""
    where = ", ".join(map(str, given))
    told = [file for file in found if file.reason not in {"file.lock", "file.of_the_system"}]
    if len(told) == 1 and told[0].path == Path(where):
        return NothingToReadError(where, told[0].reason, {"detail": told[0].detail})
    if told:
        names = some([file.shown for file in told], 12)
        return NothingToReadError(where, "read.only_others", {"others": " ".join(names)})
    return NothingToReadError(where, "read.no_workbook")


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
    scheme: Scheme, taken: Sequence[_Taken], left: Sequence[FileReport], prefer: Prefer
) -> Filed:
    """Keep one return of each unit, or none where it is not clear which."""
    by_unit: dict[str, list[tuple[int, Return]]] = {}
    for place, source in enumerate(taken):
        for filed in source.returns:
            by_unit.setdefault(filed.unit, []).append((place, filed))
    kept: list[Return] = []
    reports = [one.report for one in taken]
    for sources in by_unit.values():
        # How old a return is is asked only where it may decide.
        several = len(sources) > 1
        same = [(at, _dated(one, taken[at].path) if several else one) for at, one in sources]
        verdicts = settle([filed for _, filed in same], prefer)
        for (place, filed), verdict in zip(same, verdicts, strict=True):
            judged = _judged(taken[place].report, verdict)
            if verdict.outweighs(reports[place].reason):
                reports[place] = judged
            if verdict.counts:
                whole = _with_remarks(filed, same, verdicts) if several else filed
                kept.append(_preferred(whole, judged) if verdict.reason else whole)
    order = {name: place for place, name in enumerate(scheme.units.names)}
    everything = sorted([*reports, *left], key=lambda report: report.file)
    return Filed(
        scheme, tuple(sorted(kept, key=lambda filed: order[filed.unit])), tuple(everything)
    )


def _dated(filed: Return, path: Path | None) -> Return:
    return filed if path is None else evolve(filed, times=times_of(filed, path))


def _judged(report: FileReport, verdict: Verdict) -> FileReport:
    status = "read" if verdict.counts else "duplicate"
    return evolve(report, status=status, reason=verdict.reason, facts=verdict.facts)


def _with_remarks(
    filed: Return, same: Sequence[tuple[int, Return]], verdicts: Sequence[Verdict]
) -> Return:
    """Return a return with what was explained in its copies: it may have come back unchanged."""
    copies = [one for (_, one), other in zip(same, verdicts, strict=True) if other.repeats]
    rows = (row for one in (filed, *copies) for row in one.remarks)
    return evolve(filed, remarks=tuple(dict.fromkeys(rows)))


def _preferred(filed: Return, report: FileReport) -> Return:
    """Return a return with the word that it was preferred to others, which is to be confirmed."""
    told = Aside("duplicate_settled", "soft", facts={"why": report})
    return evolve(filed, asides=(*filed.asides, told))
