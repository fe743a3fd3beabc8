"""Sums among the entries of a list: never counted as entries, never left out without a word."""

from __future__ import annotations

import tempfile
from pathlib import Path

import openpyxl
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
BIG: tuple[Row, ...] = (("1", "甲桥", "300", "70", ""), ("2", "乙路", "100", "50", ""))

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
    "共8个村道路",
    "共3场讲座",
    "合计植树200棵",
    "合计核算中心",
    "总共享书会",
)
NEITHER = [
    "甲桥",
    "市总工会",
    "总公司",
    "共青团活动中心",
    "共享单车",
    "共有家园",
    "共处一室",
    "合计算账日",
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
    """One where the figures agree, hardly by chance, softly; an entry elsewhere, with a note."""
    assert (None, SumKind.TOTAL) == (sum_said(words), may_say_sum(words))
    job = checked(*BIG, ("", words, "400", "120", ""))
    assert ["甲桥", "乙路"] == listed(job)
    said = [f"B6 “{words}” C6 400 = C4:C5 D6 120 = D4:D5"]
    assert [("sum_likely", "soft", said)] == told(job)
    job = checked(*ENTRIES, ("3", words, "40", "12", ""))
    assert ["甲桥", "乙路", words] == listed(job)
    said = [f"B6 “{words}” C6 40 = C4:C5 D6 12 = D4:D5"]
    assert [("entry_like_sum", "soft", said)] == told(job)
    job = checked(*ENTRIES, ("3", words, "41", "12", ""))
    assert ["甲桥", "乙路", words] == listed(job)
    assert [("entry_like_sum", "note", [f"B6 “{words}” C6 41 D6 12"])] == told(job)


@pytest.mark.parametrize("words", NEITHER)
def test_names_that_only_look_so(words: str) -> None:
    """An entry, and nothing is said."""
    assert (None, None) == (sum_said(words), may_say_sum(words))
    job = checked(*ENTRIES, ("3", words, "41", "12", ""))
    assert ["甲桥", "乙路", words] == listed(job)
    assert [] == told(job)


@pytest.mark.parametrize("words", ["其中", "平均", "均值", "平均数"])
def test_parts_and_means_are_no_entries(words: str) -> None:
    """Nothing is known that they could be held against."""
    job = checked(*ENTRIES, ("", words, "20", "6", ""))
    assert ["甲桥", "乙路"] == listed(job)
    assert [("sum_not_counted", "note", [f"B6 “{words}” C6 20 D6 6"])] == told(job)


def test_a_part_is_none_but_under_a_sum_as_great() -> None:
    """Elsewhere 其中 begins the name of an entry, which is asked about."""
    words = "其中：市级"
    sums = ("", "合计", "40", "12", "")
    small, great = ("", words, "20", "6", ""), ("", words, "41", "6", "")
    said = [("sum_likely", "soft", [f"B7 “{words}” C7 20 D7 6"])]
    job = checked(*ENTRIES, sums, small)
    assert ["甲桥", "乙路"] == listed(job)
    assert said == [one for one in told(job) if one[0] == "sum_likely"]
    assert ["甲桥", "乙路", words] == listed(checked(*ENTRIES, sums, great))
    assert [words, "乙路"] == listed(checked(sums, small, ENTRIES[1]))
    job = checked(*ENTRIES, small)
    assert ["甲桥", "乙路", words] == listed(job)
    assert [("entry_like_sum", "soft", [f"B6 “{words}” C6 20 D6 6"])] == told(job)


def test_a_name_that_says_nothing_beside_the_sum_of_all() -> None:
    """The last line comes to all others in every column: it is counted, and asked about."""
    job = checked(*BIG, ("", "各个项目", "400", "120", ""))
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
    said = ["B6 “小计” C6 40 = C4:C5 D6 12 = D4:D5"]
    part = ("sum_likely", "soft", ["B9 “其中：市级” C9 9 D9 9"])
    assert [part, ("sum_not_counted", "note", said)] == told(job)


def test_what_a_sum_says_beside_its_figures_is_told() -> None:
    """A remark in its line is no answer, and no part of the sum."""
    job = checked(*ENTRIES, ("", "合计", "40", "12", "含上年结转"))
    (words,) = [one for one in job.review.notes if one.code == "words_not_read"]
    assert ["E6 “含上年结转”"] == words.facts["places"]


KEYED = """
青年活动登记表
填报单位： |
| {key} | 内容 | 参加人数 | 场次 |
| | | | |
| | | | |
"""
MORE = "讲座场道路书会家园合计总共其中植树小平均项目3个全镇年度"
named = st.builds(
    lambda first, more, last: f"{first}{more}{last}",
    st.sampled_from(
        ["", "共", "合计", "总", "其中", "共3个", "总共", "小计", "累计", "年度总", "汇总"]
    ),
    st.text(MORE, max_size=5),
    st.sampled_from(["路", "中心", "讲座", "200棵", "会"]),
)
coded = st.one_of(
    st.from_regex(r"[0-9]{4,6}", fullmatch=True), st.dates().map(lambda day: f"{day:%Y-%m-%d}")
)
contents = st.one_of(named, st.sampled_from(["", "共3场", "共5人", "总额", "共2个项目", "累计"]))
# one figure is too small for a sum that is not by chance, so that names alone decide
figured = st.tuples(st.integers(0, 9), st.integers(0, 9))


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(["活动名称", "日期", "编号"]),
    st.lists(st.tuples(st.one_of(named, coded), contents, figured), min_size=1, max_size=8),
    st.sampled_from(["", "合计", "小计", "总计", "共计", "合 计", "总计："]),
)
def test_every_entry_is_counted_whatever_it_is_called(
    key: str, found: list[tuple[str, str, tuple[int, int]]], total: str
) -> None:
    """A name of any words, a code, a date; and a line of totals behind them changes nothing."""
    rows: list[Row] = [(name, about, *map(str, sizes)) for name, about, sizes in found]
    sums = [sum(sizes[at] for *_, sizes in found) for at in (0, 1)]
    last: list[Row] = [(total, "", *map(str, sums))] if total else []
    job = checked(*rows, *last, template=KEYED.format(key=key))
    (one,) = job.filed.returns
    (record,) = one.records.values()
    assert [list(sizes) for *_, sizes in found] == [list(row[2:]) for row in record.rows]


