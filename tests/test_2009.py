"""The 2009 report, from eight returns to its printed totals: what the main job promises."""

from __future__ import annotations

import re
import runpy
import shutil
import tomllib
import zipfile
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve

import youthstats as ys
from youthstats.model.values import Inexact, Number, Value, is_figure, nominal
from youthstats.workbook.package import open_book
from youthstats.workbook.writing.computed import as_filed

YEAR = Path(__file__).parents[1] / "examples" / "2009"
RETURNS = YEAR / "returns"
PUBLISHED = YEAR / "published.xlsx"
SCHEME = ys.load_scheme("youth_league_2009")
ROOT = "嘉兴市"

SOFT = {
    ("T3.funds_per_person", "嘉善县", "primary"),
    ("T2.funds_need_cards", "平湖市", None),
    ("T4.spent_as_planned", "平湖市", 0),
    ("T1.outcomes_within_placed", "海宁市", None),
    ("T3.funds_per_person", "桐乡市", "primary"),
}

Place = tuple[str, str, str, str | int | None]
"""One answer of one return: unit, form, item, line."""


@cache
def filed() -> ys.Filed:
    return ys.read(RETURNS, SCHEME)


@cache
def published() -> ys.Filed:
    return ys.read(PUBLISHED, SCHEME)


def figures() -> dict[str, Any]:
    with (YEAR / "report.toml").open("rb") as file:
        return tomllib.load(file, parse_float=Decimal)


def rules(review: ys.Review) -> set[tuple[str | None, str, str | int | None]]:
    return {(finding.rule, finding.unit, finding.line) for finding in review.findings}


def changed(place: Place, value: Value) -> ys.Filed:
    """Return what was filed with one answer of one return replaced."""
    unit, form, item, line = place
    returns = []
    for one in filed():
        if one.unit == unit:
            record = one.records[form].replacing({(item, line): value})
            one = evolve(one, records={**one.records, form: record})  # noqa: PLW2901
        returns.append(one)
    return evolve(filed(), returns=tuple(returns))


def names(findings: tuple[ys.Finding, ...], place: Place) -> bool:
    """Tell whether one of the findings names the cell, in its data and in its sentence."""
    unit, form, item, line = place
    address = filed()[unit].locations[form].address(item, line)
    return any(
        (cell.unit, cell.form, cell.item, cell.line) == place
        and cell.address == address
        and cell.file == f"{unit}.xlsx"
        and str(address) in finding.message("zh")
        and str(address) in finding.detail("en")
        for finding in findings
        for cell in finding.cells
    )


def all_figures() -> Iterator[Place]:
    for one in filed():
        for form, record in one.records.items():
            for item, line, value in record:
                if is_figure(value):
                    yield one.unit, form, item, line


# ---------------------------------------------------------------------------- the totals


@pytest.mark.parametrize("id", ["T1", "T2", "T3"])
def test_totals_are_the_printed_ones_in_every_cell(id: str) -> None:
    """Every cell of the printed total row, blanks too, is what the returns add up to."""
    form = SCHEME.form(id)
    printed = ys.parse_record(form, figures()[id][ROOT])
    assert printed.values == ys.consolidate(filed())[id].record.values


def test_list_is_the_printed_one_in_its_order() -> None:
    """The seven projects of 表四 come out as printed, in the order they are printed."""
    rows = [{k: v for k, v in row.items() if k != "unit"} for row in figures()["T4"]]
    printed = ys.parse_record(SCHEME.form("T4"), rows)
    assert printed.values == ys.consolidate(filed())["T4"].record.values


@pytest.mark.parametrize("id", ["T5", "T6", "T7"])
def test_city_figures_are_the_printed_ones(id: str) -> None:
    """What only the city filed is its total; the share of 86 % is recomputed in full."""
    printed = ys.parse_record(SCHEME.form(id), figures()[id]["市级"])
    total = ys.consolidate(filed())[id].record
    for item, line, value in printed:
        found = total[item, line]
        if isinstance(value, Inexact) and SCHEME.form(id).item(item).kind.value == "share":
            assert value.low <= nominal(found) <= value.high  # type: ignore[arg-type]
        elif not SCHEME.form(id).item(item).recoverable:
            assert value == found
    if id == "T5":
        assert Fraction(556, 650) == nominal(total["rate"])  # type: ignore[arg-type]


def test_named_totals_of_the_design() -> None:
    """The totals that the design quotes can be asked for by name."""
    totals = ys.consolidate(filed())
    assert 1115 == totals["T1"].total.posts
    assert None is totals["T1"].total.central
    assert 1652509 == totals["T3"].total.primary.funds
    assert 679 * 10**4 > totals["T3"].total.primary.funds


