"""What a number format says of a cell, however an office dresses it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from youthstats.model.items import Kind
from youthstats.workbook.understanding.canvas import Square
from youthstats.workbook.understanding.kinds import asked

PLAIN = ("General", "0", "0.00", "#,##0.0", "0.0%", "yyyy-mm-dd")
BEFORE = ("", "_ ", "_ * ", "_-* ", "_(* ", "[Red]", '"约"', "\\-", "_ [$¥-804]* ")
BEHIND = ("", "_ ", "_)", '"元"', "\\!", "_-")
OTHERS = ("", ';_ * "-"??_ ;_ @_ ', ';"—";@')


def kind_of(number_format: str) -> tuple[Kind, int | None]:
    """Return what a cell with a format asks for under a label that tells nothing."""
    what = asked(Square(number_format=number_format, boxed=True), ["甲栏"], "")
    return what.kind, what.places


@given(
    st.sampled_from(PLAIN),
    st.sampled_from(BEFORE),
    st.sampled_from(BEHIND),
    st.sampled_from(OTHERS),
)
def test_dressing_changes_nothing(plain: str, before: str, behind: str, others: str) -> None:
    """Gaps, fillers, colours, words, and sections for other signs: kind and decimals stay."""
    dressed = f"{before}{plain}{behind}"
    negative = f";{before}-{plain}{behind}" if others else ""
    assert kind_of(plain) == kind_of(f"{dressed}{negative}{others}")


@pytest.mark.parametrize(
    ("number_format", "expected"),
    [
        ('_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * "-"??_ ;_ @_ ', (Kind.MONEY, 2)),
        ('_-* #,##0.0_-;-* #,##0.0_-;_-* "-"?_-;_-@_-', (Kind.MONEY, 1)),
        ("0.00_);[Red](0.00)", (Kind.MONEY, 2)),
        ('[=0]"";0.0%', (Kind.SHARE, 1)),
    ],
)
def test_the_formats_of_accountants(number_format: str, expected: tuple[Kind, int | None]) -> None:
    """The decimals that Excel's and WPS's own accounting formats show are those asked for."""
    assert expected == kind_of(number_format)
