"""The check: what is reported, on which cells, and what is not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import assume, given, note, settings
from hypothesis import strategies as st

import youthstats as ys
from youthstats import strategies
from youthstats.model.asides import Apart
from youthstats.model.edits import Edit
from youthstats.model.forms import Form, Line
from youthstats.model.linear import EVERY, Comparison
from youthstats.model.matching import Matching
from youthstats.model.returns import FileReport, ReadingNote, Record, Return
from youthstats.model.units import Hierarchy, Unit
from youthstats.model.values import Inexact, Value, is_figure, nominal, plain, rounded

YEAR_2009 = ys.load_scheme("youth_league_2009")
RETURNS = Path(__file__).parents[2] / "examples" / "2009" / "returns"
UNREADABLE, BLANK = ys.Missing.UNREADABLE, ys.Missing.BLANK

some = settings(max_examples=settings().max_examples // 2)
few = settings(max_examples=settings().max_examples // 4)


@cache
def filed_2009() -> ys.Filed:
    return ys.read(RETURNS, YEAR_2009)


def told(review: ys.Review) -> list[tuple[str, str, str | None, Line]]:
    """List (code, unit, rule, line) of every finding."""
    return [(f.code, f.unit, f.rule, f.line) for f in review.findings]


def with_answers(
    filed: ys.Filed, unit: str, form: str, values: Mapping[tuple[str, Line], Value]
) -> ys.Filed:
    """Return what was filed with some answers of one unit changed."""
    one = filed[unit]
    record = one.records[form].replacing(values)
    changed = evolve(one, records={**one.records, form: record})
    returns = tuple(changed if other.unit == unit else other for other in filed)
    return evolve(filed, returns=returns)


# --------------------------------------------------------------- what is right is not reported


@some
@given(st.data())
def test_valid_returns_have_no_hard_finding(data: st.DataObject) -> None:
    """Whatever valid returns of whatever scheme: nothing hard is found, all units accounted for."""
    filed = data.draw(strategies.filed(data.draw(strategies.schemes())))
    assert () == ys.check(filed, complete=True).hard


@few
@given(st.data())
def test_valid_returns_of_2009_have_no_hard_finding(data: st.DataObject) -> None:
    """The same for the forms of 2009."""
    assert () == ys.check(data.draw(strategies.filed(YEAR_2009)), complete=True).hard


@few
@given(st.data())
def test_consolidated_valid_returns_have_no_hard_finding(data: st.DataObject) -> None:
    """Nor is anything hard found once their totals stand beside them, as in a finished report."""
    filed = data.draw(strategies.filed(data.draw(strategies.schemes())))
    assert () == ys.check(consolidated(filed)).hard


def consolidated(filed: ys.Filed) -> ys.Filed:
    """Return the set a finished report holds: every unit's records and those of the units above."""
    totals = list(ys.consolidate(filed))
    returns = [
        Return(
            unit,
            {t.form.id: t.records[unit] for t in totals if unit in t.records},
            file="report.xlsx",
            consolidated=True,
        )
        for unit in filed.scheme.units.names
    ]
    return ys.Filed.of(filed.scheme, [one for one in returns if one.records])


# --------------------------------------------------------- one cell of a balance edit is changed


def balances(scheme: ys.Scheme) -> Iterator[tuple[Form, Edit]]:
    for form in scheme.forms:
        for edit in form.edits:
            if not isinstance(edit, Edit):
                continue
            if (edit.kind, edit.severity) == ("balance", ys.Severity.HARD):
                yield form, edit


def balanced_cells(scheme: ys.Scheme, one: Return) -> list[tuple[str, Edit, Line, str, Line]]:
    """List (form, edit, its line, item, line) of every cell of a balance edit that is judged."""
    found = []
    for form, edit in balances(scheme):
        record = one.records.get(form.id)
        if record is None or record.blank or (edit.only and one.unit not in edit.only):
            continue
        assert isinstance(edit.statement, Comparison)
        if any(ref.category == EVERY for ref in edit.statement.refs):
            continue  # as many cells as there are entries
        for line in form.instances(edit, record.keys):
            cells = [(ref, ref.category or line) for ref in edit.statement.difference.refs]
            judged = [form.figure(form.item(ref.item), record[ref.item, at]) for ref, at in cells]
            if None not in judged:
                asked = [(ref, at) for ref, at in cells if (ref.item, at) not in form.closed]
                found += [(form.id, edit, line, ref.item, at) for ref, at in asked]
    return found


