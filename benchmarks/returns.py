"""What it costs to read, check and consolidate returns: CPU milliseconds per return.

Makes returns of the 2009 scheme for a made-up roster and times, side by side in one run, inflating
the workbooks, youthstats, and the script an office would write with openpyxl. What each row means
is in README.md beside this file. It is not a test and knows no thresholds; it does refuse to print
a time for totals that are wrong.

    python benchmarks/returns.py [--returns 1000] [--seed 2009] [--keep DIR] [--json FILE]
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import platform
import re
import sys
import time
import zipfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from datetime import date
from functools import partial, reduce
from importlib.metadata import PackageNotFoundError, version
from operator import or_
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from openpyxl import load_workbook
from rich.console import Console
from rich.progress import Progress
from rich.table import Table

sys.path.insert(0, str(Path(__file__).parents[1]))

import youthstats as ys
from benchmarks.clerk import Sums, derived_scheme, figures, make_returns
from youthstats.model.items import Kind

BATCHES = 20
"""The returns are timed in so many parts; what is reported is the median over them."""

LIBRARIES = ("youthstats", "attrs", "openpyxl", "lxml", "defusedxml", "xlsxwriter", "rich")


# ----------------------------------------------------------------------- what is held side by side


_NEEDED = re.compile(r"xl/(worksheets/[^/]+|sharedStrings|workbook)\.xml")


def inflate(paths: Sequence[Path]) -> int:
    """Inflate the parts that hold sheets, strings and names, and do nothing with them."""
    size = 0
    for path in paths:
        with zipfile.ZipFile(path) as archive:
            for name in archive.namelist():
                if _NEEDED.fullmatch(name):
                    size += len(archive.read(name))
    return size


# An office's own script knows where everything is and writes it down.
TABLE_1 = {
    "central": "B6",
    "provincial": "C6",
    "municipal": "D6",
    "county": "E6",
    "total": "F6",
    "posts": "G6",
    "fairs": "H6",
    "placed": "I6",
    "employed": "J6",
    "founded": "K6",
}
TABLE_3 = {
    "primary": "C",
    "junior": "D",
    "senior": "E",
    "university": "F",
    "vocational": "G",
    "medical": "H",
    "employment": "I",
}
TABLE_6 = {
    "C5": ("support_funds",),
    "C6": ("albums", "manuals", "leaflets", "discs", "posters", "books"),
    "C8": ("care_organisations", "care_events"),
    "C9": ("reading_rooms", "bookshelves", "book_corners"),
    "C11": ("training_sessions", "trained"),
    "C13": ("project_sessions", "project_served"),
}
TABLE_7 = {
    "trained": "A6",
    "towns_elected": "B6",
    "villages_elected": "D6",
    "county_tenure": "F6",
    "town_tenure": "H6",
    "towns": "J6",
    "villages": "K6",
    "counties": "L6",
}


SHARES = {
    "T5.rate": ("T5.resolved", "T5.calls"),
    "T7.towns_elected_share": ("T7.towns_elected", "T7.towns"),
    "T7.villages_elected_share": ("T7.villages_elected", "T7.villages"),
    "T7.county_tenure_share": ("T7.county_tenure", "T7.counties"),
    "T7.town_tenure_share": ("T7.town_tenure", "T7.towns"),
}


def office_script(paths: Sequence[Path], *, twice: bool = False) -> Sums:
    """Add up the returns as a script written for the purpose does, cell by cell.

    It opens each workbook with ``data_only``, for the values; ``twice`` opens it once more for the
    formulas, to see that the total is still one. ``faults`` counts what it complains of.
    """
    sums: defaultdict[str, Any] = defaultdict(int)
    for path in paths:
        book: Any = load_workbook(path, data_only=True)
        sums["faults"] += _row_is_wrong(book["表一"])
        _add_tables(book, sums)
        _add_wordy_tables(book, sums)
        if twice:
            sums["faults"] += load_workbook(path)["表一"]["F6"].data_type != "f"
    return sums


def read_only_pass(paths: Sequence[Path]) -> int:
    """Look at every cell with openpyxl's read-only reader, which gives values and no formulas."""
    filled = 0
    for path in paths:
        book: Any = load_workbook(path, read_only=True, data_only=True)
        for sheet in book:
            for row in sheet.iter_rows(values_only=True):
                filled += sum(value is not None for value in row)
        book.close()
    return filled


