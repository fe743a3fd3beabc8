"""A command that is ended from outside ends as by Ctrl-C: what reads for it in other processes ends, too."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import current_thread, main_thread

from youthstats.wording import say

__all__ = ["INTERRUPTED", "ending_in_order", "interrupted"]

INTERRUPTED = 128 + signal.SIGINT
"""The exit status of a command that Ctrl-C ended, as a shell has it; 1 would be hard findings."""

_ENDING = ("SIGTERM", "SIGHUP")
"""What a scheduler sends, and a terminal that is closed; Windows has no second."""


@contextmanager
def ending_in_order() -> Iterator[None]:
    """Leave by an exception when told to end, once; who asked for a signal to be ignored is obeyed."""
    numbers = [getattr(signal, name) for name in _ENDING if hasattr(signal, name)]
    if current_thread() is not main_thread():  # only there may it be said what a signal does
        numbers = []
    mine = [number for number in numbers if signal.getsignal(number) is signal.SIG_DFL]
    for number in mine:
        signal.signal(number, _end)
    try:
        yield
    finally:
        for number in mine:
            signal.signal(number, signal.SIG_DFL)


def _end(number: int, _: object) -> None:
    signal.signal(number, signal.SIG_DFL)  # told again, it ends at once
    raise SystemExit(128 + number)


def interrupted(cache: Path | None, lang: str) -> str:
    """Return what is said to who pressed Ctrl-C: what is left of the run, and how to go on."""
    if cache is None:
        return say("cli.interrupted", lang)
    return say("cli.interrupted_kept", lang, path=cache)
