"""The main job: read, check, consolidate, compare, localise, write."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from attrs import evolve, frozen

from youthstats.compare import Difference, compare, not_compared
from youthstats.consolidate import Totals, consolidate
from youthstats.editing.check import check
from youthstats.editing.localise import localise
from youthstats.errors import NothingToReadError, OverwriteError
from youthstats.model.edits import Severity
from youthstats.model.findings import Finding, Review
from youthstats.model.returns import Filed
from youthstats.model.schemes import Scheme
from youthstats.workbook.reading.duplicates import Prefer
from youthstats.workbook.reading.files import Paths, input_files
from youthstats.workbook.reading.read import is_report, read
from youthstats.workbook.writing.write import as_filed, write

__all__ = ["Job", "reconcile"]


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
    prefer: Prefer = None,
    lang: str = "zh",
    progress: Callable[[int, int], None] | None = None,
) -> Job:
    """Do the whole job: from a folder of returns to a review, totals and, if asked, the workbook.

    Every unit that owes a form is expected: one that did not file is a hard finding. ``published``
    is a consolidated workbook to hold the totals against; every difference is a hard finding too,
    and evidence for which cell is wrong: every finding names its suspects.
    ``prefer`` decides between different returns of one unit, as in :func:`~youthstats.read`.
    Nothing is written when no return could be read.

    Raises :class:`~youthstats.errors.NothingToReadError` when there is nothing to read (``published``
    included), :class:`~youthstats.errors.OverwriteError` when ``output`` is one of the files read,
    and :class:`~youthstats.errors.WriteError` when ``output`` cannot be written; an existing file there
    stays as it was.
    """
    _keep_inputs(paths, output, published)
    filed = read(paths, scheme, prefer=prefer, progress=progress)
    review = check(filed, complete=True)
    totals = consolidate(filed)
    differences: tuple[Difference, ...] = ()
    printed: Filed | None = None
    if published is not None:
        computed = as_filed(totals, output or "", lang=lang)
        printed = _published(published, scheme)
        differences = compare(computed, printed)
        found = tuple(_published_findings(differences, scheme))
        untold = tuple(_not_compared(scheme, form) for form, _ in not_compared(computed, printed))
        review = evolve(review, findings=(*review.findings, *found), notes=(*review.notes, *untold))
    review = localise(review, published=printed).review
    if output is None or not filed.returns:
        return Job(filed, review, totals, differences)
    lost = write(output, totals, review, lang=lang)
    review = evolve(review, notes=(*review.notes, *lost))
    return Job(filed, review, totals, differences, Path(output))


def _keep_inputs(
    paths: Paths,
    output: str | os.PathLike[str] | None,
    published: str | os.PathLike[str] | None,
) -> None:
    """Refuse an output that is read by this run; an earlier output of ours may be replaced."""
    if output is None:
        return
    target = Path(output).resolve()
    read_too = published is not None and target == Path(published).resolve()
    if read_too or (target in input_files(paths) and not is_report(target)):
        raise OverwriteError(str(output))


def _published(published: str | os.PathLike[str], scheme: Scheme) -> Filed:
    printed = read(published, scheme)
    if not printed.returns:
        report = printed.files[0]
        raise NothingToReadError(str(published), report.reason, report.facts)
    return printed


def _not_compared(scheme: Scheme, form_id: str) -> Finding:
    return Finding(
        "form_not_compared",
        Severity.NOTE,
        scheme.units.root,
        rule=f"{form_id}.published",
        form=form_id,
        facts={"form": scheme.form(form_id).label},
    )


def _published_findings(differences: Sequence[Difference], scheme: Scheme) -> Iterator[Finding]:
    """Yield a finding for every difference, but one alone for a form that a unit did not file."""
    unfiled: dict[tuple[str, str], list[Difference]] = {}
    for one in differences:
        if one.lacking == "left":
            unfiled.setdefault((one.form, one.unit), []).append(one)
        else:
            yield _finding(one)
    for (form, unit), cells in unfiled.items():
        yield Finding(
            "published_unfiled",
            Severity.HARD,
            unit,
            rule=f"{form}.published",
            form=form,
            cells=tuple(one.right for one in cells),
            facts={"form": scheme.form(form).label, "count": len(cells)},
            file=cells[0].right.file,
        )


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
            "item": left,
            "computed": left.value,
            "printed": right.value,
            "here": left.place,
            "there": right.place,
        },
        file=right.file,
    )
