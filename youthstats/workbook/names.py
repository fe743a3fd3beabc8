"""What a workbook says of itself in defined names: its scheme, its kind, every item's place."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from attrs import frozen

from youthstats.model.forms import Form, Line
from youthstats.model.schemes import Scheme

__all__ = ["CREATED", "Identity", "cell_name", "constants", "identity"]

PREFIX = "youthstats"

CREATED = datetime(2009, 12, 31)
"""The time of saving in every workbook this library writes, so that its bytes repeat."""


@frozen
class Identity:
    """What the defined names of a workbook claim it to be; ``None`` where they say nothing."""

    scheme: str | None
    version: str | None
    period: str | None
    kind: str | None


def constants(scheme: Scheme, kind: str) -> dict[str, str]:
    """Return the names that say what a workbook is; ``kind`` is ``return`` or ``report``."""
    said = {"scheme": scheme.id, "version": scheme.version, "period": scheme.period, "kind": kind}
    return {f"{PREFIX}.{name}": text for name, text in said.items()}


def cell_name(form: Form, item: str, line: Line) -> str:
    """Return the defined name of an answer's cell: ``youthstats.T3.funds.primary``."""
    return ".".join([PREFIX, form.id, item, *([str(line)] if line is not None else [])])


def identity(names: Mapping[str, str]) -> Identity:
    """Read what a workbook claims to be."""

    def said(name: str) -> str | None:
        text = names.get(f"{PREFIX}.{name}")
        return text.strip('"').replace('""', '"') if text else None

    return Identity(said("scheme"), said("version"), said("period"), said("kind"))
