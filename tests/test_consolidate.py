"""Adding up over the hierarchy: exact, mergeable, the same in any order."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import reduce
from operator import or_
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

import youthstats as ys
from tests.workbook import long_tables
from youthstats import strategies
from youthstats.consolidate import FormTotals, Sums, totals_of
from youthstats.model.forms import Form, Line
from youthstats.model.items import Item
from youthstats.model.returns import Record, Return
from youthstats.model.units import Hierarchy, Unit
from youthstats.model.values import Inexact, Value, is_figure, nominal, plain

YEAR_2009 = ys.load_scheme("youth_league_2009")
BLANK, UNREADABLE, NOT_APPLICABLE = (
    ys.Missing.BLANK,
    ys.Missing.UNREADABLE,
    ys.Missing.NOT_APPLICABLE,
)

some = settings(max_examples=settings().max_examples // 2)
few = settings(max_examples=settings().max_examples // 4)

ANY_SCHEME = strategies.schemes() | st.just(YEAR_2009)


def sums(filed: ys.Filed) -> Iterator[tuple[FormTotals, Item, Line, list[Value]]]:
    """Yield every additive cell of every total with what the units filed for it."""
    for totals in ys.consolidate(filed):
        for item in totals.form.items:
            for line in totals.form.lines:
                if item.additive and totals.units:
                    yield (
                        totals,
                        item,
                        line,
                        [totals.records[unit][item.name, line] for unit in totals.units],
                    )


def figures(values: list[Value]) -> list[Fraction]:
    return [nominal(value) for value in values if is_figure(value)]  # type: ignore[arg-type]


# ---------------------------------------------------------------------------------- the laws


@some
@given(st.data())
def test_a_total_is_the_sum_of_its_parts(data: st.DataObject) -> None:
    """Every count and sum of money is the exact sum of what was filed; nothing filed is blank."""
    filed = data.draw(strategies.filed(data.draw(ANY_SCHEME)))
    for totals, item, line, parts in sums(filed):
        total = totals.record[item.name, line]
        if total is NOT_APPLICABLE:
            assert item.recoverable  # somebody has a figure of a part, and did not tell of what
            assert not all(map(is_figure, parts))
        elif figures(parts):
            assert sum(figures(parts)) == nominal(total)  # type: ignore[arg-type]
        else:
            closed = (item.name, line) in totals.form.closed
            assert total is (ys.Missing.NOT_ASKED if closed else BLANK)


@some
@given(st.data())
def test_order_of_units_changes_nothing(data: st.DataObject) -> None:
    """Returns in any order add up to the same records, texts and lists included."""
    filed = data.draw(strategies.filed(data.draw(ANY_SCHEME)))
    turned = evolve(filed, returns=tuple(data.draw(st.permutations(filed.returns))))
    assert contents(ys.consolidate(filed)) == contents(ys.consolidate(turned))


@some
@given(st.data())
def test_split_and_merge_changes_nothing(data: st.DataObject) -> None:
    """Totals over any two groups of units, merged in either order, are the totals over all."""
    filed = data.draw(strategies.filed(data.draw(ANY_SCHEME)))
    left = [one for one in filed if data.draw(st.booleans())]
    right = [one for one in filed if one not in left]
    one, other = (ys.consolidate(group, filed.scheme) for group in (left, right))
    assert contents(ys.consolidate(filed)) == contents(one | other) == contents(other | one)


@few
@given(st.data())
def test_merging_is_associative_and_has_a_nothing(data: st.DataObject) -> None:
    """(a | b) | c is a | (b | c), and totals over nobody change nothing."""
    filed = data.draw(strategies.filed(data.draw(strategies.schemes())))
    groups: list[list[Return]] = [[], [], []]
    for one in filed:
        groups[data.draw(st.integers(0, 2))].append(one)
    a, b, c = (ys.consolidate(group, filed.scheme) for group in groups)
    assert contents((a | b) | c) == contents(a | (b | c))
    assert contents(a) == contents(a | ys.consolidate([], filed.scheme))


@some
@given(st.data(), st.integers(0, 1000))
def test_scaling_by_k_scales_every_total(data: st.DataObject, k: int) -> None:
    """k times the figures of every unit give k times every total, blanks staying blank."""
    filed = data.draw(strategies.filed(data.draw(ANY_SCHEME)))
    scaled = evolve(filed, returns=tuple(times(one, k) for one in filed))
    before, after = ys.consolidate(filed), ys.consolidate(scaled)
    for totals, item, line, _ in sums(filed):
        old, new = totals.record[item.name, line], after[totals.form.id].record[item.name, line]
        recovered = item.recoverable and not all_given(filed, totals.form, item)
        if is_figure(old) and not recovered:
            assert k * nominal(old) == nominal(new)  # type: ignore[arg-type]
        elif not recovered:
            assert old is new
    assert before.missing == after.missing


def all_given(filed: ys.Filed, form: Form, item: Item) -> bool:
    records = [one.records[form.id] for one in filed if form.id in one.records]
    return all(r[item.name, line] is not BLANK for r in records for line in form.lines)


def times(one: Return, k: int) -> Return:
    records = {}
    for id_, record in one.records.items():
        changed = {
            (name, line): plain(nominal(value) * k)  # type: ignore[arg-type]
            for name, line, value in record
            if is_figure(value) and record.form.item(name).additive
        }
        records[id_] = record.replacing(changed)
    return evolve(one, records=records)


@some
@given(st.data())
def test_shares_are_recomputed_never_added(data: st.DataObject) -> None:
    """A total's share or average is the total part over the total whole, or says that it has none."""
    filed = data.draw(strategies.filed(data.draw(ANY_SCHEME)))
    for totals in ys.consolidate(filed):
        form, record = totals.form, totals.record
        for item in form.items:
            if item.additive or not item.kind.numeric or not totals.units or form.open:
                continue
            source = form.made_of.get(item.name)
            for line in form.lines:
                share = record[item.name, line]
                if (item.name, line) in form.closed:
                    assert share is ys.Missing.NOT_ASKED
                elif source is None:
                    assert share is NOT_APPLICABLE
                elif is_figure(share):
                    part = sum_of(source.part, record, line)  # type: ignore[union-attr]
                    whole = sum_of(source.whole, record, line)  # type: ignore[union-attr]
                    assert part == nominal(share) * whole  # type: ignore[arg-type]
                elif share is NOT_APPLICABLE:
                    assert any(lacks_whole(totals.records[u], source, line) for u in totals.units)
                else:
                    assert share is BLANK


