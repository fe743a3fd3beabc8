"""Answers and findings as tables, for DuckDB, Polars or Spark to take over (extra ``arrow``)."""
