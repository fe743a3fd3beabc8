"""Which of the returns that were read count, and under whose name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import overload

from attrs import evolve, frozen

from youthstats.model.asides import Aside
from youthstats.model.returns import Filed, FileReport, Kept, Record, Return
from youthstats.model.schemes import Scheme
from youthstats.model.units import folded_name
from youthstats.workbook.reading.duplicates import Prefer, Verdict, settle
from youthstats.workbook.reading.growing import Growing, called
from youthstats.workbook.reading.many.store import Shelf
from youthstats.workbook.reading.taking import Taken
from youthstats.workbook.reading.times import times_of
from youthstats.workbook.reading.twins import twins

__all__ = ["Counted", "settled"]


@frozen
class Counted:
    """A return that counts: of which file, which of its ``returns``, under which name.

    ``as_read`` says that it counts just as it was read, ``remarked`` that it came back with remarks.
    ``whole`` is the return itself where it was added to: then it is held.
    """

    file: int
    number: int
    unit: str
    returns: Sequence[Return]
    as_read: bool
    remarked: bool
    whole: Return | None = None

    @classmethod
    def at(cls, place: tuple[int, int], unit: str, taken: Sequence[Taken]) -> Counted:
        """Return the one at a place, of the files that were read: which file, which in it."""
        file, number = place
        source = taken[file]
        head = source.heads[number]
        return cls(file, number, unit, source.returns, head.unit == unit, head.remarked)

    def holding(self, whole: Return) -> Counted:
        """Return it with what it was made by adding to it."""
        return evolve(self, whole=whole, as_read=False, remarked=bool(whole.remarks))

    def bring(self) -> Return:
        """Return the return itself."""
        if self.whole is not None:
            return self.whole
        one = self.returns[self.number]
        return one if one.unit == self.unit else called(one, self.unit)

    def bring_record(self, form: str) -> Record:
        """Return what it holds on a form."""
        if self.whole is None and isinstance(self.returns, Shelf):
            return self.returns.record(self.number, form)
        return self.bring().records[form]


class _Counting(Kept):
    """The returns that count, each brought back when it is asked for."""

    def __init__(self, counted: Sequence[Counted]) -> None:
        self._counted = counted

    @property
    def units(self) -> Sequence[str]:
        return [one.unit for one in self._counted]

    @property
    def remarked(self) -> Iterator[Return]:
        return (one.bring() for one in self._counted if one.remarked)

    def record(self, place: int, form: str) -> Record:
        return self._counted[place].bring_record(form)

    def __len__(self) -> int:
        return len(self._counted)

    @overload
    def __getitem__(self, place: int) -> Return: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Return]: ...
    def __getitem__(self, place: int | slice) -> Return | Sequence[Return]:
        if isinstance(place, slice):
            return _Counting(self._counted[place])
        return self._counted[place].bring()

    def __reduce__(self) -> tuple[type[tuple[Return, ...]], tuple[list[Return]]]:
        """Copy and pickle as the returns themselves: what the file is cannot travel."""
        return tuple, (list(self),)


def settled(
    scheme: Scheme, taken: Sequence[Taken], left: Sequence[FileReport], prefer: Prefer
) -> tuple[Filed, list[Counted]]:
    """Keep one return of each unit, or none where it is not clear which, in report order.

    ``left`` are the reports of files that were not to be read. Returned as well is which return
    each of them is; over an open roster the scheme is one over the units that were met.
    """
    taken = _without_reports(taken)
    roster = Growing(_known(taken)) if scheme.units.is_open else None
    by_unit: dict[str, list[tuple[int, int]]] = {}
    reports = []
    for file, source in enumerate(taken):
        names = [roster.name_of(h, source.report.file) if roster else h.unit for h in source.heads]
        known = not names or source.report.unit == names[-1]
        reports.append(source.report if known else evolve(source.report, unit=names[-1]))
        for number, name in enumerate(names):
            by_unit.setdefault(name, []).append((file, number))
    counted = []
    for unit, places in by_unit.items():
        here = [Counted.at(place, unit, taken) for place in places]
        counted += here if len(here) == 1 else _of_several(here, taken, reports, prefer)
    if roster:
        counted = _with_twins(counted, taken)
        scheme = scheme.met(roster.met.values())
    order = {name: place for place, name in enumerate(scheme.units.names)}
    counted.sort(key=lambda one: order[one.unit])
    kept: Sequence[Return] = _Counting(counted)
    if not any(isinstance(one.returns, Shelf) for one in taken):
        kept = tuple(kept)
    everything = sorted([*reports, *left], key=lambda report: report.file)
    return Filed(scheme, kept, tuple(everything)), counted


def _known(taken: Sequence[Taken]) -> frozenset[str]:
    return frozenset(folded_name(head.unit) for one in taken for head in one.heads)


def _with_twins(counted: Sequence[Counted], taken: Sequence[Taken]) -> list[Counted]:
    """Return the returns that count, with what is said of those that may be of one unit."""
    known = [
        (one.unit, taken[one.file].report.file, taken[one.file].heads[one.number].figures)
        for one in counted
    ]
    told: dict[int, tuple[Aside, ...]] = {}
    for place, aside in twins(known):
        told[place] = (*told.get(place, ()), aside)
    return [
        one if place not in told else _telling(one, told[place])
        for place, one in enumerate(counted)
    ]


def _telling(one: Counted, told: tuple[Aside, ...]) -> Counted:
    whole = one.bring()
    return one.holding(evolve(whole, asides=(*whole.asides, *told)))


def _without_reports(taken: Sequence[Taken]) -> list[Taken]:
    """Set finished reports aside where single returns came too: adding both would count twice."""
    reports = [bool(one.heads) and one.heads[0].consolidated for one in taken]
    if sum(reports) == sum(bool(one.heads) for one in taken):
        return list(taken)
    return [
        Taken(evolve(one.report, status="skipped", reason="file.report_among_returns"))
        if report
        else one
        for one, report in zip(taken, reports, strict=True)
    ]


def _of_several(
    places: Sequence[Counted], taken: Sequence[Taken], reports: list[FileReport], prefer: Prefer
) -> list[Counted]:
    """Return which of a unit's returns counts, if any, and say in ``reports`` why."""
    # How old a return is is asked only where it may decide.
    same = [_dated(one.bring(), taken[one.file].path) for one in places]
    verdicts = settle(same, prefer)
    counted = []
    for place, filed, verdict in zip(places, same, verdicts, strict=True):
        judged = _judged(reports[place.file], verdict)
        if verdict.outweighs(reports[place.file].reason):
            reports[place.file] = judged
        if verdict.counts:
            whole = _with_remarks(filed, same, verdicts)
            whole = _preferred(whole, judged) if verdict.reason else whole
            counted.append(place.holding(whole))
    return counted


def _dated(filed: Return, path: Path | None) -> Return:
    return filed if path is None else evolve(filed, times=times_of(filed, path))


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
