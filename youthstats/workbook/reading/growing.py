"""The roster of a run for which nobody gave one: it grows while the files are read."""

from __future__ import annotations

from pathlib import PurePath

from attrs import define, evolve, field

from youthstats.model.asides import Aside
from youthstats.model.returns import Return
from youthstats.model.units import folded_name
from youthstats.workbook.reading.taking import Head
from youthstats.workbook.reading.twins import without_marks

__all__ = ["Growing", "called"]


@define
class Growing:
    """The units met so far: by their folded names, each as its first file spells it.

    ``known`` are the folded names of all units that will be met, as each file has it; ``folders``
    those of the files that units are called after.
    """

    known: frozenset[str] = frozenset()
    met: dict[str, str] = field(factory=dict)
    folders: dict[str, PurePath] = field(factory=dict)

    def name_of(self, head: Head, file: str) -> str:
        """Return the name by which a unit was met first.

        Files of one name in different folders are units of their own, called by folder and name. So are
        not 甲镇.xlsx and 甲镇（更正）.xlsx in one.
        """
        if head.consolidated:
            return head.unit
        place, name = PurePath(file), head.unit
        if head.called_by_file:
            bare = without_marks(folded_name(name), self.known)
            if self.folders.setdefault(bare, place.parent) == place.parent:
                return self.met.setdefault(bare, name)
            name = place.with_suffix("").as_posix()
            return self.met.setdefault(without_marks(folded_name(name), self.known), name)
        return self.met.setdefault(folded_name(name), name)


def called(one: Return, name: str) -> Return:
    """Return a return under another name, its note with it."""
    asides = tuple(_renamed(aside, name) for aside in one.asides)
    return evolve(one, unit=name, asides=asides)


def _renamed(aside: Aside, name: str) -> Aside:
    if aside.code != "unit_from_file_name":
        return aside
    return evolve(aside, facts={**aside.facts, "named": name})
