"""Whether a part may be of a whole by what both are measured in: 人次 are no part of a 治疗量."""

from __future__ import annotations

import re

from youthstats.workbook.reading.sheets.labels import stem_and_measure

__all__ = ["measured_alike", "measured_otherwise", "surely_otherwise"]

_ENDING = re.compile("(人次|人数|户数|家数|件数|批次|册次|次数|个数|台数|套数|面积|金额|量)$")
_SAME = {
    "人数": "人",
    "户数": "户",
    "家数": "家",
    "件数": "件",
    "个数": "个",
    "台数": "台",
    "套数": "套",
}
_AMOUNT, _AREA = (
    re.compile("[百千万亿]*元"),
    re.compile("[百千万亿]*(?:亩|公顷|平方(?:千?米|公里))"),
)
_HEADS = frozenset({"人次", "人", "户", "家"})
"""What no 量 is of: those come one by one."""


def measured_alike(part: str, whole: str) -> bool:
    """Tell whether two labels say that they are of figures in the same measure."""
    return _quantity(part) == _quantity(whole) != ""


def measured_otherwise(part: str, whole: str) -> bool:
    """Tell whether two labels say that they are of figures in different measures; shares are of any."""
    quantities = {_quantity(part), _quantity(whole)}
    if "量" in quantities:
        return not quantities.isdisjoint(_HEADS)
    return len(quantities) > 1 and quantities.isdisjoint({"", "%"})


def surely_otherwise(part: str, whole: str) -> bool:
    """Tell whether it is words of both that say so: 职工人数 and 培训人次."""
    worded = not any(stem_and_measure(label)[1] for label in (part, whole))
    return worded and measured_otherwise(part, whole)


def _quantity(label: str) -> str:
    """Return what a label says that its figures count or measure, ``""`` where it does not."""
    stem, measure = stem_and_measure(label)
    if measure:
        if _AMOUNT.fullmatch(measure):
            return "金额"
        return "面积" if _AREA.fullmatch(measure) else measure.lstrip("万亿")
    found = _ENDING.search(stem)
    return _SAME.get(found[0], found[0]) if found else ""
