"""A scheme for which nobody gave a roster: the units are those that file."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from attrs import evolve
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

import youthstats as ys
from youthstats import strategies
from youthstats.cli import main
from youthstats.errors import DefinitionError, OverwriteError
from youthstats.model.returns import Record, Return
from youthstats.model.units import Hierarchy, Unit
from youthstats.workbook.reading.books.unlisted import named_by_file
from youthstats.workbook.reading.twins import without_marks

few = settings(max_examples=settings().max_examples // 6)

OPEN = Hierarchy.open()


@ys.form("A", label="表一", title="阅览室情况统计表", measure="个、千册")
class Rooms:
    """Units down, so that a return has a line with the unit's name."""

    rooms: int | None = ys.count("室数")
    books: int | None = ys.count("册数")


@ys.form(
    "B", label="表二", title="活动情况统计表", rows=ys.items(), columns=ys.answer(), measure="瓩"
)
class Held:
    """One answer an item."""

    held: int | None = ys.count("次数")


def scheme(*forms: Any, units: Hierarchy = OPEN) -> ys.Scheme:
    return ys.define_scheme(
        id="rooms", title="2009年阅览室报表制度", period="2009年", forms=forms, units=units
    )


SCHEME = scheme(Rooms, Held)
A, B = SCHEME.forms


