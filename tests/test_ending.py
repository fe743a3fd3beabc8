"""A command that is ended from outside puts away what it holds."""

from __future__ import annotations

import signal
import subprocess
import sys

import pytest

from youthstats.cli.ending import ending_in_order

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
