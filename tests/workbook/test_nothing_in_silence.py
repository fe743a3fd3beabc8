"""Nothing a clerk sends is passed over: what is no answer is said, what was not read is not 0."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.styles import Border, Side

import youthstats as ys
from youthstats.model.items import Kind
from youthstats.workbook.package import Cell, Sheet
from youthstats.workbook.reading.parse import parse_answer
from youthstats.workbook.reading.sheets.foot import footer_row

SCHEME = ys.load_scheme("youth_league_2009")
YEAR = Path(__file__).parents[2] / "examples" / "2009"
Edit = Callable[[Any], None]


def edited(folder: Path, edit: Edit, unit: str = "嘉善县", name: str = "") -> ys.Filed:
    """Read a unit's return after ``edit`` did something to the workbook."""
    book = openpyxl.load_workbook(YEAR / "returns" / f"{unit}.xlsx")
    edit(book)
    path = folder / (name or f"{unit}.xlsx")
    book.save(path)
    return ys.read(path, SCHEME)


def put(sheet: str, **cells: object) -> Edit:
    def edit(book: Any) -> None:
        for address, value in cells.items():
            book[sheet][address] = value

    return edit


@cache
def _codes() -> frozenset[str]:
    return frozenset(
        {
            "figures_beside",
            "words_not_read",
            "sheet_not_read",
            "hidden_figures",
            "cell_comment",
            "unit_from_file_name",
            "unit_disagrees",
            "measure_differs",
            "measure_unread",
        }
    )


def told(filed: ys.Filed) -> list[tuple[str, str, str | None]]:
    """The findings and notes on asides: code, severity, form."""
    review = ys.check(filed)
    both = (*review.findings, *review.notes)
    for finding in both:
        assert finding.message("zh")
        assert finding.message("en")
    return [(f.code, f.severity.value, f.form) for f in both if f.code in _codes()]


def facts(filed: ys.Filed, code: str) -> dict[str, object]:
    return next(dict(a.facts) for one in filed for a in one.asides if a.code == code)


# ------------------------------------------------------------------------- nothing is said


def test_the_workbooks_of_2009_hold_nothing_beside(tmp_path: Path) -> None:
    """The eight returns, the published report and our own: no asides at all."""
    assert [] == [a for one in ys.read(YEAR / "returns", SCHEME) for a in one.asides]
    assert [] == [a for one in ys.read(YEAR / "published.xlsx", SCHEME) for a in one.asides]
    for lang in ("zh", "en"):
        ys.reconcile(YEAR / "returns", SCHEME, tmp_path / f"{lang}.xlsx", lang=lang)
        again = ys.read(tmp_path / f"{lang}.xlsx", SCHEME)
        assert [] == [a for one in again for a in one.asides]


# -------------------------------------------------------------------------- figures beside


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({"M6": 5}, ["M6 5"]),
        ({"B20": " １２ "}, ["B20 １２"]),
        ({"A40": 1.5, "C9": "3,000"}, ["C9 3,000", "A40 1.5"]),
    ],
)
def test_numbers_beside_the_answers(
    cells: dict[str, object], expected: list[str], tmp_path: Path
) -> None:
    """A number that belongs to no answer is named with its address, as text too."""
    filed = edited(tmp_path, put("表一", **cells))
    assert [("figures_beside", "soft", "T1")] == told(filed)
    assert expected == facts(filed, "figures_beside")["places"]


def test_many_numbers_are_counted_and_six_named(tmp_path: Path) -> None:
    """Of many numbers six are named, and all counted."""
    filed = edited(tmp_path, put("表二", **{f"J{row}": row for row in range(6, 26)}))
    found = facts(filed, "figures_beside")
    assert (20, 7) == (found["count"], len(found["places"]))  # type: ignore[arg-type]


def test_headings_and_signatures_are_no_figures(tmp_path: Path) -> None:
    """A year above the table, what words there ask for and a date as a number are not named."""
    heading = {"M3": 2009, "M2": "表码：", "N2": 7}
    foot = {"G9": "报出日期：", "H9": 20091215}
    assert [] == told(edited(tmp_path, put("表一", **heading, **foot)))


def test_a_figure_above_the_answers(tmp_path: Path) -> None:
    """A number that nothing above the table asks for may be an answer in the wrong cell."""
    filed = edited(tmp_path, put("表一", M3=5))
    assert [("figures_beside", "soft", "T1")] == told(filed)
    assert ["M3 5"] == facts(filed, "figures_beside")["places"]


