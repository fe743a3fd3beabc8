"""Labels with an answer each in the last rows of a table, and forms that nobody could find again."""

from __future__ import annotations

import tempfile
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

import youthstats as ys
from tests.workbook.understanding.drawing import Drawn, draw
from youthstats.errors import TemplateError
from youthstats.wording import LANGUAGES, say
from youthstats.workbook.package import open_book
from youthstats.workbook.understanding import template as drawing_up
from youthstats.workbook.understanding.doubts import Doubt
from youthstats.workbook.understanding.refound import found_again, nowhere

ENERGY = """
能耗统计表
填报单位：
| 季度 | 用电量（千瓦时） | 电费（元） | 用水量（吨） | 水费（元） |
| 一季度 |  |  |  |  |
| 二季度 |  |  |  |  |
| 合计 | =B4+B5 | =C4+C5 | =D4+D5 | =E4+E5 |
"""

labels = ["建筑面积（平方米）", "用能人数（人）", "车辆数（辆）", "编制数（人）"]


@st.composite
def drawn_below(draw: st.DrawFn) -> tuple[str, list[str]]:
    """Draw one or two rows of two labels each with an answer, and say the labels."""
    called = draw(st.permutations(labels))[: 2 * draw(st.integers(1, 2))]
    rows = [
        f"| {first} |  | {'<' if draw(st.booleans()) else ''} | {second} |  |"
        for first, second in zip(called[::2], called[1::2], strict=True)
    ]
    over = ["| 补充资料 | < | < | < | < |"] if draw(st.booleans()) else []
    return "\n".join([*over, *rows]), called


@given(drawn_below())
def test_labels_among_answers_are_a_card(below: tuple[str, list[str]]) -> None:
    """It is a form of its own, of which a right return has every answer and no finding."""
    grid, called = below
    with tempfile.TemporaryDirectory() as folder:
        path = draw(Path(folder, "表.xlsx"), ENERGY.strip("\n") + "\n" + grid)
        template = ys.understand(path)
        table, card = template.scheme.forms
        assert not table.card
        assert card.card
        assert [one.rstrip("）").split("（") for one in called] == [
            [item.label.split("（")[0], item.measure] for item in card.items
        ]
        book = openpyxl.load_workbook(path)
        sheet = book["表一"]
        sheet["A2"] = "填报单位：东镇"
        for row in (4, 5):
            for column in "BCDE":
                sheet[f"{column}{row}"] = row
        places = template.forms[card.id].places
        for number, (down, across) in enumerate(places.values(), 50):
            sheet.cell(down + 1, across + 1).value = number
        book.save(Path(folder, "东镇.xlsx"))
        filed = ys.read(Path(folder, "东镇.xlsx"), template.scheme)
        read = filed.returns[0].records[card.id]
        assert list(range(50, 50 + len(called))) == [read[name, line] for name, line in places]
        assert [] == [one for one in ys.check(filed).findings if one.severity is ys.Severity.HARD]


@pytest.mark.parametrize(
    "last", ["合计 |  | — |  | —", "备注 |  | < | < | <", "三季度 |  |  |  | "]
)
def test_other_last_rows_are_none(last: str, tmp_path: Path) -> None:
    """A total, a remark and one more row are no labels with an answer each."""
    template = ys.understand(draw(tmp_path / "表.xlsx", f"{ENERGY.strip()}\n| {last} |"))
    assert not any(form.card for form in template.scheme.forms)


def test_what_is_found_nowhere(tmp_path: Path) -> None:
    """A form is where any of its answers is found; where none is, the doubt names them all."""
    template = ys.understand(draw(tmp_path / "表.xlsx", ENERGY))
    formed = list(template.forms.values())
    found = found_again(template.scheme, formed, open_book(template.path))
    assert {} == nowhere(formed, found)
    ((id, doubt),) = nowhere(formed, {}).items()
    assert (formed[0].form.id, "found_nowhere") == (id, doubt.code)
    assert "用电量（千瓦时）/一季度" in doubt.message("zh")


def _nowhere(form: str) -> Doubt:
    return Doubt("found_nowhere", "表一", facts={"form": form, "labels": "用电量"})


def test_a_form_that_is_found_nowhere_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It would be owed, and no return could ever have it: the others are asked for without it."""
    below = "\n".join(("", "| 班次 | 人数 |", "| 早班 |  |", "| 晚班 |  |"))
    path = draw(tmp_path / "表.xlsx", ENERGY, Drawn(below.strip("\n"), "表二"))
    whole = ys.understand(path)
    lost = whole.scheme.forms[0].id
    monkeypatch.setattr(
        drawing_up,
        "nowhere",
        lambda formed, _: {one.form.id: _nowhere(lost) for one in formed if one.form.id == lost},
    )
    template = ys.understand(path)
    assert [lost] == [doubt.facts["form"] for doubt in template.doubts]
    assert [form.id for form in whole.scheme.forms[1:]] == [
        form.id for form in template.scheme.forms
    ]


def test_a_template_that_is_found_nowhere_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The reason names its sheet and its labels."""
    lost = _nowhere("能耗")
    monkeypatch.setattr(
        drawing_up, "nowhere", lambda formed, _: {one.form.id: lost for one in formed}
    )
    with pytest.raises(TemplateError) as raised:
        ys.understand(draw(tmp_path / "表.xlsx", ENERGY))
    assert "template.nowhere" == raised.value.reason
    for lang in LANGUAGES:
        said = say(raised.value.reason, lang, **raised.value.facts)
        assert [] == [one for one in ("表一", "能耗", "用电量") if one not in said]
