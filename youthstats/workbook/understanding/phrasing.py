"""Sentences with places to fill in, as patterns: ``举办（  ）次，培训（  ）人``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from attrs import frozen

from youthstats.model.items import Item, Kind
from youthstats.workbook.understanding.canvas import Square
from youthstats.workbook.understanding.kinds import asked
from youthstats.workbook.understanding.naming import distinct, word

__all__ = ["has_gaps", "phrase_items"]

_GAP = re.compile(
    r"(?<=[（(])[\s_＿]*(?=[）)])|[_＿]{2,}|[\u3000 ]{2,}|(?<=[：:])[\u3000 ]*(?=[;；\n]|$)"
)
_STOPS = re.compile(r"[，,、。；;：:（）()\s]+")
_AFTER = re.compile(r"[）)]?\s*(?P<measure>[^\W\d]{1,2})(?=$|[\s，,、。；;：:（(])")


@frozen
class _Gap:
    """A place to fill in: where it is in the text, the words before it, the measure after it."""

    start: int
    end: int
    words: str
    measure: str


def has_gaps(text: str) -> bool:
    """Tell whether a text has places to fill in."""
    return any(True for _ in _gaps(text))


def _gaps(text: str) -> Iterator[_Gap]:
    last = 0
    for found in _GAP.finditer(text):
        pieces = [piece for piece in _STOPS.split(text[last : found.start()]) if piece]
        after = _AFTER.match(text[found.end() :])
        yield _Gap(
            found.start(),
            found.end(),
            pieces[-1] if pieces else "",
            after["measure"] if after else "",
        )
        last = found.end() + (after.end() if after else 0)


def phrase_items(text: str, whole: Item) -> tuple[Item, ...]:
    """Return the phrase that a text with gaps asks for as ``whole``, and the items inside it."""
    gaps = list(_gaps(text))
    names = distinct(f"{whole.name}_{word([gap.words])}" for gap in gaps)
    pattern, last = "", 0
    for gap, name in zip(gaps, names, strict=True):
        pattern += _literal(text[last : gap.start]) + "{" + name + "}"
        last = gap.end
    pattern += _literal(text[last:])
    parts = [_part(gap, name, whole.name) for gap, name in zip(gaps, names, strict=True)]
    phrase = Item(
        whole.name,
        Kind.PHRASE,
        whole.label,
        whole.under,
        pattern=pattern,
        headed=whole.headed,
        side=whole.side,
        spans=whole.spans,
    )
    return (phrase, *parts)


def _literal(text: str) -> str:
    return re.sub(r"[\[\]{}]", "", text)


def _part(gap: _Gap, name: str, whole: str) -> Item:
    label = gap.words or whole
    what = asked(Square(), [label], gap.measure)
    guess = Kind.COUNT if gap.measure else Kind.TEXT
    kind = what.kind if what.sure else guess
    shown = f"{label}（{gap.measure}）" if gap.measure else label
    adds = what.adds or not kind.additive
    return Item(name, kind, shown, measure=gap.measure, within=whole, adds=adds)
