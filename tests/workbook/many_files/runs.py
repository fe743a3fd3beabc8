"""The eight returns read once more, and by what two runs are compared."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Executor, Future
from pathlib import Path
from typing import Any

from attrs import evolve

import youthstats as ys
from youthstats.model.returns import Return
from youthstats.model.schemes import Scheme

__all__ = ["RETURNS", "SCHEME", "Refusing", "same", "units_of"]

SCHEME = ys.load_scheme("youth_league_2009")
RETURNS = Path(__file__).parents[3] / "examples" / "2009" / "returns"


def same(one: ys.Filed, other: ys.Filed) -> bool:
    """Tell whether two runs found the same: returns, where they stood, what is said of files."""
    here, there = ([each.locations for each in filed] for filed in (one, other))
    told = evolve(one, returns=()) == evolve(other, returns=())
    return told and list(one) == list(other) and here == there


def units_of(returns: Sequence[Return], scheme: Scheme) -> list[str]:
    return [one.unit for one in returns]


class Refusing(Executor):
    """An executor that takes a few pieces and then no more."""

    def __init__(self, most: int) -> None:
        self.left = most

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        if not self.left:
            raise RuntimeError("no more")
        self.left -= 1
        future: Future[Any] = Future()
        future.set_result(fn(*args, **kwargs))
        return future
