"""Relations between figures as offices print them beside a table: 审核关系：1列≥2列；01＝02＋05."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import product

from attrs import frozen

from youthstats.workbook.understanding.relations_worded import added_up, in_signs

__all__ = ["Relation", "Side", "Term", "announces", "relations_in"]

_NOT = "不(?:得|能|应|可|宜|允许)?"
_WORDS = (
    (">=", f"大于或等于|大于等于|{_NOT}(?:小于|少于|低于)|>=|≧|≥"),
    ("<=", f"小于或等于|小于等于|{_NOT}(?:大于|多于|超过|高于|超出)|<=|≦|≤"),
    (">", "大于|多于|高于|超过|>"),
    ("<", "小于|少于|低于|<"),
    ("=", "等于|=="),
)
_MUST = "(?:应该|应当|应|必须|务必|须|要)"
_COMPARED = re.compile(
    f"(?P<must>{_MUST})?(?:" + "|".join(f"({words})" for _, words in _WORDS) + "|(=))"
)
_MUST_NOT = re.compile("不(?:得|能|应|可|宜|允许)")
_SIGN = re.compile(r"(>=|<=|=|>|<)")
_CODE = r"第?\(?[0-9]{1,3}\)?[列栏行]?"
_TERM = re.compile(
    rf"(?P<sign>^|[+\-])(?:(?P<first>{_CODE})(?:至|到|[~～—–\-])(?P<last>{_CODE})各?[列栏行项]?(?:之?和|合计|相加)"
    rf"|(?P<code>{_CODE})|(?P<dots>\.{{2,}})|(?P<label>[^+\-*/÷×.\d()][^+\-*/÷×]*))"
)
_QUOTIENT = re.compile(r"(?P<part>[^/÷]+)[/÷](?P<whole>[^/÷*×]+)(?:[*×]100(?:%|\.0*)?)?")
_NUMBERED = re.compile(r"\(?[0-9]{1,2}\)?[.、)](?=.)")
_ANNOUNCED = re.compile("关系|[勾钩]稽|校验|(?:审核|平衡|逻辑)公?式")
"""What a template calls the relations that it prints."""

_COUNTED = re.compile(r"[0-9]\)?\s*[列栏行](?!政|业|数)")
_QUOTES = re.compile("[“”\"‘’'「」『』]")
_ENDS = re.compile(r"[;。,\n]")
_LOOSE = re.compile(r"\s+(?=[^0-9(第])|(?<=[^0-9)列栏行和])\s+")
"""Blanks around signs; one between two relations parts them."""


@frozen
class Term:
    """One figure by its code or its label, with its sign; up to another one where several are meant."""

    called: str
    minus: bool = False
    upto: str = ""

    @property
    def axis(self) -> str:
        """What the code says it counts: ``列``, ``栏`` or ``行``; ``""`` where it says nothing."""
        said = {one[-1] for one in (self.called, self.upto) if _is_code(one)} & set("列栏行")
        return next(iter(said), "")


@frozen
class Side:
    """A sum of figures; over another one where a quotient is printed."""

    terms: tuple[Term, ...]
    over: tuple[Term, ...] = ()


@frozen
class Relation:
    """What is printed, and how it may be read: with what leads it taken for a number, or not.

    ``sides`` are the words around its first sign, ``wholes`` what a figure may be that is said to equal
    something, be that no sum: 金额＝数量×单价; ``demands`` says that it must be so: 应等于, 不得大于.
    """

    text: str
    readings: tuple[tuple[tuple[Side, ...], tuple[str, ...]], ...]
    sides: tuple[str, str] = ("", "")
    wholes: tuple[Side, ...] = ()
    demands: bool = False

    @property
    def coded(self) -> bool:
        """Whether it counts columns or rows, as nothing but a relation does."""
        return _COUNTED.search(self.text) is not None


def announces(text: str) -> bool:
    """Tell whether a text says that relations follow: 审核关系：, with each on a line of its own."""
    return _ANNOUNCED.search(text) is not None


def relations_in(text: str) -> Iterator[Relation]:
    """Yield what a text says of how figures compare; of what is no relation nothing."""
    plain = _QUOTES.sub("", unicodedata.normalize("NFKC", text))
    for sentence in _ENDS.split(plain):
        for said in _LOOSE.sub("", sentence.strip()).split():
            words = said.rpartition(":")[2]
            marks = list(_COMPARED.finditer(words))
            demands = any(one["must"] or _MUST_NOT.search(one[0]) for one in marks)
            compared = _COMPARED.sub(_signed, words) if marks else in_signs(words)
            if sign := _SIGN.search(compared):
                sides = compared[: sign.start()], compared[sign.end() :]
                must = demands or (not marks and re.search(_MUST, words) is not None)
                yield Relation(said, tuple(_readings(compared)), sides, _wholes(compared), must)


def _signed(found: re.Match[str]) -> str:
    signs = (*(sign for sign, _ in _WORDS), "=")
    said = found.groups()[1:]
    return next(sign for sign, one in zip(signs, said, strict=True) if one)


def _readings(text: str) -> Iterator[tuple[tuple[Side, ...], tuple[str, ...]]]:
    for one in dict.fromkeys((text, _NUMBERED.sub("", text, count=1))):
        parts = _SIGN.split(one)
        ways = [
            [side for way in added_up(part) if (side := _side(way)) is not None]
            for part in parts[::2]
        ]
        if len(ways) > 1:
            yield from ((sides, tuple(parts[1::2])) for sides in product(*ways))


def _wholes(text: str) -> tuple[Side, ...]:
    """Return what the left of an equation may be, if that is a sum."""
    if set(_SIGN.findall(text)) != {"="}:
        return ()
    lefts = (
        _side(_SIGN.split(one)[0])
        for one in dict.fromkeys((text, _NUMBERED.sub("", text, count=1)))
    )
    return tuple(side for side in lefts if side is not None and not side.over)


def _side(text: str) -> Side | None:
    """Read one side of a relation; ``None`` where it is no sum, and no quotient of two."""
    quotient = _QUOTIENT.fullmatch(text)
    if quotient is not None:
        part, whole = (_terms(_bare(quotient[name])) for name in ("part", "whole"))
        return Side(part, whole) if part and whole else None
    terms = _terms(text)
    return Side(terms) if terms else None


def _bare(text: str) -> str:
    """Return what stands in brackets around a sum."""
    inner = text.removeprefix("(").removesuffix(")")
    return inner if f"({inner})" == text and not {"(", ")"} & set(inner) else text


def _terms(text: str) -> tuple[Term, ...]:
    """Return the terms of a sum, those left out behind dots put in; none where something else stands."""
    found: list[Term] = []
    end = 0
    while end < len(text):
        one = _TERM.match(text, end)
        if one is None or (one["dots"] and not found):
            return ()
        called = one["first"] or one["code"] or one["dots"] or one["label"]
        found.append(Term(called, one["sign"] == "-", one["last"] or ""))
        end = one.end()
    return _filled_in(found)


def _filled_in(terms: list[Term]) -> tuple[Term, ...]:
    """Return 2+3+…+9 as what is before the dots and a run up to what is behind them."""
    dots = [at for at, one in enumerate(terms) if one.called.startswith("..")]
    if not dots:
        return tuple(terms)
    (at, *more) = dots
    if more or at + 1 == len(terms) or terms[at - 1].minus or not _is_code(terms[at - 1].called):
        return ()
    run = Term(terms[at - 1].called, upto=terms[at + 1].called)
    return (*terms[: at - 1], run, *terms[at + 2 :])


def _is_code(text: str) -> bool:
    return re.fullmatch(_CODE, text) is not None
