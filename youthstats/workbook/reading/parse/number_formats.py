"""Number formats, taken apart: what each section puts before and behind a number, and its scale.

What a clerk sees is not always what the cell holds: 277010 under ``0!.0,"万"`` shows 27.7万. A format
is understood where it shows the number itself in one piece, or as a percentage, or scaled as its
words say, with words behind it or none. What any other shows is not guessed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from operator import eq, ge, gt, le, lt, ne

from attrs import frozen

from youthstats.workbook.reading.parse.signs import folded

__all__ = ["Section", "section_of", "shows_plainly"]

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?|[\\!](?P<escaped>.?)|\[(?P<bracketed>[^\]]*)\]?|(?P<gap>[_*].?)'
    r"|(?P<general>General|G/(?:通用格式|標準)|@)"
    r"|(?P<number>[0#?][0#?,]*(?:\.[0#?]*,*)?(?:E[-+][0#?]+)?(?:/[0-9#?]+)?|\.[0#?]+,*)"
    r"|(?P<percent>%)|(?P<next>;)|(?P<bare>.)",
    re.DOTALL | re.IGNORECASE,
)
_CONDITION = re.compile(r"(?P<sign><>|[<>]=?|=)\s*(?P<limit>-?[0-9]+(?:\.[0-9]+)?)")
_COMPARE: Mapping[str, Callable[[int | Decimal, Decimal], bool]] = {
    "<": lt,
    "<=": le,
    "=": eq,
    "<>": ne,
    ">=": ge,
    ">": gt,
}
_FIXED = re.compile(r"(?:#,##)?0(?:\.0+)?")
_ZEROS = re.compile(r"0\.(0+)")
_NEUTRAL = re.compile(r"人民币|RMB|CNY|[¥$+]")
_MINUS = re.compile(r"[-(△▲]")
_ABOUT = frozenset(["约", "大约", "预计", "≈"])
"""Words before a number that say it is approximate; the library's own workbooks write ≈."""

_SAYS = re.compile(r"\w|[%‰.。,<>≈~…+]")
_WRITTEN = {1: "千", 2: "百万"}
"""How the scale is written that so many commas behind the digits stand for."""


@frozen
class Section:
    """What a part of a number format makes of a number.

    ``places`` are the decimals it always shows, ``fixed`` whether it shows no others. ``about``
    tells that words before the number call it approximate. ``words`` stand behind it and mean
    something; each of the ``thousands`` divides it by 1000. What is not ``understood`` shows
    another figure than the cell holds, or words in its place.
    """

    places: int
    fixed: bool
    percent: bool
    about: bool
    thousands: int
    words: str
    understood: bool
    condition: tuple[str, Decimal] | None

    @property
    def plain(self) -> bool:
        """Whether it shows the number as the cell holds it, and says nothing of its measure."""
        return self.understood and not (self.percent or self.about or self.words)

    def applies(self, value: int | Decimal) -> bool:
        """Tell whether a number meets the section's condition."""
        if self.condition is None:
            return True
        sign, limit = self.condition
        return _COMPARE[sign](value, limit)


@lru_cache(maxsize=256)
def shows_plainly(number_format: str) -> bool:
    """Tell whether a format shows every number as the cell holds it, without words that matter."""
    return all(section.plain for section in _sections(number_format))


def section_of(number_format: str, value: int | Decimal) -> Section | None:
    """Return the section that shows ``value``; ``None`` where programs do not agree which it is."""
    sections = _sections(number_format)
    if all(section.condition is None for section in sections):
        below, zero = value < 0 and len(sections) > 1, value == 0 and len(sections) > 2
        return sections[1 if below else 2 if zero else 0]
    conditional = sections[: max(1, len(sections) - 1)]
    if any(section.condition is None for section in conditional):
        return None
    return next((section for section in sections if section.applies(value)), None)


@lru_cache(maxsize=256)
def _sections(number_format: str) -> tuple[Section, ...]:
    """Take a format apart; the section for texts, with ``@``, is none for numbers."""
    parts: list[list[tuple[str, str]]] = [[]]
    for token in _TOKEN.finditer(number_format):
        kind = str(token.lastgroup)
        if kind == "next":
            parts.append([])
        else:
            parts[-1].append((kind, token[kind]))
    first = _section(parts[0])
    further = [part for part in parts[1:3] if ("general", "@") not in part]
    return first, *(
        _section(part, below_zero=number == 0 and first.condition is None)
        for number, part in enumerate(further)
    )


def _section(tokens: Sequence[tuple[str, str]], *, below_zero: bool = False) -> Section:
    """Judge one section by its number and by the literals before, within and behind it.

    One for what is ``below_zero`` has to write the minus itself.
    """
    number, condition = "", None
    literals = [""]
    for kind, text in tokens:
        if kind in {"number", "general"}:
            number += text
            literals.append("")
        elif kind == "bracketed":
            found = _CONDITION.fullmatch(text.strip())
            condition = (found["sign"], Decimal(found["limit"])) if found else condition
            literals[-1] += _in_brackets(text)
        elif kind != "percent":
            literals[-1] += " " if kind == "gap" else text
    before, *within, behind = map(folded, literals if number else [*literals, ""])
    words = "".join(behind.split()) if _SAYS.search(behind) else ""
    words = words.rstrip(")") if "(" in before else words
    thousands = _thousands(number)
    percents = sum(kind == "percent" for kind, _ in tokens)
    signed = not below_zero or _MINUS.search(before) is not None
    dress = _NEUTRAL.sub("", before)
    about = "".join(dress.split()) in _ABOUT
    understood = (
        (about or not _SAYS.search(dress))
        and all(set(literal) <= {" ", ",", "'"} for literal in within)
        and (not words or (signed and not percents and not _continues(words)))
        and percents <= 1
        and (not thousands or words.startswith(_WRITTEN.get(thousands, "\0")))
    )
    zeros = _ZEROS.search(number)
    return Section(
        len(zeros[1]) if zeros else 0,
        _FIXED.fullmatch(number) is not None,
        percents > 0,
        about,
        thousands,
        words,
        understood,
        condition,
    )


def _in_brackets(text: str) -> str:
    """Return what brackets in a format show: a currency, or hours; a colour shows nothing."""
    currency = text[1:].partition("-")[0] if text.startswith("$") else ""
    return currency or (text if not text.lower().strip("hms") else "")


def _continues(words: str) -> bool:
    """Tell whether what stands behind a number reads as more digits of it."""
    return words[0].isdecimal() or words[0] in ".,。"


def _thousands(number: str) -> int:
    """Return how many commas stand behind the whole digits or behind the last one: each a thousand."""
    whole, _, decimals = number.partition(".")
    return sum(len(part) - len(part.rstrip(",")) for part in (whole, decimals))
