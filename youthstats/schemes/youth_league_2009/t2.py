"""表二: small loans that help young people in the country start a business."""

from __future__ import annotations

from decimal import Decimal

from youthstats.model.authoring import count, form, money
from youthstats.model.edits import soft

__all__ = ["Microloans"]


@form(
    "T2",
    label="表二",
    title="开展小额贷款扶持农村青年创业工作统计表",
    measure="张、万元",
    note=("备  注", "以上数据统计截止到2009年11月30日"),
)
class Microloans:
    """Credit cards issued to young founders, and money lent to them."""

    cards: int | None = count("发放“青年创业信用卡”（张）")
    funds: int | Decimal | None = money("提供信贷资金（万元）")

    edits = (
        # Soft both ways: a loan can be granted without a card, a card stay unused for a year.
        soft(
            "funds_need_cards",
            "if funds > 0 then cards > 0",
            "有信贷资金而未发放信用卡的，应说明情况",
            "money lent on no card at all must be explained",
        ),
        soft(
            "cards_need_funds",
            "if cards > 0 then funds > 0",
            "发放了信用卡而没有信贷资金的，应说明情况",
            "cards on which nothing was lent must be explained",
        ),
    )
