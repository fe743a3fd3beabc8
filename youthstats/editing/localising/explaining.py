"""The search laid open: what failed, which cells were tried, and why each was rejected."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from functools import cached_property

from attrs import frozen

from youthstats.editing.bounding import IntractableError, Range, Rational
from youthstats.editing.cells import cell_of
from youthstats.editing.localising.building import Weigher
from youthstats.editing.localising.covering import Part, parts_of
from youthstats.editing.localising.locating import systems_of
from youthstats.editing.localising.solving import fit
from youthstats.editing.localising.system import System
from youthstats.editing.rules import rules_in
from youthstats.model.cellrefs import CellRef, show_value
from youthstats.model.findings import Review
from youthstats.model.items import Kind
from youthstats.model.returns import Filed
from youthstats.model.sentences import with_labels
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
                for size, count in sorted(hunt.tried().items())
            )
            yield say("explain.tried", lang, tried=tried or "–")


@frozen(slots=False)
class _Told:
    """One system, told in one language."""

    system: System
    sources: Sequence[Filed]
    lang: str

    def cell(self, column: int) -> CellRef:
        """Return the cell a column stands for."""
        place = self.system.columns[column].place
        return cell_of(self.sources[place.source][place.unit], place.form, place.item, place.line)

    @cached_property
    def several(self) -> tuple[bool, bool]:
        """Whether the cells are of several files, and of several units."""
        places = {column.place[::4] for column in self.system.columns}
        files = {self.sources[source][unit].file for unit, source in places}
        return len(files) > 1, len({unit for unit, _ in places}) > 1

    def place(self, column: int) -> str:
        """Return where a cell is, what the form calls it and what stands there."""
        cell, (files, units) = self.cell(column), self.several
        where = cell.place if files else cell.spot
        whose = cell.unit if units else ""
        said = (where, whose, cell.named(self.lang), cell.shown(self.lang))
        return " ".join(filter(None, said))

    @cached_property
    def rules(self) -> Mapping[str, tuple[str, str]]:
        """The edits by their names: the label of the form, and what must hold."""
        across = say("cli.cross_form", self.lang)
        return {
            rule: (form.label if form else across, sentence)
            for rule, form, sentence in rules_in(self.sources[0].scheme, self.lang)
        }

    def rule(self, row: int) -> str:
        """Return an edit by what it says."""
        _, sentence = self.rules[self.system.rows[row].rule]
        return say("explain.rule", self.lang, rule=sentence)

    def row(self, row: int) -> str:
        """Return a failed edit: whose, of which form, and what must hold."""
        one, (form, sentence) = self.system.rows[row], self.rules[self.system.rows[row].rule]
        cells = map(self.cell, (*self.system.shape.members[row], *one.unseen, *one.followed))
        stated = with_labels(one.statement, cells, self.lang)
        return say(
            "explain.row", self.lang, unit=one.unit, form=form, rule=sentence, statement=stated
        )

    def range(self, column: int, found: Range) -> str:
        """Return what a cell may hold."""
        share = self.cell(column).kind is Kind.SHARE

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
    yield from map(told.row, part.rows)
    candidates = dict.fromkeys(c for row in part.rows for c in system.shape.members[row])
    for column in sorted(candidates):
        yield _judged(told, column, part)
    for column in dict.fromkeys(c for row in part.rows for c in system.rows[row].followed):
        yield say("explain.follows", told.lang, place=told.place(column))


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