def test_bases_are_recovered() -> None:
    """The bases nobody printed come out of the shares: 71 towns, 912 villages, 7 counties."""
    total = ys.consolidate(filed())["T7"].total
    assert (71, 912, 7) == (total.towns, total.villages, total.counties)
    found = [n for n in ys.check(filed()).notes if n.code == "base_recovered"]
    notes = {note.rule: note.facts["value"] for note in found}
    expected = {"T7.base.towns": 71, "T7.base.villages": 912, "T7.base.counties": 7}
    assert expected == notes


def test_bases_follow_from_each_share_alone() -> None:
    """Each of the four shares has exactly one base of its own: 71, 912, 7, 71."""
    record = filed()["市级"].records["T7"]
    found = []
    for item in ("towns_elected", "villages_elected", "county_tenure", "town_tenure"):
        share, number = record[f"{item}_share"], record[item]
        assert isinstance(share, Inexact)
        assert isinstance(number, int)
        found.append([d for d in range(1, 5000) if share.low <= Fraction(number, d) <= share.high])
    assert [[71], [912], [7], [71]] == found


def test_totals_equal_the_published_workbook() -> None:
    """Compared with the published workbook, no cell of any table differs, and all are there."""
    job = ys.reconcile(RETURNS, SCHEME, published=PUBLISHED)
    assert () == job.differences
    assert 0 == job.exit_status
    computed = as_filed(job.totals, "")
    assert set(computed[ROOT].records) == set(published()[ROOT].records)
    assert {form.id for form in SCHEME.forms} == set(published()[ROOT].records)
    for unit in SCHEME.units.leaves:
        by_unit = {form for form in computed[unit].records if SCHEME.form(form).by_unit}
        assert by_unit <= set(published()[unit].records)


def test_a_finished_report_reads_back_as_the_same_figures(tmp_path: Path) -> None:
    """The consolidated workbook, read again, differs nowhere from the published one."""
    ys.reconcile(RETURNS, SCHEME, tmp_path / "2009.xlsx")
    again = ys.read(tmp_path / "2009.xlsx", SCHEME)
    assert () == ys.compare(again, published())
    assert () == ys.compare(published(), again)


# -------------------------------------------------------------------------- the findings


def test_findings_are_the_five_soft_ones() -> None:
    """Nobody's return has a hard finding; the five soft ones are those nobody saw in print."""
    review = ys.check(filed(), complete=True)
    assert SOFT == rules(review)
    assert 5 == len(review)
    assert () == review.hard


def test_the_printed_report_gives_the_same_five() -> None:
    """Checked as a finished report, the published tables give the same five findings."""
    review = ys.check(published())
    printed = {("T4.spent_as_planned", ROOT, 3)}  # the printed list does not say whose it is
    assert {one for one in SOFT if one[0] != "T4.spent_as_planned"} | printed == rules(review)
    assert () == review.hard


def test_our_own_report_gives_the_same_five(tmp_path: Path) -> None:
    """Checked again, the consolidated workbook gives the same findings and no hard one."""
    ys.reconcile(RETURNS, SCHEME, tmp_path / "2009.xlsx")
    review = ys.check(ys.read(tmp_path / "2009.xlsx", SCHEME))
    assert () == review.hard
    assert {rule for rule, _, _ in SOFT} == {rule for rule, _, _ in rules(review)}


def test_everybody_filed() -> None:
    """Eight files were read, one a unit, and nobody is missing."""
    assert ("read",) * 8 == tuple(file.status for file in filed().files)
    assert SCHEME.units.leaves == tuple(one.unit for one in filed())
    assert () == filed().missing


# ------------------------------------------------------------------- one figure is changed

LEVELS = ("central", "provincial", "municipal", "county", "total")
DISTRICTS = SCHEME.units.leaves[1:]


@pytest.mark.parametrize("unit", DISTRICTS)
@pytest.mark.parametrize("item", LEVELS)
@pytest.mark.parametrize("by", [-3, 1, 10**6])
def test_any_change_of_a_balanced_figure_is_hard(unit: str, item: str, by: int) -> None:
    """A level or the total of 表一 that is off by anything at all is reported by its cell."""
    old = filed()[unit].records["T1"][item]
    value = (old if isinstance(old, int) else 0) + by
    place: Place = (unit, "T1", item, None)
    review = ys.check(changed(place, value), complete=True)
    assert names(review.hard, place)
    assert abs(by) in {abs(f.imbalance) for f in review.hard if f.imbalance is not None}


HELPED = [
    (unit, "T3", "persons", category.name)
    for unit in SCHEME.units.leaves
    for category in SCHEME.form("T3").categories
]


