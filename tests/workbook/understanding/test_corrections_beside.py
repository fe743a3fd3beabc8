"""Corrections in a TOML file: what a template does not show of its forms, and what its office adds."""

from __future__ import annotations

import tempfile
from pathlib import Path
from shutil import copy

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

import youthstats as ys
from tests.workbook.understanding.correcting_by_hand import FORMS, SCHEMES, STAFF, alone, drawn
from youthstats.model.axes import items as across
from youthstats.model.axes import units
from youthstats.model.edits import Edit, Severity
from youthstats.model.forms import Form, define_form
from youthstats.model.items import Item, Kind
from youthstats.model.spread import RatioSpread
from youthstats.workbook.understanding.corrections.applying import corrected
from youthstats.workbook.understanding.corrections.difference import difference
from youthstats.workbook.understanding.corrections.terms import Corrections
from youthstats.workbook.understanding.template import understand

LABELS = ("男生人数", "序号", "女生人数")
SCHEME = ys.load_scheme("youth_league_2009")

some = settings(max_examples=settings().max_examples // 2)


def written(scheme: ys.Scheme, folder: Path, lang: str = "zh") -> ys.Scheme:
    """Return what is read from the templates of a scheme."""
    return understand(ys.write_templates(folder, scheme, lang=lang)[0]).scheme


def told(folder: Path, text: str) -> ys.Scheme:
    """Return the scheme of 基层单位表 with what a TOML file beside it says."""
    copy(STAFF, folder / "我的表.xlsx")
    (folder / "我的表.toml").write_text(text, "utf-8")
    return understand(folder / "我的表.xlsx").scheme


# ---------------------------------------------------------------------------------- round trips


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_templates_of_2009_read_as_their_forms(lang: str, tmp_path: Path) -> None:
    """Blank return and TOML together say all there is to each of the seven forms."""
    again = written(SCHEME, tmp_path, lang)
    for form in SCHEME.forms:
        assert form == again.form(form.id)
    assert evolve(SCHEME, units=again.units, duties=again.duties) == again


@some
@given(SCHEMES, st.sampled_from(("zh", "en")))
def test_the_templates_of_any_scheme_read_as_its_forms(scheme: ys.Scheme, lang: str) -> None:
    """Forms, edits across them, title, period and version; the roster is not the template's to say."""
    with tempfile.TemporaryDirectory() as folder:
        again = written(scheme, Path(folder), lang)
        assert evolve(scheme, units=again.units, duties=again.duties) == again


@pytest.mark.parametrize("chosen", [True, False])
@pytest.mark.parametrize("many", [2, 60])
def test_choices_are_as_binding_as_they_were(chosen: bool, many: int, tmp_path: Path) -> None:
    """Offered or all there are, in the cell's own list or on a sheet of their own."""
    choices = tuple(f"很长的选项第{number}号" for number in range(many))
    items = (
        Item("kind", Kind.TEXT, "类型", choices=choices, chosen=chosen),
        Item("people", Kind.COUNT, "人数"),
    )
    scheme = alone(
        define_form(id="T1", label="表一", title="表", items=items, rows=units(), columns=across())
    )
    assert chosen is written(scheme, tmp_path).form("T1").item("kind").chosen


def test_an_answer_between_others_may_be_called_as_a_column_that_counts(tmp_path: Path) -> None:
    """序号 is a column of answers where the template's names say so, and parts no table."""
    items = tuple(Item(name, Kind.COUNT, label) for name, label in zip("abc", LABELS, strict=True))
    form = define_form(
        id="T1", label="表一", title="表", items=items, rows=units(), columns=across()
    )
    assert (form,) == written(alone(form), tmp_path).forms


@some
@given(FORMS, FORMS)
def test_a_difference_makes_the_one_form_of_the_other(form: Form, other: Form) -> None:
    """Put into effect it gives the form that was wanted, and none is left."""
    with tempfile.TemporaryDirectory() as folder:
        (mine,) = drawn(alone(form), Path(folder)).scheme.forms
        made = corrected(mine, difference(mine, form), Corrections().where)
        assert form == made
        assert difference(made, made) == difference(other, other)


def test_a_template_written_again_takes_its_corrections_along(tmp_path: Path) -> None:
    """The file beside it is of the template that was written last."""
    (beside,) = (path.with_suffix(".toml") for path in ys.write_templates(tmp_path, SCHEME)[:1])
    kept = beside.read_text("utf-8")
    beside.write_text("[forms.'表一']\ntitle = '旧标题'\n", "utf-8")
    ys.write_templates(tmp_path, SCHEME)
    assert kept == beside.read_text("utf-8")


# ------------------------------------------------------------------------------------ by hand


def test_a_word_on_an_item(tmp_path: Path) -> None:
    """Renamed, not added, of another kind: what speaks of it follows."""
    scheme = told(
        tmp_path,
        """
        [forms."综合".items."工资总额"]
        name = "wages"
        adds = false
        [forms."综合".items."备注"]
        kind = "count"
        """,
    )
    form = scheme.form("综合")
    assert not form.item("wages").adds
    assert Kind.COUNT is form.item("备注").kind
    assert "人均工资 = (10000 * wages) / 从业人员总数" == str(form.quotients[1])


def test_edits_are_changed_added_and_left_out(tmp_path: Path) -> None:
    """Severity alone, a text in the words of the table, a ratio over the units, and one edit less."""
    scheme = told(
        tmp_path,
        """
        without_edits = ["综合_从业人员总数_表间"]
        [forms."综合"]
        without_edits = ["从业人员总数_女性_其中"]
        [[forms."综合".edits]]
        name = "人均工资_比率"
        severity = "soft"
        [[forms."综合".edits]]
        name = "有人有工资"
        text = "如果从业人员总数＞0，则工资总额（万元）＞0"
        [[forms."综合".edits]]
        name = "人均相差"
        text = "工资总额 / 从业人员总数"
        scale = 4.0
        [[edits]]
        name = "女性"
        text = "综合.女性 = 从业人员.女[合计]"
        severity = "soft"
        zh = "两表女性人数应一致"
        """,
    )
    edits = {edit.name: edit for edit in scheme.form("综合").edits}
    assert ["女性所占比例_比率", "人均工资_比率", "有人有工资", "人均相差"] == list(edits)
    assert Severity.SOFT is edits["人均工资_比率"].severity
    condition = edits["有人有工资"]
    assert isinstance(condition, Edit)
    assert "if 从业人员总数 > 0 then 工资总额 > 0" == str(condition.statement)
    assert "从业人员总数＞0时，工资总额应大于0" == condition.zh
    assert "where 从业人员总数＞0, 工资总额 is more than 0" == condition.en
    assert isinstance(edits["人均相差"], RatioSpread)
    assert ["综合_从业人员总数_女性_表间", "女性"] == [edit.name for edit in scheme.edits]
    assert "两表女性人数应一致" == scheme.edits[1].zh == scheme.edits[1].en


def test_only_these_edits(tmp_path: Path) -> None:
    """What the template says itself is left out, and said anew where it is wanted."""
    text = '[forms."综合"]\nonly_these_edits = true\n[[forms."综合".edits]]\nname = "甲"\n'
    scheme = told(tmp_path, f'{text}text = "工资总额 > 0"')
    assert ["甲"] == [edit.name for edit in scheme.form("综合").edits]


def test_the_scheme_itself(tmp_path: Path) -> None:
    """Its id, title, period and version."""
    words = {"id": "jc", "title": "基层", "period": "2009年", "version": "2"}
    scheme = told(tmp_path, "\n".join(f"{word} = '{text}'" for word, text in words.items()))
    assert words == {word: getattr(scheme, word) for word in words}


def test_a_new_kind_leaves_behind_what_it_cannot_have(tmp_path: Path) -> None:
    """A ratio is not marked as not added, for none is, and is printed with one decimal."""
    item = (
        told(tmp_path, '[forms."综合".items."人均工资"]\nkind = "share"')
        .form("综合")
        .item("人均工资")
    )
    assert (Kind.SHARE, True, 2) == (item.kind, item.adds, item.places)
