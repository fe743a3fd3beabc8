"""Registration forms: labels at changing places, each with its own answer."""

from __future__ import annotations

from tests.workbook.understanding.casework import case
from tests.workbook.understanding.drawing import Drawn

__all__ = ["CASES"]

CASES = (
    case(
        "a registration form whose labels stand at changing places, with words above and below",
        """
        基层组织登记表
        填报单位：
        | 单位名称 | | < | < | 联系电话 | | < | < |
        | 法定代表人 | | 成立日期 | | < | 信用代码 | | < |
        | 从业人员（人） | | 其中：女性 | | 其中：党员 | | 团员（人） | |
        | 年末资产总额（万元） | < | | < | 其中：固定资产 | < | | < |
        | 主要业务活动 | < | < | < | < | < | < | < |
        | | < | < | < | < | < | < | < |
        填表人： | | 审核人： | | 报出日期： |
        说明：1.本表由基层单位填报；2.统计范围为辖区内全部基层组织，数据截至年末。
        """,
        told="""
        form 表一《基层组织登记表》: item × answer, a card
          单位名称: text
          联系电话: text
          法定代表人: text
          成立日期: date
          信用代码: text
          从业人员（人）: count 人
          其中：女性: count 人
          其中：党员: count 人
          团员（人）: count 人
          年末资产总额（万元）: money 万元
          其中：固定资产: money 万元
          主要业务活动: text below its label
          inferred 从业人员_女性 <= 从业人员
          inferred 从业人员_党员 <= 从业人员
          inferred 年末资产总额_固定资产 <= 年末资产总额
        """,
    ),
    case(
        "groups before the labels of a card, over several rows or one",
        """
        登记表
        | 基本情况 | 单位名称 | | 电话 | |
        | ^ | 地址 | | < | < |
        | 人员情况 | 职工总数（人） | | 其中：女性 | |
        | ^ | 其中：大专以上 | | 平均年龄 | |
        | 资产（万元） | 总额 | | 固定资产 | |
        """,
        told="""
        form 表一《登记表》: item × answer, a card
          基本情况 / 单位名称: text
          基本情况 / 电话: text
          基本情况 / 地址: text
          人员情况 / 职工总数（人）: count 人
          人员情况 / 其中：女性: count 人
          人员情况 / 其中：大专以上: count 人
          人员情况 / 平均年龄: money not added
          资产（万元） / 总额: money 万元
          资产（万元） / 固定资产: money 万元
          inferred 职工总数_人员情况_女性 <= 人员情况_职工总数
          inferred 职工总数_人员情况_大专以上 <= 人员情况_职工总数
        doubt not_added E5 人员情况_平均年龄
        """,
    ),
    case(
        "wholes right above their parts, in two columns of a card",
        """
        登记表
        | 从业人员（人） | | 资产总额（万元） | |
        | 其中：女性 | | 其中：固定资产 | |
        | 党员（人） | | 负债（万元） | |
        """,
        told="""
        form 表一《登记表》: item × answer, a card
          从业人员（人）: count 人
          资产总额（万元）: money 万元
          其中：女性: count 人
          其中：固定资产: money 万元
          党员（人）: count 人
          负债（万元）: money 万元
          inferred 从业人员_女性 <= 从业人员
          inferred 资产总额_固定资产 <= 资产总额
        """,
    ),
    case(
        "units of measure behind the answers of a card",
        """
        登记表
        | 单位名称 | | < | 电话 | | < |
        | 职工人数 | | 人 | 其中：女 | | 人 |
        | 面积 | | 平方米 | 产值 | | 万元 |
        """,
        told="""
        form 表一《登记表》: item × answer, a card
          单位名称: text
          电话: text
          职工人数: count 人
          其中：女: count 人
          面积: money 平方米
          产值: money 万元
          inferred 职工人数_女 <= 职工人数
        """,
    ),
    case(
        "boxes to tick, a day to complete, and a label for a picture",
        """
        登记表
        | 姓名 | | 性别 | □男 □女 | 照片 |
        | 出生日期 | 年  月  日 | 学历 | | ^ |
        | 地址 | | < | < | < |
        """,
        told="""
        form 表一《登记表》: item × answer, a card
          姓名: text
          性别: text
          出生日期: date
          学历: text
          地址: text
        """,
    ),
    case(
        "two people with a telephone each, and a third below the card",
        """
        登记表
        | 法定代表人 | | 联系电话 | |
        | 联系人 | | 联系电话 | |
        | 职工人数 | | 产值（万元） | |
        填表人： | | 联系电话： |
        """,
        told="""
        form 表一《登记表》: item × answer, a card
          法定代表人: text
          联系电话: text
          联系人: text
          联系电话: text
          职工人数: count
          产值（万元）: money 万元
        """,
    ),
    case(
        "sections in a card, the last with room for words",
        """
        登记表
        | 一、基本情况 | < | < | < |
        | 单位名称 | | 电话 | |
        | 二、人员情况 | < | < | < |
        | 从业人员（人） | | 其中：女性 | |
        | 三、简介 | < | < | < |
        | | < | < | < |
        | 说明：本表一式三份，由各单位填写后盖章报送。 | < | < | < |
        """,
        told="""
        form 表一《登记表》: item × answer, a card
          单位名称: text
          电话: text
          从业人员（人）: count 人
          其中：女性: count 人
          三、简介: text below its label
          inferred 从业人员_女性 <= 从业人员
        """,
    ),
    case(
        "cells of a card that no label leads to",
        """
        登记表
        | 单位名称 | | < | 电话 | |
        | 职工人数 | | | 产值（万元） | |
        """,
        told="""
        form 表一《登记表》: item × answer, a card
          单位名称: text
          电话: text
          职工人数: count
          产值（万元）: money 万元
        doubt unlabelled C3
        """,
    ),
    case(
        "a card, a list, and an answer below the list",
        """
        登记表
        | 姓名 | | 性别 | | 电话 | |
        | 家庭成员 | < | < | < | < | < |
        | 姓名 | 称谓 | 年收入（元） | 单位 | < | 职务 |
        | | | | | < | |
        | | | | | < | |
        | 审核意见 | | < | < | < | < |
        """,
        told="""
        form 表一《登记表》: item × answer, a card
          姓名: text
          性别: text
          电话: text
        form 表一（2）《家庭成员》: entry × item
          姓名: text
          称谓: text
          年收入（元）: money 元
          单位: text
          职务: text
        form 表一（3）《家庭成员》: item × answer
          审核意见: text
        doubt words_unknown B5 称谓
        """,
    ),
    case(
        "a card whose answers alone are unlocked, without lines",
        Drawn(
            """
        登记表
        | 单位名称 | | 电话 | |
        | 职工人数 | < | | 车辆（辆） | |
        | 简介 | < | < | < | < |
        | | < | < | < | < |
        """,
            lines=False,
            unlocked=("B2", "D2", "C3", "E3", "A5"),
        ),
        told="""
        form 表一《登记表》: item × answer, a card
          单位名称: text
          电话: text
          职工人数: count
          车辆（辆）: count 辆
          简介: text below its label
        """,
    ),
    case(
        "a label that leads to no answer, and a blank cell beside it",
        """
        登记表
        | 姓名 | | 类型 | 甲类 | 乙类 |
        | 单位名称 | | | 电话 | |
        | 职工人数 | | 其中 | 女 | |
        """,
        told="""
        form 表一《登记表》: item × answer
          单位名称: text
          职工人数: count
        form 表一（2）《登记表》: item × answer
          电话: text
          其中 / 女: count
        doubt label_lost A2 ['姓名']
        """,
    ),
    case(
        "formulas in the answers of a card",
        Drawn(
            """
        登记表
        | 从业人员（人） | | 资产总额（万元） | |
        | 其中：女性 | | 人均资产（元） | |
        | 男性（人） | | < | < |
        """,
            values={"B4": "=B2-B3", "D3": '=IF(B2=0,"",D2*10000/B2)'},
        ),
        told="""
        form 表一《登记表》: item × answer, a card
          从业人员（人）: count 人
          资产总额（万元）: money 万元
          其中：女性: count 人
          人均资产（元）: money 元 not added
          男性（人）: count 人
          hard 人均资产 = (10000 * 资产总额) / 从业人员
          hard 男性 = 从业人员 - 从业人员_女性
          inferred 从业人员_女性 <= 从业人员
        """,
    ),
)
