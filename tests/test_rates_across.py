"""Rates worked out from other forms: their totals, and the formulas that stand beside them."""

from __future__ import annotations

import random
import tempfile
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

import youthstats as ys
from tests.workbook.long_tables import many
from tests.workbook.understanding.drawing import draw
from youthstats.consolidate import Sums
from youthstats.model.axes import Axis, Dimension
from youthstats.model.forms import define_form
from youthstats.model.items import Item, Kind
from youthstats.model.returns import Return
from youthstats.model.values import exact, is_figure
from youthstats.workbook.package import Cell, open_book
from youthstats.workbook.reading.sheets.evaluate import evaluate
from youthstats.workbook.writing.by_unit import ByUnit
from youthstats.workbook.writing.render import render
from youthstats.workbook.writing.report import FormReport, Marks
from youthstats.workbook.writing.report_plans import report_plan

BLANK, NOT_APPLICABLE = ys.Missing.BLANK, ys.Missing.NOT_APPLICABLE


@ys.form("A", label="表一", title="人员情况", rows=ys.items(), columns=ys.answer())
class People:
    """What the rates are worked out from."""

    young: int | None = ys.count("青年（人）")
    members: int | None = ys.count("团员（人）")


@ys.form("B", label="表二", title="比率情况")
class Rates:
    """Rates of what stands on other forms, what follows from one, and one that nothing derives."""

    share: Decimal | None = ys.share("团青比例")
    mille: Decimal | None = ys.money("团青比例（‰）", adds=False)
    head: Decimal | None = ys.money("人均经费（元）", adds=False)
    index: Decimal | None = ys.money("指数", adds=False)
    events: int | None = ys.count("活动（次）")
    edits = (ys.hard("mille", "mille = 1000 * share", "千分比应为比例的一千倍"),)


COSTS = define_form(
    id="C",
    label="表三",
    title="经费清单",
    items=[Item("name", Kind.TEXT, "名称"), Item("cost", Kind.COUNT, "金额（元）")],
    rows=Axis((Dimension.ENTRY,), summed=True),
    columns=Axis((Dimension.ITEM,)),
    edits=[ys.hard("sum", "cost[合计] = cost[*]", "合计应等于各行之和")],
)
UNITS = ys.Hierarchy(
    (
        *(ys.Unit(f"{n}镇", f"{n % 2}县") for n in range(5)),
        *(ys.Unit(f"{n}县", "全市") for n in range(2)),
        ys.Unit("全市"),
    )
)
SCHEME = ys.define_scheme(
    id="rates",
    title="比率报表制度",
    period="2009年",
    forms=[People, Rates, COSTS],
    units=UNITS,
    edits=(
        ys.hard("share", "B.share = A.members / A.young", "比例"),
        ys.hard("head", "B.head = C.cost[*] / A.young", "人均"),
    ),
)
A, B, C = SCHEME.forms

figures = st.integers(1, 999)
answers = st.fixed_dictionaries(
    {
        "young": figures,
        "members": figures,
        "costs": st.lists(figures, max_size=3),
        "events": figures,
    }
)
towns = st.lists(answers, min_size=1, max_size=5)


def returns(given_: list[dict[str, Any]]) -> list[Return]:
    """Return what towns filed, their rates as their figures make them."""
    return [_return(f"{n}镇", one) for n, one in enumerate(given_)]


def _return(unit: str, one: dict[str, Any]) -> Return:
    plain = {name: one[name] for name in ("young", "members") if one.get(name) is not None}
    records = {
        "A": ys.parse_record(A, plain),
        "B": ys.parse_record(B, {"index": 100, "events": one.get("events", 1)}),
        "C": ys.parse_record(C, [{"name": "甲", "cost": cost} for cost in one.get("costs", ())]),
    }
    return Return(unit, records, f"{unit}.xlsx")


def total(made: list[Return], unit: str = "全市") -> ys.Record:
    return ys.consolidate(ys.Filed.of(SCHEME, made))["B"].records[unit]


def _sums(several: list[dict[str, Any]]) -> tuple[Fraction, int, int]:
    young = sum(one["young"] for one in several)
    costs = [cost for one in several for cost in one["costs"]]
    return Fraction(sum(one["members"] for one in several), young), sum(costs), young


def test_which_totals_other_forms_tell() -> None:
    """Those that an edit across forms derives, and what follows from them; no other, and no list's."""
    assert {("B", "share", None), ("B", "mille", None), ("B", "head", None)} == set(SCHEME.across)
    assert {"A.members / A.young", "C.cost[*] / A.young", "1000 * B.share"} == {
        str(source).split(" = ")[-1] for source in SCHEME.across.values()
    }


