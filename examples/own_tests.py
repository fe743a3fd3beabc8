"""Tests of one's own with ``youthstats.strategies``: laws that hold for whatever units may file.

pytest examples/own_tests.py, or python examples/own_tests.py to see some of what is drawn.
It needs the extra ``testing``.
"""

from __future__ import annotations

import sys
from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings

import youthstats as ys
from youthstats.strategies import filed, records, returns

# The scheme stands in the script beside this one; one that is installed needs no such line.
sys.path.insert(0, str(Path(__file__).parent))
SCHEME = ys.load_scheme("own_scheme:SCHEME")
FORM = SCHEME.form("L1")
QUICK = settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)


@QUICK
@given(filed(SCHEME))
def test_valid_returns_pass(drawn: ys.Filed) -> None:
    """What obeys the edits is not reported: they do not contradict each other."""
    assert ys.check(drawn).hard == ()


@QUICK
@given(records(FORM, unit="东湖区"))
def test_a_room_too_many_is_found(record: ys.Record) -> None:
    """A total that is one too large is a hard finding, and names its cell."""
    rooms = record["rooms"] if isinstance(record["rooms"], int) else 0
    spoilt = record.replacing({("rooms", None): rooms + 1})
    review = ys.check(ys.Filed.of(SCHEME, [ys.Return("东湖区", {"L1": spoilt})]))
    (finding,) = (one for one in review.hard if one.rule == "L1.rooms_add_up")
    assert finding.imbalance == 1
    assert "rooms" in {cell.item for cell in finding.cells}


@QUICK
@given(filed(SCHEME))
def test_the_share_of_the_whole_is_no_mean_of_shares(drawn: ys.Filed) -> None:
    """The total's share is its young visits over all its visits, exactly."""
    total = ys.consolidate(drawn)["L1"].total
    if total.young_share is not None:
        assert Fraction(total.young or 0, total.visits) == total.young_share


@QUICK
@given(returns(SCHEME, "西山县"))
def test_what_is_written_is_read(one: ys.Return) -> None:
    """A return survives the workbook: written and read again no figure differs."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "西山县.xlsx"
        ys.write_return(path, SCHEME, one.unit, one.records)
        assert ys.compare(ys.Filed.of(SCHEME, [one]), ys.read(path, SCHEME)) == ()


LAWS = (
    test_valid_returns_pass,
    test_a_room_too_many_is_found,
    test_the_share_of_the_whole_is_no_mean_of_shares,
    test_what_is_written_is_read,
)


def main() -> None:
    """Run every law, and say which held."""
    for law in LAWS:
        law()
        print(f"holds: {law.__doc__}")


if __name__ == "__main__":
    main()
