"""Several returns of one unit: none counts, or the one a rule can tell and says."""

from __future__ import annotations

import os
import re
import shutil
import time
import zipfile
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from attrs import evolve
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

import youthstats as ys
from youthstats.cli import main
from youthstats.export import review_json
from youthstats.model.asides import Apart, Times
from youthstats.model.returns import FileReport, Record, Return
from youthstats.workbook.package import last_saved
from youthstats.workbook.reading.duplicates import Verdict, settle

SCHEME = ys.load_scheme("youth_league_2009")
RETURNS = Path(__file__).parents[2] / "examples" / "2009" / "returns"
DAY = datetime(2010, 1, 5, 8, tzinfo=UTC)


# ------------------------------------------------------------------------------- any returns


@cache
def figures(cards: int) -> dict[str, Record]:
    return {"T2": Record.of(SCHEME.form("T2"), {("cards", None): cards})}


moments = st.integers(0, 5).map(lambda hours: DAY + timedelta(hours=hours))
known_times = st.builds(
    Times,
    saved=st.none() | moments,
    reported=st.none() | moments.map(lambda moment: date(2010, 1, 1 + moment.hour)),
    stored=st.none() | moments,
)


@st.composite
def several(draw: st.DrawFn) -> list[Return]:
    """Returns of one unit with few figures and few times, so that copies and ties are frequent."""
    drawn = draw(st.lists(st.tuples(st.integers(0, 2), known_times), min_size=1, max_size=5))
    return [
        Return(
            "嘉善县",
            figures(cards),
            file=f"{place}.xlsx",
            sha256=str(place),
            times=evolve(times, file=f"{place}.xlsx"),
        )
        for place, (cards, times) in enumerate(drawn)
    ]


def counted(same: Sequence[Return], verdicts: Sequence[Verdict]) -> list[Return]:
    return [one for one, verdict in zip(same, verdicts, strict=True) if verdict.counts]


@given(several(), st.sampled_from([None, "newest"]))
def test_one_counts_or_none_and_every_other_says_why(same: list[Return], prefer: Any) -> None:
    """Never two; what does not count has a reason, and so has what counts among different ones."""
    verdicts = settle(same, prefer)
    kept = counted(same, verdicts)
    alike = all(one == same[0] for one in same)
    assert len(kept) <= 1
    assert all(verdict.counts or verdict.reason for verdict in verdicts)
    if alike:
        assert [same[0]] == kept
    elif prefer is None:
        assert [] == kept
        assert {"file.same_unit"} == {verdict.reason for verdict in verdicts}


@given(several())
def test_the_newest_is_later_than_every_different_one(same: list[Return]) -> None:
    """What counts is, by one witness that all of them have, later than all that differ."""
    kept = counted(same, settle(same, "newest"))
    others = [one for one in same if kept and one != kept[0]]
    if others:
        witnesses = ("saved", "reported", "stored")
        assert any(
            all(getattr(one.times, witness) is not None for one in same)
            and all(getattr(one.times, witness) < getattr(kept[0].times, witness) for one in others)
            for witness in witnesses
        )


@given(several(), st.randoms(use_true_random=False))
def test_the_order_of_the_files_decides_nothing(same: list[Return], random: Any) -> None:
    """Shuffled, the same figures count, or none."""
    shuffled = random.sample(same, len(same))
    first, second = (
        [one.records for one in counted(some, settle(some, "newest"))] for some in (same, shuffled)
    )
    assert first == second


@given(several(), st.integers(0, 4), st.sampled_from([None, "newest"]))
def test_what_came_back_counts_in_the_place_of_what_went(
    same: list[Return], place: int, prefer: Any
) -> None:
    """A return with other figures that carries the digest of the only other one counts, undisputed.

    Beside any further figures the digest proves nothing, and all is as it was without it.
    """
    went = same[place % len(same)]
    back = Return("嘉善县", figures(9), file="back.xlsx", sha256="9", made_of=went.sha256)
    both = [*same, back]
    verdicts = settle(both, prefer)
    if all(one == went for one in same):
        assert [back] == counted(both, verdicts)
        assert {"file.went_back"} == {verdict.reason for verdict in verdicts[:-1]}
    else:
        assert settle([*same, evolve(back, made_of="")], prefer) == verdicts