def two_loads(paths: Sequence[Path]) -> None:
    """Load every workbook with openpyxl for its values, and once more for its formulas."""
    for path in paths:
        load_workbook(path, data_only=True)
        load_workbook(path)


def office_total(parts: Iterable[Sums]) -> Sums:
    """Join the script's sums over several batches, and divide for the shares."""
    total: defaultdict[str, Any] = defaultdict(int)
    for sums in parts:
        for key, value in sums.items():
            total[key] += value
    found = {key: round(value, 2) for key, value in total.items()}
    for share, (number, base) in SHARES.items():
        found[share] = total[number] / total[base]
    return found


def _row_is_wrong(sheet: Any) -> bool:
    parts = [sheet[address].value or 0 for address in ("B6", "C6", "D6", "E6")]
    return bool(sum(parts) != sheet["F6"].value)


def _add_tables(book: Any, sums: defaultdict[str, Any]) -> None:
    for name, address in TABLE_1.items():
        sums[f"T1.{name}"] += book["表一"][address].value or 0
    for name, address in (("cards", "B5"), ("funds", "C5")):
        sums[f"T2.{name}"] += book["表二"][address].value or 0
    for name, column in TABLE_3.items():
        sums[f"T3.persons.{name}"] += book["表三"][f"{column}6"].value or 0
        sums[f"T3.funds.{name}"] += book["表三"][f"{column}7"].value or 0
    for name, address in TABLE_7.items():
        sums[f"T7.{name}"] += book["表七"][address].value or 0


def _add_wordy_tables(book: Any, sums: defaultdict[str, Any]) -> None:
    row = 5
    while book["表四"][f"B{row}"].value:
        sums["T4.planned"] += book["表四"][f"D{row}"].value or 0
        sums["T4.actual"] += book["表四"][f"E{row}"].value or 0
        row += 1
    for name, address in (("calls", "B5"), ("resolved", "B6")):
        sums[f"T5.{name}"] += book["表五"][address].value or 0
    for address, names in TABLE_6.items():
        numbers = re.findall("[0-9]+", book["表六"][address].value or "")
        for name, number in zip(names, numbers, strict=False):
            sums[f"T6.{name}"] += int(number)


def totalled(totals: ys.Totals) -> Sums:
    """Return the sums and shares of the total over everybody."""
    found: defaultdict[str, Any] = defaultdict(int)
    records = [one.record for one in totals]
    for key, value in figures(records):
        found[key] += value  # a list has several entries
    for record in records:
        for name, _, share in record:
            if record.form.item(name).kind is Kind.SHARE:
                found[f"{record.form.id}.{name}"] = share
    return found


# ------------------------------------------------------------------------------------- the timing


class Times:
    """CPU milliseconds per return, one figure a batch, by what was done."""

    def __init__(self) -> None:
        self.samples: defaultdict[str, list[float]] = defaultdict(list)

    def add(self, name: str, seconds: float, returns: int) -> None:
        self.samples[name].append(1000 * seconds / returns)

    def __getitem__(self, name: str) -> float:
        return median(self.samples[name])

    def ratio(self, name: str, other: str) -> float:
        """Return the median of the ratios batch by batch: what slowed one slowed the other too."""
        pairs = zip(self.samples[name], self.samples[other], strict=True)
        return median(mine / theirs for mine, theirs in pairs)


FLOOR, READ, WHOLE = "inflate", "read", "read_check_consolidate"
SCRIPT, SCRIPT_TWICE = "openpyxl_script", "openpyxl_script_twice"
PASS, LOADS = "openpyxl_read_only", "openpyxl_two_loads"
CHECK, CONSOLIDATE = "check", "consolidate"
CHECK_ALL, CONSOLIDATE_ALL = "check_at_once", "consolidate_at_once"
TITLES = {
    FLOOR: "zip parts inflated (floor)",
    READ: "youthstats: read",
    WHOLE: "  read, check, consolidate",
    PASS: "openpyxl: one read-only pass",
    LOADS: "openpyxl: two loads",
    SCRIPT: "openpyxl script: values",
    SCRIPT_TWICE: "  values and formulas",
}


