"""What localising finds: for every block of failed edits, the explanations and how they came about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal

from attrs import field, frozen

from youthstats.model.findings import Explanation, Finding, Review
from youthstats.wording import say

__all__ = ["Block", "Status", "Suspects"]

Status = Literal["found", "gave_up"]


@frozen
class Block:
    """Failed edits that are explained together, and every smallest explanation, the likeliest first.

    ``findings`` are what the check said of them. ``status`` is ``found`` when there is no smaller
    explanation and no other of the same size; ``gave_up`` when a limit was reached before that was
    known, whether or not ``explanations`` were found. ``tried`` counts the sets of cells looked
    at, by their size.
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
        if self.status == "gave_up":
            tried = say("list.comma", lang).join(
                say("suspect.tried", lang, count=count, size=size)
                for size, count in sorted(self.tried.items())
            )
            lines.append("  " + say("suspect.gave_up", lang, tried=tried or "–"))
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
