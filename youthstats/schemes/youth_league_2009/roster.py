"""The eight units that report, and the city they add up to, in report order."""

from __future__ import annotations

from youthstats.model.units import Hierarchy, Unit

__all__ = ["CITY", "DISTRICTS", "EVERYONE", "ROSTER"]

WHOLE = "嘉兴市"

BUREAU = Unit(
    "市级", WHOLE, ("市本级", "市直", "团市委", "嘉兴市团市委", "嘉兴团市委", "共青团嘉兴市委")
)


def _district(name: str) -> Unit:
    short = name[:-1]
    others = (
        short,
        f"{WHOLE}{name}",
        f"{name}团委",
        f"{short}团委",
        f"团{name}委",
        f"共青团{name}委",
    )
    return Unit(name, WHOLE, others)


_DISTRICTS = tuple(
    map(_district, ("南湖区", "秀洲区", "嘉善县", "平湖市", "海盐县", "海宁市", "桐乡市"))
)

CITY = (BUREAU.name,)
DISTRICTS = tuple(unit.name for unit in _DISTRICTS)
EVERYONE = CITY + DISTRICTS
ROSTER = Hierarchy((BUREAU, *_DISTRICTS, Unit(WHOLE, aliases=("全市", "嘉兴"))))
