"""Writing a form as an attrs class: ``@form`` and the kinds of field.

The class is a convenience for authors and type checkers. The form is the plain data in its
``form`` attribute, and nothing downstream depends on the class.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, TypeVar, dataclass_transform

import attrs

from youthstats.errors import DefinitionError
from youthstats.model.axes import Axis, items, units
from youthstats.model.forms import Missingness, define_form
from youthstats.model.items import Category, Item, Kind, as_path, measure_of

__all__ = ["category", "count", "date_", "form", "money", "phrase", "share", "text"]

Under = str | tuple[str, ...]
_T = TypeVar("_T")


def _field(kind: Kind, label: str, measure: str | None = None, **item: Any) -> Any:
    shown = measure_of(label) if measure is None else measure
    draft = {"kind": kind, "label": label, "measure": shown, **item}
    return attrs.field(default=None, kw_only=True, metadata={"item": draft})


def count(
    label: str,
    *,
    under: Under = (),
    measure: str | None = None,
    headed: bool = True,
    within: str | None = None,
    recoverable: bool = False,
    in_report: bool = True,
    aliases: Iterable[str] = (),
) -> Any:
    """Ask for a whole number, not negative. A measure in brackets ends the label or is given."""
    return _field(
        Kind.COUNT,
        label,
        measure,
        under=under,
        headed=headed,
        within=within,
        recoverable=recoverable,
        in_report=in_report,
        aliases=tuple(aliases),
    )


def money(
    label: str,
    *,
    under: Under = (),
    measure: str | None = None,
    places: int | None = None,
    minimum: int | None = 0,
    headed: bool = True,
    within: str | None = None,
    aliases: Iterable[str] = (),
) -> Any:
    """Ask for an amount of money (or any decimal amount) in ``measure``; negative only if allowed."""
    return _field(
        Kind.MONEY,
        label,
        measure,
        under=under,
        places=places,
        minimum=minimum,
        headed=headed,
        within=within,
        aliases=tuple(aliases),
    )


def share(
    label: str,
    *,
    under: Under = (),
    places: int = 1,
    headed: bool = True,
    aliases: Iterable[str] = (),
) -> Any:
    """Ask for a share, kept as a fraction (0.155), printed as a percentage with ``places`` decimals."""
    return _field(
        Kind.SHARE,
        label,
        "",
        under=under,
        places=places,
        headed=headed,
        aliases=tuple(aliases),
    )


def text(
    label: str,
    *,
    under: Under = (),
    headed: bool = True,
    choices: Iterable[str] = (),
    within: str | None = None,
    specify: str | None = None,
    repeats: bool = False,
    identifies: bool = False,
    aliases: Iterable[str] = (),
) -> Any:
    """Ask for words. In a list, ``repeats`` reads a blank as "same as above", ``identifies`` marks
    what an entry is known by; ``choices`` are offered, not enforced.
    """
    return _field(
        Kind.TEXT,
        label,
        "",
        under=under,
        headed=headed,
        choices=tuple(choices),
        within=within,
        specify=specify,
        repeats=repeats,
        identifies=identifies,
        aliases=tuple(aliases),
    )


def date_(
    label: str, *, under: Under = (), headed: bool = True, aliases: Iterable[str] = ()
) -> Any:
    """Ask for a calendar date."""
    return _field(Kind.DATE, label, "", under=under, headed=headed, aliases=tuple(aliases))


def phrase(
    pattern: str,
    label: str,
    *,
    under: Under = (),
    specify: str | None = None,
    aliases: Iterable[str] = (),
) -> Any:
    """Ask for a phrase with figures in it, ``举办（{held}）次``; the items inside name it as ``within``."""
    return _field(
        Kind.PHRASE,
        label,
        "",
        pattern=pattern,
        under=under,
        specify=specify,
        aliases=tuple(aliases),
    )


def category(name: str, label: str, *, under: Under = (), aliases: Iterable[str] = ()) -> Category:
    """Name one category of a breakdown."""
    return Category(name, label, as_path(under), tuple(aliases))


@dataclass_transform(
    frozen_default=True,
    kw_only_default=True,
    field_specifiers=(count, money, share, text, date_, phrase),
)
def form(
    id: str,
    *,
    label: str,
    title: str,
    rows: Axis | None = None,
    columns: Axis | None = None,
    blank: Missingness = "zero",
    not_applicable: Missingness = "zero",
    measure: str = "",
    note: tuple[str, str] | None = None,
    order_by: Iterable[str] = (),
) -> Callable[[type[_T]], type[_T]]:
    """Turn a class whose fields are ``count(...)``, ``money(...)`` … into a frozen attrs class.

    Class attributes ``categories`` and ``edits`` complete the form. By default units run down and
    items across. The plain-data form is the class attribute ``form``. Raises
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
