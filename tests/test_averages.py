"""Numbers that mean nothing added over units: averages, money per head, indices, rates per 10000."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

import youthstats as ys
from youthstats.errors import DefinitionError
from youthstats.model.deriving import follows
from youthstats.model.items import Item, Kind
from youthstats.model.returns import Record, Return
from youthstats.model.values import Inexact, Value, as_shown, bounds, exact
from youthstats.wording import LANGUAGES, say
from youthstats.workbook.package import open_book

BLANK, NOT_APPLICABLE = ys.Missing.BLANK, ys.Missing.NOT_APPLICABLE


@ys.form("A", label="表一", title="收入情况统计表")
class Incomes:
    """Money per head, an index that nothing derives, and what follows from them."""

    people: int | None = ys.count("人数（人）")
    funds: Decimal | None = ys.money("总额（元）")
    head: Decimal | None = ys.money("人均（元）", places=2, adds=False)
    tenfold: Decimal | None = ys.money("十人合计（元）", adds=False)
    index: Decimal | None = ys.money("指数", adds=False)
    growth: Decimal | None = ys.money("指数增减", minimum=None, adds=False)
    rank: int | None = ys.count("位次", adds=False)
    edits = (
        # Written before what it rests on: what is worked out first is not the form's order.
        ys.hard("tenfold", "tenfold = 10 * head", "十人合计应为人均的十倍"),
        ys.hard(
            "head", "head = funds / people", "人均应等于总额除以人数", "head is funds / people"
        ),
        ys.hard("growth", "growth = index - 100", "增减应等于指数减100"),
    )


@ys.form("B", label="表二", title="收入情况分项表", rows=ys.items(), columns=ys.answer())
class Stacked:
    """The same on a form that does not list its units, with an average in a phrase."""

    people: int | None = ys.count("人数（人）")
    funds: Decimal | None = ys.money("总额（元）")
    said: str | None = ys.phrase("人均（{head}）元，位次（{rank}），占（{part}）", "说明")
    head: Decimal | None = ys.money("人均", within="said", places=2, adds=False)
    rank: int | None = ys.count("位次", within="said", adds=False)
    part: Decimal | None = ys.share("比例", within="said")
    index: Decimal | None = ys.money("指数", adds=False)
    edits = (
        ys.hard("head", "head = funds / people", "人均应等于总额除以人数"),
        ys.hard("part", "part = people / funds", "比例"),
    )


UNITS = ys.Hierarchy((ys.Unit("全市"), ys.Unit("东区", "全市"), ys.Unit("西区", "全市")))
SCHEME = ys.define_scheme(
    id="incomes", title="收入报表制度", period="2009年", forms=[Incomes, Stacked], units=UNITS
)
FORM, STACKED = SCHEME.forms


def filed(**by_unit: dict[str, object]) -> ys.Filed:
    """Return what units filed on the first form."""
    return ys.Filed.of(
        SCHEME,
        [
            Return(unit, {"A": ys.parse_record(FORM, answers)}, file=f"{unit}.xlsx")
            for unit, answers in by_unit.items()
        ],
    )


TWO = filed(
    东区={"people": 3, "funds": 10, "head": Decimal("3.33"), "index": 103, "growth": 3, "rank": 1},
    西区={"people": 1, "funds": 5, "head": 5, "index": 101, "growth": 1, "rank": 2},
)


# -------------------------------------------------------------------------------------- items


def test_what_can_be_added() -> None:
    """A count or an amount adds up unless it says that it does not; a share never does."""
    assert [True, True, False] == [Item("x", kind, "数").additive for kind in list(Kind)[:3]]
    assert [False] * 5 == [FORM.item(name).additive for name in ("head", "tenfold", *IN_VAIN)]
    assert not Item("x", Kind.TEXT, "数").additive


IN_VAIN = ("index", "growth", "rank")


@pytest.mark.parametrize(
    "wrong", [{"kind": Kind.SHARE}, {"kind": Kind.TEXT}, {"kind": Kind.COUNT, "recoverable": True}]
)
def test_only_a_count_or_an_amount_can_refuse_to_be_added(wrong: dict[str, Kind]) -> None:
    """What is never added need not say so, and a base is one because it is added."""
    with pytest.raises(DefinitionError, match="adds=False is for a count or an amount"):
        Item(**{"name": "x", "label": "数", "adds": False} | wrong)  # type: ignore[arg-type]


def test_a_count_is_no_quotient() -> None:
    """A whole number that is to be a quotient is refused where it is written."""
    with pytest.raises(DefinitionError, match="item a is a whole number, and a quotient is none"):
        ys.define_form(
            id="F",
            label="表",
            title="表",
            items=[Item(name, Kind.COUNT, name) for name in "abc"],
            rows=ys.units(),
            columns=ys.items(),
            edits=[ys.hard("e", "a = b / c", "商")],
        )


def test_which_have_a_total() -> None:
    """What is added has one, and what follows by a hard edit from what has one."""
    assert list(IN_VAIN) == [item.name for item in FORM.items if not FORM.has_total(item)]
    behind = [item.name for item in FORM.recomputed]
    assert behind.index("head") < behind.index("tenfold")


# ----------------------------------------------------------------- how closely one is known


@given(st.decimals(-999, 999, places=3), st.none() | st.integers(0, 4))
def test_a_figure_is_known_as_closely_as_it_is_shown(value: Decimal, places: int | None) -> None:
    """It lies in the middle of its interval, which is one unit of its last decimal wide."""
    shown = as_shown(value, places)
    if not isinstance(shown, Inexact):
        assert (None, value) == (places, shown)
        assert value == int(value)
        return
    low, high = bounds(shown)
    assert 2 * Fraction(value) == low + high
    most = max(places or 0, len(f"{value.normalize():f}".partition(".")[2]))
    assert Fraction(1, 10**most) == high - low


def test_what_is_not_shown_in_decimals() -> None:
    """A third is exact, and what is approximate already stays what it is."""
    about = Inexact(Decimal(3), Decimal(2), Decimal(4))
    assert (Fraction(1, 3), about) == (as_shown(Fraction(1, 3), 2), as_shown(about, 2))


@pytest.mark.parametrize(
    ("head", "holds"),
    [
        ("3.33", True),
        ("3.333333333", True),
        ("3.3333333333333333", True),
        ("3.34", False),
        ("3.3", False),
        ("3", False),
    ],
)
def test_a_quotient_holds_to_the_decimals_printed(head: str, holds: bool) -> None:
    """10/3 is 3.33 where two decimals are printed, and whatever closer figure a cell holds."""
    given_ = filed(东区={"people": 3, "funds": 10, "head": Decimal(head)})
    failed = [f for f in ys.check(given_).hard if f.rule == "A.head"]
    assert holds == (not failed)
    assert holds == follows(given_["东区"].records["A"], "head", None)


def test_a_failed_average_is_no_percentage() -> None:
    """Both sides are told as amounts of money, and the repair has the decimals that are printed."""
    review = ys.localise(ys.check(filed(东区={"people": 3, "funds": 10, "head": 4}))).review
    (finding,) = [f for f in review.hard if f.rule == "A.head"]
    assert "填报 4，按数计算 3.3333，差额 +0.6667" in finding.message()
    assert Decimal("3.33") in [one.to for found in finding.suspects for one in found]


@pytest.mark.parametrize("given_", [None, "—"])
def test_a_blank_average_is_no_zero(given_: str | None) -> None:
    """Where blanks are zeros an average left blank is not held against its parts."""
    review = ys.check(filed(东区={"people": 3, "funds": 10, "head": given_}))
    assert [] == [f for f in review if f.rule == "A.head"]


# ------------------------------------------------------------------------------------- totals


def total(name: str, of: ys.Filed = TWO) -> Value:
    return ys.consolidate(of)["A"].record[name]


def test_an_average_is_recomputed() -> None:
    """The total's average is the added sum over the added number, and what rests on it follows."""
    assert (4, 15) == (total("people"), total("funds"))
    assert (Decimal("3.75"), Decimal("37.5")) == (total("head"), total("tenfold"))


