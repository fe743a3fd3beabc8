"""The formulas of a template over cells that no form reads: what they come to is no total."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import define, field

from youthstats.model.values import is_number
from youthstats.workbook.formulas.parsing import FormulaError, formula_of
from youthstats.workbook.formulas.tree import Reference, walk
from youthstats.workbook.named import with_names_spelled_out
from youthstats.workbook.package import open_book
from youthstats.workbook.reading.sheets.places import Place
from youthstats.workbook.understanding.canvas import Role
from youthstats.workbook.understanding.formed import Formed
from youthstats.workbook.understanding.template import Template
from youthstats.workbook.writing.worked_out import Filled, work_out

__all__ = ["over_unread"]

At = tuple[str, Place]


def over_unread(template: Template, filled: Filled) -> Iterator[tuple[Formed, dict[Place, str]]]:
    """Yield the formulas in no answer that show a number without what units wrote, by their sheet.

    Such a formula rests on cells to fill in that belong to no form (a part of the table was not
    understood): they are empty in the template filled with the totals. An area that also holds answers
    only has a row between them that nobody is asked for.
    """
    cells = _Cells(template, filled)
    found = cells.resting_on_none()
    worked_out = work_out(template, filled) if found else {}
    for sheet, formed in cells.sheets.items():
        shown = {
            at[1]: text
            for at, text in found.items()
            if at[0] == sheet and is_number(worked_out.get(at))
        }
        if shown:
            yield formed, shown


@define
class _Cells:
    """The cells of the sheets of a template that hold forms."""

    template: Template
    filled: Filled
    sheets: dict[str, Formed] = field(init=False)
    read: frozenset[At] = field(init=False)
    unread: set[At] = field(init=False)

    def __attrs_post_init__(self) -> None:
        forms = [*self.template.forms.values()]
        self.sheets = {one.location.sheet: one for one in reversed(forms)}
        answers = {(one.location.sheet, place) for one in forms for place in one.places.values()}
        put = {(sheet, place) for sheet, cells in self.filled.items() for place in cells}
        self.read = frozenset(answers | put)
        self.unread = {
            (sheet, place)
            for sheet, one in self.sheets.items()
            for place in one.paths.canvas.squares
            if one.paths.canvas.role(place) is Role.ANSWER and (sheet, place) not in self.read
        }

    def resting_on_none(self) -> dict[At, str]:
        """Return the formulas in no answer that rest on cells not read, or on such a formula."""
        found: dict[At, str] = {}
        left = dict(self.formulas()) if self.unread else {}
        while more := {at: text for at, text in left.items() if self.lacks(at[0], text)}:
            found |= more
            self.unread |= more.keys()
            left = {at: text for at, text in left.items() if at not in more}
        return found

    def formulas(self) -> Iterator[tuple[At, str]]:
        for sheet in with_names_spelled_out(open_book(self.template.path)).sheets:
            for place, cell in sheet.cells.items() if sheet.name in self.sheets else ():
                if cell.formula is not None and (sheet.name, place) not in self.read:
                    yield (sheet.name, place), cell.formula

    def lacks(self, here: str, formula: str) -> bool:
        """Tell whether an area that a formula refers to holds cells not read, and no answer."""
        try:
            nodes = list(walk(formula_of(formula).root))
        except FormulaError:
            return False
        areas = [node for node in nodes if isinstance(node, Reference)]
        return any(
            any(_within(area, here, at) for at in self.unread)
            and not any(_within(area, here, at) for at in self.read)
            for area in areas
        )


def _within(area: Reference, here: str, at: At) -> bool:
    sheet, (row, column) = at
    return (
        (area.sheet or here).casefold() == sheet.casefold()
        and area.top <= row <= area.bottom
        and area.left <= column <= area.right
    )
