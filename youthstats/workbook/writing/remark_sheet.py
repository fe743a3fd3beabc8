"""The sheet 审核意见: one row a finding, links to the cells, and room to explain."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import evolve, frozen

from youthstats.layout.formulas import CellAt, a1
from youthstats.model.edits import Severity
from youthstats.model.remarks import Remark
from youthstats.wording import say
from youthstats.workbook.writing.listing import HEAD, MIDDLE, PLAIN, Row, headings, listing
from youthstats.workbook.writing.plan import Content, Plan, Validation, flag_of

__all__ = ["Told", "remark_plan"]

COLUMNS = ("number", "severity", "form", "cells", "wrong", "ought", "explanation", "mark")
EXPLANATION = COLUMNS.index("explanation")
ROOM = 3
"""Lines a row has room for: an explanation is yet to be written."""

MARK_WIDTH = 14.0
"""Wide enough for a mark; its seals wrap behind the hyphen."""


@frozen
class Told:
    """A row with the severity of its finding, where it leads, and the cells that say the same."""

    remark: Remark
    severity: Severity
    target: CellAt | None = None
    places: tuple[CellAt, ...] = ()


def remark_plan(told: Sequence[Told], unit: str, lang: str) -> Plan:
    """Plan the sheet; only the column for explanations is open."""
    plan = listing(
        say("remarks.sheet", lang),
        say("remarks.title", lang, unit=unit),
        say("remarks.summary", lang),
        headings("remarks", COLUMNS, lang),
        [_row(one) for one in told],
        roomy={4: 46.0, 6: 40.0},
        narrow={3: 20.0, 4: 46.0, 5: 40.0, 6: 40.0, 7: MARK_WIDTH},
    )
    return evolve(plan, protected=True, lines=ROOM, validations=tuple(_prompts(told, lang)))


def _row(told: Told) -> Row:
    remark = told.remark
    contents: list[Content] = [getattr(remark, column) or None for column in COLUMNS]
    contents[0], contents[-1] = int(remark.number), remark.sealed_mark or None
    styles = dict.fromkeys((0, 2, 7), MIDDLE)
    styles[1] = evolve(MIDDLE, flag=flag_of([told.severity]))
    styles[EXPLANATION] = evolve(PLAIN, unlocked=True)
    return Row(contents, styles, {3: a1(told.target)} if told.target else {})


def _prompts(told: Sequence[Told], lang: str) -> Iterator[Validation]:
    """Yield what the cells for explanations say when they are entered."""
    title = say("remarks.explanation", lang)
    for row, one in enumerate(told, HEAD):
        if one.severity is not Severity.NOTE:
            prompt = say(f"remarks.prompt_{one.severity.value}", lang)
            yield Validation(row, EXPLANATION, title=title, prompt=prompt)
