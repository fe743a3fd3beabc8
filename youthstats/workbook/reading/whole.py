"""An office's own workbook, filled in for all units together, as the return of the root."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from attrs import evolve

from youthstats.errors import NothingToReadError
from youthstats.model.returns import Filed, Return
from youthstats.model.schemes import Scheme
from youthstats.model.values import Missing, Value
from youthstats.outputs import FilePath
from youthstats.wording import LANGUAGES, say
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
    return Filed.of(scheme, [evolve(_without_pointers(whole), file=Path(path).name)])


def _without_pointers(whole: Return) -> Return:
    """Return it without the word that a list too long for the template stands on another sheet."""
    records, locations = dict(whole.records), dict(whole.locations)
    for id, record in whole.records.items():
        if record.form.open and len(record.rows) == 1 and _points_on(record.rows[0]):
            records[id] = evolve(record, keys=(), rows=())
            locations[id] = evolve(locations[id], slots={}, rows=())
    return evolve(whole, records=records, locations=locations)


def _points_on(row: Iterable[Value]) -> bool:
    given = [value for value in row if value is not Missing.BLANK]
    return len(given) == 1 and any(
        isinstance(given[0], str) and _pointer(lang).fullmatch(given[0].strip())
        for lang in LANGUAGES
    )


@cache
def _pointer(lang: str) -> re.Pattern[str]:
    """Return what the word looks like, whatever the sheet is called."""
    before, after = map(re.escape, say("template.list_elsewhere", lang, sheet="\0").split("\0"))
    return re.compile(f"{before}.+{after}")