def test_a_circle_tells_nothing() -> None:
    """Two rates that are each worked out from the other have no total."""
    circle = ys.define_scheme(
        id="circle",
        title="循环",
        period="2009年",
        forms=[People, Rates],
        units=UNITS,
        edits=(
            ys.hard("head", "B.head = B.index / A.young", "甲"),
            ys.hard("index", "B.index = B.head / A.young", "乙"),
        ),
    )
    assert {} == circle.across


@pytest.mark.parametrize(
    "edit",
    [
        ys.soft("x", "B.share = A.members / A.young", "应说明"),
        ys.hard("x", "B.share = A.members / A.young", "只对一个单位", only=("0镇",)),
        ys.hard("x", "B.share <= A.members", "不等式"),
        ys.hard("x", "B.share = A.members / B.index", "基数没有合计"),
    ],
)
def test_what_need_not_hold_of_all_derives_nothing(edit: Any) -> None:
    """Nor does what only should hold, or holds of some, or rests on what has no total."""
    scheme = ys.define_scheme(
        id="x", title="制度", period="2009年", forms=[People, Rates], units=UNITS, edits=(edit,)
    )
    assert {} == scheme.across


@given(towns)
def test_a_rate_is_worked_out_from_the_sums(several: list[dict[str, Any]]) -> None:
    """It is that of the sums at every level, whatever each unit's own is; what follows too."""
    made = returns(several)
    for unit, part in (("全市", several), ("0县", several[::2])):
        share, cost, young = _sums(part)
        record = total(made, unit)
        assert share == record["share"]
        assert 1000 * share == record["mille"]
        assert (Fraction(cost, young) if cost else BLANK) == record["head"]
        assert NOT_APPLICABLE is record["index"]


@given(towns, st.randoms(use_true_random=False), st.integers(0, 5))
def test_order_and_parts_change_nothing(
    several: list[dict[str, Any]], chance: random.Random, cut: int
) -> None:
    """In any order, and merged of two parts, the totals are the same."""
    made = returns(several)
    shuffled = chance.sample(made, len(made))
    whole = total(made)
    assert whole == total(shuffled)
    parts = [ys.consolidate(part, SCHEME) for part in (shuffled[:cut], shuffled[cut:])]
    assert whole == (parts[0] | parts[1])["B"].record
    streamed = ys.consolidate(iter(made), SCHEME, keep=False)["B"].record
    assert (whole["share"], NOT_APPLICABLE) == (streamed["share"], streamed["head"])


@pytest.mark.parametrize(
    ("left_out", "expected"),
    [
        ({"young": None, "members": 3}, NOT_APPLICABLE),
        ({"young": None, "members": 0}, Fraction(1, 2)),
        ({"young": 5, "members": None}, Fraction(5, 15)),
        ({"young": None, "members": None}, Fraction(1, 2)),
    ],
)
def test_a_rate_is_never_of_a_part_of_its_base(left_out: dict[str, Any], expected: object) -> None:
    """Where a unit gives the part and leaves out the base, none is told; there is no other case."""
    made = returns([{"young": 10, "members": 5}, left_out])
    assert expected == total(made)["share"]
    one_by_one = [Sums.over([one], SCHEME) for one in made]
    merged = one_by_one[0].merge(one_by_one[1])
    baseless = merged.forms["A"].levels(UNITS)["全市"].baseless
    assert (expected is NOT_APPLICABLE) == (("B", "share", None) in baseless)


def test_what_cannot_be_read_is_not_guessed() -> None:
    """A figure of the base that nobody can read makes the rate unreadable, and what follows."""
    made = returns([{"young": 10, "members": 5}, {"young": 10, "members": 5}])
    lost = made[0].records["A"].replacing({("young", None): ys.Missing.UNREADABLE})
    made[0] = evolve(made[0], records={**made[0].records, "A": lost})
    assert ys.Missing.UNREADABLE is total(made)["share"]


