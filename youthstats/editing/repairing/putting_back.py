"""Numbers typed over formulas, put back: what the formulas come to, where that explains what failed.

A clerk who types over a formula types the total over it as well, so that the two agree. What mends that
is more than one cell, and may be more than a smallest set; it is an explanation all the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from fractions import Fraction

from attrs import evolve

from youthstats.editing.applying import edits_across, edits_on, judged_on
from youthstats.editing.cells import cell_of
from youthstats.editing.printing import as_answer
from youthstats.editing.recalculating import recalculated
from youthstats.editing.repairing.ranking import FEW, TYPED_OVER
from youthstats.model.derivations import Source, stated
from youthstats.model.deriving import worked_out, worth_in
from youthstats.model.edits import Severity, Verdict
from youthstats.model.findings import Explanation, Suspect
from youthstats.model.forms import Line
from youthstats.model.own_lines import source_at
from youthstats.model.returns import Filed, Return, Spot
from youthstats.model.schemes import Scheme
from youthstats.model.suspects import Block
from youthstats.model.values import Value, alike, is_figure, nominal

__all__ = ["with_put_back"]


def with_put_back(block: Block, filed: Filed) -> Block:
    """Return a block with the explanation that formulas were typed over, where few are, if it is one."""
    (unit, file), *others = {(finding.unit, finding.file) for finding in block.findings}
    one = filed.get(unit)
    if others or one is None or one.file != file:
        return block
    typed, scheme = _typed(one), filed.scheme
    begun = {(c.form, c.item, c.line) for f in block.findings for c in f.cells} & typed
    changes = _put_back(one, scheme, begun, typed) if begun else {}
    suspects = tuple(Suspect(cell_of(one, *spot), to) for spot, to in changes.items())
    known = {frozenset(s.cell for s in explanation) for explanation in block.explanations}
    if not changes or frozenset(s.cell for s in suspects) in known:
        return block
    if not _mends(one, scheme, changes, block):
        return block
    return evolve(block, explanations=(*block.explanations, Explanation(suspects)))


def _typed(one: Return) -> frozenset[Spot]:
    """Return the answers typed over formulas, of the forms in which few are."""
    notes = [note for note in one.notes if note.code == TYPED_OVER]
    often = Counter(note.form for note in notes)
    return frozenset((n.form, n.item, n.line) for n in notes if often[n.form] <= FEW)


def _put_back(
    one: Return, scheme: Scheme, begun: Collection[Spot], typed: Collection[Spot]
) -> dict[Spot, Value]:
    """Return what changes where formulas are put back that disagree, and those behind them follow."""
    sources = {spot: source for spot in typed if (source := _source(scheme, one, spot)) is not None}
    moving = [s for s in sources if s in begun or _comes_to(one, s, sources[s]) is None]
    found: dict[Spot, Value] = {}
    now = one
    for _ in moving:
        for spot in sorted(moving, key=str):
            to = _comes_to(now, spot, sources[spot])
            if to is not None:
                found[spot] = to
                now = _changed(now, scheme, {spot: to})
    return {s: to for s, to in found.items() if not _is_already(one.records[s[0]][s[1:]], to)}


def _is_already(value: Value, to: Value) -> bool:
    """Tell whether an answer is already what it is to be."""
    return is_figure(value) and is_figure(to) and alike(nominal(value), nominal(to))  # type: ignore[arg-type]


def _comes_to(one: Return, spot: Spot, source: Source) -> Value | None:
    """Return what a formula comes to that is another than what was typed over it; else ``None``."""
    form_id, name, line = spot
    record, figure = one.records[form_id], worth_in(one, spot, source)
    if not is_figure(figure):
        return None
    item, now = record.form.item(name), record[name, line]
    to = as_answer(Fraction(nominal(figure)), now, record.form, item)  # type: ignore[arg-type]
    return None if _is_already(now, to) or not item.admits(to) else to


def _source(scheme: Scheme, one: Return, spot: Spot) -> Source | None:
    """Return what an answer follows from, within its form or across forms."""
    form_id, name, line = spot
    own = source_at(one.records[form_id].form, name, line)
    return own or next(_across(scheme, one, form_id, name, line), None)


def _across(scheme: Scheme, one: Return, form_id: str, name: str, line: Line) -> Iterator[Source]:
    for edit in edits_across(one, scheme):
        said = stated(edit.statement) if edit.severity is Severity.HARD else None
        if said is None:
            continue
        total, source = said
        if (total.form, total.item, total.on(None)) == (form_id, name, line):
            yield source


def _changed(one: Return, scheme: Scheme, changes: Mapping[Spot, Value]) -> Return:
    records = dict(one.records)
    for (form, name, line), to in changes.items():
        records[form] = records[form].replacing({(name, line): to})
    changed = evolve(one, records=records)
    return recalculated(changed, worked_out(one, scheme))[0]


def _mends(one: Return, scheme: Scheme, changes: Mapping[Spot, Value], block: Block) -> bool:
    """Tell whether the edits of a block hold after changes, and none fails that held."""
    told = {(finding.rule, finding.line) for finding in block.findings}
    failed, failing = (_failing(each, scheme) for each in (one, _changed(one, scheme, changes)))
    return failing <= failed - told


def _failing(one: Return, scheme: Scheme) -> set[tuple[str | None, Line]]:
    """Return the hard edits that fail on a return, each with its line."""
    edits = [
        (edit, form_id, line)
        for form_id, record in one.records.items()
        for edit, line in edits_on(one, record.form, record, summed=False)
    ]
    edits += [(edit, scheme.id, None) for edit in edits_across(one, scheme)]
    return {
        (f"{owner}.{edit.name}", line)
        for edit, owner, line in edits
        if edit.severity is Severity.HARD
        and judged_on(edit, owner, line, one.records).verdict is Verdict.FAILS
    }
