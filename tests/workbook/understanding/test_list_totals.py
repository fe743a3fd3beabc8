"""The line of totals of a list: understood, checked, and written over the entries of all units."""

from __future__ import annotations

import tempfile
from fractions import Fraction
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import youthstats as ys
from tests.workbook.long_tables import many
from tests.workbook.understanding.drawing import draw
from tests.workbook.understanding.lists_made import Entry, ListForm, entries, list_forms
from youthstats.model.edits import Edit
from youthstats.model.values import exact, is_figure
from youthstats.workbook.writing.computed import as_filed


def _folder(form: ListForm, *returns: tuple[list[Entry], dict[int, int | None]]) -> Path:
    """Write a blank list and returns of it: 甲镇.xlsx, 乙镇.xlsx, 丙镇.xlsx."""
    folder = Path(tempfile.mkdtemp())
    form.write(folder / "项目.xlsx")
    (folder / "上报").mkdir()
    for unit, (listed, typed) in zip(["甲镇", "乙镇", "丙镇"], returns, strict=False):
        form.write(folder / "上报" / f"{unit}.xlsx", unit, listed, typed)
    return folder


def _checked(folder: Path) -> ys.Job:
    return ys.reconcile(folder / "上报", ys.understand(folder / "项目.xlsx"))


def _failures(job: ys.Job) -> list[Any]:
    return [one for one in job.review.findings if one.code == "edit_failure"]


def _rules(job: ys.Job) -> set[str]:
    return {one.rule for one in _failures(job)}


def _address(form: ListForm, at: int, count: int) -> str:
    return f"{chr(65 + form.first + at)}{form.total(count) + 1}"


@settings(max_examples=20, deadline=None)
@given(list_forms)
def test_the_line_is_the_total_of_the_entries(form: ListForm) -> None:
    """Every column that is added up has an edit, hard, and nothing is doubtful."""
    template = ys.understand(_folder(form) / "项目.xlsx")
    (drawn,) = template.scheme.forms
    label = "".join(form.label.split())
    said = [str(edit.statement) for edit in drawn.edits if isinstance(edit, Edit)]
    sums = [text for text in said if "[*]" in text]
    assert [f"{name}[{label}] = {name}[*]" for name in _items(form)] == sums
    assert {"hard"} == {edit.severity.value for edit in drawn.edits}
    assert () == template.doubts
    assert label == drawn.total_line


def _items(form: ListForm) -> list[str]:
    return [form.names[at] for at in form.added]


@settings(max_examples=20, deadline=None)
@given(st.data(), list_forms)
def test_blank_lines_are_never_entries(data: st.DataObject, form: ListForm) -> None:
    """What was typed is read, line by line; formulas and printed numbers alone are no entry."""
    listed = data.draw(entries(form, most=form.rows + 2))
    job = _checked(_folder(form, (listed, {})))
    (filed,) = job.filed.returns
    record = next(iter(filed.records.values()))
    assert [name for name, _ in listed] == [row[0] for row in record.rows]
    assert [] == [one.rule for one in job.review.findings if one.severity.value == "hard"]
    told = {one.code for one in job.review.notes}
    assert told <= {"unit_as_typed", "reading_note"}


@settings(max_examples=20, deadline=None)
@given(st.data(), list_forms)
def test_a_wrong_total_is_found_and_nothing_else(data: st.DataObject, form: ListForm) -> None:
    """A total typed over is one finding, at that cell, and the change to it is among the suspects."""
    listed = data.draw(entries(form))
    at = data.draw(st.integers(0, form.figures - 1))
    true = sum(figures[at] for _, figures in listed)
    wrong = data.draw(st.integers(1, 9_999).filter(lambda value: value != true))
    failed = _failures(_checked(_folder(form, (listed, {at: wrong}))))
    label = "".join(form.label.split())
    assert [f"清单.{form.names[at]}_{label}_平衡"] == [one.rule for one in failed]
    where = _address(form, at, len(listed))
    assert where == failed[0].cells[0].address
    assert wrong - true == failed[0].imbalance
    changes = [
        [(suspect.cell.address, suspect.to) for suspect in one] for one in failed[0].suspects
    ]
    assert any((where, true) in one for one in changes)


