"""The return that goes back (退回): laid out afresh, its figures as filed, what is wrong marked on them.

It is a return itself: the unit mends figures, or explains them on the sheet 审核意见, and sends it in
again.
"""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from pathlib import Path

from attrs import evolve, frozen

from youthstats.characters import visible
from youthstats.model.findings import Finding, Review
from youthstats.model.marks import marks_of
from youthstats.model.schemes import Scheme
from youthstats.wording import say
from youthstats.workbook.names import constants, names_of_comments
from youthstats.workbook.writing.as_stood import as_stood
from youthstats.workbook.writing.plan import Cell, Plan, flag_of
from youthstats.workbook.writing.remark_sheet import Told, remark_plan
from youthstats.workbook.writing.render import render
from youthstats.workbook.writing.telling import Telling
from youthstats.workbook.writing.template import return_plans

__all__ = ["Returned", "returned_paths", "write_returned"]

LONGEST_NAME = 60
"""Signs of a unit's name in that of its file."""

_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\s]+')
"""Signs that the name of a file cannot have everywhere."""


@frozen
class Returned:
    """One return that goes back: whose, where it lies, and notes on what a workbook cannot hold."""

    unit: str
    path: Path
    notes: tuple[Finding, ...] = ()


def returned_paths(
    folder: str | os.PathLike[str], scheme: Scheme, *, lang: str = "zh"
) -> dict[str, Path]:
    """Return where the return of each unit would be written, by unit."""
    paths: dict[str, Path] = {}
    taken: set[str] = set()
    for unit in scheme.units.names:
        plain = _NOT_IN_NAMES.sub("_", visible(unit)).strip(" .")[:LONGEST_NAME]
        name, again = plain, 1
        while name.casefold() in taken:
            again += 1
            name = f"{plain}_{again}"
        taken.add(name.casefold())
        paths[unit] = Path(folder) / f"{say('remarks.file', lang, unit=name)}.xlsx"
    return paths


def write_returned(
    folder: str | os.PathLike[str], review: Review, *, lang: str = "zh"
) -> tuple[Returned, ...]:
    """Write the return of every unit that has findings, to go back to it: ``嘉善县_审核意见.xlsx``.

    The unit's forms hold the figures as filed, and the cells with findings are coloured and say
    what is wrong. The sheet 审核意见 lists the findings with links to their cells and a column for
    explanations; read again, these come back beside their findings. A unit of which no return
    counts has nothing to go back. What asks nothing of a unit, because all suspects stand in the
    published workbook, is told as a note beside its other findings. Raises
    :class:`~youthstats.errors.WriteError` when a workbook cannot be written.
    """
    scheme = review.filed.scheme
    paths = returned_paths(folder, scheme, lang=lang)
    marks = marks_of(review.findings, review.filed)
    marked: dict[str, list[tuple[Finding, str]]] = {}
    for finding, mark in zip(review.findings, marks, strict=True):
        marked.setdefault(finding.unit, []).append((finding, mark))
    left: dict[str, list[Finding]] = {}
    for note in review.notes:
        if note.code == "explanation_left":
            left.setdefault(note.unit, []).append(note)
    written = []
    for one in review.filed.returns:
        mine = marked.get(one.unit, [])
        telling = Telling(one, scheme, paths[one.unit].name, lang)
        if one.consolidated or not any(telling.asks(finding) for finding, _ in mine):
            continue
        plans = _plans(telling, scheme, mine, left.get(one.unit, ()))
        told = (cell.comment for plan in plans for cell in plan.cells if cell.comment)
        made = constants(scheme, "return", made_of=one.sha256)
        said = {**made, **names_of_comments(told)}
        losses = render(paths[one.unit], plans, constants=said, title=scheme.title, lang=lang)
        notes = tuple(loss.note(one.unit) for loss in losses)
        written.append(Returned(one.unit, paths[one.unit], notes))
    return tuple(written)


def _plans(
    telling: Telling,
    scheme: Scheme,
    marked: Sequence[tuple[Finding, str]],
    left: Sequence[Finding],
) -> list[Plan]:
    """Plan 审核意见 and the unit's forms; ``left`` are the notes on explanations left over."""
    one, lang = telling.one, telling.lang
    stood = as_stood(one, lang)
    forms = return_plans(scheme, one.unit, one.records, stood=stood, lang=lang)
    told = [_told(telling, finding, mark) for finding, mark in marked]
    told += [Told(telling.left(note), note.severity) for note in left]
    told = [
        evolve(row, remark=evolve(row.remark, number=str(number)))
        for number, row in enumerate(told, 1)
    ]
    return [remark_plan(told, one.unit, lang), *(_coloured(plan, told) for plan in forms)]


def _told(telling: Telling, finding: Finding, mark: str) -> Told:
    """Tell a finding; the cells of one that asks something of the unit are marked."""
    places = tuple(dict.fromkeys(telling.places(finding))) if telling.asks(finding) else ()
    remark, severity = telling.remark(finding, mark), telling.weight(finding)
    return Told(remark, severity, telling.target(finding), places)


def _coloured(plan: Plan, told: Sequence[Told]) -> Plan:
    """Return a form's sheet with the cells of its findings coloured, and saying what is wrong."""
    by_place: dict[tuple[int, int], list[Told]] = {}
    for one in told:
        for sheet, row, column in one.places:
            if sheet == plan.name:
                by_place.setdefault((row, column), []).append(one)

    def marked(cell: Cell) -> Cell:
        here = by_place.get((cell.row, cell.column))
        if here is None:
            return cell
        flag = flag_of(one.severity for one in here)
        comment = "\n".join(one.remark.comment for one in here)
        return evolve(cell, style=evolve(cell.style, flag=flag), comment=comment)

    return evolve(plan, cells=[marked(cell) for cell in plan.cells])
