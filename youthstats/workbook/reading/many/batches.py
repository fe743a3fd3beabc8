"""A batch of files, read where it is sent: in this process or in another."""

from __future__ import annotations

import os
import pickle
import platform
from collections import OrderedDict
from collections.abc import Callable, Sequence
from pathlib import Path

from attrs import evolve, field, frozen

from youthstats.model.returns import FileReport, Return
from youthstats.model.schemes import Scheme
from youthstats.workbook.package import digest_of
from youthstats.workbook.reading.books.unit import unit_spellings
from youthstats.workbook.reading.files import File
from youthstats.workbook.reading.many.fingerprint import file_key, version_here
from youthstats.workbook.reading.many.store import Entry, looking_up
from youthstats.workbook.reading.many.wire import Wire
from youthstats.workbook.reading.sheets.label_search import Spellings
from youthstats.workbook.reading.taking import Head, Taken, take
from youthstats.workbook.reading.uncollected import seldom_collecting

__all__ = ["Also", "Batch", "Errand", "Sheaf", "Sheaves", "read_batch"]

Also = Callable[[Sequence[Return], Scheme], object]
"""What is made of the returns of a batch where they are read: something that can be pickled."""


def _here() -> str:
    """Return the folder that paths lead from; nothing where it was removed, for some need none."""
    try:
        return os.getcwd()  # noqa: PTH109
    except OSError:
        return ""


@frozen
class Errand:
    """What all batches of a run have in common. ``scheme`` as bytes travels only when asked for.

    ``cache`` is where workers on the ``host`` may look: on others a file of that name is another,
    or is reached in a way that SQLite is not made for. ``run`` is what keys in it begin with;
    ``also`` is done with the returns; ``version`` is the one a worker must have of the library. It may
    have been started in another folder than this one.
    """

    name: str
    also: Also | None = None
    cache: Path | None = None
    run: str = ""
    host: str = field(factory=platform.node)
    version: str = field(factory=version_here)
    scheme: bytes | None = None
    folder: str = field(factory=_here)

    def key(self, place: int) -> str:
        """Return what a file is kept under where there is no cache, by its place among all."""
        return f"{self.name}.{place}"


@frozen
class Batch:
    """Files to read, in their order; ``first`` is the place of the first among all."""

    files: tuple[File, ...]
    first: int


@frozen
class Sheaf:
    """What became of one file: its report and heads, the returns as bytes; and was it looked up."""

    report: FileReport
    heads: tuple[Head, ...]
    entry: Entry
    looked_up: bool = False
    fault: str = ""


@frozen
class Sheaves:
    """What became of a batch: its files, the layouts its returns name, what was made of them.

    Over an open roster nothing was: whose returns they are is known when all are in.
    """

    files: tuple[Sheaf, ...]
    shared: dict[str, bytes]
    also: bytes


@frozen
class _Desk:
    """What a worker keeps from batch to batch."""

    scheme: Scheme
    names: Spellings
    wire: Wire


_DESKS: OrderedDict[str, _Desk] = OrderedDict()
"""By the errand's name; only the last few, for a worker may serve many runs."""

MOST_DESKS = 3


@seldom_collecting()
def read_batch(errand: Errand, batch: Batch) -> Sheaves | None:
    """Read the files of a batch. ``None`` says that this worker does not have the scheme yet.

    Raises ``RuntimeError`` where the worker has another version of this library.
    """
    desk = _desk(errand)
    if desk is None:
        return None
    sheaves, taken = [], []
    cache = errand.cache if errand.host == platform.node() else None
    with looking_up(cache, desk.wire) as known:
        for place, here in enumerate(batch.files, batch.first):
            file = evolve(here, where=os.path.join(errand.folder, here.where))  # noqa: PTH118
            digest = digest_of(file.path) if cache else ""
            found = known(_key(errand, file, digest)) if digest else None
            one = _remembered(found, file, digest, desk.wire) if found else None
            if found is None or one is None:
                one = take(file, desk.scheme, desk.names)
                # By what was read: it may have changed since it was looked up.
                mine = _key(errand, file, one.report.sha256) if errand.cache else errand.key(place)
                sheaves.append(_sheaf(one, mine, desk.wire))
            else:
                sheaves.append(Sheaf(one.report, one.heads, found, looked_up=True))
            taken.append(one)
    made = b""
    if errand.also is not None and not desk.scheme.units.is_open:
        returns = [one for each in taken for one in each.returns]
        made = desk.wire.dumps(errand.also(returns, desk.scheme))
    return Sheaves(tuple(sheaves), dict(desk.wire.shared), made)


def _desk(errand: Errand) -> _Desk | None:
    desk = _DESKS.get(errand.name)
    if desk is None and errand.scheme is not None:
        if version_here() != errand.version:
            told = f"this worker has youthstats {version_here()}, and the run {errand.version}"
            raise RuntimeError(told)
        scheme: Scheme = pickle.loads(errand.scheme)
        desk = _Desk(scheme, unit_spellings(scheme), Wire(scheme))
        _DESKS[errand.name] = desk
        while len(_DESKS) > MOST_DESKS:
            _DESKS.popitem(last=False)
    return desk


def _remembered(found: Entry, file: File, digest: str, wire: Wire) -> Taken | None:
    """Return a file as it was taken by an earlier run; ``None`` where that cannot be told.

    What is brought back must say itself of which file and bytes it is.
    """
    try:
        report = wire.loads(found.head)
        returns = tuple(wire.unpack(data) for data in found.returns)
    except Exception:  # noqa: BLE001 - bytes that somebody changed may raise anything
        return None
    told = {one.file for one in returns} | {report.file}
    if told != {file.shown} or report.sha256 != digest:
        return None
    return Taken.of(report, returns, file.where, wire.scheme)


def _sheaf(one: Taken, key: str, wire: Wire) -> Sheaf:
    returns = tuple(wire.pack(each) for each in one.returns)
    entry = Entry(key, wire.dumps(one.report), returns)
    return Sheaf(one.report, one.heads, entry, fault=one.fault)


def _key(errand: Errand, file: File, digest: str) -> str:
    return file_key(errand.run, file.shown, digest)
