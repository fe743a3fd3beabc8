"""Which of the returns that were read count, and under whose name."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path

from attrs import evolve

from youthstats.kept import FEW, Brought
from youthstats.model.asides import Aside
from youthstats.model.returns import Filed, FileReport, Return
from youthstats.model.schemes import Scheme
from youthstats.model.units import Hierarchy, folded_name
from youthstats.workbook.reading.counting import Counting, Heads, Source
from youthstats.workbook.reading.duplicates import Prefer, Verdict, settle
from youthstats.workbook.reading.growing import Growing
from youthstats.workbook.reading.taking import Taken
from youthstats.workbook.reading.times import times_of
from youthstats.workbook.reading.twins import twins

__all__ = ["settled"]


def settled(
    scheme: Scheme,
    taken: Sequence[Taken],
    left: Sequence[FileReport],
    prefer: Prefer,
    source: Source | None = None,
) -> tuple[Filed, Counting]:
    """Keep one return of each unit, or none where it is not clear which, in report order.

    ``left`` are the reports of files that were not to be read; ``source`` gives the returns of a file
    where ``taken`` does not hold them. Over an open roster the scheme is one over the units met.
    """
    run = _Run(taken, source, scheme.units)
    roster = Growing(run.known) if scheme.units.is_open else None
    run.name(roster)
    if roster:
        scheme = scheme.met(roster.met.values())
    order = scheme.units.place
    counted: list[int] = []
    wholes: dict[int, Return] = {}
    ranked = sorted(run.counting, key=lambda head: order(run.heads.units[head]))
    for _, heads in groupby(ranked, key=run.heads.units.__getitem__):
        first, *others = heads
        if others:
            chosen = run.of_several([first, *others], prefer)
            wholes.update(chosen)
            counted += chosen
        else:
            counted.append(first)
    if roster:
        wholes.update(run.with_twins(counted, wholes))
    counting = Counting(run.heads, run.source, scheme.units, counted, wholes)
    kept: Sequence[Return] = tuple(counting) if source is None else counting
    return Filed(scheme, kept, run.reports(left)), counting


class _Run:
    """What was read in a run, and what became of each file since."""

    def __init__(self, taken: Sequence[Taken], source: Source | None, units: Hierarchy) -> None:
        self.taken = taken
        self.source: Source = source or (lambda file: taken[file].returns)
        self._units = units
        self.heads = Heads()
        self.counting = array("l")
        self._names: list[str] = []
        self._changed: dict[int, FileReport] = {}
        self._apart = _reports_among_returns(taken)

    @property
    def known(self) -> frozenset[str]:
        """The folded names of all units, as each file has it."""
        return frozenset(
            folded_name(head.unit)
            for file, one in enumerate(self.taken)
            if file not in self._apart
            for head in one.heads
        )

    def name(self, roster: Growing | None) -> None:
        """Note every return that was read under the name by which it counts."""
        for file, one in enumerate(self.taken):
            self._names.append(one.report.file)
            unit = one.report.unit
            for number, head in enumerate(one.heads):
                apart = file in self._apart
                unit = roster.name_of(head, one.report.file) if roster and not apart else head.unit
                if not apart:
                    self.counting.append(len(self.heads))
                own = unit == head.unit
                name = self._units[unit].name if unit in self._units else unit  # held once
                self.heads.add(name, file, number, as_read=own, remarked=head.remarked)
            if file in self._apart:
                reason = "file.report_among_returns"
                self._changed[file] = evolve(one.report, status="skipped", reason=reason)
            elif unit != one.report.unit:
                self._changed[file] = evolve(one.report, unit=unit)

    def report(self, file: int) -> FileReport:
        """Return what became of a file."""
        return self._changed.get(file) or self.taken[file].report

    def of_several(self, heads: Sequence[int], prefer: Prefer) -> dict[int, Return]:
        """Return which of a unit's returns counts, if any, and note of their files why."""
        # How old a return is is asked only where it may decide.
        same = [self._dated(head) for head in heads]
        verdicts = settle(same, prefer)
        counted = {}
        for head, filed, verdict in zip(heads, same, verdicts, strict=True):
            file = self.heads.files[head]
            before = self.report(file)
            judged = _judged(before, verdict)
            if verdict.outweighs(before.reason):
                self._changed[file] = judged
            if verdict.counts:
                whole = _with_remarks(filed, same, verdicts)
                counted[head] = _preferred(whole, judged) if verdict.reason else whole
        return counted

    def with_twins(
        self, counted: Sequence[int], wholes: Mapping[int, Return]
    ) -> Iterator[tuple[int, Return]]:
        """Yield the returns that may be of one unit, each with the word that it may."""
        known = [(self.heads.units[head], *self._told(head)) for head in counted]
        told: dict[int, tuple[Aside, ...]] = {}
        for place, aside in twins(known):
            told[place] = (*told.get(place, ()), aside)
        for place, asides in told.items():
            head = counted[place]
            whole = wholes.get(head) or self.heads.bring(head, self.source)
            yield head, evolve(whole, asides=(*whole.asides, *asides))

    def reports(self, left: Sequence[FileReport]) -> Sequence[FileReport]:
        """Return what became of every file, by their names."""
        names = [*self._names, *(one.file for one in left)]
        order = sorted(range(len(names)), key=names.__getitem__)
        reports = _Reports(self.taken, self._changed, left, array("l", order))
        return tuple(reports) if len(reports) <= FEW else reports

    def _dated(self, head: int) -> Return:
        filed, where = self.heads.bring(head, self.source), self.taken[self.heads.files[head]].where
        return evolve(filed, times=times_of(filed, Path(where))) if where else filed

    def _told(self, head: int) -> tuple[str, str]:
        """Return the file of a return, and what stands for its figures."""
        one = self.taken[self.heads.files[head]]
        return one.report.file, one.heads[self.heads.numbers[head]].figures