def test_formulas_and_words_beside_the_answers(tmp_path: Path) -> None:
    """A formula beside the table is a clerk's own sum: a note, as words are."""
    filed = edited(tmp_path, put("表一", M20="=SUM(B6:E6)", N6="见附件2"))
    assert [("figures_beside", "note", "T1"), ("words_not_read", "note", "T1")] == told(filed)
    assert ["N6 “见附件2”"] == facts(filed, "words_not_read")["places"]


def test_a_report_names_numbers_below_its_table(tmp_path: Path) -> None:
    """On a finished report a number below the table is said once, on the total."""
    book = openpyxl.load_workbook(YEAR / "published.xlsx")
    book["表一"]["C30"] = 99
    book.save(tmp_path / "p.xlsx")
    assert [("figures_beside", "soft", "T1")] == told(ys.read(tmp_path / "p.xlsx", SCHEME))


# -------------------------------------------------------------------------- sheets not read


def test_a_sheet_nobody_asked_for(tmp_path: Path) -> None:
    """A sheet with numbers is named, a hidden one in a note; words alone and our own are not."""

    def edit(book: Any) -> None:
        book.create_sheet("附表")["A1"] = 3
        book.create_sheet("封面")["A1"] = "嘉善县"
        book.create_sheet("填报情况")["A1"] = 3
        hidden = book.create_sheet("草稿")
        hidden["A1"] = 3
        hidden.sheet_state = "hidden"

    expected = [("sheet_not_read", "soft", None), ("sheet_not_read", "note", None)]
    assert expected == told(edited(tmp_path, edit))


@pytest.mark.parametrize(("name", "title"), [("表一", ""), ("Sheet9", "表一"), ("X", "表号：表一")])
def test_a_sheet_that_says_it_is_a_form_not_found(name: str, title: str, tmp_path: Path) -> None:
    """Named like a form, or bearing its label, while that form was not found: hard."""

    def edit(book: Any) -> None:
        for defined in [n for n in book.defined_names if ".T1." in n]:
            del book.defined_names[defined]
        del book["表一"]
        sheet = book.create_sheet(name)
        sheet["A1"], sheet["B5"] = title or "随便", 12
        book["表二"]["B2"] = "嘉善县"

    assert ("sheet_not_read", "hard", "T1") in told(edited(tmp_path, edit))


# --------------------------------------------------------------- hidden cells, comments, units


def test_hidden_figures_and_comments_are_said(tmp_path: Path) -> None:
    """An answer in a hidden column is read and said; a comment is kept with its address."""

    def edit(book: Any) -> None:
        book["表一"].column_dimensions["G"].hidden = True
        book["表一"]["G6"].comment = Comment("含 3 个\n在建", "某某")

    filed = edited(tmp_path, edit)
    assert 98 == filed["嘉善县"].records["T1"]["posts"]
    assert [("cell_comment", "note", "T1"), ("hidden_figures", "note", "T1")] == sorted(told(filed))
    assert "G6" in str(facts(filed, "hidden_figures")["places"])
    assert ["G6 “含 3 个 在建”"] == facts(filed, "cell_comment")["comments"]


def test_a_hidden_formula_nobody_calculated_is_said(tmp_path: Path) -> None:
    """A formula without a result is an answer too; one that comes to nothing is none."""

    def edit(book: Any) -> None:
        book["表一"].column_dimensions["G"].hidden = True
        book["表一"]["G6"] = "=[1]Sheet1!$A$1"
        book["表二"].column_dimensions["B"].hidden = True
        book["表二"]["B5"] = '=""'

    filed = edited(tmp_path, edit)
    assert [("hidden_figures", "note", "T1")] == told(filed)
    assert "G6" in str(facts(filed, "hidden_figures")["places"])


def test_the_unit_and_the_name_of_the_file(tmp_path: Path) -> None:
    """The file's name decides where 填报单位 is blank, and is held against it where it is not."""
    blank = edited(tmp_path, put("表一", B2=None), name="2009嘉善县.xlsx")
    assert [("unit_from_file_name", "note", None)] == told(blank)
    other = edited(tmp_path, lambda _: None, name="平湖市.xlsx")
    assert [("unit_disagrees", "soft", None)] == told(other)
    assert {"stood": "嘉善县", "named": ["平湖市"], "file": "平湖市.xlsx"} == facts(
        other, "unit_disagrees"
    )
    assert [] == told(edited(tmp_path, lambda _: None, name="嘉善县和平湖市.xlsx"))


