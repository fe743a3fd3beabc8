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
)
