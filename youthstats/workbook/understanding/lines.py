"""What a line above a table says: whose it is, of when, in what measure; or that it is a title."""

from __future__ import annotations

import re

from youthstats.workbook.reading.sheets.english_measures import in_chinese
from youthstats.workbook.reading.sheets.heading import asks, begins_heading
from youthstats.workbook.reading.sheets.labels import folded
from youthstats.workbook.reading.sheets.measure_words import AMOUNTS_IN, IN_YUAN, MEASURE_OF
from youthstats.workbook.reading.sheets.measures import is_measure
from youthstats.workbook.understanding.telling import counts

__all__ = [
    "asks_around",
    "asks_measure",
    "begins_frame",
    "frames",
    "measure_said",
    "measure_titled",
    "measures_in",
    "period_said",
    "says_around",
    "titles",
    "unlabelled",
    "unmeasured",
]

_UNIT = r"单\s*位"
_MEASURE = re.compile(
    rf"(?:(?:(?P<sure>{MEASURE_OF})\s*|(?<![\u4e00-\u9fff])|(?<=数据)){_UNIT}\s*[:：]|(?<!\S){AMOUNTS_IN})"
    rf"\s*[(（]?{IN_YUAN}(?P<said>[^\s:：()（）]+)\s*[)）]?\s*$"
)
_BEHIND_TITLE = re.compile(
    r"(?P<title>[^:：]*[^:：\s(（])\s*[(（](?P<more>[^()（）:：]*?)[\s，,、;；]*"
    rf"(?P<asks>(?:{MEASURE_OF})?\s*{_UNIT}\s*[:：]?\s*|{AMOUNTS_IN})?{IN_YUAN}(?P<said>[^\s()（）:：]+)\s*[)）]\s*"
)
"""A title with its measure in brackets: 收支统计表（单位：万元）, 收支统计表(2024年，万元)."""

_BESIDE_TITLE = re.compile(
    rf"(?P<title>[^:：]*[^:：\s])\s+(?:(?:{MEASURE_OF})?\s*{_UNIT}\s*[:：]\s*|{AMOUNTS_IN})"
    rf"[(（]?{IN_YUAN}(?P<said>[^\s:：()（）]+)[)）]?\s*"
)
"""The same in one cell, without brackets."""

_ALONE = re.compile(r"\s*[(（]\s*(?P<said>[^\s()（）:：]+)\s*[)）]\s*")
_WORDS_TOO = frozenset({"年", "岁", "天", "日", "度", "%"})
_LISTED = re.compile(r"[、，,;；/]+")
_SAID = re.compile(r"[^:：]*[:：]\s*[^:：\s]*\s*")
"""What asks for one thing, or says it: 填报单位：, 单位：万元."""

_SAYS = re.compile(r"[^:：]+[:：]\s*[^:：]*[^:：\s]")
"""What says one thing: 表号：交港1表; behind 有效期至： a time would be what it says."""

_PERIOD = re.compile(
    r"(?:报告期别?|期间|统计时[间期段]|(?:数据|税款|费款|费用)所属(?:期间?|时期|月份)|年度)"
    r"\s*[:：]\s*(?P<said>\S*[0-9]\S*)"
)
_YEAR = "(?:[0-9]{4}|[一二][〇○零一二三四五六七八九]{3})"
_TIME = re.compile(
    rf"[（(]?\s*(?:截[至止]\s*)?(?P<said>{_YEAR}\s*(?:[—–－\-~～至/]+\s*{_YEAR}\s*)?学?\s*年"
    r"[0-9一二三四五六七八九十第全上下半至—–－\-~～、/年度学期季月份旬日初中末底\s]*)\s*[)）]?"
)
"""A line that only says of when: （2024年度）, 2025—2026学年初."""

_APART = re.compile(r"\s*\n\s*|[^\S\n]{2,}")
"""What keeps several things apart in one cell: 表号：交港1表    2025年8月."""

_LEFT_OUT = re.compile("年月|月日|年第季|年季")
"""A time in which the month, the day or the quarter is left to be filled in."""

_ANNEX = re.compile(
    r"附\s*[件表录]\s*[0-9一二三四五六七八九十]*\s*(?:[之\-—][0-9一二三四五六七八九十]+)?\s*[:：]?"
)
_ASKING = re.compile(rf"(?:{MEASURE_OF})?\s*{_UNIT}\s*[:：]")

_DAY_ASKED = re.compile(
    r"(?:填\s*[报表]|[上呈]\s*报|报\s*[送表出]|[制统]\s*[表计])\s*(?:日\s*期|时\s*间)\s*(?:[:：]|$)"
)


