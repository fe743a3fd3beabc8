"""Titles inside each other: which form a sheet says it is."""

from __future__ import annotations

import attrs

import youthstats as ys
from youthstats.workbook.package import Cell, Sheet
from youthstats.workbook.reading.books.bearing import bears, titled

YEAR = ys.load_scheme("youth_league_2009")
LONG = YEAR.form("T2").title
SHORT = LONG[2:]


def renamed() -> ys.Scheme:
    """The scheme with a form whose title stands inside another's."""
    forms = tuple(attrs.evolve(f, title=SHORT) if f.id == "T1" else f for f in YEAR.forms)
    return attrs.evolve(YEAR, forms=forms)


def test_the_longest_title_in_a_text_is_meant() -> None:
    """A title that holds another form's is not taken for that form's."""
    scheme = renamed()
    found = [titled(text, scheme) for text in (f"表二：{LONG}", SHORT, "封面")]
    assert ["T2", "T1", None] == [form.id if form is not None else None for form in found]


def test_a_sheet_bears_the_form_of_its_whole_title() -> None:
    """Under the longer title stands that form, and not the one whose title is a part of it."""
    scheme = renamed()
    sheet = Sheet("Sheet1", cells={(0, 0): Cell(LONG)})
    assert [False, True] == [bears(sheet, scheme.form(name), scheme) for name in ("T1", "T2")]