AMOUNTS = (
    st.sampled_from((1, -1, 10**9, Decimal("0.01")))
    | st.integers(-(10**6), 10**6).filter(bool)
    | st.decimals(-1000, 1000, places=2).filter(bool)
)


def check_any_change(data: st.DataObject, scheme: ys.Scheme, one: Return) -> None:
    cells = balanced_cells(scheme, one)
    assume(cells)
    form, edit, line, item, at = data.draw(st.sampled_from(cells))
    old = scheme.form(form).figure(scheme.form(form).item(item), one.records[form][item, at])
    assert old is not None
    amount = Fraction(str(data.draw(AMOUNTS)))
    if scheme.form(form).item(item).kind.value == "count":
        amount = Fraction(amount.numerator)
    note(f"{form}.{edit.name} {item}[{at}]: {old} + {amount}")
    value = plain(nominal(old) + amount)
    record = one.records[form].replacing({(item, at): value})
    review = ys.check(ys.Filed.of(scheme, [evolve(one, records={**one.records, form: record})]))
    found = [
        finding
        for finding in review.findings
        if (finding.rule, finding.line, finding.severity)
        == (f"{form}.{edit.name}", line, edit.severity)
    ]
    assert 1 == len(found)
    assert (one.unit, form, item, at, value) in [
        (cell.unit, cell.form, cell.item, cell.line, cell.value) for cell in found[0].cells
    ]
    assert isinstance(edit.statement, Comparison)
    weight = dict(edit.statement.difference.terms)
    sizes = {abs(size * amount) for ref, size in weight.items() if ref.item == item}
    assert abs(Fraction(found[0].imbalance or 0)) in sizes


@few
@given(st.data())
def test_any_change_of_a_balanced_cell_of_2009(data: st.DataObject) -> None:
    """On the forms of 2009: one cell of a balance edit off by anything is reported, and named."""
    unit = data.draw(st.sampled_from(YEAR_2009.units.leaves))
    check_any_change(data, YEAR_2009, data.draw(strategies.returns(YEAR_2009, unit)))


@some
@given(st.data())
def test_any_change_of_a_balanced_cell_of_any_form(data: st.DataObject) -> None:
    """On any form: one cell of a balance edit off by anything is reported, and named."""
    scheme = data.draw(strategies.schemes().filter(lambda scheme: any(balances(scheme))))
    unit = data.draw(st.sampled_from(scheme.units.leaves))
    check_any_change(data, scheme, data.draw(strategies.returns(scheme, unit)))


@some
@given(st.data())
def test_any_change_of_a_total_over_the_units(data: st.DataObject) -> None:
    """In a finished report, a cell of a column off by anything is reported as FORM.total.ITEM."""
    filed = data.draw(strategies.filed(data.draw(strategies.schemes())))
    report = consolidated(filed)
    cells = [
        (one.unit, form.id, item.name, line)
        for one in report
        for form in filed.scheme.forms
        for item in form.items
        for line in form.lines
        if item.additive
        and one.filed(form.id)
        and (item.name, line) not in form.closed
        and form.figure(item, one.records[form.id][item.name, line]) is not None
        and (one.unit in _totals(report, form) or filed.scheme.units[one.unit].parent)
    ]
    assume(cells)
    unit, form_id, item, line = data.draw(st.sampled_from(cells))
    form = filed.scheme.form(form_id)
    judged = [
        form.figure(form.item(item), other.records[form_id][item, line])
        for other in report
        if other.filed(form_id)
    ]
    assume(None not in judged)
    old = form.figure(form.item(item), report[unit].records[form_id][item, line])
    amount = data.draw(st.integers(1, 10**6))
    value = plain(nominal(old) + amount)  # type: ignore[arg-type]
    review = ys.check(with_answers(report, unit, form_id, {(item, line): value}))
    found = [f for f in review.hard if (f.rule, f.line) == (f"{form_id}.total.{item}", line)]
    assert found
    for finding in found:
        assert (unit, value) in [(cell.unit, cell.value) for cell in finding.cells]
        assert amount == abs(Fraction(finding.imbalance or 0))


