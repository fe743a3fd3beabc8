"""What systems and clerks call a copy of a file: X (1), X - 副本, Copy of X."""

from __future__ import annotations

import re
from pathlib import PurePath

__all__ = ["COPY", "called_a_copy"]

COPY = re.compile(
    r"^(?:复件|副本|copy of)(?:\s*[(（]\d{1,2}[)）])?\s*(?:的\s*)?"
    r"|\s*[(（]\d{1,2}[)）]$"
    r"|\s*[-－—_]\s*(?:副本|复件|copy)(?:\s*[(（]\d{1,2}[)）])?$",
    re.IGNORECASE,
)
"""What stands before or behind the name of the file that was copied."""


def called_a_copy(file: str) -> bool:
    """Tell whether a file is called the copy of another."""
    return COPY.search(PurePath(file).stem) is not None
