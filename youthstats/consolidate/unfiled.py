"""Zeros that follow from cells left blank alone: no figures that a rate may rest on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set

from attrs import field, frozen

from youthstats.model.across import Answer, answer_at
from youthstats.model.derivations import Source
from youthstats.model.linear import EVERY, Linear, Quotient
from youthstats.model.returns import Record, Return
from youthstats.model.schemes import Scheme
from youthstats.model.values import Missing

__all__ = ["without_unfiled"]


_TYPED_OVER = "reading.formula_typed_over"


def without_unfiled(
    one: Return, records: Mapping[str, Record], scheme: Scheme
) -> Mapping[str, Record]:
    """Return the records of a return with blanks for each 0 that follows from blanks alone.

    Spreadsheets show 0 for a sum over nothing. A 0 that was typed over the formula was said, and stays.
    """
    typed = {(note.form, note.item, note.line) for note in one.notes if note.code == _TYPED_OVER}
    zeros = {spot for spot in _zeros(records) if spot in scheme.stated and spot not in typed}
    if not zeros or not _any_rates(scheme):
        return records
    search = _Search(records, scheme, zeros)
    found = dict(records)
    for id, record in records.items():
        unfiled = (spot[1:] for spot in zeros if spot[0] == id and search.unfiled(spot))
        found[id] = record.replacing(dict.fromkeys(unfiled, Missing.BLANK))
    return found


def _any_rates(scheme: Scheme) -> bool:
    sources = [*scheme.across.values()]
    for form in scheme.forms:
        sources += form.made_of.values()
    return any(isinstance(source, Quotient) for source in sources)


def _zeros(records: Mapping[str, Record]) -> Iterator[Answer]:
    for id, record in records.items():
        for line, row in record.lines:
            if 0 in row:  # few have any
                names = (item.name for item in record.form.items)
                yield from ((id, name, line) for name, v in zip(names, row, strict=True) if v == 0)


@frozen
class _Search:
    records: Mapping[str, Record]
    scheme: Scheme
    zeros: Set[Answer]
    _known: dict[Answer, bool] = field(factory=dict, init=False)

    def unfiled(self, answer: Answer) -> bool:
        """Tell whether an answer is blank, or a 0 that follows from such answers alone."""
        if answer not in self._known:
            self._known[answer] = False  # what follows from itself follows from no blanks
            self._known[answer] = self._unfiled(answer)
        return self._known[answer]

    def _unfiled(self, answer: Answer) -> bool:
        id, name, line = answer
        if id not in self.records:
            return True
        if answer not in self.zeros:
            return self.records[id][name, line] is Missing.BLANK
        source = self.scheme.stated.get(answer)
        return source is not None and any(
            all(map(self.unfiled, self._answers(part))) for part in _parts(source)
        )

    def _answers(self, part: Linear) -> Iterator[Answer]:
        for ref in part.refs:
            id, name, line = answer_at(ref)
            record = self.records.get(id)
            lines = record.keys if record and line == EVERY else (line,)
            yield from ((id, name, one) for one in lines)


def _parts(source: Source) -> list[Linear]:
    """Return the sums a figure is made of, each of which comes to nothing over blanks alone."""
    parts = [source] if isinstance(source, Linear) else [source.part, source.whole]
    return [part for part in parts if part.refs and not part.constant]