def _totals(report: ys.Filed, form: Form) -> set[str]:
    filers = {one.unit for one in report if one.filed(form.id)}
    return {unit for unit in filers if filers & set(report.scheme.units.children(unit))}


# -------------------------------------------------------------------------- small grids by hand


@ys.form("A", label="甲表", title="收支统计表")
class Money:
    """Income and spending, with a share and a base that may be left out."""

    income: int | Decimal | None = ys.money("收入（元）")
    grants: int | Decimal | None = ys.money("拨款（元）")
    fees: int | Decimal | None = ys.money("收费（元）")
    helped: int | None = ys.count("帮扶人数")
    rate: Decimal | None = ys.share("帮扶率", places=1)
    people: int | None = ys.count("总人数", recoverable=True)
    remarks: str | None = ys.text("备注")

    edits = (
        ys.hard("adds_up", "income = grants + fees", "收入应等于拨款与收费之和", "income adds up"),
        ys.soft("fees_small", "fees <= grants", "收费不应超过拨款", "fees stay below grants"),
        ys.hard("share", "rate = helped / people", "帮扶率应等于帮扶人数除以总人数"),
        ys.hard("only_east", "helped <= 10", "东区帮扶人数不超过10", only=("东区",)),
    )


@ys.form(
    "B",
    label="乙表",
    title="分类统计表",
    rows=ys.units(ys.Dimension.ITEM),
    columns=ys.categories(),
    blank="missing",
)
class Parts:
    """Persons by category, where a blank is not a zero."""

    categories = (ys.category("a", "甲"), ys.category("b", "乙"), ys.category("c", "合计"))
    persons: int | None = ys.count("人数")
    funds: int | None = ys.count("资金")

    edits = (
        ys.hard("whole", "persons[c] = persons[a] + persons[b]", "合计应等于各类之和"),
        ys.soft("each", "if funds > 0 then persons > 0", "有资金应有人数"),
    )


UNITS = Hierarchy((Unit("东区", "全市"), Unit("西区", "全市"), Unit("北区", "全市"), Unit("全市")))
SMALL = ys.define_scheme(
    id="small",
    title="小制度",
    period="2009年",
    forms=[Money, Parts],
    units=UNITS,
    duties={"A": ys.Duty(("东区", "西区")), "B": ys.Duty((), ("东区",))},
    edits=(
        ys.hard("same", "A.helped = B.persons[c]", "甲表帮扶人数应等于乙表合计"),
        ys.soft("only_west", "A.helped <= 1000", "西区不应超过千人", only=("西区",)),
    ),
)


def one(
    unit: str, a: Mapping[str, object] | None = None, b: Mapping[str, object] | None = None
) -> Return:
    records = {}
    if a is not None:
        records["A"] = ys.parse_record(SMALL.form("A"), a)
    if b is not None:
        records["B"] = ys.parse_record(SMALL.form("B"), b)
    return Return(unit, records, file=f"{unit}.xlsx")


def review(*returns: Return, complete: bool = False) -> ys.Review:
    return ys.check(ys.Filed.of(SMALL, returns), complete=complete)


GOOD: dict[str, object] = {"income": 30, "grants": 20, "fees": 10}


def test_a_hard_failure_is_told_in_full() -> None:
    """income 31 ≠ 20 + 10: both sides, the signed imbalance, the cells with what stood there."""
    (finding,) = review(one("西区", {**GOOD, "income": 31})).findings
    assert ("edit_failure", "A.adds_up", "A", "西区.xlsx") == (
        finding.code,
        finding.rule,
        finding.form,
        finding.file,
    )
    assert ys.Severity.HARD is finding.severity
    assert (31, 30, 1) == (finding.left, finding.right, finding.imbalance)
    assert "income = grants + fees" == finding.statement
    cells = [("income", 31), ("grants", 20), ("fees", 10)]
    assert cells == [(cell.item, cell.value) for cell in finding.cells]
    assert "收入应等于拨款与收费之和：左边 31，右边 30，差额 +1" in finding.message()
    assert "income adds up" in finding.message("en")


