"""Which of several measures above a table an item is given in."""

from __future__ import annotations

import pytest

from youthstats.model.items import Kind
from youthstats.workbook.understanding.measured import fitting


@pytest.mark.parametrize(
    ("labels", "measures"),
    [
        (("人数", "合计"), ("人",)),
        (("户数", "老年人"), ("户",)),
        (("救助情况", "未成年人"), ("人",)),
        (("救助情况", "低保户"), ("户",)),
        (("年末总人口",), ("人",)),
        (("在校学生数",), ("人",)),
        (("救助", "女"), ("人",)),
        (("就业人次",), ("人次",)),
        (("救助", "人次"), ("人次",)),
        (("企业法人",), ("户", "人", "人次")),
        (("救助对象",), ("户", "人", "人次")),
    ],
)
def test_what_is_counted_takes_its_own_measure(
    labels: tuple[str, ...], measures: tuple[str, ...]
) -> None:
    """An explicit 户数 outweighs who is counted in it; where nothing tells, all may be meant."""
    assert measures == fitting(("户", "人", "人次", "万元"), Kind.COUNT, labels)


def test_people_are_counted_by_either_name() -> None:
    """名 counts heads as 人 does."""
    assert ("名",) == fitting(("户", "名"), Kind.COUNT, ("残疾人",))
