"""Crossings that are not asked for, printed "—": nothing is filled in there, and nothing counts."""

from __future__ import annotations

import json
import tempfile
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from attrs import evolve
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import youthstats as ys
from youthstats import strategies
from youthstats.errors import DefinitionError
from youthstats.export import totals_json
from youthstats.model.edits import Edit
from youthstats.model.forms import Form
from youthstats.model.items import Category, Item, Kind
from youthstats.model.returns import Record, Return
from youthstats.model.values import is_figure

BLANK, NOT_ASKED = ys.Missing.BLANK, ys.Missing.NOT_ASKED

RARE = [*settings().suppress_health_check, HealthCheck.filter_too_much]
"""Few forms close a crossing: many are drawn for one that does."""

few = settings(max_examples=settings().max_examples // 6, suppress_health_check=RARE)
some = settings(max_examples=settings().max_examples // 2, suppress_health_check=RARE)

HARD = (
    ys.hard("sum", "total = own + shared", "总数应等于自办与合办之和"),
    ys.hard("rate", "rate = own / total", "比例应等于自办除以总数"),
    ys.hard("all", "own[all] = own[town] + own[land]", "合计应等于城镇与农村之和"),
    ys.hard("more", "shared < total + 1", "合办应不多于总数"),
)
ITEMS = (
    Item("own", Kind.COUNT, "自办"),
    Item("shared", Kind.COUNT, "合办"),
    Item("total", Kind.COUNT, "总数"),
    Item("rate", Kind.SHARE, "比例", places=0),
)
CLOSED = {("own", "land"), ("rate", "land"), ("shared", "all"), ("total", "all"), ("rate", "all")}


def a_form(closed: Any = CLOSED, **more: Any) -> Form:
    return ys.define_form(
        **{
            "id": "F",
            "label": "表一",
            "title": "阅览室统计表",
            "items": ITEMS,
            "rows": ys.categories(stub="地区"),
            "columns": ys.items(),
            "categories": [
                Category("all", "合计数"),
                Category("town", "城镇"),
                Category("land", "农村"),
            ],
            "closed": closed,
            "edits": HARD,
        }
        | more
    )


FORM = a_form()
UNITS = ys.Hierarchy((ys.Unit("全市"), ys.Unit("东区", "全市"), ys.Unit("西区", "全市")))
SCHEME = ys.define_scheme(
    id="rooms", title="阅览室报表制度", period="2009年", forms=[FORM], units=UNITS
)
GIVEN = {
    "own": {"all": 3, "town": 3},
    "shared": {"town": 1, "land": 2},
    "total": {"town": 4, "land": 2},
    "rate": {"town": "75%"},
}
EAST = Return("东区", {"F": ys.parse_record(FORM, GIVEN)}, file="东区.xlsx")


def sent(folder: Path, **cells: object) -> ys.Filed:
    """Write the return of 东区, put something into some cells, and read it."""
    path = folder / "东区.xlsx"
    ys.write_return(path, SCHEME, "东区", EAST.records)
    book: Any = openpyxl.load_workbook(path)
    for address, value in cells.items():
        book["表一"][address] = value
    book.save(path)
    return ys.read(path, SCHEME)


# ------------------------------------------------------------------------------------ the form


@pytest.mark.parametrize(
    ("closed", "more", "reason"),
    [
        ([("owns", "land")], {}, r"closed: no item 'owns' \(did you mean 'own'\?\)"),
        ([("own", "lands")], {}, r"closed: no category 'lands' \(did you mean 'land'\?\)"),
        ([("own", name) for name in ("all", "town", "land")], {}, "own is asked for nowhere"),
        (
            [("n", "land")],
            {
                "items": [
                    Item("said", Kind.PHRASE, "说明", pattern="共{n}次"),
                    Item("n", Kind.COUNT, "次数", within="said"),
                ],
                "edits": (),
            },
            "n has no cell of its own",
        ),
        (
            [("own", "all")],
            {"categories": (), "rows": ys.units(), "edits": ()},
            "closed: no category 'all'",
        ),
    ],
)
def test_what_cannot_be_closed(closed: Any, more: dict[str, Any], reason: str) -> None:
    """A crossing that is closed is one of the form's, and each item is asked for somewhere."""
    with pytest.raises(DefinitionError, match=reason):
        a_form(closed, **more)


def test_the_decorator_takes_them_too() -> None:
    """A form written as a class says the same."""

    @ys.form(
        "G", label="表二", title="表", rows=ys.categories(), columns=ys.items(), closed=[("n", "q")]
    )
    class Written:
        categories = (ys.category("p", "小学"), ys.category("q", "中学"))
        n: int | None = ys.count("数")

    form: Form = Written.form  # type: ignore[attr-defined]
    assert {("n", "q")} == form.closed


def test_a_closed_figure_counts_as_nothing() -> None:
    """It is 0 in a sum whatever blanks mean; a share that is not asked for is no figure."""
    form = evolve(FORM, blank="missing", not_applicable="missing")
    assert 0 == form.figure(form.item("own"), NOT_ASKED)
    assert form.figure(form.item("rate"), NOT_ASKED) is None


def test_edits_are_judged_where_they_are_asked_for() -> None:
    """Not where nothing on one side of them is asked for: a sum, a share, the whole of a quotient."""
    lines = {
        edit.name: list(FORM.instances(edit, FORM.lines))
        for edit in FORM.edits
        if isinstance(edit, Edit)
    }
    expected = {"sum": ["town", "land"], "rate": ["town"], "all": [None], "more": ["town", "land"]}
    assert expected == lines


# ---------------------------------------------------------------------------------- the record


def test_records_hold_nothing_there() -> None:
    """A record says so, blank or not, and refuses a figure."""
    for record in (Record.empty(FORM), Record.of(FORM, {("own", "land"): BLANK})):
        assert CLOSED == {(name, line) for name, line, value in record if value is NOT_ASKED}
        assert record.blank
        assert record == record.replacing(record.values)
        assert record.answers.land.own is None
    with pytest.raises(ValueError, match=r"F.own\[land\] is not asked for, and is 3"):
        Record.of(FORM, {("own", "land"): 3})
    with pytest.raises(ValueError, match="is not asked for"):
        ys.parse_record(FORM, {"own": {"land": 3}})
    assert NOT_ASKED is ys.parse_record(FORM, {"own": {"land": "—"}})["own", "land"]


@some
@given(st.data())
def test_totals_hold_nothing_there_and_are_those_of_the_open_form(data: st.DataObject) -> None:
    """Closing crossings that hold nothing changes no total."""
    scheme = data.draw(strategies.schemes())
    filed = data.draw(strategies.filed(scheme))
    for totals in ys.consolidate(filed):
        form = totals.form
        opened = evolve(form, closed=frozenset())
        returns = [
            Return(one.unit, {form.id: Record(opened, record.keys, reopened(record))})
            for one in filed
            if (record := one.records.get(form.id)) is not None
        ]
        other = evolve(scheme, forms=tuple(opened if f is form else f for f in scheme.forms))
        there = ys.consolidate(returns, other)[form.id].record
        assert form.closed == {place for place, v in totals.record.values.items() if v is NOT_ASKED}
        for place, value in totals.record.values.items():
            assert value is NOT_ASKED or value == there.values[place]


def reopened(record: Record) -> Any:
    """Return the rows with blanks where nothing is asked for."""
    return tuple(tuple(BLANK if v is NOT_ASKED else v for v in row) for row in record.rows)


# ------------------------------------------------------------------------------- in a workbook


@few
@given(st.data())
def test_a_return_reads_as_written(data: st.DataObject) -> None:
    """What is written is read again, with nothing to say of the dashes."""
    form = data.draw(strategies.forms().filter(lambda form: bool(form.closed)))
    scheme = ys.define_scheme(id="d", title="制度", period="2009年", forms=[form], units=UNITS)
    one = data.draw(strategies.returns(scheme, "东区"))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "东区.xlsx")
        ys.write_return(path, scheme, "东区", one.records)
        again = ys.read(path, scheme)["东区"]
        assert not [note for note in again.notes if (note.item, note.line) in form.closed]
        record = again.records[form.id]
        assert form.closed == {place for place, v in record.values.items() if v is NOT_ASKED}


def test_a_dash_is_printed_and_locked(tmp_path: Path) -> None:
    """The cell shows the dash, is locked and asks for nothing; its formula is left out."""
    ys.write_return(tmp_path / "r.xlsx", SCHEME)
    sheet = openpyxl.load_workbook(tmp_path / "r.xlsx")["表一"]
    dashes = {cell.coordinate for row in sheet.iter_rows() for cell in row if cell.value == "—"}
    assert {"C5", "D5", "E5", "B7", "E7"} == dashes
    assert all(sheet[address].protection.locked for address in dashes)
    asked = {
        place for one in sheet.data_validations.dataValidation for place in str(one.sqref).split()
    }
    assert not dashes & asked


def test_reports_print_the_dash(tmp_path: Path) -> None:
    """Unit by unit and in the total; read again it is the same."""
    filed = ys.Filed.of(SCHEME, [EAST])
    path = tmp_path / "汇总.xlsx"
    ys.write(path, ys.consolidate(filed), ys.check(filed))
    book = openpyxl.load_workbook(path)
    dashes = {
        name: sum(cell.value == "—" for row in book[name].iter_rows() for cell in row)
        for name in ("表一", "表一分单位")
    }
    assert {"表一": 5, "表一分单位": 10} == dashes
    again = ys.read(path, SCHEME)
    assert (
        ys.consolidate(filed)["F"].record["own", "town"]
        == again["全市"].records["F"]["own", "town"]
    )
    assert () == ys.check(again).hard


def test_json_shows_null() -> None:
    """There is no figure to show."""
    totals = json.loads(json.dumps(totals_json(ys.consolidate([EAST], SCHEME))))
    assert {"own": None, "shared": 2, "total": 2, "rate": None} == totals["F"]["land"]


@pytest.mark.parametrize("dash", [None, "—", "-", "  ", "无", "/"])
def test_a_blank_or_a_dash_is_as_it_should_be(dash: str | None, tmp_path: Path) -> None:
    """Nothing is said of it."""
    filed = sent(tmp_path, C5=dash)
    assert EAST.records == filed["东区"].records
    assert "C5" not in " ".join(finding.message() for finding in ys.check(filed).notes)
    assert () == ys.check(filed).findings


@pytest.mark.parametrize("nought", [0, "0", Decimal(0)])
def test_a_nought_means_nothing_and_is_noted(nought: Any, tmp_path: Path) -> None:
    """A program that fills in noughts does no harm."""
    filed = sent(tmp_path, C5=nought)
    assert NOT_ASKED is filed["东区"].records["F"]["shared", "all"]
    review = ys.check(filed)
    assert () == review.findings
    assert "表一!C5：此处不填，“0”视同“—”。" in [note.message() for note in review.notes]


@pytest.mark.parametrize("stood", [5, "5", "约5", "甲", "=2+3"])
def test_a_figure_there_is_found_and_does_not_count(stood: object, tmp_path: Path) -> None:
    """The finding is hard: the figure belongs elsewhere, and is in no total."""
    filed = sent(tmp_path, C5=stood)
    assert EAST.records == filed["东区"].records
    review = ys.check(filed)
    (finding,) = review.hard
    assert ("answer_not_asked", "F.asked.shared") == (finding.code, finding.rule)
    assert ["C5"] == [cell.address for cell in finding.cells]
    assert str(stood).lstrip("=").replace("2+3", "") in finding.message()
    assert NOT_ASKED is ys.consolidate(filed)["F"].record["shared", "all"]


def test_a_total_that_took_it_in_is_found_by_itself(tmp_path: Path) -> None:
    """The form's own formula adds what stands there; the balance says that it is too much."""
    review = ys.check(sent(tmp_path, B7=5))
    assert {"F.asked.own", "F.sum"} == {finding.rule for finding in review.hard}


def test_a_share_there_is_found_too(tmp_path: Path) -> None:
    """Whatever the kind of the answer."""
    (finding,) = ys.check(sent(tmp_path, E7=0.5)).hard
    assert "F.asked.rate" == finding.rule


# ------------------------------------------------------------------------ what is left alone


def test_no_suspect_stands_there() -> None:
    """What counts as nothing cannot be put right."""
    wrong = EAST.records["F"].replacing({("own", "all"): 4})
    review = ys.localise(ys.check(ys.Filed.of(SCHEME, [Return("东区", {"F": wrong})]))).review
    (finding,) = review.hard
    cells = {(one.cell.item, one.cell.line) for found in finding.suspects for one in found}
    assert cells
    assert not cells & FORM.closed


def test_nothing_is_deduced_or_covered_there() -> None:
    """Neither is a gap, nor an answer that edits should check."""
    form = evolve(FORM, blank="missing")
    form = evolve(
        form, items=(*form.items[:3], Item("rate", Kind.MONEY, "人均", adds=False)), edits=()
    )
    scheme = ys.define_scheme(id="d", title="制度", period="2009年", forms=[form], units=UNITS)
    record = Record.of(form, {("own", "all"): 3})
    found = ys.deduce(ys.Filed.of(scheme, [Return("东区", {"F": record})]))
    assert found
    assert not {(one.cell.item, one.cell.line) for one in found} & form.closed
    assert not {(one.item, one.line) for one in ys.coverage(scheme)} & form.closed


def test_every_figure_there_would_be_nothing() -> None:
    """The strategies draw records that obey the edits over closed crossings."""
    assert not any(is_figure(EAST.records["F"][place]) for place in CLOSED)
