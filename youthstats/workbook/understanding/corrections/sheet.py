"""Corrections on a sheet ``youthstats`` of the template: one row a thing, under headings in any order.

A cell that says what the template says by itself says nothing, and so does an empty one: what a clerk
did not touch stays as it was understood.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from attrs import Factory, frozen

from youthstats.characters import bare
from youthstats.workbook.package import Sheet
from youthstats.workbook.reading.sheets.labels import folded
from youthstats.workbook.understanding.corrections.faults import fault
from youthstats.workbook.understanding.corrections.rows import Row, rows_on
from youthstats.workbook.understanding.corrections.stated import Stated
from youthstats.workbook.understanding.corrections.terms import (
    Corrections,
    FormCorrections,
    Plain,
    unknown,
)
from youthstats.workbook.understanding.corrections.vocabulary import OUT, Column, vocabulary
from youthstats.workbook.understanding.naming import distinct, word

__all__ = ["corrections_on"]

Key = tuple[str, str, str]
"""A thing: its kind, the label of its form, its name."""

_TABLES = {"item": "items", "category": "categories", "edit": "edits"}
_NAME = re.compile(r"[^\W\d]\w*")
_ADDED = "附加"
"""What the name of an edit ends in that was given none."""


def corrections_on(sheet: Sheet, understood: Iterable[Stated]) -> Corrections:
    """Return what a sheet says that the template does not say by itself.

    Raises :class:`~youthstats.errors.CorrectionError`, which names the cell, for whatever cannot be
    understood.
    """
    reader = _Reader({(one.thing, one.form, one.name): one for one in understood})
    for row in rows_on(sheet):
        reader.take(row)
    return reader.corrections(sheet.name)


@frozen
class _Reader:
    """The rows of a sheet being taken, one after the other."""

    understood: Mapping[Key, Stated]
    said: dict[Key, dict[str, Plain]] = Factory(dict)
    places: dict[tuple[str, ...], str] = Factory(dict)

    def take(self, row: Row) -> None:
        """Note what a row says of its thing."""
        form = self.form_of(row)
        key = row.thing, form, self.name_of(row, form)
        known = self.understood.get(key)
        path = _path(key)
        self.places.setdefault(path, row.where)
        said = self.said.setdefault(key, {})
        for column, cell in row.words:
            if row.thing not in column.says:
                raise fault(
                    cell.where, "cell_not_of", said=cell.text, heading=column, thing=row.thing
                )
            name = column.says[row.thing]
            value = vocabulary().read(column, cell.text)
            if value is None:
                raise fault(cell.where, "cell_value", said=cell.text, heading=column)
            if known is not None and _is_said(known, column, name, value):
                continue
            if said.setdefault(name, value) != value:
                other = self.places[*path, name]
                raise fault(cell.where, "cell_twice", said=cell.text, heading=column, other=other)
            self.places.setdefault((*path, name), cell.where)

    def form_of(self, row: Row) -> str:
        """Return the label of the form that a row is about; ``""`` for the scheme and edits across."""
        forms = [one for one in self.understood.values() if one.thing == "form"]
        asked = row.form or (row.seen if row.thing == "form" else None)
        if row.thing == "scheme":
            return ""
        if asked is None:
            if len(forms) > 1 and row.thing != "edit":
                raise fault(row.where, "which_form", forms=[one.form for one in forms])
            return forms[0].form if len(forms) == 1 else ""
        for attribute in ("label", "id", "title"):
            named = [one for one in forms if bare(str(one.words[attribute])) == bare(asked.text)]
            if len(named) == 1:
                return named[0].form
        raise unknown(asked.where, asked.text, [one.form for one in forms])

    def name_of(self, row: Row, form: str) -> str:
        """Return the name of the thing a row is about, as the template has it."""
        if row.thing in {"scheme", "form"}:
            return form
        known = [
            one
            for (thing, at, _), one in self.understood.items()
            if (thing, at) == (row.thing, form)
        ]
        if row.seen is None:
            if row.thing != "edit":
                raise fault(row.where, "cell_nameless")
            return self.new_name(row, form)
        found = _called(known, row.seen.text)
        if found is not None:
            return found
        if row.thing == "edit" or any(column.key == "within" for column, _ in row.words):
            return row.seen.text
        raise unknown(row.seen.where, row.seen.text, [one.name for one in known])

    def new_name(self, row: Row, form: str) -> str:
        """Return a name for an edit that was given none, after the first thing that it speaks of."""
        text = next((cell.text for column, cell in row.words if column.key == "text"), "")
        if not text:
            raise fault(row.where, "cell_nameless")
        first = _NAME.search(text)
        name = f"{word([first[0] if first else ''])}_{_ADDED}"
        taken = [
            one
            for thing, at, one in (*self.understood, *self.said)
            if (thing, at) == ("edit", form)
        ]
        return distinct([*dict.fromkeys(taken), name])[-1]

    def corrections(self, source: str) -> Corrections:
        """Return all that was said."""
        labels = dict.fromkeys(form for _, form, _ in self.said)
        forms = {label: self._form(label) for label in labels if label}
        return Corrections(
            self.said.get(("scheme", "", ""), {}),
            {label: form for label, form in forms.items() if form != FormCorrections()},
            *self._edits(""),
            source=source,
            places=self.places,
        )

    def _form(self, label: str) -> FormCorrections:
        edits, without = self._edits(label)
        return FormCorrections(
            self.said.get(("form", label, label), {}),
            items=self._things("item", label),
            categories=self._things("category", label),
            edits=edits,
            without=without,
        )

    def _things(self, kind: str, form: str) -> dict[str, dict[str, Plain]]:
        return {
            name: said
            for (thing, at, name), said in self.said.items()
            if (thing, at) == (kind, form) and said
        }

    def _edits(self, form: str) -> tuple[tuple[dict[str, Plain], ...], tuple[str, ...]]:
        """Return the edits that are said, and the names of those left out."""
        said = self._things("edit", form)
        out = [name for name, words in said.items() if words.get("severity") == OUT]
        edits = tuple({"name": name, **words} for name, words in said.items() if name not in out)
        return edits, tuple(name for name in out if ("edit", form, name) in self.understood)


def _path(key: Key) -> tuple[str, ...]:
    """Return how corrections name a thing."""
    thing, form, name = key
    if thing == "scheme":
        return ()
    return (form,) if thing == "form" else (form, _TABLES[thing], name)


def _is_said(known: Stated, column: Column, name: str, value: Plain) -> bool:
    """Tell whether the template says a value by itself."""
    own = known.words.get(name, ())
    shown = vocabulary().shown(column, own, "zh")
    if column.key == "text":
        return bare(str(value)) == bare(str(shown))
    return value == own or value == vocabulary().read(column, str(shown))


def _called(known: Iterable[Stated], text: str) -> str | None:
    """Return the name of the one thing that is called so, by its name or else by its labels."""
    things = list(known)
    calls = (
        lambda one: one.name,
        lambda one: word(one.path),
        lambda one: word(one.path[-1:]),
    )
    for call in calls:
        said = {folded(text), folded(word([text]))}
        named = [one.name for one in things if folded(call(one)) in said]
        if len(named) == 1:
            return named[0]
    return None
