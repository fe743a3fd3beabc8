"""The core properties part (ECMA-376 part 2, § 8): when the workbook was last saved."""

from __future__ import annotations

from datetime import datetime

from youthstats.workbook.package.limits import UnopenableError
from youthstats.workbook.package.ooxml.parts import Parts

__all__ = ["saved_in"]

_TERMS = ("http://purl.org/dc/terms/",)


def saved_in(parts: Parts) -> datetime | None:
    """Return the time of the last save that the program wrote; ``None`` where it cannot be told.

    A time without its zone may be off by a day, so it tells nothing. Properties that cannot be
    read do not make the figures unreadable.
    """
    said: list[str] = []
    try:
        name = dict(parts.relations().values()).get("core-properties", "")
        if name not in parts:
            return None
        parts.part(name).each({"modified": lambda at: said.append(at.text or "")}, _TERMS)
        saved = datetime.fromisoformat(said[0].strip()) if len(said) == 1 else None
    except (UnopenableError, ValueError):
        return None
    return saved if saved is not None and saved.tzinfo is not None else None
