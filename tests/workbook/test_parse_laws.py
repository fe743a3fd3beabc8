"""Two laws of reading a cell: no dress changes a figure, and no figure is made up."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

from hypothesis import assume, example, given
from hypothesis import strategies as st

from tests.workbook.asked import BARE, EVERY, PEOPLE, PROFIT, RATE, WAN, WORDS, YUAN, read
from tests.workbook.test_numerals import PLACES, spelled
from youthstats.model.items import Item, Kind
from youthstats.model.values import (
    Inexact,
    Missing,
    bounds,
    from_float,
    is_figure,
    nominal,
    rounded,
)
from youthstats.workbook.package import Cell, CellValue, Sheet
from youthstats.workbook.package.numbers import number
from youthstats.workbook.reading.parse import FAULTS, NOTES
from youthstats.workbook.reading.parse.parsed import unreadable
from youthstats.workbook.reading.parse.signs import is_blank
from youthstats.workbook.reading.sheets.cells import filled

WIDE = str.maketrans("0123456789.,-%+", "０１２３４５６７８９．，－％＋")
BLANKS = ["", " ", "\u3000", "\u00a0", "\n", "\ufeff", " \u200b\u3000"]
MINUS = ["-", "−", "－", "–", "—", "△", "▲", "负"]

padding = st.sampled_from(BLANKS)
amounts = st.decimals(0, 10**18, places=2) | st.integers(0, 10**18).map(Decimal)


def dressed(data: st.DataObject, number: Decimal, *, wide: bool = True) -> str:
    """Write a number that is not negative with or without separators, full-width or not."""
    text = f"{number:,f}" if data.draw(st.booleans(), label="separators") else f"{number:f}"
    return text.translate(WIDE) if wide and data.draw(st.booleans(), label="wide") else text


# ------------------------------------------------------------------- no dress changes a figure


@given(st.data(), st.integers(0, 10**18), padding, padding)
def test_dress_changes_no_count(data: st.DataObject, number: int, before: str, after: str) -> None:
    """Padding, separators, full-width forms, a sign and the unit never change a count."""
    sign = data.draw(st.sampled_from(["", "+", *MINUS]))
    unit = data.draw(st.sampled_from(["", " ", "人次", " 人次", "（人次）", "。", "人次。"]))
    text = before + sign + dressed(data, Decimal(number)) + unit + after
    parsed = read(text, PEOPLE)
    assert (-number if sign in MINUS else number) == parsed.value
    assert parsed.note in NOTES


@given(st.data(), amounts, padding, padding)
def test_dress_changes_no_amount(
    data: st.DataObject, number: Decimal, before: str, after: str
) -> None:
    """However money is written, to more than fifteen digits, it reads as the same amount."""
    figure = dressed(data, number)
    coat = data.draw(
        st.sampled_from(["{}", "{}元", "￥{}", "¥ {}", "人民币{}元", "{}元整", "{}（元）"])
    )
    parsed = read(before + coat.format(figure) + after, YUAN)
    assert number == parsed.value
    assert parsed.note in NOTES


@given(st.data(), amounts, st.sampled_from([("", 0), ("百", 2), ("千", 3), ("万", 4), ("亿", 8)]))
def test_scales_move_the_point(
    data: st.DataObject, number: Decimal, scale: tuple[str, int]
) -> None:
    """2000万元 is the same sum where 元 and where 万元 are asked for."""
    word, zeros = scale
    text = dressed(data, number) + word + "元"
    assert Fraction(number) * 10**zeros == Fraction(read(text, YUAN).value)  # type: ignore[arg-type]
    assert Fraction(number) * 10**zeros / 10**4 == Fraction(read(text, WAN).value)  # type: ignore[arg-type]


@given(st.integers(0, 10**16 - 1), st.sampled_from(["", "人次"]), padding)
def test_numerals_are_figures(number: int, unit: str, after: str) -> None:
    """A count written out reads as itself, with a note; 一 alone may be a dash."""
    text = spelled(number)
    assume(unit or text.strip("一"))
    parsed = read(text + unit + after, PEOPLE)
    assert (number, "reading.chinese_numeral") == (parsed.value, parsed.note)


@given(st.data(), st.integers(0, 9999), st.integers(0, 3), padding)
def test_dress_changes_no_share(data: st.DataObject, units: int, places: int, before: str) -> None:
    """86%, 百分之86 and 百分之八十六 are as fine as they are printed."""
    number = Decimal(units).scaleb(-places)
    figure = dressed(data, number)
    whole, _, decimals = f"{number:f}".partition(".")
    numeral = spelled(int(whole)) + f"点{decimals.translate(PLACES)}" * bool(decimals)
    expected = rounded(number / 100, min(places + 2, 14))
    for text in (
        f"{figure}%",
        f"{figure} ％",
        f"百分之{figure}",
        f"百分之{numeral}",
        f"{numeral}%",
    ):
        parsed = read(before + text, RATE)
        assert expected == parsed.value
        assert parsed.note in NOTES


@given(st.integers() | amounts)
def test_a_plain_number_needs_no_note(number: int | Decimal) -> None:
    """A number in the place of an amount is that number, exactly, and nothing is said of it."""
    parsed = read(number, YUAN)
    assert (number, None) == (parsed.value, parsed.note)


@given(st.text(min_size=1).filter(lambda text: text.strip("\u200b\u200c\u200d\u2060\ufeff \n")))
def test_a_text_is_what_it_says(text: str) -> None:
    """Where words are asked for, no words are a figure, and none earns a note."""
    parsed = read(text, WORDS)
    assert parsed.note is None
    assert parsed.value is Missing.BLANK or (
        isinstance(parsed.value, str)
        and parsed.value in text.replace("\r\n", "\n").replace("\r", "\n")
    )


@given(st.text("0123456789", min_size=1, max_size=30).filter(lambda code: set(code) - {"0"}))
def test_a_code_stored_as_a_number_is_whole_or_unread(code: str) -> None:
    """What is read of a code are all its digits, but for noughts before it; else it is unreadable."""
    parsed, digits = read(number(code), WORDS), code.lstrip("0")
    if len(digits) <= 15:
        assert digits == parsed.value
    else:
        assert unreadable("digits_lost") == parsed


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


# ------------------------------------------------------------------------- no figure is made up

garbage = st.text("0123456789.,'-+%（）()[]万亿千百十元人次 多余约近¥~/*①E\n", max_size=12)
HARMLESS = str.maketrans("", "", " \u3000\n,+-()（）¥元人次约近多余")


@given(garbage, st.sampled_from([PEOPLE, YUAN, PROFIT, BARE, WAN, RATE]))
@example("16（含省级3）", PEOPLE)
@example("1 458", PEOPLE)
@example("5-3", PEOPLE)
@example("1E5", YUAN)
def test_no_digit_is_lost_and_none_is_made_up(text: str, item: Item) -> None:
    """Whatever is read from a text has the text's own digits, in order, but for outer noughts.

    An oracle of its own: it knows no grammar, only that dress moves the point. Numerals have their
    own in test_numerals.
    """
    parsed = read(text, item)
    if isinstance(parsed.value, str | date | Missing) or any(sign in text for sign in "十…"):
        return
    value = nominal(parsed.value)
    digits = "".join(sign for sign in text if sign.isdecimal())
    shown = f"{Decimal(value.numerator) / value.denominator:f}".replace(".", "").strip("-")
    assert digits.strip("0") == shown.strip("0") or not digits
    assert value >= 0 or any(sign in text for sign in "-(（")
    rest = text.translate(HARMLESS).removesuffix(".")
    if item not in {RATE, WAN} and rest.replace(".", "", 1).isdecimal():
        assert Fraction(rest) == abs(value)


@given(
    value=st.none()
    | st.booleans()
    | st.integers()
    | st.decimals()
    | st.dates()
    | st.datetimes()
    | st.text()
    | garbage
    | st.text("一二两三五十百千万亿〇零廿几多半点余分之成角元整%年月日", max_size=10)
    | st.text("0123456789.-/年月日号一二十〇 :T", max_size=14)
    | st.text("举办次，培训人（）0123456789十 \n又", max_size=24),
    item=st.sampled_from(EVERY),
    number_format=st.sampled_from(["General", "0%", "0.00", "#,##0.0", "yyyy-mm-dd", "@", "\\"]),
)
@example(value="9" * 5000, item=YUAN, number_format="General")
@example(value=date(1, 1, 1), item=PEOPLE, number_format="General")
def test_anything(value: CellValue, item: Item, number_format: str) -> None:
    """Whatever stands in a cell, the answer fits the item, and an unreadable one says why."""
    parsed = read(value, item, number_format)
    assert item.admits(parsed.value)
    assert (parsed.value is Missing.UNREADABLE) == (parsed.note in FAULTS)
    assert parsed.note is None or parsed.note in NOTES + FAULTS
    if item.kind is not Kind.TEXT and is_figure(parsed.value) and isinstance(value, str):
        assert parsed.note in NOTES


@given(st.text("\u200b\u200e\ufeff \u3000\u00a0\n\t0-", max_size=4))
def test_blank_is_one_idea(text: str) -> None:
    """What prints nothing is blank as an answer of every kind, and as a cell; what prints is not."""
    blank = not set(text) & set("0-")
    assert blank == is_blank(text)
    assert blank != filled(Cell(text), Sheet("表"))
    for item in EVERY:
        assert blank == (Missing.BLANK is read(text, item).value)
