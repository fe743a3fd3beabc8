"""Items and categories: what a form asks for, one by one."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from typing import Literal, TypeGuard

from attrs import field, frozen

from youthstats.errors import DefinitionError
from youthstats.model.values import Inexact, Missing, Number, Value, is_month

__all__ = ["Category", "Item", "Kind", "is_name", "without_measure"]


class Kind(Enum):
    """The types of answer. A count, a sum of money and a share are different things.

    ``additive`` says whether answers are counts or amounts; those of an item can be added unless it
    says no. ``numeric`` are these and shares.
    """

    additive: bool
    numeric: bool

    COUNT = "count"
    MONEY = "money"
    SHARE = "share"
    TEXT = "text"
    DATE = "date"
    PHRASE = "phrase"

    def __init__(self, name: str) -> None:
        self.additive = name in {"count", "money"}
        self.numeric = self.additive or name == "share"


_NAME = re.compile(r"[^\W\d]\w*")
_MEASURE = re.compile(r"[（(]([^（()）]+)[）)]$")


def is_name(text: str) -> bool:
    """Tell whether an item or a category can be called so: one word, as edits name it."""
    return _NAME.fullmatch(text) is not None


def as_path(under: str | tuple[str, ...]) -> tuple[str, ...]:
    """Return the labels above an item or a category, outermost first."""
    return (under,) * bool(under) if isinstance(under, str) else under


@frozen
class Item:
    """One thing a form asks for.

    ``label`` is printed as it stands, line breaks included; a unit of measure in brackets at its
    end is the item's ``measure`` unless one is given. ``under`` are the labels above it, outermost
    first; ``headed=False`` prints only those. ``places`` counts the decimals printed (of the
    percentage, for a share; ``None`` prints what there is). An item with ``within`` is a figure
    inside the phrase of that name. ``adds=False`` marks a count or an amount that means nothing
    added over units: an average, money per head, an index. ``recoverable`` marks a base that may be
    left out and recovered from the shares over it; ``in_report=False`` an item asked for on the
    return and not printed in the report. ``specify`` is a label the clerk completes
    (``其他（请注明）：``): the answer stands in it. ``chosen`` says that only ``choices`` answer it,
    which are else no more than offered. On a card ``side`` says where the answer stands of its own
    label, wherever that is: ``right`` of it or ``below`` it; ``spans`` over how many columns of a
    blank form the label reaches, and the answer.
    """

    name: str
    kind: Kind
    label: str
    under: tuple[str, ...] = field(default=(), converter=as_path)
    measure: str = ""
    places: int | None = None
    minimum: int | None = 0
    headed: bool = True
    within: str | None = None
    pattern: str | None = None
    choices: tuple[str, ...] = ()
    chosen: bool = False
    adds: bool = True
    specify: str | None = None
    recoverable: bool = False
    in_report: bool = True
    repeats: bool = False
    identifies: bool = False
    aliases: tuple[str, ...] = ()
    side: Literal["", "right", "below"] = ""
    spans: tuple[int, int] = (1, 1)

    def __attrs_post_init__(self) -> None:
        if not is_name(self.name):
            raise DefinitionError(f"an item's name is one word, not {self.name!r}")
        if not self.path:
            raise DefinitionError(f"item {self.name}: without a heading it needs a label above it")
        if (self.kind is Kind.PHRASE) != (self.pattern is not None):
            raise DefinitionError(f"item {self.name}: a phrase, and only a phrase, has a pattern")
        if not self.adds and (not self.kind.additive or self.recoverable):
            raise DefinitionError(
                f"item {self.name}: adds=False is for a count or an amount, and for no base"
            )

    @property
    def additive(self) -> bool:
        """Whether answers of several units can be added: a share never can, nor an average."""
        return self.kind.additive and self.adds

    @property
    def path(self) -> tuple[str, ...]:
        """The labels printed for this item, outermost first."""
        return (*self.under, self.label) if self.headed else self.under

    @property
    def short_label(self) -> str:
        """The label on one line, without its measure: for messages."""
        return without_measure(self.label)

    def admits(self, value: Value) -> bool:
        """Tell whether ``value`` is of this item's type."""
        if isinstance(value, Missing):
            return True
        if self.kind.numeric:
            shown = value.value if isinstance(value, Inexact) else value
            if not _number(shown):
                return False
            return self.kind is not Kind.COUNT or shown == int(shown)
        if self.kind is Kind.DATE:
            return isinstance(value, date) or is_month(value)
        return isinstance(value, str)


def _number(value: object) -> TypeGuard[Number]:
    """Tell whether ``value`` is an exact number: neither ``True`` nor NaN is one."""
    if isinstance(value, Decimal):
        return value.is_finite()
    return isinstance(value, int | Fraction) and not isinstance(value, bool)


@frozen
class Category:
    """One column (or row) of a breakdown that every item of the form is asked for."""

    name: str
    label: str
    under: tuple[str, ...] = field(default=(), converter=as_path)
    aliases: tuple[str, ...] = ()

    def __attrs_post_init__(self) -> None:
        if not is_name(self.name):
            raise DefinitionError(f"a category's name is one word, not {self.name!r}")

    @property
    def path(self) -> tuple[str, ...]:
        return (*self.under, self.label)


def without_measure(label: str) -> str:
    """Return a label on one line, without the unit of measure in brackets at its end."""
    return _MEASURE.sub("", "".join(label.split()))


def measure_of(label: str) -> str:
    """Return the unit of measure in brackets at the end of a label, if there is one."""
    match = _MEASURE.search("".join(label.split()))
    return match[1] if match else ""
