"""A command that is ended from outside puts away what it holds."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing, suppress
from pathlib import Path

import pytest
from click.testing import CliRunner

from youthstats.cli import main
from youthstats.cli.ending import INTERRUPTED, ending_in_order, interrupted
from youthstats.workbook.reading.many.gathering import MANY

HOLDING = """
import time
from youthstats.cli.ending import ending_in_order

with ending_in_order():
    try:
        print("held", flush=True)
        time.sleep(60)
    finally:
        print("put away", flush=True)
"""

ENDING = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if sys.platform != "win32"]


@pytest.mark.parametrize("number", ENDING)
def test_what_is_held_is_put_away(number: signal.Signals) -> None:
    """The processes that read end with the command that started them, whoever ends it."""
    command = [sys.executable, "-c", HOLDING]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as run:
        assert run.stdout is not None
        assert "held\n" == run.stdout.readline()
        run.send_signal(number)
        assert "put away\n" == run.stdout.read()
    assert 128 + number == run.returncode


@pytest.mark.parametrize("number", ENDING)
def test_a_signal_that_somebody_looks_after_is_left_to_him(number: signal.Signals) -> None:
    """A command started with nohup goes on when its terminal is closed."""
    before = signal.signal(number, signal.SIG_IGN)
    try:
        with ending_in_order():
            assert signal.SIG_IGN is signal.getsignal(number)
        assert signal.SIG_IGN is signal.getsignal(number)
    finally:
        signal.signal(number, before)


INTERRUPTIBLE = """
import signal
from youthstats.cli import main

signal.signal(signal.SIGINT, signal.default_int_handler)  # whatever started the tests may ignore it
main()
"""

RETURNS = sorted((Path(__file__).parents[1] / "examples" / "2009" / "returns").glob("*.xlsx"))


@pytest.mark.skipif(sys.platform == "win32", reason="there a group of processes has no such signal")
def test_a_run_broken_off_says_what_it_kept(tmp_path: Path) -> None:
    """Ctrl-C reaches every process of a run; none complains, and the next run reads only the rest."""
    folder = tmp_path / "returns"
    folder.mkdir()
    for number in range(3 * MANY):
        shutil.copy(RETURNS[number % len(RETURNS)], folder / f"{number}.xlsx")
    cache = tmp_path / "youthstats" / "returns.sqlite"
    command = [sys.executable, "-c", INTERRUPTIBLE]
    run = subprocess.Popen(
        [*command, "check", str(folder), "--lang", "en"],
        env={**os.environ, "XDG_CACHE_HOME": str(tmp_path)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    while run.poll() is None and not taken(cache):
        time.sleep(0.01)
    os.killpg(run.pid, signal.SIGINT)
    told, complaint = run.communicate()
    assert (INTERRUPTED, "") == (run.returncode, told)
    assert f"\n{interrupted(cache, 'en')}\n" == complaint
    assert str(cache) in complaint
    assert 0 < taken(cache) < 3 * MANY


def taken(cache: Path) -> int:
    """Return how many files a cache knows."""
    with (
        suppress(sqlite3.Error),
        closing(sqlite3.connect(f"file:{cache}?mode=ro", uri=True)) as file,
    ):
        (count,) = file.execute("select count(*) from taken").fetchone()
        return int(count)
    return 0


def test_a_small_run_that_is_broken_off_has_kept_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Exit status 1 would be hard findings: Ctrl-C is another, and is told in the user's language."""

    def press(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("youthstats.cli.commands.review_of", press)
    done = CliRunner().invoke(main, ["check", str(RETURNS[0]), "--lang", "zh"])
    assert (130, "\n已中断。没有写了一半的文件。\n") == (done.exit_code, done.stderr)
