"""Units, and rosters of them."""

from __future__ import annotations

from hypothesis import strategies as st

from youthstats.model.units import Hierarchy, Unit

__all__ = ["hierarchies", "units"]

_PLACES = st.text("东西南北湖海山平嘉", min_size=1, max_size=2)


def units() -> st.SearchStrategy[Unit]:
    """Draw one unit, without a parent."""
    return st.builds(_unit, st.builds("{}{}".format, _PLACES, st.sampled_from("区县市")))


def hierarchies() -> st.SearchStrategy[Hierarchy]:
    """Draw rosters of one to six units that file, under one root; some with a level between."""
    return _hierarchies()


def _unit(name: str, parent: str | None = None) -> Unit:
    return Unit(name, parent, (f"{name}团委",))


@st.composite
def _hierarchies(draw: st.DrawFn) -> Hierarchy:
    names = draw(st.lists(units().map(lambda unit: unit.name), min_size=1, max_size=6, unique=True))
    between = draw(st.sampled_from(((), (), ("东片",), ("东片", "西片"))))
    roster = [Unit("全境"), *(_unit(name, "全境") for name in between)]
    for place, name in enumerate(names):
        above = ("全境", *between)
        # Each level between has somebody under it while there are enough.
        parent = above[-1 - place] if place < len(between) else draw(st.sampled_from(above))
        roster.append(_unit(name, parent))
    shuffled: list[Unit] = draw(st.permutations(roster))
    return Hierarchy(tuple(shuffled))
