"""Which cell of a table holds which answer, and what its rows and columns run over."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import takewhile

from attrs import field, frozen

from youthstats.layout.leaves import OWN_UNIT
from youthstats.model.axes import Dimension
from youthstats.model.forms import Line
from youthstats.workbook.names import PREFIX
from youthstats.workbook.package import column_number
from youthstats.workbook.reading.sheets.places import Place
from youthstats.workbook.understanding.card_paths import CardPaths
from youthstats.workbook.understanding.leading import rows_lead
from youthstats.workbook.understanding.naming import distinct, spoken, word
from youthstats.workbook.understanding.over_rows import OverRows
from youthstats.workbook.understanding.parts import says_part
from youthstats.workbook.understanding.paths import LabelPath, Paths
from youthstats.workbook.understanding.sketching import Sketch

__all__ = ["Key", "Keys", "keys_by_labels", "keys_by_names", "keys_by_pairs", "named_answers"]

Key = tuple[str, Line]
"""An answer of a form: its item's name, and the line."""

_NAME = re.compile(
    rf"{re.escape(PREFIX)}\.(?P<form>[^\W\d]\w*)\.(?P<item>[^\W\d]\w*)(?:\.(?P<line>.+))?"
)
_AREA = re.compile(
    r"'?(?P<sheet>(?:[^']|'')+?)'?!\$(?P<left>[A-Z]{1,3})\$(?P<top>[0-9]+)"
    r"(?::\$(?P<right>[A-Z]{1,3})\$(?P<bottom>[0-9]+))?"
)


@frozen
class Keys:
    """What a table's crossings hold, and the labels of the items and categories.

    ``rows`` and ``columns`` are the lines of the sheet that hold answers, in order, and
    ``rows_over`` and ``columns_over`` what they run over. ``in_labels`` are the answers that
    complete a label. ``sections`` are the labels that stand over an item, or a category, in a row to
    themselves.
    """

    rows: tuple[int, ...]
    columns: tuple[int, ...]
    rows_over: tuple[Dimension, ...]
    columns_over: tuple[Dimension, ...]
    items: Mapping[str, LabelPath]
    categories: Mapping[str, LabelPath]
    places: Mapping[Key, Place]
    form_id: str = ""
    in_labels: Mapping[str, Place] = field(factory=dict)
    sections: Mapping[str, LabelPath] = field(factory=dict)


def keys_by_labels(sketch: Sketch) -> Keys:
    """Name the answers of a sketch by their labels."""
    items = _named(sketch.paths, sketch.leaves, down=sketch.items_down)
    alone = sketch.listed or sketch.alone
    lines = {} if alone else _named(sketch.paths, sketch.lines, down=not sketch.items_down)
    numbers = [number for number, _ in sketch.leaves]
    places: dict[Key, Place] = {}
    for leaf, name in zip(numbers, items, strict=True):
        for place, (line, _) in enumerate(sketch.lines):
            called: Line = place if sketch.listed else None if alone else list(lines)[place]
            places[name, called] = sketch.place(leaf, line)
    over = OverRows(sketch.paths)
    named, asked = (items, sketch.leaves) if sketch.items_down else (lines, sketch.lines)
    sections = {name: over.section(row) for name, (row, _) in zip(named, asked, strict=False)}
    crossed = _line_dimension(sketch, alone=alone)
    down, across = (Dimension.ITEM, crossed) if sketch.items_down else (crossed, Dimension.ITEM)
    return Keys(
        sketch.rows,
        sketch.columns,
        _over(down, own=sketch.own_rows),
        _over(across, own=sketch.own_columns),
        items,
        lines,
        places,
        sections=sections,
    )


def keys_by_pairs(paths: CardPaths) -> Keys:
    """Name the answers of a card by their labels."""
    answers = [pair.answer for pair in paths.pairs]
    items = _named(paths, list(paths.rows.items()), down=True)
    places: dict[Key, Place] = {(name, None): at for name, at in zip(items, answers, strict=True)}
    rows, columns = zip(*answers, strict=True)
    return Keys(rows, columns, (Dimension.ITEM,), (Dimension.ANSWER,), items, {}, places)


