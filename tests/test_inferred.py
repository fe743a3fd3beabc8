"""Soft edits nobody wrote: concluded from the labels of a form, they say so wherever they are told."""

from __future__ import annotations

import io
from decimal import Decimal

import pytest
from rich.console import Console

import youthstats as ys
from youthstats.console import Printer
from youthstats.editing.coverage import coverage
from youthstats.export import review_json
from youthstats.model.edits import Edit
from youthstats.model.returns import Return

MARK = {"zh": "（据表头推断）", "en": " (inferred from the labels)"}


@ys.form("F", label="表一", title="活动统计表")
class Held:
    """A total that nobody wrote an edit for, beside one that somebody did."""

    total: int | None = ys.count("合计")
    first: int | None = ys.count("其中：上半年")
    second: int | None = ys.count("下半年")
    cost: Decimal | None = ys.money("经费（元）", minimum=None)
    edits = (
        ys.soft(
            "total", "total = first + second", "合计应等于其中各项之和", "parts", inferred=True
        ),
        ys.soft("cost", "cost >= 0", "经费不应为负"),
    )


UNITS = ys.Hierarchy((ys.Unit("全市"), ys.Unit("东区", "全市")))
SCHEME = ys.define_scheme(
    id="held", title="活动报表制度", period="2009年", forms=[Held], units=UNITS
)
RECORD = ys.parse_record(SCHEME.form("F"), {"total": 3, "first": 1, "second": 1, "cost": -1})
FILED = ys.Filed.of(SCHEME, [Return("东区", {"F": RECORD})])


def test_the_edit_says_so() -> None:
    """The mark is the edit's own, behind what must hold; an edit that was written has none."""
    inferred, written = SCHEME.form("F").edits
    assert isinstance(inferred, Edit)
    assert isinstance(written, Edit)
    assert (True, False) == (inferred.inferred, written.inferred)
    assert (f"合计应等于其中各项之和{MARK['zh']}", f"parts{MARK['en']}") == tuple(
        map(inferred.text, ("zh", "en"))
    )
    assert "经费不应为负" == written.text("zh") == written.text("en")


@pytest.mark.parametrize("lang", MARK)
def test_its_findings_say_so(lang: str) -> None:
    """The message, the finding in full and the JSON."""
    review = ys.check(FILED)
    inferred, written = review.soft
    assert ("F.total", "F.cost") == (inferred.rule, written.rule)
    for told in (inferred.message(lang), inferred.detail(lang)):
        assert MARK[lang] in told
    assert MARK[lang] not in written.detail(lang)
    found = review_json(review, ys.consolidate(FILED), lang)["findings"]
    assert [True, None] == [one.get("inferred") for one in found]


@pytest.mark.parametrize("lang", MARK)
def test_the_printed_form_says_so(lang: str) -> None:
    """What `youthstats forms` prints marks such an edit, once."""
    out = io.StringIO()
    Printer(Console(file=out, width=200), lang).scheme(SCHEME, coverage(SCHEME))
    assert 1 == out.getvalue().count(MARK[lang])


def several(*totals: int) -> ys.Filed:
    """Units whose parts make 2, and what each says they make."""
    names = [f"{number}区" for number in range(len(totals))]
    units = ys.Hierarchy((ys.Unit("全市"), *(ys.Unit(name, "全市") for name in names)))
    scheme = ys.define_scheme(
        id="held", title="活动报表制度", period="2009年", forms=[Held], units=units
    )
    answers = ({"total": total, "first": 1, "second": 1, "cost": 1} for total in totals)
    records = [ys.parse_record(scheme.form("F"), one) for one in answers]
    pairs = zip(names, records, strict=True)
    return ys.Filed.of(scheme, [Return(name, {"F": record}) for name, record in pairs])


@pytest.mark.parametrize(
    ("totals", "inapt"), [((3, 3, 2), True), ((3, 2, 2, 3), False), ((3, 3), False)]
)
def test_what_most_units_contradict_seems_inapt(totals: tuple[int, ...], inapt: bool) -> None:
    """More than half of at least three: one note, no proposals, and nothing else on the terminal.

    The findings stay: JSON has all of them.
    """
    review = ys.localise(ys.check(several(*totals))).review
    notes = [one for one in review.notes if one.code == "edit_seems_inapt"]
    assert inapt == bool(notes)
    failing = [total for total in totals if total != 2]
    assert len(failing) == len(review.soft)
    assert inapt == all(one.suspects == () for one in review.soft)
    out = io.StringIO()
    Printer(Console(file=out, width=200), "zh").review(review)
    assert (0 if inapt else len(failing)) == out.getvalue().count("不成立（核实性）")
    for note in notes:
        assert (
            "合计应等于其中各项之和（据表头推断）：在表一的 3 个单位中有 2 个不成立（共 2 条），看来并不适用，"
            "因此不提出改法，屏幕上也不逐条列出。"
        ) in note.message("zh")
    found = review_json(review, ys.consolidate(review.filed), "zh")["findings"]
    assert len(failing) == sum(bool(one.get("inferred")) for one in found)
