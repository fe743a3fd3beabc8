"""From an answer to the cell it stood in."""

from __future__ import annotations

from collections.abc import Iterable

from youthstats.model.cellrefs import CellRef, label_of
from youthstats.model.forms import Line
from youthstats.model.linear import Ref
from youthstats.model.returns import Return

__all__ = ["cell_of", "cells_of"]


def cell_of(filed: Return, form_id: str, item: str, line: Line) -> CellRef:
    """Return the cell one answer of a return stood in, and what was read there."""
    location, record = filed.locations.get(form_id), filed.records[form_id]
    return CellRef(
        file=filed.file,
        sheet=location.sheet if location else None,
        address=location.address(item, line) if location else None,
        form=form_id,
        item=item,
        line=line,
        unit=filed.unit,
        value=record[item, line],
        kind=record.form.item(item).kind,
        label=label_of(record.form, item, line),
        form_label=record.form.label,
    )


def cells_of(filed: Return, refs: Iterable[Ref], form_id: str, line: Line) -> tuple[CellRef, ...]:
    """Return the cells an edit's items stood in, in the order the edit names them."""
    return tuple(cell_of(filed, ref.form or form_id, ref.item, ref.on(line)) for ref in refs)
