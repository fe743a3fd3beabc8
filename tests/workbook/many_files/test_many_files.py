"""Many files: however they are read, the answer is the same."""

from __future__ import annotations

import copy
import os
import pickle
from collections.abc import Callable
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import youthstats as ys
from tests.workbook.many_files.runs import SCHEME, Refusing, same, units_of
from youthstats import kept, strategies
from youthstats.model.returns import Kept
from youthstats.workbook.reading import settling
from youthstats.workbook.reading.many import gathering
from youthstats.workbook.reading.many.wire import Wire
from youthstats.workbook.reading.read import How, survey

few = settings(max_examples=settings().max_examples // 4)


# ------------------------------------------------------------------------------------ as bytes


@few
@given(st.data())
def test_a_return_comes_back_as_it_was(data: st.DataObject) -> None:
    """What is made bytes of comes back equal, on the scheme's own forms, in another wire too."""
    scheme = data.draw(strategies.schemes())
    filed = data.draw(strategies.filed(scheme))
    there, back = Wire(scheme), Wire(scheme)
    sent = [there.pack(one) for one in filed]
    back.learn(there.shared)
    came = [back.unpack(packed) for packed in sent]
    assert list(filed.returns) == came
    for packed, one in zip(sent, came, strict=True):
        alone = {id: back.unpack_record(packed, id) for id in one.records}
        assert one.records == alone
    for one in came:
        assert all(record.form is scheme.form(id) for id, record in one.records.items())


def test_places_and_notes_come_back_too(in_memory: ys.Filed) -> None:
    """What equality leaves out is there as well; the forms are not in the bytes."""
    wire = Wire(SCHEME)
    for one in in_memory:
        came = wire.unpack(wire.pack(one))
        assert [getattr(one, name) for name in ("locations", "notes", "matching", "asides")] == [
            getattr(came, name) for name in ("locations", "notes", "matching", "asides")
        ]
        assert len(wire.pack(one)) < len(pickle.dumps(one)) / 4


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


def test_returns_kept_in_a_file_travel(folder: Path, in_memory: ys.Filed) -> None:
    """What was read by many can be sent on, to another pool or a file: it holds its returns."""
    filed = ys.read(folder, SCHEME, executor=Refusing(99))
    for travelled in (pickle.loads(pickle.dumps(filed)), copy.deepcopy(filed)):
        assert isinstance(travelled.returns, tuple)
        assert same(in_memory, travelled)


def test_a_file_that_vanishes_is_told(folder: Path) -> None:
    """It was there when the folder was looked through, and gone when its turn came."""

    def vanish(done: int, total: int) -> None:
        (folder / "海宁市.xlsx").unlink(missing_ok=True)

    filed = ys.read(folder, SCHEME, cache=folder.parent / "cache", progress=vanish)
    (report,) = (one for one in filed.files if one.file == "海宁市.xlsx")
    assert ("unreadable", "file.missing") == (report.status, report.reason)
    assert len(list(filed)) == 6


def test_what_progress_raises_comes_out(folder: Path) -> None:
    """Whoever shows progress may stop the run; what was sent and not begun is taken back."""

    def stop(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with ThreadPoolExecutor(1) as executor, pytest.raises(KeyboardInterrupt):
        ys.read(folder, SCHEME, executor=executor, progress=stop)


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
    kept = survey(tmp_path / "met", scheme, How(cache=tmp_path / "cache"), units_of)
    assert same(here, kept.filed)
    assert {"登记表", "南/登记表", "西/登记表"} == set(here.units)
    assert sorted(here.units) == sorted(unit for part in kept.made for unit in part)


@ys.form("A", label="表一", title="登记表")
class Asked:
    """One count."""

    n: int | None = ys.count("人数")


# ------------------------------------------------------------------------------------- by the way


@pytest.mark.parametrize("kept", [False, True])
def test_what_is_made_by_the_way_is_of_what_counts(
    folder: Path, tmp_path: Path, kept: bool
) -> None:
    """Of returns of which none counts nothing is told, though it was made before that was known."""
    found = survey(folder, SCHEME, How(cache=tmp_path / "cache" if kept else None), units_of)
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


def test_a_fault_in_a_worker_is_told_here(
    folder: Path, in_memory: ys.Filed, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What nobody foresaw is no file's fault: the warning comes from wherever it was read."""
    monkeypatch.setattr("youthstats.workbook.reading.taking.interpret", lambda *_: 1 / 0)
    for executor in (None, ThreadPoolExecutor(2)):
        with pytest.warns(RuntimeWarning) as told:
            filed = ys.read(folder, SCHEME, executor=executor)
        assert len(told) == 9
        assert "ZeroDivisionError('division by zero') (test_many_files.py:" in str(told[0].message)
        assert {"file.unexpected"} == {
            one.reason for one in filed.files if one.file == "海宁市.xlsx"
        }


def test_files_are_found_from_another_folder(
    folder: Path, in_memory: ys.Filed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A path is sent as it is from everywhere: a worker may have been started elsewhere."""
    with ProcessPoolExecutor(1) as executor:
        executor.submit(os.chdir, "/").result()
        monkeypatch.chdir(tmp_path)
        assert same(in_memory, ys.read("returns", SCHEME, executor=executor))


def test_what_is_told_of_many_is_kept_as_it_was(
    folder: Path, in_memory: ys.Filed, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Reports and notes that are not held are those that would be, in one order; and they travel."""
    here = ys.check(in_memory)
    monkeypatch.setattr(kept, "FEW", 0)
    monkeypatch.setattr(settling, "FEW", 0)
    with ThreadPoolExecutor(2) as crew:
        filed = ys.read(folder, SCHEME, executor=crew)
    review = ys.check(filed)
    assert not isinstance(filed.files, tuple)
    assert not isinstance(review.notes, tuple)
    assert here.filed.files == tuple(filed.files) == pickle.loads(pickle.dumps(filed.files))
    assert list(here.filed.files[1:3]) == list(filed.files[1:3])
    assert here.notes == tuple(review.notes) == pickle.loads(pickle.dumps(review.notes))
    assert here.findings == review.findings


def test_files_are_read_from_a_folder_that_is_gone(
    folder: Path, in_memory: ys.Filed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where each is named from the root, nobody needs to know where one stands."""
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    with ThreadPoolExecutor(2) as crew:
        assert same(in_memory, ys.read(folder, SCHEME, executor=crew))


def test_kept_returns_are_found_by_their_units(folder: Path, in_memory: ys.Filed) -> None:
    """Of all of them, of some, and in another order."""
    with ThreadPoolExecutor(2) as crew:
        filed = ys.read(folder, SCHEME, executor=crew)
    for some in (slice(None), slice(1, 4), slice(None, None, 2), slice(None, None, -1)):
        here = ys.Filed(SCHEME, in_memory.returns[some])
        found = ys.Filed(SCHEME, filed.returns[some])
        assert list(here) == list(found)
        units = (*SCHEME.units.names, "无此单位")
        assert [here.get(unit) for unit in units] == [found.get(unit) for unit in units]
        for one in (here, found):
            for ask in (one.__getitem__, lambda unit, one=one: one.record(unit, "T1")):
                with pytest.raises(KeyError, match="无此单位"):
                    ask("无此单位")