@settings(max_examples=20, deadline=None)
@given(st.data(), list_forms)
def test_the_office_gets_the_total_of_all_entries(data: st.DataObject, form: ListForm) -> None:
    """Whether they have room in the template or not; and its own formulas where they do."""
    lists = [data.draw(entries(form)) for _ in range(2)]
    folder = _folder(form, *((one, {}) for one in lists))
    output = folder / "汇总.xlsx"
    job = ys.reconcile(folder / "上报", ys.understand(folder / "项目.xlsx"), output)
    assert [] == [one.code for one in job.review.notes if one.code == "template_total_differs"]
    shown, kept = (
        openpyxl.load_workbook(output, data_only=only).worksheets[0] for only in (True, False)
    )
    everything = [figures for one in lists for _, figures in one]
    fits = len(everything) <= form.rows
    for at in range(form.figures):
        cell = _address(form, at, 0)
        assert sum(figures[at] for figures in everything) == Fraction(shown[cell].value)
        assert fits == str(kept[cell].value).startswith("=SUM(")
    if form.derives:
        row = form.lines()[0]
        cell = f"{chr(65 + form.first + form.figures)}{row + 1}"
        assert str(kept[cell].value).startswith("=")


@settings(max_examples=15, deadline=None)
@given(st.data(), list_forms)
def test_a_published_total_is_compared(data: st.DataObject, form: ListForm) -> None:
    """A total that differs is found, whether the list has room in the template or not."""
    lists = [data.draw(entries(form)) for _ in range(2)]
    folder = _folder(form, *((one, {}) for one in lists))
    template, printed = ys.understand(folder / "项目.xlsx"), folder / "公布.xlsx"
    true = ys.reconcile(folder / "上报", template, printed).totals["清单"].record
    book = openpyxl.load_workbook(printed)
    at = data.draw(st.sampled_from(form.added))
    cell = _address(form, at, 0)
    label = "".join(form.label.split())
    wrong = 10**6 + data.draw(st.integers(1, 9))
    book.worksheets[0][cell] = wrong
    book.save(printed)
    output = folder / "汇总.xlsx"
    job = ys.reconcile(folder / "上报", template, output, published=printed)
    told = {one.left.item: one for one in job.differences}
    found = told[form.names[at]]
    assert (label, cell, cell) == (found.left.line, found.left.address, found.right.address)
    assert true[form.names[at], label] == wrong + Fraction(found.difference or 0)


def test_more_units_than_stand_side_by_side_have_totals_too(tmp_path: Path) -> None:
    """A finding on a total leads nowhere else, however many units there are."""
    form = ListForm(summed=False, derived=False)
    form.write(tmp_path / "项目.xlsx")
    (tmp_path / "上报").mkdir()
    for n in range(51):
        path = tmp_path / "上报" / f"{n}号镇.xlsx"
        form.write(path, f"{n}号镇", [("甲", (10, 4))], {0: 10 + (n == 7), 1: 4})
    template = ys.understand(tmp_path / "项目.xlsx")
    job = ys.reconcile(tmp_path / "上报", template, tmp_path / "汇总.xlsx")
    assert ["7号镇"] == [one.unit for one in _failures(job)]
    ys.write(tmp_path / "合计.xlsx", job.totals, job.review)
    for name in ("汇总.xlsx", "合计.xlsx"):
        book = openpyxl.load_workbook(tmp_path / name, data_only=True)
        (link,) = (
            one.hyperlink.location
            for row in book["审核结果"].iter_rows()
            for one in row
            if one.hyperlink and row[1].value == "7号镇" and row[3].value in _rules(job)
        )
        sheet, cell = str(link).replace("'", "").split("!")
        assert ("清单分单位", 11) == (sheet, book[sheet][cell].value)
        assert "7号镇" == book[sheet][f"A{book[sheet][cell].row}"].value


