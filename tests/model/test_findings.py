"""Findings as values: their cells and their order. The sentences are tested with the wording."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from attrs import evolve, fields

import youthstats as ys
from youthstats.editing.cells import cell_of
from youthstats.loading import load_scheme
from youthstats.model.cellrefs import CellRef, show_value
from youthstats.model.edits import Severity
from youthstats.model.findings import MOST_COUNTED, Explanation, Finding, Review, Suspect
from youthstats.model.items import Kind
from youthstats.model.returns import Filed, FileReport
from youthstats.model.sentences import reason_sentence
from youthstats.model.values import Missing, rounded
from youthstats.wording import LANGUAGES, say
from youthstats.workbook.package.limits import Limits

SCHEME = load_scheme("youth_league_2009")
JIASHAN = Path(__file__).parents[2] / "examples" / "2009" / "returns" / "嘉善县.xlsx"


def cell(address: str | None, sheet: str | None = "表一", file: str = "甲.xlsx") -> CellRef:
    return CellRef(file, sheet, address, "T1", "posts", None, "甲区", 5)


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ((), ""),
        ((cell("F6"),), "表一!F6"),
        ((cell("F6"), cell("E6")), "表一!F6, E6"),
        ((cell("F6"), cell("B2", "表二"), cell("E6")), "表一!F6, E6; 表二!B2"),
        ((cell("F6"), cell("F6", file="乙.xlsx")), "甲.xlsx!表一!F6; 乙.xlsx!表一!F6"),
        ((cell(None), cell("E6")), "表一!E6"),
        ((cell("F6", None),), "F6"),
    ],
)
def test_addresses_say_each_sheet_once(cells: tuple[CellRef, ...], expected: str) -> None:
    """Cells are named by sheet, and by file where several are meant; the others are left out."""
    assert expected == Finding("edit_failure", Severity.HARD, "甲区", cells=cells).addresses("en")


@pytest.mark.parametrize(
    ("value", "share", "expected"),
    [
        (5, False, "5"),
        (Fraction(1, 3), False, "0.3333"),
        (Fraction(1000, 3), False, "333.33"),
        (Decimal("0.125"), False, "0.125"),
        (rounded(Decimal("0.86"), 2), True, "86%"),
        (Fraction(556, 650), True, "85.54%"),
        ("甲", False, "甲"),
    ],
)
def test_values_as_messages_show_them(value: object, share: bool, expected: str) -> None:
    """Figures are shown in full where they end, shares as percentages, words as they are."""
    assert expected == show_value(value, "zh", share=share)


def test_a_cell_shows_its_kind() -> None:
    """The share in a cell is shown as a percentage, a count as a number."""
    share = CellRef("f", "s", "A1", "T5", "rate", None, "甲区", Decimal("0.86"), Kind.SHARE)
    assert ("86%", "5") == (share.shown("zh"), cell("A1").shown("zh"))


def test_chinese_messages_name_answers_by_their_labels() -> None:
    """In Chinese an answer is called what the form calls it, in English by its id."""
    filed = ys.read(JIASHAN, SCHEME)["嘉善县"]
    cells = tuple(cell_of(filed, "T3", item, "primary") for item in ("funds", "persons"))
    finding = Finding(
        code="edit_failure",
        severity=Severity.SOFT,
        unit="嘉善县",
        cells=cells,
        statement="funds / persons = T9.x",
        sentence="edit_failure_conditional",
    )
    chinese, english = (finding.detail(lang).splitlines()[1:4] for lang in ("zh", "en"))
    assert [
        "    帮扶资金（小学生） / 低收入农户青少年人数（小学生） = T9.x",
        "      C7    帮扶资金（小学生）              277010",
        "      C6    低收入农户青少年人数（小学生）  106",
    ] == chinese
    assert [
        "    funds / persons = T9.x",
        "      C7    funds[primary]    277010",
        "      C6    persons[primary]  106",
    ] == english


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ("if posts > 0 then posts <= 9", "若 岗位 > 0，则 岗位 ≤ 9"),
        ("T1.posts >= 甲区.posts", "T1.岗位 ≥ 甲区.岗位"),
        ("2·posts = stranger", "2·岗位 = stranger"),
    ],
)
def test_what_must_hold_in_chinese(statement: str, expected: str) -> None:
    """Edits are told with labels and in words; a name that no cell has stays as it is."""
    named = evolve(cell("F6"), label="岗位")
    finding = Finding("edit_failure", Severity.HARD, "甲区", cells=(named,), statement=statement)
    assert (expected, statement) == (finding.stated("zh"), finding.stated("en"))


def test_a_review_tells_findings_apart() -> None:
    """A review counts findings, tells hard from soft, finds a unit's own and keeps notes apart."""
    hard = Finding("form_missing", Severity.HARD, "甲区")
    soft = Finding("edit_failure", Severity.SOFT, "乙区")
    note = Finding("base_recovered", Severity.NOTE, "乙区")
    review = Review(Filed.of(SCHEME, ()), (hard, soft), (note,))
    assert [hard, soft] == list(review)
    assert 2 == len(review)
    assert ((hard,), (soft,)) == (review.hard, review.soft)
    assert (soft,) == review.of("乙区")
    assert () == review.of("丙区")


