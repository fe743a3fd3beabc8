"""What a line of sums is called: the words that say so, and those that only may."""

from __future__ import annotations

import re
from enum import Enum
from functools import lru_cache

__all__ = [
    "SUBTOTAL",
    "TOTAL_LABELS",
    "SumKind",
    "may_name_whole",
    "may_say_sum",
    "names_whole",
    "sum_said",
]

SUBTOTAL = "小计"

TOTAL_LABELS = ("合计", "总计", SUBTOTAL, "总合计", "总数")
"""What a line of sums may be called on a form."""

_ALWAYS = "总合计|合计|总计|小计|共计|总共"
"""A sum where a text says no more than these, and what of or up to where."""

_ALONE = "累计|总和|总额|总数|总量|汇总|总"
"""A sum where such a text is all that names a line."""

_OF = "数|额|金额|资金|经费|投资|人数|户数|个数|项数|件数|数量|面积"
_SO_FAR = "本页|本期|本月|本季度?|本年度?|全年|年度|以上|以上各项|上述|各项"
_NUMBER = "[0-9一二三四五六七八九十百千两]+"
_COUNTED = f"{_NUMBER}(?:个|项|家|人)(?:项目|活动|单位|人)?"
_COUNTER = "个|项|人|户|家|条|笔|名|件|处|所|台|辆|套|次|期|场|万元|元"
_BRACKETS = r"(?:\(.*\))?"
_SURE = re.compile(rf"(?:{_SO_FAR})?(?:{_ALWAYS})(?:{_OF})?{_BRACKETS}|.*{SUBTOTAL}{_BRACKETS}")
_SURE_ALONE = re.compile(
    rf".*(?:合计|总计|共计)(?:{_OF})?{_BRACKETS}"
    rf"|(?:{_SO_FAR})?(?:{_ALONE})(?:{_OF})?{_BRACKETS}"
    rf"|(?:{_SO_FAR})?(?:{_ALWAYS}|总?共有?){_COUNTED}"
)
_PART = re.compile(r"其中|(?:平均|人均|均值)[值数]?")
_SUBTOTAL = re.compile(rf".*{SUBTOTAL}|本页")
_OFFICES = (
    "公司|工会|工程|医院|院|部|站|店|厂|行|社|局|校|支|队|署|馆|台|库|商|会|干|线|体|平|包|务"
)
_MAY = re.compile(
    rf"^(?:{_ALWAYS})(?![划算量])|^(?:{_SO_FAR})?总?共有?{_NUMBER}(?:{_COUNTER})|^其中"
    rf"|总(?!{_OFFICES})|累计|汇总|^[全本](?:省|市|县|区|镇|乡|村|街道|校|院|系统|部|体|年)$"
)
"""总 with what follows in the name of an office (总公司) says nothing of a sum."""


_SUMMED = rf"(?:{_ALWAYS}|总和|总数|汇总)(?:表|数|数据|结果)?{_BRACKETS}"
_ALL = "全(?:国|省|市|州|县|区|镇|乡|街道|系统|体|部)|各[^各]{1,4}|所有[^所]{0,4}"
_WHOLE = re.compile(rf"(?:{_ALL}|数据|统计)?{_SUMMED}|全(?:国|省|市|州|县|区|镇|乡|街道|系统)")
"""What no unit is called: 全市合计, 各镇汇总表, 全市."""

_MAY_WHOLE = re.compile(rf".*{_SUMMED}")


class SumKind(Enum):
    """What a line of a list adds up: everything, what stands before it, or it is a part of another."""

    TOTAL = "total"
    SUBTOTAL = "subtotal"
    PART = "part"


@lru_cache(maxsize=64)  # a line is judged several times
def sum_said(words: str, *, alone: bool = True) -> SumKind | None:
    """Return which sum words are that can be nothing else; ``None`` for any others.

    ``words`` are folded, as labels are: without blanks, and brackets of half the width. ``alone``
    says that nothing else names their line: beside a name 共3项 may say what it is about.
    """
    if alone and _PART.fullmatch(words):
        return SumKind.PART
    if not (_SURE.fullmatch(words) or (alone and _SURE_ALONE.fullmatch(words))):
        return None
    return SumKind.SUBTOTAL if _SUBTOTAL.match(words) else SumKind.TOTAL


@lru_cache(maxsize=64)
def may_say_sum(words: str) -> SumKind | None:
    """Return which sum folded words may mean that may as well name something: 总投资, 其中一期."""
    if not (_MAY.search(words) or sum_said(words)):
        return None
    return SumKind.PART if words.startswith("其中") else SumKind.TOTAL


def names_whole(words: str) -> bool:
    """Tell whether folded words, where a unit's name ought to stand, mean all units together."""
    return _WHOLE.fullmatch(words) is not None


def may_name_whole(words: str) -> bool:
    """Tell whether such words may mean all units, or one that adds up its own parts: 甲镇汇总表."""
    return _MAY_WHOLE.fullmatch(words) is not None
