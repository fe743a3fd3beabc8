"""Rosters of any number of units, and what all of them filed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from decimal import Decimal
from typing import Any
from unittest.mock import patch

from attrs import evolve

import youthstats as ys
from youthstats.model.returns import Return

YEAR_2009 = ys.load_scheme("youth_league_2009")
GOALS = YEAR_2009.form("T4").item("goal").choices
WRITING = "youthstats.workbook.writing"


@contextmanager
def many(*, together: int, held: int) -> Iterator[None]:
    """Let so few units already be many, and so few rows."""
    names = {"report.MOST_TOGETHER": together}
    names |= {f"{module}.MOST_HELD": held for module in ("report", "report_plans", "listing")}
    with ExitStack() as stack:
        for name, value in names.items():
            stack.enter_context(patch(f"{WRITING}.{name}", value))
        yield


def roster(towns: int) -> ys.Hierarchy:
    """Return a city of counties of towns, 25 to a county; the towns file."""
    counties = [f"第{n}县" for n in range(1, -(-towns // 25) + 1)]
    return ys.Hierarchy(
        (
            *(ys.Unit(f"第{n + 1}镇", counties[n // 25]) for n in range(towns)),
            *(ys.Unit(county, "全市") for county in counties),
            ys.Unit("全市"),
        )
    )


def scheme(towns: int, *forms: str) -> ys.Scheme:
    """Return forms of the 2009 scheme, owed by every town of such a roster."""
    units = roster(towns)
    chosen = [YEAR_2009.form(id) for id in forms] or list(YEAR_2009.forms)
    owed = {form.id: ys.Duty(owed_by=units.leaves) for form in chosen}
    return evolve(YEAR_2009, id="wide", forms=tuple(chosen), units=units, duties=owed, edits=())


def filed(asked: ys.Scheme, *, missing: tuple[str, ...] = ()) -> ys.Filed:
    """Return what every town filed but those missing: figures that differ from town to town."""
    return ys.Filed.of(
        asked,
        [
            Return(unit, {form.id: _record(form, place) for form in asked.forms}, f"{unit}.xlsx")
            for place, unit in enumerate(asked.units.leaves, 1)
            if unit not in missing
        ],
    )


def _record(form: ys.Form, place: int) -> ys.Record:
    answers: dict[str, Any] = {
        "T1": {"central": place, "county": 3, "total": place + 3, "posts": 7 * place},
        "T2": {"cards": place, "funds": Decimal(place) / 4},
        "T3": {"persons": {"primary": place, "medical": 2}, "funds": {"primary": 100 * place}},
        "T4": [
            {"goal": GOALS[place % 3], "project": f"{n}号项目", "planned": place}
            for n in range(place % 3)
        ],
        "T5": {"opened": "2009年5月4日", "calls": 4 * place, "resolved": place, "rate": "25%"}
        | ({"remarks": "电话打不通。" * 20} if place == 3 else {}),
        "T6": {"training": f"举办（{place}）次，培训（{place * 9}）人"},
        "T7": {"trained": place, "towns": 8, "towns_elected": 2, "towns_elected_share": "25%"},
    }
    return ys.parse_record(form, answers[form.id])
