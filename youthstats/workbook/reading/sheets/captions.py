"""What may ask for the unit above a table where nothing says 填报单位: 机构名称：, 乡镇（街道）：."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

__all__ = ["CAPTION", "asks_by_caption", "captions_in"]

_KINDS = (
    *("单位", "学校", "幼儿园", "医院", "机构", "企业", "公司", "法人", "部门", "机关", "组织"),
    *("合作社", "园区"),
)
_VILLAGES = ("行政村", "村居", "村/社区", "村", "社区")
_TOWNS = ("乡镇街道", "乡镇/街道", "乡镇", "镇街", "街道", "镇", "乡")
_COUNTIES = ("县市区", "县区", "区县", "市县", "区", "县", "市")

_CAPTIONS = (
    *("填表单位", "填报部门"),
    *(kind + name for name in ("名称", "全称", "") for kind in _KINDS),
    *(place + name for place in (*_VILLAGES, *_TOWNS, *_COUNTIES) for name in ("名称", "名", "")),
)
"""The captions, the surest first; of places the narrowest. 单位 may ask for a measure, too."""

_RANK = {caption: rank for rank, caption in enumerate(_CAPTIONS)}
CAPTION = "|".join(r"\s*".join(one) for one in sorted(_CAPTIONS, key=len, reverse=True))
"""A pattern for any of them, however it is padded."""

_CAPTION = re.compile(
    rf"\s*(?P<caption>{CAPTION})"
    r"\s*(?:[(（](?P<added>[^)）]*)[)）])?\s*(?P<colon>[A-Za-z ]*[:：])?(?P<rest>.*)",
    re.DOTALL,
)
"""A caption, what it adds in brackets (街道, 盖章), and what stands behind it."""


def captions_in(texts: Iterable[str]) -> list[str]:
    """Return the captions that these texts begin with, the surest first."""
    found = {caption for text in texts if (caption := _caption(text)) is not None}
    return sorted(found, key=_RANK.__getitem__)


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
