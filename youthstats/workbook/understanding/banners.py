"""Labels over all of a table that tell it apart from those beside it: 在校学生情况 | 教职工情况.

Over a table that stands alone such a label is its heading, and says nothing of its columns. Where
columns of two tables are called alike nothing else tells on a return which is whose.
"""

from __future__ import annotations

from collections.abc import Sequence

from attrs import evolve

from youthstats.workbook.reading.sheets.labels import folded
from youthstats.workbook.understanding.canvas import Role
from youthstats.workbook.understanding.card_paths import paths_of
from youthstats.workbook.understanding.lines import frames, says_around, titles
from youthstats.workbook.understanding.paths import LabelPath
from youthstats.workbook.understanding.region import whole_width
from youthstats.workbook.understanding.tables import Table

__all__ = ["under_banners"]


def under_banners(tables: Sequence[Table]) -> list[Table]:
    """Return the tables of a sheet, under the labels over each where only these tell them apart.

    Where one of those called alike has none, or none of its own, all stay as they are. Tables with
    the same headings are told apart by their order, and keep their titles.
    """
    led = [[*map(_folded, paths_of(table).columns.values())] for table in tables]
    mates = [
        [m for m, other in enumerate(tables) if _stand_beside(table, other)] for table in tables
    ]
    alike = [n for n, beside in enumerate(mates) if any(_meet(led[n], led[m]) for m in beside)]
    banners = {}
    for n in alike:
        twins = all(led[n] == led[m] for m in mates[n])
        banners[n] = _in_heading(tables[n]) or ("" if twins else _line_over(tables[n]))
    found = list(tables)
    for n, banner in banners.items():
        others = [banners[m] for m in mates[n] if m in banners]
        told = [folded(one) for one in (banner, *others)]
        if all(told) and len(set(told)) == len(told):
            found[n] = evolve(tables[n], banner=(banner,))
    return found


def _folded(path: LabelPath) -> LabelPath:
    return tuple(map(folded, path))


def _meet(some: Sequence[LabelPath], others: Sequence[LabelPath]) -> bool:
    """Tell whether a column of some may be taken for one of others: 女, and 女 under 其中."""
    return any(
        one[-1:] == other[-1:] != () and ({*one} <= {*other} or {*other} <= {*one})
        for one in some
        for other in others
    )


def _stand_beside(table: Table, other: Table) -> bool:
    """Tell whether two tables have rows in common, each with labels and answers in columns of its own."""
    rows = table.region.top <= other.region.bottom and other.region.top <= table.region.bottom
    crossing = not (table.pairs or other.pairs)
    apart = {*table.stub, *table.columns}.isdisjoint((*other.stub, *other.columns))
    return table is not other and rows and crossing and apart


def _in_heading(table: Table) -> str:
    """Return the innermost label over all of a table in its heading."""
    canvas, region = table.canvas, table.region
    wide = [row for row in table.heading if table.stub and whole_width(canvas, region, row)]
    texts = [canvas.at((row, region.left)).text for row in wide]
    return next((text for text in reversed(texts) if not _aside(text)), "")


def _line_over(table: Table) -> str:
    """Return the one text on the next line over a table, if it asks for nothing and is over no other.

    Where it is not merged the boxes behind it may look like answers: a row of those is such a line.
    """
    canvas, region = table.canvas, table.region
    columns = range(min((*table.stub, *table.columns)), max(table.columns) + 1)
    tall = [one.bottom for one in region.others if one.bottom < region.top and len(one.rows) > 1]
    for row in range(region.top - 1, max(tall, default=-1), -1):
        over = dict.fromkeys(canvas.anchor((row, column)) for column in columns)
        words = {place: text for place in over if (text := canvas.at(place).text)}
        for place, text in words.items() if not all(map(_aside, words.values())) else ():
            own = place[1] in columns and canvas.block(place).right in columns
            label = canvas.role(place) is Role.LABEL and titles(text) and not _aside(text)
            return text if label and own and len(words) == 1 else ""
    return ""


def _aside(text: str) -> bool:
    """Tell whether a text says whose a table is, of when, or in what measure."""
    return frames(text) or says_around(text)
