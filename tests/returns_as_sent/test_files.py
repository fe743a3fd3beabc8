"""A bad file has a status and a reason, and never spoils the run."""

from __future__ import annotations

from pathlib import Path

import pytest

import youthstats as ys
from tests.returns_as_sent.book import RETURNS, changed, clean, save
from tests.returns_as_sent.cases_files import CASES, GOOD, FileCase
from tests.returns_as_sent.expectations import SCHEME
from tests.returns_as_sent.failing import marked
from tests.returns_as_sent.retyping import name_unit, type_in

Statuses = dict[str, tuple[str, str]]


def statuses(filed: ys.Filed) -> Statuses:
    return {file.file: (file.status, file.reason) for file in filed.files}


@pytest.mark.parametrize("case", marked(CASES))
def test_a_file_that_arrives_beside_a_good_one(case: FileCase, tmp_path: Path) -> None:
    """Each file becomes what it should; the good one beside it is read, and reads the same."""
    good = ys.read(RETURNS / GOOD, SCHEME).returns[0]
    (tmp_path / GOOD).write_bytes((RETURNS / GOOD).read_bytes())
    for name, data in case.files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(data)
    filed = ys.read(tmp_path, SCHEME)
    assert {GOOD: ("read", ""), **case.become} == statuses(filed)
    assert good == filed[good.unit]
    told = {finding.file for finding in ys.check(filed).hard}
    assert {name for name, (status, _) in case.become.items() if status == "unreadable"} <= told
    for file in filed.files:
        assert file.status in {"read", "skipped"} or file.reason


def sent_as(path: Path, unit: str, posts: int = 98) -> None:
    """Write the return of 嘉善县 under another unit's name, with another number of posts."""
    save(changed(clean("嘉善县"), (name_unit(unit), type_in("表一!G6", posts))), path)


def test_one_unit_twice_with_other_figures(tmp_path: Path) -> None:
    """Neither of two different returns counts, under whatever names of the unit they came."""
    sent_as(tmp_path / "嘉善县.xlsx", "嘉善县")
    sent_as(tmp_path / "嘉善县最新.xlsx", "嘉善团委", posts=89)
    sent_as(tmp_path / GOOD, "平湖市")
    filed = ys.read(tmp_path, SCHEME)
    assert {
        "嘉善县.xlsx": ("duplicate", "file.same_unit"),
        "嘉善县最新.xlsx": ("duplicate", "file.same_unit"),
        GOOD: ("read", ""),
    } == statuses(filed)
    assert ["平湖市"] == [one.unit for one in filed]


@pytest.mark.parametrize("name", ["市级", "市本级", "市直", "团市委", "嘉兴市团市委", "嘉兴团市委"])
def test_other_names_of_the_city_itself(name: str, tmp_path: Path) -> None:
    """市级 is also 市本级, 市直 and 团市委."""
    save(changed(clean("市级"), (name_unit(name),)), tmp_path / "x.xlsx")
    assert ["市级"] == [one.unit for one in ys.read(tmp_path, SCHEME)]


@pytest.mark.parametrize("name", ["南湖", "南湖区", "南湖区团委", "嘉兴市南湖区", "共青团南湖区委"])
def test_other_names_of_a_district(name: str, tmp_path: Path) -> None:
    """A unit's name is shortened, lengthened, or that of its committee."""
    sent_as(tmp_path / "x.xlsx", name)
    assert ["南湖区"] == [one.unit for one in ys.read(tmp_path, SCHEME)]


def test_a_blank_return(tmp_path: Path) -> None:
    """The template sent back as it was: it says no unit, and nobody is guessed."""
    ys.write_templates(tmp_path, SCHEME)
    (path,) = tmp_path.glob("*上报表*.xlsx")
    (report,) = ys.read(path, SCHEME).files
    assert ("unknown_unit", "file.no_unit") == (report.status, report.reason)
