"""What a workbook holds beside its answers: read by nobody, hidden, remarked on, or at odds.

Nothing a clerk sends is passed over in silence; what is no answer is kept as an ``Aside``.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from decimal import Decimal
from operator import itemgetter

from youthstats.model.forms import Form
from youthstats.model.returns import Aside, column_letters
from youthstats.model.schemes import Scheme
from youthstats.model.values import printed
from youthstats.workbook.package import Book, Cell, Merge, Sheet
from youthstats.workbook.reading.bearing import bears, written_by_us
from youthstats.workbook.reading.foot import footer_row, is_number
from youthstats.workbook.reading.found import Found, Place
from youthstats.workbook.reading.labels import folded, is_measure
from youthstats.workbook.reading.period import other_years

__all__ = ["asides"]

MOST = 6
"""How many cells a message names."""

_MEASURE = re.compile(
    r"(?:(?P<what>计量|金额|货币)\s*)?单\s*位[A-Za-z \u3000]*[:：](?P<measure>.*)", re.DOTALL
)
_LISTED = re.compile(r"[、，,;；/\s]+")
_NEXT = re.compile(r"(?:填报单位|报告期|表\s*号|制表机关|批准文号|有效期)")
_SIGNED_WITH = ("报出日期", "日期", "联系电话", "电话", "手机")
"""Words in the foot of a form whose number is a date or a telephone's, no figure."""


def asides(
    book: Book,
    scheme: Scheme,
    found: Mapping[str, Found],
    *,
    consolidated: bool,
    told: Collection[str] = (),
) -> Iterator[Aside]:
    """Yield what was not read as an answer, and what is odd about where the answers stood.

    Of the sheets in ``told`` it was said already why they were not read.
    """
    sheets = {sheet.name: sheet for sheet in book.sheets}
    seen: set[str] = set()
    for form_id, one in found.items():
        form, sheet = scheme.form(form_id), sheets[one.location.sheet]
        if sheet.name not in seen:
            seen.add(sheet.name)
            here = [other for other in found.values() if other.location.sheet == sheet.name]
            yield from _figures_beside(book, sheet, here, consolidated=consolidated)
        if sheet.hidden or sheet.hidden_rows or sheet.hidden_columns:
            yield from _hidden_figures(form, sheet, one.cells)
        yield from _measure_differs(form, sheet, one.top)
        yield from _year_differs(form, sheet, one.top - one.layout.header_depth, scheme.period)
        yield from _merged_answers(one, sheet)
        if form.open:
            yield from _words_between(one, sheet)
        if not consolidated:
            yield from _comments(form, sheet, one.cells)
    yield from _sheets_not_read(book, scheme, found, told)


def _figures_beside(
    book: Book, sheet: Sheet, here: Sequence[Found], *, consolidated: bool
) -> Iterator[Aside]:
    """Numbers below the heading that are no answers; on a report those beside its table."""
    taken = here[0].cells if len(here) == 1 else here[0].cells.union(*(one.cells for one in here))
    if not taken:
        return
    top = min(one.top for one in here)
    head = min(one.top - one.layout.header_depth for one in here)
    sides = {column for _, column in taken}
    bottom = right = -1
    if consolidated:
        bottom, right = max(row for row, _ in taken), max(column for _, column in taken)
    beside = [
        (place, cell)
        for place, cell in sheet.cells.items()
        if (place[0] >= top or (place[0] >= head and not min(sides) <= place[1] <= max(sides)))
        and place not in taken
        and (place[0] > bottom or place[1] > right)
        and _typed_number(cell)
        and not (book.values_only and cell.value == 0)  # where a formula gave a text
        and not _signed(sheet, place)
    ]
    if beside:
        beside.sort(key=itemgetter(0))
        shown = [f"{_address(place)} {_shown(cell)}" for place, cell in beside[:MOST]]
        facts = {"places": _some(shown, len(beside)), "count": len(beside)}
        form_id = here[0].layout.form.id
        yield Aside("figures_beside", "soft", form_id, sheet.name, facts)


def _hidden_figures(form: Form, sheet: Sheet, mine: frozenset[Place]) -> Iterator[Aside]:
    hidden = [
        _address(place)
        for place in sorted(mine)
        if (sheet.hidden or place[0] in sheet.hidden_rows or place[1] in sheet.hidden_columns)
        and (cell := sheet.cells.get(place)) is not None
        and cell.value not in {None, ""}
    ]
    if hidden:
        facts = {"places": _some(hidden[:MOST], len(hidden)), "count": len(hidden)}
        yield Aside("hidden_figures", "note", form.id, sheet.name, facts)


def _merged_answers(found: Found, sheet: Sheet) -> Iterator[Aside]:
    """Answers under one merged block: only the first can be seen, and it may be meant for all."""
    form = found.layout.form
    repeated = {
        at
        for leaf, at in zip(found.layout.columns, found.location.columns, strict=True)
        if leaf.item is not None and form.item(leaf.item).repeats
    }
    merged = [
        f"{_address((merge.top, merge.left))}:{_address((merge.bottom, merge.right))}"
        for merge in sheet.merges
        if _hides(merge, found.cells) and not (merge.left == merge.right and merge.left in repeated)
    ]
    if merged:
        facts = {"places": _some(merged[:MOST], len(merged)), "count": len(merged)}
        yield Aside("answers_merged", "hard", form.id, sheet.name, facts)


