"""Worked examples: what is understood of a template, and that returns of it are read."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.workbook.understanding import (
    cases_cards,
    cases_cells,
    cases_labels,
    cases_limits,
    cases_lists,
    cases_measures,
    cases_numbers,
    cases_odd,
    cases_ordinary,
    cases_quotients,
    cases_registration,
    cases_totals,
)
from tests.workbook.understanding.casework import Case
from tests.workbook.understanding.drawing import draw
from tests.workbook.understanding.filling import differences, read_back
from tests.workbook.understanding.telling import told
from youthstats.workbook.understanding.template import understand

CASES = (
    *cases_limits.CASES,
    *cases_lists.CASES,
    *cases_labels.CASES,
    *cases_cards.CASES,
    *cases_cells.CASES,
    *cases_measures.CASES,
    *cases_numbers.CASES,
    *cases_odd.CASES,
    *cases_ordinary.CASES,
    *cases_quotients.CASES,
    *cases_registration.CASES,
    *cases_totals.CASES,
)

TOLD_OF_ANY = {"unit_from_file_name", "hidden_figures", "unit_as_typed"}
"""What is noted of a return that no unit is written on, and of one with hidden lines."""


@pytest.mark.parametrize("one", CASES, ids=str)
def test_a_template_is_understood(one: Case, tmp_path: Path) -> None:
    """Its forms, items, categories, edits and doubts are those that an office would name."""
    assert one.told == told(understand(draw(tmp_path / "我的表.xlsx", *one.sheets)))


@pytest.mark.parametrize("one", CASES, ids=str)
def test_returns_are_read_as_of_any_form(one: Case, tmp_path: Path) -> None:
    """The ordinary reader finds every answer where it was typed, and takes nothing printed for one."""
    template = understand(draw(tmp_path / "我的表.xlsx", *one.sheets))
    if any(doubt.code in {"not_found_again", "called_alike"} for doubt in template.doubts):
        return  # it was said that returns of this one cannot be read
    read = read_back(template, tmp_path / "某单位.xlsx")
    assert [] == list(differences(template, read))
    beside = [aside for aside in read.asides if aside.code not in TOLD_OF_ANY]
    assert [] == [(aside.code, aside.facts) for aside in beside]
    labels = [(one.absent, one.doubtful, one.reworded) for one in read.matching]
    assert {((), (), ())} == set(labels)
