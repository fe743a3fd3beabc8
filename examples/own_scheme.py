"""A scheme of one's own: a form for reading rooms, its template, its returns and their totals.

python examples/own_scheme.py [FOLDER]

Everything is written to FOLDER, or to a new temporary folder. The command line takes the scheme as
``--scheme own_scheme:SCHEME`` when this folder is on PYTHONPATH.
"""

from __future__ import annotations

import sys
import tempfile
from decimal import Decimal
from pathlib import Path

import youthstats as ys
from youthstats import count, hard, money, share, soft

CITY = "临川市"


@ys.form("L1", label="表一", title="阅览室情况统计表", measure="个、人次、元、%")
class ReadingRooms:
    """Reading rooms of a unit, and who used them."""

    own: int | None = count("自办", under="阅览室", measure="个")
    shared: int | None = count("合办", under="阅览室", measure="个")
    rooms: int | None = count("总数", under="阅览室", measure="个")
    visits: int | None = count("到馆人次（人次）")
    young: int | None = count("其中：未成年人（人次）")
    young_share: Decimal | ys.Inexact | None = share("未成年人所占比例", places=1)
    spent: int | Decimal | None = money("购书经费（元）")

    edits = (
        hard(
            "rooms_add_up", "rooms = own + shared", "总数应等于自办与合办之和", "the rooms add up"
        ),
        hard(
            "young_within_visits",
            "young <= visits",
            "其中项不应超过总数",
            "young visitors are a part of all",
        ),
        hard(
            "young_share_is_young_over_visits",
            "young_share = young / visits",
            "所占比例应等于未成年人次除以到馆人次",
            "the share is the young visits over all",
        ),
        # Soft: books may have been bought for a room that opens next year.
        soft(
            "books_need_rooms",
            "if spent > 0 then rooms > 0",
            "有购书经费而没有阅览室的，应说明情况",
            "money spent on books without a room must be explained",
        ),
    )


SCHEME = ys.define_scheme(
    id="reading_rooms_2024",
    title="2024年度阅览室统计报表制度",
    period="2024年",
    forms=[ReadingRooms],
    units=ys.Hierarchy(
        (
            ys.Unit("东湖区", CITY, aliases=("东湖",)),
            ys.Unit("西山县", CITY, aliases=("西山",)),
            ys.Unit("南渡县", CITY, aliases=("南渡",)),
            ys.Unit(CITY),
        )
    ),
)

FILLED_IN: dict[str, dict[str, object]] = {
    "东湖区": {"own": 4, "shared": 2, "rooms": 6, "visits": 8240, "young": 3110, "spent": 56000},
    "西山县": {"own": 1, "rooms": 2, "visits": 950, "young": "640人次", "young_share": "67.4%"},
}
"""Answers as clerks write them. Two of three units have filed; 西山县 counts a room too many."""


def main(folder: Path | None = None) -> None:
    """Write the template, fill in two returns, and reconcile them."""
    target = folder or Path(tempfile.mkdtemp())
    for path in ys.write_templates(target / "templates", SCHEME):
        print(f"Blank workbook: {path.name}")
    for unit, answers in FILLED_IN.items():
        records = {"L1": ys.parse_record(SCHEME.form("L1"), answers)}
        ys.write_return(target / "returns" / f"{unit}.xlsx", SCHEME, unit, records)

    job = ys.reconcile(target / "returns", SCHEME, target / "2024.xlsx")
    units = ", ".join(one.unit for one in job.filed)
    print(f"Filed: {units}; missing: {', '.join(job.filed.missing)}")
    for finding in job.review:
        print()
        print(finding.detail("en"))
    total = job.totals["L1"].total
    print(f"\n{total.visits} visits, of them {total.young} young: {float(total.young_share):.1%}")
    print(f"Written: {target / '2024.xlsx'}")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
