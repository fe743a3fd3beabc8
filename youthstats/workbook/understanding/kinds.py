"""What type of answer a cell asks for: by its validation, its number format, its measure, its label."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import chain
from math import ceil, floor
from typing import Literal, TypeGuard

from attrs import evolve, frozen

from youthstats.layout.sums import TOTAL_LABELS
from youthstats.model.items import Kind
from youthstats.workbook.reading.parse.prompts import asks_day, is_prompt
from youthstats.workbook.reading.sheets.labels import stem_and_measure
from youthstats.workbook.reading.sheets.measures import is_measure
from youthstats.workbook.understanding.adding import Rate, rate_of
from youthstats.workbook.understanding.canvas import Limit, Square
from youthstats.workbook.understanding.periods import PERIODS
from youthstats.workbook.understanding.telling import (
    counts,
    in_words,
    kind_told,
    may_be_negative,
    must_be_words,
    speaks_of_percent,
    speaks_of_stocks,
)
from youthstats.workbook.understanding.worked_out import Worked

__all__ = [
    "Asked",
    "asked",
    "least_whole",
    "measure_in",
    "together",
]

_ACCEPTED = {"whole": "whole", "decimal": "decimal", "date": "date", "textLength": "text"}
"""What validations accept, by what they are of; a condition, or a time, tells nothing of it."""

_LOW = frozenset({">", ">=", "="})
"""The signs that a least figure stands behind."""

_PERCENT = re.compile(r"0(?:\.(?P<places>0+))?%")
_DECIMALS = re.compile(r"[0#][0#,]*(?:\.(?P<places>0+))?")
_DATED = re.compile(r"[yd]|m/|[年月日]")
_PARTS = re.compile(r"\[[^]]*\]|\"[^\"]*\"|\\.|_.|\*.", re.DOTALL)
"""What a format shows beside the figure: colours and conditions, words, gaps (``_)``) and fillers (``* ``)."""

Basis = Literal["cell", "measure", "labels", ""]
"""What the kind of an answer is known by: format and validation, unit of measure, words, nothing."""


@frozen
class Asked:
    """What a cell asks for, and by what its kind is known: ``by`` the cell, its measure or labels.

    ``adds`` tells whether figures of several units are added, ``averaged`` that they are although
    they are called averages; ``in_parts`` that a formula or an average makes decimals of whole numbers, and
    ``divides`` that it is a quotient of figures: worked out again over the units, and never added.
    """

    kind: Kind
    places: int | None = None
    minimum: int | None = 0
    choices: tuple[str, ...] = ()
    by: Basis = "cell"
    adds: bool = True
    averaged: bool = False
    in_parts: bool = False
    divides: bool = False
    chosen: bool = False

    @property
    def sort(self) -> tuple[Kind, bool]:
        """Which kind of answer it is, and whether it is added."""
        return self.kind, self.adds

    @property
    def group(self) -> tuple[Kind, bool]:
        """What columns have in common, row by row, that may be of one form."""
        return self.kind, self.adds and not self.divides

    @property
    def sure(self) -> bool:
        """Whether format, validation, measure or label says so."""
        return bool(self.by)


def asked(
    square: Square,
    labels: Sequence[str],
    measure: str,
    common: str = "",
    worked: Worked | None = None,
    *,
    figured: bool = False,
    listed: bool = False,
) -> Asked:
    """Return what a cell under (and behind) ``labels`` asks for in ``measure``.

    ``common`` is the measure of all figures of the table that have none of their own, ``worked``
    what its formula makes of other cells, ``figured`` whether other formulas calculate with it.
    In a list, ``listed``, columns are of any kind: none is of figures only since nothing speaks of words.
    """
    limit = square.limit or Limit("")
    if is_prompt(square.text):
        return Asked(Kind.DATE if asks_day(square.text) else Kind.TEXT)
    if in_words(labels):
        return Asked(Kind.TEXT)
    if limit.choices:
        return Asked(Kind.TEXT, choices=limit.choices, chosen=limit.firm)
    adds_up = worked is not None and worked.sums and worked.calculates
    figured = (figured or adds_up) and not must_be_words(labels)
    of_all = "" if listed else common
    kind, places, by = _kind(square, labels, measure, of_all, figured=figured)
    rate = rate_of(labels, measure)
    rated = rate is not None and rate.kind is not None
    if not by and listed and not (figured or rated or _is_figure(square, places, labels)):
        return Asked(Kind.TEXT, by="")
    if not by and common:
        kind, places, by = _in_measure(common, places)
    by = by or ("cell" if figured else "labels" if listed and _heads_stock(labels) else "")
    if rate is not None and rate.kind is not None:
        kind, by = _of_rate(rate.kind, kind, by)
    if worked is not None and kind is Kind.COUNT and _has_decimals(worked, by):
        kind = Kind.MONEY
    if kind is Kind.SHARE and places is None:
        places = 1
    in_parts = worked is not None and (worked.in_parts or worked.divides)
    in_parts = in_parts or (rate is not None and not rate.whole and by != "cell")
    signed = worked is not None and worked.signed
    minimum = _minimum(square, kind, labels, signed=signed)
    found = Asked(kind, places, minimum, (), by, in_parts=in_parts)
    return _added(found, rate, worked) if kind.additive else found


def _has_decimals(worked: Worked, by: Basis) -> bool:
    """Tell whether a formula comes to decimals, though the cell shows none: a sum of amounts may."""
    return worked.divides or (by == "cell" and worked.sums and worked.of_amounts)


def _minimum(square: Square, kind: Kind, labels: Sequence[str], *, signed: bool) -> int | None:
    """Return the least figure a cell asks for: by its validation, else by what its labels speak of.

    ``signed`` says that its formula may come to less than nothing.
    """
    limit = square.limit or Limit("")
    if limit.of_figures and any(sign in _LOW for sign, _ in limit.ends):
        times = 100 if kind is Kind.SHARE and not square.in_percent else 1
        return _least(limit, whole=kind is Kind.COUNT, times=times)
    free = signed or may_be_negative(labels, counted=kind is Kind.COUNT)
    return None if free else 0


def _of_rate(meant: Kind, kind: Kind, by: Basis) -> tuple[Kind, Basis]:
    """Return the kind of what its labels call a rate: no cell and no other kind gainsays them."""
    if not kind.additive or by == "cell":
        return kind, by
    if by == "measure":
        return (meant if kind is Kind.COUNT else kind), by
    return meant, "labels"


def _added(found: Asked, rate: Rate | None, worked: Worked | None) -> Asked:
    """Return what is asked for with whether it is added: a sum is, a rate or an average is not.

    What a formula picks is worked out again over the units, though it be an average over time.
    """
    if worked is not None and (worked.sums or worked.divides):
        return evolve(found, divides=worked.divides)
    picked = worked is not None and worked.picks
    adds = not picked and (rate is None or rate.adds)
    return evolve(found, adds=adds, averaged=adds and rate is not None)


def _least(limit: Limit, *, whole: bool, times: int) -> int | None:
    """Return the whole number that a validation lets nothing below; ``None`` for none that is told.

    What only asks whether a figure is meant lets it be negative, where it says so, and no more.
    """
    for sign, end in limit.ends:
        number = _end_of(end)
        if number is not None and sign in _LOW and number >= -(10**9):
            least = least_whole(sign, number) if whole else floor(number / times)
            return least if limit.firm else 0 if least >= 0 else None
    return None


def least_whole(sign: str, end: Fraction) -> int:
    """Return the least whole number above an end (``>``), or not below it."""
    return floor(end) + 1 if sign == ">" else ceil(end)


def _is_figure(square: Square, places: int | None, labels: Sequence[str]) -> bool:
    """Tell whether a cell of a list is formatted, worked out or headed as a figure: 合计, 本月, 库存."""
    head = stem_and_measure("".join(labels[-1].split()))[0] if labels else ""
    said = head in TOTAL_LABELS or PERIODS.fullmatch(head) is not None or _heads_stock(labels)
    return said or places is not None or square.figure or square.formula is not None


def _heads_stock(labels: Sequence[str]) -> bool:
    """Tell whether a heading speaks of what is in stock, which is told by figures: 期末库存."""
    return bool(labels) and speaks_of_stocks(labels[-1])


def together(first: Asked, all_alike: Sequence[Asked]) -> Asked:
    """Return what several cells of one kind ask for: what any of them accepts."""
    least = [one.minimum for one in all_alike]
    offered = [one.choices for one in all_alike]
    in_parts = any(one.in_parts for one in all_alike)
    return evolve(
        first,
        minimum=None if None in least else min(filter(_known, least), default=first.minimum),
        places=max((one.places for one in all_alike if one.places is not None), default=None),
        choices=tuple(dict.fromkeys(chain(*offered))) if all(offered) else (),
        kind=Kind.MONEY if first.kind is Kind.COUNT and in_parts else first.kind,
        adds=all(one.adds for one in all_alike),
        averaged=any(one.averaged for one in all_alike),
        chosen=all(one.chosen for one in all_alike),
    )


def _known(number: int | None) -> TypeGuard[int]:
    return number is not None


def _kind(
    square: Square,
    labels: Sequence[str],
    measure: str,
    common: str,
    *,
    figured: bool,
) -> tuple[Kind, int | None, Basis]:
    accepted = _ACCEPTED.get(square.limit.kind, "") if square.limit else ""
    shown = _PARTS.sub("", square.number_format)
    percent = _PERCENT.search(shown)
    asks_percent = not measure and speaks_of_percent(labels) and not must_be_words(labels)
    if percent or measure == "%" or asks_percent:
        found = percent or (_DECIMALS.search(shown) if "." in shown else None)
        by: Basis = "cell" if percent or measure else "labels"
        return Kind.SHARE, _places(found) if found else None, by
    if accepted == "date" or (shown != "General" and _DATED.search(shown.replace("General", ""))):
        return Kind.DATE, None, "cell"
    if accepted == "text" or (shown == "@" and not accepted):
        return Kind.TEXT, None, "cell"
    decimals = _DECIMALS.search(shown) if shown != "General" else None
    places = _places(decimals) if decimals else None
    if accepted == "whole":
        return Kind.COUNT, None, "cell"
    by_words = _by_words(labels, measure, common, places, figures=True)
    told_share = by_words[0] is Kind.SHARE and not accepted
    if accepted == "decimal" or (places and not told_share):
        return Kind.MONEY, places, "cell"
    if _grown_by(square, labels):
        return Kind.MONEY, places, "cell"
    figures = figured or places is not None or square.formula is not None
    return _by_words(labels, measure, common, places, figures=figures)


def _grown_by(square: Square, labels: Sequence[str]) -> bool:
    """Tell whether what is called growth is a difference: its formula divides nothing."""
    called = stem_and_measure("".join(labels[-1].split()))[0] if labels else ""
    return called.endswith("增长") and square.formula is not None and "/" not in square.formula


def _by_words(
    labels: Sequence[str], measure: str, common: str, places: int | None, *, figures: bool
) -> tuple[Kind, int | None, Basis]:
    """Return the kind by the measure of the answer, by its labels, or by the measure of the table."""
    if measure:
        return _in_measure(measure, places)
    told = kind_told(labels, figures=figures, common=common)
    if told is not None:
        return told, places if told is Kind.MONEY else places or None, "labels"
    if places == 0:
        return Kind.COUNT, None, "cell"
    return _in_measure(common, places) if common else (Kind.MONEY, None, "")


def _in_measure(measure: str, places: int | None) -> tuple[Kind, int | None, Basis]:
    if measure == "%":
        return Kind.SHARE, places, "measure"
    return (Kind.COUNT, None, "measure") if counts(measure) else (Kind.MONEY, places, "measure")


def _places(found: re.Match[str]) -> int:
    return len(found["places"] or "")


def _end_of(text: str) -> Fraction | None:
    """Return the number that an end of a validation is; ``None`` for a cell or a formula."""
    try:
        return Fraction(Decimal(text))
    except (ArithmeticError, ValueError):
        return None


def measure_in(labels: Sequence[str]) -> str:
    """Return the unit of measure that labels give, the innermost first; ``""`` for none."""
    for label in reversed(labels):
        plain = "".join(label.split())
        measure = stem_and_measure(plain)[1]
        bare = plain.strip("()（）")
        if measure or (bare != plain and is_measure(bare)):
            return measure or bare
    return ""
