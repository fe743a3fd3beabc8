"""What a form may be labelled: its label names a sheet."""

from __future__ import annotations

from youthstats.characters import length, visible
from youthstats.errors import DefinitionError

__all__ = ["LONGEST_LABEL", "check_label"]

LONGEST_LABEL = 20
"""A sheet's name may have 31 characters; this leaves room for what detail sheets add to it."""

RESERVED = frozenset({"history"})
"""Names of sheets that Excel keeps to itself."""


def check_label(id: str, label: str) -> None:
    """Raise :class:`~youthstats.errors.DefinitionError` where the label of a form names no sheet."""
    if not _names_a_sheet(label):
        raise DefinitionError(
            f"form {id}: the label {label!r} names a sheet: up to {LONGEST_LABEL} "
            "characters, all of them visible, none of [ ] : * ? / \\ '; and not History"
        )


def _names_a_sheet(label: str) -> bool:
    plain = label == visible(label) and not set(label) & set("[]:*?/\\'")
    return plain and 0 < length(label) <= LONGEST_LABEL and label.casefold() not in RESERVED
