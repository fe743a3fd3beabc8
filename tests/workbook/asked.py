"""What cells are read for in the tests of the parser: one item of each kind, and how to ask."""

from __future__ import annotations

from decimal import Decimal

from youthstats.model.items import Item, Kind
from youthstats.model.values import Inexact
from youthstats.workbook.package import Cell, CellValue
from youthstats.workbook.reading.parse import Parsed, parse_answer

PEOPLE = Item("placed", Kind.COUNT, "人数", measure="人次")
PIECES = Item("posts", Kind.COUNT, "岗位个数")
YUAN = Item("funds", Kind.MONEY, "资金（元）", measure="元")
WAN = Item("loans", Kind.MONEY, "资金（万元）", measure="万元")
QIAN = Item("fees", Kind.MONEY, "经费（千元）", measure="千元")
PROFIT = Item("profit", Kind.MONEY, "盈亏（元）", measure="元", minimum=None)
BARE = Item("amount", Kind.MONEY, "金额")
RATE = Item("rate", Kind.SHARE, "办结率", places=1)
PERCENT = Item("passed", Kind.SHARE, "合格率（%）", measure="%", places=1)
GROWTH = Item("growth", Kind.SHARE, "增长（%）", measure="%", minimum=None, places=1)
WORDS = Item("remarks", Kind.TEXT, "备注")
DAY = Item("opened", Kind.DATE, "开通日期")
TRAINING = Item("training", Kind.PHRASE, "培训", pattern="举办（{held}）次，培训（{trained}）人")
HELD = Item("held", Kind.COUNT, "次数（次）", measure="次", within="training")
TRAINED = Item("trained", Kind.COUNT, "人数（人）", measure="人", within="training")

NUMERIC = (PEOPLE, PIECES, YUAN, WAN, QIAN, PROFIT, BARE, RATE)
EVERY = (*NUMERIC, WORDS, DAY, TRAINING)


def read(value: CellValue, item: Item, number_format: str = "General") -> Parsed:
    """Read a cell that holds ``value``."""
    return parse_answer(Cell(value, number_format=number_format), item, grows=item is GROWTH)


def inexact(value: str, low: str, high: str) -> Inexact:
    """Make an interval as one writes it."""
    return Inexact(Decimal(value), Decimal(low), Decimal(high))
