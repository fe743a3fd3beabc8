"""Returns kept in a file until somebody asks for them; kept from run to run it is a cache.

One SQLite file, safe to delete. What was read is found again by the bytes of the workbook and what
it is called, by the scheme, and by the library that read it: whatever else may change a reading.
"""

from __future__ import annotations

import os
import sqlite3
import weakref
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from attrs import frozen

from youthstats.errors import CacheError, WriteError
from youthstats.kept import Brought
from youthstats.model.returns import Record, Return
from youthstats.workbook.reading.many.wire import Wire

__all__ = ["Entry", "Shelf", "Store", "looking_up", "require_usable"]

LAYOUT = (
    "create table if not exists taken (key text primary key, head blob not null, used real not null)",
    "create table if not exists returns (key text, place integer, data blob not null,"
    " primary key (key, place)) without rowid",
    "create table if not exists shared (digest text primary key, data blob not null) without rowid",
    "create index if not exists taken_used on taken (used)",
)

OURS = 0x59535443
"""What marks the file as ours: nobody else's database is written to."""

KEPT_DAYS = 60
"""How long what nobody asked for again stays in a cache."""

PATIENCE = 60
"""Seconds to wait for another run that writes to the same cache."""


@frozen
class Entry:
    """What is stored of one file: how it was taken, and its returns, as bytes."""

    key: str
    head: bytes
    returns: tuple[bytes, ...]


class Store:
    """The file. Without a path it is one that the system forgets when the store is closed."""

    def __init__(self, path: str | os.PathLike[str] | None, wire: Wire) -> None:
        self.path = None if path is None else Path(path).resolve()
        self._wire = wire
        self._known: set[str] = set()
        with _blaming(self.path):
            self._file = _opened(self.path)
            self.close = weakref.finalize(self, self._file.close)
            with self._file as file:
                old = f"select key from taken where used < julianday('now') - {KEPT_DAYS}"
                file.execute(f"delete from returns where key in ({old})")
                file.execute(f"delete from taken where key in ({old})")
                wire.learn(dict(file.execute("select digest, data from shared")))

    def put(self, entries: Iterable[Entry]) -> None:
        """Keep what was read of several files, whole or not at all."""
        new = [(d, data) for d, data in self._wire.shared.items() if d not in self._known]
        listed = list(entries)
        with _blaming(self.path), self._file as file:
            file.executemany("insert or ignore into shared values (?, ?)", new)
            file.executemany(
                "insert or replace into taken values (?, ?, julianday('now'))",
                [(one.key, one.head) for one in listed],
            )
            file.executemany(
                "insert or replace into returns values (?, ?, ?)",
                [(e.key, place, data) for e in listed for place, data in enumerate(e.returns)],
            )
        self._known.update(digest for digest, _ in new)

    def used(self, entries: Iterable[Entry]) -> None:
        """Note that these were asked for again; keep them where another run took them away."""
        listed = list(entries)
        with _blaming(self.path), self._file as file:
            statement = "update taken set used = julianday('now') where key = ?"
            there = file.executemany(statement, [(one.key,) for one in listed]).rowcount
        if listed and there < len(listed):
            self.put(listed)

    def bring(self, key: str, place: int) -> Return:
        """Return one return of a file."""
        return self._wire.unpack(self._data(key, place))

    def bring_record(self, key: str, place: int, form: str) -> Record:
        """Return what one return of a file holds on a form."""
        return self._wire.unpack_record(self._data(key, place), form)

    def _data(self, key: str, place: int) -> bytes:
        query = "select data from returns where key = ? and place = ?"
        with _blaming(self.path):
            row = self._file.execute(query, (key, place)).fetchone()
        if row is None:  # somebody emptied it
            raise CacheError(str(self.path))
        data: bytes = row[0]
        return data


class Shelf(Brought[Return]):
    """The returns of one file, in a store."""

    __slots__ = ("_count", "_key", "_store")

    def __init__(self, store: Store, key: str, count: int) -> None:
        self._store, self._key, self._count = store, key, count

    def __len__(self) -> int:
        return self._count

    def bring(self, place: int) -> Return:
        return self._store.bring(self._key, place)

    def record(self, place: int, form: str) -> Record:
        """Return what one of them holds on a form."""
        return self._store.bring_record(self._key, place, form)


@contextmanager
def looking_up(path: Path | None, wire: Wire) -> Iterator[Callable[[str], Entry | None]]:
    """Give what finds the entry of a key in a store, for workers, who do not write.

    It finds nothing where there is no such file to look into, as on another machine.
    """

    def nothing(_: str) -> Entry | None:
        return None

    try:
        file = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True) if path else None
    except sqlite3.Error:
        file = None
    if file is None:
        yield nothing
        return

    def entry(key: str) -> Entry | None:
        query = "select data from returns where key = ? order by place"
        try:
            head = file.execute("select head from taken where key = ?", (key,)).fetchone()
            returns = tuple(data for (data,) in file.execute(query, (key,))) if head else ()
        except sqlite3.Error:  # then the file is read
            return None
        return Entry(key, head[0], returns) if head else None

    with closing(file):
        with suppress(sqlite3.Error):
            wire.learn(dict(file.execute("select digest, data from shared")))
        yield entry


def require_usable(path: Path) -> None:
    """Raise what a run would raise that is given this file as its cache."""
    with _blaming(path):
        _opened(path).close()


def _opened(path: Path | None) -> sqlite3.Connection:
    """Open a file with our tables; raise for one that is somebody else's, and leave it alone."""
    if path is not None:
        _private(path)
    file = sqlite3.connect(path or "", timeout=PATIENCE, check_same_thread=False)
    try:
        _claim(file, path)
        if path is not None:
            with suppress(sqlite3.OperationalError):  # another run is at it: one of them will do
                file.execute("pragma journal_mode = wal")
        # With no path nobody comes back to it; else it must stay whole though the power fails.
        file.execute(f"pragma synchronous = {'off' if path is None else 'normal'}")
    except BaseException:
        file.close()
        raise
    return file


def _claim(file: sqlite3.Connection, path: Path | None) -> None:
    """Make an empty file ours, at once: of two runs that begin together one is the first."""
    with file:
        file.execute("begin immediate")
        (mark,) = file.execute("pragma application_id").fetchone()
        (tables,) = file.execute("select count(*) from sqlite_master").fetchone()
        if mark != OURS and tables:
            raise CacheError(str(path))
        if mark != OURS:
            file.execute(f"pragma application_id = {OURS}")
        for statement in LAYOUT:
            file.execute(statement)


def _private(path: Path) -> None:
    """Make the file, where there is none, one that only its owner can read: it holds figures."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with suppress(FileExistsError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))


@contextmanager
def _blaming(path: Path | None) -> Iterator[None]:
    try:
        yield
    except sqlite3.DatabaseError as error:
        if "not a database" in str(error) or "malformed" in str(error):
            raise CacheError(str(path)) from error
        raise WriteError(str(path or "SQLite"), str(error)) from error
    except OSError as error:
        raise WriteError(str(path), error.strerror or str(error)) from error
