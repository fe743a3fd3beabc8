"""What a unit is told of its return: every finding as a row, in terms of the workbook that goes back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from attrs import evolve, frozen

from youthstats.layout.formulas import CellAt
from youthstats.model.cellrefs import CellRef
from youthstats.model.findings import Explanation, Finding
from youthstats.model.remarks import Remark
from youthstats.model.returns import Return
from youthstats.wording import say
from youthstats.workbook.writing.frame import Frame

__all__ = ["Telling"]


@frozen
class Telling:
    """The return of one unit, and the forms of the workbook ``file`` in which it goes back."""

    one: Return
    frames: Mapping[str, Frame]
    file: str
    lang: str

    def remark(self, finding: Finding, mark: str) -> Remark:
        """Say one finding in a row."""
        moved = evolve(
            finding,
            cells=tuple(map(self._moved, finding.cells)),
            suspects=tuple(map(self._explained, finding.suspects)),
        )
        cells = self._cells(finding)
        on_form = finding.form in self.frames
        whole = say("remarks.whole_form", self.lang) if on_form else ""
        return Remark(
            mark=mark,
            explanation=finding.explanation or "",
            severity=say(f"severity.{finding.severity.value}", self.lang),
            form=self.frames[str(finding.form)].layout.form.label if on_form else "",
            cells=evolve(finding, cells=cells).addresses(self.lang) if cells else whole,
            wrong=moved.message(self.lang),
            ought=self._ought(moved),
        )

    def left(self, note: Finding) -> Remark:
        """Keep, in a row of its own, an explanation whose finding is gone."""
        return Remark(
            mark=str(note.facts["mark"]),
            explanation=note.explanation or "",
            severity=say("severity.note", self.lang),
            wrong=str(note.facts["wrong"]),
            ought=say("remarks.gone", self.lang),
        )

    def places(self, finding: Finding) -> Iterator[CellAt]:
        """Yield where the cells of a finding stand."""
        for cell in self._cells(finding):
            frame = self.frames[cell.form]
            place = frame.location(None).cell(cell.item, cell.line)
            if place is not None:
                yield frame.sheet, *place

    def target(self, finding: Finding) -> CellAt | None:
        """Return where a row leads: to the first cell of its finding, else to the form."""
        first = next(self.places(finding), None)
        if first is None and finding.form in self.frames:
            frame = self.frames[str(finding.form)]
            return frame.sheet, *frame.first_answer
        return first

    def _cells(self, finding: Finding) -> tuple[CellRef, ...]:
        """Return the cells of this workbook a finding is about.

        One that holds the unit's figure against others, in other files, is about that figure.
        """
        own = [cell for cell in finding.cells if cell.unit == self.one.unit]
        filed = [cell for cell in own if cell.file == self.one.file] or own[:1]
        return tuple(map(self._here, filed))

    def _here(self, cell: CellRef) -> CellRef:
        frame = self.frames[cell.form]
        address = frame.location(None).address(cell.item, cell.line)
        return evolve(cell, file=self.file, sheet=frame.sheet, address=address)

    def _moved(self, cell: CellRef) -> CellRef:
        """Return a cell of the file that came as one of the workbook that goes back."""
        own = (cell.file, cell.unit) == (self.one.file, self.one.unit)
        return self._here(cell) if own else cell

    def _explained(self, explanation: Explanation) -> Explanation:
        suspects = (evolve(one, cell=self._moved(one.cell)) for one in explanation)
        return evolve(explanation, suspects=tuple(suspects))

    def _ought(self, finding: Finding) -> str:
        """Say what it would have to be: what must hold, and the likeliest changes."""
        compared = finding.code == "edit_failure" and finding.sentence != "edit_failure_spread"
        stated = finding.stated(self.lang) if compared else ""
        changes = finding.suspicion(self.lang) if finding.suspects else ""
        return "\n".join(filter(None, (stated, changes)))
