"""Times above a table that are not those of its figures: 填报日期, 有效期至, 批准文号.

A form is filled in, holds and was approved at other times than its figures are of. What is said of
them is taken out of a line before its years and months are held against those asked for.
"""

from __future__ import annotations

import re

from youthstats.workbook.reading.sheets.asked_around import any_of

__all__ = ["without_other_times"]

_DIGIT = "[0-9〇零○一二三四五六七八九十]"
_DAY = rf"(?:{_DIGIT}{{1,3}}\s*(?:日|号|(?![月0-9])))"
_MONTH = rf"{_DIGIT}{{1,3}}\s*(?:月(?:\s*{_DAY})?|[./-]\s*{_DAY}|(?![日0-9]))"
_DATE = rf"(?:{_DIGIT}{{4}}\s*(?:年度?|[./-])?\s*(?:{_MONTH})?|{_DIGIT}{{1,3}}\s*月(?:\s*{_DAY})?)"

_DOES = any_of("done", "filing", "passing", "ordering")
_CAPTIONED = re.compile(
    rf"(?P<what>[^\s:,。;()0-9]{{0,12}}?(?:日期|[^\s:,。;()]时间|有效[^\s:0-9]{{0,4}}))\s*:?\s*"
    rf"{_DATE}(?:\s*(?:至|到|[-—~～]+)\s*{_DATE})?"
    rf"|(?:{_DOES})\s*:\s*{_DATE}"
)
"""A date behind what says of what it is."""

_DONE_THEN = re.compile(rf"{_DATE}\s*[初底末前之以起]{{0,3}}\s*(?:{_DOES})(?=$|[\s),。;])")
_DOCUMENT = re.compile(
    r"[\[(【〔]\s*(?:19|20)[0-9]{2}\s*[\])】〕]\s*第?\s*[0-9]+\s*号"
    r"|(?:19|20)[0-9]{2}\s*年\s*第?\s*[0-9]+\s*号"
)
"""The number of a document: 国统制〔2023〕98号."""

_OF_FIGURES = re.compile("统计|截|所属|数据|报告|核算|会计|业务")
_ABOUT_FORM = re.compile(rf"有效|{_DOES}")


def without_other_times(text: str) -> str:
    """Return a line, of signs in their plain width, without the times that are not of its figures."""
    left = _DOCUMENT.sub(" ", " ".join(text.split()))
    return _DONE_THEN.sub(" ", _CAPTIONED.sub(_unless_of_figures, left))


def _unless_of_figures(found: re.Match[str]) -> str:
    """Return a date that is behind 统计时间 or 截止日期; 报送截止日期 is that of the form."""
    what = found["what"] or ""
    kept = _OF_FIGURES.search(what) and not _ABOUT_FORM.search(what)
    return found[0] if kept else " "
