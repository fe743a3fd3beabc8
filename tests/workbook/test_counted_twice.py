"""A list's total whose formula adds a subtotal besides its entries: told, and no entry blamed."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import example, given, settings
from hypothesis import strategies as st

import youthstats as ys
from tests.workbook.test_list_remarks import TOTALLED
from tests.workbook.test_list_sums import checked

sizes = st.integers(1, 10**6)


def _row(number: int, plan: int) -> tuple[str, ...]:
    return (str(number), f"第{'甲乙丙丁'[number - 1]}桥", str(plan), str(plan), "")


def _total(last: int, beside: str = "") -> tuple[str, ...]:
    return ("合计", "", f"=SUM(C4:C{last}){beside}", f"=SUM(D4:D{last}){beside}", "")


def _codes(job: ys.Job) -> list[str]:
    return sorted(one.code for one in job.review.findings)


@settings(max_examples=25, deadline=None)
@given(st.lists(sizes, min_size=2, max_size=4), st.booleans())
@example([1000, 2000], True)
def test_a_subtotal_added_once_more_is_told(plans: list[int], worked_out: bool) -> None:
    """The total is what is wrong, and what it comes to without the subtotal."""
    entries = [_row(number, plan) for number, plan in enumerate(plans, 1)]
    last = 3 + len(plans)
    subtotal = f"=SUM({{0}}4:{{0}}{last})" if worked_out else str(sum(plans))
    between = ("", "小计", subtotal.format("C"), subtotal.format("D"), "")
    with tempfile.TemporaryDirectory() as folder:
        rows = [*entries, between, _total(last + 1)]
        job = checked(*rows, template=TOTALLED, folder=Path(folder))
    assert ["edit_failure"] * 2 + ["formula_counts_twice"] * 2 == _codes(job)
    told = [one for one in job.review.findings if one.code == "formula_counts_twice"]
    assert [str(sum(plans))] * 2 == [one.facts["expected"] for one in told]
    for block in ys.localise(job.review):
        (one,) = block.explanations
        found = [(s.cell.line, s.to, s.cause) for s in one]
        assert [("合计", sum(plans), "counted_twice")] == found


def test_a_total_that_differs_otherwise_is_told_as_such(tmp_path: Path) -> None:
    """The subtotal explains it only where the entries come to just what is left."""
    entries = [_row(1, 1000), _row(2, 2000)]
    between = ("", "小计", "=SUM(C4:C5)", "=SUM(D4:D5)", "")
    job = checked(*entries, between, _total(6, "+7"), template=TOTALLED, folder=tmp_path)
    assert ["edit_failure"] * 2 + ["formula_differs"] * 2 == _codes(job)


def test_a_total_that_leaves_out_an_entry_adds_nothing_twice(tmp_path: Path) -> None:
    """No subtotal is in its formula."""
    entries = [_row(1, 1000), _row(2, 2000), _row(3, 4000)]
    job = checked(*entries, _total(5), template=TOTALLED, folder=tmp_path)
    assert ["edit_failure"] * 2 + ["formula_differs"] * 2 == _codes(job)


def test_a_subtotal_without_a_number_is_not_added(tmp_path: Path) -> None:
    """Nor can what no entry comes to be told where one cannot be read."""
    between = ("", "小计", "", "见附件", "")
    rows = [_row(1, 1000), ("2", "乙路", "若干", "5", ""), between, _total(6)]
    job = checked(*rows, template=TOTALLED, folder=tmp_path)
    assert "formula_counts_twice" not in _codes(job)
