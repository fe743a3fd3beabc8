"""Findings and totals as JSON, for other programs. Exact whole numbers are numbers, others texts."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

from youthstats.characters import visible
from youthstats.compare import Difference
from youthstats.consolidate import FormTotals, Totals
from youthstats.model.cellrefs import CellRef
from youthstats.model.findings import Finding, Review, Suspect
from youthstats.model.matching import Matching
from youthstats.model.returns import Filed, Return
from youthstats.model.sentences import reason_sentence
from youthstats.model.values import Figure, Inexact, Missing, Number, exact, is_figure, printed

__all__ = ["difference_json", "intervals_json", "json_text", "review_json", "totals_json"]

Json = dict[str, Any]


def json_text(data: Json, *, encoding: str = "utf-8") -> str:
    """Return data as JSON that can be written in ``encoding``, and shown on a terminal."""
    text = json.dumps(data, ensure_ascii=False, indent=2, allow_nan=False) + "\n"
    text = visible(text, keep="\n")
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return json.dumps(data, indent=2, allow_nan=False) + "\n"
    return text


def review_json(review: Review, totals: Totals, lang: str) -> Json:
    """Return what was filed, what is missing, all findings and all totals."""
    return {
        "scheme": review.filed.scheme.id,
        "returns": list(_files(review.filed, lang)),
        "missing": list(review.filed.missing),
        "findings": [_finding(finding, lang) for finding in review.findings],
        "notes": [_finding(note, lang) for note in review.notes],
        "totals": totals_json(totals),
        "intervals": intervals_json(totals),
    }


def totals_json(totals: Totals) -> Json:
    """Return the totals by form: by item, by category and item, or entry by entry with its unit."""
    return {one.form.id: _form_totals(one) for one in totals}


def intervals_json(totals: Totals) -> Json:
    """Return what the approximate totals may be, least and most, where they stand in the totals."""
    found: Json = {}
    for one in totals:
        for name, line, value in one.record:
            if isinstance(value, Inexact):
                form = found.setdefault(one.form.id, {})
                place = form if line is None else form.setdefault(str(line), {})
                place[name] = _interval(value)
    return found


def difference_json(difference: Difference) -> Json:
    """Return one difference with both cells."""
    left, right = _cell(difference.left), _cell(difference.right)
    return {
        "form": difference.form,
        "unit": difference.unit,
        "item": left["item"],
        "category": left["category"],
        "left": left,
        "right": right,
        "difference": _value(difference.difference),
    }


def _form_totals(totals: FormTotals) -> Any:
    record = totals.record
    names = [item.name for item in totals.form.items]
    lines = [
        {name: _value(value) for name, value in zip(names, row, strict=True)} for row in record.rows
    ]
    if totals.form.open:
        units: list[str | None] = [unit for unit, _ in totals.entries]
        units += [None] * (len(lines) - len(units))
        return [{"unit": unit, **line} for unit, line in zip(units, lines, strict=True)]
    if totals.form.categories:
        return dict(zip(record.keys, lines, strict=True))
    return lines[0]


def _files(filed: Filed, lang: str) -> Iterator[Json]:
    """Yield what became of each file, and where the forms of those that were read stood."""
    for report in filed.files:
        said: Json = {"file": report.file, "unit": report.unit, "status": report.status}
        if report.reason:
            said["reason"] = reason_sentence(report, lang)
        one = filed.get(report.unit or "")
        if one is not None and one.file == report.file and one.matching:
            said["forms"] = {found.form: _found(found, one) for found in one.matching}
        yield said


def _found(matching: Matching, filed: Return) -> Json:
    location = filed.locations.get(matching.form)
    said: Json = {"sheet": matching.sheet, "range": location.range if location else None}
    return said | {"found_by": matching.how}


def _finding(finding: Finding, lang: str) -> Json:
    said = {
        "code": finding.code,
        "rule": finding.rule,
        "severity": finding.severity.value,
        "form": finding.form,
        "unit": finding.unit,
        "message": finding.message(lang),
        "cells": [_cell(cell) for cell in finding.cells],
        "left": _value(finding.left),
        "right": _value(finding.right),
        "imbalance": _value(finding.imbalance),
        "suspects": [[_suspect(one) for one in explanation] for explanation in finding.suspects],
        "explanation": finding.explanation,
    }
    return said | {"inferred": True} if finding.inferred else said


def _cell(cell: CellRef) -> Json:
    said: Json = {
        "file": cell.file,
        "sheet": cell.sheet,
        "address": cell.address,
        "form": cell.form,
        "item": cell.item,
        "category": cell.line if isinstance(cell.line, str) else None,
        "entry": cell.line if isinstance(cell.line, int) else None,
        "unit": cell.unit,
        "value": _value(cell.value),
    }
    if isinstance(cell.value, Inexact):
        said["interval"] = _interval(cell.value)
    return said


def _interval(value: Inexact) -> list[int | str]:
    return [_number(value.low), _number(value.high)]


def _suspect(suspect: Suspect) -> Json:
    said = _cell(suspect.cell)
    said["from"] = said.pop("value")
    determined = suspect.to is not None
    said |= {"to": _value(suspect.to), "cause": suspect.cause, "determined": determined}
    if not determined:
        said["between"] = [_value(suspect.low), _value(suspect.high)]
        said["range"] = {
            "low": _value(suspect.low),
            "high": _value(suspect.high),
            "low_open": suspect.low_open,
            "high_open": suspect.high_open,
            "gaps": suspect.gaps,
        }
        said["candidates"] = [_value(one) for one in suspect.candidates]
    return said


def _value(value: object) -> int | str | None:
    if value is None or isinstance(value, Missing):
        return None
    if is_figure(value):
        figure: Figure = value  # type: ignore[assignment]
        return _number(exact(figure))
    return value.isoformat() if isinstance(value, date) else str(value)


def _number(value: Number) -> int | str:
    number = exact(value)
    return number if isinstance(number, int) else printed(number)