class Race:
    """Every contestant over every batch, each batch in another order."""

    def __init__(self, scheme: ys.Scheme) -> None:
        self.scheme = scheme
        self.times = Times()
        self.filed: list[ys.Filed] = []
        self.totals: list[ys.Totals] = []
        self.scripts: dict[str, list[Sums]] = {SCRIPT: [], SCRIPT_TWICE: []}

    def run(
        self, batches: Sequence[Sequence[Path]], done: Callable[[], None] = lambda: None
    ) -> None:
        contestants = (
            partial(self.timed, FLOOR, inflate),
            self.ours,
            partial(self.timed, PASS, read_only_pass),
            partial(self.timed, LOADS, two_loads),
            self.script,
            self.script_twice,
        )
        for number, batch in enumerate(batches):
            shift = number % len(contestants)
            for contestant in contestants[shift:] + contestants[:shift]:
                # What the one before left in memory is not the next one's to sweep.
                gc.collect()
                gc.freeze()
                contestant(batch)
                done()

    def timed(
        self, name: str, work: Callable[[Sequence[Path]], object], batch: Sequence[Path]
    ) -> None:
        start = time.process_time()
        work(batch)
        self.times.add(name, time.process_time() - start, len(batch))

    def ours(self, batch: Sequence[Path]) -> None:
        start = time.process_time()
        filed = ys.read(batch, self.scheme)
        read = time.process_time()
        ys.check(filed)
        checked = time.process_time()
        totals = ys.consolidate(filed)
        for one in totals:
            _ = one.record  # made when it is asked for
        summed = time.process_time()
        for name, seconds in (
            (READ, read - start),
            (CHECK, checked - read),
            (CONSOLIDATE, summed - checked),
            (WHOLE, summed - start),
        ):
            self.times.add(name, seconds, len(batch))
        self.filed.append(filed)
        self.totals.append(totals)

    def script(self, batch: Sequence[Path], *, twice: bool = False) -> None:
        name = SCRIPT_TWICE if twice else SCRIPT
        start = time.process_time()
        sums = office_script(batch, twice=twice)
        self.times.add(name, time.process_time() - start, len(batch))
        self.scripts[name].append(sums)

    def script_twice(self, batch: Sequence[Path]) -> None:
        self.script(batch, twice=True)

    def at_once(self) -> tuple[ys.Review, ys.Totals]:
        """Check and consolidate all batches together, as a run over the whole folder does."""
        returns = tuple(one for filed in self.filed for one in filed.returns)
        files = tuple(report for filed in self.filed for report in filed.files)
        filed = ys.Filed(self.scheme, returns, files)
        start = time.process_time()
        review = ys.check(filed, complete=True)
        checked = time.process_time()
        totals = ys.consolidate(filed)
        for one in totals:
            _ = one.record
        self.times.add(CHECK_ALL, checked - start, len(returns))
        self.times.add(CONSOLIDATE_ALL, time.process_time() - checked, len(returns))
        return review, totals


def mistakes(race: Race, review: ys.Review, library: Sums, made: Sums) -> Iterator[str]:
    """Yield whatever makes the times worthless: sums that differ, returns not read or faulted."""
    for report in review.filed.files:
        if report.status != "read":
            yield f"{report.file} is {report.status}: {report.reason}"
    for finding in review.hard:
        yield f"{finding.file or finding.unit}: {finding.rule} does not hold"
    if totalled(reduce(or_, race.totals)) != library:
        yield "youthstats: the totals of the batches, merged, are not the total of all returns"
    for key, value in made.items():
        if library.get(key) != value:
            yield f"{key}: the returns hold {value}, youthstats says {library.get(key)}"
    for name, parts in race.scripts.items():
        script = dict(office_total(parts))
        if script.pop("faults"):
            yield f"{name} complains of rows that were made to add up"
        for key in sorted({*library, *script}):
            # The script adds binary floats: the exact sum must be the one that is nearest.
            ours = float(library.get(key, 0))  # nobody filled it in
            if ours != script.get(key):
                yield f"{key}: youthstats says {ours}, {name} says {script.get(key)}"


# ------------------------------------------------------------------------------------- the report


def machine() -> dict[str, str]:
    """Return what the figures depend on and cannot be seen from them."""
    facts = {
        "python": f"{platform.python_implementation()} {platform.python_version()}",
        "system": f"{platform.system()} {platform.machine()}",
        "cores": str(os.cpu_count()),
    }
    for library in LIBRARIES:
        try:
            facts[library] = version(library)
        except PackageNotFoundError:
            facts[library] = "not installed"
    return facts


