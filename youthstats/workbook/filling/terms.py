"""What is asked of a template's cells, and what is said of the workbook that came of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from attrs import frozen

from youthstats.layout.formulas import CellAt
from youthstats.wording import say
from youthstats.workbook.writing.fitting import Loss
from youthstats.workbook.writing.plan import Content

__all__ = ["Filling", "Lost", "Outcome", "Reason"]

Reason = Literal["signature", "shared_editing"]
"""Why something of a template is not in the workbook made of it."""


@frozen
class Filling:
    """What to put into one cell of a template; ``None`` empties it.

    A cell with a formula keeps it, and the value stands beside it as its result, unless it is to be
    ``instead`` of the formula. ``formula`` is written where the cell has none of its own. A text to
    be shown ``whole`` is broken into lines where the cell is narrow, and its row made as tall. A number
    that is ``about`` right is marked as one that is approximate itself.
    """

    value: Content
    formula: str | None = None
    instead: bool = False
    whole: bool = False
    about: bool = False


@frozen
class Lost:
    """A part of the template's package that could not be kept."""

    part: str
    reason: Reason

    def sentence(self, lang: str) -> str:
        """Say in words what was lost."""
        return say(f"lost.{self.reason}", lang, part=self.part)


@frozen
class Outcome:
    """A workbook that was made of a template.

    ``sheets`` are the names our sheets got, by the names they were planned under; ``losses`` what
    cells could not hold as it is, and ``remarks`` what a cell of ours would say of that in a comment:
    the template's cells are given none. ``lost`` is what of the template is not in the workbook;
    ``names_left_out`` are our defined names that mean something in the template already.

    Of the template's parts ``changed`` and ``lost`` are all that do not stand in the workbook byte for
    byte (and ``calcChain``, the order of the last calculation, which is nobody's).
    """

    sheets: Mapping[str, str]
    losses: tuple[Loss, ...]
    remarks: Mapping[CellAt, str]
    lost: tuple[Lost, ...]
    names_left_out: tuple[str, ...]
    changed: frozenset[str]
