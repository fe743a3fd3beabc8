"""What it costs to read one clean return of the 2009 scheme, beside openpyxl: CPU milliseconds.

Makes sets of the eight returns the scheme asks for, every form filled in, and reads them to typed,
located figures with their notes, then checks each set and adds it up; by turns with openpyxl, whose
one read-only pass gives values alone, and whose two loads are what a script needs that looks at
values and formulas. It is not a test and knows no thresholds; it does refuse to print a time when a
figure was not read as made.

    python benchmarks/reading.py [--sets 54] [--seed 2009]
"""

from __future__ import annotations

import argparse
import gc
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from rich.console import Console
from rich.table import Table

sys.path.insert(0, str(Path(__file__).parents[1]))

import youthstats as ys
from benchmarks import returns as made
from benchmarks.clerk import BASE, Clerk, figures

TURN = 6
"""Sets of eight returns to a turn."""

FLOOR, READ, WHOLE, PASS, LOADS = "inflate", "read", "whole", "read_only_pass", "two_loads"
TITLES = {
    FLOOR: "zip parts inflated (floor)",
    READ: "youthstats: read",
    WHOLE: "youthstats: read, check, consolidate",
    PASS: "openpyxl: one read-only pass",
    LOADS: "openpyxl: two loads",
}


def make_set(folder: Path, clerk: Clerk) -> dict[str, dict[str, ys.Record]]:
    """Write one return of every unit into a folder; return the records they were made of."""
    folder.mkdir()
    filed = {}
    for unit in BASE.units.leaves:
        owed = BASE.owed_by(unit)
        records = {
            form: one for form, one in clerk.records().items() if form in owed or form == "T4"
        }
        ys.write_return(folder / f"{unit}.xlsx", BASE, unit, records)
        filed[unit] = records
    return filed


def mistakes(folder: Path, filed: dict[str, dict[str, ys.Record]]) -> list[str]:
    """Return what was not read as it was made."""
    read = ys.read(folder, BASE)
    return [
        f"{folder.name}/{unit}: {form} was not read as it was made"
        for unit, records in filed.items()
        for form, record in records.items()
        if dict(figures([read[unit].records[form]])) != dict(figures([record]))
    ]


Step = Callable[[Any], object]
"""What is done with what came of the step before, a set of returns first."""


def contestants() -> list[list[tuple[str, Step]]]:
    """Return the steps of each, with the name of what is done when it is."""
    return [
        [(FLOOR, made.inflate)],
        [(READ, lambda paths: ys.read(paths, BASE)), (WHOLE, judged_and_added)],
        [(PASS, made.read_only_pass)],
        [(LOADS, made.two_loads)],
    ]


def judged_and_added(filed: ys.Filed) -> None:
    ys.check(filed)
    made.totalled(ys.consolidate(filed))


def race(turns: Sequence[Sequence[Sequence[Path]]]) -> made.Times:
    """Let every contestant read the sets of every turn, each time in another order; the first untimed.

    A turn is several sets long, as a run over a folder is: what the contestant before left in the
    processor's caches is not to be timed. No set is in two turns: what one knows of a return that it
    read before is of no use, as it is to an office.
    """
    times = made.Times()
    runners = contestants()
    for number, sets in enumerate(turns):
        shift = number % len(runners)
        for steps in runners[shift:] + runners[:shift]:
            came: list[object] = [*sets]
            gc.collect()
            start = time.process_time()
            for name, step in steps:
                came = [step(one) for one in came]
                took = time.process_time() - start
                if number:
                    times.add(name, took, sum(map(len, sets)))
    return times


def table(times: made.Times) -> Table:
    shown = Table(title="CPU ms per return", caption=" ".join(made.machine().values()))
    shown.add_column("what", no_wrap=True)
    for heading in ("median", "least", "× floor", "× read"):
        shown.add_column(heading, justify="right", no_wrap=True)
    for name, title in TITLES.items():
        ratios = times.ratio(name, FLOOR), times.ratio(name, READ)
        least = f"{min(times.samples[name]):.2f}"
        shown.add_row(title, f"{times[name]:.2f}", least, *(f"{ratio:.2f}" for ratio in ratios))
    return shown


def main() -> int:
    parser = argparse.ArgumentParser(description="CPU time of reading one clean return.")
    parser.add_argument("--sets", type=int, default=54, metavar="N", help="sets of eight returns")
    parser.add_argument("--seed", type=int, default=2009, help="other figures for another seed")
    given = parser.parse_args()
    if given.sets < 2 * TURN:
        parser.error(
            f"--sets: {TURN} are read before the clock runs; at least {2 * TURN} are needed"
        )
    clerk = Clerk(given.seed)
    with TemporaryDirectory() as name:
        folders = [Path(name) / f"{number:03}" for number in range(given.sets)]
        filed = {folder: make_set(folder, clerk) for folder in folders}
        sets = [sorted(folder.glob("*.xlsx")) for folder in folders]
        times = race([sets[at : at + TURN] for at in range(0, len(sets), TURN)])
        wrong = [text for folder, records in filed.items() for text in mistakes(folder, records)]
        if wrong:
            print("\n".join(wrong[:20]), file=sys.stderr)
            return 1
    Console().print(table(times))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
