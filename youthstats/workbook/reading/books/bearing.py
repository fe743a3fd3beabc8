"""What a sheet says it is: one of the forms, or one that the library writes beside them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from youthstats.model.forms import Form
from youthstats.model.schemes import Scheme
from youthstats.workbook.own_sheets import sheets_beside
from youthstats.workbook.package import Book, Sheet
from youthstats.workbook.reading.sheets.deadline import timely
from youthstats.workbook.reading.sheets.labels import folded

__all__ = ["bears", "titled", "unclaimed"]


def titled(text: str, scheme: Scheme) -> Form | None:
    """Return the form whose title a text holds; of titles inside each other the longest is meant."""
    words = folded(text)
    held = [form for form in scheme.forms if folded(form.title) in words]
    return max(held, key=lambda form: len(form.title), default=None)


def bears(sheet: Sheet, form: Form, scheme: Scheme) -> bool:
    """Tell whether a sheet says that it is ``form``: by its name, a title or the form's label."""
    label = folded(form.label)
    if folded(sheet.name) == label:
        return True
    begins = re.compile(rf"\s*+(?:表\s*+号\s*+[:：]?\s*+)?{re.escape(form.label)}(?:$|[\s:：])")
    return any(
        titled(text, scheme) == form or folded(text) == label or begins.match(text)
        for _, text in timely(sheet.texts)
    )


def unclaimed(book: Book, taken: Collection[str], scheme: Scheme) -> Iterator[Sheet]:
    """Yield the sheets that are not among those taken, nor what the library writes beside them."""
    left = [sheet for sheet in book.sheets if sheet.name not in taken]
    ours = sheets_beside(scheme) if left else frozenset()
    return timely(sheet for sheet in left if sheet.name not in ours)