def lacks_whole(record: Record, source: object, line: Line) -> bool:
    """Whether there is a figure in the part and a gap in the whole."""
    part, whole = (
        [is_figure(record[ref.item, line]) for ref, _ in linear.terms]
        for linear in (source.part, source.whole)  # type: ignore[attr-defined]
    )
    return any(part) and not all(whole)


def sum_of(linear: object, record: Record, line: Line) -> Fraction:
    total: Fraction = linear.constant  # type: ignore[attr-defined]
    for ref, coefficient in linear.terms:  # type: ignore[attr-defined]
        value = record[ref.item, line]
        total += coefficient * nominal(value) if is_figure(value) else 0  # type: ignore[arg-type]
    return total


@some
@given(st.data())
def test_lists_hold_every_entry_in_the_order_of_the_form(data: st.DataObject) -> None:
    """A total list holds each unit's entries once, in order, and knows whose they are."""
    filed = data.draw(strategies.filed(data.draw(ANY_SCHEME)))
    for totals in ys.consolidate(filed):
        if not totals.form.open:
            continue
        rows = [totals.records[unit].rows[place] for unit, place in totals.entries]
        assert list(totals.record.rows) == rows
        written = [row for unit in totals.units for row in totals.records[unit].rows]
        kept = [row for row in written if set(row) != {BLANK}]
        assert sorted(map(repr, kept)) == sorted(map(repr, rows))
        assert len(totals.entries) == len(set(totals.entries))


