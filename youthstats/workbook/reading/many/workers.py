"""Work sent out in pieces, and every piece's result brought back once, whatever becomes of workers."""

from __future__ import annotations

import os
import warnings
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, wait
from contextlib import ExitStack, contextmanager
from threading import Thread
from time import sleep
from typing import Generic, TypeVar

from attrs import frozen

__all__ = ["Lost", "Workers", "cores", "require_executor"]

Piece = TypeVar("Piece")
Result = TypeVar("Result")

AHEAD = 3
"""Pieces a worker has beside the one it works on: it need not wait, and little is lost with it."""

AT_FIRST = 4
"""Pieces sent before the first one came back: workers that can do nothing are not given all."""

WATCHING = 1.0
"""Seconds after which a process of our own looks whether the one it works for is still there."""

UNTOLD = 256
"""Pieces sent ahead to an executor that does not say how many workers it has."""

_REMEDY = (
    "give one of concurrent.futures, such as ProcessPoolExecutor(4), or with its interface "
    "(of a Dask client: client.get_executor())"
)


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
    that the one that ends processes is known; when an executor does nothing any more, processes of
    our own go on. Both are told by a ``RuntimeWarning`` where the executor was given.
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
        self._trouble: BaseException | None = None

    def results(self, pieces: Iterable[Piece]) -> Iterator[Result | Lost[Piece]]:
        """Yield the result of every piece, once, in the order they are done.

        Raises what ``do`` raised when it does so twice, and ``TypeError`` for an executor whose
        futures are no :class:`concurrent.futures.Future`.
        """
        left = deque(pieces)
        with ExitStack() as stack:
            crew = self._given
            fresh = crew is None
            if crew is None:
                crew = stack.enter_context(_processes(cores()))
            while left:
                before = len(left)
                lost = yield from self._until_one_is_lost(crew, left)
                if lost and crew is self._given:
                    self._warn("Lost with a worker of the executor, and done here")
                yield from self.alone(lost)
                if before > len(left) + len(lost):
                    fresh = False
                elif fresh and not lost:
                    yield from self._here(left)
                elif left:  # it does nothing any more
                    if crew is self._given:
                        self._warn("The executor takes no more; processes of this machine go on")
                    crew = stack.enter_context(_processes(cores()))
                    fresh = True

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

    def _here(self, left: deque[Piece]) -> Iterator[Result]:
        """Do what is left in this process: it may start no other, as a worker of a pool may not."""
        while left:
            piece = left.popleft()
            result = self._do(piece)
            other = self._again(piece, result)
            if other is None:
                yield result
            else:
                left.appendleft(other)

    def _until_one_is_lost(
        self, crew: Executor, left: deque[Piece]
    ) -> Generator[Result | Lost[Piece], None, list[Piece]]:
        """Yield results until nothing is left, or a worker was lost; return what went with it."""
        submit = crew.submit
        at_most = getattr(crew, "_max_workers", 0) * (1 + AHEAD) or UNTOLD
        most = AT_FIRST
        under_way: dict[Future[Result], Piece] = {}
        lost: list[Piece] = []
        try:
            while under_way or (left and not lost):
                while left and not lost and len(under_way) < most:
                    try:
                        future = submit(self._do, left[0])
                    except Exception as error:  # noqa: BLE001 - each has its own for "no more"
                        self._trouble = error
                        break
                    _require_future(future, crew)
                    under_way[future] = left.popleft()
                if not under_way:
                    break
                for future in wait(under_way, return_when=FIRST_COMPLETED).done:
                    piece = under_way.pop(future)
                    if future.cancelled() or future.exception() is not None:
                        self._trouble = None if future.cancelled() else future.exception()
                        lost.append(piece)
                        continue
                    most = at_most
                    other = self._again(piece, future.result())
                    if other is None:
                        yield future.result()
                    else:
                        left.appendleft(other)
        finally:
            # Processes of our own are ended, and loky trips over what was cancelled before that.
            for future in under_way if crew is self._given else ():
                future.cancel()
        return lost

    def _warn(self, what: str) -> None:
        why = "cancelled" if self._trouble is None else repr(self._trouble)
        warnings.warn(f"{what}: {why}", RuntimeWarning, stacklevel=3)


def require_executor(given: object) -> None:
    """Raise ``TypeError`` for what is no executor: a number of processes, or the class of one."""
    if isinstance(given, type):
        raise TypeError(f"{given.__name__} is the class of an executor: {_REMEDY}")
    if given is not None and not callable(getattr(given, "submit", None)):
        raise TypeError(f"executor={given!r} is no executor: {_REMEDY}")


def _require_future(future: object, crew: Executor) -> None:
    """Raise for what has a ``submit`` of another kind, as the client of a cluster has."""
    if not isinstance(future, Future):
        raise TypeError(
            f"{type(crew).__name__}.submit does not return a concurrent.futures.Future: {_REMEDY}"
        )


@contextmanager
def _processes(count: int) -> Iterator[Executor]:
    """Give processes of our own. They do not run the user's script again, as spawned ones do."""
    from loky import ProcessPoolExecutor  # noqa: PLC0415 - few returns need none

    crew = ProcessPoolExecutor(count, initializer=_end_with, initargs=(os.getpid(),))
    try:
        yield crew
    finally:
        crew.shutdown(kill_workers=True)


def _end_with(parent: int) -> None:
    """Let this process end when the one it works for is gone: killed, that one ends nobody."""

    def watch() -> None:
        while os.getppid() == parent:
            sleep(WATCHING)
        os._exit(1)

    Thread(target=watch, daemon=True).start()
