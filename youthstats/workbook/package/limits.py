"""How large a file may be, and the meter that stops the reading of a larger one."""

from __future__ import annotations

from time import monotonic

from attrs import Factory, frozen, mutable

from youthstats.errors import YouthstatsError

__all__ = ["Limits", "Meter", "UnopenableError"]


class UnopenableError(YouthstatsError):
    """A file that cannot be read as a workbook, for whatever reason.

    Attributes: ``reason`` (a key of the wording), ``facts`` (what its sentence needs).
    """

    def __init__(self, reason: str, **facts: object) -> None:
        self.reason = reason
        self.facts = facts
        told = ", ".join(f"{name}={fact}" for name, fact in facts.items())
        super().__init__(f"{reason} ({told})" if told else reason)


@frozen(cache_hash=True)
class Limits:
    """How large a file may be before it is refused; each is named in the message that refuses it.

    ``part_bytes`` and ``inflated_bytes`` are inflated bytes, of one part and of all that are read;
    ``inflation`` is inflated bytes per byte of the file. ``cells`` are those that hold something,
    ``merged`` the cells merges span, ``strings`` the shared texts and ``characters`` those of texts
    kept apart from the cells: shared texts, comments and formulas shared between cells. ``rows``,
    ``columns`` and ``styles`` are Excel's own limits. ``seconds`` are spent on one file at most;
    ``memory_bytes`` bounds the process that reads a format this library cannot read itself.
    """

    file_bytes: int = 50_000_000
    entries: int = 5_000
    part_bytes: int = 100_000_000
    inflated_bytes: int = 200_000_000
    inflation: int = 250
    rows: int = 1_048_576
    columns: int = 16_384
    cells: int = 500_000
    merged: int = 300_000
    strings: int = 500_000
    characters: int = 50_000_000
    styles: int = 65_536
    seconds: int = 30
    memory_bytes: int = 1_000_000_000


@mutable
class Meter:
    """What reading one file has cost so far."""

    limits: Limits
    started: float = Factory(monotonic)
    spent: dict[str, int] = Factory(dict)

    def check(self, setting: str, found: int) -> None:
        """Raise when ``found`` is above the limit."""
        limit = getattr(self.limits, setting)
        if found > limit:
            raise UnopenableError("file.too_large", setting=setting, found=found, limit=limit)

    def charge(self, setting: str, amount: int = 1) -> None:
        """Add to what was spent of a limit."""
        self.spent[setting] = spent = self.spent.get(setting, 0) + amount
        self.check(setting, spent)

    def tick(self) -> None:
        """Raise when the time is over."""
        self.check("seconds", int(monotonic() - self.started))
