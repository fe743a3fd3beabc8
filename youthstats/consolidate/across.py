"""Shares and averages of sums whose parts stand on other forms: worked out again when all are added."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Set

from attrs import field, frozen

from youthstats.consolidate.tally import Asked, whole_unknown
from youthstats.model.across import Answer, answer_at
from youthstats.model.derivations import Source, sources_of
from youthstats.model.deriving import worth
from youthstats.model.linear import Linear, Quotient, Ref
from youthstats.model.lists import source_over_entries
from youthstats.model.recovery import with_recovered
from youthstats.model.returns import Record
from youthstats.model.schemes import Scheme
from youthstats.model.values import Missing, Value, is_figure

__all__ = ["Across", "baseless"]


def baseless(records: Mapping[str, Record], scheme: Scheme) -> Mapping[str, Set[Answer]]:
    """Return the shares of which a unit gives the part and not the base, by the form of the part.

    ``records`` are what it filed. Only shares across forms: a form knows those of its own.
    """
    found: dict[str, set[Answer]] = {}
    for answer, source in scheme.across.items() if records else ():
        if not isinstance(source, Quotient) or not source.whole.terms:
            continue
        named = source_over_entries(source, lambda ref: _filed(records, ref, scheme).keys)
        assert isinstance(named, Quotient), "it stays what it is"
        part, whole = (_asked(one, records, scheme) for one in (named.part, named.whole))
        if whole_unknown(part, whole):
            for form, _, value in part:
                if is_figure(value):
                    found.setdefault(form.id, set()).add(answer)
    return found


def _filed(records: Mapping[str, Record], ref: Ref, scheme: Scheme) -> Record:
    id = str(ref.form)
    return records[id] if id in records else Record.empty(scheme.form(id))


def _asked(linear: Linear, records: Mapping[str, Record], scheme: Scheme) -> list[Asked]:
    rows = [(ref, with_recovered(_filed(records, ref, scheme))) for ref in linear.refs]
    return [(row.form, ref.item, row[ref.item, ref.category]) for ref, row in rows]


@frozen
class Across:
    """The figures of one unit over others that follow from several of its forms.

    ``added`` gives what a form adds up to by itself, ``None`` where that was not kept, and
    ``untold`` the shares of which somebody under it gave a part on a form and no base.
    """

    scheme: Scheme
    added: Callable[[str], Record | None]
    untold: Callable[[str], Set[Answer]]
    _records: dict[str, Record | None] = field(factory=dict, init=False)

    def of(self, form_id: str) -> dict[tuple[str, str | int | None], Value]:
        """Return the figures of one form that follow from others."""
        mine = (answer for answer in self.scheme.across if answer[0] == form_id)
        return {answer[1:]: self.value(answer) for answer in mine}

    def value(self, answer: Answer) -> Value:
        """Return one figure; it has none where that of a part of it cannot be told."""
        source = self.scheme.across.get(answer)
        if source is None:
            id, name, line = answer
            record = self._record(id)
            return Missing.NOT_APPLICABLE if record is None else record[name, line]
        lost = any(self._record(str(ref.form)) is None for ref in sources_of(source))
        if lost or self._part_only(answer, source):
            return Missing.NOT_APPLICABLE
        named = sources_of(source_over_entries(source, self._entries))
        values = {ref: self.value(answer_at(ref)) for ref in named}
        found = worth(source, values.__getitem__, self._entries)
        told = Missing.NOT_APPLICABLE not in values.values()
        return found if told or found is Missing.UNREADABLE else Missing.NOT_APPLICABLE

    def _entries(self, ref: Ref) -> tuple[str | int | None, ...]:
        record = self._record(str(ref.form))
        return record.keys if record else ()

    def _part_only(self, answer: Answer, source: Source) -> bool:
        forms = {str(ref.form) for ref in source.part.refs} if isinstance(source, Quotient) else ()
        return any(answer in self.untold(form) for form in forms)

    def _record(self, form: str) -> Record | None:
        if form not in self._records:
            self._records[form] = self.added(form)
        return self._records[form]
