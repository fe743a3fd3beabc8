"""Headings that say of when or of whom a figure is, and not of what."""

from __future__ import annotations

import re

__all__ = ["PERIODS"]

PERIODS = re.compile(
    r"(?:[本上去今当前](?:年|月|季|期|周|旬|日|次|半年|学[年期]|报告期)|[上下]半年|累计|同期|[0-9]{4}"
    r"|[一二三四1-4]季|[0-9]{1,2}月).*|(?:合计|总计|男|女|城镇|农村|计划|实际|完成|预算|决算|目标|任务)"
)
