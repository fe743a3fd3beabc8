"""From paths to returns: every file gets a status, and no file raises."""

from __future__ import annotations

import shutil
from functools import cache
from pathlib import Path

import openpyxl
import pytest
from attrs import evolve

import youthstats as ys
from youthstats.errors import NothingToReadError
from youthstats.model.returns import FileReport
from youthstats.model.sentences import reason_sentence

SCHEME = ys.load_scheme("youth_league_2009")
RETURNS = Path(__file__).parents[2] / "examples" / "2009" / "returns"


@cache
def filed_2009() -> ys.Filed:
    return ys.read(RETURNS, SCHEME)


def one_file(path: Path, scheme: ys.Scheme = SCHEME) -> FileReport:
    (report,) = ys.read(path, scheme).files
    return report


def copied(folder: Path, *units: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for unit in units:
        shutil.copy(RETURNS / f"{unit}.xlsx", folder)
    return folder


def written(path: Path, unit: str, *, posts: int | None = None, scheme: ys.Scheme = SCHEME) -> Path:
    """Write the return of 嘉善县 under another unit's name, with another figure if asked."""
    records = dict(filed_2009()["嘉善县"].records)
    if posts is not None:
        records["T1"] = records["T1"].replacing({("posts", None): posts})
    path.parent.mkdir(parents=True, exist_ok=True)
    ys.write_return(path, scheme, unit, records)
    return path


def statuses(filed: ys.Filed) -> list[tuple[str, str | None, str, str]]:
    return [(r.file, r.unit, r.status, r.reason) for r in filed.files]


# -------------------------------------------------------------------------------------- paths


def test_a_folder_a_file_a_glob_and_a_list(tmp_path: Path) -> None:
    """A folder, one file, a glob and a list of any of them, as text or as paths."""
    copied(tmp_path / "in" / "deeper", "嘉善县")
    copied(tmp_path / "in", "平湖市")
    folder = tmp_path / "in"
    both = ["嘉善县", "平湖市"]
    assert both == units(ys.read(folder, SCHEME))
    assert both == units(ys.read(str(folder), SCHEME))
    assert ["平湖市"] == units(ys.read(f"{folder}/*.xlsx", SCHEME))
    assert both == units(ys.read(f"{folder}/**/*.xlsx", SCHEME))
    assert ["平湖市"] == units(ys.read(folder / "平湖市.xlsx", SCHEME))
    assert both == units(ys.read([folder / "平湖市.xlsx", f"{folder}/deeper/*"], SCHEME))


def units(filed: ys.Filed) -> list[str]:
    return [one.unit for one in filed]


def test_a_file_given_twice_is_read_once(tmp_path: Path) -> None:
    """The same file by way of its folder and by itself is one file."""
    copied(tmp_path / "in", "嘉善县")
    again = ys.read([tmp_path / "in", tmp_path / "in" / "嘉善县.xlsx"], SCHEME)
    assert [("嘉善县.xlsx", "嘉善县", "read", "")] == statuses(again)


def test_returns_come_in_report_order(tmp_path: Path) -> None:
    """Whatever the files are called, returns come in the order of the roster."""
    for place, unit in enumerate(reversed(SCHEME.units.leaves)):
        copied(tmp_path, unit)
        (tmp_path / f"{unit}.xlsx").rename(tmp_path / f"{place}.xlsx")
    assert list(SCHEME.units.leaves) == units(ys.read(tmp_path, SCHEME))


def test_progress_is_told(tmp_path: Path) -> None:
    """``progress`` hears after each file how many are done, of how many."""
    copied(tmp_path, "嘉善县", "平湖市")
    heard: list[tuple[int, int]] = []
    ys.read(tmp_path, SCHEME, progress=lambda done, of: heard.append((done, of)))
    assert [(1, 2), (2, 2)] == heard


@pytest.mark.parametrize("given", ["missing", "missing.xlsx", "none/*.xlsx"])
def test_a_path_that_is_not_there(given: str, tmp_path: Path) -> None:
    """A folder, file or glob that leads nowhere raises, naming it."""
    with pytest.raises(NothingToReadError) as caught:
        ys.read(tmp_path / given, SCHEME)
    assert str(tmp_path / given) == caught.value.path
    assert "read.no_such_path" == caught.value.reason
    assert "check the path" in str(caught.value)


def test_a_folder_without_a_workbook(tmp_path: Path) -> None:
    """An empty folder, or one with other files alone, raises: there is nothing to read."""
    for reason in ("read.no_workbook", "read.only_others"):
        with pytest.raises(NothingToReadError) as caught:
            ys.read(tmp_path, SCHEME)
        assert (reason, str(tmp_path)) == (caught.value.reason, caught.value.path)
        (tmp_path / "notes.txt").write_text("x")
    with pytest.raises(NothingToReadError):
        ys.read([], SCHEME)


# ------------------------------------------------------------------------ files of other sorts


def test_files_that_are_skipped_and_files_that_cannot_be_read(tmp_path: Path) -> None:
    """Lock files and other kinds are skipped; what should be a workbook and is not, is told."""
    copied(tmp_path, "嘉善县")
    (tmp_path / "~$嘉善县.xlsx").write_bytes(b"x")
    (tmp_path / ".~嘉善县.xlsx").write_bytes(b"x")
    (tmp_path / "说明.docx").write_bytes(b"x")
    (tmp_path / "空.xlsx").write_bytes(b"")
    (tmp_path / "网页.xls").write_text("<html><table></table></html>")
    (tmp_path / "半.xlsx").write_bytes((RETURNS / "平湖市.xlsx").read_bytes()[:20_000])
    found = {
        name: (status, reason) for name, _, status, reason in statuses(ys.read(tmp_path, SCHEME))
    }
    assert {
        "嘉善县.xlsx": ("read", ""),
        "~$嘉善县.xlsx": ("skipped", "file.lock"),
        ".~嘉善县.xlsx": ("skipped", "file.lock"),
        "说明.docx": ("skipped", "file.document"),
        "空.xlsx": ("unreadable", "file.empty"),
        "网页.xls": ("unreadable", "file.html"),
        "半.xlsx": ("unreadable", "file.damaged"),
    } == found


def test_every_status_has_its_sentence(tmp_path: Path) -> None:
    """What became of a file can be said in both languages, with what to do."""
    (tmp_path / "空.xlsx").write_bytes(b"")
    book = openpyxl.Workbook()
    book.save(tmp_path / "别的.xlsx")
    written(tmp_path / "x.xlsx", "上海市")
    written(tmp_path / "a.xlsx", "嘉善县", posts=1)
    written(tmp_path / "b.xlsx", "嘉善县", posts=2)
    found = ys.check(ys.read(tmp_path, SCHEME))
    assert {"unreadable_file", "unknown_unit", "duplicate_return"} == {f.code for f in found}
    for finding in found:
        assert all(finding.message(lang) for lang in ("zh", "en"))
        assert finding.file
        assert finding.file in finding.detail()


def test_a_workbook_without_any_of_our_forms(tmp_path: Path) -> None:
    """A workbook about something else is unreadable, and says which sheets it has."""
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active["A1"] = "采购清单"
    book.save(tmp_path / "x.xlsx")
    report = one_file(tmp_path / "x.xlsx")
    assert ("unreadable", "file.no_form") == (report.status, report.reason)
    assert ["Sheet"] == report.facts["sheets"]


# --------------------------------------------------------------------------------- whose it is


@pytest.mark.parametrize(
    "name", ["嘉善县", "嘉善", " 嘉 善 县 ", "嘉善县团委", "共青团嘉善县委", "嘉兴市嘉善县"]
)
def test_other_names_of_a_unit(name: str, tmp_path: Path) -> None:
    """A unit is known by its name, its short name and those clerks use, however spaced."""
    filed = ys.read(written(tmp_path / "x.xlsx", name), SCHEME)
    assert [("x.xlsx", "嘉善县", "read", "")] == statuses(filed)


def test_the_file_name_says_the_unit_where_the_sheet_does_not(tmp_path: Path) -> None:
    """Without 填报单位 the file's name is asked; without that either, nobody is guessed."""
    assert "嘉善县" == one_file(written(tmp_path / "2009年嘉善县报表.xlsx", "")).unit
    report = one_file(written(tmp_path / "报表.xlsx", ""))
    assert ("unknown_unit", "file.no_unit", None) == (report.status, report.reason, report.unit)
    both = one_file(written(tmp_path / "嘉善县和平湖市.xlsx", ""))
    assert ("unknown_unit", "file.no_unit") == (both.status, both.reason)


def test_a_unit_that_is_not_on_the_roster(tmp_path: Path) -> None:
    """An unknown unit is named with the roster, though the file's name may say a known one."""
    report = one_file(written(tmp_path / "嘉善县.xlsx", "上海市"))
    assert ("unknown_unit", "file.unknown_unit") == (report.status, report.reason)
    assert ["上海市"] == report.facts["stood"]
    assert list(SCHEME.units.leaves) == report.facts["units"]


def test_of_a_long_roster_the_message_names_what_is_near(tmp_path: Path) -> None:
    """A name that is not among hundreds is held against those like it, not against the first."""
    long = (*SCHEME.units, *(ys.Unit(f"第{n}街道", "嘉兴市") for n in range(1, 300)))
    scheme = evolve(SCHEME, units=ys.Hierarchy(long))
    (report,) = ys.read(written(tmp_path / "x.xlsx", "嘉山县"), scheme).files
    sentence = reason_sentence(report, "zh")
    assert "（是不是 嘉善县？）" in sentence
    assert "名录（共 307 个）：嘉善县、" in sentence
    assert "…" in sentence
    (silent,) = ys.read(written(tmp_path / "y.xlsx", ""), scheme).files
    assert ["市级", "南湖区", "秀洲区", "嘉善县", "平湖市", "…"] == silent.facts["units"]


def test_the_whole_cannot_file_a_return(tmp_path: Path) -> None:
    """嘉兴市 is what everybody adds up to, not a unit that files."""
    report = one_file(written(tmp_path / "x.xlsx", "嘉兴市"))
    assert ("unknown_unit", "file.unit_over_others") == (report.status, report.reason)
    assert list(SCHEME.units.leaves) == report.facts["units"]


def test_a_unit_over_others_is_told_that_it_is(tmp_path: Path) -> None:
    """平湖市 with streets under it is on the roster: its figures are theirs, and it files none."""
    more = (ys.Unit("当湖街道", "平湖市"), ys.Unit("钟埭街道", "平湖市"))
    scheme = evolve(SCHEME, units=ys.Hierarchy((*SCHEME.units, *more)))
    (report,) = ys.read(written(tmp_path / "x.xlsx", "平湖市"), scheme).files
    assert ("unknown_unit", "file.unit_over_others") == (report.status, report.reason)
    assert "下有所属单位（当湖街道、钟埭街道）" in reason_sentence(report, "zh")


def test_sheets_that_name_different_units(tmp_path: Path) -> None:
    """表一 of one unit and 表二 of another are not one return."""
    book = openpyxl.load_workbook(RETURNS / "嘉善县.xlsx")
    book["表二"]["B2"] = "平湖市"
    book.save(tmp_path / "x.xlsx")
    report = one_file(tmp_path / "x.xlsx")
    assert ("unknown_unit", "file.two_units") == (report.status, report.reason)
    assert {"嘉善县", "平湖市"} == set(report.facts["stood"])  # type: ignore[call-overload]


# ------------------------------------------------------------------------- which scheme it is of


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"id": "other"}, "file.other_scheme"),
        ({"version": "2"}, "file.other_version"),
        ({"period": "2008年"}, "file.other_period"),
    ],
)
def test_returns_of_another_scheme_version_or_period(
    change: dict[str, str], reason: str, tmp_path: Path
) -> None:
    """Last year's template, an older version, another programme: refused by what it says it is."""
    other = evolve(SCHEME, **change)  # type: ignore[arg-type]
    report = one_file(written(tmp_path / "x.xlsx", "嘉善县", scheme=other))
    assert ("unreadable", reason) == (report.status, report.reason)
    ((_, value),) = change.items()
    assert value == report.facts["found"]


