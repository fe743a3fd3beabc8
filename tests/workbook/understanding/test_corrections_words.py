"""The words of the sheet, and edit text as clerks write it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.workbook.understanding.correcting_by_hand import FORMS
from youthstats.characters import bare
from youthstats.model.edits import Edit
from youthstats.model.forms import Form
from youthstats.wording import LANGUAGES
from youthstats.workbook.understanding.corrections.spelling import Called, plain_text
from youthstats.workbook.understanding.corrections.terms import (
    CATEGORY_WORDS,
    EDIT_WORDS,
    FORM_WORDS,
    ITEM_WORDS,
    SCHEME_WORDS,
    FormCorrections,
    Sort,
)
from youthstats.workbook.understanding.corrections.vocabulary import OUT, Column, vocabulary

WORDS = {
    "scheme": SCHEME_WORDS,
    "form": FORM_WORDS,
    "item": ITEM_WORDS,
    "category": CATEGORY_WORDS,
    "edit": EDIT_WORDS,
}
COLUMNS = list(vocabulary().columns.values())


def test_no_word_means_two_things() -> None:
    """Every heading, and every word of a group, is one thing's alone."""
    groups = {**vocabulary().written, "columns": {c.key: c.headings for c in COLUMNS}}
    for group, values in groups.items():
        for value, words in values.items():
            for lang in LANGUAGES:
                said = words[lang] if isinstance(words[lang], str) else words[lang][0]
                assert value == vocabulary().understood[group][bare(str(said))], (group, said)
    headings = [bare(text) for c in COLUMNS for texts in c.headings.values() for text in texts]
    assert len(set(headings)) == len(headings)


@pytest.mark.parametrize("column", COLUMNS, ids=lambda column: column.key)
def test_a_column_says_one_sort_of_word(column: Column) -> None:
    """Whatever kind of row it is of, what may stand there is read alike."""
    assert {column.sort} >= {WORDS[thing][word] for thing, word in column.says.items()}


@pytest.mark.parametrize("column", COLUMNS, ids=lambda column: column.key)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_may_be_chosen_is_understood(column: Column, lang: str) -> None:
    """Each word of a drop-down means the value it was written for."""
    for word in vocabulary().choices(column, lang) if column.says else ():
        value = vocabulary().read(column, word)
        assert value is not None
        shown = OUT if value == OUT else vocabulary().shown(column, value, lang)
        assert shown in {word, OUT}


def values(column: Column) -> st.SearchStrategy[object]:
    words = st.text(st.sampled_from("甲乙、，, 数a（）"), min_size=1).map(str.strip).filter(bool)
    match column.sort:
        case Sort.TEXT:
            return words
        case Sort.WHOLE:
            return st.integers(-(10**14), 10**14)
        case Sort.LIST:
            return st.lists(words, max_size=3).map(tuple)
        case sort:
            values = [value for value in vocabulary().written[sort.value] if value != OUT]
            return st.sampled_from([{"yes": True, "no": False}.get(one, one) for one in values])


@given(st.sampled_from([column for column in COLUMNS if column.says]), st.data())
def test_what_is_shown_reads_as_it_was(column: Column, data: st.DataObject) -> None:
    """A value written into a cell and read again is the value; none shows as nothing."""
    value = data.draw(values(column))
    for lang in LANGUAGES:
        shown = vocabulary().shown(column, value, lang)  # type: ignore[arg-type]
        assert shown == "" if value == () else value == vocabulary().read(column, str(shown))


# ------------------------------------------------------------------------------------ edit text


CALLED = Called(
    {"女性": "从业人员总数_女性", "工资总额": "工资总额", "人": "人", "若干数": "若干数"},
    {"合计": "合计", "小计": "合计"},
)
FORMS_CALLED = {"综合": ("T2", CALLED), "综合(2)": ("T3", CALLED), "t3": ("T3", CALLED)}
TEXTS = [
    ("女性＝工资总额", "从业人员总数_女性=工资总额"),
    ("女性 ≤ 0.5×工资总额", "从业人员总数_女性 <= 0.5*工资总额"),
    ("女性［小计］≥（１＋２）×工资总额", "从业人员总数_女性[合计]>=(1+2)*工资总额"),
    ("其中：女性（人）－工资总额（万元）＞０", "从业人员总数_女性-工资总额>0"),
    ("若女性>0则工资总额>0", "if 从业人员总数_女性>0 then 工资总额>0"),
    ("如果 女性[合计] > 0，那么 工资总额 > 0", "if 从业人员总数_女性[合计] > 0 then 工资总额 > 0"),
    ("若干数 > 0", "若干数 > 0"),
    ("if (人) > 0 then 女性 > 0", "if (人) > 0 then 从业人员总数_女性 > 0"),
    ("没有的 > 2.5", "没有的 > 2.5"),
    ("综合.女性 = 别的.女性", "T2.从业人员总数_女性 = 别的.女性"),
    ("综合（2）.女性 = 综合 .女性", "T3.从业人员总数_女性 = T2.从业人员总数_女性"),
]


@pytest.mark.parametrize(("text", "plain"), TEXTS)
def test_a_text_is_put_as_the_grammar_has_it(text: str, plain: str) -> None:
    """Signs of any width, conditions in Chinese, labels for names; what nobody knows is left."""
    assert plain == plain_text(text, CALLED, FORMS_CALLED)


@given(FORMS)
def test_a_text_with_names_stays_as_it_is(form: Form) -> None:
    """What the grammar has already is not touched, whatever the labels are."""
    called = Called.of(form, FormCorrections())
    for edit in form.edits:
        if isinstance(edit, Edit):
            assert str(edit.statement) == plain_text(str(edit.statement), called, {})
