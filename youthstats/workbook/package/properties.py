"""What a package says of itself beside its sheets (ECMA-376 part 2, § 11): when it was last saved."""

from __future__ import annotations

from datetime import datetime

from youthstats.workbook.package.limits import UnopenableError
from youthstats.workbook.package.ooxml.parts import Parts

__all__ = ["saved_in"]


def saved_in(parts: Parts) -> datetime | None:
    """Return when a program last saved the workbook, as it says in the core properties.

    ``None`` where it cannot be told: a time without its zone may be off by a day. Properties that
    cannot be read do not make the figures unreadable.
    """
    said: list[str] = []
    try:
        part = parts.part(parts.of_kind("core-properties", parts.relations()))
        part.each({"modified": lambda at: said.append(at.text or "")})
        saved = datetime.fromisoformat(said[0].strip()) if len(said) == 1 else None
    except (UnopenableError, ValueError):
        return None
    return saved if saved is not None and saved.tzinfo is not None else None
