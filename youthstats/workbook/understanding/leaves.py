"""The rows or columns of a form as they stand: its items, or its categories, with their labels."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Mapping, Sequence, Set
from functools import cached_property

from attrs import evolve, frozen

from youthstats.layout.sums import TOTAL_LABELS, names_whole
from youthstats.model.axes import Dimension
from youthstats.workbook.reading.sheets.labels import stem_and_measure
from youthstats.workbook.understanding.codes import Codes, codes_of
from youthstats.workbook.understanding.divided import REST
from youthstats.workbook.understanding.dividing import Divisions, divisions_of
from youthstats.workbook.understanding.formed import Formed
from youthstats.workbook.understanding.naming import spoken
from youthstats.workbook.understanding.outline import is_numbered, outline_of, within_of
from youthstats.workbook.understanding.paths import LabelPath, Paths
from youthstats.workbook.understanding.set_in import set_in

__all__ = ["Leaf", "leaves_of"]


@frozen(slots=False)
class Leaf:
    """One row or column: the item or category it is, its labels, and the line it follows.

    ``depth`` is how far its label is set in, ``under`` the line that it stands under by its number,
    and ``behind`` says that it has none and stands behind all that have. ``divides`` is the line that
    it divides with others, and the row that says by what; ``set_in`` is the line that it makes up
    with others that are set in behind that. What stands ``within`` another line is in no sum beside
    it; of what is ``unsure`` nobody knows. ``alone`` says that others may be
    missing of those that stand under a line by their codes.
    """

    name: str
    path: LabelPath
    part_of: str | None
    section: int
    depth: int = 0
    under: str | None = None
    behind: bool = False
    divides: tuple[str, int] | None = None
    alone: bool = False
    set_in: str | None = None
    within: bool = False
    unsure: bool = False

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
    apart_otherwise = {*wholes, *divided.ways, *divided.wholes}
    behind = _made_up(paths, {*names} - apart_otherwise) if down else {}
    apart = (number for number in paths.table.sections if number not in divided.opening)
    sections = sorted({*apart, *divided.totals})
    codes = codes_of(paths) if down else Codes()
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
        outer = [one for one in path[:-1] if not (codes.under and one.isdecimal())]
        led = (*outer, *way, *path[-1:])
        opener, divided_row = divided.wholes.get(number, (0, -1))
        divides = (names[divided_row], opener) if divided_row in names else None
        depth = paths.depth(number) if down else 0
        around = names.get(behind.get(number, -1))
        found.append(Leaf(name, led, whole, section, depth, divides=divides, set_in=around))
    return _under_codes(_outlined(found), codes, names)


def _under_codes(leaves: list[Leaf], codes: Codes, names: Mapping[int, str]) -> list[Leaf]:
    """Return lines with those that they stand under by their codes."""
    over = {
        names[number]: (names[whole], number in codes.missing)
        for number, whole in codes.under.items()
        if number in names and whole in names
    }
    return [
        evolve(one, under=over[one.name][0], alone=over[one.name][1]) if one.name in over else one
        for one in leaves
    ]


def _made_up(paths: Paths, asked: Set[int]) -> Mapping[int, int]:
    """Return the row that each is set in behind, where all that make that up are ``asked`` for."""
    if paths.table.pairs:
        return {}
    found = set_in(paths.lines)
    lost = {whole for part, whole in found.items() if part not in asked}
    return {part: whole for part, whole in found.items() if whole not in lost}


def _outlined(leaves: Sequence[Leaf]) -> list[Leaf]:
    """Return lines with those that they stand under by their numbers: （一） under 一、

    What has no number and stands behind them all is under none, and leaves them as they are.
    """
    beside: dict[tuple[LabelPath, int], list[Leaf]] = {}
    for leaf in leaves:
        beside.setdefault((leaf.path[:-1], leaf.section), []).append(leaf)
    under: dict[str, str] = {}
    behind: set[str] = set()
    within: set[str] = set()
    unsure: set[str] = set()
    for some in beside.values():
        apart = _behind(some)
        labels = ["" if one.name in apart or _uncounted(one) else one.words for one in some]
        outline = outline_of(labels)
        for one, at in zip(some, outline, strict=True):
            if at is not None:
                under[one.name] = some[at].name
        if any(at is not None for at in outline):
            behind |= apart
        for names, numbers in zip((within, unsure), _within(some), strict=True):
            names |= {some[number].name for number in numbers}
    return [
        evolve(
            leaf,
            under=under.get(leaf.name),
            behind=leaf.name in behind,
            within=leaf.name in within,
            unsure=leaf.name in unsure,
        )
        for leaf in leaves
    ]


def _within(beside: Sequence[Leaf]) -> tuple[Set[int], Set[int]]:
    """Return which lines stand within others, and may, of those that are set in no further."""
    depth = min((one.depth for one in beside if is_numbered(one.words)), default=0)
    labels = ["" if one.depth > depth or _uncounted(one) else one.words for one in beside]
    return within_of(labels, {at for at, one in enumerate(beside) if _rests(one)})


def _uncounted(leaf: Leaf) -> bool:
    return leaf.part_of is not None or leaf.totals


def _rests(leaf: Leaf) -> bool:
    return leaf.stem.startswith(REST)


def _behind(beside: Sequence[Leaf]) -> set[str]:
    """Return the lines behind the last with a number, where they can be none of those it counts.

    What is set in further may be one, and so may what says that it is the rest: 1., 2., 其他.
    """
    numbered = [at for at, one in enumerate(beside) if is_numbered(one.words)]
    if not numbered:
        return set()
    least = min(beside[at].depth for at in numbered)
    plain = [one for one in beside[numbered[-1] + 1 :] if not _uncounted(one)]
    if any(one.depth > least for one in plain[:1]) or any(map(_rests, plain)):
        return set()
    return {one.name for one in plain}
