"""Answers and findings to Parquet files: one by one, as they come, in constant memory."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import chain, count
from pathlib import Path
from typing import Any, Generic, TypeVar

from youthstats.model.findings import Finding, Review
from youthstats.model.returns import Return
from youthstats.model.schemes import Scheme
from youthstats.outputs import FilePath, blaming, replacing
from youthstats.tables.answers import answer_rows
from youthstats.tables.arrow import ROWS, batch_of, schema_of, sink_of
from youthstats.tables.columns import ANSWERS, FINDINGS, Column
from youthstats.tables.findings import finding_row

__all__ = ["TableWriter", "answers_writer", "findings_path", "findings_writer", "write_parquet"]

T = TypeVar("T")
Rows = Iterable[tuple[Any, ...]]


class TableWriter(Generic[T]):
    """Writes a table as what it is of comes: only the rows of one group are held in memory.

    Made by :func:`answers_writer` and :func:`findings_writer`.
    """

    def __init__(self, path: FilePath, sink: Any, rows_of: Callable[[T], Rows]) -> None:
        self._path = path
        self._sink = sink
        self._rows_of = rows_of
        self._rows: list[tuple[Any, ...]] = []

    def add(self, one: T) -> None:
        """Write the lines of one return, or of one finding."""
        self._rows += self._rows_of(one)
        if len(self._rows) >= ROWS:
            self._flush()

    def close(self) -> None:
        """Write what is left, and the end of the file."""
        if self._rows:
            self._flush()
        with blaming(self._path):
            self._sink.close()

    def _flush(self) -> None:
        batch = batch_of(self._rows, self._sink.schema)
        self._rows.clear()
        with blaming(self._path):
            self._sink.write_batch(batch)


@contextmanager
def answers_writer(path: str | os.PathLike[str], scheme: Scheme) -> Iterator[TableWriter[Return]]:
    """Give what writes the lines of :func:`~youthstats.to_arrow` to ``path``, return by return.

    The file takes its place whole at the end, or not at all. Raises
    :class:`~youthstats.errors.MissingExtraError` without the extra ``arrow``, and
    :class:`~youthstats.errors.WriteError` when it cannot be written.
    """

    def rows(one: Return) -> Rows:
        return answer_rows(one, scheme)

    with _writer(path, ANSWERS, rows) as writer:
        yield writer


@contextmanager
def findings_writer(
    path: str | os.PathLike[str], scheme: Scheme, *, lang: str = "zh"
) -> Iterator[TableWriter[Finding]]:
    """Give what writes the lines of :func:`~youthstats.findings_to_arrow`, finding by finding.

    They are numbered as they come. See :func:`~youthstats.answers_writer`.
    """
    numbers = count(1)

    def rows(one: Finding) -> Rows:
        return (finding_row(one, next(numbers), scheme, lang),)

    with _writer(path, FINDINGS, rows) as writer:
        yield writer


def write_parquet(
    path: str | os.PathLike[str], review: Review, *, lang: str = "zh"
) -> tuple[Path, Path]:
    """Write the answers to ``path`` and the findings beside it; return both paths.

    Neither takes its place before both are written. Raises what
    :func:`~youthstats.answers_writer` does.
    """
    beside, scheme = findings_path(path), review.filed.scheme
    with (
        answers_writer(path, scheme) as answers,
        findings_writer(beside, scheme, lang=lang) as findings,
    ):
        for one in review.filed:
            answers.add(one)
        for finding in chain(review.findings, review.notes):
            findings.add(finding)
    return Path(path), beside


def findings_path(path: FilePath) -> Path:
    """Return where the findings go that belong to a table of answers: ``2009_findings.parquet``."""
    return Path(path).with_name(f"{Path(path).stem}_findings.parquet")


@contextmanager
def _writer(
    path: FilePath, columns: Sequence[Column], rows_of: Callable[[T], Rows]
) -> Iterator[TableWriter[T]]:
    schema = schema_of(columns)
    with replacing(path) as file:
        sink = sink_of(file, schema)
        writer: TableWriter[T] = TableWriter(path, sink, rows_of)
        try:
            yield writer
            writer.close()
        except BaseException:
            with suppress(OSError):
                sink.close()
            raise
