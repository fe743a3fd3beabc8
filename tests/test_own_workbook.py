"""Whole runs on an office's own blank workbook: read, checked, localised, filled in; no Python of its own."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner

import youthstats as ys
from examples.templates import make_templates as made
from youthstats.cli import main
from youthstats.errors import OverwriteError

NAMES = [name for name, _, _ in made.SETS]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example templates and returns, made afresh."""
    here = tmp_path_factory.mktemp("templates")
    made.main(here)
    return here


def reconciled(folder: Path, name: str, output: Path | None = None) -> ys.Job:
    template = ys.understand(folder / f"{name}.xlsx")
    return ys.reconcile(folder / name, template, output)


WRONG = {
    "工业年鉴表": {"西塘镇.xlsx!工业企业!F7"},
    "基层单位表": {"北河镇.xlsx!从业人员!E9"},
    "青年之家登记表": {"南山镇.xlsx!登记表!B5"},
}
"""The cell that is wrong in each set of returns."""


@pytest.mark.parametrize("name", NAMES)
def test_the_wrong_cell_is_named_and_no_other_return_is_blamed(folder: Path, name: str) -> None:
    """One return of each set is wrong: its cell is among the suspects, or is the finding's own."""
    job = reconciled(folder, name)
    told = job.review.findings
    named = {cell.place for one in told for cell in one.cells}
    named |= {suspect.cell.place for one in told for e in one.suspects for suspect in e}
    assert WRONG[name] <= named
    files = {place.partition("!")[0] for place in WRONG[name]}
    assert files == {one.file for one in told}


@pytest.mark.parametrize("name", NAMES)
def test_every_return_is_read_as_it_was_made(folder: Path, name: str) -> None:
    """Five units, each under the name that it gave or its file has."""
    job = reconciled(folder, name)
    units = {f"{unit}青年之家" if name == "青年之家登记表" else unit for unit in made.UNITS}
    assert units == {one.unit for one in job.filed.returns}
    assert {"read"} == {report.status for report in job.filed.files}


def test_totals_are_the_sums_of_what_was_filed(folder: Path) -> None:
    """Figures add up, and a rate is worked out again from the sums."""
    total = reconciled(folder, "工业年鉴表").totals["工业企业"].record
    filed = [made.yearbook_return(number)["工业企业"] for number in range(5)]
    for item, column in (("企业单位数", "B"), ("工业总产值", "C"), ("工业销售产值", "D")):
        assert sum(Decimal(str(cells[f"{column}4"])) for cells in filed) == total[item, "总计"]
    sold = sum(Fraction(str(cells["D4"])) for cells in filed)
    assert sold / sum(Fraction(str(cells["C4"])) for cells in filed) == total["产销率", "总计"]


@pytest.mark.parametrize("name", NAMES)
def test_the_workbook_is_the_template_filled(folder: Path, tmp_path: Path, name: str) -> None:
    """Labels, formulas and widths are the template's; our sheets stand behind."""
    reconciled(folder, name, tmp_path / "out.xlsx")
    blank, full = (
        openpyxl.load_workbook(path) for path in (folder / f"{name}.xlsx", tmp_path / "out.xlsx")
    )
    assert blank.sheetnames == full.sheetnames[: len(blank.sheetnames)]
    assert {"填报情况", "审核结果", "数据来源"} <= set(full.sheetnames)
    for sheet in blank.worksheets:
        other = full[sheet.title]
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is not None and "（    ）" not in str(cell.value):
                    assert cell.value == other[cell.coordinate].value
        for letter, dimension in sheet.column_dimensions.items():
            assert dimension.width == other.column_dimensions[letter].width


def test_a_path_stands_for_the_template(folder: Path, tmp_path: Path) -> None:
    """A script gives the blank workbook as a command line does; what only reads asks for the scheme."""
    template, out = folder / "工业年鉴表.xlsx", tmp_path / "out.xlsx"
    job = ys.reconcile(folder / "工业年鉴表", str(template), out)
    assert reconciled(folder, "工业年鉴表").totals.scheme == job.totals.scheme
    assert (
        openpyxl.load_workbook(template).sheetnames[0] == openpyxl.load_workbook(out).sheetnames[0]
    )
    with pytest.raises(TypeError, match="load_scheme"):
        ys.read(folder / "工业年鉴表", str(template))  # type: ignore[arg-type]


def test_the_command_needs_no_python(folder: Path, tmp_path: Path) -> None:
    """``reconcile --template`` does the whole job, and leaves the template in the inbox alone."""
    inbox = folder / "工业年鉴表"
    template = inbox / "blank.xlsx"
    template.write_bytes((folder / "工业年鉴表.xlsx").read_bytes())
    out = tmp_path / "汇总.xlsx"
    words = ["reconcile", str(inbox), "--template", str(template), "-o", str(out), "--lang", "zh"]
    done = CliRunner().invoke(main, words)
    template.unlink()
    assert (1, True) == (done.exit_code, out.exists()), done.output
    assert "空白模板" in done.output


def test_an_earlier_output_is_no_return_and_may_be_replaced(folder: Path, tmp_path: Path) -> None:
    """A filled template among the returns is skipped, and the next run writes over it."""
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    for unit in made.UNITS:
        (inbox / f"{unit}.xlsx").write_bytes((folder / "工业年鉴表" / f"{unit}.xlsx").read_bytes())
    template = ys.understand(folder / "工业年鉴表.xlsx")
    for _ in range(2):
        job = ys.reconcile(inbox, template, inbox / "汇总.xlsx")
    assert {"汇总.xlsx": "skipped"} == {
        one.file: one.status for one in job.filed.files if one.status != "read"
    }


def test_the_template_itself_is_never_written_over(folder: Path) -> None:
    """The template is an input like any other."""
    template = ys.understand(folder / "工业年鉴表.xlsx")
    with pytest.raises(OverwriteError):
        ys.reconcile(folder / "工业年鉴表", template, template.path)


def test_returns_go_back_and_come_back(folder: Path, tmp_path: Path) -> None:
    """A return that goes back is a return of the same template, explanations and all."""
    template = ys.understand(folder / "基层单位表.xlsx")
    job = ys.reconcile(folder / "基层单位表", template, returns=tmp_path / "back")
    (sent,) = [one for one in job.returned if one.unit == "北河镇"]
    again = ys.read(sent.path, template.scheme)
    filed, back = job.filed["北河镇"].records, again["北河镇"].records
    assert filed["从业人员"] == back["从业人员"]
    for item in ("从业人员总数", "女性所占比例", "工资总额"):
        assert filed["综合"][item] == back["综合"][item]


def test_forms_says_what_was_understood(folder: Path) -> None:
    """``forms --template`` prints items, edits, and that nothing is uncertain."""
    words = ["forms", "--template", str(folder / "基层单位表.xlsx"), "--lang", "en"]
    done = CliRunner().invoke(main, words)
    assert 0 == done.exit_code
    assert "期末人数_合计 = 期末人数_男 + 期末人数_女" in done.output
    assert "Nothing is uncertain." in done.output


def test_a_form_can_be_had_alone(folder: Path) -> None:
    """``Form.from_workbook`` returns the form of a sheet."""
    form = ys.Form.from_workbook(folder / "基层单位表.xlsx", "综合")
    assert "人均工资" in form.position
    assert form == ys.load_scheme(folder / "基层单位表.xlsx").form(form.id)
