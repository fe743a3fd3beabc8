"""Writing a form as an attrs class: ``@form`` and the kinds of field.

The class is a convenience for authors and type checkers. The form is the plain data in its
``form`` attribute, and nothing downstream depends on the class.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Literal, TypedDict, TypeVar, Unpack, dataclass_transform

import attrs

from youthstats.errors import DefinitionError
from youthstats.model.axes import Axis, items, units
from youthstats.model.forms import Missingness, define_form
from youthstats.model.items import Category, Item, Kind, as_path, measure_of

__all__ = ["category", "count", "date_", "form", "money", "phrase", "share", "text"]

Under = str | tuple[str, ...]
_T = TypeVar("_T")


class Common(TypedDict, total=False):
    """What every kind of field takes.

    ``under`` the labels above it, outermost first; ``headed=False`` prints only those; ``within``
    the phrase a figure stands in; ``aliases`` other spellings of the label; ``side`` on a card where
    its answer stands of its label.
    """

    under: Under
    headed: bool
    within: str | None
    aliases: tuple[str, ...]
    side: Literal["", "right", "below"]


def _field(kind: Kind, label: str, common: Common, **own: Any) -> Any:
    draft = {"kind": kind, "label": label, **common, **own}
    return attrs.field(default=None, kw_only=True, metadata={"item": draft})


def count(
    label: str,
    *,
    measure: str | None = None,
    adds: bool = True,
    recoverable: bool = False,
    in_report: bool = True,
    **common: Unpack[Common],
) -> Any:
    """Ask for a whole number, not negative.

    ``measure`` is its unit, by default what stands in brackets at the end of the label.
    ``adds=False`` marks a number that is not added over units: a rank, a year, a rate per 10000. A
    ``recoverable`` base may be left out when the shares over it tell what it is;
    ``in_report=False`` asks for it on the return and does not print it.
    """
    shown = measure_of(label) if measure is None else measure
    return _field(
        Kind.COUNT,
        label,
        common,
        measure=shown,
        adds=adds,
        recoverable=recoverable,
        in_report=in_report,
    )


def money(
    label: str,
    *,
    measure: str | None = None,
    places: int | None = None,
    minimum: int | None = 0,
    adds: bool = True,
    **common: Unpack[Common],
) -> Any:
    """Ask for an amount of money, or any decimal amount, in ``measure``.

    ``places`` decimals are printed (by default what there is); ``minimum=None`` allows a negative.
    ``adds=False`` marks an amount that is not added over units: an average, money per head, an
    index. Its total is worked out where a hard edit ``average = sum / number`` says how.
    """
    shown = measure_of(label) if measure is None else measure
    own = {"measure": shown, "places": places, "minimum": minimum, "adds": adds}
    return _field(Kind.MONEY, label, common, **own)


def share(label: str, *, places: int = 1, **common: Unpack[Common]) -> Any:
    """Ask for a share: kept as a fraction (0.155), printed as a percentage with ``places`` decimals."""
    return _field(Kind.SHARE, label, common, places=places)


def text(
    label: str,
    *,
    choices: tuple[str, ...] = (),
    specify: str | None = None,
    repeats: bool = False,
    identifies: bool = False,
    **common: Unpack[Common],
) -> Any:
    """Ask for words; ``choices`` are offered, not enforced.

    In a list, ``repeats`` reads a blank as "same as above", and ``identifies`` marks what an entry
    is known by. ``specify`` names the item that completes this one's label.
    """
    return _field(
        Kind.TEXT,
        label,
        common,
        choices=choices,
        specify=specify,
        repeats=repeats,
        identifies=identifies,
    )


def date_(label: str, **common: Unpack[Common]) -> Any:
    """Ask for a calendar date; one of which only the month is known is a text, ``2001-03``."""
    return _field(Kind.DATE, label, common)


def phrase(
    pattern: str, label: str, *, specify: str | None = None, **common: Unpack[Common]
) -> Any:
    """Ask for a phrase with figures in it, ``举办（{held}）次``; those items name it as ``within``."""
    return _field(Kind.PHRASE, label, common, pattern=pattern, specify=specify)


def category(name: str, label: str, *, under: Under = (), aliases: Iterable[str] = ()) -> Category:
    """Name one category of a breakdown."""
    return Category(name, label, as_path(under), tuple(aliases))


# The kinds are no field specifiers: to a type checker an assigned field then has a default, which
# every item has (a blank).
@dataclass_transform(frozen_default=True, kw_only_default=True)
def form(
    id: str,
    *,
    label: str,
    title: str,
    rows: Axis | None = None,
    columns: Axis | None = None,
    blank: Missingness = "zero",
    not_applicable: Missingness = "zero",
    closed: Iterable[tuple[str, str]] = (),
    measure: str = "",
    note: tuple[str, str] | None = None,
    order_by: Iterable[str] = (),
) -> Callable[[type[_T]], type[_T]]:
    """Turn a class whose fields are ``count(...)``, ``money(...)`` … into a frozen attrs class.

    Class attributes ``categories`` and ``edits`` complete the form. By default units run down and
    items across. ``closed`` are pairs of an item and a category that are not asked for. The
    plain-data form is the class attribute ``form``. Raises
    :class:`~youthstats.errors.DefinitionError` where the class contradicts itself.
    """

    def decorate(cls: type[_T]) -> type[_T]:
        frozen: Any = attrs.frozen(cls)
        if any(attribute.name == "form" for attribute in attrs.fields(frozen)):
            raise DefinitionError(f"form {id}: no item can be called 'form', the form itself is")
        frozen.form = define_form(
            id=id,
            label=label,
            title=title,
            items=[_item(id, attribute) for attribute in attrs.fields(frozen)],
            rows=rows or units(),
            columns=columns or items(),
            categories=getattr(cls, "categories", ()),
            closed=closed,
            edits=getattr(cls, "edits", ()),
            blank=blank,
            not_applicable=not_applicable,
            measure=measure,
            note=note,
            order_by=order_by,
        )
        return frozen  # type: ignore[no-any-return]

    return decorate


def _item(form_id: str, attribute: attrs.Attribute[Any]) -> Item:
    draft = attribute.metadata.get("item")
    if draft is None:
        raise DefinitionError(
            f"form {form_id}: field {attribute.name!r} is not made by count, money, share, "
            "text, date_ or phrase"
        )
    return Item(name=attribute.name, **draft)
