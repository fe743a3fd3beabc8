"""What corrections say of edits over figures that were given: a blank breaks none of these."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

import youthstats as ys
from tests.workbook.understanding.correcting_by_hand import FORMS, alone, corrected, sheet_of
from tests.workbook.understanding.drawing import Drawn, draw
from youthstats.model.edits import Edit, Severity
from youthstats.model.forms import Form
from youthstats.workbook.understanding.template import Template, understand

TABLE = Drawn(
    """
    农场情况
    | 地区 | 面积 | 人数 |
    | 东村 | | |
    | 西村 | | |
    """,
    limits={
        "B3:B4": {"type": "decimal", "operator": "greaterThanOrEqual", "formula1": "0.5"},
        "C3:C4": {"type": "custom", "formula1": "C3<=B3"},
    },
)

some = settings(max_examples=settings().max_examples // 2)


def template_with(folder: Path, corrections: str = "") -> Template:
    """Return the table with what a TOML file beside it says of its form."""
    path = draw(folder / "我的表.xlsx", TABLE)
    path.with_suffix(".toml").write_text(corrections, "utf-8")
    return understand(path)


def edits(form: Form) -> dict[str, tuple[str, bool]]:
    """Return the edits of a form: what each says, and whether of figures given alone."""
    own = [edit for edit in form.edits if isinstance(edit, Edit)]
    return {edit.name: (str(edit.statement), edit.given) for edit in own}


@some
@given(FORMS, st.data())
def test_a_form_written_and_read_again_keeps_which_edits_heed_no_blank(
    form: Form, data: st.DataObject
) -> None:
    """Template and TOML together say it of each edit that is one."""
    changed = [
        evolve(edit, given=data.draw(st.booleans())) if isinstance(edit, Edit) else edit
        for edit in form.edits
    ]
    wanted = evolve(form, edits=tuple(changed))
    with tempfile.TemporaryDirectory() as folder:
        path = ys.write_templates(folder, alone(wanted))[0]
        assert (wanted,) == understand(path).scheme.forms


@pytest.mark.parametrize("more", ["", "severity = 'soft'"])
def test_a_new_text_leaves_it_an_edit_of_what_was_given(more: str, tmp_path: Path) -> None:
    """The validation lets a cell be blank, and so does the limit that its office moves."""
    said = f"[[forms.'表一'.edits]]\nname = '面积_下限'\ntext = '面积 >= 1'\n{more}\n"
    form = template_with(tmp_path, said).scheme.form("表一")
    assert ("面积 >= 1", True) == edits(form)["面积_下限"]
    assert not edits(form)["人数_有效性"][1]


@pytest.mark.parametrize("name", ["面积_下限", "人数_有效性"])
@pytest.mark.parametrize("given", ["true", "false"])
def test_a_file_says_whether_a_blank_is_held_against_an_edit(
    name: str, given: str, tmp_path: Path
) -> None:
    """One word, of an edit of the template's own."""
    said = f"[[forms.'表一'.edits]]\nname = '{name}'\ngiven = {given}\n"
    assert (given == "true") == edits(template_with(tmp_path, said).scheme.form("表一"))[name][1]


@pytest.mark.parametrize(("said", "kept"), [("否", False), ("是", True), (None, True)])
def test_a_sheet_says_it_too(said: str | None, kept: bool, tmp_path: Path) -> None:
    """The column is there, for an edit that heeds no blank; the other edits are as they were."""
    template = template_with(tmp_path)
    changes = {} if said is None else {("面积_下限", "空白不审核"): said}
    (form,), _ = corrected(template, sheet_of(template, changes))
    old = edits(template.scheme.form("表一"))
    assert {**old, "面积_下限": (old["面积_下限"][0], kept)} == edits(form)


def test_a_sheet_says_of_another_edit_that_blanks_break_it_or_not(tmp_path: Path) -> None:
    """Saying no of one that heeds blanks changes nothing, saying yes changes that."""
    template = template_with(tmp_path)
    for said, given_now in (("否", False), ("是", True)):
        changes = {("人数_有效性", "空白不审核"): said}
        (form,), _ = corrected(template, sheet_of(template, changes))
        assert given_now == edits(form)["人数_有效性"][1]


def test_a_blank_of_a_moved_limit_is_no_finding(tmp_path: Path) -> None:
    """0 hectares break it and a blank does not."""
    said = "[[forms.'表一'.edits]]\nname = '面积_下限'\ntext = '面积 >= 1'\nseverity = 'hard'\n"
    template = template_with(tmp_path, said)
    form = template.scheme.form("表一")
    (edit,) = [one for one in form.edits if one.name == "面积_下限"]
    assert isinstance(edit, Edit)
    assert Severity.HARD is edit.severity
    for area, fails in ((None, False), (0, True)):
        answers = {"面积": {"东村": area, "西村": 5}, "人数": {"东村": 0, "西村": 0}}
        record = ys.parse_record(form, answers)
        filed = ys.Filed.of(template.scheme, [ys.Return("甲县", {form.id: record}, file="甲.xlsx")])
        found = [one.rule for one in ys.check(filed).findings if one.code == "edit_failure"]
        assert fails == (f"{form.id}.面积_下限" in found)
