"""Blank workbooks: what a clerk may fill in, what the cells say, and that they do not drift."""

from __future__ import annotations

import tempfile
import zipfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import youthstats as ys
from youthstats import strategies
from youthstats.model.items import Kind
from youthstats.workbook.names import cell_name
from youthstats.workbook.package import open_book

SCHEME = ys.load_scheme("youth_league_2009")
KEPT = Path(__file__).parents[2] / "templates" / "xlsx"

some = settings(max_examples=settings().max_examples // 3)


@pytest.fixture(scope="module")
def paths(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    return ys.write_templates(tmp_path_factory.mktemp("templates"), SCHEME)


@pytest.fixture(scope="module")
def blank(paths: tuple[Path, Path]) -> Any:
    return openpyxl.load_workbook(paths[0])


@cache
def filed() -> ys.Filed:
    return ys.read(KEPT.parents[1] / "examples" / "2009" / "returns", SCHEME)


def parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {info.filename: archive.read(info) for info in archive.infolist()}


def answer_cells() -> Iterator[tuple[str, str, str, Any]]:
    """Yield (sheet, address, form, item) of every answer on a return of 市级."""
    for form in SCHEME.forms:
        location = filed()["市级"].locations[form.id]
        for item in form.placed:
            for line in form.lines:
                yield form.label, str(location.address(item.name, line)), form.id, item


# ------------------------------------------------------------------------------------- drift


def test_templates_checked_in_are_those_the_library_writes(paths: tuple[Path, Path]) -> None:
    """The files under templates/xlsx are, part by part, what ``write_templates`` writes today."""
    kept = sorted(path.name for path in KEPT.glob("*.xlsx"))
    assert kept == sorted(path.name for path in paths)
    for path in paths:
        old, new = parts(KEPT / path.name), parts(path)
        drifted = [name for name in old.keys() | new.keys() if old.get(name) != new.get(name)]
        assert [] == drifted, f'{path.name}: run ys.write_templates("templates/xlsx", scheme)'
    (beside,) = KEPT.glob("*.toml")
    assert beside.read_text("utf-8") == paths[0].with_suffix(".toml").read_text("utf-8")


def test_names_of_the_files_say_scheme_and_kind(paths: tuple[Path, Path], tmp_path: Path) -> None:
    """The file's name is the scheme's id and what it is, in the language asked for."""
    assert "youth_league_2009_上报表模板.xlsx" == paths[0].name
    assert "youth_league_2009_汇总表模板.xlsx" == paths[1].name
    english = ys.write_templates(tmp_path / "new" / "folder", SCHEME, lang="en")
    assert "youth_league_2009_return-template.xlsx" == english[0].name
    assert all(path.exists() for path in english)


# -------------------------------------------------------------------------- the blank return


def test_one_sheet_a_form_with_its_frame(blank: Any) -> None:
    """Each sheet has the title, 填报单位, 报告期, 表号 and 计量单位 above, the signatures below."""
    assert [form.label for form in SCHEME.forms] == blank.sheetnames
    for form in SCHEME.forms:
        texts = [
            str(cell.value)
            for row in blank[form.label].iter_rows()
            for cell in row
            if cell.value is not None
        ]
        assert f"{form.label}：{form.title}" == texts[0]
        for words in (
            "填报单位：",
            "报告期：2009年",
            f"表号：{form.label}",
            "单位负责人：",
            "填表人：",
        ):
            assert any(text.startswith(words) or words in text for text in texts), words
        assert any(f"计量单位：{form.measure or '—'}" in text for text in texts)
        assert any("报出日期：" in text for text in texts)


def test_headings_are_merged_over_their_columns(blank: Any) -> None:
    """已创建各类基地 stands over its five columns, a heading of its own over both its rows."""
    merged = {str(block) for block in blank["表一"].merged_cells.ranges}
    assert {"B4:F4", "G4:G5", "A4:A5", "A1:K1"} <= merged
    assert "已创建各类基地" == blank["表一"]["B4"].value


def test_inputs_are_open_and_the_rest_is_locked(blank: Any) -> None:
    """On protected sheets a clerk may fill in answers, the unit and the signatures."""
    open_cells = set()
    for sheet in blank:
        assert sheet.protection.sheet
        assert not sheet.protection.insertRows, "inserting rows is allowed"
        for row in sheet.iter_rows():
            for cell in row:
                if not cell.protection.locked:
                    open_cells.add((sheet.title, cell.coordinate))
    for sheet, address, form_id, item in answer_cells():
        derived = item.name in SCHEME.form(form_id).derivations
        recovered = form_id == "T7"  # a share may be typed where its base is left out
        locked = derived and not recovered
        assert locked is ((sheet, address) not in open_cells), (sheet, address)
    assert ("表一", "B2") in open_cells
    assert ("表二", "B2") not in open_cells
    assert ("表一", "A6") not in open_cells


def test_totals_and_rates_are_formulas_that_show_nothing(paths: tuple[Path, Path]) -> None:
    """On a blank return 总数 and 办结率 are formulas without a figure: no 0, no #DIV/0!."""
    book = open_book(paths[0])
    sheets = {sheet.name: sheet.cells for sheet in book.sheets}
    assert '=IF(COUNT(B6:E6)=0,"",SUM(B6:E6))' == sheets["表一"][5, 5].formula
    for cells in sheets.values():
        assert not [
            cell for cell in cells.values() if cell.formula and cell.value not in {None, ""}
        ]


def validations(sheet: Any) -> dict[str, Any]:
    return {
        str(cell): rule for rule in sheet.data_validations.dataValidation for cell in rule.sqref
    }


def test_every_input_says_what_it_takes(blank: Any) -> None:
    """Every answer has an input message; counts take whole numbers, money decimals."""
    for sheet, address, form_id, item in answer_cells():
        rule = validations(blank[sheet])[address]
        assert rule.prompt
        assert item.short_label[:32] == rule.promptTitle
        if item.name in SCHEME.form(form_id).derivations:
            assert "公式" in rule.prompt
        elif item.kind is Kind.COUNT:
            assert ("whole", "greaterThanOrEqual", "0") == (
                rule.type,
                rule.operator,
                rule.formula1,
            )
            assert "整数" in rule.error
        elif item.kind is Kind.MONEY:
            assert ("decimal", "0") == (rule.type, rule.formula1)
            assert item.measure in rule.prompt


def test_units_are_offered_in_a_list(blank: Any) -> None:
    """填报单位 on the first sheet is a drop-down of the roster; the other sheets follow it."""
    rule = validations(blank["表一"])["B2"]
    assert f'"{",".join(SCHEME.units.leaves)}"' == rule.formula1
    assert "list" == rule.type
    for form in SCHEME.forms[1:]:
        assert "=IF('表一'!$B$2=\"\",\"\",'表一'!$B$2)" == blank[form.label]["B2"].value


def test_choices_are_offered_where_they_fit(tmp_path: Path) -> None:
    """Choices are offered, not enforced; a list too long for Excel's 255 characters is left out."""

    @ys.form("C", label="选择", title="选择", rows=ys.items(), columns=ys.answer())
    class Choices:
        """Two texts with choices, a day and an amount that may be negative."""

        short: str | None = ys.text("短", choices=("甲", "乙"))
        long: str | None = ys.text("长", choices=tuple(f"选项{n:03}" for n in range(60)))
        day: str | None = ys.date_("日期")
        balance: int | None = ys.money("结余（元）", minimum=None)

    units = ys.Hierarchy((ys.Unit("全"), ys.Unit("东", "全")))
    scheme = ys.define_scheme(id="c", title="c", period="1", forms=[Choices], units=units)
    ys.write_return(tmp_path / "c.xlsx", scheme)
    sheet = openpyxl.load_workbook(tmp_path / "c.xlsx")["选择"]
    rules = validations(sheet)
    column = [cell.row for cell in sheet["A"] if cell.value in {"短", "长", "日期", "结余（元）"}]
    short, long, day, balance = (rules[f"B{row}"] for row in column)
    assert ('"甲,乙"', "information") == (short.formula1, short.errorStyle)
    assert None is long.formula1
    assert "2009-6-21" in day.prompt
    assert ("decimal", "-1000000000000000") == (balance.type, balance.formula1)


def test_names_tell_where_every_answer_stands(blank: Any) -> None:
    """Every answer has a defined name that leads to its cell; lists name their columns."""
    names = {name: defined.value for name, defined in blank.defined_names.items()}
    for sheet, address, form_id, item in answer_cells():
        for line in SCHEME.form(form_id).lines:
            assert cell_name(SCHEME.form(form_id), item.name, line) in names
        if SCHEME.form(form_id).lines == (None,):
            place, _, area = names[cell_name(SCHEME.form(form_id), item.name, None)].partition("!")
            assert (f"'{sheet}'", address) == (place, area.replace("$", ""))
    area = names["youthstats.T4.planned"].partition("!")[2]
    assert area == "$D$5:$D$16", "a column of twelve entries"
    assert ('"youth_league_2009"', '"1"', '"2009年"', '"return"') == tuple(
        names[f"youthstats.{what}"] for what in ("scheme", "version", "period", "kind")
    )


def test_phrases_offer_gaps(blank: Any) -> None:
    """A phrase stands there with gaps to fill in; what a clerk completes in a label is open."""
    texts = {
        cell.value: cell.protection.locked
        for row in blank["表六"].iter_rows()
        for cell in row
        if cell.value
    }
    assert False is texts["举办（\u3000\u3000）次，培训（\u3000\u3000）人"]
    assert False is texts["项目名称："]


def test_print_set_up(blank: Any) -> None:
    """A return prints on A4 across, one page wide, panes frozen at the first answer."""
    for sheet in blank:
        assert ("landscape", "9") == (
            sheet.page_setup.orientation,
            str(sheet.page_setup.paperSize),
        )
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert "B6" == blank["表一"].freeze_panes


# ----------------------------------------------------------------------------- read as blank


def test_the_blank_return_is_no_ones(paths: tuple[Path, Path]) -> None:
    """The template itself, sent back untouched, is a file without a unit."""
    (report,) = ys.read(paths[0], SCHEME).files
    assert ("unknown_unit", "file.no_unit") == (report.status, report.reason)


@some
@given(st.data())
def test_a_blank_return_reads_as_blank(data: st.DataObject) -> None:
    """A blank return of any scheme under a unit's name holds no answer at all."""
    scheme = data.draw(strategies.schemes() | st.just(SCHEME))
    unit = data.draw(st.sampled_from(scheme.units.leaves))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "blank.xlsx")
        ys.write_return(path, scheme, unit)
        (one,) = ys.read(path, scheme)
    assert unit == one.unit
    words = (Kind.PHRASE,)
    for record in one.records.values():
        for name, line, value in record:
            if record.form.item(name).kind not in words:
                asked = (name, line) not in record.form.closed
                assert (ys.Missing.BLANK if asked else ys.Missing.NOT_ASKED) is value
    assert () == one.notes
    owed = {f"{form}.missing" for form in scheme.owed_by(unit)}
    assert owed == {f.rule for f in ys.check(ys.Filed.of(scheme, [one])).hard}


NOTHING = {ys.Missing.BLANK, ys.Missing.NOT_APPLICABLE, ys.Missing.NOT_ASKED}


@some
@given(st.data())
def test_a_blank_report_reads_as_blank(data: st.DataObject) -> None:
    """The blank consolidated workbook of any scheme reads as a report without figures."""
    scheme = data.draw(strategies.schemes() | st.just(SCHEME))
    with tempfile.TemporaryDirectory() as folder:
        _, path = ys.write_templates(folder, scheme)
        read = ys.read(path, scheme)
    assert ["read"] == [file.status for file in read.files]
    for one in read:
        assert one.consolidated
        for record in one.records.values():
            for name, _, value in record:
                assert value in NOTHING or record.form.item(name).kind is Kind.PHRASE
    assert () == ys.check(read).hard


def test_the_blank_report_has_live_totals(paths: tuple[Path, Path]) -> None:
    """Filled in by hand, the blank report adds up by itself."""
    book = open_book(paths[1])
    sheets = {sheet.name: sheet.cells for sheet in book.sheets}
    assert [form.label for form in SCHEME.forms] == [
        sheet.name for sheet in book.sheets if "分" not in sheet.name
    ]
    assert '=IF(COUNT(G6:G12)=0,"",SUM(G6:G12))' == sheets["表一"][12, 6].formula
    assert '=IF(COUNT(B6:E6)=0,"",SUM(B6:E6))' == sheets["表一"][5, 5].formula
    assert str(sheets["表五"][4, 1].formula).startswith("='表五分单位'!")


def test_same_scheme_same_bytes(paths: tuple[Path, Path], tmp_path: Path) -> None:
    """Written twice, the templates are the same byte for byte."""
    for one, other in zip(paths, ys.write_templates(tmp_path, SCHEME), strict=True):
        assert one.read_bytes() == other.read_bytes()


@pytest.mark.parametrize(("units", "named"), [(60, True), (501, False), (3000, True)])
def test_a_roster_that_is_no_help_is_left_out(units: int, named: bool, tmp_path: Path) -> None:
    """A return that knows its unit needs no roster; of very many units nobody chooses from a list."""
    names = tuple(f"第{n}个填报单位" for n in range(units))
    hierarchy = ys.Hierarchy((ys.Unit("全"), *(ys.Unit(name, "全") for name in names)))
    form = SCHEME.form("T2")
    scheme = ys.define_scheme(id="s", title="表", period="2009", forms=[form], units=hierarchy)
    ys.write_return(tmp_path / "r.xlsx", scheme, names[7] if named else "")
    book = openpyxl.load_workbook(tmp_path / "r.xlsx")
    assert ["表二"] == book.sheetnames
    (rule,) = (r for r in book["表二"].data_validations.dataValidation if "B2" in r.sqref)
    assert (None, "请填写本单位全称，其余各表自动带出。") == (rule.formula1, rule.prompt)
    if named:
        assert names[7] == ys.read(tmp_path / "r.xlsx", scheme).returns[0].unit


@pytest.mark.parametrize("names", [("甲,乙", "丙"), tuple(f"第{n}个填报单位" for n in range(60))])
def test_a_roster_that_a_drop_down_cannot_hold(names: tuple[str, ...], tmp_path: Path) -> None:
    """Too many units, or a comma in a name: the choices stand on a hidden sheet, each whole."""
    units = ys.Hierarchy((ys.Unit("全"), *(ys.Unit(name, "全") for name in names)))
    form = SCHEME.form("T2")
    scheme = ys.define_scheme(id="s", title="表", period="2009", forms=[form], units=units)
    ys.write_return(tmp_path / "r.xlsx", scheme)
    book = openpyxl.load_workbook(tmp_path / "r.xlsx")
    roster = book["单位名录"]
    assert "hidden" == roster.sheet_state
    assert list(names) == [cell.value for cell in roster["A"]]
    (rule,) = (r for r in book["表二"].data_validations.dataValidation if "B2" in r.sqref)
    assert f"'单位名录'!$A$1:$A${len(names)}" == rule.formula1
