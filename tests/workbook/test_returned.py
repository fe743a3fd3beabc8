"""The return that goes back: a valid return of the same figures, and explanations that come back with it."""

from __future__ import annotations

import random
import shutil
import tempfile
import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import openpyxl
import pytest
from attrs import evolve
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

import youthstats as ys
from tests.workbook.test_roundtrip import differing, held
from youthstats import strategies
from youthstats.editing.cells import cell_of
from youthstats.editing.explained import with_explanations
from youthstats.model.cellrefs import CellRef
from youthstats.model.edits import Severity
from youthstats.model.findings import Explanation, Suspect
from youthstats.model.forms import Line
from youthstats.model.returns import Filed, Return
from youthstats.model.values import Value
from youthstats.workbook.package import open_book
from youthstats.workbook.writing.returned import returned_paths

YEAR = ys.load_scheme("youth_league_2009")
RETURNS = Path(__file__).parents[2] / "examples" / "2009" / "returns"

some = settings(max_examples=settings().max_examples // 3)
few = settings(max_examples=settings().max_examples // 6)

Answer = tuple[str, str, object]


# ------------------------------------------------------------------------------ any scheme


def planted(one: Return, answers: Sequence[Answer], severity: Severity) -> tuple[ys.Finding, ...]:
    """Return a finding on each of some answers of a return."""
    return tuple(
        ys.Finding(
            "edit_failure",
            severity,
            one.unit,
            rule=f"{form}.planted",
            form=form,
            cells=(cell_of(one, form, item, line),),  # type: ignore[arg-type]
            zh="不应如此",
            en="it ought not to be so",
            file=one.file,
            sentence="edit_failure_conditional",
        )
        for form, item, line in answers
    )


def answers_of(one: Return) -> list[Answer]:
    return [
        (form, name, line)
        for form, record in one.records.items()
        for name, line, _ in record
        if record.form.placed or record.form.parts
    ]


def went_back(review: ys.Review, lang: str = "zh") -> Filed:
    """Write the returns that go back, and read them as if they had come in again."""
    with tempfile.TemporaryDirectory() as folder:
        sent = ys.write_returned(folder, review, lang=lang)
        assert [] == [note.message() for one in sent for note in one.notes]
        return ys.read(folder, review.filed.scheme)


def check_goes_back(data: st.DataObject, scheme: ys.Scheme) -> None:
    unit = data.draw(st.sampled_from(scheme.units.leaves))
    one = data.draw(strategies.returns(scheme, unit))
    places = answers_of(one)
    assume(places and held([one]))
    chosen = data.draw(st.lists(st.sampled_from(places), min_size=1, max_size=6, unique=True))
    severity = data.draw(st.sampled_from((Severity.HARD, Severity.SOFT)))
    texts = [data.draw(st.none() | st.sampled_from(SAID)) for _ in chosen]
    found = planted(one, chosen, severity)
    said = [evolve(f, explanation=text) for f, text in zip(found, texts, strict=True)]
    filed = Filed.of(scheme, [one])
    again = went_back(ys.Review(filed, tuple(said)), data.draw(st.sampled_from(("zh", "en"))))
    (back,) = again.returns
    assert unit == back.unit
    assert [] == differing(one, back)
    assert [] == [aside for aside in back.asides if aside.severity != "note"]
    assert set() == {aside.code for aside in back.asides} & {"cell_comment", "sheet_not_read"}
    review = with_explanations(ys.Review(again, planted(back, chosen, severity)))
    assert texts == [finding.explanation for finding in review]
    assert () == review.notes


SAID = ("情况属实", "两次统计口径不同，\n见附件", "=1+1", "12", "见 #0123456789", "√")


@some
@given(st.data())
def test_what_goes_back_is_a_return_of_the_same_figures(data: st.DataObject) -> None:
    """Of any scheme: read again it is the same return, and every explanation is at its finding."""
    check_goes_back(data, data.draw(strategies.schemes()))


@few
@given(st.data())
def test_what_goes_back_of_2009_is_a_return_of_the_same_figures(data: st.DataObject) -> None:
    """The same for the forms of 2009, with lists and figures inside phrases."""
    check_goes_back(data, YEAR)


# ------------------------------------------------------------------------ the year 2009


@pytest.fixture
def returns(tmp_path: Path) -> Path:
    """A copy of the eight returns, 嘉善县's with a wrong total."""
    folder = tmp_path / "returns"
    shutil.copytree(RETURNS, folder)
    change(folder / "嘉善县.xlsx", {("表一", "F6"): 17})
    return folder


def change(path: Path, values: Mapping[tuple[str, str], str | int]) -> None:
    book = openpyxl.load_workbook(path)
    for (sheet, address), value in values.items():
        book[sheet][address] = value
    book.save(path)


def back_again(folder: Path, returned: Path) -> None:
    """Put what units sent back in the place of what they sent before."""
    for path in returned.glob("*.xlsx"):
        (folder / path.name.replace("_审核意见", "")).unlink()
        shutil.copy(path, folder)


def explain(path: Path, texts: Mapping[str, str]) -> None:
    """Type explanations beside the remarks whose words begin so."""
    book = openpyxl.load_workbook(path)
    sheet = book["审核意见"]
    done = set()
    for row in sheet.iter_rows(min_row=4):
        for begins, text in texts.items():
            if str(row[4].value).startswith(begins):
                assert not row[6].protection.locked
                row[6].value = text
                done.add(begins)
    assert set(texts) == done
    book.save(path)


def test_every_unit_with_findings_gets_its_return(returns: Path, tmp_path: Path) -> None:
    """Four of eight units have findings; each gets a workbook named after it, the others none."""
    job = ys.reconcile(returns, YEAR, tmp_path / "out.xlsx", returns=tmp_path / "back")
    units = ["嘉善县", "平湖市", "海宁市", "桐乡市"]
    assert units == [one.unit for one in job.returned]
    assert {f"{unit}_审核意见.xlsx" for unit in units} == {
        path.name for path in (tmp_path / "back").iterdir()
    }
    again = ys.read(tmp_path / "back", YEAR)
    assert [job.filed[unit] for unit in units] == [again[unit] for unit in units]
    assert {"names"} == {found.how for one in again for found in one.matching}


def test_findings_are_coloured_told_and_linked(returns: Path, tmp_path: Path) -> None:
    """The cells of a finding are red or yellow and say what is wrong; its row leads to the first."""
    ys.reconcile(returns, YEAR, tmp_path / "out.xlsx", returns=tmp_path / "back")
    book = openpyxl.load_workbook(tmp_path / "back" / "嘉善县_审核意见.xlsx")
    remarks, form = book["审核意见"], book["表一"]
    assert "审核意见" == book.sheetnames[0]
    headings = ["序号", "类型", "报表", "单元格", "问题", "应为", "说明", "标识"]
    assert headings == [cell.value for cell in remarks[3]]
    row = [cell.value for cell in remarks[4]]
    assert [1, "强制性", "表一", "表一!F6、B6、C6、D6、E6"] == row[:4]
    assert "基地总数应等于各级基地之和：左边 17，右边 16，差额 +1。" in str(row[4])
    stated, _, changes = str(row[5]).partition("\n")
    assert "总数 = 中央级 + 省级 + 市级 + 县级" == stated
    assert "表一!F6：17 → 16（一位数字）。" in changes
    assert None is row[6]
    assert "'表一'!F6" == remarks["D4"].hyperlink.location
    for address in ("B6", "C6", "D6", "E6", "F6"):
        assert "FFFFC7CE" == form[address].fill.fgColor.rgb
        assert f"1. 强制性\n{row[4]}\n{row[5]}" == form[address].comment.text
    assert "FFFFEB9C" == book["表三"]["C7"].fill.fgColor.rgb
    assert None is form["G6"].comment


def test_answers_are_open_and_the_rest_is_locked(returns: Path, tmp_path: Path) -> None:
    """A wrong total, typed over its formula, can be mended; right ones keep theirs, locked."""
    ys.reconcile(returns, YEAR, tmp_path / "out.xlsx", returns=tmp_path / "back")
    wrong = openpyxl.load_workbook(tmp_path / "back" / "嘉善县_审核意见.xlsx")["表一"]
    right = openpyxl.load_workbook(tmp_path / "back" / "海宁市_审核意见.xlsx")["表一"]
    assert (17, False) == (wrong["F6"].value, wrong["F6"].protection.locked)
    assert (True, True) == (str(right["F6"].value).startswith("="), right["F6"].protection.locked)
    assert not wrong["E6"].protection.locked
    assert wrong.protection.sheet
    remarks = openpyxl.load_workbook(tmp_path / "back" / "海宁市_审核意见.xlsx")["审核意见"]
    unlocked = [cell.coordinate for row in remarks for cell in row if not cell.protection.locked]
    assert ["G4"] == unlocked


def test_what_a_cell_cannot_say_in_a_number_stays_as_it_stood(
    returns: Path, tmp_path: Path
) -> None:
    """Unreadable, approximate and endless figures go back as the clerk typed them, phrases whole."""
    typed = {
        ("表一", "E6"): "16（含省级3）",
        ("表一", "J6"): "约20",
        ("表二", "B5"): "330402198901011234",
        ("表三", "C6"): "１０６",
        ("表三", "D6"): "/",
    }
    change(returns / "嘉善县.xlsx", typed)
    change(returns / "市级.xlsx", {("表六", "C5"): "举办（34）次，培训（许多）人"})
    job = ys.reconcile(returns, YEAR, tmp_path / "out.xlsx", returns=tmp_path / "back")
    book = openpyxl.load_workbook(tmp_path / "back" / "嘉善县_审核意见.xlsx")
    assert ["16（含省级3）", "约20", "330402198901011234", 106, "—"] == [
        book[sheet][address].value for sheet, address in typed
    ]
    again = ys.read(tmp_path / "back", YEAR)
    assert [job.filed[unit] for unit in ("嘉善县", "市级")] == [
        again[unit] for unit in ("嘉善县", "市级")
    ]


def test_a_total_over_what_nobody_could_read_keeps_its_formula(tmp_path: Path) -> None:
    """Where the part is unreadable so is the total; its formula waits for the part to be mended."""
    one = ys.read(RETURNS / "海宁市.xlsx", YEAR)["海宁市"]
    unread = one.records["T1"].replacing(
        {("county", None): ys.Missing.UNREADABLE, ("total", None): ys.Missing.UNREADABLE}
    )
    filed = Filed.of(YEAR, [evolve(one, records={**one.records, "T1": unread})])
    (sent,) = ys.write_returned(tmp_path, ys.check(filed))
    cells = open_book(sent.path).sheet("表一").cells
    assert ("无法识别", '=IF(COUNT(B6:E6)=0,"",SUM(B6:E6))') == (
        cells[5, 4].value,
        cells[5, 5].formula,
    )
    assert unread == ys.read(tmp_path, YEAR)["海宁市"].records["T1"]


# --------------------------------------------------------------------- mended and explained


def test_what_came_back_counts_beside_the_file_it_was_made_of(
    returns: Path, tmp_path: Path
) -> None:
    """Put beside the first return the mended one counts, with a note; after another change neither."""
    ys.reconcile(returns, YEAR, tmp_path / "1.xlsx", returns=tmp_path / "back")
    change(tmp_path / "back" / "嘉善县_审核意见.xlsx", {("表一", "F6"): 16})
    explain(tmp_path / "back" / "嘉善县_审核意见.xlsx", {"人均帮扶": "含省级专项"})
    shutil.copy(tmp_path / "back" / "嘉善县_审核意见.xlsx", returns)
    review = ys.check(ys.read(returns, YEAR))
    assert 16 == review.filed["嘉善县"].records["T1"]["total"]
    assert [] == [one for one in review.hard if one.unit == "嘉善县"]
    assert ["含省级专项"] == [one.explanation for one in review.explained]
    (note,) = [one for one in review.notes if one.code == "return_came_back"]
    assert (
        "嘉善县的 嘉善县.xlsx 退回后已报回，表一!F6 的内容不同，采用了报回的 嘉善县_审核意见.xlsx，"
        "未计入原来的 嘉善县.xlsx。"
    ) == note.message("zh")
    change(returns / "嘉善县.xlsx", {("表一", "E6"): 1})
    assert ("嘉善县",) == ys.read(returns, YEAR).missing


def test_corrected_figures_are_read_and_explanations_stay(returns: Path, tmp_path: Path) -> None:
    """The unit mends its total and explains the rest: a round later that is what the office sees.

    Sent back again, without a word, the next 审核意见 carries the explanation along.
    """
    ys.reconcile(returns, YEAR, tmp_path / "1.xlsx", returns=tmp_path / "first")
    change(tmp_path / "first" / "嘉善县_审核意见.xlsx", {("表一", "F6"): 16})
    explain(tmp_path / "first" / "嘉善县_审核意见.xlsx", {"人均帮扶": "含省级专项"})
    back_again(returns, tmp_path / "first")
    second = ys.reconcile(returns, YEAR, tmp_path / "2.xlsx", returns=tmp_path / "second")
    assert 0 == second.exit_status
    assert {"含省级专项": "嘉善县"} == {f.explanation: f.unit for f in second.review.explained}
    assert 16 == second.filed["嘉善县"].records["T1"]["total"]
    row = openpyxl.load_workbook(tmp_path / "second" / "嘉善县_审核意见.xlsx")["审核意见"][4]
    assert ("核实性，已说明", "含省级专项") == (row[1].value, row[6].value)
    back_again_from_second(returns, tmp_path / "second")
    third = ys.reconcile(returns, YEAR, tmp_path / "3.xlsx", returns=tmp_path / "third")
    assert [f.explanation for f in second.review] == [f.explanation for f in third.review]
    first, last = (tmp_path / name / "嘉善县_审核意见.xlsx" for name in ("second", "third"))
    assert parts_of(first) == parts_of(last)


def parts_of(path: Path) -> dict[str, bytes]:
    """Return what is in a workbook, but for the list of its names: of which file it was made."""
    with zipfile.ZipFile(path) as package:
        names = [name for name in package.namelist() if name != "xl/workbook.xml"]
        return {name: package.read(name) for name in names}


def back_again_from_second(folder: Path, returned: Path) -> None:
    for path in returned.glob("*.xlsx"):
        shutil.copy(path, folder / path.name)


def test_explained_is_said_in_the_workbook(returns: Path, tmp_path: Path) -> None:
    """审核结果 says which soft finding is explained, and how."""
    ys.reconcile(returns, YEAR, tmp_path / "1.xlsx", returns=tmp_path / "back")
    explain(tmp_path / "back" / "海宁市_审核意见.xlsx", {"就业与自主": "有人先就业后创业"})
    back_again(returns, tmp_path / "back")
    ys.reconcile(returns, YEAR, tmp_path / "2.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "2.xlsx")["审核结果"]
    rows = {(row[1].value, row[4].value): row[12].value for row in sheet.iter_rows(min_row=4)}
    assert "有人先就业后创业" == rows["海宁市", "核实性，已说明"]
    assert None is rows["平湖市", "核实性"]
    assert str(sheet["A2"].value).endswith("核实性意见中已说明 1 条。")


def test_a_hard_finding_cannot_be_explained_away(returns: Path, tmp_path: Path) -> None:
    """An explanation on it is kept and shown; it stays hard, and so does the exit status."""
    ys.reconcile(returns, YEAR, tmp_path / "1.xlsx", returns=tmp_path / "back")
    explain(tmp_path / "back" / "嘉善县_审核意见.xlsx", {"基地总数": "以总数为准"})
    back_again(returns, tmp_path / "back")
    job = ys.reconcile(returns, YEAR, tmp_path / "2.xlsx")
    (hard,) = job.review.hard
    assert (1, "以总数为准", "强制性") == (job.exit_status, hard.explanation, hard.standing("zh"))
    assert () == job.review.explained
    assert "已有说明，但强制性意见仍须改正：以总数为准" in hard.detail()


def test_when_the_figures_change_the_explanation_is_noted_not_attached(
    returns: Path, tmp_path: Path
) -> None:
    """The old words are no answer to new figures: a note keeps them, and the next workbook does."""
    back = tmp_path / "back"
    ys.reconcile(returns, YEAR, tmp_path / "1.xlsx", returns=back)
    explain(back / "海宁市_审核意见.xlsx", {"就业与自主": "有人先就业后创业"})
    change(back / "海宁市_审核意见.xlsx", {("表一", "J6"): 28})
    for round_ in ("2", "3"):
        for path in returns.glob("海宁市*"):
            path.unlink()
        shutil.copy(back / "海宁市_审核意见.xlsx", returns)
        job = ys.reconcile(returns, YEAR, tmp_path / f"{round_}.xlsx", returns=tmp_path / round_)
        back = tmp_path / round_
        (finding,) = job.review.of("海宁市")
        assert (55, None) == (finding.left, finding.explanation)
        (left,) = (note for note in job.review.notes if note.code == "explanation_left")
        assert ("海宁市", "有人先就业后创业") == (left.unit, left.explanation)
        assert "左边 54，右边 29" in left.message()
    change(back / "海宁市_审核意见.xlsx", {("表一", "J6"): 27})
    (finding,) = ys.check(ys.read([*returns.glob("*市.xlsx"), back], YEAR)).of("海宁市")
    assert "有人先就业后创业" == finding.explanation


def rows_moved(sheet: Worksheet) -> None:
    """Turn the rows round, and put one in above."""
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=4)]
    for place, row in enumerate(reversed(rows), 4):
        for column, value in enumerate(row, 1):
            sheet.cell(place, column).value = value
    sheet.insert_rows(4)


def columns_moved(sheet: Worksheet) -> None:
    """Put the headings and what stands under them in another order."""
    order = list(range(8))
    random.Random(2009).shuffle(order)
    for row in sheet.iter_rows(min_row=3):
        values = [cell.value for cell in row]
        for column, source in enumerate(order):
            row[column].value = values[source]


def retyped(sheet: Worksheet) -> None:
    """Type it all again on another sheet, further down."""
    book = sheet.parent
    assert book is not None
    other = book.create_sheet("Sheet9")
    for row in sheet.iter_rows(min_row=3):
        other.append([])
        other.append([None, *(cell.value for cell in row)])
    book.remove(sheet)


@pytest.mark.parametrize("move", [rows_moved, columns_moved, retyped])
def test_rows_that_were_moved_keep_their_findings(
    move: Callable[[Worksheet], None], returns: Path, tmp_path: Path
) -> None:
    """A row is told by its mark: an explanation never slips to the finding beside its own."""
    change(returns / "嘉善县.xlsx", {("表一", "J6"): 90, ("表一", "K6"): 91})
    ys.reconcile(returns, YEAR, tmp_path / "1.xlsx", returns=tmp_path / "back")
    path = tmp_path / "back" / "嘉善县_审核意见.xlsx"
    explain(path, {"基地总数": "甲", "就业与自主": "乙", "人均帮扶": "丙"})
    book = openpyxl.load_workbook(path)
    move(book["审核意见"])
    book.save(path)
    back_again(returns, tmp_path / "back")
    review = ys.check(ys.read(returns, YEAR))
    assert {"bases_add_up": "甲", "outcomes_within_placed": "乙", "funds_per_person": "丙"} == {
        str(f.rule).partition(".")[2]: f.explanation for f in review.of("嘉善县")
    }
    assert [] == [f.code for f in review.findings if f.code == "sheet_not_read"]


def test_words_beside_the_rows_are_told(returns: Path, tmp_path: Path) -> None:
    """What the unit writes below the table, beside it, or in a comment of its own, is not lost."""
    ys.reconcile(returns, YEAR, tmp_path / "1.xlsx", returns=tmp_path / "back")
    path = tmp_path / "back" / "海宁市_审核意见.xlsx"
    book = openpyxl.load_workbook(path)
    book["审核意见"]["G6"] = "请来电"
    book["审核意见"]["J4"] = "另附说明"
    book["表一"]["J6"].comment.text += "\n已核对"
    book.save(path)
    said = {one.code: one for one in ys.check(ys.read(path, YEAR)).notes}
    assert "J4 “另附说明”, G6 “请来电”" in said["words_not_read"].message("en")
    assert "已核对" in said["cell_comment"].message()


def test_a_copy_that_explains_speaks_for_the_return(returns: Path, tmp_path: Path) -> None:
    """Beside the unchanged first return the one that came back counts as its copy, with its words."""
    ys.reconcile(returns, YEAR, tmp_path / "1.xlsx", returns=tmp_path / "back")
    path = tmp_path / "back" / "海宁市_审核意见.xlsx"
    explain(path, {"就业与自主": "有人先就业后创业"})
    shutil.copy(path, returns)
    filed = ys.read(returns, YEAR)
    assert "海宁市.xlsx" == filed["海宁市"].file
    (finding,) = ys.check(filed).of("海宁市")
    assert "有人先就业后创业" == finding.explanation


def test_entries_of_a_list_are_known_by_their_names(tmp_path: Path) -> None:
    """An entry put in before keeps the explanation at the project it was about."""
    one = ys.read(RETURNS / "平湖市.xlsx", YEAR)["平湖市"]
    filed = Filed.of(YEAR, [one])
    review = ys.check(filed)
    said = tuple(evolve(f, explanation=f.rule) for f in review)
    ys.write_returned(tmp_path, evolve(review, findings=said))
    back = ys.read(tmp_path, YEAR)["平湖市"]
    form = YEAR.form("T4")
    values: dict[tuple[str, Line], Value] = {
        (name, int(line or 0) + 1): value for name, line, value in back.records["T4"]
    }
    first: dict[tuple[str, Line], Value] = {("project", 0): "新建馆", ("planned", 0): 1}
    longer = ys.Record.of(form, {**values, **first})
    moved = evolve(back, records={**back.records, "T4": longer})
    again = ys.check(Filed.of(YEAR, [moved]))
    assert "T4.spent_as_planned" in [finding.explanation for finding in again]


def test_suspects_say_what_it_would_have_to_be(tmp_path: Path) -> None:
    """Where explanations were found the row names the cells to change, in this workbook's terms."""
    one = ys.read(RETURNS / "海宁市.xlsx", YEAR)["海宁市"]
    review = ys.check(Filed.of(YEAR, [one]))

    def suspect(item: str, to: int | None, cause: str = "unknown") -> Suspect:
        return Suspect(cell_of(one, "T1", item, None), to, cause)

    both = (suspect("employed", 2, "extra_digit"), suspect("founded", None))
    suspects = (Explanation((suspect("placed", 54),)), Explanation(both))
    found = tuple(evolve(finding, suspects=suspects) for finding in review)
    (sent,) = ys.write_returned(tmp_path, evolve(review, findings=found))
    assert (
        "通过见习实现就业人数 + 通过见习实现自主创业人数 ≤ 实现岗位对接的人数\n"
        "可能有误：表一!I6：29 → 54（原因不明）；或 表一!J6：27 → 2（多一位数字），且"
        "表一!K6：27 → 未定，因为审核关系没有限定其大小。"
    ) == openpyxl.load_workbook(sent.path)["审核意见"]["F4"].value


def reconciled(folder: Path, changes: Mapping[tuple[str, str], str | int], lang: str) -> ys.Job:
    """Reconcile the returns as they are with published figures of which some were changed."""
    published = folder / "published.xlsx"
    shutil.copy(RETURNS.parent / "published.xlsx", published)
    change(published, changes)
    back = folder / lang
    return ys.reconcile(RETURNS, YEAR, published=published, returns=back, lang=lang)


def test_a_finding_against_others_is_shown_at_the_units_own_figure(tmp_path: Path) -> None:
    """A figure that differs from published ones that agree is coloured in the unit's own return."""
    reconciled(tmp_path, {("表二", "B4"): 91, ("表二", "B10"): 396}, "zh")
    book = openpyxl.load_workbook(tmp_path / "zh" / "秀洲区_审核意见.xlsx")
    row = [cell.value for cell in book["审核意见"][4]]
    assert ["强制性", "表二", "表二!B5"] == row[1:4]
    assert "可能有误：表二!B5：90 → 91（一位数字）。" == row[5]
    assert "FFFFC7CE" == book["表二"]["B5"].fill.fgColor.rgb


@pytest.mark.parametrize(
    ("lang", "severity", "in_doubt"),
    [("zh", "提示", "可能有误的是公布数"), ("en", "note", "the published one is in doubt")],
)
def test_a_published_figure_in_doubt_asks_nothing_of_the_unit(
    lang: str, severity: str, in_doubt: str, tmp_path: Path
) -> None:
    """Where the totals bear the unit out it is told, with its other findings; no cell is marked.

    A unit with nothing else gets no return; for the office the finding stays hard.
    """
    job = reconciled(tmp_path, {("表二", "B4"): 91, ("表二", "B8"): 3}, lang)
    assert {"秀洲区", "海宁市"} == {finding.unit for finding in job.review.hard}
    assert "秀洲区" not in {one.unit for one in job.returned}
    (sent,) = (one for one in job.returned if one.unit == "海宁市")
    book = openpyxl.load_workbook(sent.path)
    rows = list(book.worksheets[0].iter_rows(min_row=4, values_only=True))
    (told,) = (row for row in rows if row[2] == "表二" and "published.xlsx" in str(row[5]))
    assert (severity, "表二!B5") == (told[1], told[3])
    assert in_doubt in str(told[5])
    assert "published.xlsx!表二!B8" in str(told[5])
    assert None is book["表二"]["B5"].comment
    assert "00000000" == book["表二"]["B5"].fill.fgColor.rgb


def test_a_failure_whose_suspects_are_another_units_is_the_units_still(tmp_path: Path) -> None:
    """Nothing published is in doubt there: it goes back as hard as it is."""
    filed = ys.read(RETURNS, YEAR)
    other = Suspect(cell_of(filed["南湖区"], "T1", "total", None), 1)
    (finding,) = planted(filed["海宁市"], [("T1", "total", None)], Severity.HARD)
    blamed = evolve(finding, suspects=(Explanation((other,)),))
    (sent,) = ys.write_returned(tmp_path, ys.Review(filed, (blamed,)))
    row = openpyxl.load_workbook(sent.path)["审核意见"][4]
    assert ("强制性", "可能有误：南湖区.xlsx!表一!F6：9 → 1（原因不明）。") == (
        row[1].value,
        str(row[5].value).splitlines()[-1],
    )


def test_units_whose_names_no_file_can_have(tmp_path: Path) -> None:
    """Signs that a file's name cannot have are replaced, and two units never share a file."""
    names = ("甲/乙", "甲:乙", "甲\\乙", "  ", "A")
    units = (ys.Unit("合计"), *(ys.Unit(name, parent="合计") for name in names))
    scheme = evolve(YEAR, units=ys.Hierarchy(units))
    paths = [path.name for path in returned_paths(tmp_path, scheme).values()]
    assert len(paths) == len({name.casefold() for name in paths})
    assert not set('\\/:*?"<>|') & set("".join(paths))


def test_cells_are_compared_by_their_place(tmp_path: Path) -> None:
    """A label is no part of what a cell is: two references to one cell are equal."""
    cell = CellRef("f", "s", "A1", "T1", "posts", None, "甲", 1)
    assert cell == evolve(cell, label="岗位")
