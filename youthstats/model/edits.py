"""Edits: named rules that figures must obey, and how one is judged.

A figure known only to some precision is an interval of true values; an edit over such figures
holds when *some* true values inside the intervals satisfy it (the convention of decision 3 in
``docs/explanation/values.md``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from enum import Enum
from fractions import Fraction

from attrs import field, frozen

from youthstats.model.linear import (
    Comparison,
    Condition,
    Linear,
    Product,
    Quotient,
    Ref,
    Statement,
    Times,
)
from youthstats.model.values import (
    SHOWN_DIGITS,
    Figure,
    Inexact,
    Number,
    alike,
    bounds,
    noisy,
    nominal,
    plain,
)
from youthstats.wording import say

__all__ = [
    "Edit",
    "EditText",
    "Judgement",
    "Severity",
    "Verdict",
    "floored",
    "hard",
    "judge",
    "soft",
]


class Severity(Enum):
    """How much a finding weighs: 强制性 must be mended, 核实性 must be explained, a note informs."""

    HARD = "hard"
    SOFT = "soft"
    NOTE = "note"


class Verdict(Enum):
    """What judging an edit can say."""

    HOLDS = "holds"
    FAILS = "fails"
    UNDECIDED = "undecided"


@frozen
class EditText:
    """An edit as its author writes it; a form parses it against its own items.

    ``only`` names the units it is meant for; empty means all. ``inferred`` marks one that nobody
    wrote: it was concluded from the labels of a form.
    """

    name: str
    text: str
    severity: Severity
    zh: str
    en: str
    only: tuple[str, ...] = ()
    inferred: bool = False


@frozen
class Edit:
    """A parsed edit. ``zh`` and ``en`` say in a sentence what must hold, and for whom.

    ``lines`` are the categories that an edit of every line is judged on; empty means all.
    ``given`` says that it is only of figures that were given: a blank is none, whatever it counts
    as in a sum.
    """

    name: str
    statement: Statement
    severity: Severity
    zh: str
    en: str
    only: tuple[str, ...] = ()
    inferred: bool = False
    lines: tuple[str, ...] = ()
    given: bool = False
    written: str = ""

    @property
    def stated(self) -> str:
        """The statement as it was written, before entries of a list were put in."""
        return self.written or str(self.statement)

    @property
    def kind(self) -> str:
        """The field's word for it: ``balance``, ``inequality``, ``ratio`` or ``conditional``."""
        match self.statement:
            case Quotient():
                return "ratio"
            case Condition():
                return "conditional"
            case Comparison(relation="=") | Product(relation="="):
                return "balance"
            case _:
                return "inequality"

    def text(self, lang: str) -> str:
        """Return what must hold, and whether that was only inferred."""
        said = self.en if lang == "en" else self.zh
        return said + say("edit.inferred", lang) if self.inferred else said


def hard(name: str, text: str, zh: str, en: str = "", *, only: tuple[str, ...] = ()) -> EditText:
    """Write an edit that must hold (强制性): a return that breaks it goes back."""
    return EditText(name, text, Severity.HARD, zh, en or zh, only)


def soft(
    name: str,
    text: str,
    zh: str,
    en: str = "",
    *,
    only: tuple[str, ...] = (),
    inferred: bool = False,
) -> EditText:
    """Write an edit whose failure must be explained (核实性).

    ``inferred`` says that nobody wrote it: it was concluded from the labels, and its findings say so.
    """
    return EditText(name, text, Severity.SOFT, zh, en or zh, only, inferred)


@frozen
class Judgement:
    """What became of one edit over one set of figures.

    ``left`` and ``right`` are the two sides as shown (for a ratio edit the share and the quotient;
    for a condition the two sides of its consequence), ``None`` where one cannot be computed.
    ``within_rounding`` says that it holds, but only thanks to the precision of the figures.
    """

    verdict: Verdict
    left: Number | None = None
    right: Number | None = None
    within_rounding: bool = field(default=False, kw_only=True)

    @property
    def imbalance(self) -> Number | None:
        """Left minus right, signed."""
        if self.left is None or self.right is None:
            return None
        return plain(Fraction(self.left) - Fraction(self.right))


Rational = Fraction | int

Lookup = Callable[[Ref], Figure | None]
"""Gives the figure an item stands for in an edit, or ``None`` where it cannot be told."""


