"""The scheme of the 2009 work report of a city's Youth League: seven forms, eight units."""

from __future__ import annotations

from youthstats.model.edits import soft
from youthstats.model.schemes import Duty, define_scheme
from youthstats.schemes.youth_league_2009.roster import CITY, DISTRICTS, EVERYONE, ROSTER
from youthstats.schemes.youth_league_2009.t1 import InternshipBases
from youthstats.schemes.youth_league_2009.t2 import Microloans
from youthstats.schemes.youth_league_2009.t3 import CareForPoorFamilies
from youthstats.schemes.youth_league_2009.t4 import ActivityVenue
from youthstats.schemes.youth_league_2009.t5 import ServiceDesk
from youthstats.schemes.youth_league_2009.t6 import ServiceProjects
from youthstats.schemes.youth_league_2009.t7 import Integration

__all__ = [
    "SCHEME",
    "ActivityVenue",
    "CareForPoorFamilies",
    "Integration",
    "InternshipBases",
    "Microloans",
    "ServiceDesk",
    "ServiceProjects",
]

SCHEME = define_scheme(
    id="youth_league_2009",
    title="2009年度全市共青团工作相关统计表",
    period="2009年",
    version="1",
    forms=[
        InternshipBases,
        Microloans,
        CareForPoorFamilies,
        ActivityVenue,
        ServiceDesk,
        ServiceProjects,
        Integration,
    ],
    units=ROSTER,
    duties={
        "T1": Duty(DISTRICTS),
        "T2": Duty(DISTRICTS),
        "T3": Duty(EVERYONE),
        "T4": Duty(open_to=EVERYONE),
        "T5": Duty(CITY),
        "T6": Duty(open_to=EVERYONE),
        "T7": Duty(open_to=EVERYONE),
    },
    edits=(
        # A unit that trained counsellors has trained somebody; nothing on the year's training
        # in 表七 then looks like a figure left out, not like a year without training.
        soft(
            "training_is_counted",
            "if T6.trained > 0 then T7.trained > 0",
            "表六报有辅导员、小干部培训人数的，表七“全年团干部培训人数”一般不应为零",
            "a unit that trained counsellors (T6) normally reports trained cadres (T7)",
        ),
    ),
)
