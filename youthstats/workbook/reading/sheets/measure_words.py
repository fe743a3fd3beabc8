"""How a form asks in what its figures are, or says it: 计量单位：, 计算单位：万元, 金额：万元.

单位 alone may ask for the unit that files it, and 金额 alone for an amount: what stands behind tells.
"""

from __future__ import annotations

__all__ = ["AMOUNTS_IN", "IN_YUAN", "MEASURE_ASKED", "MEASURE_OF"]

_OF = ("计量", "计算", "金额", "货币")

MEASURE_OF = "|".join(r"\s*".join(word) for word in _OF)
"""A pattern for what stands before 单位 where nothing but a measure is asked for, however padded."""

MEASURE_ASKED = tuple(f"{word}单位" for word in _OF)

IN_YUAN = r"(?:[(（]?人民币[)）]?[\s/]*)?"
"""What may stand before a measure, and changes nothing: 人民币万元."""

AMOUNTS_IN = r"(?:金\s*额|人\s*民\s*币)\s*[:：]\s*"
"""What says in what amounts are, where a measure stands behind it."""
