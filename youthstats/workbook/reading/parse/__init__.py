"""What stands in a cell, as an answer of an item's type. Never a guess in silence.

Each normalisation leaves a note, a key of the wording; so does whatever cannot be read. A plain
answer has none. The files in the order of the work: ``answers`` and ``phrases`` ask by the item's
kind, ``signs`` folds what only looks different, ``figures``, ``numerals``, ``measures``,
``intervals``, ``shares`` and ``dates`` read, ``number_formats`` and ``shown`` say what a format makes
of a number, ``refusals`` why a text is none; ``parsed`` is what they return.
"""

from youthstats.workbook.reading.parse.answers import parse_answer
from youthstats.workbook.reading.parse.number_formats import shows_plainly
from youthstats.workbook.reading.parse.parsed import FAULTS, NOTES, Parsed
from youthstats.workbook.reading.parse.phrases import parse_phrase
from youthstats.workbook.reading.parse.shown import shown, with_measure

__all__ = [
    "FAULTS",
    "NOTES",
    "Parsed",
    "parse_answer",
    "parse_phrase",
    "shown",
    "shows_plainly",
    "with_measure",
]
