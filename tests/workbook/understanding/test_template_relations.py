"""What a template prints of how its figures compare is held against every return, or is a doubt."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

import youthstats as ys
from tests.workbook.understanding.drawing import draw
from youthstats.model.edits import Edit
from youthstats.workbook.understanding.relations_said import relations_in

_TABLE = """
参保情况表
填报单位：
| 类别 | 代码 | 应参保 | 实际参保 | 男 | 女 | 参保率（%） |
| 甲 | 乙 | 1 | 2 | 3 | 4 | 5 |
| 总数 | 01 | | | | | |
| 居民 | 02 | | | | | |
| 职工 | 03 | | | | | |
{}
"""


def understood(note: str, table: str = _TABLE) -> ys.Template:
    """Understand a template with a line under its table."""
    return ys.understand(draw(Path(tempfile.mkdtemp()) / "我的表.xlsx", table.format(note)))


def edits_of(template: ys.Template) -> list[str]:
    """Return the edits that are printed, in the order of their text."""
    edits = (edit for form in template.scheme.forms for edit in form.edits)
    found = (edit for edit in edits if isinstance(edit, Edit) and "_审核" in edit.name)
    return sorted(edit.stated for edit in found)


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ("审核关系：1列≥2列", ["实际参保 <= 应参保"]),
        ("注：1.按月报送；2.审核关系：1≥2。", ["实际参保 <= 应参保"]),
        ("第2栏应等于第3栏＋第4栏", ["实际参保 = 男 + 女"]),
        ("（2）=（3）+（4）", ["实际参保 = 男 + 女"]),
        ("2＝3至4栏之和", ["实际参保 = 男 + 女"]),
        ("审核关系：1≥2≥3", ["实际参保 <= 应参保", "男 <= 实际参保"]),
        ("5=2÷1×100%", ["参保率 = 实际参保 / 应参保"]),
        ("审核关系：参保率=实际参保/应参保*100", ["参保率 = 实际参保 / 应参保"]),
        ("平衡关系：实际参保=男+女", ["实际参保 = 男 + 女"]),
        (
            "审核关系：01=02+03",
            [
                f"{one}[总数] = {one}[居民] + {one}[职工]"
                for one in ("女", "实际参保", "应参保", "男")
            ],
        ),
        (
            "第1行≥第2行",
            [f"{one}[居民] <= {one}[总数]" for one in ("女", "实际参保", "应参保", "男")],
        ),
        ("性别：1=男，2=女", []),
        ("注：单价<100元的不填", []),
        ("联系电话：0574-1=2", []),
    ],
)
def test_a_relation_is_read_by_codes_or_labels(note: str, expected: list[str]) -> None:
    """Columns and rows are called by their codes, in every usual spelling, else by their labels."""
    assert expected == edits_of(understood(note))


@given(
    st.sampled_from(["≥", "大于等于", "不小于", ">=", "大于或等于", "应不小于"]),
    st.sampled_from(["{}", "第{}", "（{}）", "({})"]),
    st.sampled_from(["", "列", "栏"]),
    st.permutations([1, 2, 3, 4]).map(lambda order: order[:2]),
)
def test_every_spelling_of_one_relation_is_one_edit(
    sign: str, code: str, axis: str, pair: list[int]
) -> None:
    """However the sign and the codes are spelled, the second is at most the first."""
    labels = ("应参保", "实际参保", "男", "女")
    text = f"审核关系：{sign.join(code.format(one) + axis for one in pair)}"
    whole, part = (labels[one - 1] for one in pair)
    assert [f"{part} <= {whole}"] == edits_of(understood(text))


@pytest.mark.parametrize(
    "note",
    [
        "审核关系：1列＝表二3列",
        "审核关系：9列≥2列",
        "第1栏≥第12栏",
        "逻辑关系：总数等于各项之和",
        "审核关系：1≥5",
        "审核关系：《表1》8栏01行=《表2》1栏01行",
        "本表第1栏应等于表2第3栏",
        "审核关系：⏎《表2》甲=乙",
    ],
)
def test_an_announced_relation_that_is_not_understood_is_a_doubt(note: str) -> None:
    """A code that nothing has, another form, a share against a count: it is said, and no edit made."""
    template = understood(note)
    assert [] == edits_of(template)
    (doubt,) = [one for one in template.doubts if one.code == "relation"]
    assert "A8" == doubt.address
    assert "没有读懂" in doubt.message("zh")


def test_what_is_announced_above_is_a_relation() -> None:
    """审核关系： on a line of its own speaks of the lines below it."""
    template = understood("审核关系：\n1≥2\n《表二》甲=《表一》乙")
    assert ["实际参保 <= 应参保"] == edits_of(template)
    assert ["A10"] == [one.address for one in template.doubts if one.code == "relation"]


def test_a_row_is_held_against_a_row_only_where_they_are_counted() -> None:
    """Of a part of something the growth may be more than that of the whole."""
    table = """
产值表
填报单位：
| 指标 | 代码 | 本年（万元） | 同比增长（%） |
| 产值 | 01 | | |
| 新产品 | 02 | | |
{}
"""
    assert ["本年[新产品] <= 本年[产值]"] == edits_of(understood("审核关系：01≥02", table))


def test_what_a_formula_says_is_not_said_again() -> None:
    """A printed relation that the office's own formula keeps is no second edit."""
    path = draw(Path(tempfile.mkdtemp()) / "我的表.xlsx", _TABLE.format("2=4+3"))
    book = load_workbook(path)
    for row in (5, 6, 7):
        book.worksheets[0][f"D{row}"] = f"=E{row}+F{row}"
    book.save(path)
    assert [] == edits_of(ys.understand(path))


def test_dots_stand_for_what_is_between() -> None:
    """1＝2＋3＋…＋9 adds up eight figures."""
    (relation,) = relations_in("1＝2＋3＋…＋9")
    ((sides, signs),) = relation.readings
    assert ("=",) == signs
    assert [("2", ""), ("3", "9")] == [(one.called, one.upto) for one in sides[1].terms]


def test_a_return_against_a_printed_relation_is_found(tmp_path: Path) -> None:
    """More persons insured than there are is a finding that names both cells."""
    path = draw(tmp_path / "我的表.xlsx", _TABLE.format("审核关系：1列≥2列"))
    book = load_workbook(path)
    sheet = book.worksheets[0]
    sheet["A2"] = "填报单位：东山镇"
    for row in (5, 6, 7):
        for column, value in zip("CDEF", (10, 11 if row == 6 else 10, 5, 5), strict=True):
            sheet[f"{column}{row}"] = value
    book.save(tmp_path / "东山镇.xlsx")
    done = ys.reconcile([tmp_path / "东山镇.xlsx"], ys.understand(path))
    (found,) = [
        one for one in done.review.soft if one.code == "edit_failure" and "审核" in str(one.rule)
    ]
    assert {"C6", "D6"} == {cell.address for cell in found.cells}
