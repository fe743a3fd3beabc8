"""Lines that say in English in what figures are, as in Chinese: Unit: 10,000 yuan is 单位：万元."""

from __future__ import annotations

import re
from functools import lru_cache

from youthstats.workbook.reading.sheets.measures import lists_measures

__all__ = ["in_chinese"]

_SIZES = {
    "100 million": "亿",
    "hundred million": "亿",
    "10,000": "万",
    "10 000": "万",
    "10000": "万",
    "10 thousand": "万",
    "ten thousand": "万",
    "1 million": "百万",
    "million": "百万",
    "1,000": "千",
    "1000": "千",
    "thousand": "千",
}
_UNITS = {
    "yuan": "元",
    "rmb yuan": "元",
    "yuan rmb": "元",
    "rmb": "元",
    "cny": "元",
    "us dollars?": "美元",
    "usd": "美元",
    "persons?": "人",
    "people": "人",
    "person-times?": "人次",
    "households?": "户",
    "units?": "个",
    "ton(?:ne)?s?": "吨",
    "hectares?": "公顷",
    "mu": "亩",
    "square met(?:er|re)s?": "平方米",
    "sq\\.? ?m": "平方米",
    "square kilomet(?:er|re)s?": "平方公里",
    "cubic met(?:er|re)s?": "立方米",
    "kilomet(?:er|re)s?": "公里",
    "km": "公里",
    "kwh": "千瓦时",
    "heads?": "头",
    "%": "%",
}

_SAID = re.compile(
    r"(?P<bracket>[(（]\s*)?(?<![A-Za-z])(?P<filer>(?:reporting|report|filing|filling|compiling|submitting"
    r"|statistical|responsible|administrative|work|business)\s+)?units?(?:\s+of\s+measure(?:ment)?)?"
    r"\s*(?:[:：]\s*|(?P<within>[(（]\s*))(?P<money>(?:rmb|cny)\s*)?"
    rf"(?P<size>(?:{'|'.join(_SIZES)})\s*)?(?P<unit>{'|'.join(sorted(_UNITS, key=len)[::-1])})?"
    r"(?:\s*[(（]\s*(?:rmb|cny)\s*[)）])?\s*(?P<end>[)）]?)\s*$",
    re.IGNORECASE,
)
_ASKING = re.compile(r"(?:(?:计\s*量|计\s*算|金\s*额)\s*)?单\s*位\s*[/（(]?\s*$")
_SAYING = re.compile(r"(?<![报送制管])\s*单\s*位\s*[:：]\s*[(（]?(?P<measure>[^\s:：()（）]+)")
_ENGLISH_BEFORE = re.compile(r"[A-Za-z]\s*$")


@lru_cache(maxsize=4096)
def in_chinese(text: str) -> str:
    """Return a text with the measure that it ends in, if it says that in English, said in Chinese.

    Where the Chinese stands before it, it is said once.
    """
    found = _SAID.search(text) if "nit" in text.casefold() else None
    said = _measure(found) if found is not None else ""
    if found is None or not said:
        return text
    before = text[: found.start()]
    if any(lists_measures(one["measure"]) for one in _SAYING.finditer(before)):
        return before.rstrip(" \t\n/／|，,;；")
    asking = _ASKING.search(before)
    begins = before[: asking.start()] if asking else before
    said = f"单位：{said}"
    return f"{begins.rstrip(' (（')}（{said}）" if found["end"] else f"{begins}{said}"


def _measure(found: re.Match[str]) -> str:
    """Return the measure in Chinese, ``""`` where what stands there is none, or names who files."""
    counted = _ENGLISH_BEFORE.search(found.string[: found.start()]) and found["within"]
    if found["filer"] or counted or (found["within"] and not found["end"]):
        return ""  # Reporting unit: Mu; Number of units (households)
    size = _SIZES[" ".join(found["size"].split()).casefold()] if found["size"] else ""
    if found["unit"] is None:
        return f"{size}元" if found["money"] and size else ""
    return size + next(
        one for name, one in _UNITS.items() if re.fullmatch(name, found["unit"], re.IGNORECASE)
    )
