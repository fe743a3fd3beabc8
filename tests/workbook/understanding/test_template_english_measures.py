"""Lines of measure in English: Unit: 10,000 yuan is read as 单位：万元, on the template and on returns."""

from __future__ import annotations

from pathlib import Path

import pytest

import youthstats as ys
from tests.workbook.understanding.drawing import draw
from youthstats.workbook.reading.sheets.english_measures import in_chinese

GRID = """
Income statement
填报单位：{unit}
{line}
| Item | This year | Last year |
| Revenue | {first} |  |
| Costs |  |  |
"""


@pytest.mark.parametrize(
    ("line", "measure"),
    [
        ("Unit: 10,000 yuan", "万元"),
        ("Unit：10 000 Yuan", "万元"),
        ("Units of measure: ten thousand yuan", "万元"),
        ("(Unit: 100 million RMB)", "亿元"),
        ("单位 Unit: 10,000 yuan", "万元"),
        ("计量单位/Unit: 10,000 yuan", "万元"),
        ("单位：万元  Unit: 10,000 yuan", "万元"),
        ("Unit: thousand tons", "千吨"),
        ("Unit: persons", "人"),
        ("Unit: 10 thousand yuan", "万元"),
        ("Unit: RMB 10,000", "万元"),
        ("Unit: RMB million", "百万元"),
        ("Unit (10,000 yuan)", "万元"),
        ("Unit: Ten thousand yuan (RMB)", "万元"),
        ("编制单位：（公章）  Unit: 10,000 yuan", "万元"),
    ],
)
def test_a_line_in_english_gives_the_measure(line: str, measure: str, tmp_path: Path) -> None:
    """It is that of all figures, and neither a title nor a heading."""
    grid = GRID.format(unit="", line=line, first="")
    (form,) = ys.understand(draw(tmp_path / "表.xlsx", grid)).scheme.forms
    assert ("Income statement", measure) == (form.title, form.measure)
    assert {measure} == {item.measure for item in form.items}


def test_a_title_ends_before_it(tmp_path: Path) -> None:
    """In brackets behind the title it is none of its words."""
    grid = GRID.replace("statement", "statement (Unit: 10,000 yuan)").replace("{line}\n", "")
    template = ys.understand(draw(tmp_path / "表.xlsx", grid.format(unit="", first="")))
    (form,) = template.scheme.forms
    assert ("Income statement", "万元") == (form.title, form.measure)


@pytest.mark.parametrize(
    "text",
    [
        "Unit: Finance Bureau",
        "Unit:",
        "Community: 10,000 yuan",
        "填报单位：万元户",
        "Units: 10,000",
        "Reporting unit: Mu",
        "Number of units (households)",
    ],
)
def test_other_lines_stay_as_they_are(text: str) -> None:
    """What names a unit, or says nothing of a measure, is no such line."""
    assert text == in_chinese(text)


@pytest.mark.parametrize(("line", "codes"), [("单位：万元", set()), ("Unit: yuan", {"measure"})])
def test_a_return_may_say_it_either_way(line: str, codes: set[str], tmp_path: Path) -> None:
    """单位：万元 is the same, and figures in another size are told and not read."""
    blank = GRID.format(unit="", line="Unit: 10,000 yuan", first="")
    template = ys.understand(draw(tmp_path / "表.xlsx", blank))
    filled = GRID.format(unit="东镇", line=line, first="12.5")
    filed = ys.read(draw(tmp_path / "东镇.xlsx", filled), template.scheme)
    found = {one.code for one in ys.check(filed).findings if "measure" in one.code}
    assert bool(codes) == bool(found)