def test_a_figure_of_more_digits_than_a_spreadsheet_keeps_is_soft() -> None:
    """The number of an identity card in the place of an amount: named exactly, with what is kept."""
    number = 330402198901011234
    found = review(one("西区", {"income": number, "grants": number, "fees": 0})).soft
    assert [("digits_lost", f"A.digits.{name}") for name in ("income", "grants")] == [
        (finding.code, finding.rule) for finding in found
    ]
    assert "330402198901011234" in found[0].message()
    assert "330402198901011000" in found[0].message("en")
    assert number == found[0].cells[0].value


@pytest.mark.parametrize(
    ("number", "told"),
    [
        (10**15 - 1, set()),
        (Decimal("0.123456789012345"), set()),
        (10**15, {"figure_vast"}),
        (-(10**300), {"figure_vast"}),
    ],
)
def test_fifteen_digits_are_kept(number: int | Decimal, told: set[str]) -> None:
    """Zeros behind the fifteenth digit are not lost, but no figure is so large."""
    codes = {finding.code for finding in review(one("西区", {"income": number})).soft}
    assert told == codes & {"digits_lost", "figure_vast"}


def test_a_soft_failure_is_soft() -> None:
    """fees 20 > grants 10 wants an explanation and sends nothing back."""
    found = review(one("西区", {"income": 30, "grants": 10, "fees": 20}))
    assert [("edit_failure", "西区", "A.fees_small", None)] == told(found)
    assert (() == found.hard) is True
    assert 1 == len(found.soft)


def test_an_edit_for_certain_units_binds_those_only() -> None:
    """``only=("东区",)``: eleven helped are too many in 东区 and fine in 西区."""
    helped = {**GOOD, "helped": 11, "rate": "50.0%", "people": 22}
    assert [] == told(review(one("西区", helped)))
    assert [("edit_failure", "东区", "A.only_east", None)] == told(review(one("东区", helped)))


def test_an_edit_across_forms_is_judged_where_both_were_filed() -> None:
    """甲表 says 3 and 乙表 says 4: one finding, named after the scheme, with both cells."""
    a = {**GOOD, "helped": 3, "people": 10, "rate": "30.0%"}
    b = {"persons": {"a": 1, "b": 3, "c": 4}}
    finding = next(f for f in review(one("东区", a, b)) if f.code == "edit_failure")
    assert ("small.same", None, (3, 4, -1)) == (
        finding.rule,
        finding.form,
        (finding.left, finding.right, finding.imbalance),
    )
    places = [("A", "helped", None), ("B", "persons", "c")]
    assert places == [(cell.form, cell.item, cell.line) for cell in finding.cells]
    assert [] == told(review(one("东区", a)))
    assert [] == told(review(one("东区", a, {})))


def test_an_edit_across_forms_only_for_certain_units() -> None:
    """``only`` works across forms, too, and needs each form it names to be filed."""
    many = {**GOOD, "helped": 2000, "people": 4000, "rate": "50.0%"}
    found = review(one("西区", many), one("东区", many))
    assert [("edit_failure", "西区", "small.only_west", None)] == told(found)[-1:]
    assert ["A.only_east", "small.only_west"] == [rule for _, _, rule, _ in told(found)]


def test_an_unreadable_figure_is_a_finding_and_leaves_edits_undecided() -> None:
    """What nobody could read is hard by itself; the sum it belongs to is not judged."""
    record = Record.of(SMALL.form("A"), {("income", None): UNREADABLE, ("grants", None): 20})
    reading = ReadingNote("reading.letters_for_digits", "A", "income", None, "2O", UNREADABLE, "20")
    other = evolve(reading, form="B")
    filed = Return("西区", {"A": record}, file="西区.xlsx", notes=(other, reading))
    (finding,) = review(filed).findings
    assert ("unreadable_cell", "A.readable", ys.Severity.HARD) == (
        finding.code,
        finding.rule,
        finding.severity,
    )
    assert "“2O”中有字母，可能是 20" in finding.message()
    (bare,) = review(evolve(filed, notes=())).findings
    assert "unreadable_cell" == bare.code
    assert bare.message()


