"""Marks: which finding an explanation is about, told by what the finding is about.

A finding has no number that lasts: others come and go before it. What lasts is its rule, the answers
it rests on and the figures that stood there. As long as these do not change the mark does not, wherever
the cells stand and whatever the file is called; when one of them changes, the explanation was of
something else. Figures of other units are left out, also the median an edit held a ratio against:
what a unit said of its own figures stays said.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal
from fractions import Fraction
from hashlib import sha256

from youthstats.model.cellrefs import CellRef
from youthstats.model.findings import Finding
from youthstats.model.items import Kind
from youthstats.model.matching import Reworded
from youthstats.model.returns import Filed, FileReport, ReadingNote, Record
from youthstats.model.values import Inexact, Value, round_half_up

__all__ = ["marks_of"]


def marks_of(findings: Iterable[Finding], filed: Filed) -> list[str]:
    """Return the mark of each finding. Findings of equal content are told apart by their order."""
    seen: Counter[str] = Counter()
    marks = []
    for finding in findings:
        content = json.dumps(list(_content(finding, filed)), ensure_ascii=True)
        seen[content] += 1
        marks.append("#" + sha256(f"{content}{seen[content]}".encode()).hexdigest()[:10])
    return marks


def _content(finding: Finding, filed: Filed) -> Iterator[object]:
    yield from (finding.code, finding.rule, finding.unit)
    for cell in finding.cells:
        value = _said(_shown(cell, filed)) if cell.unit == finding.unit else None
        yield [cell.unit, cell.form, cell.item, _line(cell, filed), value]
    for name, fact in sorted(finding.facts.items()):
        # Beside cells the other facts are worked out from them, or from other units.
        if not finding.cells or isinstance(fact, ReadingNote):
            yield [name, _said(fact)]


def _shown(cell: CellRef, filed: Filed) -> Value:
    """Return the value with no more decimals than its item shows: 0.33 goes back as a formula's 1/3."""
    if not isinstance(cell.value, Decimal | Fraction):
        return cell.value
    item = filed.scheme.form(cell.form).item(cell.item)
    if item.places is None:
        return cell.value
    return round_half_up(cell.value, item.places + 2 * (item.kind is Kind.SHARE))


def _line(cell: CellRef, filed: Filed) -> object:
    """Return the category, or of an entry of a list what identifies it: its place may change."""
    if not isinstance(cell.line, int):
        return cell.line
    one = filed.get(cell.unit)
    record = one.records.get(cell.form) if one is not None else None
    if record is None or cell.line not in record.keys:
        return cell.line
    return _entry(record, cell.line)


def _entry(record: Record, line: int) -> object:
    named = [item for item in record.form.items if item.identifies]
    return [_said(record[item.name, line]) for item in named] or line


def _said(value: object) -> object:
    """Return a value, or a fact of a finding, as plain data that is the same on the next run."""
    if isinstance(value, Inexact):
        return [_said(value.value), _said(value.low), _said(value.high)]
    if isinstance(value, int | Decimal | Fraction):
        return str(Fraction(value))
    if isinstance(value, list | tuple):
        return [_said(one) for one in value]
    if isinstance(value, ReadingNote):
        return [value.code, value.stood]
    if isinstance(value, Reworded):
        return [value.label, value.stood]
    if isinstance(value, FileReport):
        return value.reason
    return str(value)
