"""Returns of units nobody listed that may be one unit's: with the same figures, or nearly one name."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from hashlib import sha256

from youthstats.model.asides import Aside
from youthstats.model.returns import Return
from youthstats.model.units import folded_name
from youthstats.model.values import is_figure, nominal

__all__ = ["figures_of", "twins", "without_marks"]

FEWEST = 3
"""Different figures, none of them 0, that two returns no more have in common by chance."""

_BEFORE = re.compile(r"^附件[0-9一二三四五六七八九十]*[:、._-]?")
_BEHIND = re.compile(
    r"[(_-]?(?:(?:最终|最新|修改|修订|更正|更新|补报|重报)[版稿后件]?|[终定改新][版稿])[0-9]*\)?"
    r"(?:[-_–—]?[0-9]{1,2})?$"
)
_NUMBERED = re.compile(r"[-_–—][0-9]{1,2}$")


def figures_of(one: Return) -> str:
    """Return what stands for the figures of a return, nothing where they are too few to tell."""
    figures = [
        (form, item, line, value)
        for form, record in sorted(one.records.items())
        for item, line, value in record
        if is_figure(value) and nominal(value)  # type: ignore[arg-type]
    ]
    told = len({figure for *_, figure in figures}) >= FEWEST
    return sha256(repr(figures).encode()).hexdigest() if told else ""


def without_marks(name: str, known: Collection[str]) -> str:
    """Return a folded name without what is put behind it when a file is sent again: （更正）, -2.

    A number alone is part of the name unless the name before it is ``known``, too.
    """
    before = ""
    while name != before:
        before = name
        for pattern, among in ((_BEHIND, None), (_NUMBERED, known)):
            bare = pattern.sub("", name)
            if any(map(str.isalpha, bare)) and (among is None or bare in among):
                name = bare
    return name


def twins(returns: Sequence[tuple[str, str, str]]) -> Iterator[tuple[int, Aside]]:
    """Yield what is to be said of those that may be twins, by their places.

    Each is given by its unit, its file and what stands for its figures.
    """
    alike: dict[tuple[str, str], list[int]] = {}
    for place, (unit, _, figures) in enumerate(returns):
        alike.setdefault(("twin_name", _alike(unit)), []).append(place)
        if figures:
            alike.setdefault(("twin_figures", figures), []).append(place)
    for (code, _), places in alike.items():
        for place in places if len(places) > 1 else ():
            yield place, Aside(code, "soft", facts=_facts(returns, place, places))


def _alike(unit: str) -> str:
    return _BEHIND.sub("", _BEFORE.sub("", folded_name(unit)))


def _facts(
    returns: Sequence[tuple[str, str, str]], place: int, places: Sequence[int]
) -> Mapping[str, object]:
    unit, file, _ = returns[place]
    others = [f"{returns[other][0]}（{returns[other][1]}）" for other in places if other != place]
    return {"named": unit, "file": file, "others": others}
