"""Lines that are numbered one under another (一、 over （一）): what a total adds, and what they add up to."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import youthstats as ys
from tests.workbook.understanding.drawing import draw
from youthstats.model.edits import Edit
from youthstats.workbook.understanding.outline import outline_of

CHINESE = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"]
STYLES: tuple[Callable[[int], str], ...] = (
    lambda n: f"{CHINESE[n - 1]}、",
    lambda n: f"（{CHINESE[n - 1]}）",
    lambda n: f"{n}.",
    lambda n: f"（{n}）",
    lambda n: f"{n}）",
    lambda n: chr(ord("①") + n - 1),
)


@st.composite
def outlines(draw: st.DrawFn) -> list[tuple[str, int | None]]:
    """Draw numbered lines, each with the one it is under, in some of the styles."""
    styles = sorted(draw(st.sets(st.integers(0, len(STYLES) - 1), min_size=1, max_size=3)))
    lines: list[tuple[str, int | None]] = []

    def grow(level: int, under: int | None) -> None:
        for number in range(1, draw(st.integers(1, 4)) + 1):
            lines.append((f"{STYLES[styles[level]](number)}某项{len(lines)}费", under))
            if level + 1 < len(styles) and draw(st.booleans()):
                grow(level + 1, len(lines) - 1)

    grow(0, None)
    return lines


@given(outlines())
def test_lines_are_under_those_whose_numbers_they_follow(
    lines: list[tuple[str, int | None]],
) -> None:
    """Whatever the levels are numbered by, each line is under the one it was drawn under."""
    assert [under for _, under in lines] == outline_of([label for label, _ in lines])


@given(outlines(), st.data())
def test_a_line_left_out_tells_that_it_is_no_outline(
    lines: list[tuple[str, int | None]], data: st.DataObject
) -> None:
    """Where numbers skip nothing is under anything."""
    unders = [under for _, under in lines]
    followed = [
        n
        for n, (_, under) in enumerate(lines)
        if under not in unders[:n] and under in unders[n + 1 :] and n not in unders
    ]
    if followed:
        del lines[data.draw(st.sampled_from(followed))]
        assert {None} >= set(outline_of([label for label, _ in lines]))


@pytest.mark.parametrize(
    "labels",
    [
        "一、收入 二、支出 三、结余",
        "1.男 2.女 1.城镇 2.农村",
        "（一）工资 一、人员 二、公用",
        "一、人员 （一）工资 其他 二、公用",
        "一、人员 其他 （一）工资 （二）奖金",
        "1.5万元以下 1.5万元以上",
        "1.教学 1.2实验 2.科研",
        "2024年 2023年 3岁以下",
    ],
)
def test_what_is_no_outline(labels: str) -> None:
    """One level alone, numbers that begin anew, the outer style inside, and lines without numbers."""
    assert {None} == set(outline_of(labels.split()))


def test_numbers_with_points() -> None:
    """1.1 is under 1, and 1.1.1 under that."""
    labels = ["1.人员", "1.1工资", "1.1.1基本", "1.1.2津贴", "1.2奖金", "2.公用", "2.1办公", "合计"]
    assert [None, 0, 1, 1, 0, None, 5, None] == outline_of(labels)


def inferred(labels: list[str], *formulas: str) -> set[str]:
    """Return what is inferred of rows called so, the first of them with formulas."""
    rows = [f"| {label} | {formula} |" for label, formula in zip(labels, formulas, strict=False)]
    rows += [f"| {label} |  |" for label in labels[len(formulas) :]]
    grid = "\n".join(["支出表", "填报单位： | 单位：万元", "| 项目 | 金额 |", *rows])
    with tempfile.TemporaryDirectory() as folder:
        (form,) = ys.understand(draw(Path(folder, "表.xlsx"), grid)).scheme.forms
    edits = [edit for edit in form.edits if isinstance(edit, Edit) and edit.inferred]
    return {str(edit.statement) for edit in edits}


@settings(max_examples=settings().max_examples // 10)
@given(outlines(), st.booleans())
def test_a_total_adds_the_outermost(lines: list[tuple[str, int | None]], first: bool) -> None:
    """So does every line what is under it, where that is several."""
    labels = [label for label, _ in lines]
    found = inferred(["合计", *labels] if first else [*labels, "合计"])
    names = [label.split("某项")[1] for label in labels]
    sums = {
        under: [n for n, at in enumerate(at for _, at in lines) if at == under]
        for _, under in lines
    }
    assert sum(len(parts) > 1 for parts in sums.values()) == len(found)
    for parts in filter(lambda one: len(one) > 1, sums.values()):
        right = {f"某项{names[n]}" for n in parts}
        assert right in [set(one.split(" = ")[1].split(" + ")) for one in found]


@pytest.mark.parametrize(
    ("labels", "formulas"),
    [
        ("合计 一、人员 （一）工资 （二）奖金 二、公用", ("=SUM(B5:B8)",)),
        ("合计 一、人员 （一）工资 （二）奖金 二、公用", ("=B5+B8", "=B6+B7")),
        ("合计 一、学生 （一）女生 （二）党员 二、教师", ("=B5+B8",)),
        ("合计 一、学生 （一）其中：女生 （二）其中：党员 二、教师", ("=B5+B8",)),
    ],
)
def test_what_gainsays_it(labels: str, formulas: tuple[str, ...]) -> None:
    """The office's own sums, and parts that are not all."""
    assert set() == {one for one in inferred(labels.split(), *formulas) if " = " in one}


