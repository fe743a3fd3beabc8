"""What a blank form prints where an answer goes: ``年  月  日``, or boxes of which one is to be ticked."""

from __future__ import annotations

import re

__all__ = ["asks_day", "is_prompt"]

_DAY = re.compile(r"[\s_＿]*年[\s_＿]+月(?:[\s_＿]+日)?[\s_＿]*")
_BOX, _TICK = re.compile("[□☐◻]"), re.compile("[■☑☒√✓✔●✅]")


def asks_day(text: str) -> bool:
    """Tell whether a text is a day whose figures are left out."""
    return _DAY.fullmatch(text) is not None


def is_prompt(text: str) -> bool:
    """Tell whether a text is one that nobody has answered yet: a single box may be an answer."""
    ticking = len(_BOX.findall(text)) > 1 and _TICK.search(text) is None
    return ticking or asks_day(text)
