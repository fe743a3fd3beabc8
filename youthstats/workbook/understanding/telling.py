"""What labels tell of the kind of the answers under them, by their words."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import cache, lru_cache
from importlib.resources import files
from operator import itemgetter
from typing import Any

from youthstats.characters import bare
from youthstats.consolidate.words import amount_in_words
from youthstats.model.items import Kind
from youthstats.workbook.reading.parse.units import counted, units
from youthstats.workbook.reading.sheets.foot import REMARKS
from youthstats.workbook.reading.sheets.labels import stem_and_measure
from youthstats.workbook.understanding.periods import PERIODS

__all__ = [
    "are_notes",
    "counts",
    "in_words",
    "kind_told",
    "may_be_negative",
    "may_head_names",
    "must_be_words",
    "speaks_of_counts",
    "speaks_of_kind",
    "speaks_of_percent",
    "speaks_of_points",
    "speaks_of_quantity",
    "speaks_of_share",
    "speaks_of_stocks",
    "speaks_of_words",
    "tells_nothing",
    "tells_of_some",
    "told_share",
]

_BRACKET = re.compile(r"(?<=.)\([^()]*\)$")
_SCALED = re.compile("[十百千万亿]+")
_PERCENT = re.compile(r"[%％][)）]?$")
_STATED = re.compile(r"[≥≤><=＞＜＝≧≦]*[0-9０-９]+(?:[.．][0-9０-９]+)?[%％](?=[)）]?$)")
"""A rate that a label states: 增值税13%, 完成率（≥95%). Its figures are in no per cent for that."""
_KINDS = (
    ("share", Kind.SHARE),
    ("date", Kind.DATE),
    ("count", Kind.COUNT),
    ("words", Kind.TEXT),
    ("amount", Kind.MONEY),
)


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("telling.toml").read_text("utf-8"))


@cache
def _patterns(name: str) -> tuple[re.Pattern[str], ...]:
    return tuple(map(re.compile, _data()[name]))


def _says(name: str, stem: str) -> bool:
    return any(pattern.search(stem) for pattern in _patterns(name))


def _stem(label: str) -> str:
    return _unstated(stem_and_measure("".join(label.split()))[0])


def _unstated(text: str) -> str:
    return _STATED.sub("", text)


def kind_told(labels: Sequence[str], *, figures: bool, common: str = "") -> Kind | None:
    """Return the kind that labels tell of, the innermost that tells any; ``None`` where none does.

    ``figures`` says that a format or a formula makes a figure of the answer, whatever it is called.
    Where the figures of the table have a ``common`` measure it decides what they are, and only words
    that a label ends in make words of an answer: 联系点建设 are none, nor a count of 人员经费.
    """
    said = [one for one in map(_stem, reversed(labels)) if not _says("divided", one)]
    stems = [one for one in said if not (tells_nothing(one) or _tells_when(one))]
    of_share = any(_says("share", stem) for stem in stems)
    strict = any(map(tells_nothing, said)) or said[:1] != stems[:1]
    strict = strict or any(one in _data()["figures"] for one in stems)
    stems = _without_values(stems)
    stems.sort(key=lambda stem: _is_generic(stem) or (of_share and _of_whom(stem)))
    for number, stem in enumerate(stems):
        kind, inmost = _last_told(stem), not number or _is_generic(stem)
        plain = not strict and (not common or _ends_in_words(stem))
        if not figures and _asks_words(stem, kind, inmost=inmost, plain=plain):
            return Kind.TEXT
        if kind is Kind.DATE and inmost and not figures:
            return kind
        if kind is Kind.COUNT and common and not _counted_in(common, stem):
            continue  # 女 may be paid as well; the 人数 above it is none
        if kind is not None and kind.numeric:
            return kind
    return None


def _without_values(stems: Sequence[str]) -> list[str]:
    """Return labels without 目标值, but for that of what is no figure by itself: of a 数量指标."""
    others = [one for one in stems if not _says("values", one)]
    told = (_last_told(one) for one in others if not one.endswith("指标"))
    figures = any(kind is not None and kind.numeric for kind in told)
    aims = any(one.endswith("指标") for one in others) and not figures
    return [*stems] if aims else others


def _counted_in(common: str, stem: str) -> bool:
    """Tell whether a label is of what is counted one by one in a table of 万元, or of 万人.

    What such a scaled measure counts itself is given in it, 人数 in 万人.
    """
    scaled = _SCALED.match(common)
    unit = common[scaled.end() :] if scaled else ""
    if not counts(unit):
        return _says("sure_count", stem) or (common != "%" and _says("counted", stem))
    called = "人" if unit == "名" else unit
    return _says("sure_count", stem) and not stem.endswith((called, f"{called}数"))


def speaks_of_counts(labels: Sequence[str]) -> bool:
    """Tell whether a label speaks of what is counted, people or things: 在校学生, 参保数."""
    stems = [one for one in map(_stem, labels) if not (_is_generic(one) or tells_nothing(one))]
    return any(_last_told(stem) is Kind.COUNT for stem in stems)


def _asks_words(stem: str, kind: Kind | None, *, inmost: bool, plain: bool) -> bool:
    """Tell whether a label asks for words; one further out seldom does, it classes: 学历 over 本科.

    What only may be words is, where nothing speaks of figures: then it is ``plain``.
    """
    if not inmost:
        return _says("outer_words", stem)
    return _says("sure_words", stem) or (kind is Kind.TEXT and plain)


@lru_cache(maxsize=8192)
def _last_told(stem: str) -> Kind | None:
    """Return what the last telling words of a label tell; of two that end together the longer."""
    plain = _BRACKET.sub("", stem)
    found = [
        (match.end(), -match.start(), -rank, kind)
        for rank, (name, kind) in enumerate(_KINDS)
        for pattern in _patterns(name)
        for match in pattern.finditer(plain)
    ]
    return max(found, key=itemgetter(0, 1, 2))[-1] if found else None


def _ends_in_words(stem: str) -> bool:
    """Tell whether the words that ask for words are the last of a label."""
    plain = _BRACKET.sub("", stem)
    found = (one.finditer(plain) for one in _patterns("words"))
    return any(match.end() == len(plain) for some in found for match in some)


def _tells_when(stem: str) -> bool:
    """Tell whether a label says of when figures are, and nothing of what: 2024年, and not 本月销售额."""
    return PERIODS.fullmatch(stem) is not None and _last_told(stem) is None


def _is_generic(stem: str) -> bool:
    return stem in _data()["generic"]


def _of_whom(stem: str) -> bool:
    return re.fullmatch(_data()["whom"], stem) is not None


def told_share(stem: str) -> bool:
    """Tell whether the words of a label, without its measure, speak of a share or a growth."""
    return _says("share", _unstated(stem))


def speaks_of_share(labels: Sequence[str]) -> bool:
    """Tell whether labels speak of a share or a growth: 同比增长, 比重, （%）."""
    return any(_says("share", _plain(label)) for label in labels)


def speaks_of_percent(labels: Sequence[str]) -> bool:
    """Tell whether a label ends in the sign of per cent, in brackets or not: 增减%."""
    return any(_PERCENT.search(_plain(label)) for label in labels)


def speaks_of_words(labels: Sequence[str], among: Sequence[str] = ()) -> bool:
    """Tell whether the innermost heading asks for words in whatever row: 备注, and no 电话（部）.

    ``among`` figures in some measures 地点 does, and 完成时间 where none of them is of times.
    """
    stem, measure = _innermost(labels)
    places = bool(among) and _says("row_words", stem)
    times = bool(among) and stem.endswith("时间") and not units("times").intersection(among)
    return not measure and (places or times or _says("remarks", stem))


def speaks_of_points(above: Sequence[str], before: Sequence[str]) -> bool:
    """Tell whether headings are over points, 得分 and 扣分, and the row ``before`` is no share of them."""
    row = _innermost(before)[0]
    points = any(_says("points", _BRACKET.sub("", _stem(label))) for label in above)
    return points and not (speaks_of_share(above) or _says("shares_of_points", row))


def speaks_of_quantity(labels: Sequence[str]) -> bool:
    """Tell whether the innermost label that says of what speaks of what no money measures: 面积, 产量."""
    stems = [one for one in map(_stem, labels) if not (_is_generic(one) or _tells_when(one))]
    return bool(stems) and _says("quantities", stems[-1])


def are_notes(labels: Sequence[str]) -> bool:
    """Tell whether a row asks for words under any heading, 数量 too: 备注, and no 存在问题（个）."""
    stem, measure = _innermost(labels)
    return not measure and _says("notes", stem)


def must_be_words(labels: Sequence[str]) -> bool:
    """Tell whether the innermost heading can be over nothing but words, whoever adds them up."""
    stem, measure = _innermost(labels)
    return not measure and (_says("remarks", stem) or _says("sure_words", stem))


def in_words(labels: Sequence[str]) -> bool:
    """Tell whether the innermost label is over an amount in words, though a formula writes it."""
    return bool(labels) and amount_in_words(_stem(labels[-1]))


def _innermost(labels: Sequence[str]) -> tuple[str, str]:
    """Return the words of the innermost label, and its unit of measure."""
    stem, measure = stem_and_measure("".join(labels[-1].split())) if labels else ("", "")
    return _unstated(stem), measure


def tells_nothing(stem: str) -> bool:
    """Tell whether a label is over figures of any kind: 预算数, 本年数."""
    return _says("untelling", stem)


def speaks_of_stocks(label: str) -> bool:
    """Tell whether a heading of a list is over figures though it says neither how many nor of what."""
    return _says("stocks", _stem(label))


def speaks_of_kind(label: str) -> bool:
    """Tell whether a label says what kind of answer it is of, and does not do so for any."""
    stem = _stem(label)
    return not (_is_generic(stem) or tells_nothing(stem)) and _last_told(stem) is not None


def may_head_names(label: str) -> bool:
    """Tell whether names may stand under a label: it speaks of no figure, and is no 备注."""
    stem, measure = stem_and_measure("".join(label.split()))
    kind = _last_told(stem) or Kind.TEXT
    return kind is Kind.TEXT and not measure and stem not in {"", *REMARKS}


def may_be_negative(labels: Sequence[str], *, counted: bool) -> bool:
    """Tell whether labels speak of what may fall below nought: 利润; what is ``counted``: 增减."""
    sorts = ("signed_always", "signed_count" if counted else "signed")
    return any(_says(sort, _plain(one)) for one in labels for sort in sorts)


def counts(measure: str) -> bool:
    """Tell whether a unit of measure is of what is counted one by one."""
    return bare(measure) in counted()


def _plain(label: str) -> str:
    """Return a label without blanks, nor a rate that it states."""
    return _unstated("".join(label.split()))


def tells_of_some(stems: Sequence[str], whole: str) -> bool:
    """Tell whether rows behind a ``whole`` are of some alone, or of other things: 不良 and 逾期."""
    rows = "\n".join(stems)
    found = (one for pattern in _lines_of("of_some") for one in pattern.finditer(rows))
    return any(one[0] not in whole for one in found)


@cache
def _lines_of(name: str) -> tuple[re.Pattern[str], ...]:
    """Return patterns that are looked for in labels one under the other."""
    return tuple(re.compile(pattern, re.MULTILINE) for pattern in _data()[name])
