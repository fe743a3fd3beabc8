"""Units of measure in brackets behind a label, and words there that are none."""

from __future__ import annotations

import pytest

from youthstats.model.items import Kind
from youthstats.workbook.reading.sheets.labels import stem_and_measure
from youthstats.workbook.reading.sheets.measures import is_measure
from youthstats.workbook.understanding.canvas import Square
from youthstats.workbook.understanding.kinds import asked, measure_in

COUNTED = (
    *(
        "灭火器（具）",
        "鱼苗（尾）",
        "树木（株）",
        "案件（起）",
        "渔船（艘）",
        "病例（例）",
        "消毒液（桶）",
        "档案柜（组）",
    ),
    *(
        "古树（棵）",
        "水井（眼）",
        "桥洞（孔）",
        "宅基地（宗）",
        "业务（笔）",
        "活禽（羽）",
        "房屋（幢）",
        "校车（部）",
    ),
    *(
        "蜂群（箱）",
        "疫苗（瓶）",
        "印章（枚）",
        "路灯（盏）",
        "门窗（樘）",
        "奶牛（头）",
        "骆驼（峰）",
        "结对帮扶（对）",
    ),
    *("吞吐量（TEU）", "救援梯（副）", "胶鞋（双）", "水闸（扇）", "出租（辆次）"),
)
MEASURED = (
    *(
        "发电量（万千瓦时）",
        "货运量（万吨）",
        "货物周转量（万吨公里）",
        "旅客周转量（万人公里）",
        "装机容量（千瓦）",
    ),
    *(
        "变压器容量（千伏安）",
        "护栏（延米）",
        "面积（㎡）",
        "供热（吉焦）",
        "气温（℃）",
        "堤防（km）",
        "集装箱（万标准箱）",
    ),
)
NO_MEASURES = (
    *(
        "人数（男）",
        "情况（一）",
        "职工（新）",
        "合同期限（起）",
        "任职时间（止）",
        "建设年月（起）",
        "院长（副）",
    ),
    *("教授（副）", "结果（正）", "计划（甲）"),
)


@pytest.mark.parametrize("label", COUNTED)
def test_what_is_counted_one_by_one(label: str) -> None:
    """Its classifier stands in brackets behind it, and whole numbers are asked for."""
    found = asked(Square(), [label], measure_in([label]))
    assert (Kind.COUNT, "measure") == (found.kind, found.by)


@pytest.mark.parametrize("label", MEASURED)
def test_what_is_measured(label: str) -> None:
    """Decimals are asked for."""
    found = asked(Square(), [label], measure_in([label]))
    assert (Kind.MONEY, "measure") == (found.kind, found.by)


@pytest.mark.parametrize("label", NO_MEASURES)
def test_words_in_brackets_that_are_no_measures(label: str) -> None:
    """They are part of the label."""
    assert "" == stem_and_measure(label)[1]


@pytest.mark.parametrize("text", ["起", "副", "单", "双", "对", "部", "面", "口", "例", "门"])
def test_a_word_that_may_say_anything_is_no_measure_alone(text: str) -> None:
    """起 and 止, 单 and 双, 正 and 副 head columns."""
    assert not is_measure(text)
