"""Which texts on a sheet are which labels of a form, however a clerk spelled them.

A label is looked for as it is printed, then without its unit of measure and its number, then under
a small slip of the pen. What one label is spelled as is never taken for another, and where a slip
could be of two labels it is neither's.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Literal

from attrs import frozen

from youthstats.layout.leaves import Label
from youthstats.model.matching import Reworded
from youthstats.workbook.reading.sheets.labels import (
    SheetView,
    folded,
    stem_and_measure,
    stem_of_any_spelling,
)
from youthstats.workbook.reading.sheets.measures import Asked, is_measure
from youthstats.workbook.reading.sheets.places import Place, address

__all__ = ["How", "LabelSearch", "Spellings", "reworded"]

How = Literal["exact", "spelling", "slip", "measure"]
"""How a text answers to a label: as printed or an alias of it; but for its measure or number; but
for a slip; or all but its measure, which is another one."""

Spellings = Mapping[str, frozenset[str]]
"""Folded names of units by the name on the roster: a row label may be any of them."""

_MOST = 2_000
"""Different texts up to which a sheet is searched for slips."""

_TELLING = frozenset(
    "未不非无没否元角万亿千百十人户家名个次场件项所处男女0123456789一二三四五六七八九"
    "本上下前后今去年月季大中小高低初增减收支出进入内外新老旧城乡村镇市县区"
    "失就在离退正副主甲乙丙丁东西南北已有盈亏借贷存取买卖"
)
"""Signs in which a text differs from a label by no slip: what is denied or counted, when, and where."""

_SHORTEST = 4
"""Signs a label must have for a slip in it to be told from another label: 助医 is not 助业."""


@frozen(slots=False)
class LabelSearch:
    """The texts of a sheet that answer to each label of an axis, by label."""

    answers: Mapping[Label, Mapping[Place, How]]

    @classmethod
    def over(
        cls,
        paths: Sequence[tuple[Label, ...]],
        view: SheetView,
        names: Spellings,
        measures: Mapping[Label, Asked],
    ) -> LabelSearch:
        """Look for the labels of ``paths`` on the sheet; ``names`` are other spellings of units.

        ``measures`` are those asked for under labels that do not print them: see
        :func:`measures_asked`.
        """
        ends = {path[: depth + 1] for path in paths for depth in range(len(path))}
        asked = Counter(path[-1] for path in ends)
        wanted = list(dict.fromkeys(label for path in paths for label in path))
        found = {label: _as_printed(label, view, names) for label in wanted}
        printed = {place for places in found.values() for place in places}
        for label in wanted:
            if len(found[label]) < asked[label]:
                found[label] |= _but_for_measure(label, measures.get(label, Asked()), view, printed)
        claimed = printed.union(*found.values())
        lost = [label for label in wanted if not found[label]]
        for label, place in _slips(lost, wanted, view, claimed).items():
            same = _same_measure(label, measures.get(label, Asked()), view, place)
            found[label] = {place: "slip" if same else "measure"}
        return cls(found)

    def of(self, label: Label) -> Mapping[Place, How]:
        """Return where a label stands, and how it is spelled there."""
        return self.answers[label]

    @cached_property
    def resizes(self) -> bool:
        """Whether any label gives another measure: nearly always none does."""
        return any("measure" in ways.values() for ways in self.answers.values())

    def measuring(
        self, path: Sequence[Label], places: Iterable[Place], view: SheetView
    ) -> tuple[Label, Place] | None:
        """Return the label of a path that gives its figures another measure, and where it stands.

        Of the labels at ``places``, where the path's stand from the innermost one outwards, the
        first that gives any measure says in which the figures are.
        """
        beyond = iter(places)
        for label in reversed(path):
            here, ways = list(beyond), self.of(label)
            at = next((at for at in here if at in ways), None)
            beyond = iter(here if at is None else here[here.index(at) + 1 :])
            if at is not None and stem_and_measure(view.stood(at))[1]:
                return (label, at) if ways[at] == "measure" else None
        return None


def reworded(label: Label, place: Place, how: How, view: SheetView) -> Reworded:
    """Return what is said of a text that was taken for a label, at a place as the view counts it."""
    stood = "".join(view.stood(place).split())
    return Reworded("".join(label.text.split()), stood, address(view.turned(*place)), how)


def _as_printed(label: Label, view: SheetView, names: Spellings) -> dict[Place, How]:
    if label.specify:
        begins = folded(label.text)
        return {place: "exact" for place, text in view.texts.items() if text.startswith(begins)}
    spelled = {folded(text) for text in (label.text, *label.aliases)}
    spelled |= names.get(label.text, frozenset())
    return {place: "exact" for text in sorted(spelled) for place in view.places.get(text, ())}


def _but_for_measure(
    label: Label, asked: Asked, view: SheetView, printed: set[Place]
) -> dict[Place, How]:
    found: dict[Place, How] = {}
    for text in (label.text, *label.aliases):
        measure = stem_and_measure(text)[1]
        for place in view.stems.get(stem_of_any_spelling(text), ()):
            if place not in printed:
                here = Asked(measure) if measure else asked
                same = here.admits(stem_and_measure(view.stood(place))[1])
                found[place] = "spelling" if same else "measure"
    return found


def _same_measure(label: Label, asked: Asked, view: SheetView, place: Place) -> bool:
    stood, own = (stem_and_measure(text)[1] for text in (view.stood(place), label.text))
    return (Asked(own) if own else asked).admits(stood)


def _slips(
    lost: Sequence[Label], wanted: Sequence[Label], view: SheetView, claimed: set[Place]
) -> dict[Label, Place]:
    """Return the text that is each lost label but for a slip: its only one, and no other's."""
    if not lost or len(view.stems) > _MOST:
        return {}
    free = {stem: places for stem, places in view.stems.items() if not claimed.intersection(places)}
    stems = {label: stem_of_any_spelling(label.text) for label in wanted}
    meant: dict[Label, list[str]] = {}
    for text in free:
        near = _nearest(text, stems)
        if len(near) == 1 and near[0] in lost:
            meant.setdefault(near[0], []).append(text)
    return {
        label: free[texts[0]][0]
        for label, texts in meant.items()
        if len(texts) == 1 and len(free[texts[0]]) == 1
    }


def _nearest(text: str, stems: Mapping[Label, str]) -> list[Label]:
    """Return the labels ``text`` is nearest to, if near enough: one sign in five, at least one."""
    from rapidfuzz.distance import OSA  # noqa: PLC0415 - most returns need no such help

    far = {
        label: distance
        for label, stem in stems.items()
        if (distance := OSA.distance(text, stem)) <= _allowed(stem) and not _tells_apart(text, stem)
    }
    return [label for label, distance in far.items() if distance == min(far.values())]


def _tells_apart(text: str, stem: str) -> bool:
    """Tell whether the text has a telling sign that the label has not, or merely lacks one.

    So it has a measure: 受灾面积亩 is no slip of 受灾面积.
    """
    if text.startswith(stem) and is_measure(text.removeprefix(stem)):
        return True
    more, less = Counter(text) - Counter(stem), Counter(stem) - Counter(text)
    return not _TELLING.isdisjoint(more if more else less)


def _allowed(stem: str) -> int:
    return 0 if len(stem) < _SHORTEST else max(1, len(stem) // 5)
