"""Many files: however they are read, and whatever becomes of the readers, the answer is the same."""

from __future__ import annotations

import os
import pickle
import shutil
import signal
import sqlite3
from collections.abc import Callable, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

import youthstats as ys
from youthstats import strategies
from youthstats.errors import CacheError
from youthstats.model.returns import Kept, Return
from youthstats.model.schemes import Scheme
from youthstats.workbook.reading import taking
from youthstats.workbook.reading.many import batches, gathering
from youthstats.workbook.reading.many.fingerprint import run_key
from youthstats.workbook.reading.many.wire import Wire
from youthstats.workbook.reading.many.workers import AT_FIRST, Lost, Workers
from youthstats.workbook.reading.read import How, survey

SCHEME = ys.load_scheme("youth_league_2009")
RETURNS = Path(__file__).parents[2] / "examples" / "2009" / "returns"

few = settings(max_examples=settings().max_examples // 4)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The eight returns, one of them twice with another figure, a broken file, and a document."""
    target = tmp_path / "returns"
    shutil.copytree(RETURNS, target)
    book: Any = openpyxl.load_workbook(target / "嘉善县.xlsx")
    book["表二"]["B5"] = 1
    book.save(target / "嘉善县（更正）.xlsx")
    (target / "坏.xlsx").write_bytes(b"PK\3\4 and nothing else")
    (target / "说明.docx").write_bytes(b"no workbook")
    return target


@pytest.fixture
def in_memory(folder: Path) -> ys.Filed:
    return ys.read(folder, SCHEME)


def same(one: ys.Filed, other: ys.Filed) -> bool:
    """Tell whether two runs found the same: returns, where they stood, what is said of files."""
    here, there = ([each.locations for each in filed] for filed in (one, other))
    told = evolve(one, returns=()) == evolve(other, returns=())
    return told and list(one) == list(other) and here == there


# ------------------------------------------------------------------------------------ as bytes


@few
@given(st.data())
def test_a_return_comes_back_as_it_was(data: st.DataObject) -> None:
    """What is made bytes of comes back equal, on the scheme's own forms, in another wire too."""
    scheme = data.draw(strategies.schemes())
    filed = data.draw(strategies.filed(scheme))
    there, back = Wire(scheme), Wire(scheme)
    sent = [there.dumps(one) for one in filed]
    back.learn(there.shared)
    came = [back.loads(data) for data in sent]
    assert list(filed.returns) == came
    for one in came:
        assert all(record.form is scheme.form(id) for id, record in one.records.items())


def test_places_and_notes_come_back_too(in_memory: ys.Filed) -> None:
    """What equality leaves out is there as well; the forms are not in the bytes."""
    wire = Wire(SCHEME)
    for one in in_memory:
        came = wire.loads(wire.dumps(one))
        assert [getattr(one, name) for name in ("locations", "notes", "matching", "asides")] == [
            getattr(came, name) for name in ("locations", "notes", "matching", "asides")
        ]
        assert len(wire.dumps(one)) < len(pickle.dumps(one)) / 4


def test_bytes_name_nothing_that_does_anything() -> None:
    """Bytes somebody prepared cannot call a function; those of the same run may name more."""
    wire = Wire(SCHEME)
    for harmful in (os.system, Path.unlink, ys.write, eval):
        with pytest.raises(pickle.UnpicklingError, match="nothing that a return holds"):
            wire.loads(pickle.dumps(harmful))
    for module, name in (("forms", "os.system"), ("forms", "Form.from_workbook"), ("linear", "re")):
        harmful_too = pickle.PROTO + b"\4" + _named(f"youthstats.model.{module}", name) + b"."
        with pytest.raises(pickle.UnpicklingError, match="nothing that a return holds"):
            wire.loads(harmful_too)
    assert wire.loads(pickle.dumps(ys.check), of_this_run=True) is ys.check


def _named(module: str, name: str) -> bytes:
    """Return the bytes that say: the thing of this name in that module."""
    texts = (text.encode() for text in (module, name))
    said = (pickle.SHORT_BINUNICODE + bytes([len(text)]) + text for text in texts)
    return b"".join(said) + pickle.STACK_GLOBAL


# -------------------------------------------------------------------------------- one by one


EXECUTORS: dict[str, Callable[[], Executor | None]] = {
    "here": lambda: None,
    "threads": lambda: ThreadPoolExecutor(2),
    "processes": lambda: ProcessPoolExecutor(2),
}


@pytest.mark.parametrize("kind", EXECUTORS)
def test_where_files_are_read_changes_nothing(
    kind: str, folder: Path, in_memory: ys.Filed, tmp_path: Path
) -> None:
    """Read here, in threads or in processes: the same returns, reports, duplicates and findings."""
    executor = EXECUTORS[kind]()
    try:
        filed = ys.read(folder, SCHEME, executor=executor, cache=tmp_path / "cache")
    finally:
        if executor is not None:
            executor.shutdown()
    assert isinstance(filed.returns, Kept)
    assert same(in_memory, filed)
    assert ys.check(in_memory).findings == ys.check(filed).findings
    assert list(in_memory.returns[1:3]) == list(filed.returns[1:3])


def test_processes_of_our_own_read_many(
    folder: Path, in_memory: ys.Filed, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From some hundreds on processes are started, without anybody asking; progress is told."""
    for module in ("many.gathering", "read"):
        monkeypatch.setattr(f"youthstats.workbook.reading.{module}.MANY", 4)
    monkeypatch.setattr(gathering, "cores", lambda: 2)
    told: list[tuple[int, int]] = []
    filed = ys.read(folder, SCHEME, progress=lambda done, total: told.append((done, total)))
    assert isinstance(filed.returns, Kept)
    assert same(in_memory, filed)
    assert told == sorted(told)
    assert told[-1] == (10, 10)


def test_a_cluster_reads_them(folder: Path, in_memory: ys.Filed) -> None:
    """A real cluster of two processes, by its executor."""
    distributed = pytest.importorskip("distributed")
    with (
        distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, dashboard_address=None
        ) as cluster,
        distributed.Client(cluster) as client,
    ):
        assert same(in_memory, ys.read(folder, SCHEME, executor=client.get_executor()))


def test_units_that_are_met_are_met_alike(tmp_path: Path) -> None:
    """Without a roster, too, where files of one name lie in several folders."""
    scheme = ys.define_scheme(
        id="met", title="登记表", period="", forms=[Asked], units=ys.Hierarchy.open()
    )
    for place in ("东", "西", "南"):
        path = tmp_path / "met" / place / "登记表.xlsx"
        path.parent.mkdir(parents=True)
        ys.write_return(path, scheme, "", {"A": ys.parse_record(scheme.form("A"), {"n": 3})})
    here = ys.read(tmp_path / "met", scheme)
    kept = survey(tmp_path / "met", scheme, How(cache=tmp_path / "cache"), _units)
    assert same(here, kept.filed)
    assert {"登记表", "南/登记表", "西/登记表"} == set(here.units)
    assert sorted(here.units) == sorted(unit for part in kept.made for unit in part)


@ys.form("A", label="表一", title="登记表")
class Asked:
    """One count."""

    n: int | None = ys.count("人数")


# --------------------------------------------------------------------------------- workers lost


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


def test_what_is_wrong_with_the_work_is_raised() -> None:
    """An error of the work itself is no lost worker: it comes to who asked."""
    with pytest.raises(ZeroDivisionError):
        list(Workers(_divided, _never_again).results([1, 0, 2]))


def _divided(piece: int) -> float:
    return 1 / piece


class _Refusing(Executor):
    """An executor that takes a few pieces and then no more."""

    def __init__(self, most: int) -> None:
        self.left = most

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        if not self.left:
            raise RuntimeError("no more")
        self.left -= 1
        future: Future[Any] = Future()
        future.set_result(fn(*args, **kwargs))
        return future


@pytest.mark.parametrize("most", [0, 1, 5])
def test_an_executor_that_takes_no_more_is_stood_in_for(most: int) -> None:
    """Processes of our own go on where an executor ends."""
    with pytest.warns(RuntimeWarning, match="takes no more.*no more"):
        assert list(range(9)) == sorted(
            Workers(_as_it_is, _never_again, _Refusing(most)).results(range(9))
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


# ------------------------------------------------------------------------------------- by the way


def _units(returns: Sequence[Return], scheme: Scheme) -> list[str]:
    return [one.unit for one in returns]


@pytest.mark.parametrize("kept", [False, True])
def test_what_is_made_by_the_way_is_of_what_counts(
    folder: Path, tmp_path: Path, kept: bool
) -> None:
    """Of returns of which none counts nothing is told, though it was made before that was known."""
    found = survey(folder, SCHEME, How(cache=tmp_path / "cache" if kept else None), _units)
    made = [unit for part in found.made for unit in part]
    assert "嘉善县" not in made
    assert sorted(found.filed.units) == sorted(made)


@pytest.mark.parametrize("kept", [False, True])
def test_the_whole_job_is_the_same(folder: Path, tmp_path: Path, kept: bool) -> None:
    """Checked and added where they are read, or here: one review, the same totals, one workbook."""
    filed = ys.read(folder, SCHEME)
    job = ys.reconcile(
        folder, SCHEME, tmp_path / "out.xlsx", cache=tmp_path / "cache" if kept else None
    )
    assert ys.localise(ys.check(filed, complete=True)).review.findings == job.review.findings
    totals = ys.consolidate(filed)
    for one, other in zip(totals, job.totals, strict=True):
        assert dict(one.records) == dict(other.records)
    assert (tmp_path / "out.xlsx").exists()


# ------------------------------------------------------------------------------------- the cache


@pytest.fixture
def taken(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files that are really read, as they are."""
    names: list[str] = []
    true = taking.take

    def counting(file: Any, *more: Any) -> Any:
        names.append(file.shown)
        return true(file, *more)

    monkeypatch.setattr(batches, "take", counting)
    return names


def test_unchanged_files_are_not_read_twice(
    folder: Path, taken: list[str], tmp_path: Path, in_memory: ys.Filed
) -> None:
    """A second run reads what is new, changed, renamed, or could not be read, and nothing else."""
    cache = tmp_path / "cache"
    assert same(in_memory, ys.read(folder, SCHEME, cache=cache))
    assert len(taken) == 10
    taken.clear()
    assert same(in_memory, ys.read(folder, SCHEME, cache=cache))
    assert taken == ["坏.xlsx"]
    taken.clear()
    shutil.copy(folder / "嘉善县.xlsx", folder / "嘉善县（更正）.xlsx")
    (folder / "海宁市.xlsx").rename(folder / "海宁.xlsx")
    again = ys.read(folder, SCHEME, cache=cache)
    assert sorted(taken) == sorted(["坏.xlsx", "嘉善县（更正）.xlsx", "海宁.xlsx"])
    assert same(ys.read(folder, SCHEME), again)


def test_another_scheme_or_library_reads_anew(folder: Path, tmp_path: Path) -> None:
    """What a reading depends on is in the key: any change of the scheme, any of the library."""
    other = evolve(SCHEME, forms=(evolve(SCHEME.forms[0], blank="missing"), *SCHEME.forms[1:]))
    assert run_key(SCHEME) == run_key(ys.load_scheme("youth_league_2009"))
    assert run_key(SCHEME) != run_key(other)


def test_a_run_that_was_cut_off_goes_on(folder: Path, taken: list[str], tmp_path: Path) -> None:
    """What was read before somebody stopped the run is not read again."""

    def stop(done: int, total: int) -> None:
        if done == 4:
            raise KeyboardInterrupt

    cache = tmp_path / "cache"
    with pytest.raises(KeyboardInterrupt):
        ys.read(folder, SCHEME, cache=cache, progress=stop)
    before = len(taken)
    taken.clear()
    ys.read(folder, SCHEME, cache=cache)
    assert before == 4
    assert len(taken) in {6, 7}  # 坏.xlsx is tried again where it was among the four


def test_a_file_of_somebody_else_is_left_alone(folder: Path, tmp_path: Path) -> None:
    """A database that is not ours, or no database, is not written to, and named."""
    database, text = tmp_path / "other.sqlite", tmp_path / "notes.txt"
    with sqlite3.connect(database) as file:
        file.execute("create table mine (x)")
    file.close()
    text.write_text("these are notes, and they are longer than a header of SQLite would be" * 9)
    for path in (database, text):
        before = path.read_bytes()
        with pytest.raises(CacheError, match="not a cache"):
            ys.read(folder, SCHEME, cache=path)
        assert before == path.read_bytes()


def test_a_tampered_cache_is_read_past(
    folder: Path, taken: list[str], tmp_path: Path, in_memory: ys.Filed
) -> None:
    """Bytes that somebody changed are not believed: the file is read anew."""
    cache = tmp_path / "cache"
    ys.read(folder, SCHEME, cache=cache)
    taken.clear()
    with sqlite3.connect(cache) as file:
        file.execute("update returns set data = ?", (pickle.dumps(os.system),))
    file.close()
    assert same(in_memory, ys.read(folder, SCHEME, cache=cache))
    assert len(taken) == 10


def test_the_cache_is_for_its_owner(folder: Path, tmp_path: Path) -> None:
    """It holds what units reported: nobody else can read it."""
    ys.read(folder, SCHEME, cache=tmp_path / "new" / "cache")
    assert (tmp_path / "new" / "cache").stat().st_mode & 0o077 == 0
