"""A form whose labels lead to other cells than its own is refused: wrong figures would be added up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from attrs import evolve

from tests.workbook.understanding.drawing import draw
from youthstats.errors import TemplateError
from youthstats.wording import LANGUAGES, say
from youthstats.workbook.reading.sheets.found import Found
from youthstats.workbook.understanding import template as drawing_up
from youthstats.workbook.understanding.doubts import Doubt
from youthstats.workbook.understanding.formed import Formed
from youthstats.workbook.understanding.refound import elsewhere
from youthstats.workbook.understanding.template import understand

_TWICE = """
各类人员统计表
| 表别 | | 甲种 | |
| | 男 | 女 | 合计 |
| 教师 | | | |
| 学生 | | | |
| 合计 | | | |
"""


def test_a_column_headed_as_something_else_is_found_by_its_heading(tmp_path: Path) -> None:
    """合计 heads a column and a row: the column that is a form of its own keeps it as a label."""
    template = understand(draw(tmp_path / "我的表.xlsx", _TWICE))
    assert ["label_lost"] == [one.code for one in template.doubts]
    taken = {place for one in template.forms.values() for place in one.places.values()}
    assert {1, 2, 3} == {column for _, column in taken}


def test_a_form_that_would_be_read_from_other_cells_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its figures would be added up from others': it is refused, and the doubt says where they stood."""
    real = elsewhere

    def one_to_the_left(
        formed: Sequence[Formed], found: Mapping[str, Found]
    ) -> Mapping[str, Doubt]:
        if len(formed) == 1:
            return real(formed, found)
        last = formed[-1].form.id
        columns = tuple(at and at - 1 for at in found[last].location.columns)
        moved = evolve(found[last], location=evolve(found[last].location, columns=columns))
        return real(formed, {**found, last: moved})

    monkeypatch.setattr(drawing_up, "elsewhere", one_to_the_left)
    grid = "人数\n| 类别 | 男 |\n| 教师 | |\n| 学生 | |\n\n| 类别 | 女 |\n| 小学 | |\n| 中学 | |"
    template = understand(draw(tmp_path / "我的表.xlsx", grid))
    (doubt,) = template.doubts
    assert ("found_elsewhere", "B7", "A7") == (doubt.code, doubt.address, doubt.facts["stood"])
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
