"""表三: help for children and young people of farming families with low incomes."""

from __future__ import annotations

from decimal import Decimal

from youthstats.model.authoring import category, count, form, money
from youthstats.model.axes import Dimension, categories, units
from youthstats.model.edits import hard, soft
from youthstats.model.spread import spread

__all__ = ["CareForPoorFamilies"]


@form(
    "T3",
    label="表三",
    title="“低收入农户青少年关爱行动”统计表",
    rows=units(
        Dimension.ITEM, stub="帮扶类别", total="first", total_label="总   计", total_bare=True
    ),
    columns=categories(),
    measure="名、元",
)
class CareForPoorFamilies:
    """Persons helped and money given, by kind of help."""

    categories = (
        # That 助困 covers two columns and 助学 three is inferred: the print lost its spans.
        category("primary", "小学生", under="助困"),
        category("junior", "初中生", under="助困"),
        category("senior", "高中生", under="助学"),
        category("university", "大学生", under="助学"),
        category("vocational", "职业教育", under="助学"),
        category("medical", "助医"),
        category("employment", "助业"),
    )

    persons: int | None = count("低收入农户青少年人数（名）")
    funds: int | Decimal | None = money("帮扶资金（元）")

    edits = (
        # Hard: money cannot have been given to nobody.
        hard(
            "funds_need_persons",
            "if funds > 0 then persons > 0",
            "有帮扶资金就应有帮扶人数",
            "money given was given to somebody",
        ),
        # Soft: help may be in kind.
        soft(
            "persons_need_funds",
            "if persons > 0 then funds > 0",
            "有帮扶人数而没有帮扶资金的，应说明情况",
            "persons helped without any money must be explained",
        ),
        # A large unit's ratio weighs more than the method's usual U = 0.5 makes it, and C = 6 keeps
        # quiet about a unit a third below the median: see docs/explanation/outliers.md.
        spread(
            "funds_per_person",
            "funds / persons",
            "人均帮扶资金不应与其他单位相差悬殊",
            "money per person is not far from that of the other units",
            scale=6.0,
            size=0.7,
        ),
    )
