"""How a form was found on a sheet, and what its labels said there."""

from __future__ import annotations

from attrs import frozen

__all__ = ["Matching", "Reworded"]


@frozen
class Reworded:
    """A label of the form and the text on the sheet, at ``address``, that was taken for it.

    ``how`` it differs: in its ``spelling`` (its unit of measure or number left out), by a ``slip``
    of the pen, in being ``longer``, or in its ``measure``; or it stands there ``instead``, and was not.
    """

    label: str
    stood: str
    address: str
    how: str

    @property
    def put(self) -> str:
        """The two in a line: ``G4 “提供岗位数” → “提供见习岗位个数”``."""
        return f"{self.address} “{self.stood}” → “{self.label}”"


@frozen
class Matching:
    """How a form was found on a sheet: by the template's defined names, or by its labels.

    ``absent`` are labels that are not there, so the answers under them could not be read, and
    ``instead`` what stands in the places of some of them;
    ``doubtful`` ones may stand in several places, which are named with them; ``absent_units`` have
    no line on a consolidated sheet. ``reworded`` labels were found under another spelling;
    ``other_measure`` ones give another unit of measure, and no figure under them was read.
    """

    form: str
    sheet: str
    how: str
    absent: tuple[str, ...] = ()
    doubtful: tuple[str, ...] = ()
    absent_units: tuple[str, ...] = ()
    reworded: tuple[Reworded, ...] = ()
    other_measure: tuple[Reworded, ...] = ()
    instead: tuple[Reworded, ...] = ()

    @property
    def missed(self) -> tuple[str | Reworded, ...]:
        """The labels that are not there, with what stands in their places where that is known."""
        told = {one.label: one for one in self.instead}
        return tuple(told.get(label, label) for label in self.absent)

    @property
    def complete(self) -> bool:
        """Whether every answer has a place on the sheet."""
        return not (self.absent or self.doubtful)
