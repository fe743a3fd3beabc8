"""Units, their other names, and the tree they report in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from youthstats.errors import DefinitionError
from youthstats.model.units import Hierarchy, Unit
from youthstats.strategies import hierarchies, units

CITY = Hierarchy(
    (
        Unit("市级", "嘉兴市", ("市本级",)),
        Unit("南湖区", "嘉兴市", ("南湖", "嘉兴市南湖区")),
        Unit("海宁市", "嘉兴市", ("海宁",)),
        Unit("嘉兴市", aliases=("嘉兴",)),
    )
)


@given(hierarchies())
def test_every_unit_is_in_the_tree_once(roster: Hierarchy) -> None:
    """Every unit but the root is the child of exactly one unit; the leaves have none under them."""
    children = [child for name in roster.names for child in roster.children(name)]
    assert sorted(children) == sorted(set(roster.names) - {roster.root})
    assert roster.leaves == tuple(name for name in roster.names if not roster.children(name))
    assert roster.leaves == tuple(filter(roster.is_leaf, roster.names))
    assert (roster.root,) == roster.roots
    assert list(roster.names) == [unit.name for unit in roster]


@given(hierarchies())
def test_upwards_lists_parents_last(roster: Hierarchy) -> None:
    """Every unit comes before its parent, so that figures can be added in one pass."""
    place = {name: at for at, name in enumerate(roster.upwards)}
    assert set(roster.names) == set(place)
    for unit in roster:
        if unit.parent is not None:
            assert place[unit.name] < place[unit.parent]


@given(st.data(), hierarchies())
def test_units_are_recognised_by_any_of_their_names(data: st.DataObject, roster: Hierarchy) -> None:
    """A name or an alias is recognised, with blanks anywhere and full-width letters."""
    unit = data.draw(st.sampled_from(roster.units))
    name = data.draw(st.sampled_from((unit.name, *unit.aliases)))
    at = data.draw(st.integers(0, len(name)))
    assert unit == roster.recognise(f"{name[:at]} \u3000{name[at:]}")
    assert unit.name in roster
    assert unit == roster[unit.name]


@given(units())
def test_drawn_units_stand_alone(unit: Unit) -> None:
    """A drawn unit is a roster of its own."""
    roster = Hierarchy((unit,))
    assert (unit.name,) == roster.leaves
    assert unit.name == roster.root


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("南湖区", ["南湖区"]),
        ("关于南湖的报表(1)", ["南湖区"]),
        ("嘉兴市南湖区团委", ["南湖区"]),
        ("嘉兴市海宁市", ["海宁市"]),
        ("嘉兴市", ["嘉兴市"]),
        ("南湖和海宁", ["南湖区", "海宁市"]),
        ("桐乡市", []),
    ],
)
def test_units_mentioned_in_a_text(text: str, expected: list[str]) -> None:
    """A file name mentions the deepest units it names, an alias inside another one not counting."""
    assert expected == [unit.name for unit in CITY.mentioned(text)]


def test_a_stranger_is_not_recognised() -> None:
    """A name nobody has is nobody's."""
    assert CITY.recognise("桐乡市") is None
    assert "桐乡市" not in CITY
    assert not CITY.is_leaf("桐乡市")
    assert () == CITY.children("海宁市")


@pytest.mark.parametrize(
    ("roster", "reason"),
    [
        ((Unit("甲"), Unit("甲")), "two units of the roster have the same name"),
        ((Unit("甲", "乙甲"), Unit("甲乙")), "unit 甲: no unit '乙甲'"),
        ((Unit("东片"), Unit("甲", "东边片")), "did you mean '东片'"),
        ((Unit("甲", "甲"),), "unit 甲 is its own ancestor"),
        ((Unit("甲", "乙"), Unit("乙", "甲")), "is its own ancestor"),
        ((Unit("丙", "甲"), Unit("甲", "乙"), Unit("乙", "甲")), "is its own ancestor"),
        ((Unit("甲", aliases=("丙",)), Unit("乙", aliases=("丙",))), "'丙' names both 甲 and 乙"),
        ((Unit("甲", aliases=("乙",)), Unit("乙")), "'乙' names both 甲 and 乙"),
    ],
)
def test_rosters_that_contradict_themselves(roster: tuple[Unit, ...], reason: str) -> None:
    """A name twice, a shared alias, an unknown parent and a circle are refused."""
    with pytest.raises(DefinitionError, match=reason):
        Hierarchy(roster)


def test_an_alias_said_twice_is_said_once() -> None:
    """A unit may list its own name among its aliases."""
    assert Unit("甲", aliases=("甲", "甲 ")) == Hierarchy(
        (Unit("甲", aliases=("甲", "甲 ")),)
    ).recognise("甲")


def test_a_roster_without_one_root_has_no_total() -> None:
    """Two units without a parent leave nobody everything adds up to."""
    with pytest.raises(DefinitionError, match="2 units without a parent"):
        _ = Hierarchy((Unit("甲"), Unit("乙"))).root


def test_an_open_roster_takes_the_units_that_were_met() -> None:
    """Under its root, each once, in the order they came; the root itself is none of them."""
    roster = Hierarchy.open("全市")
    assert () == roster.leaves
    assert not roster.is_leaf("全市")
    met = roster.of(["乙村", "甲村", "全市", "乙村"])
    assert ("乙村", "甲村") == met.leaves == met.children("全市")
    assert not met.is_open
    assert roster is roster.of(["全市"])
    with pytest.raises(DefinitionError, match="no units but its root"):
        Hierarchy((Unit("甲村", "全市"), Unit("全市")), is_open=True)


def test_units_that_are_called_nearly_so() -> None:
    """Those that file, by their names or aliases, each once; blanks and width do not matter."""
    assert ["海宁市"] == CITY.alike("海 寧市", 3)
    assert ["南湖区"] == CITY.alike("嘉兴南湖区", 1)
    assert [] == CITY.alike("北京", 3)
