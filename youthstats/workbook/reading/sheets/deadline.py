"""Until when one file may be worked on, after it was opened."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from math import inf
from time import monotonic
from typing import NoReturn, TypeVar

from youthstats.workbook.package import Limits, UnopenableError

__all__ = ["FEW", "for_one_file", "require_time", "timely"]

Thing = TypeVar("Thing")

FEW = 30
"""Things that nobody waits for."""

_END = ContextVar("_END", default=inf)  # on the monotonic clock


@contextmanager
def for_one_file() -> Iterator[None]:
    """Give what is done inside the seconds that a file may take."""
    before = _END.set(monotonic() + Limits().seconds)
    try:
        yield
    finally:
        _END.reset(before)


def require_time() -> None:
    """Raise :class:`UnopenableError`, naming the limit, when the time is over."""
    if monotonic() >= _END.get():
        _refuse()


def timely(things: Iterable[Thing]) -> Iterator[Thing]:
    """Iterate over ``things`` while there is time left; raise as :func:`require_time` when it is over.

    Of few of them it is asked once: what takes long with one of them asks by itself.
    """
    if isinstance(things, tuple | list) and len(things) <= FEW:
        require_time()
        return iter(things)
    return _watched(things)


def _watched(things: Iterable[Thing]) -> Iterator[Thing]:
    end = _END.get()
    for thing in things:
        if monotonic() >= end:
            _refuse()
        yield thing


def _refuse() -> NoReturn:
    limit = Limits().seconds
    raise UnopenableError("file.too_large", setting="seconds", found=f"> {limit}", limit=limit)
