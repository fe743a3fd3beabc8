"""A worked example: a template drawn from grids, and what is to be understood of it."""

from __future__ import annotations

from textwrap import dedent

from attrs import frozen

from tests.workbook.understanding.drawing import Drawn

__all__ = ["Case", "case"]


@frozen
class Case:
    """A template by its sheets, and the lines that :func:`~telling.told` says of it."""

    name: str
    sheets: tuple[Drawn | str, ...]
    told: str

    def __str__(self) -> str:
        return self.name


def case(name: str, *sheets: Drawn | str, told: str) -> Case:
    """Return a case whose expectation may be indented as the code around it is."""
    return Case(name, sheets, dedent(told).strip("\n"))