def write(path: Path, unit: str = "", rooms: int = 1, **cells: object) -> Path:
    """Write a return, with some cells of its first sheet changed."""
    records = {
        "A": Record.of(A, {("rooms", None): rooms, ("books", None): 2}),
        "B": Record.of(B, {("held", None): 3}),
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    ys.write_return(path, SCHEME, unit, records)
    book: Any = openpyxl.load_workbook(path)
    for address, value in cells.items():
        book["表一"][address] = value
    book.save(path)
    return path


def stranger(path: Path, *lines: tuple[object, ...]) -> Path:
    """Write a sheet of the second form as somebody else would, lines above its table first."""
    book: Any = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "表二"
    for line in (*lines, ("次数", 3)):
        sheet.append(line)
    book.save(path)
    return path


def sources(filed: ys.Filed) -> dict[str, str]:
    """Return by unit what the notes say of where its name is from."""
    return {note.unit: note.code for note in ys.check(filed).notes if note.code.startswith("unit_")}


# ---------------------------------------------------------------------------------- the roster


def test_an_open_roster_has_nobody_yet() -> None:
    """Its root owes nothing, and nobody else is there."""
    assert OPEN.is_open
    assert ("合计", (), False) == (OPEN.root, OPEN.leaves, OPEN.is_leaf("合计"))
    assert ((), ()) == (SCHEME.expected, SCHEME.members("A"))
    assert "全市" == Hierarchy.open("全市").root
    assert OPEN is OPEN.of([])
    with pytest.raises(DefinitionError, match="an open roster has no units but its root"):
        Hierarchy((Unit("合计"), Unit("东区", "合计")), is_open=True)


def test_the_units_that_were_met() -> None:
    """They stand under the root in the order they were met, and the roster is one like any other."""
    met = OPEN.of(["西区", "东区"])
    assert (("西区", "东区"), "合计", False) == (met.leaves, met.root, met.is_open)
    over = SCHEME.with_units(met)
    assert ("西区", "东区") == over.expected == over.members("A")


def test_another_roster() -> None:
    """What everybody owed, or might file, everybody owes there; a duty of some stays theirs."""
    old = Hierarchy((Unit("市"), Unit("甲", "市"), Unit("乙", "市")))
    new = Hierarchy((Unit("省"), Unit("甲", "省"), Unit("丙", "省")))
    before = ys.define_scheme(
        id="s",
        title="制度",
        period="2009年",
        forms=[Rooms, Held],
        units=old,
        duties={"B": ys.Duty(("甲",), ("甲", "乙"))},
    )
    after = before.with_units(new)
    assert {"A": ys.Duty(("甲", "丙")), "B": ys.Duty(("甲",), ("甲", "丙"))} == after.duties
    assert new is after.units
    with pytest.raises(DefinitionError, match="s, B: no unit '甲' files returns"):
        before.with_units(Hierarchy((Unit("省"), Unit("丙", "省"))))


# -------------------------------------------------------------------------------- whose it is


@pytest.mark.parametrize(
    ("beside", "unit"),
    [
        ("单位：万元", "1号镇"),
        ("单位:户、人", "1号镇"),
        ("金额单位：元", "1号镇"),
        ("（万元）", "1号镇"),
        ("2024年1-12月", "1号镇"),
        ("2024年", "1号镇"),
        ("第一季度", "1号镇"),
        ("联系电话：1234567", "1号镇"),
        ("青山镇   2024年1-12月   单位：万元", "青山镇"),
        ("单位：青山镇", "单位：青山镇"),
        ("12中", "12中"),
        ("十月社区", "十月社区"),
        ("2024年新建学校", "2024年新建学校"),
    ],
)
def test_what_stands_beside_a_unit_left_blank_is_no_unit(
    beside: str, unit: str, tmp_path: Path
) -> None:
    """A measure, a period, another thing asked: the file's name is asked, or all were one unit."""
    book = openpyxl.Workbook()
    assert book.active is not None
    for row in (
        ["基层表"],
        ["填报单位：", None, beside],
        ["指标名称", "本年"],
        ["投资", None],
        ["支出", None],
    ):
        book.active.append(row)
    book.save(tmp_path / "表.xlsx")
    template = ys.understand(tmp_path / "表.xlsx")
    for name in ("1号镇", "2号镇"):
        book.active["B4"] = int(name[0])
        (tmp_path / "in").mkdir(exist_ok=True)
        book.save(tmp_path / "in" / f"{name}.xlsx")
    filed = ys.read(tmp_path / "in", template.scheme)
    assert unit == filed.files[0].unit
    assert (len(filed.returns) == 2) == (unit == "1号镇")


@pytest.mark.parametrize(
    ("other", "figures", "codes"),
    [
        ("乙镇", (3, 4, 5), ["twin_figures"]),
        ("附件2：甲镇", (3, 4, 6), ["twin_name"]),
        ("甲镇最终版", (3, 4, 6), ["twin_name"]),
        ("甲镇更正", (3, 4, 5), ["twin_figures", "twin_name"]),
        ("乙镇", (3, 4, 6), []),
        ("大甲镇", (3, 4, 6), []),
    ],
)
def test_two_units_that_may_be_one(
    other: str, figures: tuple[int, ...], codes: list[str], tmp_path: Path
) -> None:
    """Both count without a roster: it is asked whether one unit filed twice, with both files."""
    book = openpyxl.Workbook()
    assert book.active is not None
    for line in (["基层表"], ["填报单位：", None], ["指标", "本年"], ["甲"], ["乙"], ["丙"]):
        book.active.append(line)
    book.save(tmp_path / "表.xlsx")
    template = ys.understand(tmp_path / "表.xlsx")
    (tmp_path / "in").mkdir()
    for name, typed in (("甲镇", (3, 4, 5)), (other, figures)):
        book.active["B2"] = name
        for row, figure in enumerate(typed, 4):
            book.active[f"B{row}"] = figure
        book.save(tmp_path / "in" / f"{name}.xlsx")
    review = ys.check(ys.read(tmp_path / "in", template.scheme))
    told = [one for one in review.findings if one.code.startswith("twin_")]
    assert codes == sorted({one.code for one in told})
    assert 2 * len(codes) == len(told)
    assert all("甲镇.xlsx" in one.message() and f"{other}.xlsx" in one.message() for one in told)


@few
@given(st.data())
def test_without_a_roster_the_figures_are_the_same(data: st.DataObject) -> None:
    """Returns of any scheme, read without its roster, are those units' and add up to the same."""
    given_ = data.draw(strategies.schemes())
    filed = data.draw(strategies.filed(given_))
    bare = evolve(given_, units=OPEN, duties=dict.fromkeys(given_.duties, ys.Duty()))
    with tempfile.TemporaryDirectory() as folder:
        for one in filed:
            ys.write_return(Path(folder, f"{one.unit}.xlsx"), given_, one.unit, one.records)
        if not len(filed):
            return
        here, there = ys.read(folder, given_), ys.read(folder, bare)
    assert sorted(one.unit for one in here) == [one.unit for one in there]
    assert {one.unit: one.records for one in here} == {one.unit: one.records for one in there}
    assert tuple(sorted(there.scheme.expected)) == there.scheme.expected
    ours, theirs = ys.consolidate(here), ys.consolidate(there)
    for form in given_.forms:
        names = [item.name for item in form.items if item.additive]
        for line in form.lines:
            for name in names:
                assert ours[form.id].record[name, line] == theirs[form.id].record[name, line]


@pytest.mark.parametrize(
    ("typed", "unit"),
    [
        ("东区", "东区"),
        ("  东 区 ", "东 区"),
        ("东区（盖章）", "东区"),
        ("东区(公章)", "东区"),
        ("__东区__", "东区"),
        ("第 3 小学", "第 3 小学"),
        ("＿＿＿＿", "甲"),
        ("合 计", "甲"),
        ("总计", "甲"),
        ("很长的" * 30, "甲"),
    ],
)
def test_a_name_as_it_is_typed(typed: str, unit: str, tmp_path: Path) -> None:
    """It is taken as it stands, but for padding and the seal's place; what is no name is passed over."""
    filed = ys.read(write(tmp_path / "甲.xlsx", B2=typed), SCHEME)
    code = "unit_from_file_name" if unit == "甲" else "unit_as_typed"
    assert {unit: code} == sources(filed)


@pytest.mark.parametrize("name", ["全市合计", "合计", "全省合计", "汇总表", "各镇汇总表", "全 市"])
def test_what_is_all_units_is_none(name: str, tmp_path: Path) -> None:
    """Typed or by the file's name it is refused, not counted, and told."""
    write(tmp_path / f"{name}.xlsx", rooms=2)
    write(tmp_path / "甲.xlsx", "甲")
    if name != "合计":  # typed alone it is a label that was left, and the file's name tells
        write(tmp_path / "乙.xlsx", f"{name}（盖章）", rooms=3)
    filed = ys.read(tmp_path, SCHEME)
    assert ["甲"] == [one.unit for one in filed.returns]
    left = [one for one in filed.files if one.status != "read"]
    assert {("unknown_unit", "file.unit_is_sum")} == {(one.status, one.reason) for one in left}
    assert len(left) == len([one for one in ys.check(filed).hard if one.code == "unknown_unit"])


def test_a_unit_that_may_be_a_sum_is_asked_about(tmp_path: Path) -> None:
    """A town may well file what its villages add up to; an office like any other is no sum."""
    for name in ("甲镇汇总表", "统计局", "市总工会"):
        write(tmp_path / f"{name}.xlsx", name, rooms=len(name))
    review = ys.check(ys.read(tmp_path, SCHEME))
    assert ["甲镇汇总表"] == [one.unit for one in review.soft if one.code == "unit_like_sum"]


def test_spellings_that_only_look_different_are_one_unit(tmp_path: Path) -> None:
    """The first file's spelling names the unit; its second return is a duplicate as ever."""
    write(tmp_path / "a.xlsx", "A 区（东）")
    write(tmp_path / "b.xlsx", "Ａ区(东)", rooms=2)
    write(tmp_path / "c.xlsx", "西区")
    filed = ys.read(tmp_path, SCHEME)
    assert ("A 区（东）", "西区") == filed.scheme.expected
    assert ["A 区（东）"] == list(filed.missing)
    assert {"a.xlsx": "duplicate", "b.xlsx": "duplicate", "c.xlsx": "read"} == {
        one.file: one.status for one in filed.files
    }
    assert {"A 区（东）", "西区"} == {str(one.unit) for one in filed.files}


def test_sheets_that_name_different_units(tmp_path: Path) -> None:
    """Such a file is refused, with both names."""
    path = write(tmp_path / "a.xlsx", "东区")
    book: Any = openpyxl.load_workbook(path)
    book["表二"]["B2"] = "西区"
    book.save(path)
    (report,) = ys.read(path, SCHEME).files
    assert ("unknown_unit", "file.two_units") == (report.status, report.reason)
    assert ["东区", "西区"] == report.facts["stood"]


@pytest.mark.parametrize(
    ("lines", "unit"),
    [
        ([("单位：东区",)], "东区"),
        ([("单位", "东区")], "东区"),
        ([("填表单位：", None, "东区")], "东区"),
        ([("单位名称（盖章）", "东区")], "东区"),
        ([("单位：万元",)], "乙"),
        ([("单位：瓩",)], "乙"),
        ([("单位：个、次",)], "乙"),
        ([("单位负责人：张三",)], "乙"),
        ([("活动情况统计表",)], "乙"),
    ],
)
def test_a_stranger_asks_otherwise(
    lines: list[tuple[object, ...]], unit: str, tmp_path: Path
) -> None:
    """单位 above the table asks for the unit, unless a unit of measure answers."""
    filed = ys.read(stranger(tmp_path / "乙.xlsx", *lines), scheme(Held))
    assert [unit] == [one.unit for one in filed]


def test_a_name_in_the_line_of_the_answers(tmp_path: Path) -> None:
    """Where the form has a line for each unit, its label names the unit; not where it is a total."""
    for name, label, unit in (("a", "东区", "东区"), ("b", "合计", "b"), ("c", None, "c")):
        filed = ys.read(write(tmp_path / f"{name}.xlsx", A5=label), scheme(Rooms))
        assert [unit] == [one.unit for one in filed]


@pytest.mark.parametrize(
    ("file", "unit"),
    [
        ("东区.xlsx", "东区"),
        ("东区(1).xlsx", "东区"),
        ("东区（2）.xlsx", "东区"),
        ("东区 - 副本.xlsx", "东区"),
        ("东区 - 副本 (2).xlsx", "东区"),
        ("复件 (2) 东区.xlsx", "东区"),
        ("Copy of 东区.xlsx", "东区"),
        ("东区_审核意见.xlsx", "东区"),
        ("2009年东区.xlsx", "东区"),
        ("东区2009年度.xlsx", "东区"),
        ("东区_20091231.xlsx", "东区"),
        ("东区2009-12-31.xlsx", "东区"),
        ("东区2009.12.xlsx", "东区"),
        ("2009年12月东区.xlsx", "东区"),
        ("2009年第一季度东区.xlsx", "东区"),
        ("东区上半年.xlsx", "东区"),
        ("东区12月.xlsx", "东区"),
        ("二〇〇九年东区.xlsx", "东区"),
        ("表一：阅览室情况统计表（东区）.xlsx", "东区"),
        ("阅览室 情况 统计表-东区.xlsx", "东区"),
        ("2009年阅览室报表制度东区.xlsx", "东区"),
        ("rooms_上报表模板_东区.xlsx", "东区"),
        ("东区（本级）.xlsx", "东区（本级）"),
        ("（东区）.xlsx", "东区"),
        ("中心12号站.xlsx", "中心12号站"),
        ("三月路街道.xlsx", "三月路街道"),
        ("西区3月路.xlsx", "西区3月路"),
        ("2019级学生会.xlsx", "2019级学生会"),
        ("1802班.xlsx", "1802班"),
        ("表一.xlsx", "表一"),
        ("表一(1).xlsx", "表一(1)"),
        ("2009.xlsx", "2009"),
        ("330402.xlsx", "330402"),
        ("合计.xlsx", "合计.xlsx"),
        ("——.xlsx", "——.xlsx"),
    ],
)
def test_what_a_file_is_called(file: str, unit: str) -> None:
    """Copies' marks, titles and dates are no part of a name; where nothing else is left, all is."""
    assert unit == named_by_file(file, SCHEME)


def test_a_scheme_whose_titles_say_nothing() -> None:
    """A title of one sign is not looked for in names."""
    bare = evolve(SCHEME, id="x", title="表", period="", forms=(evolve(A, title="表", label="表"),))
    assert "统计表" == named_by_file("统计表2009.xlsx", bare)


def test_each_file_is_a_unit_of_its_own(tmp_path: Path) -> None:
    """Files of one name in different folders are, too; a copy in the same folder is a duplicate."""
    for place in ("东/统计.xlsx", "东/统计(1).xlsx", "西/统计.xlsx"):
        write(tmp_path / place, A1="2008年统计表")  # an aside of its own beside that on the unit
    filed = ys.read(tmp_path, SCHEME)
    assert ("统计", "西/统计") == filed.scheme.expected
    assert {"统计", "西/统计"} == set(sources(filed))
    told = [note.message() for note in ys.check(filed).notes if note.unit == "西/统计"]
    assert "没有填写填报单位，按文件名“统计.xlsx”认定为西/统计。请核对。" in told
    assert ["duplicate", "read", "read"] == sorted(one.status for one in filed.files)


# ------------------------------------------------------------------------------- the whole job


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    """Three returns, one of a unit that is known by its file alone."""
    folder = tmp_path / "inbox"
    for place, (name, unit) in enumerate((("1", "西区"), ("2", "东区"), ("南区2009", "")), 1):
        write(folder / f"{name}.xlsx", unit, rooms=place)
    return folder


def test_the_whole_job(inbox: Path, tmp_path: Path) -> None:
    """Everybody who filed is expected, added up and listed; what is written reads again."""
    job = ys.reconcile(inbox, SCHEME, tmp_path / "汇总.xlsx", returns=tmp_path / "back")
    assert ("西区", "东区", "南区") == job.filed.scheme.expected
    assert () == job.filed.missing
    assert 6 == job.totals["A"].total.rooms
    again = ys.read(tmp_path / "汇总.xlsx", job.filed.scheme)
    assert {"西区", "东区", "南区", "合计"} == {one.unit for one in again}
    assert () == ys.compare(again, ys.read(tmp_path / "汇总.xlsx", job.filed.scheme))
    once_more = ys.reconcile(inbox, SCHEME, tmp_path / "2.xlsx", published=tmp_path / "汇总.xlsx")
    assert () == once_more.differences


def test_a_report_alone_is_its_total(inbox: Path, tmp_path: Path) -> None:
    """Without a roster nobody knows the units of a report, and its total is read alone."""
    ys.reconcile(inbox, SCHEME, tmp_path / "汇总.xlsx")
    filed = ys.read(tmp_path / "汇总.xlsx", SCHEME)
    assert ["合计"] == [one.unit for one in filed]
    assert filed.scheme.units.is_open
    assert 9 == ys.consolidate(filed)["B"].total.held
    assert () == ys.check(filed, complete=True).hard


def test_nothing_to_take(tmp_path: Path) -> None:
    """Files that are no returns leave the roster open, and nobody missing."""
    (tmp_path / "a.xlsx").write_text("no workbook")
    job = ys.reconcile(tmp_path, SCHEME, tmp_path / "out.xlsx")
    assert job.filed.scheme.units.is_open
    assert {"unreadable_file"} == {finding.code for finding in job.review.hard}


def test_a_return_that_went_back_is_not_replaced(inbox: Path, tmp_path: Path) -> None:
    """What lies there may hold a unit's answers; whose it is is known only when all is read."""
    wrong = write(inbox / "3.xlsx", "北区", rooms=9, B6=-1)
    ys.reconcile(inbox, SCHEME, returns=tmp_path / "back")
    (back,) = (tmp_path / "back").iterdir()
    with pytest.raises(OverwriteError, match="北区"):
        ys.reconcile(inbox, SCHEME, returns=tmp_path / "back")
    filed = ys.read([wrong, back], SCHEME)
    assert {"北区"} == {one.unit for one in filed.files}
    assert "words_not_read" not in {note.code for note in ys.check(filed).notes}


def test_another_unit_on_another_sheet_is_told(tmp_path: Path) -> None:
    """A sheet that names another unit than the forms is that unit's, roster or not."""
    path = write(tmp_path / "a.xlsx", "东区")
    book: Any = openpyxl.load_workbook(path)
    for name in list(book.defined_names):
        del book.defined_names[name]
    copy = book.copy_worksheet(book["表一"])
    copy.title = "表一 (2)"
    copy["B2"] = "西区"
    book.save(path)
    review = ys.check(ys.read(path, SCHEME))
    assert "sheet_of_another" in {finding.code for finding in review.hard}


def test_two_sides_with_rosters_of_their_own(tmp_path: Path) -> None:
    """A unit that only the other side met is compared, too."""
    sides = []
    for name, units in (("a", ("东区",)), ("b", ("东区", "西区"))):
        for place, unit in enumerate(units):
            write(tmp_path / name / f"{place}.xlsx", unit, rooms=place)
        sides.append(ys.read(tmp_path / name, SCHEME))
    assert {"西区"} == {one.unit for one in ys.compare(*sides)}


def test_templates_without_a_roster(tmp_path: Path) -> None:
    """The blank return lets any unit be typed; the blank report has a total and no units yet."""
    blank, report = ys.write_templates(tmp_path, SCHEME)
    sheet = openpyxl.load_workbook(blank)["表一"]
    assert not [one for one in sheet.data_validations.dataValidation if one.type == "list"]
    assert ["A5"] == [
        c.coordinate for r in openpyxl.load_workbook(report)["表一"] for c in r if c.value == "合计"
    ]
    records = {"合计": {"B": Record.of(B, {("held", None): 3})}}
    ys.write_report(tmp_path / "r.xlsx", SCHEME, records)


def test_the_command_line(inbox: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A scheme of one's own with an open roster works from the command line."""
    monkeypatch.syspath_prepend(str(tmp_path))
    (tmp_path / "open_rooms.py").write_text(
        "import youthstats as ys\n"
        '@ys.form("A", label="表一", title="阅览室情况统计表", measure="个、千册")\n'
        "class Rooms:\n"
        '    rooms = ys.count("室数")\n'
        '    books = ys.count("册数")\n'
        '@ys.form("B", label="表二", title="活动情况统计表",\n'
        '         rows=ys.items(), columns=ys.answer(), measure="瓩")\n'
        "class Held:\n"
        '    held = ys.count("次数")\n'
        'SCHEME = ys.define_scheme(id="rooms", title="2009年阅览室报表制度", period="2009年",\n'
        "    forms=[Rooms, Held], units=ys.Hierarchy.open())\n",
        "utf-8",
    )
    words = ["check", str(inbox), "--scheme", "open_rooms:SCHEME", "--lang", "zh"]
    done = CliRunner().invoke(main, words)
    assert 0 == done.exit_code, done.output
    assert "3" in done.output


def test_returns_made_in_memory() -> None:
    """Their units are those there are, and the total over them is none of them."""
    one, other = (
        Return(unit, {"B": Record.of(B, {("held", None): held})})
        for unit, held in (("东区", 1), ("西区", 2))
    )
    filed = ys.Filed.of(SCHEME, [one, other])
    assert ("东区", "西区") == filed.scheme.expected
    assert ["A.missing"] * 2 == [finding.rule for finding in ys.check(filed, complete=True).hard]
    assert (
        3
        == ys.consolidate(filed)["B"].total.held
        == ys.consolidate([one, other], SCHEME)["B"].total.held
    )
    assert ("东区",) == OPEN.of(["东区", "合计", "东区"]).leaves


# ------------------------------------------------------------------------------- sent again


AGAIN = [
    "（更正）",
    "（修改）",
    "（最终）",
    "最终版",
    "_修订稿",
    "-2",
    "_3",
    " (1)",
    "（2）",
    " - 副本",
    "（更正）-2",
]


@pytest.mark.parametrize("mark", AGAIN)
def test_a_return_that_was_sent_again(mark: str, tmp_path: Path) -> None:
    """Neither counts until somebody decides: nobody knows which is right."""
    write(tmp_path / "白云小学.xlsx", rooms=1)
    write(tmp_path / f"白云小学{mark}.xlsx", rooms=2)
    write(tmp_path / "白云二小.xlsx", rooms=4)
    job = ys.reconcile(tmp_path, SCHEME)
    assert ("白云二小",) == tuple(one.unit for one in job.filed)
    assert ["file.same_unit"] * 2 == [one.reason for one in job.filed.files if one.reason]
    assert 2 == sum(one.code == "duplicate_return" for one in job.review.hard)
    newest = ys.read(tmp_path, SCHEME, prefer=lambda same: same[-1])
    assert 2 == len(newest)


@given(
    st.lists(
        st.sampled_from(["河东", "河东一", "河东1", "河东二", "河西", "河东新", "大河东"]),
        unique=True,
    )
)
@few
def test_units_with_names_like_others(names: list[str]) -> None:
    """They are units of their own, and all count."""
    with tempfile.TemporaryDirectory() as folder:
        for rooms, name in enumerate(names, 1):
            write(Path(folder, f"{name}.xlsx"), rooms=rooms)
        filed = ys.read(folder, SCHEME) if names else ()
    assert sorted(names) == sorted(one.unit for one in filed)


def test_numbers_alone_are_names(tmp_path: Path) -> None:
    """表-1 and 表-2 are no copies of a 表 that is not there; nor is what lies in another folder."""
    for rooms, name in enumerate(("表-1", "表-2", "表-3", "西/表-1（更正）"), 1):
        write(tmp_path / f"{name}.xlsx", rooms=rooms)
    assert 4 == len(ys.read(tmp_path, SCHEME))


@given(st.text("甲镇12-_（）更正最终版稿", min_size=1, max_size=12), st.booleans())
def test_a_name_without_its_marks(name: str, known: bool) -> None:
    """Taken off once they are off, some of the name is always left."""
    among = {name, name[:-2]} if known else set()
    bare = without_marks(name, among)
    assert bare == without_marks(bare, among)
    assert bare
    assert name.startswith(bare)
