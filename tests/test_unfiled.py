"""A 0 that a formula shows over cells left blank is no base of a rate."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

import youthstats as ys
from youthstats.model.forms import Line
from youthstats.model.items import Category, Item, Kind
from youthstats.model.returns import ReadingNote, Return
from youthstats.model.values import Value

NOT_APPLICABLE = ys.Missing.NOT_APPLICABLE


INCOME = ys.define_form(
    id="A",
    label="表一",
    title="收入",
    items=[
        Item("tickets", Kind.COUNT, "门票（元）"),
        Item("meals", Kind.COUNT, "餐饮（元）"),
        Item("sold", Kind.COUNT, "销售小计（元）"),
        Item("grants", Kind.COUNT, "补助（元）"),
        Item("total", Kind.COUNT, "总收入（元）"),
    ],
    rows=ys.items(),
    columns=ys.categories(),
    categories=[Category("now", "本年"), Category("before", "上年同期")],
    edits=[
        ys.hard("sold", "sold = tickets + meals", "小计"),
        ys.hard("total", "total = sold + grants", "合计"),
    ],
)


@ys.form("B", label="表二", title="增长", rows=ys.items(), columns=ys.answer())
class Growth:
    """Of the year's total, and of what another form only repeats."""

    copied: int | None = ys.count("上年总收入（元）")
    growth: Decimal | None = ys.share("增长")
    again: Decimal | None = ys.share("再算增长")


UNITS = ys.Hierarchy((*(ys.Unit(f"{n}县", "全市") for n in range(4)), ys.Unit("全市")))
SCHEME = ys.define_scheme(
    id="growth",
    title="增长",
    period="2009年",
    forms=[INCOME, Growth],
    units=UNITS,
    edits=(
        ys.hard("copied", "B.copied = A.total[before]", "抄录"),
        ys.hard("growth", "B.growth = A.total[now] / A.total[before]", "增长"),
        ys.hard("again", "B.again = A.total[now] / B.copied", "增长"),
    ),
)
A, B = SCHEME.forms
PARTS = ("tickets", "meals", "grants")

parts = st.fixed_dictionaries({name: st.none() | st.integers(0, 99) for name in PARTS})
towns = st.lists(st.tuples(parts, parts), min_size=1, max_size=4)


def returned(unit: str, now: dict[str, int | None], before: dict[str, int | None]) -> Return:
    """Return what a spreadsheet shows of figures: its sums are 0 over nothing."""
    values: dict[tuple[str, Line], Value] = {}
    for line, figures in (("now", now), ("before", before)):
        given_ = {name: figure for name, figure in figures.items() if figure is not None}
        sold = given_.get("tickets", 0) + given_.get("meals", 0)
        given_ |= {"sold": sold, "total": sold + given_.get("grants", 0)}
        values |= {(name, line): figure for name, figure in given_.items()}
    copied: dict[tuple[str, Line], Value] = {("copied", None): values["total", "before"]}
    records = {"A": ys.Record.of(A, values), "B": ys.Record.of(B, copied)}
    return Return(unit, records, f"{unit}.xlsx")


def totals(made: list[Return]) -> ys.Totals:
    return ys.consolidate(ys.Filed.of(SCHEME, made))


def _total(figures: dict[str, int | None]) -> int:
    return sum(figure or 0 for figure in figures.values())


@given(towns)
def test_a_total_over_blanks_is_no_base(several: list[tuple[dict[str, int | None], ...]]) -> None:
    """The rate has no total just where a unit gave this year's figures and none of last year's."""
    made = totals([returned(f"{n}县", *one) for n, one in enumerate(several)])
    lacking = any(_total(now) and not any(f is not None for f in b.values()) for now, b in several)
    base = sum(_total(before) for _, before in several)
    share = Fraction(sum(_total(now) for now, _ in several), base) if base else ys.Missing.BLANK
    expected = NOT_APPLICABLE if lacking else share
    record = made["B"].record
    assert (expected, expected) == (record["growth"], record["again"])
    assert base == made["A"].record["total", "before"]


