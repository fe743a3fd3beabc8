"""Lists of any length, and single rows."""

from __future__ import annotations

from tests.workbook.understanding.casework import case
from tests.workbook.understanding.drawing import Drawn

__all__ = ["CASES"]

CASES = (
    case(
        "a list whose rows are numbered and added up at its foot",
        """
        项目清单
        | 序号 | 项目名称 | 金额（万元） | 备注 |
        | 1 | | | |
        | 2 | | | |
        | 3 | | | |
        | 合计 | < | =SUM(C3:C5) | |
        """,
        told="""
        form 表一《项目清单》: entry × item
          项目名称: text
          金额（万元）: money 万元
          备注: text
          hard 金额[合计] = 金额[*]
        """,
    ),
    case(
        "a list with its total on top",
        """
        项目清单
        | 序号 | 项目名称 | 金额（万元） | 备注 |
        | 合计 | < | =SUM(C4:C6) | |
        | 1 | | | |
        | 2 | | | |
        | 3 | | | |
        """,
        told="""
        form 表一《项目清单》: entry × item
          项目名称: text
          金额（万元）: money 万元
          备注: text
          hard 金额[合计] = 金额[*]
        """,
    ),
    case(
        "a list whose total has no formula",
        """
        项目清单
        | 项目名称 | 金额（万元） | 备注 |
        | | | |
        | | | |
        | | | |
        | 合计 |  | |
        """,
        told="""
        form 表一《项目清单》: entry × item
          项目名称: text
          金额（万元）: money 万元
          备注: text
          inferred 金额[合计] = 金额[*]
        """,
    ),
    case(
        "a list in sections, each with a subtotal, whose total adds up the subtotals",
        """
        项目清单
        | 项目名称 | 地点 | 金额（万元） |
        | 一、农业类 | < | < |
        | | | |
        | | | |
        | 小计 | < | =SUM(C4:C5) |
        | 二、工业类 | < | < |
        | | | |
        | 小计 | < | =SUM(C8:C8) |
        | 合计 | < | =C6+C9 |
        """,
        told="""
        form 表一《项目清单》: entry × item
          项目名称: text
          地点: text
          金额（万元）: money 万元
          hard 金额[合计] = 金额[*]
        """,
    ),
    case(
        "a list whose growth is a difference, and its rate a quotient",
        """
        项目清单
        | 项目名称 | 上年（万元） | 本年（万元） | 增长 | 增长率（%） |
        | | | | =C3-B3 | =IF(B3=0,"",D3/B3*100) |
        | | | | =C4-B4 | =IF(B4=0,"",D4/B4*100) |
        | 合计 | =SUM(B3:B4) | =SUM(C3:C4) | =SUM(D3:D4) | =IF(B5=0,"",D5/B5*100) |
        """,
        told="""
        form 表一《项目清单》: entry × item
          项目名称: text
          上年（万元）: money 万元
          本年（万元）: money 万元
          增长: money
          增长率（%）: share.1 %
          hard 增长 = 本年 - 上年
          hard 增长率 = 增长 / 上年
          hard 上年[合计] = 上年[*]
          hard 本年[合计] = 本年[*]
          hard 增长[合计] = 增长[*]
          hard 增长率[合计] = 增长[合计] / 上年[合计]
        """,
    ),
    case(
        "a list whose numbers are left to be written",
        """
        项目清单
        | 序号 | 项目名称 | 完成日期 |
        | | | |
        | | | |
        """,
        told="""
        form 表一《项目清单》: entry × item
          项目名称: text
          完成日期: date
        """,
    ),
    case(
        "a list without lines ends where its heading does",
        Drawn(
            """
        项目清单
        单位：万元
        | 序号 | 项目名称 | 金额 | 备注 |
        """,
            lines=False,
        ),
        told="""
        form 表一《项目清单》 [万元]: entry × item
          项目名称: text
          金额: money 万元
          备注: text
        doubt endless B4
        """,
    ),
    case(
        "a list without lines whose rows are numbered",
        Drawn(
            """
        项目清单
        单位：万元
        | 序号 | 项目名称 | 金额 | 备注 |
        | 1 | | | |
        | 2 | | | |
        填表人：
        """,
            lines=False,
        ),
        told="""
        form 表一《项目清单》 [万元]: entry × item
          项目名称: text
          金额: money 万元
          备注: text
        """,
    ),
    case(
        "a list whose heading alone has lines",
        """
        项目清单
        | 项目名称 | 金额（万元） |
        """,
        told="""
        form 表一《项目清单》: entry × item
          项目名称: text
          金额（万元）: money 万元
        doubt endless A3
        """,
    ),
    case(
        "a list under headings on two levels, with formulas from column to column",
        """
        项目清单
        | 项目名称 | 投资（万元） | < | < |
        | ^ | 合计 | 自筹 | 拨款 |
        | | =C4+D4 | | |
        | | =C5+D5 | | |
        """,
        told="""
        form 表一《项目清单》: entry × item
          项目名称: text
          投资（万元） / 合计: money 万元
          投资（万元） / 自筹: money 万元
          投资（万元） / 拨款: money 万元
          hard 投资_合计 = 投资_自筹 + 投资_拨款
        """,
    ),
    case(
        "one row, called after the unit",
        """
        人员情况
        | 单位 | 男（人） | 女（人） |
        | 本单位 | | |
        """,
        told="""
        form 表一《人员情况》: answer × item
          男（人）: count 人
          女（人）: count 人
        """,
    ),
    case(
        "one row without a label",
        """
        人员情况
        | 男（人） | 女（人） |
        | | |
        """,
        told="""
        form 表一《人员情况》: answer × item
          男（人）: count 人
          女（人）: count 人
        """,
    ),
    case(
        "a heading repeated for the next page",
        """
        人员情况
        | 地区 | 男（人） | 女（人） |
        | 城镇 | | |
        | 地区 | 男（人） | 女（人） |
        | 农村 | | |
        """,
        told="""
        form 表一《人员情况》: category × item
          男（人）: count 人
          女（人）: count 人
          by 城镇
          by 农村
        """,
    ),
    case(
        "two lists of different things with a column between them that nothing is drawn around",
        """
        项目清单
        | 项目名称 | 金额（万元） | ~ | 设备名称 | 数量（台） |
        | | | ~ | | |
        | | | ~ | | |
        """,
        told="""
        form 表一《项目清单》: entry × item
          项目名称: text
          金额（万元）: money 万元
        form 表一（2）《项目清单》: entry × item
          设备名称: text
          数量（台）: count 台
        doubt beside D2
        """,
    ),
    case(
        "two lists of one kind with a column between them that nothing is drawn around",
        """
        项目清单
        | 项目名称 | 金额（万元） | ~ | 项目名称 | 金额（万元） |
        | | | ~ | | |
        | | | ~ | | |
        """,
        told="""
        form 表一《项目清单》: entry × item
          项目名称: text
          金额（万元）: money 万元
        form 表一（2）《项目清单》: entry × item
          项目名称: text
          金额（万元）: money 万元
        """,
    ),
    case(
        "one list with a column in it that nothing is drawn around",
        """
        项目清单
        | 项目名称 | 地点 | ~ | 金额（万元） | 备注 |
        | | | ~ | | |
        | | | ~ | | |
        """,
        told="""
        form 表一《项目清单》: entry × item
          项目名称: text
          地点: text
          金额（万元）: money 万元
          备注: text
        """,
    ),
    case(
        "two lists beside each other of which only the headings are there, without lines",
        Drawn(
            """
        项目清单
        单位：万元
        | 项目名称 | 金额 | ~ | 设备名称 | 价格 |
        """,
            lines=False,
        ),
        told="""
        form 表一《项目清单》 [万元]: entry × item
          项目名称: text
          金额: money 万元
        form 表一（2）《项目清单》 [万元]: entry × item
          设备名称: text
          价格: money 万元 not added
        doubt endless A4
        doubt not_added E4 价格
        doubt endless D4
        """,
    ),
    case(
        "an example above the blank rows of a list",
        """
        项目清单
        填报单位： | |
        | 序号 | 项目名称 | 金额（万元） |
        | 例 | 某某项目 | 100 |
        | 1 | | |
        | 2 | | |
        | 3 | | |
        """,
        told="""
        form 表一《项目清单》: entry × item
          项目名称: text
          金额（万元）: money 万元
        doubt example A4
        """,
    ),
    case(
        "an example whose name says so, a list with a line of totals",
        """
        人员清单
        填报单位： | |
        | 姓名 | 单位 | 金额（元） |
        | 例：张三 | 某某局 | 100 |
        | | | |
        | | | |
        | 合计 | | =SUM(C5:C6) |
        """,
        told="""
        form 表一《人员清单》: entry × item
          姓名: text
          单位: text
          金额（元）: money 元
          hard 金额[合计] = 金额[*]
        doubt example A4
        """,
    ),
    case(
        "an example under a heading below which nothing is drawn",
        Drawn(
            """
            人员清单
            姓名 | 单位 | 金额（元）
            示例： | 某某局 | 100
            """,
            lines=False,
        ),
        told="""
        form 表一《人员清单》: entry × item
          姓名: text
          单位: text
          金额（元）: money 元
        doubt example A3
        doubt endless A4
        """,
    ),
    case(
        "a row of labels that begin with 例",
        """
        会议表
        | 会议 | 次数（次） | 人数（人） |
        | 例会 | | |
        | 年会 | | |
        """,
        told="""
        form 表一《会议表》: category × item
          次数（次）: count 次
          人数（人）: count 人
          by 例会
          by 年会
        """,
    ),
)
