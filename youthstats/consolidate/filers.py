"""Which units filed a form: a bit for every unit of the roster, however many came."""

from __future__ import annotations

from collections.abc import Iterator, Set

from attrs import define, field

from youthstats.model.units import Hierarchy

__all__ = ["Filers", "Named"]


@define
class Filers:
    """Marks units by their places in report order."""

    marks: bytearray = field(factory=bytearray)

    def add(self, place: int) -> bool:
        """Mark a unit; tell whether it was not marked before."""
        byte, bit = place >> 3, 1 << (place & 7)
        if byte >= len(self.marks):
            self.marks.extend(bytes(byte + 1 - len(self.marks)))
        new = not self.marks[byte] & bit
        self.marks[byte] |= bit
        return new

    def merge(self, other: Filers) -> Filers:
        """Mark what others marked; return what was marked by both."""
        both = Filers(bytearray(a & b for a, b in zip(self.marks, other.marks, strict=False)))
        self.marks.extend(bytes(max(0, len(other.marks) - len(self.marks))))
        for at, marks in enumerate(other.marks):
            self.marks[at] |= marks
        return both

    def __contains__(self, place: int) -> bool:
        byte = place >> 3
        return byte < len(self.marks) and bool(self.marks[byte] & 1 << (place & 7))

    def __iter__(self) -> Iterator[int]:
        for byte, marks in enumerate(self.marks):
            if marks:
                yield from (8 * byte + bit for bit in range(8) if marks & 1 << bit)

    def __len__(self) -> int:
        return sum(marks.bit_count() for marks in self.marks)


class Named(Set[str]):
    """Filers by their names, in report order."""

    def __init__(self, filers: Filers, units: Hierarchy) -> None:
        self._filers, self._units = filers, units

    def __contains__(self, unit: object) -> bool:
        try:
            return self._units.place(unit) in self._filers  # type: ignore[arg-type]
        except KeyError:
            return False

    def __iter__(self) -> Iterator[str]:
        names = self._units.names
        return (names[place] for place in self._filers)

    def __len__(self) -> int:
        return len(self._filers)
