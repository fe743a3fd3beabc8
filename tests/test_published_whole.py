"""A template filled with published totals, held against the totals of the returns."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner

import youthstats as ys
from examples.templates import make_templates as made
from tests.workbook.understanding.drawing import Drawn, draw
from youthstats.cli import main
from youthstats.errors import NothingToReadError
from youthstats.workbook.package import open_book

NAMES = [name for name, _, _ in made.SETS]

DIFFERING = {
    "工业年鉴表": [("F4", "西塘镇.xlsx!工业企业!F4")],
    "基层单位表": [("E9", "北河镇.xlsx!从业人员!E9")],
    "青年之家登记表": [],
}
"""In each set one return is wrong. Where its total is, the template's formula adds up to another."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example templates and returns, and each template filled by a run."""
    here = tmp_path_factory.mktemp("templates")
    made.main(here)
    for name in NAMES:
        template = ys.understand(here / f"{name}.xlsx")
        ys.reconcile(here / name, template, here / f"{name}_filled.xlsx")
    return here


def held(folder: Path, name: str, published: Path) -> ys.Job:
    template = ys.understand(folder / f"{name}.xlsx")
    return ys.reconcile(folder / name, template, published=published)


def typed(folder: Path, name: str, path: Path, change: Callable[[Any], None]) -> Path:
    """Write the template as somebody would who types the totals in: no names, no sheets of ours."""
    job = ys.reconcile(folder / name, ys.understand(folder / f"{name}.xlsx"))
    template = ys.understand(folder / f"{name}.xlsx")
    book = openpyxl.load_workbook(folder / f"{name}.xlsx")
    for id, formed in template.forms.items():
        record, sheet = job.totals[id].record, book[formed.location.sheet]
        for (item, line), (row, column) in formed.keys.places.items():
            cell = sheet.cell(row + 1, column + 1)
            if line in record.keys and cell.data_type != "f" and formed.form.item(item).additive:
                value: Any = record[item, line]
                cell.value = None if isinstance(value, ys.Missing) else value
    change(book)
    book.save(path)
    return path


def blamed(job: ys.Job) -> list[tuple[str | None, str]]:
    """Return where the published total differs, each with the one cell that is suspected."""
    told = [one for one in job.review.findings if one.code == "published_difference"]
    assert len(job.differences) == len(told)
    return [
        (finding.cells[1].address, suspect.cell.place)
        for finding in told
        for (suspect,) in finding.suspects
    ]


@pytest.mark.parametrize("name", NAMES)
def test_what_a_run_wrote_agrees_with_it(folder: Path, name: str) -> None:
    """The filled template is a published one like any other; what differs names the wrong return."""
    job = held(folder, name, folder / f"{name}_filled.xlsx")
    assert DIFFERING[name] == blamed(job)


@pytest.mark.parametrize("name", ["工业年鉴表", "基层单位表"])
def test_totals_typed_into_the_template_agree(folder: Path, tmp_path: Path, name: str) -> None:
    """Without a name of ours in it, and called anything."""
    path = typed(folder, name, tmp_path / "公报.xlsx", lambda _: None)
    assert DIFFERING[name] == blamed(held(folder, name, path))


def test_a_blank_return_of_ours_as_a_template(tmp_path: Path) -> None:
    """Seven forms, found by their names: phrases, lists and what stands behind a label come back."""
    scheme = ys.load_scheme("youth_league_2009")
    blank, _ = ys.write_templates(tmp_path, scheme)
    template, returns = ys.understand(blank, scheme.units), made.HERE.parent / "2009" / "returns"
    ys.reconcile(returns, template, tmp_path / "out.xlsx")
    assert (
        "项目名称：12355志愿者进学校"
        == openpyxl.load_workbook(tmp_path / "out.xlsx")["表六"]["B13"].value
    )
    assert () == ys.reconcile(returns, template, published=tmp_path / "out.xlsx").differences


@pytest.mark.parametrize("more", [1, -300])
def test_a_total_that_differs_is_named_with_both_places(
    folder: Path, tmp_path: Path, more: int
) -> None:
    """It is a hard finding of the whole, with the difference to the last digit."""

    def change(book: Any) -> None:
        book["工业企业"]["B7"].value += more

    path = typed(folder, "工业年鉴表", tmp_path / "公报.xlsx", change)
    job = held(folder, "工业年鉴表", path)
    (first,) = [one for one in job.differences if one.right.address == "B7"]
    assert (-more, "工业企业!B7") == (first.difference, first.left.place)
    findings = [one for one in job.review.hard if one.code == "published_difference"]
    assert len(job.differences) == len(findings)
    assert {job.filed.scheme.units.root} == {one.unit for one in findings}
    assert any("公报.xlsx!工业企业!B7" in one.message("zh") for one in findings)


