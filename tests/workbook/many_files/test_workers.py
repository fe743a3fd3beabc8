"""Workers that are lost, refuse, or cannot: no return is lost with them, and none counts twice."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest

import youthstats as ys
from tests.workbook.many_files.runs import SCHEME, Refusing, same
from youthstats.model.returns import Return
from youthstats.model.schemes import Scheme
from youthstats.workbook.reading.many.workers import AT_FIRST, WATCHING, Lost, Workers
from youthstats.workbook.reading.read import How, survey


def _once(piece: tuple[int, str]) -> tuple[int, str]:
    """Do a piece; the process that gets the third one first is killed."""
    number, flag = piece
    if number == 3 and not Path(flag).exists():
        Path(flag).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return piece


def _always(piece: tuple[int, str]) -> tuple[int, str]:
    if piece[0] == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return piece


LOST = "Lost with a worker|takes no more"
"""What is told, in one way or both: a pool with a lost process takes no more."""


def _never_again(piece: Any, result: Any) -> None:
    return None


@pytest.mark.parametrize("own", [True, False])
def test_a_lost_worker_loses_no_piece_and_counts_none_twice(tmp_path: Path, own: bool) -> None:
    """A process is killed in the midst of its work: every piece is done, each is told once."""
    pieces = [(number, str(tmp_path / "killed")) for number in range(40)]
    executor = None if own else ProcessPoolExecutor(2)
    workers = Workers(_once, _never_again, executor)
    with nullcontext() if own else pytest.warns(RuntimeWarning, match=LOST):
        assert pieces == sorted(workers.results(pieces))
    assert (tmp_path / "killed").exists()


def test_a_piece_that_ends_processes_is_told() -> None:
    """What kills its process also when it is alone is named; all others are done."""
    pieces = [(number, "") for number in range(12)]
    done = list(Workers(_always, _never_again).results(pieces))
    assert [Lost((3, ""))] == [one for one in done if isinstance(one, Lost)]
    assert sorted(pieces) == sorted(one.piece if isinstance(one, Lost) else one for one in done)


STOPPED = """
import time
from itertools import islice
from youthstats.workbook.reading.many.workers import Workers

def slowly(piece):
    time.sleep(0.05)

results = Workers(slowly, lambda piece, result: None).results(range(40))
list(islice(results, 6))
results.close()
time.sleep(0.5)  # for what threads have to say
"""


def test_a_run_that_is_stopped_ends_without_a_word() -> None:
    """Whoever stops it sees their terminal as it was: no traceback of what was under way."""
    done = subprocess.run(
        [sys.executable, "-c", STOPPED], check=False, capture_output=True, text=True
    )
    assert (0, "", "") == (done.returncode, done.stdout, done.stderr)


def test_what_is_wrong_with_the_work_is_raised() -> None:
    """An error of the work itself is no lost worker: it comes to who asked."""
    with pytest.raises(ZeroDivisionError):
        list(Workers(_divided, _never_again).results([1, 0, 2]))


def _divided(piece: int) -> float:
    return 1 / piece


@pytest.mark.parametrize("most", [0, 1, 5])
def test_an_executor_that_takes_no_more_is_stood_in_for(most: int) -> None:
    """Processes of our own go on where an executor ends."""
    with pytest.warns(RuntimeWarning, match="takes no more.*no more"):
        assert list(range(9)) == sorted(
            Workers(_as_it_is, _never_again, Refusing(most)).results(range(9))
        )


class _Failing(Executor):
    """An executor whose workers cannot do anything, as when the library is not installed there."""

    def __init__(self) -> None:
        self.asked = 0

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        self.asked += 1
        future: Future[Any] = Future()
        future.set_exception(ModuleNotFoundError("No module named 'youthstats'"))
        return future


def test_an_executor_that_can_do_nothing_is_not_asked_for_everything() -> None:
    """What its workers lack is told, and it is not gone on with one piece at a time."""
    executor = _Failing()
    with pytest.warns(RuntimeWarning, match="No module named") as told:
        assert list(range(9)) == sorted(
            Workers(_as_it_is, _never_again, executor).results(range(9))
        )
    assert AT_FIRST == executor.asked
    assert {"Lost with a worker", "The executor takes"} == {str(one.message)[:18] for one in told}


class _Client:
    """Something that has a ``submit``, and is no executor."""

    def submit(self, fn: Callable[..., Any], /, *args: Any) -> object:
        return fn(*args)


def test_a_client_is_no_executor() -> None:
    """Whoever gives the client of a cluster is told what to give."""
    executor: Any = _Client()
    with pytest.raises(TypeError, match=r"_Client\.submit .* client\.get_executor"):
        list(Workers(_as_it_is, _never_again, executor).results([1]))


@pytest.mark.parametrize("given", [3, True, "processes", object(), ThreadPoolExecutor])
@pytest.mark.parametrize("job", [ys.read, ys.reconcile])
def test_what_is_no_executor_is_told_at_once(given: Any, job: Any, tmp_path: Path) -> None:
    """Before anything is looked for: what was given, and what to give."""
    said = "ThreadPoolExecutor is the class" if isinstance(given, type) else re.escape(repr(given))
    with pytest.raises(TypeError, match=rf"{said}.*ProcessPoolExecutor\(4\).*get_executor"):
        job(tmp_path / "nothing there", SCHEME, executor=given)


def _as_it_is(piece: int) -> int:
    return piece


def _kill_once(returns: Sequence[Return], scheme: Scheme) -> list[str]:
    """Name the units; the first process that is to name 嘉善县 is killed."""
    units = [one.unit for one in returns]
    flag = Path(os.environ["KILLED"])
    if "嘉善县" in units and not flag.exists():
        flag.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return units


def _kill_always(returns: Sequence[Return], scheme: Scheme) -> list[str]:
    if any(one.unit == "海宁市" for one in returns):
        os.kill(os.getpid(), signal.SIGKILL)
    return [one.unit for one in returns]


def test_a_worker_lost_while_reading_loses_no_return(
    folder: Path, in_memory: ys.Filed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A reader is killed: every return is there, and what was made of each is there once."""
    monkeypatch.setenv("KILLED", str(tmp_path / "killed"))
    executor = ProcessPoolExecutor(2)
    with pytest.warns(RuntimeWarning, match=LOST):
        found = survey(folder, SCHEME, How(executor=executor), _kill_once)
    made = [unit for part in found.made for unit in part]
    assert (tmp_path / "killed").exists()
    assert same(in_memory, found.filed)
    assert sorted(found.filed.units) == sorted(made)


