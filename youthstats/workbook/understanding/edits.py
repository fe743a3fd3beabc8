"""The edits of a template: its formulas, the limits of its validations, and what its labels imply."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from attrs import evolve

from youthstats.model.axes import Dimension
from youthstats.model.edits import Edit
from youthstats.model.forms import Form
from youthstats.model.items import Item, Kind
from youthstats.model.linear import Comparison, Quotient, Ref, Statement
from youthstats.workbook.reading.sheets.places import address
from youthstats.workbook.understanding.canvas import Role
from youthstats.workbook.understanding.corrections.renaming import renamed_statement
from youthstats.workbook.understanding.doubts import Doubt
from youthstats.workbook.understanding.floors import floors
from youthstats.workbook.understanding.formed import Formed
from youthstats.workbook.understanding.grouping import grouped
from youthstats.workbook.understanding.inferring import inferred_edits
from youthstats.workbook.understanding.leaves import leaves_of
from youthstats.workbook.understanding.limiting import limits_of_form
from youthstats.workbook.understanding.naming import distinct
from youthstats.workbook.understanding.on_hand import may_fall
from youthstats.workbook.understanding.relations import printed_relations
from youthstats.workbook.understanding.sources import Sheets, Source, read_formulas
from youthstats.workbook.understanding.stating import edit_of
from youthstats.workbook.understanding.texts_added import in_line_of_totals
from youthstats.workbook.understanding.totalling import inferred_totals

__all__ = ["with_edits"]


def with_edits(formed: Sequence[Formed]) -> tuple[list[Formed], list[Edit]]:
    """Return the forms with their own edits and doubts, and the edits across forms."""
    sheets = Sheets.of(formed)
    read = read_formulas(formed, sheets)
    forms = {one.form.id: one.form for one in formed}
    by_id = {one.form.id: one for one in formed}
    known = {
        one.form.id: evolve(one, form=_with_ratios(one.form, read[one.form.id].sources))
        for one in formed
    }
    done, across, beside = [], [], []
    for one in formed:
        found = read[one.form.id].sources
        within = list(_within(one.form, found))
        limits = limits_of_form(one, by_id, sheets)
        ends = [*_unsaid(limits.within, within)]
        ends += floors(one, ends)
        rated = known[one.form.id]
        around = list(printed_relations(rated, [*known.values()]))
        told = [said for said in around if isinstance(said, Edit)]
        beside += [said for said in told if _names_forms(said)]
        printed = _unsaid([said for said in told if not _names_forms(said)], [*within, *ends])
        limited = list(grouped(ends, one.form))
        stated = [*printed, *ends, *limited]
        inferred = _unsaid(list(_inferred(rated, [*within, *printed])), stated)
        edits = [*within, *limited, *printed, *inferred]
        edits += _unsaid(list(inferred_totals(rated)), ends)
        form = evolve(rated.form, edits=tuple(_distinct(edits)))
        doubts = (*one.doubts, *read[one.form.id].doubts, *_ratios_in_part(one, found))
        doubts += (*limits.doubts, *in_line_of_totals(one))
        doubts += tuple(said for said in around if isinstance(said, Doubt))
        done.append(evolve(one, form=form, doubts=doubts))
        across += [edit for source in found for edit in _across(source, one.form, forms)]
        across += _unsaid(limits.across, across)
    return done, _distinct([*across, *_unsaid(beside, across)])


def _names_forms(edit: Edit) -> bool:
    return any(ref.form for ref in edit.statement.refs)


def _unsaid(edits: Sequence[Edit], said: Sequence[Edit]) -> list[Edit]:
    """Return the edits that do not repeat what others say."""
    known = {_normal(other.statement) for other in said}
    return [edit for edit in edits if _normal(edit.statement) not in known]


def _normal(statement: Statement) -> object:
    """Return what a statement says, in whatever order its terms stand."""
    if not isinstance(statement, Comparison):
        return str(statement)
    terms = frozenset(statement.difference.terms)
    turned = frozenset((ref, -size) for ref, size in terms)
    constant = statement.difference.constant
    sides = (
        {(terms, constant), (turned, -constant)}
        if statement.relation == "="
        else {(terms, constant)}
    )
    return statement.relation, frozenset(sides)


def _distinct(edits: Sequence[Edit]) -> list[Edit]:
    names = distinct(edit.name for edit in edits)
    return [evolve(edit, name=name) for edit, name in zip(edits, names, strict=True)]


def _within(form: Form, found: Sequence[Source]) -> Iterator[Edit]:
    """Yield the edits of one form: said once where every line says the same."""
    by_item: dict[str, list[Source]] = {}
    totals = []
    for source in found:
        if source.local and form.total_line and source.ref.category == form.total_line:
            totals.append(source)
        elif source.local:
            by_item.setdefault(source.ref.item, []).append(source)
    for item, sources in by_item.items():
        common = _common(form, item, sources, by_item)
        if common is not None:
            yield from _edits(common, form)
        for source in sources:
            if common is None or source.bare != common.bare:
                yield from _edits(source, form)
    for source in totals:
        yield from _edits(source, form)


def _common(
    form: Form, item: str, sources: Sequence[Source], others: Mapping[str, Sequence[Source]]
) -> Source | None:
    """Return what is said of an item on every line, or follows there from totals over lines."""
    if not form.categories:
        return sources[0].bare if sources[0].ref.category is None else None
    asked = [line for line in form.lines if (item, str(line)) not in form.closed]
    alike: dict[Source, set[str]] = {}
    for source in sources:
        if source.bare.ref.category is None:
            alike.setdefault(source.bare, set()).add(str(source.ref.category))
    for bare, lines in alike.items():
        rest = {str(line) for line in asked} - lines
        if len(lines) > len(rest) and all(_follows(bare, line, others) for line in rest):
            return bare
    return None


def _follows(bare: Source, line: str, others: Mapping[str, Sequence[Source]]) -> bool:
    """Tell whether a line adds up the same lines for all that a statement joins."""
    if bare.whole is not None or bare.places is not None or bare.part.constant or bare.times:
        return False
    shapes = set()
    for ref in (bare.ref, *bare.part.refs):
        mine = next((s for s in others.get(ref.item, ()) if s.ref.category == line), None)
        if mine is None or mine.whole is not None or mine.places is not None or mine.part.constant:
            return False
        if any(term.item != ref.item for term in mine.part.refs):
            return False
        shapes.add(frozenset((term.category, size) for term, size in mine.part.terms))
    return len(shapes) == 1


def _edits(source: Source, form: Form) -> Iterator[Edit]:
    name = _name(source.ref.item, source.ref.category)
    for statement in source.statements():
        kind = "比率" if isinstance(statement, Quotient) else "平衡"
        yield evolve(edit_of(f"{name}_{kind}", statement, lambda _: form), given=source.given)


def _name(*words: str | int | None) -> str:
    return "_".join(str(word) for word in words if word is not None)


def _across(source: Source, form: Form, forms: Mapping[str, Form]) -> Iterator[Edit]:
    if source.local:
        return

    def called(ref: Ref) -> Ref:
        return ref if ref.form else evolve(ref, form=form.id)

    name = _name(form.id, source.ref.item, source.ref.category)
    for statement in source.statements():
        said = renamed_statement(statement, called)
        edit = edit_of(f"{name}_表间", said, lambda id: forms[str(id)])
        yield evolve(edit, given=source.given)


def _with_ratios(form: Form, found: Sequence[Source]) -> Form:
    """Return the form with what is a quotient marked as no thing to add, and known as it is rounded.

    What is multiplied may be rounded, too.
    """
    rounding: dict[str, list[int]] = {}
    products: dict[str, list[int]] = {}
    for source in found:
        if source.whole is not None or source.times is not None:
            kept = products if source.whole is None else rounding
            to = kept.setdefault(source.ref.item, [])
            to += [source.places] if source.places is not None else []
    items = []
    for item in form.items:
        if item.name in rounding:
            items.append(_ratio(item, rounding[item.name]))
        elif item.kind is Kind.MONEY:
            places = _coarsest(item.places, products.get(item.name, []))
            items.append(evolve(item, places=places))
        else:
            items.append(item)
    return evolve(form, items=tuple(items))


def _ratio(item: Item, rounding: Sequence[int]) -> Item:
    """Return an item that is a quotient, with the decimals it is known to: it is no whole number.

    Its formulas may round it more coarsely than it is shown.
    """
    if item.kind is Kind.SHARE:
        to = [places - 2 for places in rounding]  # of the percentage
        return evolve(item, places=_coarsest(item.places, to)) if to else item
    if not item.kind.additive:
        return item
    return evolve(item, kind=Kind.MONEY, adds=False, places=_coarsest(item.places, rounding))


def _coarsest(places: int | None, rounding: Sequence[int]) -> int | None:
    if not rounding:
        return places
    return min(rounding if places is None else (places, *rounding))


def _ratios_in_part(one: Formed, found: Sequence[Source]) -> Iterator[Doubt]:
    """Yield a doubt for every figure that is a quotient in some cells only: none of them is added."""
    ratios = [source.ref for source in found if source.whole is not None]
    for name in dict.fromkeys(ref.item for ref in ratios if one.form.item(ref.item).kind.additive):
        cells = [place for (item, _), place in one.keys.places.items() if item == name]
        asked = [place for place in cells if one.paths.canvas.asks(place)]
        if sum(ref.item == name for ref in ratios) < len(asked) and not one.form.open:
            canvas = one.paths.canvas
            yield Doubt("ratio_in_part", canvas.name, address(asked[0]), {"item": name})


def _inferred(one: Formed, written: Sequence[Edit]) -> Iterator[Edit]:
    """Yield what the labels imply of totals that no formula is for."""
    totals = {
        edit.statement.left.single
        for edit in written
        if isinstance(edit.statement, Comparison) and edit.statement.relation == "="
    }
    canvas, places = one.paths.canvas, one.keys.places
    typed = {key for key, place in places.items() if canvas.role(place) is not Role.FORMULA}
    totals |= {
        Ref(item, None if line is None else str(line)) for item, line in places.keys() - typed
    }
    totals |= {Ref(item) for item, _ in places} - {Ref(item) for item, _ in typed}
    said = {ref for ref in totals if ref}
    falling = {
        Ref(item, None if line is None else str(line))
        for (item, line), place in one.keys.places.items()
        if may_fall(one, place)
    }
    for dimension in (Dimension.ITEM, Dimension.CATEGORY):
        leaves = leaves_of(one, dimension)
        added = _added(written, dimension)
        yield from inferred_edits(one.form, leaves, dimension, said, falling, added)


def _added(written: Sequence[Edit], dimension: Dimension) -> list[set[str]]:
    """Return what the office's formulas add up, along one axis."""
    by_item = dimension is Dimension.ITEM
    found = (
        {str(ref.item if by_item else ref.category) for ref in edit.statement.right.refs}
        for edit in written
        if isinstance(edit.statement, Comparison)
    )
    return [names for names in found if len(names) > 1]
