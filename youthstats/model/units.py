"""Units, their other names, and the tree they report in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Self

from attrs import frozen

from youthstats.characters import bare
from youthstats.errors import DefinitionError
from youthstats.nearest import ManyNames, did_you_mean

__all__ = ["Hierarchy", "Unit", "folded_name"]


@frozen
class Unit:
    """Who reports. ``aliases`` are other names clerks use; ``parent`` is where its figures go."""

    name: str
    parent: str | None = None
    aliases: tuple[str, ...] = ()


@frozen(slots=False)
class Hierarchy:
    """The roster of units in report order, as a tree of parents.

    ``is_open`` marks the roster nobody gave, of :meth:`open`; ``unnamed`` one that does not say who
    adds up: its root is called as a total is, and is nobody's name. Raises
    :class:`~youthstats.errors.DefinitionError` for a unit named twice, an alias that two units
    claim, an unknown parent or a circle.
    """

    units: tuple[Unit, ...]
    is_open: bool = False
    unnamed: bool = False

    @classmethod
    def open(cls, root: str | None = None) -> Self:
        """Return a roster nobody gave: the units are those that file, all of them under ``root``.

        Without one nobody says who adds up: it is called 合计.

        A scheme with such a roster takes any return for that of the unit it names, and what
        :func:`~youthstats.read` returns has a scheme of the units that were met.
        """
        return cls((Unit(root or "合计"),), is_open=True, unnamed=root is None)

    def of(self, names: Iterable[str]) -> Hierarchy:
        """Return the roster of the units met, under the root of this open one; itself for none."""
        met = [name for name in dict.fromkeys(names) if name != self.root]
        units = (*(Unit(name, self.root) for name in met), Unit(self.root))
        return Hierarchy(units, unnamed=self.unnamed) if met else self

    def __attrs_post_init__(self) -> None:
        if self.is_open and len(self.units) != 1:
            raise DefinitionError("an open roster has no units but its root")
        if len(self._by_name) != len(self.units):
            raise DefinitionError("two units of the roster have the same name")
        for unit in self.units:
            self._check_ancestry(unit)
        self._by_alias  # noqa: B018 - two units claiming one alias shows here, not at the first file

    def _check_ancestry(self, unit: Unit) -> None:
        seen = {unit.name}
        while unit.parent is not None:
            if unit.parent not in self._by_name:
                hint = did_you_mean(unit.parent, self._by_name)
                raise DefinitionError(f"unit {unit.name}: no unit {unit.parent!r}{hint}")
            unit = self._by_name[unit.parent]
            if unit.name in seen:
                raise DefinitionError(f"unit {unit.name} is its own ancestor")
            seen.add(unit.name)

    @cached_property
    def _by_name(self) -> dict[str, Unit]:
        return {unit.name: unit for unit in self.units}

    @cached_property
    def _by_alias(self) -> dict[str, Unit]:
        found: dict[str, Unit] = {}
        for unit in self.units:
            for alias in dict.fromkeys(folded_name(name) for name in (unit.name, *unit.aliases)):
                if alias in found:
                    raise DefinitionError(
                        f"{alias!r} names both {found[alias].name} and {unit.name}"
                    )
                found[alias] = unit
        return found

    def __iter__(self) -> Iterator[Unit]:
        return iter(self.units)

    def __contains__(self, name: object) -> bool:
        return name in self._by_name

    def __getitem__(self, name: str) -> Unit:
        return self._by_name[name]

    @cached_property
    def names(self) -> tuple[str, ...]:
        return tuple(self._by_name)

    def place(self, name: str) -> int:
        """Return which unit this is in report order, from 0."""
        return self._order[name]

    @cached_property
    def _children(self) -> dict[str | None, tuple[str, ...]]:
        children: dict[str | None, list[str]] = {}
        for unit in self.units:
            children.setdefault(unit.parent, []).append(unit.name)
        return {parent: tuple(names) for parent, names in children.items()}

    def children(self, name: str) -> tuple[str, ...]:
        """Return the names of the units directly under ``name``, in report order."""
        return self._children.get(name, ())

    @property
    def roots(self) -> tuple[str, ...]:
        return self._children.get(None, ())

    @cached_property
    def root(self) -> str:
        """The one unit everything adds up to."""
        if len(self.roots) != 1:
            raise DefinitionError(f"the roster has {len(self.roots)} units without a parent, not 1")
        return self.roots[0]

    @property
    def compiler(self) -> str:
        """Who adds up: the name of the root, nothing where it has none."""
        return "" if self.unnamed else self.root

    @cached_property
    def leaves(self) -> tuple[str, ...]:
        """The units that file a return of their own: those with nobody under them."""
        if self.is_open:
            return ()
        return tuple(unit.name for unit in self.units if unit.name not in self._children)

    def is_leaf(self, name: str) -> bool:
        """Tell whether a unit of this name files returns of its own."""
        return name in self._by_name and name not in self._children and not self.is_open

    @cached_property
    def upwards(self) -> tuple[str, ...]:
        """All names, every unit before its parent."""
        return tuple(sorted(self._by_name, key=self._depth, reverse=True))

    def _depth(self, name: str) -> int:
        parent = self._by_name[name].parent
        return 0 if parent is None else 1 + self._depth(parent)

    def ancestors(self, name: str) -> Iterator[str]:
        """Yield the units that a unit's figures go to, the nearest first."""
        above = self._by_name[name].parent
        while above is not None:
            yield above
            above = self._by_name[above].parent

    def recognise(self, text: str) -> Unit | None:
        """Return the unit that ``text`` names, by name or alias; blanks and width do not matter."""
        return self._by_alias.get(folded_name(text))

    def mentioned(self, text: str) -> tuple[Unit, ...]:
        """Return the units ``text`` mentions, only the deepest of a line of ancestors."""
        folded = folded_name(text)
        aliases = self._aliases_in(folded)
        inner = {one for alias in aliases for one in self._aliases_in(alias) if one != alias}
        found = {self._by_alias[alias].name for alias in aliases - inner}
        parents = {self._by_name[name].parent for name in found}
        return tuple(
            self._by_name[name] for name in sorted(found - parents, key=self._order.__getitem__)
        )

    def alike(self, text: str, most: int) -> list[str]:
        """Return the units that file and are most nearly called so, the nearest first; none far off."""
        near = self._leaf_names.nearest(folded_name(text), most)
        return list(dict.fromkeys(self._by_alias[name].name for name in near))

    @cached_property
    def _leaf_names(self) -> ManyNames:
        named = self._by_alias.items()
        return ManyNames(name for name, unit in named if self.is_leaf(unit.name))

    def _aliases_in(self, folded: str) -> set[str]:
        # Pieces are looked up rather than aliases tried: a roster may have forty thousand.
        pieces = {
            folded[start : start + length]
            for length in self._lengths
            for start in range(len(folded) - length + 1)
        }
        return pieces & self._by_alias.keys()

    @cached_property
    def _lengths(self) -> tuple[int, ...]:
        return tuple(sorted(set(map(len, self._by_alias))))

    @cached_property
    def _order(self) -> Mapping[str, int]:
        return {name: place for place, name in enumerate(self._by_name)}


def folded_name(name: str) -> str:
    """Return a name without what does not make it another one: blanks, width, case."""
    found = bare(name)
    return name if found == name else found  # held once: a roster may have very many