def test_a_file_that_ends_every_reader_is_named(folder: Path, in_memory: ys.Filed) -> None:
    """It is a file that could not be read, and why; the others are there."""
    with pytest.warns(RuntimeWarning, match=LOST):
        found = survey(folder, SCHEME, How(executor=ProcessPoolExecutor(2)), _kill_always).filed
    (report,) = (one for one in found.files if one.reason == "file.ends_the_process")
    assert ("海宁市.xlsx", "unreadable") == (report.file, report.status)
    assert set(in_memory.units) - {"海宁市"} == set(found.units)
    assert "海宁市" in {finding.unit for finding in ys.check(found).hard}


def test_a_worker_with_another_version_is_told(
    folder: Path, in_memory: ys.Filed, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It reads nothing; the files are read here, with the version that was asked for."""
    where = "youthstats.workbook.reading.many.batches"
    monkeypatch.setattr(f"{where}.version_here", lambda: f"1.0.{threading.get_ident()}")
    with (
        ThreadPoolExecutor(1) as executor,
        pytest.warns(RuntimeWarning, match="this worker has youthstats|takes no more"),
    ):
        assert same(in_memory, ys.read(folder, SCHEME, executor=executor))


WAITING = """
import os, time
from youthstats.workbook.reading.many.workers import Workers

for worker in Workers(lambda _: os.getpid(), lambda *_: None).alone([1, 2]):
    print(worker, flush=True)
    time.sleep(600)
"""


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="processes are looked up in /proc")
def test_a_killed_run_leaves_no_process_behind() -> None:
    """Who is killed ends nobody: the processes that read for it see for themselves that it is gone."""
    with subprocess.Popen(
        [sys.executable, "-c", WAITING], stdout=subprocess.PIPE, text=True
    ) as run:
        assert run.stdout is not None
        worker = int(run.stdout.readline())
        assert is_running(worker)
        run.kill()
        run.wait()
        ending = time.monotonic() + 30 * WATCHING
        while is_running(worker) and time.monotonic() < ending:
            time.sleep(0.1)
        assert not is_running(worker)


def is_running(process: int) -> bool:
    """Tell whether a process is there; one that ended and that nobody asked after is not."""
    try:
        stat = Path(f"/proc/{process}/stat").read_text()
    except FileNotFoundError:
        return False
    return stat.rpartition(")")[2].split()[0] != "Z"


def test_where_no_process_may_be_started_all_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """A worker of a pool may have no children: what it is asked to read it reads by itself."""
    monkeypatch.setattr(
        "youthstats.workbook.reading.many.workers._processes", lambda _: nullcontext(Refusing(0))
    )
    here: Workers[int, tuple[int, int]] = Workers(lambda piece: (piece, os.getpid()), _never_again)
    assert [(piece, os.getpid()) for piece in range(40)] == list(here.results(range(40)))
