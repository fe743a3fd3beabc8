"""The sheet ``youthstats``: left alone it says nothing, changed it says that and no more."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

import youthstats as ys
from tests.workbook.understanding.correcting_by_hand import (
    CARD,
    FORMS,
    NEW,
    SCHEMES,
    STAFF,
    YEARBOOK,
    Changes,
    alone,
    corrected,
    drawn,
    sheet_of,
    type_in,
)
from youthstats.model.edits import Edit, Severity
from youthstats.model.forms import Form
from youthstats.model.items import Kind
from youthstats.workbook.package import Cell, Merge
from youthstats.workbook.understanding.template import Template, understand
from youthstats.workbook.writing.correction_sheet import write_corrections
from youthstats.workbook.writing.listing import HEAD

some = settings(max_examples=settings().max_examples // 2)


@pytest.fixture(scope="module")
def staff() -> Template:
    """Two sheets: 从业人员 with categories down, 综合 with answers, ratios and edits across."""
    return understand(STAFF)


def form_of(forms: tuple[Form, ...], id: str) -> Form:
    return next(form for form in forms if form.id == id)


def edit_of(form: Form, name: str) -> Edit:
    return next(edit for edit in form.edits if isinstance(edit, Edit) and edit.name == name)


# ----------------------------------------------------------------------------------- left alone


@some
@given(SCHEMES, st.sampled_from(("zh", "en")))
def test_a_sheet_nobody_touched_changes_nothing(scheme: ys.Scheme, lang: str) -> None:
    """Whatever a template asks for, its own description of it says nothing more."""
    with tempfile.TemporaryDirectory() as folder:
        template = drawn(scheme, Path(folder))
        assert (template.scheme.forms, template.scheme.edits) == corrected(
            template, sheet_of(template, lang=lang)
        )


@pytest.mark.parametrize("path", [YEARBOOK, STAFF, CARD], ids=lambda path: str(path.stem))
def test_the_template_with_its_sheet_is_the_template(path: Path, tmp_path: Path) -> None:
    """Written into the workbook and read with it: equal forms, edits and doubts, the same scheme."""
    before = understand(path)
    assert () == write_corrections(tmp_path / "我的表.xlsx", before)
    after = understand(tmp_path / "我的表.xlsx")
    assert before.scheme == after.scheme
    assert before.doubts == after.doubts
    assert before.forms.keys() == after.forms.keys()


@some
@given(FORMS)
def test_written_into_a_workbook_it_changes_nothing(form: Form) -> None:
    """The way through a file loses nothing."""
    with tempfile.TemporaryDirectory() as folder:
        template, target = drawn(alone(form), Path(folder)), Path(folder) / "new.xlsx"
        write_corrections(target, template)
        assert template.scheme == understand(target).scheme


# -------------------------------------------------------------------------------------- changed


ONE_WORD: list[tuple[str, Any, str, Any]] = [
    ("类型", "数", "kind", Kind.MONEY),
    ("计量单位", "名", "measure", "名"),
    ("计量单位", " 无 ", "measure", ""),
    ("最小值", "不限", "minimum", None),
    ("最小值", -5, "minimum", -5),
    ("可否相加", "否", "adds", False),
    ("别名", "女职工；女员工", "aliases", ("女职工", "女员工")),
    ("别名", "女职工", "aliases", ("女职工",)),
    ("别名", "女职工、女员工", "aliases", ("女职工", "女员工")),
    ("别名", "女、职工；", "aliases", ("女、职工",)),
    ("上级表头", "合计；其中", "under", ("合计", "其中")),
    ("表头文字", "女职工", "label", "女职工"),
]


@pytest.mark.parametrize(("heading", "text", "word", "value"), ONE_WORD)
def test_one_cell_changes_one_word(
    staff: Template, heading: str, text: Any, word: str, value: object
) -> None:
    """What is typed over in the row of an item is all that is another."""
    name = "从业人员总数_女性"
    forms, across = corrected(staff, sheet_of(staff, {(name, heading): text}))
    old = staff.scheme.form("综合")
    change: dict[str, Any] = {word: value}
    items = tuple(evolve(item, **change) if item.name == name else item for item in old.items)
    assert (staff.scheme.form("从业人员"), evolve(old, items=items)) == forms
    assert staff.scheme.edits == across


TYPED: list[tuple[str, str, dict[str, Any]]] = [
    ("表头文字", "新文字", {"label": "新文字"}),
    ("计量单位", "吨", {"measure": "吨"}),
    ("别名", "又一名", {"aliases": ("又一名",)}),
]


@some
@given(FORMS, st.data())
def test_any_cell_changes_its_own_word_alone(form: Form, data: st.DataObject) -> None:
    """Of any form: a label, a measure, an alias, a title typed over changes that and nothing else."""
    with tempfile.TemporaryDirectory() as folder:
        template = drawn(alone(form), Path(folder))
        old = template.scheme.forms[0]
        item = data.draw(st.sampled_from(old.items))
        heading, text, change = data.draw(st.sampled_from(TYPED))
        forms, _ = corrected(template, sheet_of(template, {(item.name, heading): text}))
        changed = tuple(evolve(one, **change) if one == item else one for one in old.items)
        assert (evolve(old, items=changed),) == forms


@some
@given(FORMS, st.data())
def test_a_renamed_item_is_renamed_wherever_it_is_spoken_of(
    form: Form, data: st.DataObject
) -> None:
    """Edits, phrases and the order of a list follow, though their rows still say the old name."""
    with tempfile.TemporaryDirectory() as folder:
        template = drawn(alone(form), Path(folder))
        old = template.scheme.forms[0]
        item = data.draw(st.sampled_from(old.items))
        (new,), _ = corrected(template, sheet_of(template, {(item.name, "新名称"): "另一个名"}))
        again = {"另一个名": item.name}
        assert [again.get(one.name, one.name) for one in new.items] == [i.name for i in old.items]
        assert [edit.name for edit in old.edits] == [edit.name for edit in new.edits]
        assert [str(_statement(edit)) for edit in old.edits] == [
            str(_statement(edit)).replace("另一个名", item.name) for edit in new.edits
        ]


def _statement(edit: object) -> object:
    return getattr(edit, "statement", edit)


def test_a_form_is_changed_by_its_row(staff: Template) -> None:
    """Its title, its measure, what a blank means; renamed, it still stands on its sheet."""
    changes: Changes = {
        ("综合", "标题"): "新标题",
        ("综合", "计量单位"): "人、元",
        ("综合", "空白"): "缺报",
        ("综合", "新名称"): "综合表",
        ("综合", "代号"): "T2",
    }
    forms, across = corrected(staff, sheet_of(staff, changes))
    changed = forms[1]
    assert ("T2", "综合表", "新标题", "人、元", "missing", "综合") == (
        changed.id,
        changed.label,
        changed.title,
        changed.measure,
        changed.blank,
        changed.sheet,
    )
    assert "T2.从业人员总数 = 从业人员.期末人数_合计[合计]" == str(across[0].statement)


def test_a_category_is_renamed_with_its_edits(staff: Template) -> None:
    """The edits that name it follow."""
    forms, across = corrected(staff, sheet_of(staff, {("合计", "新名称"): "总计"}))
    total = edit_of(forms[0], "期末人数_男_合计_平衡")
    assert str(total.statement).startswith("期末人数_男[总计] = ")
    assert "[总计]" in str(across[0].statement)


# ---------------------------------------------------------------------------------------- edits


def test_an_edit_gets_another_severity_and_no_other_text(staff: Template) -> None:
    """强制 to 核实, and the statement, its sentence and its origin stay."""
    forms, _ = corrected(staff, sheet_of(staff, {("人均工资_比率", "级别"): "核实"}))
    old = edit_of(staff.scheme.form("综合"), "人均工资_比率")
    assert evolve(old, severity=Severity.SOFT) == edit_of(forms[1], "人均工资_比率")


def test_an_edit_is_left_out(staff: Template) -> None:
    """不用 takes away what was inferred, or what a formula says, also across forms."""
    names = ("从业人员总数_女性_其中", "综合_从业人员总数_表间")
    forms, across = corrected(staff, sheet_of(staff, {(name, "级别"): "不用" for name in names}))
    old = staff.scheme.form("综合")
    assert evolve(old, edits=old.edits[:-1]) == forms[1]
    assert staff.scheme.edits[1:] == across


def test_another_text_brings_its_own_sentence(staff: Template) -> None:
    """The sentence of the old text would be untrue; the new one is made from the labels."""
    changes: Changes = {("从业人员总数_女性_其中", "关系式"): "女性＜＝从业人员总数×0.9"}
    edit = edit_of(corrected(staff, sheet_of(staff, changes))[0][1], "从业人员总数_女性_其中")
    assert "从业人员总数_女性 <= 0.9 * 从业人员总数" == str(edit.statement)
    assert "其中：女性不应大于0.9×从业人员总数" == edit.zh
    assert (Severity.SOFT, False) == (edit.severity, edit.inferred)


NEW_EDITS = [
    ("综合", "女性 <= 从业人员总数", "从业人员总数_女性 <= 从业人员总数"),
    ("综合", "其中：女性（人）≤从业人员总数（人）", "从业人员总数_女性 <= 从业人员总数"),
    (
        "综合",
        "人均工资＝工资总额×10000÷从业人员总数",
        "人均工资 = (10000 * 工资总额) / 从业人员总数",
    ),
    (
        "综合",
        "如果工资总额＞0，则从业人员总数＞0",
        "if 工资总额 > 0 then 从业人员总数 > 0",
    ),
    ("从业人员", "党员【合计】≤合计〔合计〕", "其中_党员[合计] <= 期末人数_合计[合计]"),
    (
        "从业人员",
        "期末人数_男＋期末人数_女＝期末人数_合计",
        "期末人数_男 + 期末人数_女 = 期末人数_合计",
    ),
    ("", "综合.女性 <= 从业人员.女[合计]", "综合.从业人员总数_女性 <= 从业人员.期末人数_女[合计]"),
    (
        "",
        "综合．从业人员总数 = 基层单位从业人员情况.男[合计] + 从业人员.女[合计]",
        "综合.从业人员总数 = 从业人员.期末人数_男[合计] + 从业人员.期末人数_女[合计]",
    ),
]


@pytest.mark.parametrize(("form", "text", "statement"), NEW_EDITS)
def test_an_edit_is_added_in_the_words_of_the_table(
    staff: Template, form: str, text: str, statement: str
) -> None:
    """Names, labels as printed, full-width signs; without a name it is called after its first item."""
    changes: Changes = {
        (NEW, "种类"): "审核关系",
        (NEW, "表"): form or None,
        (NEW, "关系式"): text,
        (NEW, "级别"): "核实性",
    }
    forms, across = corrected(staff, sheet_of(staff, changes))
    edits = form_of(forms, form).edits if form else across
    assert statement == str(edits[-1].statement)  # type: ignore[union-attr]
    assert Severity.SOFT is edits[-1].severity
    assert edits[-1].name.endswith("_附加")
    before = staff.scheme.form(form).edits if form else staff.scheme.edits
    assert before == edits[:-1]


def test_an_edit_that_is_hard_to_put_as_text_stays_as_it_is(tmp_path: Path) -> None:
    """A third has no decimals that end: the row's text is not exact, and left alone it is not read."""
    book = load_workbook(STAFF)
    book["综合"]["B5"].value = "=B4/3"
    book.save(tmp_path / "thirds.xlsx")
    template = understand(tmp_path / "thirds.xlsx")
    changes: Changes = {("从业人员总数_女性_平衡", "级别"): "核实"}
    forms, _ = corrected(template, sheet_of(template, changes))
    old = edit_of(template.scheme.form("综合"), "从业人员总数_女性_平衡")
    assert evolve(old, severity=Severity.SOFT) == edit_of(forms[1], "从业人员总数_女性_平衡")