def _line_dimension(sketch: Sketch, *, alone: bool) -> Dimension | None:
    if sketch.listed:
        return Dimension.ENTRY
    return None if alone else Dimension.CATEGORY


def _over(inner: Dimension | None, *, own: bool) -> tuple[Dimension, ...]:
    """Return what an axis runs over: the unit's own name leads, a lone line is an answer."""
    led = (Dimension.UNIT,) if own else ()
    return (*led, inner) if inner else led or (Dimension.ANSWER,)


def _named(
    paths: Paths, leaves: Sequence[tuple[int, LabelPath]], *, down: bool
) -> dict[str, LabelPath]:
    if down:
        over = OverRows(paths)
        words = [word((*over.labels(number), *path)) for number, path in leaves]
    else:
        # 其中 over a column names its group; as its own label it says nothing without the whole
        labels, wholes = paths.columns, paths.column_wholes
        wholes = {number: one for number, one in wholes.items() if says_part(labels[number][-1])}
        led = (spoken(labels.get(wholes.get(number, -1), ()))[-1:] for number, _ in leaves)
        words = [word((*over, *path)) for over, (_, path) in zip(led, leaves, strict=True)]
    return dict(zip(distinct(words), (path for _, path in leaves), strict=True))


def named_answers(names: Mapping[str, str], sheet: str) -> dict[Place, tuple[str, str, Line]]:
    """Return what the defined names of a workbook say stands on a sheet: form, item and line."""
    found: dict[Place, tuple[str, str, Line]] = {}
    for name, area in names.items():
        said, cells = _NAME.fullmatch(name), _AREA.fullmatch(area)
        if said is None or cells is None or cells["sheet"].replace("''", "'") != sheet:
            continue
        top, left = int(cells["top"]) - 1, column_number(cells["left"]) - 1
        bottom = int(cells["bottom"] or cells["top"]) - 1
        for row in range(top, bottom + 1):
            line = row - top if bottom > top else said["line"]
            found[row, left] = said["form"], said["item"], line
    return found


def keys_by_names(paths: Paths, names: Mapping[Place, tuple[str, str, Line]]) -> Keys | None:
    """Name the answers of a table by the defined names of their cells; ``None`` where one has none."""
    table = paths.table
    crossings = [(row, column) for row in table.rows for column in table.columns]
    said = {place: names[place] for place in crossings if place in names}
    if len(said) < len(crossings) or len({form for form, _, _ in said.values()}) != 1:
        return None
    places = {(item, line): place for place, (_, item, line) in said.items()}
    rows = _varies(
        paths.rows, [[said[row, column][1:] for column in table.columns] for row in table.rows]
    )
    columns = _varies(
        paths.columns, [[said[row, column][1:] for row in table.rows] for column in table.columns]
    )
    return _sorted_out(paths, places, rows, columns, names, next(iter(said.values()))[0])


def _varies(
    labels: Mapping[int, LabelPath], leaves: Sequence[Sequence[Key]]
) -> tuple[Dimension, ...]:
    """Return what changes from leaf to leaf of an axis and is the same along each of them."""
    own = any(OWN_UNIT in path for path in labels.values())
    found = [Dimension.UNIT] if own else []
    for part, dimension in ((0, Dimension.ITEM), (1, Dimension.CATEGORY)):
        along = [{key[part] for key in leaf} for leaf in leaves]
        if all(len(one) == 1 for one in along) and len(set(map(frozenset, along))) > 1:
            found.append(dimension)
    return tuple(found)


