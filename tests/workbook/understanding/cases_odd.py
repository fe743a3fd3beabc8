"""Templates out of the ordinary: odd validations, no lines, boxes that hold no table."""

from __future__ import annotations

from tests.workbook.understanding.casework import case
from tests.workbook.understanding.drawing import Drawn

__all__ = ["CASES"]

CASES = (
    case(
        "a box that only asks for the unit",
        """
        情况表
        | 填报单位： | 单位：元 |

        | 地区 | 收入 | 丙丁戊 |
        | 东村 | | |
        | 西村 | | |
        """,
        told="""
        form 表一《情况表》 [元]: category × item
          收入: money 元
          丙丁戊: money 元
          by 东村
          by 西村
        """,
    ),
    case(
        "a second table in the same box, with a title of its own",
        """
        | 人员情况表 | < | < |
        | 地区 | 男（人） | 女（人） |
        | 东村 | | |
        | 经费情况表 | < | < |
        | 来源 | 预算（元） | 决算（元） |
        | 财政 | | |
        """,
        told="""
        form 表一《人员情况表》: answer × item
          男（人）: count 人
          女（人）: count 人
        form 表一（2）《经费情况表》: answer × item
          预算（元）: money 元
          决算（元）: money 元
        """,
    ),
    case(
        "two lists side by side, numbered",
        """
        名册
        | 序号 | 姓名 | 金额（元） | 序号 | 姓名 | 金额（元） |
        | 1 | | | 3 | | |
        | 2 | | | 4 | | |
        """,
        told="""
        form 表一《名册》: entry × item
          姓名: text
          金额（元）: money 元
        form 表一（2）《名册》: entry × item
          姓名: text
          金额（元）: money 元
        """,
    ),
    case(
        "a list whose rows accept different things",
        Drawn(
            """
        情况表
        | 名称 | 甲乙丙 |
        | | |
        | | |
        """,
            limits={
                "B3": {"type": "decimal", "operator": "greaterThan", "formula1": "0"},
                "B4": {"type": "textLength", "operator": "lessThan", "formula1": "20"},
            },
        ),
        told="""
        form 表一《情况表》: entry × item
          名称: text
          甲乙丙: money
        doubt kinds_differ B3 甲乙丙
        doubt validation_unread B4 甲乙丙
        doubt limit_on_some B3 甲乙丙
        """,
    ),
    case(
        "group labels that are neither merged nor over everything",
        """
        情况表
        | 地区 | 总数（人） | 男 |  |
        |  |  | 青年（人） | 老年（人） |
        | 东村 | | | |
        | 西村 | | | |
        """,
        told="""
        form 表一《情况表》: category × item
          总数（人）: count 人
          男 / 青年（人）: count 人
          男 / 老年（人）: count 人
          by 东村
          by 西村
          inferred 总数 = 男_青年 + 男_老年
        """,
    ),
    case(
        "a second level of labels that starts without its first",
        """
        情况表
        | 类别 | 地区 | 人数（人） | 经费（元） |
        |  | 东村 | | |
        | 助学 | 西村 | | |
        |  | 南村 | | |
        """,
        told="""
        form 表一《情况表》: category × item
          人数（人）: count 人
          经费（元）: money 元
          by 东村
          by 助学 / 西村
          by 助学 / 南村
        """,
    ),
    case(
        "three levels of labels of which nothing is merged, along both axes",
        """
        情况表
        | 大类 | 中类 | 小类 | 甲类 | | 乙类 | |
        |  |  |  | | 子一 | | 子二 |
        |  |  |  | 男（人） | 女（人） | 男（人） | 女（人） |
        | 农业 | | 粮食 | | | | |
        |  | 经济 | 棉花 | | | | |
        | 工业 | | 煤炭 | | | | |
        |  | 轻工 | 食品 | | | | |
        """,
        told="""
        form 表一《情况表》: category × item
          甲类 / 男（人）: count 人
          甲类 / 子一 / 女（人）: count 人
          乙类 / 男（人）: count 人
          乙类 / 子二 / 女（人）: count 人
          by 农业 / 粮食
          by 农业 / 经济 / 棉花
          by 工业 / 煤炭
          by 工业 / 轻工 / 食品
        """,
    ),
    case(
        "a total of rows without labels of their own in a group",
        """
        情况表
        | 类别 | 地区 | 人数（人） |
        | 合计 | < | |
        | 东 | 城镇 | |
        | ^ | 农村 | |
        """,
        told="""
        form 表一《情况表》: item × answer
          合计: count 人
          东 / 城镇: count 人
          东 / 农村: count 人
          inferred 合计 = 东_城镇 + 东_农村
        """,
    ),
    case(
        "choices that a name stands for, that are missing, and that are one",
        Drawn(
            """
        情况表
        | 名称 | 类型 | 级别 | 属地 | 面积 | 层数 | 性质 |
        | | | | | | | |
        | | | | | | | |
        甲
        乙
        """,
            limits={
                "B3:B4": {"type": "list", "formula1": "=$A$5:$A$6"},
                "C3:C4": {"type": "list", "formula1": "=没有!$A$1:$A$2"},
                "D3:D4": {"type": "list", "formula1": "=$A$5"},
                "E3:E4": {"type": "decimal", "operator": "greaterThan", "formula1": "0"},
                "F3:F4": {
                    "type": "whole",
                    "operator": "notBetween",
                    "formula1": "1",
                    "formula2": "2",
                },
                "G3:G4": {"type": "list", "formula1": '"公,,私"'},
            },
        ),
        told="""
        form 表一《情况表》: entry × item
          名称: text
          类型: text 甲/乙
          级别: text
          属地: text 甲
          面积: money
          层数: count
          性质: text 公/私
          hard 面积 > 0
        doubt validation_unread C3 级别
        doubt validation_unread F3 层数
        """,
    ),
    case(
        "one value alone, ends on one side, and what counts as no limit",
        Drawn(
            """
        情况表
        | 门牌 | 面积 | 层数 | 期数 | 比上年增长额 | 间数 |
        | | | | | | |
        | | | | | | |
        """,
            limits={
                "A3:A4": {
                    "type": "whole",
                    "operator": "between",
                    "formula1": "=Z1",
                    "formula2": "9",
                },
                "B3:B4": {"type": "decimal", "operator": "lessThanOrEqual", "formula1": "9.5"},
                "C3:C4": {"type": "whole", "operator": "equal", "formula1": "3"},
                "D3:D4": {"type": "custom", "formula1": "LEN(D3)<3"},
                "E3:E4": {
                    "type": "decimal",
                    "operator": "between",
                    "formula1": "-99999999999",
                    "formula2": "=Z1",
                },
                "F3:F4": {"type": "list", "formula1": "=INDIRECT(A3)"},
            },
        ),
        told="""
        form 表一《情况表》: entry × item
          门牌: count
          面积: money
          层数: count
          期数: count
          比上年增长额: money
          间数: count
          hard 门牌 <= 9
          hard 面积 <= 9.5
          hard 层数 <= 3
          hard 比上年增长额 >= -99999999999
        doubt validation_unread A3 门牌
        doubt validation_unread D3 期数
        doubt validation_unread E3 比上年增长额
        doubt validation_unread F3 间数
        """,
    ),
    case(
        "a table without lines that goes on below a gap",
        Drawn(
            """
        情况表
        | 地区 | 人口（人） | 收入（元） |
        | 东村 | | |

        | 西村 | | |
        """,
            lines=False,
        ),
        told="""
        form 表一《情况表》: category × item
          人口（人）: count 人
          收入（元）: money 元
          by 东村
          by 西村
        """,
    ),
    case(
        "a card without lines",
        Drawn(
            """
        登记表
        | 姓名 | | 性别 | |
        | 单位 | | 职务 | |
        """,
            lines=False,
        ),
        told="""
        form 表一《登记表》: item × answer, a card
          姓名: text
          性别: text
          单位: text
          职务: text
        """,
    ),
    case(
        "the same labels in two sections",
        """
        情况表
        | 指标 | 本年（人） | 上年（人） |
        | 一、城镇 | < | < |
        | 男 | | |
        | 女 | | |
        | 二、农村 | < | < |
        | 男 | | |
        | 女 | | |
        """,
        told="""
        form 表一《情况表》: category × item
          本年（人）: count 人
          上年（人）: count 人
          by 一、城镇 / 男
          by 一、城镇 / 女
          by 二、农村 / 男
          by 二、农村 / 女
        """,
    ),
    case(
        "percentages by their format, and a truth for a label",
        Drawn(
            """
        情况表
        | 地区 | 完成 | 占用 | 盖章 |
        | 东村 | | | |
        | 西村 | | | |
        """,
            formats={"B3:B4": "0.00%", "C3:C4": "0_);[Red](0)"},
            values={"H1": True},
        ),
        told="""
        form 表一《情况表》: category × item
          完成: share.2
          占用: count
          盖章: text
          by 东村
          by 西村
        """,
    ),
)