def test_another_period_typed_over_ours(tmp_path: Path) -> None:
    """A return whose 报告期 was changed by hand is of that period."""
    book = openpyxl.load_workbook(RETURNS / "嘉善县.xlsx", data_only=True)
    book["表一"]["A3"] = "报告期：2008年"
    book.save(tmp_path / "x.xlsx")
    report = one_file(tmp_path / "x.xlsx")
    assert ("unreadable", "file.other_period") == (report.status, report.reason)
    assert "2008年" == report.facts["found"]


# ---------------------------------------------------------------------------------- duplicates


def test_the_same_file_twice_counts_once(tmp_path: Path) -> None:
    """嘉善县 (1).xlsx with the same bytes is a copy: one counts, nothing hard is found."""
    copied(tmp_path, "嘉善县")
    shutil.copy(RETURNS / "嘉善县.xlsx", tmp_path / "嘉善县 (1).xlsx")
    filed = ys.read(tmp_path, SCHEME)
    assert [
        ("嘉善县 (1).xlsx", "嘉善县", "duplicate", "file.same_bytes"),
        ("嘉善县.xlsx", "嘉善县", "read", ""),
    ] == statuses(filed)
    assert ["嘉善县"] == units(filed)
    assert () == ys.check(filed).hard
    assert 98 == ys.consolidate(filed)["T1"].total.posts


