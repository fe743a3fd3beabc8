"""Answers to be written as they were filed, where their value or their formula would say another thing."""

from __future__ import annotations

from collections.abc import Mapping

from youthstats.model.deriving import derived_value
from youthstats.model.forms import Line
from youthstats.model.returns import RESIZED, ReadingNote, Record, Return
from youthstats.model.values import Inexact, Missing, exact, held, is_figure, printed
from youthstats.wording import say
from youthstats.workbook.writing.answers import content_of
from youthstats.workbook.writing.plan import Content
from youthstats.workbook.writing.template import Answer

__all__ = ["as_stood"]


def as_stood(one: Return, lang: str) -> Mapping[Answer, Content]:
    """Return what to write for such answers of a return.

    What nobody could read stays as it stood, ``约50`` stays ``约50``, a number keeps the digits that a
    cell would drop, and a share printed as 86% is not worked out anew. A figure in another measure
    is a word that tells what was typed. A total over what nobody
    could read is left to its formula, which waits for its parts.
    """
    typed = {(note.form, note.item, note.line, note.read): _said(note, lang) for note in one.notes}
    found: dict[Answer, Content] = {}
    for form_id, record in one.records.items():
        for name, line, value in record:
            content = content_of(value, record.form.item(name), lang)
            said = typed.get((form_id, name, line, value), "")
            unsaid = value is Missing.UNREADABLE and not _waits(record, name, line)
            if said and (unsaid or isinstance(content, Inexact)):
                found[form_id, name, line] = said
            elif isinstance(value, Inexact) and record.form.source_of(name, line) is not None:
                found[form_id, name, line] = content
            elif _drops_digits(record, name, line):
                found[form_id, name, line] = printed(exact(value))  # type: ignore[arg-type]
    return found


def _said(note: ReadingNote, lang: str) -> str:
    """Return what to write of an answer; under the form's label a bare figure would be another one."""
    if note.code != RESIZED:
        return note.stood
    return say("remarks.typed", lang, stood=note.stood, measure=note.suggestion)


def _waits(record: Record, name: str, line: Line) -> bool:
    derived = record.form.source_of(name, line) is not None
    return derived and derived_value(record, name, line) is Missing.UNREADABLE


def _drops_digits(record: Record, name: str, line: Line) -> bool:
    value = record[name, line]
    if not (record.form.item(name).kind.additive and is_figure(value)):
        return False
    return held(exact(value)) != exact(value)  # type: ignore[arg-type]
