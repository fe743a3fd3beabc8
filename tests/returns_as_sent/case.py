"""One line of the tables: what was done to a clean return, and what is expected then."""

from __future__ import annotations

from attrs import field, frozen

from tests.returns_as_sent.book import Change, Maker
from tests.returns_as_sent.expectations import Expectation

__all__ = ["Case"]


def _several(changes: Change | tuple[Change, ...]) -> tuple[Change, ...]:
    return (changes,) if isinstance(changes, Change) else changes


@frozen
class Case:
    """A sentence, the changes it stands for, and what is expected.

    ``unit`` is whose return of 2009 is changed (嘉善县 files 表一 to 表三, 市级 表三 to 表七),
    ``maker`` the program that saves it.
    """

    sentence: str
    changes: tuple[Change, ...] = field(converter=_several)
    expected: Expectation
    unit: str = "嘉善县"
    maker: Maker = "xlsxwriter"
