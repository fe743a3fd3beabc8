"""Sums among the entries of a list: never counted as entries, never left out without a word."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import youthstats as ys
from tests.workbook.understanding.drawing import draw
from youthstats.layout.sums import SumKind, may_say_sum, sum_said

TEMPLATE = """
重点项目清单
填报单位： |
| 序号 | 项目名称 | 计划（万元） | 完成（万元） | 备注 |
| 1 | | | | |
| 2 | | | | |
| 3 | | | | |
"""
Row = tuple[str, ...]


def checked(*rows: Row, template: str = TEMPLATE, folder: Path | None = None) -> ys.Job:
    """Reconcile one return of the list with these rows."""
    folder = folder or Path(tempfile.mkdtemp())
    (folder / "上报").mkdir()
    head, unit, names, *_ = template.strip().splitlines()
    lines = [f"| {' | '.join(row)} |" for row in rows]
    draw(folder / "上报" / "甲镇.xlsx", "\n".join([head, f"{unit} 甲镇", names, *lines]))
    return ys.reconcile(folder / "上报", ys.understand(draw(folder / "清单.xlsx", template)))


def listed(job: ys.Job) -> list[object]:
    """Return the names of the entries that were read."""
    (one,) = job.filed.returns
    (record,) = one.records.values()
    return [row[0] for row in record.rows]


def told(job: ys.Job) -> list[tuple[str, str, list[str]]]:
    """Return what was said of sums: code, severity, and the rows."""
    return [
        (one.code, one.severity.value, list(one.facts["rows"]))  # type: ignore[call-overload]
        for one in (*job.review.findings, *job.review.notes)
        if "sum" in one.code
    ]


ENTRIES: tuple[Row, ...] = (("1", "甲桥", "30", "7", ""), ("2", "乙路", "10", "5", ""))

CERTAIN = [
    "总额",
    "总合计",
    "共3个项目",
    "合计金额",
    "共计",
    "累计",
    "全镇合计",
    "合计(万元)",
    "小计",
    "本页小计",
    "以上合计",
    "合计数",
    "总",
    "共2项",
    "共计2个",
    "总共",
    "汇总",
    "本年累计",
    "教育类小计",
    "总金额",
    "各项合计",
    "合计(共2个)",
    "以上共2个项目",
    "总投资",
]
LIKELY = (
    "投资总额",
    "项目总数",
    "总计划",
    "全镇",
    "本镇",
    "2009年汇总",
    "总数据中心",
)
NEITHER = [
    "甲桥",
    "市总工会",
    "总公司",
    "共青团活动中心",
    "共享单车",
    "小计算机房",
    "会计",
    "统计局",
    "共建项目",
    "总医院扩建",
    "和平共处",
    "设计院",
    "总队训练基地",
    "审计",
]


@pytest.mark.parametrize("words", CERTAIN)
def test_words_that_say_a_sum(words: str) -> None:
    """They can be nothing else, and the figure is counted once."""
    assert sum_said(words) in {SumKind.TOTAL, SumKind.SUBTOTAL}
    for row in (("", words, "41", "12", ""), (words, "", "41", "12", "")):
        job = checked(*ENTRIES, row)
        assert ["甲桥", "乙路"] == listed(job)
        place = "B6" if row[1] else "A6"
        said = [f"{place} “{words}” C6 41 ≠ C4:C5 40 (+1)"]
        assert [("sum_differs", "soft", said)] == told(job)


@pytest.mark.parametrize("words", LIKELY)
def test_words_that_may_say_a_sum(words: str) -> None:
    """Where the figures agree it is taken for one, softly; elsewhere for an entry, with a note."""
    assert (None, True) == (sum_said(words), may_say_sum(words))
    job = checked(*ENTRIES, ("", words, "40", "12", ""))
    assert ["甲桥", "乙路"] == listed(job)
    said = [f"B6 “{words}” C6 40 = C4:C5 D6 12 = D4:D5"]
    assert [("sum_likely", "soft", said)] == told(job)
    job = checked(*ENTRIES, ("3", words, "41", "12", ""))
    assert ["甲桥", "乙路", words] == listed(job)
    assert [("entry_like_sum", "note", [f"B6 “{words}” C6 41 D6 12"])] == told(job)


@pytest.mark.parametrize("words", NEITHER)
def test_names_that_only_look_so(words: str) -> None:
    """An entry, and nothing is said."""
    assert (None, False) == (sum_said(words), may_say_sum(words))
    job = checked(*ENTRIES, ("3", words, "41", "12", ""))
    assert ["甲桥", "乙路", words] == listed(job)
    assert [] == told(job)


@pytest.mark.parametrize("words", ["其中：市级", "平均", "均值", "平均数"])
def test_parts_and_means_are_no_entries(words: str) -> None:
    """Nothing is known that they could be held against."""
    job = checked(*ENTRIES, ("", words, "20", "6", ""))
    assert ["甲桥", "乙路"] == listed(job)
    assert [("sum_not_counted", "note", [f"B6 “{words}” C6 20 D6 6"])] == told(job)


def test_a_name_that_says_nothing_beside_the_sum_of_all() -> None:
    """The last line comes to all others in every column: it is counted, and asked about."""
    big = (("1", "甲桥", "300", "70", ""), ("2", "乙路", "100", "50", ""))
    job = checked(*big, ("", "各个项目", "400", "120", ""))
    assert ["甲桥", "乙路", "各个项目"] == listed(job)
    said = ["B6 “各个项目” C6 400 = C4:C5 D6 120 = D4:D5"]
    assert [("entry_like_sum", "soft", said)] == told(job)


def test_a_formula_over_the_entries_is_a_sum_whatever_it_is_called() -> None:
    """Were it never calculated. A sum across the columns is an entry's own."""
    job = checked(*ENTRIES, ("", "各个项目", "=SUM(C4:C5)", "=D4+D5", ""))
    assert ["甲桥", "乙路"] == listed(job)
    job = checked(*ENTRIES, ("3", "丙渠", "=SUM(D6:D6)", "5", ""))
    assert ["甲桥", "乙路", "丙渠"] == listed(job)


