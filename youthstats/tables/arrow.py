"""The one place where pyarrow is imported: rows become batches of a schema."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any, BinaryIO

from youthstats.characters import whole_characters
from youthstats.errors import MissingExtraError
from youthstats.tables.columns import DECIMALS, DIGITS, Column

if TYPE_CHECKING:
    import pyarrow

__all__ = ["ROWS", "batch_of", "need_pyarrow", "schema_of", "sink_of", "table_of"]

ROWS = 65_536
"""Rows of a batch, and of a row group of a Parquet file."""


def need_pyarrow() -> Any:
    """Return pyarrow. Raises :class:`~youthstats.errors.MissingExtraError` where there is none."""
    try:
        # Slow to import, and most runs make no table.
        import pyarrow  # noqa: PLC0415
    except ImportError as error:
        raise MissingExtraError("arrow", "pyarrow") from error
    return pyarrow


def schema_of(columns: Sequence[Column]) -> pyarrow.Schema:
    """Return the schema; every field says in its metadata what it holds."""
    pa = need_pyarrow()
    return pa.schema(
        pa.field(column.name, _type(pa, column), metadata={"meaning": column.meaning})
        for column in columns
    )


def _type(pa: Any, column: Column) -> Any:
    if isinstance(column.type, tuple):
        inner = [pa.field(one.name, _type(pa, one)) for one in column.type]
        return pa.list_(pa.struct(inner))
    named = {
        "string": pa.string(),
        "bool": pa.bool_(),
        "int32": pa.int32(),
        "decimal": pa.decimal128(DIGITS, DECIMALS),
        "date": pa.date32(),
    }
    return named[column.type]


def batch_of(rows: Sequence[tuple[Any, ...]], schema: pyarrow.Schema) -> pyarrow.RecordBatch:
    """Return rows, a tuple each in the order of the schema, as one batch."""
    pa = need_pyarrow()
    columns = zip(*rows, strict=True) if rows else [()] * len(schema)
    arrays = [_array(pa, values, field.type) for values, field in zip(columns, schema, strict=True)]
    return pa.record_batch(arrays, schema=schema)


def _array(pa: Any, values: Sequence[Any], kind: Any) -> Any:
    try:
        return pa.array(values, kind)
    except UnicodeEncodeError:  # seldom: halves of characters, which no such table can hold
        return pa.array([_whole(value) for value in values], kind)


def _whole(value: Any) -> Any:
    if isinstance(value, str):
        return whole_characters(value)
    if isinstance(value, list):
        return [_whole(one) for one in value]
    if isinstance(value, dict):
        return {key: _whole(one) for key, one in value.items()}
    return value


def _batches(
    rows: Iterable[tuple[Any, ...]], schema: pyarrow.Schema
) -> Iterator[pyarrow.RecordBatch]:
    """Yield rows in batches, so that no more of them than a batch are held as they came."""
    coming = iter(rows)
    while some := list(islice(coming, ROWS)):
        yield batch_of(some, schema)


def table_of(rows: Iterable[tuple[Any, ...]], columns: Sequence[Column]) -> pyarrow.Table:
    """Return rows as a table."""
    pa, schema = need_pyarrow(), schema_of(columns)
    return pa.Table.from_batches(_batches(rows, schema), schema)


def sink_of(file: BinaryIO, schema: pyarrow.Schema) -> pyarrow.parquet.ParquetWriter:
    """Return what writes batches of the schema to an open file, as Parquet."""
    need_pyarrow()
    from pyarrow.parquet import ParquetWriter  # noqa: PLC0415 - as above

    return ParquetWriter(file, schema)
