"""Which of the units of measure said above a table an item is given in: 单位：个、万元."""

from __future__ import annotations

import re
from collections.abc import Sequence

from youthstats.model.items import Kind
from youthstats.workbook.reading.sheets.labels import stem_and_measure
from youthstats.workbook.reading.sheets.measures import is_measure
from youthstats.workbook.understanding.telling import counts

__all__ = ["counted_in", "fitting", "may_be_in", "speaks_of_money"]

_NUMBER_OF = re.compile(r"(?P<measure>人次|场次|\w)数$")
"""A label that says what is counted: 户数."""

_COUNTED = (
    ("人次", re.compile("人次$")),
    (
        "人",
        re.compile(
            "(?<!法)人$|(?:人[员口]|者|[团党队社会]员|学生|教师|职工|干部|儿童)数?$|^[男女][性生]?$"
        ),
    ),
    ("户", re.compile("户$")),
)
"""What the end of a label says is counted: 老年人, 低保户."""

_ALIKE = {"人": frozenset("人名")}

_OF_MONEY = re.compile("额|资金|投资|收入|支出|产值|费|利润|金$|税|款|工资|薪")


def fitting(measures: tuple[str, ...], kind: Kind, labels: Sequence[str]) -> tuple[str, ...]:
    """Return the one measure that an item under ``labels`` is given in, several where nothing tells.

    What is counted takes one of what is counted, and the one its label speaks of; an amount takes
    another, one of several only where its labels speak of money or that is in none. Nothing else
    takes any.
    """
    stems = [stem_and_measure("".join(label.split()))[0] for label in labels]
    if kind is Kind.COUNT:
        return _counting(measures, stems)
    amounts = tuple(one for one in measures if one != "%" and not counts(one))
    if kind is not Kind.MONEY or not amounts:
        return ()
    of_money = speaks_of_money(labels)
    fit = tuple(one for one in amounts if one.endswith("元") == of_money)
    return fit or measures


def speaks_of_money(labels: Sequence[str]) -> bool:
    """Tell whether any of some labels speaks of money: 本期收入, 金额."""
    return any(_OF_MONEY.search(stem_and_measure("".join(one.split()))[0]) for one in labels)


def counted_in(measures: tuple[str, ...], labels: Sequence[str]) -> str:
    """Return which of several measures the innermost label ends in something counted by: 人, 老年人."""
    stem = stem_and_measure("".join(labels[-1].split()))[0] if labels else ""
    said = next((one for one, end in _COUNTED if end.search(stem)), "")
    fit = _fit(measures, said)
    return fit[0] if len(measures) > 1 and len(fit) == 1 else ""


def may_be_in(measure: str, kind: Kind | None, label: str) -> bool:
    """Tell whether what a label speaks of, of a kind if it tells any, may be given in a measure.

    Money is only in 元; what is counted is in what it says it is counted by, or in as many 万 of it.
    """
    unit = measure.lstrip("十百千万亿")
    if kind is Kind.MONEY:
        return unit == "元"
    if kind is Kind.COUNT and not counts(unit):
        return False
    stem = stem_and_measure("".join(label.split()))[0]
    said = next((one for one, end in _COUNTED if end.search(stem)), "")
    return not (said and counts(unit)) or bool(_fit((unit,), said))


def _counting(measures: tuple[str, ...], stems: Sequence[str]) -> tuple[str, ...]:
    """Return the measures of what is counted: the innermost 户数 tells, else the innermost 老年人.

    The people among 户数 are counted by the household.
    """
    numbers = (found["measure"] for stem in reversed(stems) if (found := _NUMBER_OF.search(stem)))
    if said := next(filter(is_measure, numbers), ""):
        return _fit(measures, said)
    ends = (one for stem in reversed(stems) for one, end in _COUNTED if end.search(stem))
    said = next((stem for stem in reversed(stems) if stem in measures), "") or next(ends, "")
    return _fit(measures, said) or tuple(filter(counts, measures))


def _fit(measures: tuple[str, ...], said: str) -> tuple[str, ...]:
    return tuple(one for one in measures if one in _ALIKE.get(said, {said}))
