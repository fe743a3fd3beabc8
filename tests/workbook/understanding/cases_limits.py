"""What validations say: bounds, comparisons of cells, and what is no edit."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tests.workbook.understanding.casework import case
from tests.workbook.understanding.drawing import Drawn

__all__ = ["CASES"]


def _rule(type: str, operator: str, *ends: str, **more: Any) -> Mapping[str, Any]:
    formulas = dict(zip(("formula1", "formula2"), ends, strict=False))
    return {"type": type, "operator": operator, **formulas, **more}


def _custom(formula: str) -> Mapping[str, Any]:
    return {"type": "custom", "formula1": formula}


_PRICES = """
    情况表
    | 指标 | 数量（个） | 单价（元） | 增长率（%） |
    | 桌子 | | | |
    | 椅子 | | | |
    """
_PEOPLE = """
    情况表
    | 指标 | 合计（人） | 男（人） | 女（人） |
    | 城镇 | | | |
    | 农村 | | | |
    """
_LIST = """
    项目表
    | 名称 | 金额（元） | 其中：财政（元） |
    | | | |
    | | | |
    | | | |
    | | | |
    | | | |
    """
_TOTALLED = """
    项目表
    | 名称 | 金额（元） |
    | | |
    | | |
    | 合计 | |
    """
_ITEMS = """
    form 表一《情况表》: category × item
      数量（个）: count 个
      单价（元）: money 元 not added
      增长率（%）: share.1 %
      by 桌子
      by 椅子
    """
_OF_PEOPLE = """
    form 表一《情况表》: category × item
      合计（人）: count 人
      男（人）: count 人
      女（人）: count 人
      by 城镇
      by 农村
    """
_LISTED = """
    form 表一《项目表》: entry × item
      名称: text
      金额（元）: money 元
      其中：财政（元）: money 元
    """

_SUM, _PART = "  inferred 合计 = 男 + 女", "  inferred 金额_财政 <= 金额"


def _also(told: str, *lines: str) -> str:
    """Return what is told, with more lines: edits stand before doubts."""
    price = ["doubt not_added C3 单价"] if told is _ITEMS else []
    edits = [line for line in lines if not line.startswith("doubt")]
    doubts = [*price, *(line for line in lines if line.startswith("doubt"))]
    return "\n".join([told.rstrip(), *("    " + line for line in [*edits, *doubts])])


CASES = (
    case(
        "ends that are not reached, and ends between whole numbers",
        Drawn(
            _PRICES,
            limits={
                "B3:B4": _rule("whole", "between", "0.5", "99.5"),
                "C3:C4": _rule("decimal", "greaterThan", "0"),
                "D3:D4": _rule("decimal", "lessThan", "100"),
            },
        ),
        told=_also(_ITEMS, "  hard 数量 <= 99", "  hard 单价 > 0", "  hard 增长率 < 1"),
    ),
    case(
        "a least figure that is not whole, and one value",
        Drawn(
            _PRICES,
            limits={
                "B3:B4": _rule("whole", "lessThan", "10"),
                "C3:C4": _rule("decimal", "greaterThanOrEqual", "0.5"),
                "D3:D4": _rule("decimal", "equal", "50"),
            },
        ),
        told=_also(
            _ITEMS,
            "  hard 数量 <= 9",
            "  hard 单价 >= 0.5",
            "  hard 增长率 >= 0.5",
            "  hard 增长率 <= 0.5",
        ),
    ),
    case(
        "limits of some rows are of those",
        Drawn(
            _PRICES,
            limits={
                "B3": _rule("whole", "between", "1", "9"),
                "C4": _rule("decimal", "lessThanOrEqual", "8.5"),
            },
        ),
        told=_also(
            _ITEMS, "  hard 数量[桌子] >= 1", "  hard 数量[桌子] <= 9", "  hard 单价[椅子] <= 8.5"
        ),
    ),
    case(
        "a limit that only warns is to be explained",
        Drawn(
            _PRICES,
            limits={
                "B3:B4": _rule("whole", "between", "1", "9", errorStyle="warning"),
                "C3:C4": _rule("decimal", "greaterThan", "-5", errorStyle="information"),
            },
        ),
        told=_also(_ITEMS, "  soft 数量 >= 1", "  soft 数量 <= 9", "  soft 单价 > -5"),
    ),
    case(
        "what is between is ruled out, and one value is",
        Drawn(
            _PRICES,
            limits={
                "B3:B4": _rule("whole", "notBetween", "1", "9"),
                "C3:C4": _rule("decimal", "notEqual", "0"),
                "D3:D4": _custom("=COUNTIF(D$3:D$4,D3)=1"),
            },
        ),
        told=_also(
            _ITEMS,
            "doubt validation_unread B3 数量",
            "doubt validation_unread C3 单价",
            "doubt validation_unread D3 增长率",
        ),
    ),
    case(
        "an end that is another cell",
        Drawn(_PEOPLE, limits={"C3:D4": _rule("whole", "between", "0", "$B3")}),
        told=_also(_OF_PEOPLE, "  hard 男 <= 合计", "  hard 女 <= 合计", _SUM),
    ),
    case(
        "conditions on several cells",
        Drawn(
            _PEOPLE,
            limits={
                "B3:B4": _custom("=AND(ISNUMBER(B3),B3>=C3+D3,B3<1000)"),
                "C4": _custom("=C4<=C3"),
            },
        ),
        told=_also(
            _OF_PEOPLE,
            "  hard 合计 >= 男 + 女",
            "  hard 合计 <= 999",
            "  hard 男[农村] <= 男[城镇]",
            _SUM,
        ),
    ),
    case(
        "a share of a hundred is held against one",
        Drawn(
            _PRICES,
            limits={"D3:D4": _rule("decimal", "between", "0.5", "=C3")},
            formats={"D3:D4": "0.0%"},
        ),
        told=_also(_ITEMS, "  hard 增长率 >= 0.5", "  hard 增长率 <= 单价"),
    ),
    case(
        "a limit of a list that leaves out one row",
        Drawn(_LIST, limits={"B3:B6": _rule("decimal", "lessThan", "100")}),
        told=_also(_LISTED, "  hard 金额 < 100", _PART, "doubt limit_on_most B7 金额"),
    ),
    case(
        "a limit of some rows of a list",
        Drawn(_LIST, limits={"B3:B5": _rule("decimal", "lessThan", "100")}),
        told=_also(_LISTED, _PART, "doubt limit_on_some B3 金额"),
    ),
    case(
        "rows of a list that each have a limit",
        Drawn(
            _LIST,
            limits={
                "B3:B6": _rule("decimal", "lessThan", "100"),
                "B7": _rule("decimal", "lessThan", "500"),
                "C3:C6": _rule("decimal", "lessThan", "100"),
                "C7": _rule("decimal", "lessThan", "50"),
            },
        ),
        told=_also(
            _LISTED,
            "  hard 金额_财政 < 100",
            _PART,
            "doubt limit_on_some B3 金额",
            "doubt limit_on_some B7 金额",
            "doubt limit_on_most C7 金额_财政",
            "doubt limit_on_some C7 金额_财政",
        ),
    ),
    case(
        "an end in the same entry, and one in another",
        Drawn(
            _LIST,
            limits={
                "C3:C7": _rule("decimal", "lessThanOrEqual", "B3"),
                "B4:B7": _rule("decimal", "greaterThan", "B3"),
            },
        ),
        told=_also(_LISTED, "  hard 金额_财政 <= 金额", "doubt validation_unread B4 金额"),
    ),
    case(
        "an end of the total of a list",
        Drawn(_TOTALLED, limits={"B5": _rule("decimal", "between", "0", "100")}),
        told="""
        form 表一《项目表》: entry × item
          名称: text
          金额（元）: money 元
          hard 金额[合计] <= 100
          inferred 金额[合计] = 金额[*]
        """,
    ),
    case(
        "an end of all of a list, its total too",
        Drawn(_TOTALLED, limits={"B3:B5": _rule("decimal", "lessThan", "100")}),
        told="""
        form 表一《项目表》: entry × item
          名称: text
          金额（元）: money 元
          hard 金额 < 100
          hard 金额[合计] < 100
          inferred 金额[合计] = 金额[*]
        """,
    ),
    case(
        "the total of a list, in the words of a validation",
        Drawn(_TOTALLED, limits={"B5": _custom("B5=SUM(B3:B4)")}),
        told="""
        form 表一《项目表》: entry × item
          名称: text
          金额（元）: money 元
          hard 金额[合计] = 金额[*]
        """,
    ),
    case(
        "the total of a list and some of its entries",
        Drawn(_TOTALLED, limits={"B5": _custom("B5>=B3")}),
        told="""
        form 表一《项目表》: entry × item
          名称: text
          金额（元）: money 元
          inferred 金额[合计] = 金额[*]
        doubt validation_unread B5 金额
        """,
    ),
    case(
        "a total of a list that must be of a list of words",
        Drawn(_TOTALLED, limits={"B5": _rule("list", "between", '"甲,乙"')}),
        told="""
        form 表一《项目表》: entry × item
          名称: text
          金额（元）: money 元
          inferred 金额[合计] = 金额[*]
        doubt validation_unread B5 金额
        """,
    ),
)
