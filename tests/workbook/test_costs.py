"""What a text, a list or a workbook, however made, may cost: no more than its length.

Nothing is timed: a text that is tried again and again would hang, and of the rest instructions are
counted.
"""

from __future__ import annotations

import pytest

import youthstats as ys
from tests.counting import instructions
from tests.workbook.asked import DAY, read
from tests.workbook.many import BOOKS, NAMES, SCHEME
from tests.workbook.many import book as many_book
from youthstats.model.items import Item, Kind
from youthstats.model.phrases import fill_phrase, phrase_slots
from youthstats.model.units import Hierarchy, Unit
from youthstats.model.values import Missing
from youthstats.workbook.package import Cell, Sheet
from youthstats.workbook.reading.books.bearing import bears
from youthstats.workbook.reading.books.interpret import interpret
from youthstats.workbook.reading.parse import parse_phrase
from youthstats.workbook.reading.parse.numerals import NUMERAL
from youthstats.workbook.reading.sheets.deadline import FEW

YEAR = ys.load_scheme("youth_league_2009")
PHRASES = [item for form in YEAR.forms for item in form.items if item.kind is Kind.PHRASE]
MOST = 32_767
"""Signs a cell may hold."""


def run(text: str) -> str:
    """Repeat a text up to as many signs as a cell may hold."""
    return (text * MOST)[:MOST]


def inner(item: Item) -> list[Item]:
    """Return the figures inside a phrase, each as a count."""
    return [
        Item(slot, Kind.COUNT, slot, within=item.name) for slot in phrase_slots(item.pattern or "")
    ]


@pytest.mark.parametrize("item", PHRASES, ids=lambda item: item.name)
def test_a_gap_of_a_phrase_may_be_as_wide_as_a_cell(item: Item) -> None:
    """A run of blanks in any gap of a phrase is a blank answer."""
    pattern = item.pattern or ""
    for wide in phrase_slots(pattern):
        for blanks in (" ", "\n", "\u3000 "):
            gaps = {slot: run(blanks) if slot == wide else "3" for slot in phrase_slots(pattern)}
            found = parse_phrase(fill_phrase(pattern, gaps), item, inner(item))
            assert found is not None
            assert Missing.BLANK is found[wide].value


@pytest.mark.parametrize("item", PHRASES, ids=lambda item: item.name)
def test_no_run_in_a_phrase_is_tried_again_and_again(item: Item) -> None:
    """Blanks, brackets, figures and the phrase's own words, as many as a cell holds."""
    pattern = item.pattern or ""
    begins = fill_phrase(pattern, dict.fromkeys(phrase_slots(pattern), "3"))[:-1]
    for sign in (" ", "(", "）", "，", "5", "一", pattern[0], pattern[:2], begins):
        for end in ("", "x"):
            assert None is parse_phrase(run(sign) + end, item, ()) or sign == begins
            parse_phrase(begins + run(sign) + end, item, inner(item))


@pytest.mark.parametrize(
    "sign", [*NUMERAL.removeprefix("0-9"), "5", " ", "年", "2009年 ", "T", ":"]
)
def test_a_date_of_any_length_is_refused(sign: str) -> None:
    """What is longer than a date can be is none, whatever it consists of."""
    assert "reading.not_a_date" == read(f"{run(sign)}x", DAY).note


def test_blanks_within_a_date_may_be_many() -> None:
    """A date is as long as its signs: blanks between them do not make it prose."""
    spaced = f"2009年{run(' ')}6月\n30日"
    assert "2009-06-30" == str(read(spaced, DAY).value)


@pytest.mark.parametrize(
    "text", [f"表号{run(' ')}x", f"表号：{run(' ')}表一{run(' ')}x", run("表 ")]
)
def test_what_a_sheet_says_it_is_may_be_spaced_out(text: str) -> None:
    """A label with as many blanks as a cell holds is looked at once."""
    said = bears(Sheet("x", cells={(0, 0): Cell(text)}), YEAR.form("T1"), YEAR)
    assert ("：" in text) == said


def test_a_text_that_mentions_every_unit_is_searched_once() -> None:
    """Of units named inside other names the longest are meant, however many there are."""
    names = [f"{sign}区" for sign in map(chr, range(0x4E00, 0x5E00))]
    roster = Hierarchy((*(Unit(name, "全市") for name in names), Unit("全市")))
    assert names == [unit.name for unit in roster.mentioned("".join(names))]


def work(what: str, many: int) -> int:
    """Count the instructions run to read a workbook with so many of one thing."""
    book = many_book(what, many)
    return instructions(lambda: interpret(book, SCHEME, NAMES))


@pytest.mark.parametrize("what", BOOKS)
def test_twice_as_much_takes_twice_the_work(what: str) -> None:
    """What each further line, block, label, formula or sheet costs does not grow with their number."""
    interpret(many_book(what, FEW), SCHEME, NAMES)  # what is worked out once is, by now
    some, twice, four_times = (work(what, many) for many in (FEW, 2 * FEW, 4 * FEW))
    assert 4 * (four_times - twice) < 9 * (twice - some)