def titles(text: str) -> bool:
    """Tell whether a line may be a title: it asks for nothing, and does not say of when."""
    text = unmeasured(in_chinese(text))
    alone = _ALONE.fullmatch(text)
    if alone and _measures(alone["said"]):
        return False
    asking = asks(text) or _ASKING.match(text.lstrip()) or measure_said(text)
    return not (asking or _ANNEX.fullmatch(text) or _TIME.fullmatch(text))


def unlabelled(text: str, label: str) -> str:
    """Return a title without the label of the form before it: 表一：…"""
    head, colon, _ = text.replace(":", "：").partition("：")
    return text[len(head) + len(colon) :].strip() if folded(head) == folded(label) else text


def unmeasured(text: str) -> str:
    """Return a title without the unit of measure that is said behind it."""
    title, measure = _measured(text)
    return title if measure else text


def measure_titled(text: str) -> str:
    """Return the unit of measure that is said behind a title, ``""`` for none."""
    title, measure = _measured(text)
    return measure if measure and titles(title) else ""


def _measured(text: str) -> tuple[str, str]:
    """Split a title and its measure; 调查表（户） is of households, and in none."""
    text = in_chinese(text)
    if _ASKING.match(text.lstrip()):
        return text, ""
    if found := _BEHIND_TITLE.fullmatch(text):
        said, sure = found["said"], found["asks"] is not None
        more = f"（{found['more']}）" if found["more"] else ""
        if _measures(said, sure=sure):
            return f"{found['title']}{more}", said
    if (found := _BESIDE_TITLE.fullmatch(text)) and _measures(found["said"]):
        return found["title"], found["said"]
    return text, ""


def frames(text: str) -> bool:
    """Tell whether a text asks for one thing alone, or says it, as lines above a table do."""
    text = in_chinese(text)
    return begins_heading(text) or _SAID.fullmatch(text) is not None


def begins_frame(text: str) -> bool:
    """Tell whether a text asks whose a table is, or says in what measure it is."""
    text = in_chinese(text)
    return begins_heading(text) or _ASKING.match(text) is not None


def asks_around(text: str) -> bool:
    """Tell whether a text asks whose a table is, of when, or in what measure."""
    return begins_frame(text) or _DAY_ASKED.match(text) is not None


def says_around(text: str) -> bool:
    """Tell whether a text says so, or asks for one thing alone: 2024年, 人, 填报人：."""
    plain = "".join(text.split())
    measure = is_measure(plain) or _ASKING.match(f"{plain}：") is not None
    return measure or frames(text) or _TIME.fullmatch(text) is not None


def measure_said(text: str) -> str | None:
    """Return the unit of measure that a line gives, ``""`` for a dash, ``None`` where it gives none."""
    text = in_chinese(text)
    if (alone := _ALONE.fullmatch(text)) and _measures(alone["said"], sure=False):
        return alone["said"]
    found = _MEASURE.search(text)
    if found is None or not (found["sure"] or _measures(found["said"])):
        return None
    return "" if found["said"] in {"—", "-"} else found["said"]


def _measures(said: str, *, sure: bool = True) -> bool:
    """Tell whether words are units of measure; not ``sure``, none that says of whom or when: （年）."""
    found = measures_in(said)
    may_be_words = any(counts(one) or one in _WORDS_TOO for one in found)
    return all(map(is_measure, found)) and (sure or not may_be_words)


def asks_measure(text: str) -> bool:
    """Tell whether a text asks for the unit of measure alone, which stands behind it."""
    return _ASKING.fullmatch(text.strip()) is not None


def measures_in(said: str) -> tuple[str, ...]:
    """Return the units of measure that are listed: 个、万元."""
    if is_measure(said):
        return (said,)  # 元/人
    return tuple(filter(None, _LISTED.split(said)))


def period_said(text: str) -> str:
    """Return the period that a line says a table is for, ``""`` for none."""
    found = _PERIOD.search(text) or _TIME.fullmatch(text) or _time_beside(text)
    said = "".join(found["said"].split()) if found else ""
    return "" if _LEFT_OUT.search(said) else said


def _time_beside(text: str) -> re.Match[str] | None:
    """Return the time that stands in one cell with other things said: 表号：交港1表    2025年8月."""
    parts = _APART.split(text.strip())
    if len(parts) < 2 or not all(_SAYS.fullmatch(part) or _TIME.fullmatch(part) for part in parts):
        return None
    return next(filter(None, map(_TIME.fullmatch, parts)), None)
