"""A second spreadsheet program opens what we write, recalculates it, and finds the same values.

LibreOffice takes stored results at their word unless it is told to recalculate on load; the profile
made here tells it to, and a planted wrong result proves that it did.
"""

from __future__ import annotations

import math
import os
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from attrs import evolve

import youthstats as ys
from tests.texts import NASTY
from tests.workbook import long_tables
from tests.workbook.formula_sheets import FIGURES, figure, read, written_out
from tests.workbook.offices import by_openpyxl, by_xlsxwriter
from youthstats.characters import whole_characters
from youthstats.model.forms import Line
from youthstats.model.values import Value
from youthstats.workbook.filling.fill_in import fill_in
from youthstats.workbook.filling.terms import Filling
from youthstats.workbook.formulas.normal import NormalForm
from youthstats.workbook.package import open_book
from youthstats.workbook.writing.plan import Cell, Plan, Style

pytestmark = pytest.mark.libreoffice

SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
RETURNS = Path(__file__).parents[1] / "examples" / "2009" / "returns"
SCHEME = ys.load_scheme("youth_league_2009")

ALWAYS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode"
 oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""


@pytest.fixture(scope="module")
def profile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a profile of LibreOffice's that recalculates every workbook it opens."""
    if SOFFICE is None:
        if os.environ.get("YOUTHSTATS_REQUIRE_LIBREOFFICE") == "1":
            pytest.fail("LibreOffice is not installed, and YOUTHSTATS_REQUIRE_LIBREOFFICE is 1")
        pytest.skip("LibreOffice is not installed")
    folder = tmp_path_factory.mktemp("profile")
    (folder / "user").mkdir()
    (folder / "user" / "registrymodifications.xcu").write_text(ALWAYS, "utf-8")
    return folder


def converted(profile: Path, kind: str, folder: Path, *files: Path) -> list[Path]:
    """Open the files in LibreOffice and save them as another kind in ``folder``."""
    command = [
        str(SOFFICE),
        f"-env:UserInstallation={profile.as_uri()}",
        "--headless",
        "--norestore",
        "--convert-to",
        kind,
        "--outdir",
        str(folder),
        *map(str, files),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=240)
    suffix = kind.partition(":")[0]
    made = [folder / f"{file.stem}.{suffix}" for file in files]
    assert [] == [path for path in made if not path.exists()]
    return made


def values(path: Path) -> Iterator[tuple[str, str, Any]]:
    """Yield every value that is not blank: sheet, address, value."""
    for sheet in openpyxl.load_workbook(path, data_only=True):
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value not in {None, ""}:
                    yield sheet.title, cell.coordinate, cell.value


def differences(ours: Path, theirs: Path) -> list[tuple[object, ...]]:
    """List the cells of two workbooks that hold different values."""
    left = {(sheet, at): value for sheet, at, value in values(ours)}
    right = {(sheet, at): value for sheet, at, value in values(theirs)}
    return [
        (*place, left.get(place), right.get(place))
        for place in sorted(left.keys() | right.keys())
        if not _alike(left.get(place), right.get(place))
    ]


def _alike(left: object, right: object) -> bool:
    if isinstance(left, int | float) and isinstance(right, int | float):
        return math.isclose(left, right, rel_tol=1e-14)
    return _text(left) == _text(right)


def _text(value: object) -> object:
    """LibreOffice writes a line break as it likes."""
    return value.replace("\r\n", "\n").replace("_x000D_", "") if isinstance(value, str) else value


def formulas(path: Path) -> int:
    cells = (
        cell for sheet in openpyxl.load_workbook(path) for row in sheet.iter_rows() for cell in row
    )
    return sum(cell.data_type == "f" for cell in cells)


def planted(source: Path, target: Path) -> None:
    """Copy a workbook with a wrong result stored beside the first formula that has one."""
    done = False
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for info in old.infolist():
            data = old.read(info)
            if info.filename.startswith("xl/worksheets/sheet") and not done:
                result = re.compile(r"(</f><v>)[\d.]+(</v>)")
                text, count = result.subn(r"\g<1>77777\2", data.decode(), count=1)
                data, done = text.encode(), bool(count)
            new.writestr(info, data)
    assert done


