"""What a unit is told of its return: every finding as a row, in terms of the workbook that goes back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

from attrs import evolve, frozen

from youthstats.layout.formulas import CellAt
from youthstats.model.cellrefs import CellRef
from youthstats.model.edits import Severity
from youthstats.model.findings import Explanation, Finding
from youthstats.model.remarks import Remark
from youthstats.model.returns import Return
from youthstats.model.schemes import Scheme
from youthstats.wording import say
from youthstats.workbook.writing.as_filed import note_on_cells, unread_under
from youthstats.workbook.writing.frame import Frame
from youthstats.workbook.writing.template import return_frames

__all__ = ["Telling"]


@frozen(slots=False)
class Telling:
    """The return of one unit, and the forms of the workbook ``file`` in which it goes back."""

    one: Return
    scheme: Scheme
    file: str
    lang: str

    @cached_property
    def frames(self) -> Mapping[str, Frame]:
        """The forms, as they are laid out afresh."""
        frames = return_frames(self.scheme, self.one.unit, self.one.records, lang=self.lang)
        return {frame.layout.form.id: frame for frame in frames}

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
            severity=evolve(finding, severity=self.weight(finding)).standing(self.lang),
            form=self.frames[str(finding.form)].layout.form.label if on_form else "",
            cells=evolve(finding, cells=cells).addresses(self.lang) if cells else whole,
            wrong=moved.message(self.lang) + self._as_filed(finding),
            ought=self._ought(moved) if self.asks(finding) else self._elsewhere(moved),
        )

    def _as_filed(self, finding: Finding) -> str:
        """Say of cells that a sentence names in passing that they are those of the file that came."""
        note = note_on_cells(finding, self.one.file, self.lang)
        return note if note and self._laid_out_anew(finding.form) else ""

    def _laid_out_anew(self, form: str | None) -> bool:
        """Tell whether answers of a form, or of any, have other cells than in the file that came."""
        for id in self.frames if form is None else {form} & self.frames.keys():
            came, here = self.one.locations.get(id), self.frames[id].location(None)
            if came is None:
                continue
            for name, line, _ in self.one.records[id]:
                stood = came.address(name, line)
                if stood is not None and stood != here.address(name, line):
                    return True
        return False

    def weight(self, finding: Finding) -> Severity:
        """Return how much a finding weighs for the unit: what asks nothing of it informs."""
        return finding.severity if self.asks(finding) else Severity.NOTE

    def asks(self, finding: Finding) -> bool:
        """Tell whether a finding asks something of the unit.

        A published figure does not that differs from the unit's, while all suspects are elsewhere:
        who printed it has to mend it.
        """
        suspects = [one for explanation in finding.suspects for one in explanation]
        printed = finding.code == "published_difference" and suspects
        return not printed or any(map(self._own, (one.cell for one in suspects)))

    def left(self, note: Finding) -> Remark:
        """Keep, in a row of its own, an explanation whose finding is gone."""
        mark = str(note.facts["mark"])
        return Remark(
            mark=mark,
            explanation=note.explanation or "",
            severity=say("severity.note", self.lang),
            wrong=str(note.facts["wrong"]),
            ought=say("remarks.gone" if mark else "remarks.unmarked", self.lang),
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
        told = finding.cells or unread_under(finding, self.one)
        own = [cell for cell in told if cell.unit == self.one.unit]
        filed = [cell for cell in own if cell.file == self.one.file] or own[:1]
        return tuple(map(self._here, filed))

    def _here(self, cell: CellRef) -> CellRef:
        frame = self.frames[cell.form]
        address = frame.location(None).address(cell.item, cell.line)
        return evolve(cell, file=self.file, sheet=frame.sheet, address=address)

    def _moved(self, cell: CellRef) -> CellRef:
        """Return a cell of the file that came as one of the workbook that goes back."""
        return self._here(cell) if self._own(cell) else cell

    def _own(self, cell: CellRef) -> bool:
        return (cell.file, cell.unit) == (self.one.file, self.one.unit)

    def _explained(self, explanation: Explanation) -> Explanation:
        suspects = (evolve(one, cell=self._moved(one.cell)) for one in explanation)
        return evolve(explanation, suspects=tuple(suspects))

    def _ought(self, finding: Finding) -> str:
        """Say what it would have to be: what must hold, and the likeliest changes."""
        compared = finding.code == "edit_failure" and finding.sentence != "edit_failure_spread"
        stated = finding.stated(self.lang) if compared else ""
        changes = finding.suspicion(self.lang, self.file) if finding.suspects else ""
        return "\n".join(filter(None, (stated, changes)))

    def _elsewhere(self, finding: Finding) -> str:
        """Say where the figure stands that is in doubt, and what if it is right nonetheless."""
        return "\n".join(
            (say("remarks.elsewhere", self.lang), finding.suspicion(self.lang, self.file))
        )
