"""Rows that end a list, or say that there is nothing to list: no entries, and told as what they are."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import youthstats as ys
from tests.workbook.test_list_sums import ENTRIES, TEMPLATE, checked, listed
from tests.workbook.understanding.drawing import draw
from youthstats.workbook.reading.sheets.ending import Ending, ending_said
from youthstats.workbook.reading.sheets.labels import folded

TOTALLED = f"{TEMPLATE}| 合计 | | =SUM(C4:C6) | =SUM(D4:D6) | |\n"
TOTAL = ("合计", "", "40", "12", "")
NAMES = ["甲桥", "乙路"]
WORDS = ["以下空白", "以下无正文", "（以下无）", "以下为空", "——以下空白——", "以下均无"]


def told(job: ys.Job) -> dict[str, object]:
    """Return what was said of rows that are no entries, and of words nobody read."""
    said = (*job.review.findings, *job.review.notes)
    codes = {"list_ended", "list_said_empty", "words_not_read", "figures_beside"}
    return {one.code: one.facts["places"] for one in said if one.code in codes}


def ended(words: str, *, strokes: bool) -> tuple[str, ...]:
    """Return a row that ends a list: its words, with strokes beside them or nothing."""
    return ("3", words, *(("／", "—", "无") if strokes else ("", "", "")))


@settings(max_examples=20, deadline=None)
@given(
    st.lists(st.sampled_from([*WORDS, "／", "—", "－－", "无"]), min_size=1, max_size=3),
    st.booleans(),
    st.booleans(),
)
def test_rows_that_end_a_list_are_no_entries(
    words: list[str], strokes: bool, totalled: bool
) -> None:
    """However many there are, and with a line of totals under them or without."""
    rows = [ended(word, strokes=strokes) for word in words]
    below = [TOTAL] if totalled else []
    job = checked(*ENTRIES, *rows, *below, template=TOTALLED if totalled else TEMPLATE)
    assert NAMES == listed(job)
    places = [f"B{row} “{word}”" for row, word in enumerate(words, 6)]
    assert {"list_ended": places} == told(job)


@pytest.mark.parametrize(
    "words",
    ["无", "／", "无在建项目", "本单位无此类项目", "本镇暂无项目", "目前没有在建工程"],
)
def test_a_list_that_says_it_is_empty(words: str) -> None:
    """It has no entries, and a note says what stood there."""
    job = checked(("1", words, "", "", ""))
    assert [] == listed(job)
    assert {"list_said_empty": [f"B4 “{words}”"]} == told(job)
    assert [] == list(job.review.findings)  # it was filed


def test_a_list_left_blank_is_not_filed() -> None:
    """Nobody said that there is nothing to list."""
    assert ["form_missing"] == [one.code for one in checked(("1", "", "", "", "")).review.findings]


def test_the_line_of_totals_of_an_empty_list(tmp_path: Path) -> None:
    """It may say nothing, or zero, and the unit counts as one that filed."""
    for n, total in enumerate(("0", "")):
        folder = tmp_path / str(n)
        folder.mkdir()
        rows = ("1", "无", "", "", ""), ("合计", "", total, total, "")
        job = checked(*rows, template=TOTALLED, folder=folder)
        assert [] == [one.code for one in job.review.findings if one.severity.value == "hard"]
        (one,) = job.filed.returns
        assert [True] == [one.filed(form.id) for form in job.filed.scheme.forms]


def test_nothing_between_entries_stays_where_it_is() -> None:
    """A row of strokes that other entries follow may be one: nobody moves what stands under it."""
    job = checked(ENTRIES[0], ("2", "／", "", "", ""), ("3", "丙河", "5", "5", ""))
    assert ["甲桥", "／", "丙河"] == listed(job)
    assert {} == told(job)


def test_entries_under_the_words_are_read() -> None:
    """以下空白 over an entry is told, and the entry counts."""
    job = checked(ENTRIES[0], ("2", "以下空白", "", "", ""), ("3", "丙河", "5", "5", ""))
    assert ["甲桥", "丙河"] == listed(job)
    assert {"list_ended": ["B5 “以下空白”"]} == told(job)


def test_a_row_with_a_figure_is_an_entry() -> None:
    """Whatever it is called: no figure is left out."""
    job = checked(*ENTRIES, ("3", "无", "5", "", ""))
    assert [*NAMES, "无"] == listed(job)


@pytest.mark.parametrize("figure", ["=7+7", "=+3*2", "=-7+7"])
def test_a_row_with_a_figure_typed_as_a_sum_is_an_entry(figure: str) -> None:
    """A sum of numbers alone is given by who typed it, with strokes for all other answers."""
    job = checked(*ENTRIES, ("3", "无", figure, "—", "—"))
    assert [*NAMES, "无"] == listed(job)


def test_a_row_numbered_by_a_formula_is_no_entry() -> None:
    """What a formula that names no number comes to says nothing."""
    job = checked(*ENTRIES, ("=ROW()-3", "无", "—", "—", "—"))
    assert NAMES == listed(job)


@pytest.mark.parametrize(
    "name",
    [
        "无锡路改造",
        "无障碍改造项目",
        "无人机采购项目",
        "以下游河道整治",
        "无名路",
        "无害化处理工程",
    ],
)
def test_names_that_begin_alike_are_entries(name: str) -> None:
    """无锡 is a town, and what is free of barriers is a project."""
    assert ending_said([folded(name)]) is None
    assert [name] == listed(checked(("1", name, "", "", "")))


def test_what_is_said_beside_an_end() -> None:
    """Strokes add nothing; another word makes it an entry."""
    assert Ending.END is ending_said(["以下空白", "/"])
    assert Ending.EMPTY is ending_said(["无在建项目", "-"])
    assert ending_said(["以下空白", "新建"]) is None
    assert ending_said([]) is None


def test_a_unit_with_nothing_to_list_is_in_the_report(tmp_path: Path) -> None:
    """It counts as one that filed, and adds no line to the list of all units."""
    rows = {"甲镇": ENTRIES, "乙镇": (("1", "无在建项目", "", "", ""),)}
    head, unit, names, *_ = TEMPLATE.strip().splitlines()
    for name, filed in rows.items():
        lines = [f"| {' | '.join(row)} |" for row in filed]
        text = "\n".join([head, f"{unit} {name}", names, *lines])
        (tmp_path / "上报").mkdir(exist_ok=True)
        draw(tmp_path / "上报" / f"{name}.xlsx", text)
    template = ys.understand(draw(tmp_path / "清单.xlsx", TEMPLATE))
    job = ys.reconcile(tmp_path / "上报", template, tmp_path / "汇总.xlsx")
    (form,) = job.filed.scheme.forms
    assert [True, True] == [one.filed(form.id) for one in job.filed.returns]
    book = openpyxl.load_workbook(tmp_path / "汇总.xlsx")
    held = {str(cell.value) for row in book.worksheets[0].iter_rows() for cell in row}
    assert {"甲桥", "乙路"} <= held
    assert "无在建项目" not in held