@some
@given(st.data())
def test_a_stream_adds_up_to_the_same_figures(data: st.DataObject) -> None:
    """What is not kept is added all the same: every figure of every level, from a stream read once."""
    filed = data.draw(strategies.filed(data.draw(ANY_SCHEME)))
    kept, stream = ys.consolidate(filed), ys.consolidate(iter(filed), filed.scheme, keep=False)
    for one, other in zip(kept, stream, strict=True):
        assert (one.units, one.missing) == (other.units, other.missing)
        assert set(one.levels) == set(other.levels)
        for unit in one.levels if not one.form.open else ():
            for name, line, value in one.records[unit]:
                numeric = one.form.item(name).kind.numeric or value is ys.Missing.NOT_ASKED
                assert (value if numeric else NOT_APPLICABLE) == other.records[unit][name, line]


@some
@given(st.data())
def test_partial_sums_merge_to_the_whole(data: st.DataObject) -> None:
    """Sums of parts, sent away as bytes and merged in any order, are the sums of all."""
    filed = data.draw(strategies.filed(data.draw(ANY_SCHEME)))
    parts: list[list[Return]] = [[], [], []]
    for one in filed:
        parts[data.draw(st.integers(0, 2))].append(one)
    sums = Sums.over((), filed.scheme)
    for part in data.draw(st.permutations(parts)):
        sums.merge(pickle.loads(pickle.dumps(Sums.over(part, filed.scheme))))
    assert contents(ys.consolidate(filed)) == contents(totals_of(sums, filed))


def test_what_was_not_kept_is_not_made_up() -> None:
    """Of a stream the figures are there; a unit's own record, or a joined list, is not."""
    filed = ys.read("examples/2009/returns", YEAR_2009)
    totals = ys.consolidate(iter(filed), filed.scheme, keep=False)
    assert ys.consolidate(filed)["T1"].total == totals["T1"].total
    with pytest.raises(LookupError, match="嘉善县 filed on T1 was added and not kept"):
        totals["T1"].records["嘉善县"]
    with pytest.raises(LookupError, match="T4"):
        _ = totals["T4"].record
    assert 7 == len(totals["T1"].filed)


def contents(totals: ys.Totals) -> dict[str, dict[str, Record]]:
    return {one.form.id: dict(one.records) for one in totals}


# ------------------------------------------------------------------------------------ by hand

TREE = Hierarchy(
    (
        Unit("省"),
        Unit("甲市", "省"),
        Unit("东县", "甲市"),
        Unit("西县", "甲市"),
        Unit("乙市", "省"),
        Unit("南县", "乙市"),
        Unit("直属", "省"),
    )
)


@ys.form("K", label="汇总表", title="汇总统计表", rows=ys.items(), columns=ys.answer())
class Kinds:
    """Every kind of answer, stacked."""

    number: int | None = ys.count("次数")
    base: int | None = ys.count("总数")
    rate: Decimal | None = ys.share("比率", places=1)
    loose: Decimal | None = ys.share("自报比率", places=1)
    opened: date | None = ys.date_("日期")
    remarks: str | None = ys.text("备注")
    held: str | None = ys.phrase("举办（{sessions}）次，主题：{topic}", "活动")
    sessions: int | None = ys.count("活动次数", within="held")
    topic: str | None = ys.text("主题", within="held")
    edits = (ys.hard("rate", "rate = number / base", "比率"),)


@ys.form(
    "L",
    label="清单",
    title="项目清单",
    rows=ys.entries(),
    columns=ys.items(),
    order_by=("level", "-money", "name"),
)
class Projects:
    """A list with an order of its own."""

    level: str | None = ys.text("级别", choices=("国家", "省"))
    name: str | None = ys.text("名称", identifies=True)
    money: int | None = ys.money("经费")


SCHEME = ys.define_scheme(
    id="tree",
    title="三级制度",
    period="2009年",
    forms=[Kinds, Projects],
    units=TREE,
    duties={"L": ys.Duty(("东县", "西县"), ("南县",))},
)
FORM, LIST = SCHEME.forms


def filed(unit: str, **answers: object) -> Return:
    return Return(unit, {"K": ys.parse_record(FORM, answers)}, file=f"{unit}.xlsx")


def total_of(*returns: Return) -> FormTotals:
    return ys.consolidate(returns, SCHEME)["K"]


