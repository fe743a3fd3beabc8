"""What stands in a cell, as an answer of an item's type. Never a guess in silence.

Each normalisation leaves a ``note``, a key of the wording; so does whatever cannot be read. A plain
answer has none. :data:`NOTES` and :data:`FAULTS` list them all.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from math import ceil

from attrs import evolve, frozen

from youthstats.model.items import Item, Kind
from youthstats.model.phrases import read_phrase
from youthstats.model.values import (
    Inexact,
    Missing,
    Value,
    plain,
    printed,
    round_half_up,
    rounded,
)
from youthstats.workbook.package import Cell, CellError

__all__ = ["FAULTS", "NOTES", "Parsed", "parse_answer", "parse_phrase"]

NOTES = (
    "reading.number_as_text",
    "reading.with_measure",
    "reading.scaled",
    "reading.approximate",
    "reading.below_half",
    "reading.brackets_as_minus",
    "reading.share_without_percent",
    "reading.share_as_fraction",
    "reading.date_as_text",
)
"""Notes on answers that were read, and how."""

FAULTS = (
    "reading.annotated",
    "reading.brackets",
    "reading.date_in_number",
    "reading.error_value",
    "reading.formula_without_value",
    "reading.letters_for_digits",
    "reading.not_a_date",
    "reading.not_a_number",
    "reading.not_whole",
    "reading.percent_in_number",
    "reading.scale_without_measure",
    "reading.share_ambiguous",
    "reading.truth_value",
    "reading.two_numbers",
    "reading.wrong_measure",
)
"""Notes on answers that could not be read, and why."""


@frozen
class Parsed:
    """An answer, the ``note`` on how it was read, and for an unreadable one the likely reading."""

    value: Value
    note: str | None = None
    suggestion: str | None = None


_Content = int | Decimal | bool | str | date
_BLANK = Parsed(Missing.BLANK)
_NOT_APPLICABLE = Parsed(Missing.NOT_APPLICABLE)

# NFKC would turn the footnote mark of 5² into a digit, so only these signs are folded.
_FOLDED: dict[int, int | str] = {
    **{sign: sign - 0xFEE0 for sign in range(0xFF01, 0xFF5F)},
    **dict.fromkeys(map(ord, "\u00a0\u1680\u2002\u2003\u2007\u2009\u200a\u202f\u3000"), " "),
    **dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff"), ""),
    **dict.fromkeys(map(ord, "‐‑‒–—―−﹣"), "-"),
}
_LETTERS = str.maketrans("OoОо〇○lIi|ZzSsB", "000000" + "1111" + "22" + "55" + "8")
_ZEROS = {"百": 2, "千": 3, "万": 4, "百万": 6, "千万": 7, "亿": 8, "万亿": 12}
_SCALE = "万亿|千万|百万|亿|万|千|百"
_NUMBER = r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?|\.[0-9]+"
_FIGURE = re.compile(
    rf"(?P<about>大约|约)?\s*(?P<sign>[-+△]?)\s*(?P<number>{_NUMBER})\s*(?P<more>[多余])?\s*"
    rf"(?P<scale>{_SCALE})?(?P<over>[多余])?\s*(?P<unit>[^-+.,0-9\s].*?)??\s*(?P<around>左右|上下)?"
)
_MEASURE = re.compile(rf"(?P<scale>{_SCALE})?(?P<unit>.+)")
_MARKED_NUMBER = re.compile(rf"[-+△]?\s*(?:{_NUMBER})\s*[^\s0-9]{{0,4}}?\s*[(\[【〔*※†‡①-⑳¹²³⁴-⁹]")
_IN_BRACKETS = re.compile(rf"\(\s*(?P<number>{_NUMBER})\s*\)(?P<after>\D*)")
_NO_SUCH_FIGURE = re.compile(r"-+|/|无|不适用")
_DATE = re.compile(
    r"([0-9]{4})\s*(?:[-/.]\s*([0-9]{1,2})\s*[-/.]\s*([0-9]{1,2})"
    r"|年\s*([0-9]{1,2})\s*月\s*([0-9]{1,2})\s*日)"
)
_LITERAL = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
_FIXED = re.compile(r"(?:#,##)?0(?:\.(?P<zeros>0+))?%?[_ )]*")
_LONGEST = 60  # signs of a figure with its unit; anything longer is prose
_SHARE_PLACES = 14  # of a share below 1: a float's fifteenth digit is not to be trusted
_FIRST_SERIAL, _SERIALS = date(1899, 12, 30), range(61, 2_958_466)


def parse_answer(cell: Cell | None, item: Item) -> Parsed:
    """Return the answer to ``item`` that stands in ``cell``. Whatever stands there, nothing raises.

    An approximate figure is an interval. ``约50`` may be half a unit of its last digit that is not
    zero more or less: 45 … 55. ``650多`` begins at 650 and stays below one such unit more; the
    excluded end of a count is its last whole number, 650 … 659, and of a sum of money the end
    itself, 17.5 … 17.6, since intervals are closed. ``20万多`` stays below 21万. ``…`` is less than
    half a unit: 0 … 0.5 in a whole figure.

    A share is a fraction, rounded where it was printed: ``86%`` is 0.86 and half a hundredth either
    way, under a format of two decimals half a ten-thousandth. A computed one is known to 14
    decimals, so that the last digit a float can hold decides nothing.
    """
    if cell is None or (cell.value is None and cell.formula is None):
        return _BLANK
    value = cell.value
    if value is None:
        return _unreadable("formula_without_value")
    if isinstance(value, CellError):
        return _unreadable("error_value")
    if isinstance(value, str) and not _folded(value):
        return _BLANK
    asks_more = isinstance(value, str) and item.kind is not Kind.TEXT
    if asks_more and _NO_SUCH_FIGURE.fullmatch(_folded(str(value))):
        return _NOT_APPLICABLE
    if item.kind.numeric:
        return _figure(value, cell.number_format, item)
    if item.kind is Kind.DATE:
        return _date(value)
    return _words(_shown(value, cell.number_format), item)


def parse_phrase(text: str, item: Item, inner: Sequence[Item]) -> dict[str, Parsed] | None:
    """Return the answers to the ``inner`` items that stand in a phrase, by name.

    A figure in a phrase is text by nature: that alone earns no note. ``None`` when the text does
    not follow the item's pattern.
    """
    found = read_phrase(item.pattern or "", text)
    if found is None:
        return None
    return {part.name: _slot(found[part.name], part) for part in inner if part.name in found}


def _slot(text: str, item: Item) -> Parsed:
    if item.kind.numeric:
        folded = _folded(text)
        text = folded[1:-1] if folded.startswith("(") and folded.endswith(")") else text
    parsed = parse_answer(Cell(text), item)
    plainly = parsed.note == "reading.number_as_text" and re.fullmatch(r"[0-9.]+%?", text)
    return evolve(parsed, note=None) if plainly else parsed


def _unreadable(fault: str, suggestion: str | None = None) -> Parsed:
    return Parsed(Missing.UNREADABLE, f"reading.{fault}", suggestion)


def _folded(text: str) -> str:
    """Return ``text`` with full-width signs, blanks and dashes made plain, without its padding."""
    return text.translate(_FOLDED).strip()


def _figure(value: _Content, number_format: str, item: Item) -> Parsed:
    """Read what stands in the place of a figure.

    The format of a number says whether it is a percentage, and how fine.
    """
    if isinstance(value, str):
        return _figure_text(value, item)
    if isinstance(value, bool):
        return _unreadable("truth_value")
    if isinstance(value, date):
        return _unreadable("date_in_number")
    percent, shown = _format(number_format)
    if item.kind is Kind.SHARE:
        places = max(_places(value), shown + 2 * percent)
        power, note = (0, None) if percent else _percentage(Fraction(value))
        return _share(Fraction(value), places, power, note)
    if percent:
        return _unreadable("percent_in_number")
    return _exact(Fraction(value), item, None)


def _figure_text(stood: str, item: Item) -> Parsed:
    """Read a figure written as text."""
    text = _folded(stood)
    if not text.strip("…"):
        return _below_half(item)
    found = _FIGURE.fullmatch(text) if len(text) <= _LONGEST else None
    if found is None:
        return _why_not(text, item)
    number = Fraction(found["number"].replace(",", ""))
    size = -number if found["sign"] in {"-", "△"} else number
    if item.kind is Kind.SHARE:
        return _share_text(found, size, item)
    factor = _factor(found, item)
    if isinstance(factor, Parsed):
        return factor
    if _approximate(found):
        return _interval(found, size, factor, item) or _why_not(text, item)
    return _exact(size * factor, item, _how(found, factor, item))


def _how(found: re.Match[str], factor: Fraction, item: Item) -> str:
    if not _unit(found):
        return "number_as_text"
    converted = factor != 1 or (found["scale"] and _unit(found) != _measure(item))
    return "scaled" if converted else "with_measure"


def _exact(size: Fraction, item: Item, note: str | None) -> Parsed:
    if item.kind is Kind.COUNT and size.denominator != 1:
        return _unreadable("not_whole")
    return Parsed(plain(size), note and f"reading.{note}")


def _factor(found: re.Match[str], item: Item) -> Fraction | Parsed:
    """Return what turns a figure into the item's measure, or why it does not fit."""
    measure = _MEASURE.fullmatch(_measure(item))
    kept, scale = (measure["unit"], measure["scale"]) if measure else ("", None)
    unit = found["unit"] or ""
    if unit and unit != kept:
        return _why_not(found.string, item)
    if found["scale"] and not kept and item.kind is Kind.MONEY:
        return _unreadable("scale_without_measure")
    if not unit and not found["scale"]:
        return Fraction(1)
    return Fraction(10 ** _ZEROS.get(found["scale"], 0), 10 ** _ZEROS.get(scale or "", 0))