class _Reports(Brought[FileReport]):
    """Reports in an order of their own, of which only those are held that were changed."""

    def __init__(
        self,
        taken: Sequence[Taken],
        changed: Mapping[int, FileReport],
        left: Sequence[FileReport],
        order: array[int],
    ) -> None:
        self._taken, self._changed, self._left, self._order = taken, changed, left, order

    def __len__(self) -> int:
        return len(self._order)

    def bring(self, place: int) -> FileReport:
        file = self._order[place]
        if file >= len(self._taken):
            return self._left[file - len(self._taken)]
        return self._changed.get(file) or self._taken[file].report

    def part(self, places: range) -> _Reports:
        order = array("l", (self._order[place] for place in places))
        return _Reports(self._taken, self._changed, self._left, order)


def _reports_among_returns(taken: Sequence[Taken]) -> frozenset[int]:
    """Return the finished reports among single returns: adding both would count twice."""
    reports, others = set(), 0
    for file, one in enumerate(taken):
        if one.heads and one.heads[0].consolidated:
            reports.add(file)
        else:
            others += bool(one.heads)
    return frozenset(reports if others else ())


def _judged(report: FileReport, verdict: Verdict) -> FileReport:
    status = "read" if verdict.counts else "duplicate"
    return evolve(report, status=status, reason=verdict.reason, facts=verdict.facts)


def _with_remarks(filed: Return, same: Sequence[Return], verdicts: Sequence[Verdict]) -> Return:
    """Return a return with what was explained in its copies: it may have come back unchanged."""
    copies = [one for one, other in zip(same, verdicts, strict=True) if other.repeats]
    rows = (row for one in (filed, *copies) for row in one.remarks)
    return evolve(filed, remarks=tuple(dict.fromkeys(rows)))


def _preferred(filed: Return, report: FileReport) -> Return:
    """Return a return with the word that it counts and others do not.

    What is proved is a note; what a rule says is to be confirmed.
    """
    proved = report.reason == "file.came_back"
    code, severity = ("return_came_back", "note") if proved else ("duplicate_settled", "soft")
    told = Aside(code, severity, facts={"why": report})
    return evolve(filed, asides=(*filed.asides, told))
