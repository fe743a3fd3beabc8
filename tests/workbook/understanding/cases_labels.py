"""Headings and stubs: merged or not, numbered, measured, spaced, in sections."""

from __future__ import annotations

from tests.workbook.understanding.casework import case
from tests.workbook.understanding.drawing import Drawn

__all__ = ["CASES"]

CASES = (
    case(
        "rows in sections whose labels reach over the table",
        """
        综合情况表
        | 指标 | 单位 | 本年 | 上年 |
        | 一、基本情况 | < | < | < |
        | 人数 | 人 | | |
        | 户数 | 户 | | |
        | 二、经济情况 | < | < | < |
        | 收入 | 万元 | | |
        """,
        told="""
        form 表一《综合情况表》: item × category
          一、基本情况 / 人数: count 人
          一、基本情况 / 户数: count 户
          二、经济情况 / 收入: money 万元
          by 本年
          by 上年
        """,
    ),
    case(
        "a blank row and a blank column inside the table",
        """
        综合情况表
        | 指标 | 本年 |  ~ | 上年 |
        | 人数（人） | | ~ | |
        | ~ | ~ | ~ | ~ |
        | 户数（户） | | ~ | |
        """,
        told="""
        form 表一《综合情况表》: item × category
          人数（人）: count 人
          户数（户）: count 户
          by 本年
          by 上年
        """,
    ),
    case(
        "a blank row with lines, and a blank column with lines",
        """
        综合情况表
        | 指标 | 本年 |  | 上年 |
        | 人数（人） | | | |
        |  | | | |
        | 户数（户） | | | |
        """,
        told="""
        form 表一《综合情况表》: item × category
          人数（人）: count 人
          户数（户）: count 户
          by 本年
          by 上年
        doubt unlabelled C3
        """,
    ),
    case(
        "group labels that are not merged",
        """
        综合情况表
        | 指标 | 人员 |  | 经费 | |
        |  | 男（人） | 女（人） | 收入（元） | 支出（元） |
        | 城镇 | | | | |
        | 农村 | | | | |
        """,
        told="""
        form 表一《综合情况表》: category × item
          人员 / 男（人）: count 人
          人员 / 女（人）: count 人
          经费 / 收入（元）: money 元
          经费 / 支出（元）: money 元
          by 城镇
          by 农村
        """,
    ),
    case(
        "group labels on the first row only",
        """
        综合情况表
        | 类别 | 地区 | 人数（人） | 经费（元） |
        | 助学 | 城镇 | | |
        |  | 农村 | | |
        | 助医 | 城镇 | | |
        |  | 农村 | | |
        """,
        told="""
        form 表一《综合情况表》: category × item
          人数（人）: count 人
          经费（元）: money 元
          by 助学 / 城镇
          by 助学 / 农村
          by 助医 / 城镇
          by 助医 / 农村
        """,
    ),
    case(
        "units of measure in a row of their own",
        """
        综合情况表
        | 指标 | 产值 |  利润 | 人数 |
        |  | （万元） | （万元） | （人） |
        | 城镇 | | | |
        | 农村 | | | |
        """,
        told="""
        form 表一《综合情况表》: category × item
          产值 / （万元）: money 万元
          利润 / （万元）: money 万元
          人数 / （人）: count 人
          by 城镇
          by 农村
        """,
    ),
    case(
        "an annex, a title in two lines, the unit that reports and the unit of measure",
        """
        附件1
        青年就业情况
        统计表
        填报单位：        | | 单位：万元
        | 指标 | 收入 |  支出 |
        | 城镇 | | |
        | 农村 | | |
        单位负责人：   | 填表人：
        """,
        told="""
        form 表一《青年就业情况》 [万元]: category × item
          收入: money 万元
          支出: money 万元
          by 城镇
          by 农村
        """,
    ),
    case(
        "a line that says of when",
        """
        青年就业情况统计表
        （2024年度）
        填报单位： | | 报告期：2024年 | 计量单位：万元
        | 指标 | 收入 |  支出 |
        | 城镇 | | |
        | 农村 | | |
        """,
        told="""
        form 表一《青年就业情况统计表》 [万元]: category × item
          收入: money 万元
          支出: money 万元
          by 城镇
          by 农村
        """,
    ),
    case(
        "title, unit and measure inside the box, and a note at its foot",
        """
        | 青年情况统计表 | < | < |
        | 填报单位： | | 单位：万元 |
        | 指标 | 收入 | 支出 |
        | 城镇 | | |
        | 农村 | | |
        | 备注：按年末数填报 | < | < |
        """,
        told="""
        form 表一《青年情况统计表》 [万元]: category × item
          收入: money 万元
          支出: money 万元
          by 城镇
          by 农村
        """,
    ),
    case(
        "codes, measures and numbered columns, and parts that are called alike",
        """
        情况表
        | 指标 | 代码 | 计量单位 | 本年 | 上年 |
        | 甲 | 乙 | 丙 | 1 | 2 |
        | 人口 | 01 | 人 | | |
        | 其中：女 | 02 | 人 | | |
        | 户数 | 03 | 户 | | |
        | 其中：女 | 04 | 户 | | |
        """,
        told="""
        form 表一《情况表》: item × category
          人口: count 人
          其中：女: count 人
          户数: count 户
          其中：女: count 户
          by 本年
          by 上年
          inferred 人口_女 <= 人口
          inferred 户数_女 <= 户数
        """,
    ),
    case(
        "columns numbered with what they add up",
        """
        情况表
        | 地区 | 总数（人） | 男（人） | 女（人） |
        | 甲 | 1=2+3 | 2 | 3 |
        | 城镇 | | | |
        | 农村 | | | |
        """,
        told="""
        form 表一《情况表》: category × item
          总数（人）: count 人
          男（人）: count 人
          女（人）: count 人
          by 城镇
          by 农村
          inferred 总数 = 男 + 女
        """,
    ),
    case(
        "labels written downwards",
        """
        情况表
        | 人⏎员⏎情⏎况 | 城镇 | |
        | ^ | 农村 | |
        | 经⏎费 | 收入（元） | |
        | ^ | 支出（元） | |
        """,
        told="""
        form 表一《情况表》: item × answer
          人员情况 / 城镇: count
          人员情况 / 农村: count
          经费 / 收入（元）: money 元
          经费 / 支出（元）: money 元
        """,
    ),
    case(
        "headings on three levels",
        """
        情况表
        | 地区 | 人员 | < | < | < | 经费（万元） |
        | ^ | 合计 | 其中 | < | < | ^ |
        | ^ | ^ | 男 | 女 | 团员 | ^ |
        | 城镇 | | | | | |
        | 农村 | | | | | |
        """,
        told="""
        form 表一《情况表》: category × item
          人员 / 合计: count
          人员 / 其中 / 男: count
          人员 / 其中 / 女: count
          人员 / 其中 / 团员: count
          经费（万元）: money 万元
          by 城镇
          by 农村
          inferred 人员_其中_男 <= 人员_合计
          inferred 人员_其中_女 <= 人员_合计
          inferred 人员_其中_团员 <= 人员_合计
        """,
    ),
    case(
        "lines only above and below, as in a yearbook",
        Drawn(
            """
        情况表
        单位：万元
        | 地区 | 收入 | 支出 |
        城镇
        农村
        填表人：
        """,
        ),
        told="""
        form 表一《情况表》 [万元]: category × item
          收入: money 万元
          支出: money 万元
          by 城镇
          by 农村
        """,
    ),
    case(
        "a table somewhere on the sheet",
        Drawn(
            """
        情况表
        | 地区 | 收入（元） | 支出（元） |
        | 城镇 | | |
        | 农村 | | |
        """,
            at=(7, 5),
        ),
        told="""
        form 表一《情况表》: category × item
          收入（元）: money 元
          支出（元）: money 元
          by 城镇
          by 农村
        """,
    ),
    case(
        "parts of a total that are set in, and parts of those",
        """
        情况表
        | 指标 | 产值（万元） |
        | 总计 | |
        | 　轻工业 | |
        | 　　食品 | |
        | 　重工业 | |
        | 　　机械 | |
        """,
        told="""
        form 表一《情况表》: item × answer
          总计: money 万元
          轻工业: money 万元
          食品: money 万元
          重工业: money 万元
          机械: money 万元
          inferred 总计 = 轻工业 + 重工业
        """,
    ),
    case(
        "hidden rows and columns are not asked for",
        Drawn(
            """
        情况表
        | 地区 | 收入（元） | 辅助 | 支出（元） |
        | 城镇 | | | |
        | 旧口径 | | | |
        | 农村 | | | |
        """,
            hidden_rows=(4,),
            hidden_columns=("C",),
        ),
        told="""
        form 表一《情况表》: category × item
          收入（元）: money 元
          支出（元）: money 元
          by 城镇
          by 农村
        doubt hidden_lines C2
        """,
    ),
)
