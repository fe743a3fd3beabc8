"""What type of answer a cell asks for: by its validation, its number format, its measure, its label."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import chain
from math import ceil, floor
from typing import Literal, TypeGuard

from attrs import evolve, frozen

from youthstats.model.items import Kind
from youthstats.workbook.reading.parse.prompts import asks_day, is_prompt
from youthstats.workbook.reading.sheets.foot import REMARKS
from youthstats.workbook.reading.sheets.labels import stem_and_measure
from youthstats.workbook.reading.sheets.measures import is_measure
from youthstats.workbook.understanding.adding import Rate, rate_of
from youthstats.workbook.understanding.canvas import Limit, Square
from youthstats.workbook.understanding.worked_out import Worked

__all__ = [
    "Asked",
    "asked",
    "counts",
    "least_whole",
    "measure_in",
    "speaks_of_kind",
    "speaks_of_share",
    "speaks_of_words",
    "together",
]

_COUNTED = frozenset(
    [
        "名",
        "人",
        "人次",
        "户",
        "个",
        "家",
        "所",
        "处",
        "项",
        "件",
        "次",
        "场",
        "场次",
        "期",
        "班",
        "批",
        "组",
        "支",
        "届",
        "册",
        "份",
        "张",
        "本",
        "篇",
        "辆",
        "台",
        "套",
        "间",
        "座",
        "条",
        "只",
        "头",
    ]
)
"""Measures of what is counted one by one; of anything else there may be parts."""

_ACCEPTED = {"whole": "whole", "decimal": "decimal", "date": "date", "textLength": "text"}
"""What validations accept, by what they are of; a condition, or a time, tells nothing of it."""

_LOW = frozenset({">", ">=", "="})
"""The signs that a least figure stands behind."""

_SCALED = re.compile("^[十百千万亿]+")
_PERCENT = re.compile(r"0(?:\.(?P<places>0+))?%")
_DECIMALS = re.compile(r"[0#][0#,]*(?:\.(?P<places>0+))?")
_DATED = re.compile(r"[yd]|m/|[年月日]")
_SHARE = re.compile(r"(?:率|比重|比例|占比|百分比|增长|增幅|增速|[%％][)）]?)$")
_AMOUNT = re.compile("额|资金|投资|收入|支出|产值|费|面积|价|利润|金$|税|款|量|均")
_COUNT = re.compile(
    r"数$|人数|次数|个数|件数|户数|家数|单位数|数量|人[员口]|[团党队社会]员|学生|教师|职工|居民|"
    r"^(?:男|女)(?:性|生)?$|年龄|岁$|^序号$"
)
_WORDS = re.compile(
    "名称|姓名|备注|说明|地址|内容|情况|项目|类别|类型|职务|职称|联系|电话|手机|邮编|邮箱|网址|时间|进度|意见|"
    "负责人|填表人|审核人|经办人|性别|民族|代表人|代码|编号|原因|措施|地点|单位$|范围|依据|方式|身份证|称号|学历|专业|面貌|"
    "籍贯|院校|职业|盖章|签[字名]"
)
_ENDING = re.compile(
    "(?:姓名|名称|类别|类型|编号|代码|证号|学号|号码|工号|证件号?|职称|职务|来源|住址|地址|住所|"
    "所在地|名单|备注|说明|联系人员?|联系方式|负责人员?|籍贯|民族|性别|学历|专业|政治面貌)$"
)
"""What a label ends in that asks for words, of whomever it speaks before: 学生姓名, 人员类别."""

_REMARK = re.compile(
    "(?:备注|说明|附注|注释|原因|来源|依据|措施|名称|姓名|意见|地址|电话|手机|联系人|联系方式|"
    "负责人|责任人|填报人|责任单位|牵头单位|配合单位|是否.+)$"
)
"""Headings over words in any row, whatever the row is measured in."""

_WHOM = re.compile("(?:男|女)(?:性|生)?")

_GENERIC = frozenset({"数量", "数值", "数据", "数字", "内容", "情况", "项目", "备注"})
"""Headings over answers of all kinds: what stands beside them says more."""

_DATE = re.compile("日期$|年月日$")
_SIGNED = re.compile("利润|增|减|降|差|净|盈|亏|变动|比上年|同比")
_PARTS = re.compile(r"_x?[^;]*;.*|\[[^]]*\]|\"[^\"]*\"|\\.|_.")

Basis = Literal["cell", "measure", "labels", ""]
"""What the kind of an answer is known by: format and validation, unit of measure, words, nothing."""


@frozen
class Asked:
    """What a cell asks for, and by what its kind is known: ``by`` the cell, its measure or labels.

    ``adds`` tells whether figures of several units are added, ``averaged`` that they are although
    they are called averages; ``in_parts`` that a formula makes decimals of whole numbers.
    """

    kind: Kind
    places: int | None = None
    minimum: int | None = 0
    choices: tuple[str, ...] = ()
    by: Basis = "cell"
    adds: bool = True
    averaged: bool = False
    in_parts: bool = False
    chosen: bool = False

    @property
    def sort(self) -> tuple[Kind, bool]:
        """What cells of one item have in common."""
        return self.kind, self.adds

    @property
    def sure(self) -> bool:
        """Whether format, validation, measure or label says so."""
        return bool(self.by)


def asked(
    square: Square,
    labels: Sequence[str],
    measure: str,
    common: str = "",
    worked: Worked | None = None,
) -> Asked:
    """Return what a cell under (and behind) ``labels`` asks for in ``measure``.

    ``common`` is the measure of all figures of the table that have none of their own, ``worked``
    what its formula makes of other cells.
    """
    limit = square.limit or Limit("")
    if is_prompt(square.text):
        return Asked(Kind.DATE if asks_day(square.text) else Kind.TEXT)
    if limit.choices:
        return Asked(Kind.TEXT, choices=limit.choices, chosen=limit.firm)
    kind, places, by = _kind(square, _ACCEPTED.get(limit.kind, ""), labels, measure)
    if not by and common:
        kind, places, by = _in_measure(common, places)
    rate = rate_of(labels, measure)
    if rate is not None and rate.kind is not None:
        kind, by = _of_rate(rate.kind, kind, by)
    if worked is not None and worked.divides and kind is Kind.COUNT:
        kind = Kind.MONEY
    if kind is Kind.SHARE and places is None:
        places = 1
    free = kind is not Kind.COUNT and any(_SIGNED.search(label) for label in labels)
    minimum = None if free else 0
    if limit.of_figures and any(sign in _LOW for sign, _ in limit.ends):
        times = 100 if kind is Kind.SHARE and not square.in_percent else 1
        minimum = _least(limit, whole=kind is Kind.COUNT, times=times)
    in_parts = worked is not None and (worked.in_parts or worked.divides)
    found = Asked(kind, places, minimum, (), by, in_parts=in_parts)
    return _added(found, rate, worked) if kind.additive else found


def _of_rate(meant: Kind, kind: Kind, by: Basis) -> tuple[Kind, Basis]:
    """Return the kind of what its labels call a rate: no cell and no other kind gainsays them."""
    if not kind.additive or by == "cell":
        return kind, by
    if by == "measure":
        return (meant if kind is Kind.COUNT else kind), by
    return meant, "labels"


def _added(found: Asked, rate: Rate | None, worked: Worked | None) -> Asked:
    """Return what is asked for with whether it is added: a sum is, what is called a rate is not."""
    if worked is not None and (worked.sums or worked.divides):
        return found
    if rate is not None:
        return evolve(found, adds=rate.adds, averaged=rate.adds)
    return evolve(found, adds=worked is None or not worked.picks)


def _least(limit: Limit, *, whole: bool, times: int) -> int | None:
    """Return the whole number that a validation lets nothing below; ``None`` for none that is told.

    What only asks whether a figure is meant lets it be negative, where it says so, and no more.
    """
    for sign, end in limit.ends:
        number = _end_of(end)
        if number is not None and sign in _LOW and number >= -(10**9):
            least = least_whole(sign, number) if whole else floor(number / times)
            return least if limit.firm else 0 if least >= 0 else None
    return None


def least_whole(sign: str, end: Fraction) -> int:
    """Return the least whole number above an end (``>``), or not below it."""
    return floor(end) + 1 if sign == ">" else ceil(end)


def speaks_of_share(labels: Sequence[str]) -> bool:
    """Tell whether labels speak of a share or a growth: 同比增长, 比重, （%）."""
    return any(_SHARE.search("".join(label.split())) for label in labels)


def speaks_of_words(labels: Sequence[str]) -> bool:
    """Tell whether the innermost heading asks for words in whatever row: 备注, 情况说明."""
    stem = stem_and_measure("".join(labels[-1].split()))[0] if labels else ""
    return _REMARK.search(stem) is not None


def speaks_of_kind(label: str) -> bool:
    """Tell whether a label says what kind of answer it is of, and does not do so for any."""
    stem = stem_and_measure("".join(label.split()))[0]
    return stem not in _GENERIC and any(words.search(stem) for words, _ in _TELLING)


def may_head_names(label: str) -> bool:
    """Tell whether names may stand under a label: it speaks of no figure, and is no 备注."""
    stem, measure = stem_and_measure("".join(label.split()))
    kind = next((kind for words, kind in _TELLING if words.search(stem)), Kind.TEXT)
    return kind is Kind.TEXT and not measure and stem not in {"", *REMARKS}


def together(first: Asked, all_alike: Sequence[Asked]) -> Asked:
    """Return what several cells of one kind ask for: what any of them accepts."""
    least = [one.minimum for one in all_alike]
    offered = [one.choices for one in all_alike]
    in_parts = any(one.in_parts for one in all_alike)
    return evolve(
        first,
        minimum=None if None in least else min(filter(_known, least), default=first.minimum),
        places=max((one.places for one in all_alike if one.places is not None), default=None),
        choices=tuple(dict.fromkeys(chain(*offered))) if all(offered) else (),
        kind=Kind.MONEY if first.kind is Kind.COUNT and in_parts else first.kind,
        adds=all(one.adds for one in all_alike),
        averaged=any(one.averaged for one in all_alike),
        chosen=all(one.chosen for one in all_alike),
    )


def _known(number: int | None) -> TypeGuard[int]:
    return number is not None


def _kind(
    square: Square, accepted: str, labels: Sequence[str], measure: str
) -> tuple[Kind, int | None, Basis]:
    shown = _PARTS.sub("", square.number_format)
    percent = _PERCENT.search(shown)
    if percent or measure == "%":
        found = percent or (_DECIMALS.search(shown) if "." in shown else None)
        return Kind.SHARE, _places(found) if found else None, "cell"
    if accepted == "date" or (shown != "General" and _DATED.search(shown.replace("General", ""))):
        return Kind.DATE, None, "cell"
    if accepted == "text" or (shown == "@" and not accepted):
        return Kind.TEXT, None, "cell"
    decimals = _DECIMALS.search(shown) if shown != "General" else None
    places = _places(decimals) if decimals else None
    if accepted == "whole":
        return Kind.COUNT, None, "cell"
    if accepted == "decimal" or places:
        return Kind.MONEY, places, "cell"
    if _grown_by(square, labels):
        return Kind.MONEY, places, "cell"
    figures = places is not None or square.formula is not None
    return _by_words(labels, measure, places, figures=figures)


def _grown_by(square: Square, labels: Sequence[str]) -> bool:
    """Tell whether what is called growth is a difference: its formula divides nothing."""
    called = stem_and_measure("".join(labels[-1].split()))[0] if labels else ""
    return called.endswith("增长") and square.formula is not None and "/" not in square.formula


def _by_words(
    labels: Sequence[str], measure: str, places: int | None, *, figures: bool
) -> tuple[Kind, int | None, Basis]:
    """Return the kind that measure and labels speak of, the innermost label first.

    What is formatted or worked out as a figure is none in words, whatever it is called.
    """
    if measure:
        return _in_measure(measure, places)
    stems = [stem_and_measure("".join(label.split()))[0] for label in reversed(labels)]
    of_whom = any(map(_SHARE.search, stems))
    stems.sort(key=lambda s: s in _GENERIC or (of_whom and _WHOM.fullmatch(s) is not None))
    if stems and _ENDING.search(stems[0]) and not figures:
        return Kind.TEXT, None, "labels"
    for stem in stems:
        for words, kind in _TELLING:
            if words.search(stem) and (kind.numeric or not figures):
                return kind, places if kind is Kind.MONEY else None, "labels"
    return (Kind.COUNT, None, "cell") if places == 0 else (Kind.MONEY, None, "")


def _in_measure(measure: str, places: int | None) -> tuple[Kind, int | None, Basis]:
    if measure == "%":
        return Kind.SHARE, places, "measure"
    return (Kind.COUNT, None, "measure") if counts(measure) else (Kind.MONEY, places, "measure")


def counts(measure: str) -> bool:
    """Tell whether a unit of measure is of what is counted one by one."""
    return measure in _COUNTED


_TELLING = (
    (_SHARE, Kind.SHARE),
    (_DATE, Kind.DATE),
    (_COUNT, Kind.COUNT),
    (_WORDS, Kind.TEXT),
    (_AMOUNT, Kind.MONEY),
)


def _places(found: re.Match[str]) -> int:
    return len(found["places"] or "")


def _end_of(text: str) -> Fraction | None:
    """Return the number that an end of a validation is; ``None`` for a cell or a formula."""
    try:
        return Fraction(Decimal(text))
    except (ArithmeticError, ValueError):
        return None


def measure_in(labels: Sequence[str]) -> str:
    """Return the unit of measure that labels give, the innermost first; ``""`` for none."""
    for label in reversed(labels):
        plain = "".join(label.split())
        measure = stem_and_measure(plain)[1]
        bare = plain.strip("()（）")
        if measure or (bare != plain and is_measure(bare)):
            return measure or bare
    return ""
