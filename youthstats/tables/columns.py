"""The columns of the tables, as plain data: what each is called, of what type, what it holds."""

from __future__ import annotations

from attrs import frozen

__all__ = ["ANSWERS", "DECIMALS", "DIGITS", "FINDINGS", "Column"]

DIGITS, DECIMALS = 38, 10
"""Of every decimal: digits in all, the most that DuckDB, Polars and Spark hold, and of them behind
the point."""


@frozen
class Column:
    """One column. ``type`` names its type, or holds the columns of each thing it lists."""

    name: str
    type: str | tuple[Column, ...]
    meaning: str


_SCHEME = Column("scheme", "string", "id of the scheme")
_PERIOD = Column("period", "string", "the time covered")
_CATEGORY = Column("category", "string", "category, where the form has some")
_ENTRY = Column("entry", "int32", "place in a list, from 0, where the form is one")
_FILE = Column("file", "string", "the file, named as in every message")
_SHEET = Column("sheet", "string", "the sheet it stood on")
_ADDRESS = Column("address", "string", "the cell it stood in: `F6`")

_VALUE = (
    Column(
        "state",
        "string",
        "`given`; `inexact`, a figure known to some precision; `blank`; `not_applicable`; "
        "`unreadable`; `not_asked`",
    ),
    Column(
        "value",
        "string",
        "the answer in full: every digit of a figure, a fraction whose decimals do not end as "
        "`11/71`, a text as it stood, a date as `2009-06-21`, or "
        "`2009-06` where no more is known; null where there is none",
    ),
    Column(
        "number",
        "decimal",
        "the figure, a share as `0.155`; null for what is no figure, and for one of more than "
        f"{DIGITS - DECIMALS} digits before the point",
    ),
    Column(
        "low",
        "decimal",
        "the least the true figure may be: `number` itself where the figure is exact",
    ),
    Column("high", "decimal", "the most it may be"),
)

ANSWERS = (
    _SCHEME,
    _PERIOD,
    Column("unit", "string", "who answered"),
    Column("parent", "string", "the unit its figures go to; null for the one above all"),
    Column(
        "leaf",
        "bool",
        "whether the unit files a return of its own; a line that is false repeats others' figures, "
        "as a finished report does in its totals: never add it to them",
    ),
    Column("form", "string", "id of the form"),
    Column("item", "string", "name of the item"),
    _CATEGORY,
    _ENTRY,
    Column("kind", "string", "`count`, `money`, `share`, `text`, `date` or `phrase`"),
    Column("measure", "string", "the item's unit of measure: `万元`"),
    *_VALUE,
    Column("date", "date", "the day, where the answer is one"),
    _FILE,
    _SHEET,
    _ADDRESS,
    Column(
        "note",
        "string",
        "how it was read where that was not plain: the reasons of the catalogue, a blank between "
        "two; null where it was",
    ),
    Column("stood", "string", "what stood in the cell then: `2000万`"),
)
"""A line for every answer of every form that was read, blank ones too."""

_CELL = (
    _FILE,
    _SHEET,
    _ADDRESS,
    Column("form", "string", "id of the form"),
    Column("item", "string", "name of the item"),
    _CATEGORY,
    _ENTRY,
    Column("unit", "string", "whose answer it is"),
    *_VALUE,
)

_SUSPECT = (
    Column("alternative", "int32", "which explanation it is part of, from 1, the likeliest first"),
    Column("rank", "int32", "the rank of that explanation; those of one rank are equally likely"),
    *_CELL,
    Column("repair", "string", "what it should say, in full; null where the edits leave it open"),
    Column("repair_number", "decimal", "the same as a figure"),
    Column("repair_low", "decimal", "where it is open, the least it may be; null for no end"),
    Column("repair_high", "decimal", "and the most"),
    Column("cause", "string", "the slip of the pen it would be: `transposed`, `unknown`, …"),
)

_ROUNDED = f"rounded to {DECIMALS} decimals where it has more"

FINDINGS = (
    Column("finding", "int32", "its number in this review, from 1, notes last"),
    _SCHEME,
    _PERIOD,
    Column("unit", "string", "who is asked"),
    Column("severity", "string", "`hard`, `soft` or `note`"),
    Column("code", "string", "what is the matter: see the catalogue"),
    Column("rule", "string", "the edit, or what else was broken: `T1.bases_add_up`"),
    Column("form", "string", "id of the form, where it is about one"),
    _CATEGORY,
    _ENTRY,
    Column("statement", "string", "the edit as it was written"),
    Column("inferred", "bool", "whether nobody wrote it: it was concluded from labels"),
    Column("left_side", "decimal", f"what the left side comes to, {_ROUNDED}"),
    Column("right_side", "decimal", "what the right side comes to"),
    Column("imbalance", "decimal", "left minus right"),
    Column("message", "string", "the sentence, in the language that was asked for"),
    Column("explanation", "string", "what the unit said to it; null where it said nothing"),
    _FILE,
    Column("sheet", "string", "the sheet of its first cell"),
    Column("address", "string", "its first cell"),
    Column("cells", _CELL, "all cells it is about"),
    Column("suspects", _SUSPECT, "all cells its explanations would change"),
)
"""A line for every finding, and for every note."""
