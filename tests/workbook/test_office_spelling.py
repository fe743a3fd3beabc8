"""An office's formula spelled for a return: its lines where they are now, or not at all."""

from __future__ import annotations

from types import SimpleNamespace
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from youthstats.model.locations import Location
from youthstats.model.office import Area, Mark, OfficeFormula
from youthstats.workbook.reading.answers.office_spelling import spelled
from youthstats.workbook.reading.sheets.found import Found


def found(*, sheet: str = "表 一", total: int | None = 9) -> dict[str, Found]:
    """One form: rows 5, 6 and 9, of which the middle one was not found, columns C and E."""
    totals = {} if total is None else {"a": (total, 2)}
    location = Location(sheet, {}, (4, None, 8), (2, 4), totals=totals)
    return {"A": cast("Found", SimpleNamespace(location=location))}


def formula(
    rows: tuple[Mark, Mark] | None, columns: tuple[Mark, Mark] | None, **more: object
) -> str:
    """Spell ``=SUM(…)`` of one area in the cell F3; ``""`` where it cannot be."""
    parts: dict[str, object] = {"sheet": None, "form": None, "single": False} | more
    area = Area(rows=rows, columns=columns, **parts)  # type: ignore[arg-type]
    return spelled(OfficeFormula("x", None, ("=SUM(", area, ")")), (2, 5), found()) or ""


HERE = Mark(None, None)
FIRST, MIDDLE, LAST = (Mark("A", line) for line in (0, 1, -1))


@pytest.mark.parametrize(
    ("rows", "columns", "expected"),
    [
        ((FIRST, LAST), (FIRST, FIRST), "C5:C9"),
        ((FIRST, FIRST), (FIRST, LAST), "C5:E5"),
        ((Mark("A", 0, -1), Mark("A", -1, 2)), (FIRST, FIRST), "C4:C11"),
        ((HERE, HERE), (FIRST, LAST), "C3:E3"),
        ((Mark(None, None, 1), Mark(None, None, 2)), (HERE, HERE), "F4:F5"),
        ((Mark(None, 0), Mark(None, 6)), (FIRST, FIRST), "C1:C7"),
        (None, (FIRST, LAST), "C:E"),
        ((FIRST, LAST), None, "5:9"),
        ((FIRST, Mark("A", "合计")), (FIRST, FIRST), "C5:C10"),
    ],
)
def test_lines_are_spelled_where_they_stand(
    rows: tuple[Mark, Mark] | None, columns: tuple[Mark, Mark] | None, expected: str
) -> None:
    """Rows and columns of the form, of the sheet and of the cell itself; whole ones; the totals."""
    assert f"=SUM({expected})" == formula(rows, columns)


@pytest.mark.parametrize(
    ("rows", "columns"),
    [
        ((FIRST, MIDDLE), (FIRST, FIRST)),
        ((FIRST, FIRST), (Mark("A", 2), FIRST)),
        ((Mark("B", 0), FIRST), (FIRST, FIRST)),
        ((Mark("A", 0, -5), FIRST), (FIRST, FIRST)),
    ],
)
def test_a_line_that_is_not_there_makes_no_formula(
    rows: tuple[Mark, Mark], columns: tuple[Mark, Mark]
) -> None:
    """Not found, none of its form, of a form that was not found, above the sheet."""
    assert "" == formula(rows, columns)


def test_a_list_without_entries_makes_no_formula() -> None:
    """There is neither a first entry nor a last one."""
    empty = Location("表 一", {}, (), (2, 4))
    forms = {"A": cast("Found", SimpleNamespace(location=empty))}
    for line in (0, -1):
        area = Area(None, None, (Mark("A", line),) * 2, (FIRST, FIRST), single=True)
        assert spelled(OfficeFormula("x", None, ("=", area)), (2, 5), forms) is None


def test_a_list_without_its_line_of_totals_makes_no_formula() -> None:
    """The row that it would refer to is not on the sheet."""
    area = Area(None, None, (Mark("A", "合计"),) * 2, (FIRST, FIRST), single=True)
    asked = OfficeFormula("x", None, ("=", area))
    assert "=C10" == spelled(asked, (2, 5), found())
    assert spelled(asked, (2, 5), found(total=None)) is None


@given(st.text("表一' !", min_size=1, max_size=5), st.booleans())
def test_another_sheet_is_called_as_it_is_now(name: str, known: bool) -> None:
    """Where its form was found; else as the template calls it. Quotes in it are doubled."""
    at = Mark(None, 4)
    area = Area("旧", "A" if known else "B", (at, at), (at, at), single=True)
    said = spelled(OfficeFormula("x", None, ("=", area, "*2")), (0, 0), found(sheet=name))
    now = name if known else "旧"
    assert "='" + now.replace("'", "''") + "'!E5*2" == said


def test_forms_that_shared_a_sheet_may_stand_on_several() -> None:
    """A cell of another form is named with the sheet that has it now, and one of the own sheet is not."""
    area = Area(None, "A", (FIRST, FIRST), (LAST, LAST), single=True)
    asked = OfficeFormula("x", None, ("=", area))
    assert ["='表 一'!E5", "=E5"] == [
        spelled(asked, (0, 0), found(), own) for own in ("表二", "表 一")
    ]


def test_an_area_between_two_sheets_makes_no_formula() -> None:
    """Its ends are lines of forms that stand on different sheets."""
    other = {"B": found(sheet="表二")["A"]}
    area = Area(None, "A", (FIRST, Mark("B", -1)), (FIRST, FIRST), single=False)
    assert spelled(OfficeFormula("x", None, ("=", area)), (0, 0), found() | other, "表 一") is None
