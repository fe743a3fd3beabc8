"""Rows with which a clerk ends a list, or says that there is nothing to list: 以下空白, 无在建项目."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import Enum
from functools import lru_cache

__all__ = ["Ending", "ending_said"]


class Ending(Enum):
    """What a row says that is no entry."""

    END = "end"
    """That the list ends: 以下空白."""
    NOTHING = "nothing"
    """Nothing at all, in strokes or as 无: an entry only where others follow."""
    EMPTY = "empty"
    """That there is nothing to list, in a sentence: 本单位无在建项目."""


_EDGES = "()[]{}【】〔〕<>《》“”\"'-—–―─=_~*.…"
_END = re.compile(
    "以下(?:各行|各栏|部分)?(?:均|皆|全)?(?:为|是)?(?:空|空白|空行|无)(?:正文|内容|数据|记录|文字|项目)?"
)
_NOTHING = re.compile(r"[-—–―−─/\\]+|无")
_OTHER_WORDS = "锡|线|人机|人驾|人值|障碍|害|偿|烟|极县|为|纸|塔|公害|菌|土|缝|氧|水港|花果"
"""How words go on that name something: 无锡, 无线, 无人机, 无障碍."""
_LISTED = (
    "项目|工程|情况|情形|事项|内容|人员|对象|活动|记录|数据|变动|变化|发生|填报|报送"
    "|案件|事故|资金|设备|资产|企业|单位|问题|业务|支出|收入"
)
_EMPTY = re.compile(
    r"(?:(?:本|我|该|全)(?:单位|部门|地区|\w))?(?:截至目前|目前|当前|本[年月季期]度?|暂时|暂|均|尚|也)*"
    rf"(?:无|没有)(?!{_OTHER_WORDS})[^0-9]{{0,12}}?(?:{_LISTED})?"
)
_ENDS = re.compile(rf"(?:{_LISTED}|无|没有)$")


def ending_said(texts: Iterable[str]) -> Ending | None:
    """Return what the folded texts of a row say, if that is all they say."""
    said = {_said(text) for text in texts}
    if None in said or not said:
        return None
    return next(one for one in (Ending.END, Ending.EMPTY, Ending.NOTHING) if one in said)


@lru_cache(maxsize=8192)
def _said(text: str) -> Ending | None:
    if _NOTHING.fullmatch(text):
        return Ending.NOTHING
    words = text.strip(_EDGES)
    if _END.fullmatch(words):
        return Ending.END
    return Ending.EMPTY if _EMPTY.fullmatch(words) and _ENDS.search(words) else None
