"""A list over another form whose labels a clerk deleted: where it ends nobody can tell."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import youthstats as ys
from tests.workbook.understanding.drawing import draw

HEAD = ["重点项目清单", "填报单位： | {unit}", "| 序号 | 项目名称 | 计划（万元） |"]
PEOPLE = ("姓名", "工龄（年）", "补贴（元）"), ("", "")
PLACES = ("地区", "户数（户）", "人数（人）"), ("城镇", "农村")
Labels = tuple[tuple[str, ...], tuple[str, str]]


def sheet(
    unit: str, entries: list[str], gap: int, lower: Labels, figures: tuple[str, ...] = ("", "")
) -> str:
    """Return a sheet: a list with these entries, blank rows, and the labels and figures below."""
    heading, stubs = lower
    rows = [f"| {n} | {name} | {10 if name else ''} |" for n, name in enumerate(entries, 1)]
    rows += [""] * gap
    rows += [f"| {' | '.join(heading)} |"] if heading else []
    rows += [f"| {stub} | {one} | {one} |" for stub, one in zip(stubs, figures, strict=True)]
    return "\n".join([*HEAD, *rows]).format(unit=unit)


def checked(template: str, filed: str) -> ys.Job:
    """Reconcile one return."""
    folder = Path(tempfile.mkdtemp())
    (folder / "上报").mkdir()
    draw(folder / "上报" / "甲镇.xlsx", filed)
    return ys.reconcile(folder / "上报", ys.understand(draw(folder / "表.xlsx", template)))


def listed(job: ys.Job) -> list[object]:
    """Return the names of the entries of the list."""
    (one,) = job.filed.returns
    record = one.records[job.filed.scheme.forms[0].id]
    return [row[0] for row in record.rows]


def hard(job: ys.Job) -> set[str]:
    """Return the codes of the hard findings."""
    return {one.code for one in job.review.findings if one.severity.value == "hard"}


@settings(max_examples=30, deadline=None)
@given(
    st.integers(1, 4),
    st.integers(0, 2),
    st.sampled_from([PEOPLE, PLACES]),
    st.booleans(),
    st.data(),
)
def test_rows_below_are_never_entries(
    count: int, gap: int, lower: Labels, stub: bool, data: st.DataObject
) -> None:
    """With a row left blank they are not read; without any it is told that they may be others'."""
    template = sheet("", [""] * 4, 1, lower)
    names = [f"项目{n}" for n in range(count)]
    _, stubs = lower
    left = ((), stubs if stub else ("", ""))
    figures = data.draw(st.tuples(*[st.integers(20, 99).map(str)] * 2))
    job = checked(template, sheet("甲镇", [*names, *[""] * (4 - count)], gap, left, figures))
    told = hard(job) & {"rows_of_another", "list_end_unseen"}
    seen = count < 4 or gap > 0 or (stub and any(stubs))
    assert {"rows_of_another" if seen else "list_end_unseen"} == told
    assert names == (listed(job) if seen else listed(job)[:count])
    whole = checked(template, sheet("甲镇", names, gap + 1, lower, figures))
    assert set() == hard(whole)
    assert names == listed(whole)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_rows_are_named(lang: str) -> None:
    """The finding says which form is not there, and which rows were left out; once."""
    template = sheet("", ["", ""], 1, PLACES)
    job = checked(template, sheet("甲镇", ["甲桥", ""], 1, ((), ("", "")), ("5", "6")))
    (one,) = [one for one in job.review.findings if one.code == "rows_of_another"]
    assert {"zh": "第 7、8 行", "en": "the rows 7, 8"}[lang] in one.message(lang)
    assert "figures_beside" not in {one.code for one in job.review.findings}


def test_a_heading_that_is_left_ends_the_list() -> None:
    """Its rows lost their labels: what stands under it is no entry, though no row is blank."""
    template = sheet("", ["", ""], 0, PLACES)
    heading, _ = PLACES
    job = checked(template, sheet("甲镇", ["甲桥", "乙路"], 0, (heading, ("", "")), ("5", "6")))
    assert ["甲桥", "乙路"] == listed(job)
    assert "rows_of_another" in hard(job)