def test_an_unknown_unit_and_another_period_say_more(tmp_path: Path) -> None:
    """The nearest unit is suggested, and the sheet of another period named."""
    (report,) = edited(tmp_path, put("表一", B2="加善县")).files
    assert "嘉善县" == report.facts["near"]
    (report,) = edited(tmp_path, put("表三", A3="报告期：2008年")).files
    assert ("file.other_period", "表三") == (report.reason, report.facts["sheet"])


@pytest.mark.parametrize(
    ("sheet", "cell", "text", "differs"),
    [
        ("表二", "B3", "计量单位：张、元", "measure_differs"),
        ("表二", "B3", "计量单位: 张,万元", None),
        ("表二", "B3", "计量单位：", None),
        ("表五", "B3", "表号：表五　计量单位：千次", "measure_unread"),
        ("表五", "B3", "表号：表五　计量单位：件", "measure_differs"),
        ("表五", "B3", "计量单位：次、%　表号：表五", None),
    ],
)
def test_the_line_with_the_measure(
    sheet: str, cell: str, text: str, differs: str | None, tmp_path: Path
) -> None:
    """Another unit of measure above the table is hard; other commas and blanks are nothing.

    Where the figures may be as many times too big, and no label beside them says otherwise, none
    is read.
    """
    filed = edited(tmp_path, put(sheet, **{cell: text}), "市级")
    form = {"表二": "T2", "表五": "T5"}[sheet]
    assert [(differs, "hard", form)] * (differs is not None) == told(filed)


def test_a_column_of_measures_is_no_line_with_the_measure(tmp_path: Path) -> None:
    """What stands beside the heading 计量单位 of a column is the heading of the next."""
    book = openpyxl.Workbook()
    assert book.active is not None
    lines: tuple[list[Any], ...] = (
        ["基层表"],
        ["填报单位：", "甲镇", None, None, "计量单位：万元"],
        ["指标名称", "代码", "计量单位", "期末人数", None],
        [None, None, None, "合计", "女"],
        ["甲", "乙", "丙", 1, 2],
        ["一、从业人员", "01", "人", "=D7+D8", None],
        ["  在岗职工", "02", "人", None, None],
        ["  其他", "03", "人", None, None],
        ["二、工资总额", "04", "千元", None, "—"],
    )
    for line in lines:
        book.active.append(line)
    for merged in ("D3:E3", "A3:A4", "B3:B4", "C3:C4"):
        book.active.merge_cells(merged)
    for row in book.active["A3:E9"]:
        for cell in row:
            cell.border = Border(top=Side("thin"), bottom=Side("thin"))
    book.save(tmp_path / "表.xlsx")
    template = ys.understand(tmp_path / "表.xlsx")
    book.active["D8"] = 4
    book.save(tmp_path / "甲镇.xlsx")
    (one,) = ys.read(tmp_path / "甲镇.xlsx", template.scheme)
    assert "万元" == template.scheme.forms[0].measure
    assert "measure_differs" not in {aside.code for aside in one.asides}


@pytest.mark.parametrize(("stood", "severity"), [(0.9, "soft"), (15.5, "note")])
def test_a_share_that_may_be_another(stood: float, severity: str, tmp_path: Path) -> None:
    """0.9 without a percent sign is 90% or 0.9%: that is to be explained, 15.5 is not."""

    def edit(book: Any) -> None:
        book["表七"]["C6"] = stood
        book["表七"]["C6"].number_format = "General"

    review = ys.check(edited(tmp_path, edit, "市级"))
    both = (*review.findings, *review.notes)
    read = [one for one in both if one.rule == "T7.read.towns_elected_share"]
    assert [("reading_note", severity)] == [(one.code, one.severity.value) for one in read]


# ------------------------------------------------------------------ what could not be read


def test_an_absent_label_is_unreadable_and_not_blank(tmp_path: Path) -> None:
    """The figure under a label nobody can find is not counted as nothing."""
    filed = edited(tmp_path, put("表一", G4="岗位"))
    assert ys.Missing.UNREADABLE is filed["嘉善县"].records["T1"]["posts"]
    totals = ys.consolidate(filed)
    assert ys.Missing.UNREADABLE is totals["T1"].record["posts"]


