"""Labels alike (男, 女) under several sections or lines: each figure is read under its own, or not at all."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from itertools import count
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.styles import Border, Side
from openpyxl.worksheet.worksheet import Worksheet

import youthstats as ys
from tests.workbook.understanding.drawing import draw
from youthstats.model.values import Missing
from youthstats.workbook.understanding.template import understand
from youthstats.workbook.writing.template import write_return

HEADS = ("就业", "失业", "在校", "个体")
OTHERS = ("退休", "户籍")
PARTS = ("男", "女", "少数民族")
YEARS = ("2023年", "2024年")

Row = tuple[str, Sequence[int | str | None]]
Block = tuple[str, Sequence[str]]

_THIN = Side(style="thin")
_BOX = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)


def _rows(style: str, blocks: Sequence[Block], figures: Mapping[tuple[str, str], int]) -> list[Row]:
    """Return the rows of a table: a section, or a line with figures of its own, over its parts."""
    rows: list[Row] = []
    for head, parts in blocks:
        rows.append((head, () if style == "section" else (figures.get((head, "")),) * 2))
        for place, part in enumerate(parts):
            led = "其中：" if style == "whole" and place == 0 else ""
            blanks = {"section": "", "flat": "", "set in": "\u3000", "whole": "\u3000"}[style]
            rows.append((f"{blanks}{led}{part}", (figures.get((head, part)),) * 2))
    return rows


def _written(path: Path, unit: str, style: str, rows: Sequence[Row]) -> Path:
    """Write a workbook with these rows, whose figures stand alike under both years."""
    book = Workbook()
    sheet = book.worksheets[0]
    assert isinstance(sheet, Worksheet)
    sheet.title = "表一"
    sheet["A1"], sheet["A2"], sheet["B2"] = "人口与就业情况", "填报单位：", unit or None
    for at, (label, figures) in enumerate([("指标", YEARS), *rows], 3):
        for column, value in enumerate((label, *figures), 1):
            sheet.cell(at, column, value)
        if not figures:
            sheet.merge_cells(start_row=at, end_row=at, start_column=1, end_column=3)
    for line in sheet[f"A3:C{3 + len(rows)}"]:
        for cell in line:
            cell.border = _BOX
    book.save(path)
    return path


def _read(
    style: str, asked: Sequence[Block], blocks: Sequence[Block], *, filled: bool = True
) -> tuple[Mapping[tuple[str, str], int], Mapping[tuple[str, str], object], bool]:
    """Return what was typed into a return with other blocks, what was read, and if anything is hard.

    Whether lines over others have figures of their own ``filled`` says.
    """
    folder = Path(tempfile.mkdtemp())
    template = _written(folder / "模板.xlsx", "", style, _rows(style, asked, {}))
    number = count(11)
    typed: dict[tuple[str, str], int] = {
        (head, part): next(number)
        for head, parts in blocks
        for part in (*([""] if filled else []), *parts)
    }
    (folder / "上报").mkdir()
    _written(folder / "上报" / "甲.xlsx", "甲", style, _rows(style, blocks, typed))
    filed = ys.read(folder / "上报", scheme := ys.load_scheme(template))
    found = ys.check(filed, complete=True).findings
    told = any(one.severity is ys.Severity.HARD for one in found)
    (form,) = scheme.forms
    keys = [(head, part) for head, parts in asked for part in ("", *parts)]
    keys = [key for key in keys if key[1] or style != "section"]
    read = {
        key: record[item.name, "项2023年"]
        for one in filed.returns
        for record in one.records.values()
        for key, item in zip(keys, form.items, strict=True)
    }
    return typed, read, told


_STYLES = ("section", "flat", "set in", "whole")
_BLOCKS = st.lists(st.sampled_from(HEADS), min_size=2, max_size=3, unique=True)


@given(
    st.sampled_from(_STYLES),
    _BLOCKS,
    st.lists(
        st.tuples(
            st.sampled_from((*HEADS, *OTHERS)),
            st.lists(st.sampled_from(PARTS), unique=True, max_size=3),
        ),
        min_size=1,
        max_size=4,
        unique_by=lambda block: block[0],
    ),
    st.booleans(),
)
def test_no_figure_is_read_in_the_place_of_another(
    style: str, asked: Sequence[str], blocks: Sequence[Block], filled: bool
) -> None:
    """Whatever sections a return has, and in whatever order, a figure is its own or is missing."""
    typed, read, told = _read(style, [(head, PARTS) for head in asked], blocks, filled=filled)
    for key, value in read.items():
        if not (key[1] or filled):
            continue
        assert value == typed.get(key) or isinstance(value, Missing), key
        if key in typed and value != typed[key]:
            assert told, key
    assert read or told


_ALL = tuple((head, PARTS) for head in HEADS[:3])


@pytest.mark.parametrize("style", _STYLES)
@pytest.mark.parametrize("order", [(2, 0, 1), (1, 0, 2), (2, 1, 0)])
def test_sections_in_another_order_are_read_each_under_its_own_label(
    style: str, order: Sequence[int]
) -> None:
    """Whole blocks that changed places, with one more between them, lose no figure."""
    blocks = [_ALL[n] for n in order]
    typed, read, _ = _read(style, _ALL, [blocks[0], (OTHERS[0], PARTS), *blocks[1:]])
    assert {key: typed[key] for key in read} == read


@pytest.mark.parametrize("style", _STYLES)
@pytest.mark.parametrize("gone", range(3))
def test_a_section_that_is_called_otherwise_is_missed(style: str, gone: int) -> None:
    """退休 in the place of one leaves its figures out and the others where they are."""
    blocks = [(OTHERS[0] if n == gone else head, parts) for n, (head, parts) in enumerate(_ALL)]
    typed, read, told = _read(style, _ALL, blocks)
    assert told
    assert {key: typed.get(key, Missing.UNREADABLE) for key in read} == read


def test_what_is_missing_is_named_with_its_section(tmp_path: Path) -> None:
    """Of two 男 the one that cannot be found is told by what it stands under."""
    for style, said in (("section", "失业/男"), ("flat", "失业/女")):
        folder = tmp_path / style
        (folder / "上报").mkdir(parents=True)
        asked = [("就业", PARTS), ("失业", PARTS)]
        template = _written(folder / "模板.xlsx", "", style, _rows(style, asked, {}))
        rows = _rows(style, [("就业", PARTS), ("退休", PARTS)], {})
        _written(folder / "上报" / "甲.xlsx", "甲", style, rows)
        scheme = ys.load_scheme(template)
        found = ys.check(ys.read(folder / "上报", scheme)).findings
        (absent,) = (one for one in found if one.code == "label_absent")
        assert said in absent.message("zh")


@pytest.mark.parametrize("swapped", [False, True])
def test_columns_alike_are_told_apart_by_the_column_before_them(
    tmp_path: Path, swapped: bool
) -> None:
    """其中：女 behind 教职工 and behind 专任教师, with the two of each exchanged."""
    heads = ("教职工（人）", "专任教师（人）")
    grid = "学校情况表\n填报单位： |\n| 年级 | {} | 其中：女 | {} | 其中：女 |\n"
    blank, filled = "| 小学 | | | | |\n| 中学 | | | | |", "| 小学 |{}|\n| 中学 |{}|"
    template = draw(tmp_path / "模板.xlsx", grid.format(*heads) + blank)
    rows = ((50, 30, 40, 20), (51, 31, 41, 21))
    shown = [" | ".join(map(str, (*row[2:], *row[:2]) if swapped else row)) for row in rows]
    over = grid.format(*(heads[::-1] if swapped else heads)).replace("： |", "： | 甲")
    (tmp_path / "上报").mkdir()
    draw(tmp_path / "上报" / "甲.xlsx", over + filled.format(*shown))
    scheme = understand(template).scheme
    (one,) = ys.read(tmp_path / "上报", scheme).returns
    (record,) = one.records.values()
    names = [item.name for item in scheme.forms[0].items]
    read = [tuple(int(str(record[name, line])) for name in names) for line in record.keys]
    assert [*rows] == read


@pytest.mark.parametrize("style", _STYLES)
def test_a_form_with_sections_is_recovered_from_the_template_written_of_it(
    tmp_path: Path, style: str
) -> None:
    """Its items have the same names and labels, their sections above them."""
    drawn = _written(tmp_path / "模板.xlsx", "", style, _rows(style, _ALL, {}))
    wanted = understand(drawn).scheme
    write_return(tmp_path / "自制.xlsx", wanted)
    again = understand(tmp_path / "自制.xlsx").scheme
    assert wanted.forms[0].items == again.forms[0].items
    assert wanted.forms[0].categories == again.forms[0].categories


@pytest.mark.parametrize(("section", "read"), [("培训", True), (None, True), ("讲座", False)])
def test_a_label_alone_of_its_kind_is_found_without_its_section_but_under_no_other(
    tmp_path: Path, section: str | None, read: bool
) -> None:
    """A unit may delete the section's row; where it stands for another the figures are its own."""
    rows: list[Row] = [
        ("就业", ()),
        ("男", (1, 1)),
        ("培训", ()),
        ("期数", (2, 2)),
        ("人次", (3, 3)),
    ]
    blank: list[Row] = [(label, figures and (None, None)) for label, figures in rows]
    template = _written(tmp_path / "模板.xlsx", "", "section", blank)
    rows[2:4] = [*([(section, ())] if section else []), ("期数", (None, None))]
    (tmp_path / "上报").mkdir()
    _written(tmp_path / "上报" / "甲.xlsx", "甲", "section", rows)
    (one,) = ys.read(tmp_path / "上报", ys.load_scheme(template)).returns
    (record,) = one.records.values()
    assert [1, 3 if read else Missing.UNREADABLE] == [
        record[name, "项2023年"] for name in ("就业_男", "培训_人次")
    ]