def test_of_several_rounds_the_last_counts() -> None:
    """Each round carries the digest of the one before; a function of the caller's own still rules."""
    first, second, third = (
        Return("嘉善县", figures(n), file=f"{n}", sha256=f"{n}", made_of=f"{n - 1}" if n else "")
        for n in range(3)
    )
    rounds = [second, third, first]
    assert [third] == counted(rounds, settle(rounds, None))
    assert [first] == counted(rounds, settle(rounds, lambda _: first))
    assert [] == counted(rounds, settle(rounds, lambda _: None))
    forked = [*rounds, evolve(third, records=figures(7), file="7", sha256="7")]
    assert [] == counted(forked, settle(forked, None))


@given(several())
def test_a_copy_decides_nothing(same: list[Return]) -> None:
    """The same bytes once more change neither what counts nor whether anything does."""
    copy = evolve(same[-1], file="copy.xlsx")
    first, second = (
        [one.records for one in counted(some, settle(some, "newest"))]
        for some in (same, [*same, copy])
    )
    assert first == second


def apart(seconds: int) -> list[str]:
    """Return the reasons of two returns last changed on disk so many seconds apart."""
    stored = [DAY, DAY + timedelta(seconds=seconds)]
    same = [
        Return("嘉善县", figures(n), f"{n}", f"{n}", times=Times(f"{n}", stored=when))
        for n, when in enumerate(stored)
    ]
    return [verdict.reason for verdict in settle(same, "newest")]


def test_files_stored_within_a_minute_came_together() -> None:
    """Copied or unpacked in one go, files get times that say nothing of the returns."""
    assert ["file.no_newest"] * 2 == apart(60)
    assert ["file.older", "file.newest"] == apart(61)


# -------------------------------------------------------------------------------- real files


def saved(
    path: Path,
    posts: int,
    when: str | None,
    *,
    dated: Any = None,
    stored: int = 1_000_000_000,
    unit: str = "嘉善县",
) -> Path:
    """Write a return with this number of posts, as if saved at ``when``."""
    book = openpyxl.load_workbook(RETURNS / f"{unit}.xlsx", data_only=True)
    book["表一"]["G6"] = posts
    if isinstance(dated, date):
        book["表一"]["L7"] = dated
    elif dated is not None:
        book["表一"]["G7"] = f"报出日期：{dated}"
    book.save(path)
    stamp(path, when)
    os.utime(path, (stored, stored))
    return path


def stamp(path: Path, when: str | None) -> None:
    """Put a time of saving into a workbook, or take it out."""
    with zipfile.ZipFile(path) as package:
        parts = [(name, package.read(name)) for name in package.namelist()]
    # openpyxl declares the prefixes here or on the root, as lxml is there or not.
    spaces = (
        'xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
    )
    told = f'<dcterms:modified {spaces} xsi:type="dcterms:W3CDTF">{when}</dcterms:modified>'
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts:
            text = content
            if name == "docProps/core.xml":
                saved = re.compile(rb"<dcterms:modified.*?</dcterms:modified>")
                text = saved.sub(told.encode() if when else b"", content)
            package.writestr(name, text)


def reasons(filed: ys.Filed) -> dict[str, tuple[str, str]]:
    return {report.file: (report.status, report.reason) for report in filed.files}


def test_the_one_saved_last_counts_and_the_run_says_so(tmp_path: Path) -> None:
    """Of three returns, two the same bytes, the one saved last counts: both times are told."""
    old = saved(tmp_path / "a.xlsx", 98, "2010-01-05T01:00:00Z", stored=1_300_000_000)
    saved(tmp_path / "b.xlsx", 99, "2010-01-05T09:00:01+08:00")
    shutil.copy2(old, tmp_path / "a (1).xlsx")
    filed = ys.read(tmp_path, SCHEME, prefer="newest")
    assert {
        "a (1).xlsx": ("duplicate", "file.older"),
        "a.xlsx": ("duplicate", "file.older"),
        "b.xlsx": ("read", "file.newest"),
    } == reasons(filed)
    assert 99 == filed["嘉善县"].records["T1"]["posts"]
    review = ys.check(filed)
    assert () == review.hard
    (finding,) = (one for one in review.soft if one.code == "duplicate_settled")
    assert ("嘉善县", "b.xlsx") == (finding.unit, finding.file)
    for lang in ("zh", "en"):
        for text in ("a (1).xlsx", "a.xlsx", "b.xlsx", "2010-01-0"):
            assert text in finding.message(lang)
    told = review_json(review, ys.consolidate(filed), "en")["returns"]
    assert all("the newest counts, b.xlsx (saved " in one["reason"] for one in told)


