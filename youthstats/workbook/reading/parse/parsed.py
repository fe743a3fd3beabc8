"""An answer as it was read, and all that can be said of how."""

from __future__ import annotations

from attrs import frozen

from youthstats.model.values import Missing, Value

__all__ = ["BLANK", "FAULTS", "NOTES", "NOT_APPLICABLE", "Parsed", "unreadable"]

NOTES = (
    "reading.number_as_text",
    "reading.with_measure",
    "reading.scaled",
    "reading.chinese_numeral",
    "reading.approximate",
    "reading.below_half",
    "reading.brackets_as_minus",
    "reading.share_without_percent",
    "reading.share_as_fraction",
    "reading.share_as_beside",
    "reading.share_small",
    "reading.date_as_text",
    "reading.date_as_digits",
    "reading.date_as_serial",
    "reading.date_of_month",
    "reading.month_for_day",
    "reading.number_for_words",
    "reading.serial_for_words",
    "reading.phrase_with_more",
)
"""Notes on answers that were read, and how."""

FAULTS = (
    "reading.annotated",
    "reading.brackets",
    "reading.date_ambiguous",
    "reading.date_in_number",
    "reading.date_without_day",
    "reading.date_without_year",
    "reading.digits_lost",
    "reading.error_value",
    "reading.format_not_understood",
    "reading.formula_without_value",
    "reading.letters_for_digits",
    "reading.no_such_date",
    "reading.not_a_date",
    "reading.not_a_number",
    "reading.not_whole",
    "reading.one_or_dash",
    "reading.one_sided",
    "reading.percent_in_number",
    "reading.phrase_with_figures",
    "reading.range",
    "reading.scale_ambiguous",
    "reading.scale_without_measure",
    "reading.scientific",
    "reading.separators",
    "reading.share_ambiguous",
    "reading.spaced_digits",
    "reading.stray_signs",
    "reading.truth_value",
    "reading.two_numbers",
    "reading.vague",
    "reading.wrong_measure",
)
"""Notes on answers that could not be read, and why."""


@frozen
class Parsed:
    """An answer, the ``note`` on how it was read, and the ``suggestion`` that the note names.

    For an unreadable answer that is the likely reading, or the several between which nobody can
    tell; for a phrase the words that are not the form's.
    """

    value: Value
    note: str | None = None
    suggestion: str | None = None


BLANK = Parsed(Missing.BLANK)
NOT_APPLICABLE = Parsed(Missing.NOT_APPLICABLE)


def unreadable(fault: str, suggestion: str | None = None) -> Parsed:
    """Return an answer nobody can read, and why."""
    return Parsed(Missing.UNREADABLE, f"reading.{fault}", suggestion)
