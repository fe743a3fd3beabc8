"""``--parquet`` on the command line."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner, Result

import youthstats as ys
from examples.templates import make_templates as made
from youthstats.cli import main

YEAR = Path(__file__).parents[2] / "examples" / "2009"
RETURNS = YEAR / "returns"


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


def test_check_writes_both_tables(tmp_path: Path) -> None:
    """Answers under the name given, findings beside them, and both are said."""
    result = run("check", RETURNS, "--parquet", tmp_path / "2009.parquet", "--lang", "en")
    assert 0 == result.exit_code
    assert "2009.parquet\n" in result.output
    assert "2009_findings.parquet\n" in result.output
    filed = ys.read(RETURNS, ys.load_scheme("youth_league_2009"))
    assert ys.to_arrow(filed) == pq.read_table(tmp_path / "2009.parquet")
    severities = pq.read_table(tmp_path / "2009_findings.parquet")["severity"].to_pylist()
    assert ["soft"] * 5 + ["note"] * 4 == severities


def test_reconcile_writes_them_beside_the_workbook(tmp_path: Path) -> None:
    """Differences to the published report are findings too, and messages are in the language."""
    shutil.copy(YEAR / "published.xlsx", tmp_path / "printed.xlsx")
    result = run(
        *("reconcile", RETURNS, "-o", tmp_path / "2009.xlsx", "--lang", "zh"),
        *(
            "--published",
            tmp_path / "printed.xlsx",
            "--parquet",
            tmp_path / "deep" / "2009.parquet",
        ),
    )
    assert 0 == result.exit_code
    assert 610 == pq.read_metadata(tmp_path / "deep" / "2009.parquet").num_rows
    messages = pq.read_table(tmp_path / "deep" / "2009_findings.parquet")["message"].to_pylist()
    assert 9 == len(messages)
    assert all("请" in one for one in messages[:5])


def test_json_on_standard_output_stays_json(tmp_path: Path) -> None:
    """What was written is said on standard error."""
    result = run("check", RETURNS, "--json", "-", "--parquet", tmp_path / "a.parquet")
    assert result.stdout.startswith("{")
    assert "a_findings.parquet" in result.stderr


@pytest.mark.parametrize("name", [name for name, _, _ in made.SETS])
def test_with_an_own_template(name: str, tmp_path: Path) -> None:
    """A template and an open roster give the tables too."""
    made.main(tmp_path)
    result = run(
        *("check", tmp_path / name, "--template", tmp_path / f"{name}.xlsx"),
        *("--parquet", tmp_path / "out.parquet"),
    )
    assert result.exit_code < 2
    units = set(pq.read_table(tmp_path / "out.parquet")["unit"].to_pylist())
    assert len(made.UNITS) == len(units)  # a card may give the unit a longer name
    assert all(any(unit.startswith(town) for unit in units) for town in made.UNITS)


def test_nothing_readable_replaces_the_tables_of_before(tmp_path: Path) -> None:
    """As with JSON: a stale table would look like this run's."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "嘉善县.xlsx").write_bytes(b"PK\x03\x04 half a file")
    (tmp_path / "a.parquet").write_bytes(b"stale")
    result = run("check", tmp_path / "in", "--parquet", tmp_path / "a.parquet")
    assert 2 == result.exit_code
    assert 0 == pq.read_metadata(tmp_path / "a.parquet").num_rows
    assert 1 <= pq.read_metadata(tmp_path / "a_findings.parquet").num_rows


def test_no_table_takes_the_place_of_an_input(tmp_path: Path) -> None:
    """Returns, published report, template, workbook, JSON: neither file may be one of them."""
    inbox = tmp_path / "in"
    shutil.copytree(RETURNS, inbox)
    made.main(tmp_path)
    shutil.copy(YEAR / "published.xlsx", tmp_path / "printed.xlsx")
    blank = tmp_path / f"{made.SETS[0][0]}.xlsx"
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    out = tmp_path / "out.xlsx"
    for words in (
        ("check", inbox, "--parquet", inbox / "嘉善县.xlsx"),
        ("check", inbox, "--template", blank, "--parquet", blank),
        ("check", inbox, "--parquet", tmp_path / "y.parquet", "--json", tmp_path / "y.parquet"),
        ("check", inbox, "--parquet", tmp_path / "y", "--json", tmp_path / "y_findings.parquet"),
        ("reconcile", inbox, "-o", out, "--parquet", out),
        (
            *("reconcile", inbox, "-o", out, "--published", tmp_path / "printed.xlsx"),
            *("--parquet", tmp_path / "printed.xlsx"),
        ),
    ):
        result = run(*words, "--lang", "en")
        assert 2 == result.exit_code, words
        assert "Choose another output; nothing was written." in result.output
    assert before == {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}


@pytest.mark.parametrize(
    ("lang", "said"), [("en", "Run  pip install youthstats[arrow]"), ("zh", "请运行 pip install")]
)
def test_without_pyarrow_nothing_is_begun(
    lang: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The extra is named before the first file is read, and nothing is written."""
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    result = run(
        *("reconcile", RETURNS, "-o", tmp_path / "out.xlsx", "--lang", lang),
        *("--parquet", tmp_path / "a.parquet"),
    )
    assert 2 == result.exit_code
    assert said in result.output
    assert [] == list(tmp_path.iterdir())
