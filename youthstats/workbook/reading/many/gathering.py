"""A run over many files: sent out in batches, kept outside of memory, each counted once."""

from __future__ import annotations

import os
import pickle
import uuid
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor

from attrs import evolve, frozen

from youthstats.model.returns import FileReport
from youthstats.model.schemes import Scheme
from youthstats.workbook.reading.files import File
from youthstats.workbook.reading.many.batches import Also, Batch, Errand, Sheaf, Sheaves, read_batch
from youthstats.workbook.reading.many.fingerprint import run_key
from youthstats.workbook.reading.many.store import Entry, Shelf, Store
from youthstats.workbook.reading.many.wire import Wire
from youthstats.workbook.reading.many.workers import Lost, Workers, cores
from youthstats.workbook.reading.taking import Taken, tell

__all__ = ["LARGEST", "MANY", "Made", "Progress", "gather"]

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
    """A batch on its errand; ``first`` is the place of its first file among all."""

    errand: Errand
    batch: Batch
    first: int

    def each(self) -> Iterator[_Piece]:
        """Yield every file as a batch of its own."""
        for place, (file, key) in enumerate(zip(self.batch.files, self.batch.keys, strict=True)):
            yield evolve(self, batch=Batch((file,), (key,)), first=self.first + place)


@frozen
class _Done:
    """What came of a piece; no ``sheaves`` where its worker has not got the scheme."""

    first: int
    sheaves: Sheaves | None


def gather(
    files: Sequence[File],
    scheme: Scheme,
    wire: Wire,
    executor: Executor | None,
    cache: str | os.PathLike[str] | None,
    also: Also | None,
    progress: Progress | None,
) -> tuple[list[Taken], list[Made]]:
    """Read many files; return each, in their order, with its returns in a store.

    And what was made of the returns, a batch at a time.
    """
    store = Store(cache, wire)
    run = run_key(scheme) if store.path else ""
    errand = Errand(uuid.uuid4().hex, also, store.path, run, scheme=pickle.dumps(scheme))
    taken: dict[int, Taken] = {}
    made = []
    for first, sheaves in _done(errand, files, executor):
        wire.learn(sheaves.shared)
        store.put(one.entry for one in sheaves.files if one.heads and not one.looked_up)
        store.used(one.entry for one in sheaves.files if one.looked_up)
        for place, sheaf in enumerate(sheaves.files, first):
            shelf = Shelf(store, sheaf.entry.key, len(sheaf.heads))
            tell(sheaf.fault)
            taken[place] = Taken(sheaf.report, shelf, files[place].path, sheaf.heads)
        if sheaves.also:
            made.append(Made(range(first, first + len(sheaves.files)), sheaves.also))
        if progress:
            progress(len(taken), len(files))
    return [taken[place] for place in range(len(files))], made


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
        # A worker may have been started in another folder.
        several = tuple(
            evolve(one, path=one.path.absolute()) for one in files[first : first + size]
        )
        keys = tuple(f"{errand.name}.{first + place}" for place in range(len(several)))
        mine = errand if number < 2 * cores() else evolve(errand, scheme=None)
        yield _Piece(mine, Batch(several, keys), first)


def _do(piece: _Piece) -> _Done:
    return _Done(piece.first, read_batch(piece.errand, piece.batch))


def _known(done: _Done) -> tuple[int, Sheaves]:
    assert done.sheaves is not None, "the scheme went with it"
    return done.first, done.sheaves


def _unreadable(piece: _Piece) -> tuple[int, Sheaves]:
    """Return what is said of a file that ends whatever process reads it."""
    (file,), (key,) = piece.batch.files, piece.batch.keys
    report = FileReport(file.shown, None, "unreadable", "file.ends_the_process")
    return piece.first, Sheaves((Sheaf(report, (), Entry(key, b"", ())),), {}, b"")