@pytest.fixture(scope="module")
def saved(profile: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Path, Path]]:
    """Return workbooks of all sorts by name: as we wrote them, as LibreOffice saved them."""
    ours, theirs = tmp_path_factory.mktemp("ours"), tmp_path_factory.mktemp("theirs")
    ys.reconcile(RETURNS, SCHEME, ours / "2009.xlsx")
    several(ours / "several.xlsx")
    wide = long_tables.filed(long_tables.scheme(600))
    ys.write(ours / "wide.xlsx", ys.consolidate(wide), ys.check(wide))
    planted(RETURNS / "嘉善县.xlsx", ours / "wrong.xlsx")
    for path in RETURNS.glob("*.xlsx"):
        shutil.copy(path, ours)
    files = sorted(ours.glob("*.xlsx"))
    made = converted(profile, "xlsx", theirs, *files)
    return {one.stem: (one, other) for one, other in zip(files, made, strict=True)}


def several(target: Path) -> None:
    """Write totals over two units that filed the forms of which the report prints the city's."""
    filed = ys.read(RETURNS, SCHEME)
    city, other = filed["市级"], filed["南湖区"]
    second = {form: city.records[form] for form in ("T3", "T4", "T6", "T7")}
    returns = [city, ys.Return("南湖区", {**other.records, **second})]
    ys.write(target, ys.consolidate(returns, SCHEME), ys.check(ys.Filed.of(SCHEME, returns)))


Saved = dict[str, tuple[Path, Path]]


@pytest.mark.parametrize("name", ["2009", "several", "wide", *SCHEME.units.leaves])
def test_recalculated_every_cell_holds_the_same_value(saved: Saved, name: str) -> None:
    """The consolidated workbook and every return: recalculated, no cell of any sheet changes."""
    ours, theirs = saved[name]
    assert 0 < formulas(ours) == formulas(theirs)
    assert [] == differences(ours, theirs)


def test_phrases_over_several_units_are_live(saved: Saved) -> None:
    """The figures inside a phrase are sums that LibreOffice reckons as we do."""
    stood = {value for _, _, value in values(saved["several"][1])}
    assert "举办（68）次，培训（4364）人" in stood


def test_a_wrong_stored_result_would_be_seen(saved: Saved) -> None:
    """A result planted beside a formula is put right: the check above is able to fail."""
    wrong, again = saved["wrong"]
    right = saved["嘉善县"][0]
    assert [("表一", "F6", 16, 77777)] == differences(right, wrong)
    assert [("表一", "F6", 77777, 16)] == differences(wrong, again)


def test_what_libreoffice_saved_reads_the_same(saved: Saved) -> None:
    """Returns that a clerk opened and saved in LibreOffice read as the same returns."""
    again = ys.read([saved[unit][1] for unit in SCHEME.units.leaves], SCHEME)
    assert ys.read(RETURNS, SCHEME).returns == again.returns
    assert {"names"} == {one.how for filed in again for one in filed.matching}


def test_formulas_come_to_what_they_were_understood_to_say(profile: Path, tmp_path: Path) -> None:
    """Every form of writing an edit, recalculated: LibreOffice's figure is the normal form's."""
    places = written_out(tmp_path / "formulas.xlsx")
    (tmp_path / "again").mkdir()
    (again,) = converted(profile, "xlsx", tmp_path / "again", tmp_path / "formulas.xlsx")
    made = {at: value for sheet, at, value in values(again) if sheet == "表一"}
    for text, address in places.items():
        form = read(text)
        assert isinstance(form, NormalForm)
        assert math.isclose(figure(form, FIGURES) or 0, made[address], rel_tol=1e-14), text


