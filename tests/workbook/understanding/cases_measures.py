"""Units of measure said above a table: one, several, a share's."""

from __future__ import annotations

from tests.workbook.understanding.casework import case

__all__ = ["CASES"]

CASES = (
    case(
        "several measures above a table: what is counted and what is money take theirs",
        """
        投资情况表
        | 单位：个、万元 |
        | 产业 | 施工项目个数 | 计划总投资 | 投资 | < | 户数 | 占地面积 | 备注 |
        | ^ | ^ | ^ | 建筑 | 安装 | ^ | ^ | ^ |
        | 第一产业 | | | | | | | |
        | 第二产业 | | | | | | | |
        """,
        told="""
        form 表一《投资情况表》 [个、万元]: category × item
          施工项目个数: count 个
          计划总投资: money 万元
          投资 / 建筑: money 万元
          投资 / 安装: money 万元
          户数: count
          占地面积: money
          备注: text
          by 第一产业
          by 第二产业
        doubt measures_several G5 占地面积
        """,
    ),
    case(
        "two measures of money above a table: nothing says which is whose",
        """
        资金情况表
        单位：元、万元
        | 村名 | 收入 | 支出 |
        | 东村 | | |
        | 西村 | | |
        """,
        told="""
        form 表一《资金情况表》 [元、万元]: category × item
          收入: money
          支出: money
          by 东村
          by 西村
        doubt measures_several B4 收入
        doubt measures_several C4 支出
        """,
    ),
    case(
        "per cent above a table: what no label tells is a share",
        """
        增长情况表
        单位：%
        | 村名 | 甲 | 乙 |
        | 东村 | | |
        | 西村 | | |
        """,
        told="""
        form 表一《增长情况表》 [%]: category × item
          甲: share.1 %
          乙: share.1 %
          by 东村
          by 西村
        """,
    ),
    case(
        "a share beside rows with measures of their own",
        """
        生产情况表
        | 指标 | 计量单位 | 本月 | 同比增长（%） | 占比 |
        | 产量 | 吨 | | | |
        | 从业人员 | 人 | | | |
        """,
        told="""
        form 表一《生产情况表》: item × answer
          产量: money 吨
          从业人员: count 人
        form 表一（2）《生产情况表》: item × category
          产量: share.1
          从业人员: share.1
          by 同比增长（%）
          by 占比
          hard 产量[占比] >= 0
          hard 从业人员[占比] >= 0
        """,
    ),
)
