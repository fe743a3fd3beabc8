"""Finding a form on a sheet by its labels."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from attrs import evolve, frozen

from youthstats.layout.layouts import Layout, report_layout, return_layout
from youthstats.layout.leaves import Leaf
from youthstats.model.forms import Form
from youthstats.model.locations import Location
from youthstats.model.matching import Matching, Reworded
from youthstats.model.schemes import Scheme
from youthstats.workbook.package import Book, Sheet
from youthstats.workbook.reading.sheets.asked_measures import measures_asked
from youthstats.workbook.reading.sheets.axes import columns_of, rows_of
from youthstats.workbook.reading.sheets.axis_search import Band, spelled
from youthstats.workbook.reading.sheets.card import locate_card
from youthstats.workbook.reading.sheets.found import Found, Measured, with_total
from youthstats.workbook.reading.sheets.group_labels import in_doubt, lists_alike
from youthstats.workbook.reading.sheets.instead import instead
from youthstats.workbook.reading.sheets.label_search import Spellings, reworded
from youthstats.workbook.reading.sheets.labels import SheetView, folded, numerals_of
from youthstats.workbook.reading.sheets.measure_lines import Given, measures_given
from youthstats.workbook.reading.sheets.places import Place, address
from youthstats.workbook.reading.sheets.side_by_side import behind, parts_of, twins_of
from youthstats.workbook.reading.sheets.under_each_other import (
    above,
    below,
    ends_unseen,
    form_above,
    next_begins,
    others_beside,
)
from youthstats.workbook.reading.sheets.unlabelled import (
    unlabelled,
    unlabelled_columns,
    unlabelled_rows,
)

__all__ = ["Sought", "locate"]


@frozen
class Sought:
    """What a sheet of a book is searched for: the forms of a scheme, in a return or in a report.

    ``names`` are the units' spellings, ``own`` those of the unit whose return it says it is.
    ``sure`` is a search of a sheet that something else shows to be the form's: there all labels of
    one axis are enough.
    """

    book: Book
    scheme: Scheme
    names: Spellings
    own: frozenset[str] = frozenset()
    report: bool = False
    sure: bool = False


def locate(form: Form, sheet: Sheet, sought: Sought) -> Found | None:
    """Find ``form`` on ``sheet`` by its labels; ``None`` when it is not there.

    At least half the labels must be found, so that a stray word on a scratch sheet is not taken for
    a form. Merged blocks that stayed behind when the values moved mislead, so where something is
    missing the labels are tried without them. Where other forms have the same headings beside it,
    only its own part of the sheet is looked at; and where others stand under it, it ends there.
    """
    twins = twins_of(form, sought.scheme)
    if len(twins) == 1 or sought.report:
        return _located(form, sheet, sought, sheet)
    layout = return_layout(form)
    view = SheetView(sheet, numerals=numerals_of(layout, rows=False))
    columns = columns_of(layout, view, sought.names)
    doubtful = columns.doubtful if columns is not None else {}
    if parts := parts_of(sheet, doubtful, len(layout.columns), len(twins)):
        tried = [_located(form, part, sought, sheet) for part in parts]
        own = tried.pop(twins.index(form))
        return min(filter(None, (own, *tried)), key=_lost, default=None)
    if columns is None or not form.open:
        return _located(form, sheet, sought, sheet)
    headings = [columns.search.of(leaf.fixed[-1]).keys() for leaf in layout.columns if leaf.fixed]
    alike = lists_alike(sheet, headings, [one.title for one in twins])
    if alike is None:
        return _located(form, sheet, sought, sheet)
    number = twins.index(form)
    mine, doubts = alike.whose[number], alike.doubts(number)
    found = _located(form, alike.parts[mine[0]], sought, sheet) if mine else None
    return in_doubt(found, doubts) if found and doubts else found


def _located(form: Form, sheet: Sheet, sought: Sought, whole: Sheet) -> Found | None:
    """Find a form on its part of a sheet; what is on the ``whole`` is not lost."""
    found = _with_or_without_merges(form, sheet, sought)
    others = {
        one: _with_or_without_merges(one, sheet, sought)
        for one in others_beside(form, sought.scheme)
    }
    there = [one for one in others.values() if one is not None]
    end = next_begins(found, there) if found is not None else None
    if end is not None and (shorter := _with_or_without_merges(form, above(sheet, end), sought)):
        sheet, found = above(sheet, end), shorter
    if found is not None and found.matching.doubtful:
        found = _under_another(found, sheet, there, sought)
    found = _under_its_own_heading(form, found, sheet, there, sought)
    if found is not None and (part := behind(found, sheet, there)) is not None:
        own = _with_or_without_merges(form, part, sought)
        found = own if own is not None and _lost(own) <= _lost(found) else found
    lost = [one for one, seen in others.items() if seen is None and _follows(one, form, sought)]
    if found is None or not lost or not form.open or sought.report:
        return found
    if sheet is not whole:
        lost = [one for one in lost if _with_or_without_merges(one, whole, sought) is None]
    return _with_what_is_lost(found, sheet, lost, sought) if lost else found


def _under_another(found: Found, sheet: Sheet, others: Sequence[Found], sought: Sought) -> Found:
    """Return a form with labels that stand twice, looked for below the one above it."""
    upper = form_above(found, others)
    if upper is None:
        return found
    over = above(sheet, min(row for row, _ in found.labels))
    rest_of = [one for one in others if one is not upper]
    upper = _with_or_without_merges(upper.layout.form, over, sought)
    if upper is not None and upper.matching.doubtful:  # 合计 of a third one above both
        upper = _under_another(upper, over, rest_of, sought)
    if upper is None or not upper.labels:
        return found
    rest = below(sheet, max(row for row, _ in upper.labels | upper.cells | upper.summed))
    return _with_or_without_merges(found.layout.form, rest, sought) or found


def _under_its_own_heading(
    form: Form, found: Found | None, sheet: Sheet, others: Sequence[Found], sought: Sought
) -> Found | None:
    """Return a form below the tables that led it astray: one with its labels, or with its heading.

    Where it has no heading of its own the tables share one.
    """
    over = [one for one in others if not _lost(one)]
    if found is not None and not _lost(found):
        over = [one for one in over if one.bottom < found.top and one.labels & found.labels]
    for bottom in sorted({one.bottom for one in over}):
        own = _with_or_without_merges(form, below(sheet, bottom), sought)
        if own is not None and (found is None or _lost(own) <= _lost(found)):
            found = own
    return found


def _follows(one: Form, form: Form, sought: Sought) -> bool:
    """Tell whether a form stands below another, or behind it: so they are ordered in a scheme."""
    ids = [each.id for each in sought.scheme.forms]
    return ids.index(one.id) > ids.index(form.id)


def _with_what_is_lost(found: Found, sheet: Sheet, lost: Sequence[Form], sought: Sought) -> Found:
    """Return a list down to where a form may begin that ought to stand under it and is not seen."""
    form = found.layout.form
    labels = frozenset[str]().union(*map(_labels_of, lost)) - _labels_of(form)
    end = ends_unseen(found, sheet, labels)
    shorter = None if end is None else _with_or_without_merges(form, above(sheet, end), sought)
    kept = shorter or found
    left = sorted(found.listed.filled - kept.listed.filled)
    return evolve(kept, lost=tuple(one.label for one in lost), left=tuple(left))


def _with_or_without_merges(form: Form, sheet: Sheet, sought: Sought) -> Found | None:
    found = _locate(form, sheet, sought)
    if found is not None and not _lost(found) and found.is_answered(sheet):
        return found
    bare = _locate(form, evolve(sheet, merges=()), sought)
    if found is None or bare is None:
        return found or bare
    better = _lost(bare) < _lost(found) or (
        _lost(bare) == _lost(found) and bare.answered(sheet) > found.answered(sheet)
    )
    return bare if better else found


def _lost(found: Found) -> int:
    matching = found.matching
    return len(matching.absent) + len(matching.doubtful) + len(matching.other_measure)


def _locate(form: Form, sheet: Sheet, sought: Sought) -> Found | None:
    units = sought.scheme.units
    layout = report_layout(form, units.leaves, units.root) if sought.report else return_layout(form)
    view = SheetView(sheet, numerals=numerals_of(layout, rows=False))
    if form.card:
        return locate_card(layout, view, sought.names, measures_asked(layout))
    found = _crossing(layout, *_axes(layout, view, sought), view, sought)
    if found is None and sought.sure:
        axes = _one_axis(layout, view, sought)
        found = next(filter(None, (_crossing(layout, *pair, view, sought) for pair in axes)), None)
    return found


def _crossing(
    layout: Layout, columns: Band | None, rows: Band | None, view: SheetView, sought: Sought
) -> Found | None:
    """Return the form whose axes are these; ``None`` where too few of its labels are there."""
    form, sheet = layout.form, view.sheet
    if rows is None or columns is None:
        return None
    if form.open:
        layout = _with_entries(form, layout, len(rows.at))
    location = Location(
        sheet.name, layout.slots, rows.at, columns.at, None, _in_labels(layout, columns, rows)
    )
    top = min((row for row, _ in columns.labelled.values()), default=0)
    given = measures_given(layout, location, top, view)
    matching = _with_given(_matching(form, layout, columns, rows, view), given)
    labelled = sum(
        bool(leaf.fixed) and not _optional(leaf, form) for leaf in (*layout.columns, *layout.rows)
    )
    if 2 * len(matching.absent) > labelled and not (
        sought.sure and (_whole(layout.columns, columns) or _whole(layout.rows, rows))
    ):
        return None
    location = with_total(location, layout, rows.listed.total(form))
    labels = frozenset(_labels(columns, rows))
    measured = Measured(
        {**given[0].resized, **dict(_measured(rows, view, flipped=True))},
        {**given[1].resized, **dict(_measured(columns, view))},
    )
    return Found(layout, location, matching, rows.listed, labels, measured)


def _whole(leaves: Sequence[Leaf], band: Band) -> bool:
    """Tell whether every label of an axis was found, and there are several of them."""
    return len(leaves) > 1 and len(band.labelled) == len(leaves) and not band.doubtful


def _one_axis(
    layout: Layout, view: SheetView, sought: Sought
) -> Iterator[tuple[Band | None, Band | None]]:
    """Yield the axes where one is found whole and the other is gone: its labels were overwritten."""
    if not all(leaf.fixed for leaf in (*layout.columns, *layout.rows)):
        return
    rows = rows_of(layout, view, sought.names)
    if rows is not None and _whole(layout.rows, rows):
        yield unlabelled([None] * len(layout.columns), {}), rows
    columns = columns_of(layout, view, sought.names)
    if columns is not None and _whole(layout.columns, columns):
        yield columns, unlabelled([None] * len(layout.rows), {})


def _labels(columns: Band, rows: Band) -> Iterator[Place]:
    """Yield where the labels of both axes stand, but for those that may stand in several places."""
    for band, flipped in ((columns, False), (rows, True)):
        for number, place in band.labelled.items():
            if number not in band.doubtful:
                yield place[::-1] if flipped else place


def _axes(layout: Layout, view: SheetView, sought: Sought) -> tuple[Band | None, Band | None]:
    """Find both axes: first the one with labels of its own, then the other beside it."""
    if any(leaf.fixed for leaf in layout.columns):
        columns = columns_of(layout, view, sought.names)
        if columns is None:
            return None, None
        left = min((at for at in columns.at if at is not None), default=None)
        if left is None:
            return None, None
        if any(leaf.fixed for leaf in layout.rows):
            rows = rows_of(layout, view, sought.names, after=columns.last, before=left)
        else:
            rows = unlabelled_rows(layout, columns, sought.book, view.sheet, sought.own)
        return columns, rows
    rows = rows_of(layout, view, sought.names)
    if rows is None:
        return None, None
    beside = _labels_beside(layout.form, sought.scheme)
    return unlabelled_columns(layout, rows, view.sheet, beside), rows


def _labels_beside(form: Form, scheme: Scheme) -> frozenset[str]:
    """Return the labels, folded, of the other forms that stand on the same sheet as a form."""
    return frozenset[str]().union(*map(_labels_of, others_beside(form, scheme)))


@lru_cache(maxsize=64)
def _labels_of(form: Form) -> frozenset[str]:
    layout = return_layout(form)
    leaves = (*layout.rows, *layout.columns)
    return frozenset(folded(label.text) for leaf in leaves for label in leaf.fixed)


def _with_entries(form: Form, layout: Layout, count: int) -> Layout:
    if layout.members.scope == "report":
        return report_layout(form, (), None, count)
    return return_layout(form, count)


def _optional(leaf: Leaf, form: Form) -> bool:
    """Tell whether a leaf stands for an item that is not printed in the report."""
    return leaf.item is not None and not form.item(leaf.item).in_report


def _matching(form: Form, layout: Layout, columns: Band, rows: Band, view: SheetView) -> Matching:
    """Say which labels were not found, or twice, or spelled otherwise; units are named as such."""
    axes = ((layout.columns, columns, False), (layout.rows, rows, True))
    pairs = [pair for leaves, band, _ in axes for pair in zip(leaves, band.at, strict=True)]
    there = {leaf.unit for leaf, at in pairs if at is not None}
    absent = [
        (leaf, spelled(leaves, number, band))
        for leaves, band, _ in axes
        for number, leaf in enumerate(leaves)
        if leaf.fixed and not _optional(leaf, form) and number not in band.labelled
    ]
    lost = (leaf.unit for leaf, _ in absent)
    units = [unit for unit in lost if unit is not None and unit not in there]
    return Matching(
        form.id,
        view.sheet.name,
        "labels",
        tuple(said for leaf, said in absent if leaf.unit is None or leaf.unit in there),
        tuple(_doubts(form, axes)),
        tuple(dict.fromkeys(units)),
        tuple(_reworded(axes, view)),
        tuple(
            dict.fromkeys(
                label
                for _, band, flipped in axes
                for _, label in _measured(band, view, flipped=flipped)
            )
        ),
        tuple(_instead(axes, view) if absent else ()),
    )


def _instead(axes: _Axes, view: SheetView) -> Iterator[Reworded]:
    """Yield what stands where labels are missing."""
    for leaves, band, flipped in axes:
        yield from instead(leaves, band, SheetView(view.sheet, flipped))


def _with_given(matching: Matching, given: Sequence[Given]) -> Matching:
    """Return a matching with what is said of the columns and rows of measures."""
    resized = dict.fromkeys(label for one in given for label in one.resized.values())
    reworded = dict.fromkeys(label for one in given for label in one.reworded)
    if not resized and not reworded:
        return matching
    return evolve(
        matching,
        reworded=(*matching.reworded, *reworded),
        other_measure=tuple(dict.fromkeys((*matching.other_measure, *resized))),
    )


def _measured(
    band: Band, view: SheetView, *, flipped: bool = False
) -> Iterator[tuple[int, Reworded]]:
    """Yield the leaves of an axis to which a label gives another measure, with that label."""
    turned = SheetView(view.sheet, flipped)
    for number, (label, place) in band.measured.items():
        yield number, reworded(label, place, "measure", turned)


_Axes = tuple[tuple[Sequence[Leaf], Band, bool], ...]


def _doubts(form: Form, axes: _Axes) -> Iterator[str]:
    """Yield the labels that may stand in several places, each with those places."""
    for leaves, band, flipped in axes:
        for number, places in band.doubtful.items():
            where = " / ".join(address(place[::-1] if flipped else place) for place in places)
            yield f"{spelled(leaves, number, band) or form.label} {where}"


def _reworded(axes: _Axes, view: SheetView) -> Iterator[Reworded]:
    """Yield the labels that are not spelled as the form spells them, outer ones too."""
    for leaves, band, flipped in axes:
        found = [leaf for leaf, at in zip(leaves, band.at, strict=True) if at is not None]
        for label in dict.fromkeys(label for leaf in found for label in leaf.fixed):
            places = band.search.of(label)
            used = [place for place in places if place in band.labelled.values()]
            for place in used or list(places)[:1]:
                told = (label, place) in band.measured.values()
                if places[place] != "exact" and not told:
                    yield reworded(label, place, places[place], SheetView(view.sheet, flipped))


def _in_labels(layout: Layout, columns: Band, rows: Band) -> dict[str, Place]:
    """Return where the labels stand that a clerk completes: those that led to their leaves."""
    found = {}
    for leaves, band, flipped in ((layout.rows, rows, True), (layout.columns, columns, False)):
        for number, place in band.labelled.items():
            name = leaves[number].fixed[-1].specify
            if name and band.at[number] is not None:
                found[name] = place[::-1] if flipped else place
    return found