def test_totals_over_three_levels() -> None:
    """Counties add up to their city, cities and what stands beside them to the province."""
    returns = [filed("东县", number=1), filed("西县", number=2), filed("南县", number=4)]
    totals = total_of(*returns, filed("直属", number=8))
    found = {unit: record["number"] for unit, record in totals.records.items()}
    assert {
        "东县": 1,
        "西县": 2,
        "南县": 4,
        "直属": 8,
        "甲市": 3,
        "乙市": 4,
        "省": 15,
    } == found
    assert 15 == totals.total.number
    assert ("东县", "西县", "南县", "直属") == totals.units


def test_nobody_filed() -> None:
    """Totals over nobody are blank in every cell and name everybody as missing."""
    totals = ys.consolidate([], SCHEME)
    assert totals["K"].record.blank
    assert None is totals["K"].total.number
    assert ("东县", "西县", "南县", "直属") == totals["K"].missing == totals.missing
    assert ("东县", "西县") == totals["L"].missing
    assert [] == list(totals["L"].record.keys)
    assert () == totals["L"].entries


def test_missing_units_are_named() -> None:
    """Who owes a form and did not file it is missing from its total; a blank form is not filed."""
    totals = ys.consolidate([filed("东县", number=1), filed("西县")], SCHEME)
    assert ("西县", "南县", "直属") == totals["K"].missing
    assert ("东县", "西县", "南县", "直属") == totals.missing


def test_a_report_of_the_total_alone_misses_nobody() -> None:
    """A finished report that prints only the total does not list its units as missing."""
    whole = Return("省", {"K": ys.parse_record(FORM, {"number": 9})}, consolidated=True)
    totals = total_of(whole)
    assert ((), 9) == (totals.missing, totals.total.number)


def test_blank_stays_blank_and_zero_zero() -> None:
    """Nothing filed adds up to nothing, zeros add up to zero, — to blank."""
    totals = total_of(filed("东县", number=None, base=0), filed("西县", base="—", sessions=1))
    assert (BLANK, 0) == (totals.record["number"], totals.record["base"])
    assert BLANK is total_of(filed("东县", number="—", remarks="x")).record["number"]


def test_an_unreadable_figure_poisons_the_total() -> None:
    """A total never leaves out in silence what nobody could read, nor does a share of it."""
    totals = total_of(filed("东县", number="2O", base=4), filed("西县", number=1, base=4))
    assert UNREADABLE is totals.record["number"]
    assert UNREADABLE is totals.record["rate"]
    assert 8 == totals.record["base"]
    assert UNREADABLE is totals.records["甲市"]["number"]


def test_rough_figures_add_their_ranges() -> None:
    """“650多” and 10 come to 660 and what 650多 may be more."""
    value = total_of(filed("东县", number="650多"), filed("西县", number=10)).record["number"]
    assert isinstance(value, Inexact)
    assert 660 == value.value
    assert 660 == value.low
    assert 660 < value.high < 760


def test_a_share_is_recomputed() -> None:
    """1 of 2 and 1 of 8 are 2 of 10: 20 %, not 62.5 % and not their mean."""
    totals = total_of(
        filed("东县", number=1, base=2, rate="50%"), filed("西县", number=1, base=8, rate="12.5%")
    )
    assert Decimal("0.2") == totals.record["rate"]
    assert Fraction(1, 3) == total_of(filed("东县", number=1, base=3, rate="33.3%")).record["rate"]


def test_a_share_of_nothing_is_blank() -> None:
    """Nothing over nothing is no share; nothing over something is 0."""
    assert BLANK is total_of(filed("东县", number=0, base=0)).record["rate"]
    assert BLANK is total_of(filed("东县", base=5)).record["rate"]
    assert 0 == total_of(filed("东县", number=0, base=5)).record["rate"]


def test_a_share_nothing_says_how_to_make_has_no_total() -> None:
    """Shares are never added: without an edit that makes it, a total's share does not apply."""
    totals = total_of(filed("东县", loose="50%"), filed("西县", loose="50%"))
    assert NOT_APPLICABLE is totals.record["loose"]