def _measure(item: Item) -> str:
    return "".join(_folded(item.measure).split())


def _unit(found: re.Match[str]) -> str:
    """Return scale and unit as they stand behind the number: ``万元``."""
    return (found["scale"] or "") + (found["unit"] or "")


def _approximate(found: re.Match[str]) -> bool:
    return any(found[word] for word in ("about", "around", "more", "over"))


def _interval(found: re.Match[str], size: Fraction, factor: Fraction, item: Item) -> Parsed | None:
    """Return the interval an approximate figure stands for; ``None`` for 0多 and the like."""
    whole, _, decimals = found["number"].replace(",", "").partition(".")
    step = Fraction(10) ** (len(whole) - len((whole + decimals).rstrip("0")))
    roughly = bool(found["about"] or found["around"])
    exceeded = bool(found["more"] or found["over"])
    if size == 0 or roughly == exceeded or (exceeded and size < 0):
        return None
    if found["over"]:
        step = min(step, Fraction(1))
    low, high = (size - step / 2, size + step / 2) if roughly else (size, size + step)
    value, low, high = size * factor, low * factor, high * factor
    if item.kind is Kind.COUNT:
        if value.denominator != 1:
            return _unreadable("not_whole")
        high = high if roughly else max(value, Fraction(ceil(high) - 1))
    return Parsed(Inexact(_decimal(value), _decimal(low), _decimal(high)), "reading.approximate")


