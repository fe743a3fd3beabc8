"""What a figure's unit and scale make of it in the measure of its item."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from functools import lru_cache

from attrs import evolve

from youthstats.model.items import Item, Kind
from youthstats.model.values import plain, printed
from youthstats.workbook.reading.parse.parsed import Parsed, unreadable
from youthstats.workbook.reading.parse.signs import folded
from youthstats.workbook.reading.parse.units import counted, is_unit, parted
from youthstats.workbook.reading.parse.written import SCALE, Written, dissected

__all__ = ["conversion", "measure_of_item", "written_as_printed"]

_ZEROS = {
    "": 0,
    "十": 1,
    "百": 2,
    "千": 3,
    "万": 4,
    "十万": 5,
    "百万": 6,
    "千万": 7,
    "亿": 8,
    "万亿": 12,
}
_MEASURE = re.compile(rf"(?P<scale>{SCALE})?(?P<unit>.+)")
_NUMBER_OF = re.compile(r"(?P<unit>人次|场次|\w)数$")
"""What a label ends in that says what is counted: 户数."""
_OFFERED = re.compile(r"(?<![十百千万亿])(?P<one>\w)\((?P<other>\w(?=\)次)|次)\)(?P<kind>次?)$")
"""What offers one measure or another, 件（批）次, or one and what is counted of it: 人（次）."""
_BRACKETED = re.compile(r"\((?P<measure>[^()]+)\)$")
_CALLED = {
    "人": frozenset("人名位"),
    "名": frozenset("人名位"),
    "个": frozenset("个家所座处"),
    "℃": frozenset("度"),
    "摄氏度": frozenset("度"),
}
"""What else may stand behind a figure of a measure: 45家 are 45个, and 45个 are not 45户."""


_APIECE = re.compile(r"(?P<one>\w)均|每(?P<each>[百千万]*\w)")
"""What says in a label of what each figure is: 人均, 每百户."""
_YEAR_ASKED = re.compile(r"年份?[:：]?\s*$")


def measure_of_item(item: Item) -> str:
    """Return the item's measure as it may stand behind a figure."""
    return "".join(folded(item.measure).split()) if item.measure else ""


def conversion(figure: Written, item: Item) -> Fraction | Parsed:
    """Return what turns a figure's number into the item's measure, or why nothing does."""
    if _is_year(figure, item):
        return Fraction(1)
    measure, figure = measure_of_item(item), _without_divisor(figure, item)
    kept, scale = _split(measure)
    unit = figure.unit or ("元" if figure.priced else "")
    same = unit in {"", kept} or unit in _CALLED.get(kept, ())
    if not figure.parts and not figure.priced and unit in _labelled(item.label, item.measure):
        return Fraction(10 ** _ZEROS[figure.scale])
    if not same:
        known = (measure, *_measures_printed(item))
        factors = (_by_other_names(figure, one) for one in known)
        if (factor := next(filter(None, factors), None)) is not None:
            return factor
    fits = same or (not kept and _counts(figure, item))
    if not fits or figure.parts or (figure.priced and unit != "元"):
        return unreadable("wrong_measure")
    if figure.scaled and not kept and item.kind is Kind.MONEY:
        return unreadable("scale_without_measure")
    times = Fraction(10 ** _ZEROS[figure.scale])
    if _either_way(figure, scale):
        return _ambiguous(figure.size * times, scale)
    if unit or figure.scaled:
        return times / Fraction(10 ** _ZEROS[scale])
    return times


def _is_year(figure: Written, item: Item) -> bool:
    """Tell whether a figure is a year under a label that asks for one: 1968年 under 建成年份."""
    asked = not item.measure and _YEAR_ASKED.search(item.label) is not None
    return asked and figure.measure == "年" and not figure.parts and 1000 <= figure.size < 3000


