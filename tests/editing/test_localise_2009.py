"""Localising on the year 2009: returns, the finished report, and the two held together."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from itertools import combinations
from pathlib import Path

import openpyxl
from attrs import evolve

import youthstats as ys
from tests.editing.arranged import BLANK, asked, counts, filed_of
from youthstats.export import review_json
from youthstats.model.forms import Line
from youthstats.model.items import Kind
from youthstats.model.values import Value

YEAR = Path(__file__).parents[2] / "examples" / "2009"
SCHEME = ys.load_scheme("youth_league_2009")

Place = tuple[str, str, str, Line]


@cache
def returns() -> ys.Filed:
    return ys.read(YEAR / "returns", SCHEME)


@cache
def report() -> ys.Filed:
    return ys.read(YEAR / "published.xlsx", SCHEME)


def changed(filed: ys.Filed, place: Place, value: Value) -> ys.Filed:
    unit, form, item, line = place
    one = filed[unit]
    record = one.records[form].replacing({(item, line): value})
    one = evolve(one, records={**one.records, form: record})
    return evolve(filed, returns=tuple(one if r.unit == unit else r for r in filed))


def transposed(number: int) -> Iterator[int]:
    """Yield the number with any two unequal digits changed about."""
    digits = str(number)
    for first, second in combinations(range(len(digits)), 2):
        if digits[first] != digits[second]:
            turned = list(digits)
            turned[first], turned[second] = digits[second], digits[first]
            yield int("".join(turned))


def covered(filed: ys.Filed, *, report: bool) -> Iterator[tuple[Place, int]]:
    """Yield every whole figure that a hard balance or ratio edit covers."""
    for one in ys.coverage(SCHEME):
        if one.degree not in {"exact", "rounded"} and not (report and one.over_units):
            continue
        for unit in (filing.unit for filing in filed.returns if filing.filed(one.form)):
            value = filed[unit].records[one.form][one.item, one.line]
            if isinstance(value, int):
                yield (unit, one.form, one.item, one.line), value


def check_transpositions(filed: ys.Filed, *, report: bool) -> int:
    """Return how many transpositions show; each of them must lead to its cell."""
    shown = 0
    for place, value in covered(filed, report=report):
        for wrong in list(transposed(value))[: 1 if report else None]:
            review = ys.check(changed(filed, place, wrong))
            if not any(finding.code == "edit_failure" for finding in review.hard):
                continue  # a share tells figures as far as it is precise, and none without its base
            shown += 1
            found = [
                s
                for block in ys.localise(evolve(review, findings=review.hard))
                for one in block.explanations
                for s in one
                if (s.cell.unit, s.cell.form, s.cell.item, s.cell.line) == place
            ]
            assert found, (place, wrong)
            if value in [s.to for s in found] and len(str(wrong)) == len(str(value)):
                assert {"transposed"} == {s.cause for s in found}
    return shown


def test_transposed_digits_of_a_return_lead_to_their_cell() -> None:
    """Any two unequal digits of any figure of the returns that a hard edit covers."""
    assert 12 == check_transpositions(returns(), report=False)


def test_transposed_digits_of_the_report_lead_to_their_cell() -> None:
    """The first two in the finished report, where totals over the units cover nearly everything."""
    assert 145 == check_transpositions(report(), report=True)


def test_a_published_figure_is_evidence(tmp_path: Path) -> None:
    """A return says 89 posts where the report, whose total holds, says 98."""
    folder = tmp_path / "returns"
    shutil.copytree(YEAR / "returns", folder)
    book = openpyxl.load_workbook(folder / "嘉善县.xlsx")
    record, location = returns()["嘉善县"].records["T1"], returns()["嘉善县"].locations["T1"]
    assert 98 == record["posts"]
    book["表一"][str(location.address("posts"))] = 89
    book.save(folder / "嘉善县.xlsx")
    job = ys.reconcile(folder, SCHEME, published=YEAR / "published.xlsx")
    differing = [f for f in job.review.findings if f.code == "published_difference"]
    assert {"嘉善县", "嘉兴市"} == {finding.unit for finding in differing}
    for finding in differing:
        (one,) = finding.suspects
        assert [("嘉善县.xlsx", 89, 98, "transposed")] == [
            (s.cell.file, s.cell.value, s.to, s.cause) for s in one
        ]


def test_each_file_is_suspected_of_its_own_failures(tmp_path: Path) -> None:
    """The same edit fails in the return and in the report, each for a reason of its own."""
    folder, printed = tmp_path / "returns", tmp_path / "published.xlsx"
    shutil.copytree(YEAR / "returns", folder)
    one, two = returns()["嘉善县"].locations["T1"], report()["嘉善县"].locations["T1"]
    book = openpyxl.load_workbook(folder / "嘉善县.xlsx")
    book[one.sheet][str(one.address("total"))] = 61
    book.save(folder / "嘉善县.xlsx")
    book = openpyxl.load_workbook(YEAR / "published.xlsx")
    book[two.sheet][str(two.address("county"))] = 15
    book.save(printed)
    job = ys.reconcile(folder, SCHEME, published=printed)
    blamed = {
        f.rule: {(s.cell.file, s.cell.item, s.to) for one in f.suspects for s in one}
        for f in job.review.hard
        if f.unit == "嘉善县"
    }
    total, county = ("嘉善县.xlsx", "total", 16), ("published.xlsx", "county", 16)
    assert {"T1.bases_add_up", "T1.published.total", "T1.published.county"} == set(blamed)
    assert {total} == blamed["T1.bases_add_up"] == blamed["T1.published.total"]
    assert {county} == blamed["T1.published.county"]


def test_a_total_over_somebody_who_did_not_file_is_no_evidence(tmp_path: Path) -> None:
    """Where a unit is missing, the published total differs for that reason alone."""
    folder = tmp_path / "returns"
    shutil.copytree(YEAR / "returns", folder)
    (folder / "嘉善县.xlsx").unlink()
    job = ys.reconcile(folder, SCHEME, published=YEAR / "published.xlsx")
    differing = [f for f in job.review.findings if f.code == "published_difference"]
    assert differing
    assert not any(finding.suspects for finding in differing)


def test_the_json_names_suspects_as_promised() -> None:
    """Every key the design promises, with the figure it should be and the slip."""
    review = ys.localise(ys.check(changed(returns(), ("嘉善县", "T1", "total", None), 17))).review
    data = review_json(review, ys.consolidate(review.filed), "zh")
    finding = next(f for f in data["findings"] if f["rule"] == "T1.bases_add_up")
    first = finding["suspects"][0]
    address = returns()["嘉善县"].locations["T1"].address("total")
    promised = {
        "address": address,
        "sheet": "表一",
        "item": "total",
        "category": None,
        "unit": "嘉善县",
        "from": 17,
        "to": 16,
        "cause": "digit",
        "determined": True,
    }
    assert promised == {key: first[0][key] for key in promised}


def suspects_json(filed: ys.Filed) -> list[dict[str, object]]:
    """Return the first cell of every explanation of the first finding, as JSON tells it."""
    review = ys.localise(ys.check(filed)).review
    data = review_json(review, ys.consolidate(filed), "zh")
    return [one[0] for one in data["findings"][0]["suspects"]]


def test_the_json_tells_a_range_with_its_ends_and_gaps() -> None:
    """Money above 3 and below 5; anything but 3; a slip within a range."""
    money = filed_of([asked("a", Kind.MONEY)], ["a > 3", "a < 5"], {"a": Decimal("7.5")})
    (one,) = suspects_json(money)
    ends = {"low": 3, "high": 5, "low_open": True, "high_open": True, "gaps": False}
    assert (None, False, ends, [3, 5], []) == tuple(
        one[key] for key in ("to", "determined", "range", "between", "candidates")
    )
    but = suspects_json(counts(["if a = 3 then b = 4"], a=3, b=5))[1]
    assert {"low": 0, "high": None, "low_open": False, "high_open": False, "gaps": True} == but[
        "range"
    ]
    slipped = suspects_json(counts(["a >= 556", "a <= 562"], a=565))[0]
    assert ("transposed", [556]) == (slipped["cause"], slipped["candidates"])


def test_the_json_tells_a_proposed_blank_from_an_open_figure() -> None:
    """Both have no figure to go to; only the blank is determined."""
    filed = counts(["a = p", "b = q", "a + b = t"], a=BLANK, b=12, t=12, p=12, q=0)
    review = ys.localise(ys.check(filed)).review
    data = review_json(review, ys.consolidate(filed), "zh")
    cells = [s for one in data["findings"][0]["suspects"] for s in one if s["cause"] == "swapped"]
    blanked = next(s for s in cells if s["item"] == "b")
    assert (None, True) == (blanked["to"], blanked["determined"])


def test_coverage_of_the_2009_forms() -> None:
    """What arithmetic checks of each form, on a return and in the report."""
    found = {(one.form, one.item, one.line): one for one in ys.coverage(SCHEME)}
    assert "exact" == found["T1", "total", None].degree
    assert "none" == found["T1", "posts", None].degree
    assert found["T1", "posts", None].over_units
    assert "bounded" == found["T3", "funds", "primary"].degree
    assert "rounded" == found["T5", "resolved", None].degree
    assert not found["T5", "resolved", None].over_units
    assert ("none", ()) == (found["T6", "trained", None].degree, found["T6", "trained", None].rules)
