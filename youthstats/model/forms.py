"""A form: plain data from which template, reader, record, edits, formulas and docs derive."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Literal

from attrs import evolve, frozen

from youthstats.errors import DefinitionError
from youthstats.model.axes import Axis, Dimension
from youthstats.model.contradictions import refuse_contradictions
from youthstats.model.derivations import Source, derivations_of, over_units, sources_of
from youthstats.model.edit_texts import parse_edits
from youthstats.model.edits import Edit, EditText, Severity, floored
from youthstats.model.grammar import Vocabulary
from youthstats.model.items import Category, Item, Kind
from youthstats.model.linear import EVERY, Linear, Quotient
from youthstats.model.office import OfficeFormula, shown_as_fractions, shown_in_per_cent
from youthstats.model.spoken import Spoken, spoken
from youthstats.model.spread import RatioSpread, SpreadText
from youthstats.model.values import Figure, Missing, Value, as_rounded, as_shown, is_figure
from youthstats.nearest import did_you_mean

__all__ = ["Form", "Line", "Missingness", "define_form", "form_of", "vocabulary_of"]

Line = str | int | None
"""Which line of a record: a category's name, an entry's place from 0, or ``None`` when there is one."""

Missingness = Literal["zero", "missing"]


@frozen(slots=False, cache_hash=True)
class Form:
    """One statistical table to fill in.

    Every form is the crossing of ``rows`` and ``columns``; ``items`` times ``categories`` (or
    entries of an open list) are what one unit answers. ``blank`` and ``not_applicable`` say what
    such a cell means in a sum. ``closed`` are the crossings of item and category that are not asked
    for, printed "—": nothing is filled in there, and nothing counts. ``measure`` and ``note`` are
    printed above and below the table; ``order_by`` orders the entries of a list (``"-planned"``:
    largest first). ``sheet`` is the sheet it stands on where that has another name than the form,
    as one of several tables has; ``table`` which of its tables it is part of, where columns that ask
    for other things, or lists in a card, made several. ``printed`` are the texts, folded, that an office's own
    template shows beside its labels and answers, and by what its formulas there are known. ``asked_below``
    are the words that ask for something under the table: 审核人（签字）. ``formulas`` are in its answers.

    Build one with ``@form`` or :func:`define_form`, which check that it does not contradict itself.
    """

    id: str
    label: str
    title: str
    items: tuple[Item, ...]
    rows: Axis
    columns: Axis
    categories: tuple[Category, ...] = ()
    closed: frozenset[tuple[str, Line]] = frozenset()
    edits: tuple[Edit | RatioSpread, ...] = ()
    blank: Missingness = "zero"
    not_applicable: Missingness = "zero"
    measure: str = ""
    note: tuple[str, str] | None = None
    order_by: tuple[str, ...] = ()
    sheet: str = ""
    table: int = 0
    printed: frozenset[str] = frozenset()
    asked_below: frozenset[str] = frozenset()
    formulas: tuple[OfficeFormula, ...] = ()

    def __attrs_post_init__(self) -> None:
        refuse_contradictions(self)

    @classmethod
    def from_workbook(cls, path: str | os.PathLike[str], sheet: str | None = None) -> Form:
        """Return the form that a blank workbook asks to be filled in, its formulas as edits.

        ``sheet`` says which, where it holds several. Raises
        :class:`~youthstats.errors.TemplateError` where no form can be understood, or not which.
        """
        # The one door that leads up: the model opens no file (see the architecture).
        from youthstats.loading import form_from_workbook  # noqa: PLC0415

        return form_from_workbook(path, sheet)

    @cached_property
    def position(self) -> Mapping[str, int]:
        """Each item's place among the items, by name."""
        return {item.name: place for place, item in enumerate(self.items)}

    def item(self, name: str) -> Item:
        """Return the item called ``name``; raises ``KeyError`` with the nearest name otherwise."""
        return self.items[self.place(name)]

    def place(self, name: str) -> int:
        """Return which of the items is called ``name``; raises as :meth:`item` does."""
        try:
            return self.position[name]
        except KeyError:
            hint = did_you_mean(name, self.position)
            raise KeyError(f"form {self.id} has no item {name!r}{hint}") from None

    def category(self, name: str) -> Category:
        return next(category for category in self.categories if category.name == name)

    @cached_property
    def spoken(self) -> Spoken:
        """What its items and categories are called in sentences, no two alike."""
        heading = self.rows.label or self.columns.label
        return spoken(self.items, self.categories, heading if self.sheet else "")

    @property
    def dimensions(self) -> tuple[Dimension, ...]:
        return self.rows.over + self.columns.over

    @cached_property
    def open(self) -> bool:
        """Whether the form is a list of any length."""
        return Dimension.ENTRY in self.dimensions

    @cached_property
    def card(self) -> bool:
        """Whether each answer stands beside its own label, wherever on the sheet that is."""
        return any(item.side for item in self.items)

    @cached_property
    def total_line(self) -> str | None:
        """What the line of totals of a list is called, ``None`` where it has none."""
        lists = (axis for axis in (self.rows, self.columns) if axis.summed)
        return next((axis.total_label for axis in lists), None)

    def is_total_line(self, line: Line) -> bool:
        """Tell whether a line is the line of totals of a list."""
        return line is not None and line == self.total_line

    @cached_property
    def totalled(self) -> tuple[str, ...]:
        """The items that the line of totals of a list asks for: those an edit names there."""
        statements = [edit.statement for edit in self.edits if isinstance(edit, Edit)]
        refs = {ref for one in statements for ref in one.refs if ref.form in {None, self.id}}
        named = {ref.item for ref in refs if ref.category == self.total_line}
        return tuple(item.name for item in self.items if self.total_line and item.name in named)

    @cached_property
    def by_unit(self) -> bool:
        """Whether one sheet shows all units; otherwise totals are stacked (叠加)."""
        return Dimension.UNIT in self.dimensions

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """The lines of every record; empty for a list, whose records have lines of their own."""
        if self.open:
            return ()
        return tuple(category.name for category in self.categories) or (None,)

    @cached_property
    def typed(self) -> bool:
        """Whether a unit can type anything: not where its office has a formula in every answer."""
        others = self.closed | {(formula.item, formula.line) for formula in self.formulas}
        return self.open or len(others) < len(self.items) * len(self.lines)

    @cached_property
    def placed(self) -> tuple[Item, ...]:
        """The items that have a cell of their own: not those inside a phrase or a label."""
        return tuple(
            item for item in self.items if item.within is None and item.name not in self.completions
        )

    @cached_property
    def completions(self) -> Mapping[str, Item]:
        """The items that stand in a label the clerk completes, with the item of that label."""
        return {item.specify: item for item in self.items if item.specify}

    @cached_property
    def parts(self) -> Mapping[str, tuple[Item, ...]]:
        """The items inside each phrase, in order."""
        return {
            whole: tuple(item for item in self.items if item.within == whole)
            for whole in dict.fromkeys(item.within for item in self.items)
            if whole is not None
        }

    @cached_property
    def derivations(self) -> Mapping[str, Source]:
        """How items follow from others by hard edits: sums, and shares of them."""
        return derivations_of(edit for edit in self.edits if isinstance(edit, Edit))

    @cached_property
    def made_of(self) -> Mapping[str, Source]:
        """How figures over several units are worked out: as items follow, else by a soft quotient."""
        edits = (edit for edit in self.edits if isinstance(edit, Edit))
        return over_units(edits, self.derivations, self.item)

    @cached_property
    def total_derivations(self) -> Mapping[str, Source]:
        """How the totals of a list follow from its entries, and from each other."""
        edits = (edit for edit in self.edits if isinstance(edit, Edit))
        return derivations_of(edits, self.total_line) if self.total_line else {}

    def source_of(self, item: str, line: Line) -> Source | None:
        """Return what an answer follows from by a hard edit: a total as entries do, if not otherwise."""
        total = self.total_derivations.get(item) if line == self.total_line else None
        return total or self.derivations.get(item)

    def is_locked(self, item: str, line: Line) -> bool:
        """Tell whether an answer is always worked out by its formula, never typed.

        Over a base that may be left out its share is typed.
        """
        source = self.source_of(item, line)
        if source is None:
            return False
        refs = source.refs if isinstance(source, Linear) else source.whole.refs
        return not any(self.item(ref.item).recoverable for ref in refs)

    def instances(self, edit: Edit, lines: Iterable[Line]) -> Iterator[Line]:
        """Yield the lines ``edit`` is judged on: each one, or one when it names its categories.

        Not those where nothing on one side of it is asked for.
        """
        refs = [ref for ref in edit.statement.refs if ref.form in {None, self.id}]
        bare = any(ref.category is None for ref in refs)
        for line in lines if bare else (None,):
            if edit.lines and line not in edit.lines:
                continue
            if not self.closed or not any(self._unasked(s, line) for s in edit.statement.sides):
                yield line

    def _unasked(self, side: Linear, line: Line) -> bool:
        """Tell whether nothing of a sum is asked for on a line, or not what cannot count as nothing."""
        closed = [ref for ref in side.refs if (ref.item, ref.on(line)) in self.closed]
        counted = all(self.item(ref.item).additive for ref in closed)
        return bool(closed) and not (counted and len(closed) < len(side.refs))

    @cached_property
    def recomputed(self) -> tuple[Item, ...]:
        """The figures that are not added over units, each behind those it is worked out from."""
        found: dict[str, Item] = {}

        def take(item: Item) -> None:
            for ref in sources_of(source) if (source := self.made_of.get(item.name)) else ():
                take(self.item(ref.item))
            if item.kind.numeric and not item.additive:
                found[item.name] = item

        for item in self.items:
            take(item)
        return tuple(found.values())

    @cached_property
    def bounded(self) -> tuple[tuple[int, Item], ...]:
        """The items whose figures have a minimum, each with its place."""
        several = enumerate(self.items)
        return tuple((n, i) for n, i in several if i.minimum is not None and i.kind.numeric)

    @cached_property
    def chosen(self) -> tuple[tuple[int, Item], ...]:
        """The items that only one of their choices answers, each with its place."""
        return tuple((n, item) for n, item in enumerate(self.items) if item.chosen and item.choices)

    @cached_property
    def amounts(self) -> tuple[tuple[int, Item], ...]:
        """The counts and amounts, each with its place."""
        return tuple((n, item) for n, item in enumerate(self.items) if item.kind.additive)

    @cached_property
    def recoverable(self) -> tuple[Item, ...]:
        return tuple(item for item in self.items if item.recoverable)

    @cached_property
    def quotients(self) -> tuple[Quotient, ...]:
        """The statements of the hard ratio edits."""
        return tuple(
            edit.statement
            for edit in self.edits
            if isinstance(edit, Edit)
            and edit.severity is Severity.HARD
            and isinstance(edit.statement, Quotient)
        )

    @cached_property
    def in_per_cent(self) -> frozenset[tuple[str, Line]]:
        """The shares, by item and line, that the office's formulas show in per cent."""
        shares = {item.name: item.measure for item in self.items if item.kind is Kind.SHARE}
        return shown_in_per_cent(self.formulas, shares, self.lines)

    def in_per_cent_at(self, item: str, line: Line) -> bool:
        """Tell whether the answer on a line is in per cent, whatever its size."""
        return (item, None if self.open else line) in self.in_per_cent

    @cached_property
    def _no_growths(self) -> frozenset[tuple[str, Line]]:
        """The answers that cannot be negative, and those that an office divides out as fractions."""
        shares = [item.name for item in self.items if item.kind is Kind.SHARE]
        return floored(self.edits) | shown_as_fractions(self.formulas, shares, self.lines)

    def grows_at(self, item: str, line: Line) -> bool:
        """Tell whether an answer is a share in per cent that may be negative: 增长（%）."""
        asked = self.item(item)
        signed = asked.kind is Kind.SHARE and asked.measure == "%" and asked.minimum is None
        return signed and not self._no_growths & {(item, line), (item, None)}

    def figure(self, item: Item, value: Value) -> Figure | None:
        """Return the figure ``value`` stands for in an edit, ``None`` where it cannot be told.

        A blank counts as the form says; a blank share, average or base is never zero. An average is
        known as closely as it is shown: 3.33 is what a quotient of 10/3 is printed as. So is a share
        that an office's formula may round more coarsely than its cell shows it.
        """
        if type(value) is int and item.adds:
            return value  # nearly all are
        if is_figure(value):
            figure: Figure = value  # type: ignore[assignment]
            if item.kind is Kind.SHARE and self.formulas and item.places is not None:
                return as_rounded(figure, item.places + 2)
            return figure if item.adds else as_shown(figure, item.places)
        meaning = {
            Missing.BLANK: self.blank,
            Missing.NOT_APPLICABLE: self.not_applicable,
            Missing.NOT_ASKED: "zero",
        }
        zero = isinstance(value, Missing) and meaning.get(value) == "zero"
        return 0 if zero and item.additive and not item.recoverable else None

    def has_total(self, item: Item) -> bool:
        """Tell whether an item's figure over several units can be told: added up, or worked out.

        A share, an average or an index means nothing over units, unless a hard edit derives it from
        what has a total, or somebody wrote what quotient of such it is.
        """
        source = self.made_of.get(item.name)
        return item.additive or (
            source is not None
            and all(self.has_total(self.item(ref.item)) for ref in sources_of(source))
        )

    def __repr__(self) -> str:
        return f"<Form {self.id} {self.label} {self.title!r}: {len(self.items)} items>"


