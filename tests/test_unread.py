"""A total with a figure in it that nobody could read: what the others come to is said, and is no total."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

import youthstats as ys
from tests.workbook.test_line_of_measure import job, total
from youthstats import strategies
from youthstats.model.values import Missing, add_up
from youthstats.unread import notes_on_unread


@given(st.data())
def test_the_figures_that_were_read_are_added(data: st.DataObject) -> None:
    """Of every sum that is unreadable, the sum of those that are not is told, and no other."""
    scheme = data.draw(strategies.schemes())
    filed = data.draw(strategies.filed(scheme))
    totals, root = ys.consolidate(filed), scheme.units.root
    for form in scheme.forms:
        one = totals[form.id]
        told = one.read_in_part(root)
        unread = {
            (item.name, line): [one.records[unit][item.name, line] for unit in one.sources(root)]
            for item in form.items
            for line in form.lines
            if item.additive and not form.open
        }
        expected = {
            place: add_up([value for value in values if value is not Missing.UNREADABLE])
            for place, values in unread.items()
            if Missing.UNREADABLE in values
        }
        assert expected == told


def test_the_note_tells_what_the_others_come_to(tmp_path: Path) -> None:
    """One unit's money is in another measure than the form's; the note tells the other's, and no total."""
    done = job(tmp_path, "计量单位：人，千元")
    (note,) = [one for one in done.review.notes if one.code == "total_unread"]
    assert ["收入（本年） 20", "支出（本年） 15"] == note.facts["sums"]
    assert "收入（本年） 20" in note.message("zh")
    assert ys.Missing.UNREADABLE is total(done, "收入")


def test_totals_that_can_be_told_have_no_note(tmp_path: Path) -> None:
    """Where every figure was read nothing is said."""
    assert [] == list(notes_on_unread(job(tmp_path, "单位：人、万元").totals))
