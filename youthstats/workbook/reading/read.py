"""From files to returns. A file that cannot be read is a status, never an exception."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Executor
from pathlib import Path
from typing import Any

from attrs import evolve, frozen

from youthstats.errors import NothingToReadError
from youthstats.kept import kept
from youthstats.model.returns import Filed, FileReport, Return
from youthstats.model.schemes import Scheme
from youthstats.workbook.names import identity
from youthstats.workbook.package import UnopenableError, open_book
from youthstats.workbook.reading.books.unit import unit_spellings
from youthstats.workbook.reading.counting import Counting
from youthstats.workbook.reading.duplicates import Prefer, refuse_unknown_rule
from youthstats.workbook.reading.files import File, Paths, find_files, listed
from youthstats.workbook.reading.many.batches import Also
from youthstats.workbook.reading.many.gathering import LARGEST, MANY, Made, Progress, gather
from youthstats.workbook.reading.many.wire import Wire
from youthstats.workbook.reading.many.workers import require_executor
from youthstats.workbook.reading.settling import settled
from youthstats.workbook.reading.sheets.places import some
from youthstats.workbook.reading.taking import Taken, take, tell
from youthstats.workbook.reading.uncollected import seldom_collecting

__all__ = ["AS_EVER", "How", "Survey", "is_report", "read", "survey"]

FilePath = str | os.PathLike[str]


def read(
    paths: Paths,
    scheme: Scheme,
    *,
    prefer: Prefer = None,
    progress: Progress | None = None,
    apart: Iterable[FilePath] = (),
    executor: Executor | None = None,
    cache: FilePath | None = None,
) -> Filed:
    """Read returns, or a consolidated workbook, from a folder, a glob, a file or a list of them.

    Every file gets a report; none raises. ``prefer`` decides between different returns of one
    unit: ``"newest"``, or a function that gets them and returns one of them, or ``None`` where it
    cannot tell; without it, and where it cannot tell, none counts. ``progress`` is called with
    files done and files in all. Over an open roster what is returned has a scheme of the units met.
    ``apart`` are files that are no returns wherever they lie: the template they were made with.

    Hundreds of files are read in several processes, or by the workers of ``executor``, any of
    :mod:`concurrent.futures` or with its interface; a worker that is lost loses no return. Their
    returns are kept in a file and brought back one by one: ``cache`` names that file, so that the
    next run reads only what is new. It holds what the returns say, and may be deleted.

    Raises :class:`~youthstats.errors.NothingToReadError` only when there is no workbook at all,
    ``TypeError`` for what is no scheme or no executor, ``ValueError`` when ``prefer`` is, or returns,
    something else, and :class:`~youthstats.errors.CacheError` for a ``cache`` that is another kind of file.
    """
    if not isinstance(scheme, Scheme):
        raise TypeError(
            f"read takes a scheme, as youthstats.load_scheme returns it, not {type(scheme).__name__}"
        )
    return survey(paths, scheme, How(prefer, progress, apart, executor, cache)).filed


@frozen
class How:
    """How a run reads: what :func:`read` is told beside the paths and the scheme."""

    prefer: Prefer = None
    progress: Progress | None = None
    apart: Iterable[FilePath] = ()
    executor: Executor | None = None
    cache: FilePath | None = None


AS_EVER = How()


@frozen
class Survey:
    """What a run read, and what was made of it by the way, each of some returns, all of them once."""

    filed: Filed
    made: Iterable[Any]


def survey(paths: Paths, scheme: Scheme, how: How = AS_EVER, also: Also | None = None) -> Survey:
    """Read as :func:`read` does, and make something of the returns where they are read.

    ``also`` gets returns and the scheme, and what it makes of all that count is ``made``, in parts.
    """
    refuse_unknown_rule(how.prefer)
    require_executor(how.executor)
    given = listed(paths)
    wanted, others = _to_read(_apart(find_files(given), how.apart))
    if not wanted:
        raise _nothing(given, others)
    left = [
        FileReport(file.shown, None, file.status, file.reason, {"detail": file.detail})
        for file in others
    ]
    if how.executor is None and how.cache is None and len(wanted) < MANY:
        with seldom_collecting():
            taken = list(_taken(wanted, scheme, how.progress))
        filed, _ = settled(scheme, taken, left, how.prefer)
        return Survey(filed, _made_of([filed.returns], filed, also))
    wire = Wire(scheme)
    with seldom_collecting():
        gathered, made = gather(wanted, scheme, wire, how.executor, how.cache, also, how.progress)
    del wanted, others
    filed, counting = settled(scheme, gathered, left, how.prefer, gathered.returns)
    return Survey(filed, _still_true(made, counting, filed, wire, also))


def _taken(files: Sequence[File], scheme: Scheme, progress: Progress | None) -> Iterator[Taken]:
    """Read few files here and now."""
    names = unit_spellings(scheme)
    for done, file in enumerate(files, 1):
        one = take(file, scheme, names)
        tell(one.fault)
        yield one
        if progress:
            progress(done, len(files))


def _still_true(
    made: Iterable[Made], counting: Counting, filed: Filed, wire: Wire, also: Also | None
) -> Iterator[Any]:
    """Yield what was made where all returns of the batch count as they were read; else make it anew."""
    true = counting.true_as_read()
    left = bytearray(b"\1") * len(true)
    for part in made:
        here = counting.of_files(part.places)
        if all(true[here.start : here.stop]):
            left[here.start : here.stop] = bytes(len(here))
            yield wire.loads(part.data, of_this_run=True)
    rest = [head for head, untold in enumerate(left) if untold]
    yield from _made_of(counting.parts(rest, LARGEST), filed, also)


def _made_of(parts: Iterable[Sequence[Return]], filed: Filed, also: Also | None) -> Iterator[Any]:
    if also is not None:
        for part in parts:
            yield also(part, filed.scheme)


def _apart(found: Iterable[File], files: Iterable[FilePath]) -> Iterator[File]:
    """Yield the files, with those skipped that are the blank template."""
    blank = {Path(file).resolve() for file in files}
    for file in found:
        if blank and not file.status and file.path.resolve() in blank:
            yield evolve(file, status="skipped", reason="file.template")
        else:
            yield file


def _to_read(found: Iterable[File]) -> tuple[Sequence[File], list[File]]:
    """Return the files to read, many of them outside of memory, and the others."""
    others: list[File] = []

    def wanted() -> Iterator[File]:
        for file in found:
            if file.status:
                others.append(file)
            else:
                yield file

    return kept(wanted()), others


def is_report(path: Path) -> bool:
    """Tell whether a file is a consolidated workbook this library wrote."""
    try:
        names = open_book(path, wanted=lambda names, _: identity(names).kind is None).names
        return identity(names).kind in {"report", "filled"}
    except UnopenableError:
        return False


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
