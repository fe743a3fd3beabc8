"""What the answers of a form are called in sentences: by no more labels than tell them apart."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from itertools import count

from attrs import frozen

from youthstats.model.items import Category, Item, without_measure

__all__ = ["Spoken", "spoken"]

JOINT = "·"
"""What stands between a label and the one above it: 本年·累计."""

_ORDINAL = re.compile(
    r"[一二三四五六七八九十]+、|[（(][一二三四五六七八九十0-9]+[）)]|[0-9]{1,2}[.．、](?!\d)"
)
"""What only numbers a label, before it: 一、 or （二） or 3."""


@frozen
class Spoken:
    """What every item and every category of a form is called, each unlike all others of its form.

    ``heading`` is that of its only column, where it shares a sheet with other forms.
    """

    items: Mapping[str, str]
    categories: Mapping[str, str]
    heading: str = ""

    def group(self, line: object) -> str:
        """Return what an answer is told apart by on its line: its category, else the heading."""
        return self.categories.get(line, "") if isinstance(line, str) else self.heading


def spoken(items: Sequence[Item], categories: Sequence[Category], heading: str) -> Spoken:
    """Return what items and categories are called: by the innermost label where that is enough.

    An item that is called as a category is takes the label above it too: 投资·合计（合计）.
    """
    groups = _called(_led({one.name: one.path for one in categories}))
    wholes = {item.name: item for item in items}
    paths = _led({item.name: _path(item, wholes) for item in items})
    taken = {*(_plain(one.label) for one in categories), *groups.values()}
    return Spoken(_called(paths, taken), groups, without_measure(heading))


def _path(item: Item, wholes: Mapping[str, Item]) -> tuple[str, ...]:
    """Return the labels that lead to an item; those of its phrase before a figure inside it."""
    if item.within is not None:
        return (*_path(wholes[item.within], wholes), item.label)
    if item.headed:
        return item.path
    own = item.under.index(item.label) if item.label in item.under else len(item.under)
    return (*item.under[:own], item.label)


def _led(paths: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """Return the paths, those alike throughout behind the line before each that no other is called as.

    That is what they are told apart by on a return: 男 of 年末总人口, and 男 of 从业人员.
    """
    times = Counter(paths.values())
    heads: dict[str, str] = {}
    last = ""
    for name, path in paths.items():
        if times[path] > 1:
            heads[name] = last
        else:
            last = "".join(path[-1:])
    counted = Counter((heads[name], paths[name]) for name in heads)
    told = {name for name, head in heads.items() if head and counted[head, paths[name]] == 1}
    return {
        name: (*path[:-1], heads[name], path[-1]) if name in told else path
        for name, path in paths.items()
    }


def _called(paths: Mapping[str, tuple[str, ...]], taken: Collection[str] = ()) -> dict[str, str]:
    """Return a name for every path that no other one could be called by, if there is one.

    Paths that are alike throughout are numbered in their order.
    """
    ways = {name: _ways(path) or [name] for name, path in paths.items()}
    counted = Counter(way for some in ways.values() for way in some)
    counted.update(dict.fromkeys(taken, 1))
    found = {
        name: way for name, some in ways.items() for way in reversed(some) if counted[way] == 1
    }
    used = {*found.values()}
    for name, some in ways.items():
        if name not in found:
            found[name] = _numbered(some[-1], used)
            used.add(found[name])
    return {name: found[name] for name in paths}


def _numbered(label: str, used: Collection[str]) -> str:
    """Return a label with the first number behind it that makes it unlike those in use."""
    numbers = (f"{label}（{number}）" if number > 1 else label for number in count(1))
    return next(called for called in numbers if called not in used)


def _ways(path: Sequence[str]) -> list[str]:
    """Return how a path may be told, the shortest way first; without numbering and measures, or with."""
    bare = [label for one in path if (label := _unnumbered(without_measure(one)))]
    full = [label for one in path if (label := _plain(one))]
    told = [
        JOINT.join(labels[at:]) for labels in (bare, full) for at in reversed(range(len(labels)))
    ]
    return list(dict.fromkeys(told))


def _unnumbered(label: str) -> str:
    found = _ORDINAL.match(label)
    return label[found.end() :] if found else label


def _plain(label: str) -> str:
    return "".join(label.split())