def test_a_base_that_is_not_printed_may_be_absent(tmp_path: Path) -> None:
    """The bases of 表七 are not in the printed report; without them nothing is missing."""

    def edit(book: Any) -> None:
        book["表七"].delete_cols(10, 3)

    filed = edited(tmp_path, edit, "市级")
    assert ys.Missing.BLANK is filed["市级"].records["T7"]["towns"]
    assert "label_absent" not in {f.code for f in ys.check(filed)}


def sheet_of(rows: list[list[object]]) -> Sheet:
    """Make a sheet of rows of values."""
    return Sheet(
        "表",
        cells={
            (i, j): Cell(value)  # type: ignore[arg-type]
            for i, row in enumerate(rows)
            for j, value in enumerate(row)
            if value is not None
        },
    )


@pytest.mark.parametrize(
    ("row", "foot"),
    [
        (["注册志愿者服务中心", "在建"], False),
        (["说明会场地", None], False),
        (["备 注", "以上数据"], True),
        (["备注", 5], False),
        (["注：不含市级", None], True),
        (["注1：不含市级", None], True),
        (["填表人：张三", 13800000000], True),
        (["单位负责人 Head:", None], True),
    ],
)
def test_what_begins_the_foot_of_a_list(row: list[object], foot: bool) -> None:
    """A foot is one of the words, alone or with a colon, in a row without figures."""
    assert (1 if foot else None) == footer_row(sheet_of([["青少年宫", 3], row]), 1, 0, 1)


@pytest.mark.parametrize("text", ["—", "/", "无", "不适用", "－"])
def test_no_such_phrase(text: str, tmp_path: Path) -> None:
    """A dash for a whole phrase means that there is no such thing, with every figure in it."""
    item = next(i for i in SCHEME.form("T6").items if i.kind is Kind.PHRASE)
    assert ys.Missing.NOT_APPLICABLE is parse_answer(Cell(text), item).value
    filed = edited(tmp_path, put("表六", C9=text), "市级")
    record = filed["市级"].records["T6"]
    inner = [i.name for i in SCHEME.form("T6").items if i.within]
    values = [record[name] for name in inner]
    assert 3 == values.count(ys.Missing.NOT_APPLICABLE)
    assert [] == [n for n in filed["市级"].notes if n.code == "reading.phrase_unmatched"]


def test_a_dash_in_a_phrase_and_a_phrase_of_other_words(tmp_path: Path) -> None:
    """A dash in one place of a phrase is no such figure; another sentence is said once."""
    filed = edited(tmp_path, put("表六", C9="创建书屋（98）个，书架（—）个，书角（-）个"), "市级")
    record = filed["市级"].records["T6"]
    assert 2 == [v for _, _, v in record].count(ys.Missing.NOT_APPLICABLE)
    filed = edited(tmp_path, put("表六", C9="书屋建了很多，共98个"), "市级")
    values = [v for _, _, v in filed["市级"].records["T6"]]
    assert 3 == values.count(ys.Missing.UNREADABLE)
    notes = [n for n in filed["市级"].notes if n.code == "reading.phrase_unmatched"]
    assert ["创建书屋（__）个，书架（__）个，书角（__）个"] == [n.suggestion for n in notes]


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (
            "共３场，服务少先队员１６０人",
            [
                "C13 场次：以文本形式填写的数字“３”读作 3",
                "C13 服务少先队员：以文本形式填写的数字“１６０”读作 160",
            ],
        ),
        ("共3场，服务少先队员1O0人", ["C13 服务少先队员 的内容无法识别：“1O0”中有字母"]),
        ("共3场，服务少先队员约160人", ["C13 服务少先队员：“约160”是约数"]),
    ],
)
def test_what_is_said_of_one_figure_in_a_phrase(said: str, told: list[str], tmp_path: Path) -> None:
    """The figure is named and quoted by itself; so are two of them."""
    review = ys.check(edited(tmp_path, put("表六", C13=said), "市级"))
    places = [f for f in (*review, *review.notes) if any(c.address == "C13" for c in f.cells)]
    assert [True] * len(told) == [a in f.message() for a, f in zip(told, places, strict=True)]


