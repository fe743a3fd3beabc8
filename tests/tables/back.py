"""Values read back from a row of a table, for tests."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from youthstats.model.forms import Line
from youthstats.model.returns import Record, Return
from youthstats.model.schemes import Scheme
from youthstats.model.values import Inexact, Missing, Value, plain

__all__ = ["line_of", "returns_back", "value_of"]

Row = Mapping[str, Any]


def value_of(row: Row) -> Value:
    """Return the value that a row of answers tells of."""
    if row["state"] == "inexact":
        return Inexact(Decimal(row["value"]), row["low"], row["high"])
    if row["state"] != "given":
        return Missing(row["state"])
    if row["kind"] in {"count", "money", "share"}:
        return plain(Fraction(row["value"]))
    if row["kind"] == "date":
        day: Value = row["date"]
        return day
    return str(row["value"])


def line_of(row: Row) -> Line:
    """Return which line of its record a row is of."""
    line: Line = row["category"] if row["entry"] is None else row["entry"]
    return line


def returns_back(rows: list[Row], scheme: Scheme) -> dict[str, Return]:
    """Return the returns that rows of answers tell of, by unit; a list without entries is not told."""
    found: dict[tuple[str, str], dict[tuple[str, Line], Value]] = {}
    for row in rows:
        values = found.setdefault((row["unit"], row["form"]), {})
        values[row["item"], line_of(row)] = value_of(row)
    returns: dict[str, Return] = {}
    for (unit, form), values in found.items():
        records = {**(returns[unit].records if unit in returns else {})}
        returns[unit] = Return(unit, records | {form: Record.of(scheme.form(form), values)})
    return returns
