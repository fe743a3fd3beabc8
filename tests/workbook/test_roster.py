"""A roster from a workbook: names, other names, parents, and what is wrong with them."""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

import youthstats as ys
from youthstats import strategies
from youthstats.cli import main
from youthstats.errors import NothingToReadError, RosterError
from youthstats.model.units import Hierarchy, Unit
from youthstats.wording import LANGUAGES

few = settings(max_examples=settings().max_examples // 6)
EXAMPLES = Path(__file__).parents[2] / "examples" / "2009" / "returns"

Rows = Iterable[Iterable[object]]


def write(folder: Path | str, rows: Rows, *, merges: Iterable[str] = ()) -> Path:
    """Write the rows of a roster, from A1 on."""
    book: Any = openpyxl.Workbook()
    for row in rows:
        book.active.append(list(row))
    for merge in merges:
        book.active.merge_cells(merge)
    path = Path(folder, "名录.xlsx")
    book.save(path)
    return path


def wrong(folder: Path, *rows: Iterable[object]) -> RosterError:
    with pytest.raises(RosterError) as caught:
        ys.load_units(write(folder, rows))
    return caught.value


# ----------------------------------------------------------------------------------- as it is

HEADINGS = st.tuples(
    st.sampled_from(("单位", "单 位", "单位名称", "名称", "Name", "填报单位")),
    st.sampled_from(("别名", "简称", "又名", "aliases")),
    st.sampled_from(("上级", "上级单位", "所属", "PARENT")),
)


@few
@given(strategies.hierarchies(), HEADINGS, st.permutations([0, 1, 2]), st.data())
def test_a_roster_reads_as_written(
    roster: Hierarchy, headings: tuple[str, str, str], order: list[int], data: st.DataObject
) -> None:
    """Whatever the columns are called and in whichever order they stand, in .xlsx and .csv."""
    mark = data.draw(st.sampled_from("、，,;；/\n"))
    title: list[list[str]] = data.draw(st.sampled_from(([], [["单位名录表"]], [["2009年"], []])))
    lines = [[unit.name, mark.join((*unit.aliases, "")), unit.parent] for unit in roster]
    table: list[Any] = [headings, *lines]
    rows = [*title, *([row[column] for column in order] for row in table)]
    with tempfile.TemporaryDirectory() as folder:
        read = [ys.load_units(write(folder, rows))]
        for encoding in ("utf-8", "utf-8-sig", "gb18030"):
            text = io.StringIO()
            csv.writer(text, delimiter=data.draw(st.sampled_from(",\t;"))).writerows(
                row or [""] for row in rows
            )
            path = Path(folder, "名录.csv")
            path.write_bytes(text.getvalue().encode(encoding))
            read.append(ys.load_units(path))
    assert [roster] * 4 == read


@pytest.mark.parametrize("heading", [[], [("单位",)], [("名称",)], [("name",)]])
def test_a_column_of_names_is_enough(heading: Rows, tmp_path: Path) -> None:
    """With a heading or without one; everybody stands under 合计."""
    units = ys.load_units(write(tmp_path, [*heading, ("东区",), (None,), ("西区 ",), (3,)]))
    assert (("东区", "西区", "3"), "合计") == (units.leaves, units.root)


@pytest.mark.parametrize(
    ("names", "root"),
    [
        (["东区"], "合计"),
        (["东区", "合 计"], "总计"),
        (["合计", "总计"], "全部单位"),
        (["合计", "总计", "全部单位"], "合计总计全部单位"),
    ],
)
def test_who_stands_above(names: list[str], root: str, tmp_path: Path) -> None:
    """Where nobody is over all the others somebody is put there, called as nobody else is."""
    units = ys.load_units(write(tmp_path, [(name,) for name in names]))
    assert (tuple(names), root) == (units.leaves, units.root)


def test_a_parent_that_everybody_names_needs_no_line(tmp_path: Path) -> None:
    """The city over all districts is seldom listed itself."""
    rows = [("单位", "上级"), ("东区", "嘉兴市"), ("西区", "嘉兴 市")]
    units = ys.load_units(write(tmp_path, rows))
    assert (("东区", "西区"), "嘉兴市") == (units.leaves, units.root)


def test_several_trees_stand_under_one_root(tmp_path: Path) -> None:
    """Parents may be named by another name, one cell may name that of several lines, and a line that
    is only numbered is none.
    """
    rows = [
        ("序号", "单位", "简称", "上级单位"),
        (1, "甲市", "甲", None),
        (2, "东区", None, "甲"),
        (3, "西区", "西区团委；西", None),
        (4, "乙市", None, None),
        (5, None, None, None),
    ]
    units = ys.load_units(write(tmp_path, rows, merges=["D3:D4"]))
    assert (
        Unit("甲市", "合计", ("甲",)),
        Unit("东区", "甲市"),
        Unit("西区", "甲市", ("西区团委", "西")),
        Unit("乙市", "合计"),
        Unit("合计"),
    ) == units.units


def test_hidden_and_blank_sheets_are_passed_over(tmp_path: Path) -> None:
    """The first sheet that can be seen and holds words is meant."""
    book: Any = openpyxl.Workbook()
    hidden, seen = book.create_sheet("旧"), book.create_sheet("新")
    hidden.append(("北区",))
    hidden.sheet_state = "hidden"
    seen.append(("东区",))
    book.save(tmp_path / "r.xlsx")
    assert ("东区",) == ys.load_units(tmp_path / "r.xlsx").leaves


# ------------------------------------------------------------------------------ what is wrong


@pytest.mark.parametrize(
    ("rows", "place", "reason", "said"),
    [
        ([("单位",), ("东区",), ("东 区",)], "A3", "twice", "at 名录.xlsx!Sheet!A2"),
        (
            [("单位", "别名"), ("东区", "东"), ("西区", "西、东")],
            "A3",
            "claimed",
            "东 is a name of 东区 too",
        ),
        (
            [("单位", "别名"), ("东区", "西区"), ("西区", None)],
            "A3",
            "claimed",
            "西区 is a name of 东区",
        ),
        (
            [("单位", "上级"), ("嘉兴市", None), ("东区", "嘉兴巿")],
            "B3",
            "unlike_parent",
            "嘉兴巿 (did you mean 嘉兴市?)",
        ),
        (
            [("单位", "上级"), ("甲", None), ("东区", "北方")],
            "B3",
            "unknown_parent",
            "called 北方;",
        ),
        (
            [("单位", "上级"), ("甲", "嘉兴市"), ("乙", "嘉兴市"), ("丙", "嘉兴巿")],
            "B4",
            "unlike_parent",
            "嘉兴巿 (did you mean 嘉兴市?)",
        ),
        (
            [("单位", "上级"), ("甲", None), ("乙", "丙"), ("丙", "乙")],
            "B3",
            "circle",
            "乙 → 丙 → 乙",
        ),
        ([("单位", "上级"), ("甲", "甲")], "B2", "circle", "甲 → 甲"),
        ([("单位", "别名"), (None, "东")], "A2", "unnamed", "has no name"),
        ([("单位", "上级"), (None, "东")], "A2", "unnamed", "has no name"),
        ([("东区", "西区")], "", "no_headings", "several columns and no headings"),
        ([("单位",)], "", "empty", "there is no unit"),
        ([(1, 2)], "", "empty", "there is no unit"),
        ([], "", "empty", "there is no unit"),
    ],
)
def test_what_is_wrong_is_told_with_its_cell(
    rows: list[tuple[object, ...]], place: str, reason: str, said: str, tmp_path: Path
) -> None:
    """A roster that contradicts itself raises, with the address of the cell and what to do."""
    error = wrong(tmp_path, *rows)
    where = "名录.xlsx!Sheet" + (f"!{place}" if place else "")
    assert (where, f"roster.{reason}") == (error.place, error.reason)
    assert str(error).startswith(f"{where}: ")
    assert said in str(error)


def test_files_that_are_no_roster(tmp_path: Path) -> None:
    """A file that cannot be opened says why."""
    (tmp_path / "a.xlsx").write_text("words")
    (tmp_path / "b.csv").write_bytes(b"\xff\xff\xff")
    (tmp_path / "c.csv").write_text("单" * 200_000, "utf-8")
    found = {}
    for name in ("a.xlsx", "b.csv", "c.csv", "none.csv", "none.xlsx"):
        with pytest.raises(NothingToReadError) as caught:
            ys.load_units(tmp_path / name)
        found[name] = caught.value.reason
    assert {
        "a.xlsx": "file.text",
        "b.csv": "file.not_a_workbook",
        "c.csv": "file.not_a_workbook",
        "none.csv": "file.no_access",
        "none.xlsx": "file.missing",
    } == found


# --------------------------------------------------------------------------- the command line


def run(*words: object) -> Any:
    return CliRunner().invoke(main, [str(word) for word in words])


def roster_2009(folder: Path, *others: str) -> Path:
    scheme = ys.load_scheme("youth_league_2009")
    rows = [(unit.name, "、".join(unit.aliases), unit.parent) for unit in scheme.units]
    return write(
        folder, [("单位", "别名", "上级"), *rows, *((one, "", "嘉兴市") for one in others)]
    )


def test_a_roster_in_place_of_the_schemes(tmp_path: Path) -> None:
    """A unit that only the given roster has is expected and named as missing."""
    units = roster_2009(tmp_path, "新区")
    done = run("check", EXAMPLES, "--units", units, "--lang", "zh")
    assert "新区" in done.output
    out = tmp_path / "out.xlsx"
    assert 1 == run("reconcile", EXAMPLES, "-o", out, "--units", units).exit_code
    again = ys.read(out, ys.load_scheme("youth_league_2009").with_units(ys.load_units(units)))
    assert "新区" in again.scheme.expected


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_wrong_roster_ends_the_command(lang: str, tmp_path: Path) -> None:
    """With one sentence and status 2: one that contradicts itself, or is for another scheme."""
    twice = write(tmp_path, [("东区",), ("东区",)])
    done = run("check", EXAMPLES, "--units", twice, "--lang", lang)
    assert 2 == done.exit_code
    assert "名录.xlsx!Sheet!A2" in done.output
    other = write(tmp_path, [("东区",), ("西区",)])
    done = run("check", EXAMPLES, "--units", other, "--lang", lang)
    assert 2 == done.exit_code
    assert {"zh": "名录与报表制度不合", "en": "forms for units that are not"}[lang] in done.output


def test_a_roster_is_never_written_over(tmp_path: Path) -> None:
    """Neither by the report nor by the JSON."""
    units = roster_2009(tmp_path)
    before = units.read_bytes()
    for words in (
        ("reconcile", EXAMPLES, "-o", units),
        ("reconcile", EXAMPLES, "-o", tmp_path / "o.xlsx", "--json", units),
        ("check", EXAMPLES, "--json", units),
    ):
        done = run(*words, "--units", units, "--lang", "en")
        assert 2 == done.exit_code
        assert "Choose another output" in done.output
    assert before == units.read_bytes()
