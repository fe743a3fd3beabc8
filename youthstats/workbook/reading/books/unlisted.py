"""Whose return a workbook is where nobody gave a roster: what it says itself, else its file's name.

Two spellings of one unit would be two units, so what is no part of a name is taken away: the seal's
place behind it, the marks of a copy, the titles of the forms, dates. What is left of a file's name when
nothing is left of it is all of it: each file is at least a unit of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import PurePath

from youthstats.layout.sums import TOTAL_LABELS, may_name_whole, names_whole
from youthstats.model.asides import Aside
from youthstats.model.schemes import Scheme
from youthstats.model.units import folded_name
from youthstats.wording import LANGUAGES, say
from youthstats.workbook.package import Book
from youthstats.workbook.reading.books.captioned import captioned
from youthstats.workbook.reading.books.copies import COPY
from youthstats.workbook.reading.books.refused import RefusedError
from youthstats.workbook.reading.books.unit import no_names, stood_beside, table_labels
from youthstats.workbook.reading.sheets.found import Found
from youthstats.workbook.reading.sheets.labels import folded

__all__ = ["met_unit", "named_by_file"]

LONGEST_NAME = 60
"""Signs of the longest name of a unit: what is longer is a note."""

_SEAL = re.compile(r"\s*[(（](?:盖章|公章|章|签章|单位盖章)[)）]\s*$")
_MONTH = r"[01]?\d月份?(?:[0-3]?\d日)?"
_DATE = re.compile(
    rf"(?<!\d)(?:19|20)\d{{2}}(?:\s*年(?:度|\s*{_MONTH})?|度|[-_.]?[01]\d[-_.]?[0-3]\d(?!\d)"
    r"|[-_.]?[01]\d(?!\d)|[-_.]\d(?!\d)|(?![\d级届班]))"
    r"|[二一][○〇零九][○〇零一二三四五六七八九]{2}年度?"
    rf"|第?[一二三四1-4]季度|[上下]半年|年度|^{_MONTH}|(?<!\d){_MONTH}(?=$|[\s_.()（）-])"
)
"""When a file is of. ``2009``, ``2009年度``, ``20091231``, ``2009.12``; a quarter, a month."""

_KIND = re.compile(
    "(?:街道|[镇乡区县市省州旗盟村]|社区|[小中大]学|学校|学院|幼儿园|医院|公司|企业|[局委厅办处科所站院厂场馆社会])$"
)
"""How the name of a unit ends: which kind it is."""

_NOTHING_INSIDE = re.compile(r"[(（\[【《“]\s*[)）\]】》”]")
_ALL_INSIDE = re.compile(r"[(（\[【《“]([^()（）\[\]【】《》“”]*)[)）\]】》”]")
_EDGES = ' \t\u3000_-－—–+&.,，、·:：;；"'


def met_unit(book: Book, found: Mapping[str, Found], scheme: Scheme) -> tuple[str, list[Aside]]:
    """Return the unit a return names as it is typed there, else what its file's name says.

    With it comes a note on where the name is from. Raises :class:`RefusedError` where the sheets
    name different units, or what is named is all of them: 全市合计 is no unit, and counted as one
    every figure would count twice.
    """
    file = PurePath(book.path).name
    typed = {folded_name(name): name for name in reversed([*_typed(book, found, scheme)])}
    if len(typed) > 1:
        facts = {"stood": list(reversed(typed.values()))}
        raise RefusedError("file.two_units", facts, status="unknown_unit")
    for name in typed.values():
        _refuse_whole(name)
        said = Aside("unit_as_typed", "note", facts={"named": name})
        return name, [said, *_may_be_whole(name), *_at_odds(name, file, scheme)]
    _refuse_whole(_left_of(file, scheme))
    name = named_by_file(file, scheme)
    said = Aside("unit_from_file_name", "note", facts={"file": file, "named": name})
    return name, [said, *_may_be_whole(name)]


def _typed(book: Book, found: Mapping[str, Found], scheme: Scheme) -> Iterator[str]:
    """Yield the names of units that stand beside 填报单位; without any, the less certain ones."""
    stated = [name for text in stood_beside(book, found, scheme) if (name := _name(text, scheme))]
    yield from stated
    known = no_names(tuple(one.layout for one in found.values()))
    for one in () if stated else found.values():
        text = next(captioned(book, one, found.values(), known), "")
        yield from filter(
            None, [_name(text, scheme)] if text else _beside_answers(book, one, scheme)
        )


def _beside_answers(book: Book, found: Found, scheme: Scheme) -> list[str]:
    """Return the name in the line of the answers, where a form has a line for each unit."""
    if not found.layout.form.by_unit:
        return []
    sheet, known = book.sheet(found.location.sheet), table_labels((found.layout,))
    left = min((column for _, column in found.cells), default=0)
    texts = [
        text
        for (row, column), text in sheet.texts
        if row in found.location.rows and column < left and folded(text) not in known
    ]
    return [_name(texts[0], scheme)] if len(texts) == 1 else []


def _name(text: str, scheme: Scheme) -> str:
    """Return a name without its padding; nothing for what cannot be the name of a unit."""
    name = _SEAL.sub("", " ".join(text.split())).strip(" _")
    totals = map(folded_name, (scheme.units.root, *TOTAL_LABELS))
    wordless = not any(map(str.isalnum, name))
    return "" if wordless or len(name) > LONGEST_NAME or folded_name(name) in totals else name


def _refuse_whole(name: str) -> None:
    if names_whole(folded(name)):
        raise RefusedError("file.unit_is_sum", {"stood": [name]}, status="unknown_unit")


def _may_be_whole(name: str) -> Iterator[Aside]:
    """Yield what to say of a unit whose name says that it is a sum, and of what."""
    if may_name_whole(folded(name)):
        yield Aside("unit_like_sum", "soft", facts={"named": name})


def _at_odds(name: str, file: str, scheme: Scheme) -> Iterator[Aside]:
    """Yield what to say of a file that is called after another unit of the same kind.

    城东街道 for 城西街道; many a file is called after nobody.
    """
    other = folded_name(_left_of(file, scheme))
    mine = folded_name(name)
    kind = _KIND.search(mine)
    if kind is None or not other.endswith(kind[0]) or other == kind[0]:
        return
    if other not in mine and mine not in other:
        facts = {"stood": name, "named": [_left_of(file, scheme)], "file": file}
        yield Aside("unit_disagrees", "soft", facts=facts)


def named_by_file(file: str, scheme: Scheme) -> str:
    """Return what the name of a file says of its unit, the whole name where it says nothing."""
    name = _left_of(file, scheme)
    if any(map(str.isalpha, name)) and _name(name, scheme):
        return _name(name, scheme)
    return _name(PurePath(file).stem, scheme) or file


def _left_of(file: str, scheme: Scheme) -> str:
    """Return the name of a file without what a workbook of the scheme may be called of any unit."""
    titles = _any_of(tuple(_titles(scheme)))
    name, before = PurePath(file).stem, ""
    while name != before:
        before = name
        for pattern in (COPY, _DATE, titles, _NOTHING_INSIDE):
            name = pattern.sub("", name).strip(_EDGES)
        if inside := _ALL_INSIDE.fullmatch(name):
            name = inside[1]
    return name


def _titles(scheme: Scheme) -> Iterator[str]:
    """Yield what a workbook of the scheme may be called whosever it is."""
    yield from (scheme.title, scheme.period, scheme.id)
    for form in scheme.forms:
        yield from (form.title, form.label)
    for lang in LANGUAGES:
        yield from (say("remarks.file", lang, unit=""), say("template.return_file", lang))


@lru_cache(maxsize=16)
def _any_of(titles: tuple[str, ...]) -> re.Pattern[str]:
    """Return a pattern for any of these titles, the longest first, however they are spaced."""
    dateless = (_DATE.sub("", title) for title in titles)
    bare = {"".join(title.split()).strip(_EDGES) for title in (*titles, *dateless)}
    longest = sorted((title for title in bare if len(title) > 1), key=len, reverse=True)
    return re.compile("|".join(r"\s*".join(map(re.escape, title)) for title in longest) or r"(?!)")
