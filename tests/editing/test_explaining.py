"""The search laid open, in words: what failed, what would do, why a cell would not."""

from __future__ import annotations

import re
from collections.abc import Mapping
from math import inf
from pathlib import Path

import pytest
from attrs import evolve

import youthstats as ys
from tests.editing.arranged import counts
from tests.editing.test_localise import desk, rate
from youthstats.editing.bounding import IntractableError
from youthstats.editing.localising import explaining


def test_the_search_says_why_each_cell_was_rejected() -> None:
    """What failed, what would do, and what every other cell's edits ask of it."""
    filed = counts(["a + b = t", "b = c", "c <= 9", "t = u"], a=5, b=4, c=4, t=8, u=8)
    told = ys.explain(ys.check(filed), lang="en")
    assert "✗ U X: a + b = t (a + b = t)" in told
    assert "    a 5: 4 would satisfy all" in told
    assert "    b 4: no, “a + b = t” asks for 3, “b = c” asks for 4" in told
    assert "tried: 1 sets of 1" in told
    assert "" == ys.explain(ys.check(counts(["a = b"], a=1, b=1)))


def test_the_search_names_what_is_trusted_and_what_has_no_part() -> None:
    """A cell that is kept, one outside a failed edit, one that could never be what is asked."""
    filed = counts(["a + b = t", "a = c"], a=5, b=4, t=2, c=1)
    told = ys.explain(ys.check(filed), trust={"t": inf}, lang="en")
    assert "    t 2: kept, it is trusted" in told
    assert "    b 4: no, it has no part in “a = c”" in told
    low = ys.explain(ys.check(counts(["a + b = t"], a=5, b=4, t=2)), lang="en")
    assert "    a 5: no, “a + b = t” asks for more than any figure could be" in low
    ranges = ys.explain(ys.check(counts(["a <= b", "a > 3", "b < 2"], a=5, b=1)), lang="en")
    assert "“a > 3” asks for 4 or more" in ranges
    assert "“a <= b” asks for 0 to 1" in ranges
    free = ys.explain(ys.check(counts(["n <= b", "n >= 7"], n=5, b=1)), lang="en")
    assert "“n <= b” asks for 1 or less" in free


def test_the_search_speaks_in_the_words_of_the_form() -> None:
    """No id of an item, a form or a rule in Chinese; sheet and address in either language."""
    filed = year_with({("T1", "total"): 17, ("T3", "persons", "primary"): 0})
    review = ys.check(filed)
    told = ys.explain(review)
    assert (
        "  ✗ 嘉善县 表一：基地总数应等于各级基地之和（总数 = 中央级 + 省级 + 市级 + 县级）\n"
        "    表一!F6 总数 17：改为 16，全部成立\n"
        "    表一!B6 中央级 （空）：改为 1，全部成立\n"
    ) in told
    assert "表三!C6 低收入农户青少年人数（小学生） 0：" in told
    form_ids = {form.id for form in filed.scheme.forms}
    items = {item.name for form in filed.scheme.forms for item in form.items}
    assert set() == {*form_ids, *items} & set(re.findall(r"\w+", told))
    english = ys.explain(review, lang="en")
    assert "  ✗ 嘉善县 表一: the number of bases is the sum over their levels (total = " in english
    assert "    表一!F6 total 17: 16 would satisfy all" in english
    assert "表三!C6 persons[primary] 0:" in english


def year_with(changes: Mapping[tuple[str, ...], int]) -> ys.Filed:
    """The 2009 return of 嘉善县 with some figures changed."""
    scheme = ys.load_scheme("youth_league_2009")
    returns = Path(__file__).parents[2] / "examples" / "2009" / "returns"
    one = ys.read(returns / "嘉善县.xlsx", scheme)["嘉善县"]
    records = dict(one.records)
    for (form, item, *line), value in changes.items():
        place = (item, line[0] if line else None)
        records[form] = records[form].replacing({place: value})
    return ys.Filed.of(scheme, [evolve(one, records=records)])


def test_the_search_says_whose_cell_it_is_where_units_are_bound_together() -> None:
    """Across units, and against published figures, a cell is told with its unit and its file."""
    scheme = ys.load_scheme("youth_league_2009")
    printed = ys.read(Path(__file__).parents[2] / "examples" / "2009" / "published.xlsx", scheme)
    wrong = evolve(
        printed["嘉善县"],
        records={
            **printed["嘉善县"].records,
            "T2": printed["嘉善县"].records["T2"].replacing({("cards", None): 76}),
        },
    )
    others = tuple(wrong if one.unit == "嘉善县" else one for one in printed.returns)
    told = ys.explain(ys.check(evolve(printed, returns=others)))
    assert "✗ 嘉兴市 表二：发放“青年创业信用卡”的合计应等于各单位之和（嘉兴市.发放" in told
    assert "    表二!B5 嘉善县 发放“青年创业信用卡” 76：改为 75，全部成立" in told
    filed = year_with({("T2", "cards"): 76})
    review = ys.check(filed)
    gap = ys.Finding("published_difference", ys.Severity.HARD, "嘉善县", rule="T2.published.cards")
    told = ys.explain(evolve(review, findings=(*review, gap)), published=printed)
    assert "表二：发放“青年创业信用卡”的公布数应与上报数一致（" in told
    assert "    嘉善县.xlsx!表二!B5 嘉善县 发放“青年创业信用卡” 76：改为 75，全部成立" in told


def test_the_search_shows_shares_as_percentages() -> None:
    """A share among the cells tried is shown as one."""
    assert "85.54%" in ys.explain(ys.check(desk(rate("0.68"), 556, 650)), lang="zh")


def test_the_search_says_what_was_too_much(monkeypatch: pytest.MonkeyPatch) -> None:
    """A cell nobody could work out is no rejected one."""

    def intractable(*_: object, **__: object) -> None:
        raise IntractableError

    monkeypatch.setattr(explaining, "fit", intractable)
    told = ys.explain(ys.check(counts(["a = b"], a=1, b=2)), lang="en")
    assert "too many ways" in told
