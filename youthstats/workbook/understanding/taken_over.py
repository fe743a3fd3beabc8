"""What a part (其中：亏损) takes over from its whole: the kind and the measure its own label leaves open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from youthstats.workbook.reading.sheets.labels import stem_and_measure
from youthstats.workbook.reading.sheets.places import Place
from youthstats.workbook.understanding.canvas import Canvas
from youthstats.workbook.understanding.kinds import Asked, asked
from youthstats.workbook.understanding.measured import may_be_in

__all__ = ["taken_over"]

_Told = tuple[tuple[str, ...], str]


class _Parted(Protocol):
    """A table with what leads to its answers, some of which are parts of others."""

    @property
    def canvas(self) -> Canvas: ...
    @property
    def rows(self) -> Mapping[int, tuple[str, ...]]: ...
    @property
    def columns(self) -> Mapping[int, tuple[str, ...]]: ...
    @property
    def wholes(self) -> Mapping[int, int]: ...
    @property
    def measured_by(self) -> Mapping[int, int]: ...
    @property
    def column_wholes(self) -> Mapping[int, int]: ...
    @property
    def common_measure(self) -> str: ...
    def told(self, place: Place) -> _Told: ...


def taken_over(paths: _Parted, place: Place, told: _Told) -> _Told:
    """Return the labels and the measure ``told`` of a cell with what it takes over from its whole.

    That goes before what all figures of the table are in, and behind what the part says of itself:
    neither 其中：补贴 nor 其中占比 is in the 个 of the firms before it. What does not say that it is a
    part (按星级分, 五星) takes over nothing but a measure.
    """
    labels, measure = told
    line = _part_and_whole(paths, place)
    if measure or line is None or not _known(paths, place, labels).kind.additive:
        return told
    whole, part_path, whole_path = line
    said = place[0] in paths.wholes or place[1] in paths.column_wholes
    known = _known(paths, place, part_path)
    free = known.by in {"", "measure"}
    if not free and not known.kind.additive:
        return told
    over, given = paths.told(whole)
    if not (said or given):
        return told
    alike = _ending(part_path[-1]) == _ending(whole_path[-1])
    fits = may_be_in(given, None if free or alike else known.kind, part_path[-1])
    led = _led(over, labels, part_path[-1]) if free and (fits or not given) else labels
    return led, given if fits else ""


def _known(paths: _Parted, place: Place, labels: Sequence[str]) -> Asked:
    """Return what a cell asks for under some labels, whatever it is a part of.

    Those of its own line decide: what the other line says (外商投资企业) is said of the whole, too.
    """
    return asked(paths.canvas.at(place), labels, "", paths.common_measure)


def _led(over: Sequence[str], labels: Sequence[str], part: str) -> tuple[str, ...]:
    """Return the labels of a part with those of its whole right before its own."""
    at = labels.index(part) if part in labels else len(labels)
    others = (label for label in over if label not in labels)
    return (*labels[:at], *others, *labels[at:])


def _ending(label: str) -> str:
    """Return what a label ends in that says of what it is: 耕地面积, 其中：旱地面积."""
    return stem_and_measure("".join(label.split()))[0][-2:]


def _part_and_whole(
    paths: _Parted, place: Place
) -> tuple[Place, tuple[str, ...], tuple[str, ...]] | None:
    """Return what a cell is a part of, in its row or else in its column, and what leads to both."""
    row, column = place
    if (whole := paths.column_wholes.get(column)) is not None:
        return (row, whole), paths.columns[column], paths.columns[whole]
    if (whole := paths.wholes.get(row, paths.measured_by.get(row))) is not None:
        return (whole, column), paths.rows[row], paths.rows[whole]
    return None
