"""What a form may be labelled: its label names a sheet."""

from __future__ import annotations

from youthstats.characters import length, visible

__all__ = ["LONGEST_LABEL", "names_a_sheet"]

LONGEST_LABEL = 20
"""A sheet's name may have 31 characters; this leaves room for what detail sheets add to it."""

RESERVED = frozenset({"history"})
"""Names of sheets that Excel keeps to itself."""


def names_a_sheet(label: str) -> bool:
    """Tell whether a label can name a sheet, and those named after it."""
    plain = label == visible(label) and not set(label) & set("[]:*?/\\'")
    return plain and 0 < length(label) <= LONGEST_LABEL and label.casefold() not in RESERVED
