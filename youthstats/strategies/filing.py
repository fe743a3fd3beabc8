"""What is filed: valid records of any form, valid returns and rosters of any scheme."""

from __future__ import annotations

from collections.abc import Iterator

from hypothesis import strategies as st
from hypothesis.vendor.pretty import RepresentationPrinter, for_type_by_name

from youthstats.model.forms import Form
from youthstats.model.returns import Filed, Record, Return
from youthstats.model.schemes import Scheme
from youthstats.model.units import Hierarchy
from youthstats.strategies.answers import Draft, drafts_of
from youthstats.strategies.finishing import finished
from youthstats.strategies.system import Asked, system_of

__all__ = ["filed", "records", "returns"]


def _show_as_itself(value: object, printer: RepresentationPrinter, cycle: bool) -> None:
    del cycle  # none of them holds itself
    printer.text(repr(value))


# Hypothesis would print a failing example with its whole form, and that form's edits, each time.
for_type_by_name("youthstats.model.returns", "Record", _show_as_itself)
for_type_by_name("youthstats.model.schemes", "Scheme", _show_as_itself)


def records(
    form: Form, *, unit: str | None = None, filled: bool = False
) -> st.SearchStrategy[Record]:
    """Draw valid records of ``form``: typed answers that obey every hard edit, blanks mixed in.

    Edits meant for certain units bind ``unit``; all of them bind when it is ``None``. ``filled``
    leaves out the record that is blank throughout.
    """
    return _records(form, unit, filled)


def returns(scheme: Scheme, unit: str) -> st.SearchStrategy[Return]:
    """Draw valid returns of one unit of ``scheme``.

    A form it owes is filled in, a form it may file can be blank. Hard edits across forms hold.
    """
    return _returns(scheme, unit)


def filed(scheme: Scheme) -> st.SearchStrategy[Filed]:
    """Draw what a whole roster files: a valid return of every unit that owes one, in report order.

    Units that owe nothing may have filed or not.
    """
    return _filed(scheme)


@st.composite
def _records(draw: st.DrawFn, form: Form, unit: str | None, filled: bool) -> Record:
    draft = draw(drafts_of(form, filled))
    system = system_of((Asked(form, draft.keys),), unit, frozenset(), ())
    (record,) = draw(finished(system, (draft,), filled))
    return record


@st.composite
def _returns(draw: st.DrawFn, scheme: Scheme, unit: str) -> Return:
    above = frozenset(_ancestors(scheme.units, unit))
    asked: list[Asked] = []
    drafts: list[Draft] = []
    for form in scheme.forms:
        duty = scheme.duties[form.id]
        if unit in duty.owed_by or (unit in duty.open_to and draw(st.booleans())):
            drafts.append(draw(drafts_of(form, True)))
            asked.append(Asked(form, drafts[-1].keys))
    system = system_of(tuple(asked), unit, above, scheme.edits)
    made = draw(finished(system, tuple(drafts), True))
    by_form = {record.form.id: record for record in made}
    return Return(
        unit,
        {
            form.id: by_form.get(form.id, Record.empty(form))
            for form in scheme.forms
            if scheme.duties[form.id].admits(unit)
        },
        file=f"{unit}.xlsx",
    )


@st.composite
def _filed(draw: st.DrawFn, scheme: Scheme) -> Filed:
    kept = []
    for unit in scheme.units.leaves:
        owes = bool(scheme.owed_by(unit))
        may = any(duty.admits(unit) for duty in scheme.duties.values())
        if owes or (may and draw(st.booleans())):
            kept.append(draw(returns(scheme, unit)))
    return Filed.of(scheme, kept)


def _ancestors(hierarchy: Hierarchy, name: str) -> Iterator[str]:
    while (parent := hierarchy[name].parent) is not None:
        yield parent
        name = parent
