"""Work sent out in pieces, and every piece's result brought back once, whatever becomes of workers."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, wait
from contextlib import ExitStack, contextmanager
from typing import Generic, TypeVar

from attrs import frozen

__all__ = ["Lost", "Workers", "cores"]

Piece = TypeVar("Piece")
Result = TypeVar("Result")

AHEAD = 3
"""Pieces a worker has beside the one it works on: it need not wait, and little is lost with it."""

UNTOLD = 64
"""Pieces sent ahead to an executor that does not say how many workers it has."""


@frozen
class Lost(Generic[Piece]):
    """A piece that ended the process it was done in, with nothing else under way there."""

    piece: Piece


def cores() -> int:
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class Workers(Generic[Piece, Result]):
    """Does one piece of work after another, in an executor or in processes of its own.

    ``do`` is sent with a piece and returns its result; ``again`` may make of a result another piece
    to send in its place. A piece whose worker was lost is done again, in a process by itself, so
    that the one that ends processes is known; when an executor takes no more, processes of our own
    go on.
    """

    def __init__(
        self,
        do: Callable[[Piece], Result],
        again: Callable[[Piece, Result], Piece | None],
        executor: Executor | None = None,
    ) -> None:
        self._do = do
        self._again = again
        self._given = executor

    def results(self, pieces: Iterable[Piece]) -> Iterator[Result | Lost[Piece]]:
        """Yield the result of every piece, once, in the order they are done.

        Raises what ``do`` raised when it does so twice.
        """
        left = deque(pieces)
        with ExitStack() as stack:
            crew = self._given or stack.enter_context(_processes(cores()))
            while left:
                before = len(left)
                lost = yield from self._until_one_is_lost(crew, left)
                yield from self.alone(lost)
                if left and not lost and len(left) == before:  # it takes no more
                    crew = stack.enter_context(_processes(cores()))

    def alone(self, pieces: Iterable[Piece]) -> Iterator[Result | Lost[Piece]]:
        """Yield the result of each piece, done with nothing else beside it."""
        left = deque(pieces)
        while left:
            with _processes(1) as crew:
                while left:
                    piece = left.popleft()
                    try:
                        result = crew.submit(self._do, piece).result()
                    except BrokenExecutor:
                        yield Lost(piece)
                        break
                    other = self._again(piece, result)
                    if other is None:
                        yield result
                    else:
                        left.appendleft(other)

    def _until_one_is_lost(
        self, crew: Executor, left: deque[Piece]
    ) -> Generator[Result | Lost[Piece], None, list[Piece]]:
        """Yield results until nothing is left, or a worker was lost; return what went with it."""
        most = getattr(crew, "_max_workers", 0) * (1 + AHEAD) or UNTOLD
        under_way: dict[Future[Result], Piece] = {}
        lost: list[Piece] = []
        try:
            while under_way or (left and not lost):
                while left and not lost and len(under_way) < most:
                    try:
                        future = crew.submit(self._do, left[0])
                    except Exception:  # noqa: BLE001 - each executor has its own for "no more"
                        break
                    under_way[future] = left.popleft()
                if not under_way:
                    break
                for future in wait(under_way, return_when=FIRST_COMPLETED).done:
                    piece = under_way.pop(future)
                    if future.cancelled() or future.exception() is not None:
                        lost.append(piece)
                        continue
                    other = self._again(piece, future.result())
                    if other is None:
                        yield future.result()
                    else:
                        left.appendleft(other)
        finally:
            for future in under_way:
                future.cancel()
        return lost


@contextmanager
def _processes(count: int) -> Iterator[Executor]:
    """Give processes of our own. They do not run the user's script again, as spawned ones do."""
    from loky import ProcessPoolExecutor  # noqa: PLC0415 - few returns need none

    crew = ProcessPoolExecutor(count)
    try:
        yield crew
    finally:
        crew.shutdown(kill_workers=True)
