"""What forms are called after their sheets, however these are called."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import youthstats as ys
from tests.workbook.understanding.drawing import Drawn, draw
from tests.workbook.understanding.filling import differences, read_back
from youthstats.characters import length, visible
from youthstats.model.contradictions import LONGEST_SHEET_NAME
from youthstats.workbook.understanding.labelling import Labels
from youthstats.workbook.understanding.naming import word

GRID = """
情况表
| 指标 | 数量 |
| 讲座（场） | |
| 培训（场） | |
"""
BEGINNING = "2024年度青年发展规划实施情况统计监测表"

names = st.text(
    st.sampled_from("表一二（）'’Hh 2024\u200e青年发展规划\U00020000") | st.characters(),
    max_size=31,
).filter(lambda name: not set(name) & set("[]:*?/\\"))
sheets = st.lists(
    names
    | names.map(lambda name: BEGINNING[:18] + name[:13])
    | st.sampled_from(("History", "表（2）")),
    min_size=1,
    unique_by=str.casefold,
)


@given(sheets, st.integers(1, 3))
def test_every_form_has_a_label_of_its_own(sheets: list[str], each: int) -> None:
    """Whatever the sheets are called, and however many forms each holds, a sheet may bear the label."""
    labels = Labels(sheets)
    found = [labels.of(sheet, number) for sheet in sheets for number in range(1, each + 1)]
    assert len(found) == len({label.casefold() for label in found})
    for label in found:
        assert 0 < length(label) <= LONGEST_SHEET_NAME
        assert label == visible(label)
        assert not set(label) & set("[]:*?/\\'")
        assert label.casefold() != "history"


@given(st.lists(st.text("表一二三四五（）2024", min_size=1, max_size=20), unique=True, min_size=1))
def test_a_short_name_is_the_label(sheets: list[str]) -> None:
    """A sheet that may be called so gives its name."""
    labels = Labels(sheets)
    assert sheets == [labels.of(sheet, 1) for sheet in sheets]


def test_long_names_are_told_apart_by_their_ends(tmp_path: Path) -> None:
    """Two sheets alike in their first twenty signs are two forms, and both are read."""
    sheets = [Drawn(GRID, f"{BEGINNING}（{number}）") for number in "一二"]
    template = ys.understand(draw(tmp_path / "我的表.xlsx", *sheets))
    assert ["2024年度青年发展规…统计监测表（一）", "2024年度青年发展规…统计监测表（二）"] == [
        form.label for form in template.scheme.forms
    ]
    assert [] == list(differences(template, read_back(template, tmp_path / "某单位.xlsx")))


@pytest.mark.parametrize(
    ("sheet", "label"), [("一月 '24", "一月 ’24"), ("History", "History表"), ("表'一'", "表’一’")]
)
def test_a_sheet_may_be_called_as_ours_may_not(sheet: str, label: str, tmp_path: Path) -> None:
    """A name that none of our sheets can bear is cleaned, and returns are looked for under the real one."""
    template = ys.understand(draw(tmp_path / "我的表.xlsx", Drawn(GRID, sheet)))
    (form,) = template.scheme.forms
    assert (label, sheet) == (form.label, form.sheet)
    assert () == tuple(doubt for doubt in template.doubts)
    assert [] == list(differences(template, read_back(template, tmp_path / "某单位.xlsx")))
    out = tmp_path / "汇总.xlsx"
    ys.write_templates(tmp_path / "out", template.scheme)
    ys.reconcile([tmp_path / "某单位.xlsx"], template.scheme, out)
    assert out.exists()


@pytest.mark.parametrize("label", ["台账", "往来账款", "GDP", "QQ群", "WiFi覆盖"])
def test_names_are_spelled_as_the_office_spells_its_labels(label: str, tmp_path: Path) -> None:
    """Forms, items and edits are called so in sentences; a correction may spell them otherwise."""
    grid = f"情况表\n| 指标 | {label}（个） | 其中：新建（个） |\n| 讲座 | | |\n| 培训 | | |"
    draw(tmp_path / "模板.xlsx", Drawn(grid, label))
    said = label.replace("账", "帐").casefold()
    (tmp_path / "模板.toml").write_text(
        f'[[forms."{label}".edits]]\nname = "多"\ntext = "{said} <= 500"\n', "utf-8"
    )
    (form,) = ys.understand(tmp_path / "模板.xlsx").scheme.forms
    assert (label, label) == (form.id, form.items[0].name)
    assert any(edit.name.endswith("多") for edit in form.edits)


@given(st.lists(st.decimals("0.1", "99.9", places=1), min_size=2, max_size=4, unique=True))
def test_what_differs_in_its_decimals_has_names_that_do(sizes: list[Decimal]) -> None:
    """1.5吨, 15吨 and 2.5吨 are three rows, called by all their digits."""
    names = [word([f"{size}吨"]) for size in sizes]
    assert len({*names}) == len(names)
    assert all(str(size).replace(".", "_") in name for size, name in zip(sizes, names, strict=True))
    assert word([f"{sizes[0]}吨".replace(".", "")]) not in names
