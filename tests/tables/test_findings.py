"""The table of findings: a line a finding, its cells and suspects inside it."""

from __future__ import annotations

import shutil
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

import youthstats as ys
from examples.templates import make_templates as made
from youthstats import strategies
from youthstats.model.returns import Filed, Record, Return
from youthstats.model.values import nominal
from youthstats.tables.figures import in_full

YEAR = Path(__file__).parents[2] / "examples" / "2009"
YEAR_2009 = ys.load_scheme("youth_league_2009")

few = settings(max_examples=settings().max_examples // 4)


@pytest.fixture(scope="module")
def spoilt(tmp_path_factory: pytest.TempPathFactory) -> ys.Review:
    """The review of 2009 with one total too large by one, and one unit missing."""
    folder = tmp_path_factory.mktemp("spoilt")
    for path in (YEAR / "returns").glob("*.xlsx"):
        shutil.copy(path, folder)
    (folder / "海盐县.xlsx").unlink()
    book = load_workbook(folder / "嘉善县.xlsx")
    book["表一"]["F6"].value = 17
    book.save(folder / "嘉善县.xlsx")
    return ys.reconcile(folder, YEAR_2009).review


def told_of(finding: ys.Finding) -> dict[str, Any]:
    """Return what a line must say of a finding, in the words of the finding itself."""
    return {
        "unit": finding.unit,
        "severity": finding.severity.value,
        "code": finding.code,
        "rule": finding.rule,
        "form": finding.form,
        "message": finding.message("zh"),
        "explanation": finding.explanation,
    }


@few
@given(st.data())
def test_every_finding_and_note_has_its_line(data: st.DataObject) -> None:
    """In the order of the review, numbered from 1, each with all its cells."""
    filed = data.draw(strategies.filed(YEAR_2009))
    review = ys.check(filed)
    every = (*review.findings, *review.notes)
    rows = ys.findings_to_arrow(review).to_pylist()
    assert list(range(1, len(every) + 1)) == [row["finding"] for row in rows]
    for finding, row in zip(every, rows, strict=True):
        assert told_of(finding) == {key: row[key] for key in told_of(finding)}
        assert [(cell.unit, cell.item, in_full(cell.value)) for cell in finding.cells] == [
            (cell["unit"], cell["item"], cell["value"]) for cell in row["cells"]
        ]


def test_a_failed_edit_with_its_suspects(spoilt: ys.Review) -> None:
    """Both sides, the difference, every cell, and what each explanation would change."""
    (finding,) = (one for one in spoilt if one.rule == "T1.bases_add_up")
    (row,) = (
        row
        for row in ys.findings_to_arrow(spoilt, lang="en").to_pylist()
        if row["rule"] == "T1.bases_add_up"
    )
    assert (17, 16, 1) == (row["left_side"], row["right_side"], row["imbalance"])
    assert ("嘉善县.xlsx", "表一", "F6") == (row["file"], row["sheet"], row["address"])
    assert finding.message("en") == row["message"]
    changes = [
        (number, explanation.rank, suspect.cell.address, in_full(suspect.to), suspect.cause)
        for number, explanation in enumerate(finding.suspects, 1)
        for suspect in explanation
    ]
    keys = ("alternative", "rank", "address", "repair", "cause")
    assert changes == [tuple(one[key] for key in keys) for one in row["suspects"]]
    assert ("16", 16) == (row["suspects"][0]["repair"], row["suspects"][0]["repair_number"])


def test_what_is_open_has_ends(spoilt: ys.Review) -> None:
    """Where the edits leave a figure open, the least and the most it may be are told."""
    row = next(
        row
        for row in ys.findings_to_arrow(spoilt).to_pylist()
        if row["rule"] == "T4.spent_as_planned"
    )
    ends = {
        one["address"]: (one["repair"], one["repair_low"], one["repair_high"])
        for one in row["suspects"]
    }
    assert {"E5": (None, 0, 17), "D5": (None, Decimal("17.9"), None)} == ends


def test_a_finding_without_cells(spoilt: ys.Review) -> None:
    """A unit that has not filed is a line with no cell."""
    (row,) = (row for row in ys.findings_to_arrow(spoilt).to_pylist() if row["unit"] == "海盐县")
    assert ("hard", None, [], []) == (
        row["severity"],
        row["address"],
        row["cells"],
        row["suspects"],
    )


def test_cells_are_unnested_in_a_database(spoilt: ys.Review) -> None:
    """One query gives a line a cell, beside the answers as they were read."""
    findings, answers = ys.findings_to_arrow(spoilt), ys.to_arrow(spoilt.filed)
    with duckdb.connect() as database:
        database.register("findings", findings)
        database.register("answers", answers)
        found = database.sql(
            "select answers.number from answers join "
            "(select unnest(cells, recursive := true) from findings where rule = 'T1.bases_add_up')"
            " as cells using (file, sheet, address)"
        ).fetchall()
    (finding,) = (one for one in spoilt if one.rule == "T1.bases_add_up")
    wanted = [nominal(one.value) for one in finding.cells if isinstance(one.value, int)]
    assert sorted(wanted) == sorted(number for (number,) in found if number is not None)


@pytest.mark.parametrize("name", [name for name, _, _ in made.SETS])
def test_of_an_own_template(name: str, tmp_path: Path) -> None:
    """Edits drawn from formulas and labels have lines like any other, and say when inferred."""
    made.main(tmp_path)
    review = ys.reconcile(tmp_path / name, ys.understand(tmp_path / f"{name}.xlsx")).review
    rows = ys.findings_to_arrow(review).to_pylist()
    every = (*review.findings, *review.notes)
    assert [one.inferred for one in every] == [row["inferred"] for row in rows]
    assert [one.message() for one in every] == [row["message"] for row in rows]


def test_halves_of_characters_in_a_cell_are_spelled() -> None:
    """A file whose name is in another encoding is named by its signs, also within the lists."""
    record = Record.of(YEAR_2009.form("T1"), {("total", None): 3, ("county", None): 2})
    one = Return("嘉善县", {"T1": record}, file="\udcb0.xlsx")
    review = ys.localise(ys.check(Filed.of(YEAR_2009, [one]))).review
    (row,) = (
        row for row in ys.findings_to_arrow(review).to_pylist() if row["rule"] == "T1.bases_add_up"
    )
    places = [row, *row["cells"], *row["suspects"]]
    assert {"\\udcb0.xlsx"} == {place["file"] for place in places}
    assert {2, 3} == {cell["number"] for cell in row["cells"] if cell["number"] is not None}