@pytest.mark.parametrize(
    ("others", "said"),
    [
        ({}, "嘉善县的上报表有多份，表一!G6 的内容不同（另有 b.xlsx）"),
        ({"L7": "x", "E6": 3}, "嘉善县的上报表有多份，表一!E6 等 2 处的内容不同"),
        ({"G6": "9O"}, "嘉善县的上报表有多份，表一!G6 的内容不同"),
    ],
)
def test_the_cells_in_which_returns_differ_are_said(
    others: dict[str, str | int], said: str, tmp_path: Path
) -> None:
    """The first of them is named, and how many there are: it may be a remark and no figure."""
    saved(tmp_path / "a.xlsx", 98, None)
    other = saved(tmp_path / "b.xlsx", 99, None)
    book = openpyxl.load_workbook(other)
    for address, value in others.items():
        book["表一"][address] = value
    book.save(other)
    (first, _) = (f for f in ys.check(ys.read(tmp_path, SCHEME)) if f.code == "duplicate_return")
    assert said in first.message()


def test_returns_that_may_differ_where_nobody_can_read_them(tmp_path: Path) -> None:
    """What is unreadable in both is not known to be the same; a form one of them lacks is named."""
    filed = ys.read(saved(tmp_path / "a.xlsx", 98, None), SCHEME)["嘉善县"]
    lost = filed.records["T1"].replacing({("posts", None): ys.Missing.UNREADABLE})
    unread = evolve(filed, records={**filed.records, "T1": lost})
    less = {form: record for form, record in filed.records.items() if form != "T2"}
    for other, places in ((unread, ()), (evolve(filed, records=less), ("表二",))):
        one = unread if not places else filed
        verdicts = settle([one, evolve(other, sha256="other")], None)
        assert [Apart(places)] * 2 == [verdict.facts["apart"] for verdict in verdicts]


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="the zone of Windows cannot be set")
def test_times_are_those_of_the_clerks_clock(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A time is shown as the machine's clock shows it, and says so."""
    monkeypatch.setenv("TZ", "Asia/Shanghai")
    time.tzset()
    try:
        for name, posts in (("a", 98), ("b", 99)):
            saved(tmp_path / f"{name}.xlsx", posts, "2010-01-05T01:00:00Z")
        review = ys.check(ys.read(tmp_path, SCHEME, prefer="newest"))
    finally:
        said = [f.message() for f in review if f.code == "duplicate_return"]
        monkeypatch.undo()
        time.tzset()
    assert [True] * 2 == ["保存于本机时间 2010-01-05 09:00:00、" in one for one in said]


def test_a_return_saved_again_unchanged_is_no_other_return(tmp_path: Path) -> None:
    """Figures a newer file repeats are newer for it only if no different one came between."""
    saved(tmp_path / "a.xlsx", 98, "2010-01-05T01:00:00Z")
    saved(tmp_path / "b.xlsx", 99, "2010-01-06T01:00:00Z")
    saved(tmp_path / "c.xlsx", 99, "2010-01-07T01:00:00Z")
    assert {
        "a.xlsx": ("duplicate", "file.older"),
        "b.xlsx": ("duplicate", "file.same_figures"),
        "c.xlsx": ("read", "file.newest"),
    } == reasons(ys.read(tmp_path, SCHEME, prefer="newest"))
    saved(tmp_path / "d.xlsx", 98, "2010-01-08T01:00:00Z")
    assert {("duplicate", "file.no_newest")} == set(
        reasons(ys.read(tmp_path, SCHEME, prefer="newest")).values()
    )


DATED = date(2010, 1, 4)


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (("2010-01-05T01:00:00Z",), ("2010-01-05T01:00:00Z",), "file.no_newest"),
        ((None,), ("2010-01-05T01:00:00Z",), "file.no_newest"),
        (("2010-01-05T01:00:00",), ("2010-01-06T01:00:00",), "file.no_newest"),  # of which zone?
        (("2010-01-05",), ("2010-01-06",), "file.no_newest"),
        (("soon",), ("later",), "file.no_newest"),
        (("2009-12-31T00:00:00Z",), ("2010-01-06T01:00:00Z",), "file.no_newest"),  # written by us
        (("2010-01-05T01:00:00Z", DATED), ("2010-01-06T01:00:00Z", "2010年1月5日"), "file.newest"),
        (("2010-01-05T01:00:00Z", DATED), ("2010-01-06T01:00:00Z", DATED), "file.newest"),
        (("2010-01-05T01:00:00Z", DATED), ("2010-01-06T01:00:00Z", "1月3日"), "file.newest"),
        ((None, DATED), ("2010-01-06T01:00:00Z", "2010-1-5"), "file.newest"),
        (
            ("2010-01-05T01:00:00Z", DATED),
            ("2010-01-06T01:00:00Z", "2010.1.3"),
            "file.newest_disputed",
        ),
    ],
)
def test_what_tells_the_newest(
    first: tuple[Any, ...], second: tuple[Any, ...], expected: str, tmp_path: Path
) -> None:
    """The save decides, else 报出日期; without either, or where they contradict, nothing does."""
    for name, posts, (when, *rest) in (("a", 98, first), ("b", 99, second)):
        saved(tmp_path / f"{name}.xlsx", posts, when, dated=rest[0] if rest else None)
    filed = ys.read(tmp_path, SCHEME, prefer="newest")
    assert expected == reasons(filed)["b.xlsx"][1]
    assert (expected == "file.newest") == bool(filed.returns)
    if not filed.returns:
        messages = [finding.message("zh") for finding in ys.check(filed).hard]
        assert 2 == len(messages)
        assert all("a.xlsx（" in text and "b.xlsx（" in text for text in messages)


