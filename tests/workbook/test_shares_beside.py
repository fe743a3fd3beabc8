"""Under 占比（%） a bare 0.8 among 12.5 and 98.2 is per cent; alone it may be a fraction."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

import youthstats as ys
from tests.workbook.understanding.drawing import draw

_SHARES = """
水质情况
填报单位：
| 断面 | 达标率（%） | 超标率（%） |
| 甲断面 | | |
| 乙断面 | | |
"""
_CELLS = ("B4", "C4", "B5", "C5")

Answers = tuple[float | str | None, ...]


@pytest.fixture(name="template", scope="module")
def _template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return draw(tmp_path_factory.mktemp("form") / "我的表.xlsx", _SHARES)


def answered(template: Path, answers: Answers, number_format: str = "General") -> ys.Filed:
    """Read the return of one unit with these shares."""
    book: Workbook = load_workbook(template)
    sheet = book.worksheets[0]
    sheet["A2"] = "填报单位：东山镇"
    for at, answer in zip(_CELLS, answers, strict=True):
        sheet[at] = answer
        sheet[at].number_format = number_format
    path = template.parent / "东山镇.xlsx"
    book.save(path)
    return ys.read([path], ys.understand(template).scheme)


@given(small=st.integers(1, 100), large=st.integers(101, 10_000))
def test_a_share_below_one_is_per_cent_where_another_is_above(
    template: Path, small: int, large: int
) -> None:
    """Whatever the sizes, the reading of a small share follows a plainly larger one, softly."""
    filed = answered(template, (large / 100, small / 100, None, None))
    (record,) = filed.returns[0].records.values()
    line = record.form.lines[0]
    share = record[record.form.items[1].name, line]
    assert Decimal(small) / 10_000 == share.value  # type: ignore[union-attr]
    (finding,) = [one for one in ys.check(filed).findings if "why" in one.facts]
    assert ys.Severity.SOFT is finding.severity
    assert f"百分之 {small / 100:.15g}".rstrip() in finding.message("zh")


@pytest.mark.parametrize(
    ("answers", "number_format", "codes"),
    [
        ((98.2, 1, None, None), "General", ["share_as_beside"]),
        ((98.2, "0.8", None, None), "General", ["share_as_beside"]),
        ((0.982, 0.008, None, None), "General", ["share_as_fraction"] * 2),
        ((0.982, 0.008, None, None), "0.0%", []),
        (("98.2%", 0.8, None, None), "General", ["number_as_text", "share_as_fraction"]),
        ((98.2, "80%", None, None), "General", ["number_as_text"]),
        ((98.2, "=4/5", None, None), "General", ["share_as_fraction"]),
        ((98.2, 1.8, None, None), "General", []),
    ],
)
def test_what_tells_how_a_bare_share_is_meant(
    template: Path, answers: Answers, number_format: str, codes: list[str]
) -> None:
    """Only a number typed without a sign says how the others are meant, and only of bare ones."""
    filed = answered(template, answers, number_format)
    told = [note.code.removeprefix("reading.") for note in filed.returns[0].notes]
    assert codes == [code for code in told if code != "formula_evaluated"]
