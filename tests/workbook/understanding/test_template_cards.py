"""Random registration forms: each answer is that of its own label, wherever the two stand."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from tests.workbook.understanding.cards_drawn import Card, cards
from tests.workbook.understanding.drawing import draw
from tests.workbook.understanding.filling import differences, fill, read_back
from youthstats.editing.check import check
from youthstats.workbook.reading.read import read
from youthstats.workbook.understanding.template import Template, understand


def _understood(card: Card) -> Template:
    return understand(draw(Path(tempfile.mkdtemp()) / "登记表.xlsx", card.drawn()))


@given(cards())
def test_a_card_is_one_form_with_each_answer_beside_its_label(card: Card) -> None:
    """Labels, kinds, sides and cells are recovered, however wide the cells are."""
    (one,) = _understood(card).forms.values()
    assert [asking.path for asking in card.asking] == [item.path for item in one.form.items]
    assert [asking.kind for asking in card.asking] == [i.kind.value for i in one.form.items]
    assert [asking.side for asking in card.asking] == [item.side for item in one.form.items]
    cells = [(row - 1, column) for row, column in one.places.values()]
    assert [asking.answer for asking in card.asking] == cells


@given(cards())
def test_returns_of_any_card_are_read(card: Card) -> None:
    """The ordinary reader finds every answer of a filled-in copy, and nothing beside them."""
    template = _understood(card)
    assert () == template.doubts
    filed = read_back(template, template.path.with_name("某单位.xlsx"))
    assert [] == list(differences(template, filed))
    assert {aside.code for aside in filed.asides} <= {"unit_from_file_name", "unit_as_typed"}


@given(cards(), st.data())
def test_a_card_reads_the_same_with_a_row_put_in(card: Card, data: st.DataObject) -> None:
    """A blank row between two rows of a card moves the cells and no figure."""
    template = _understood(card)
    target = template.path.with_name("某单位.xlsx")
    (filed,) = read(fill(template, target), template.scheme).returns
    book = load_workbook(target)
    (sheet,) = book.worksheets
    starts = sorted({asking.row for asking in card.asking})
    row = 2 + data.draw(st.sampled_from(starts))
    merged = [str(area) for area in sheet.merged_cells.ranges]
    for area in merged:
        sheet.unmerge_cells(area)  # openpyxl leaves blocks behind, which is tried elsewhere
    sheet.insert_rows(row)
    book.save(target)
    (moved,) = read(target, template.scheme).returns
    assert filed.records == moved.records


def test_a_formula_may_add_a_cell_that_is_no_answer(tmp_path: Path) -> None:
    """A blank cell without a label is told of; what adds it up does not keep the rest from being read."""
    grid = """
清单
填报单位： |
| 项目名称 | 金额（元） |
| | |
| 小计 | =SUM(B4:B4) |
| | |
| 小计 | =SUM(B6:B6) |
| 合计 | =B5+B7 |
"""
    template = understand(draw(tmp_path / "表.xlsx", grid))
    assert "unlabelled" in {doubt.code for doubt in template.doubts}


def test_cards_of_two_in_one_town_are_none_to_delete(tmp_path: Path) -> None:
    """Where several name different things nobody is told to keep one; else one is to be kept."""
    grid = (
        "合作社登记卡\n填报乡镇：\n| 合作社名称 | | 联系电话 | |\n"
        "| 社员（户） | | 出资（万元） | |\n| 主营产业 | | 成立年份 | |"
    )
    template = understand(draw(tmp_path / "表.xlsx", grid))
    for folder, names in (("apart", ("丰禾合作社", "绿源合作社")), ("one", ("丰禾社", "丰禾社"))):
        (tmp_path / folder).mkdir()
        for number, name in enumerate(names, 1):
            book = load_workbook(tmp_path / "表.xlsx")
            sheet = book.worksheets[0]
            sheet["B2"], sheet["B3"], sheet["B4"] = "南湖镇", name, number
            book.save(tmp_path / folder / f"{number}.xlsx")
    told = {
        folder: [
            finding.message() for finding in check(read(tmp_path / folder, template.scheme)).hard
        ]
        for folder in ("apart", "one")
    }
    assert all("丰禾合作社、绿源合作社" in text and "不要删去" in text for text in told["apart"])
    assert all("不要删去" not in text and "只保留" in text for text in told["one"])
    assert (2, 2) == (len(told["apart"]), len(told["one"]))