def test_what_nothing_derives_has_no_total() -> None:
    """An index, what rests on one, and a rank are left open, of one unit as of several."""
    one = filed(东区={"index": 103, "growth": 3, "rank": 1})
    for of in (TWO, one):
        assert [NOT_APPLICABLE] * 3 == [total(name, of) for name in IN_VAIN]


def test_an_average_over_somebody_unknown_has_no_total() -> None:
    """Where a unit gives its sum and not of how many, nobody can tell the average of all."""
    missing = evolve(FORM, blank="missing")
    scheme = ys.define_scheme(
        id="incomes", title="收入", period="2009年", forms=[missing], units=UNITS
    )
    records = {
        "东区": Record.of(missing, {("people", None): 3, ("funds", None): 10}),
        "西区": Record.of(missing, {("funds", None): 5}),
    }
    returns = [Return(unit, {"A": record}) for unit, record in records.items()]
    assert NOT_APPLICABLE is ys.consolidate(returns, scheme)["A"].record["head"]


def test_averages_in_a_phrase() -> None:
    """A phrase over several units holds the average of all, and a dash for what cannot be added."""
    said = {"head": "3.33", "rank": "1"}
    returns = [
        Return(
            unit,
            {
                "B": ys.parse_record(
                    STACKED,
                    {
                        "people": 3,
                        "funds": funds,
                        "said": f"人均（{head}）元，位次（1），占（30%）",
                    },
                )
            },
        )
        for unit, funds, head in (("东区", 10, said["head"]), ("西区", 20, "6.67"))
    ]
    held = ys.consolidate(returns, SCHEME)["B"].record
    assert "人均（5）元，位次（—），占（20%）" == held["said"]