def test_a_review_knows_what_was_explained_and_can_be_read() -> None:
    """A reason counts for a soft finding; printed, a review says each finding in full."""
    soft = Finding(
        "edit_failure",
        Severity.SOFT,
        "乙区",
        rule="T1.x",
        cells=(cell("F6"),),
        statement="posts <= 3",
        zh="岗位不超过3",
        explanation="已核实",
        sentence="edit_failure_reached",
    )
    bare = evolve(soft, explanation=None)
    review = Review(Filed.of(SCHEME, ()), (soft, bare))
    assert (soft,) == review.explained
    assert f"{soft.detail()}\n\n{bare.detail()}" == str(review)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("setting", [one.name for one in fields(Limits)])
def test_what_a_file_has_too_much_of_is_named(setting: str, lang: str) -> None:
    """Every limit has a name a clerk knows, and bytes their measure."""
    facts = {"setting": setting, "found": 200_000_001, "limit": 100_000_000}
    said = reason_sentence(FileReport("x", None, "unreadable", "file.too_large", facts), lang)
    assert ("_" in setting) <= (setting not in said)
    size = ("201 MB", "100 MB") if setting.endswith("_bytes") else ("200000001", "100000000")
    assert [True, True] == [one in said for one in size]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_word_that_counted_as_nought_is_named_where_it_stands(lang: str) -> None:
    """Of the cells that hold a dash, and of no others; nothing is said where none does."""
    figures = (cell("F6"), evolve(cell("E6"), value=3))
    dash = evolve(cell("D6"), value=Missing.NOT_APPLICABLE)
    finding = Finding(
        "edit_failure",
        Severity.HARD,
        "甲区",
        rule="T1.x",
        cells=figures,
        left=5,
        right=3,
        imbalance=2,
        statement="posts = fairs",
        zh="两者应相等",
        sentence="edit_failure_balance",
    )
    told = {
        cells: evolve(finding, cells=cells).message(lang) for cells in (figures, (*figures, dash))
    }
    added = say("remedy.as_zero", lang, cells=evolve(finding, cells=(dash,)).addresses(lang))
    assert added in told[*figures, dash]
    assert added not in told[figures]
    assert "F6" not in added


@pytest.mark.parametrize("others", [0, 1, MOST_COUNTED, MOST_COUNTED + 1, 10**6])
def test_of_very_many_other_explanations_no_number_is_given(others: int) -> None:
    """246 more tell nobody more than that the edits alone do not decide."""
    likeliest, other = (Explanation((Suspect(cell("F6"), 6),), rank) for rank in (1, 2))
    found = Finding("edit_failure", Severity.HARD, "甲区", cells=(cell("F6"),))
    said = evolve(found, suspects=(likeliest, *[other] * others)).suspicion("en")
    assert (0 < others <= MOST_COUNTED) == (f"{others} more would do" in said)
    assert (others > MOST_COUNTED) == ("look at the source" in said)


@pytest.mark.parametrize(
    ("code", "rule", "expected"),
    [
        ("edit_seems_inapt", "T1.sum", {"T1.sum"}),
        ("totals_not_given", "T1.total", {"T1.total_1", "T1.total_2"}),
        ("edit_failure", "T1.sum", set()),
    ],
)
def test_notes_name_the_edits_they_doubt(code: str, rule: str, expected: set[str]) -> None:
    """A review doubts what its notes do, and no finding doubts its own edit."""
    facts = {"edits": ["total_1", "total_2"]}
    note = Finding(code, Severity.NOTE, "甲区", rule=rule, form="T1", facts=facts)
    assert expected == note.doubts
    assert expected == Review(Filed.of(SCHEME, []), (), (note,)).inapt
