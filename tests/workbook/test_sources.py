"""Formulas without a result lead back to the cell that broke them: that one alone is to be mended."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import youthstats as ys
from tests.workbook.understanding.drawing import draw
from youthstats.model.values import Missing
from youthstats.workbook.package import Book, Cell, CellError, Sheet
from youthstats.workbook.reading.books.interpret import interpret
from youthstats.workbook.reading.books.unit import unit_spellings
from youthstats.workbook.understanding.template import understand

GRID = """
投资表
填报单位： |
| 名称 | 总投资（万元） | 已完成（万元） | 剩余（万元） |
| 甲 | | | =B4-C4 |
| 乙 | | | =B5-C5 |
| 丙 | | | =B6-C6 |
| 合计 | | | =SUM(D4:D6) |
"""
VALUE = CellError("#VALUE!")


def review(folder: Path, cells: dict[str, Cell]) -> ys.Review:
    """Check a return of the template, its cells as a spreadsheet left them."""
    template = understand(draw(folder / "模板.xlsx", GRID))
    held = {
        **{f"{column}{row}": Cell(5) for column in "BC" for row in (4, 5, 6)},
        **{f"D{row}": Cell(0, f"=B{row}-C{row}") for row in (4, 5, 6)},
        "D7": Cell(0, "=SUM(D4:D6)"),
        **cells,
    }
    labels = {
        "A1": "投资表",
        "A2": "填报单位：",
        "B2": "甲镇",
        "A3": "名称",
        "B3": "总投资（万元）",
    }
    labels |= {
        "C3": "已完成（万元）",
        "D3": "剩余（万元）",
        "A4": "甲",
        "A5": "乙",
        "A6": "丙",
        "A7": "合计",
    }
    placed = {(int(at[1:]) - 1, ord(at[0]) - 65): Cell(text) for at, text in labels.items()}
    placed |= {(int(at[1:]) - 1, ord(at[0]) - 65): cell for at, cell in held.items()}
    book = Book("甲镇.xlsx", "0" * 64, (Sheet("表一", cells=placed),))
    scheme = template.scheme
    (one,) = interpret(book, scheme, unit_spellings(scheme))
    filed = ys.Filed.of(scheme, [one])
    return ys.check(filed)


def blamed(found: ys.Review) -> dict[str, str]:
    """Return the hard findings by the cells they are on."""
    return {one.addresses("zh").rpartition("!")[2]: one.code for one in found.hard}


@pytest.mark.parametrize("stood", ["约800", "—", "八百左右吧", "16（含省级3）", "１６００"])
def test_the_text_is_to_be_mended_and_not_the_formulas(stood: str, tmp_path: Path) -> None:
    """A text where formulas calculate breaks them in a chain; it alone is hard, and names them."""
    error = {"D5": Cell(VALUE, "=B5-C5"), "D7": Cell(VALUE, "=SUM(D4:D6)")}
    found = review(tmp_path, {"C5": Cell(stood), **error})
    assert {"C5": "formulas_broken"} == blamed(found)
    (one,) = found.hard
    for lang in ("zh", "en"):
        assert "D5" in one.message(lang)
        assert "D7" in one.message(lang)


def test_a_broken_formula_is_the_source_of_those_behind_it(tmp_path: Path) -> None:
    """Where no figure is at fault it is the first formula."""
    error = CellError("#REF!")
    cells = {"D5": Cell(error, "=B5-#REF!"), "D7": Cell(error, "=SUM(D4:D6)")}
    assert {"D5": "formulas_broken"} == blamed(review(tmp_path, cells))


def test_a_formula_at_fault_itself_is_blamed(tmp_path: Path) -> None:
    """Nothing it refers to is at fault: neither blanks nor words that are no answers."""
    cells = {"D7": Cell(CellError("#DIV/0!"), '=IF(A4="",1,SUM(D4:D6)/0)')}
    assert {"D7": "unreadable_cell"} == blamed(review(tmp_path, cells))


def test_two_sources_are_both_named(tmp_path: Path) -> None:
    """A total over two broken rows follows from either."""
    cells = {f"D{row}": Cell(VALUE, f"=B{row}-C{row}") for row in (4, 6)}
    cells |= {"C4": Cell("约3"), "B6": Cell("约9"), "D7": Cell(VALUE, "=SUM(D4:D6)")}
    found = review(tmp_path, cells)
    assert {"C4": "formulas_broken", "B6": "formulas_broken"} == blamed(found)


def test_formulas_in_a_circle_end(tmp_path: Path) -> None:
    """A circle has no source: each is blamed for itself."""
    cells = {"D5": Cell(VALUE, "=D7"), "D7": Cell(VALUE, "=D5")}
    assert {"D5", "D7"} == set(blamed(review(tmp_path, cells)))


@given(st.sampled_from(["约800", "—", "9O"]), st.sampled_from(["B", "C"]), st.integers(4, 6))
def test_no_formula_is_blamed_for_a_text(
    tmp_path_factory: pytest.TempPathFactory, stood: str, column: str, row: int
) -> None:
    """Wherever the text stands, it alone is hard, and its difference stays unread."""
    folder = tmp_path_factory.mktemp("sources")
    cells = {f"{column}{row}": Cell(stood), f"D{row}": Cell(VALUE, f"=B{row}-C{row}")}
    found = review(folder, {**cells, "D7": Cell(VALUE, "=SUM(D4:D6)")})
    assert {f"{column}{row}"} == set(blamed(found))
    values = [value for _, _, value in found.filed.returns[0].records["表一"]]
    assert Missing.UNREADABLE in values


@given(
    st.sampled_from(["12 000", "16（含省级3）", "6+2"]),
    st.sampled_from(["5万元", "约8", "八", "5元"]),
    st.booleans(),
)
def test_what_was_read_is_not_blamed_beside_what_was_not(
    tmp_path_factory: pytest.TempPathFactory, unread: str, read: str, first: bool
) -> None:
    """Of a formula that no program worked out, the cell that nobody can read is the only source."""
    texts = (unread, read) if first else (read, unread)
    cells = {at: Cell(text) for at, text in zip(("B5", "C5"), texts, strict=True)}
    cells |= {"D5": Cell(None, "=B5-C5"), "D7": Cell(None, "=SUM(D4:D6)")}
    found = review(tmp_path_factory.mktemp("read"), cells)
    assert {"B5" if first else "C5": "formulas_broken"} == blamed(found)


@pytest.mark.parametrize("word", ["无", "—", " 无 "])
@pytest.mark.parametrize("column", [True, False])
def test_one_word_in_a_row_or_a_column_is_one_finding(
    word: str, column: bool, tmp_path: Path
) -> None:
    """With all its cells and the formulas behind any of them; another word elsewhere is another."""
    places = ("B4", "B5", "B6") if column else ("B5", "C5")
    cells = {at: Cell(word) for at in places}
    rows = sorted({int(at[1:]) for at in places})
    cells |= {f"D{row}": Cell(VALUE, f"=B{row}-C{row}") for row in rows}
    cells |= {"D7": Cell(VALUE, "=SUM(D4:D6)")}
    found = review(tmp_path, cells)
    (one,) = (f for f in found.hard if f.code == "formulas_broken")
    assert list(places) == [cell.address for cell in one.cells]
    for lang in ("zh", "en"):
        assert word.strip() in one.message(lang)
        assert "D5" in one.message(lang)
    assert "formulas_broken_alike" == one.sentence


def test_different_words_are_told_apart(tmp_path: Path) -> None:
    """Each is mended in another way."""
    cells = {"B5": Cell("无"), "C5": Cell("—"), "D5": Cell(VALUE, "=B5-C5")}
    found = review(tmp_path, {**cells, "D7": Cell(VALUE, "=SUM(D4:D6)")})
    assert {"B5": "formulas_broken", "C5": "formulas_broken"} == blamed(found)


def test_a_program_that_worked_it_out_stumbled_over_either(tmp_path: Path) -> None:
    """#VALUE! comes of any text: both are to be mended."""
    cells = {"B5": Cell("12 000"), "C5": Cell("约8"), "D5": Cell(VALUE, "=B5-C5")}
    found = review(tmp_path, {**cells, "D7": Cell(VALUE, "=SUM(D4:D6)")})
    assert {"B5": "formulas_broken", "C5": "formulas_broken"} == blamed(found)
