"""What finding the wrong cells costs, and how often they are found: CPU milliseconds a bad record.

Makes two-way tables with margins (20, 77, 168 and 1800 cells), plants one, two or three errors of the
kinds clerks make, and localises them: the search alone, and the whole call of ``ys.localise``, review
in and suspects out; side by side with the same search as a mixed-integer program solved by HiGHS, and
with banff, where those are installed. It is not a test and knows no thresholds.

    python benchmarks/localise.py [--records 100] [--seed 2009]
"""

from __future__ import annotations

import argparse
import logging
import random
import statistics
import sys
import time
from collections.abc import Callable
from importlib.util import find_spec
from itertools import product
from pathlib import Path

from attrs import define, field
from rich.console import Console
from rich.table import Table

sys.path.insert(0, str(Path(__file__).parents[1]))

import youthstats as ys
from youthstats.editing.localising.atoms import Atom
from youthstats.editing.localising.covering import Part, parts_of
from youthstats.editing.localising.milp import available, sets_by_milp
from youthstats.editing.localising.system import Column, Place, Row, System
from youthstats.editing.repairing.causes import slip
from youthstats.model.edits import Severity
from youthstats.model.items import Item, Kind

SIZES = ((4, 5), (7, 11), (12, 14), (100, 18))
"""Rows and columns, the margins among them."""

CALLS = 20
"""Records given to ``ys.localise`` as a whole."""

PROGRAMS = 10
"""Records given to HiGHS as well."""

RACES = 3
"""Records given to banff as well, which takes a while."""

SECONDS = 2.0
"""What banff may take for a record."""


def table_of(rows: int, columns: int) -> System:
    """Return the system of a table: every row and every column adds up to its margin."""
    cells = [
        Column(Place("U", "T", f"x{r}_{c}", None)) for r in range(rows) for c in range(columns)
    ]
    lines = [[r * columns + c for c in range(columns)] for r in range(rows)]
    lines += [[r * columns + c for r in range(rows)] for c in range(columns)]
    balances = []
    for number, line in enumerate(lines):
        terms = (*((cell, 1) for cell in line[:-1]), (line[-1], -1))
        atom = Atom(terms, 0, "=")
        balances.append(Row(f"T.e{number}", "U", None, Severity.HARD, "", alternatives=((atom,),)))
    return System(tuple(cells), tuple(balances), [0] * len(cells))


def record_of(rows: int, columns: int, rng: random.Random) -> list[int]:
    """Return a table that adds up."""
    inner = [[rng.randint(0, 9999) for _ in range(columns - 1)] for _ in range(rows - 1)]
    full = [[*line, sum(line)] for line in inner]
    full.append([sum(line[c] for line in full) for c in range(columns)])
    return [value for line in full for value in line]


def scheme_of(rows: int, columns: int) -> ys.Scheme:
    """Return the scheme of one form with that table for its answers."""
    names = [[f"x{r}_{c}" for c in range(columns)] for r in range(rows)]
    lines = [*names, *(list(column) for column in zip(*names, strict=True))]
    edits = [
        ys.hard(f"e{n}", f"{line[-1]} = {' + '.join(line[:-1])}", f"e{n}")
        for n, line in enumerate(lines)
    ]
    items = [Item(name, Kind.COUNT, name) for line in names for name in line]
    form = ys.define_form(
        id="T", label="T", title="T", items=items, rows=ys.units(), columns=ys.items(), edits=edits
    )
    units = ys.Hierarchy((ys.Unit("U"),))
    return ys.define_scheme(id="t", title="t", period="1", forms=[form], units=units)


def whole_call(scheme: ys.Scheme, values: list[int]) -> float:
    """Return the seconds that ``ys.localise`` takes for one return, checked before."""
    form = scheme.forms[0]
    record = ys.Record.of(
        form, {(item.name, None): value for item, value in zip(form.items, values, strict=True)}
    )
    review = ys.check(ys.Filed.of(scheme, [ys.Return("U", {"T": record})]))
    start = time.process_time()
    ys.localise(review)
    return time.process_time() - start


def _transposed(digits: str, rng: random.Random) -> str:
    place = rng.randrange(max(len(digits) - 1, 1))
    return digits[:place] + digits[place : place + 2][::-1] + digits[place + 2 :]


def _digit(digits: str, rng: random.Random) -> str:
    place = rng.randrange(len(digits))
    return digits[:place] + rng.choice("0123456789") + digits[place + 1 :]


def _extra(digits: str, rng: random.Random) -> str:
    place = rng.randrange(len(digits) + 1)
    return digits[:place] + rng.choice("0123456789") + digits[place:]


def _missing(digits: str, rng: random.Random) -> str:
    place = rng.randrange(len(digits))
    return digits[:place] + digits[place + 1 :] or "0"


def _scaled(digits: str, _: random.Random) -> str:
    return digits + "0000"


def _left_out(_: str, __: random.Random) -> str:
    return "0"


SLIPS: tuple[Callable[[str, random.Random], str], ...] = (
    _transposed,
    _digit,
    _extra,
    _missing,
    _scaled,
    _left_out,
)


