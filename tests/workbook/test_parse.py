"""What stands in a cell, read as an answer: one table per kind of item, then laws."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from youthstats.model.items import Item, Kind
from youthstats.model.values import Inexact, Missing, Value, bounds, from_float, rounded
from youthstats.wording import LANGUAGES, say
from youthstats.workbook.package import Cell, CellError, CellValue
from youthstats.workbook.reading.parse import FAULTS, NOTES, Parsed, parse_answer, parse_phrase

PEOPLE = Item("placed", Kind.COUNT, "人数", measure="人次")
PIECES = Item("posts", Kind.COUNT, "岗位个数")
YUAN = Item("funds", Kind.MONEY, "资金（元）", measure="元")
WAN = Item("loans", Kind.MONEY, "资金（万元）", measure="万元")
PROFIT = Item("profit", Kind.MONEY, "盈亏（元）", measure="元", minimum=None)
BARE = Item("amount", Kind.MONEY, "金额")
RATE = Item("rate", Kind.SHARE, "办结率", places=1)
WORDS = Item("remarks", Kind.TEXT, "备注")
DAY = Item("opened", Kind.DATE, "开通日期")
TRAINING = Item("training", Kind.PHRASE, "培训", pattern="举办（{held}）次，培训（{trained}）人")
HELD = Item("held", Kind.COUNT, "次数（次）", measure="次", within="training")
TRAINED = Item("trained", Kind.COUNT, "人数（人）", measure="人", within="training")
NUMERIC = (PEOPLE, PIECES, YUAN, WAN, RATE)


def read(value: CellValue, item: Item, number_format: str = "General") -> Parsed:
    return parse_answer(Cell(value, number_format=number_format), item)


def inexact(value: str, low: str, high: str) -> Inexact:
    return Inexact(Decimal(value), Decimal(low), Decimal(high))


READ: list[tuple[CellValue, Item, Value, str | None]] = [
    # what stood there plainly
    (1458, PEOPLE, 1458, None),
    (-3, PEOPLE, -3, None),
    (Decimal("59972.29"), YUAN, Decimal("59972.29"), None),
    # numbers as text
    ("1458", PEOPLE, 1458, "number_as_text"),
    ("１４５８", PEOPLE, 1458, "number_as_text"),
    (" 59972.29", YUAN, Decimal("59972.29"), "number_as_text"),
    ("1,652,509", YUAN, 1652509, "number_as_text"),
    ("1，652，509", YUAN, 1652509, "number_as_text"),
    ("17\u3000", PEOPLE, 17, "number_as_text"),
    ("\u00a017\u00a0\n", PEOPLE, 17, "number_as_text"),
    ("\ufeff17", PEOPLE, 17, "number_as_text"),
    (".5", YUAN, Decimal("0.5"), "number_as_text"),
    ("17.0", PEOPLE, 17, "number_as_text"),
    ("−158", YUAN, -158, "number_as_text"),
    ("－3", YUAN, -3, "number_as_text"),
    ("–3", YUAN, -3, "number_as_text"),
    ("△3", YUAN, -3, "number_as_text"),
    # units and scales
    ("52人次", PEOPLE, 52, "with_measure"),
    ("98180 元", YUAN, 98180, "with_measure"),
    ("5万元", WAN, 5, "with_measure"),
    ("2000万", YUAN, 20_000_000, "scaled"),
    ("2000万元", YUAN, 20_000_000, "scaled"),
    ("2000万", WAN, 2000, "scaled"),
    ("20000000元", WAN, 2000, "scaled"),
    ("1.2亿", WAN, 12_000, "scaled"),
    ("13.4万人次", PEOPLE, 134_000, "scaled"),
    ("13.4万", PIECES, 134_000, "scaled"),
    ("(24,891)", PROFIT, -24891, "brackets_as_minus"),
    ("（24,891）", PROFIT, -24891, "brackets_as_minus"),
    # approximations: the interval they stand for
    ("650多", PEOPLE, inexact("650", "650", "659"), "approximate"),
    ("460余", PEOPLE, inexact("460", "460", "469"), "approximate"),
    ("160余人次", PEOPLE, inexact("160", "160", "169"), "approximate"),
    ("651多", PEOPLE, inexact("651", "651", "651"), "approximate"),
    ("650多", YUAN, inexact("650", "650", "660"), "approximate"),
    ("17.5多", YUAN, inexact("17.5", "17.5", "17.6"), "approximate"),
    ("20多万", YUAN, inexact("200000", "200000", "300000"), "approximate"),
    ("20万多", YUAN, inexact("200000", "200000", "210000"), "approximate"),
    ("20多万", WAN, inexact("20", "20", "30"), "approximate"),
    ("约50", PEOPLE, inexact("50", "45", "55"), "approximate"),
    ("大约 1.5万元", WAN, inexact("1.5", "1.45", "1.55"), "approximate"),
    ("50左右", PEOPLE, inexact("50", "45", "55"), "approximate"),
    ("…", PEOPLE, inexact("0", "0", "0.5"), "below_half"),
    ("……", RATE, inexact("0", "0", "0.0005"), "below_half"),
    # shares
    ("15.5%", RATE, rounded(Decimal("0.155"), 3), "number_as_text"),
    ("１５．５％", RATE, rounded(Decimal("0.155"), 3), "number_as_text"),
    ("86%", RATE, rounded(Decimal("0.86"), 2), "number_as_text"),
    ("85.50%", RATE, rounded(Decimal("0.855"), 4), "number_as_text"),
    ("155%", RATE, rounded(Decimal("1.55"), 2), "number_as_text"),
    ("8‰", RATE, rounded(Decimal("0.008"), 3), "number_as_text"),
    ("约15%", RATE, inexact("0.15", "0.145", "0.155"), "approximate"),
    (Decimal("15.5"), RATE, rounded(Decimal("0.155"), 3), "share_without_percent"),
    ("15.5", RATE, rounded(Decimal("0.155"), 3), "share_without_percent"),
    (86, RATE, rounded(Decimal("0.86"), 2), "share_without_percent"),
    (0, RATE, rounded(Decimal(0), 2), "share_without_percent"),
    (Decimal("0.155"), RATE, rounded(Decimal("0.155"), 3), "share_as_fraction"),
    # no such figure
    *[
        (mark, item, Missing.NOT_APPLICABLE, None)
        for mark in ("-", "—", "－", "--", "——", "/", "／", "无", " 不适用 ")
        for item in NUMERIC
    ],
    # nothing
    *[
        (blank, item, Missing.BLANK, None)
        for blank in (None, "", " ", "\u3000", "\n", "\r\n \u3000", "\u200b", "\u00a0")
        for item in (*NUMERIC, WORDS, DAY, TRAINING)
    ],
    # words
    (" 按期完成\r\n一期 ", WORDS, "按期完成\n一期", None),
    ("无", WORDS, "无", None),
    (17, WORDS, "17", None),
    (date(2009, 6, 21), WORDS, "2009-06-21", None),
    (True, WORDS, "TRUE", None),
    # dates
    (date(2009, 6, 21), DAY, date(2009, 6, 21), None),
    (datetime(2009, 6, 21, 8, 30), DAY, date(2009, 6, 21), None),
    ("2009-6-21", DAY, date(2009, 6, 21), "date_as_text"),
    ("2009/06/21", DAY, date(2009, 6, 21), "date_as_text"),
    ("2009年6月21日", DAY, date(2009, 6, 21), "date_as_text"),
    ("２００９年 6 月 21 日", DAY, date(2009, 6, 21), "date_as_text"),
    # phrases
    ("举办（34）次，培训（2182）人", TRAINING, "举办（34）次，培训（2182）人", None),
    ("举办（\u3000\u3000）次，培训（\u3000\u3000）人", TRAINING, Missing.BLANK, None),
    ("未举办", TRAINING, "未举办", None),
]


@pytest.mark.parametrize(("stood", "item", "expected", "note"), READ)
def test_read(stood: CellValue, item: Item, expected: Value, note: str | None) -> None:
    """What can be read is read, and anything but a plain answer leaves a note."""
    assert Parsed(expected, note and f"reading.{note}") == read(stood, item)


UNREADABLE: list[tuple[CellValue, Item, str, str | None]] = [
    (CellError("#REF!"), PEOPLE, "error_value", None),
    (CellError("#DIV/0!"), WORDS, "error_value", None),
    (True, PEOPLE, "truth_value", None),
    (date(1900, 1, 17), PEOPLE, "date_in_number", None),
    (Decimal("17.5"), PEOPLE, "not_whole", None),
    ("17.5", PEOPLE, "not_whole", None),
    ("1.23456万", PEOPLE, "not_whole", None),
    ("52场", PEOPLE, "wrong_measure", None),
    ("52个", PIECES, "wrong_measure", None),
    ("52人", YUAN, "wrong_measure", None),
    ("2000万美元", YUAN, "wrong_measure", None),
    ("15.5万", RATE, "wrong_measure", None),
    ("2000万", BARE, "scale_without_measure", None),
    ("16（含省级3）", PEOPLE, "annotated", None),
    ("57.02*", YUAN, "annotated", None),
    ("6.3(6.1)", YUAN, "annotated", None),
    ("5²", PEOPLE, "annotated", None),
    ("5①", PEOPLE, "annotated", None),
    ("54 123,695", YUAN, "two_numbers", None),
    ("3/4", PEOPLE, "two_numbers", None),
    ("12-15", PEOPLE, "two_numbers", None),
    ("2O19", PEOPLE, "letters_for_digits", "2019"),
    ("l5", PEOPLE, "letters_for_digits", "15"),
    ("I5.5%", RATE, "letters_for_digits", "15.5%"),
    ("（119）", PEOPLE, "brackets", "119"),
    ("（119）个", PIECES, "brackets", "119"),
    ("(24,891)", YUAN, "brackets", "24891"),
    ("15%", PEOPLE, "percent_in_number", None),
    (1, RATE, "share_ambiguous", None),
    ("约1", RATE, "share_ambiguous", None),
    ("0多", PEOPLE, "not_a_number", None),
    ("约50多", PEOPLE, "not_a_number", None),
    ("待统计", PEOPLE, "not_a_number", None),
    ("...", PEOPLE, "not_a_number", None),
    ("9" * 5000, PEOPLE, "not_a_number", None),
    ("6.10", DAY, "not_a_date", None),
    ("2009年13月1日", DAY, "not_a_date", None),
    (Decimal("6.1"), DAY, "not_a_date", None),
    (40178, DAY, "not_a_date", "2009-12-31"),
]


@pytest.mark.parametrize(("stood", "item", "fault", "suggestion"), UNREADABLE)
def test_unreadable(stood: CellValue, item: Item, fault: str, suggestion: str | None) -> None:
    """What cannot be read says why, and never gives its first digits."""
    expected = Parsed(Missing.UNREADABLE, f"reading.{fault}", suggestion)
    assert expected == read(stood, item)


SHOWN = [
    ("0.155", "0.0%", "0.155", 3),
    ("0.86", "0%", "0.86", 2),
    ("0.86", "0.0%", "0.86", 3),
    ("0.9", "0%", "0.9", 2),
    ("1", "0%", "1", 2),
    ("0.8554", "0%", "0.8554", 4),
    ("0.86", '0.00%;[Red]"x"0%', "0.86", 4),
    ("15", '0.0"%"', "0.15", 3),
    ("0.855384615384615", "0%", "0.855384615384615", 14),
    ("0.333333333333333", "General", "0.333333333333333", 14),
]


@pytest.mark.parametrize(("number", "number_format", "value", "places"), SHOWN)
def test_share_under_a_format(number: str, number_format: str, value: str, places: int) -> None:
    """A share is as fine as its format or its digits, whichever is finer, and no finer than 14."""
    whole = Decimal(number) == int(Decimal(number))
    stood = int(number) if whole else Decimal(number)
    assert rounded(Decimal(value), places) == read(stood, RATE, number_format).value


def test_number_under_a_percent_format() -> None:
    """100% where people are counted is not one person."""
    assert "reading.percent_in_number" == read(1, PEOPLE, "0%").note


WORDS_SHOWN = [
    (Decimal("0.86"), "0%", "86%"),
    (3, "0.00", "3.00"),
    (12355, "General", "12355"),
    (Decimal("16.9"), "General", "16.9"),
    (date(2009, 6, 21), 'yyyy"年"m"月"d"日"', "2009年6月21日"),
    (date(2009, 6, 1), 'yyyy"年"m"月"', "2009年6月"),
]


@pytest.mark.parametrize(("stood", "number_format", "expected"), WORDS_SHOWN)
def test_words_as_shown(stood: CellValue, number_format: str, expected: str) -> None:
    """A number among words reads as the sheet shows it."""
    assert expected == read(stood, WORDS, number_format).value


def test_no_cell() -> None:
    """A cell that is not there is blank; a formula nobody calculated is not."""
    assert Parsed(Missing.BLANK) == parse_answer(None, PEOPLE)
    assert Parsed(Missing.BLANK) == parse_answer(Cell(comment="?"), PEOPLE)
    uncalculated = parse_answer(Cell(None, "=A1"), PEOPLE)
    assert Parsed(Missing.UNREADABLE, "reading.formula_without_value") == uncalculated
    assert Parsed(Missing.BLANK) == parse_answer(Cell("", '=IF(A1=0,"",A1)'), PEOPLE)


PHRASES: list[tuple[str, tuple[Parsed, Parsed] | None]] = [
    ("举办（34）次，培训（2182）人", (Parsed(34), Parsed(2182))),
    ("举办34次，培训2182人。", (Parsed(34), Parsed(2182))),
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
        "举办（3O）次，培训（约）人",
        (
            Parsed(Missing.UNREADABLE, "reading.letters_for_digits", "30"),
            Parsed(Missing.UNREADABLE, "reading.not_a_number"),
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


@pytest.mark.parametrize("key", NOTES + FAULTS)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_note_has_a_sentence(key: str, lang: str) -> None:
    """Each note and fault is worded in both languages, from what stood there and what was read."""
    assert say(key, lang, stood="2O19", read="2019")


FULL_WIDTH = str.maketrans("0123456789.,-%", "０１２３４５６７８９．，－％")


@given(
    number=st.integers(-(10**12), 10**12),
    before=st.sampled_from(["", " ", "\u3000", "\u00a0", "\n"]),
    after=st.sampled_from(["", " ", "\u3000", "\u00a0", "元", " 元"]),
    grouped=st.booleans(),
    wide=st.booleans(),
)
def test_dress_changes_no_number(
    number: int, before: str, after: str, *, grouped: bool, wide: bool
) -> None:
    """Padding, separators, full-width forms and the unit never change what a number is."""
    text = f"{number:,}" if grouped else str(number)
    text = before + (text.translate(FULL_WIDTH) if wide else text) + after
    parsed = read(text, YUAN)
    assert number == parsed.value
    assert parsed.note in NOTES


@given(part=st.integers(0, 10**4), whole=st.integers(1, 10**4))
@example(part=921, whole=218)  # the float's own error reaches the fifteenth digit
def test_a_computed_share_holds_the_true_one(part: int, whole: int) -> None:
    """The quotient a spreadsheet computes stands for an interval with the true quotient inside."""
    share = from_float(part / whole)
    assert isinstance(share, int | Decimal)
    parsed = read(share, RATE, "0.0%")
    assert isinstance(parsed.value, Inexact)
    low, high = bounds(parsed.value)
    assert low <= Fraction(part, whole) <= high


@given(
    value=st.none()
    | st.booleans()
    | st.integers()
    | st.decimals(allow_nan=False, allow_infinity=False, places=6)
    | st.dates()
    | st.text()
    | st.text(alphabet="0123456789.,-+%（）()万亿多余约元人次 …/lO*年月日", max_size=12),
    item=st.sampled_from([*NUMERIC, BARE, PROFIT, WORDS, DAY, TRAINING]),
    number_format=st.sampled_from(["General", "0%", "0.00", "#,##0.0", "yyyy-mm-dd", "@", "\\"]),
)
def test_anything(value: CellValue, item: Item, number_format: str) -> None:
    """Whatever stands in a cell, the answer fits the item, and an unreadable one says why."""
    parsed = read(value, item, number_format)
    assert item.admits(parsed.value)
    assert (parsed.value is Missing.UNREADABLE) == (parsed.note in FAULTS)
    assert parsed.note is None or parsed.note in NOTES + FAULTS
