"""The search laid open: what failed, which cells were tried, and why each was rejected."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from youthstats.editing.bounding import IntractableError, Range, Rational
from youthstats.editing.cells import cell_of
from youthstats.editing.localising.building import Weigher
from youthstats.editing.localising.covering import Part, parts_of
from youthstats.editing.localising.locating import systems_of
from youthstats.editing.localising.solving import fit
from youthstats.editing.localising.system import System
from youthstats.model.cellrefs import show_value
from youthstats.model.findings import Review
from youthstats.model.items import Kind
from youthstats.model.returns import Filed
from youthstats.model.values import plain
from youthstats.wording import said_range, say

__all__ = ["lines_of"]


def lines_of(
    review: Review, weigh: Weigher, *, published: Filed | None, most: int, budget: int, lang: str
) -> Iterator[str]:
    """Yield, block by block, the failed edits and what became of every cell in them."""
    sources = [review.filed, *([published] if published is not None else [])]
    for system in systems_of(review, weigh, published):
        parts, hunt = parts_of(system, most=most, budget=budget)
        for part in parts:
            yield from _block(_Told(system, sources, lang), part)
        if parts:
            tried = say("list.comma", lang).join(
                say("suspect.tried", lang, count=count, size=size)
                for size, count in sorted(hunt.tried.items())
            )
            yield say("explain.tried", lang, tried=tried or "–")


class _Told:
    """One system, told in one language."""

    def __init__(self, system: System, sources: list[Filed], lang: str) -> None:
        self.system, self.sources, self.lang = system, sources, lang

    def place(self, column: int) -> str:
        """Return where a cell is and what stands there."""
        place = self.system.columns[column].place
        filed = self.sources[place.source][place.unit]
        cell = cell_of(filed, place.form, place.item, place.line)
        return f"{cell.place or cell.item} {cell.item} {cell.shown(self.lang)}"

    def rule(self, row: int) -> str:
        """Return an edit by its name."""
        return self.system.rows[row].rule

    def range(self, column: int, found: Range) -> str:
        """Return what a cell may hold."""
        place = self.system.columns[column].place
        form = self.sources[place.source].scheme.form(place.form)
        share = form.item(place.item).kind is Kind.SHARE

        def number(value: Rational | None) -> str:
            return (
                "" if value is None else show_value(plain(Fraction(value)), self.lang, share=share)
            )

        if found.value is not None:
            return number(found.value)
        both = {"low": number(found.low), "high": number(found.high)}
        ends = {name: end for name, end in both.items() if end}
        opened = "low " * found.low_open + "high" * found.high_open
        return said_range("explain", ends, opened, self.lang, gaps=found.gaps)


def _block(told: _Told, part: Part) -> Iterator[str]:
    system = told.system
    for row in part.rows:
        one = system.rows[row]
        yield say("explain.row", told.lang, unit=one.unit, rule=one.rule, statement=one.statement)
    candidates = dict.fromkeys(c for row in part.rows for c in system.shape.members[row])
    for column in sorted(candidates):
        yield _judged(told, column, part)


def _judged(told: _Told, column: int, part: Part) -> str:
    """Return what became of one cell as the only one to change."""
    system, lang, place = told.system, told.lang, told.place(column)
    if system.columns[column].weight is None:
        return say("explain.trusted", lang, place=place)
    touching = system.shape.touching[column]
    apart = [told.rule(row) for row in part.rows if row not in touching]
    if apart:
        rules = say("list.comma", lang).join(apart)
        return say("explain.untouched", lang, place=place, rules=rules)
    try:
        found = fit(system, (column,))
        wants = {row: fit(system, (column,), rows=[row]) for row in touching}
    except IntractableError:
        return say("explain.unknown", lang, place=place)
    if found is not None:
        new = told.range(column, found.ranges[0])
        return say("explain.accepted", lang, place=place, new=new)
    said = [
        say(
            "explain.want",
            lang,
            rule=told.rule(row),
            what=say("explain.nothing", lang)
            if want is None
            else told.range(column, want.ranges[0]),
        )
        for row, want in wants.items()
    ]
    return say("explain.conflict", lang, place=place, wants=say("list.comma", lang).join(said))