def test_a_blank_that_is_not_a_zero_leaves_edits_undecided() -> None:
    """On a form where a blank means "missing", 1 + (blank) = 5 is not judged; 1 + 0 = 5 fails."""
    a = {**GOOD, "helped": 5, "people": 10, "rate": "50.0%"}
    found = review(one("东区", a, {"persons": {"a": 1, "c": 5}}))
    assert ["B.complete"] == [finding.rule for finding in found]
    assert "B.whole" in {note.rule for note in found.notes if note.code == "undecided"}
    found = review(one("东区", a, {"persons": {"a": 1, "b": 0, "c": 5}}))
    assert ("edit_failure", "东区", "B.whole", None) in told(found)


def test_an_edit_is_judged_for_each_category() -> None:
    """Funds without persons in one category: that line is named, the other is not."""
    b = {"persons": {"a": 1, "b": 0, "c": 1}, "funds": {"a": 9, "b": 9, "c": 9}}
    a = {**GOOD, "helped": 1, "people": 10, "rate": "10.0%"}
    assert [("edit_failure", "东区", "B.each", "b")] == told(review(one("东区", a, b)))


def test_a_form_owed_and_left_out() -> None:
    """A return without a form it owes, or with nothing on it, is told to file it."""
    expected = [("form_missing", "东区", "A.missing", None)]
    assert expected == told(review(one("东区")))
    assert expected == told(review(one("东区", {})))
    assert "东区应报甲表而未填报" in review(one("东区")).findings[0].message()


def test_a_form_nobody_asked_for() -> None:
    """北区 may file neither form: what it filed is a finding and stays out of the total."""
    found = review(one("北区", GOOD))
    assert [("form_not_asked", "北区", "A.not_asked", None)] == told(found)
    assert ys.consolidate(found.filed)["A"].record.blank


@pytest.mark.parametrize(
    ("code", "severity"), [("formula_differs", "soft"), ("formula_typed_over", "note")]
)
def test_formulas_that_are_not_those_of_the_template(code: str, severity: str) -> None:
    """A formula that adds other cells wants an explanation, one typed over is only noted."""
    reading = ReadingNote(f"reading.{code}", "A", "income", None, "=B1", 30)
    elsewhere = evolve(reading, form="B")
    found = review(evolve(one("西区", GOOD), notes=(elsewhere, reading)))
    (finding,) = (*found.findings, *found.notes)
    assert (code, severity, "A") == (finding.code, finding.severity.value, finding.form)
    assert ["income"] == [cell.item for cell in finding.cells]
    assert finding.message()


def test_returns_that_did_not_come() -> None:
    """``complete=True`` makes a missing return hard; without it the set merely names it."""
    found = review(one("东区", GOOD), complete=True)
    assert [("return_missing", "西区", "return.missing", None)] == told(found)
    assert "西区没有上报" in found.findings[0].message()
    assert ("西区",) == found.filed.missing
    assert () == review(one("东区", GOOD)).findings


@pytest.mark.parametrize(
    ("status", "reason", "code"),
    [
        ("unreadable", "file.empty", "unreadable_file"),
        ("unknown_unit", "file.no_unit", "unknown_unit"),
        ("duplicate", "file.same_unit", "duplicate_return"),
    ],
)
def test_files_that_could_not_be_taken(status: str, reason: str, code: str) -> None:
    """A file that should have been a return is a hard finding; one that was skipped is not."""
    facts: dict[str, object] = {
        "stood": [],
        "units": ["东区"],
        "unit": "东区",
        "count": 1,
        "other": "东区.xlsx",
        "apart": Apart(("表一!B3",)),
        "others": ["东区.xlsx"],
    }
    files = (
        FileReport("x.xlsx", None, status, reason, facts),
        FileReport("~$x.xlsx", None, "skipped", "file.lock"),
        FileReport("y.xlsx", "东区", "duplicate", "file.same_bytes", facts),
        FileReport("z.xlsx", "东区", "duplicate", "file.same_figures", facts),
        FileReport("a.xlsx", "东区", "read"),
    )
    (finding,) = ys.check(ys.Filed(SMALL, (), files)).findings
    assert (code, f"file.{status}", "x.xlsx", "") == (
        finding.code,
        finding.rule,
        finding.file,
        finding.unit,
    )
    assert finding.message()


