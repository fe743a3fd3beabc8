"""Which of the returns that were read count: in columns, a few bytes for each."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from attrs import define, field

from youthstats.model.returns import Kept, Record, Return
from youthstats.model.units import Hierarchy
from youthstats.workbook.reading.growing import called
from youthstats.workbook.reading.many.store import Shelf

__all__ = ["Counting", "Heads", "Source"]

Source = Callable[[int], Sequence[Return]]
"""What gives the returns that were read of a file, by the file's place."""


@define
class Heads:
    """All returns that were read, file after file: of which file, which in it, under which name.

    ``as_read`` says of each that this is its own name, ``remarked`` that it came back with remarks.
    """

    units: list[str] = field(factory=list)
    files: array[int] = field(factory=lambda: array("l"))
    numbers: array[int] = field(factory=lambda: array("l"))
    as_read: bytearray = field(factory=bytearray)
    remarked: bytearray = field(factory=bytearray)

    def add(self, unit: str, file: int, number: int, *, as_read: bool, remarked: bool) -> None:
        self.units.append(unit)
        self.files.append(file)
        self.numbers.append(number)
        self.as_read.append(as_read)
        self.remarked.append(remarked)

    def of_files(self, files: range) -> range:
        """Return which are of some files that follow each other."""
        return range(bisect_left(self.files, files.start), bisect_left(self.files, files.stop))

    def bring(self, head: int, source: Source) -> Return:
        """Return what was read, under the name by which it counts."""
        one, unit = source(self.files[head])[self.numbers[head]], self.units[head]
        return one if one.unit == unit else called(one, unit)

    def __len__(self) -> int:
        return len(self.units)


class Counting(Kept):
    """The returns that count, in report order, each brought back when it is asked for.

    ``counted`` are their places among the heads; ``wholes`` those that were added to since they were
    read: they are held.
    """

    def __init__(
        self,
        heads: Heads,
        source: Source,
        roster: Hierarchy,
        counted: Iterable[int],
        wholes: Mapping[int, Return],
    ) -> None:
        self._heads, self._source, self._roster, self._wholes = heads, source, roster, wholes
        self._counted = array("l", counted)

    @property
    def units(self) -> Sequence[str]:
        return [self._heads.units[one] for one in self._counted]

    @property
    def remarked(self) -> Iterator[Return]:
        return (self._of_head(one) for one in self._counted if self._is_remarked(one))

    def place(self, unit: str) -> int | None:
        if unit not in self._roster:
            return None
        wanted = self._roster.place(unit)
        at = bisect_left(self._counted, wanted, key=self._rank)
        return at if at < len(self) and self._rank(self._counted[at]) == wanted else None

    def record(self, place: int, form: str) -> Record:
        head = self._counted[place]
        returns = () if head in self._wholes else self._source(self._heads.files[head])
        if isinstance(returns, Shelf):
            return returns.record(self._heads.numbers[head], form)
        return self._of_head(head).records[form]

    def of_files(self, files: range) -> range:
        """Return which heads are of some files that follow each other."""
        return self._heads.of_files(files)

    def true_as_read(self) -> bytearray:
        """Return of each head whether it counts just as it was read."""
        true = bytearray(len(self._heads))
        for one in self._counted:
            true[one] = self._heads.as_read[one] and one not in self._wholes
        return true

    def parts(self, left: Sequence[int], most: int) -> Iterator[list[Return]]:
        """Bring back those that count of some heads, some at a time, in the order they were read."""
        these = sorted(set(self._counted).intersection(left))
        for at in range(0, len(these), most):
            yield [self._of_head(one) for one in these[at : at + most]]

    def __len__(self) -> int:
        return len(self._counted)

    def bring(self, place: int) -> Return:
        return self._of_head(self._counted[place])

    def part(self, places: range) -> Sequence[Return]:
        if places.step < 0:  # no more in report order
            return super().part(places)
        some = (self._counted[place] for place in places)
        return Counting(self._heads, self._source, self._roster, some, self._wholes)

    def _of_head(self, head: int) -> Return:
        whole = self._wholes.get(head)
        return self._heads.bring(head, self._source) if whole is None else whole

    def _is_remarked(self, head: int) -> bool:
        whole = self._wholes.get(head)
        return bool(self._heads.remarked[head] if whole is None else whole.remarks)

    def _rank(self, head: int) -> int:
        return self._roster.place(self._heads.units[head])
