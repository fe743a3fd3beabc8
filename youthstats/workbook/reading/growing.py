"""The roster of a run for which nobody gave one: it grows while the files are read."""

from __future__ import annotations

from pathlib import PurePath

from attrs import define, evolve, field

from youthstats.model.asides import Aside
from youthstats.model.returns import Return
from youthstats.model.units import folded_name

__all__ = ["Growing"]


@define
class Growing:
    """The units met so far: by their folded names, each as its first file spells it.

    ``folders`` are those of the files that units are called after.
    """

    met: dict[str, str] = field(factory=dict)
    folders: dict[str, PurePath] = field(factory=dict)

    def take(self, one: Return) -> Return:
        """Return a return under the name its unit was met by first.

        Files of one name in different folders are units of their own, called by folder and name.
        """
        if one.consolidated:
            return one
        place, key = PurePath(one.file), folded_name(one.unit)
        by_file = any(aside.code == "unit_from_file_name" for aside in one.asides)
        if by_file and self.folders.setdefault(key, place.parent) != place.parent:
            one = _called(one, place.with_suffix("").as_posix())
            key = folded_name(one.unit)
        return evolve(one, unit=self.met.setdefault(key, one.unit))


def _called(one: Return, name: str) -> Return:
    """Return a return under another name, its note with it."""
    asides = tuple(_renamed(aside, name) for aside in one.asides)
    return evolve(one, unit=name, asides=asides)


def _renamed(aside: Aside, name: str) -> Aside:
    if aside.code != "unit_from_file_name":
        return aside
    return evolve(aside, facts={**aside.facts, "named": name})
