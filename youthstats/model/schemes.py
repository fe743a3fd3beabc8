"""A scheme: the forms of one reporting programme, who owes them, and what must hold across them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property, lru_cache

from attrs import evolve, field, frozen

from youthstats.characters import length, visible
from youthstats.errors import DefinitionError
from youthstats.model.across import Answer, every_source, followed_across, stated_answers
from youthstats.model.derivations import Source
from youthstats.model.edit_texts import parse_edits
from youthstats.model.edits import Edit, EditText
from youthstats.model.forms import Form, Line, form_of, vocabulary_of
from youthstats.model.grammar import Vocabulary
from youthstats.model.items import Item
from youthstats.model.spread import RatioSpread, SpreadText
from youthstats.model.units import Hierarchy
from youthstats.model.values import Value
from youthstats.nearest import did_you_mean

__all__ = ["Duty", "Scheme", "define_scheme"]

LONGEST_CONSTANT = 255
"""Characters of a text that a name in a workbook can stand for."""


@frozen(slots=False)
class Duty:
    """Who must file a form, and who else may. Names of units that file returns."""

    owed_by: tuple[str, ...] = ()
    open_to: tuple[str, ...] = ()

    def admits(self, unit: str) -> bool:
        return unit in self._admitted

    def owes(self, unit: str) -> bool:
        """Tell whether the unit must file the form."""
        return unit in self._owing

    @cached_property
    def _owing(self) -> frozenset[str]:
        return _set_of(self.owed_by)

    @cached_property
    def _admitted(self) -> frozenset[str]:
        return self._owing | frozenset(self.open_to) if self.open_to else self._owing


@lru_cache(maxsize=16)
def _set_of(names: tuple[str, ...]) -> frozenset[str]:
    """Return names as a set, one for all duties of the same units: there may be very many."""
    return frozenset(names)


@frozen(slots=False)
class Scheme:
    """All forms of one reporting programme (报表制度), for one period.

    ``version`` changes whenever a template made before could be read wrongly. ``edits`` are the
    cross-form ones. ``aside`` is what the office's own template holds on sheets that are no forms, by
    row and column. Build one with :func:`define_scheme`.
    """

    id: str
    title: str
    version: str
    period: str
    forms: tuple[Form, ...]
    units: Hierarchy
    duties: Mapping[str, Duty]
    edits: tuple[Edit, ...] = ()
    aside: Mapping[str, frozenset[tuple[int, int, Value]]] = field(factory=dict)

    @cached_property
    def _forms(self) -> dict[str, Form]:
        return {form.id: form for form in self.forms}

    def form(self, id: str) -> Form:
        """Return the form with this id; raises ``KeyError`` with the nearest id otherwise."""
        try:
            return self._forms[id]
        except KeyError:
            hint = did_you_mean(id, self._forms)
            raise KeyError(f"scheme {self.id} has no form {id!r}{hint}") from None

    @cached_property
    def across(self) -> Mapping[Answer, Source]:
        """The figures that are not added, of which only other forms tell the total, and from what."""
        return followed_across(self.forms, self.edits)

    @cached_property
    def stated(self) -> Mapping[Answer, Source]:
        """What each answer follows from by a hard edit, of its form or across forms."""
        return stated_answers(self.forms, self.edits)

    @cached_property
    def sources(self) -> Mapping[Answer, tuple[Source, ...]]:
        """All that hard edits say an answer follows from: along its line, down its column, elsewhere."""
        return every_source(self.forms, self.edits)

    def has_total(self, form: Form, item: Item, line: Line) -> bool:
        """Tell whether a figure's total over units can be told, within its form or by another."""
        return form.has_total(item) or (form.id, item.name, line) in self.across

    def owed_by(self, unit: str) -> tuple[str, ...]:
        """Return the ids of the forms that ``unit`` must file."""
        return tuple(id for id, duty in self.duties.items() if duty.owes(unit))

    @cached_property
    def expected(self) -> tuple[str, ...]:
        """The units that owe at least one form, in report order."""
        return tuple(name for name in self.units.names if self.owed_by(name))

    def members(self, form_id: str) -> tuple[str, ...]:
        """Return the units a consolidated sheet of this form lists, in report order."""
        duty = self.duties[form_id]
        return tuple(name for name in self.units.names if duty.owes(name))

    def with_units(self, units: Hierarchy) -> Scheme:
        """Return the scheme over another roster; what everybody owed everybody owes there.

        Raises :class:`~youthstats.errors.DefinitionError` where a duty names a unit that files no
        return there.
        """
        before, now = self.units.leaves, units.leaves

        def moved(named: tuple[str, ...], *, everyone: bool) -> tuple[str, ...]:
            return now if named == before and (named or everyone) else named

        duties = {
            form.id: Duty(
                moved(self.duties[form.id].owed_by, everyone=form.typed),
                moved(self.duties[form.id].open_to, everyone=not form.typed),
            )
            for form in self.forms
        }
        for form_id, duty in duties.items():
            _check_duty(self.id, form_id, duty, list(duties), units)
        units.root  # noqa: B018 - as in define_scheme
        return evolve(self, units=units, duties=duties)

    def met(self, names: Iterable[str]) -> Scheme:
        """Return the scheme over the units that were met, where nobody gave a roster; else itself."""
        return self.with_units(self.units.of(names)) if self.units.is_open else self

    def __repr__(self) -> str:
        return f"<Scheme {self.id} {self.version}: {len(self.forms)} forms>"


