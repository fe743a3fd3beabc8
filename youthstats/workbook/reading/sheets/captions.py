"""What may ask for the unit above a table where nothing says 填报单位: 机构名称：, 乡镇（街道）：."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from youthstats.workbook.reading.sheets.asked_around import words

__all__ = ["CAPTION", "asks_by_caption", "captions_in"]

_NAMES = ("详细名称", "名称", "全称")
_SURE = ("填表单位", "填报部门")
_FILERS = ("单位", "企业", "部门", "机构", "学校", "街道", "乡镇")
"""Who does with a form what is done by who files it; 报送机关 may be whom it is sent to."""

_ROLES = (
    *("报告", "统计", "基层", "法人", "本"),
    *("被检查", "受检查", "受检", "被检", "被调查", "被统计"),
)
"""What makes a unit that which a form is of.

检查单位, 调查单位, 责任单位, 主管部门 and 批准机关 may be the same on all returns.
"""

_WITHIN = ("所在单位", "所在部门", "所在学校")
"""Who has what a form is of: people, a project."""

_KINDS = (
    *("单位", "学校", "幼儿园", "医院", "机构", "企业", "公司", "法人", "部门", "机关", "组织"),
    *("合作社", "园区"),
)
_VILLAGES = ("行政村", "村居", "村/社区", "村", "社区", "村委会", "居委会")
_TOWNS = ("乡镇街道", "乡镇/街道", "乡镇", "镇街", "街道", "镇", "乡")
_COUNTIES = ("县市区", "县区", "区县", "市县", "区", "县", "市")
_PLACES = (*_VILLAGES, *_TOWNS, *_COUNTIES)

_ASKED = (
    *(doing + kind for doing in words("done", "filing") for kind in _FILERS),
    *(role + kind for role in _ROLES for kind in ("单位", "企业")),
)

_CAPTIONS = (
    *_SURE,
    *(role + name for name in (*_NAMES, "") for role in _ASKED),
    *(kind + name for name in _NAMES for kind in _KINDS),
    *(within + name for name in (*_NAMES, "") for within in _WITHIN),
    *_KINDS,
    "详细名称",
    *(place + name for place in _PLACES for name in (*_NAMES, "名", "")),
)
"""The captions, the surest first; of places the narrowest. 单位 may ask for a measure, too."""

_RANK = {caption: rank for rank, caption in enumerate(dict.fromkeys(_CAPTIONS))}


def _any_of(words: Iterable[str]) -> str:
    """Return a pattern for any of some words, the longest first, however they are padded."""
    return "|".join(r"\s*".join(one) for one in sorted(words, key=len, reverse=True))


_ADDED = r"(?:[(（][^)）]*[)）])"
_NAMED = _any_of((*_ASKED, *_WITHIN, *_KINDS, *_PLACES))
CAPTION = rf"(?:(?:{_NAMED})\s*{_ADDED}\s*(?:{_any_of((*_NAMES, '名'))})|{_any_of(_CAPTIONS)})"
"""A pattern for any of them, however it is padded: 村名称, 村（社区）名称."""

_CAPTION = re.compile(
    rf"\s*(?P<caption>{CAPTION})"
    r"\s*(?:[(（](?P<added>[^)）]*)[)）])?\s*(?P<colon>[A-Za-z ]*[:：])?(?P<rest>.*)",
    re.DOTALL,
)
"""A caption, what it adds in brackets (街道, 盖章), and what stands behind it."""

_BRACKETED = re.compile(_ADDED)


def captions_in(texts: Iterable[str]) -> list[str]:
    """Return the captions that these texts begin with, the surest first."""
    found = {caption for text in texts if (caption := _caption(text)) is not None}
    return sorted(found, key=lambda one: _RANK.get(_BRACKETED.sub("", one), len(_RANK)))


def asks_by_caption(text: str) -> bool:
    """Tell whether a text is a caption with a colon, and says nothing behind it."""
    found = _CAPTION.fullmatch(text)
    return found is not None and bool(found["colon"]) and not found["rest"].strip(" _＿\u3000")


@lru_cache(maxsize=8192)
def _caption(text: str) -> str | None:
    """Return the caption of a text: behind it stands a colon, nothing, a seal's place, or room."""
    found = _CAPTION.fullmatch(text)
    if found is None:
        return None
    caption = "".join(found["caption"].split())
    long = caption.endswith(("名称", "全称", "单位", "部门"))
    roomy = long and text[found.start("rest") - 1].isspace()
    sealed = "章" in (found["added"] or "")
    return caption if found["colon"] or not found["rest"] or roomy or sealed else None