_OUTLINE = "一、人员 （一）工资 （二）奖金 二、公用 （一）水费 （二）电费"
_GROUPS = {"人员 = 工资 + 奖金", "公用 = 水费 + 电费"}


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        (f"{_OUTLINE} 年末职工人数（人）", _GROUPS),
        (f"{_OUTLINE} 车辆 其中：客车 　货车 房屋", _GROUPS),
        (f"合计 {_OUTLINE} 产值", {*_GROUPS, "合计 = 人员 + 公用"}),
        (f"{_OUTLINE} 产值 合计", {*_GROUPS, "合计 = 人员 + 公用 + 产值"}),
        (
            f"{_OUTLINE} 合计 结转 总计",
            {*_GROUPS, "合计 = 人员 + 公用", "总计 = 人员 + 公用 + 结转"},
        ),
        (f"{_OUTLINE} 其他", set[str]()),
        (f"{_OUTLINE} 　产值", set[str]()),
        (_OUTLINE.replace("二、", "产值 二、"), set[str]()),
        (_OUTLINE.replace("二、", "其中：年终 季度 二、"), _GROUPS),
    ],
)
def test_what_stands_behind_an_outline_is_apart(labels: str, expected: set[str]) -> None:
    """A total behind it adds it all the same; the rest, and what is set in, may be of the last group."""
    assert expected == {one for one in inferred(labels.split(" ")) if " = " in one}


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        ("合计 一、税 增值税 所得税 二、费 其他", {"合计 = 税 + 费 + 其他"}),
        ("一、税 增值税 所得税 二、费 其他 合计", {"合计 = 税 + 费 + 其他"}),
        ("合计 1.税 增值税 所得税 2.费 3.租", {"合计 = 税 + 费 + 租"}),
        ("合计 一、税 增值税 所得税 二、费 车费 学费", {"合计 = 税 + 费"}),
        ("合计 一、税 增值税 所得税 二、费 车费 学费 其他", set[str]()),
        ("合计 一、税 1.增值税 附加 二、费 三、租", {"合计 = 税 + 费 + 租"}),
        ("合计 一、税 增值税 所得税 二、费 结转", set[str]()),
        ("一、税 增值税 所得税 二、费 结转 合计", set[str]()),
        (f"合计 {_OUTLINE} 其他", set[str]()),
        ("合计 一、税 二、费 租 其他", {"合计 = 税 + 费 + 租 + 其他"}),
    ],
)
def test_what_stands_between_two_numbers_is_of_the_first(labels: str, expected: set[str]) -> None:
    """A total adds what is numbered alone, and 其他 right behind it; where it may be either's, nothing."""
    assert expected == {one for one in inferred(labels.split(" ")) if " = " in one}