def define_scheme(
    *,
    id: str,
    title: str,
    period: str,
    forms: Iterable[Form | type],
    units: Hierarchy,
    version: str = "1",
    duties: Mapping[str, Duty] | None = None,
    edits: Iterable[EditText | SpreadText] = (),
) -> Scheme:
    """Build a scheme of forms (or classes made with ``@form``) and its cross-form edits.

    A form without a duty is owed by every unit that files; one in which no unit can type anything is
    owed by none, whatever its duty, and open to those. Raises
    :class:`~youthstats.errors.DefinitionError` where the parts contradict each other.
    """
    plain = [form_of(definition) for definition in forms]
    ids = [form.id for form in plain]
    written = dict(zip(ids, plain, strict=True))
    if not written or len({form_id.casefold() for form_id in ids}) != len(ids):
        raise DefinitionError(f"scheme {id} needs forms with ids of their own, not {ids}")
    _check_constants(id, period, version)
    labels = [form.label.casefold() for form in plain]
    if len(set(labels)) != len(labels):
        raise DefinitionError(f"scheme {id}: every form needs a label of its own, not {labels}")
    units.root  # noqa: B018 - a roster without one root shows here, not in the first total
    given = dict(duties or {})
    for form_id, duty in given.items():
        _check_duty(id, form_id, duty, ids, units)
    everyone = Duty(owed_by=units.leaves)
    due = {form.id: _due(form, given.get(form.id, everyone)) for form in plain}
    vocabulary = Vocabulary(forms={form.id: vocabulary_of(form) for form in written.values()})
    parsed = parse_edits(edits, vocabulary, id)
    return Scheme(
        id=id,
        title=title,
        version=version,
        period=period,
        forms=tuple(written.values()),
        units=units,
        duties=due,
        edits=tuple(_across_forms(edit, written) for edit in parsed),
    )


def _due(form: Form, duty: Duty) -> Duty:
    """Return a duty as it holds: a form in which nothing can be typed is nobody's to file."""
    return duty if form.typed else Duty(open_to=(*duty.owed_by, *duty.open_to))


def _check_constants(id: str, *others: str) -> None:
    for said in (id, *others):
        if said != visible(said) or length(said) > LONGEST_CONSTANT:
            raise DefinitionError(
                f"scheme {id!r}: a workbook cannot bear {said!r} as its id, period or version: "
                f"up to {LONGEST_CONSTANT} characters, all of them visible"
            )


def _check_duty(scheme: str, form: str, duty: Duty, ids: list[str], units: Hierarchy) -> None:
    if form not in ids:
        raise DefinitionError(f"scheme {scheme}: no form {form!r}{did_you_mean(form, ids)}")
    for unit in (*duty.owed_by, *duty.open_to):
        if not units.is_leaf(unit):
            hint = did_you_mean(unit, units.leaves)
            raise DefinitionError(f"scheme {scheme}, {form}: no unit {unit!r} files returns{hint}")


def _across_forms(edit: Edit | RatioSpread, forms: Mapping[str, Form]) -> Edit:
    """Check that a cross-form edit names one figure of one record wherever it names an item."""
    if isinstance(edit, RatioSpread):
        raise DefinitionError(f"spread edit {edit.name} belongs in a form")
    for ref in edit.statement.refs:
        form = forms[str(ref.form)]
        if form.open and ref.category is None:
            raise DefinitionError(f"edit {edit.name}: {form.id} is a list; {ref} is not one figure")
        if form.categories and ref.category is None:
            raise DefinitionError(f"edit {edit.name}: say which category, {ref}[…] or {ref}[*]")
    return edit