def _below_half(item: Item) -> Parsed:
    places = (item.places or 0) + 2 * (item.kind is Kind.SHARE)
    half = _decimal(Fraction(1, 2 * 10**places))
    return Parsed(Inexact(Decimal(0), Decimal(0), half), "reading.below_half")


def _share_text(found: re.Match[str], size: Fraction, item: Item) -> Parsed:
    unit = found["unit"] or ""
    if found["scale"] or unit not in {"", "%", "‰"}:
        return _why_not(found.string, item)
    power, note = ({"%": 2, "‰": 3}[unit], "number_as_text") if unit else _percentage(size)
    if _approximate(found) and note != "share_ambiguous":
        known = _interval(found, size, Fraction(1, 10**power), item)
        return known or _why_not(found.string, item)
    return _share(size, len(found["number"].partition(".")[2]), power, note)


def _percentage(size: Fraction) -> tuple[int, str]:
    """Return by what power of ten a bare number is divided to be a share, and the note on it.

    15.5 is 15.5 %, 0.155 a fraction; 1 could be either.
    """
    if abs(size) == 1:
        return 0, "share_ambiguous"
    return (0, "share_as_fraction") if 0 < abs(size) < 1 else (2, "share_without_percent")


def _share(size: Fraction, places: int, power: int, note: str | None) -> Parsed:
    if note == "share_ambiguous":
        return _unreadable(note)
    value = _decimal(size / 10**power)
    digits = len(str(int(abs(value)))) if abs(value) >= 1 else 0
    known = rounded(value, min(places + power, max(0, _SHARE_PLACES - digits)))
    return Parsed(known, note and f"reading.{note}")


