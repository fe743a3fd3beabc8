"""Which edit is judged on what: shared by those who judge edits and those who mend failures."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from fractions import Fraction

from youthstats.model.displayed import as_displayed
from youthstats.model.edits import Edit, Judgement, Severity, judge
from youthstats.model.forms import Form, Line
from youthstats.model.items import Item
from youthstats.model.linear import Comparison, Linear, Product, Ref
from youthstats.model.lists import over_entries
from youthstats.model.returns import Filed, Record, Return
from youthstats.model.schemes import Scheme
from youthstats.model.units import Hierarchy
from youthstats.model.values import Figure, is_figure

__all__ = [
    "balance_over",
    "edits_across",
    "edits_on",
    "floor_of",
    "judged_on",
    "nearest",
    "refs_on",
    "summed_forms",
    "totals_over",
]


def edits_on(
    filed: Return, form: Form, record: Record, *, summed: bool, among: Iterable[Edit] | None = None
) -> Iterator[tuple[Edit, Line]]:
    """Yield the edits within a form that are judged on one return, a line at a time.

    ``summed`` says that the return holds a total over units that are there themselves: then only
    hard edits are judged, for the soft ones were judged on the units; and none that multiplies, for
    no totals obey it. ``among`` are those of the form's that matter.
    """
    for edit in form.edits if among is None else among:
        if not isinstance(edit, Edit) or not _concerns(edit, filed.unit):
            continue
        if summed and (edit.severity is Severity.SOFT or _multiplies(edit, form)):
            continue
        lists = {form.id: record}
        if _asked_for(edit, lists, form.id):
            bound = over_entries(edit, lambda _: record.keys)
            for line in form.instances(edit, record.keys):
                if not edit.given or _given(bound, lists, form.id, line):
                    yield bound, line


def _multiplies(edit: Edit, form: Form) -> bool:
    """Tell whether an edit multiplies answers that are totals where others are: no list's entries."""
    return isinstance(edit.statement, Product) and not form.open


def _given(edit: Edit, records: Mapping[str, Record], owner: str, line: Line) -> bool:
    """Tell whether every figure an edit rests on was given; ``owner`` as in :func:`refs_on`."""
    return all(is_figure(records[id][name, at]) for id, name, at in refs_on(edit, owner, line))


def _asked_for(edit: Edit, records: Mapping[str, Record], owner: str) -> bool:
    """Tell whether the lines of totals that an edit speaks of were filled in."""
    refs = ((ref, records[ref.form or owner]) for ref in edit.statement.refs if ref.category)
    return all(record.total or ref.category != record.form.total_line for ref, record in refs)


def edits_across(filed: Return, scheme: Scheme) -> Iterator[Edit]:
    """Yield the edits across forms that are judged on one return: all their forms are filed."""
    records = filed.records
    for edit in scheme.edits:
        forms = {ref.form for ref in edit.statement.refs}
        there = _concerns(edit, filed.unit) and all(filed.answered(str(form)) for form in forms)
        if there and _asked_for(edit, records, scheme.id):
            bound = over_entries(edit, lambda ref: records[str(ref.form)].keys)
            if not edit.given or _given(bound, records, scheme.id, None):
                yield bound


def refs_on(edit: Edit, owner: str, line: Line) -> Iterator[tuple[str, str, Line]]:
    """Yield the answers an edit rests on: form, item, line.

    ``owner`` is the form's id, or the scheme's for an edit across forms.
    """
    for ref in edit.statement.refs:
        yield ref.form or owner, ref.item, ref.on(line)


def judged_on(edit: Edit, owner: str, line: Line, records: Mapping[str, Record]) -> Judgement:
    """Judge one edit on one line of the records of a return; ``owner`` as in :func:`refs_on`."""

    def figure_of(ref: Ref) -> Figure | None:
        record = records[ref.form or owner]
        place = ref.on(line)
        return record.form.figure(record.form.item(ref.item), record[ref.item, place])

    def item_of(ref: Ref) -> Item:
        return records[ref.form or owner].form.item(ref.item)

    return judge(edit.statement, as_displayed(edit.statement, figure_of, item_of))


def _concerns(edit: Edit, unit: str) -> bool:
    return not edit.only or unit in edit.only


def summed_forms(filed: Filed) -> Mapping[str, frozenset[str]]:
    """Return, by unit, the forms on which it holds a total over units that filed themselves."""
    found: dict[str, set[str]] = {}
    for form, filers in _filers(filed).items():
        for unit in filers:
            if any(nearest(unit, filers, filed.scheme.units)):
                found.setdefault(unit, set()).add(form)
    return {unit: frozenset(forms) for unit, forms in found.items()}


def totals_over(filed: Filed) -> Iterator[tuple[Form, Item, Line, Return, list[Return]]]:
    """Yield every figure that is a total over units: form, item, line, the total, its parts.

    Column totals need no text: every additive item of a form is balanced over the hierarchy. What
    the total's sheet does not print is left out.
    """
    above, filers = _above(filed), _filers(filed)
    for form in filed.scheme.forms:
        for unit in above if not form.open else ():
            total = filed[unit]
            parts = [filed[part] for part in nearest(unit, filers[form.id], filed.scheme.units)]
            if not parts or form.id not in total.records:
                continue
            location = total.locations.get(form.id)
            for item in form.items:
                for line in form.lines if item.additive else ():
                    if location is None or location.address(item.name, line) is not None:
                        yield form, item, line, total, parts


def _above(filed: Filed) -> list[str]:
    """Return the units that are there and have others under them."""
    return [unit for unit in filed.units if filed.scheme.units.children(unit)]


def _filers(filed: Filed) -> Mapping[str, Collection[str]]:
    """Return which units filed each form; where none of them can be over another, nobody."""
    found: dict[str, dict[str, None]] = {form.id: {} for form in filed.scheme.forms}
    for one in filed.returns if _above(filed) else ():
        for form, filers in found.items():
            if one.filed(form):
                filers[one.unit] = None
    return found


def nearest(unit: str, filers: Collection[str], units: Hierarchy) -> Iterator[str]:
    """Yield the units under ``unit`` that filed; where a level between did not, those under it."""
    for child in units.children(unit):
        if child in filers:
            yield child
        else:
            yield from nearest(child, filers, units)


def balance_over(item: Item, total: Return, parts: list[Return]) -> Comparison:
    """Return the balance of one item over units; a unit stands where an edit has a form.

    ``嘉兴市.posts = 南湖区.posts + …``
    """
    terms = tuple((Ref(item.name, None, part.unit), Fraction(1)) for part in parts)
    return Comparison(Linear.of(Ref(item.name, None, total.unit)), "=", Linear(terms))


def floor_of(item: Item) -> Comparison:
    """Return the range edit of an item that has a minimum: no figure is below it."""
    floor = Linear((), Fraction(item.minimum or 0))
    return Comparison(Linear.of(Ref(item.name)), ">=", floor)
