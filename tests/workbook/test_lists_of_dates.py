"""An entry of a list in which only a date was filled in."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import youthstats as ys


@ys.form("V1", label="表一", title="活动一览表", rows=ys.entries(), columns=ys.items())
class Visits:
    """A list of visits."""

    day: date | None = ys.date_("活动日期")
    visitors: int | None = ys.count("人数")


SCHEME = ys.define_scheme(
    id="visits",
    title="活动统计",
    period="2024年",
    forms=[Visits],
    units=ys.Hierarchy((ys.Unit("东区", "全市"), ys.Unit("西区", "全市"), ys.Unit("全市"))),
)


def test_a_date_alone_is_an_entry(tmp_path: Path) -> None:
    """A row that holds a date and nothing else is no heading: the entry is read."""
    form = SCHEME.form("V1")
    record = ys.parse_record(
        form, [{"day": "2024-05-01", "visitors": 3}, {"day": "2024-06-01"}, {"visitors": 5}]
    )
    ys.write_return(tmp_path / "东区.xlsx", SCHEME, "东区", {"V1": record})
    assert record == ys.read(tmp_path, SCHEME)["东区"].records["V1"]
