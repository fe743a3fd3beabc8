"""Opening what may be a consolidated workbook of ours: of a large one, the sheets with the forms."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from youthstats.model.schemes import Scheme
from youthstats.workbook.linked import with_linked_words
from youthstats.workbook.named import with_names_spelled_out
from youthstats.workbook.names import identity
from youthstats.workbook.own_sheets import sheets_beside
from youthstats.workbook.package import Book, Limits, UnopenableError, open_book

__all__ = ["CELLS_A_UNIT", "open_for"]

CELLS_A_UNIT = 64
"""Cells for each unit of a roster that its consolidated workbook may hold where the forms stand."""

_LARGE = {"cells", "part_bytes", "inflated_bytes", "seconds"}


def open_for(path: Path, scheme: Scheme) -> Book:
    """Read a workbook; of a report over the limits only the sheets that its forms are read from.

    It has more cells the more units there are, so it may hold more of them. What formulas refer to on
    the sheets left out is missing, and not blank. Names in formulas are spelled out. Raises as
    :func:`open_book` does.
    """
    try:
        return with_linked_words(with_names_spelled_out(open_book(path)))
    except UnopenableError as error:
        if error.facts.get("setting") not in _LARGE:
            raise
        too_large = error
    others = _other_sheets(scheme)

    def wanted(names: Mapping[str, str], title: str) -> bool:
        if identity(names).kind != "report":
            raise too_large
        return title not in others

    cells = max(Limits().cells, CELLS_A_UNIT * len(scheme.units.names))
    return with_linked_words(with_names_spelled_out(open_book(path, Limits(cells=cells), wanted)))


def _other_sheets(scheme: Scheme) -> frozenset[str]:
    """Return the names of the sheets of a report that hold none of its forms."""
    own = {text for form in scheme.forms for text in (form.label, form.sheet)}
    return sheets_beside(scheme) - own
