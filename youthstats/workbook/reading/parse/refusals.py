"""Why a text is no figure, with the likely reading, or the several, where there are any."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction

from youthstats.model.items import Item, Kind
from youthstats.model.values import plain, printed, simplest
from youthstats.workbook.reading.parse.dates import DATE_OR_TIME
from youthstats.workbook.reading.parse.numerals import NUMERAL, arabic
from youthstats.workbook.reading.parse.parsed import Parsed, unreadable
from youthstats.workbook.reading.parse.units import is_unit
from youthstats.workbook.reading.parse.written import LONGEST, NUMBER, Written

__all__ = ["refusal"]

_ONE = rf"(?:{NUMBER}|[{NUMERAL}]+)"
_LETTERS = str.maketrans("OoОо〇○lIi|ZzSsB", "000000" + "1111" + "22" + "55" + "8")
_PLAINLY = re.compile(rf"[-+]?(?:{NUMBER})%?")
_BRACKETED = re.compile(rf"\(\s*(?P<number>{_ONE})\s*\)(?P<after>\D*)")
_NUMBERS = re.compile(NUMBER)
_TENTHS = re.compile(rf"成[{NUMERAL}]")  # 八成六, which is no way to write 86%
_A_SHARE = re.compile(rf"[%‰成]$|{_TENTHS.pattern}$")

_AT_LEAST = "不少于|不低于|不下于|至少|最少|超过|超出|超|逾|突破|多于|高于|大于|>=|>|≥|≧"
_AT_MOST = "不超过|不多于|不高于|不足|不到|不满|至多|最多|少于|低于|小于|<=|<|≤|≦"
_AFTER = r"以上|以下|以内|之内|开外|\+"


def _in_full(found: re.Match[str]) -> str:
    return printed(simplest(Decimal(found[0])))


def _ends(found: re.Match[str]) -> str:
    return f"{found['from']} … {found['to']}"


def _joined(found: re.Match[str]) -> str:
    return "".join(found["digits"].split())


_SHAPES: tuple[tuple[str, re.Pattern[str], Callable[[re.Match[str]], str] | None], ...] = (
    ("one_or_dash", re.compile("一+"), None),
    ("scientific", re.compile(r"[-+]?[0-9]+(?:\.[0-9]+)?[eE][-+]?[01]?[0-9]"), _in_full),
    ("date_in_number", DATE_OR_TIME, None),
    (
        "range",
        re.compile(
            rf"[^-0-9]{{0,2}}?(?P<from>{_ONE})\s*[^-~至到0-9]{{0,3}}[-~至到]\s*(?P<to>{_ONE})"
            r"[^-0-9]*"
        ),
        _ends,
    ),
    (
        "one_sided",
        re.compile(
            rf"(?:{_AT_LEAST}|{_AT_MOST})\s*{_ONE}[^0-9]*|{_ONE}[^-+0-9]{{0,6}}(?:{_AFTER})"
        ),
        None,
    ),
    (
        "separators",
        re.compile(rf"[-+]?(?!(?:{NUMBER})(?![.,'0-9]))[0-9]+(?:[.,'][0-9]+)+[^0-9]{{0,6}}"),
        None,
    ),
    (
        "spaced_digits",
        re.compile(
            r"[-+]?(?P<digits>(?:[1-9][0-9]{0,2}(?: [0-9]{3})+|[0-9](?: [0-9])+)(?:\.[0-9]+)?)"
            r"[^0-9]{0,6}"
        ),
        _joined,
    ),
    (
        "annotated",
        re.compile(rf"[-+△▲]?\s*(?:{NUMBER})\s*[^\s0-9]{{0,4}}?\s*[(\[*※†‡①-⑳¹²³⁴-⁹].*"),
        None,
    ),
    (
        "vague",
        re.compile(
            r"[^0-9]*(?:几|若干|许多|不少|半|[数上成][十百千万亿]"
            r"|(?<![一二两三四五六七八九])[一二两三四五六七八九]{2}(?![一二三四五六七八九]))[^0-9]*"
        ),
        None,
    ),
)
"""Shapes of what is no figure, the first that fits being the reason, and what its message names."""


def refusal(text: str, written: Written | None, item: Item) -> Parsed:
    """Say why the folded ``text`` is no figure of ``item``, told apart as ``written`` or not at all.

    ``(24,891)`` is a figure after all where an amount may be negative.
    """
    if len(text) > LONGEST:
        return unreadable("not_a_number")
    likely = text.translate(_LETTERS)
    if (
        likely != text
        and (re.search("[0-9]", text) or len(text) == 1)
        and _PLAINLY.fullmatch(likely)
    ):
        return unreadable("letters_for_digits", likely)
    bracketed = _BRACKETED.fullmatch(text)
    if bracketed:
        return _in_brackets(bracketed, item)
    if written is not None and (_A_SHARE.match(written.unit) or written.parts):
        asked = "not_a_number" if _TENTHS.fullmatch(written.unit) else "wrong_measure"
        return unreadable(asked if item.kind is Kind.SHARE else "percent_in_number")
    if written is not None and not written.about and is_unit(written.unit.rstrip(",;、")):
        return unreadable("wrong_measure")
    for fault, shape, name in _SHAPES:
        found = shape.fullmatch(text)
        if found:
            return unreadable(fault, name and name(found))
    return _by_its_numbers(text, written)


def _by_its_numbers(text: str, written: Written | None) -> Parsed:
    numbers = _NUMBERS.findall(text)
    if len(numbers) > 1:
        return unreadable("two_numbers", " / ".join(numbers))
    if written is None or len(written.unit) > (2 if written.spoken else 4):
        return unreadable("annotated" if numbers else "not_a_number")
    if written.unit and not any(sign.isalpha() or sign in "℃°/" for sign in written.unit):
        return unreadable("stray_signs", written.number)
    unit = written.unit.rstrip(",;、")
    if numbers and len(unit) > 1 and not any(is_unit(unit[at:]) for at in range(len(unit))):
        return unreadable("annotated")  # 98见备注: nobody knows such a measure
    measured = written.unit or written.priced or (written.scale and not written.about)
    return unreadable("wrong_measure" if measured else "not_a_number")


def _in_brackets(found: re.Match[str], item: Item) -> Parsed:
    """Read ``(24,891)``: negative where the item may be so, else a gap filled in."""
    number = found["number"].replace(",", "")
    number = number if _NUMBERS.fullmatch(number) else arabic(number)
    if number is None:
        return unreadable("not_a_number")
    negative = item.minimum is None or item.minimum < 0
    if item.kind is Kind.MONEY and negative and not found["after"]:
        return Parsed(plain(-Fraction(number)), "reading.brackets_as_minus")
    return unreadable("brackets", number)
