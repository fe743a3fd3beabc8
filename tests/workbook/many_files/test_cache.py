"""The cache: what was read is found again, is for its owner, and never believed against the file."""

from __future__ import annotations

import gc
import os
import pickle
import shutil
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from attrs import evolve
from click.testing import CliRunner, Result

import youthstats as ys
from tests.workbook.many_files.runs import RETURNS, SCHEME, Refusing, same
from youthstats.cli import main
from youthstats.errors import CacheError
from youthstats.workbook.reading.many.fingerprint import run_key
from youthstats.workbook.reading.many.store import Entry, Shelf, Store, require_usable
from youthstats.workbook.reading.many.wire import Wire


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
    with closing(sqlite3.connect(cache)) as file, file:
        file.execute("update returns set data = ?", (pickle.dumps(os.system),))
    assert same(in_memory, ys.read(folder, SCHEME, cache=cache))
    assert len(taken) == 10


def test_the_cache_is_for_its_owner(folder: Path, tmp_path: Path) -> None:
    """It holds what units reported: nobody else can read it."""
    ys.read(folder, SCHEME, cache=tmp_path / "new" / "cache")
    assert (tmp_path / "new" / "cache").stat().st_mode & 0o077 == 0


def _stamp(path: Path, stamp: str) -> None:
    with closing(sqlite3.connect(path)) as file, file:
        file.execute(stamp)


def test_what_a_cache_says_of_another_file_is_not_believed(
    folder: Path, taken: list[str], tmp_path: Path, in_memory: ys.Filed
) -> None:
    """Entries that a damage put in each other's place are read anew, whichever they are."""
    cache = tmp_path / "cache"
    ys.read(folder, SCHEME, cache=cache)
    taken.clear()
    _stamp(cache, "update taken set head = (select head from taken order by key limit 1)")
    _stamp(cache, "update returns set data = (select data from returns order by key limit 1)")
    assert same(in_memory, ys.read(folder, SCHEME, cache=cache))
    assert len(taken) == 9


def test_a_worker_on_another_machine_does_not_look(
    folder: Path, taken: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """There a file of the same path is another one, or shared in a way SQLite is not made for."""
    ys.read(folder, SCHEME, cache=tmp_path / "cache")
    taken.clear()
    monkeypatch.setattr("platform.node", iter(["here", *["there"] * 99]).__next__)
    filed = ys.read(folder, SCHEME, executor=Refusing(99), cache=tmp_path / "cache")
    assert len(taken) == 10
    assert len(list(filed)) == 7


def test_a_cache_deleted_in_the_midst_costs_nothing(
    folder: Path, tmp_path: Path, in_memory: ys.Filed
) -> None:
    """Neither the run that has it open, nor the next one."""
    cache = tmp_path / "cache"

    def meanwhile(done: int, total: int) -> None:
        if done == 5:
            cache.unlink()

    for _ in range(2):
        ys.read(folder, SCHEME, cache=cache)
        filed = ys.read(folder, SCHEME, cache=cache, progress=meanwhile)
        assert same(in_memory, filed)


def test_what_another_run_took_away_is_kept_again(tmp_path: Path, in_memory: ys.Filed) -> None:
    """A worker found it there, and it is what the worker found that counts."""
    wire = Wire(SCHEME)
    store = Store(tmp_path / "cache", wire)
    entry = Entry("key", wire.dumps(in_memory.files[0]), (wire.pack(in_memory.returns[0]),))
    for _ in range(2):
        store.used([entry])
        assert [in_memory.returns[0]] == list(Shelf(store, "key", 1))


def test_an_emptied_cache_is_told(folder: Path, tmp_path: Path) -> None:
    """Returns that somebody took out of the file afterwards are missed by name."""
    cache = tmp_path / "cache"
    filed = ys.read(folder, SCHEME, cache=cache)
    _stamp(cache, "delete from returns")
    with pytest.raises(CacheError, match="cache"):
        list(filed)


def test_runs_that_begin_together_share_a_cache(tmp_path: Path) -> None:
    """Whoever makes the file is waited for: it is never taken for somebody else's."""
    for turn in range(20):
        path = tmp_path / str(turn)
        with ThreadPoolExecutor(8) as executor:
            list(executor.map(require_usable, [path] * 8))


def test_nothing_stays_open(folder: Path, tmp_path: Path) -> None:
    """The file is closed when the last return that may be asked for is gone."""
    filed = ys.read(folder, SCHEME, cache=tmp_path / "cache")
    assert (tmp_path / "cache-wal").exists()
    assert (tmp_path / "cache-wal").stat().st_mode & 0o077 == 0
    del filed
    gc.collect()
    assert [tmp_path / "cache"] == list(tmp_path.glob("cache*"))


# ----------------------------------------------------------------------------- the command line


@pytest.fixture
def kept_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the command line keeps its cache, from four files on."""
    session = "youthstats.cli.session"
    monkeypatch.setattr(f"{session}.MANY", 4)
    monkeypatch.setattr(f"{session}.user_cache_path", lambda name: tmp_path / "home" / name)
    return tmp_path / "home" / "youthstats" / "returns.sqlite"


def check(*words: str | Path) -> Result:
    return CliRunner().invoke(main, ["check", *map(str, words), "--lang", "en"])


def test_the_command_line_keeps_a_cache(kept_at: Path) -> None:
    """Of many files, and unless it is told not to."""
    check(RETURNS, "--no-cache")
    check(RETURNS / "海宁市.xlsx")
    assert not kept_at.exists()
    first = check(RETURNS)
    assert kept_at.exists()
    assert first.output == check(RETURNS).output


@pytest.mark.parametrize("why", ["damaged", "unwritable"])
def test_a_cache_nobody_asked_for_stops_no_run(why: str, kept_at: Path) -> None:
    """A clerk does not know of it: the run says what is the matter, and goes on without."""
    plain = check(RETURNS, "--no-cache").output
    if why == "damaged":
        kept_at.parent.mkdir(parents=True)
        kept_at.write_bytes(b"no database, and longer than the header of one would be" * 9)
    else:
        kept_at.parent.parent.write_bytes(b"a file where there should be a folder")
    told, rest = check(RETURNS).output.split("\n", 1)
    assert "goes on without" in told
    assert str(kept_at) in told
    assert plain == rest


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no such pipes here")
def test_what_is_no_file_of_a_fit_size_is_not_opened_for_the_cache(
    folder: Path, tmp_path: Path
) -> None:
    """A pipe would be waited at for ever, a file of gigabytes read whole: both are told, as without one."""
    os.mkfifo(folder / "管道.xlsx")
    with (folder / "很大.xlsx").open("wb") as file:
        file.truncate(6_000_000_000)  # holds nothing, and takes no room
    without = {one.file: one.reason for one in ys.read(folder, SCHEME).files}
    cached = ys.read(folder, SCHEME, cache=tmp_path / "cache")
    assert without == {one.file: one.reason for one in cached.files}
    assert ("file.not_a_workbook", "file.too_large") == (without["管道.xlsx"], without["很大.xlsx"])