@settings(max_examples=20, deadline=None)
@given(st.data(), list_forms, st.sampled_from([1, 50]))
def test_every_total_of_a_unit_has_a_place(
    data: st.DataObject, form: ListForm, together: int
) -> None:
    """As it was filed, whether the units stand one a row or not, and where there is no entry."""
    lists = [data.draw(entries(form)), data.draw(entries(form)), []]
    typed: list[dict[int, int | None]] = [{0: data.draw(st.integers(1, 99))}, {}, {0: 7}]
    folder = _folder(form, *zip(lists, typed, strict=True))
    output = folder / "合计.xlsx"
    with many(together=together, held=500):
        job = _checked(folder)
        ys.write(output, job.totals, job.review)
        where = as_filed(job.totals, output)
    book = openpyxl.load_workbook(output, data_only=True)
    for filed in job.filed:
        (totals,) = job.totals
        record = totals.records[filed.unit]
        location = where[filed.unit].locations["清单"]
        for name in totals.form.totalled:
            value = record[name, totals.form.total_line]
            address = str(location.address(name, totals.form.total_line))
            shown = book[location.sheet][address].value
            assert is_figure(value) == isinstance(shown, int | float)
            if is_figure(value):
                assert pytest.approx(float(exact(value))) == shown  # type: ignore[arg-type]


@settings(max_examples=10, deadline=None)
@given(list_forms)
def test_our_own_template_has_the_line_too(form: ListForm) -> None:
    """Written afresh and understood again, with what stands beside it, the list is the same."""
    folder = _folder(form)
    (drawn,) = ys.understand(folder / "项目.xlsx").scheme.forms
    path, *_ = ys.write_templates(folder / "模板", ys.understand(folder / "项目.xlsx").scheme)
    (again,) = ys.understand(path).scheme.forms
    assert (drawn.total_line, drawn.totalled) == (again.total_line, again.totalled)
    assert drawn.edits == again.edits


def test_a_return_goes_back_with_its_total() -> None:
    """The finding leads to the total, which stands as filed; read again it is found again."""
    folder = _folder(ListForm(), ([("甲", (10, 4)), ("乙", (20, 5))], {0: 40}))
    template, back = ys.understand(folder / "项目.xlsx"), folder / "退回"
    job = ys.reconcile(folder / "上报", template, folder / "汇总.xlsx", returns=back)
    again = ys.reconcile(back, template)
    found = [
        [(one.cells[0].line, one.cells[0].value) for one in _failures(j)] for j in (job, again)
    ]
    assert [[("合计", 40)]] * 2 == found
    (filed,), (sent,) = job.filed.returns, again.filed.returns
    assert filed.records["清单"] == sent.records["清单"]


def test_a_total_without_a_formula_is_inferred_and_soft() -> None:
    """Where the label alone says so, a wrong total is to be explained; a blank one is none."""
    form = ListForm(summed=False, derived=False)
    listed: list[Entry] = [("甲", (10, 4)), ("乙", (20, 5))]
    job = _checked(_folder(form, (listed, {0: 30, 1: 10}), (listed, {})))
    (failed,) = _failures(job)
    assert ("甲镇", "soft", True) == (failed.unit, failed.severity.value, failed.inferred)
    assert "清单.已完成额_合计_平衡" == failed.rule


def test_entries_put_in_move_the_total_and_are_numbered_on() -> None:
    """A longer list, its numbers going on, is read whole, and its numbers are no stray figures."""
    form = ListForm(rows=2)
    listed: list[Entry] = [(f"项目{n}", (10 + n, n)) for n in range(1, 6)]
    job = _checked(_folder(form, (listed, {0: 1})))
    assert ["edit_failure"] == [one.code for one in job.review.findings]
    assert "C9" == job.review.findings[0].cells[0].address