def test_the_disk_decides_where_the_files_say_nothing(tmp_path: Path) -> None:
    """Where one was never saved by an office, and nothing is dated, the disk's times are left."""
    saved(tmp_path / "a.xlsx", 98, None, stored=1_300_000_000)
    saved(tmp_path / "b.xlsx", 99, "2010-01-05T01:00:00Z", stored=1_200_000_000)
    filed = ys.read(tmp_path, SCHEME, prefer="newest")
    assert ("read", "file.newest") == reasons(filed)["a.xlsx"]
    assert "changed on disk 2011-03-13" in ys.check(filed).soft[0].message("en")


def test_properties_that_cannot_be_read_refuse_nothing(tmp_path: Path) -> None:
    """A core properties part that is broken, or missing, costs the time of saving alone."""
    path = saved(tmp_path / "a.xlsx", 98, "2010-01-05T01:00:00Z")
    assert datetime(2010, 1, 5, 1, tzinfo=UTC) == last_saved(path)
    stamp(path, "<")
    assert None is last_saved(path)
    assert ["嘉善县"] == [one.unit for one in ys.read(path, SCHEME)]


# --------------------------------------------------------------------------- a rule of one's own


def test_a_function_decides(tmp_path: Path) -> None:
    """It gets the different returns of one unit with their times; what it returns counts."""
    saved(tmp_path / "a.xlsx", 98, "2010-01-05T01:00:00Z")
    saved(tmp_path / "b.xlsx", 99, "2010-01-06T01:00:00Z")
    shutil.copy(RETURNS / "平湖市.xlsx", tmp_path)
    heard: list[list[str]] = []

    def most_posts(same: Sequence[Return]) -> Return:
        heard.append([one.file for one in same])
        return max(same, key=lambda one: one.records["T1"]["posts"])  # type: ignore[arg-type, return-value]

    filed = ys.read(tmp_path, SCHEME, prefer=most_posts)
    assert [["a.xlsx", "b.xlsx"]] == heard
    assert {
        "a.xlsx": ("duplicate", "file.not_chosen"),
        "b.xlsx": ("read", "file.chosen"),
        "平湖市.xlsx": ("read", ""),
    } == reasons(filed)
    assert () == ys.check(filed).hard


