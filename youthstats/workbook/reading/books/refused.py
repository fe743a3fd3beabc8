"""What is raised inside reading for a workbook that opens and cannot be taken."""

from __future__ import annotations

from collections.abc import Mapping

from youthstats.errors import YouthstatsError

__all__ = ["RefusedError"]


class RefusedError(YouthstatsError):
    """A workbook that opens and cannot be taken: another scheme, another period, no known unit."""

    def __init__(
        self, reason: str, facts: Mapping[str, object], *, status: str = "unreadable"
    ) -> None:
        self.reason = reason
        self.facts = facts
        self.status = status
        super().__init__(reason)
