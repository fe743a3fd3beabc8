"""Make the 2009 workbooks from the report's figures: eight returns, and the tables as printed.

Run it after a change of ``report.toml`` or of the scheme:  python examples/2009/make_workbooks.py
"""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import youthstats as ys

HERE = Path(__file__).parent
SCHEME = ys.load_scheme("youth_league_2009")


def figures() -> dict[str, Any]:
    """Return the report's figures, decimals exact."""
    with (HERE / "report.toml").open("rb") as file:
        return tomllib.load(file, parse_float=Decimal)


def by_unit(form: ys.Form, table: Any) -> Iterator[tuple[str, ys.Record]]:
    """Yield each unit's record on one form from its table in the data file."""
    if form.open:
        for unit in dict.fromkeys(row["unit"] for row in table):
            yield unit, listed(form, [row for row in table if row["unit"] == unit])
    else:
        for unit, answers in table.items():
            yield unit, ys.parse_record(form, answers)


def listed(form: ys.Form, entries: list[dict[str, Any]]) -> ys.Record:
    """Return the record of a list; which unit an entry is of stands beside it, not in it."""
    return ys.parse_record(form, [{k: v for k, v in row.items() if k != "unit"} for row in entries])


def main(folder: Path = HERE) -> None:
    """Write ``returns/<unit>.xlsx`` for every unit and ``published.xlsx``."""
    data = figures()
    records: dict[str, dict[str, ys.Record]] = {}
    for form in SCHEME.forms:
        for unit, record in by_unit(form, data[form.id]):
            records.setdefault(unit, {})[form.id] = record
    printed = records.pop(SCHEME.units.root)
    (folder / "returns").mkdir(exist_ok=True)
    for unit, answers in records.items():
        ys.write_return(folder / "returns" / f"{unit}.xlsx", SCHEME, unit, answers)
    # 表四 is printed in an order of its own; 表五 to 表七 print the city's figures alone.
    printed["T4"] = listed(SCHEME.form("T4"), data["T4"])
    printed |= {form: records["市级"][form] for form in ("T5", "T6", "T7")}
    ys.write_report(folder / "published.xlsx", SCHEME, {**records, SCHEME.units.root: printed})


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
