"""What holds of every template: names stay, what stands elsewhere does not matter, it takes no time."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from time import process_time

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.styles import Border, Side

from tests.workbook.understanding.placing import saved
from tests.workbook.understanding.tables_drawn import Plan, plans
from youthstats.model.forms import Form
from youthstats.workbook.understanding.template import Template, understand

LONGEST = 2.0
"""Seconds that a very large template may take."""


def _form(plan: Plan) -> Form:
    path = Path(tempfile.mkdtemp()) / "我的表.xlsx"
    saved(path, plan)
    (form,) = understand(path).scheme.forms
    return form


def _names(form: Form) -> tuple[list[str], list[str]]:
    return [item.name for item in form.items], [one.name for one in form.categories]


@given(plans(), st.booleans())
def test_names_stay_when_a_column_is_added_elsewhere(plan: Plan, behind: bool) -> None:
    """A new column, or row, names nothing anew but itself."""
    added = "县外客人（人）"
    columns = (*plan.columns, added) if behind else (added, *plan.columns)
    kinds = (*plan.kinds, "count") if behind else ("count", *plan.kinds)
    formats = (*plan.formats, "General") if behind else ("General", *plan.formats)
    more = evolve(plan, columns=columns, kinds=kinds, formats=formats, rows=(*plan.rows, "县外"))
    items, categories = _names(_form(plan))
    more_items, more_categories = _names(_form(more))
    assert items == [name for name in more_items if name != "县外客人"]
    assert categories == [name for name in more_categories if name != "县外"]


@given(plans(), st.tuples(st.integers(0, 9), st.integers(0, 9)))
def test_where_a_table_stands_does_not_matter(plan: Plan, at: tuple[int, int]) -> None:
    """A table moved over its sheet is the same form."""
    assert _form(plan) == _form(evolve(plan, at=at))


@given(plans())
def test_how_a_table_is_drawn_does_not_matter(plan: Plan) -> None:
    """Merged or not, boxed or not, unlocked or not: the items and categories are the same."""
    plain = evolve(plan, merged=True, merged_stub=True, lines=True, unlocked=False, codes=False)
    form, other = _form(plan), _form(plain)
    assert (form.items, form.categories) == (other.items, other.categories)


def _large(columns: int, rows: int) -> Template:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["很大的表"])
    sheet.append(["地区", *(f"指标{n}（万元）" for n in range(columns))])
    for row in range(rows):
        sheet.append([f"地区{row}"])
    side = Side(style="thin")
    for cells in sheet.iter_rows(min_row=2, max_col=columns + 1):
        for cell in cells:
            cell.border = Border(left=side, right=side, top=side, bottom=side)
    path = Path(tempfile.mkdtemp()) / "我的表.xlsx"
    book.save(path)
    before = process_time()
    template = understand(path)
    if "coverage" not in sys.modules:  # it slows everything down
        assert process_time() - before < LONGEST
    return template


def test_a_very_wide_and_a_very_long_table_take_no_time() -> None:
    """Sixty columns, or four hundred rows, are understood before anybody waits."""
    (wide,) = _large(60, 60).scheme.forms
    assert (60, 60) == (len(wide.items), len(wide.categories))
    (long,) = _large(10, 400).scheme.forms
    assert (10, 400) == (len(long.items), len(long.categories))