def test_a_sum_behind_a_group_that_is_named_first() -> None:
    """The words need not be the first of the row, but stand before its figures."""
    template = TEMPLATE.replace("| 项目名称 |", "| 类别 | 项目名称 |").replace("1 |", "1 | |")
    template = template.replace("2 |", "2 | |").replace("3 |", "3 | |")
    rows = [("1", "教育", "甲桥", "30", "7", ""), ("2", "教育", "乙路", "10", "5", "合计")]
    job = checked(*rows, ("", "教育", "小计", "40", "12", ""), template=template)
    assert ["教育", "教育"] == listed(job)
    said = ["C6 “小计” D6 40 = D4:D5 E6 12 = E4:E5"]
    assert [("sum_not_counted", "note", said)] == told(job)


groups = st.lists(
    st.lists(st.tuples(st.integers(1, 99), st.integers(0, 99)), min_size=1, max_size=3),
    min_size=1,
    max_size=3,
)


@settings(max_examples=25, deadline=None)
@given(groups, st.sampled_from(["小计", "本页小计", "市级小计"]), st.booleans(), st.data())
def test_subtotals_are_held_against_what_they_add_up(
    found: list[list[tuple[int, int]]], words: str, above: bool, data: st.DataObject
) -> None:
    """Behind their entries or on top of them; one that is wrong is told alone, with what it lacks."""
    wrong = data.draw(st.integers(0, len(found) - 1))
    by = data.draw(st.integers(1000, 2000))
    rows: list[Row] = []
    places = []
    for n, group in enumerate(found):
        sums = [sum(one[at] for one in group) + by * (n == wrong and at == 0) for at in (0, 1)]
        entries = [("1", f"项目{n}", str(a), str(b), "") for a, b in group]
        own: Row = ("", words, *map(str, sums), "")
        rows += [own, *entries] if above else [*entries, own]
        places.append(4 + rows.index(own, len(rows) - len(group) - 1))
    job = checked(*rows)
    assert [f"项目{n}" for n, group in enumerate(found) for _ in group] == listed(job)
    assert [] == [one for one in job.review.findings if one.severity.value == "hard"]
    by_code = {code: said for code, _, said in told(job)}
    (differing,) = by_code["sum_differs"]
    assert differing.startswith(f"B{places[wrong]} “{words}” C{places[wrong]} ")
    assert f"(+{by})" in differing
    assert len(found) - 1 == len(by_code.get("sum_not_counted", ()))


def test_the_line_of_totals_is_known_beside_subtotals_and_parts() -> None:
    """Called otherwise than in the template, with 小计 above it and 其中 below it."""
    template = TEMPLATE.strip() + "\n| 合计 | < | | | |"
    rows = [*ENTRIES, ("", "小计", "40", "12", ""), ("3", "丙渠", "2", "1", "")]
    rows += [("总额", "", "43", "13", ""), ("", "其中：市级", "9", "9", "")]
    job = checked(*rows, template=template)
    assert ["甲桥", "乙路", "丙渠"] == listed(job)
    (failed,) = [one for one in job.review.findings if one.code == "edit_failure"]
    assert ("C8", 1) == (failed.cells[0].address, failed.imbalance)
    said = ["B6 “小计” C6 40 = C4:C5 D6 12 = D4:D5", "B9 “其中：市级” C9 9 D9 9"]
    assert [("sum_not_counted", "note", said)] == told(job)


def test_what_a_sum_says_beside_its_figures_is_told() -> None:
    """A remark in its line is no answer, and no part of the sum."""
    job = checked(*ENTRIES, ("", "合计", "40", "12", "含上年结转"))
    (words,) = [one for one in job.review.notes if one.code == "words_not_read"]
    assert ["E6 “含上年结转”"] == words.facts["places"]