def judge(statement: Statement, figure_of: Lookup) -> Judgement:
    """Judge one statement; undecided when any figure it needs cannot be told."""
    if isinstance(statement, Comparison):
        return _judge_comparison(statement, figure_of)
    if isinstance(statement, Quotient):
        return _judge_quotient(statement, figure_of)
    if isinstance(statement, Product):
        return _judge_product(statement, figure_of)
    return _judge_condition(statement, figure_of)


@frozen
class _Range:
    """A linear expression evaluated: the number shown and the interval it may truly be in."""

    shown: Rational
    low: Rational
    high: Rational

    @property
    def exact(self) -> bool:
        return self.low == self.high

    @classmethod
    def of(cls, linear: Linear, figure_of: Lookup) -> _Range | None:
        shown, terms = linear.quick
        below: Rational = 0
        above: Rational = 0
        for ref, coefficient in terms:
            figure = figure_of(ref)
            if figure is None:
                return None
            if isinstance(figure, int):
                shown += coefficient * figure
            elif not isinstance(figure, Inexact):
                shown += coefficient * Fraction(figure)
            else:
                size = coefficient * nominal(figure)
                ends = [coefficient * end for end in bounds(figure)]
                shown += size
                below += min(ends) - size
                above += max(ends) - size
        return cls(shown, shown + below, shown + above)

    @classmethod
    def of_times(cls, times: Times, figure_of: Lookup) -> _Range | None:
        """Return what a product comes to: nothing, where one of its factors is nothing."""
        factors = cls.of(Linear.of(times.factor), figure_of), cls.of(times.by, figure_of)
        nothing = [one for one in factors if one is not None and not (one.low or one.high)]
        one, by = (nothing * 2 or factors)[:2]
        if one is None or by is None:
            return None
        corners = [end * size for end in (one.low, one.high) for size in (by.low, by.high)]
        return cls(one.shown * by.shown, min(corners), max(corners))

    def __add__(self, other: _Range) -> _Range:
        return _Range(self.shown + other.shown, self.low + other.low, self.high + other.high)

    def __sub__(self, other: _Range) -> _Range:
        return _Range(self.shown - other.shown, self.low - other.high, self.high - other.low)


def _stands(relation: str, size: Rational) -> bool:
    """Tell whether ``size`` stands in ``relation`` to zero."""
    match relation:
        case "=":
            return size == 0
        case "<=":
            return size <= 0
        case ">=":
            return size >= 0
        case "<":
            return size < 0
        case _:
            return size > 0


def _may_stand(relation: str, difference: _Range) -> bool:
    """Tell whether some true value of ``difference`` stands in ``relation`` to zero."""
    if relation == "=":
        return difference.low <= 0 <= difference.high
    best = difference.low if relation in {"<", "<="} else difference.high
    return _stands(relation, best)


def _must_stand(relation: str, difference: _Range) -> bool:
    """Tell whether every true value of ``difference`` stands in ``relation`` to zero."""
    return _stands(relation, difference.low) and _stands(relation, difference.high)


def _judge_comparison(comparison: Comparison, figure_of: Lookup) -> Judgement:
    left = _Range.of(comparison.left, figure_of)
    right = _Range.of(comparison.right, figure_of)
    if left is None or right is None:
        return Judgement(Verdict.UNDECIDED)
    sides = plain(left.shown), plain(right.shown)
    if _stands(comparison.relation, left.shown - right.shown):
        return Judgement(Verdict.HOLDS, *sides)
    noise = _noise(comparison.sides, figure_of)
    apart = left.shown - right.shown
    if _may_stand(comparison.relation, _Range(apart, apart - noise, apart + noise)):
        return Judgement(Verdict.HOLDS, *sides)
    if left.exact and right.exact:
        return Judgement(Verdict.FAILS, *sides)
    # What stands on both sides is one figure: together they may be less apart than each by itself.
    difference = _Range.of(comparison.difference, figure_of)
    roughly = difference is not None and _may_stand(comparison.relation, difference)
    if roughly:
        within = sides[0] == sides[1] or not alike(*sides)
        return Judgement(Verdict.HOLDS, *sides, within_rounding=within)
    return Judgement(Verdict.FAILS, *sides)