def test_texts_are_gathered() -> None:
    """One answer stands as it is, equal ones once, different ones by unit."""
    one, same = filed("东县", remarks="好"), filed("西县", remarks="好")
    assert "好" == total_of(one).record["remarks"]
    assert "好" == total_of(one, same).record["remarks"]
    other = filed("西县", remarks="较好")
    assert "东县：好\n西县：较好" == total_of(other, one).records["甲市"]["remarks"]
    assert BLANK is total_of(filed("东县", number=1)).record["remarks"]


@given(st.lists(st.none() | st.sampled_from(["好", "较好"]), min_size=1, max_size=2))
def test_words_of_one_are_not_the_word_of_all(said: list[str | None]) -> None:
    """What some say and others do not is told by whom; what all say stands as it is."""
    made = [
        filed(unit, number=1, **({} if words is None else {"remarks": words}))
        for unit, words in zip(["东县", "西县"], said, strict=False)
    ]
    lines = [f"{one.unit}：{words}" for one, words in zip(made, said, strict=True) if words]
    alike = None not in said and len(set(said)) == 1
    expected = said[0] if alike else "\n".join(lines) or BLANK
    assert expected == total_of(*made).records["甲市"]["remarks"]


def test_dates_that_differ_have_no_total() -> None:
    """The same day stands, different days do not apply, however far up they are added."""
    day, later = filed("东县", opened="2009-6-21"), filed("西县", opened="2009-12-4")
    assert date(2009, 6, 21) == total_of(day).record["opened"]
    assert NOT_APPLICABLE is total_of(day, later).record["opened"]
    assert (
        NOT_APPLICABLE is total_of(day, later, filed("南县", opened="2009-6-21")).record["opened"]
    )
    assert BLANK is total_of(filed("东县", number=1)).record["opened"]


def test_phrases_are_filled_with_their_sums() -> None:
    """举办（34）次 twice is 举办（68）次, even where both said the very same."""
    phrase = "举办（34）次，主题：读书"
    totals = total_of(filed("东县", held=phrase), filed("西县", held=phrase))
    assert 68 == totals.record["sessions"]
    assert "举办（68）次，主题：读书" == totals.record["held"]
    assert phrase == total_of(filed("东县", held=phrase)).record["held"]


def test_phrases_gather_their_words() -> None:
    """Words inside a phrase are gathered like any other words, a gap stays a gap."""
    totals = total_of(
        filed("东县", held="举办（1）次，主题：读书"), filed("西县", held="举办（2）次，主题：")
    )
    assert "举办（3）次，主题：读书" == totals.record["held"]
    totals = total_of(
        filed("东县", held="举办（1）次，主题：甲"), filed("西县", held="举办（）次，主题：乙")
    )
    assert "举办（1）次，主题：东县：甲\n西县：乙" == totals.record["held"]


def test_a_base_left_blank_is_recovered_before_it_is_added() -> None:
    """2 printed as 28.6 % brings 7 to the total, though nobody wrote the 7."""

    @ys.form("R", label="表", title="基数", rows=ys.answer(), columns=ys.items())
    class Recovered:
        """A share whose base may be left out."""

        number: int | None = ys.count("数量")
        share: Decimal | None = ys.share("比例", places=1)
        base: int | None = ys.count("总数", recoverable=True)
        edits = (ys.hard("r", "share = number / base", "x"),)

    scheme = ys.define_scheme(id="r", title="r", period="1", forms=[Recovered], units=TREE)
    form = scheme.forms[0]
    one = Return("东县", {"R": ys.parse_record(form, {"number": 2, "share": "28.6%"})})
    other = Return("西县", {"R": ys.parse_record(form, {"number": 3, "base": 3})})
    totals = ys.consolidate([one, other], scheme)["R"]
    assert (5, 10, Decimal("0.5")) == tuple(
        totals.record[name] for name in ("number", "base", "share")
    )
    assert BLANK is totals.filed["东县"]["base"]


