"""Files that are written whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from youthstats.errors import WriteError

__all__ = ["blaming", "replace_file", "replacing"]


def replace_file(path: str | os.PathLike[str], data: bytes) -> None:
    """Put ``data`` at ``path``, as :func:`replacing` does."""
    with replacing(path) as file, blaming(path):
        file.write(data)


@contextmanager
def replacing(path: str | os.PathLike[str]) -> Iterator[BinaryIO]:
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
def blaming(path: str | os.PathLike[str]) -> Iterator[None]:
    """Raise what the system refuses as a :class:`~youthstats.errors.WriteError` naming ``path``."""
    try:
        yield
    except OSError as error:
        raise WriteError(str(path), error.strerror or str(error)) from error


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current
