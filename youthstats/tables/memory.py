"""Answers and findings as tables in memory."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain
from typing import TYPE_CHECKING

from youthstats.model.findings import Review
from youthstats.model.returns import Filed, Return
from youthstats.model.schemes import Scheme
from youthstats.tables.answers import answer_rows
from youthstats.tables.arrow import table_of
from youthstats.tables.columns import ANSWERS, FINDINGS
from youthstats.tables.findings import finding_row

if TYPE_CHECKING:
    import pyarrow

__all__ = ["findings_to_arrow", "to_arrow"]


def to_arrow(returns: Filed | Iterable[Return], scheme: Scheme | None = None) -> pyarrow.Table:
    """Return every answer as a line of one long table: who, which item, what, and where it stood.

    Give a ``Filed``, or returns and their scheme. The columns are documented in the reference of
    tables, and in the metadata of each field. Raises
    :class:`~youthstats.errors.MissingExtraError` without the extra ``arrow``.
    """
    if isinstance(returns, Filed):
        scheme = returns.scheme
    if scheme is None:
        raise TypeError("returns alone do not know their scheme: give it as well")
    return table_of((row for one in returns for row in answer_rows(one, scheme)), ANSWERS)


def findings_to_arrow(review: Review, *, lang: str = "zh") -> pyarrow.Table:
    """Return every finding and note as a line of a table, with its cells and suspects as lists.

    The sentences are in ``lang``. Raises :class:`~youthstats.errors.MissingExtraError` without the
    extra ``arrow``.
    """
    every = enumerate(chain(review.findings, review.notes), 1)
    scheme = review.filed.scheme
    return table_of((finding_row(one, number, scheme, lang) for number, one in every), FINDINGS)
