"""Numbers that are labels: years, ages and months along either axis; and those that only count."""

from __future__ import annotations

from tests.workbook.understanding.casework import case

__all__ = ["CASES"]

CASES = (
    case(
        "years over the columns",
        """
        分年情况表
        填报单位： | | | 单位：人
        | 指标 | 2021 | 2022 | 2023 |
        | 教师 | | | |
        | 学生 | | | |
        | 合计 | =SUM(B4:B5) | =SUM(C4:C5) | =SUM(D4:D5) |
        """,
        told="""
        form 表一《分年情况表》 [人]: item × category
          教师: count 人
          学生: count 人
          合计: count 人
          by 2021
          by 2022
          by 2023
          hard 合计 = 教师 + 学生
        """,
    ),
    case(
        "months over the columns, and their total",
        """
        分月情况表
        填报单位： | | | | 单位：人
        | 指标 | 1 | 2 | 3 | 合计 |
        | 教师 | | | | =SUM(B4:D4) |
        | 学生 | | | | =SUM(B5:D5) |
        """,
        told="""
        form 表一《分月情况表》 [人]: category × item
          1: count 人
          2: count 人
          3: count 人
          合计: count 人
          by 教师
          by 学生
          hard 合计 = 项1 + 项2 + 项3
        """,
    ),
    case(
        "ages before the rows, and their total",
        """
        分年龄表
        填报单位： | | 单位：人
        | 年龄 | 男 | 女 |
        | 18 | | |
        | 19 | | |
        | 20 | | |
        | 合计 | =SUM(B4:B6) | =SUM(C4:C6) |
        """,
        told="""
        form 表一《分年龄表》 [人]: item × category
          18: count 人
          19: count 人
          20: count 人
          合计: count 人
          by 男
          by 女
          hard 合计 = 项18 + 项19 + 项20
        """,
    ),
    case(
        "years before the rows, under no heading",
        """
        分年表
        |  | 收入（元） | 人数（人） |
        | 2021 | | |
        | 2022 | | |
        """,
        told="""
        form 表一《分年表》: category × item
          收入（元）: money 元
          人数（人）: count 人
          by 2021
          by 2022
        """,
    ),
    case(
        "months that count from 1, after a column that only numbers the rows",
        """
        分月表
        | 序号 | 月份 | 收入（元） | 人数（人） |
        | 1 | 1 | | |
        | 2 | 2 | | |
        | 3 | 3 | | |
        """,
        told="""
        form 表一《分月表》: category × item
          收入（元）: money 元
          人数（人）: count 人
          by 1
          by 2
          by 3
        """,
    ),
    case(
        "years within groups",
        """
        分年表
        | 类别 | 年份 | 收入（元） | 人数（人） |
        | 城镇 | 2021 | | |
        | ^ | 2022 | | |
        | 农村 | 2021 | | |
        | ^ | 2022 | | |
        """,
        told="""
        form 表一《分年表》: category × item
          收入（元）: money 元
          人数（人）: count 人
          by 城镇 / 2021
          by 城镇 / 2022
          by 农村 / 2021
          by 农村 / 2022
        """,
    ),
    case(
        "ages from 0, and a mark before and behind them",
        """
        分年龄表
        | 年龄（岁） | 男（人） | 女（人） |
        | 未登记 | | |
        | 0 | | |
        | 1 | | |
        | 2 | | |
        | 3岁以上 | | |
        """,
        told="""
        form 表一《分年龄表》: category × item
          男（人）: count 人
          女（人）: count 人
          by 未登记
          by 0
          by 1
          by 2
          by 3岁以上
        """,
    ),
    case(
        "numbers that count from 1 are no labels",
        """
        项目表
        |  | 项目名称 | 金额（元） |
        | 1 | | |
        | 2 | | |
        | 3 | | |
        """,
        told="""
        form 表一《项目表》: entry × item
          项目名称: text
          金额（元）: money 元
        """,
    ),
    case(
        "codes before named rows are no labels",
        """
        情况表
        |  | 指标 | 金额（元） | 人数（人） |
        | 101 | 城镇 | | |
        | 102 | 农村 | | |
        """,
        told="""
        form 表一《情况表》: category × item
          金额（元）: money 元
          人数（人）: count 人
          by 城镇
          by 农村
        """,
    ),
)
