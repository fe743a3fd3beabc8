"""Amendments: new returns by decision of whoever calls, and a log that replays."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from attrs import evolve

from youthstats.editing.recalculating import recalculated
from youthstats.errors import AmendmentError
from youthstats.model.cellrefs import CellRef
from youthstats.model.deriving import worked_out
from youthstats.model.findings import Explanation, Suspect
from youthstats.model.forms import Line
from youthstats.model.items import Kind
from youthstats.model.returns import Filed, Return
from youthstats.model.suspects import Amended, Amendment, Deduction
from youthstats.model.values import Inexact, Missing, Value

__all__ = ["amend", "amendments_from_json", "amendments_to_json"]

Change = Amendment | Suspect | Explanation | Deduction


def amend(filed: Filed, changes: Iterable[Change], *, why: str = "") -> Amended:
    """Return what was filed with some figures changed, and the log of the changes.

    ``changes`` are amendments (of a log, to replay it), suspects, explanations or deductions;
    ``why`` is the reason logged for those that have none of their own. Nothing that was given is
    changed. An explanation that several findings share is applied once.

    Raises :class:`~youthstats.errors.AmendmentError`, a ``ValueError`` that says itself in either
    language, for two explanations of one failed edit, which exclude each other; for a figure that
    is not determined; for one that is not what the change would replace; for a cell of another
    file, as a suspect of a published workbook is one (apply it to what was read from there); and
    for a unit or a form that was not filed.

    What live formulas work out follows the changes, and stands in the log as well. A change of such
    a cell itself puts a figure in the place of its formula.
    """
    chosen = list(_once(changes))
    _refuse_rivals(chosen)
    log = [one for change in chosen for one in _amendments(change, why)]
    returns = {one.unit: one for one in filed.returns}
    live = {unit: worked_out(one, filed.scheme) for unit, one in returns.items() if one.formulas}
    for amendment in log:
        cell = amendment.cell
        if cell.unit not in returns or cell.form not in returns[cell.unit].records:
            raise _refused("amend.not_filed", cell)
        returns[cell.unit] = _amended(returns[cell.unit], cell, amendment.to)
    for unit, worked in live.items():
        returns[unit], followed = recalculated(returns[unit], worked)
        log += followed
    kept = tuple(returns[one.unit] for one in filed.returns)
    return Amended(evolve(filed, returns=kept), tuple(log))


def _once(changes: Iterable[Change]) -> Iterator[Change]:
    """Yield the changes; what was proposed for several findings, and is given for each, only once.

    A log may say the same twice, with another change between.
    """
    seen: set[Change] = set()
    for change in changes:
        if isinstance(change, Amendment) or change not in seen:
            yield change
            seen.add(change)


def _refuse_rivals(changes: Iterable[Change]) -> None:
    """Refuse two explanations of one failed edit."""
    taken: dict[object, Explanation] = {}
    for one in (change for change in changes if isinstance(change, Explanation)):
        for failed in one.explains:
            other = taken.setdefault(failed, one)
            if other is not one:
                raise _rivals(other, one, failed)


def _rivals(
    one: Explanation, other: Explanation, failed: tuple[str, str | None, Line]
) -> AmendmentError:
    unit, rule, _ = failed
    return AmendmentError(
        "amend.rivals",
        lambda lang: {
            "failed": f"{unit} {rule}",
            "one": one.shown(lang),
            "other": other.shown(lang),
        },
    )


def _refused(
    reason: str, cell: CellRef, *, file: str = "", now: CellRef | None = None
) -> AmendmentError:
    """Return why a cell is not changed: whose it is, where it stands, what it is called."""
    return AmendmentError(
        reason,
        lambda lang: {
            "unit": cell.unit,
            "form": cell.form,
            "item": cell.named(lang),
            "place": cell.place or cell.named(lang),
            "old": cell.shown(lang),
            "now": (now or cell).shown(lang),
            "file": file,
        },
    )


def _amendments(change: Change, why: str) -> Iterator[Amendment]:
    if isinstance(change, Amendment):
        yield change
    elif isinstance(change, Explanation):
        for suspect in change:
            yield from _amendments(suspect, why)
    else:
        if change.to is None:
            raise _refused("amend.undetermined", change.cell)
        cause = change.cause if isinstance(change, Suspect) else "deduced"
        yield Amendment(change.cell, change.to, why or cause)


def _amended(filed: Return, cell: CellRef, to: Value) -> Return:
    location = filed.locations.get(cell.form)
    address = location.address(cell.item, cell.line) if location else cell.address
    sheet = location.sheet if location else cell.sheet
    if (filed.file, sheet, address) != (cell.file, cell.sheet, cell.address):
        raise _refused("amend.elsewhere", cell, file=filed.file or filed.unit)
    record = filed.records[cell.form]
    now = evolve(cell, value=record[cell.item, cell.line])
    if now != cell:
        raise _refused("amend.changed", cell, now=now)
    changed = record.replacing({(cell.item, cell.line): to})
    notes = tuple(
        note
        for note in filed.notes
        if (note.form, note.item, note.line) != (cell.form, cell.item, cell.line)
    )
    records = {**filed.records, cell.form: changed}
    typed = filed.formulas - {(cell.form, cell.item, cell.line)}
    return evolve(filed, records=records, notes=notes, formulas=typed)


def amendments_to_json(log: Iterable[Amendment]) -> str:
    """Return a log as JSON that :func:`amendments_from_json` reads: nothing of a figure is lost."""
    said = [
        {
            "file": one.cell.file,
            "sheet": one.cell.sheet,
            "address": one.cell.address,
            "unit": one.cell.unit,
            "form": one.cell.form,
            "item": one.cell.item,
            "line": one.cell.line,
            "kind": one.cell.kind.value,
            "from": _said(one.cell.value),
            "to": _said(one.to),
            "why": one.why,
        }
        for one in log
    ]
    return json.dumps(said, ensure_ascii=False, indent=2) + "\n"


def amendments_from_json(text: str) -> tuple[Amendment, ...]:
    """Return the log that :func:`amendments_to_json` wrote.

    Raises :class:`~youthstats.errors.AmendmentError`, a ``ValueError``, for anything else.
    """
    try:
        return tuple(_amendment(one) for one in json.loads(text))
    except (ArithmeticError, KeyError, TypeError, ValueError) as error:
        detail = repr(error)
        raise AmendmentError("amend.no_log", lambda _: {"detail": detail}) from error


def _amendment(said: Mapping[str, Any]) -> Amendment:
    names = ("file", "sheet", "address", "form", "item", "line", "unit")
    known = {name: said[name] for name in names}
    cell = CellRef(**known, value=_read(said["from"]), kind=Kind(said["kind"]))
    return Amendment(cell, _read(said["to"]), said["why"])


def _said(value: Value) -> int | dict[str, str]:
    match value:
        case int():
            return value
        case Missing():
            return {"missing": value.value}
        case Inexact():
            return {"value": str(value.value), "low": str(value.low), "high": str(value.high)}
        case date():
            return {"date": value.isoformat()}
        case Decimal():
            return {"decimal": str(value)}
        case Fraction():
            return {"fraction": str(value)}
        case _:
            return {"text": value}


def _read(said: int | Mapping[str, str]) -> Value:
    if isinstance(said, int):
        return said
    match dict(said):
        case {"missing": state}:
            return Missing(state)
        case {"value": value, "low": low, "high": high}:
            return Inexact(Decimal(value), Decimal(low), Decimal(high))
        case {"date": day}:
            return date.fromisoformat(day)
        case {"decimal": number}:
            return Decimal(number)
        case {"fraction": number}:
            return Fraction(number)
        case {"text": text}:
            return text
        case other:
            raise KeyError(str(other))
