"""Cells of one line, or of one item, in which the same word breaks formulas: told in one finding.

Where a unit has nothing to report it writes 无 in every cell of a row.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import chain

from attrs import evolve

from youthstats.model.findings import Finding
from youthstats.model.returns import ReadingNote

__all__ = ["in_one_word"]

PLAIN = "formulas_broken_plain"
"""The sentence on a cell that broke formulas and of which nothing else is said."""


def in_one_word(findings: Iterable[Finding]) -> list[Finding]:
    """Return findings on cells that broke formulas, those of one line together, else of one item."""
    lines = _together(list(findings), lambda one: one.line)
    return _together(lines, lambda one: one.cells[0].item)


def _together(findings: list[Finding], same: Callable[[Finding], object]) -> list[Finding]:
    """Return findings, those together whose cells say one word and are of the same line, or item."""
    groups: dict[object, list[Finding]] = {}
    for place, finding in enumerate(findings):
        word = _word(finding)
        key = place if word is None else (word, same(finding))
        groups.setdefault(key, []).append(finding)
    return [group[0] if len(group) == 1 else _joined(group) for group in groups.values()]


def _word(finding: Finding) -> str | None:
    """Return the word that a cell holds alone; ``None`` of an error, and where more is said of it."""
    note = finding.facts.get("why")
    if finding.sentence != PLAIN or not isinstance(note, ReadingNote):
        return None
    word = "".join(note.stood.split())
    return None if word.startswith("#") else word


def _formulas(finding: Finding) -> list[str]:
    found = finding.facts["formulas"]
    return [str(one) for one in found] if isinstance(found, list) else []


def _joined(group: list[Finding]) -> Finding:
    first = group[0]
    formulas = (_formulas(one) for one in group)
    return evolve(
        first,
        line=first.line if len({one.line for one in group}) == 1 else None,
        cells=tuple(chain.from_iterable(one.cells for one in group)),
        facts={
            "word": _word(first),
            "count": len(group),
            "formulas": list(dict.fromkeys(chain.from_iterable(formulas))),
        },
        sentence="formulas_broken_alike",
    )