def test_sections_that_are_called_alike_themselves_are_never_told_by_their_order(
    tmp_path: Path,
) -> None:
    """就业 of 城镇 and 就业 of 农村, each alone in its row: the template is doubted."""
    rows: list[Row] = [("总数", (None, None))]
    for area in ("城镇", "农村"):
        rows += [(area, ()), ("就业", ()), *((part, (None, None)) for part in PARTS[:2])]
    template = understand(_written(tmp_path / "模板.xlsx", "", "section", rows))
    assert ["called_alike"] == [one.code for one in template.doubts]
    (tmp_path / "上报").mkdir()
    filled: list[Row] = [(label, figures and (1, 1)) for label, figures in rows]
    _written(tmp_path / "上报" / "甲.xlsx", "甲", "section", filled)
    (one,) = ys.read(tmp_path / "上报", template.scheme).returns
    (record,) = one.records.values()
    assert 2 * [1, *[Missing.UNREADABLE] * 4] == [*record.values.values()]


def test_a_section_that_gives_another_measure_is_told(tmp_path: Path) -> None:
    """收入（元） over 税收 in place of 收入（万元）: its figures would be wrong by 10,000."""
    found = []
    for measure in ("万元", "元"):
        folder = tmp_path / measure / "上报"
        folder.mkdir(parents=True)
        asked: list[Row] = [("收入（万元）", ()), ("税收", (None, None)), ("人数", (None, None))]
        template = _written(folder.parent / "模板.xlsx", "", "section", asked)
        filed: list[Row] = [(f"收入（{measure}）", ()), ("税收", (1, 1)), ("人数", (1, 1))]
        _written(folder / "甲.xlsx", "甲", "section", filed)
        findings = ys.check(ys.read(folder, ys.load_scheme(template))).findings
        found.append([one.code for one in findings])
    assert [[], ["label_measure"]] == found
