"""One cell as messages name it: where it stands, what it is called, what was read there."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

from attrs import field, frozen

from youthstats.characters import excerpt
from youthstats.model.forms import Form, Line
from youthstats.model.items import Kind
from youthstats.model.linear import EVERY
from youthstats.model.values import (
    Inexact,
    Missing,
    Number,
    Value,
    decimals_of,
    is_figure,
    plain,
    printed,
    round_half_up,
    simplest,
)
from youthstats.wording import say

__all__ = ["CellRef", "label_of", "show_value"]


@frozen
class CellRef:
    """One cell of one file, and what was read there. ``address`` is ``None`` where no cell is.

    ``label`` is what the form calls the answer, its category with it, ``form_label`` what the form
    itself is called.
    """

    file: str
    sheet: str | None
    address: str | None
    form: str
    item: str
    line: Line
    unit: str
    value: Value
    kind: Kind = Kind.COUNT
    label: str = field(default="", eq=False)
    form_label: str = field(default="", eq=False)

    def named(self, lang: str) -> str:
        """Return the answer's name in a message: its label in Chinese, else its id."""
        if lang == "zh" and self.label:
            return self.label
        return f"{self.item}[{self.line}]" if isinstance(self.line, str) else self.item

    def is_named(self, word: str) -> bool:
        """Tell whether the text of an edit means it by a word: by that for all entries, too."""
        names = [self.item, f"{self.item}[{self.line}]"]
        if isinstance(self.line, int):
            names.append(f"{self.item}[{EVERY}]")
        owner, _, name = word.rpartition(".")
        return name in names and owner in {"", self.form, self.unit}

    @property
    def place(self) -> str:
        """File, sheet and address, as far as they are known: ``嘉善县.xlsx!表一!F6``."""
        return "!".join(filter(None, (self.file, self.spot)))

    @property
    def spot(self) -> str:
        """Sheet and address within the file, as far as they are known: ``表一!F6``."""
        return "!".join(filter(None, (self.sheet, self.address)))

    def shown(self, lang: str) -> str:
        """Return the value as a message shows it, a share as a percentage."""
        return excerpt(show_value(self.value, lang, share=self.kind is Kind.SHARE))


def label_of(form: Form, item: str, line: Line) -> str:
    """Return what a form calls an answer, unlike all its others: ``人数（小学生）``.

    Where it is one of several forms on a sheet, the heading of its only column says which.
    """
    label, group = form.spoken.items[item], form.spoken.group(line)
    if form.is_total_line(line):
        group = str(line)
    return f"{label}（{group}）" if group else label


def show_value(value: object, lang: str, *, share: bool = False) -> str:
    """Return a value as a message shows it: a missing one by its name, a share as a percentage.

    A number whose decimals do not end is shown to four, or to two from a hundred on; one with more
    decimals than anybody reads to six, a percentage to four, and to two digits at least.
    """
    if isinstance(value, Missing):
        return say(f"missing.{value.value}", lang)
    if not is_figure(value):
        return str(value)
    number: Any = value.value if isinstance(value, Inexact) else value
    if share:
        return printed(_readable(plain(Fraction(number) * 100), 4), 2) + "%"
    return printed(_readable(number, 6), 2 if abs(number) >= 100 else 4)


def _readable(number: Number, most: int) -> Number:
    """Return a number with ``most`` decimals, or as many as it takes to show two of its digits."""
    if isinstance(number, Fraction) or not number or decimals_of(number) <= most:
        return number
    digits = Decimal(number).adjusted()
    return simplest(round_half_up(number, max(most, 1 - digits)).normalize())
