"""What it costs to import the library and to write the consolidated workbook: CPU time and memory.

Writes the workbook of the eight units of 2009, beside XlsxWriter writing the same cells and nothing
else, and those of rosters made by code, each in a process of its own, so that its peak of memory is
its own. It is not a test and knows no thresholds; it does refuse to print a time when a sum in a
workbook is not that of the figures.

    python benchmarks/writing.py [--rounds 9] [--towns 300 3000] [--seed 2009]
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

import xlsxwriter
from rich.console import Console
from rich.table import Table

sys.path.insert(0, str(Path(__file__).parents[1]))

import youthstats as ys
from benchmarks import clerk as made
from youthstats.workbook.package import Book, open_book

RETURNS = Path(__file__).parents[1] / "examples" / "2009" / "returns"
IMPORTS = 15
"""Times the library is imported."""


def cpu(work: Callable[[], object]) -> float:
    """Return the milliseconds of CPU that something takes."""
    start = time.process_time()
    work()
    return 1000 * (time.process_time() - start)


def started(code: str) -> float:
    """Return the milliseconds of CPU of a Python that runs ``code`` and ends."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-c", code], check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return 1000 * (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


def imports() -> dict[str, float]:
    """Return what a bare Python takes, and one that imports the library, or a verb of it."""
    codes = {
        "python": "pass",
        "import youthstats": "import youthstats",
        "import youthstats, read named": "import youthstats; youthstats.read",
        "import youthstats, write named": "import youthstats; youthstats.write",
    }
    times: dict[str, list[float]] = {name: [] for name in codes}
    for _ in range(IMPORTS):
        for name, code in codes.items():
            times[name].append(started(code))
    return {name: median(taken) for name, taken in times.items()}


def plainly(book: Book, path: Path) -> None:
    """Write the cells of a workbook with XlsxWriter, without looks."""
    with xlsxwriter.Workbook(path, {"in_memory": True}) as target:
        for sheet in book.sheets:
            copy = target.add_worksheet(sheet.name)
            for (row, column), cell in sheet.cells.items():
                if cell.formula:
                    copy.write_formula(row, column, cell.formula, None, str(cell.value))
                elif isinstance(cell.value, str):
                    copy.write_string(row, column, cell.value)
                elif cell.value is not None:
                    copy.write_number(row, column, float(str(cell.value)))


def small(rounds: int, folder: Path) -> tuple[list[float], list[float]]:
    """Return what the workbook of 2009 takes, and the same cells with XlsxWriter, turn by turn."""
    filed = ys.read(RETURNS, made.BASE)
    totals, review = ys.consolidate(filed), ys.check(filed)
    ours, theirs = folder / "2009.xlsx", folder / "plain.xlsx"
    ys.write(ours, totals, review)
    book = open_book(ours)
    plainly(book, theirs)
    turns = [
        (cpu(lambda: ys.write(ours, totals, review)), cpu(lambda: plainly(book, theirs)))
        for _ in range(rounds)
    ]
    return [mine for mine, _ in turns], [other for _, other in turns]


def large(towns: int, seed: int) -> dict[str, Any]:
    """Write the workbook of so many units in this process; return what it took and what was wrong."""
    scheme, clerk = made.derived_scheme(towns), made.Clerk(seed)
    returns = [
        ys.Return(unit, clerk.records(), f"{unit}.xlsx", sha256="0" * 64)
        for unit in scheme.units.leaves
    ]
    filed = ys.Filed.of(scheme, returns)
    totals = ys.consolidate(filed)
    review = ys.Review(filed, ())
    sums = dict(made.figures(form.record for form in totals))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with TemporaryDirectory() as folder:
        path = Path(folder, "many.xlsx")
        taken = cpu(lambda: ys.write(path, totals, review))
        after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        size = path.stat().st_size
        wrong = mistakes(path, scheme, sums)
    return {"ms": taken, "before": before, "after": after, "size": size, "wrong": wrong}


def mistakes(path: Path, scheme: ys.Scheme, sums: made.Sums) -> list[str]:
    """Return the totals that do not stand in the workbook as they are; a very large one is not read."""
    filed = ys.read(path, scheme)
    if filed.files[0].reason == "file.too_large":
        return []
    read = dict(made.figures(filed[scheme.units.root].records.values()))
    asked = {
        f"{form.id}.{item.name}" for form in scheme.forms for item in form.items if item.in_report
    }
    return [
        name
        for name, value in sums.items()
        if ".".join(name.split(".")[:2]) in asked and read.get(name) != value
    ]


def apart(towns: int, seed: int) -> dict[str, Any]:
    """Do the same in a process of its own."""
    command = [sys.executable, __file__, "--one", str(towns), "--seed", str(seed)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return dict(json.loads(done.stdout))


def report(console: Console, options: argparse.Namespace) -> list[str]:
    """Print the three tables; return what was wrong."""
    table = Table("start", "ms", "× bare python")
    found = imports()
    for name, taken in found.items():
        table.add_row(name, f"{taken:.0f}", f"{taken / found['python']:.1f}")
    console.print(table)
    with TemporaryDirectory() as folder:
        ours, theirs = small(options.rounds, Path(folder))
    table = Table("eight units, all sheets", "ms", "× XlsxWriter")
    ratio = median(mine / other for mine, other in zip(ours, theirs, strict=True))
    table.add_row("youthstats: write", f"{median(ours):.0f}", f"{ratio:.1f}")
    table.add_row("XlsxWriter: the cells alone", f"{median(theirs):.0f}", "1.0")
    console.print(table)
    table = Table(
        "units, seven forms", "s", "ms per unit", "× eight units", "MB more", "MB on disk"
    )
    wrong = []
    for towns in options.towns:
        one = apart(towns, options.seed)
        wrong += [f"{towns} units: {name}" for name in one["wrong"]]
        table.add_row(
            f"{towns:,}",
            f"{one['ms'] / 1000:.2f}",
            f"{one['ms'] / towns:.2f}",
            f"{one['ms'] / median(ours):.0f}",
            f"{(one['after'] - one['before']) / 1024:.0f}",
            f"{one['size'] / 2**20:.1f}",
        )
    console.print(table)
    return wrong


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--towns", type=int, nargs="+", default=[300, 1000, 3000])
    parser.add_argument("--seed", type=int, default=2009)
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.one:
        print(json.dumps(large(options.one, options.seed)))
        return 0
    wrong = report(Console(), options)
    for name in wrong:
        print(f"not what was filed: {name}", file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