@ys.form("B", label="底表", title="基数", rows=ys.answer(), columns=ys.items())
class Bases:
    """Shares of bases that may be left out, and one of a base that may not."""

    elected: int | None = ys.count("直选")
    elected_share: Decimal | None = ys.share("直选比例", places=1)
    tenure: int | None = ys.count("常任")
    tenure_share: Decimal | None = ys.share("常任比例", places=1)
    towns: int | None = ys.count("镇数", recoverable=True)
    members: int | None = ys.count("团员")
    youths: int | None = ys.count("青年")
    members_share: Decimal | None = ys.share("团青比", places=1)
    others_share: Decimal | None = ys.share("其余", places=1)
    edits = (
        ys.hard("e", "elected_share = elected / towns", "x"),
        ys.hard("t", "tenure_share = tenure / towns", "x"),
        ys.hard("m", "members_share = members / youths", "x"),
        ys.hard("o", "others_share = 1 - members_share", "x"),
    )


BASES = ys.define_scheme(id="b", title="b", period="1", forms=[Bases], units=TREE)


def based(**answers: dict[str, object]) -> ys.Filed:
    form = BASES.forms[0]
    records = {unit: ys.parse_record(form, given) for unit, given in answers.items()}
    return ys.Filed.of(BASES, [Return(unit, {"B": record}) for unit, record in records.items()])


def sums_of(filed: ys.Filed, *names: str, unit: str = "省") -> list[Value]:
    record = ys.consolidate(filed)["B"].records[unit]
    return [record[name, None] for name in names]


def test_a_share_is_never_of_part_of_its_base() -> None:
    """2 of 7 and 3 of nobody knows how many are 5, and not 5 of 7."""
    filed = based(
        东县={"elected": 2, "elected_share": "28.6%", "tenure": 1},
        西县={"elected": 3},
        南县={"elected": 1, "towns": 4},
    )
    names = ("elected", "towns", "elected_share", "tenure_share")
    assert [6, NOT_APPLICABLE, NOT_APPLICABLE, NOT_APPLICABLE] == sums_of(filed, *names)
    assert [5, NOT_APPLICABLE, NOT_APPLICABLE] == sums_of(filed, *names[:3], unit="甲市")
    assert [1, 4, Decimal("0.25"), BLANK] == sums_of(filed, *names, unit="乙市")
    assert ys.consolidate(filed)["B"].total.towns is None


@pytest.mark.parametrize(
    ("other", "towns", "share"),
    [
        ({"elected": 0}, NOT_APPLICABLE, NOT_APPLICABLE),
        ({"members": 3, "youths": 9}, 7, Fraction(2, 7)),
        ({"elected": 3, "towns": 3}, 10, Decimal("0.5")),
        ({"tenure": 1}, NOT_APPLICABLE, NOT_APPLICABLE),
        ({"elected": 3, "towns": "看不清"}, UNREADABLE, UNREADABLE),
    ],
)
def test_what_else_is_said_of_a_base(other: dict[str, object], towns: Value, share: Value) -> None:
    """Who has no figure for any part needs no base; two shares of one base have it in common."""
    filed = based(东县={"elected": 2, "elected_share": "28.6%"}, 西县=other)
    if other.get("towns") == "看不清":
        record = filed["西县"].records["B"].replacing({("towns", None): UNREADABLE})
        filed = ys.Filed.of(BASES, [filed["东县"], evolve(filed["西县"], records={"B": record})])
    assert [towns, share] == sums_of(filed, "towns", "elected_share")


def test_a_plain_whole_left_blank() -> None:
    """A plain base still adds up, but no share is made of it, on any level; 0 of a blank is 0."""
    names = ("members", "youths", "members_share", "others_share")
    filed = based(
        东县={"members": 1, "youths": 2}, 西县={"members": 3}, 南县={"members": 1, "youths": 2}
    )
    for unit, sums in {"甲市": [4, 2], "省": [5, 4]}.items():
        assert [*sums, NOT_APPLICABLE, NOT_APPLICABLE] == sums_of(filed, *names, unit=unit)
    filed = based(东县={"members": 1, "youths": 2}, 西县={"members": 0})
    assert [1, 2, Decimal("0.5"), Decimal("0.5")] == sums_of(filed, *names)


