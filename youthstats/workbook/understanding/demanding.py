"""What the validations of a template demand of its answers: comparisons, taken exactly.

An end that is a number bounds one answer; an end that is a formula, or a condition, compares several.
What cannot be said as comparisons of sums is no edit, and is listed with the reason.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from math import ceil, floor

from attrs import evolve, field, frozen

from youthstats.model.edits import Severity
from youthstats.model.forms import Line
from youthstats.model.items import Kind
from youthstats.model.linear import Comparison, Linear, Ref
from youthstats.workbook.formulas.comparing import comparisons_in
from youthstats.workbook.formulas.scope import NoEdit
from youthstats.workbook.package.moving import moved
from youthstats.workbook.reading.sheets.places import Place, address, some
from youthstats.workbook.understanding.canvas import Limit
from youthstats.workbook.understanding.doubts import Doubt
from youthstats.workbook.understanding.formed import Formed
from youthstats.workbook.understanding.kinds import least_whole
from youthstats.workbook.understanding.sources import Sheets, over_all

__all__ = ["Demand", "Demanding"]

_TURNED = {"=": "=", "<=": ">=", ">=": "<=", "<": ">", ">": "<"}
_NO_FIGURES = {
    "list": "validation.list",
    "textLength": "validation.of_words",
    "date": "validation.of_dates",
    "time": "validation.of_dates",
}
"""Why validations of these kinds are no edits."""

_NEARLY = 5
"""A limit on all blank rows of a list but one in so many is taken for the list's."""


@frozen
class Demand:
    """A comparison that cells must satisfy, and the rule as it was written.

    Where it speaks of one line alone its references name none.
    """

    statement: Comparison
    severity: Severity
    written: str = field(eq=False)

    @property
    def bound(self) -> tuple[Ref, str, Fraction] | None:
        """The answer, sign and number, if it holds one answer against a number."""
        ref, right = self.statement.left.single, self.statement.right
        return (
            None if ref is None or right.terms else (ref, self.statement.relation, right.constant)
        )

    @property
    def bare(self) -> bool:
        return all(ref.category is None for ref in self.statement.refs)

    def admits_less_than(self, other: Demand) -> bool:
        """Tell whether no figure satisfies it that does not satisfy ``other``; both are bounds."""
        mine, theirs = self.bound, other.bound
        if mine is None or theirs is None or mine[0] != theirs[0]:
            return False
        (_, sign, end), (_, its_sign, its_end) = mine, theirs
        if sign[0] != its_sign[0]:
            return False
        inside = end < its_end if sign[0] == "<" else end > its_end
        return inside or (end == its_end and (sign == its_sign or len(sign) == 1))

    def on(self, line: Line) -> Comparison:
        """Return it said of one line, if of one alone."""
        if line is None or not self.bare:
            return self.statement
        left, right = (_on(side, str(line)) for side in self.statement.sides)
        return Comparison(left, self.statement.relation, right)


