"""The rows or columns of a form as they stand: its items, or its categories, with their labels."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Sequence
from functools import cached_property

from attrs import evolve, frozen

from youthstats.layout.sums import TOTAL_LABELS, names_whole
from youthstats.model.axes import Dimension
from youthstats.workbook.reading.sheets.labels import stem_and_measure
from youthstats.workbook.understanding.dividing import Divisions, divisions_of
from youthstats.workbook.understanding.formed import Formed
from youthstats.workbook.understanding.naming import spoken
from youthstats.workbook.understanding.outline import outline_of
from youthstats.workbook.understanding.paths import LabelPath

__all__ = ["Leaf", "leaves_of"]


@frozen(slots=False)
class Leaf:
    """One row or column: the item or category it is, its labels, and the line it follows.

    ``depth`` is how far its label is set in, ``under`` the line that it stands under by its number.
    """

    name: str
    path: LabelPath
    part_of: str | None
    section: int
    depth: int = 0
    under: str | None = None

    @cached_property
    def words(self) -> str:
        """What is said last of those that lead to it, without blanks."""
        said = spoken(self.path)
        return "".join(said[-1].split()) if said else ""

    @cached_property
    def stem(self) -> str:
        return stem_and_measure(self.words)[0]

    @property
    def totals(self) -> bool:
        return self.stem in TOTAL_LABELS or names_whole(self.stem)


def leaves_of(one: Formed, dimension: Dimension) -> list[Leaf]:
    """Return the items, or the categories, of a form drawn from a sheet as they stand there.

    Those behind a row that opens a division (按性别分) stand under its words, and it is left out.
    """
    keys, paths = one.keys, one.paths
    part = 0 if dimension is Dimension.ITEM else 1
    down = dimension in keys.rows_over
    numbers: dict[str, int] = {}
    for key, place in keys.places.items():
        numbers.setdefault(str(key[part]), paths.line_of(place, down=down))
    names = {number: name for name, number in numbers.items()}
    labels = keys.items if dimension is Dimension.ITEM else keys.categories
    wholes = paths.wholes if down else paths.column_wholes
    divided = divisions_of(paths) if down else Divisions()
    apart = (number for number in paths.table.sections if number not in divided.opening)
    sections = sorted({*apart, *divided.totals})
    found = []
    for name, path in labels.items():
        number = numbers[name]
        if number in divided.opening:
            continue
        whole = names.get(wholes.get(number, -1))
        section = bisect(sections, number) if down else 0
        if opening := divided.apart.get(number):
            section = -opening.number
        way = [divided.ways[number].way] if number in divided.ways else []
        led = (*path[:-1], *way, *path[-1:])
        found.append(Leaf(name, led, whole, section, paths.depth(number) if down else 0))
    return _outlined(found)


def _outlined(leaves: Sequence[Leaf]) -> list[Leaf]:
    """Return lines with those that they stand under by their numbers: （一） under 一、"""
    beside: dict[tuple[LabelPath, int], list[Leaf]] = {}
    for leaf in leaves:
        beside.setdefault((leaf.path[:-1], leaf.section), []).append(leaf)
    under: dict[str, str] = {}
    for some in beside.values():
        labels = ["" if one.part_of or one.totals else one.words for one in some]
        for one, at in zip(some, outline_of(labels), strict=True):
            if at is not None:
                under[one.name] = some[at].name
    return [evolve(leaf, under=under.get(leaf.name)) for leaf in leaves]
