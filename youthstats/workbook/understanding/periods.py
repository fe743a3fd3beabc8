"""Headings that say of when or of whom a figure is, and not of what."""

from __future__ import annotations

import re

__all__ = ["PERIODS"]

PERIODS = re.compile(
    r"(?:本|上|去|今|当|累计|同期|[0-9]{4}|[一二三四1-4]季|[0-9]{1,2}月).*|(?:合计|总计|男|女|城镇|农村|计划|实际)"
)
