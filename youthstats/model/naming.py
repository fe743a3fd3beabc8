"""Whose file it is that was not taken, by what it says or by its name."""

from __future__ import annotations

from pathlib import PurePath

from youthstats.model.returns import FileReport
from youthstats.model.schemes import Scheme

__all__ = ["unit_of_file"]

NO_RETURNS = frozenset({"file.lock", "file.of_the_system"})
"""Reasons of files that nobody filed, whatever they are called."""


def unit_of_file(report: FileReport, scheme: Scheme) -> str | None:
    """Return the unit of a file, or the only one that its name mentions; ``None`` for neither."""
    if report.unit is not None or report.reason in NO_RETURNS:
        return report.unit
    mentioned = scheme.units.mentioned(PurePath(report.file).stem)
    return mentioned[0].name if len(mentioned) == 1 else None