def test_words_and_figures_beside_a_phrase(tmp_path: Path) -> None:
    """Words beside a phrase are a note; a figure beside it is a hard finding, said once."""
    said = "共创建书屋（98）个，书架（88）个，书角（5）个，反响很好"
    filed = edited(tmp_path, put("表六", C9=said), "市级")
    record = filed["市级"].records["T6"]
    assert [98, 88, 5] == [record[n] for n in ("reading_rooms", "bookshelves", "book_corners")]
    notes = [n for n in filed["市级"].notes if n.code == "reading.phrase_with_more"]
    assert ["共 / 反响很好"] == [n.suggestion for n in notes]
    assert "T6.read.care_reading" in {f.rule for f in ys.check(filed).notes}

    filed = edited(tmp_path, put("表六", C9=f"{said}，其中新建7个"), "市级")
    record = filed["市级"].records["T6"]
    inner = [record[n] for n in ("reading_rooms", "bookshelves", "book_corners")]
    assert [ys.Missing.UNREADABLE] * 3 == inner
    hard = [f for f in ys.check(filed) if f.code == "unreadable_cell" and f.form == "T6"]
    assert 1 == len(hard)
    assert "7" in hard[0].message("zh")
    assert "T6.read.care_reading" not in {f.rule for f in ys.check(filed).notes}


def test_a_stray_cell_far_away_does_not_stall(tmp_path: Path) -> None:
    """A cell at the sheet's last corner is named, and read in no time."""
    edit = put("表一", XFD1048576=7, F6="=B6+C6+D6+E6+0")
    started = time.monotonic()
    filed = edited(tmp_path, edit)
    assert 20 > time.monotonic() - started
    assert [("figures_beside", "soft", "T1")] == told(filed)
    assert ["XFD1048576 7"] == facts(filed, "figures_beside")["places"]


@pytest.mark.parametrize(
    ("stood", "total", "said"),
    [
        ("3", 19, "没有保存结果，引用的数字中又有文本，不会计入；按读取的数字算得 19"),
        ("3?", None, "F6 因此没有结果"),
    ],
)
def test_a_total_over_text_that_nobody_calculated(
    stood: str, total: int | None, said: str, tmp_path: Path
) -> None:
    """A sum without a result is made over the figures as they were read, and said once."""
    filed = edited(tmp_path, put("表一", C6=stood))
    assert (total or ys.Missing.UNREADABLE) == filed["嘉善县"].records["T1"]["total"]
    review = ys.check(filed)
    told = [f for f in (*review, *review.notes) if "F6" in f.message()]
    assert [True] == [said in finding.message() for finding in told]


@pytest.mark.parametrize("stood", ["无", "-", "/"])
def test_no_such_figure_is_told_to_count_as_zero(stood: str, tmp_path: Path) -> None:
    """An edit that sees a 0 where the cell holds a word says whose 0 it is."""
    review = ys.check(edited(tmp_path, put("表一", G6=stood)))
    (finding,) = (f for f in review if f.rule == "T1.placed_within_posts")
    assert "右边 0，相差 +89。表一!G6 填的是“无”“—”等，按 0 计。请核对" in finding.message()
    (other,) = (f for f in ys.check(edited(tmp_path, put("表一", G6=0))) if f.rule == finding.rule)
    assert "按 0 计" not in other.message()


@pytest.mark.parametrize(
    ("stood", "said"),
    [
        ("36？", "“36？”在数字之外还有别的符号，可能是 36"),
        ("=1/0", "公式“=1/0”没有保存结果，也算不出"),
        ("=A6", "“=A6 → 嘉善县”不能识别为数字"),
        (True, "逻辑值“TRUE”"),
        (9250000, "“925000000%”是百分数"),
    ],
)
def test_a_cell_is_quoted_as_it_is_shown(stood: object, said: str, tmp_path: Path) -> None:
    """Signs are no unit of measure; a formula is named as one; a format's percent sign is seen."""

    def edit(book: Any) -> None:
        book["表一"]["G6"] = stood
        book["表一"]["G6"].number_format = "0%" if stood == 9250000 else "General"

    (finding,) = (f for f in ys.check(edited(tmp_path, edit)) if f.code == "unreadable_cell")
    assert said in finding.message()
    assert 1 == finding.message().count("重报")


def test_the_length_of_a_long_text_is_told(tmp_path: Path) -> None:
    """Only the beginning of what stands there is quoted, and how much there is."""
    (finding,) = (
        f
        for f in ys.check(edited(tmp_path, put("表一", G6="见附件" * 10_000)))
        if f.code == "unreadable_cell"
    )
    assert "见附…（共 30000 字）”不能识别为数字" in finding.message()
    assert "…（共" not in ys.check(edited(tmp_path, put("表一", G6="见附件"))).findings[0].message()
