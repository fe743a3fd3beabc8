"""Which columns of numbers only number the rows, and which are their labels: years, ages, months."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from youthstats.workbook.reading.sheets.labels import numeral, stem_and_measure
from youthstats.workbook.reading.sheets.measures import is_measure
from youthstats.workbook.understanding.canvas import Canvas, Role

__all__ = [
    "heads_codes",
    "heads_ordinals",
    "is_word",
    "labels_by_numbers",
    "named_by_numbers",
    "numbers_rows",
]

_ORDINAL = re.compile(r"(?:序|行|顺序)号|序|次序|行次|栏次")
_CODE = re.compile(r"(?:指标|项目)?(?:代码|代号|编码|编号)")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_NAMING = re.compile(r"(?:年份|年度|年龄|周岁|月份|季度|年级|届别|届次)$|^[年月岁届]$")
"""What a column is headed whose numbers are labels."""

_WORD = re.compile(r"(?!第?[零〇一二三四五六七八九十百]+[、.．]?$|附?注)[^\W\d_a-zA-Z]{2,}.*")
"""What numbers no row: neither 十一 nor 第二."""


def heads_ordinals(heads: Iterable[str]) -> bool:
    """Tell whether a heading says that what is under it only counts the rows."""
    return any(map(_ORDINAL.fullmatch, heads))


def heads_codes(heads: Iterable[str]) -> bool:
    """Tell whether a heading says that codes of the rows stand under it."""
    return any(map(_CODE.fullmatch, heads))


def is_word(text: str) -> bool:
    """Tell whether a text among the numbers of rows is a word, and numbers none: 合计, 小 计."""
    return _WORD.fullmatch("".join(text.split())) is not None


def labels_by_numbers(canvas: Canvas, column: int, header: Iterable[int]) -> bool:
    """Tell whether a column is headed so that numbers in it are labels: 年份, 年龄（岁）."""
    heads = _heads(canvas, column, header)
    return any(_NAMING.search(stem_and_measure(head)[0]) for head in heads)


def numbers_rows(
    canvas: Canvas, rows: Sequence[int], column: int, header: Sequence[int], stub: Iterable[int]
) -> bool:
    """Tell whether a column numbers the rows, or bears their codes.

    Under 年份 and its like numbers are labels; so are those that do not count from 1 where no other
    column of the ``stub`` has words.
    """
    heads = _heads(canvas, column, header)
    if heads_ordinals(heads):
        return True
    if labels_by_numbers(canvas, column, header):
        return False
    signs = list(_signs(canvas, rows, column))
    if signs and heads_codes(heads):
        return True
    if not signs or not all(map(_NUMBER.fullmatch, signs)):
        return False
    counts = [int(sign) for sign in signs if sign.isdecimal()]
    counted = counts == list(range(1, len(signs) + 1))
    named = any(_has_words(canvas, rows, other) for other in stub if other != column)
    return counted or named or len(set(signs)) < len(signs)


def named_by_numbers(
    canvas: Canvas, rows: Sequence[int], columns: Sequence[int], header: Sequence[int]
) -> bool:
    """Tell whether numbers are the labels of all these rows, in one of the columns."""
    for column in columns:
        numbers = [canvas.role((row, column)) is Role.NUMBER for row in rows]
        if numbers and all(numbers) and not numbers_rows(canvas, rows, column, header, columns):
            return True
    return False


def _heads(canvas: Canvas, column: int, header: Iterable[int]) -> list[str]:
    return ["".join(canvas.at((row, column)).text.split()) for row in header]


def _signs(canvas: Canvas, rows: Iterable[int], column: int) -> Iterator[str]:
    """Yield what stands in a column, without brackets around it."""
    for square in (canvas.at((row, column)) for row in rows):
        if square.value is not None and square.formula is None:
            yield "".join(numeral(square.value).split()).strip("().（）、")


def _has_words(canvas: Canvas, rows: Iterable[int], column: int) -> bool:
    texts = (canvas.at((row, column)).text for row in rows)
    return any(text and not text.isdecimal() and not is_measure(text) for text in texts)
