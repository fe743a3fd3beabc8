"""A figure as a clerk writes it, told apart into sign, number, scale, unit and words around it."""

from __future__ import annotations

import re
from fractions import Fraction

from attrs import frozen

from youthstats.workbook.reading.parse.numerals import NUMERAL, arabic
from youthstats.workbook.reading.parse.units import is_unit

__all__ = ["LONGEST", "NUMBER", "SCALE", "Written", "dissected"]

LONGEST = 60
"""Signs of a figure with its unit; anything longer is prose."""

NUMBER = r"(?:[1-9][0-9]{0,2}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?|\.[0-9]+"
"""A number in digits, its thousands separated throughout or not at all."""

SCALE = "万亿|千万|百万|亿|万|千|百"

_FIGURE = re.compile(
    r"(?P<currency>人民币|RMB|CNY|¥)?\s*(?P<about>大约|大概|约|将近|接近|近)?\s*(?P<sign>[-+△▲负])?\s*"
    rf"(?P<parts>[百千]分之)?\s*(?:(?P<number>{NUMBER})|(?P<numeral>[{NUMERAL}]+))\s*"
    rf"(?P<more>[多余几])?\s*(?P<scale>{SCALE})?(?P<over>[多余])?\s*"
    rf"(?P<unit>(?:千(?=[瓦米克伏卡焦]))?[^-+.,\s{NUMERAL}].*?)??\s*(?P<around>左右|上下)?"
)
_BRACKETED = re.compile(rf"(?P<figure>[^()]*[{NUMERAL}])\s*\((?P<unit>[^()]{{1,12}})\)")
_ONE = "[1-9一二三四五六七八九壹贰叁肆伍陆柒捌玖]"
_COINS = re.compile(rf"([{NUMERAL}]+)[元圆圓](?=.*[角分])(?:({_ONE})角)?(?:[零〇]?({_ONE})分)?整?")
_SPOKEN = re.compile(r"(?P<number>[^万萬亿億]+)(?P<scale>[万萬亿億])")
_SIMPLIFIED = str.maketrans("萬億", "万亿")
_YUAN = dict.fromkeys(("圆", "圓", "元整", "元正", "圆整", "圆正", "圓整"), "元")
_NEAR = frozenset({"近", "将近", "接近"})


@frozen
class Written:
    """One figure in words and digits.

    ``number`` is in plain digits; ``scale`` multiplies it. ``spoken`` marks Chinese numerals,
    ``scaled`` that 万 or 亿 is written, or another scale behind digits. ``about`` are the words
    that make it approximate: ``about`` (约50), ``near`` (近50), ``more`` (20多万), ``over`` (20万多).
    """

    number: str
    negative: bool = False
    scale: str = ""
    unit: str = ""
    parts: str = ""
    about: tuple[str, ...] = ()
    priced: bool = False
    spoken: bool = False
    scaled: bool = False

    @property
    def size(self) -> Fraction:
        """The number, with its sign and without its scale."""
        return -Fraction(self.number) if self.negative else Fraction(self.number)

    @property
    def measure(self) -> str:
        """Scale and unit as they stand behind the number: ``万元``."""
        return self.scale + self.unit


def dissected(text: str, measure: str) -> Written | None:
    """Tell the folded ``text`` of a figure apart; ``None`` where it is none.

    ``measure`` is the item's own; it, or any other, may also stand in brackets: ``98180(元)``.
    """
    if len(text) > LONGEST:
        return None
    bracketed = _BRACKETED.fullmatch(text)
    if bracketed and (bracketed["unit"] == measure or is_unit(bracketed["unit"])):
        text = bracketed["figure"] + bracketed["unit"]
    coins = _COINS.fullmatch(text) if text.endswith(("角", "分", "整")) else None
    found = _FIGURE.fullmatch(_in_yuan(coins) if coins else _without_stop(text))
    if found is None:
        return None
    number, scale, scaled = _number(found)
    if number is None or (found["more"] == "几" and not number.endswith("0")):
        return None
    spoken = found["numeral"] is not None
    return Written(
        number,
        negative=(found["sign"] or "+") != "+",
        scale=scale,
        unit=_YUAN.get(found["unit"], found["unit"] or ""),
        parts=(found["parts"] or "")[:1],
        about=_about(found, ended=spoken and bool(scale) and not found["scale"]),
        priced=found["currency"] is not None,
        spoken=spoken,
        scaled=scaled,
    )


def _in_yuan(coins: re.Match[str]) -> str:
    """Return 三元五角二分 as 3.52元."""
    yuan, jiao, fen = (arabic(part) if part else "0" for part in coins.groups())
    return f"{yuan}.{jiao}{fen}元"


def _without_stop(text: str) -> str:
    """Drop the stop a sentence would end with."""
    return text[:-1] if text[-1:] in {".", "。"} and text[-2:-1] not in {".", "。"} else text


def _number(found: re.Match[str]) -> tuple[str | None, str, bool]:
    """Return the number in digits, the scale behind it, and whether one is written at all.

    The 万 that ends a numeral is the scale behind it, as in digits: 二十万多 is not 二十多万.
    """
    scale = found["scale"] or ""
    if found["numeral"] is None:
        return found["number"].replace(",", ""), scale, bool(scale)
    text = found["numeral"]
    ends = _SPOKEN.fullmatch(text) if not scale else None
    if ends:
        text, scale = ends["number"], ends["scale"].translate(_SIMPLIFIED)
    if found["parts"] and text == "百":
        return "100", scale, bool(scale)
    return arabic(text), scale, bool(scale) or any(sign in text for sign in "万萬亿億")


def _about(found: re.Match[str], *, ended: bool) -> tuple[str, ...]:
    """Return the words that make a figure approximate; ``ended`` by a scale, 多 comes after it."""
    said = (
        ("about", (found["about"] and found["about"] not in _NEAR) or found["around"]),
        ("near", found["about"] in _NEAR),
        ("over" if ended else "more", found["more"]),
        ("over", found["over"]),
    )
    return tuple(kind for kind, word in said if word)
