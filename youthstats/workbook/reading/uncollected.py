"""Reading without looking for garbage at every turn.

A return is some ten thousand objects, of which none refers to itself: what is not kept is freed at
once, and each search for what is not finds nothing.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

__all__ = ["seldom_collecting"]

SELDOM = 50_000
"""Objects that may be made before one looks for garbage among them: those of a few returns."""

_LOCK = Lock()
_INSIDE: list[int] = []
"""The thresholds found by those that are inside, the first of whom found the program's own."""


@contextmanager
def seldom_collecting() -> Iterator[None]:
    """Have garbage looked for seldom, in all threads, until the last one is outside again."""
    with _LOCK:
        young, *older = gc.get_threshold()
        _INSIDE.append(young)
        if young:  # 0 is a program that collects by itself
            gc.set_threshold(max(young, SELDOM), *older)
    try:
        yield
    finally:
        with _LOCK:
            own = _INSIDE[0]
            _INSIDE.pop()
            if not _INSIDE:
                gc.set_threshold(own, *older)
