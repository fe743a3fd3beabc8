"""What stands where a label is missing: between its neighbours there is room for it, and other words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from youthstats.layout.leaves import Leaf
from youthstats.model.matching import Reworded
from youthstats.workbook.reading.sheets.axis_search import Band
from youthstats.workbook.reading.sheets.labels import SheetView
from youthstats.workbook.reading.sheets.places import address

__all__ = ["instead"]


def instead(leaves: Sequence[Leaf], band: Band, view: SheetView) -> Iterator[Reworded]:
    """Yield the words in the places of labels that are missing from an axis.

    Only where the labels before and after one are as far apart as in the form is its place sure.
    """
    sure = [n for n, at in enumerate(band.at) if at is not None and n in band.labelled]
    missing = {n for n in range(len(leaves)) if n not in band.labelled}
    known = {place for places in band.search.answers.values() for place in places}
    for before, after in pairwise(sure) if missing else ():
        start, end = band.labelled[before], band.labelled[after]
        for number in range(before + 1, after) if end[1] - start[1] == after - before else ():
            beside = dict.fromkeys((line, start[1] + number - before) for line, _ in (start, end))
            places = [place for place in beside if place in view.texts and place not in known]
            if number in missing and len(places) == 1:
                stood = "".join(view.stood(places[0]).split())
                where = address(view.turned(*places[0]))
                yield Reworded(leaves[number].spelled, stood, where, "instead")
