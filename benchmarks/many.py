"""Many returns at once: returns a second, and the most memory, for growing numbers of them.

Makes a few hundred different workbooks of the 2009 scheme and gives each many names (hard links), one
for every town of a made-up roster: the unit is told by the file's name. Then does the whole job but
the writing, once for each number of returns, each time in a process of its own.

The memory is what Linux says a process held at most (``VmHWM``), of the job's own process and of the
largest it started. What ``getrusage`` says of children is no such figure: a child that was forked has
the size of its parent until it starts something else.

    python benchmarks/many.py [--returns 40000] [--different 200] [--seed 2009]
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event, Thread

from rich.console import Console
from rich.table import Table

sys.path.insert(0, str(Path(__file__).parents[1]))

import youthstats as ys
from benchmarks.clerk import Clerk, derived_scheme

PARTS = (8, 4, 2, 1)
"""The numbers of returns: an eighth of all, a quarter, half, all."""


def make(folder: Path, different: int, seed: int) -> None:
    """Write the workbooks."""
    clerk, small = Clerk(seed), derived_scheme(8)
    folder.mkdir()
    for number in range(different):
        ys.write_return(folder / f"{number}.xlsx", small, "", clerk.records())


def name(folder: Path, made: Path, towns: int) -> None:
    """Give the workbooks the names of towns, in a folder of its own."""
    workbooks = sorted(made.iterdir())
    folder.mkdir()
    for number in range(towns):
        os.link(workbooks[number % len(workbooks)], folder / f"{roster_name(number)}.xlsx")


def roster_name(number: int) -> str:
    return f"第{number + 1:05}镇"


def most_held(process: int) -> float:
    """Return the most memory that a process held so far, in megabytes; 0 of one that is gone."""
    try:
        status = Path(f"/proc/{process}/status").read_text()
    except OSError:
        return 0.0
    found = re.search(r"VmHWM:\s+(\d+) kB", status)
    return int(found[1]) / 1024 if found else 0.0


def children_of(process: int) -> list[int]:
    """Return the processes that a process started and that still run."""
    try:
        tasks = list(Path(f"/proc/{process}/task").iterdir())
        told = " ".join((task / "children").read_text() for task in tasks)
    except OSError:
        return []
    return [int(child) for child in told.split()]


class Watch:
    """Watches how much the processes hold that this one starts, once they do what they are for."""

    def __init__(self) -> None:
        self.held: dict[int, float] = {}
        self._over = Event()
        self._thread = Thread(target=self._look, daemon=True)

    def __enter__(self) -> Watch:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._over.wait(1.0):
            for child in children_of(os.getpid()):
                self.held[child] = max(self.held.get(child, 0.0), most_held(child))


def run(folder: Path, towns: int, count: int) -> None:
    """Do the job for the returns in a folder, ``count`` of them; print what it took."""
    scheme = derived_scheme(towns)
    began = time.perf_counter()
    with Watch() as watch:
        job = ys.reconcile(folder, scheme)
    took = time.perf_counter() - began
    assert len(job.filed) == count
    own, children = most_held(os.getpid()), list(watch.held.values())
    cpu = sum(os.times()[:4])
    told = len(job.review.findings) - (towns - count)
    held = own, max(children, default=0.0), own + sum(children)
    print(took, cpu, *held, told, len(job.review.notes))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--returns", type=int, default=40_000)
    parser.add_argument("--different", type=int, default=200)
    parser.add_argument("--seed", type=int, default=2009)
    parser.add_argument("--run", nargs=2, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.run:
        run(Path(given.run[0]), given.returns, int(given.run[1]))
        return
    table = Table(
        "returns", "seconds", "returns/s", "CPU ms each", "parent MB", "worker MB", "all MB"
    )
    with TemporaryDirectory() as place:
        made = Path(place) / "made"
        make(made, given.different, given.seed)
        for part in PARTS:
            count = given.returns // part
            folder = Path(place) / str(count)
            name(folder, made, count)
            words = [sys.executable, __file__, "--returns", str(given.returns)]
            words += ["--run", str(folder), str(count)]
            done = subprocess.run(words, capture_output=True, text=True, check=False)
            if done.returncode:
                sys.exit(done.stderr)
            took, cpu, *held, _, _ = map(float, done.stdout.split()[-7:])
            table.add_row(
                f"{count:,}",
                f"{took:.1f}",
                f"{count / took:.0f}",
                f"{cpu * 1000 / count:.2f}",
                *(f"{size:.0f}" for size in held),
            )
    Console().print(table)


if __name__ == "__main__":
    main()
