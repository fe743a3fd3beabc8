"""What units filed on one form, without holding it: looked up in the returns, or not kept at all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set

from youthstats.model.forms import Form
from youthstats.model.returns import Filed, Record

__all__ = ["LookedUp", "NotKept"]


class LookedUp(Mapping[str, Record]):
    """The records of some units on one form, each looked up in their returns when it is asked for."""

    def __init__(self, filed: Filed, form: Form, units: Set[str]) -> None:
        self._filed, self._form, self._units = filed, form, units

    def __getitem__(self, unit: str) -> Record:
        if unit not in self._units:
            raise KeyError(unit)
        return self._filed.record(unit, self._form.id)

    def __contains__(self, unit: object) -> bool:
        return unit in self._units

    def __iter__(self) -> Iterator[str]:
        return iter(self._units)

    def __len__(self) -> int:
        return len(self._units)


class NotKept(Mapping[str, Record]):
    """Units that filed a form, of whose records only the figures went into sums."""

    def __init__(self, form: Form, units: Set[str]) -> None:
        self._form, self._units = form, units

    def __getitem__(self, unit: str) -> Record:
        if unit not in self._units:
            raise KeyError(unit)
        raise LookupError(f"what {unit} filed on {self._form.id} was added and not kept")

    def __contains__(self, unit: object) -> bool:
        return unit in self._units

    def __iter__(self) -> Iterator[str]:
        return iter(self._units)

    def __len__(self) -> int:
        return len(self._units)