def planted(record: list[int], errors: int, rng: random.Random) -> dict[int, int]:
    """Return cells with what a slip made of them."""
    wrong: dict[int, int] = {}
    while len(wrong) < errors:
        cell = rng.randrange(len(record))
        value = int(rng.choice(SLIPS)(str(record[cell]), rng))
        if value != record[cell]:
            wrong[cell] = value
    return wrong


@define
class Tally:
    """What became of the records of one kind."""

    unique: int = 0
    first: int = 0
    among: int = 0
    smaller: int = 0
    records: int = 0
    times: list[float] = field(factory=list)
    calls: list[float] = field(factory=list)
    programs: list[float] = field(factory=list)
    agreed: int = 0
    bad: list[list[int]] = field(factory=list)

    def judge(self, parts: list[Part], truth: frozenset[int], values: list[int]) -> None:
        """Count whether the planted cells are the answer, the likeliest, or among the answers."""
        self.records += 1
        answers = {
            frozenset(cell for chosen in one for piece in chosen for cell in piece.cells): one
            for one in product(*(part.explanations for part in parts))
        }
        self.among += truth in answers
        self.unique += set(answers) == {truth}
        self.smaller += bool(answers) and all(len(one) < len(truth) for one in answers)
        steps = {
            cells: sum(_steps(chosen, values) for chosen in one) for cells, one in answers.items()
        }
        self.first += truth in steps and steps[truth] == min(steps.values())


def _steps(chosen: tuple[object, ...], values: list[int]) -> int:
    total = 0
    for piece in chosen:
        for cell, value in zip(piece.cells, piece.fit.point, strict=True):  # type: ignore[attr-defined]
            total += slip(values[cell], value).steps
    return total


def banff_times(rows: int, columns: int, records: list[list[int]]) -> float | None:
    """Return the milliseconds a record that banff takes, ``None`` where it is not installed."""
    if find_spec("banff") is None:
        return None
    logging.disable(logging.INFO)  # it logs that it was imported
    import banff  # noqa: PLC0415
    import pandas  # noqa: PLC0415

    names = [f"x{r}_{c}" for r in range(rows) for c in range(columns)]
    lines = [names[r * columns : (r + 1) * columns] for r in range(rows)]
    lines += [names[c::columns] for c in range(columns)]
    edits = " ".join(f"{' + '.join(line[:-1])} = {line[-1]};" for line in lines)
    data = pandas.DataFrame(records, columns=names, dtype=float)
    data.insert(0, "ident", [f"r{number}" for number in range(len(records))])
    start = time.process_time()
    banff.errorloc(
        indata=data, unit_id="ident", edits=edits, seed=1, time_per_obs=SECONDS, capture=None
    )
    return 1000 * (time.process_time() - start) / len(records)


def measure(rows: int, columns: int, errors: int, records: int, rng: random.Random) -> Tally:
    tally, table, scheme = Tally(), table_of(rows, columns), scheme_of(rows, columns)
    for number in range(records):
        record = record_of(rows, columns, rng)
        wrong = planted(record, errors, rng)
        values = [wrong.get(cell, value) for cell, value in enumerate(record)]
        tally.bad.append(values)
        system = table.holding(values, {})
        start = time.process_time()
        parts, _ = parts_of(system)
        tally.times.append(time.process_time() - start)
        tally.judge(parts, frozenset(wrong), values)
        if number < CALLS:
            tally.calls.append(whole_call(scheme, values))
        if number < PROGRAMS and available():
            start = time.process_time()
            found = sets_by_milp(table.holding(values, {}), limit=50).sets
            tally.programs.append(time.process_time() - start)
            size = sum(len(piece.cells) for part in parts for piece in part.explanations[0])
            tally.agreed += bool(found) and len(found[0].cells) == size
    return tally


def main() -> int:
    parser = argparse.ArgumentParser(description="Milliseconds per bad record of localising.")
    parser.add_argument("--records", type=int, default=100, metavar="N", help="records of a kind")
    parser.add_argument("--seed", type=int, default=2009, help="other figures for another seed")
    given = parser.parse_args()
    rng = random.Random(given.seed)
    shown = Table(title=f"{given.records} records of each kind")
    headings = (
        "cells",
        "errors",
        "unique",
        "first",
        "among",
        "smaller",
        "ms",
        "most",
        "call ms",
        "HiGHS ms",
        "agrees",
        "banff ms",
    )
    for heading in headings:
        shown.add_column(heading, justify="right", no_wrap=True)
    for (rows, columns), errors in product(SIZES, (1, 2, 3)):
        tally = measure(rows, columns, errors, given.records, rng)
        counts = (tally.unique, tally.first, tally.among, tally.smaller)
        other = banff_times(rows, columns, tally.bad[:RACES])
        times = [1000 * one for one in tally.times]
        programs = [1000 * one for one in tally.programs]
        shown.add_row(
            str(rows * columns),
            str(errors),
            *(f"{count / tally.records:.0%}" for count in counts),
            f"{statistics.median(times):.2f}",
            f"{max(times):.1f}",
            f"{1000 * statistics.median(tally.calls):.2f}",
            f"{statistics.median(programs):.1f}" if programs else "–",
            f"{tally.agreed} of {len(programs)}",
            "–" if other is None else f"{other:.1f}",
        )
    Console(width=120).print(shown)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