# ------------------------------------------------------------------------------- as clerks type


def test_words_are_understood_however_they_are_typed(staff: Template) -> None:
    """Full-width, padded, English and other words for the same."""
    changes: Changes = {
        ("工资总额", "类型"): " 整 数",
        ("工资总额", "小数位"): "无",
        ("工资总额", "最小值"): "－１０",
        ("工资总额", "可否相加"): "ＮＯ",
        ("人均工资_比率", "级别"): "Soft",
        ("综合", "空白"): "Missing",
    }
    forms, _ = corrected(staff, sheet_of(staff, changes))
    item = forms[1].item("工资总额")
    assert (Kind.COUNT, None, -10, False) == (item.kind, item.places, item.minimum, item.adds)
    assert Severity.SOFT is edit_of(forms[1], "人均工资_比率").severity
    assert "missing" == forms[1].blank


def test_columns_may_stand_in_any_order_and_be_left_out(staff: Template) -> None:
    """A sheet of one's own: three headings in the first row, one thing."""
    cells = {
        (0, 0): "可否相加",
        (0, 1): "名称",
        (0, 2): "类型",
        (0, 3): "种类",
        (0, 4): "表",
        (1, 0): "否",
        (1, 1): "工资总额",
        (1, 3): "指标",
        (1, 4): "综合",
    }
    sheet = evolve(sheet_of(staff), cells={place: Cell(text) for place, text in cells.items()})
    forms, _ = corrected(staff, sheet)
    assert not forms[1].item("工资总额").adds
    assert staff.scheme.form("综合").edits == forms[1].edits


