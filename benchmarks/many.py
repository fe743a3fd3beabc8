"""Many returns at once: returns a second, and the most memory, for growing numbers of them.

Makes a few hundred different workbooks of the 2009 scheme and gives each many names (hard links), one
for every town of a made-up roster: the unit is told by the file's name. Then does the whole job but
the writing, once for each number of returns, each time in a process of its own.

    python benchmarks/many.py [--returns 40000] [--different 200] [--seed 2009]
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from attrs import evolve
from rich.console import Console
from rich.table import Table

sys.path.insert(0, str(Path(__file__).parents[1]))

import youthstats as ys
from benchmarks import returns as made

PARTS = (8, 4, 2, 1)
"""The numbers of returns: an eighth of all, a quarter, half, all."""


def scheme_of(towns: int) -> ys.Scheme:
    units = made.roster(towns)
    duties = {form.id: ys.Duty(owed_by=units.leaves) for form in made.BASE.forms}
    return evolve(made.BASE, id="benchmark", units=units, duties=duties)


def make(folder: Path, towns: int, different: int, seed: int) -> None:
    """Write the workbooks, and give them the names of the towns."""
    clerk, small = made.Clerk(seed), scheme_of(8)
    folder.mkdir()
    for number, unit in enumerate(scheme_of(towns).units.leaves):
        path = folder / f"{unit}.xlsx"
        if number < different:
            ys.write_return(path, small, "", clerk.records())
        else:
            os.link(folder / f"{roster_name(number % different)}.xlsx", path)


def roster_name(number: int) -> str:
    return f"第{number + 1:05}镇"


def run(folder: Path, towns: int, count: int) -> None:
    """Do the job for the first ``count`` towns; print what it took."""
    scheme = scheme_of(towns)
    files = [folder / f"{roster_name(number)}.xlsx" for number in range(count)]
    began = time.perf_counter()
    job = ys.reconcile(files, scheme)
    took = time.perf_counter() - began
    assert len(job.filed) == count
    own, children = (
        resource.getrusage(who).ru_maxrss / 1024
        for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    cpu = sum(os.times()[:4])
    told = len(job.review.findings) - (towns - count)
    print(took, cpu, own, children, told, len(job.review.notes))


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
    table = Table("returns", "seconds", "returns/s", "CPU ms each", "parent MB", "worker MB")
    with TemporaryDirectory() as place:
        folder = Path(place) / "returns"
        make(folder, given.returns, given.different, given.seed)
        for part in PARTS:
            count = given.returns // part
            words = [sys.executable, __file__, "--returns", str(given.returns)]
            words += ["--run", str(folder), str(count)]
            done = subprocess.run(words, capture_output=True, text=True, check=False)
            if done.returncode:
                sys.exit(done.stderr)
            took, cpu, own, children, *_ = map(float, done.stdout.split()[-6:])
            table.add_row(
                f"{count:,}",
                f"{took:.1f}",
                f"{count / took:.0f}",
                f"{cpu * 1000 / count:.2f}",
                f"{own:.0f}",
                f"{children:.0f}",
            )
    Console().print(table)


if __name__ == "__main__":
    main()