def _why_not(text: str, item: Item) -> Parsed:
    """Say why ``text`` is no figure, with the likely reading where there is one."""
    if len(text) > _LONGEST:
        return _unreadable("not_a_number")
    likely = text.translate(_LETTERS)
    if (
        likely != text
        and re.search("[0-9]", text)
        and re.fullmatch(rf"[-+]?(?:{_NUMBER})%?", likely)
    ):
        return _unreadable("letters_for_digits", likely)
    bracketed = _IN_BRACKETS.fullmatch(text)
    if bracketed:
        return _in_brackets(bracketed, item)
    if _MARKED_NUMBER.match(text):
        return _unreadable("annotated")
    if len(re.findall(_NUMBER, text)) > 1:
        return _unreadable("two_numbers")
    found = _FIGURE.fullmatch(text)
    if found and found["unit"] in {"%", "‰"} and item.kind is not Kind.SHARE:
        return _unreadable("percent_in_number")
    return _unreadable("wrong_measure" if found and _unit(found) else "not_a_number")


def _in_brackets(found: re.Match[str], item: Item) -> Parsed:
    """Read ``(24,891)``: negative where the item may be so, else a gap filled in."""
    number = found["number"].replace(",", "")
    negative = item.minimum is None or item.minimum < 0
    if item.kind is Kind.MONEY and negative and not found["after"]:
        return Parsed(plain(-Fraction(number)), "reading.brackets_as_minus")
    return _unreadable("brackets", number)


def _words(text: str, item: Item) -> Parsed:
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip().strip("\u200b\ufeff").strip()
    if item.pattern is not None:
        found = read_phrase(item.pattern, text)
        if found is not None and not any(found.values()):
            return _BLANK  # the template's phrase, its gaps not filled in
    return Parsed(text)


def _date(value: _Content) -> Parsed:
    if isinstance(value, datetime):
        return Parsed(value.date())
    if isinstance(value, date):
        return Parsed(value)
    if isinstance(value, int) and value in _SERIALS and not isinstance(value, bool):
        return _unreadable("not_a_date", str(_FIRST_SERIAL + timedelta(value)))
    if not isinstance(value, str):
        return _unreadable("not_a_date")
    text = _folded(value)
    found = _DATE.fullmatch(text)
    try:
        year, month, day = (int(part) for part in found.groups() if part) if found else (0, 0, 0)
        return Parsed(date(year, month, day), "reading.date_as_text")
    except ValueError:
        return _unreadable("not_a_date")


def _shown(value: _Content, number_format: str) -> str:
    """Return what stands in a cell as a spreadsheet shows it."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, date):
        if "年" not in number_format:
            return str(value)
        return f"{value.year}年{value.month}月" + f"{value.day}日" * ("日" in number_format)
    percent, places = _format(number_format)
    if not _FIXED.fullmatch(number_format.partition(";")[0]):
        return printed(value, places=15)
    text = f"{round_half_up(Fraction(value) * 100**percent, places):f}"
    return text + "%" * percent


def _format(number_format: str) -> tuple[bool, int]:
    """Tell whether a number format shows a percentage, and how many decimals it always shows."""
    first = _LITERAL.sub("", number_format.partition(";")[0])
    zeros = re.search(r"0\.(0+)", first)
    return "%" in first, len(zeros[1]) if zeros else 0


def _places(value: int | Decimal) -> int:
    return len(printed(value).partition(".")[2])


def _decimal(value: Fraction) -> Decimal:
    """Convert a fraction whose decimals end, as those of every figure written down do."""
    return Decimal(printed(plain(value)))
