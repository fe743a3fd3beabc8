"""Cards of labels and answers, and several tables on one sheet."""

from __future__ import annotations

from tests.workbook.understanding.casework import case
from tests.workbook.understanding.drawing import Drawn

__all__ = ["CASES"]

CASES = (
    case(
        "a card with two answers across, and a merged one",
        """
        登记表
        | 单位名称 | | 负责人 | |
        | 地址 | | < | < |
        | 面积（平方米） | | 人数（人） | |
        """,
        told="""
        form 表一《登记表》: item × answer, a card
          单位名称: text
          负责人: text
          地址: text
          面积（平方米）: money 平方米
          人数（人）: count 人
        """,
    ),
    case(
        "a card with three answers across",
        """
        登记表
        | 姓名 | | 性别 | | 出生日期 | |
        | 单位 | | 职务 | | 电话 | |
        | 备注 | | < | < | < | < |
        """,
        told="""
        form 表一《登记表》: item × answer, a card
          姓名: text
          性别: text
          出生日期: date
          单位: text
          职务: text
          电话: text
          备注: text
        """,
    ),
    case(
        "labels that end in a colon",
        """
        情况表
        | 姓名： | |
        | 年龄： | |
        | 单位： | |
        """,
        told="""
        form 表一《情况表》: item × answer
          姓名: text
          年龄: count not added
          单位: text
        doubt not_added B3 年龄
        """,
    ),
    case(
        "a sentence with places to fill in",
        """
        情况表
        | 项目 | 内容 |
        | 活动 | 举办（  ）次，培训（  ）人 |
        | 名称 | |
        """,
        told="""
        form 表一《情况表》: item × answer
          活动: phrase 举办（{活动_举办}）次，培训（{活动_培训}）人
          举办（次）: count 次 in 活动
          培训（人）: count 人 in 活动
          名称: text
        """,
    ),
    case(
        "a card above a table, and an answer below it",
        """
        | 登记表 | < | < | < |
        | 单位名称 | | 负责人 | |
        | 地址 | | < | < |
        | 指标 | 本年（人） | 上年（人） | 备注 |
        | 城镇 | | | |
        | 农村 | | | |
        | 审核意见 | | < | < |
        """,
        told="""
        form 表一《登记表》: item × answer, a card
          单位名称: text
          负责人: text
          地址: text
        form 表一（2）《登记表》: category × item
          本年（人）: count 人
          上年（人）: count 人
          备注: text
          by 城镇
          by 农村
        form 表一（3）《登记表》: item × answer
          审核意见: text
        """,
    ),
    case(
        "an answer that stands once for several rows",
        """
        情况表
        | 类别 | 地区 | 人数（人） | 经费（元） |
        | 助学 | 城镇 | | |
        | ^ | 农村 | | ^ |
        | 助医 | 城镇 | | |
        | ^ | 农村 | | ^ |
        """,
        told="""
        form 表一《情况表》: item × answer
          助学 / 城镇: count 人
          助学 / 农村: count 人
          助医 / 城镇: count 人
          助医 / 农村: count 人
        form 表一（2）《情况表》: item × answer
          助学: money 元
          助医: money 元
        """,
    ),
    case(
        "two tables under each other",
        """
        一、人员情况
        | 指标 | 男（人） | 女（人） |
        | 城镇 | | |
        | 农村 | | |

        二、经费情况
        | 来源 | 金额（万元） | 备注 |
        | 财政 | | |
        | 自筹 | | |
        """,
        told="""
        form 表一《一、人员情况》: category × item
          男（人）: count 人
          女（人）: count 人
          by 城镇
          by 农村
        form 表一（2）《二、经费情况》: category × item
          金额（万元）: money 万元
          备注: text
          by 财政
          by 自筹
        """,
    ),
    case(
        "two tables side by side",
        """
        情况表
        | 指标 | 数量（人） | ~ | 来源 | 金额（万元） |
        | 城镇 | | ~ | 财政 | |
        | 农村 | | ~ | 自筹 | |
        """,
        told="""
        form 表一《情况表》: item × answer
          城镇: count 人
          农村: count 人
        form 表一（2）《情况表》: item × answer
          财政: money 万元
          自筹: money 万元
        """,
    ),
    case(
        "two blocks of one table side by side",
        """
        情况表
        | 指标 | 数量 | 指标 | 数量 |
        | 总人口（人） | | 户数（户） | |
        | 收入（元） | | 支出（元） | |
        """,
        told="""
        form 表一《情况表》: item × answer
          总人口（人）: count 人
          收入（元）: money 元
        form 表一（2）《情况表》: item × answer
          户数（户）: count 户
          支出（元）: money 元
        """,
    ),
    case(
        "a cover, and a page that explains",
        """
        统计报表
        2024年
        填报单位：
        """,
        """
        情况表
        | 指标 | 数量（个） | 金额（元） |
        | 桌子 | 0 | 0 |
        | 椅子 | 0 | 0 |
        """,
        """
        填表说明
        1、请如实填写
        2、按时上报
        """,
        told="""
        form 表二《情况表》: category × item
          数量（个）: count 个
          金额（元）: money 元
          by 桌子
          by 椅子
        doubt no_table
        doubt no_table
        """,
    ),
    case(
        "a hidden sheet is no form",
        """
        情况表
        | 指标 | 数量（个） |
        | 桌子 | |
        | 椅子 | |
        """,
        Drawn(
            """
        旧表
        | 指标 | 数量（个） |
        | 桌子 | |
        """,
            name="旧表",
            hidden=True,
        ),
        told="""
        form 表一《情况表》: item × answer
          桌子: count 个
          椅子: count 个
        doubt hidden_sheet
        """,
    ),
)
