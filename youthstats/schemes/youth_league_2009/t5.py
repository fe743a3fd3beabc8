"""表五: the youth service desk at the telephone number 12355."""

from __future__ import annotations

from decimal import Decimal

from youthstats.model.authoring import count, form, share, text
from youthstats.model.axes import answer, items
from youthstats.model.edits import hard
from youthstats.model.values import Inexact

__all__ = ["ServiceDesk"]


@form(
    "T5",
    label="表五",
    title="12355青少年服务台工作情况统计表",
    rows=items(),
    columns=answer(),
    measure="次、%",
)
class ServiceDesk:
    """When the desk was opened, how many calls it took, and how many it settled."""

    opened: str | None = text("建立服务台时间")
    calls: int | None = count("建立以来电话接听数", measure="次")
    resolved: int | None = count("建立以来来电办结数", measure="次")
    rate: Decimal | Inexact | None = share("建立以来电办结率", places=0)
    remarks: str | None = text("备  注")

    edits = (
        hard(
            "resolved_within_calls",
            "resolved <= calls",
            "办结数不应超过接听数",
            "no more calls are settled than were taken",
        ),
        hard(
            "rate_is_resolved_over_calls",
            "rate = resolved / calls",
            "办结率应等于办结数除以接听数",
            "the rate is the calls settled divided by the calls taken",
        ),
    )