@pytest.mark.parametrize("together", [1, 50])
@settings(max_examples=15, deadline=None)
@given(towns)
def test_the_workbooks_work_it_out(together: int, several: list[dict[str, Any]]) -> None:
    """Wherever the total stands it is a formula, beside it what that comes to, in every shape."""
    totals = ys.consolidate(ys.Filed.of(SCHEME, returns(several)))
    expected = totals["B"].record
    with many(together=together, held=500), tempfile.TemporaryDirectory() as folder:
        for number, make in enumerate((FormReport, ByUnit)):
            reports = make.of_all(totals, Marks())
            path = Path(folder, f"{number}.xlsx")
            frames = [(one, frame) for one in reports.values() for frame in one.frames]
            render(path, [report_plan(one, frame) for one, frame in frames], title="比率")
            book = open_book(path)
            for name in ("share", "mille", "head"):
                at = reports["B"].total_at(name, None)
                assert at is not None
                sheet = next(one for one in book.sheets if one.name == at[0])
                cell = sheet.cells.get(at[1:], Cell())
                if expected[name] is BLANK:
                    assert not cell.value
                elif name != "head" or make is FormReport:
                    assert cell.formula is not None
                    assert _kept(expected[name]) == _float(evaluate(book, at[0], cell.formula))
                assert expected[name] is BLANK or _kept(expected[name]) == _float(cell.value)


def _kept(figure: Any) -> Any:
    """Return what equals a figure to what a spreadsheet keeps of it."""
    return pytest.approx(float(figure), rel=1e-12)


def _float(value: Any) -> float:
    return float(value)


def test_the_blank_workbook_has_the_formula_too(tmp_path: Path) -> None:
    """The consolidated workbook to be filled in by hand works the rate out as well."""
    _, report = ys.write_templates(tmp_path, SCHEME)
    cells = {
        cell.formula
        for sheet in open_book(report).sheets
        if sheet.name == "表二"
        for cell in sheet.cells.values()
    }
    assert any(formula and "'表一'!" in formula for formula in cells)


def test_the_workbook_is_read_back(tmp_path: Path) -> None:
    """As a finished report, with the rate that its formula shows, and no word against it."""
    made = ys.Filed.of(SCHEME, returns([{"young": 10, "members": 5}, {"young": 30, "members": 5}]))
    ys.write(tmp_path / "合计.xlsx", ys.consolidate(made), ys.check(made))
    back = ys.read(tmp_path / "合计.xlsx", SCHEME)
    shown = back["全市"].records["B"]["share"]
    assert is_figure(shown)
    assert Fraction(1, 4) == exact(shown)  # type: ignore[arg-type]
    assert [] == [one for one in ys.check(back) if one.facts.get("item") == "share"]


PLAIN = """
基层表
填报单位： |
| 指标 | 人数（人） |
| 青年 | |
| 团员 | |
"""
RATES = """
情况表
| 指标 | 数值 |
| 团青比例（%） | {formula} |
| 活动（次） | |
"""


@pytest.mark.parametrize("together", [1, 50])
@pytest.mark.parametrize("guarded", [True, False])
def test_a_template_shows_the_rate_of_all(together: int, guarded: bool, tmp_path: Path) -> None:
    """Its formula stays and comes to it; on our sheet the line of the total has it too."""
    formula = "表一!B5/表一!B4*100"
    formula = f'=IF(表一!B4=0,"",{formula})' if guarded else f"={formula}"
    template = ys.understand(draw(tmp_path / "表.xlsx", PLAIN, RATES.format(formula=formula)))
    (tmp_path / "上报").mkdir()
    for n, (young, members) in enumerate([(10, 5), (30, 5)]):
        book = openpyxl.load_workbook(template.path)
        book["表一"]["B2"] = f"{n}镇"
        book["表一"]["B4"], book["表一"]["B5"], book["表二"]["B4"] = young, members, 1
        book.save(tmp_path / "上报" / f"{n}镇.xlsx")
    with many(together=together, held=500):
        job = ys.reconcile(tmp_path / "上报", template, tmp_path / "汇总.xlsx")
    shown = openpyxl.load_workbook(tmp_path / "汇总.xlsx", data_only=True)
    kept = openpyxl.load_workbook(tmp_path / "汇总.xlsx")
    assert (25, formula) == (shown["表二"]["B3"].value, kept["表二"]["B3"].value)
    assert ["合计", 0.25, 2] == [cell.value for cell in shown["表二分单位"][7]]
    assert "'表一分单位'!C7" in str(kept["表二分单位"]["B7"].value)
    told = {note.code for note in job.review.notes}
    assert {"template_rate_differs", "worked_out_in_template", "not_added"}.isdisjoint(told)


def test_a_typed_rate_of_a_template_is_worked_out(tmp_path: Path) -> None:
    """Where the office says across forms what the rate is, and has no formula, its total is filled in."""
    template = draw(tmp_path / "表.xlsx", PLAIN, RATES.format(formula=""))
    said = '[[edits]]\nname = "比例"\ntext = "表二.团青比例 = 表一.团员 / 表一.青年"\n'
    (tmp_path / "表.toml").write_text(said, encoding="utf-8")
    assert {("表二", "团青比例", None)} == set(ys.understand(template).scheme.across)
