"""Who signs under a list: never an entry of it, and no news where the template asks for it."""

from __future__ import annotations

import tempfile
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import youthstats as ys
from tests.workbook.understanding.drawing import draw
from youthstats.workbook.reading.sheets.signatures import words_asking

HEAD = "活动台账\n填报单位：{unit}\n| 序号 | 活动名称 | 地点 | 人数（人） | 备注 |\n"
WORDS = HEAD.replace("人数（人）", "联系人")
TWO = ["活动0", "活动1"]
TOTAL = "| 合计 | | | =SUM(D4:D{last}) | |"


def drawn(path: Path, unit: str, entries: list[str], foot: str, *, words: bool) -> Path:
    """Draw a list with these entries, of figures or of words alone, and what stands under it."""
    fourth = "张三" if words else "5"
    rows = [f"| {n} | {name} | | {fourth if name else ''} | |" for n, name in enumerate(entries, 1)]
    rows += [] if words else [TOTAL.format(last=3 + len(rows))]
    draw(path, (WORDS if words else HEAD).format(unit=unit) + "\n".join(rows))
    book = openpyxl.load_workbook(path)
    for row, line in enumerate(foot.split("\n"), 4 + len(rows)):
        for column, text in enumerate(line.split("|"), 1):
            value = text.strip(" ")
            book.worksheets[0].cell(row, column).value = (
                int(value) if value.isdecimal() else value or None
            )
    book.save(path)
    return path


def filed(printed: str, written: str, entries: list[str] = TWO, *, words: bool = False) -> ys.Job:
    """Reconcile one return under whose entries these words are written."""
    folder = Path(tempfile.mkdtemp())
    (folder / "上报").mkdir()
    template = ys.understand(drawn(folder / "模板.xlsx", "", [""] * 3, printed, words=words))
    rows = [*entries, *[""] * (3 - len(entries))]
    drawn(folder / "上报" / "甲镇.xlsx", "甲镇", rows, written, words=words)
    return ys.reconcile(folder / "上报", template)


def listed(job: ys.Job) -> list[object]:
    """Return the names of the entries."""
    (one,) = job.filed.returns
    (record,) = one.records.values()
    return [row[0] for row in record.rows]


def words_told(job: ys.Job) -> list[object]:
    """Return what was said of words that nobody read."""
    found = [one for one in job.review.notes if one.code == "words_not_read"]
    return [place for one in found for place in one.facts["places"]]  # type: ignore[attr-defined]


SIGNED = [
    "单位负责人（签字）：",
    "审核人 (签 章) :",
    "站长：",
    "分管领导签字：",
    "单位（盖章）",
    "主管局长：",
]


@settings(max_examples=20, deadline=None)
@given(
    st.sampled_from(SIGNED),
    st.sampled_from(["经办人：", "填表人（签字）：", "会计："]),
    st.integers(0, 1),
    st.booleans(),
    st.integers(1, 6),
    st.booleans(),
    st.integers(0, 1),
)
def test_what_a_template_asks_for_under_a_list_is_no_entry(
    first: str, second: str, at: int, beside: bool, entries: int, words: bool, gap: int
) -> None:
    """In the same cell or the next one, in whatever column, under more entries than were printed."""
    led, names = "\n" * gap + "|" * at, [f"活动{n}" for n in range(entries)]
    said = f"{first} | 何芳 | {second} | 罗丹" if beside else f"{first}何芳 | | {second}罗丹"
    job = filed(f"{led}{first} | | {second}", f"{led}{said}", names, words=words)
    assert names == listed(job)
    assert () == job.review.findings
    assert [] == words_told(job)


@pytest.mark.parametrize("words", [True, False])
@pytest.mark.parametrize(
    "signed", ["单位负责人（签章）：何芳", "审核人签字：何芳", "分管领导（签字） | 何芳"]
)
def test_a_signature_nobody_asked_for_is_no_entry_and_told(signed: str, words: bool) -> None:
    """Its words are known; the office did not ask for them."""
    job = filed("", f"| {signed}", words=words)
    assert listed(job) == TWO
    assert () == job.review.findings
    assert words_told(job)


def test_a_row_with_figures_is_an_entry_whatever_it_is_called() -> None:
    """Only what stands behind words that ask for it is no figure of an entry."""
    names = ["活动0", "站长：何芳", "活动2"]
    assert names == listed(filed("| 站长： | | 会计：", "| 站长：何芳", names))
    job = filed("| 站长： | 电话：", "| 站长：何芳 | 电话： | 13800000000")
    assert listed(job) == TWO
    assert () == job.review.findings


@pytest.mark.parametrize(
    ("printed", "written", "told"),
    [
        ("站长： | | 情况说明：", "站长：何芳 | | 情况说明：人数为估计", True),
        ("站长： | | 总经费：", "站长：何芳 | | 总经费：350元", True),
        ("站长： | | ", "站长：何芳 | | 第二项人数有误", True),
        ("站长： | | 填报日期：", "站长：何芳 | | 填报日期：2024.3.20", False),
        ("站长： | | 年   月   日", "站长：何芳 | | 2024年3月20日", False),
        ("站长：____ 会计：____", "站长：何芳 会计：罗丹", False),
    ],
)
def test_other_words_under_a_list_are_told(printed: str, written: str, told: bool) -> None:
    """So is what an office asks to be explained, and a figure that no form asks for."""
    job = filed(f"| {printed}", f"| {written}")
    assert listed(job) == TWO
    assert told == bool(words_told(job))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("单位负责人（签字）：          填表人：", ["单位负责人(签字)", "填表人"]),
        ("审 核 人：____ 报出日期：2024年  月  日", ["审核人", "报出日期"]),
        ("单位（盖章）", ["单位(盖章)"]),
        ("经办人", ["经办人"]),
        ("    年   月   日", ["年月日"]),
        ("说明：本表一式两份。", []),
        ("合计", []),
    ],
)
def test_words_that_ask_for_something_under_a_table(text: str, words: list[str]) -> None:
    """Those before a colon with nothing said behind it, and those that speak of a signature."""
    assert words == list(words_asking(text))