def test_the_same_figures_twice_count_once(tmp_path: Path) -> None:
    """Saved again under another name with the same figures: it counts once."""
    copied(tmp_path, "嘉善县")
    book = openpyxl.load_workbook(RETURNS / "嘉善县.xlsx", data_only=True)
    book.save(tmp_path / "新.xlsx")
    filed = ys.read(tmp_path, SCHEME)
    assert ["duplicate", "read"] == sorted(file.status for file in filed.files)
    assert {"", "file.same_figures"} == {file.reason for file in filed.files}
    assert ["嘉善县"] == units(filed)


def test_different_figures_count_not_at_all(tmp_path: Path) -> None:
    """Two returns of one unit that differ: neither counts, both are named, the unit is missing."""
    written(tmp_path / "a.xlsx", "嘉善县", posts=98)
    written(tmp_path / "b.xlsx", "嘉善县", posts=99)
    written(tmp_path / "c.xlsx", "平湖市")
    filed = ys.read(tmp_path, SCHEME)
    assert [
        ("a.xlsx", "嘉善县", "duplicate", "file.same_unit"),
        ("b.xlsx", "嘉善县", "duplicate", "file.same_unit"),
        ("c.xlsx", "平湖市", "read", ""),
    ] == statuses(filed)
    assert ["平湖市"] == units(filed)
    assert "嘉善县" in filed.missing
    assert ["b.xlsx"] == filed.files[0].facts["others"]
    hard = ys.check(filed).hard
    assert {"a.xlsx", "b.xlsx"} == {f.file for f in hard if f.code == "duplicate_return"}


