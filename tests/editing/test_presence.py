"""What was filed and what was not: unnamed entries, what stood aside, files and explanations left."""

from __future__ import annotations

import pytest
from attrs import evolve

import youthstats as ys
from tests.editing.arranged import UNIT, asked, counts
from tests.editing.test_localise_2009 import returns
from youthstats.model.asides import Aside
from youthstats.model.forms import Form, Line
from youthstats.model.items import Item, Kind
from youthstats.model.marks import marks_of
from youthstats.model.matching import Matching
from youthstats.model.remarks import Remark
from youthstats.model.returns import Filed, FileReport
from youthstats.model.values import Value


def only(filed: ys.Filed, **changes: object) -> ys.Filed:
    """The same with something else known of its one return."""
    return ys.Filed.of(filed.scheme, [evolve(filed[UNIT], **changes)])  # type: ignore[arg-type]


def test_an_entry_of_a_list_without_its_name_is_asked_about() -> None:
    """Figures of a project that nobody named: soft, with the figures."""
    filed = returns()
    unit = next(one.unit for one in filed if one.filed("T4"))
    record = filed[unit].records["T4"].replacing({("project", 0): ys.Missing.BLANK})
    one = evolve(filed[unit], records={**filed[unit].records, "T4": record})
    found = ys.check(evolve(filed, returns=(one,))).soft
    (finding,) = [finding for finding in found if finding.code == "entry_unnamed"]
    assert ("T4.unnamed", 0) == (finding.rule, finding.line)
    assert finding.cells


def test_what_stood_aside_has_the_sentence_that_fits_it() -> None:
    """A sheet of a form and one of mere numbers; a form that stands twice and says the same."""
    facts = {"found": "A1", "places": "A1", "other": "表1"}
    asides = (
        Aside("sheet_not_read", "soft", "X", "表", facts),
        Aside("sheet_not_read", "soft", None, "表", facts),
        Aside("form_twice", "soft", "X", "表", facts),
    )
    told = ys.check(only(counts(["a = b"], a=1, b=1), asides=asides)).soft
    assert {
        ("X.sheet_not_read", "sheet_not_read_form"),
        ("file.sheet_not_read", ""),
        ("X.form_twice", "form_twice_same"),
    } == {(finding.rule, finding.sentence) for finding in told}


@pytest.mark.parametrize(("sheet", "times"), [("表", 1), ("", 2)])
def test_tables_of_one_sheet_say_once_what_is_wrong_with_it(sheet: str, times: int) -> None:
    """A label that both have is gone; of tables on sheets of their own each says so."""
    forms = [
        evolve(
            ys.define_form(
                id=id, label=id, title=id, items=[asked("a")], rows=ys.units(), columns=ys.items()
            ),
            sheet=sheet,
        )
        for id in ("X", "Y")
    ]
    scheme = ys.define_scheme(
        id="x", title="x", period="1", forms=forms, units=ys.Hierarchy((ys.Unit(UNIT),))
    )
    records = {form.id: ys.Record.of(form, {("a", None): 1}) for form in forms}
    matching = tuple(Matching(form.id, "表", "labels", ("其中：门诊",)) for form in forms)
    one = ys.Return(UNIT, records, "u.xlsx", matching=matching)
    told = [finding.code for finding in ys.check(Filed.of(scheme, [one])).hard]
    assert ["label_absent"] * times == told


def test_a_unit_whose_file_was_not_taken_is_missing_with_its_file() -> None:
    """The file is named, so that nobody asks for what has come."""
    scheme = counts(["a = b"], a=1, b=1).scheme
    report = FileReport(f"{UNIT}.xlsx", None, "unreadable", "file.empty")
    review = ys.check(Filed(scheme, (), (report,)), complete=True)
    missing = next(f for f in review.hard if f.code == "return_missing")
    assert ([f"{UNIT}.xlsx"], "return_not_taken") == (missing.facts["files"], missing.sentence)


