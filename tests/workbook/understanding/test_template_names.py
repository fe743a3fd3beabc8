"""What answers are called after their labels."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import youthstats as ys
from tests.workbook.understanding.drawing import draw
from youthstats.errors import CorrectionError
from youthstats.workbook.understanding.naming import word

_numbers = st.integers(13, 9999)


@given(_numbers, _numbers, st.sampled_from(("-", "—", "–", "~", "～", "/", " — ")))
def test_two_numbers_in_a_name_stay_two(low: int, high: int, between: str) -> None:
    """31—40岁 is another name than 3140岁, and its numbers can be read off it."""
    assert f"年龄_{low}_{high}岁" == word(["年龄", f"{low}{between}{high}岁"])


@given(_numbers, st.sampled_from("-—/（"))
def test_no_other_sign_stays_in_a_name(number: int, sign: str) -> None:
    """A sign beside letters says nothing that these do not."""
    assert f"年龄_甲{number}岁" == word(["年龄", f"甲{sign}{number}岁"])


def drawn(rows: Sequence[str], heads: Sequence[str]) -> Path:
    """Draw a form with a row for each label, and a column for each heading."""
    lines = ["情况表", "填报单位： |", f"| 项目 | {' | '.join(heads)} |"]
    lines += [f"| {row} |{' |' * len(heads)}" for row in rows]
    return draw(Path(tempfile.mkdtemp()) / "表.xlsx", "\n".join(lines) + "\n")


def names(rows: Sequence[str], heads: Sequence[str]) -> tuple[list[str], list[str]]:
    (form,) = ys.understand(drawn(rows, heads)).scheme.forms
    return [item.name for item in form.items], [one.name for one in form.categories]


PLAIN, MEASURED = ("收入合计", "支出合计"), ("收入（万元）", "人数（人）")


@pytest.mark.parametrize(
    ("rows", "heads", "kept"),
    [
        (PLAIN, ("本年数", "上年数"), True),
        (PLAIN, ("城镇", "农村"), True),
        (MEASURED, ("本年数", "上年数"), True),
        (MEASURED, ("计划数", "完成数"), True),
        (MEASURED, ("人数", "其中：女"), True),
        (PLAIN, ("数量", "金额"), False),
        (PLAIN, ("计划数", "完成数"), False),
        (PLAIN, ("金额（万元）", "户数（户）"), False),
    ],
)
def test_a_second_column(rows: Sequence[str], heads: Sequence[str], kept: bool) -> None:
    """Where it asks for something else the rows are lines of it, called as they were."""
    (items, none), both = names(rows, heads[:1]), names(rows, heads)
    assert [] == none
    assert (items if kept else both[1]) == (both[0] if kept else items)


def test_a_correction_of_what_is_no_item_any_more_is_refused() -> None:
    """Nobody's correction is lost in silence when a column was added."""
    said = '[forms."表一".items."收入合计"]\nadds = false\n'
    for heads, fits in ((("数量",), True), (("数量", "金额"), False)):
        template = drawn(PLAIN, heads)
        template.with_suffix(".toml").write_text(said, encoding="utf-8")
        if fits:
            assert not ys.understand(template).scheme.forms[0].items[0].adds
        else:
            with pytest.raises(CorrectionError, match="收入合计"):
                ys.understand(template)
