"""What a unit is told of its return, row by row, and what it answers beside it."""

from __future__ import annotations

from attrs import frozen

__all__ = ["Remark"]


@frozen
class Remark:
    """One row of the sheet 审核意见 of a return that went back, as it is written and read again.

    ``wrong`` says what is wrong, ``ought`` what it would have to be, ``explanation`` is what the
    unit wrote. ``mark`` tells which finding it is about, by its content: see
    :func:`~youthstats.model.marks.marks_of`.
    """

    mark: str
    explanation: str = ""
    number: str = ""
    severity: str = ""
    form: str = ""
    cells: str = ""
    wrong: str = ""
    ought: str = ""

    @property
    def comment(self) -> str:
        """The row as the comment on its cells says it."""
        return "\n".join(filter(None, (f"{self.number}. {self.severity}", self.wrong, self.ought)))
