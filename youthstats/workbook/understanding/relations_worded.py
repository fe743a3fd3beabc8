"""Relations in words, as signs: 甲应与乙一致 is 甲=乙, 乙与丙之和 is 乙+丙, 乙减丙 is 乙-丙."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

__all__ = ["added_up", "in_signs"]

_MUST = "(?:应该|应当|应|必须|务必|须|要)"
_ALIKE = "(?:保持|完全|核对)?(?:相一致|一致|相等|相同|相符|吻合)"
_AS = (
    re.compile(rf"(?P<left>.+?){_MUST}[与和同跟](?P<right>.+?){_ALIKE}"),
    re.compile(rf"(?P<left>.+?)[与和、](?P<right>.+?){_MUST}{_ALIKE}"),
    re.compile(rf"(?P<left>.+?)[与和](?P<right>.+?){_ALIKE}"),
    re.compile(rf"(?P<left>.+?){_MUST}?(?:为|是|系|即)(?P<right>.+?(?:之和|的和|之差|的差|相加))"),
)
"""How a sentence says without a sign that one figure is as others are."""

_AND = re.compile(r"、|以及|[与和及]|加上?|\+")
_MOST_AND = 6
"""Places where a sum may be taken apart that are tried in every choice; of more all are meant."""

_SUM = re.compile(
    "(?P<terms>.+?)等?(?:[一二三四五六七八九十两0-9]+(?:项|者|列|栏|行|个数))?(?:之和|的和|的总和|之总和|合计|相加)"
)
_DIFFERENCE = re.compile("(?P<first>.+?)[与和、减](?P<second>.+?)(?:两[项者列栏行])?(?:之差|的差)")
_PLUS, _LESS = re.compile("加上?"), re.compile("减去?|扣除")


def in_signs(sentence: str) -> str:
    """Return a sentence that says 一致, or 为…之和, with a sign for it; any other as it stands."""
    for way in _AS:
        if found := way.fullmatch(sentence):
            return f"{found['left']}={found['right']}"
    return sentence


def added_up(side: str) -> Iterator[str]:
    """Yield how one side of a relation may be meant, the plainest first.

    和 and 、 may be words of a label as well: 煤炭及制品与粮食之和.
    """
    yield side
    if found := _SUM.fullmatch(side):
        terms = found["terms"]
        ands = list(_AND.finditer(terms))
        least = 1 if len(ands) <= _MOST_AND else len(ands)
        for count in range(len(ands), least - 1, -1):
            for some in combinations(ands, count):
                starts = [0, *(one.end() for one in some)]
                ends = [*(one.start() for one in some), len(terms)]
                yield "+".join(terms[a:b] for a, b in zip(starts, ends, strict=True))
    if found := _DIFFERENCE.fullmatch(side):
        yield f"{found['first']}-{found['second']}"
    signed = _LESS.sub("-", _PLUS.sub("+", side))
    if signed != side:
        yield signed
