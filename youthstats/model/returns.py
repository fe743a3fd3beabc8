"""What units filed: records, the returns they came in, and where each figure stood."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property
from typing import Any

import attrs
from attrs import field, frozen

from youthstats.kept import Brought
from youthstats.model.asides import SAYS_NONE, Aside, Times
from youthstats.model.beside import goes_with
from youthstats.model.forms import Form, Line
from youthstats.model.locations import Location
from youthstats.model.matching import Matching
from youthstats.model.remarks import Remark
from youthstats.model.schemes import Scheme
from youthstats.model.values import Missing, Value

__all__ = [
    "RESIZED",
    "FileReport",
    "Filed",
    "Kept",
    "ReadingNote",
    "Record",
    "Return",
    "Spot",
]


@frozen(repr=False)
class Record:
    """One unit's answers on one form, typed.

    ``keys`` name the lines (one ``None``, the categories, or the entries of a list from 0);
    ``rows`` holds, a line at a time, one value an item in the form's order; ``total`` so what stood
    in the line of totals of a list, and nothing where it has none or nothing was filled in there.
    """

    form: Form
    keys: tuple[Line, ...]
    rows: tuple[tuple[Value, ...], ...]
    total: tuple[Value, ...] = ()

    @classmethod
    def empty(cls, form: Form) -> Record:
        """Return the record of a form nobody has filled in."""
        return cls(form, form.lines, tuple(_unfilled(form, line) for line in form.lines))

    @classmethod
    def of(cls, form: Form, values: Mapping[tuple[str, Line], Value]) -> Record:
        """Build a record from values by (item, line); what is not given is blank.

        Where the form asks for nothing the record holds ``Missing.NOT_ASKED``. Raises ``KeyError``
        for an unknown item or category, ``TypeError`` for a value that is not of its item's type,
        ``ValueError`` for one where nothing is asked for.
        """
        keys = form.lines
        if form.open:
            entries = [int(line or 0) for _, line in values if line != form.total_line]
            keys = tuple(range(1 + max(entries, default=-1)))
        lines = (*keys, form.total_line) if form.total_line else keys
        return cls._filled_in(form, keys, {line: _unfilled(form, line) for line in lines}, values)

    @classmethod
    def _filled_in(
        cls,
        form: Form,
        keys: tuple[Line, ...],
        given: Mapping[Line, Sequence[Value]],
        values: Mapping[tuple[str, Line], Value],
    ) -> Record:
        """Return a record of rows with values filled into them."""
        rows_by_key: dict[Line, list[Value]] = {line: [*row] for line, row in given.items()}
        for (name, line), value in values.items():
            item = form.item(name)
            if not item.admits(value):
                raise TypeError(f"{form.id}.{name} asks for a {item.kind.value}, not {value!r}")
            if line not in rows_by_key:
                raise KeyError(f"form {form.id} has no line {line!r}")
            if (name, line) in form.closed:
                if not isinstance(value, Missing):
                    raise ValueError(f"{form.id}.{name}[{line}] is not asked for, and is {value!r}")
                continue
            rows_by_key[line][form.position[name]] = value
        rows = tuple(tuple(rows_by_key[line]) for line in keys)
        total = tuple(rows_by_key[form.total_line]) if form.total_line else ()
        return cls.listed(form, keys, rows, total)

    @classmethod
    def listed(
        cls,
        form: Form,
        keys: tuple[Line, ...],
        rows: tuple[tuple[Value, ...], ...],
        total: tuple[Value, ...],
    ) -> Record:
        """Return a record of these lines; a line of totals that nobody filled in is none."""
        return cls(form, keys, rows, total if any(v not in _UNFILLED for v in total) else ())

    def __getitem__(self, key: str | tuple[str, Line]) -> Value:
        """``record["posts"]``, ``record["funds", "primary"]``, ``record["planned", 0]``."""
        name, line = key if isinstance(key, tuple) else (key, None)
        place = self.form.place(name)
        if self.form.is_total_line(line):
            return self.total[place] if self.total else Missing.BLANK
        return self.rows[self._order[line]][place]

    @cached_property
    def _order(self) -> Mapping[Line, int]:
        return {line: place for place, line in enumerate(self.keys)}

    def holds(self, line: Line) -> bool:
        """Tell whether there is such a line; a list that has a line of totals always has it."""
        return line in self._order or self.form.is_total_line(line)

    def __iter__(self) -> Iterator[tuple[str, Line, Value]]:
        """Yield (item, line, value) for every answer, blank ones too; totals of a list last."""
        for line, row in self.lines:
            for item, value in zip(self.form.items, row, strict=True):
                yield item.name, line, value

    @property
    def lines(self) -> list[tuple[Line, tuple[Value, ...]]]:
        """Every line with its answers; that of the totals of a list last."""
        summed = [(self.form.total_line, self.total)] if self.total else []
        return [*zip(self.keys, self.rows, strict=True), *summed]

    @property
    def values(self) -> dict[tuple[str, Line], Value]:
        """Every answer by (item, line)."""
        return {(name, line): value for name, line, value in self}

    @property
    def blank(self) -> bool:
        """Whether nothing at all was filled in; what a sum over nothing comes to is nothing."""
        summed = any(value not in _UNFILLED and value != 0 for value in self.total)
        return not summed and all(map(_UNFILLED.issuperset, self.rows))

    def replacing(self, values: Mapping[tuple[str, Line], Value]) -> Record:
        """Return this record with some values changed. Raises as :meth:`of` does."""
        if any(not self.holds(line) for _, line in values):  # a list that gets longer
            return Record.of(self.form, self.values | dict(values))
        given = dict(self.lines)
        if self.form.total_line and not self.total:
            given[self.form.total_line] = _unfilled(self.form, self.form.total_line)
        return Record._filled_in(self.form, self.keys, given, values)

    @property
    def answers(self) -> Any:
        """The answers with attributes named after the items; a blank reads as ``None``.

        A form with categories gives one such object a category (also as attributes), a list a
        tuple of them. An unreadable answer stays :data:`Missing.UNREADABLE`: it is not ``None``.
        """
        line_type, whole_type = _answer_types(self.form)
        lines = [line_type(*(_plain(value) for value in row)) for row in self.rows]
        if self.form.open:
            return tuple(lines)
        return whole_type(*lines) if whole_type else lines[0]

    def __repr__(self) -> str:
        return f"<Record {self.form.id}: {self.answers!r}>"


_UNFILLED = frozenset({Missing.BLANK, Missing.NOT_ASKED})
"""What a record holds where nobody filled anything in."""


def _unfilled(form: Form, line: Line) -> tuple[Missing, ...]:
    """Return the row of a line nobody has filled in."""
    if not form.closed:
        return (Missing.BLANK,) * len(form.items)
    return tuple(
        Missing.NOT_ASKED if (item.name, line) in form.closed else Missing.BLANK
        for item in form.items
    )


@cache
def _answer_types(form: Form) -> tuple[type, type | None]:
    line = attrs.make_class(f"{form.id}Answers", [item.name for item in form.items], frozen=True)
    if not form.categories:
        return line, None
    names = [category.name for category in form.categories]
    return line, attrs.make_class(f"{form.id}ByCategory", names, frozen=True)


def _plain(value: Value) -> Value | None:
    return None if value in _UNFILLED or value is Missing.NOT_APPLICABLE else value


Spot = tuple[str, str, Line]
"""One answer of a return: form, item, line."""

RESIZED = "reading.other_measure"
"""What is said of a figure that its label gives another measure: it was not read."""


@frozen
class ReadingNote:
    """What stood in a cell and what was read instead. ``code`` has its sentence in the wording.

    ``suggestion`` is what the sentence names besides: the likely reading of an answer nobody could
    read, or the several it may have; of a phrase the words that are not the form's.
    """

    code: str
    form: str
    item: str
    line: Line
    stood: str
    read: Value
    suggestion: str | None = None


@frozen
class Return:
    """One unit's filed forms; ``file`` is named as it is shown: within the folder that was read.

    Returns with the same figures are equal wherever the figures stood. ``values_only`` says that
    the file was of a kind whose formulas, comments and error values cannot be seen; ``asides`` is what
    it held beside the answers, ``remarks`` what it went back with and the unit's explanations,
    ``times`` what it says of its age, asked only of a unit with several returns. ``formulas`` are the
    answers whose cells hold a live formula; ``made_of`` the digest of what one that went back is of.
    """

    unit: str
    records: Mapping[str, Record]
    file: str = field(default="", eq=False)
    sha256: str = field(default="", eq=False)
    locations: Mapping[str, Location] = field(factory=dict, eq=False)
    notes: tuple[ReadingNote, ...] = field(default=(), eq=False)
    consolidated: bool = field(default=False, eq=False)
    matching: tuple[Matching, ...] = field(default=(), eq=False)
    values_only: bool = field(default=False, eq=False)
    asides: tuple[Aside, ...] = field(default=(), eq=False)
    times: Times = field(default=Times(), eq=False)
    remarks: tuple[Remark, ...] = field(default=(), eq=False)
    formulas: frozenset[Spot] = field(default=frozenset(), eq=False)
    made_of: str = field(default="", eq=False)

    @property
    def unread(self) -> bool:
        """Whether anything in it could not be read."""
        return any(said is Missing.UNREADABLE for one in self.records.values() for *_, said in one)

    def filed(self, form_id: str) -> bool:
        """Tell whether the unit answered this form, or one that it is filed with: 备注 with figures."""
        forms = (one.form for one in self.records.values())
        return self.answered(form_id) or any(map(self.answered, goes_with(form_id, forms)))

    def answered(self, form_id: str) -> bool:
        """Tell whether the unit answered anything on this form, if only that it has nothing to list."""
        said = ((one.form, one.code) == (form_id, SAYS_NONE) for one in self.asides)
        return form_id in self.records and (not self.records[form_id].blank or any(said))


@frozen
class FileReport:
    """What became of one file.

    ``status`` is ``read``, ``unreadable``, ``skipped``, ``duplicate`` or ``unknown_unit``.
    ``reason`` is a key of the wording with its ``facts``, empty for a file that was read and was
    not one of several of its unit.
    """

    file: str
    unit: str | None
    status: str
    reason: str = ""
    facts: Mapping[str, object] = field(factory=dict, hash=False)
    sha256: str = ""


class Kept(Brought[Return]):
    """Returns that are kept outside of memory, each brought back when it is asked for."""

    @property
    @abstractmethod
    def units(self) -> Sequence[str]:
        """Whose they are, in their order; known without bringing back any."""

    @property
    @abstractmethod
    def remarked(self) -> Iterable[Return]:
        """Those that came back with remarks; no other is brought back."""

    @abstractmethod
    def place(self, unit: str) -> int | None:
        """Return which of them is a unit's; ``None`` where none is."""

    @abstractmethod
    def record(self, place: int, form: str) -> Record:
        """Bring back what one of them holds on a form, and nothing else of it."""