def test_the_sentence_names_the_total_and_not_every_entry() -> None:
    """The equation is said of all entries at once; the cells are listed under it."""
    form = ListForm()
    listed: list[Entry] = [("甲", (10, 4)), ("乙", (20, 5))]
    (failed,) = _failures(_checked(_folder(form, (listed, {0: 40}))))
    lines = failed.detail("zh").split("\n")
    assert "    计划投资（合计） = 各行计划投资之和" == lines[1]
    assert "      C8    计划投资（合计）  40" == lines[2]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_is_understood_reads_well(lang: str) -> None:
    """The edits in words, in both languages."""
    (form,) = ys.understand(_folder(ListForm()) / "项目.xlsx").scheme.forms
    said = {edit.name: edit.text(lang) for edit in form.edits}
    wanted = {
        "zh": "计划投资：合计应等于各行之和",
        "en": "计划投资: the total equals the sum of all entries",
    }
    assert wanted[lang] == said["计划投资_合计_平衡"]


LIST = """
项目清单
填报单位： | 甲镇
| 序号 | 项目名称 | 金额（万元） |
| 1 | | |
| 2 | | |
| 合计 | < | =SUM(C4:C5) |
"""
SUMMARY = """
汇总表
| 指标 | 金额（万元） |
| 清单投资 | {formula} |
| 其他投资 | |
"""


@pytest.mark.parametrize(
    ("formula", "statement"),
    [
        ("=表一!C6", "表二.清单投资 = 表一.金额[合计]"),
        ("=SUM(表一!C4:C5)", "表二.清单投资 = 表一.金额[*]"),
        ("=B4+表一!C6", "表二.清单投资 = 表二.其他投资 + 表一.金额[合计]"),
    ],
)
def test_another_form_may_refer_to_a_list(tmp_path: Path, formula: str, statement: str) -> None:
    """To its total, to all of its entries, and beside figures of its own; judged on each return."""
    folder = tmp_path / "上报"
    folder.mkdir()
    sheets = LIST.replace("甲镇", ""), SUMMARY.format(formula=formula)
    template = ys.understand(draw(tmp_path / "表.xlsx", *sheets))
    assert [statement] == [str(edit.statement) for edit in template.scheme.edits]
    book = openpyxl.load_workbook(template.path)
    for cell, value in (("B2", "甲镇"), ("B4", "某项目"), ("C4", 30), ("C6", 30)):
        book["表一"][cell] = value
    book["表二"]["B3"] = 99
    book.save(folder / "甲镇.xlsx")
    failed = _failures(ys.reconcile(folder, template))
    assert ["表二"] == [one.cells[0].sheet for one in failed]
    assert 69 == failed[0].imbalance


def test_sections_of_a_list_are_no_entries(tmp_path: Path) -> None:
    """Words that the template prints across the list, merged, are neither answers nor faults."""
    grid = """
    项目清单
    填报单位： |
    | 项目名称 | 地点 | 金额（万元） |
    | 一、农业类 | < | < |
    | | | |
    | 二、工业类 | < | < |
    | | | |
    | 合计 | < | =SUM(C5:C7) |
    """
    template = ys.understand(draw(tmp_path / "表.xlsx", grid))
    (tmp_path / "上报").mkdir()
    book = openpyxl.load_workbook(template.path)
    for cell, value in (
        ("B2", "甲镇"),
        ("A5", "甲"),
        ("C5", 3),
        ("A7", "乙"),
        ("C7", 4),
        ("C8", 7),
    ):
        book["表一"][cell] = value
    book.save(tmp_path / "上报" / "甲镇.xlsx")
    job = ys.reconcile(tmp_path / "上报", template)
    assert ["甲", "乙"] == [row[0] for row in job.filed.returns[0].records["表一"].rows]
    assert () == job.review.findings


@pytest.mark.parametrize("heading", ["形象进度（%）", "完工比例%", "单价（元）"])
def test_a_total_that_asks_for_nothing_is_not_doubted(heading: str, tmp_path: Path) -> None:
    """Of shares and prices the line of totals is left blank: nothing is missed there."""
    grid = f"""
    项目进度表
    填报单位： |  |  | 单位：万元
    | 序号 | 项目名称 | 总投资 | {heading} |
    | 1 |  |  |  |
    | 2 |  |  |  |
    | 合计 | < | =SUM(C4:C5) |  |
    """
    assert [] == [
        one.code
        for one in ys.understand(draw(tmp_path / "表.xlsx", grid)).doubts
        if one.code == "not_found_again"
    ]
