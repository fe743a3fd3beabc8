"""What the library raises, when the fault is the author's or the machine's.

A wrong figure in a return is never an exception: it is a finding.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from unicodedata import east_asian_width

from youthstats.nearest import did_you_mean
from youthstats.wording import LANGUAGES, say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

__all__ = [
    "AmendmentError",
    "CacheError",
    "CorrectionError",
    "DefinitionError",
    "EditSyntaxError",
    "MissingExtraError",
    "NothingToReadError",
    "OverwriteError",
    "RosterError",
    "SchemeLoadError",
    "TemplateError",
    "UnfillableError",
    "UnknownSchemeError",
    "WriteError",
    "YouthstatsError",
]


class YouthstatsError(Exception):
    """The root of everything this library raises on purpose."""


class DefinitionError(YouthstatsError):
    """A form, an axis, a roster or a scheme that contradicts itself."""


class EditSyntaxError(DefinitionError):
    """An edit text that cannot be understood, with a caret under the place.

    Attributes: ``text`` (the edit), ``position`` (offset of the mistake, from 0), ``reason``, and
    ``texts`` (all of it, by language).
    """

    def __init__(self, text: str, position: int, reason: Callable[[str], str]) -> None:
        self.text = text
        self.position = position
        self.reason = reason("en")
        before = sum(2 if east_asian_width(sign) in "WF" else 1 for sign in text[:position])
        shown = f"    {text}\n    {' ' * before}^"
        self.texts = {lang: f"{reason(lang)}\n{shown}" for lang in LANGUAGES}
        super().__init__(self.texts["en"])


class SchemeLoadError(YouthstatsError):
    """A scheme of one's own that cannot be loaded. Attributes: ``name``, ``reason``."""

    def __init__(self, name: str, reason: str) -> None:
        self.name = name
        self.reason = reason
        super().__init__(f"scheme {name!r} cannot be loaded: {reason}")


class MissingExtraError(YouthstatsError, ImportError):
    """What was asked for needs a library that comes with an extra. Attributes: ``extra``, ``needs``."""

    def __init__(self, extra: str, library: str) -> None:
        self.extra = extra
        self.needs = library
        super().__init__(say("cli.missing_extra", "en", extra=extra, needs=library))


class UnfillableError(YouthstatsError):
    """An office's own workbook that cannot be filled in, or not under the name its output was given.

    Attributes: ``path``, ``reason`` (a key of the wording), ``facts`` (what its sentence needs).
    """

    def __init__(self, path: str, reason: str, **facts: object) -> None:
        self.path = path
        self.reason = reason
        self.facts = facts
        super().__init__(f"{path}: {say(reason, 'en', **facts)}")


class UnknownSchemeError(YouthstatsError):
    """A scheme nobody has registered. Attributes: ``name``, ``known``."""

    def __init__(self, name: str, known: Iterable[str]) -> None:
        self.name = name
        self.known = tuple(known)
        super().__init__(
            f"no scheme is called {name!r}{did_you_mean(name, self.known)}; "
            f"there are: {', '.join(self.known)}"
        )


class NothingToReadError(YouthstatsError):
    """The paths given hold nothing to read.

    Attributes: ``path``, ``reason`` (a key of the wording), ``facts`` (what its sentence needs).
    """

    def __init__(self, path: str, reason: str, facts: Mapping[str, object] | None = None) -> None:
        self.path = path
        self.reason = reason
        self.facts = dict(facts or {})
        super().__init__(f"{path}: {say(reason, 'en', **self.facts)}")


class AmendmentError(YouthstatsError, ValueError):
    """A change of what was filed that cannot be made; nothing was changed.

    Attributes: ``reason`` (a key of the wording), ``texts`` (the whole sentence, by language).
    """

    def __init__(self, reason: str, facts: Callable[[str], Mapping[str, object]]) -> None:
        self.reason = reason
        self.texts = {lang: say(reason, lang, **facts(lang)) for lang in LANGUAGES}
        super().__init__(self.texts["en"])


class TemplateError(YouthstatsError):
    """A workbook from which no form can be drawn.

    Attributes: ``path``, ``reason`` (a key of the wording), ``facts`` (what its sentence needs).
    """

    def __init__(self, path: str, reason: str, facts: Mapping[str, object] | None = None) -> None:
        self.path = path
        self.reason = reason
        self.facts = dict(facts or {})
        super().__init__(f"{path}: {say(reason, 'en', **self.facts)}")


class CorrectionError(YouthstatsError):
    """A correction of a template that says nothing, contradicts itself, or cannot be read.

    Attributes: ``where`` (the file or the cell, and what it is of), ``reason`` (a key of the wording),
    ``texts`` (the whole sentence, by language).
    """

    def __init__(
        self, where: str, reason: str, facts: Callable[[str], Mapping[str, object]] = lambda _: {}
    ) -> None:
        self.where = where
        self.reason = reason
        self.texts = {lang: say(reason, lang, where=where, **facts(lang)) for lang in LANGUAGES}
        super().__init__(self.texts["en"])


class RosterError(YouthstatsError):
    """A workbook that is to be a roster and contradicts itself.

    Attributes: ``place`` (file, sheet and cell), ``reason`` (a key of the wording), ``facts`` (what
    its sentence needs).
    """

    def __init__(self, place: str, reason: str, facts: Mapping[str, object] | None = None) -> None:
        self.place = place
        self.reason = reason
        self.facts = dict(facts or {})
        super().__init__(f"{place}: {say(reason, 'en', **self.facts)}")


class OverwriteError(YouthstatsError):
    """An output would take the place of an input, of another output, or of what went back before.

    Attributes: ``path``, ``reason`` (a key of the wording), ``other`` (what the input is called where
    that is not ``path``).
    """

    def __init__(self, path: str, reason: str, other: str = "") -> None:
        self.path = path
        self.reason = reason
        self.other = other
        super().__init__(say(reason, "en", path=path, other=other))


class CacheError(YouthstatsError):
    """A file given as the cache that is none, or is damaged. Attribute: ``path``."""

    def __init__(self, path: str) -> None:
        self.path = path
        super().__init__(
            f"{path} is not a cache of youthstats, or is a damaged one; name another file "
            "(a damaged cache is safe to delete)"
        )


class WriteError(YouthstatsError):
    """The workbook could not be written; what stood at the target is untouched."""

    def __init__(self, path: str, reason: str) -> None:
        self.path = path
        self.reason = reason
        super().__init__(f"{path}: {reason}")
