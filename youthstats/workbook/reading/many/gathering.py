"""A run over many files: sent out in batches, kept outside of memory, each counted once."""

from __future__ import annotations

import os
import pickle
import uuid
from array import array
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor

from attrs import evolve, frozen

from youthstats.kept import Brought, Drawer, Rows
from youthstats.model.returns import FileReport
from youthstats.model.schemes import Scheme
from youthstats.workbook.reading.files import File
from youthstats.workbook.reading.many.batches import Also, Batch, Errand, Sheaf, Sheaves, read_batch
from youthstats.workbook.reading.many.fingerprint import run_key
from youthstats.workbook.reading.many.store import Entry, Shelf, Store
from youthstats.workbook.reading.many.wire import Wire
from youthstats.workbook.reading.many.workers import Lost, Workers, cores
from youthstats.workbook.reading.taking import Taken, tell

__all__ = ["LARGEST", "MANY", "Gathered", "Made", "Progress", "gather"]

MANY = 300
"""Files from which on processes of our own are worth their start."""

LARGEST = 64
"""Files in a batch at most: what is done again when a worker is lost."""

Progress = Callable[[int, int], None]


@frozen
class Made:
    """What was made of the returns of some files, as bytes; ``places`` say which files."""

    places: range
    data: bytes


@frozen
class _Piece:
    """A batch on its errand."""

    errand: Errand
    batch: Batch

    def each(self) -> Iterator[_Piece]:
        """Yield every file as a batch of its own."""
        for place, file in enumerate(self.batch.files, self.batch.first):
            yield evolve(self, batch=Batch((file,), place))


@frozen
class _Done:
    """What came of a piece; no ``sheaves`` where its worker has not got the scheme."""

    first: int
    sheaves: Sheaves | None


class Gathered(Brought[Taken]):
    """The files of a run, their reports and heads kept outside of memory as their returns are."""

    def __init__(self, store: Store, count: int) -> None:
        self._store = store
        self._drawer: Drawer[Taken] = Drawer()
        self._numbers = array("l", bytes(array("l").itemsize * count))
        self._keys = [""] * count
        self._counts = array("l", self._numbers)

    def add(self, first: int, files: Sequence[File], sheaves: Sequence[Sheaf]) -> None:
        """Put away what became of files that follow each other."""
        each = zip(files, sheaves, strict=True)
        told = (Taken(one.report, where=file.where, heads=one.heads) for file, one in each)
        for place, number, one in zip(
            range(first, first + len(sheaves)), self._drawer.put(told), sheaves, strict=True
        ):
            self._numbers[place] = number
            self._keys[place], self._counts[place] = one.entry.key, len(one.heads)

    def returns(self, file: int) -> Shelf:
        """Return the returns of a file."""
        return Shelf(self._store, self._keys[file], self._counts[file])

    def __len__(self) -> int:
        return len(self._keys)

    def bring(self, place: int) -> Taken:
        return self._drawer.bring(self._numbers[place])


def gather(
    files: Sequence[File],
    scheme: Scheme,
    wire: Wire,
    executor: Executor | None,
    cache: str | os.PathLike[str] | None,
    also: Also | None,
    progress: Progress | None,
) -> tuple[Gathered, Rows[Made]]:
    """Read many files; return each, in their order, with its returns in a store.

    And what was made of the returns, a batch at a time.
    """
    store = Store(cache, wire)
    run = run_key(scheme) if store.path else ""
    errand = Errand(uuid.uuid4().hex, also, store.path, run, scheme=pickle.dumps(scheme))
    taken = Gathered(store, len(files))
    done = 0
    made: Rows[Made] = Rows.of(())
    for first, sheaves in _done(errand, files, executor):
        several = sheaves.files
        places = range(first, first + len(several))
        wire.learn(sheaves.shared)
        store.put(one.entry for one in several if one.heads and not one.looked_up)
        store.used(one.entry for one in several if one.looked_up)
        taken.add(first, files[first : places.stop], several)
        for one in several:
            tell(one.fault)
        if sheaves.also:
            made = made.and_more([Made(places, sheaves.also)])
        done += len(several)
        if progress:
            progress(done, len(files))
    return taken, made


def _done(
    errand: Errand, files: Sequence[File], executor: Executor | None
) -> Iterator[tuple[int, Sheaves]]:
    """Yield what became of each batch, with the place of its first file, as they are done."""
    pieces = _pieces(errand, files)
    if executor is None and (cores() == 1 or len(files) < MANY):
        for piece in pieces:
            yield _known(_do(evolve(piece, errand=errand)))
        return

    def again(piece: _Piece, done: _Done) -> _Piece | None:
        return evolve(piece, errand=errand) if done.sheaves is None else None

    workers = Workers(_do, again, executor)
    for done in workers.results(pieces):
        if not isinstance(done, Lost):
            yield _known(done)
        else:
            for one in workers.alone(evolve(done.piece, errand=errand).each()):
                yield _unreadable(one.piece) if isinstance(one, Lost) else _known(one)


def _pieces(errand: Errand, files: Sequence[File]) -> Iterator[_Piece]:
    """Yield the batches. The scheme goes with the first; a worker that has not got it says so."""
    size = max(1, min(LARGEST, len(files) // (8 * cores())))
    for number, first in enumerate(range(0, len(files), size)):
        mine = errand if number < 2 * cores() else evolve(errand, scheme=None)
        yield _Piece(mine, Batch(tuple(files[first : first + size]), first))


def _do(piece: _Piece) -> _Done:
    return _Done(piece.batch.first, read_batch(piece.errand, piece.batch))


def _known(done: _Done) -> tuple[int, Sheaves]:
    assert done.sheaves is not None, "the scheme went with it"
    return done.first, done.sheaves


def _unreadable(piece: _Piece) -> tuple[int, Sheaves]:
    """Return what is said of a file that ends whatever process reads it."""
    (file,), place = piece.batch.files, piece.batch.first
    report = FileReport(file.shown, None, "unreadable", "file.ends_the_process")
    entry = Entry(piece.errand.key(place), b"", ())
    return place, Sheaves((Sheaf(report, (), entry),), {}, b"")