def _sorted_out(
    paths: Paths,
    places: Mapping[Key, Place],
    rows: tuple[Dimension, ...],
    columns: tuple[Dimension, ...],
    names: Mapping[Place, tuple[str, str, Line]],
    form_id: str,
) -> Keys:
    table = paths.table
    listed = paths.listed and any(isinstance(line, int) for _, line in places)
    if listed:
        rows, columns = (Dimension.ENTRY,), columns or (Dimension.ITEM,)
    else:
        rows, columns = _with_single(paths, places, rows, columns)
    items, categories = _split(paths, places, rows, columns, listed=listed)
    labels = {
        place: item
        for place, (form, item, _) in names.items()
        if form == form_id and place[1] in table.stub and place[0] in table.rows
    }
    return Keys(
        table.rows,
        table.columns,
        rows or (Dimension.ANSWER,),
        columns or (Dimension.ANSWER,),
        items,
        categories,
        places,
        form_id,
        {item: place for place, item in labels.items()},
    )


def _with_single(
    paths: Paths,
    places: Mapping[Key, Place],
    rows: tuple[Dimension, ...],
    columns: tuple[Dimension, ...],
) -> tuple[tuple[Dimension, ...], tuple[Dimension, ...]]:
    """Return what the axes run over, with a single item or category on the axis that names it."""
    labelled = any(path for path in paths.rows.values() if path != (OWN_UNIT,))
    if Dimension.ITEM not in rows + columns:
        if len(places) == 1 and rows_lead(paths) is not None:
            rows, columns = (
                ((*rows, Dimension.ITEM), columns)
                if rows_lead(paths)
                else (rows, (*columns, Dimension.ITEM))
            )
        elif labelled and Dimension.CATEGORY not in rows:
            rows = (*rows, Dimension.ITEM)
        elif len({path[:1] for path in paths.columns.values()}) == 1:
            columns = (Dimension.ITEM, *columns)  # its label stands over those of the categories
        else:
            columns = (*columns, Dimension.ITEM)
    divided = any(line is not None for _, line in places)
    if divided and Dimension.CATEGORY not in rows + columns:
        if labelled and Dimension.ITEM not in rows:
            rows = (*rows, Dimension.CATEGORY)
        else:
            columns = (*columns, Dimension.CATEGORY)
    return rows, columns


def _split(
    paths: Paths,
    places: Mapping[Key, Place],
    rows: tuple[Dimension, ...],
    columns: tuple[Dimension, ...],
    *,
    listed: bool,
) -> tuple[dict[str, LabelPath], dict[str, LabelPath]]:
    """Share the labels of each axis out to the items and the categories that run along it."""
    found: dict[Dimension, dict[str, LabelPath]] = {Dimension.ITEM: {}, Dimension.CATEGORY: {}}
    for over, labels, axis in ((rows, paths.rows, 0), (columns, paths.columns, 1)):
        inner = [one for one in over if one in found]
        shown: dict[Key, LabelPath] = {
            key: tuple(label for label in labels[place[axis]] if label != OWN_UNIT)
            for key, place in sorted(places.items(), key=lambda pair: pair[1][axis])
        }
        shares = _shares(shown, inner) if len(inner) == 2 else {}
        for number, dimension in enumerate(inner):
            part = 0 if dimension is Dimension.ITEM else 1
            for key, path in shown.items():
                at = shares.get(key)
                mine = path if at is None else path[:at] if number == 0 else path[at:]
                found[dimension].setdefault(str(key[part]), mine)
    return found[Dimension.ITEM], {} if listed else found[Dimension.CATEGORY]


def _shares(shown: Mapping[Key, LabelPath], inner: Sequence[Dimension]) -> dict[Key, int]:
    """Return how many labels of each path are those of the outer dimension: as few as can be.

    What all paths of one inner name end in alike is its own.
    """
    part = 1 if inner[0] is Dimension.ITEM else 0
    by_inner: dict[Line, list[LabelPath]] = {}
    for key, path in shown.items():
        by_inner.setdefault(key[part], []).append(path[::-1])
    tails = {
        name: max(1, min(_alike(paths), min(map(len, paths)) - 1))
        for name, paths in by_inner.items()
    }
    return {key: len(path) - tails[key[part]] for key, path in shown.items()}


def _alike(paths: Sequence[LabelPath]) -> int:
    """Return how many labels the paths begin with alike."""
    levels = zip(*paths, strict=False)
    return sum(1 for _ in takewhile(lambda labels: len(set(labels)) == 1, levels))
