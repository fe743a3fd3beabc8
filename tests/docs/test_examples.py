"""The example scripts run from any directory and print what they promise."""

from __future__ import annotations

import runpy
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from tests.docs.pages import ROOT
from youthstats.cli import main

EXAMPLES = ROOT / "examples"

PROMISED = {
    "reconcile_year": (
        "0 hard findings, 5 soft.",
        "平湖市: T2.funds_need_cards, T4.spent_as_planned",
        "85 bases offered 1115 posts; 422 people were placed.",
        "7713 万元 were lent on 395 cards.",
    ),
    "compare_published": (
        "As printed: 0 differences in 7 forms.",
        "嘉兴市 T2.funds: computed 7713 (表二!C12), printed 7731 (表二!C10), difference -18",
        "Exit status of the command line: 1",
    ),
    "own_scheme": (
        "Filed: 东湖区, 西山县; missing: 南渡县",
        "L1.rooms_add_up fails (hard)",
        "left 2, right 1, difference +1",
        "9190 visits, of them 3750 young: 40.8%",
    ),
    "own_tests": (
        "holds: What obeys the edits is not reported",
        "holds: A return survives the workbook",
    ),
}


def run(name: str) -> dict[str, Any]:
    return runpy.run_path(str(EXAMPLES / f"{name}.py"))


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Another directory to be in; what a script adds to the path is forgotten again."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", list(sys.path))
    return tmp_path


@pytest.mark.parametrize("name", PROMISED)
def test_an_example_prints_what_it_promises(
    name: str, elsewhere: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(name)["main"]()
    printed = capsys.readouterr().out
    for promise in PROMISED[name]:
        assert promise in printed


def test_every_example_is_tried() -> None:
    assert {path.stem for path in EXAMPLES.glob("*.py")} == set(PROMISED)


@pytest.mark.parametrize("name", ["reconcile_year", "own_scheme"])
def test_an_example_writes_where_it_is_told(name: str, elsewhere: Path) -> None:
    """A folder given on the command line gets the workbooks; it need not exist."""
    script, folder = EXAMPLES / f"{name}.py", elsewhere / "new"
    done = subprocess.run(
        [sys.executable, str(script), str(folder)], capture_output=True, text=True, check=False
    )
    assert 0 == done.returncode, done.stderr
    assert list(folder.glob("*.xlsx"))


def test_the_own_scheme_is_found_by_the_command_line(
    elsewhere: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """``--scheme module:ATTRIBUTE`` takes a scheme that can be imported."""
    monkeypatch.syspath_prepend(EXAMPLES)
    result = CliRunner().invoke(main, ["forms", "--scheme", "own_scheme:SCHEME", "--lang", "en"])
    assert 0 == result.exit_code
    assert "[hard] L1.rooms_add_up: rooms = own + shared" in result.output
