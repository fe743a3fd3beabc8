"""From what was filed to the system of its edits, with the published figures beside it if given."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Set
from fractions import Fraction

from attrs import define, evolve, field

from youthstats.editing.applying import (
    balance_over,
    edits_across,
    edits_on,
    floor_of,
    nearest,
    summed_forms,
    totals_over,
)
from youthstats.editing.bounding import Rational, simple
from youthstats.editing.left_out import left_out, with_left_out
from youthstats.editing.localising.atoms import Atom, Multiplied
from youthstats.editing.localising.following import with_formulas
from youthstats.editing.localising.system import Column, Place, Row, System, row_of
from youthstats.editing.localising.unseen import joint_rows
from youthstats.model.derivations import Source, stated
from youthstats.model.deriving import worked_out
from youthstats.model.displayed import as_displayed
from youthstats.model.edits import Edit, Severity, Verdict, judge
from youthstats.model.forms import Form, Line
from youthstats.model.items import Item, Kind
from youthstats.model.linear import Comparison, Linear, Product, Quotient, Ref, Statement
from youthstats.model.lists import said_of_entries
from youthstats.model.returns import Filed, Record, Return, Spot
from youthstats.model.units import Hierarchy
from youthstats.model.values import Figure, Inexact, Missing, bounds, noisy, nominal

__all__ = ["Weigher", "system_of"]

Weigher = Callable[[Form, Item], Fraction | int | None]
"""What changing an item costs; ``None`` that it is never changed."""


def system_of(
    filed: Filed,
    weigh: Weigher,
    *,
    severities: Collection[Severity] = (Severity.HARD,),
    published: Filed | None = None,
) -> System:
    """Return the rows and columns of every edit of these ``severities``.

    Totals over units and the comparison with ``published`` figures are among them. An edit over a
    figure that cannot be told is left out: it is undecided, whatever the other figures are. A base
    that was left blank is no figure but anything that lets its edits hold; a figure that a live
    formula works out is what it is worked out from.
    """
    builder = _Builder(weigh, frozenset(severities))
    builder.within(filed, 0)
    builder.totals(filed, 0)
    if published is not None:
        builder.within(published, 1)
        builder.totals(published, 1)
        builder.comparison(filed, published)
    typed = builder.followed(filed, 0)
    if published is not None:
        typed |= builder.followed(published, 1)
    rows = with_formulas(builder.rows, typed, builder.stands)
    rows = joint_rows(rows, {n: builder.columns[n].place for n in builder.unseen})
    return System(tuple(builder.columns), tuple(rows), builder.values, builder.spans)


@define
class _Builder:
    """Gathers rows, and a column for every figure a row rests on."""

    weigh: Weigher
    severities: frozenset[Severity]
    columns: list[Column] = field(factory=list)
    figures: list[Figure] = field(factory=list)
    items: list[Item] = field(factory=list)
    values: list[Rational] = field(factory=list)
    spans: dict[int, tuple[Rational, Rational]] = field(factory=dict)
    rows: list[Row] = field(factory=list)
    numbers: dict[Place, int | None] = field(factory=dict)
    unseen: dict[int, None] = field(factory=dict)

    def within(self, filed: Filed, source: int) -> None:
        """Take the edits within each return, and across its forms."""
        scheme, summed = filed.scheme, summed_forms(filed)
        for one in filed.returns:
            for form in scheme.forms:
                record = one.records.get(form.id)
                if record is None or record.blank:
                    continue
                self.minimums(one, record, source)
                total = form.id in summed.get(one.unit, ())
                for edit, line in edits_on(one, form, record, summed=total):
                    self.judged(one, edit, form.id, line, source)
            for edit in edits_across(one, scheme):
                self.judged(one, edit, scheme.id, None, source)

    def judged(self, one: Return, edit: Edit, owner: str, line: Line, source: int) -> None:
        """Take one edit on one line of a return."""
        if edit.severity in self.severities:
            rows = left_out(one, edit, owner, line, one.records)
            counted = edit if rows is None else with_left_out(edit, rows)
            statement = counted.statement
            refs = statement.refs
            columns = {ref: self.of_ref(one, ref, owner, line, source) for ref in refs}
            said = stated(statement)
            total = columns[said[0]] if said and isinstance(said[1], Linear) else None
            row = Row(f"{owner}.{edit.name}", one.unit, line, edit.severity, edit.stated, source)
            # What nobody sees may be anything: that cannot be told of a factor.
            most = 0 if isinstance(statement, Product) else None
            self.add(evolve(row, total=total), statement, columns, most_unseen=most)

    def of_ref(self, one: Return, ref: Ref, owner: str, line: Line, source: int) -> int | None:
        """Return the column an item of an edit stands in."""
        place = ref.on(line)
        return self.column(one, ref.form or owner, ref.item, place, source)

    def minimums(self, one: Return, record: Record, source: int) -> None:
        """Take the minimum of each figure that is below it; the others keep theirs anyway."""
        form = record.form
        for name, line, value in record:
            item = form.item(name)
            figure = form.figure(item, value) if item.kind.numeric else None
            if figure is None or item.minimum is None or bounds(figure)[1] >= item.minimum:
                continue
            floor = floor_of(item)
            row = Row(
                f"{form.id}.minimum.{name}", one.unit, line, Severity.HARD, str(floor), source
            )
            self.add(row, floor, {Ref(name): self.column(one, form.id, name, line, source)})

    def totals(self, filed: Filed, source: int) -> None:
        """Take the balance of every additive item over the units."""
        for form, item, line, total, parts in totals_over(filed):
            balance = balance_over(item, total, parts)
            row = Row(
                f"{form.id}.total.{item.name}",
                total.unit,
                line,
                Severity.HARD,
                str(balance),
                source,
            )
            columns = {
                Ref(item.name, None, one.unit): self.column(one, form.id, item.name, line, source)
                for one in (total, *parts)
            }
            self.add(row, balance, columns, most_unseen=0)

    def comparison(self, filed: Filed, published: Filed) -> None:
        """Take, for every figure that both hold or add up to, that they are the same."""
        ours = {one.unit: one for one in filed.returns}
        theirs = {one.unit: one for one in published.returns}
        for form, unit, sources in _compared(filed, ours, theirs):
            record = theirs[unit].records[form.id]
            location = theirs[unit].locations.get(form.id)
            for item in form.items:
                if not item.kind.numeric or (len(sources) > 1 and not item.additive):
                    continue
                for line in record.keys:
                    if location is None or location.address(item.name, line) is not None:
                        self.same(form, item, line, theirs[unit], [ours[one] for one in sources])

    def same(
        self, form: Form, item: Item, line: Line, printed: Return, parts: list[Return]
    ) -> None:
        """Take that a published figure is the one filed, or the sum of those filed."""
        rule = f"{form.id}.published.{item.name}"
        balance = balance_over(item, printed, parts)
        target = Ref(item.name, None, "")
        balance = evolve(balance, left=Linear.of(target))
        columns = {
            Ref(item.name, None, one.unit): self.column(one, form.id, item.name, line, 0)
            for one in parts
        }
        columns[target] = self.column(printed, form.id, item.name, line, 1)
        row = Row(rule, printed.unit, line, Severity.HARD, str(balance), 1)
        self.add(row, balance, columns, most_unseen=1)

    def add(
        self,
        row: Row,
        statement: Statement,
        columns: Mapping[Ref, int | None],
        *,
        most_unseen: int | None = None,
    ) -> None:
        """Take a row where all its figures can be told, or are ones that nobody sees."""
        known = {ref: column for ref, column in columns.items() if column is not None}
        unseen = len(self.unseen.keys() & known.values())
        if len(known) == len(columns) and (most_unseen is None or unseen <= most_unseen):
            self.rows.append(self.row(row, statement, known))

    def row(self, row: Row, statement: Statement, columns: Mapping[Ref, int]) -> Row:
        """Return the row with what must hold: what holds but for the last digits of figures does."""
        made = row_of(row, statement, columns)

        def figure_of(ref: Ref) -> Figure:
            return self.figures[columns[ref]]

        displayed = as_displayed(statement, figure_of, lambda ref: self.items[columns[ref]])
        if made.multiplied is not None:
            holds = judge(statement, displayed).verdict is Verdict.HOLDS
            typed = {columns[ref] for ref in columns if not isinstance(displayed(ref), Inexact)}
            return self.multiplied(made, made.multiplied, typed, holds=holds)
        likely = [
            column
            for ref, column in columns.items()
            if noisy(figure_of(ref)) or displayed(ref) is not figure_of(ref)
        ]
        if not likely or self.stands(made):
            return made
        if judge(statement, displayed).verdict is Verdict.HOLDS:
            self.widen(made, likely)
        return made

    def multiplied(self, row: Row, made: Multiplied, typed: Collection[int], *, holds: bool) -> Row:
        """Return the row of a product, with as much slack as it needs where it ``holds``.

        The factor apart is one that is exactly known, if only as it was ``typed``.
        """
        turned = made.turned
        if turned is not None and turned.factor in typed:
            spread = turned.factor in self.spans and made.factor not in self.spans
            made = turned if spread or made.factor not in typed else made
        row = evolve(row, multiplied=made)
        if not holds or self.stands(row):
            return row
        (apart,) = made.at(self.values[made.factor])
        out = self.sum_of(apart)
        return evolve(row, multiplied=evolve(made, slack=max(out, -out)))

    def widen(self, row: Row, likely: Collection[int]) -> None:
        """Take for an interval what a figure in a row was stored as, and what lets the row hold.

        ``likely`` are the columns whose last digits nobody relies on.
        """
        if row.shared is not None:
            column = row.shared.share
            exact = Fraction(self.sum_of(row.shared.part)) / self.sum_of(row.shared.whole)
        else:
            (atom,) = row.alternatives[-1]
            column, size = next(term for term in atom.terms if term[0] in likely)
            exact = self.values[column] - Fraction(self.sum_of(atom)) / size
        low, high = self.spans.get(column, (self.values[column],) * 2)
        self.spans[column] = min(low, simple(exact)), max(high, simple(exact))

    def sum_of(self, atom: Atom) -> Rational:
        """Return what a sum comes to over the figures gathered."""
        return sum((size * self.values[one] for one, size in atom.terms), start=atom.constant)

    def followed(self, filed: Filed, source: int) -> dict[int, Row]:
        """Return what the live formulas say, by the column of what they work out."""
        found: dict[int, Row] = {}
        for one in filed.returns:
            for (form_id, name, line), origin in worked_out(one, filed.scheme).items():
                number = self.numbers.get(Place(one.unit, form_id, name, line, source))
                if number is None or self.columns[number].weight is None:
                    continue  # in no row, or trusted as it stands
                form = one.records[form_id].form
                statement = _formula(one, (form_id, name, line), origin)
                columns = {
                    ref: self.of_ref(one, ref, form_id, line, source) for ref in statement.refs
                }
                known = {ref: column for ref, column in columns.items() if column is not None}
                if len(known) < len(columns) or not self._exact(set(known.values()) - {number}):
                    continue
                row = Row("", one.unit, line, Severity.HARD, str(statement), source)
                found[number] = self.row(row, statement, known)
                if self._may_fall(number, found[number]):
                    floor = floor_of(form.item(name))
                    rule = f"{form_id}.minimum.{name}"
                    self.add(
                        evolve(row, rule=rule, statement=str(floor)), floor, {Ref(name): number}
                    )
        return found

    def _may_fall(self, number: int, formula: Row) -> bool:
        """Tell whether figures that are not below their minimums may bring a sum below its own."""
        least, balance = self.columns[number].minimum, formula.balance
        if least is None or balance is None:
            return False
        turn = dict(balance.terms)[number]
        ends = [
            None if floor is None or size * turn > 0 else abs(Fraction(size) / turn) * floor
            for column, size in balance.terms
            if column != number
            for floor in (self.columns[column].minimum,)
        ]
        known = [end for end in ends if end is not None]
        return len(known) < len(ends) or sum(known) - Fraction(balance.constant) / turn < least

    def _exact(self, columns: Set[int]) -> bool:
        """Tell whether what a formula works out is known exactly: from figures that are."""
        return self.spans.keys().isdisjoint(columns) and self.unseen.keys().isdisjoint(columns)

    def stands(self, row: Row) -> bool:
        """Tell whether a row holds over the figures gathered."""
        return System(tuple(self.columns), (), self.values, self.spans).stands(row)

    def column(self, one: Return, form_id: str, name: str, line: Line, source: int) -> int | None:
        """Return the column of one answer, ``None`` where its figure cannot be told."""
        place = Place(one.unit, form_id, name, line, source)
        if place not in self.numbers:
            self.numbers[place] = self._new(place, one.records[form_id])
        return self.numbers[place]

    def _new(self, place: Place, record: Record) -> int | None:
        item = record.form.item(place.item)
        value = record[place.item, place.line]
        figure = record.form.figure(item, value)
        number = len(self.columns)
        if figure is None and item.recoverable and value is Missing.BLANK:
            self.unseen[number] = None
            figure = 1  # where to begin looking for what it may be
        if figure is None:
            return None
        if isinstance(figure, Inexact):
            low, high = bounds(figure)
            self.spans[number] = simple(low), simple(high)
        whole = item.kind is Kind.COUNT
        # Where nothing is asked for there is nothing that could be put right.
        closed = (place.item, place.line) in record.form.closed
        weight = None if closed else self.weigh(record.form, item)
        self.columns.append(Column(place, whole, item.minimum, weight, value is Missing.BLANK))
        self.figures.append(figure)
        self.items.append(item)
        self.values.append(figure if isinstance(figure, int) else simple(nominal(figure)))
        return number


def _formula(one: Return, spot: Spot, source: Source) -> Statement:
    """Return what an answer's formula says of it on a line."""
    form_id, name, line = spot
    own = Ref(name, line if line == one.records[form_id].form.total_line else None)
    statement = source if isinstance(source, Quotient) else Comparison(Linear.of(own), "=", source)
    return said_of_entries(statement, lambda ref: one.records[ref.form or form_id].keys)


def _compared(
    filed: Filed, ours: Mapping[str, Return], theirs: Mapping[str, Return]
) -> Iterator[tuple[Form, str, list[str]]]:
    """Yield form, published unit and the units whose figures make up its own.

    A total over somebody who did not file is not held against the published one.
    """
    scheme = filed.scheme
    for form in scheme.forms:
        filers = {unit for unit, one in ours.items() if one.filed(form.id)}
        absent = set(scheme.members(form.id)) - filers
        for unit, one in theirs.items():
            if form.open or form.id not in one.records:
                continue
            if unit in filers:
                yield form, unit, [unit]
            elif not absent.intersection(_under(unit, scheme.units)):
                sources = list(nearest(unit, filers, scheme.units))
                if sources:
                    yield form, unit, sources


def _under(unit: str, units: Hierarchy) -> Iterator[str]:
    for child in units.children(unit):
        yield child
        yield from _under(child, units)