def test_things_are_found_by_their_labels(staff: Template) -> None:
    """The name of a thing, or what is printed of it where one thing alone has it."""
    cells = ("种类", "表", "名称", "计量单位"), ("指标", "综合", "工资总额（万元）", "亿元")
    sheet = evolve(
        sheet_of(staff),
        cells={(r, c): Cell(text) for r, row in enumerate(cells) for c, text in enumerate(row)},
    )
    assert "亿元" == corrected(staff, sheet)[0][1].item("工资总额").measure


def test_a_merged_cell_counts_for_all_its_rows(staff: Template) -> None:
    """The kind of row and the form may stand once for several rows."""
    rows = (
        ("种类", "表", "名称", "可否相加"),
        ("指标", "综合", "工资总额", "否"),
        (None, None, "从业人员总数", "否"),
    )
    cells = {(r, c): Cell(text) for r, row in enumerate(rows) for c, text in enumerate(row) if text}
    merges = (Merge(1, 0, 2, 0), Merge(1, 1, 2, 1))
    forms, _ = corrected(staff, evolve(sheet_of(staff), cells=cells, merges=merges))
    assert [False, False] == [forms[1].item(name).adds for name in ("工资总额", "从业人员总数")]


def test_rows_may_be_deleted_and_sorted(staff: Template) -> None:
    """A row that is not there says nothing, and their order does not matter."""
    whole = sheet_of(staff, {("工资总额", "可否相加"): "否"})
    rows = sorted({row for row, _ in whole.cells if row >= HEAD}, reverse=True)
    turned = {row: HEAD + place for place, row in enumerate(rows)}
    kept = {place for place, cell in whole.cells.items() if cell.value == "工资总额"}
    cells = {
        (turned.get(row, row), column): cell
        for (row, column), cell in whole.cells.items()
        if row % 3 or row < HEAD or (row, 2) in kept
    }
    assert corrected(staff, whole) == corrected(staff, evolve(whole, cells=cells))


def test_a_doubt_that_was_settled_is_gone(tmp_path: Path) -> None:
    """What could not be told of an item is told by the office."""
    book = load_workbook(STAFF)
    book["综合"]["A9"].value = "某某"
    book["综合"]["B3"].value, book["综合"]["B9"].number_format = "填报", "General"
    book.save(tmp_path / "vague.xlsx")
    template = understand(tmp_path / "vague.xlsx")
    assert ["kind_unknown"] == [doubt.code for doubt in template.doubts]
    sheet = sheet_of(template, {("某某", "类型"): "文字"})
    assert any(
        "某某" in str(cell.value) and "看不出" in str(cell.value) for cell in sheet.cells.values()
    )
    write_corrections(tmp_path / "told.xlsx", template)
    type_in(tmp_path / "told.xlsx", {("某某", "类型"): "文字"})
    after = understand(tmp_path / "told.xlsx")
    assert () == after.doubts
    assert Kind.TEXT is after.scheme.form("综合").item("某某").kind
