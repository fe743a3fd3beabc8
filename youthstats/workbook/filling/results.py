"""Which results of formulas still stand once other cells were filled."""

from __future__ import annotations

import re

__all__ = ["rests_on_cells"]

_TEXT = re.compile(r'"(?:[^"]|"")*"')
_REFERENCE = re.compile(
    r"""
    [!\[\#']                                      # a sheet, a table, a spilled range
    | \$?[0-9]+\s*:\s*\$?[0-9]+                   # rows
    | (?<![\w.])(?!(?:TRUE|FALSE)\b)(?:[^\W\d]|[$\\])[\w.$\\?]*(?![\w.$\\?(])  # a cell or a name
    | \bINDIRECT\(
    """,
    re.VERBOSE | re.IGNORECASE,
)


def rests_on_cells(formula: str) -> bool:
    """Tell whether what a formula comes to may depend on what stands in any cell."""
    return _REFERENCE.search(_TEXT.sub('""', formula)) is not None
