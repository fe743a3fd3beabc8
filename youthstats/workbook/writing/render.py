"""Writing planned sheets to a file, whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from io import BytesIO
from typing import IO

from youthstats.outputs import blaming, replacing
from youthstats.workbook.writing.fitting import Loss, fit, fitted
from youthstats.workbook.writing.plan import Plan

__all__ = ["render", "rendered"]


def render(
    path: str | os.PathLike[str],
    plans: Iterable[Plan],
    *,
    constants: Mapping[str, str] | None = None,
    title: str = "",
    lang: str = "zh",
    losses: list[Loss] | None = None,
) -> list[Loss]:
    """Write the sheets to ``path``, replacing what stood there only once all is ready.

    A sheet is written before the next one is asked for: by then ``losses``, where a list is given,
    holds what befell it. ``constants`` become defined names that hold a text. Returns what the
    workbook could not hold as it is. Raises :class:`~youthstats.errors.WriteError` when the target
    cannot be written, or there is no place for something: a row beyond the sheet, two sheets of one
    name.
    """
    lost: list[Loss] = [] if losses is None else losses
    with replacing(path) as file, blaming(path):
        sheets = (fit(plan, lang, lost) for plan in plans)
        _write(file, sheets, path, constants or {}, title=title, lang=lang)
    return lost


def rendered(
    plans: Iterable[Plan], *, lang: str = "zh", from_1904: bool = False
) -> tuple[bytes, list[Loss]]:
    """Return the sheets as the bytes of a workbook, and what it could not hold as it is.

    ``from_1904`` counts days as some workbooks do. Raises what :func:`render` raises.
    """
    buffer = BytesIO()
    sheets, losses = fitted(plans, lang)
    _write(buffer, sheets, "", {}, lang=lang, from_1904=from_1904)
    return buffer.getvalue(), losses


def _write(
    file: IO[bytes],
    sheets: Iterable[Plan],
    path: str | os.PathLike[str],
    constants: Mapping[str, str],
    *,
    title: str = "",
    lang: str,
    from_1904: bool = False,
) -> None:
    # Slow to import, and many runs write nothing.
    from youthstats.workbook.writing.render_book import writing  # noqa: PLC0415
    from youthstats.workbook.writing.render_sheets import Writer  # noqa: PLC0415

    with writing(file, str(path), title=title, from_1904=from_1904) as book:
        writer = Writer(book, lang, str(path))
        for plan in sheets:
            writer.sheet(plan)
        for name, text in constants.items():
            writer.define(name, '="' + text.replace('"', '""') + '"')