class Demanding:
    """The validations of one form being read; what is no edit becomes a doubt."""

    def __init__(self, one: Formed, formed: Mapping[str, Formed], sheets: Sheets) -> None:
        self.one = one
        self.formed = formed
        self.sheets = sheets
        self.canvas = one.paths.canvas
        self.doubts: list[Doubt] = []
        self.refused: set[tuple[str, str]] = set()

    def said(self) -> Iterator[tuple[str, Line, Demand]]:
        """Yield what is demanded: the item, the line it names (none where all demand it), and what."""
        for item, demands in self._demands().items():
            for demand, lines in demands.items():
                if not demand.bare:
                    yield from ((item, line, demand) for line in lines)
                else:
                    for line in self._lines(item, demand, lines, demands):
                        yield item, line, demand

    def _demands(self) -> dict[str, dict[Demand, list[Line]]]:
        """Return what is demanded of each item, and on which lines."""
        found: dict[str, dict[Demand, list[Line]]] = {}
        form = self.one.form
        for (item, line), place in self.one.places.items():
            limit = self.canvas.at(place).limit
            offered = limit is not None and limit.choices and not form.is_total_line(line)
            if limit is None or offered or not self.canvas.asks(place):
                continue
            severity = Severity.HARD if limit.firm else Severity.SOFT
            for read in self._read(item, line, place, limit):
                if isinstance(read, NoEdit):
                    self._refuse(item, place, limit, read)
                    continue
                demand = Demand(read, severity, limit.written)
                if not self._implied(item, demand):
                    found.setdefault(item, {}).setdefault(demand, []).append(line)
        return found

    def _read(
        self, item: str, line: Line, place: Place, limit: Limit
    ) -> Iterator[Comparison | NoEdit]:
        """Yield the comparisons that a validation comes to, or why an end of it comes to none."""
        at = (self.canvas.name, *place)
        reason = self._reason(item, limit)
        if reason or limit.origin is None:
            yield NoEdit(reason or "validation.areas", limit.written, at)
            return
        down, right = place[0] - limit.origin[0], place[1] - limit.origin[1]
        own = address(limit.origin)
        for text in [f"={own}{sign}{end}" for sign, end in limit.ends] or [f"={limit.custom}"]:
            read = comparisons_in(
                moved(text, down, right), at, self.sheets.meaning, self.sheets.formula
            )
            if isinstance(read, NoEdit):
                yield read
                continue
            for said in read:
                home = self._at_home(said, line)
                if home is None:
                    yield NoEdit("validation.entries", limit.written, at)
                else:
                    yield from self._tidied(home)

    def _reason(self, item: str, limit: Limit) -> str:
        """Return why a validation cannot be an edit, whatever its ends are; ``""`` if it may be."""
        if limit.kind in _NO_FIGURES:
            return _NO_FIGURES[limit.kind]
        if not self.one.form.item(item).kind.numeric:
            return "validation.no_figure"
        return "validation.outside" if limit.outside else ""

    def _at_home(self, said: Comparison, line: Line) -> Comparison | None:
        """Return a comparison of cells as one of answers; ``None`` for other entries of a list."""
        left, right = (self._answers(side) for side in said.sides)
        refs = (*left.refs, *right.refs)
        if self.one.form.is_total_line(line):
            sides = [over_all(side, self.formed, self.one.form.id) for side in (left, right)]
            of_all = [side for side in sides if side is not None]
            return Comparison(of_all[0], said.relation, of_all[1]) if len(of_all) == 2 else None
        if line is not None and all((ref.category, ref.form) == (str(line), None) for ref in refs):
            left, right = _on(left, None), _on(right, None)
        elif self.one.form.open:
            return None
        return Comparison(left, said.relation, right)

    def _answers(self, linear: Linear) -> Linear:
        """Return a sum over cells as one over answers: a cell may show a share a hundred times."""
        terms = []
        for ref, size in linear.terms:
            of = self.formed[str(ref.form)]
            entry = of.form.open and ref.category not in {None, of.form.total_line}
            line = int(str(ref.category)) if entry else ref.category
            own = evolve(ref, form=None) if of.form.id == self.one.form.id else ref
            terms.append((own, size * of.shown_times(ref.item, line)))
        return Linear(tuple(terms), linear.constant)

    def _tidied(self, said: Comparison) -> Iterator[Comparison]:
        """Yield a comparison; of one answer and a number as bounds, whole where it is counted."""
        difference = said.difference
        if len(difference.terms) != 1:
            yield said
            return
        ((ref, size),) = difference.terms
        relation = said.relation if size > 0 else _TURNED[said.relation]
        end = -difference.constant / size
        counted = self.formed[ref.form or self.one.form.id].form.item(ref.item).kind is Kind.COUNT
        for sign in (">=", "<=") if relation == "=" else (relation,):
            bound = _whole(sign, end) if counted else (sign, end)
            yield Comparison(Linear.of(ref), bound[0], Linear((), bound[1]))

    def _implied(self, item: str, demand: Demand) -> bool:
        """Tell whether a demand is made anyway: it joins no answers, or the item's least says it."""
        if not demand.statement.difference.terms:
            return True
        least, bound = self.one.form.item(item).minimum, demand.bound
        if least is None or bound is None or bound[0].item != item:
            return False
        floored = Comparison(Linear.of(bound[0]), ">=", Linear((), Fraction(least)))
        return Demand(floored, Severity.HARD, "").admits_less_than(demand)

    def _lines(
        self, item: str, demand: Demand, lines: Sequence[Line], others: Mapping[Demand, object]
    ) -> Sequence[Line]:
        """Return the lines an edit is to name; of a list it is said where only some demand it."""
        asked = {
            line: place
            for (name, line), place in self.one.keys.places.items()
            if name == item and self.canvas.asks(place)
        }
        said = set(lines)
        rest = [place for line, place in asked.items() if line not in said]
        if not rest:
            return [None]
        if not self.one.form.open:
            return lines
        upheld = all(one.admits_less_than(demand) for one in others if _same_side(one, demand))
        nearly = upheld and len(rest) * _NEARLY <= len(asked)
        cells = rest if nearly else [asked[line] for line in lines]
        code = "limit_on_most" if nearly else "limit_on_some"
        self._doubt(code, cells[0], item, rule=demand.written, cells=some(list(_areas(cells))))
        return [None] if nearly else []

    def _refuse(self, item: str, place: Place, limit: Limit, why: NoEdit) -> None:
        """List a validation that is no edit, once for each item and reason."""
        if (item, why.code) not in self.refused:
            self.refused.add((item, why.code))
            self._doubt("validation_unread", place, item, rule=limit.written, why=why)

    def _doubt(self, code: str, place: Place, item: str, **facts: object) -> None:
        self.doubts.append(Doubt(code, self.canvas.name, address(place), {"item": item, **facts}))


def _on(linear: Linear, category: str | None) -> Linear:
    """Return a sum with this category for all of its own form."""
    terms = ((evolve(ref, category=category), size) for ref, size in linear.terms)
    return Linear(tuple(terms), linear.constant)


def _whole(sign: str, end: Fraction) -> tuple[str, Fraction]:
    """Return a bound of whole numbers as one that is whole, and may be reached."""
    if sign[0] == "<":
        return "<=", Fraction(ceil(end) - 1 if sign == "<" else floor(end))
    return ">=", Fraction(least_whole(sign, end))


def _same_side(one: Demand, other: Demand) -> bool:
    """Tell whether both bound an answer from above, or both from below."""
    signs = [demand.bound[1][0] for demand in (one, other) if demand.bound]
    return len(signs) == 2 and signs[0] == signs[1]


def _areas(places: Sequence[Place]) -> Iterator[str]:
    """Yield the cells, those below each other as one area: ``B5:B9``."""
    start = last = places[0]
    for place in (*places[1:], (-1, -1)):
        if place != (last[0] + 1, last[1]):
            yield address(start) if start == last else f"{address(start)}:{address(last)}"
            start = place
        last = place
