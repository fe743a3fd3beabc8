"""Returns and what is told of them as bytes: to another process, or to a file and back.

What all returns of a scheme share, its forms and where a layout has its answers, stands in the
bytes by name. So a return takes some kilobytes and comes back in microseconds, and two returns
brought back share their form as two that were read do.
"""

from __future__ import annotations

import io
import pickle
from collections.abc import Mapping
from contextlib import suppress
from hashlib import sha256
from typing import Any, NoReturn

from attrs import astuple, evolve

from youthstats.model.forms import Form, Line
from youthstats.model.locations import Location, Slots
from youthstats.model.returns import Record, Return
from youthstats.model.schemes import Scheme
from youthstats.model.values import Value

__all__ = ["Wire"]

PLAIN = {
    ("builtins", "frozenset"),
    ("datetime", "date"),
    ("datetime", "datetime"),
    ("datetime", "timedelta"),
    ("datetime", "timezone"),
    ("decimal", "Decimal"),
    ("fractions", "Fraction"),
}
"""What bytes may name beside the nouns of the model: nothing that does anything."""

MODEL = "youthstats.model."

_Plainly = tuple[tuple[Line, ...], tuple[tuple[Value, ...], ...], tuple[Value, ...]]
"""The lines, rows and totals of a record. With every form named so it comes back in half the time."""


class Wire:
    """Makes bytes of what was read over one scheme, and brings it back.

    ``shared`` are the layouts' places met so far, by their digests, as bytes: whoever brings a
    return back elsewhere must have been given those it names.
    """

    def __init__(self, scheme: Scheme) -> None:
        self.shared: dict[str, bytes] = {}
        self.scheme = scheme
        self._owned: dict[int, tuple[Form, bool]] = {}
        self._digests: dict[int, tuple[Slots, str]] = {}
        self._slots: dict[str, Slots] = {}

    def dumps(self, thing: object) -> bytes:
        """Return the bytes of what was read, or what is told of it."""
        out = io.BytesIO()
        _Pickler(out, self).dump(thing)
        return out.getvalue()

    def loads(self, data: bytes, *, of_this_run: bool = False) -> Any:
        """Return what was made bytes of.

        Raises :class:`pickle.UnpicklingError` for bytes that name anything but figures and nouns
        of the model, unless they are ``of_this_run``: a file may have been tampered with.
        """
        return _Unpickler(io.BytesIO(data), self, of_this_run).load()

    def pack(self, one: Return) -> bytes:
        """Return the bytes of a return, of which one record can be brought back by itself."""
        records = {id: self.dumps(self._plainly(record)) for id, record in one.records.items()}
        return self.dumps((self.dumps(evolve(one, records={})), records))

    def unpack(self, data: bytes) -> Return:
        """Return the return that was packed. Raises as :meth:`loads` does."""
        rest, records = self.loads(data)
        one: Return = self.loads(rest)
        return evolve(one, records={id: self._record(id, each) for id, each in records.items()})

    def unpack_record(self, data: bytes, form: str) -> Record:
        """Return what the return that was packed holds on a form. Raises as :meth:`loads` does."""
        _, records = self.loads(data)
        return self._record(form, records[form])

    def _plainly(self, record: Record) -> Record | _Plainly:
        """Return what a record of one of the scheme's forms says beside its form."""
        own = self.owns(record.form)
        return (record.keys, record.rows, record.total) if own else record

    def _record(self, form: str, data: bytes) -> Record:
        found: Record | _Plainly = self.loads(data)
        return found if isinstance(found, Record) else Record(self.form(form), *found)

    def learn(self, shared: Mapping[str, bytes]) -> None:
        """Take layouts' places that were met elsewhere."""
        self.shared.update(shared)

    def owns(self, form: Form) -> bool:
        """Tell whether a form is one of the scheme's; a layout may hold one that is its equal."""
        if id(form) not in self._owned:  # kept, so that no other gets its id
            self._owned[id(form)] = form, any(form == one for one in self.scheme.forms)
        return self._owned[id(form)][1]

    def digest(self, slots: Slots) -> str:
        """Return what a layout's places are called. Kept, so that no others get their id."""
        if id(slots) not in self._digests:
            digest = sha256(repr(list(slots.items())).encode()).hexdigest()
            self._digests[id(slots)] = slots, digest
            self.shared[digest] = pickle.dumps(dict(slots), pickle.HIGHEST_PROTOCOL)
        return self._digests[id(slots)][1]

    def form(self, id: str) -> Form:
        """Return the scheme's form."""
        return self.scheme.form(id)

    def location(self, digest: str, sheet: str, *found: Any) -> Location:
        """Return where a record was found, its layout's places always the same object."""
        if digest not in self._slots:
            self._slots[digest] = self.loads(self.shared[digest])
        return Location(sheet, self._slots[digest], *found)


def _form(id: str) -> NoReturn:
    raise NotImplementedError("a name in the bytes: the wire has the form")


def _scheme() -> NoReturn:
    raise NotImplementedError("a name in the bytes: the wire has the scheme")


def _location(*said: object) -> NoReturn:
    raise NotImplementedError("a name in the bytes: the wire has the places")


class _Pickler(pickle.Pickler):
    def __init__(self, out: io.BytesIO, wire: Wire) -> None:
        super().__init__(out, pickle.HIGHEST_PROTOCOL)
        self._wire = wire

    def reducer_override(self, thing: Any) -> Any:
        """Write a form as its id and a layout's places as their digest; all else as ever.

        This is asked of instances alone. To be asked of every number and text, as
        ``persistent_id`` is, takes longer than writing them.
        """
        if type(thing) is Form and self._wire.owns(thing):
            return _form, (thing.id,)
        if thing is self._wire.scheme:
            return _scheme, ()
        if type(thing) is Location:
            sheet, slots, *found = astuple(thing, recurse=False)
            return _location, (self._wire.digest(slots), sheet, *found)
        return NotImplemented


class _Unpickler(pickle.Unpickler):
    def __init__(self, data: io.BytesIO, wire: Wire, of_this_run: bool) -> None:
        super().__init__(data)
        self._trusted = of_this_run
        self._named = {
            (_form.__module__, _form.__name__): wire.form,
            (_scheme.__module__, _scheme.__name__): lambda: wire.scheme,
            (_location.__module__, _location.__name__): wire.location,
        }

    def find_class(self, module: str, name: str) -> Any:
        if known := self._named.get((module, name)):
            return known
        if self._trusted or (module, name) in PLAIN:
            return super().find_class(module, name)
        # A module's name may lead on to what it imported: `forms` to `os`, a class to its functions.
        if module.startswith(MODEL) and "." not in name:
            with suppress(AttributeError, ImportError):
                found = super().find_class(module, name)
                if isinstance(found, type) and found.__module__.startswith(MODEL):
                    return found
        raise pickle.UnpicklingError(f"{module}.{name} is nothing that a return holds")
