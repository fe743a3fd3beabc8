"""Chinese numerals: 三万五千, 二〇〇九, 壹佰零伍, 3万5千, 三点五. Exact, or not read at all.

What is read is what can be meant in one way only. 三百五 is 350, as everybody says it; 三五 (three
to five), 十五六, 两三百 and 几十 are estimates, 一 may be a dash, and 3万5 may have lost its zeros:
none of them is a numeral here.
"""

from __future__ import annotations

__all__ = ["NUMERAL", "UP_TO_TWELVE", "arabic", "up_to_twelve"]

_SPELLINGS = (
    ("0", "〇零○"),
    ("1", "一壹"),
    ("2", "二贰貳"),
    ("3", "三叁參叄"),
    ("4", "四肆"),
    ("5", "五伍"),
    ("6", "六陆陸"),
    ("7", "七柒"),
    ("8", "八捌"),
    ("9", "九玖"),
)
_DIGIT = {sign: digit for digit, signs in _SPELLINGS for sign in signs}
_PLAIN: dict[int, str] = {
    **{ord(sign): signs[0] for _, signs in _SPELLINGS for sign in signs},
    **dict(zip(map(ord, "兩拾佰仟萬億點"), "两十百千万亿点", strict=True)),
    **dict(zip(map(ord, "廿卅卌"), ("二十", "三十", "四十"), strict=True)),
}
_SCALES = (("亿", 8), ("万", 4), ("千", 3), ("百", 2), ("十", 1))

NUMERAL = "0-9〇零○一二三四五六七八九两兩壹贰貳叁參叄肆伍陆陸柒捌玖十拾百佰千仟万萬亿億点點廿卅卌"
"""The signs a numeral is made of, as they stand between the brackets of an expression."""


UP_TO_TWELVE = "1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九]"
"""A pattern for the number of a month, as a group."""


def up_to_twelve(text: str) -> int:
    """Return the number of a month or a quarter, spelled in either way."""
    return int(text if text.isdecimal() else arabic(text) or 0)


def arabic(text: str) -> str | None:
    """Return ``text`` in digits, ``None`` where it is no numeral: ``"105"`` for 一百零五.

    As many decimals as 点 is followed by; digits among the scales are taken where no place can be
    missing (3万5千, 3万5000, 3万零5). Three or more digits without a scale are read one by one, as
    years are: 二〇〇九.
    """
    if text == "○":  # alone that is a mark
        return None
    plain = text.translate(_PLAIN)
    whole, point, decimals = plain.partition("点")
    before = _by_place(whole) or _by_scale(whole)
    if not point or before is None:
        return before
    after = [_DIGIT.get(sign) for sign in decimals]
    return f"{before}.{''.join(map(str, after))}" if after and None not in after else None


def _by_place(text: str) -> str | None:
    """Read 二〇〇九, digit by digit. Two digits alone are an estimate: 三五, 七八; 〇〇〇 is a gap."""
    digits = "".join(_DIGIT.get(sign, "") for sign in text)
    return digits if len(digits) == len(text) > 2 and digits.strip("0") else None


def _by_scale(text: str) -> str | None:
    if text in {"〇", "0"}:
        return "0"
    value = _below(text, 16, last=True, leads=True)
    return None if value is None else str(value)


def _below(text: str, places: int, *, last: bool, leads: bool) -> int | None:
    """Read a number of at most so many places, not 0.

    ``last``: nothing comes after it, so that its last digit may stand for the next place (三百五).
    ``leads``: 十 may stand without 一 before it.
    """
    for scale, zeros in _SCALES:
        head, found, tail = text.partition(scale)
        if not found:
            continue
        if zeros >= places:
            return None
        most, rest = _head(head, zeros, leads=leads), _tail(tail, zeros, last=last)
        return None if most is None or rest is None else most * 10**zeros + rest
    if text.isascii():
        return int(text) if text.isdigit() and len(text) <= places and text[0] != "0" else None
    return 2 if text == "两" and leads and last else _digit(text)


def _head(text: str, zeros: int, *, leads: bool) -> int | None:
    """Read how many tens, hundreds, 万 or 亿 there are."""
    if zeros >= 4:
        return 2 if text == "两" else _below(text, zeros, last=False, leads=True)
    if not text:
        return 1 if zeros == 1 and leads else None
    if text == "两":
        return 2 if zeros > 1 else None
    return int(text) if text in set("123456789") else _digit(text)


def _tail(text: str, zeros: int, *, last: bool) -> int | None:
    """Read what follows a scale of so many zeros, where 零 says that a place is left out."""
    if not text:
        return 0
    if text[0] == "〇":
        value = _below(text[1:], zeros, last=False, leads=True)
        return value if value is not None and value < 10 ** (zeros - 1) else None
    if text.isascii() and text.isdigit():
        return int(text) if len(text) == zeros else None
    digit = _digit(text)
    if digit is not None:
        return digit * 10 ** (zeros - 1) if last or zeros == 1 else None
    return _below(text, zeros, last=last, leads=zeros >= 4) if text != "两" else None


def _digit(text: str) -> int | None:
    """Read one sign of 一 … 九."""
    return int(_DIGIT.get(text, "0")) or None