def _noise(sums: Iterable[Linear], figure_of: Lookup) -> Fraction:
    """Return how far apart sums may be for what a spreadsheet's arithmetic leaves in last digits.

    12.3 − 12.1 is stored as 0.200000000000001. Each figure with as many digits stands for one more or
    less in the fifteenth of the largest term.
    """
    terms = [(size, figure_of(ref)) for linear in sums for ref, size in linear.terms]
    known = [(size, figure) for size, figure in terms if figure is not None]
    count = sum(noisy(figure) for _, figure in known)
    largest = max((abs(size * nominal(figure)) for size, figure in known if count), default=0)
    return Fraction(count * largest, 10 ** (SHOWN_DIGITS - 1))


def _judge_quotient(quotient: Quotient, figure_of: Lookup) -> Judgement:
    """Judge ``share = part / whole`` without dividing: ``share · whole`` must meet ``part``.

    With an exact part and whole this is ``2·|10^d·part − P·whole| <= whole`` for a share printed
    as ``P`` units of the d-th decimal, both ends closed.
    """
    share = figure_of(quotient.share)
    part = _Range.of(quotient.part, figure_of)
    whole = _Range.of(quotient.whole, figure_of)
    if share is None or part is None or whole is None:
        return Judgement(Verdict.UNDECIDED)
    shown = nominal(share)
    right = plain(Fraction(part.shown) / whole.shown) if whole.shown else None
    corners = [end * size for end in bounds(share) for size in (whole.low, whole.high)]
    meets = _meet(part, min(corners), max(corners))
    if not meets:
        sums = (
            Linear.of(quotient.share) * Fraction(whole.shown),
            quotient.part,
            quotient.whole * shown,
        )
        noise = _noise(sums, figure_of)
        meets = _meet(part, min(corners) - noise, max(corners) + noise)
    exactly = shown * whole.shown == part.shown
    if not whole.shown and shown and not part.shown:
        meets = exactly = False  # a share of nothing
    if quotient.or_nil and not whole.shown and not shown:
        meets = exactly = True
    verdict = Verdict.HOLDS if meets else Verdict.FAILS
    return Judgement(verdict, plain(shown), right, within_rounding=meets and not exactly)


def _judge_product(product: Product, figure_of: Lookup) -> Judgement:
    """Judge what is multiplied with both factors as they stand, each within its interval."""
    left, rest = (_Range.of(one, figure_of) for one in (product.left, product.rest))
    times = _Range.of_times(product.times, figure_of)
    if left is None or rest is None or times is None:
        return Judgement(Verdict.UNDECIDED)
    right = times + rest
    sides, apart = (plain(left.shown), plain(right.shown)), left - right
    if _stands(product.relation, apart.shown):
        return Judgement(Verdict.HOLDS, *sides)
    noise = _noise(_known_apart(product, figure_of), figure_of)
    slack = _Range(apart.shown, apart.shown - noise, apart.shown + noise)
    if _may_stand(product.relation, slack):
        return Judgement(Verdict.HOLDS, *sides)
    holds = _may_stand(product.relation, apart)
    return Judgement(Verdict.HOLDS if holds else Verdict.FAILS, *sides, within_rounding=holds)


def _known_apart(product: Product, figure_of: Lookup) -> Iterator[Linear]:
    """Yield the sums of a product, each factor as often as the other one says."""
    yield from (product.left, product.rest)
    factor, by = (
        _Range.of(one, figure_of) for one in (Linear.of(product.times.factor), product.times.by)
    )
    if factor is not None and by is not None:
        yield product.times.by * Fraction(factor.shown)
        yield Linear.of(product.times.factor) * Fraction(by.shown)


def _meet(size: _Range, low: Fraction, high: Fraction) -> bool:
    return low <= size.high and size.low <= high


def _judge_condition(condition: Condition, figure_of: Lookup) -> Judgement:
    when = _Range.of(condition.when.difference, figure_of)
    if when is None:
        return Judgement(Verdict.UNDECIDED)
    if not _must_stand(condition.when.relation, when):
        return Judgement(Verdict.HOLDS)
    return _judge_comparison(condition.then, figure_of)


def floored(edits: Iterable[object]) -> frozenset[tuple[str, str | int | None]]:
    """Return the answers, by item and line, that a hard edit by itself keeps from being negative."""
    statements = [
        edit.statement
        for edit in edits
        if isinstance(edit, Edit) and edit.severity is Severity.HARD
    ]
    return frozenset(
        (ref.item, ref.category)
        for one in statements
        if isinstance(one, Comparison) and one.relation in {">", ">="} and not one.right.terms
        if (ref := one.left.single) is not None and one.right.constant >= 0
    )