def test_a_function_may_leave_it_undecided(tmp_path: Path) -> None:
    """``None`` sets both aside as without a rule; anything else is a mistake of the author."""
    saved(tmp_path / "a.xlsx", 98, None)
    saved(tmp_path / "b.xlsx", 99, None)
    filed = ys.read(tmp_path, SCHEME, prefer=lambda _: None)
    assert {("duplicate", "file.same_unit")} == set(reasons(filed).values())
    with pytest.raises(ValueError, match="one of the returns it is given"):
        ys.read(tmp_path, SCHEME, prefer=lambda same: evolve(same[0], unit="平湖市"))
    with pytest.raises(ValueError, match="did you mean 'newest'"):
        ys.read(tmp_path, SCHEME, prefer="newset")  # type: ignore[arg-type]


def test_of_two_reports_the_gravest_word_is_said(tmp_path: Path) -> None:
    """A report that differs from another in one unit is undecided, whatever its last unit is."""
    shutil.copy(RETURNS.parent / "published.xlsx", tmp_path / "a.xlsx")
    book = openpyxl.load_workbook(RETURNS.parent / "published.xlsx")
    sheet = book["表一"]
    row = next(row for row in range(1, 30) if sheet.cell(row, 1).value == "嘉善县")
    sheet.cell(row, 7).value = 1
    book.save(tmp_path / "b.xlsx")
    filed = ys.read(tmp_path, SCHEME)
    assert {("duplicate", "file.same_unit")} == set(reasons(filed).values())
    assert 2 == sum(finding.code == "duplicate_return" for finding in ys.check(filed).hard)


# ---------------------------------------------------------------------------- the command line


@pytest.fixture
def twice(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    shutil.copytree(RETURNS, folder)
    saved(folder / "嘉善县.xlsx", 98, "2010-01-05T01:00:00Z")
    saved(folder / "嘉善县（改）.xlsx", 99, "2010-01-06T01:00:00Z")
    return folder


def test_prefer_newest_on_every_command_that_reads(twice: Path, tmp_path: Path) -> None:
    """``check``, ``reconcile`` and ``compare`` take it, and say what it decided."""
    out = tmp_path / "out.xlsx"
    for command in (["check", twice], ["reconcile", twice, "-o", out], ["compare", twice, twice]):
        arguments = [*map(str, command), "--lang", "zh"]
        undecided = CliRunner().invoke(main, arguments)
        assert "均未计入合计" in undecided.output
        decided = CliRunner().invoke(main, [*arguments, "--prefer", "newest"])
        assert 0 == decided.exit_code
        assert "按最新者优先采用了 嘉善县（改）.xlsx（保存于本机时间 " in decided.output
    filing = [row[3] for row in openpyxl.load_workbook(out)["填报情况"].values]
    assert "嘉善县（改）.xlsx（未计入：嘉善县.xlsx）" in filing


def test_a_unit_whose_returns_differ_is_not_merely_missing(twice: Path, tmp_path: Path) -> None:
    """The summary of 填报情况 names it with what became of its files, as its line does."""
    out = tmp_path / "out.xlsx"
    ys.reconcile(twice, SCHEME, out)
    said = [str(row[0]) for row in openpyxl.load_workbook(out)["填报情况"].values]
    assert any("未报：嘉善县（重复）" in text for text in said)


def test_an_unknown_rule_is_a_mistake_of_usage(twice: Path) -> None:
    """``--prefer`` knows one word."""
    found = CliRunner().invoke(main, ["check", str(twice), "--prefer", "oldest"])
    assert 2 == found.exit_code
    assert "'oldest' is not 'newest'" in found.output


def test_reconcile_in_python_takes_the_rule_too(twice: Path) -> None:
    """The whole job counts the newest when asked."""
    job = ys.reconcile(twice, SCHEME, prefer="newest")
    assert 99 == job.filed["嘉善县"].records["T1"]["posts"]
    read = FileReport("嘉善县（改）.xlsx", "嘉善县", "read", "file.newest")
    (report,) = (one for one in job.filed.files if one.file == read.file)
    assert (read.status, read.reason) == (report.status, report.reason)