def _hides(merge: Merge, answers: frozenset[Place]) -> bool:
    """Tell whether a block covers several answers, or one that cannot be seen for a label."""
    if merge.top == merge.bottom and merge.left == merge.right:
        return False
    covered = [
        (row, column)
        for row, column in answers
        if merge.top <= row <= merge.bottom and merge.left <= column <= merge.right
    ]
    return len(covered) > 1 or (bool(covered) and (merge.top, merge.left) not in answers)


def _words_between(found: Found, sheet: Sheet) -> Iterator[Aside]:
    """Rows of words in a list that were taken for no entry: headings, notes, signatures."""
    columns = {at for at in found.location.columns if at is not None}
    rows = [row for row in found.location.rows if row is not None]
    if not rows or not columns:
        return
    foot = footer_row(sheet, min(rows), min(columns), max(columns))
    labels = {folded(label.text) for leaf in found.layout.columns for label in leaf.fixed}
    headed = [
        row
        for (row, column), text in sheet.texts
        if column in columns and row < min(rows) and folded(text) in labels
    ]
    words = [
        f"{_address(place)} “{' '.join(text.split())}”"
        for place, text in sheet.texts
        if place[0] > max(headed, default=min(rows))
        and (foot is None or place[0] < foot)
        and place[0] not in rows
        and place[1] in columns
        and text.strip()
    ]
    if words:
        facts = {"places": _some(words[:MOST], len(words)), "count": len(words)}
        yield Aside("words_not_read", "note", found.layout.form.id, sheet.name, facts)


def _comments(form: Form, sheet: Sheet, mine: frozenset[Place]) -> Iterator[Aside]:
    commented = {
        place: " ".join(cell.comment.split())
        for place, cell in sheet.cells.items()
        if cell.comment is not None and place in mine
    }
    said = [f"{_address(place)} “{text}”" for place, text in sorted(commented.items()) if text]
    if said:
        yield Aside("cell_comment", "note", form.id, sheet.name, {"comments": said})


def _measure_differs(form: Form, sheet: Sheet, top: int) -> Iterator[Aside]:
    """The line above the table that says in what the figures are, where it is not the form's."""
    if not form.measure:
        return
    stood = _measure_line(sheet, top)
    if stood and _same_measure(stood) != _same_measure(form.measure):
        facts = {"stood": stood, "expected": form.measure}
        yield Aside("measure_differs", "hard", form.id, sheet.name, facts)


def _year_differs(form: Form, sheet: Sheet, top: int, period: str) -> Iterator[Aside]:
    """A line above the table that names another year, and not the one asked for."""
    if other_years(form.title, period):
        return
    for place, text in sheet.texts:
        if place[0] >= top:
            return
        if other_years(text, period):
            facts = {"stood": f"{_address(place)} “{' '.join(text.split())}”", "expected": period}
            yield Aside("year_differs", "soft", form.id, sheet.name, facts)
            return


def _measure_line(sheet: Sheet, top: int) -> str:
    """Return the unit of measure given nearest above the table: behind 计量单位, or 单位.

    It stands in the same cell, or in the next filled one to the right. 单位 may also ask for the
    reporting unit; it is followed by units of measure here.
    """
    said = ""
    for (row, column), text in sheet.texts:
        if row >= top:
            break
        found = _MEASURE.search(text) if "单" in text else None
        if found is None:
            continue
        stood = _NEXT.split(found["measure"])[0].strip(" )）") or _right_of(sheet, row, column)
        if found["what"] or all(map(is_measure, _LISTED.split(stood))):
            said = stood
    return said


def _right_of(sheet: Sheet, row: int, column: int) -> str:
    for step in range(1, 6):
        beside = sheet.cells.get((row, column + step))
        if beside is not None and isinstance(beside.value, str) and beside.value.strip():
            text = beside.value.strip()
            return "" if _NEXT.match(text) else text
    return ""


def _same_measure(text: str) -> str:
    return re.sub(r"[/;.]", "", folded(text))


def _sheets_not_read(
    book: Book, scheme: Scheme, found: Mapping[str, Found], told: Collection[str]
) -> Iterator[Aside]:
    """Sheets no form took and that hold numbers: hard where one says it is a form not found."""
    taken = {one.location.sheet for one in found.values()}.union(told)
    missing = [form for form in scheme.forms if form.id not in found]
    for sheet in book.sheets:
        if sheet.hidden or sheet.name in taken or sheet.name in written_by_us(scheme):
            continue
        count = sum(is_number(cell) for cell in sheet.cells.values())
        form = next((form for form in missing if bears(sheet, form)), None)
        if not count and form is None:
            continue
        facts: dict[str, object] = {"count": count, "form": form.label if form else ""}
        severity = "hard" if form else "soft"
        yield Aside("sheet_not_read", severity, form.id if form else None, sheet.name, facts)


def _typed_number(cell: Cell) -> bool:
    return cell.formula is None and is_number(cell)


def _signed(sheet: Sheet, place: Place) -> bool:
    """Tell whether the nearest words to the left ask for a date or a telephone number."""
    for column in range(place[1] - 1, max(place[1] - 6, -1), -1):
        cell = sheet.cells.get((place[0], column))
        if cell is not None and isinstance(cell.value, str) and cell.value.strip():
            return folded(cell.value).startswith(_SIGNED_WITH)
    return False


def _shown(cell: Cell) -> str:
    value = cell.value
    return printed(value) if isinstance(value, int | Decimal) else str(value).strip()


def _address(place: Place) -> str:
    return f"{column_letters(place[1])}{place[0] + 1}"


def _some(named: list[str], count: int) -> list[str]:
    return [*named, "…"] if count > len(named) else named
