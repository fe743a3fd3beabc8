"""What is known of a file beside its records: what else stood there, its age, where copies differ."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from attrs import field, frozen

from youthstats.model.values import Number

__all__ = ["SAYS_NONE", "Apart", "Aside", "Times"]

SAYS_NONE = "list_said_empty"
"""The aside on a list that was filed and has no entries: it says that there is nothing to list."""


@frozen
class Aside:
    """What a workbook held beside its answers, or what is odd about where they stood.

    ``code`` is that of the finding the check makes of it, ``severity`` the name of its severity;
    ``facts`` fill its sentence. ``sheet`` and ``form`` are ``None`` where it concerns neither. Of a row
    that the form has not ``held`` are the figures, by the columns they stand in.
    """

    code: str
    severity: str
    form: str | None = None
    sheet: str | None = None
    facts: Mapping[str, object] = field(factory=dict, hash=False)
    held: Mapping[int, Number] = field(factory=dict, hash=False)


@frozen
class Times:
    """What one file says of its age; ``None`` where it says nothing.

    ``saved`` is the last save, as the program wrote it into the file; ``reported`` the 报出日期
    in the foot of a form; ``stored`` when the file last changed on this disk.
    """

    file: str = ""
    saved: datetime | None = None
    reported: date | None = None
    stored: datetime | None = None


@frozen
class Apart:
    """Where two returns of one unit differ: the cells of the one that say otherwise in the other.

    A form that only one of them has is one place, by its label. None at all where cells that
    nobody could read keep them from being the same.
    """

    places: tuple[str, ...]
