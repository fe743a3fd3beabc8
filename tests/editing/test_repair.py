"""Repairing: what slip a change would be, what missing figures are, and changing them on purpose."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

import youthstats as ys
from tests.editing.arranged import BLANK, UNIT, asked, counts, filed_of
from youthstats.editing.repairing.causes import distance, slip
from youthstats.editing.repairing.ranking import Beside
from youthstats.errors import AmendmentError
from youthstats.model.cellrefs import CellRef
from youthstats.model.edits import EditText
from youthstats.model.forms import Line
from youthstats.model.items import Kind
from youthstats.model.returns import ReadingNote
from youthstats.model.values import Inexact, Value

UNREADABLE = ys.Missing.UNREADABLE


# ------------------------------------------------------------------------------------ causes


@pytest.mark.parametrize(
    ("before", "after", "cause"),
    [
        (161, 116, "transposed"),
        (321, 123, "transposed"),
        (Decimal("1.25"), Decimal("1.52"), "transposed"),
        (-5, 5, "sign"),
        (2000, 20000000, "unit_scale"),
        (Decimal("9.51"), 951, "unit_scale"),
        (19979, 1979, "extra_digit"),
        (3000, 300, "extra_digit"),
        (35, 350, "missing_digit"),
        (17, 16, "digit"),
        (BLANK, 12, "blank"),
        (1600, 1597, "rounding"),
        (Decimal("17.9"), Decimal("17.86"), "rounding"),
        (Decimal("17.9"), Decimal("17.8632"), "rounding"),
        (18, Decimal("17.86"), "rounding"),
        (190, 237, "unknown"),
        (UNREADABLE, 12, "unknown"),
        (-12, 21, "unknown"),
        (0, 4321, "unknown"),
    ],
)
def test_a_slip_is_known_by_what_it_does(before: Value, after: Value, cause: str) -> None:
    """Each slip has its mark; what has none is of unknown cause."""
    assert cause == slip(before, after).cause


def test_a_figure_may_be_copied_from_the_cell_beside() -> None:
    """The figure of a neighbour, and no likelier slip."""
    assert "copied" == slip(412, 97, beside=(BLANK, 412)).cause
    assert "unknown" == slip(0, 9713, beside=(0,)).cause


@given(st.integers(0, 10**9), st.integers(0, 10**9))
def test_the_distance_is_one_between_figures(one: int, other: int) -> None:
    """Nothing between equals, the same both ways, and no more than the digits there are."""
    assert 0 == distance(one, one)
    assert distance(one, other) == distance(other, one)
    assert distance(one, other) <= max(len(str(one)), len(str(other)))


def test_figures_shifted_by_a_cell_are_one_slip() -> None:
    """Three figures that stand one cell too far are likelier than three that are wrong."""
    edits = ["a = p", "b = q", "c = r", "a + b = s", "b + c = t"]
    filed = counts(edits, a=5, b=8, c=3, p=1, q=5, r=8, s=6, t=13)
    (block,) = ys.localise(ys.check(filed))
    first = block.explanations[0]
    assert [("a", 1, "shifted"), ("b", 5, "shifted"), ("c", 8, "shifted")] == [
        (s.cell.item, s.to, s.cause) for s in first
    ]


def test_figures_that_do_not_lie_side_by_side_are_not_shifted() -> None:
    """The same three figures, with other cells between them: three slips, not one."""
    edits = ["a = p", "b = q", "c = r", "a + b = s", "b + c = t"]
    filed = counts(edits, a=5, x=1, b=8, y=1, c=3, p=1, q=5, r=8, s=6, t=13)
    (block,) = ys.localise(ys.check(filed))
    assert "shifted" not in {s.cause for one in block.explanations for s in one}
    review = ys.localise(ys.check(consolidated_shift())).review
    assert "shifted" not in {s.cause for f in review.findings for one in f.suspects for s in one}


def consolidated_shift() -> ys.Filed:
    """Two units whose figures would move from the one to the other."""
    items = [asked("a"), asked("b")]
    edits = [ys.hard("same", "a = b", "a = b")]
    form = ys.define_form(
        id="X", label="X", title="X", items=items, rows=ys.units(), columns=ys.items(), edits=edits
    )
    units = ys.Hierarchy((ys.Unit("R"), ys.Unit("U", parent="R"), ys.Unit("V", parent="R")))
    scheme = ys.define_scheme(id="x", title="x", period="1", forms=[form], units=units)
    figures = {"R": (9, 9), "U": (4, 5), "V": (3, 4)}
    returns = [
        ys.Return(unit, {"X": ys.Record.of(form, {("a", None): a, ("b", None): b})})
        for unit, (a, b) in figures.items()
    ]
    return ys.Filed.of(scheme, returns)


def test_a_figure_put_in_the_cell_of_a_blank_is_swapped_with_it() -> None:
    """The blank goes where the figure was; a nought would be a figure nobody wrote."""
    filed = counts(["a = p", "b = q", "a + b = t"], a=BLANK, b=12, t=12, p=12, q=0)
    (block,) = ys.localise(ys.check(filed))
    first = [{s.cell.item: (s.to, s.cause) for s in one} for one in block.explanations[:2]]
    assert {"a": (12, "swapped"), "b": (BLANK, "swapped")} in first
    assert {1} == {one.rank for one in block.explanations[:2]}
    for one in block.explanations:
        assert () == ys.check(ys.amend(filed, [one]).filed).hard


def soft_failures(filed: ys.Filed, unit: str = UNIT) -> set[tuple[str | None, Line]]:
    return {
        (finding.rule, finding.line) for finding in ys.check(filed).soft if finding.unit == unit
    }


@given(st.lists(st.integers(0, 12), min_size=6, max_size=6))
def test_what_breaks_a_soft_edit_ranks_behind_what_breaks_none(figures: list[int]) -> None:
    """Held against the check of what it would come to: the fewer are broken, the better the rank."""
    soft = ["a <= c", "if b > 0 then d > 0", "2 * t <= e"]
    edits: list[str | EditText] = ["a + b = t"]
    edits += [ys.soft(f"s{place}", text, "") for place, text in enumerate(soft)]
    values = dict(zip("abtcde", figures, strict=True))
    filed = filed_of([asked(name) for name in values], edits, values)
    failed = soft_failures(filed)
    for block in ys.localise(ys.check(filed)):
        broken = [
            len(soft_failures(ys.amend(filed, [one]).filed) - failed)
            for one in block.explanations
            if all(suspect.to is not None for suspect in one)
        ]
        assert broken == sorted(broken)
        ranks = [(one.rank, count) for one, count in zip(block.explanations, broken, strict=False)]
        assert len({rank for rank, _ in ranks}) == len(set(ranks))


def test_one_digit_that_breaks_a_soft_edit_ranks_behind_another() -> None:
    """Of three slips of one digit the two that leave the soft edit alone are the likelier."""
    filed = counts(["a + b = t", ys.soft("cap", "a <= c", "")], a=15, b=13, t=29, c=15)
    (block,) = ys.localise(ys.check(filed))
    found = [(one.rank, one.suspects[0].cell.item) for one in block.explanations]
    assert [(1, "b"), (1, "t"), (2, "a")] == sorted(found)


def test_a_soft_edit_across_forms_counts_too() -> None:
    """A total that another form bounds is the less likely one to be wrong."""
    filed = across_forms()
    (block,) = ys.localise(ys.check(filed))
    assert [("a", 1), ("t", 2)] == [(e.suspects[0].cell.item, e.rank) for e in block.explanations]


def across_forms() -> ys.Filed:
    """A total that another form bounds by a soft edit across the two."""
    forms = [
        ys.define_form(
            id=name,
            label=name,
            title=name,
            items=[asked(item) for item in items],
            rows=ys.units(),
            columns=ys.items(),
            edits=edits,
        )
        for name, items, edits in (
            ("X", ("a", "t"), [ys.hard("same", "a = t", "a = t")]),
            ("Y", ("c",), []),
        )
    ]
    scheme = ys.define_scheme(
        id="x",
        title="x",
        period="1",
        forms=forms,
        units=ys.Hierarchy((ys.Unit(UNIT),)),
        edits=[ys.soft("bound", "X.t >= Y.c", "t >= c")],
    )
    records = {
        "X": ys.Record.of(forms[0], {("a", None): 18, ("t", None): 19}),
        "Y": ys.Record.of(forms[1], {("c", None): 19}),
    }
    return ys.Filed.of(scheme, [ys.Return(UNIT, records)])


def noted(filed: ys.Filed, code: str, name: str) -> ys.Filed:
    """Return what was filed with a note on how one answer of it was read."""
    read = filed[UNIT].records["X"][name]
    note = ReadingNote(code, "X", name, None, "约", read)
    return ys.Filed.of(filed.scheme, [evolve(filed[UNIT], notes=(note,))])


@given(st.permutations("abcd"), st.integers(1, 400), st.integers(20, 400))
def test_what_was_in_doubt_when_it_was_read_is_suspected_first(
    names: list[str], size: int, beyond: int
) -> None:
    """Whatever slip another cell could be, and wherever the doubtful one stands."""
    about, *others = names
    values: dict[str, Value] = dict.fromkeys(others, 464)
    values[about] = Inexact(Decimal(size), Decimal(size - 1), Decimal(size + 1))
    values["t"] = 3 * 464 + size + beyond
    filed = filed_of([asked(name) for name in values], ["a + b + c + d = t"], values)
    (block,) = ys.localise(ys.check(noted(filed, "reading.approximate", about)))
    first = [one for one in block.explanations if one.rank == 1]
    assert [(about, "doubtful")] == [(s.cell.item, s.cause) for one in first for s in one]
    assert {*values} >= {s.cell.item for one in block.explanations for s in one} > {about}


def test_a_plain_note_puts_no_figure_in_doubt() -> None:
    """A number typed as text is the number: it is suspected as any other."""
    filed = counts(["a + b = t"], a=3000, b=350, t=650)
    (block,) = ys.localise(ys.check(noted(filed, "reading.number_as_text", "b")))
    (plain,) = ys.localise(ys.check(filed))
    assert plain.explanations == block.explanations


def test_a_cell_is_looked_up_in_its_own_source() -> None:
    """Filed and published figures in memory have no file; each has its own neighbours."""
    filed = counts(["a = c"], a=7, b=412, c=1)
    published = counts(["a = c"], a=412, b=412, c=97)
    beside = Beside([filed, published])
    (block,) = ys.localise(ys.check(published))
    cells = {s.cell.item: s.cell for one in block.explanations for s in one}
    assert (412,) == beside.values(cells["a"])


def test_a_finding_says_what_is_likely_in_both_languages() -> None:
    """The likeliest explanations stand below the message; how many others there are is said."""
    filed = counts(["a + b = t"], a=3000, b=350, t=650)
    (finding,) = ys.localise(ys.check(filed)).review.findings
    assert finding.detail("en").endswith(
        "likely a: 3000 → 300 (one digit too many). 1 more would do."
    )
    assert finding.detail("zh").endswith(
        "可能有误：a：3000 → 300（多一位数字）。另有 1 种说得通的改法。"
    )
    alone = counts(["p + c = t", "c >= 0.6 * t"], p=755, c=125, t=200)
    (finding,) = ys.localise(ys.check(alone)).review.findings
    assert finding.detail("en").endswith("likely p: 755 → 75 (one digit too many).")


# -------------------------------------------------------------------------------- deductions

ELEVEN = ("x1 + x2 = x3", "x2 = x4", "x5 + x6 + x7 = x8", "x3 + x8 = x9", "x9 - x10 = x11")


def deduced(filed: ys.Filed) -> dict[str, Value | None]:
    return {one.cell.item: one.to for one in ys.deduce(filed)}


def test_missing_figures_follow_from_the_others() -> None:
    """Four known of eleven: four follow, and three have two degrees of freedom left."""
    known = {"x1": 145, "x3": 155, "x8": 86, "x10": 217}
    values: dict[str, Value] = {f"x{n}": known.get(f"x{n}", BLANK) for n in range(1, 12)}
    items = [asked(name) for name in values]
    found = ys.deduce(filed_of(items, ELEVEN, values, blank="missing"))
    determined = {one.cell.item: one.to for one in found if one.to is not None}
    assert {"x2": 10, "x4": 10, "x9": 241, "x11": 24} == determined
    left = [one for one in found if one.to is None]
    assert [("x5", ("X.e2",), 2), ("x6", ("X.e2",), 2), ("x7", ("X.e2",), 2)] == [
        (one.cell.item, one.rules, one.freedom) for one in left
    ]
    assert "x5: undetermined, because X.e2 leave degrees of freedom: 2" == left[0].shown("en")
    assert "x2：应为 10（由 X.e0、X.e1 推出）" == found[0].shown()


def test_zeros_are_forced_where_nothing_is_negative() -> None:
    """Parts of nothing are nothing each; where one may be negative they are not."""
    found = deduced(counts(["a + b + c = t"], blank="missing", a=BLANK, b=4, c=BLANK, t=4))
    assert {"a": 0, "c": 0} == found
    found = deduced(counts(["a + b + n = t"], blank="missing", a=BLANK, b=4, n=BLANK, t=4))
    assert {"a": None, "n": None} == found


def test_a_gap_no_edit_bears_on_stays_one() -> None:
    """It says that no balance edit bears on it."""
    (one,) = ys.deduce(counts(["a <= b"], blank="missing", a=BLANK, b=4))
    assert (None, (), 1) == (one.to, one.rules, one.freedom)
    assert "no balance edit" in one.shown("en")


def test_nothing_follows_from_edits_that_contradict_each_other() -> None:
    """Nor from a figure that could not be what they say, nor from a rounded one."""
    assert {"a": None} == deduced(counts(["a = b", "a = c"], blank="missing", a=BLANK, b=1, c=2))
    assert {"a": None} == deduced(counts(["a + b = c"], blank="missing", a=BLANK, b=3, c=2))
    assert {"a": None} == deduced(counts(["2 * a = b"], blank="missing", a=BLANK, b=3))
    about = Inexact(Decimal(50), Decimal(45), Decimal(55))
    assert {"a": None} == deduced(counts(["a = b"], blank="missing", a=BLANK, b=about))
    zeros = counts(["a + c = 0", "a = b"], blank="missing", a=BLANK, b=1, c=BLANK)
    assert {"a": None, "c": None} == deduced(zeros)


def test_an_unreadable_figure_is_missing_too() -> None:
    """Amounts need not be whole; blanks that are zeros are no gaps; soft edits prove nothing."""
    items = [asked("a", Kind.MONEY), asked("b", Kind.MONEY), asked("c", Kind.MONEY)]
    soft = ys.soft("half", "a = 2 * c", "a = 2c")
    filed = filed_of(items, ["2 * a + c = b", soft], {"a": UNREADABLE, "b": 5})
    assert {"a": Decimal("2.5")} == deduced(filed)


# -------------------------------------------------------------------------------- amendments


def test_an_explanation_applied_mends_and_its_log_replays() -> None:
    """What was filed stays as it was; the log, through JSON, gives the same again."""
    filed = counts(["p + c = t", "c >= 0.6 * t"], p=755, c=125, t=200)
    (block,) = ys.localise(ys.check(filed))
    amended = ys.amend(filed, block.explanations, why="confirmed by telephone")
    assert () == ys.check(amended.filed).findings
    assert 755 == filed[UNIT].records["X"]["p"]
    (entry,) = amended.log
    assert ("p", 755, 75, "confirmed by telephone") == (
        entry.cell.item,
        entry.cell.value,
        entry.to,
        entry.why,
    )
    log = ys.amendments_from_json(ys.amendments_to_json(amended.log))
    assert amended == ys.amend(filed, log)


def test_without_a_reason_the_slip_is_logged() -> None:
    """The cause of a suspect, or that a figure was deduced."""
    filed = counts(["a = b"], blank="missing", a=BLANK, b=4)
    assert ["deduced"] == [one.why for one in ys.amend(filed, ys.deduce(filed)).log]
    wrong = counts(["p + c = t", "c >= 0.6 * t"], p=755, c=125, t=200)
    (block,) = ys.localise(ys.check(wrong))
    assert ["extra_digit"] == [one.why for one in ys.amend(wrong, block.explanations).log]


def test_what_is_not_determined_cannot_be_applied() -> None:
    """Nor a change of a figure that is another by now."""
    filed = counts(["a <= 3"], a=7)
    (block,) = ys.localise(ys.check(filed))
    with pytest.raises(ValueError, match="nothing says"):
        ys.amend(filed, block.explanations)
    wrong = counts(["a = 3"], a=7)
    (block,) = ys.localise(ys.check(wrong))
    mended = ys.amend(wrong, block.explanations)
    with pytest.raises(ValueError, match="for another"):
        ys.amend(mended.filed, mended.log)


@given(st.lists(st.booleans(), min_size=2, max_size=2, unique=True))
def test_two_explanations_of_one_failure_exclude_each_other(order: list[bool]) -> None:
    """Either mends alone; both would not: refused, with both named in either language."""
    filed = counts(["p + c = t", "q = r"], p=190, c=210, t=410, q=1, r=2)
    first, second = ys.localise(ys.check(filed))
    one, other = first.explanations[:2][:: 1 if order[0] else -1]
    for chosen in (one, other):
        assert () == ys.check(ys.amend(filed, [chosen, second.explanations[0]]).filed).hard
    with pytest.raises(AmendmentError) as refused:
        ys.amend(filed, [one, second.explanations[0], other])
    assert f"“{one.shown('zh')}”与“{other.shown('zh')}”" in refused.value.texts["zh"]
    assert f"“{one.shown('en')}” and “{other.shown('en')}”" in refused.value.texts["en"]
    assert "U X.e0" in str(refused.value)


def test_an_explanation_that_findings_share_is_applied_once() -> None:
    """Two edits fail by one cell: taken from either finding it is the same change."""
    filed = counts(["x1 + x2 = x3", "x2 = x4"], x1=1452, x2=116, x3=1568, x4=161)
    broken = counts(["a + b = t", "a = c"], a=9, b=2, c=3, t=5)
    for one in (filed, broken):
        review = ys.localise(ys.check(one)).review
        amended = ys.amend(one, [finding.suspects[0] for finding in review])
        assert () == ys.check(amended.filed).hard
        assert 1 == len(amended.log)


def test_a_log_may_change_a_figure_there_and_back() -> None:
    """What a log says twice is done twice: its second change starts from what the first left."""
    filed = counts(["a = 3"], a=7)
    (block,) = ys.localise(ys.check(filed))
    (there,) = ys.amend(filed, block.explanations).log
    back = ys.Amendment(evolve(there.cell, value=3), 7, "as it was")
    amended = ys.amend(filed, [there, back, there])
    assert (3, 3) == (amended.filed[UNIT].records["X"]["a"], len(amended.log))


def test_a_unit_or_a_form_that_was_not_filed_is_refused() -> None:
    """There is nothing to change; the sentence says whose and which."""
    filed = counts(["a = 3"], a=7)
    (block,) = ys.localise(ys.check(filed))
    (change,) = ys.amend(filed, block.explanations).log
    for cell in (evolve(change.cell, unit="V"), evolve(change.cell, form="Y")):
        with pytest.raises(AmendmentError, match=f"{cell.unit} has filed no {cell.form}"):
            ys.amend(filed, [evolve(change, cell=cell)])


def test_a_change_of_another_file_is_refused() -> None:
    """An explanation of the published figures changes them, and no return of the same unit."""
    wrong = counts(["a = 3"], a=7)
    published = ys.Filed.of(wrong.scheme, [evolve(wrong[UNIT], file="published.xlsx")])
    filed = ys.Filed.of(wrong.scheme, [evolve(wrong[UNIT], file="U.xlsx")])
    (block,) = ys.localise(ys.check(published))
    assert 3 == ys.amend(published, block.explanations).filed[UNIT].records["X"]["a"]
    with pytest.raises(ValueError, match=r"published.xlsx is no cell of U.xlsx"):
        ys.amend(filed, block.explanations)


def test_a_note_on_an_amended_answer_is_spent() -> None:
    """What was said of how it was read concerns the figure that is gone."""
    filed = counts(["a = 3"], a=7, b=8)
    notes = tuple(
        ReadingNote("reading.full_width", "X", name, None, "７", 7) for name in ("a", "b")
    )
    noted = ys.Filed.of(filed.scheme, [evolve(filed[UNIT], notes=notes)])
    (block,) = ys.localise(ys.check(noted))
    assert notes[1:] == ys.amend(noted, block.explanations).filed[UNIT].notes


@pytest.mark.parametrize(
    "value",
    [
        7,
        Decimal("7.50"),
        Fraction(1, 3),
        Inexact(Decimal(50), Decimal(45), Decimal(55)),
        BLANK,
        "words",
        date(2009, 6, 21),
    ],
)
def test_every_kind_of_value_survives_the_log(value: Value) -> None:
    """Exact figures, intervals, gaps, words and dates."""
    cell = CellRef("U.xlsx", "表一", "F6", "T1", "total", None, "U", value)
    log = (ys.Amendment(cell, value, "why"),)
    assert log == ys.amendments_from_json(ys.amendments_to_json(log))


@pytest.mark.parametrize("text", ["[1]", "{}x", '[{"file": "a"}]'])
def test_other_json_is_no_log(text: str) -> None:
    """It says so instead of amending something else."""
    with pytest.raises(AmendmentError, match="no log of amendments") as refused:
        ys.amendments_from_json(text)
    assert refused.value.texts["zh"].startswith("这不是更正记录")


def test_a_log_names_each_figure_by_its_kind() -> None:
    """A value of no known kind is refused."""
    cell = CellRef("U.xlsx", "表一", "F6", "T1", "total", None, "U", 7)
    text = ys.amendments_to_json([ys.Amendment(cell, "words", "why")])
    with pytest.raises(ValueError, match="no log"):
        ys.amendments_from_json(text.replace('"text"', '"song"'))


def test_a_suspect_is_named_with_its_file_where_that_is_another() -> None:
    """By default beside the finding's own file; in a sheet of another, with the file."""
    one = counts(["a + b = t"], a=3000, b=350, t=650)
    filed = ys.Filed.of(one.scheme, [evolve(one[UNIT], file="U.xlsx")])
    (finding,) = ys.localise(ys.check(filed)).review.findings
    assert "likely a: 3000" in finding.suspicion("en")
    assert "likely a: 3000" in finding.suspicion("en", "U.xlsx")
    assert "U.xlsx" in finding.suspicion("en", "other.xlsx")
