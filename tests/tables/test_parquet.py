"""Parquet files: the tables themselves, written as they come, whole or not at all."""

from __future__ import annotations

import os
import tempfile
import tracemalloc
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pyarrow.parquet as pq
import pytest
from attrs import evolve
from hypothesis import given, settings

import youthstats as ys
from youthstats import strategies
from youthstats.errors import WriteError
from youthstats.model.returns import Filed, Return
from youthstats.tables import parquet
from youthstats.tables.parquet import findings_path

YEAR = Path(__file__).parents[2] / "examples" / "2009"
YEAR_2009 = ys.load_scheme("youth_league_2009")

few = settings(max_examples=settings().max_examples // 4)


@pytest.fixture(scope="module")
def review() -> ys.Review:
    """The review of the returns of 2009."""
    return ys.reconcile(YEAR / "returns", YEAR_2009).review


@few
@given(strategies.filed(YEAR_2009))
def test_a_file_is_the_table(filed: Filed) -> None:
    """What is read back is what is made in memory, whatever was filed and whatever was found."""
    review = ys.check(filed)
    with tempfile.TemporaryDirectory() as folder:
        answers, findings = ys.write_parquet(Path(folder) / "a.parquet", review)
        assert ys.to_arrow(filed) == pq.read_table(answers)
        assert ys.findings_to_arrow(review) == pq.read_table(findings)


def test_row_groups_make_no_difference(
    review: ys.Review, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file of several row groups holds the same lines."""
    monkeypatch.setattr(parquet, "ROWS", 100)
    answers, _ = ys.write_parquet(tmp_path / "a.parquet", review)
    assert 1 < pq.ParquetFile(answers).num_row_groups < 8
    assert ys.to_arrow(review.filed) == pq.read_table(answers)


def test_a_database_reads_the_files(review: ys.Review, tmp_path: Path) -> None:
    """DuckDB takes both files by their names, and finds the printed total and the soft findings."""
    answers, findings = ys.write_parquet(tmp_path / "2009.parquet", review)
    assert tmp_path / "2009_findings.parquet" == findings
    with duckdb.connect() as database:
        assert [(1115,)] == database.execute(
            "select sum(number) from read_parquet($1) where form = 'T1' and item = 'posts'",
            [str(answers)],
        ).fetchall()
        assert [("note", 4), ("soft", 5)] == database.execute(
            "select severity, count(*) from read_parquet($1) group by all order by all",
            [str(findings)],
        ).fetchall()


def test_types_are_those_that_spark_and_others_know(review: ys.Review, tmp_path: Path) -> None:
    """In the file a figure is a decimal of 38 digits, a day a date, a list a list of structs."""
    answers, findings = ys.write_parquet(tmp_path / "2009.parquet", review)
    with duckdb.connect() as database:
        types = dict(
            database.execute(
                "select column_name, column_type from (describe from read_parquet($1))",
                [str(answers)],
            ).fetchall()
        )
    assert {"DECIMAL(38,10)"} == {types[name] for name in ("number", "low", "high")}
    assert ("DATE", "BOOLEAN", "INTEGER") == (types["date"], types["leaf"], types["entry"])
    schema = pq.ParquetFile(findings).schema
    assert "cells.list.element.number" in {schema.column(at).path for at in range(len(schema))}


def test_the_same_input_gives_the_same_bytes(review: ys.Review, tmp_path: Path) -> None:
    """Nothing of when and where it was made is in the file."""
    first = [path.read_bytes() for path in ys.write_parquet(tmp_path / "a.parquet", review)]
    again = [path.read_bytes() for path in ys.write_parquet(tmp_path / "b.parquet", review)]
    assert first == again


def many(one: Return, count: int) -> Iterator[Return]:
    for number in range(count):
        yield evolve(one, unit=f"乡镇{number}", file=f"{number}.xlsx")


def test_a_stream_is_written_in_constant_memory(
    review: ys.Review, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Five times as many returns, one by one, take no more memory: a group of rows and no more."""
    monkeypatch.setattr(parquet, "ROWS", 1000)
    scheme = evolve(YEAR_2009, units=ys.Hierarchy.open())
    peaks = []
    for count in (10, 60, 300):  # the first warms up
        tracemalloc.start()
        with ys.answers_writer(tmp_path / "stream.parquet", scheme) as table:
            for one in many(review.filed["嘉善县"], count):
                table.add(one)
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[2] < 1.3 * peaks[1]
    rows = sum(len(record.rows) * len(record.form.items) for record in records(review))
    assert 300 * rows == pq.read_metadata(tmp_path / "stream.parquet").num_rows


def records(review: ys.Review) -> Iterator[ys.Record]:
    yield from review.filed["嘉善县"].records.values()


def test_findings_are_written_one_by_one(review: ys.Review, tmp_path: Path) -> None:
    """A stream of findings makes the same file as the review that holds them."""
    with ys.findings_writer(tmp_path / "f.parquet", YEAR_2009, lang="en") as table:
        for finding in (*review.findings, *review.notes):
            table.add(finding)
    assert ys.findings_to_arrow(review, lang="en") == pq.read_table(tmp_path / "f.parquet")


# ------------------------------------------------------------------- whole or not at all


def test_a_stream_that_breaks_off_leaves_the_old_file(review: ys.Review, tmp_path: Path) -> None:
    """What is raised among the returns stays what it is, and the table of before stays."""
    target = tmp_path / "a.parquet"
    target.write_bytes(b"old")
    with pytest.raises(ZeroDivisionError):
        broken_off(target, review.filed.returns[0])
    assert b"old" == target.read_bytes()
    assert [target] == list(tmp_path.iterdir())


def broken_off(target: Path, one: Return) -> None:
    with ys.answers_writer(target, YEAR_2009) as table:
        table.add(one)
        raise ZeroDivisionError


def test_neither_file_takes_its_place_alone(
    review: ys.Review, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the findings cannot be told, the answers are not replaced either."""

    def refuse(*_: object) -> Any:
        raise LookupError

    target = tmp_path / "a.parquet"
    target.write_bytes(b"old")
    monkeypatch.setattr(parquet, "finding_row", refuse)
    with pytest.raises(LookupError):
        ys.write_parquet(target, review)
    assert b"old" == target.read_bytes()
    assert [target] == list(tmp_path.iterdir())


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize("rows", [1, 10**6])
def test_a_full_disk_names_the_file(
    review: ys.Review, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rows: int
) -> None:
    """Whether the first row group or the last bytes find no room, the path and reason are said."""

    def full(**_: object) -> tuple[int, str]:
        return os.open("/dev/full", os.O_WRONLY), str(tmp_path / ".part")

    monkeypatch.setattr(tempfile, "mkstemp", full)
    monkeypatch.setattr(parquet, "ROWS", rows)
    with pytest.raises(WriteError, match="No space left") as caught:
        ys.write_parquet(tmp_path / "a.parquet", review)
    assert Path(caught.value.path).name in {"a.parquet", "a_findings.parquet"}
    assert [] == list(tmp_path.iterdir())


def test_a_place_that_cannot_be(review: ys.Review, tmp_path: Path) -> None:
    """A folder's name is refused in one sentence, and nothing is written beside it."""
    (tmp_path / "a.parquet").mkdir()
    with pytest.raises(WriteError):
        ys.write_parquet(tmp_path / "a.parquet", review)
    assert [tmp_path / "a.parquet"] == [one for one in tmp_path.iterdir() if one.is_dir()]


@pytest.mark.parametrize("name", ["2009.parquet", "2009.pq", "2009"])
def test_where_the_findings_go(name: str) -> None:
    """Beside the answers, under the same stem."""
    assert Path("out", "2009_findings.parquet") == findings_path(Path("out", name))
