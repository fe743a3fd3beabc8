"""表四: the programme for places where children and young people spend their time outside school."""

from __future__ import annotations

from decimal import Decimal

from youthstats.model.authoring import form, money, text
from youthstats.model.axes import entries, items
from youthstats.model.edits import soft

__all__ = ["ActivityVenue"]

GOAL = "工作目标"


@form(
    "T4",
    label="表四",
    title="“公益性青少年学生校外专门活动场所标准化建设工程”进展情况统计表",
    rows=entries(),
    columns=items(),
    measure="万元",
    # The order of the printed list: by goal, the largest project first.
    order_by=("goal", "-planned"),
)
class ActivityVenue:
    """One project: which goal it serves, how far it is, what it was to cost and has cost."""

    goal: str | None = text(
        "工作目标",
        under=GOAL,
        headed=False,
        repeats=True,
        identifies=True,
        choices=(
            "推动建筑面积未达4000平方米的县（市、区）青少年宫达标",
            "推动青少年宫完善设施设备完善",
            "建设综合利用的青少年校外活动场所",
            "开展“流动少年宫”情况",
        ),
    )
    project: str | None = text("项目", under=GOAL, headed=False, identifies=True)
    stage: str | None = text("工作形象进度")
    planned: int | Decimal | None = money("计划投资\n（万元）")
    actual: int | Decimal | None = money("实际投资\n（万元）")
    remarks: str | None = text("备注")

    edits = (
        # Soft: a project may cost more than planned, and then there is a reason.
        soft(
            "spent_as_planned",
            "actual <= planned",
            "实际投资超过计划投资的，应说明原因",
            "spending beyond the plan must be explained",
        ),
    )
