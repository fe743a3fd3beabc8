"""The long table of answers: nothing lost, nothing added, every answer with its place."""

from __future__ import annotations

import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import duckdb
import pyarrow as pa
import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

import youthstats as ys
from examples.templates import make_templates as made
from tests.tables.back import line_of, returns_back
from tests.texts import texts
from youthstats import strategies
from youthstats.characters import whole_characters
from youthstats.errors import MissingExtraError
from youthstats.model.forms import Line
from youthstats.model.returns import Filed, ReadingNote, Record, Return
from youthstats.model.values import Missing
from youthstats.tables import arrow
from youthstats.tables.columns import ANSWERS, FINDINGS
from youthstats.tables.figures import in_full

YEAR = Path(__file__).parents[2] / "examples" / "2009"
YEAR_2009 = ys.load_scheme("youth_league_2009")
ANY_SCHEME = strategies.schemes() | st.just(YEAR_2009)

some = settings(max_examples=settings().max_examples // 2)


@pytest.fixture(scope="module")
def year() -> Filed:
    """The returns of 2009."""
    return ys.read(YEAR / "returns", YEAR_2009)


def without_empty_lists(one: Return) -> Return:
    """A list without entries has no answer, and so no line."""
    return Return(one.unit, {id: record for id, record in one.records.items() if record.keys})


# ---------------------------------------------------------------------------------- the laws


@some
@given(st.data())
def test_what_was_filed_comes_back_from_the_table(data: st.DataObject) -> None:
    """Of any scheme and any returns: every answer of every record, exactly, and no other."""
    scheme = data.draw(ANY_SCHEME)
    filed = data.draw(strategies.filed(scheme))
    table = ys.to_arrow(filed)
    kept = map(without_empty_lists, filed.returns)
    assert {one.unit: one for one in kept if one.records} == returns_back(
        table.to_pylist(), filed.scheme
    )


@some
@given(strategies.filed(YEAR_2009))
def test_sums_of_the_table_are_the_totals(filed: Filed) -> None:
    """The figures added up in a database are what consolidation makes of them, to the last digit."""
    sums = added(ys.to_arrow(filed))
    for totals in ys.consolidate(filed):
        for name, line, total in totals.record if not totals.form.open else ():
            item = totals.form.item(name)
            if item.additive and not item.recoverable:
                told = (total,) * 3
                if isinstance(total, ys.Inexact):
                    told = (total.value, total.low, total.high)
                known = tuple(None if isinstance(one, Missing) else one for one in told)
                assert known == sums.get((totals.form.id, name, line), (None,) * 3)


def added(answers: pa.Table) -> dict[tuple[str, str, Line], tuple[object, ...]]:
    """Return the sums of what may be added, by form, item and category: number, low and high."""
    with duckdb.connect() as database:
        database.register("answers", answers)
        rows = database.sql(
            "select form, item, category, sum(number), sum(low), sum(high) from answers "
            "where leaf and kind in ('count', 'money') group by all"
        ).fetchall()
    return {(form, item, category): tuple(sums) for form, item, category, *sums in rows}


@given(st.lists(texts(), max_size=3))
def test_any_text_comes_back(words: list[str]) -> None:
    """Only halves of characters, which no such table can hold, are spelled."""
    record = Record.of(
        YEAR_2009.form("T4"), {("project", at): text for at, text in enumerate(words)}
    )
    filed = Filed.of(YEAR_2009, [Return("市级", {"T4": record}, "".join(words)[:50] or "x")])
    table = ys.to_arrow(filed)
    rows = [row for row in table.to_pylist() if row["item"] == "project"]
    assert [whole_characters(text) for text in words] == [row["value"] for row in rows]


@given(st.integers(1, 9), strategies.filed(YEAR_2009))
def test_batches_make_no_difference(rows: int, filed: Filed) -> None:
    """However few rows a batch has, the table is the same."""
    whole = ys.to_arrow(filed)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(arrow, "ROWS", rows)
        assert whole == ys.to_arrow(filed).combine_chunks()


# -------------------------------------------------------------------------- the year 2009


def test_the_totals_of_the_published_report(year: Filed) -> None:
    """Grouped in a database, the returns give the totals that were printed."""
    sums = added(ys.to_arrow(year))
    printed = {
        ("T1", "total", None): 85,
        ("T1", "posts", None): 1115,
        ("T1", "placed", None): 422,
        ("T2", "cards", None): 395,
        ("T2", "funds", None): 7713,
        ("T3", "persons", "primary"): 1458,
        ("T3", "funds", "primary"): 1652509,
    }
    assert printed == {key: sums[key][0] for key in printed}
    assert (160, 160, 169) == sums["T6", "project_served", None]


def test_a_finished_report_is_not_added_twice() -> None:
    """Its lines of totals are told apart: only leaves count, and they give the same sums."""
    report = ys.to_arrow(ys.read(YEAR / "published.xlsx", YEAR_2009))
    assert 1115 == (added(report)["T1", "posts", None][0])
    assert {"嘉兴市"} == {row["unit"] for row in report.to_pylist() if not row["leaf"]}


def test_every_answer_knows_its_cell(year: Filed) -> None:
    """File, sheet and address are those of the location, a list's entries too."""
    rows = ys.to_arrow(year).to_pylist()
    (row,) = (
        row
        for row in rows
        if (row["unit"], row["form"], row["item"], row["entry"]) == ("平湖市", "T4", "actual", 0)
    )
    assert ("平湖市.xlsx", "表四", "E5") == (row["file"], row["sheet"], row["address"])
    assert (Decimal("17.9"), "17.9", "万元") == (row["number"], row["value"], row["measure"])
    for row in rows:
        line = line_of(row)
        assert row["address"] == year[row["unit"]].locations[row["form"]].address(row["item"], line)
        answer = year[row["unit"]].records[row["form"]][row["item"], line]
        assert in_full(answer) == row["value"]


def test_how_it_was_read_is_said(year: Filed) -> None:
    """What was not plainly a figure has its reason and what stood there."""
    said = [row for row in ys.to_arrow(year).to_pylist() if row["note"] is not None]
    assert [("project_served", "reading.approximate", "160余")] == [
        (row["item"], row["note"], row["stood"]) for row in said
    ]


def test_several_notes_of_one_answer_stand_in_one_line() -> None:
    """The first says what stood there."""
    record = Record.of(YEAR_2009.form("T2"), {("cards", None): 20})
    notes = tuple(
        ReadingNote(code, "T2", "cards", None, stood, 20)
        for code, stood in (("reading.text", "20张"), ("reading.unit", "张"))
    )
    one = evolve(Return("市级", {"T2": record}), notes=notes)
    row = ys.to_arrow([one], YEAR_2009).to_pylist()[0]
    assert ("reading.text reading.unit", "20张") == (row["note"], row["stood"])
    assert (None, None, None) == (row["file"], row["sheet"], row["address"])


# ------------------------------------------------------------- other rosters, other templates


def test_over_an_open_roster_the_units_are_those_met() -> None:
    """Streamed against the open roster or read as a whole, the lines are the same."""
    scheme = ys.define_scheme(
        id=YEAR_2009.id,
        version=YEAR_2009.version,
        period=YEAR_2009.period,
        title="任何单位",
        forms=YEAR_2009.forms[:3],
        units=ys.Hierarchy.open(),
    )
    filed = ys.read(YEAR / "returns", scheme)
    whole = ys.to_arrow(filed)
    assert whole == ys.to_arrow(filed.returns, scheme)
    assert 8 == len(set(whole["unit"].to_pylist()))
    assert ({"合计"}, {True}) == (set(whole["parent"].to_pylist()), set(whole["leaf"].to_pylist()))
    total = Return("合计", {"T2": Record.empty(YEAR_2009.form("T2"))})
    first = ys.to_arrow([total], scheme).to_pylist()[0]
    assert (None, False) == (first["parent"], first["leaf"])


@pytest.mark.parametrize("name", [name for name, _, _ in made.SETS])
def test_of_an_own_template(name: str, tmp_path: Path) -> None:
    """Forms that nobody wrote in Python give a table like any other."""
    made.main(tmp_path)
    template = ys.understand(tmp_path / f"{name}.xlsx")
    filed = ys.read(tmp_path / name, template.scheme)
    rows = ys.to_arrow(filed).to_pylist()
    kept = map(without_empty_lists, filed.returns)
    assert {one.unit: one for one in kept} == returns_back(rows, filed.scheme)
    assert {form.id for form in filed.scheme.forms} == {row["form"] for row in rows}


# ------------------------------------------------------------------------ what cannot be


def test_returns_alone_do_not_know_their_scheme() -> None:
    """A list of returns needs its scheme beside it."""
    with pytest.raises(TypeError, match="scheme"):
        ys.to_arrow([])


def test_no_return_is_a_table_without_lines() -> None:
    """The columns are there all the same, each saying what it holds."""
    table = ys.to_arrow([], YEAR_2009)
    assert 0 == table.num_rows
    assert [column.name for column in ANSWERS] == table.column_names
    assert [one.meaning.encode() for one in ANSWERS] == [
        field.metadata[b"meaning"] for field in table.schema
    ]


def test_without_pyarrow_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Asked for a table without the library, the error says what to install."""
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(MissingExtraError, match=r"pip install youthstats\[arrow\]") as caught:
        ys.to_arrow([], YEAR_2009)
    assert ("arrow", "pyarrow") == (caught.value.extra, caught.value.needs)


def test_reading_and_checking_import_no_pyarrow() -> None:
    """It takes its time to import: a run that asks for no table does without it."""
    ask = (
        "import sys, youthstats as ys; "
        f"filed = ys.read({str(YEAR / 'returns')!r}, ys.load_scheme('youth_league_2009')); "
        "ys.check(filed); print('pyarrow' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=True)
    assert "False" == done.stdout.strip()


def test_names_of_columns_need_no_quotation_marks() -> None:
    """No column is called by a word that SQL keeps to itself."""
    names = {column.name for column in (*ANSWERS, *FINDINGS)}
    names |= {one.name for c in FINDINGS if isinstance(c.type, tuple) for one in c.type}
    with duckdb.connect() as database:
        kept = database.sql(
            "select keyword_name from duckdb_keywords() where keyword_category = 'reserved'"
        ).fetchall()
    assert set() == names & {word for (word,) in kept}
