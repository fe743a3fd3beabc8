"""Answers that only the clerk's own text says as they were filed."""

from __future__ import annotations

from collections.abc import Mapping

from youthstats.model.items import Item
from youthstats.model.returns import Return
from youthstats.model.values import Inexact, Missing, Value, exact, held, is_figure, printed
from youthstats.workbook.writing.answers import content_of
from youthstats.workbook.writing.template import Answer

__all__ = ["texts_as_filed"]


def texts_as_filed(one: Return, lang: str) -> Mapping[Answer, str]:
    """Return the texts to write for answers whose value alone would say less, or something else.

    What nobody could read stays as it stood, ``约50`` stays ``约50``, and a number keeps the digits
    that a cell would drop.
    """
    texts: dict[Answer, str] = {}
    for form_id, record in one.records.items():
        for name, line, value in record:
            if _drops_digits(record.form.item(name), value):
                texts[form_id, name, line] = printed(exact(value))  # type: ignore[arg-type]
    for note in one.notes:
        record = one.records[note.form]
        value = record[note.item, note.line]
        marked = isinstance(content_of(value, record.form.item(note.item), lang), Inexact)
        if note.stood and note.read == value and (marked or value is Missing.UNREADABLE):
            texts[note.form, note.item, note.line] = note.stood
    return texts


def _drops_digits(item: Item, value: Value) -> bool:
    return item.kind.additive and is_figure(value) and held(exact(value)) != exact(value)  # type: ignore[arg-type]
