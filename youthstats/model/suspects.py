"""What localising and repairing yield: blocks with explanations, deductions, amendments."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal

from attrs import evolve, field, frozen

from youthstats.model.cellrefs import CellRef
from youthstats.model.findings import Explanation, Finding, Review
from youthstats.model.forms import Line
from youthstats.model.returns import Filed
from youthstats.model.values import Value
from youthstats.wording import say

__all__ = ["Amended", "Amendment", "Block", "Coverage", "Deduction", "Status", "Suspects"]

Status = Literal["found", "ties", "gave_up", "impossible"]


@frozen
class Block:
    """Failed edits that are explained together, and the smallest explanations, the likeliest first.

    ``findings`` are what the check said of them. ``status`` is ``found`` when there is no smaller
    explanation and no other of the same size; ``ties`` when nothing is smaller and others of the
    same size may exist; ``gave_up`` when a limit was reached before that was known, whether or not
    ``explanations`` were found; ``impossible`` when no figures at all, but for trusted ones, let
    the edits hold. ``tried`` counts the sets of cells looked at that touch these edits, by their size.
    """

    findings: tuple[Finding, ...]
    explanations: tuple[Explanation, ...]
    status: Status = "found"
    tried: Mapping[int, int] = field(factory=dict, hash=False)

    def shown(self, lang: str = "zh") -> str:
        """Return the block in lines: its edits, its explanations, or what was tried in vain."""
        rules = dict.fromkeys(f"{one.unit} {one.rule}" for one in self.findings)
        lines = [say("list.comma", lang).join(rules)]
        lines += [f"  {one.rank}. {one.shown(lang)}" for one in self.explanations]
        if self.status != "found":
            tried = say("list.comma", lang).join(
                say("suspect.tried", lang, count=count, size=size)
                for size, count in sorted(self.tried.items())
            )
            lines.append("  " + say(f"suspect.{self.status}", lang, tried=tried or "–"))
        return "\n".join(lines)


@frozen
class Suspects:
    """All blocks of a review, and the review itself with the explanations in its findings."""

    review: Review
    blocks: tuple[Block, ...]

    def __iter__(self) -> Iterator[Block]:
        return iter(self.blocks)

    def __len__(self) -> int:
        return len(self.blocks)

    def __str__(self) -> str:
        """The blocks in Chinese; ``block.shown("en")`` gives one in English."""
        return "\n".join(block.shown() for block in self.blocks)


@frozen
class Deduction:
    """A missing figure and what the edits say it is: ``to``, or ``None`` where they leave it open.

    ``rules`` are the edits that bear on it, ``freedom`` how many of the figures they link could
    still be chosen.
    """

    cell: CellRef
    to: Value | None
    rules: tuple[str, ...] = ()
    freedom: int = 0

    def shown(self, lang: str = "zh") -> str:
        """Return the figure, or why it is not determined."""
        place = self.cell.spot or self.cell.named(lang)
        rules = say("list.comma", lang).join(self.rules)
        if self.to is not None:
            new = evolve(self.cell, value=self.to).shown(lang)
            return say("deduction.determined", lang, place=place, new=new, rules=rules)
        key = "open" if self.rules else "untouched"
        return say(f"deduction.{key}", lang, place=place, rules=rules, freedom=self.freedom)


@frozen
class Amendment:
    """One figure changed on purpose: the cell with what stood there, what it says now, and why."""

    cell: CellRef
    to: Value
    why: str


@frozen
class Amended:
    """What was filed, amended, and the log: given to ``amend`` with what was filed it replays."""

    filed: Filed
    log: tuple[Amendment, ...]


Degree = Literal["exact", "rounded", "bounded", "none"]


@frozen
class Coverage:
    """How far the hard edits check one answer of a return.

    ``degree``: ``exact``, any change of it breaks a balance; ``rounded``, it shows in a share, as
    far as that is precise; ``bounded``, only a change beyond an inequality or a condition shows;
    ``none``, arithmetic alone says nothing of it. ``rules`` are the edits it stands in, ``bases``
    the items it is checked over that may be left blank: where they are, it is checked only as far
    as some base has to fit. ``over_units`` says that in a report that lists its units a total
    checks it exactly.
    """

    form: str
    item: str
    line: Line
    degree: Degree
    rules: tuple[str, ...] = ()
    over_units: bool = False
    bases: tuple[str, ...] = ()
