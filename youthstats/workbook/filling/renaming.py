"""Our sheets beside a template's: another name where theirs has it, in every reference of ours."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence

from attrs import evolve

from youthstats.characters import cut, length
from youthstats.workbook.writing.plan import Cell, Plan

__all__ = ["free_names", "references", "renamed"]

LONGEST_NAME = 31
"""Units of UTF-16 the name of a sheet can have."""

_REFERENCE = re.compile(
    r"""
    "(?:[^"]|"")*"                                                   # a text
    | (?<![\w.\]])'(?P<quoted>(?:[^']|'')+)'!
    | (?<![\w.'\]])(?P<plain>[\w.]+)!
    """,
    re.VERBOSE,
)


def free_names(wanted: Iterable[str], taken: Iterable[str]) -> dict[str, str]:
    """Return a name for every sheet wanted: its own, or one with a number where that is taken.

    Names that differ in case only are one name.
    """
    used = {name.casefold() for name in taken}
    wanted = list(wanted)
    own = {name for name in wanted if name.casefold() not in used}
    used |= {name.casefold() for name in own}
    names: dict[str, str] = {}
    for name in wanted:
        names[name], number = name, 1
        while name not in own and names[name].casefold() in used:
            number += 1
            suffix = f" ({number})"
            names[name] = cut(name, LONGEST_NAME - length(suffix)) + suffix
        used.add(names[name].casefold())
    return names


def references(names: Mapping[str, str]) -> Callable[[str], str]:
    """Return what makes a formula or the target of a link refer to sheets by their new names.

    Names of sheets that are none of ours are the template's, and stay.
    """
    moved = {old.casefold(): new for old, new in names.items() if old != new}

    def replaced(found: re.Match[str]) -> str:
        quoted, plain = found["quoted"], found["plain"]
        old = quoted.replace("''", "'") if quoted else plain
        new = moved.get(old.casefold()) if old else None
        return found[0] if new is None else "'" + new.replace("'", "''") + "'!"

    def follow(text: str) -> str:
        return _REFERENCE.sub(replaced, text) if moved else text

    return follow


def renamed(plans: Sequence[Plan], names: Mapping[str, str]) -> list[Plan]:
    """Return the plans under their new names, with what refers to them."""
    follow = references(names)

    def cell(one: Cell) -> Cell:
        if one.formula is None and one.link is None:
            return one
        formula = None if one.formula is None else follow(one.formula)
        return evolve(one, formula=formula, link=None if one.link is None else follow(one.link))

    return [
        evolve(
            plan,
            name=names[plan.name],
            cells=[cell(one) for one in plan.cells],
            rows=map(cell, plan.rows) if plan.rows else (),
            validations=[
                evolve(one, choices_from=one.choices_from and follow(one.choices_from))
                for one in plan.validations
            ],
        )
        for plan in plans
    ]
