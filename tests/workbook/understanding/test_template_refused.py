"""Workbooks from which no form can be drawn: each is refused with a sentence that says why."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter
from openpyxl import Workbook
from openpyxl.chart import BarChart

from tests.workbook.understanding.drawing import Drawn, draw
from tests.workbook.understanding.placing import saved
from tests.workbook.understanding.tables_drawn import Group, Plan
from youthstats.errors import DefinitionError, TemplateError
from youthstats.wording import LANGUAGES, say
from youthstats.workbook.understanding.refusing import refusing_on
from youthstats.workbook.understanding.template import understand

_FORM = """
情况表
| 指标 | 数量（个） | 金额（元） |
| 桌子 | | |
| 椅子 | | |
"""
_FILLED = """
情况表
| 指标 | 数量（个） | 金额（元） | 备注 |
| 桌子 | 3 | 100 | |
| 椅子 | 5 | 50 | 旧 |
"""


def _nothing(path: Path) -> None:
    Workbook().save(path)


def _lines_alone(path: Path) -> None:
    draw(path, "| | | |\n| | | |\n| | | |")


def _lines_below_a_title(path: Path) -> None:
    draw(path, "某某统计表\n\n| | | |\n| | | |\n| | | |")


def _pictures(path: Path) -> None:
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet()
    sheet.insert_textbox(0, 0, "情况表")
    book.close()


def _figures_alone(path: Path) -> None:
    book = Workbook()
    book.worksheets[0].append([1, 2.5])
    book.save(path)


def _words_alone(path: Path) -> None:
    draw(path, "填表说明\n请如实填写")


def _filled(path: Path) -> None:
    draw(path, _FILLED)


def _filled_and_unlocked(path: Path) -> None:
    draw(path, Drawn(_FILLED, unlocked=("B3:D4",)))


_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def _relation(identifier: str, kind: str, target: str) -> str:
    return f'<Relationship Id="{identifier}" Target="{target}" Type="{_RELATIONS}/{kind}"/>'


def _relations(inner: str) -> str:
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{package}">{inner}</Relationships>'


def _with_pivot(plain: Path, path: Path, *, cached: bool = True) -> None:
    """Give a copy of a workbook the parts of a pivot table on its first sheet, as Excel would."""
    table = (
        f'<pivotTableDefinition xmlns="{_MAIN}" name="p" cacheId="1" dataCaption="v">'
        '<location ref="A1:B3" firstHeaderRow="1" firstDataRow="1" firstDataCol="1"/>'
        "</pivotTableDefinition>"
    )
    cache = (
        f'<pivotCacheDefinition xmlns="{_MAIN}"><cacheSource type="worksheet">'
        '<worksheetSource ref="A1:B3" sheet="表一"/></cacheSource><cacheFields count="0"/>'
        "</pivotCacheDefinition>"
    )
    to_cache = _relation(
        "rId99", "pivotCacheDefinition", "/xl/pivotCache/pivotCacheDefinition1.xml"
    )
    caches = (
        f'<pivotCaches><pivotCache cacheId="1" r:id="rId99" xmlns:r="{_RELATIONS}"/></pivotCaches>'
    )
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            content = old.read(name).decode("utf-8")
            if cached and name == "xl/workbook.xml":
                content = content.replace("</workbook>", f"{caches}</workbook>")
            if cached and name == "xl/_rels/workbook.xml.rels":
                content = content.replace("</Relationships>", f"{to_cache}</Relationships>")
            new.writestr(name, content)
        new.writestr("xl/pivotTables/pivotTable1.xml", table)
        new.writestr("xl/pivotTables/_rels/pivotTable1.xml.rels", _relations(to_cache))
        new.writestr("xl/pivotCache/pivotCacheDefinition1.xml", cache)
        to_table = _relation("rId1", "pivotTable", "/xl/pivotTables/pivotTable1.xml")
        new.writestr("xl/worksheets/_rels/sheet1.xml.rels", _relations(to_table))


_SUMMED = "单位 | 求和项\n甲 | 3\n乙 | 5"


def _pivot(path: Path) -> None:
    _with_pivot(draw(path.with_name("平.xlsx"), _SUMMED), path)


def _pivot_without_its_cache(path: Path) -> None:
    _with_pivot(draw(path.with_name("平.xlsx"), _SUMMED), path, cached=False)


def _charts(path: Path) -> None:
    book = Workbook()
    book.create_chartsheet("图").add_chart(BarChart())
    book.remove(book.worksheets[0])
    book.save(path)


def _encrypted(path: Path) -> None:
    """Write what Excel stores a workbook with a password in: a compound file with two streams."""
    magic = bytes.fromhex("D0CF11E0A1B11AE1")
    path.write_bytes(magic + bytes(1016) + "EncryptedPackage".encode("utf-16-le") + bytes(512))


def _csv(path: Path) -> None:
    path.write_text("指标,数量\n桌子,\n", "utf-8")


def _tangled(path: Path) -> None:
    """Draw labels of which nobody could say whose the blank cells between them are."""
    draw(
        path,
        """
        登记表
        | 姓名 | | 曾用名 | 性别 | 民族 | |
        | 职工人数 | | | 产值 | 利润 | |
        | 地址 | | < | 邮编 | | 传真 |
        """,
    )


REFUSED: dict[str, tuple[Callable[[Path], None], str, str]] = {
    "nothing at all": (_nothing, "表.xlsx", "template.empty"),
    "only pictures": (_pictures, "表.xlsx", "template.no_labels"),
    "no labels": (_figures_alone, "表.xlsx", "template.no_labels"),
    "only lines": (_lines_alone, "表.xlsx", "template.no_labels"),
    "only lines below a title": (_lines_below_a_title, "表.xlsx", "template.no_table"),
    "only words": (_words_alone, "表.xlsx", "template.no_table"),
    "a return that was filled in": (_filled, "表.xlsx", "template.filled"),
    "the same, unlocked": (_filled_and_unlocked, "表.xlsx", "template.filled"),
    "labels that lead nowhere": (_tangled, "表.xlsx", "template.tangled"),
    "a pivot table": (_pivot, "表.xlsx", "template.pivot"),
    "a pivot table that was cut off from its data": (
        _pivot_without_its_cache,
        "表.xlsx",
        "template.pivot",
    ),
    "charts alone": (_charts, "表.xlsx", "template.charts"),
    "a password": (_encrypted, "表.xlsx", "file.encrypted"),
    "a text file": (_csv, "表.csv", "file.other_format"),
    "a text file under a workbook's name": (_csv, "表.xlsx", "file.text"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_template_is_refused(name: str, tmp_path: Path) -> None:
    """The reason is a sentence in both languages, with what it speaks of."""
    make, file, reason = REFUSED[name]
    make(tmp_path / file)
    with pytest.raises(TemplateError) as raised:
        understand(tmp_path / file)
    assert reason == raised.value.reason
    for lang in LANGUAGES:
        said = say(raised.value.reason, lang, **raised.value.facts)
        assert not {"{", "["} & set(said)


def test_what_contradicts_itself_is_refused_with_its_sheet() -> None:
    """What no form may say is told of the sheet that says it, in both languages."""
    with (
        pytest.raises(TemplateError) as raised,
        refusing_on(Path("表.xlsx"), "表一", "表一", "表二"),
    ):
        raise DefinitionError("form A: two items are called 'a'")
    assert "template.contradiction" == raised.value.reason
    for lang in LANGUAGES:
        assert "表一、表二" in say(raised.value.reason, lang, **raised.value.facts)


def test_a_format_that_shows_values_alone_is_refused(tmp_path: Path) -> None:
    """Of an .ods neither formulas nor lines can be told."""
    path = tmp_path / "表.ods"
    path.write_bytes(_ods())
    with pytest.raises(TemplateError) as raised:
        understand(path)
    assert "template.other_format" == raised.value.reason


@pytest.mark.parametrize("name", ["表.xls", "表.ods", "表.et", "表"])
def test_the_content_says_what_a_template_is(name: str, tmp_path: Path) -> None:
    """A workbook saved under another name is the same template."""
    path = tmp_path / name
    draw(tmp_path / "表.xlsx", _FORM).rename(path)
    assert ["桌子", "椅子"] == [one.label for one in understand(path).scheme.forms[0].categories]


def _ods() -> bytes:
    from io import BytesIO  # noqa: PLC0415 - only here

    office = "urn:oasis:names:tc:opendocument:xmlns"
    content = (
        f'<office:document-content xmlns:office="{office}:office:1.0" '
        f'xmlns:table="{office}:table:1.0" xmlns:text="{office}:text:1.0">'
        '<office:body><office:spreadsheet><table:table table:name="表一"><table:table-row>'
        '<table:table-cell office:value-type="string"><text:p>指标</text:p></table:table-cell>'
        "</table:table-row></table:table></office:spreadsheet></office:body>"
        "</office:document-content>"
    )
    held = BytesIO()
    with zipfile.ZipFile(held, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr("content.xml", content)
        package.writestr(
            "META-INF/manifest.xml",
            '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
        )
    return held.getvalue()


def test_noughts_are_no_figures(tmp_path: Path) -> None:
    """Offices fill in 0 beforehand: that is a blank template."""
    draw(tmp_path / "表.xlsx", _FORM.replace("| | |", "| 0 | 0 |"))
    (form,) = understand(tmp_path / "表.xlsx").scheme.forms
    assert ("数量", "金额") == tuple(item.name for item in form.items)


def test_one_sheet_with_figures_is_left_out(tmp_path: Path) -> None:
    """Last year's figures on a sheet beside the forms are no form, and that is said."""
    draw(tmp_path / "表.xlsx", _FORM, _FORM, _FILLED)
    template = understand(tmp_path / "表.xlsx")
    assert ["表一", "表二"] == [form.label for form in template.scheme.forms]
    assert ["filled"] == [doubt.code for doubt in template.doubts]
    assert "表三!B3" in template.doubts[0].message("zh")


