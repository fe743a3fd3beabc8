"""Which columns and lines of a table give units of measure: 计量单位, or 单位 over 人, 个, 万元."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from youthstats.workbook.reading.sheets.measure_words import MEASURE_OF
from youthstats.workbook.reading.sheets.measures import is_measure, measures_label

__all__ = ["gives_measures", "heads_measures", "plain_measure", "unknown_measures"]

_SURE = re.compile(f"(?:{MEASURE_OF})单位")
_HEADED = re.compile(f"(?:{MEASURE_OF})?单位")
"""单位 alone is also what an organisation is called: what stands under it has to tell."""

_DASH = re.compile(r"[-–—－―─/／\\]+|无")

_LONGEST = 4
"""Signs of a word that may be a measure nobody knows, among others that are known."""


def heads_measures(heads: Iterable[str]) -> bool:
    """Tell whether a heading is one that units of measure stand under, or organisations."""
    return any(map(_HEADED.fullmatch, heads))


def gives_measures(heads: Sequence[str], texts: Sequence[str]) -> bool:
    """Tell whether texts under a heading are units of measure.

    Under 计量单位 all are. Under 单位 they are where most are known, or short like those that are,
    or all of one sign (坛, 缸), as no organisation is called. Under anything else all must be known.
    """
    texts = [text for text in texts if plain_measure(text)]
    unknown = _unknown(heads, texts)
    if not texts or not unknown or any(map(_SURE.fullmatch, heads)):
        return bool(texts)
    if not heads_measures(heads):
        return False
    if len(unknown) == len(texts):
        return all(len(text) == 1 for text in texts)
    return 2 * len(unknown) <= len(texts) or max(map(len, unknown)) <= _LONGEST


def unknown_measures(heads: Sequence[str], texts: Iterable[str]) -> tuple[str, ...]:
    """Return what is taken for a measure though neither it nor its heading tells, each word once."""
    sure = any(map(_SURE.fullmatch, heads))
    return () if sure else tuple(dict.fromkeys(_unknown(heads, texts)))


def plain_measure(text: str) -> str:
    """Return a measure as a column gives it without the brackets around it: （吨）, ％.

    A dash says that there is none.
    """
    plain = "".join(text.split()).strip("()（）").replace("％", "%")
    return "" if _DASH.fullmatch(plain) else plain


def _unknown(heads: Sequence[str], texts: Iterable[str]) -> list[str]:
    """Return the words that are no measures; those that alone may say anything are under 单位."""
    known = measures_label if heads_measures(heads) else is_measure
    plain = filter(None, map(plain_measure, texts))
    return [text for text in plain if not all(map(known, re.split("[/、，,]", text)))]
