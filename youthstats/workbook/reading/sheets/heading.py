"""The lines above a table: what they ask for, and what stands beside it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from functools import lru_cache

from youthstats.workbook.package import Book, Cell, Sheet
from youthstats.workbook.reading.sheets.deadline import timely
from youthstats.workbook.reading.sheets.english_measures import in_chinese
from youthstats.workbook.reading.sheets.evaluate import evaluate
from youthstats.workbook.reading.sheets.labels import LONGEST_LABEL
from youthstats.workbook.reading.sheets.measure_words import (
    AMOUNTS_IN,
    IN_YUAN,
    MEASURE_ASKED,
    MEASURE_OF,
)
from youthstats.workbook.reading.sheets.measures import lists_measures
from youthstats.workbook.reading.sheets.places import Place

__all__ = [
    "COMPILER",
    "FILER",
    "UNIT_ASKED",
    "answer_to",
    "answer_to_any",
    "asks",
    "begins_heading",
    "is_behind",
    "measures_said",
    "states_measure",
    "unit_said",
]

UNIT_ASKED = ("填报单位", "填报机关", "报送单位", "上报单位", "综合机关名称")
"""How a form asks for its unit."""

COMPILER = "编制单位"
"""What asks for the unit, or is followed by the office that drew the form up."""

FILER = "填报"
"""How it asks besides, with a noun: 填报街道：, 填报县（市、区）：."""

_REACH = 5
"""How many cells to the right of what asks its answer may stand."""


def _spaced(label: str) -> str:
    """Return a pattern for a label however it is padded."""
    return r"\s*".join(map(re.escape, label))


_FILER = (
    r"填\s*报\s*(?!平台|系统)[^\s:：()（）\d]{1,8}?(?<![人员者期间时日年度月份话式明求知围径容据态况标数表次频率"
    r"的签字名见则型类别法制象情号码址件点项示序程级务箱])\s*(?:[(（][^)）]*[)）])?\s*[:：]"
)
"""Such a line; one that asks for a person, a time or a way, or explains, is none."""

_NEXT = re.compile(
    rf"(?:{_FILER}|"
    + "|".join(
        map(
            _spaced,
            (
                *(*UNIT_ASKED, COMPILER),
                *("表号", *MEASURE_ASKED, "报告期", "有效期", "批准文号"),
                *("制表机关", "制定机关", "批准机关", "汇总单位"),
            ),
        )
    )
    + ")"
)
"""What else is said above a table: it ends what was said before it."""

_ASKING = re.compile(
    rf"(?P<owner>{_FILER}|(?:{'|'.join(map(_spaced, (*UNIT_ASKED, COMPILER)))})"
    r"\s*(?:[(（][^)）]*[)）])?[A-Za-z \u3000]*[:：])"
    rf"|(?:(?P<what>{MEASURE_OF})\s*|(?<=[\s，,;；、])[\u4e00-\u9fff]{{1,4}})?单\s*位[A-Za-z \u3000]*[:：]"
)
"""What asks for the unit that files, which says no measure, or may ask for one."""
_ASKS_MEASURE = re.compile(rf"\s*(?:{MEASURE_OF})\s*单\s*位\s*")
_BEFORE = re.compile(rf"[\s(（]*{IN_YUAN}")
_AMOUNTS = re.compile(rf"(?:^|\s){AMOUNTS_IN}(?P<measure>[^:：]+)")
_LEFT_BLANK = re.compile(r"(?:[\s_＿—]|[(（]\s*(?:盖|公|签|印)?\s*章\s*[)）])*")
"""A line to write on, and where the seal goes."""

_LEFT_OPEN = re.compile("[(（]")
_BETWEEN = " \t\n\u3000，,;；、/"
_IN_WORDS = re.compile(r"以(?P<measure>[^以，。,;；()（）]{1,4}?)(?:计|为单位)")
_IN_BRACKETS = re.compile(r"[(（](?P<measure>[^()（）]{1,12})[)）]\s*$")
_ASKED_BESIDE = re.compile(
    rf"(?:^|\s+)(?:(?P<unit>单\s*位)|(?:{MEASURE_OF})\s*单\s*位|[^\s:：]{{1,8}})\s*[:：]"
)
_MEASURE_BEHIND = re.compile(
    rf"\s*[(（]\s*(?:{MEASURE_OF})?\s*单\s*位\s*[:：](?P<measure>[^()（）]*)[)）]\s*$"
)
_DIGIT, _NAMES_DAYS = "[0-9〇零一二三四五六七八九十]", "[年月日季度上下半全前第份至、./\\-—–~～\\s]"
_PERIOD = re.compile(
    rf"(?:^|\s+)[(（]?(?:(?:19|20)[0-9]{{2}}|[二一][〇○零九]{_DIGIT}{{2}}年"
    rf"|[0-9]{{1,2}}(?:[-—–~～至][0-9]{{1,2}})?月|第{_DIGIT}季度|[上下]半年)(?:{_DIGIT}|{_NAMES_DAYS})*[)）]?$"
)


def asks(text: str) -> bool:
    """Tell whether a line above a table asks for something, or answers what it asks for."""
    return "：" in text or begins_heading(text)


def begins_heading(text: str) -> bool:
    """Tell whether a text begins as a line above a table does: 填报单位, 报告期, 计量单位."""
    return _NEXT.match(text.lstrip()) is not None


def answer_to(book: Book, sheet: Sheet, label: str) -> str:
    """Return the text after ``label`` in its own cell, or in the next filled cell to the right."""
    if label not in sheet.said:
        return ""
    for place, text in timely(sheet.texts):
        if label[0] not in text:
            continue
        behind = _known_behind if len(text) <= LONGEST_LABEL else _behind
        if (after := behind(label, text)) is not None:
            return after or _right_of(book, sheet, place)
    return ""


def _behind(label: str, text: str) -> str | None:
    """Return what a text says behind ``label``, ``""`` where it is left open.

    ``None`` where the text begins with something else.
    """
    found = _begins(label).match(text)
    if found is None:
        return None
    after = _NEXT.split(text[found.end() :])[0].strip(" \t\n:：\u3000")
    return "" if _LEFT_BLANK.fullmatch(after) else after


# What is above a table is the same on every return.
_known_behind = lru_cache(maxsize=8192)(_behind)


def answer_to_any(book: Book, sheet: Sheet, labels: tuple[str, ...]) -> str:
    """Return the answer to the first of several labels that has one."""
    return next(filter(None, _answers(book, sheet, labels)), "")


def unit_said(book: Book, sheet: Sheet, labels: Iterable[str]) -> str:
    """Return the answer to the first of several labels that may be a unit.

    Where the unit was left blank, a measure, a period or what else is asked stands next to it.
    """
    return next(filter(None, map(_of_a_unit, _answers(book, sheet, labels))), "")


def is_behind(sheet: Sheet, labels: Iterable[str], answer: str) -> bool:
    """Tell whether an answer stands in one cell with what asks for it: a label beside does not."""
    begins = [_begins(label) for label in labels if label in sheet.said]
    return any(
        answer in text[found.end() :]
        for _, text in sheet.texts
        for pattern in begins
        if (found := pattern.match(text)) is not None
    )


def _answers(book: Book, sheet: Sheet, labels: Iterable[str]) -> Iterator[str]:
    said = sheet.said
    return (answer_to(book, sheet, label) for label in labels if label in said)


@lru_cache(maxsize=8192)
def _of_a_unit(text: str) -> str:
    """Return a text up to where it says something else than a unit."""
    behind = _MEASURE_BEHIND.search(text)
    if behind is not None and lists_measures(behind["measure"].strip()):
        text = text[: behind.start()]
    for found in _ASKED_BESIDE.finditer(text):
        after = _ASKED_BESIDE.split(text[found.end() :], maxsplit=1)[0].strip(" )）")
        if not found["unit"] or not after or lists_measures(after):
            text = text[: found.start()]
            break
    text = _PERIOD.sub("", text.strip()).strip()
    return "" if lists_measures(text.strip("()（）")) else text


@lru_cache
def _begins(label: str) -> re.Pattern[str]:
    if label == FILER:
        return re.compile(rf"\s*(?:{_FILER}|{_FILER.removesuffix('[:：]')}$)")
    return re.compile(
        rf"\s*{_spaced(label)}(?=[\s:：(（]|$)\s*(?:[(（][^)）]*[)）])?(?:[ A-Za-z]*[:：])?"
    )


def _right_of(book: Book, sheet: Sheet, place: Place) -> str:
    """Return the words nearest to the right, unless they ask for something else."""
    row, column = place
    for step in range(1, _REACH + 1):
        answer = _words(book, sheet, sheet.cells.get((row, column + step)))
        if answer:
            return answer if not _NEXT.match(answer) else ""
    return ""


def _words(book: Book, sheet: Sheet, cell: Cell | None) -> str:
    if cell is None:
        return ""
    value = cell.value
    if value is None and cell.formula:
        value = evaluate(book, sheet.name, cell.formula)  # type: ignore[assignment]
    if value == 0 and cell.formula:
        return ""  # that of a blank cell
    if isinstance(value, datetime):
        value = value.date()
    return str(value).strip() if isinstance(value, str | int | date) else ""


def measures_said(book: Book, sheet: Sheet, table: range) -> Iterator[tuple[Place, str]]:
    """Yield the units of measure given above or below the rows of a ``table``, and where.

    They stand behind 计量单位, in the same cell or in the next filled one to the right; in brackets
    at the end of a line; alone in a cell; or in words (以万元计). 单位 may also ask for the
    reporting unit; it is followed by units of measure here.
    """
    around = sheet.texts_from(0, table.start) + sheet.texts_from(table.stop)
    some = [one for one in around if len(one[1]) > LONGEST_LABEL or states_measure(one[1])]
    for place, text in timely(some):
        if said := _measure_in(book, sheet, place, text):
            yield place, said


def _measure_in(book: Book, sheet: Sheet, place: Place, text: str) -> str:
    stood, asks_beside, certain = _stated(text) if len(text) <= LONGEST_LABEL else _state(text)
    if asks_beside:
        stood = _right_of(book, sheet, place)
    return stood if certain or (stood and lists_measures(stood)) else ""


def _state(text: str) -> tuple[str, bool, bool]:
    """Return what a text says of a measure, whether the cell beside it does, and if that is sure."""
    text = in_chinese(text)
    if (told := _behind_asking(text)) is not None:
        return told
    if _ASKS_MEASURE.fullmatch(text):
        return "", True, False  # a column of a table may be headed so
    said = _AMOUNTS.search(text) or _IN_WORDS.search(text) or _IN_BRACKETS.search(text)
    stood = _plain(said["measure"]) if said is not None else text.strip()
    if not stood.endswith("元") and _ASKING.search(text):
        return "", False, True  # 填报单位：东镇（处） is the name of an office
    return (stood if lists_measures(stood) else ""), False, True


def _behind_asking(text: str) -> tuple[str, bool, bool] | None:
    """Return the same of what stands behind 单位： and 计量单位：; ``None`` where it says nothing.

    All measures count that are said: 单位：户、亩 金额单位：元.
    """
    found = list(_ASKING.finditer(text)) if "单" in text else []
    ends = [*(one.start() for one in found[1:]), len(text)][: len(found)]
    said = [
        (bool(one["what"]), _only(text[one.end() : end]))
        for one, end in zip(found, ends, strict=True)
        if one["owner"] is None
    ]
    if not said:
        return None
    measures = [stood for _, stood in said if stood and lists_measures(stood)]
    certain = any(sure for sure, stood in said if not measures or stood in measures)
    stood = " ".join(measures) or next((stood for _, stood in said if stood), "")
    return stood, not measures and not said[-1][1], certain


def _only(behind: str) -> str:
    """Return what stands behind 单位： up to what else is said there, or asked for."""
    behind = _NEXT.split(behind)[0]
    if not _LEFT_OPEN.search(behind):
        behind = re.split("[)）]", behind)[0]  # （单位：元）2025年
    parts = _ASKED_BESIDE.split(behind, maxsplit=1)[0]
    return _plain(_PERIOD.sub("", parts.rstrip(_BETWEEN)))


def _plain(stood: str) -> str:
    """Return a measure without brackets and 人民币 around it: （万元）, 人民币万元; 万 元 is spaced out."""
    plain = _BEFORE.sub("", stood, count=1).strip(" \u3000()（）")
    joined = "".join(plain.split())
    return joined if not lists_measures(plain) and lists_measures(joined) else plain


_stated = lru_cache(maxsize=8192)(_state)  # what stands around a table is the same on every return


@lru_cache(maxsize=8192)
def states_measure(text: str) -> bool:
    """Tell whether a text says in what figures are, or asks for it."""
    stood, beside, _ = _state(text)
    return bool(stood) or beside