@pytest.mark.parametrize("place", HELPED)
@pytest.mark.parametrize("value", [0, ys.Missing.BLANK, ys.Missing.NOT_APPLICABLE])
def test_money_for_nobody_is_hard(place: Place, value: Value) -> None:
    """Wherever 表三 gives money, leaving out the persons is reported by that cell."""
    given = is_figure(filed()[place[0]].records["T3"]["funds", place[3]])
    review = ys.check(changed(place, value), complete=True)
    assert given is names(review.hard, place)


RATIOS = [
    ("T5", "calls", 660),
    ("T5", "calls", 640),
    ("T5", "calls", 65),
    ("T5", "resolved", 565),
    ("T5", "resolved", 6556),
    ("T5", "rate", Decimal("0.68")),
    ("T5", "rate", Decimal("0.87")),
    ("T7", "towns_elected", 12),
    ("T7", "towns_elected", 1),
    ("T7", "town_tenure", 10),
    ("T7", "town_tenure_share", Decimal("0.156")),
    ("T7", "towns_elected_share", Decimal("0.055")),
    ("T7", "county_tenure", 3),
    ("T7", "county_tenure_share", Decimal("0.286")),
    ("T7", "county_tenure_share", Decimal("0.287")),
    ("T7", "counties", 8),
    ("T7", "towns", 72),
    ("T7", "villages", 911),
    ("T7", "villages", 74),
]


@pytest.mark.parametrize(("form", "item", "value"), RATIOS)
def test_figures_of_a_share_that_do_not_fit_are_hard(form: str, item: str, value: Value) -> None:
    """A number, share or base that no printed share allows is reported by its cell.

    Within the precision of a printed share a change cannot be seen: 556 of 650 and 556 of 649
    are both 86 %.
    """
    place: Place = ("市级", form, item, None)
    assert names(ys.check(changed(place, value), complete=True).hard, place)


@pytest.mark.parametrize("item", ["villages_elected", "villages_elected_share"])
def test_a_base_that_was_given_leaves_a_share_no_room(item: str) -> None:
    """With the base filled in, the smallest change of a number or its share is seen."""
    base: Place = ("市级", "T7", "villages", None)
    given = changed(base, 912)
    city = given["市级"]
    old = city.records["T7"][item]
    value = old + 1 if isinstance(old, int) else Decimal("0.816")
    record = city.records["T7"].replacing({(item, None): value})
    city = evolve(city, records={**city.records, "T7": record})
    again = evolve(given, returns=(city, *given.returns[1:]))
    assert () == ys.check(given, complete=True).hard
    assert names(ys.check(again, complete=True).hard, ("市级", "T7", item, None))


def test_any_change_of_any_figure_differs_from_the_published_one() -> None:
    """Held against the published tables, no figure of any return can change unseen.

    A figure known only roughly (“160余人”) must change by more than its own range.
    """
    unseen = []
    for place in all_figures():
        unit, form, item, line = place
        old = filed()[unit].records[form][item, line]
        kind = SCHEME.form(form).item(item).kind.value
        step: Number = Decimal("0.05") if kind == "share" else 1000 if _rough(old) else 1
        if kind == "share":
            continue  # a total's share is recomputed from its parts; the edits above judge it
        value = nominal(old) + Fraction(step)  # type: ignore[arg-type]
        again = changed(place, value)
        found = ys.compare(as_filed(ys.consolidate(again), "o.xlsx"), published())
        whole = (form, ROOT, item)
        if whole not in {(d.form, d.unit, d.left.item) for d in found}:
            unseen.append(place)
    assert [] == unseen
    assert 150 < len(list(all_figures()))


def _rough(value: Value) -> bool:
    return isinstance(value, Inexact)


def patched(source: Path, target: Path, sheet: str, address: str, value: str) -> None:
    """Copy a workbook with one figure (the cached result, where it is a formula's) replaced."""
    place = next(i for i, s in enumerate(open_book(source).sheets, 1) if s.name == sheet)
    part = f"xl/worksheets/sheet{place}.xml"
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for info in old.infolist():
            data = old.read(info)
            if info.filename == part:
                pattern = rf'(<c r="{address}"[^>]*>(?:<f>[^<]*</f>)?<v>)[^<]*(</v>)'
                text, count = re.subn(pattern, rf"\g<1>{value}\g<2>", data.decode())
                assert count == 1
                data = text.encode()
            new.writestr(info, data)


