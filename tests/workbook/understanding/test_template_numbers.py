"""Years, ages and months as labels: numbers that lead to answers, whatever figures are filled in."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

from attrs import frozen
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Border, Side

import youthstats as ys
from youthstats.model.axes import categories, items
from youthstats.model.forms import Form, define_form
from youthstats.model.items import Category, Item, Kind
from youthstats.model.schemes import define_scheme

LINE = Side(style="thin")
BOX = Border(left=LINE, right=LINE, top=LINE, bottom=LINE)


@frozen
class Grid:
    """A table of figures: labels down and across, numbers among them, and what a unit files."""

    down: tuple[int | str, ...]
    across: tuple[int | str, ...]
    figures: tuple[tuple[int, ...], ...]
    spelled: bool

    def write(self, path: Path, figures: Sequence[Sequence[int]] = ()) -> Path:
        """Save the table, with figures where there are any; ``spelled`` numbers are texts then."""
        book = Workbook()
        sheet = book.worksheets[0]
        sheet.append(["情况表"])
        sheet.append(["填报单位：", "某单位" if figures else None, "单位：人"])
        sheet.append(["年份", *map(self._label, self.across)])
        for number, label in enumerate(self.down):
            sheet.append([self._label(label), *(figures[number] if figures else ())])
        for row in sheet.iter_rows(
            min_row=3, max_row=3 + len(self.down), max_col=1 + len(self.across)
        ):
            for cell in row:
                cell.border = BOX
        book.save(path)
        return path

    def _label(self, label: int | str) -> int | str:
        return str(label) if self.spelled else label


@st.composite
def grids(draw: st.DrawFn) -> Grid:
    """Draw a table with numbers along one axis at least; its figures may look like the labels."""
    numbers = st.lists(st.integers(1, 40), min_size=2, max_size=5, unique=True)
    words = st.lists(st.sampled_from(("城镇", "农村", "男", "女")), min_size=2, unique=True)
    down: list[int] | list[str] = draw(numbers)
    across: list[int] | list[str] = draw(words)
    if draw(st.booleans()):
        down, across = across, down
    figure = st.sampled_from([one for one in (*down, *across) if isinstance(one, int)])
    row = st.tuples(*(figure for _ in across))
    return Grid(
        tuple(down),
        tuple(across),
        tuple(draw(row) for _ in down),
        draw(st.booleans()),
    )


@given(grids())
def test_numbers_lead_to_answers_as_words_do(grid: Grid) -> None:
    """Every figure is read under its labels, a figure that looks like one too."""
    folder = Path(tempfile.mkdtemp())
    template = ys.understand(grid.write(folder / "我的表.xlsx"))
    assert () == template.doubts
    filed = ys.read(grid.write(folder / "某单位.xlsx", grid.figures), template.scheme)
    (one,) = filed.returns
    (form,) = template.scheme.forms
    known = {
        (form.item(item).label, form.category(str(line)).label): value
        for (item, line), value in one.records[form.id].values.items()
    }
    labels = {
        frozenset((str(row), str(column))): grid.figures[n][at]
        for n, row in enumerate(grid.down)
        for at, column in enumerate(grid.across)
    }
    assert labels == {frozenset(path): value for path, value in known.items()}
    assert [] == [aside.code for aside in one.asides if aside.code == "figures_beside"]


@given(grids())
def test_drawn_by_numbers_or_by_texts_it_is_one_form(grid: Grid) -> None:
    """Whether a year is typed as a number or as a text, the form is the same."""
    folder = Path(tempfile.mkdtemp())
    forms: list[Form] = []
    for spelled in (True, False):
        drawn = Grid(grid.down, grid.across, grid.figures, spelled)
        forms += ys.understand(drawn.write(folder / "我的表.xlsx")).scheme.forms
    assert forms[0] == forms[1]


def test_labels_retyped_as_numbers_bear_the_names_out(tmp_path: Path) -> None:
    """A template of the library prints 2021 as a text; a clerk who types the number is read."""
    form = define_form(
        id="T1",
        label="表一",
        title="分年表",
        items=[Item("students", Kind.COUNT, "学生"), Item("teachers", Kind.COUNT, "教师")],
        rows=items(),
        columns=categories(),
        categories=[Category("before", "2021"), Category("now", "2022")],
    )
    units = ys.Hierarchy((ys.Unit("合计"), ys.Unit("甲县", parent="合计")))
    scheme = define_scheme(id="x", title="年报", period="2022年", forms=[form], units=units)
    blank, *_ = ys.write_templates(tmp_path, scheme)
    book = load_workbook(blank)
    sheet = book.worksheets[0]
    for row in sheet.iter_rows():
        for cell in row:
            if cell.value in {"2021", "2022"}:
                cell.value = int(str(cell.value))
            elif cell.value == "学生":
                for step, figure in ((1, 7), (2, 8)):
                    sheet.cell(cell.row, cell.column + step, figure)
    (tmp_path / "in").mkdir()
    for name in ("甲县.xlsx", "甲县 (1).xlsx"):
        book.save(tmp_path / "in" / name)
    filed = ys.read(tmp_path / "in", scheme)
    (one,) = filed.returns
    values = one.records["T1"].values
    assert (7, 8) == (values["students", "before"], values["students", "now"])
    assert {"names"} == {found.how for found in one.matching}
    assert [] == [aside.code for aside in one.asides if aside.code == "figures_beside"]
