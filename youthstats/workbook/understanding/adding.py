"""Which figures mean nothing added over units: averages, prices, shares, ranks, years."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from attrs import frozen

from youthstats.characters import bare
from youthstats.layout.sums import TOTAL_LABELS
from youthstats.model.items import Kind
from youthstats.workbook.reading.sheets.labels import stem_and_measure
from youthstats.workbook.understanding.telling import tells_nothing, told_share

__all__ = ["ASKED", "Rate", "rate_of"]

_BRACKET = re.compile(r"\(([^()]*)\)$")
_CHANGE = re.compile(
    "(?:^[比较与和同环].*)?(?:增减|变动|变化|升降|增长|增加|减少)(?:变动|变化)?[额数量值]$"
)
"""What ends a label of how much a figure grew: it is added as that figure is, 增减额 of averages not."""


@frozen
class Rate:
    """What labels call a figure that is not simply added.

    ``kind`` is what it is where nothing else says; ``adds`` tells that such figures are commonly
    added all the same, ``whole`` that of what is counted they are whole numbers.
    """

    kind: Kind | None
    adds: bool = False
    whole: bool = True


ASKED = Rate(None, adds=True, whole=False)
"""An average over time, as of the people employed: added, and asked about."""

_EXTREME = Rate(None, adds=True)
"""The most people there were at a time: the same, of whole numbers."""


@frozen
class _Words:
    """Patterns of labels that say the same of a figure, and whether they do from further out."""

    rate: Rate | None
    patterns: tuple[re.Pattern[str], ...]
    inherited: bool = True

    def speaks(self, stem: str) -> bool:
        return any(pattern.search(stem) for pattern in self.patterns)


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("adding.toml").read_text("utf-8"))


@cache
def _words() -> tuple[_Words, ...]:
    """All words, those first that take the most from the others."""
    data = _data()
    never = [
        _Words(Rate(_kind(words)), _compiled(words), words["inherited"])
        for words in data["never"].values()
    ]
    return (
        _Words(ASKED, _compiled(data["asked"]["averages"])),
        _Words(_EXTREME, _compiled(data["asked"]["extremes"])),
        *never,
        _Words(None, _compiled(data["added"])),
    )


def _kind(words: dict[str, Any]) -> Kind | None:
    return Kind(words["kind"]) if "kind" in words else None


def _compiled(words: dict[str, Any]) -> tuple[re.Pattern[str], ...]:
    return tuple(map(re.compile, words["patterns"]))


def rate_of(labels: Sequence[str], measure: str) -> Rate | None:
    """Return what is no sum by the labels that lead to a figure, or by its unit of measure.

    The innermost label that tells anything decides; ``None`` for what is added.
    """
    if _is_rate(measure):
        return Rate(Kind.MONEY)
    return _by_labels(tuple(labels), measure in {"", "%"})


@lru_cache(maxsize=8192)
def _by_labels(labels: tuple[str, ...], may_be_share: bool) -> Rate | None:
    generic = _generic()
    stems = map(_stem, reversed(labels))
    telling = [one for one in stems if one[0] not in generic and not tells_nothing(one[0])]
    said = (
        _said(stem, bracket, may_be_share, inmost=not number)
        for number, (stem, bracket) in enumerate(telling)
    )
    return next(filter(None, said), (None,))[0]


@cache
def _generic() -> frozenset[str]:
    """Return the labels that say nothing of what is added."""
    return frozenset((*_data()["added"]["generic"], *TOTAL_LABELS))


@lru_cache(maxsize=8192)
def _said(
    stem: str, bracket: str, may_be_share: bool, *, inmost: bool
) -> tuple[Rate | None] | None:
    """Return what one label says, ``None`` for nothing: rows and columns share theirs."""
    if _is_rate(bracket) or bracket.endswith("=100"):
        return (Rate(Kind.MONEY),)
    for words in _words():
        if words.speaks(stem) and (words.inherited or inmost):
            return (words.rate,)
    return (Rate(Kind.SHARE),) if may_be_share and told_share(stem) else None


def _stem(label: str) -> tuple[str, str]:
    """Return the words of a label, and what stands in brackets behind them."""
    stem, measure = stem_and_measure("".join(label.split()))
    found = _BRACKET.search(stem)
    if not measure and found is not None:
        stem, measure = stem[: found.start()], found[1]
    return _CHANGE.sub("", stem), measure


@lru_cache(maxsize=1024)
def _is_rate(measure: str) -> bool:
    """Tell whether a unit of measure is of a rate: 元/公斤, 人/平方公里, ‰; 个/处 is either of two."""
    plain = bare(measure)
    words = _data()["measures"]
    if plain in set(map(bare, words["never"])):
        return True
    over, slash, below = plain.partition("/")
    if not slash or not over or not below:
        return False
    either = over in words["either"] and below in words["either"]
    return not either or (below in words["bearers"] and over != "名")
