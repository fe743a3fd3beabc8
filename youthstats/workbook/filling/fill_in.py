"""From an office's blank workbook to the same workbook filled in."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path

from youthstats.errors import UnfillableError
from youthstats.outputs import refuse_overwriting, replace_file
from youthstats.workbook.filling.terms import Filling, Outcome
from youthstats.workbook.package import open_book
from youthstats.workbook.writing.plan import Plan

__all__ = ["fill_in"]


def fill_in(
    target: str | os.PathLike[str],
    template: str | os.PathLike[str],
    fillings: Mapping[str, Mapping[tuple[int, int], Filling]],
    plans: Sequence[Plan] = (),
    *,
    constants: Mapping[str, str] | None = None,
    lang: str = "zh",
) -> Outcome:
    """Write to ``target`` the workbook at ``template``, filled in, with our sheets behind its own.

    ``fillings`` say what goes into which cell: by the name of the sheet, row and column from 0. A
    merged block is filled by naming any of its cells. A cell keeps its style; where a number is
    approximate, a text looks like a formula or a day would be shown as a number, it gets a style that
    differs in that alone. Results of other formulas, which the template worked out over blank cells,
    are taken away, and everything is calculated anew on opening. References in the formulas of
    ``fillings`` and ``plans`` mean a planned sheet where one has that name, else the template's.
    ``constants`` become defined names that hold a text.

    What is neither filled nor grafted is kept byte for byte; the outcome names what is not.

    Raises :class:`~youthstats.workbook.package.UnopenableError` for a template that cannot be
    opened, :class:`~youthstats.errors.UnfillableError` where it is no ``.xlsx`` or ``.xlsm``, or
    ``target`` does not end as a file of its kind must,
    :class:`~youthstats.errors.OverwriteError` where ``target`` is the template,
    :class:`~youthstats.errors.WriteError` where it cannot be written, and ``ValueError`` for a sheet
    that the template does not have.
    """
    # lxml is slow to import, and most runs fill in no template.
    from youthstats.workbook.filling.patching import patched  # noqa: PLC0415

    source = Path(template)
    refuse_overwriting([target], [source])
    book = open_book(source)
    if book.values_only:
        raise UnfillableError(str(template), "unfillable.other_format")
    data, suffix, outcome = patched(
        source.read_bytes(), book, fillings, plans, constants=constants or {}, lang=lang
    )
    if Path(target).suffix.lower() != suffix:
        raise UnfillableError(str(target), "unfillable.suffix", suffix=suffix)
    replace_file(target, data)
    return outcome
