"""The main job: read, check, consolidate, compare, write."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from pathlib import Path

from attrs import evolve, frozen

from youthstats.compare import Difference, compare
from youthstats.consolidate import Totals, consolidate
from youthstats.editing.check import check
from youthstats.model.edits import Severity
from youthstats.model.findings import Finding, Review
from youthstats.model.returns import Filed
from youthstats.model.schemes import Scheme
from youthstats.workbook.reading.read import read
from youthstats.workbook.writing.write import as_filed, write

__all__ = ["Job", "reconcile"]

Paths = str | os.PathLike[str] | Iterable[str | os.PathLike[str]]


@frozen
class Job:
    """What a run of the main job yields. ``differences`` are to the published figures, if given."""

    filed: Filed
    review: Review
    totals: Totals
    differences: tuple[Difference, ...] = ()
    output: Path | None = None

    @property
    def exit_status(self) -> int:
        """0 when nothing hard was found, else 1."""
        return 1 if self.review.hard else 0


def reconcile(
    paths: Paths,
    scheme: Scheme,
    output: str | os.PathLike[str] | None = None,
    *,
    published: str | os.PathLike[str] | None = None,
    lang: str = "zh",
    progress: Callable[[int, int], None] | None = None,
) -> Job:
    """Do the whole job: from a folder of returns to a review, totals and, if asked, the workbook.

    Every unit that owes a form is expected: one that did not file is a hard finding. ``published``
    is a consolidated workbook to hold the totals against; every difference is a hard finding too.
    Nothing is written when no return could be read.

    Raises :class:`~youthstats.errors.NothingToReadError` when there is nothing to read, and
    :class:`~youthstats.errors.WriteError` when ``output`` cannot be written; an existing file there
    stays as it was.
    """
    filed = read(paths, scheme, progress=progress)
    review = check(filed, complete=True)
    totals = consolidate(filed)
    differences: tuple[Difference, ...] = ()
    if published is not None:
        computed = as_filed(totals, output or "", lang=lang)
        differences = compare(computed, read(published, scheme))
        found = tuple(_finding(difference) for difference in differences)
        review = evolve(review, findings=(*review.findings, *found))
    if output is None or not filed.returns:
        return Job(filed, review, totals, differences)
    write(output, totals, review, lang=lang)
    return Job(filed, review, totals, differences, Path(output))


def _finding(difference: Difference) -> Finding:
    left, right = difference.left, difference.right
    return Finding(
        code="published_difference",
        severity=Severity.HARD,
        unit=difference.unit,
        rule=f"{difference.form}.published.{left.item}",
        form=difference.form,
        line=left.line,
        cells=(left, right),
        imbalance=difference.difference,
        facts={
            "item": left.item if left.line is None else f"{left.item}[{left.line}]",
            "computed": left.value,
            "printed": right.value,
            "here": left.place,
            "there": right.place,
        },
        file=right.file,
    )
