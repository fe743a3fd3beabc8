"""An office's own workbook, filled in for all units together, as the return of the root."""

from __future__ import annotations

from pathlib import Path

from attrs import evolve

from youthstats.errors import NothingToReadError
from youthstats.model.returns import Filed
from youthstats.model.schemes import Scheme
from youthstats.outputs import FilePath
from youthstats.workbook.package import UnopenableError, open_book
from youthstats.workbook.reading.books.interpret import interpret_whole
from youthstats.workbook.reading.books.refused import RefusedError
from youthstats.workbook.reading.books.unit import unit_spellings
from youthstats.workbook.reading.sheets.deadline import for_one_file

__all__ = ["read_whole"]


def read_whole(path: FilePath, scheme: Scheme) -> Filed:
    """Read the totals that stand in a template, however they came there.

    Raises :class:`~youthstats.errors.NothingToReadError` with the reason for a file that cannot be
    opened, or holds none of the forms.
    """
    try:
        book = open_book(Path(path))
        with for_one_file():
            whole = interpret_whole(book, scheme, unit_spellings(scheme))
    except (UnopenableError, RefusedError) as error:
        raise NothingToReadError(str(path), error.reason, error.facts) from error
    return Filed.of(scheme, [evolve(whole, file=Path(path).name)])
