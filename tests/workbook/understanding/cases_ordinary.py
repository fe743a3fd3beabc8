"""Templates as offices draw them every day, which a reviewer found to be misread."""

from __future__ import annotations

from tests.workbook.understanding.casework import case
from tests.workbook.understanding.drawing import Drawn

__all__ = ["CASES"]

CASES = (
    case(
        "a sum that is called so among the numbers of the rows",
        """
        资金分配表
        | 序号 | 村名 | 户数 | 金额（元） |
        | 1 | 东村 | | |
        | 2 | 西村 | | |
        | 合计 | | =SUM(C3:C4) | =SUM(D3:D4) |
        """,
        told="""
        form 表一《资金分配表》: category × item
          户数: count
          金额（元）: money 元
          by 东村
          by 西村
          by 合计
          hard 户数[合计] = 户数[东村] + 户数[西村]
          hard 金额[合计] = 金额[东村] + 金额[西村]
        """,
    ),
    case(
        "sums of parts among the numbers of the rows, and a sum of those",
        """
        经费表
        | 序号 | 类别 | 项目 | 金额（元） |
        | 1 | 公用 | 办公费 | |
        | 2 | ^ | 差旅费 | |
        | 小 计 | | | =SUM(D3:D4) |
        | 3 | 专项 | 设备费 | |
        | 4 | ^ | 材料费 | |
        | 小 计 | | | =SUM(D6:D7) |
        | 总计 | | | =D5+D8 |
        """,
        told="""
        form 表一《经费表》: item × answer
          公用 / 办公费: money 元
          公用 / 差旅费: money 元
          小计: money 元
          专项 / 设备费: money 元
          专项 / 材料费: money 元
          小计: money 元
          总计: money 元
          hard 小计 = 公用_办公费 + 公用_差旅费
          hard 小计_2 = 专项_设备费 + 专项_材料费
          hard 总计 = 小计 + 小计_2
        """,
    ),
    case(
        "a yearbook's table without lines, with a column 计量单位",
        Drawn(
            """
            就业情况表
            填报单位：| | |2025年3月
            指标|计量单位|本月|累计
            新增就业|人| |
            登记失业率|%| |
            """,
            lines=False,
        ),
        told="""
        form 表一《就业情况表》: item × category
          新增就业: count 人
          登记失业率: share.1 %
          by 本月
          by 累计
        """,
    ),
    case(
        "marks that can be had are printed beside those to give",
        """
        自评表
        填报单位：
        | 考核项目 | 考核内容 | 分值 | 自评得分 |
        | 组织建设 | 班子健全 | 10 | |
        | ^ | 制度完善 | 12.5 | |
        | 业务工作 | 完成任务 | 77.5 | |
        | 合计 | < | 100 | =SUM(D4:D6) |
        """,
        told="""
        form 表一《自评表》: item × answer
          组织建设 / 班子健全: money not added
          组织建设 / 制度完善: money not added
          业务工作 / 完成任务: money not added
          合计: money not added
          hard 合计 = 组织建设_班子健全 + 组织建设_制度完善 + 业务工作_完成任务
        doubt not_added D4 组织建设_班子健全
        doubt not_added D5 组织建设_制度完善
        doubt not_added D6 业务工作_完成任务
        doubt not_added D7 合计
        """,
    ),
    case(
        "rates and months are printed, and multiplied with",
        """
        补助资金测算表
        填报单位： | | | | 单位：元
        | 类别 | 补助标准（元/人·月） | 人数（人） | 补助月数 | 补助金额（元） |
        | 城市低保 | 1030 | | 12 | =B4*C4*D4 |
        | 农村低保 | 850 | | 12 | =B5*C5*D5 |
        | 合计 | | =SUM(C4:C5) | | =SUM(E4:E5) |
        """,
        told="""
        form 表一《补助资金测算表》 [元]: category × item
          人数（人）: count 人
          补助金额（元）: money 元
          by 城市低保
          by 农村低保
          by 合计
          hard 人数[合计] = 人数[城市低保] + 人数[农村低保]
          hard 补助金额[城市低保] = 12360 * 人数[城市低保]
          hard 补助金额[农村低保] = 10200 * 人数[农村低保]
          hard 补助金额[合计] = 补助金额[城市低保] + 补助金额[农村低保]
        """,
    ),
    case(
        "one target is given, others are asked for",
        """
        完成情况表
        | 项目 | 目标数 | 完成数 | 完成率（%） |
        | 培训人数 | 500 | | =C3/B3*100 |
        | 就业人数 | | | =C4/B4*100 |
        | 创业人数 | | | =C5/B5*100 |
        """,
        told="""
        form 表一《完成情况表》: category × item
          目标数: count
          完成数: count
          完成率（%）: share.1 %
          by 培训人数
          by 就业人数
          by 创业人数
          closed 目标数 培训人数
          hard 完成率[培训人数] = 0.002 * 完成数[培训人数]
          hard 完成率[就业人数] = 完成数[就业人数] / 目标数[就业人数]
          hard 完成率[创业人数] = 完成数[创业人数] / 目标数[创业人数]
        doubt fixed B3
        """,
    ),
    case(
        "blocks side by side, closed by a sum over the labels of both",
        """
        学生人数统计表
        | 年级 | 男 | 女 | 年级 | 男 | 女 |
        | 一年级 | | | 三年级 | | |
        | 二年级 | | | 四年级 | | |
        | 合计 | < | < | < | =B3+B4+E3+E4 | =C3+C4+F3+F4 |
        """,
        told="""
        form 表一《学生人数统计表》: item × category
          一年级: count
          二年级: count
          by 男
          by 女
        form 表一（2）《学生人数统计表》: item × category
          三年级: count
          四年级: count
          合计: count
          by 男
          by 女
        across 表一2.合计[男] = 表一.一年级[男] + 表一.二年级[男] + 表一2.三年级[男] + 表一2.四年级[男]
        across 表一2.合计[女] = 表一.一年级[女] + 表一.二年级[女] + 表一2.三年级[女] + 表一2.四年级[女]
        """,
    ),
    case(
        "the same with sums of each block",
        """
        学生人数统计表
        | 年级 | 班数 | 男（人） | 年级 | 班数 | 男（人） |
        | 一年级 | | | 三年级 | | |
        | 二年级 | | | 四年级 | | |
        | 小计 | =SUM(B3:B4) | =SUM(C3:C4) | 小计 | =SUM(E3:E4) | =SUM(F3:F4) |
        | 合计 | < | < | < | =B5+E5 | =C5+F5 |
        """,
        told="""
        form 表一《学生人数统计表》: category × item
          班数: count
          男（人）: count 人
          by 一年级
          by 二年级
          by 小计
          hard 班数[小计] = 班数[一年级] + 班数[二年级]
          hard 男[小计] = 男[一年级] + 男[二年级]
        form 表一（2）《学生人数统计表》: category × item
          班数: count
          男（人）: count 人
          by 三年级
          by 四年级
          by 小计
          by 合计
          hard 班数[小计] = 班数[三年级] + 班数[四年级]
          hard 男[小计] = 男[三年级] + 男[四年级]
        across 表一2.班数[合计] = 表一.班数[小计] + 表一2.班数[小计]
        across 表一2.男[合计] = 表一.男[小计] + 表一2.男[小计]
        """,
    ),
    case(
        "labels that repeat those of another sheet",
        """
        收入表
        | 项目 | 上年 | 本年 |
        | 税收 | | |
        | 非税 | | |
        | 合计 | =SUM(B3:B4) | =SUM(C3:C4) |
        """,
        """
        入库表
        | 项目 | =表一!B2 | =表一!$C$2 |
        | =表一!A3 | | |
        | ='表一'!A4 | | |
        | 合计 | =SUM(B3:B4) | =SUM(C3:C4) |
        """,
        told="""
        form 表一《收入表》: item × category
          税收: money
          非税: money
          合计: money
          by 上年
          by 本年
          hard 合计 = 税收 + 非税
        form 表二《入库表》: item × category
          税收: money
          非税: money
          合计: money
          by 上年
          by 本年
          hard 合计 = 税收 + 非税
        """,
    ),
    case(
        "a column of checks is printed",
        """
        学生数
        | 年级 | 总数 | 男 | 女 | 审核 |
        | 初一 | | | =B3-C3 | =IF(B3=C3+D3,"√","×") |
        | 初二 | | | =B4-C4 | =IF(B4=C4+D4,"√","×") |
        | 合计 | =SUM(B3:B4) | =SUM(C3:C4) | =SUM(D3:D4) | =IF(B5=C5+D5,"√","×") |
        """,
        told="""
        form 表一《学生数》: category × item
          总数: count
          男: count
          女: count
          by 初一
          by 初二
          by 合计
          hard 总数[合计] = 总数[初一] + 总数[初二]
          hard 男[合计] = 男[初一] + 男[初二]
          hard 女 = 总数 - 男
          hard 女[合计] = 女[初一] + 女[初二]
          inferred 总数 = 男 + 女
        doubt formula_elsewhere E3
        doubt formula_elsewhere E4
        doubt formula_elsewhere E5
        """,
    ),
    case(
        "a card with a photograph over an answer of another label",
        """
        登记表
        | 姓名 | | 性别 | | 照片 |
        | 出生日期 | | 民族 | | ^ |
        | 身份证号 | | < | < | ^ |
        | 联系电话 | | < | 电子邮箱 | |
        | 服务时长（小时） | | < | 服务次数（次） | |
        """,
        told="""
        form 表一《登记表》: item × answer, a card
          姓名: text
          性别: text
          出生日期: date
          民族: text
          身份证号: text
          联系电话: text
          电子邮箱: text
          服务时长（小时）: money 小时
          服务次数（次）: count 次
        """,
    ),
    case(
        "a dash for the measure of what is asked for in words",
        """
        村情表
        | 指标 | 单位 | 数值 |
        | 户数 | 户 | |
        | 总人口 | 人 | |
        | 是否通公交 | — | |
        | 主导产业 | — | |
        """,
        told="""
        form 表一《村情表》: item × answer
          户数: count 户
          总人口: count 人
          是否通公交: text
          主导产业: text
        """,
    ),
    case(
        "rows that are called alike under merged headings of sections",
        """
        社会保障情况表
        | 指标 | 单位 | 数值 |
        | 一、城镇居民 | < | < |
        | 低保人数 | 人 | |
        | 其中：女性 | 人 | |
        | 二、农村居民 | < | < |
        | 低保人数 | 人 | |
        | 其中：女性 | 人 | |
        | 三、机构数 | < | < |
        | 敬老院 | 个 | |
        """,
        told="""
        form 表一《社会保障情况表》: item × answer
          一、城镇居民 / 低保人数: count 人
          一、城镇居民 / 其中：女性: count 人
          二、农村居民 / 低保人数: count 人
          二、农村居民 / 其中：女性: count 人
          三、机构数 / 敬老院: count 个
          inferred 城镇居民_低保人数_女性 <= 城镇居民_低保人数
          inferred 农村居民_低保人数_女性 <= 农村居民_低保人数
        """,
    ),
)
