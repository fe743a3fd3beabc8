"""Finding the leaves of an axis by their labels, at any offset.

A leaf is where the run of labels above (or before) it spells its path. The search reads headers
downwards; a stub is read with the sheet flipped.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from attrs import frozen

from youthstats.layout.leaves import OWN_UNIT, Label, Leaf
from youthstats.workbook.reading.labels import SheetView, folded

__all__ = ["Band", "find_leaves"]

REACH = 6
"""How many rows a heading may stretch over between two levels of labels."""

Spellings = Mapping[str, frozenset[str]]
"""Folded names of units by the name on the roster: a row label may be any of them."""


@frozen
class Band:
    """Where the leaves of an axis were found.

    ``at`` is each leaf's column (``None`` where it is not on the sheet), ``first`` and ``last`` the
    rows their labels take, ``doubtful`` the leaves that two places spell.
    """

    at: tuple[int | None, ...]
    first: int
    last: int
    doubtful: tuple[int, ...] = ()

    @property
    def count(self) -> int:
        """How many leaves were found."""
        return sum(column is not None for column in self.at)


def find_leaves(
    leaves: Sequence[Leaf],
    view: SheetView,
    names: Spellings,
    *,
    after: int = -1,
    before: int | None = None,
) -> Band | None:
    """Find the leaves' columns; ``None`` when no label of any is on the sheet.

    Only labels in columns after ``after`` and in rows before ``before`` are looked at. Of several
    places the one that spells most leaves is taken, the first of equals.
    """
    paths = [_path(leaf) for leaf in leaves]
    found = [
        [
            (row, column)
            for row, column in _spelled(leaf, path, view, names)
            if column > after and (before is None or row < before)
        ]
        for leaf, path in zip(leaves, paths, strict=True)
    ]
    depth = max((len(path) for path in paths), default=0)
    rows = sorted({row for places in found for row, _ in places})
    best: tuple[int, int] | None = None
    for row in rows:
        window = range(row, row + depth + 1)
        count = sum(any(place[0] in window for place in places) for places in found)
        if best is None or count > best[0]:
            best = (count, row)
    if best is None:
        return None
    return _band(leaves, paths, found, view, range(best[1], best[1] + depth + 1))


def _band(
    leaves: Sequence[Leaf],
    paths: list[tuple[Label, ...]],
    found: list[list[tuple[int, int]]],
    view: SheetView,
    window: range,
) -> Band:
    at: list[int | None] = []
    doubtful = []
    taken: dict[tuple[Label, ...], int] = {}
    ends = []
    for number, (path, places) in enumerate(zip(paths, found, strict=True)):
        inside = [place for place in places if place[0] in window]
        nth = taken.get(path, 0) if path else 0
        taken[path] = nth + 1
        twins = paths.count(path)
        if not inside:
            at.append(None)
            continue
        abreast = [place for place in inside if place[0] == inside[0][0]]
        if len(abreast) > 1 and twins == 1:
            doubtful.append(number)
        # Leaves that share all their labels stand side by side from where the label begins.
        at.append(inside[0][1] + nth)
        ends.append(view.end(inside[0])[0])
    return Band(tuple(at), window.start, max(ends, default=window.start), tuple(doubtful))


def _path(leaf: Leaf) -> tuple[Label, ...]:
    return tuple(label for label in leaf.labels if label.text != OWN_UNIT)


def _spelled(
    leaf: Leaf, path: tuple[Label, ...], view: SheetView, names: Spellings
) -> list[tuple[int, int]]:
    """Return the places whose run of labels spells ``path``."""
    if not path:
        return []
    spellings = [_spellings(label, leaf, names) for label in path]
    if path[-1].specify:
        prefix = folded(path[-1].text)
        starts = [place for place, text in view.texts.items() if text.startswith(prefix)]
    else:
        starts = [place for text in spellings[-1] for place in view.places.get(text, ())]
    return [
        (row, column)
        for row, column in sorted(set(starts))
        if _led_to(row, column, spellings[:-1], view)
    ]


def _led_to(row: int, column: int, outer: list[frozenset[str]], view: SheetView) -> bool:
    labels = iter(view.upwards(row, column, REACH * max(1, len(outer))))
    return all(any(label in wanted for label in labels) for wanted in reversed(outer))


def _spellings(label: Label, leaf: Leaf, names: Spellings) -> frozenset[str]:
    own = frozenset(folded(text) for text in (label.text, *label.aliases))
    if leaf.unit is not None and label.text == leaf.unit:
        return own | names.get(leaf.unit, frozenset())
    return own