@frozen
class Filed:
    """What ``read`` found: the returns, and one report for each file, read or not.

    Many ``returns`` may be :class:`Kept`: then each is made anew whenever it is asked for, and
    going over them holds one at a time; so are the reports of many ``files``.
    """

    scheme: Scheme
    returns: Sequence[Return]
    files: Sequence[FileReport] = ()

    @classmethod
    def of(cls, scheme: Scheme, returns: Iterable[Return]) -> Filed:
        """Wrap returns made in memory; over an open roster their units are those there are."""
        kept = tuple(returns)
        scheme = scheme.met(one.unit for one in kept)
        return cls(scheme, kept, tuple(FileReport(r.file, r.unit, "read") for r in kept))

    @property
    def missing(self) -> tuple[str, ...]:
        """The units that owe a form and filed no readable return, in report order."""
        came = frozenset(self.units)
        return tuple(unit for unit in self.scheme.expected if unit not in came)

    @property
    def units(self) -> Sequence[str]:
        """Whose returns there are, in their order."""
        kept = self.returns
        return kept.units if isinstance(kept, Kept) else [one.unit for one in kept]

    @property
    def remarked(self) -> Iterable[Return]:
        """The returns that came back with remarks."""
        kept = self.returns
        return kept.remarked if isinstance(kept, Kept) else (one for one in kept if one.remarks)

    @cached_property
    def _held(self) -> Mapping[str, int]:
        """Where each unit's return is, of those that are held; of several the first."""
        return {unit: place for place, unit in reversed([*enumerate(self.units)])}

    def _place(self, unit: str) -> int | None:
        kept = self.returns
        return kept.place(unit) if isinstance(kept, Kept) else self._held.get(unit)

    def __iter__(self) -> Iterator[Return]:
        return iter(self.returns)

    def __len__(self) -> int:
        return len(self.returns)

    def __getitem__(self, unit: str) -> Return:
        found = self.get(unit)
        if found is None:
            raise KeyError(unit)
        return found

    def record(self, unit: str, form: str) -> Record:
        """Return what a unit filed on a form: of a kept return nothing else is brought back."""
        kept, place = self.returns, self._place(unit)
        if place is None:
            raise KeyError(unit)
        return kept.record(place, form) if isinstance(kept, Kept) else kept[place].records[form]

    def get(self, unit: str) -> Return | None:
        """Return the unit's return, or ``None`` where none counts."""
        place = self._place(unit)
        return None if place is None else self.returns[place]

    def __repr__(self) -> str:
        missing = f", {len(self.missing)} missing" if self.missing else ""
        return f"<Filed {self.scheme.id}: {len(self.returns)} returns{missing}>"
