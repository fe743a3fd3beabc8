"""Which items of a form follow from others by its hard edits, and from what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from youthstats.model.edits import Edit, Severity
from youthstats.model.linear import Comparison, Linear, Quotient, Ref, Statement

__all__ = ["Source", "derivations_of", "sources_of"]

Source = Linear | Quotient
"""What an item is worked out from: a sum, or a part and its whole."""


def derivations_of(edits: Iterable[Edit]) -> dict[str, Source]:
    """Return how items follow from others by hard edits: the first that says so, without circles."""
    found: dict[str, Source] = {}
    for edit in edits:
        derived = _derived(edit.statement)
        if edit.severity is not Severity.HARD or edit.only or edit.lines or derived is None:
            continue
        name, source = derived
        if name not in found and not _rests_on(found, source, name):
            found[name] = source
    return found


def _derived(statement: Statement) -> tuple[str, Source] | None:
    """Return which item a statement determines, and from what."""
    if isinstance(statement, Quotient):
        source: Source = statement
        target: Ref | None = statement.share
    elif isinstance(statement, Comparison) and statement.relation == "=":
        source, target = statement.right, statement.left.single
    else:
        return None
    local = all(ref.form is None and ref.category is None for ref in statement.refs)
    if target is None or not local or target in sources_of(source):
        return None
    return (target.item, source) if source.refs else None


def sources_of(source: Source) -> tuple[Ref, ...]:
    """Return what a derived item is computed from."""
    return source.refs if isinstance(source, Linear) else (*source.part.refs, *source.whole.refs)


def _rests_on(found: Mapping[str, Source], source: Source, base: str) -> bool:
    """Tell whether ``base`` is among what a source is worked out from, or what that is."""
    items = {ref.item for ref in sources_of(source)}
    return base in items or any(
        _rests_on(found, found[item], base) for item in items if item in found
    )