def test_a_published_total_is_evidence(folder: Path, tmp_path: Path) -> None:
    """Where it was published right, it names the cell of the return in which two digits changed places."""

    def right(book: Any) -> None:
        book["工业企业"]["F7"].value -= 99

    path = typed(folder, "工业年鉴表", tmp_path / "公报.xlsx", right)
    assert [("F7", "西塘镇.xlsx!工业企业!F7")] == blamed(held(folder, "工业年鉴表", path))


def test_the_command_holds_it_too(folder: Path, tmp_path: Path) -> None:
    """``--published`` goes with ``--template``, and is spared as an input."""
    name, out = "工业年鉴表", tmp_path / "汇总.xlsx"

    def change(book: Any) -> None:
        book["工业企业"]["B7"].value += 1

    path = typed(folder, name, tmp_path / "公报.xlsx", change)
    words = ["reconcile", str(folder / name), "--template", str(folder / f"{name}.xlsx"), "-o"]
    done = CliRunner().invoke(main, [*words, str(out), "--published", str(path), "--lang", "zh"])
    assert (1, True) == (done.exit_code, out.exists()), done.output
    assert "公报.xlsx!工业企业!B7" in done.output
    done = CliRunner().invoke(main, [*words, str(path), "--published", str(path), "--lang", "zh"])
    assert (2, True) == (done.exit_code, "不能覆盖" in done.output), done.output


def test_what_holds_no_form_is_no_agreement(folder: Path, tmp_path: Path) -> None:
    """A file that is no workbook, or holds none of the forms, is said, and nothing is written."""
    other = tmp_path / "other.xlsx"
    shutil.copy(folder / "青年之家登记表.xlsx", other)
    (tmp_path / "half.xlsx").write_bytes(b"PK\x03\x04")
    for path in (other, tmp_path / "half.xlsx", tmp_path / "nowhere.xlsx"):
        with pytest.raises(NothingToReadError, match=path.name):
            held(folder, "工业年鉴表", path)


# ------------------------------------------------------------------------------ lists, and rates

PROJECTS = """
项目情况表
填报单位：
| 项目名称 | 开工时间 | 数量（个） | 金额（万元） | 已付（万元） | 未付（万元） | 联系人 |
|  |  |  |  |  | =IF(D4="","",D4-E4) |  |
|  |  |  |  |  | =IF(D5="","",D5-E5) |  |
|  |  |  |  |  | =IF(D6="","",D6-E6) |  |
|  |  |  |  |  | =IF(D7="","",D7-E7) |  |
|  |  |  |  |  | =IF(D8="","",D8-E8) |  |
| 合计 |  | =SUM(C4:C8) | =SUM(D4:D8) | =SUM(E4:E8) | =F4+F5+F6+F7+F8 |  |
"""
PRICES = """
价格表
填报单位：
| 指标 | 本年 |
| 收入（万元） |  |
| 平均价格（元） |  |
"""


