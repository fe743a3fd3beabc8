"""表七: how far the League's organisations of a district work as one."""

from __future__ import annotations

from decimal import Decimal

from youthstats.model.authoring import count, form, share
from youthstats.model.axes import answer, items
from youthstats.model.edits import hard
from youthstats.model.values import Inexact
from youthstats.schemes.youth_league_2009.roster import CITY, DISTRICTS, ROSTER

__all__ = ["Integration"]

TOWNS_ELECTED = "镇(街道)团委\n班子直选"
VILLAGES_ELECTED = "村(社区)团支部\n(团总支)直选、海选"
COUNTY_TENURE = "团县(市、区)委实行\n团代表常任制"
TOWN_TENURE = "镇(街道)团委实行\n团代表常任制"
BASES = "基数"
NUMBER, SHARE = "数量", "所占比例"


@form(
    "T7",
    label="表七",
    title="区域共青团整体化建设情况统计表",
    rows=answer(),
    columns=items(),
    measure="人、个、%",
)
class Integration:
    """Cadres trained; towns, villages and counties that elect directly or keep delegates in office.

    Each share has its base on the return; the report does not print the bases.
    """

    trained: int | None = count("全年团干部培训人数", measure="人")
    towns_elected: int | None = count(NUMBER, under=TOWNS_ELECTED, measure="个")
    towns_elected_share: Decimal | Inexact | None = share(SHARE, under=TOWNS_ELECTED)
    villages_elected: int | None = count(NUMBER, under=VILLAGES_ELECTED, measure="个")
    villages_elected_share: Decimal | Inexact | None = share(SHARE, under=VILLAGES_ELECTED)
    county_tenure: int | None = count(NUMBER, under=COUNTY_TENURE, measure="个")
    county_tenure_share: Decimal | Inexact | None = share(SHARE, under=COUNTY_TENURE)
    town_tenure: int | None = count(NUMBER, under=TOWN_TENURE, measure="个")
    town_tenure_share: Decimal | Inexact | None = share(SHARE, under=TOWN_TENURE)
    towns: int | None = count(
        "镇(街道)总数", under=BASES, measure="个", recoverable=True, in_report=False
    )
    villages: int | None = count(
        "村(社区)总数", under=BASES, measure="个", recoverable=True, in_report=False
    )
    counties: int | None = count(
        "县(市、区)总数", under=BASES, measure="个", recoverable=True, in_report=False
    )

    edits = (
        *(
            edit
            for number, base, what, what_en in (
                ("towns_elected", "towns", "班子直选的镇(街道)", "towns that elect directly"),
                (
                    "villages_elected",
                    "villages",
                    "直选、海选的村(社区)",
                    "villages that elect directly",
                ),
                ("county_tenure", "counties", "实行常任制的县(市、区)", "counties with tenure"),
                ("town_tenure", "towns", "实行常任制的镇(街道)", "towns with tenure"),
            )
            for edit in (
                hard(
                    f"{number}_within_{base}",
                    f"{number} <= {base}",
                    f"{what}数不应超过总数",
                    f"{what_en} are not more than there are",
                ),
                hard(
                    f"{number}_share",
                    f"{number}_share = {number} / {base}",
                    f"{what}所占比例应等于数量除以总数",
                    f"the share of {what_en} is their number over all",
                ),
            )
        ),
        # The roster knows how many counties there are; the city answers for all of them.
        hard(
            "counties_are_the_districts",
            f"counties = {len(DISTRICTS)}",
            f"全市的县(市、区)总数应为{len(DISTRICTS)}",
            f"the whole city has {len(DISTRICTS)} counties",
            only=(*CITY, ROSTER.root),
        ),
    )
