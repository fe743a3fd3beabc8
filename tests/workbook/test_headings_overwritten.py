"""A form of which one axis of labels was overwritten was filed; nobody can tell whose its figures are."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import youthstats as ys
from tests.workbook.understanding.drawing import Drawn, draw

HEADINGS = ("企业（个）", "职工（人）", "产值（万元）", "税金（万元）", "利润（万元）")
STUBS = ("采矿业", "制造业", "建筑业", "零售业")
ABROAD = ("甲栏", "乙栏", "丙栏", "丁栏", "戊栏")
GROWTHS = ("本期", "上年同期", "同比增长（%）")
MEASURES = ("供水总量（万立方米）", "企业数（个）", "漏损率（%）")


def grid(headings: Sequence[str], stubs: Sequence[str], unit: str = "", figure: object = "") -> str:
    """Return a sheet with these labels, and one figure in all its cells."""
    filled = "".join(f" {figure} |" for _ in headings)
    rows = [f"| {stub} |{filled}" for stub in stubs]
    return "\n".join(
        ["行业情况表", f"填报单位：{unit}", f"| 指标 | {' | '.join(headings)} |", *rows]
    )


def reconciled(template: str, filed: str, name: str = "表一") -> ys.Job:
    """Reconcile one return with a blank workbook."""
    folder = Path(tempfile.mkdtemp())
    (folder / "上报").mkdir()
    draw(folder / "上报" / "甲县.xlsx", Drawn(filed, name))
    return ys.reconcile(folder / "上报", ys.understand(draw(folder / "表.xlsx", template)))


def hard(job: ys.Job) -> list[ys.Finding]:
    """Return the hard findings."""
    return [one for one in job.review.findings if one.severity.value == "hard"]


@settings(max_examples=20, deadline=None)
@given(st.integers(2, 5), st.integers(2, 4), st.booleans(), st.booleans())
def test_every_label_of_the_axis_is_named(
    wide: int, deep: int, across: bool, renamed: bool
) -> None:
    """However many they are; the answers are unreadable, and the form is not said to be left out."""
    headings, stubs = HEADINGS[:wide], STUBS[:deep]
    left = (ABROAD[:wide], stubs) if across else (headings, ABROAD[:deep])
    job = reconciled(grid(headings, stubs), grid(*left, "甲县", 7), "附表" if renamed else "表一")
    (finding,) = hard(job)
    assert "label_absent" == finding.code
    assert list(headings if across else stubs) == finding.facts["labels"]
    (one,) = job.filed.returns
    (record,) = one.records.values()
    assert {ys.Missing.UNREADABLE} == {value for row in record.rows for value in row}


def test_one_of_two_forms_of_a_sheet() -> None:
    """The other keeps its figures; these are not the first one's."""
    lines = [
        f"| {one} | | | =IF(C{n}=0,0,(B{n}-C{n})/C{n}*100) |" for n, one in enumerate(MEASURES, 4)
    ]
    heading = f"| 指标 | {' | '.join(GROWTHS)} |"
    template = "\n".join(["供水表", "填报单位：", heading, *lines])
    told = ("2025年1-6月", "2024年1-6月", GROWTHS[2])
    job = reconciled(template, grid(told, MEASURES, "甲县", 5))
    (finding,) = hard(job)
    assert ("label_absent", ["本期", "上年同期"]) == (finding.code, finding.facts["labels"])
    (one,) = job.filed.returns
    assert [True, True] == [one.filed(form.id) for form in job.filed.scheme.forms]
    rates = one.records[job.filed.scheme.forms[1].id]
    assert ys.Missing.UNREADABLE not in {value for row in rates.rows for value in row}


@pytest.mark.parametrize("figure", ["", "无此项"])
def test_without_figures_nothing_was_filed(figure: str) -> None:
    """Labels of one axis alone are no form: nobody filled it in."""
    job = reconciled(grid(HEADINGS, STUBS), grid(ABROAD, STUBS, "甲县", figure))
    assert ["unreadable_file"] == [one.code for one in hard(job)]


def test_a_sheet_that_says_nothing_is_not_the_form() -> None:
    """All labels of one axis on a sheet with neither name nor title may be another form's."""
    filed = grid(ABROAD, STUBS, "甲县", 7).replace("行业情况表", "")
    job = reconciled(grid(HEADINGS, STUBS), filed, "附表")
    assert ["unreadable_file"] == [one.code for one in hard(job)]
