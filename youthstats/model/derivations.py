"""Which items of a form follow from others by its hard edits, and from what."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from youthstats.model.edits import Edit, Severity
from youthstats.model.items import Item, Kind
from youthstats.model.linear import EVERY, Comparison, Linear, Quotient, Ref, Statement

__all__ = ["Source", "derivations_of", "over_units", "sources_of", "stated"]

Source = Linear | Quotient
"""What an item is worked out from: a sum, or a part and its whole."""


def derivations_of(edits: Iterable[Edit], total: str | None = None) -> dict[str, Source]:
    """Return how items follow from others by hard edits: the first that says so, without circles.

    Given what the line of totals of a list is called, return how the totals do.
    """
    found: dict[str, Source] = {}
    for edit in edits:
        derived = _derived(edit.statement, total)
        if edit.severity is not Severity.HARD or edit.only or edit.lines or derived is None:
            continue
        name, source = derived
        if name not in found and not _rests_on(found, source, name, total):
            found[name] = source
    return found


def over_units(
    edits: Iterable[Edit], derived: Mapping[str, Source], item: Callable[[str], Item]
) -> dict[str, Source]:
    """Return how figures over several units are worked out: as they are ``derived``, else by a quotient.

    A share of what is added, without a base beside it, divides by a number that is each unit's own: 90
    days of a quarter are not those of two units.
    """
    found = {**_quotients_beside(edits, derived), **derived}
    return {
        name: source
        for name, source in found.items()
        if not (
            isinstance(source, Linear)
            and item(name).kind is Kind.SHARE
            and any(item(ref.item).additive for ref in source.refs)
        )
    }


def _quotients_beside(edits: Iterable[Edit], derived: Mapping[str, Source]) -> dict[str, Source]:
    """Return the quotients that somebody wrote of items as soft edits: of sums they are made alike.

    Whether a unit's own rate is another is for the unit to explain; what it is over all is not. What
    is ``derived`` rests on none of them, nor does one on another.
    """
    found: dict[str, Source] = {}
    for edit in edits:
        soft = edit.severity is Severity.SOFT and not (edit.inferred or edit.only or edit.lines)
        said = _derived(edit.statement, None)
        if soft and said is not None and isinstance(said[1], Quotient):
            found.setdefault(*said)
    rests = {ref.item for source in derived.values() for ref in sources_of(source)}
    own = {name: source for name, source in found.items() if name not in rests}
    return {
        name: source
        for name, source in own.items()
        if own.keys().isdisjoint(ref.item for ref in sources_of(source))
    }


def stated(statement: Statement) -> tuple[Ref, Source] | None:
    """Return the answer that a statement determines, and from what, if it does."""
    if isinstance(statement, Quotient):
        source: Source = statement
        target: Ref | None = statement.share
    elif isinstance(statement, Comparison) and statement.relation == "=":
        source, target = statement.right, statement.left.single
    else:
        return None
    if target is None or target in sources_of(source) or not source.refs:
        return None
    return target, source


def _derived(statement: Statement, total: str | None) -> tuple[str, Source] | None:
    """Return which item a statement determines on the line in hand, or of totals, and from what."""
    found = stated(statement)
    lines = {None} if total is None else {total, EVERY}
    local = all(ref.form is None and ref.category in lines for ref in statement.refs)
    if found is None or not local or found[0].category != total:
        return None
    return found[0].item, found[1]


def sources_of(source: Source) -> tuple[Ref, ...]:
    """Return what a derived item is computed from."""
    return source.refs if isinstance(source, Linear) else (*source.part.refs, *source.whole.refs)


def _rests_on(found: Mapping[str, Source], source: Source, base: str, line: str | None) -> bool:
    """Tell whether ``base`` is among what a source is worked out from, or what that is.

    Only what stands on the same ``line`` counts: a total rests on its item, and is not worked out
    from itself.
    """
    items = {ref.item for ref in sources_of(source) if ref.category == line}
    return base in items or any(
        _rests_on(found, found[item], base, line) for item in items if item in found
    )
