"""The sentences of what was read and of files, and of the facts in them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime

from youthstats.characters import excerpt
from youthstats.model.asides import Apart, Times
from youthstats.model.cellrefs import CellRef, show_value
from youthstats.model.linear import EVERY
from youthstats.model.matching import Reworded
from youthstats.model.returns import FileReport, ReadingNote
from youthstats.model.values import Inexact, Missing
from youthstats.nearest import meant
from youthstats.wording import say

__all__ = ["reading_sentence", "reason_sentence", "told_fact", "with_labels"]

_REF = re.compile(r"(?:[^\W\d][^\s.\[\]]*\.)?[^\W\d]\w*(?:\[(?:\w+|\*)\])?")
"""An answer as the text of an edit names it, its form or unit before it."""

_CONDITION = re.compile(r"if (?P<given>.+) then (?P<then>.+)")

LONGEST_FACT = 300
"""Signs of one fact in a message; the JSON and the workbook hold all of it."""


def reason_sentence(report: FileReport, lang: str) -> str:
    """Return why a file was not read, or not counted, and what to do."""
    facts = {key: told_fact(fact, lang) for key, fact in report.facts.items()}
    facts["hint"] = meant(str(report.facts.get("near", "")), lang)
    if report.reason == "file.too_large":
        facts |= _limit(lang, **report.facts)  # type: ignore[arg-type]
    return say(report.reason, lang, **facts)


def _limit(lang: str, setting: str, found: int, limit: int) -> dict[str, str]:
    """Return what a file has too much of, and how much, bytes in millions where there are any."""
    mega = 1_000_000 if setting.endswith("_bytes") and limit >= 1_000_000 else 1
    sign = "bytes" if setting.endswith("_bytes") else "number"
    measure = say(f"limit.{'megabytes' if mega > 1 else sign}", lang)
    sizes = {"found": -(-found // mega), "limit": limit // mega}
    told = {name: f"{size}{measure}" for name, size in sizes.items()}
    return {"setting": say(f"limit.{setting}", lang), **told}


def reading_sentence(note: ReadingNote, lang: str) -> str:
    """Return what a reading note says, with the likely reading where there is one."""
    read = show_value(note.read, lang) if note.suggestion is None else note.suggestion
    stood = excerpt(note.stood) or show_value(Missing.BLANK, lang)
    if stood != note.stood and note.stood:
        stood += say("list.length", lang, length=len(note.stood))
    ends = (note.read.low, note.read.high) if isinstance(note.read, Inexact) else (note.read,) * 2
    low, high = (show_value(end, lang) for end in ends)
    return say(note.code, lang, stood=stood, read=excerpt(read, LONGEST_FACT), low=low, high=high)


def _times(times: Times, lang: str) -> str:
    """Return what a file says of its age, behind its name; clock times as they are here."""
    said = [
        say(f"times.{witness}", lang, when=when)
        for witness, when in (
            ("saved", _clock(times.saved)),
            ("reported", times.reported),
            ("stored", _clock(times.stored)),
        )
        if when is not None
    ]
    known = say("list.comma", lang).join(said) or say("times.unknown", lang)
    return say("times.of", lang, file=times.file, known=known)


def _apart(apart: Apart, lang: str) -> str:
    """Return the first place in which two returns differ, and how many there are."""
    first, *others = apart.places or [""]
    key = "several" if others else "one" if first else "unread"
    return say(f"apart.{key}", lang, first=first, count=1 + len(others))


def _clock(when: datetime | None) -> str | None:
    return None if when is None else f"{when.astimezone():%Y-%m-%d %H:%M:%S}"


def told_fact(value: object, lang: str) -> str:
    """Return a fact of a finding or of a file as its sentence tells it."""
    if isinstance(value, CellRef):
        return value.named(lang)
    if isinstance(value, FileReport):
        return reason_sentence(value, lang)
    if isinstance(value, ReadingNote):
        return reading_sentence(value, lang)
    if isinstance(value, Apart):
        return _apart(value, lang)
    if isinstance(value, Times):
        return _times(value, lang)
    if isinstance(value, Reworded):
        return say("label.instead", lang, label=value.label, at=value.address, stood=value.stood)
    if isinstance(value, list | tuple):
        return say("list.comma", lang).join(told_fact(one, lang) for one in value)
    return excerpt(show_value(value, lang), LONGEST_FACT)


def _of_form(cell: CellRef, item: str, lang: str) -> str:
    """Return how a message says of which form an answer is."""
    if not cell.form_label:
        return f"{cell.form}.{item}"
    return say("stated.of_form", lang, form=cell.form_label, item=item)


def with_labels(statement: str, cells: Iterable[CellRef], lang: str) -> str:
    """Return an edit's text: in Chinese with the labels of its cells, else as it was written."""
    if lang != "zh":
        return statement
    labels: dict[str, str] = {}
    for cell in cells:
        named = {f"{cell.item}{after}": cell.named(lang) for after in ("", f"[{cell.line}]")}
        if isinstance(cell.line, int):
            every = say("stated.every", lang, item=cell.named(lang))
            named[f"{cell.item}[{EVERY}]"] = every
        labels |= named
        labels |= {f"{cell.unit}.{name}": f"{cell.unit}.{item}" for name, item in named.items()}
        labels |= {
            f"{cell.form}.{name}": _of_form(cell, item, lang) for name, item in named.items()
        }
    text = statement.replace("<=", "≤").replace(">=", "≥")
    if found := _CONDITION.fullmatch(text):
        text = say("detail.condition", lang, **found.groupdict())
    return _REF.sub(lambda found: labels.get(found[0], found[0]), text)
