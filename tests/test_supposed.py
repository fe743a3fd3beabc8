"""What was only supposed to be words, or figures: every answer says otherwise, and so is it told."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

import youthstats as ys
from tests.workbook.understanding.drawing import draw

_LIST = "帮扶表\n填报单位：\n| 项目名称 | 总户数 | 甲乙丙 |\n" + "| | | |\n" * 3


def _listed(folder: Path, *answers: str | int | None) -> ys.Job:
    """Reconcile one unit's list with these answers in a column that nothing speaks of."""
    path = draw(folder / "我的表.xlsx", _LIST)
    book = load_workbook(path)
    sheet = book.worksheets[0]
    sheet["A2"] = "填报单位：东山镇"
    for row, answer in enumerate(answers, 4):
        sheet[f"A{row}"], sheet[f"B{row}"], sheet[f"C{row}"] = f"桥{row}", row, answer
    (folder / "上报").mkdir()
    book.save(folder / "上报" / "东山镇.xlsx")
    return ys.reconcile(folder / "上报", ys.understand(path))


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        ((12, 30), True),
        (("1,200", "30.5", None), True),
        ((12, "甲"), False),
        (("001", "002"), False),
        ((13812345678, 13912345678), False),
        ((None, None), False),
    ],
)
def test_figures_where_words_were_only_supposed_are_told(
    answers: tuple[str | int | None, ...], told: bool, tmp_path: Path
) -> None:
    """They are in no total: one soft finding names the column, unless words or codes stand there."""
    done = _listed(tmp_path, *answers)
    found = [one for one in done.review.soft if one.code == "figures_as_words"]
    assert (["甲乙丙"] if told else []) == [one.facts["items"] for one in found]
    assert all("类型" in one.message("zh") for one in found)


_CARD = "登记表\n| 填报单位 | | 甲乙丙 | |\n| 职工人数（人） | | 丁戊 | |"


@pytest.mark.parametrize(
    ("answers", "told"), [(("12", "30"), True), (("12", "甲"), False), (("新型", "传统"), False)]
)
def test_figures_on_a_card_where_words_were_only_supposed(
    answers: tuple[str, str], told: bool, tmp_path: Path
) -> None:
    """What nothing speaks of is words on a card: no return is wrong, and figures are told of."""
    path = draw(tmp_path / "我的表.xlsx", _CARD)
    (tmp_path / "上报").mkdir()
    for unit, answer in zip(("东山镇", "西塘镇"), answers, strict=True):
        book = load_workbook(path)
        cells: dict[str, str | int] = {"B2": unit, "D2": answer, "B3": 5, "D3": "无"}
        for at, value in cells.items():
            book.worksheets[0][at] = value
        book.save(tmp_path / "上报" / f"{unit}.xlsx")
    done = ys.reconcile(tmp_path / "上报", ys.understand(path))
    assert () == done.review.hard
    found = [one for one in done.review.soft if one.code == "figures_as_words"]
    assert (["甲乙丙"] if told else []) == [one.facts["items"] for one in found]


_TABLE = "情况表\n填报单位： | | 单位：万元\n| 项目 | 投资 | 甲乙丙 |\n| 学校 | | |\n| 医院 | | |"


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        (("主体封顶", "基础施工"), True),
        (("主体封顶", None), False),
        (("主体封顶", 30), False),
        (("50人", "60人"), False),
        ((20, 30), False),
    ],
)
def test_words_where_figures_were_only_supposed(
    answers: tuple[str | int | None, ...], told: bool, tmp_path: Path
) -> None:
    """Units that all wrote words are not wrong: one soft finding names the column, and no cell."""
    path = draw(tmp_path / "我的表.xlsx", _TABLE)
    (tmp_path / "上报").mkdir()
    for unit, answer in zip(("东山镇", "西塘镇"), answers, strict=True):
        book = load_workbook(path)
        cells: dict[str, str | int] = {"A2": f"填报单位：{unit}", "B4": 1, "B5": 2}
        cells |= {} if answer is None else {"C4": answer, "C5": answer}
        for at, value in cells.items():
            book.worksheets[0][at] = value
        book.save(tmp_path / "上报" / f"{unit}.xlsx")
    done = ys.reconcile(tmp_path / "上报", ys.understand(path))
    found = [one for one in done.review.soft if one.code == "words_as_figures"]
    assert (["甲乙丙"] if told else []) == [one.facts["items"] for one in found]
    assert all("类型" in one.message("zh") and "甲乙丙" in one.message("en") for one in found)
    words = sum(isinstance(one, str) for one in answers)
    hard = [one.code for one in done.review.hard if one.code == "unreadable_cell"]
    assert (0 if told else 2 * words) == len(hard)