@pytest.mark.parametrize(
    ("unit", "sheet", "item", "line", "value"),
    [
        ("嘉善县", "表一", "total", None, "17"),
        ("南湖区", "表一", "provincial", None, "70"),
        ("海宁市", "表一", "provincial", None, "-3"),
        ("海盐县", "表三", "persons", "primary", "0"),
        ("市级", "表三", "persons", "junior", "0"),
        ("市级", "表五", "resolved", None, "5556"),
        ("市级", "表七", "county_tenure", None, "20"),
    ],
)
def test_one_changed_cell_of_one_file_is_exit_status_1(
    unit: str, sheet: str, item: str, line: str | None, value: str, tmp_path: Path
) -> None:
    """A single figure mistyped in one of the eight files sends it back, by file, sheet and cell."""
    shutil.copytree(RETURNS, tmp_path / "returns")
    form = next(form.id for form in SCHEME.forms if form.label == sheet)
    address = str(filed()[unit].locations[form].address(item, line))
    patched(RETURNS / f"{unit}.xlsx", tmp_path / "returns" / f"{unit}.xlsx", sheet, address, value)
    job = ys.reconcile(tmp_path / "returns", SCHEME, tmp_path / "2009.xlsx")
    assert 1 == job.exit_status
    assert names(job.review.hard, (unit, form, item, line))
    assert {f"{unit}.xlsx"} == {finding.file for finding in job.review.hard}
    assert (tmp_path / "2009.xlsx").exists()


@pytest.mark.parametrize(
    ("unit", "sheet", "item"), [("桐乡市", "表一", "posts"), ("秀洲区", "表二", "funds")]
)
def test_one_changed_cell_against_the_published_tables(
    unit: str, sheet: str, item: str, tmp_path: Path
) -> None:
    """A figure no edit covers is caught against the published tables, in its row and the total."""
    shutil.copytree(RETURNS, tmp_path / "returns")
    form = next(form.id for form in SCHEME.forms if form.label == sheet)
    address = str(filed()[unit].locations[form].address(item))
    patched(RETURNS / f"{unit}.xlsx", tmp_path / "returns" / f"{unit}.xlsx", sheet, address, "7")
    job = ys.reconcile(tmp_path / "returns", SCHEME, published=PUBLISHED)
    assert 1 == job.exit_status
    assert [unit, ROOT] == [difference.unit for difference in job.differences]
    there = published()[unit].locations[form].address(item)
    assert (f"{form}.published.{item}", there) == (
        job.review.hard[0].rule,
        job.review.hard[0].cells[1].address,
    )
    assert f"published.xlsx!{sheet}!{there}" in job.review.hard[0].message()


def test_a_return_left_out_is_exit_status_1(tmp_path: Path) -> None:
    """Seven returns instead of eight: a hard finding names the unit that did not file."""
    shutil.copytree(RETURNS, tmp_path / "returns")
    (tmp_path / "returns" / "海盐县.xlsx").unlink()
    job = ys.reconcile(tmp_path / "returns", SCHEME, tmp_path / "2009.xlsx")
    assert 1 == job.exit_status
    assert [("return_missing", "海盐县")] == [(f.code, f.unit) for f in job.review.hard]
    assert ("海盐县",) == job.totals.missing
    assert "海盐县" in job.review.hard[0].message()
    banner = open_book(tmp_path / "2009.xlsx").sheets[1].cells[1, 0].value
    assert "7 个填报单位中有 1 个未报（海盐县），合计仅为下限" in str(banner)


# ------------------------------------------------------------------------------- the files


def parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {info.filename: archive.read(info) for info in archive.infolist()}


def test_example_workbooks_are_what_the_script_makes(tmp_path: Path) -> None:
    """The workbooks checked in are, part by part, what ``make_workbooks.py`` makes of the data."""
    script = runpy.run_path(str(YEAR / "make_workbooks.py"))
    script["main"](tmp_path)
    made = sorted(path.relative_to(tmp_path) for path in tmp_path.rglob("*.xlsx"))
    kept = sorted(path.relative_to(YEAR) for path in YEAR.rglob("*.xlsx"))
    assert kept == made
    for path in kept:
        old, new = parts(YEAR / path), parts(tmp_path / path)
        drifted = [name for name in old.keys() | new.keys() if old.get(name) != new.get(name)]
        assert [] == drifted, f"{path}: run examples/2009/make_workbooks.py"


def test_a_review_prints_every_finding_in_full() -> None:
    """``print(review)`` shows place, excerpt, size and remedy of each of the five, in Chinese."""
    text = str(ys.check(filed()))
    assert 5 == text.count("不成立（核实性）")
    assert "海宁市.xlsx!表一: T1.outcomes_within_placed" in text
    assert "左边 54，右边 29，相差 +25。请核对 表一!J6、K6、I6，情况属实的请说明。" in text
