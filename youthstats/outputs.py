"""Files that are written whole or not at all, and never over what is read."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import BinaryIO
from unicodedata import normalize

from youthstats.errors import OverwriteError, WriteError

__all__ = ["FilePath", "blaming", "refuse_overwriting", "replace_file", "replacing"]

FilePath = str | os.PathLike[str]


def refuse_overwriting(
    outputs: Iterable[FilePath],
    inputs: Iterable[FilePath],
    *,
    spare: Callable[[Path], bool] | None = None,
) -> None:
    """Raise :class:`~youthstats.errors.OverwriteError` for an output that is an input, or another output.

    A file is told by what it is and not by its spelling: a link leads to it, a hard link is it, and
    names in one folder that differ only in case, or in how their signs are composed, are the same on
    some disks and so on all. An input may be replaced where ``spare`` says so of it.
    """
    written: dict[_Mark, FilePath] = {}
    folder = cache(_folder)
    for output in outputs:
        marks = _marks(output, folder)
        if not written.keys().isdisjoint(marks):
            raise OverwriteError(str(output), "overwrite.written")
        written.update(dict.fromkeys(marks, output))
    for read in inputs if written else ():
        hit = next((written[mark] for mark in _marks(read, folder) if mark in written), None)
        if hit is None or (spare is not None and spare(Path(read))):
            continue
        if _place(hit) == _place(read):
            raise OverwriteError(str(hit), "overwrite.read")
        raise OverwriteError(str(hit), "overwrite.read_as", str(read))


_Mark = tuple[object, ...]


def _marks(path: FilePath, folder: Callable[[str], _Mark]) -> set[_Mark]:
    """Return what tells a file from others: the file there, if there is one, and its place."""
    real = os.path.realpath(path) if os.path.islink(path) else os.fspath(path)  # noqa: PTH114
    above, name = os.path.split(real)
    spelled = normalize("NFC", normalize("NFC", name).casefold())
    return {
        mark for mark in (_number(real), ("named", *folder(above), spelled)) if mark is not None
    }


def _folder(path: str) -> _Mark:
    real = os.path.realpath(path)
    return _number(real) or (real,)


def _place(path: FilePath) -> Path:
    """Return where a name stands, whatever it leads to."""
    return Path(os.path.realpath(Path(path).parent), Path(path).name)


def _number(path: str) -> _Mark | None:
    """Return the number that a disk gives a file, the same under all its names."""
    try:
        known = os.stat(path)  # noqa: PTH116 - of thousands
    except OSError:
        return None
    return (known.st_dev, known.st_ino) if known.st_ino else None


def replace_file(path: FilePath, data: bytes) -> None:
    """Put ``data`` at ``path``, as :func:`replacing` does."""
    with replacing(path) as file, blaming(path):
        file.write(data)


@contextmanager
def replacing(path: FilePath) -> Iterator[BinaryIO]:
    """Give a file to write, beside ``path``; at the end it is flushed to disk and moved into place.

    Folders on the way are made. A link is followed; a run that is killed or raises leaves the old
    file. Raises :class:`~youthstats.errors.WriteError` naming the path and the reason; what is raised
    inside stays what it is.
    """
    target = Path(path).resolve()
    with blaming(path):
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=".", suffix=".part")
    file = os.fdopen(handle, "wb")
    try:
        yield file
        with blaming(path):
            file.flush()
            os.fsync(file.fileno())
            file.close()
            Path(temporary).chmod(0o666 & ~_umask())
            os.replace(temporary, target)  # noqa: PTH105 - atomic by contract
    except BaseException:
        for give_up in (file.close, Path(temporary).unlink):
            with suppress(OSError):
                give_up()
        raise


@contextmanager
def blaming(path: FilePath) -> Iterator[None]:
    """Raise what the system refuses as a :class:`~youthstats.errors.WriteError` naming ``path``."""
    try:
        yield
    except OSError as error:
        raise WriteError(str(path), error.strerror or str(error)) from error


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current
