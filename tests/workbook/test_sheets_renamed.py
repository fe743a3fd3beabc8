"""Two forms drawn from one sheet are found on one sheet of a return, however it is called."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import youthstats as ys
from tests.workbook.understanding.drawing import Drawn, draw

NAMES = ("表一", "供水", "Sheet1", "表一（报）", "表一（2）")
ROWS = (("供水总量（万立方米）", 120, 100), ("企业数（个）", 55, 50), ("漏损率（%）", 12, 10))


def grid(
    unit: str = "",
    growths: tuple[object, ...] = (),
    title: str = "供水情况表",
    last: str = "同比增长（%）",
) -> str:
    """Return the sheet: measures differ by row, so that the growths are a form of their own."""
    lines = [title, f"填报单位：{unit}", f"| 指标名称 | 本期 | 上年同期 | {last} |"]
    for number, (label, now, before) in enumerate(ROWS):
        at = number + 4
        growth = growths[number] if growths else f'=IF(C{at}=0,"",(B{at}-C{at})/C{at}*100)'
        lines.append(f"| {label} | {now if unit else ''} | {before if unit else ''} | {growth} |")
    return "\n".join(lines)


def reconciled(*sheets: Drawn) -> ys.Job:
    """Reconcile one return of these sheets with the blank workbook."""
    folder = Path(tempfile.mkdtemp())
    (folder / "上报").mkdir()
    draw(folder / "上报" / "甲县.xlsx", *sheets)
    return ys.reconcile(folder / "上报", ys.understand(draw(folder / "表.xlsx", grid())))


def told(job: ys.Job) -> list[tuple[str, str | None]]:
    """Return the hard findings: their codes and their forms."""
    return [(one.code, one.form) for one in job.review.findings if one.severity.value == "hard"]


@settings(max_examples=15, deadline=None)
@given(
    st.sampled_from(NAMES),
    st.sampled_from(["供水情况表", "2025年供水情况表", "　"]),
    st.booleans(),
    st.sampled_from([20, 99]),
)
def test_both_forms_are_found(name: str, title: str, front: bool, growth: int) -> None:
    """With or without the title, under any name of the sheet, a wrong growth is found."""
    filed = Drawn(grid("甲县", (growth, 10, 20), title), name)
    job = reconciled(*[Drawn("封面", "封面")] * front, filed)
    (one,) = job.filed.returns
    assert [name, name] == [one.locations[form.id].sheet for form in job.filed.scheme.forms]
    assert ([("edit_failure", None)] if growth == 99 else []) == told(job)
    assert "figures_beside" not in {one.code for one in job.review.findings}


@pytest.mark.parametrize("name", ["表一", "供水"])
@pytest.mark.parametrize("growths", [(), ("", "", "")])
def test_a_form_gone_from_the_sheet_is_told(name: str, growths: tuple[object, ...]) -> None:
    """A form of formulas is owed by nobody, and hard all the same where its heading is gone."""
    job = reconciled(Drawn(grid("甲县", growths, last="备注"), name))
    kept, gone = job.filed.scheme.forms
    (finding,) = [one for one in job.review.findings if one.severity.value == "hard"]
    assert gone.id == finding.form
    for said in (name, kept.label, gone.label):
        assert said in finding.message("zh")
        assert said in finding.message("en")


QUARTER = "{name}情况\n填报单位：{unit}\n| 项目 | 收入（万元） |\n| 甲 | {one} |\n| 乙 | {other} |"


def test_a_formula_over_sheets_renamed_is_told_how_they_are_called(tmp_path: Path) -> None:
    """What it should be is not what it is already."""
    year = QUARTER.format(
        name="全年", unit="", one="=一季度!B4+二季度!B4", other="=一季度!B5+二季度!B5"
    )
    blank = [
        Drawn(QUARTER.format(name=name, unit="", one="", other=""), name)
        for name in ("一季度", "二季度")
    ]
    template = ys.understand(draw(tmp_path / "表.xlsx", *blank, Drawn(year, "全年")))
    filed = [
        Drawn(QUARTER.format(name=name, unit="丙局", one=at, other=at), f"Sheet{at}")
        for at, name in ((1, "一季度"), (2, "二季度"))
    ]
    draw(tmp_path / "丙局.xlsx", *filed, Drawn(year, "全年"))
    review = ys.check(ys.read(tmp_path / "丙局.xlsx", template.scheme))
    said = [one.message("zh") for one in review.findings if one.code == "formula_differs"]
    assert 2 == len(said)
    for at, message in zip((4, 5), sorted(said), strict=True):
        assert f"应为 ='Sheet1'!B{at}+'Sheet2'!B{at}。" in message
