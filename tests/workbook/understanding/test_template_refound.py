"""A form whose labels lead to other cells than its own is refused: wrong figures would be added up."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.workbook.understanding.drawing import draw
from youthstats.errors import TemplateError
from youthstats.wording import LANGUAGES, say
from youthstats.workbook.understanding import template as drawing_up
from youthstats.workbook.understanding.doubts import Doubt
from youthstats.workbook.understanding.template import understand

_MISREAD = """
各类人员统计表
| 表别 | | 甲种 | |
| | 男 | 女 | 合计 |
| 教师 | | | |
| 学生 | | | |
| 合计 | | | |
"""


def test_a_form_that_would_be_read_from_other_cells_is_none(tmp_path: Path) -> None:
    """Its figures would be added up from another form's: it is refused, and the doubt says where they stood."""
    template = understand(draw(tmp_path / "我的表.xlsx", _MISREAD))
    (doubt,) = [one for one in template.doubts if one.code == "found_elsewhere"]
    assert ("D4", "B4") == (doubt.address, doubt.facts["stood"])
    taken = {place for one in template.forms.values() for place in one.places.values()}
    assert {1, 2} == {column for _, column in taken}
    assert set(template.forms) == {form.id for form in template.scheme.forms}


def test_a_template_of_which_no_form_is_left_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The reason names the labels, where they belong, and where they were found."""
    moved = Doubt(
        "found_elsewhere", "表一", "B3", {"form": "表一", "labels": "教师/男", "stood": "C3"}
    )
    monkeypatch.setattr(
        drawing_up, "elsewhere", lambda formed, _: {one.form.id: moved for one in formed}
    )
    with pytest.raises(TemplateError) as raised:
        understand(draw(tmp_path / "我的表.xlsx", "人数\n| 类别 | 男 |\n| 教师 | |\n| 学生 | |"))
    assert "template.elsewhere" == raised.value.reason
    for lang in LANGUAGES:
        said = say(raised.value.reason, lang, **raised.value.facts)
        assert [] == [one for one in ("教师/男", "B3", "C3") if one not in said]


def test_units_in_rows_may_be_headed_as_a_form_asks_for_one(tmp_path: Path) -> None:
    """填报单位 with years beside it is a heading: nobody writes his name into a label."""
    grid = "人数\n| 填报单位 | 2023年 | 2024年 |\n| 教师 | | |\n| 学生 | | |"
    template = understand(draw(tmp_path / "我的表.xlsx", grid))
    (form,) = template.scheme.forms
    assert 4 == len(template.forms[form.id].places)
    assert () == template.doubts
