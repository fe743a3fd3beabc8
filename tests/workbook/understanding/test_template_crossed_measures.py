"""Rows and headings that each give a measure: 原煤（吨） by 折标煤量（吨标准煤）."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import openpyxl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import youthstats as ys
from tests.workbook.understanding.drawing import Drawn, draw
from youthstats.model.edits import Severity

ROWS = {"电力": "万千瓦时", "原煤": "吨", "生猪": "头", "小麦": "亩", "机井": "眼", "水": "立方米"}
HEADINGS = ["数量", "金额（万元）", "折标煤量（吨标准煤）", "受益人口（人）"]


def grid(rows: Mapping[str, str], headings: Sequence[str], *, apart: bool = False) -> str:
    """Return a table of these rows and columns, the measures of the rows in a column if ``apart``."""
    lines = [f"| 品种 | {'计量单位 | ' * apart}{' | '.join(headings)} |"]
    for label, measure in rows.items():
        led = f"{label} | {measure}" if apart else f"{label}（{measure}）" if measure else label
        lines.append(f"| {led} |{'  |' * len(headings)}")
    return "\n".join(("情况表", "填报单位：", *lines))


def measures(folder: Path, drawn: str) -> dict[tuple[str, str], str]:
    """Return the measure of each answer by the labels of its row and column."""
    template = ys.understand(draw(folder / "表.xlsx", drawn))
    found: dict[tuple[str, str], str] = {}
    for form in template.scheme.forms:
        headings = [one.label for one in form.categories] or [form.columns.label]
        for item in form.items:
            found |= {(item.short_label, heading): item.measure for heading in headings}
    return found


@pytest.mark.parametrize("apart", [False, True])
@pytest.mark.parametrize("heading", HEADINGS[1:])
def test_a_heading_tells_the_measure_of_its_column(
    heading: str, apart: bool, tmp_path: Path
) -> None:
    """数量 is in what each row says, and beside it all is in what the heading says."""
    rows = {label: ROWS[label] for label in ("电力", "原煤", "生猪")}
    own = heading.rstrip("）").partition("（")[2]
    expected = {(label, "数量"): measure for label, measure in rows.items()}
    expected |= {(label, heading): own for label in rows}
    assert expected == measures(tmp_path, grid(rows, ["数量", heading], apart=apart))


def measure_of(heading: str, row: str) -> str:
    return heading.rstrip("）").partition("（")[2] or row


@settings(max_examples=40)
@given(
    st.lists(st.sampled_from(sorted(ROWS)), min_size=2, max_size=4, unique=True),
    st.lists(st.sampled_from(HEADINGS), min_size=2, max_size=3, unique=True),
    st.booleans(),
)
@example(["机井", "水"], ["数量", "受益人口（人）"], True)
def test_every_figure_is_read_in_the_measure_that_is_asked_for(
    labels: list[str], headings: list[str], apart: bool
) -> None:
    """Whoever writes it behind the figure is told nothing, and no figure is lost."""
    rows = {label: ROWS[label] for label in labels}
    with tempfile.TemporaryDirectory() as folder:
        path = draw(Path(folder) / "表.xlsx", grid(rows, headings, apart=apart))
        scheme = ys.understand(path).scheme
        book = openpyxl.load_workbook(path)
        sheet = book["表一"]
        sheet["A2"] = "填报单位：东镇"
        for down, row in enumerate(rows.values()):
            for across, heading in enumerate(headings):
                figure = 1 + down * len(headings) + across
                cell = sheet.cell(4 + down, 2 + apart + across)
                cell.value = f"{figure}{measure_of(heading, row)}"
        book.save(Path(folder) / "东镇.xlsx")
        returns = ys.read(Path(folder) / "东镇.xlsx", scheme)
    hard = [one for one in ys.check(returns).findings if one.severity is Severity.HARD]
    assert [] == hard
    read = [value for one in returns for record in one.records.values() for *_, value in record]
    assert list(range(1, 1 + len(rows) * len(headings))) == sorted(read)  # type: ignore[type-var]


YEARS = ["本年（万元）", "上年（万元）"]


@pytest.mark.parametrize(
    "headings", [YEARS, [*YEARS, "增长（%）"], ["金额（万元）", "备注"], ["金额（万元）"]]
)
def test_what_all_columns_share_is_of_the_rows_that_give_none(
    headings: list[str], tmp_path: Path
) -> None:
    """从业人员（人） are people, in a table of 万元 too."""
    rows = {"营业收入": "", "利润总额": "", "从业人员": "人"}
    found = measures(tmp_path, grid(rows, headings))
    assert {"人"} == {found["从业人员", heading] for heading in headings if "万元" in heading}
    assert {"万元"} == {found["营业收入", heading] for heading in headings if "万元" in heading}


def test_what_every_row_says_otherwise_is_the_headings(tmp_path: Path) -> None:
    """Of pigs and of wheat the premiums are asked for: both are money."""
    rows = {"生猪": "头", "小麦": "亩"}
    found = measures(tmp_path, grid(rows, ["保费（万元）", "赔款（万元）"]))
    assert {"万元"} == set(found.values())


def test_when_is_not_of_what(tmp_path: Path) -> None:
    """A measure beside 本年 is that of the table: rows that say their own are not in it."""
    found = measures(tmp_path, grid({"生猪": "头", "小麦": "亩"}, YEARS))
    assert {("生猪", "头"), ("小麦", "亩")} == {(row, one) for (row, _), one in found.items()}


@pytest.mark.parametrize("row", ["%", "元/人", "岁"])
def test_a_rate_is_no_money_under_any_heading(row: str, tmp_path: Path) -> None:
    """A row in per cent, or by another measure, stays what it is."""
    found = measures(tmp_path, grid({"生猪": "头", "水平": row}, ["数量", "金额（万元）"]))
    assert row == found["水平", "金额（万元）"]
    assert "万元" == found["生猪", "金额（万元）"]


@pytest.mark.parametrize(
    ("row", "headings"),
    [
        ("元/人", ["面积（亩）", "产量（吨）"]),
        ("元/人", ["数量", "金额（万元）"]),
        ("人", ["本年（万元）", "上年（元）"]),
    ],
)
def test_rows_that_give_none_are_in_the_measure_of_each_heading(
    row: str, headings: list[str], tmp_path: Path
) -> None:
    """What one row gives besides takes it from none of the others."""
    found = measures(tmp_path, grid({"小麦": "", "玉米": "", "水平": row}, headings))
    for heading in headings:
        expected = measure_of(heading, "")
        assert (expected, row) == (found["小麦", heading], found["水平", heading])


def test_things_counted_have_words_of_their_own(tmp_path: Path) -> None:
    """数量（个） of 车辆（辆） is in 辆: nobody writes 5个 there."""
    found = measures(
        tmp_path, grid({"车辆": "辆", "电力": "万千瓦时"}, ["数量（个）", "金额（万元）"])
    )
    assert ("辆", "万元") == (found["车辆", "数量（个）"], found["车辆", "金额（万元）"])


def test_the_same_measure_twice_makes_no_forms(tmp_path: Path) -> None:
    """其中：女（人） is beside 总数 of people."""
    template = ys.understand(
        draw(
            tmp_path / "表.xlsx",
            Drawn(grid({"教师": "人", "学生": "人"}, ["总数", "其中：女（人）"])),
        )
    )
    assert 1 == len(template.scheme.forms)


def test_the_measures_of_the_rows_are_not_held_against_money(tmp_path: Path) -> None:
    """计量单位 says 元 of what is paid for; that is no other size of the 万元 in which it is paid."""
    drawn = grid({"生猪": "头", "运费": "元", "本金": "万元"}, ["数量", "金额（万元）"], apart=True)
    path = draw(tmp_path / "表.xlsx", drawn)
    scheme = ys.understand(path).scheme
    book = openpyxl.load_workbook(path)
    sheet = book["表一"]
    sheet["A2"], sheet["C5"], sheet["D5"] = "填报单位：东镇", "70000元", "7万元"
    book.save(tmp_path / "东镇.xlsx")
    review = ys.check(ys.read(tmp_path / "东镇.xlsx", scheme))
    assert [] == [one.code for one in review.findings if one.code.startswith("label")]