def test_a_phrase_with_an_unreadable_figure_is_unreadable() -> None:
    """A gap would look as if nobody had said anything; the words alone would be half the truth."""
    one = filed("东县", held="举办（1）次，主题：甲")
    bad = filed("西县", held="举办（2）次，主题：乙")
    record = bad.records["K"].replacing({("sessions", None): UNREADABLE})
    bad = evolve(bad, records={"K": record})
    totals = total_of(one, bad, filed("南县", held="举办（3）次，主题：丙"))
    for unit, expected in {"甲市": UNREADABLE, "省": UNREADABLE}.items():
        found = totals.records[unit]
        assert [expected, expected] == [found["sessions"], found["held"]]
    assert "举办（3）次，主题：丙" == totals.records["乙市"]["held"]


def listed(unit: str, *entries: tuple[str | None, str | None, int | None]) -> Return:
    answers = [{"level": a, "name": b, "money": c} for a, b, c in entries]
    return Return(unit, {"L": ys.parse_record(LIST, answers)})


def test_a_list_is_ordered_by_choice_then_by_size() -> None:
    """By level as the choices stand, the dearest first, then by name; what is unknown last."""
    totals = ys.consolidate(
        [
            listed("西县", ("省", "丙", 5), (None, "戊", 9), (None, None, None)),
            listed("东县", ("省", "甲", 7), ("国家", "乙", 1), ("市", "己", 1), ("省", "丁", None)),
            listed("南县", ("省", "庚", 5)),
        ],
        SCHEME,
    )["L"]
    assert ["乙", "甲", "丙", "庚", "丁", "戊", "己"] == [row.name for row in totals.total]
    assert [
        ("东县", 1),
        ("东县", 0),
        ("西县", 0),
        ("南县", 0),
        ("东县", 3),
        ("西县", 1),
        ("东县", 2),
    ] == list(totals.entries)


def test_a_unit_given_twice_raises() -> None:
    """The same unit twice on one form would count twice."""
    twice = [filed("东县", number=1), filed("东县", number=2)]
    with pytest.raises(ValueError, match="东县 would count twice on K"):
        ys.consolidate(twice, SCHEME)
    one, other = (ys.consolidate([each], SCHEME) for each in twice)
    with pytest.raises(ValueError, match="东县 would count twice on K"):
        one | other


def test_a_unit_may_come_in_two_returns_on_different_forms() -> None:
    """Two files of one unit that hold different forms add up."""
    totals = ys.consolidate([filed("东县", number=1), listed("东县", ("省", "甲", 1))], SCHEME)
    assert (1, 1) == (totals["K"].total.number, len(totals["L"].total))


def test_returns_alone_need_their_scheme() -> None:
    """A list of returns says nothing of the roster."""
    with pytest.raises(TypeError, match="give it as well"):
        ys.consolidate([filed("东县", number=1)])


def test_a_form_nobody_asked_for_is_left_out() -> None:
    """直属 neither owes nor may file the list: its entries are not in the total."""
    totals = ys.consolidate(
        [listed("直属", ("省", "甲", 1)), listed("东县", ("省", "乙", 2))], SCHEME
    )
    assert ["乙"] == [row.name for row in totals["L"].total]


def test_asking_for_a_form_that_is_not_there() -> None:
    """A wrong form id is answered with the nearest one."""
    with pytest.raises(KeyError, match="KK"):
        ys.consolidate([], SCHEME)["KK"]


def test_the_records_behind_a_total_can_be_listed() -> None:
    """Those of the units are a mapping like any other: listed, counted and gone over alike."""
    returns = Path(__file__).parents[1] / "examples" / "2009" / "returns"
    totals = ys.consolidate(ys.read(returns, ys.load_scheme("youth_league_2009")))
    records = totals["T1"].records
    assert [*records.keys()] == list(records)
    assert len(records) == len(list(records))
    assert {*totals["T1"].units} <= {*records}


def test_as_many_totals_merge_as_there_are_units() -> None:
    """One after the other, as they come from workers: a thousand are no deeper than two."""
    asked = long_tables.scheme(1200, "T2", "T4")
    filed = long_tables.filed(asked)
    whole = ys.consolidate(filed)
    for keep in (True, False):
        merged = reduce(or_, (ys.consolidate([one], asked, keep=keep) for one in filed))
        assert 1200 == len(merged["T2"].units)
        assert whole["T2"].total.cards == merged["T2"].total.cards
        if keep:
            assert whole["T4"].entries == merged["T4"].entries
