"""What runs along the two axes of a form: plain data, from which every layout is derived."""

from __future__ import annotations

from enum import Enum
from typing import Literal

from attrs import field, frozen

from youthstats.errors import DefinitionError
from youthstats.model.items import as_path

__all__ = ["Axis", "Dimension", "answer", "categories", "entries", "items", "units"]


class Dimension(Enum):
    """What the leaves of an axis may stand for."""

    UNIT = "unit"
    ITEM = "item"
    CATEGORY = "category"
    ENTRY = "entry"
    ANSWER = "answer"


@frozen
class Axis:
    """One axis: its dimensions, outermost first, and the labels that belong to no leaf.

    ``stub`` heads the axis' own label columns (the corner of the table). ``total`` says at which
    end a total over the units stands, ``total_label`` what it is called; ``total_bare`` leaves the
    items inside the total unlabelled, as some printed tables do. ``summed`` says that a list has a
    line of totals over its entries, there and called so. ``label`` is the heading of a single
    answer column, ``least`` the number of blank entries an open list offers.
    """

    over: tuple[Dimension, ...]
    stub: tuple[str, ...] = field(default=(), converter=as_path)
    total: Literal["first", "last"] = "last"
    total_label: str = "合计"
    total_bare: bool = False
    label: str = ""
    least: int = 12
    summed: bool = False

    def __attrs_post_init__(self) -> None:
        if len(set(self.over)) != len(self.over) or not self.over:
            raise DefinitionError("an axis runs over one dimension or several different ones")
        alone = {Dimension.ENTRY, Dimension.ANSWER} & set(self.over)
        if alone and len(self.over) > 1 and self.over != (Dimension.UNIT, Dimension.ENTRY):
            raise DefinitionError(f"{alone.pop().value} cannot share an axis")

    @property
    def open(self) -> bool:
        return Dimension.ENTRY in self.over


def units(
    *inner: Dimension,
    stub: str | tuple[str, ...] = "单位",
    total: Literal["first", "last"] = "last",
    total_label: str = "合计",
    total_bare: bool = False,
) -> Axis:
    """Run over the units; with an inner dimension, over that within each unit."""
    over = (Dimension.UNIT, *inner)
    return Axis(over, stub, total=total, total_label=total_label, total_bare=total_bare)


def items(*inner: Dimension, stub: str | tuple[str, ...] = ()) -> Axis:
    """Run over the form's items."""
    return Axis((Dimension.ITEM, *inner), stub)


def categories(*inner: Dimension, stub: str | tuple[str, ...] = ()) -> Axis:
    """Run over the form's categories."""
    return Axis((Dimension.CATEGORY, *inner), stub)


def entries(*, stub: str | tuple[str, ...] = (), least: int = 12) -> Axis:
    """Run over a list of any length; a blank template offers ``least`` entries."""
    return Axis((Dimension.ENTRY,), stub, least=least)


def answer(label: str = "") -> Axis:
    """Hold a single column (or row) of answers, with or without a heading."""
    return Axis((Dimension.ANSWER,), label=label)