def test_two_alike_and_one_different_count_not_at_all(tmp_path: Path) -> None:
    """Of three returns of one unit, the majority does not decide."""
    for name, posts in (("a", 98), ("b", 98), ("c", 99)):
        written(tmp_path / f"{name}.xlsx", "嘉善县", posts=posts)
    filed = ys.read(tmp_path, SCHEME)
    assert [] == units(filed)
    assert {"duplicate"} == {file.status for file in filed.files}


def test_files_of_one_name_in_two_folders(tmp_path: Path) -> None:
    """报表.xlsx from two folders stays two files, each with its own status."""
    written(tmp_path / "嘉善" / "报表.xlsx", "嘉善县", posts=98)
    written(tmp_path / "平湖" / "报表.xlsx", "平湖市")
    written(tmp_path / "又" / "报表.xlsx", "嘉善县", posts=99)
    found = ys.read(tmp_path, SCHEME)
    assert ["duplicate", "duplicate", "read"] == [file.status for file in found.files]
    assert 3 == len({file.file for file in found.files})
    assert ["平湖市"] == units(found)


# -------------------------------------------------------------------------------- what is kept


def test_a_return_knows_its_bytes_and_cells() -> None:
    """A return carries its file, the digest of its bytes, and where every form stood."""
    one = filed_2009()["嘉善县"]
    assert "嘉善县.xlsx" == one.file
    assert 64 == len(one.sha256)
    assert "F6" == one.locations["T1"].address("total")
    assert ("表三", "C6:I7") == (one.locations["T3"].sheet, one.locations["T3"].range)
    assert {form.id for form in SCHEME.forms} == {match.form for match in one.matching}


def test_a_report_is_a_return_for_every_unit_and_the_total() -> None:
    """A consolidated workbook gives one return for each unit it lists, and the total's."""
    published = ys.read(RETURNS.parent / "published.xlsx", SCHEME)
    assert [*SCHEME.units.names] == units(published)
    assert {True} == {one.consolidated for one in published}
    assert [("published.xlsx", "嘉兴市", "read", "")] == statuses(published)
    assert {"T3"} == set(published["市级"].records)