def test_labels_that_were_not_found() -> None:
    """What stood under a label nobody found was not read: hard; a unit without a line is a note."""
    lost = Matching("A", "甲表", "labels", ("收费（元）",), ("拨款（元）",), ("西区", "北区"))
    found = review(evolve(one("东区", GOOD), matching=(lost,)))
    assert ["label_absent", "label_doubtful"] == [finding.code for finding in found.findings]
    assert {"A.labels"} == {finding.rule for finding in found.findings}
    assert ["unit_absent"] == [finding.code for finding in found.notes]
    assert "收费（元）" in found.findings[0].message()
    assert "西区" in found.notes[0].message()
    assert "北区" not in found.notes[0].message()


def test_a_file_of_which_only_the_values_were_read() -> None:
    """What an old format cannot tell is said in a note; the figures are judged all the same."""
    found = review(evolve(one("西区", GOOD), values_only=True))
    assert [("values_only", "file.values_only")] == [(n.code, n.rule) for n in found.notes]
    assert [] == told(found)
    assert found.notes[0].message()


# --------------------------------------------------------------------------- rounding and bases


def test_a_sum_of_rounded_figures_within_rounding_is_a_note() -> None:
    """30 (±0.5) against 20 + 10.4: holds within the precision of the 30, and that is said."""
    record = Record.of(
        SMALL.form("A"),
        {
            ("income", None): rounded(Decimal(30), 0),
            ("grants", None): 20,
            ("fees", None): Decimal("10.4"),
        },
    )
    found = review(Return("西区", {"A": record}))
    assert [] == told(found)
    (only,) = found.notes
    assert ("within_rounding", "A.adds_up", ys.Severity.NOTE) == (
        only.code,
        only.rule,
        only.severity,
    )
    assert Decimal("-0.4") == only.imbalance
    off = record.replacing({("fees", None): Decimal("10.6")})
    assert [("edit_failure", "西区", "A.adds_up", None)] == told(review(Return("西区", {"A": off})))


@given(st.integers(1, 10**6), st.data(), st.integers(0, 2))
def test_a_printed_rate_passes_and_the_next_one_does_not(
    whole: int, data: st.DataObject, places: int
) -> None:
    """A rate printed as closely as it can be always passes, half up or down; one a unit off never."""
    part = data.draw(st.integers(0, whole))
    exact, unit = Fraction(part, whole), Fraction(1, 10 ** (2 + places))
    below = exact // unit * unit
    nearest = {rate for rate in (below, below + unit) if abs(rate - exact) <= unit / 2}

    def judged(share: Fraction) -> bool:
        rate = rounded(Decimal(share.numerator) / Decimal(share.denominator), 2 + places)
        record = Record.of(
            SMALL.form("A"),
            {("helped", None): part, ("people", None): whole, ("rate", None): rate},
        )
        return not review(
            Return(
                "西区",
                {
                    "A": record,
                },
            )
        ).hard

    for share in nearest:
        assert judged(share)
    for wrong in (min(nearest) - unit, max(nearest) + unit):
        if wrong >= 0:
            assert not judged(wrong)


def test_a_base_left_out_is_recovered_and_said() -> None:
    """2 printed as 28.6 % is 2 of 7: a note says so, and the edits are judged with it."""
    found = review(one("西区", {**GOOD, "helped": 2, "rate": "28.6%"}))
    assert [] == told(found)
    (only,) = found.notes
    assert (
        "base_recovered",
        "A.base.people",
        {"base": "总人数", "value": 7, "low": 7, "high": 7},
    ) == (
        only.code,
        only.rule,
        only.facts,
    )
    assert ["rate", "helped", "people"] == [cell.item for cell in only.cells]


def test_a_base_that_cannot_be_is_hard() -> None:
    """3 printed as 28.6 % is 3 of nothing: hard, with the cells it follows from."""
    (finding,) = review(one("西区", {**GOOD, "helped": 3, "rate": "28.6%"})).hard
    assert ("base_impossible", "A.base.people") == (finding.code, finding.rule)
    assert {"rate", "helped", "people"} == {cell.item for cell in finding.cells}


def test_a_base_that_may_be_several_is_left_open() -> None:
    """745 printed as 82 % fits several bases: nothing is used, and a note says between what."""
    found = review(one("西区", {**GOOD, "helped": 745, "rate": "82%"}))
    assert [] == told(found)
    unknown, *undecided = found.notes
    assert ("base_unknown", 904, 914) == (
        unknown.code,
        unknown.facts["low"],
        unknown.facts["high"],
    )
    assert {"undecided"} == {note.code for note in undecided}


