"""The totals as returns of the consolidated workbook, each made when it is asked for."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from youthstats.consolidate import Totals
from youthstats.model.returns import Filed, FileReport, Kept, Record, Return
from youthstats.workbook.writing.report import FormReport, Marks

__all__ = ["as_filed"]


def as_filed(totals: Totals, path: str | os.PathLike[str], *, lang: str = "zh") -> Filed:
    """Return the totals as returns, each with its place in the consolidated workbook at ``path``."""
    reports = FormReport.of_all(totals, Marks(), lang=lang)
    units = [
        unit
        for unit in totals.scheme.units.names
        if any(_stands(report, unit) for report in reports.values())
    ]
    file = Path(path).name
    told = tuple(FileReport(file, unit, "read") for unit in units)
    return Filed(totals.scheme, _Computed(reports, units, file), told)


def _stands(report: FormReport, unit: str) -> bool:
    return unit in report.totals.records and report.place(unit)[0] is not None


class _Computed(Kept):
    """One return a unit: its own records, or sums over those under it."""

    def __init__(self, reports: Mapping[str, FormReport], units: Sequence[str], file: str) -> None:
        self._reports, self._units, self._file = reports, units, file
        self._places = {unit: place for place, unit in enumerate(units)}

    @property
    def units(self) -> Sequence[str]:
        return self._units

    @property
    def remarked(self) -> Iterable[Return]:
        return ()

    def place(self, unit: str) -> int | None:
        return self._places.get(unit)

    def record(self, place: int, form: str) -> Record:
        return self._reports[form].totals.records[self._units[place]]

    def __len__(self) -> int:
        return len(self._units)

    def bring(self, place: int) -> Return:
        unit = self._units[place]
        shown = {id: one for id, one in self._reports.items() if _stands(one, unit)}
        records = {id: report.totals.records[unit] for id, report in shown.items()}
        found = ((id, report.location(unit)) for id, report in shown.items())
        locations = {id: location for id, location in found if location is not None}
        return Return(unit, records, self._file, "", locations, consolidated=True)
