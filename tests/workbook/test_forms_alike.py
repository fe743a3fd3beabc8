"""A blank form stays blank, whatever stands in the one beside it that looks like it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from attrs import evolve

import youthstats as ys
from tests.workbook.test_roundtrip import differing, read_one
from youthstats.model.axes import Axis, Dimension, answer, items
from youthstats.model.axes import units as units_axis
from youthstats.model.forms import define_form
from youthstats.model.items import Item, Kind
from youthstats.model.returns import Record, Return
from youthstats.model.schemes import Duty, define_scheme
from youthstats.model.units import Hierarchy, Unit
from youthstats.workbook.writing.plan import Plan
from youthstats.workbook.writing.render import render
from youthstats.workbook.writing.template import return_plans

UNITS = Hierarchy((Unit("全境"), Unit("东县", "全境"), Unit("西县", "全境")))
LIST = (Axis((Dimension.ENTRY,), least=6), items())
OTHERS = {
    "units": (units_axis(total="last", total_label="合计"), items()),
    "answer": (answer("数量"), items()),
    "items": (items(), answer("数量")),
    "list": LIST,
}


def _form(number: int, title: str, labels: Sequence[str], axes: tuple[Axis, Axis]) -> ys.Form:
    asked = [Item(f"x{n}", Kind.COUNT, label) for n, label in enumerate(labels)]
    label = f"表{'一二'[number - 1]}"
    return define_form(
        id=f"F{number}", label=label, title=title, items=asked, rows=axes[0], columns=axes[1]
    )


def _untitled(plan: Plan) -> Plan:
    return evolve(plan, cells=[cell for cell in plan.cells if "情况统计表" not in str(cell.value)])


@pytest.mark.parametrize("lost", ["names", "sheets", "title"])
@pytest.mark.parametrize("labels", [("基数", "岗数"), ("基数",)], ids=len)
@pytest.mark.parametrize("other", OTHERS)
@pytest.mark.parametrize("title", ["基情况统计表", "岗情况统计表"])
def test_a_blank_list_takes_no_figure_of_another_form(
    title: str, other: str, labels: Sequence[str], lost: str, tmp_path: Path
) -> None:
    """A 0 of 表二 is no entry of a list 表一 that nobody filled in, were their titles the same."""
    blank = _form(1, "基情况统计表", ["基数"], LIST)
    filled = _form(2, title, labels, OTHERS[other])
    duties = {id: Duty((), UNITS.leaves) for id in ("F1", "F2")}
    scheme = define_scheme(
        id="s", title="制度", period="", forms=[blank, filled], units=UNITS, duties=duties
    )
    lines = filled.lines or (0,)
    record = Record.of(filled, {(item.name, line): 0 for item in filled.items for line in lines})
    one = Return("东县", {"F1": Record.empty(blank), "F2": record})
    plans = [evolve(plan, names={}) for plan in return_plans(scheme, "东县", one.records)]
    if lost == "sheets":
        plans = [evolve(plan, name=f"Sheet{n}") for n, plan in enumerate(plans, 1)]
    if lost == "title":
        plans = [plans[0], _untitled(plans[1])]
    path = tmp_path / "东县.xlsx"
    render(path, plans, constants={})
    assert [] == differing(one, read_one(path, scheme))