def _without_divisor(figure: Written, item: Item) -> Written:
    """Return a figure without what it is of one of, where it is not added: 1.2元/只 under 单价（元）.

    A label that says itself of what it is (人均, 每百户) must say the same.
    """
    unit, slash, one = figure.unit.partition("/")
    if not slash or item.additive or not item.measure or "/" in item.measure or not is_unit(one):
        return figure
    said = _APIECE.search(item.label)
    asked = (said["one"] or said["each"]) if said is not None else ""
    fits = _whom(one) == _whom(asked) if asked else not parted(one)[0]
    return evolve(figure, unit=unit) if fits else figure


@lru_cache(maxsize=4096)
def _labelled(label: str, measure: str) -> frozenset[str]:
    """Return the measures that a label or a measure is, or offers: 件 and 批次 under 件（批）次."""
    if _split(measure)[1]:
        return frozenset()  # it is a scale of theirs
    found = set[str]()
    for text in ("".join(folded(one).split()) for one in (label, measure)):
        found |= {text} if text == label and not measure and is_unit(text) else set()
        offered = _OFFERED.search(text)
        if offered is not None and is_unit(offered["one"]) and is_unit(offered["other"]):
            one, other, kind = offered.groups()
            found |= {one, other, one + kind, other + kind, one + other + kind, offered[0]}
    return frozenset(found)


def written_as_printed(text: str, item: Item) -> Written | None:
    """Tell a figure apart whose measure, a word of numerals as 点 is, only the item's labels know."""
    for measure in filter(text.endswith, _measures_printed(item)):
        figure = dissected(text.removesuffix(measure), "")
        if figure is not None and not figure.unit:
            return evolve(figure, unit=measure)
    return None


def _measures_printed(item: Item) -> Iterator[str]:
    """Yield what the labels of an item print that no list of measures knows: 家次 behind 检查企业."""
    for text in (item.label, *reversed(item.under)):
        found = _BRACKETED.search("".join(folded(text).split()))
        if found is not None and not is_unit(found["measure"]):
            yield found["measure"]


def _by_other_names(figure: Written, measure: str) -> Fraction | None:
    """Return what turns 5平米 into ㎡ and 3万kg into 公斤; ``None`` where they are not of one unit."""
    (mine, unit), (its, asked) = parted(figure.measure), parted(measure)
    if unit != asked or figure.parts or (figure.priced and unit != "元"):
        return None
    return Fraction(10 ** _ZEROS[mine], 10 ** _ZEROS[its])


def _split(measure: str) -> tuple[str, str]:
    """Return the unit of a measure as it stands, and the scale before it: 米 and 千."""
    found = _MEASURE.fullmatch(measure)
    return (found["unit"], found["scale"] or "") if found else ("", "")


def _counts(figure: Written, item: Item) -> bool:
    """Tell whether a figure has a measure that a count without one of its own may be given in.

    5人 and 5所 stand for 5, unless the label says that something else is counted: 户数. What scales
    is converted where the label speaks of it, as 2万人 under 参与人数, and nowhere else.
    """
    if item.kind is not Kind.COUNT or figure.priced or figure.unit not in counted():
        return False
    said = _NUMBER_OF.search(item.label)
    mine, its = _whom(figure.unit), _whom(said["unit"]) if said else ""
    return (its not in counted() or mine == its) and (not figure.scale or mine in item.label)


def _whom(unit: str) -> str:
    """Return one name for what is counted, where it has several: persons."""
    return "人" if unit in _CALLED["人"] else unit


def _either_way(figure: Written, scale: str) -> bool:
    """Tell whether nobody knows if ``scale``, in which the item is measured, is still to come.

    Where 万元 are asked for, 2000万 is 2000 of them; 3百 may be 300 of them or 300 元, and so may
    ¥98180. A numeral below 万 spells a number like any other: 三百 is 300.
    """
    if not scale or figure.unit:
        return False
    if figure.priced and not figure.scaled:
        return True
    if figure.spoken:
        return not figure.scaled and _ZEROS[scale] < 4 and figure.size >= 100
    return bool(figure.scale) and _ZEROS[figure.scale] < 4


def _ambiguous(size: Fraction, scale: str) -> Parsed:
    readings = (size, size / Fraction(10 ** _ZEROS[scale]))
    return unreadable("scale_ambiguous", " / ".join(printed(plain(one)) for one in readings))
