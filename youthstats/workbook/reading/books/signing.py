"""What is no news by the words before it: who signed, and numbers of telephones, days and postcodes."""

from __future__ import annotations

import re

from youthstats.workbook.package import Sheet
from youthstats.workbook.reading.parse.signs import is_blank
from youthstats.workbook.reading.sheets.asked_around import words
from youthstats.workbook.reading.sheets.figures import holds_a_figure
from youthstats.workbook.reading.sheets.labels import folded
from youthstats.workbook.reading.sheets.places import Place
from youthstats.workbook.reading.sheets.signatures import answer_behind, is_day_asked_for

__all__ = ["is_reply", "signed_with", "words_before"]

_SIGNED_WITH = (
    "日期",
    *(
        f"{done}{when}"
        for done in words("done", "filing", "passing")
        for when in words("asked", "when")
    ),
    *(
        f"{at}{by}"
        for at in ("", *words("asked", "reached_at"))
        for by in words("asked", "reached")
    ),
)
"""Words on a cover and in the foot of a form whose number is no figure."""


_EXPLAINED_WITH = re.compile("备注|说明|注$|意见|问题|建议|原因|情况|其[他它]")
"""Words with which an office asks to be told something."""


def signed_with(words: str) -> bool:
    """Tell whether words ask for a date, a telephone number or a postcode."""
    return folded(words).startswith(_SIGNED_WITH)


def is_reply(sheet: Sheet, place: Place, text: str, words: frozenset[str]) -> bool:
    """Tell whether a text is what a template asks for under a table, behind ``words``: 校长：张三.

    What explains something is told, and so is a figure that is no date and no telephone number.
    """
    asking, said = text, answer_behind(text, words)
    if said is None:
        asking, said = words_before(sheet, place), text
        if answer_behind(asking, words) != "":
            return is_day_asked_for(text, words)
    explains = _EXPLAINED_WITH.search(asking.replace("：", ":").rpartition(":")[0] or asking)
    return explains is None and (signed_with(asking) or not holds_a_figure(said))


def words_before(sheet: Sheet, place: Place) -> str:
    """Return the nearest words to the left of a cell."""
    row, column = place
    for at in range(column - 1, max(column - 6, -1), -1):
        cell = sheet.cells.get((row, at))
        if cell is not None and isinstance(cell.value, str) and not is_blank(cell.value):
            return cell.value
    return ""