def test_a_pivot_table_beside_a_form_is_left_out(tmp_path: Path) -> None:
    """Only the sheet that a pivot table is drawn on is no form."""
    _with_pivot(draw(tmp_path / "平.xlsx", _SUMMED, _FORM), tmp_path / "表.xlsx")
    template = understand(tmp_path / "表.xlsx")
    assert ["表二"] == [form.label for form in template.scheme.forms]
    assert ["pivot"] == [doubt.code for doubt in template.doubts]


def test_what_openpyxl_stumbles_over_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A workbook may be sound and yet too odd for the library that reads its lines and locks."""

    def stumble(path: str) -> None:
        raise ValueError(f"{path}: odd")

    monkeypatch.setattr("openpyxl.load_workbook", stumble)
    with pytest.raises(TemplateError) as raised:
        understand(draw(tmp_path / "表.xlsx", _FORM))
    assert "template.odd" == raised.value.reason
    assert "odd" in raised.value.facts["detail"]  # type: ignore[operator]


def test_headings_over_nothing_are_refused(tmp_path: Path) -> None:
    """Where the numbers of the columns end all that is drawn there is nothing to fill in."""
    plan = Plan(
        title="情况统计表",
        columns=(Group("其中：大专", ("大专", "本科")), "大专", "女", Group("党员", ("大专",))),
        kinds=("count",) * 5,
        formats=("General",) * 5,
        rows=("",),
        merged=False,
        merged_stub=False,
        numbered=True,
        lines=False,
    )
    saved(tmp_path / "我的表.xlsx", plan)
    with pytest.raises(TemplateError) as raised:
        understand(tmp_path / "我的表.xlsx")
    assert "template.no_table" == raised.value.reason
