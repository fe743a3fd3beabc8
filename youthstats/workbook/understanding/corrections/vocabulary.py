"""The words of the sheet ``youthstats``, from one data file: its columns, and what stands in them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from itertools import chain
from typing import Any

from attrs import frozen

from youthstats.characters import bare
from youthstats.wording import LANGUAGES
from youthstats.workbook.understanding.corrections.terms import (
    CATEGORY_WORDS,
    EDIT_WORDS,
    FORM_WORDS,
    ITEM_WORDS,
    SCHEME_WORDS,
    Plain,
    Sort,
)

__all__ = ["OUT", "Column", "Vocabulary", "vocabulary"]

OUT = "out"
"""The severity of an edit that is left out."""

_WORDS = {
    "scheme": SCHEME_WORDS,
    "form": FORM_WORDS,
    "item": ITEM_WORDS,
    "category": CATEGORY_WORDS,
    "edit": EDIT_WORDS,
}
_SEPARATOR = "；"
_SEPARATORS = re.compile(r"[；;\n]")
_LOOSE = re.compile(r"[、，,]")
_TRUTHS = {"yes": True, "no": False}

Names = Mapping[str, str]
"""What words mean, as they are compared."""


@frozen
class Column:
    """One column: its headings by language, which word it says of which kind of row, and of what sort.

    ``none`` says that a cell may say that there is none.
    """

    key: str
    headings: Mapping[str, tuple[str, ...]]
    says: Mapping[str, str]
    sort: Sort
    none: bool
    always: bool


@frozen
class Vocabulary:
    """The columns by their keys in the order they are written, the kinds of row, and the closed words.

    ``written`` are the words that are written, by group, value and language.
    """

    columns: Mapping[str, Column]
    written: Mapping[str, Mapping[str, Mapping[str, str]]]
    understood: Mapping[str, Names]

    def read(self, column: Column, text: str) -> Plain | None:
        """Return the value that a text says under a column; ``None`` where it says none there is."""
        if column.none and bare(text) in self.understood["none"]:
            return () if column.sort is Sort.LIST else ""
        match column.sort:
            case Sort.TEXT:
                return text
            case Sort.WHOLE:
                plain = bare(text).replace("−", "-")
                return int(plain) if re.fullmatch(r"-?[0-9]{1,15}", plain) else None
            case Sort.LIST:
                split = _SEPARATORS if _SEPARATORS.search(text) else _LOOSE
                return tuple(word for part in split.split(text) if (word := part.strip()))
            case sort:
                found = self.understood[sort.value].get(bare(text))
                return _TRUTHS.get(found or "", found)

    def shown(self, column: Column, value: Plain, lang: str) -> str | int:
        """Return what to write for a value; ``""`` leaves the cell blank."""
        if column.none and value in ("", ()):
            none = column.sort is Sort.WHOLE
            return self.written["none"]["none"][lang] if none else ""
        match column.sort:
            case Sort.TEXT:
                return str(value)
            case Sort.WHOLE:
                return value if isinstance(value, int) else ""
            case Sort.LIST:
                words = [str(word) for word in value] if isinstance(value, tuple) else []
                text = _SEPARATOR.join(words)
                alone = len(words) == 1 and _LOOSE.search(text)
                return text + _SEPARATOR if alone else text
            case sort:
                key = {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)
                return self.written[sort.value][key][lang]

    def choices(self, column: Column, lang: str) -> tuple[str, ...]:
        """Return the words that may stand under a column, as they are written; none where any may."""
        group = "things" if column.key == "thing" else column.sort.value
        return tuple(words[lang] for words in self.written.get(group, {}).values())


@cache
def vocabulary() -> Vocabulary:
    """Return the words of the sheet."""
    room = files("youthstats.workbook.understanding.corrections")
    data = tomllib.loads(room.joinpath("words.toml").read_text("utf-8"))
    groups = {"things": data["things"], **data["values"]}
    columns = {key: _column(key, said) for key, said in data["columns"].items()}
    return Vocabulary(
        columns,
        {
            group: {
                value: {lang: words[0] for lang, words in said.items()}
                for value, said in values.items()
            }
            for group, values in groups.items()
        },
        {group: _understood(values) for group, values in groups.items()}
        | {"columns": _understood({key: column.headings for key, column in columns.items()})},
    )


def _column(key: str, said: Mapping[str, Any]) -> Column:
    says: Mapping[str, str] = said.get("says", {})
    sorts = {_WORDS[thing][word] for thing, word in says.items()}
    headings = {lang: tuple(said[lang]) for lang in LANGUAGES}
    return Column(
        key,
        headings,
        says,
        sorts.pop() if sorts else Sort.TEXT,
        bool(said.get("none", False)),
        bool(said.get("always", False)),
    )


def _understood(values: Mapping[str, Mapping[str, tuple[str, ...]]]) -> Names:
    return {
        bare(word): value
        for value, said in values.items()
        for word in chain.from_iterable(said.values())
    }
