"""The formulas of an office's own template, told so that they can be spelled wherever a return has them.

A clerk puts rows and columns in, so that a formula is the office's own though all its addresses
changed. What it refers to is therefore kept by the lines of the forms, not by numbers of a sheet.
"""

from __future__ import annotations

from attrs import frozen

__all__ = ["Area", "Mark", "OfficeFormula"]


@frozen
class Mark:
    """A row or a column that a formula refers to: ``steps`` behind a line of a form.

    ``line`` counts the rows, or the columns, of ``form`` from 0, and from its end where it is
    negative; ``None`` is the line the formula itself stands in, a word the line of totals of a list.
    Without a ``form`` the line is a number of the sheet.
    """

    form: str | None
    line: int | str | None
    steps: int = 0


@frozen
class Area:
    """The cells that a formula refers to: their first and last row and column.

    ``rows`` or ``columns`` are ``None`` for whole columns or rows, ``sheet`` where it is the
    formula's own. ``form`` is one that stands on that sheet, whatever the sheet is called now.
    """

    sheet: str | None
    form: str | None
    rows: tuple[Mark, Mark] | None
    columns: tuple[Mark, Mark] | None
    single: bool


@frozen
class OfficeFormula:
    """The formula in one answer of a template: what is written, and between it what is referred to."""

    item: str
    line: str | int | None
    pieces: tuple[str | Area, ...]
