"""Which row or column is a part of which: 其中, and what is set in behind it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence, Set
from functools import cached_property

from attrs import frozen

from youthstats.layout.sums import TOTAL_LABELS
from youthstats.model.items import Kind
from youthstats.workbook.reading.sheets.labels import stem_and_measure
from youthstats.workbook.understanding.outline import goes_on, goes_out, is_numbered
from youthstats.workbook.understanding.parts_measured import (
    measured_alike,
    measured_otherwise,
    surely_otherwise,
)
from youthstats.workbook.understanding.telling import kind_told, speaks_of_kind

__all__ = [
    "column_wholes_of",
    "divides_whole",
    "parts_alone",
    "says_part",
    "way_opened",
    "wholes_of",
]

_PART = re.compile("其中|#")
_WAY = re.compile(
    "按.*|(?:人员|企业|单位|机构|项目|资金|经费|经济|就业|登记|注册|政治)?"
    "(?:性别|年龄|学历|文化程度|民族|面貌|职称|类别|类型|性质|规模|来源|用途|方式)"
    "(?:段|结构|构成|分布|情况|状况)?"
)

_BY = (
    "性别|年龄|学历|文化程度|民族|面貌|职称|职务|类别|类型|性质|规模|来源|用途|方式|行业|产业|地区|区域"
    "|城乡|级别|等级|星级|隶属关系"
)
_OPENING = re.compile(
    r"(?:其中[:：,，、]?)?(?:[(（]?[一二三四五六七八九十0-9]+[)）]?[、.．]?)?"
    rf"(?P<way>按(?:.+(?<![得评打积])(?:分组?|分类|分列|划分)|.*(?:{_BY}))|分(?:登记注册)?(?:{_BY}))"
    "[:：]?"
)
"""What opens a division where a row says no more: 按星级分, 其中：按学历分组, 分行业."""

_OF_NAMED = re.compile("在?(?P<whole>[^:：]+?)中[:：].+")
"""A line that names its whole, wherever that stands above: 总计中：国有控股."""

_ALONE = re.compile("其中[:：,，、]?")
"""What heads parts and names none of them."""

_PART_NAMED = re.compile(r"其中[:：](?P<name>[男女])性?(?:[(（].*[)）])?")

_WHOM = re.compile("(?:男|女).*")


def says_part(label: str) -> bool:
    """Tell whether a label says 其中."""
    return _PART.match("".join(label.split())) is not None


def parts_alone(columns: Mapping[int, Sequence[str]], wholes: Mapping[int, int]) -> tuple[str, ...]:
    """Return the headings that say 其中 where nothing tells of what they are parts."""
    return tuple(
        "".join(path[-1].split())
        for column, path in columns.items()
        if path and says_part(path[-1]) and column not in wholes
    )


def divides_whole(label: str) -> bool:
    """Tell whether a group is called so that it divides the whole up once more: by sex, by age."""
    return _WAY.fullmatch("".join(label.split())) is not None


def way_opened(label: str) -> str:
    """Return by what the rows behind a row divide the total, ``""`` where it does not say so."""
    said = _OPENING.fullmatch(stem_and_measure(label)[0])
    return f"按{said['way'].removeprefix('按')}" if said else ""


@frozen(slots=False)
class _Line:
    """One row or column: its number, its labels without blanks, and how far it is set in."""

    number: int
    path: tuple[str, ...]
    depth: int

    @cached_property
    def above(self) -> tuple[str, ...]:
        """The labels it stands under."""
        return self.path[:-1]

    @cached_property
    def begins_parts(self) -> bool:
        """Whether it says that it is a part."""
        return says_part(self.path[-1])

    @cached_property
    def totals(self) -> bool:
        return stem_and_measure(self.path[-1])[0] in TOTAL_LABELS

    def beside(self, other: _Line) -> bool:
        """Tell whether it is under the same labels as another, and set in as far."""
        return self.above == other.above and self.depth == other.depth


@frozen
class _Behind:
    """The lines behind one, and what formulas ``added`` up in each line."""

    lines: Sequence[_Line] = ()
    added: Callable[[int], Set[int]] = lambda _: frozenset()

    def numbers_on(self, whole: _Line, line: _Line) -> bool:
        """Tell whether a line without a number stands between one and the next: 二、, 其中, 三、

        So it does where an outer count goes on: 2., 其中, 三、
        """
        numbered = (one for one in self.lines if one.beside(whole) and is_numbered(one.path[-1]))
        following = next(numbered, None)
        if following is None or is_numbered(line.path[-1]):
            return False
        labels = whole.path[-1], following.path[-1]
        return goes_on(*labels) or goes_out(*labels)

    def adds_on(self, whole: _Line, line: _Line, total: _Line) -> bool:
        """Tell whether a total adds up what stands before a line and what stands behind it."""
        added = self.added(total.number)
        behind = {one.number for one in self.lines if one.beside(whole)}
        return whole.number in added and line.number not in added and not behind.isdisjoint(added)


def wholes_of(
    labels: Mapping[int, Sequence[str]],
    depth: Callable[[int], int] = lambda _: 0,
    sections: Sequence[int] = (),
    added: Callable[[int], Set[int]] = lambda _: frozenset(),
) -> dict[int, int]:
    """Return the whole that each line is a part of, for lines that are.

    A line that says 其中 is a part of the last one that is set in no further, of those that do not
    say so themselves, or of the last one that is set in less. What follows it is a part of the same
    whole as long as it is set in as far, and further than the whole. Nothing is a part across one of
    ``sections``, and what only opens a division (按学历分) is neither. ``added`` are the lines that the
    formulas in a line add up.
    """
    found: dict[int, int] = {}
    before: list[_Line] = []
    opened: list[tuple[_Line, _Line]] = []
    lines = [
        _Line(number, tuple("".join(label.split()) for label in path), depth(number))
        for number, path in labels.items()
        if path
    ]
    for at, line in enumerate(lines):
        number = line.number
        if before and any(before[-1].number < section < number for section in sections):
            before, opened = [], []
        behind = _Behind(lines[at + 1 :], added)
        opened = [
            (whole, part)
            for whole, part in opened
            if _goes_on(line, whole, part) or behind.numbers_on(whole, line)
        ]
        if way_opened(line.path[-1]):
            continue
        if (whole := _named_whole(line, before)) is not None:
            opened += [(whole, line)]
        elif line.begins_parts:
            whole = _total_of_all(line, before, behind) or _counted_total(line, before)
            whole = _fitting(line, whole, before)
            opened += [(whole, line)] if whole else []
        else:
            whole = _whole_around(line, opened)
        if whole is not None:
            found[number] = whole.number
        before.append(line)
    return found


def _named_whole(line: _Line, before: Sequence[_Line]) -> _Line | None:
    """Return the last line before one that is called as the whole that it names, if it names one."""
    said = _OF_NAMED.fullmatch(line.path[-1])
    if said is None:
        return None
    called = stem_and_measure(said["whole"])[0]
    return next(
        (one for one in reversed(before) if stem_and_measure(one.path[-1])[0] == called), None
    )


def column_wholes_of(labels: Mapping[int, Sequence[str]]) -> dict[int, int]:
    """Return the whole that each column is a part of, for columns that say 其中.

    Behind a group that is closed it is what the group divides (人数, 按学历分), or the total within.
    What stands under 其中 is a part as 其中 itself would be.
    """
    lines = [
        _Line(number, tuple("".join(label.split()) for label in path), 0)
        for number, path in labels.items()
        if path
    ]
    found = {}
    for at, line in enumerate(lines):
        part = _part_in(line)
        others = [one for one in lines[:at] if part and one.path[: len(part.path)] != part.path]
        whole = _whole_on_the_left(part, others) if part else None
        whole = _fitting(part, whole, others) if part else None
        if part and whole and surely_otherwise(part.path[-1], whole.path[-1]):
            continue
        if whole is not None:
            found[line.number] = whole.number
    return found


def _part_in(line: _Line) -> _Line | None:
    """Return a column that says 其中, or the heading over it that says nothing else."""
    if line.begins_parts:
        return line
    groups = (n for n, label in enumerate(line.path) if _ALONE.fullmatch(label))
    level = next(groups, None)
    return None if level is None else _Line(line.number, line.path[: level + 1], line.depth)


def _whole_on_the_left(line: _Line, before: Sequence[_Line]) -> _Line | None:
    """Return what a column that says 其中 is a part of, of those under the same labels."""
    above, level = line.path[:-1], len(line.path)
    within = [one for one in before if one.path[: level - 1] == above]
    plain = [one for one in within if len(one.path) <= level and not one.begins_parts]
    closed = [one for one in within if len(one.path) > level]
    if not closed or (plain and before.index(plain[-1]) > before.index(closed[-1])):
        return _total_of_all(line, within) if plain else None
    group = closed[-1].path[:level]
    if divides_whole(group[-1]) or group[-1].startswith(("按", "其中")):
        return plain[-1] if plain else None
    return next((one for one in closed if one.path[:-1] == group and one.totals), None)


def _total_of_all(
    line: _Line, before: Sequence[_Line], behind: _Behind = _Behind()
) -> _Line | None:
    """Return what a part is of behind a total and its parts: 合计, 城镇, 农村, 其中：女.

    Whether of the last or of all, it is no more than the total. Behind a figure of another kind, or
    in another measure (收入), it is of that; where all say what they are nobody knows. Where more
    parts of the total come ``behind`` it, it is of the last one before it.
    """
    beside = [one for one in before if one.beside(line)]
    if len(beside) > 1 and _other_sex(*beside[-2:]):
        return _total_of_all(beside[-2], before[: before.index(beside[-2])], behind)
    while beside and beside[-1].begins_parts:
        beside.pop()
    total = max((at for at, one in enumerate(beside) if one.totals), default=len(beside))
    since = beside[total + 1 :]
    if len(since) < 2 or any(one.begins_parts for one in since):
        return _whole_before(line, before)
    if behind.numbers_on(since[-1], line) or behind.adds_on(since[-1], line, beside[total]):
        return since[-1]
    measure = stem_and_measure(since[-1].path[-1])[1]
    if measure and measure != stem_and_measure(beside[total].path[-1])[1]:
        return since[-1]
    *others, told = map(_speaks, since)
    if not told:
        return beside[total]
    return None if all(others) else since[-1]


def _counted_total(line: _Line, before: Sequence[_Line]) -> _Line | None:
    """Return the last total beside a row, if all that stands since is counted: 在编人员, 聘用人员."""
    beside = [one for one in before if one.beside(line)]
    total = max((at for at, one in enumerate(beside) if one.totals), default=len(beside))
    since = (kind_told(one.path[-1:], figures=True) for one in beside[total + 1 :])
    return beside[total] if total < len(beside) and set(since) == {Kind.COUNT} else None


def _fitting(line: _Line, whole: _Line | None, before: Sequence[_Line]) -> _Line | None:
    """Return what a line is a part of: of lines set in as far the last one in the same measure."""
    if whole is None or not line.beside(whole):
        return whole
    if not measured_otherwise(line.path[-1], whole.path[-1]):
        return whole
    fitting = [
        one
        for one in before
        if one.beside(line) and not one.begins_parts and measured_alike(line.path[-1], one.path[-1])
    ]
    return fitting[-1] if fitting else whole


def _other_sex(part: _Line, line: _Line) -> bool:
    """Tell whether a line goes on with a part, which it completes: 其中：男, 女."""
    named = _PART_NAMED.fullmatch(part.path[-1])
    return named is not None and {named["name"], stem_and_measure(line.path[-1])[0]} == {"男", "女"}


def _speaks(line: _Line) -> bool:
    """Tell whether a line says what kind of figure it is of, and not only of whom."""
    stem = stem_and_measure(line.path[-1])[0]
    return speaks_of_kind(stem) and not _WHOM.fullmatch(stem)


def _whole_before(line: _Line, before: Sequence[_Line]) -> _Line | None:
    """Return what a line that says 其中 is a part of."""
    for one in reversed(before):
        if one.depth < line.depth or (one.depth == line.depth and not one.begins_parts):
            return one
    return next((one for one in reversed(before) if not one.begins_parts), None)


def _goes_on(line: _Line, whole: _Line, part: _Line) -> bool:
    """Tell whether a line is set in as the parts of a whole are, or further."""
    return whole.depth < line.depth >= part.depth


def _whole_around(line: _Line, opened: Sequence[tuple[_Line, _Line]]) -> _Line | None:
    """Return the innermost whole whose parts are being listed under the same labels.

    A total is no part.
    """
    inner = [whole for whole, part in opened if part.path[:-1] == line.path[:-1]]
    return inner[-1] if inner and not line.totals else None