def test_a_failure_over_a_recovered_base_names_what_it_came_from() -> None:
    """With 20 of 28.6 % the counties come to 70, not 7: the finding names the number and share."""
    place = ("county_tenure", None)
    found = ys.check(with_answers(filed_2009(), "市级", "T7", {place: 20}))
    (finding,) = found.hard
    assert "T7.counties_are_the_districts" == finding.rule
    assert ["counties", "county_tenure_share", "county_tenure"] == [c.item for c in finding.cells]


# ------------------------------------------------------------------------------ across the units


def test_totals_that_do_not_add_up() -> None:
    """全市 61 over 30 + 30: hard under A.total.income, all three cells named, in words."""
    whole = Return(
        "全市", {"A": ys.parse_record(SMALL.form("A"), {"income": 61, "grants": 41, "fees": 20})}
    )
    found = review(one("东区", GOOD), one("西区", GOOD), whole)
    rules = [f.rule for f in found.findings if f.code == "edit_failure"]
    assert ["A.total.income", "A.total.grants"] == rules
    finding = next(f for f in found.findings if f.rule == "A.total.income")
    assert (61, 60, 1) == (finding.left, finding.right, finding.imbalance)
    assert ["全市", "东区", "西区"] == [cell.unit for cell in finding.cells]
    assert "收入的合计应等于各单位之和" in finding.message()


TREE = Hierarchy(
    (Unit("县甲", "市"), Unit("县乙", "市"), Unit("市", "省"), Unit("直属", "省"), Unit("省"))
)


def test_totals_over_a_level_nobody_printed() -> None:
    """A report of the counties and the province alone adds up over the city it does not print."""
    scheme = evolve(SMALL, units=TREE, duties={"A": ys.Duty(TREE.leaves), "B": ys.Duty()})
    parts = [evolve(one(unit, GOOD), consolidated=True) for unit in TREE.leaves]
    for whole, rules in ((90, []), (60, ["A.adds_up", "A.total.income"])):
        record = ys.parse_record(SMALL.form("A"), {"income": whole, "grants": 60, "fees": 30})
        total = Return("省", {"A": record}, consolidated=True)
        found = ys.check(ys.Filed.of(scheme, [*parts, total]))
        assert rules == [f.rule for f in found]
        for finding in found.findings[1:]:
            assert ["省", "县甲", "县乙", "直属"] == [cell.unit for cell in finding.cells]


def test_a_total_within_rounding_is_a_note() -> None:
    """A total known to the nearest ten over exact figures that may be its sum is noted."""
    parts = {"income": 31, "grants": 21, "fees": 10}
    roughly = Inexact(Decimal(60), Decimal(55), Decimal(65))
    record = Record.of(
        SMALL.form("A"), {("income", None): roughly, ("grants", None): 42, ("fees", None): 20}
    )
    whole = Return("全市", {"A": record}, consolidated=True)
    found = review(one("东区", parts), one("西区", parts), whole)
    assert "A.total.income" not in {rule for _, _, rule, _ in told(found)}
    assert "A.total.income" in {n.rule for n in found.notes if n.code == "within_rounding"}


def test_a_total_without_parts_is_left_alone() -> None:
    """A report that prints 合计 alone has nothing to be added up."""
    whole = Return("全市", {"A": ys.parse_record(SMALL.form("A"), GOOD)}, consolidated=True)
    assert {"form_absent"} == {n.code for n in review(whole).notes}
    assert [] == told(review(whole))
    assert [] == told(
        review(whole, Return("东区", {"A": Record.empty(SMALL.form("A"))}, consolidated=True))
    )


def test_an_item_the_report_does_not_print_is_not_totalled() -> None:
    """The bases of 表七 are asked for and not printed: no total is missed for them."""
    city = filed_2009()["市级"].records["T7"]
    root = ys.read(RETURNS.parent / "published.xlsx", YEAR_2009)["嘉兴市"]
    asked = city.replacing({("towns", None): 71, ("villages", None): 912, ("counties", None): 7})
    filed = ys.Filed.of(YEAR_2009, [Return("市级", {"T7": asked}), root])
    assert [] == [f for f in told(ys.check(filed)) if f[2] and f[2].startswith("T7.total")]