def test_order_and_parts_change_nothing() -> None:
    """Merged of two parts in either order, it is as unknown."""
    one = returned("0县", {"tickets": 5}, {"tickets": 4})
    other = returned("1县", {"tickets": 9}, {})
    for made in ([one, other], [other, one]):
        first, second = (ys.consolidate([part], SCHEME) for part in made)
        assert NOT_APPLICABLE is (first | second)["B"].record["growth"]
        streamed = ys.consolidate(iter(made), SCHEME, keep=False)
        assert NOT_APPLICABLE is streamed["B"].record["growth"]


def test_a_zero_that_somebody_typed_was_said() -> None:
    """A unit that had nothing last year says so, and the rate is that of all."""
    one = returned("0县", {"tickets": 5}, {"tickets": 4})
    for none in ({"tickets": 0}, {"grants": 0}):
        other = returned("1县", {"tickets": 9}, dict(none))
        assert Fraction(14, 4) == totals([one, other])["B"].record["growth"]
    note = ReadingNote("reading.formula_typed_over", "A", "total", "before", "0", ys.Missing.BLANK)
    typed = evolve(returned("1县", {"tickets": 9}, {}), notes=(note,))
    assert Fraction(14, 4) == totals([one, typed])["B"].record["growth"]


@given(st.sampled_from(["now", "before"]), st.booleans())
def test_what_nobody_can_read_hides_no_base_left_out(line: str, blank: bool) -> None:
    """A figure that cannot be read makes a rate unreadable, unless a unit left the base out as well."""
    one = returned("0县", {"tickets": 5}, {"tickets": 4})
    lost = one.records["A"].replacing({("total", line): ys.Missing.UNREADABLE})
    one = evolve(one, records={**one.records, "A": lost})
    other = returned("1县", {"tickets": 9}, {} if blank else {"tickets": 1})
    expected = NOT_APPLICABLE if blank else ys.Missing.UNREADABLE
    assert expected is totals([one, other])["B"].record["growth"]


def _sheet(path: Path, unit: str, figures: list[int | None]) -> Path:
    """Write the office's form as a spreadsheet saves it, its results beside its formulas."""
    now, before = figures[:2], figures[2:]
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("收入")
        box = book.add_format({"border": 1})
        sheet.write(0, 0, "收入情况")
        sheet.write_row(1, 0, ["填报单位：", unit])
        sheet.write_row(2, 0, ["指标", "本年（元）", "上年（元）", "增长（%）"], box)
        for row, label in enumerate(["合计", "门票", "餐饮"], 3):
            sheet.write(row, 0, label, box)
            for column, given_ in ((1, now), (2, before)):
                if row == 3:
                    letter = "ABC"[column]
                    worth = sum(one or 0 for one in given_)
                    sheet.write_formula(3, column, f"=SUM({letter}5:{letter}6)", box, worth)
                elif (one := given_[row - 4]) is None:
                    sheet.write_blank(row, column, None, box)
                else:
                    sheet.write_number(row, column, one, box)
            at = row + 1
            text = f'=IF(C{at}=0,"",(B{at}-C{at})/C{at}*100)'
            new, old = (
                sum(one or 0 for one in given_) if row == 3 else given_[row - 4] or 0
                for given_ in (now, before)
            )
            sheet.write_formula(row, 3, text, box, (new - old) / old * 100 if old else "")
    return path


@pytest.mark.parametrize("before", [[10, 30], [None, None]])
def test_an_offices_growth_over_a_unit_without_last_year(
    tmp_path: Path, before: list[int | None]
) -> None:
    """Its own total is as blank as those of the rows: no growth out of a base that is not whole."""
    template = _sheet(tmp_path / "表.xlsx", "", [None] * 4)
    (tmp_path / "上报").mkdir()
    _sheet(tmp_path / "上报" / "甲县.xlsx", "甲县", [20, 40, 10, 30])
    _sheet(tmp_path / "上报" / "乙县.xlsx", "乙县", [20, 40, *before])
    output = tmp_path / "汇总.xlsx"
    job = ys.reconcile(tmp_path / "上报", ys.understand(template), output)
    sheet = openpyxl.load_workbook(output, data_only=True)["收入"]
    whole = before[0] is not None
    expected = [50, 100, 33.3] if whole else [None, None, None]
    shown = [sheet[place].value for place in ("D4", "D5", "D6")]
    assert expected == [one if one is None else round(one, 1) for one in shown]
    assert whole is not any(one.code == "template_formula_part_only" for one in job.review.notes)