def test_texts_that_look_like_something_else_stay_texts(profile: Path, tmp_path: Path) -> None:
    """Formulas, links, markup, escapes and control characters: LibreOffice reads the words we wrote."""
    said = [text for text in NASTY if len(text) < 1000 and whole_characters(text) == text]
    said.remove("_x005F_x000D_")  # LibreOffice reads it, and does not escape it where it writes
    city = ys.read(RETURNS / "市级.xlsx", SCHEME)["市级"]
    form = SCHEME.form("T4")
    answers = [{"project": f"第{place}项"} for place in range(len(said))]
    remarks: dict[tuple[str, Line], Value] = {
        ("remarks", place): text for place, text in enumerate(said)
    }
    listed = ys.parse_record(form, answers).replacing(remarks)
    filed = ys.Filed.of(SCHEME, [evolve(city, records={**city.records, "T4": listed})])
    ys.write(tmp_path / "nasty.xlsx", ys.consolidate(filed), ys.check(filed))
    (tmp_path / "again").mkdir()
    (again,) = converted(profile, "xlsx", tmp_path / "again", tmp_path / "nasty.xlsx")
    assert formulas(tmp_path / "nasty.xlsx") == formulas(again)
    before, after = (_remarks(path) for path in (tmp_path / "nasty.xlsx", again))
    assert set() == set(map(_spoken, said)) - before - {""}
    assert set() == before ^ after


def _remarks(path: Path) -> set[str]:
    """Return the words on the sheet of a list."""
    (sheet,) = (sheet for sheet in open_book(path).sheets if sheet.name == "表四")
    return {_spoken(cell.value) for cell in sheet.cells.values() if isinstance(cell.value, str)}


def _spoken(text: str) -> str:
    """Line breaks are written as it likes, and characters without a meaning in XML are dropped."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return re.sub("[\x00-\x08\x0b-\x1f\ufffe\uffff]", "", text).strip()


def test_blank_templates_print(profile: Path, tmp_path: Path) -> None:
    """The blank return and the blank report become PDF files of a page or so a form."""
    templates = ys.write_templates(tmp_path, SCHEME)
    for path in converted(profile, "pdf", tmp_path, *templates):
        data = path.read_bytes()
        assert data.startswith(b"%PDF")
        pages = len(re.findall(rb"/Type\s*/Page\b", data))
        assert len(SCHEME.forms) <= pages <= 2 * len(SCHEME.forms)
        assert re.search(rb"/MediaBox\s*\[\s*0 0 84[12][.\d]* 59[56]", data), "A4 across"


OFFICES = {"t.xlsx": by_xlsxwriter, "t.xlsm": by_xlsxwriter, "o.xlsx": by_openpyxl}


@pytest.mark.parametrize("resaved", [False, True])
@pytest.mark.parametrize("name", OFFICES)
def test_an_offices_own_workbook_filled_in(
    profile: Path, tmp_path: Path, name: str, resaved: bool
) -> None:
    """It opens, prints, and comes to the figures given, whoever made the template, LibreOffice too."""
    (tmp_path / "made").mkdir()
    template = OFFICES[name](tmp_path / "made" / name)
    if resaved:
        kind = "xlsx" if name.endswith("x") else "xlsm:Calc MS Excel 2007 VBA XML"
        (template,) = converted(profile, kind, tmp_path, template)
    if name == "o.xlsx":
        figures = {(1, 1): 12, (2, 1): 30, (3, 1): 42}
    else:
        answers = {(2, 1): 12, (3, 1): 30, (2, 2): 5, (3, 2): 6, (2, 3): 1, (3, 3): 2}
        figures = {**answers, (4, 1): 42, (4, 2): 11, (4, 3): 3, (5, 1): 21, (0, 3): 0}
    fillings = {"统计表": {place: Filling(value) for place, value in figures.items()}}
    last = max(row for row, column in figures if column == 1)
    fillings["统计表"][last + 3, 1] = Filling(figures[last, 1] + 1, "='明细'!A1+1")
    plan = Plan(
        "明细",
        [
            Cell(0, 0, figures[last, 1], Style("total"), formula=f"='统计表'!B{last + 1}"),
            Cell(1, 0, "=1+1", Style("link"), comment="批注", link="'统计表'!B3"),
        ],
        [12.0],
    )
    target = tmp_path / f"filled{template.suffix}"
    fill_in(target, template, fillings, [plan])
    (tmp_path / "saved").mkdir()
    saved, _ = (
        *converted(profile, "xlsx", tmp_path / "saved", target),
        *converted(profile, "pdf", tmp_path / "saved", target),
    )
    assert [] == differences(target, saved)
    assert formulas(target) == formulas(saved)
    assert [s.name for s in open_book(target).sheets] == [s.name for s in open_book(saved).sheets]
