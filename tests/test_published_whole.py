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
from youthstats.cli import main
from youthstats.errors import NothingToReadError

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
