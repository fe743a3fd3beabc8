"""A made-up roster of towns, and a clerk who fills in returns of the 2009 scheme for them.

Imports nothing but youthstats: what is measured beside it pays for no other library.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

from attrs import evolve

import youthstats as ys
from youthstats.model.items import Kind
from youthstats.model.phrases import fill_phrase

BASE = ys.load_scheme("youth_league_2009")

TOWNS = 25
"""Towns to a county of the made-up roster."""

Number = int | float | Decimal
Sums = Mapping[str, Number]
"""What figures add up to, by ``T1.posts``, ``T3.funds.primary``."""

Answers = dict[str, Any]


def roster(towns: int) -> ys.Hierarchy:
    """Return a city of counties of towns; the towns file."""
    city = ys.Unit("全市")
    counties = [ys.Unit(f"第{n:03}县", city.name) for n in range(1, -(-towns // TOWNS) + 1)]
    leaves = []
    for n in range(towns):
        name = f"第{n + 1:05}镇"
        aliases = (f"{name}团委", f"共青团{name}委员会")
        leaves.append(ys.Unit(name, counties[n // TOWNS].name, aliases))
    return ys.Hierarchy((*leaves, *counties, city))


def derived_scheme(towns: int) -> ys.Scheme:
    """Return the 2009 scheme with a roster of ``towns`` units, each of which owes every form."""
    units = roster(towns)
    everyone = ys.Duty(owed_by=units.leaves)
    duties = {form.id: everyone for form in BASE.forms}
    return evolve(BASE, id="benchmark", units=units, duties=duties)


class Clerk:
    """Fills in returns: figures at random, every hard edit obeyed, some answers left blank."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)

    def records(self) -> dict[str, ys.Record]:
        """Return one unit's record on each form."""
        filled: dict[str, Answers | list[Answers]] = {
            "T1": self.bases(),
            "T2": self.loans(),
            "T3": self.care(),
            "T4": [self.project() for _ in range(self.random.randint(1, 8))],
            "T5": self.desk(),
            "T6": self.services(),
            "T7": self.integration(),
        }
        return {form.id: ys.parse_record(form, filled[form.id]) for form in BASE.forms}

    def upto(self, most: int, least: int = 0) -> int:
        return self.random.randint(least, most)

    def perhaps(self, value: int) -> int | None:
        """Return ``value`` nine times in ten; a clerk leaves a blank now and then."""
        return value if self.random.random() < 0.9 else None

    def cents(self, most: int) -> Decimal:
        return Decimal(self.upto(100 * most, 1)) / 100

    def bases(self) -> Answers:
        levels = {level: self.perhaps(self.upto(9)) for level in ("central", "provincial")}
        levels |= {"municipal": self.perhaps(self.upto(20)), "county": self.upto(30, 1)}
        posts = self.upto(400, 20)
        placed = self.upto(posts)
        employed = self.upto(placed)
        return {
            **levels,
            "total": sum(count or 0 for count in levels.values()),
            "posts": posts,
            "fairs": self.perhaps(self.upto(9)),
            "placed": placed,
            "employed": employed,
            "founded": self.upto(placed - employed),
        }

    def loans(self) -> Answers:
        return {"cards": self.upto(300, 1), "funds": self.cents(4000)}

    def care(self) -> Answers:
        persons = {one.name: self.perhaps(self.upto(300, 1)) for one in BASE.form("T3").categories}
        funds = {name: count and count * self.upto(1200, 800) for name, count in persons.items()}
        return {"persons": persons, "funds": funds}

    def project(self) -> Answers:
        planned = self.cents(2000)
        return {
            "goal": self.random.choice(BASE.form("T4").item("goal").choices),
            "project": f"{self.random.choice('东南西北中')}区青少年活动场所改造",
            "stage": self.random.choice(("立项", "在建", "完成前期各项准备工作", "完成")),
            "planned": planned,
            "actual": min(planned, self.cents(2000)),
            "remarks": self.random.choice((None, None, "资金分两年到位")),
        }

    def desk(self) -> Answers:
        calls = self.upto(5000, 50)
        resolved = self.upto(calls)
        return {
            "opened": f"2009年{self.upto(12, 1)}月{self.upto(28, 1)}日",
            "calls": calls,
            "resolved": resolved,
            "rate": f"{100 * resolved / calls:.0f}%",
            "remarks": "心理疏导、就业推荐、权益维护、法律咨询。",
        }

    def services(self) -> Answers:
        form = BASE.form("T6")
        answers: Answers = {
            "activity_other": "体育用品一批",
            "care_other": "结对帮扶",
            "training_other": "少先队大队辅导员论坛",
            "project_name": "志愿者进学校",
        }
        for item in form.items:
            if item.kind is Kind.PHRASE:
                inside = [other for other in form.items if other.within == item.name]
                words = {
                    part.name: str(self.upto(2000)) if part.kind.numeric else "建队节主题活动"
                    for part in inside
                }
                answers[item.name] = fill_phrase(str(item.pattern), words)
        return answers

    def integration(self) -> Answers:
        bases = {"towns": self.upto(30, 3), "villages": self.upto(300, 20), "counties": 1}
        answers: Answers = {"trained": self.upto(7000, 1), **bases}
        for number, base in (
            ("towns_elected", "towns"),
            ("villages_elected", "villages"),
            ("county_tenure", "counties"),
            ("town_tenure", "towns"),
        ):
            answers[number] = self.upto(bases[base])
            answers[f"{number}_share"] = f"{100 * answers[number] / bases[base]:.1f}%"
        return answers


def make_returns(
    folder: Path, scheme: ys.Scheme, seed: int, done: Callable[[], None]
) -> tuple[list[Path], Sums]:
    """Write a return for every unit; return their paths and what their figures add up to."""
    clerk = Clerk(seed)
    paths = []
    made: defaultdict[str, Any] = defaultdict(int)
    for unit in scheme.units.leaves:
        records = clerk.records()
        paths.append(folder / f"{unit}.xlsx")
        ys.write_return(paths[-1], scheme, unit, records)
        for key, value in figures(records.values()):
            made[key] += value
        done()
    return paths, made


def figures(records: Iterable[ys.Record]) -> Iterator[tuple[str, int | Decimal]]:
    """Yield every figure that can be added, under ``T1.posts``, ``T3.funds.primary``."""
    for record in records:
        for name, line, value in record:
            if record.form.item(name).kind.additive and isinstance(value, int | Decimal):
                place = f".{line}" if isinstance(line, str) else ""
                yield f"{record.form.id}.{name}{place}", value