def test_soft_edits_are_not_judged_on_sums() -> None:
    """Fees above grants in 东区 is asked once, in 东区, and not again of the sum over all."""
    high = {"income": 30, "grants": 10, "fees": 20}
    whole = Return(
        "全市",
        {"A": ys.parse_record(SMALL.form("A"), {"income": 60, "grants": 20, "fees": 40})},
        consolidated=True,
    )
    found = review(one("东区", high), one("西区", high), whole)
    assert ["东区", "西区"] == [f.unit for f in found.soft]
    alone = review(whole)
    assert ["全市"] == [f.unit for f in alone.soft]


def test_a_ratio_far_from_the_other_units() -> None:
    """桐乡市 gave 4,146 yuan a primary pupil where the median gave 510: soft, with both cells."""
    found = ys.check(filed_2009())
    finding = next(f for f in found if f.unit == "桐乡市")
    assert ("T3.funds_per_person", "primary", ys.Severity.SOFT) == (
        finding.rule,
        finding.line,
        finding.severity,
    )
    assert Fraction(850000, 205) == finding.left
    assert ["funds", "persons"] == [cell.item for cell in finding.cells]
    assert Fraction(finding.left or 0) - Fraction(finding.right or 0) == finding.imbalance
    assert "本单位 4146.34" in finding.message()


def test_ratios_over_nothing_or_roughly_known_are_not_compared() -> None:
    """A blank, a zero or an approximate figure gives no ratio; with seven left none is judged."""
    for value in (BLANK, 0, UNREADABLE, Inexact(Decimal(14), Decimal(14), Decimal(15))):
        changed = with_answers(filed_2009(), "市级", "T3", {("persons", "primary"): value})
        rules = [f.rule for f in ys.check(changed)]
        assert "T3.funds_per_person" not in rules


# ------------------------------------------------------------------------------------- order


def test_findings_come_by_unit_then_severity_then_form() -> None:
    """Report order of the units, hard before soft, then the forms in their order."""
    bad = {"income": 31, "grants": 10, "fees": 20, "helped": 11, "people": 22, "rate": "50.0%"}
    b = {"persons": {"a": 1, "b": 1, "c": 3}}
    everything = review(one("西区", bad), one("东区", bad, b), complete=True)
    found = [finding for finding in everything if finding.code != "figure_missing"]
    assert ["东区"] * 5 + ["西区"] * 2 == [f.unit for f in found]
    severities = [f.severity.value for f in found]
    assert ["hard"] * 4 + ["soft", "hard", "soft"] == severities
    assert ["A.adds_up", "A.only_east", "B.whole", "small.same"] == [f.rule for f in found][:4]
    assert 6 == len(everything.of("东区"))


@few
@given(st.data())
def test_order_of_returns_changes_no_finding(data: st.DataObject) -> None:
    """Whatever order the returns come in, the findings are the same in the same order."""
    filed = data.draw(strategies.filed(data.draw(strategies.schemes())))
    turned = evolve(filed, returns=tuple(data.draw(st.permutations(filed.returns))))
    assert told(ys.check(filed)) == told(ys.check(turned))


@few
@given(st.data())
def test_messages_can_always_be_said(data: st.DataObject) -> None:
    """Whatever is wrong, every finding and note has its sentence in both languages."""
    scheme = data.draw(strategies.schemes())
    filed = data.draw(strategies.filed(scheme))
    returns = []
    for one_return in filed:
        records = dict(one_return.records)
        for form, record in records.items():
            places = [(n, k) for n, k, v in record if is_figure(v) or v is BLANK]
            numeric = [p for p in places if record.form.item(p[0]).kind.numeric]
            wrong: tuple[Value, ...] = (UNREADABLE, 0, 7, 10**6)
            if numeric:
                place = data.draw(st.sampled_from(numeric))
                value = data.draw(st.sampled_from(wrong))
                records[form] = record.replacing({place: value})
        returns.append(evolve(one_return, records=records))
    found = ys.check(evolve(filed, returns=tuple(returns)), complete=True)
    for finding in (*found.findings, *found.notes):
        for lang in ("zh", "en"):
            assert finding.message(lang)
            assert finding.message(lang) in finding.detail(lang)
    assert len(found) == len(list(found))
