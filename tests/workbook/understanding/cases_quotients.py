"""Quotients and averages beside the figures they are made of: these are added, those are not."""

from __future__ import annotations

from tests.workbook.understanding.casework import case

__all__ = ["CASES"]

CASES = (
    case(
        "a row of averages takes no total from the columns beside a quotient",
        """
        工资表
        | 部门 | 工资总额（元） | 补贴总额（元） | 人均（元） |
        | 生产 | | | =C3/B3 |
        | 销售 | | | =C4/B4 |
        | 平均 | =AVERAGE(B3:B4) | =AVERAGE(C3:C4) | =AVERAGE(D3:D4) |
        | 合计 | =SUM(B3:B4) | =SUM(C3:C4) | =C6/B6 |
        """,
        told="""
        form 表一《工资表》: item × category
          生产: money 元
          销售: money 元
          平均: money 元 not added
          合计: money 元
          by 工资总额（元）
          by 补贴总额（元）
          hard 合计 = 生产 + 销售
        form 表一（2）《工资表》: item × answer
          生产: money 元 not added
          销售: money 元 not added
          平均: money 元 not added
          合计: money 元 not added
        across 表一2.生产 = 表一.生产[补贴总额] / 表一.生产[工资总额]
        across 表一2.销售 = 表一.销售[补贴总额] / 表一.销售[工资总额]
        across 表一2.合计 = 表一.合计[补贴总额] / 表一.合计[工资总额]
        doubt not_added B5 平均
        doubt formula B5
        doubt formula C5
        doubt not_added D5 平均
        doubt formula D5
        """,
    ),
    case(
        "a rate that is worked out in most rows, and typed in one",
        """
        工资表
        | 部门 | 人数（人） | 工资总额（元） | 人均（元） |
        | 生产 | | | =C3/B3 |
        | 销售 | | | =C4/B4 |
        | 其他 | | | |
        """,
        told="""
        form 表一《工资表》: category × item
          人数（人）: count 人
          工资总额（元）: money 元
          人均（元）: money 元 not added
          by 生产
          by 销售
          by 其他
          hard 人均[生产] = 工资总额[生产] / 人数[生产]
          hard 人均[销售] = 工资总额[销售] / 人数[销售]
        doubt not_added D3 人均
        doubt ratio_in_part D3 人均
        """,
    ),
    case(
        "a quotient that no label calls one, beside rows with units of measure",
        """
        情况表
        | 产业 | 产值 | 投入 | 两者之比 |
        | 农业（万元） | | | =B3/C3 |
        | 工业（万元） | | | =B4/C4 |
        """,
        told="""
        form 表一《情况表》: category × item
          产值: money 万元
          投入: money 万元
          两者之比: money 万元 not added
          by 农业（万元）
          by 工业（万元）
          hard 两者之比 = 产值 / 投入
        """,
    ),
)