def table(times: Times, returns: int, facts: Mapping[str, str]) -> Table:
    """Return the times with their ratios to the floor and to the script an office would write."""
    batches = len(times.samples[READ])
    shown = Table(
        title=f"CPU ms per return: {returns} returns, median of {batches} batches",
        caption=", ".join(f"{name} {fact}" for name, fact in facts.items()),
    )
    shown.add_column("what", no_wrap=True)
    for heading in ("median", "least … most", "× floor", "× read", "× script"):
        shown.add_column(heading, justify="right", no_wrap=True)
    for name, title in TITLES.items():
        samples = times.samples[name]
        shown.add_row(
            title,
            f"{times[name]:.2f}",
            f"{min(samples):.2f} … {max(samples):.2f}",
            f"{times.ratio(name, FLOOR):.1f}",
            f"{times.ratio(name, READ):.2f}",
            f"{times.ratio(name, SCRIPT):.2f}",
        )
    return shown


def saved(times: Times, returns: int, seed: int, facts: Mapping[str, str]) -> dict[str, Any]:
    """Return the run as JSON keeps it, every batch's figure included."""
    return {
        "date": date.today().isoformat(),
        "returns": returns,
        "seed": seed,
        "machine": dict(facts),
        "ms_per_return": {
            name: {"median": round(times[name], 4), "batches": [round(ms, 4) for ms in samples]}
            for name, samples in times.samples.items()
        },
    }


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description="CPU time per return: youthstats, openpyxl, and the floor under both."
    )
    parser.add_argument("--returns", type=int, default=1000, metavar="N", help="how many to make")
    parser.add_argument("--seed", type=int, default=2009, help="other figures for another seed")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="make the returns here, keep them")
    parser.add_argument("--json", type=Path, metavar="FILE", help="save every batch's figures")
    given = parser.parse_args()
    if given.returns < 1:
        parser.error("--returns: at least one return is needed")
    if (
        given.keep
        and given.keep.exists()
        and (not given.keep.is_dir() or any(given.keep.iterdir()))
    ):
        parser.error(f"--keep: {given.keep} is not an empty folder; name a new one")
    if given.json and not given.json.absolute().parent.is_dir():
        parser.error(f"--json: there is no folder {given.json.parent}; make it first")
    return given


def main() -> int:
    given = arguments()
    scheme = derived_scheme(given.returns)
    progress = Console(stderr=True)
    race = Race(scheme)
    with ExitStack() as stack:
        folder = given.keep or Path(stack.enter_context(TemporaryDirectory()))
        bars = stack.enter_context(
            Progress(console=progress, transient=True, disable=not progress.is_terminal)
        )
        task = bars.add_task("making returns", total=given.returns)
        paths, made = make_returns(folder, scheme, given.seed, lambda: bars.advance(task))
        batches = [part for n in range(BATCHES) if (part := paths[n::BATCHES])]
        warm = Race(scheme)
        warm.run([paths[:1]])  # imports, caches and the disk are ready for everybody
        task = bars.add_task("timing", total=len(batches) * 4)
        race.run(batches, lambda: bars.advance(task))
    review, totals = race.at_once()
    wrong = list(mistakes(race, review, totalled(totals), made))
    if wrong:
        print("\n".join(wrong[:20]), file=sys.stderr)
        print(f"{len(wrong)} mistakes: a time for wrong results is worth nothing.", file=sys.stderr)
        return 1
    facts = machine()
    console = Console()
    console.print(table(race.times, given.returns, facts))
    console.print(said(race, review, len(made)))
    if given.json:
        text = json.dumps(saved(race.times, given.returns, given.seed, facts), indent=2)
        given.json.write_text(text + "\n", encoding="utf-8")
    return 0


def said(race: Race, review: ys.Review, sums: int) -> str:
    """Say what the table leaves out."""
    times = race.times
    return (
        f"On top of reading, by batch: check {times[CHECK]:.2f} ms, consolidate "
        f"{times[CONSOLIDATE]:.2f} ms a return; all returns at once: check {times[CHECK_ALL]:.2f} "
        f"ms, consolidate {times[CONSOLIDATE_ALL]:.2f} ms.\n"
        f"{sums} sums and {len(SHARES)} shares agree between the returns as made, youthstats and "
        f"both scripts; no hard finding, {len(review.soft)} soft ones."
    )


if __name__ == "__main__":
    raise SystemExit(main())
