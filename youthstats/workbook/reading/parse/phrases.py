"""Phrases with figures in them, and what a clerk wrote beside the form's own words.

Words beside them are named in a note. A figure beside them makes every figure of the phrase
unreadable: nobody knows whether 举办（34）次，其中县级（5）次 means 34 or 39.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from attrs import evolve

from youthstats.model.items import Item, Kind
from youthstats.model.phrases import phrase_with_more
from youthstats.model.values import Missing
from youthstats.workbook.package import Cell
from youthstats.workbook.reading.parse.answers import parse_answer
from youthstats.workbook.reading.parse.numerals import NUMERAL, arabic
from youthstats.workbook.reading.parse.parsed import Parsed, unreadable
from youthstats.workbook.reading.parse.signs import LINE, NOTHING, folded

__all__ = ["parse_phrase"]

_WHOLE = re.compile(r"0|[1-9][0-9]{0,14}")
_PLAIN = re.compile(r"[0-9]+(?:\.[0-9]+)?%?")
_FIGURE = re.compile(rf"[0-9]+(?:[.,][0-9]+)*|[{NUMERAL}]{{2,}}")


def parse_phrase(text: str, item: Item, inner: Sequence[Item]) -> dict[str, Parsed] | None:
    """Return the answers to the ``inner`` items that stand in a phrase, by name.

    A figure in a phrase is text by nature: that alone earns no note. ``None`` when the text does
    not follow the item's pattern. The fault of a phrase with further figures is said once.
    """
    found = phrase_with_more(item.pattern or "", text)
    if found is None:
        return None
    slots, more = found
    asked = [part for part in inner if part.name in slots]
    answers = {part.name: _slot(slots[part.name], part) for part in asked}
    further = list(_figures(more))
    if further:
        numeric = [part.name for part in asked if part.kind.numeric]
        answers |= dict.fromkeys(numeric, Parsed(Missing.UNREADABLE))
        said = unreadable("phrase_with_figures", " / ".join(further))
        answers |= dict.fromkeys(numeric[:1], said)
    return answers


def _slot(text: str, item: Item) -> Parsed:
    if item.kind is Kind.COUNT and _WHOLE.fullmatch(text):
        return Parsed(int(text))  # as nearly all are
    if item.kind.numeric:
        plain = folded(text)
        text = plain[1:-1] if plain.startswith("(") and plain.endswith(")") else text
        if item.kind is Kind.COUNT and _WHOLE.fullmatch(text):
            return Parsed(int(text))
    else:
        text = text.strip(LINE + NOTHING)
    parsed = parse_answer(Cell(text), item)
    plainly = parsed.note == "reading.number_as_text" and _PLAIN.fullmatch(text)
    return evolve(parsed, note=None) if plainly else parsed


def _figures(more: Iterable[str]) -> Iterator[str]:
    """Yield the figures among words; 一是, 第二 and 十分 are words."""
    for words in more:
        for run in _FIGURE.findall(folded(words)):
            if run[0].isascii() or (arabic(run) is not None and not _by_digits(run)):
                yield run


def _by_digits(run: str) -> bool:
    """Tell whether a numeral is digits alone, as in 二〇〇九: a year, a name, 三三两两."""
    return not any(scale in run for scale in "十拾百佰千仟万萬亿億廿卅卌")