def define_form(
    *,
    id: str,
    label: str,
    title: str,
    items: Iterable[Item],
    rows: Axis,
    columns: Axis,
    categories: Iterable[Category] = (),
    closed: Iterable[tuple[str, str]] = (),
    edits: Iterable[EditText | SpreadText] = (),
    blank: Missingness = "zero",
    not_applicable: Missingness = "zero",
    measure: str = "",
    note: tuple[str, str] | None = None,
    order_by: Iterable[str] = (),
) -> Form:
    """Build a form from its parts, parsing the edits against its own items.

    Raises :class:`~youthstats.errors.DefinitionError` when the parts contradict each other, and
    its subclass :class:`~youthstats.errors.EditSyntaxError` for an edit that cannot be understood.
    """
    form = Form(
        id=id,
        label=label,
        title=title,
        items=tuple(items),
        rows=rows,
        columns=columns,
        categories=tuple(categories),
        closed=frozenset(closed),
        blank=blank,
        not_applicable=not_applicable,
        measure=measure,
        note=note,
        order_by=tuple(order_by),
    )
    vocabulary = Vocabulary(vocabulary_of(form))
    return evolve(form, edits=parse_edits(edits, vocabulary, form.id))


def form_of(definition: Form | type) -> Form:
    """Return the form itself, or that of a class made with ``@form``.

    Raises :class:`~youthstats.errors.DefinitionError` for any other class.
    """
    form = definition if isinstance(definition, Form) else getattr(definition, "form", None)
    if not isinstance(form, Form):
        raise DefinitionError(f"{definition!r} is no form and not made with @form")
    return form


def vocabulary_of(form: Form) -> dict[str, tuple[str, ...]]:
    """Return the names edits may use: each numeric item with the categories it is asked for."""
    names = tuple(category.name for category in form.categories)
    if form.total_line:
        names = (form.total_line, EVERY)
    return {item.name: names for item in form.items if item.kind.numeric}
