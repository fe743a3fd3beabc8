"""Totals that have no formula, parts of a whole, and labels that stand twice."""

from __future__ import annotations

from tests.workbook.understanding.casework import case

__all__ = ["CASES"]

CASES = (
    case(
        "subtotals below what they add up",
        """
        情况表
        | 地区 | 人数（人） |
        | 合计 | |
        | 东村 | |
        | 西村 | |
        | 小计 | |
        | 南村 | |
        | 北村 | |
        | 小计 | |
        """,
        told="""
        form 表一《情况表》: item × answer
          合计: count 人
          东村: count 人
          西村: count 人
          小计: count 人
          南村: count 人
          北村: count 人
          小计: count 人
          inferred 合计 = 小计 + 小计_2
          inferred 小计 = 东村 + 西村
          inferred 小计_2 = 南村 + 北村
        """,
    ),
    case(
        "subtotals above what they add up",
        """
        情况表
        | 地区 | 人数（人） |
        | 小计 | |
        | 东村 | |
        | 西村 | |
        | 小计 | |
        | 南村 | |
        | 北村 | |
        """,
        told="""
        form 表一《情况表》: item × answer
          小计: count 人
          东村: count 人
          西村: count 人
          小计: count 人
          南村: count 人
          北村: count 人
          inferred 小计 = 东村 + 西村
          inferred 小计_2 = 南村 + 北村
        """,
    ),
    case(
        "one whole split up in two ways",
        """
        情况表
        | 地区 | 总数 | 按性别分 | < | 按年龄分 | < | 其中 | < |
        | ^ | ^ | 男（人） | 女（人） | 青年（人） | 老年（人） | 党员（人） | 团员（人） |
        | 城镇 | | | | | | | |
        | 农村 | | | | | | | |
        """,
        told="""
        form 表一《情况表》: category × item
          总数: count
          按性别分 / 男（人）: count 人
          按性别分 / 女（人）: count 人
          按年龄分 / 青年（人）: count 人
          按年龄分 / 老年（人）: count 人
          其中 / 党员（人）: count 人
          其中 / 团员（人）: count 人
          by 城镇
          by 农村
          inferred 总数 = 按性别分_男 + 按性别分_女
          inferred 总数 = 按年龄分_青年 + 按年龄分_老年
        """,
    ),
    case(
        "a whole of groups that have totals of their own",
        """
        情况表
        | 地区 | 合计（人） | 城区 | < | < | 郊区（人） |
        | ^ | ^ | 小计（人） | 东（人） | 西（人） | ^ |
        | 城镇 | | | | | |
        | 农村 | | | | | |
        """,
        told="""
        form 表一《情况表》: category × item
          合计（人）: count 人
          城区 / 小计（人）: count 人
          城区 / 东（人）: count 人
          城区 / 西（人）: count 人
          郊区（人）: count 人
          by 城镇
          by 农村
          inferred 合计 = 城区_小计 + 郊区
          inferred 城区_小计 = 城区_东 + 城区_西
        """,
    ),
    case(
        "parts of columns",
        """
        情况表
        | 地区 | 人口（人） | 其中：女（人） | 党员（人） | 其中：女（人） |
        | 城镇 | | | | |
        | 农村 | | | | |
        """,
        told="""
        form 表一《情况表》: category × item
          人口（人）: count 人
          其中：女（人）: count 人
          党员（人）: count 人
          其中：女（人）: count 人
          by 城镇
          by 农村
          inferred 人口_女 <= 人口
          inferred 党员_女 <= 党员
        """,
    ),
    case(
        "two blocks of the same columns",
        """
        情况表
        | 地区 | 人口（人） | 收入（元） | 地区 | 人口（人） | 收入（元） |
        | 东村 | | | 南村 | | |
        | 西村 | | | 北村 | | |
        """,
        told="""
        form 表一《情况表》: category × item
          人口（人）: count 人
          收入（元）: money 元
          by 东村
          by 西村
        form 表一（2）《情况表》: category × item
          人口（人）: count 人
          收入（元）: money 元
          by 南村
          by 北村
        """,
    ),
    case(
        "rows and columns that both ask for different things",
        """
        情况表
        | 项目 | 数量（个） | 内容 | 说明 |
        | 人员 | | | |
        | 经费数额 | | | |
        | 完成日期 | | | |
        """,
        told="""
        form 表一《情况表》: item × answer
          人员: count 个
          经费数额: count 个
          完成日期: count 个
        form 表一（2）《情况表》: item × answer
          人员: count
          经费数额: money
          完成日期: date
        form 表一（3）《情况表》: item × answer
          人员: text
          经费数额: text
          完成日期: text
        """,
    ),
    case(
        "a measure of its own on every row",
        """
        情况表
        | 指标名称 | 计量单位 | 代码 | 2024年 | 2023年 |
        | 总人口 | 万人 | 1 | | |
        | 耕地 | 公顷 | 2 | | |
        | 10人以上单位 | 个 | 3 | | |
        """,
        told="""
        form 表一《情况表》: item × category
          总人口: money 万人
          耕地: money 公顷
          10人以上单位: count 个
          by 2024年
          by 2023年
        """,
    ),
)