def explained(*texts: str, mark: str | None = None) -> ys.Review:
    """A review of a return that fails a soft edit and came back with explanations."""
    filed = counts([ys.soft("few", "a <= b", "a <= b")], a=5, b=2)
    marks = marks_of(ys.check(filed).findings, filed)
    remarks = tuple(Remark(mark or marks[0], text) for text in texts)
    return ys.check(only(filed, remarks=remarks))


def test_an_explanation_stands_beside_the_finding_it_answers() -> None:
    """Several are joined, what one says within another is said once; a row left empty is none."""
    (finding,) = explained("因为停办", "停办", "", "另见附件").findings
    assert "因为停办\n另见附件" == finding.explanation
    assert finding.explained
    assert 1 == finding.detail("en").count("停办")


def test_an_explanation_of_something_else_is_left_over() -> None:
    """Its figures changed since: a note says so, and the finding stays unexplained."""
    review = explained("因为停办", mark="#0123456789")
    assert [None] == [finding.explanation for finding in review.findings]
    (note,) = [note for note in review.notes if note.code == "explanation_left"]
    assert "因为停办" == note.explanation
    assert explained("").notes == ()


def test_remarks_alone_are_owed_with_no_figures() -> None:
    """Words beside the figures of another form on its sheet may stay away; a sheet of words not."""

    def form(id: str, kind: Kind, sheet: str) -> Form:
        asked = [Item("a", kind, f"{id}栏")]
        one = ys.define_form(
            id=id, label=id, title=id, items=asked, rows=ys.units(), columns=ys.items()
        )
        return evolve(one, sheet=sheet)

    forms = [form("F", Kind.COUNT, "表"), form("W", Kind.TEXT, "表"), form("V", Kind.TEXT, "别表")]
    scheme = ys.define_scheme(
        id="x", title="x", period="1", forms=forms, units=ys.Hierarchy((ys.Unit(UNIT),))
    )
    figures = {"F": ys.Record.of(scheme.form("F"), {("a", None): 1})}
    words = {"V": ys.Record.of(scheme.form("V"), {("a", None): "有"})}

    def missing(records: dict[str, ys.Record]) -> list[str | None]:
        found = ys.check(ys.Filed.of(scheme, [ys.Return(UNIT, records)])).findings
        return [one.form for one in found if one.code == "form_missing"]

    assert [["V"], [], ["F", "W"]] == list(map(missing, (figures, figures | words, words)))


def test_what_the_whole_lacks_is_noted_of_the_root_alone() -> None:
    """A consolidated workbook that leaves a form out is a note; its units owe nothing there."""
    scheme = counts(["a = b"], a=1, b=1).scheme
    roster = ys.Hierarchy((ys.Unit("甲", "全市"), ys.Unit("全市")))
    scheme = scheme.with_units(roster)
    returns = [ys.Return(name, {}, consolidated=True) for name in ("甲", "全市")]
    review = ys.check(Filed.of(scheme, returns))
    assert [("form_absent", "全市")] == [(one.code, one.unit) for one in review.notes]
    assert () == review.findings


def test_an_entry_of_two_names_is_asked_for_the_first() -> None:
    """One name given is enough to tell it by; without any the first is asked for."""
    asked = [Item(name, Kind.TEXT, f"{name}名", identifies=True) for name in "xy"]
    form = ys.define_form(
        id="L",
        label="L",
        title="L",
        items=[*asked, Item("a", Kind.COUNT, "数")],
        rows=ys.entries(),
        columns=ys.items(),
    )
    scheme = ys.define_scheme(
        id="x", title="x", period="1", forms=[form], units=ys.Hierarchy((ys.Unit(UNIT),))
    )

    def told(**values: str) -> list[object]:
        answers: dict[tuple[str, Line], Value] = {("a", 0): 3}
        answers |= {(name, 0): text for name, text in values.items()}
        record = ys.Record.of(form, answers)
        found = ys.check(ys.Filed.of(scheme, [ys.Return(UNIT, {"L": record})])).findings
        return [one.facts["item"] for one in found if one.code == "entry_unnamed"]

    assert [["x名"], [], []] == [told(), told(x="甲"), told(y="乙")]
