"""Figures in phrases, and what clerks write beside the form's own words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.workbook.asked import HELD, TRAINED, TRAINING, inexact, read
from youthstats.model.items import Item, Kind
from youthstats.model.values import Missing
from youthstats.workbook.reading.parse import Parsed, parse_phrase

PHRASES: list[tuple[str, tuple[Parsed, Parsed] | None]] = [
    ("举办（34）次，培训（2182）人", (Parsed(34), Parsed(2182))),
    ("举办34次，培训2182人。", (Parsed(34), Parsed(2182))),
    ("举办34次；培训2182人", (Parsed(34), Parsed(2182))),
    ("举办34次 培训2182人", (Parsed(34), Parsed(2182))),
    ("举办（ 34 ）次,\n培训（\u3000）人", (Parsed(34), Parsed(Missing.BLANK))),
    ("举办（/）次，培训（0）人", (Parsed(Missing.NOT_APPLICABLE), Parsed(0))),
    (
        "举办（３４）次，培训（2000多）人",
        (
            Parsed(34, "reading.number_as_text"),
            Parsed(inexact("2000", "2000", "2999"), "reading.approximate"),
        ),
    ),
    (
        "举办三十四次，培训两千零五人",
        (Parsed(34, "reading.chinese_numeral"), Parsed(2005, "reading.chinese_numeral")),
    ),
    (
        "举办（3O）次，培训（约）人",
        (
            Parsed(Missing.UNREADABLE, "reading.letters_for_digits", "30"),
            Parsed(Missing.UNREADABLE, "reading.not_a_number"),
        ),
    ),
    (
        "举办（34）场次，培训团干部（2182）人",
        (
            Parsed(Missing.UNREADABLE, "reading.wrong_measure"),
            Parsed(Missing.UNREADABLE, "reading.annotated"),
        ),
    ),
    ("全年举办34次", None),
]


@pytest.mark.parametrize(("text", "expected"), PHRASES)
def test_phrase(text: str, expected: tuple[Parsed, Parsed] | None) -> None:
    """Figures in a phrase are read like figures in cells; another text is no phrase at all."""
    figures = parse_phrase(text, TRAINING, (HELD, TRAINED))
    assert (expected and dict(zip(("held", "trained"), expected, strict=True))) == figures


def test_brackets_filled_in_where_a_phrase_prints_none() -> None:
    """In a phrase brackets mark the gap, never a minus."""
    item = Item("result", Kind.PHRASE, "成果", pattern="共{held}场")
    assert {"held": Parsed(3)} == parse_phrase("共（3）场", item, (HELD,))


words = st.text("全年共又累计圆满重视一是第，。、 （）\n", max_size=8).map(lambda t: t + "，")


@given(words, words, words, st.integers(0, 9999), st.integers(0, 9999))
def test_words_beside_a_phrase_are_named(
    before: str, between: str, after: str, held: int, trained: int
) -> None:
    """Words before, between and after change no figure, and none of them is passed over."""
    text = f"{before}举办（{held}）次，{between}培训（{trained}）人，{after}"
    figures = parse_phrase(text, TRAINING, (HELD, TRAINED))
    assert {"held": Parsed(held), "trained": Parsed(trained)} == figures
    whole = read(text, TRAINING)
    marks = str.maketrans("", "", "，。、（） \n/")
    assert (before + between + after).translate(marks) == (whole.suggestion or "").translate(marks)
    said = whole.note == "reading.phrase_with_more"
    assert said == bool((before + between + after).translate(marks))


@pytest.mark.parametrize(
    ("text", "further"),
    [
        ("举办（34）次，培训（2182）人，其中团干部（500）人", "500"),
        ("2009年举办（34）次，培训（2182）人", "2009"),
        ("举办（34）次，其中县级5次、镇级２９次；培训（2182）人", "5 / 29"),
        ("举办（34）次，培训（2182）人，另有三十人旁听", "三十"),
        ("举办（34）次，培训（2182）人，增长百分之十五点五", "十五点五"),
    ],
)
def test_figures_beside_a_phrase_make_it_unreadable(text: str, further: str) -> None:
    """Nobody knows which figures are meant; all further ones are named, once."""
    figures = parse_phrase(text, TRAINING, (HELD, TRAINED))
    fault = "reading.phrase_with_figures"
    assert {
        "held": Parsed(Missing.UNREADABLE, fault, further),
        "trained": Parsed(Missing.UNREADABLE),
    } == figures
    assert "reading.phrase_with_more" == read(text, TRAINING).note


def test_numerals_that_are_words() -> None:
    """一是, 第二, 十分 and 二〇〇九届 are words, no figures."""
    text = "十分重视，一是举办（34）次，二是培训（5）人，第三三三两两，二〇〇九届"
    figures = parse_phrase(text, TRAINING, (HELD, TRAINED))
    assert {"held": Parsed(34), "trained": Parsed(5)} == figures


def test_a_gap_left_empty_with_words_beside_it() -> None:
    """A phrase not filled in is blank, unless something was written beside it."""
    assert Parsed(Missing.BLANK) == read("举办（\u3000）次，培训（\u3000）人", TRAINING)
    said = read("举办（\u3000）次，培训（\u3000）人，本年未开展", TRAINING)
    assert ("reading.phrase_with_more", "本年未开展") == (said.note, said.suggestion)


def test_words_inside_a_text_stay_there() -> None:
    """What stands where a text is asked for is that text, figures and all."""
    item = Item("support", Kind.PHRASE, "支持", pattern="活动名称：{name}\n经费数额：{funds}元")
    name = Item("name", Kind.TEXT, "名称", within="support")
    funds = Item("funds", Kind.MONEY, "经费（元）", measure="元", within="support")
    text = "活动名称：“六一”2009，共3场\n经费数额：共计5000元，已到位"
    found = parse_phrase(text, item, (name, funds))
    assert {
        "name": Parsed("“六一”2009，共3场"),
        "funds": Parsed(Missing.UNREADABLE, "reading.annotated"),
    } == found
    assert "已到位" == read(text, item).suggestion


lines = st.text("_＿", max_size=4)


@given(st.integers(0, 10**9), lines, lines)
def test_a_figure_on_a_line_is_that_figure(number: int, before: str, after: str) -> None:
    """A clerk writes on the line that the template draws, and leaves what of it stands around."""
    written = f"{before}{number}{after}"
    note = "reading.number_as_text" if before or after else None
    figures = parse_phrase(f"举办{written}次，培训（{written}）人", TRAINING, (HELD, TRAINED))
    assert {"held": Parsed(number, note), "trained": Parsed(number, note)} == figures
    assert Parsed(number, "reading.number_as_text") == read(written, HELD)


@given(st.text("_＿", min_size=2), st.sampled_from(list(Kind)))
def test_a_line_alone_is_blank(line: str, kind: Kind) -> None:
    """Nobody has written on it, whatever is asked for."""
    pattern = "举办{held}次" if kind is Kind.PHRASE else None
    assert Parsed(Missing.BLANK) == read(line, Item("x", kind, "某", pattern=pattern))


@given(st.integers(1, 999), st.text("_＿", min_size=1), st.integers(1, 999))
def test_a_line_between_two_figures_stays(one: int, line: str, other: int) -> None:
    """What is written on both sides of it is not one number."""
    assert read(f"{one}{line}{other}", HELD).value is Missing.UNREADABLE


def test_words_on_a_line_in_a_phrase() -> None:
    """The line is the template's there."""
    item = Item("who", Kind.PHRASE, "负责人", pattern="由{name}负责")
    name = Item("name", Kind.TEXT, "姓名", within="who")
    assert {"name": Parsed("李四")} == parse_phrase("由__李四＿＿负责", item, (name,))
