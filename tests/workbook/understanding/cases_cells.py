"""What single cells say: dashes, given figures, formulas, validations, formats, locks."""

from __future__ import annotations

from tests.workbook.understanding.casework import case
from tests.workbook.understanding.drawing import Drawn

__all__ = ["CASES"]

CASES = (
    case(
        "a dash where nothing is asked for",
        """
        情况表
        | 指标 | 本年 | 上年 |
        | 人口（人） | | |
        | 增长率（%） | | — |
        | 收入（元） | | |
        """,
        told="""
        form 表一《情况表》: item × category
          人口（人）: count 人
          增长率（%）: share.1 %
          收入（元）: money 元
          by 本年
          by 上年
          closed 增长率 上年
        """,
    ),
    case(
        "some prices are given",
        """
        情况表
        | 指标 | 数量（个） | 单价（元） |
        | 桌子 | | 100 |
        | 椅子 | | 50 |
        | 其他 | | |
        """,
        told="""
        form 表一《情况表》: category × item
          数量（个）: count 个
          单价（元）: money 元 not added
          by 桌子
          by 椅子
          by 其他
          closed 单价 桌子
          closed 单价 椅子
        doubt not_added C3 单价
        doubt fixed C3
        """,
    ),
    case(
        "all prices are given, and counted with",
        """
        情况表
        | 指标 | 数量（个） | 单价（元） | 金额（元） |
        | 桌子 | | 100 | =B3*C3 |
        | 椅子 | | 50 | =B4*C4 |
        """,
        told="""
        form 表一《情况表》: category × item
          数量（个）: count 个
          金额（元）: money 元
          by 桌子
          by 椅子
          hard 金额[桌子] = 100 * 数量[桌子]
          hard 金额[椅子] = 50 * 数量[椅子]
        """,
    ),
    case(
        "a column and a row of formulas cross",
        """
        情况表
        | 指标 | 合计（人） | 男（人） | 女（人） |
        | 城镇 | =C3+D3 | | |
        | 农村 | =C4+D4 | | |
        | 合计 | =SUM(B3:B4) | =SUM(C3:C4) | =SUM(D3:D4) |
        """,
        told="""
        form 表一《情况表》: category × item
          合计（人）: count 人
          男（人）: count 人
          女（人）: count 人
          by 城镇
          by 农村
          by 合计
          hard 合计 = 男 + 女
          hard 合计[合计] = 合计[城镇] + 合计[农村]
          hard 男[合计] = 男[城镇] + 男[农村]
          hard 女[合计] = 女[城镇] + 女[农村]
        """,
    ),
    case(
        "a column of formulas goes through the total",
        """
        情况表
        | 指标 | 合计（人） | 男（人） | 女（人） |
        | 城镇 | =C3+D3 | | |
        | 农村 | =C4+D4 | | |
        | 合计 | =C5+D5 | =SUM(C3:C4) | =SUM(D3:D4) |
        """,
        told="""
        form 表一《情况表》: category × item
          合计（人）: count 人
          男（人）: count 人
          女（人）: count 人
          by 城镇
          by 农村
          by 合计
          hard 合计 = 男 + 女
          hard 男[合计] = 男[城镇] + 男[农村]
          hard 女[合计] = 女[城镇] + 女[农村]
        """,
    ),
    case(
        "totals without a formula",
        """
        情况表
        | 指标 | 合计（人） | 男（人） | 女（人） |
        | 城镇 | | | |
        | 农村 | | | |
        | 合计 | | | |
        """,
        told="""
        form 表一《情况表》: category × item
          合计（人）: count 人
          男（人）: count 人
          女（人）: count 人
          by 城镇
          by 农村
          by 合计
          inferred 合计 = 男 + 女
          inferred 合计[合计] = 合计[城镇] + 合计[农村]
          inferred 男[合计] = 男[城镇] + 男[农村]
          inferred 女[合计] = 女[城镇] + 女[农村]
        """,
    ),
    case(
        "a formula outside the table",
        """
        情况表
        | 指标 | 男（人） | 女（人） |
        | 城镇 |  | |
        | 农村 |  | |

        核对 | =B3+C3
        """,
        told="""
        form 表一《情况表》: category × item
          男（人）: count 人
          女（人）: count 人
          by 城镇
          by 农村
        doubt formula_elsewhere B6
        """,
    ),
    case(
        "a formula over a helper in a hidden column",
        Drawn(
            """
        情况表
        | 指标 | 男（人） | 女（人） |
        | 城镇 |  | =G3*2 |
        | 农村 |  | |
        """,
            values={"G3": "=B3"},
            hidden_columns=("G",),
        ),
        told="""
        form 表一《情况表》: category × item
          男（人）: count 人
          女（人）: count 人
          by 城镇
          by 农村
          hard 女[城镇] = 2 * 男[城镇]
        """,
    ),
    case(
        "validations and formats",
        Drawn(
            """
        情况表
        | 指标 | 数量 | 类型 | 时点 | 记事 |
        | 城镇 |  | | | |
        | 农村 |  | | | |
        """,
            limits={
                "B3:B4": {
                    "type": "whole",
                    "operator": "between",
                    "formula1": "1",
                    "formula2": "99",
                },
                "C3:C4": {"type": "list", "formula1": "=选项!$A$1:$A$3"},
                "E3:E4": {"type": "textLength", "operator": "lessThan", "formula1": "20"},
            },
            formats={"D3:D4": "yyyy-mm-dd"},
        ),
        Drawn("甲类\n乙类\n丙类", name="选项"),
        told="""
        form 表一《情况表》: category × item
          数量: count
          类型: text 甲类/乙类/丙类
          时点: date
          记事: text
          by 城镇
          by 农村
          hard 数量 <= 99
        doubt no_table
        doubt validation_unread E3 记事
        """,
    ),
    case(
        "only what is to be filled in is unlocked",
        Drawn(
            """
        情况表
        | 指标 | 数量（个） | 说明 |
        | 桌子 | | |
        | 椅子 | | |
        """,
            unlocked=("B3:B4",),
        ),
        told="""
        form 表一《情况表》: item × answer
          桌子: count 个
          椅子: count 个
        """,
    ),
    case(
        "an unlocked cell that belongs to no item",
        Drawn(
            """
        情况表
        | 指标 | 数量（个） | |
        | 桌子 | | |
        | 椅子 | | |
        """,
            unlocked=("B3:B4", "D4"),
        ),
        told="""
        form 表一《情况表》: item × answer
          桌子: count 个
          椅子: count 个
        doubt answers_elsewhere D4
        """,
    ),
    case(
        "everything is unlocked, which says nothing",
        Drawn(
            """
        情况表
        | 指标 | 数量（个） |
        | 桌子 | |
        | 椅子 | |
        """,
            unlocked=("A1:B4",),
        ),
        told="""
        form 表一《情况表》: item × answer
          桌子: count 个
          椅子: count 个
        """,
    ),
    case(
        "only the name of the unit is unlocked",
        Drawn(
            """
        情况表
        填报单位： |
        | 指标 | 数量（个） |
        | 桌子 | |
        | 椅子 | |
        """,
            unlocked=("B2",),
        ),
        told="""
        form 表一《情况表》: item × answer
          桌子: count 个
          椅子: count 个
        """,
    ),
    case(
        "measures that lines cross, words, dates and what no word tells",
        """
        情况表
        | 指标 | 金额（万元） | 备注 | 完成日期 | 甲乙丙 |
        | 桌子 | | | | |
        | 椅子 | | | | |
        """,
        told="""
        form 表一《情况表》: category × item
          金额（万元）: money 万元
          备注: text
          完成日期: date
          甲乙丙: money
          by 桌子
          by 椅子
        doubt kind_unknown E3 甲乙丙
        """,
    ),
)
