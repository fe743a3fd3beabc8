"""What stands in a cell, read as an answer: tables of what is read, and of what is not and why.

The tables follow what clerks write; dates, numerals, phrases and the laws have files of their own.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from tests.workbook.asked import (
    BARE,
    EVERY,
    NUMERIC,
    PEOPLE,
    PIECES,
    PROFIT,
    QIAN,
    RATE,
    TRAINING,
    WAN,
    WORDS,
    YUAN,
    inexact,
    read,
)
from youthstats.model.items import Item
from youthstats.model.values import Missing, Value, rounded
from youthstats.wording import LANGUAGES, say
from youthstats.workbook.package import Cell, CellError, CellValue
from youthstats.workbook.reading.parse import FAULTS, NOTES, Parsed, parse_answer

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
    ("17.", PEOPLE, 17, "number_as_text"),
    ("17。", PEOPLE, 17, "number_as_text"),
    ("+17", PEOPLE, 17, "number_as_text"),
    ("＋17", PEOPLE, 17, "number_as_text"),
    ("1234567890123456789", PEOPLE, 1234567890123456789, "number_as_text"),
    ("1234567890123456.78", YUAN, Decimal("1234567890123456.78"), "number_as_text"),
    ("0.12345678901234567", YUAN, Decimal("0.12345678901234567"), "number_as_text"),
    ("−158", YUAN, -158, "number_as_text"),
    ("－3", YUAN, -3, "number_as_text"),
    ("–3", YUAN, -3, "number_as_text"),
    ("△3", YUAN, -3, "number_as_text"),
    ("▲3", YUAN, -3, "number_as_text"),
    ("负3", YUAN, -3, "number_as_text"),
    # units and scales
    ("52人次", PEOPLE, 52, "with_measure"),
    ("98180 元", YUAN, 98180, "with_measure"),
    ("98180.00元", YUAN, 98180, "with_measure"),
    ("98180元。", YUAN, 98180, "with_measure"),
    ("98180元整", YUAN, 98180, "with_measure"),
    ("98180（元）", YUAN, 98180, "with_measure"),
    ("￥98180", YUAN, 98180, "with_measure"),
    ("¥98,180.5", YUAN, Decimal("98180.5"), "with_measure"),
    ("人民币98180元", YUAN, 98180, "with_measure"),
    ("12元5角", YUAN, Decimal("12.5"), "with_measure"),
    ("12元零5分", YUAN, Decimal("12.05"), "with_measure"),
    ("¥5万元", WAN, 5, "with_measure"),
    ("5万元", WAN, 5, "with_measure"),
    ("2000万", YUAN, 20_000_000, "scaled"),
    ("2000万元", YUAN, 20_000_000, "scaled"),
    ("2000万", WAN, 2000, "scaled"),
    ("20000000元", WAN, 2000, "scaled"),
    ("1.2亿", WAN, 12_000, "scaled"),
    ("3百", YUAN, 300, "scaled"),
    ("3百元", WAN, Decimal("0.03"), "scaled"),
    ("12千元", QIAN, 12, "with_measure"),
    ("¥5万", WAN, 5, "scaled"),
    ("13.4万人次", PEOPLE, 134_000, "scaled"),
    ("13.4万", PIECES, 134_000, "scaled"),
    ("52个", PIECES, 52, "with_measure"),
    ("(24,891)", PROFIT, -24891, "brackets_as_minus"),
    ("（24,891）", PROFIT, -24891, "brackets_as_minus"),
    # Chinese numerals
    ("二十", PEOPLE, 20, "chinese_numeral"),
    ("两百", PEOPLE, 200, "chinese_numeral"),
    ("一百零五人次", PEOPLE, 105, "chinese_numeral"),
    ("一人次", PEOPLE, 1, "chinese_numeral"),
    ("〇", PEOPLE, 0, "chinese_numeral"),
    ("负二十", YUAN, -20, "chinese_numeral"),
    ("3万5千", PEOPLE, 35_000, "chinese_numeral"),
    ("三点五", YUAN, Decimal("3.5"), "chinese_numeral"),
    ("三点五万", PEOPLE, 35_000, "chinese_numeral"),
    ("两千万元", YUAN, 20_000_000, "chinese_numeral"),
    ("两千万元", WAN, 2000, "chinese_numeral"),
    ("两千万", WAN, 2000, "chinese_numeral"),
    ("三万五千", WAN, Decimal("3.5"), "chinese_numeral"),
    ("三百", WAN, 300, "chinese_numeral"),
    ("三百元", WAN, Decimal("0.03"), "chinese_numeral"),
    ("二十", QIAN, 20, "chinese_numeral"),
    ("壹万贰仟叁佰元整", YUAN, 12_300, "chinese_numeral"),
    ("叁佰元伍角整", YUAN, Decimal("300.5"), "with_measure"),
    # approximations: the interval they stand for
    ("十几", PEOPLE, inexact("10", "10", "19"), "approximate"),
    ("五十余人次", PEOPLE, inexact("50", "50", "59"), "approximate"),
    ("二十多万", YUAN, inexact("200000", "200000", "300000"), "approximate"),
    ("二十万多", YUAN, inexact("200000", "200000", "210000"), "approximate"),
    ("三万五千多", PEOPLE, inexact("35000", "35000", "35999"), "approximate"),
    ("近50", PEOPLE, inexact("50", "45", "50"), "approximate"),
    ("接近20万元", YUAN, inexact("200000", "150000", "200000"), "approximate"),
    ("近-50", PROFIT, inexact("-50", "-50", "-45"), "approximate"),
    ("约50人次左右", PEOPLE, inexact("50", "45", "55"), "approximate"),
    ("50余人次", PEOPLE, inexact("50", "50", "59"), "approximate"),
    ("650多", PEOPLE, inexact("650", "650", "659"), "approximate"),
    ("460余", PEOPLE, inexact("460", "460", "469"), "approximate"),
    ("160余人次", PEOPLE, inexact("160", "160", "169"), "approximate"),
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
    ("86％", RATE, rounded(Decimal("0.86"), 2), "number_as_text"),
    ("百分之86", RATE, rounded(Decimal("0.86"), 2), "number_as_text"),
    ("百分之八十六", RATE, rounded(Decimal("0.86"), 2), "chinese_numeral"),
    ("百分之八十五点五四", RATE, rounded(Decimal("0.8554"), 4), "chinese_numeral"),
    ("百分之百", RATE, rounded(Decimal(1), 2), "chinese_numeral"),
    ("千分之五", RATE, rounded(Decimal("0.005"), 3), "chinese_numeral"),
    ("八成", RATE, rounded(Decimal("0.8"), 1), "chinese_numeral"),
    ("8.5成", RATE, rounded(Decimal("0.85"), 2), "number_as_text"),
    ("八十六", RATE, rounded(Decimal("0.86"), 2), "share_without_percent"),
    ("零点八六", RATE, rounded(Decimal("0.86"), 2), "share_as_fraction"),
    ("近15%", RATE, inexact("0.15", "0.145", "0.15"), "approximate"),
    ("约15%", RATE, inexact("0.15", "0.145", "0.155"), "approximate"),
    (Decimal("15.5"), RATE, rounded(Decimal("0.155"), 3), "share_without_percent"),
    ("15.5", RATE, rounded(Decimal("0.155"), 3), "share_without_percent"),
    (86, RATE, rounded(Decimal("0.86"), 2), "share_without_percent"),
    (0, RATE, rounded(Decimal(0), 2), "share_without_percent"),
    (Decimal("0.155"), RATE, rounded(Decimal("0.155"), 3), "share_as_fraction"),
    # no such figure
    *[
        (mark, item, Missing.NOT_APPLICABLE, None)
        for mark in ("-", "—", "－", "--", "——", "─", "/", "／", "无", " 不适用 ", "不涉及")
        for item in NUMERIC
    ],
    # nothing
    *[
        (blank, item, Missing.BLANK, None)
        for blank in (None, "", " ", "\u3000", "\n", "\r\n \u3000", "\u200b", "\u00a0")
        for item in EVERY
    ],
    # words
    (" 按期完成\r\n一期 ", WORDS, "按期完成\n一期", None),
    ("无", WORDS, "无", None),
    (17, WORDS, "17", "number_for_words"),
    (39985, WORDS, "39985", "serial_for_words"),
    (Decimal("39985.5"), WORDS, "39985.5", "serial_for_words"),
    (13857312345, WORDS, "13857312345", "number_for_words"),
    (999_999_999_999_999, WORDS, "999999999999999", "number_for_words"),
    ("913323965577077123", WORDS, "913323965577077123", None),
    (date(2009, 6, 21), WORDS, "2009-06-21", None),
    (True, WORDS, "TRUE", None),
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
    (10**15, WORDS, "digits_lost", None),
    (913_323_965_577_077_000, WORDS, "digits_lost", None),
    (True, PEOPLE, "truth_value", None),
    (date(1900, 1, 17), PEOPLE, "date_in_number", None),
    (Decimal("17.5"), PEOPLE, "not_whole", None),
    ("17.5", PEOPLE, "not_whole", None),
    ("1.23456万", PEOPLE, "not_whole", None),
    ("约1.5", PEOPLE, "not_whole", None),
    ("52场", PEOPLE, "wrong_measure", None),
    ("52人", PIECES, "wrong_measure", None),
    ("52人", YUAN, "wrong_measure", None),
    ("2000万美元", YUAN, "wrong_measure", None),
    ("15.5万", RATE, "wrong_measure", None),
    ("2000万", BARE, "scale_without_measure", None),
    ("16（含省级3）", PEOPLE, "annotated", None),
    ("57.02*", YUAN, "annotated", None),
    ("6.3(6.1)", YUAN, "annotated", None),
    ("5²", PEOPLE, "annotated", None),
    ("5①", PEOPLE, "annotated", None),
    ("16(3)", PEOPLE, "annotated", None),
    ("共16", PEOPLE, "annotated", None),
    ("54人参加了培训", PEOPLE, "annotated", None),
    ("第5名", PEOPLE, "annotated", None),
    ("54 123,695", YUAN, "two_numbers", "54 / 123,695"),
    ("54\n123", PEOPLE, "two_numbers", "54 / 123"),
    ("3/4", PEOPLE, "two_numbers", "3 / 4"),
    ("5人3次", PEOPLE, "two_numbers", "5 / 3"),
    # commas, points and blanks that stand nowhere
    ("1,23,4", PEOPLE, "separators", None),
    ("3,5", YUAN, "separators", None),
    ("0,123", YUAN, "separators", None),
    ("1.234.567", YUAN, "separators", None),
    ("1.234,56元", YUAN, "separators", None),
    ("1'234", YUAN, "separators", None),
    ("1 458", PEOPLE, "spaced_digits", "1458"),
    ("1 234 567.5元", YUAN, "spaced_digits", "1234567.5"),
    ("１　４　５　８", PEOPLE, "spaced_digits", "1458"),
    ("1.2E+05", YUAN, "scientific", "120000"),
    ("1.5e-3", YUAN, "scientific", "0.0015"),
    ("1E999999999", YUAN, "two_numbers", "1 / 999999999"),
    # no figure, or none that is known from both sides
    ("12-15", PEOPLE, "range", "12 … 15"),
    ("50～60", PEOPLE, "range", "50 … 60"),
    ("约50至60人次", PEOPLE, "range", "50 … 60"),
    ("五十到六十", PEOPLE, "range", "五十 … 六十"),
    (">50", PEOPLE, "one_sided", None),
    ("≥50", PEOPLE, "one_sided", None),
    ("不足50", PEOPLE, "one_sided", None),
    ("超50人次", PEOPLE, "one_sided", None),
    ("超过五十", PEOPLE, "one_sided", None),
    ("逾50万元", YUAN, "one_sided", None),
    ("50以上", PEOPLE, "one_sided", None),
    ("50人次以下", PEOPLE, "one_sided", None),
    ("50+", PEOPLE, "one_sided", None),
    ("几十", PEOPLE, "vague", None),
    ("数百人次", PEOPLE, "vague", None),
    ("两三个", PIECES, "vague", None),
    ("三五", PEOPLE, "vague", None),
    ("十五六", PEOPLE, "vague", None),
    ("一半", RATE, "vague", None),
    ("若干", PEOPLE, "vague", None),
    ("55几", PEOPLE, "annotated", None),
    # numerals that are none, or of which nobody knows
    ("一", PEOPLE, "one_or_dash", None),
    ("一一", PEOPLE, "one_or_dash", None),
    ("十佳青年", PEOPLE, "not_a_number", None),
    ("十分重视", PEOPLE, "not_a_number", None),
    ("二十场", PEOPLE, "wrong_measure", None),
    ("三点五", PEOPLE, "not_whole", None),
    ("○", PEOPLE, "letters_for_digits", "0"),
    ("O", PEOPLE, "letters_for_digits", "0"),
    ("三万", BARE, "scale_without_measure", None),
    ("3百", WAN, "scale_ambiguous", "300 / 0.03"),
    ("3千", QIAN, "scale_ambiguous", "3000 / 3"),
    ("三千", QIAN, "scale_ambiguous", "3000 / 3"),
    ("￥98180", WAN, "scale_ambiguous", "98180 / 9.818"),
    ("￥50", PEOPLE, "wrong_measure", None),
    ("百分之九十", PEOPLE, "percent_in_number", None),
    ("百分之五成", RATE, "wrong_measure", None),
    ("86个百分点", RATE, "wrong_measure", None),
    ("15.5万%", RATE, "wrong_measure", None),
    # dates and times
    ("3月5日", PEOPLE, "date_in_number", None),
    ("2009-3-5", PEOPLE, "date_in_number", None),
    ("08:30:00", PEOPLE, "date_in_number", None),
    (Decimal("NaN"), YUAN, "not_a_number", None),
    ("2O19", PEOPLE, "letters_for_digits", "2019"),
    ("l5", PEOPLE, "letters_for_digits", "15"),
    ("I5.5%", RATE, "letters_for_digits", "15.5%"),
    ("（119）", PEOPLE, "brackets", "119"),
    ("（二十）", PEOPLE, "brackets", "20"),
    ("（十佳）", PEOPLE, "not_a_number", None),
    ("（119）个", PIECES, "brackets", "119"),
    ("(24,891)", YUAN, "brackets", "24891"),
    ("15%", PEOPLE, "percent_in_number", None),
    (1, RATE, "share_ambiguous", None),
    ("约1", RATE, "share_ambiguous", None),
    ("651多", PEOPLE, "one_sided", None),
    ("36余", PEOPLE, "one_sided", None),
    ("36？", PEOPLE, "stray_signs", "36"),
    ("36;", PEOPLE, "stray_signs", "36"),
    ("八成六", PEOPLE, "percent_in_number", None),
    ("50多余", PEOPLE, "not_a_number", None),
    ("20多万多", PEOPLE, "not_a_number", None),
    ("0多", PEOPLE, "not_a_number", None),
    ("约50多", PEOPLE, "not_a_number", None),
    ("待统计", PEOPLE, "not_a_number", None),
    ("N/A", PEOPLE, "not_a_number", None),  # not applicable, or not available
    ("...", PEOPLE, "not_a_number", None),
    ("9" * 5000, PEOPLE, "not_a_number", None),
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


@pytest.mark.parametrize("key", NOTES + FAULTS)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_note_has_a_sentence(key: str, lang: str) -> None:
    """Each note and fault is worded in both languages, from what stood there and what was read."""
    assert say(key, lang, stood="2O19", read="2019", low="2019", high="2019")