def test_what_a_date_or_a_code_names_is_an_entry() -> None:
    """It comes to what those above do, hardly by chance: it is counted, and asked about."""
    days = [("2024-01-05", "", "300", "1"), ("2024-01-06", "", "200", "1")]
    for key, rows in (("日期", days), ("编号", [("0101", *days[0][1:]), ("0102", *days[1][1:])])):
        last = (rows[-1][0][:-1] + "7", "", "500", "2")
        more = (rows[-1][0][:-1] + "8", "", "4", "1")
        job = checked(*rows, last, more, template=KEYED.format(key=key))
        assert 4 == len(listed(job))
        said = ["C6 500 = C4:C5 D6 2 = D4:D5"]
        assert [("entry_like_sum", "soft", said)] == told(job)


def texts(folder: Path, *rows: tuple[object, ...]) -> ys.Job:
    """Reconcile a return of the list whose cells hold these values, texts as texts."""
    checked(*ENTRIES, folder=folder)
    path = folder / "上报" / "甲镇.xlsx"
    book = openpyxl.load_workbook(path)
    for at, row in enumerate(rows, 4):
        for column, value in enumerate(row, 1):
            book.worksheets[0].cell(at, column).value = value  # type: ignore[assignment]
    book.save(path)
    return ys.reconcile(folder / "上报", ys.understand(folder / "清单.xlsx"))


@pytest.mark.parametrize("first", [100, "100", "1,000", "100万元"])
@pytest.mark.parametrize("as_text", [False, True])
def test_figures_in_texts_add_up_as_numbers_do(
    first: object, as_text: bool, tmp_path: Path
) -> None:
    """A last line that nothing names is the sum of the others, however these are written."""
    size = 1000 if first == "1,000" else 100
    total = str(size + 200) if as_text else size + 200
    job = texts(tmp_path, (1, "甲桥", first, 50), (2, "乙路", 200, 60), (None, None, total, 110))
    assert ["甲桥", "乙路"] == listed(job)
    assert ["sum_not_counted"] == [code for code, *_ in told(job)]


def test_a_last_line_that_nearly_adds_up(tmp_path: Path) -> None:
    """That nothing names it, and that it was rounded, is asked; it is counted."""
    rows = ((1, "甲桥", 100.5, 50), (2, "乙路", 200.1, 60), (None, None, 301, 110))
    job = texts(tmp_path, *rows)
    assert 3 == len(listed(job))
    said = ["C6 301 ≠ C4:C5 300.6 (+0.4) D6 110 = D4:D5"]
    assert [("entry_like_sum", "soft", said)] == told(job)


def test_a_line_without_a_name_among_others_that_have_none() -> None:
    """That nothing names it says no more of it than of them: it is counted, and asked about."""
    rows = [("1", "甲桥", "300", "7", ""), ("2", "", "200", "5", ""), ("3", "", "500", "12", "")]
    job = checked(*rows, ("4", "丁渠", "1", "1", ""))
    assert 4 == len(listed(job))
    said = ["C6 500 = C4:C5 D6 12 = D4:D5"]
    assert [("entry_like_sum", "soft", said)] == told(job)


def test_a_name_merged_over_several_lines_names_them_all(tmp_path: Path) -> None:
    """Those below its first are entries, whatever they come to."""
    checked(*ENTRIES, folder=tmp_path)
    path = tmp_path / "上报" / "甲镇.xlsx"
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    for column, value in enumerate((3, None, 40, 12), 1):
        sheet.cell(6, column).value = value
    sheet.merge_cells("B5:B6")
    book.save(path)
    job = ys.reconcile(tmp_path / "上报", ys.understand(tmp_path / "清单.xlsx"))
    assert 3 == len(listed(job))


def test_sums_without_an_entry_are_told() -> None:
    """Their figures are counted nowhere, which is hard; of 0 there is nothing to say."""
    job = checked(("", "合计", "700", "80", ""))
    assert [("only_sums", "hard", ["B4 “合计” C4 700 D4 80"])] == told(job)
    assert [] == told(checked(("", "合计", "0", "0", "")))
