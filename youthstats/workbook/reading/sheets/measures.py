"""Units of measure as labels give them: 元, 万元, 人次."""

from __future__ import annotations

import unicodedata

__all__ = ["is_measure", "same_measure"]

_SCALES = ("", "十", "百", "千", "万", "十万", "百万", "千万", "亿", "万亿")
_UNITS = """
    元 人民币元 美元 元/人 名 人 人次 人日 人/次 户 个 家 所 处 项 件 次 场 场次 期 班
    批 组 支 届 册 份 张 本 篇 辆 台 套 间 座 条 只 头 亩 公顷 平方米 平方公里 m2 立方米
    米 千米 公里 公斤 千克 吨 吨标准煤 千瓦时 年 岁 天 日 小时 课时 % ‰
"""
_MEASURES = frozenset(scale + unit for scale in _SCALES for unit in _UNITS.split())
"""What in brackets at the end of a label is a unit of measure; other words there are the label's."""


def is_measure(text: str) -> bool:
    """Tell whether a text is a unit of measure."""
    return "".join(unicodedata.normalize("NFKC", text).split()) in _MEASURES


def same_measure(stood: str, asked: str) -> bool:
    """Tell whether figures under a label with one unit of measure are those asked for in another.

    One left out is understood, but not one that scales: 个 where none is printed, and never 百个.
    """
    if stood == asked or not stood:
        return True
    return not asked and not stood.startswith(_SCALES[1:])