# --------------------------------------------------------------------------- in the workbook


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_workbook_says_what_cannot_be_added(lang: str, tmp_path: Path) -> None:
    """不可加总 stands in the total's cell; read again it is no figure, and differs from nothing."""
    path = tmp_path / "汇总.xlsx"
    totals = ys.consolidate(TWO)
    ys.write(path, totals, ys.check(TWO), lang=lang)
    again = ys.read(path, SCHEME)
    cell = again["全市"].locations["A"].cell("index")
    assert cell is not None
    sheet = open_book(path).sheet("表一")
    assert say("report.not_added", lang) == sheet.cells[cell].value
    record = again["全市"].records["A"]
    assert [NOT_APPLICABLE] * 3 == [record[name] for name in IN_VAIN]
    assert Decimal("3.75") == record["head"]
    assert () == ys.check(again).hard


def test_a_stacked_total_says_it_too(tmp_path: Path) -> None:
    """On a form that does not list its units the word stands on its sheet and behind it."""
    records = [
        Return(unit, {"B": ys.parse_record(STACKED, {"index": 100, "people": people})})
        for unit, people in (("东区", 1), ("西区", 2))
    ]
    of = ys.Filed.of(SCHEME, records)
    ys.write(tmp_path / "r.xlsx", ys.consolidate(of), ys.check(of))
    book = open_book(tmp_path / "r.xlsx")
    for name in ("表二", "表二分单位"):
        assert "不可加总" in [cell.value for cell in book.sheet(name).cells.values()]


def test_a_published_average_is_held_against_what_can_be_told() -> None:
    """Where the parts give an average it is compared; an index of all units is nobody's sum."""
    ours = as_returns(ys.consolidate(TWO).forms["A"].records)
    theirs = as_returns(
        {"全市": ys.parse_record(FORM, {"people": 4, "funds": 15, "head": 3, "index": 102})}
    )
    found = {(one.unit, one.left.item) for one in ys.compare(ours, theirs) if one.unit == "全市"}
    assert {("全市", "head"), ("全市", "tenfold")} == found


def as_returns(records: Mapping[str, Record]) -> ys.Filed:
    returns = [Return(unit, {"A": record}) for unit, record in records.items()]
    return ys.Filed.of(SCHEME, returns)


def test_a_return_with_its_formula_reads_as_written(tmp_path: Path) -> None:
    """The return works the average out; read again it follows, shown to its two decimals."""
    record = TWO["东区"].records["A"]
    ys.write_return(tmp_path / "东区.xlsx", SCHEME, "东区", {"A": record})
    again = ys.read(tmp_path / "东区.xlsx", SCHEME)["东区"].records["A"]
    figure = FORM.figure(FORM.item("head"), record["head"])
    assert isinstance(figure, Inexact)
    read = again["head"]
    assert isinstance(read, Decimal)
    assert figure.low <= exact(read) <= figure.high
    assert BLANK is again["tenfold"] or follows(again, "tenfold", None)


@pytest.mark.parametrize("inferred", [False, True])
def test_a_quotient_that_may_be_explained_is_worked_out_over_all(inferred: bool) -> None:
    """Whether a unit's own may differ says nothing of the sums; what nobody wrote derives nothing."""
    names = ("人数", "总额", "人均")
    items = [Item(name, Kind.MONEY, name, adds=name != "人均") for name in names]
    edit = ys.soft("head", "人均 = 总额 / 人数", "人均应等于总额除以人数")
    form = ys.define_form(
        id="X",
        label="X",
        title="X",
        items=items,
        rows=ys.units(),
        columns=ys.items(),
        edits=[evolve(edit, inferred=inferred)],
    )
    units = ys.Hierarchy(
        (ys.Unit("全县"), ys.Unit("甲", parent="全县"), ys.Unit("乙", parent="全县"))
    )
    scheme = ys.define_scheme(id="x", title="x", period="1", forms=[form], units=units)
    filed = [
        Return(
            unit, {"X": Record.of(form, dict(zip([(n, None) for n in names], row, strict=True)))}
        )
        for unit, row in (("甲", (2, 10, 5)), ("乙", (8, 20, 3)))
    ]
    total = ys.consolidate(ys.Filed.of(scheme, filed))["X"].record
    assert (10, 30) == (total["人数", None], total["总额", None])
    assert (NOT_APPLICABLE if inferred else 3) == total["人均", None]
    assert {} == dict(form.derivations)
