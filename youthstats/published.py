"""What the office is told of totals that were held against published ones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from attrs import frozen

from youthstats.compare import Comparison, Difference, Untold, held_against, not_compared
from youthstats.model.cellrefs import CellRef
from youthstats.model.edits import Severity
from youthstats.model.findings import Finding
from youthstats.model.returns import Filed
from youthstats.model.schemes import Scheme
from youthstats.model.values import Missing

__all__ = ["Held", "hold_against_published"]

MOST_PLACES = 6
"""Cells that a note on what could not be compared names."""

MOST_TOLD = 4
"""Answers of an entry by which a finding tells which it is, or where it differs."""


@frozen
class Held:
    """How totals differ from what was published, and what is to be said of it."""

    differences: tuple[Difference, ...]
    findings: tuple[Finding, ...]
    notes: tuple[Finding, ...]


def hold_against_published(computed: Filed, printed: Filed) -> Held:
    """Hold totals against published ones.

    What nobody can hold against each other is no difference: a total with a figure in it that could
    not be read, a rate that does not follow from its units, a published formula without a result.
    Each is told in a note.
    """
    scheme = computed.scheme
    both = held_against(computed, printed)
    unread = [one for one in both.differences if one.left.value is Missing.UNREADABLE]
    differences = tuple(one for one in both.differences if one not in unread)
    notes = (
        *(_form_note("form_not_compared", scheme, id) for id, _ in not_compared(computed, printed)),
        *_untold(both, unread, scheme),
    )
    return Held(differences, tuple(_findings(differences, scheme, computed, printed)), notes)


def _form_note(code: str, scheme: Scheme, form: str, **facts: object) -> Finding:
    return Finding(
        code,
        Severity.NOTE,
        scheme.units.root,
        rule=f"{form}.published",
        form=form,
        facts={"form": scheme.form(form).label, **facts},
    )


def _untold(both: Comparison, unread: Iterable[Difference], scheme: Scheme) -> Iterator[Finding]:
    """Yield a note on each form of which something could not be compared, for each reason."""
    found: dict[tuple[str, str], list[Untold | Difference]] = {}
    for one in both.untold:
        found.setdefault((one.left.form, one.why), []).append(one)
    for cell in unread:
        found.setdefault((cell.form, "unread"), []).append(cell)
    for (form, why), cells in found.items():
        yield _form_note(
            f"published_{why}",
            scheme,
            form,
            items=_once(one.right.label for one in cells),
            places=_once(one.right.place for one in cells),
            count=len(cells),
        )


def _once(texts: Iterable[str]) -> list[str]:
    """Return the first of some texts, each once; of more an ellipsis."""
    several = [*dict.fromkeys(texts)]
    return several if len(several) <= MOST_PLACES else [*several[:MOST_PLACES], "…"]


def _findings(
    differences: Sequence[Difference], scheme: Scheme, computed: Filed, printed: Filed
) -> Iterator[Finding]:
    """Yield a finding for each difference, but one for a form not filed, and for an entry of a list."""
    unfiled: dict[tuple[str, str], list[Difference]] = {}
    entries: dict[tuple[object, ...], list[Difference]] = {}
    for one in differences:
        if one.lacking == "left":
            unfiled.setdefault((one.form, one.unit), []).append(one)
        else:
            line = one.left.line, one.right.line
            alone = one.left.item if not isinstance(line[0] or line[1], int) else ""
            entries.setdefault((one.form, one.unit, *line, alone), []).append(one)
    for cells in entries.values():
        entry = len(cells) > 1 or cells[0].absent is not None
        yield _on_entry(cells, computed, printed) if entry else _finding(cells[0])
    for (form, unit), cells in unfiled.items():
        yield Finding(
            "published_unfiled",
            Severity.HARD,
            unit,
            rule=f"{form}.published",
            form=form,
            cells=tuple(one.right for one in cells),
            facts={"form": scheme.form(form).label, "count": len(cells)},
            file=cells[0].right.file,
        )


def _on_entry(cells: Sequence[Difference], computed: Filed, printed: Filed) -> Finding:
    """Return what is said of an entry that only one side has, or that differs in several answers."""
    first = cells[0]
    side = {None: "differs", "left": "more", "right": "lacking"}[first.absent]
    source, refs = (
        (printed, [one.right for one in cells])
        if side == "more"
        else (computed, [one.left for one in cells])
    )
    return Finding(
        f"published_entry_{side}",
        Severity.HARD,
        first.unit,
        rule=f"{first.form}.published",
        form=first.form,
        line=refs[0].line,
        cells=tuple(refs) if first.absent else tuple(_both(cells)),
        facts={
            "form": computed.scheme.form(first.form).label,
            "entry": _known_by(source, refs[0]),
            "place": refs[0].place,
            "there": first.right.place,
            "items": _once(one.left.label for one in cells),
            "count": len(cells),
        },
        file=first.right.file,
    )


def _both(cells: Iterable[Difference]) -> Iterator[CellRef]:
    for one in cells:
        yield from (one.left, one.right)


def _known_by(source: Filed, ref: CellRef) -> list[object]:
    """Return what identifies an entry: its first words, or figures where it has none."""
    record = source[ref.unit].records[ref.form]
    items = sorted(record.form.items, key=lambda item: (not item.identifies, item.kind.numeric))
    values = [record[item.name, ref.line] for item in items]
    given = [value for value in values if not isinstance(value, Missing)]
    words = [value for value in given if isinstance(value, str)]
    return [*(words or given)[:2]]


def _finding(difference: Difference) -> Finding:
    left, right = difference.left, difference.right
    return Finding(
        code="published_difference",
        severity=Severity.HARD,
        unit=difference.unit,
        rule=f"{difference.form}.published.{left.item}",
        form=difference.form,
        line=left.line,
        cells=(left, right),
        imbalance=difference.difference,
        facts={
            "item": left,
            "computed": left.value,
            "printed": right.value,
            "here": left.place,
            "there": right.place,
        },
        file=right.file,
    )
