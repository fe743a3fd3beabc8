"""Which units gave the part of a share and not its base, and in which cell that would stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import evolve

from youthstats.consolidate import Totals
from youthstats.consolidate.tally import Asked, whole_unknown
from youthstats.model.findings import Finding
from youthstats.model.linear import Linear
from youthstats.model.returns import Record
from youthstats.workbook.reading.sheets.places import address, some
from youthstats.workbook.writing.giving_way import FormulaCell

__all__ = ["naming_units"]


def naming_units(told: Finding, cells: Iterable[FormulaCell], totals: Totals) -> Finding:
    """Return a note on shares that have no total with whose bases are not known, where that is."""
    units = list(dict.fromkeys(said for cell in cells for said in _units(cell, totals)))
    if not units:
        return told
    facts = {**told.facts, "units": some(units)}
    return evolve(told, facts=facts, sentence=f"{told.sentence or told.code}_named")


def _units(cell: FormulaCell, totals: Totals) -> Iterator[str]:
    """Yield the units and the cells of a share that follows from figures of its own form."""
    source, form = cell.source, cell.formed.form
    if source is None or source.whole is None or not source.local or form.open:
        return
    of_form = totals[form.id]
    for unit in of_form.sources(totals.scheme.units.root):
        record = of_form.filed[unit]
        part, whole = (_asked(one, cell, record) for one in (source.part, source.whole))
        if whole_unknown(part, whole):
            places = (cell.formed.places.get((r.item, r.on(cell.line))) for r in source.whole.refs)
            stood = [address(place) for place in places if place is not None]
            yield f"{unit}（{'、'.join(some(stood))}）"


def _asked(linear: Linear, cell: FormulaCell, record: Record) -> list[Asked]:
    form = cell.formed.form
    return [(form, ref.item, record[ref.item, ref.on(cell.line)]) for ref in linear.refs]
