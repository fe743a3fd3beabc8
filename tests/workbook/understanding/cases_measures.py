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
        "several that count: people by the head, households by the household, and what nobody knows",
        """
        救助情况表
        | 单位：户、人、万元 |
        | 对象 | 户数 | < | 人数 | < | < | 职工数 | 就业人次 | 受助个数 | 资金支出 |
        | ^ | 合计 | 老年人 | 合计 | 残疾人 | 其中：女性 | ^ | ^ | ^ | ^ |
        | 城市 | | | | | | | | | |
        | 农村 | | | | | | | | | |
        """,
        told="""
        form 表一《救助情况表》 [户、人、万元]: category × item
          户数 / 合计: count 户
          户数 / 老年人: count 户
          人数 / 合计: count 人
          人数 / 残疾人: count 人
          人数 / 其中：女性: count 人
          职工数: count 人
          就业人次: count
          受助个数: count
          资金支出: money 万元
          by 城市
          by 农村
          inferred 残疾人_人数_女性 <= 人数_残疾人
        doubt measures_several H5 就业人次
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
        "a column headed 单位 gives measures, also one nobody knows: that is a doubt",
        """
        能源消费情况表
        | 指标 | 单位 | 本年 | 上年 |
        | 标准煤 | 吨标准煤 | | |
        | 用水 | （万立方米） | | |
        | 化肥 | 折纯吨 | | |
        | 水价 | 元/立方米 | | |
        """,
        told="""
        form 表一《能源消费情况表》: item × category
          标准煤: money 吨标准煤
          用水: money 万立方米
          化肥: money 折纯吨
          水价: money 元/立方米 not added
          by 本年
          by 上年
        doubt not_added C6 水价
        doubt measures_unknown B5
        """,
    ),
    case(
        "under 单位 words of one sign are no organisations",
        """
        运输工具
        | 指标 | 单位 | 数量 |
        | 木排 | 挂 | |
        | 轿子 | 乘 | |
        """,
        told="""
        form 表一《运输工具》: item × answer
          木排: money 挂
          轿子: money 乘
        doubt measures_unknown B3
        """,
    ),
    case(
        "under 计量单位 any word is a measure",
        """
        运输工具
        | 指标 | 计量⏎单位 | 数量 |
        | 船舶运力 | 载重吨位 | |
        | 客车 | 标准客位 | |
        """,
        told="""
        form 表一《运输工具》: item × answer
          船舶运力: money 载重吨位
          客车: money 标准客位
        """,
    ),
    case(
        "under 单位 organisations name the rows, whether or not something stands before them",
        """
        人员情况
        | 区县 | 单位 | 人数 |
        | 南湖区 | 城建局 | |
        | ^ | 甲班 | |
        | 秀洲区 | 支队 | |
        """,
        told="""
        form 表一《人员情况》: item × answer
          南湖区 / 城建局: count
          南湖区 / 甲班: count
          秀洲区 / 支队: count
        """,
    ),
    case(
        "alone before the answers 单位 names the rows, whatever is there",
        """
        人员情况
        | 序号 | 单位 | 人数 |
        | 1 | 班 | |
        | 2 | 组 | |
        """,
        told="""
        form 表一《人员情况》: item × answer
          班: count
          组: count
        """,
    ),
    case(
        "measures behind the answers are of those before them",
        """
        生产情况表
        | 指标 | 数量 | 单位 | 金额 | 单位 |
        | 粮食 | | 吨 | | 万元 |
        | 劳务 | | 人次 | | 元 |
        """,
        told="""
        form 表一《生产情况表》: item × answer
          粮食: money 吨
          劳务: count 人次
        form 表一（2）《生产情况表》: item × answer
          粮食: money 万元
          劳务: money 元
        """,
    ),
    case(
        "measures behind the answers of each of two blocks, and before their labels",
        """
        情况表
        | 指标 | 数量 | 单位 | 指标 | 数量 | 单位 |
        | 粮食 | | 吨 | 户数 | | 户 |
        | 劳务 | | 人次 | 房 | | 间 |
        """,
        """
        情况表
        | 单位 | 指标 | 数量 | 单位 | 指标 | 数量 |
        | 吨 | 煤 | | 个 | 桥 | |
        | 万元 | 钱 | | 条 | 路 | |
        """,
        told="""
        form 表一《情况表》: item × answer
          粮食: money 吨
          劳务: count 人次
        form 表一（2）《情况表》: item × answer
          户数: count 户
          房: count 间
        form 表二《情况表》: item × answer
          煤: money 吨
          钱: money 万元
        form 表二（2）《情况表》: item × answer
          桥: count 个
          路: count 条
        """,
    ),
    case(
        "a line headed 单位 in the heading gives the measure of each column",
        """
        生产情况表
        | 村名 | 粮食 | 劳务 | 补助 | < |
        | ^ | ^ | ^ | 计划 | 实际 |
        | 单位 | 吨 | 人次 | 万元 | 万元 |
        | 东村 | | | | |
        | 西村 | | | | |
        """,
        told="""
        form 表一《生产情况表》: category × item
          粮食: money 吨
          劳务: count 人次
          补助 / 计划: money 万元
          补助 / 实际: money 万元
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
