"""Edits of what was given: a blank is none of their figures, whatever it counts as in a sum."""

from __future__ import annotations

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

import youthstats as ys
from youthstats.model.edits import Edit
from youthstats.model.forms import Form, define_form
from youthstats.model.items import Item, Kind
from youthstats.model.returns import Return
from youthstats.model.schemes import define_scheme
from youthstats.model.units import Hierarchy, Unit


def _form(text: str, *, only_given: bool) -> Form:
    form = define_form(
        id="A",
        label="甲表",
        title="甲表",
        items=[Item("area", Kind.MONEY, "面积"), Item("people", Kind.COUNT, "人数")],
        rows=ys.units(),
        columns=ys.items(),
        edits=[ys.hard("area_low", text, "面积要大")],
    )
    edits = (evolve(edit, given=only_given) for edit in form.edits if isinstance(edit, Edit))
    return evolve(form, edits=tuple(edits))


def _filed(form: Form, area: int | None) -> ys.Filed:
    scheme = define_scheme(
        id="x", title="x", period="2009年", forms=[form], units=Hierarchy((Unit("东区"),))
    )
    record = ys.parse_record(form, {"area": area, "people": 1})
    return ys.Filed.of(scheme, [Return("东区", {"A": record}, file="东区.xlsx")])


@given(st.sampled_from(("area >= 0.5", "area > 0")), st.booleans(), st.integers(0, 2) | st.none())
def test_a_blank_breaks_no_edit_of_what_was_given(
    text: str, only_given: bool, area: int | None
) -> None:
    """Neither is it reported nor thought wrong; a 0 that was typed is both."""
    filed = _filed(_form(text, only_given=only_given), area)
    fails = area == 0 or (area is None and not only_given)
    review = ys.check(filed)
    assert fails == any(one.code == "edit_failure" for one in review.findings)
    assert fails == bool(ys.localise(review).blocks)


def test_equal_sides_of_a_strict_edit_are_said_to_be_equal() -> None:
    """There is no difference to tell; the sentence says that the two are equal."""
    (finding,) = ys.check(_filed(_form("area > 0", only_given=True), 0)).findings
    assert "edit_failure_reached" == finding.sentence
    assert "面积要大，现在正好相等。请核对并改正 面积。" in finding.message("zh")
