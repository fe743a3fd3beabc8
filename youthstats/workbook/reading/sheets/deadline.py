"""Until when one file may be worked on, after it was opened."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from math import inf
from time import monotonic

from youthstats.workbook.package import Limits, UnopenableError

__all__ = ["for_one_file", "in_time", "require_time"]

_END = ContextVar("_END", default=inf)  # on the monotonic clock


@contextmanager
def for_one_file() -> Iterator[None]:
    """Give what is done inside the seconds that a file may take."""
    before = _END.set(monotonic() + Limits().seconds)
    try:
        yield
    finally:
        _END.reset(before)


def in_time() -> bool:
    """Tell whether there is time left."""
    return monotonic() < _END.get()


def require_time() -> None:
    """Raise :class:`UnopenableError`, naming the limit, when the time is over."""
    if not in_time():
        limit = Limits().seconds
        raise UnopenableError("file.too_large", setting="seconds", found=f"> {limit}", limit=limit)
