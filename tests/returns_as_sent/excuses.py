"""What a finding speaks of: the excuses that the first law takes for a figure read otherwise.

A finding excuses the figure whose cell, label or sheet it names, and no other; that something is
wrong with the form excuses nothing.
"""

from __future__ import annotations

from attrs import frozen

from tests.returns_as_sent.book import Place, area, at
from youthstats.model.edits import Severity
from youthstats.model.findings import Finding
from youthstats.model.forms import Line
from youthstats.model.locations import Location
from youthstats.model.matching import Reworded
from youthstats.model.returns import ReadingNote, Return
from youthstats.model.values import Missing, Value

__all__ = ["Excuses", "Figure"]

Figure = tuple[str, str, Line]
"""Form, item, line."""

TWICE = frozenset({"form_repeated", "form_twice"})
"""Findings that name where the form stands too; hard ones say that nobody can tell which is meant."""

ELSEWHERE = frozenset({"answers_elsewhere", "form_elsewhere"})
"""Findings that name where a form was read instead of where the template had it."""

LEFT_OUT = frozenset(
    {
        "answers_merged",
        "cell_comment",
        "figures_beside",
        "form_missing",
        "sheet_not_read",
        "words_not_read",
    }
)
"""Findings that name what was not read; whose it is nobody knows, so any figure may be lost there.

A merged block loses what it covers, and may be left behind when rows are deleted.
"""


@frozen
class Excuses:
    """What is said of a return as it was read, asked figure by figure."""

    read: Return
    news: tuple[Finding, ...]

    def another(self, figure: Figure, now: Value, *, typed: bool) -> bool:
        """Tell whether a figure may read as another one.

        Its label, its block or another sheet of its form is named; or it was ``typed`` over, and
        what is said of its own cell does not say that something else was read. Words typed over
        words are what stands there.
        """
        return (typed and isinstance(now, str)) or any(
            self._of_its_place(one, figure)
            or (typed and self._of_its_cell(one, figure) and _read_as(one, now))
            for one in self.news
        )

    def unreadable(self, figure: Figure) -> bool:
        """Tell whether something hard is said of a figure nobody could read, or of its form.

        Of a formula it may be said of the cell that broke it, if that names the formula.
        """
        location = self.read.locations.get(figure[0])
        address = location.address(*figure[1:]) if location else None
        return any(
            one.severity is Severity.HARD
            and one.form == figure[0]
            and (
                not one.cells
                or self._of_its_cell(one, figure)
                or address in one.facts.get("formulas", ())  # type: ignore[operator]
            )
            for one in self.news
        )

    def lost(self, figure: Figure) -> bool:
        """Tell whether something is said of a figure that is blank now, or of what was not read.

        A row that was deleted leaves no trace but what came to stand in its place: something hard
        said of the form is enough.
        """
        return any(
            (one.form in {figure[0], None} and one.code in LEFT_OUT)
            or (one.form == figure[0] and one.severity is Severity.HARD)
            or self._of_its_place(one, figure)
            or self._of_its_cell(one, figure)
            for one in self.news
        )

    def _of_its_cell(self, one: Finding, figure: Figure) -> bool:
        """Tell whether a finding is of a figure alone, or of the phrase that holds it."""
        if one.form != figure[0] or len(one.cells) != 1:
            return False
        cell, (_, item, line) = one.cells[0], figure
        place = self._place((figure[0], cell.item, cell.line))
        return (item, line) == (cell.item, cell.line) or (
            place is not None and place == self._place(figure)
        )

    def _of_its_place(self, one: Finding, figure: Figure) -> bool:
        """Tell whether a finding names a figure's label, its merged block, or where it was read."""
        if one.form != figure[0]:
            return False
        if one.code == "answers_merged":
            return any(self._within(block, figure) for block in _strings(one, "places"))
        if one.code.startswith("label_"):
            return any(self._headed(label, figure) for label in _strings(one, "labels"))
        return one.code in ELSEWHERE or (one.code in TWICE and one.severity is Severity.HARD)

    def _within(self, block: str, figure: Figure) -> bool:
        place = self._place(figure)
        if place is None or block == "…":
            return False
        one = area(block)
        return one.top <= place[0] <= one.bottom and one.left <= place[1] <= one.right

    def _headed(self, label: str, figure: Figure) -> bool:
        """Tell whether a label is a figure's: as the form spells it, or by the place it is at."""
        form, (_, name, line) = self.read.records[figure[0]].form, figure
        own = [form.item(name)] + [one for one in form.categories if one.name == line]
        if " → " not in label:
            spelled = {"/".join((*one.under, one.label)) for one in own}
            return label in spelled or any(label.startswith(f"{text} ") for text in spelled)
        where, place = at(label.partition(" ")[0])[1], self._place(figure)
        beside = place is not None and (place[0] == where[0] or place[1] == where[1])
        return beside and any(label.endswith(f"“{one.label}”") for one in own)

    def _place(self, figure: Figure) -> Place | None:
        form, item, line = figure
        location: Location | None = self.read.locations.get(form)
        if location is None:
            return None
        within = self.read.records[form].form.item(item).within
        return location.cell(within or item, line)


def _read_as(one: Finding, now: Value) -> bool:
    """Tell whether what a finding says was read is what was: of a formula nothing is said to be."""
    why = one.facts.get("why")
    read = why.read if isinstance(why, ReadingNote) else one.cells[0].value
    return read == now and now is not Missing.BLANK


def _strings(one: Finding, fact: str) -> list[str]:
    told = one.facts[fact]
    assert isinstance(told, list)
    return [each.label if isinstance(each, Reworded) else each for each in told]