@pytest.fixture(scope="module")
def listed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A template with a list and a price, two returns, and the template filled by a run."""
    here = tmp_path_factory.mktemp("listed")
    draw(here / "表.xlsx", Drawn(PROJECTS, "项目"), Drawn(PRICES, "价格"))
    (here / "in").mkdir()
    for unit, size in (("东镇", 2), ("西镇", 1)):
        book = openpyxl.load_workbook(here / "表.xlsx")
        for sheet in book:
            sheet["A2"] = f"填报单位：{unit}"
        for row in range(4, 4 + size):
            cells = (f"{unit}项目{row}", "3月", 10 * row, 20 * row, 5 * row)
            for column, value in enumerate((*cells, None, "张三"), 1):
                if value is not None:
                    book["项目"].cell(row, column, value)
        book["价格"]["B4"], book["价格"]["B5"] = 100, 3.5
        book.save(here / "in" / f"{unit}.xlsx")
    ys.reconcile(here / "in", ys.understand(here / "表.xlsx"), here / "filled.xlsx")
    return here


def against(folder: Path, published: Path) -> ys.Job:
    return ys.reconcile(folder / "in", ys.understand(folder / "表.xlsx"), published=published)


def edited(folder: Path, path: Path, **cells: Any) -> Path:
    """Write the filled list with some cells changed; its formulas lose their results."""
    book = openpyxl.load_workbook(folder / "filled.xlsx")
    for address, value in cells.items():
        book["项目"][address] = value
    book.save(path)
    return path


def told(job: ys.Job, *, of: str = "published") -> list[str]:
    both = (*job.review.findings, *job.review.notes)
    return sorted(one.code for one in both if one.code.startswith(of))


def test_a_formula_nobody_can_work_out_here_is_not_compared(listed: Path) -> None:
    """The blank rows show "", and what adds them up with + has no result of ours: a note says so."""
    job = against(listed, listed / "filled.xlsx")
    assert () == job.differences
    assert ["published_no_result"] == told(job)
    (note,) = [one for one in job.review.notes if one.code == "published_no_result"]
    assert "filled.xlsx!项目!F9" in note.message("zh")


def test_no_result_is_written_that_is_none(listed: Path) -> None:
    """A cell that shows nothing because nobody worked it out would be read as blank."""
    sheet = open_book(listed / "filled.xlsx").sheet("项目")
    assert (None, "") == (sheet.cells[8, 5].value, sheet.cells[7, 5].value)


def test_a_renamed_entry_is_one_difference(listed: Path, tmp_path: Path) -> None:
    """What most of an entry says tells which it is."""
    job = against(listed, edited(listed, tmp_path / "p.xlsx", A5="改了名"))
    assert ["项目!A5"] == [one.right.spot for one in job.differences]
    assert ["published_difference", "published_no_result"] == told(job)


def test_an_entry_that_differs_in_several_answers_is_one_finding(
    listed: Path, tmp_path: Path
) -> None:
    """Its cells are named together; the totals that follow differ by themselves."""
    job = against(listed, edited(listed, tmp_path / "p.xlsx", B5="9月", G5="李四"))
    assert ["published_entry_differs", "published_no_result"] == told(job)
    (finding,) = [one for one in job.review.hard if one.code == "published_entry_differs"]
    assert 4 == len(finding.cells)
    assert "开工时间、联系人" in finding.message("zh")


def test_an_entry_that_only_one_side_has_is_one_finding(listed: Path, tmp_path: Path) -> None:
    """Lacking, or one too many: told once, with what it is known by."""
    fewer = edited(
        listed, tmp_path / "p.xlsx", **dict.fromkeys(["A5", "B5", "C5", "D5", "E5", "G5"])
    )
    job = against(listed, fewer)
    assert 1 == told(job).count("published_entry_lacking")
    row = {"A7": "多的项目", "B7": "5月", "G7": "王五"}
    job = against(listed, edited(listed, tmp_path / "q.xlsx", **row))
    (finding,) = [one for one in job.review.hard if one.code == "published_entry_more"]
    assert "多的项目" in finding.message("zh")


def test_a_published_price_is_said_to_be_held_against_nothing(listed: Path, tmp_path: Path) -> None:
    """No total of ours says what the average price is."""
    book = openpyxl.load_workbook(listed / "filled.xlsx")
    book["价格"]["B5"] = 3.6
    book.save(tmp_path / "p.xlsx")
    job = against(listed, tmp_path / "p.xlsx")
    (note,) = [one for one in job.review.notes if one.code == "published_rate"]
    assert ((), True) == (job.differences, "平均价格" in note.message("zh"))


def test_a_list_too_long_for_the_template_is_not_compared(listed: Path, tmp_path: Path) -> None:
    """The filled template says where it stands; that word is no entry."""
    folder = tmp_path / "in"
    shutil.copytree(listed / "in", folder)
    for unit in ("南镇", "北镇", "中镇"):
        book = openpyxl.load_workbook(folder / "东镇.xlsx")
        for sheet in book:
            sheet["A2"] = f"填报单位：{unit}"
        book.save(folder / f"{unit}.xlsx")
    template = ys.understand(listed / "表.xlsx")
    ys.reconcile(folder, template, tmp_path / "filled.xlsx")
    job = ys.reconcile(folder, template, published=tmp_path / "filled.xlsx")
    assert () == job.differences
    assert "published_elsewhere" in told(job)


def test_a_total_nobody_can_add_up_is_not_compared(listed: Path, tmp_path: Path) -> None:
    """The cell that cannot be read is the finding, and not the total with it."""
    folder = tmp_path / "in"
    shutil.copytree(listed / "in", folder)
    book = openpyxl.load_workbook(folder / "东镇.xlsx")
    book["价格"]["B4"] = "见附件"
    book.save(folder / "东镇.xlsx")
    template = ys.understand(listed / "表.xlsx")
    job = ys.reconcile(folder, template, published=listed / "filled.xlsx")
    assert () == job.differences
    assert "published_unread" in told(job)
