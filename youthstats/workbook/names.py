"""What a workbook says of itself in defined names: its scheme, its kind, every item's place."""

from __future__ import annotations

from base64 import b32encode
from collections.abc import Iterable, Mapping
from datetime import datetime
from hashlib import sha256

from attrs import frozen

from youthstats.characters import bare, whole_characters
from youthstats.model.forms import Form, Line
from youthstats.model.schemes import Scheme

__all__ = [
    "CORRECTIONS",
    "CREATED",
    "Identity",
    "cell_name",
    "comment_digest",
    "comments_written",
    "constants",
    "holds_corrections",
    "identity",
    "names_of_comments",
]

PREFIX = "youthstats"

DIGEST = 6
"""Signs that tell one comment from another."""

DIGESTS = 40
"""How many of them one name holds: a text in a formula has 255 signs."""
CORRECTIONS = PREFIX
"""The sheet on which an office says what its template does not: never a form."""

CREATED = datetime(2009, 12, 31)
"""The time of saving in every workbook this library writes, so that its bytes repeat."""


@frozen
class Identity:
    """What the defined names of a workbook claim it to be; ``None`` where they say nothing."""

    scheme: str | None
    version: str | None
    period: str | None
    kind: str | None
    made_of: str | None


def constants(scheme: Scheme, kind: str, *, made_of: str = "") -> dict[str, str]:
    """Return the names that say what a workbook is; ``kind`` is ``return`` or ``report``.

    ``made_of`` is the digest of the file that a return which goes back was made of.
    """
    said = {"scheme": scheme.id, "version": scheme.version, "period": scheme.period, "kind": kind}
    if made_of:
        said["made_of"] = made_of
    return {f"{PREFIX}.{name}": text for name, text in said.items()}


def holds_corrections(sheet: str) -> bool:
    """Tell by its name whether a sheet is the one for corrections."""
    return sheet.strip().casefold() == CORRECTIONS


def cell_name(form: Form, item: str, line: Line) -> str:
    """Return the defined name of an answer's cell: ``youthstats.T3.funds.primary``."""
    return ".".join([PREFIX, form.id, item, *([str(line)] if line is not None else [])])


def identity(names: Mapping[str, str]) -> Identity:
    """Read what a workbook claims to be."""

    def said(name: str) -> str | None:
        text = names.get(f"{PREFIX}.{name}")
        return text.strip('"').replace('""', '"') if text else None

    return Identity(*map(said, ("scheme", "version", "period", "kind", "made_of")))


def names_of_comments(comments: Iterable[str]) -> dict[str, str]:
    """Return the names that say which comments of a workbook are the library's."""
    digests = sorted(set(map(comment_digest, comments)))
    return {
        f"{PREFIX}.comments.{number}": " ".join(digests[first : first + DIGESTS])
        for number, first in enumerate(range(0, len(digests), DIGESTS))
    }


def comments_written(names: Mapping[str, str]) -> frozenset[str]:
    """Return the digests of the comments that a workbook says are the library's."""
    said = (text for name, text in names.items() if name.startswith(f"{PREFIX}.comments."))
    return frozenset(digest for text in said for digest in text.strip('"').split())


def comment_digest(comment: str) -> str:
    """Return what tells a comment, whatever a program makes of its blanks."""
    digest = sha256(bare(whole_characters(comment)).encode()).digest()
    return b32encode(digest).decode("ascii").casefold()[:DIGEST]
