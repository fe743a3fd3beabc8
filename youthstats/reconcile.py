"""The main job: read, check, consolidate, compare, localise, write."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Executor
from pathlib import Path

from attrs import evolve, frozen

from youthstats.compare import Difference
from youthstats.consolidate import Sums, Totals, totals_of
from youthstats.editing.check import Alone, check, check_alone
from youthstats.editing.explained import with_explanations
from youthstats.editing.localise import localise
from youthstats.errors import NothingToReadError, OverwriteError
from youthstats.kept import ByName, with_more
from youthstats.left_blank import notes_on_blanks
from youthstats.loading import template_or_scheme
from youthstats.model.findings import Finding, Review
from youthstats.model.returns import Filed, Return
from youthstats.model.schemes import Scheme
from youthstats.outputs import FilePath, refuse_overwriting
from youthstats.published import hold_against_published
from youthstats.supposed import figures_read_as_words, words_read_as_figures
from youthstats.unread import notes_on_unread
from youthstats.workbook.reading.duplicates import Prefer
from youthstats.workbook.reading.files import Paths, input_files, listed
from youthstats.workbook.reading.read import AS_EVER, How, is_report, read, survey
from youthstats.workbook.reading.whole import read_whole
from youthstats.workbook.understanding.corrections.beside import template_files
from youthstats.workbook.understanding.template import Template
from youthstats.workbook.writing.computed import as_filed
from youthstats.workbook.writing.in_template import whole_as_filed, write_in_template
from youthstats.workbook.writing.returned import Returned, returned_paths, write_returned
from youthstats.workbook.writing.write import write

__all__ = ["Job", "reconcile", "review_of"]


@frozen
class Job:
    """What a run of the main job yields. ``differences`` are to the published figures, if given.

    ``returned`` are the workbooks that go back to the units.
    """

    filed: Filed
    review: Review
    totals: Totals
    differences: tuple[Difference, ...] = ()
    output: Path | None = None
    returned: tuple[Returned, ...] = ()

    @property
    def exit_status(self) -> int:
        """0 when nothing hard was found, else 1."""
        return 1 if self.review.hard else 0


def reconcile(  # noqa: PLR0913 - the whole job: what it can be told has names
    paths: Paths,
    scheme: Scheme | Template | FilePath,
    output: str | os.PathLike[str] | None = None,
    *,
    published: str | os.PathLike[str] | None = None,
    returns: str | os.PathLike[str] | None = None,
    prefer: Prefer = None,
    lang: str = "zh",
    progress: Callable[[int, int], None] | None = None,
    executor: Executor | None = None,
    cache: FilePath | None = None,
) -> Job:
    """Do the whole job: from a folder of returns to a review, totals and, if asked, the workbook.

    Given a template, as :func:`~youthstats.understand` returns it, or the path of one, the workbook is
    that template, filled with the totals; the id of a scheme stands for that scheme.
    Every unit that owes a form is expected: one that did not file is a hard finding. ``published``
    is a consolidated workbook to hold the totals against, of a template one that is filled with
    totals; every difference is a hard finding too,
    and evidence for which cell is wrong: every finding names its suspects. ``returns`` is a folder
    for the returns that go back, of the units that have findings, as
    :func:`~youthstats.write_returned` writes them.
    ``prefer`` decides between different returns of one unit, and ``executor`` and ``cache`` are for
    many files, as in :func:`~youthstats.read`; they are also checked and added up where they are read.
    Nothing is written when no return could be read.

    Raises :class:`~youthstats.errors.NothingToReadError` when there is nothing to read (``published``
    included), :class:`~youthstats.errors.OverwriteError` when ``output``, or a file in ``returns``, is
    one of the files read, and :class:`~youthstats.errors.WriteError` when one cannot be written; an
    existing file there stays as it was.
    """
    scheme, paths = template_or_scheme(scheme), listed(paths)
    template, asked = _parted(scheme)
    kept = (*_files_of(template), *(() if published is None else input_files(published)))
    kept += () if cache is None else (Path(cache),)
    _refuse_overwriting(output, _sent(returns, asked, lang), paths, kept)
    apart = () if template is None else (template.path,)
    how = How(prefer, progress, apart, executor, cache)
    review, totals = review_of(paths, scheme, how, complete=True)
    filed = review.filed
    if asked.units.is_open:  # only now it is known whose returns go back
        _refuse_overwriting(output, _sent(returns, filed.scheme, lang), paths, kept)
    differences: tuple[Difference, ...] = ()
    if published is None:
        review = localise(review).review
    else:
        computed, printed = _both(totals, published, template, output or "", lang)
        differences, review = _compared(review, computed, printed)
        review = localise(review, published=printed).review
    if not filed.returns:
        return Job(filed, review, totals, differences)
    sent = write_returned(returns, review, lang=lang) if returns is not None else ()
    review = _noting(review, (note for one in sent for note in one.notes))
    if output is None:
        return Job(filed, review, totals, differences, returned=sent)
    lost = _written(output, template, totals, review, lang)
    review = _noting(review, lost)
    return Job(filed, review, totals, differences, Path(output), sent)


def _parted(scheme: Scheme | Template) -> tuple[Template | None, Scheme]:
    return (scheme, scheme.scheme) if isinstance(scheme, Template) else (None, scheme)


def _written(
    output: FilePath, template: Template | None, totals: Totals, review: Review, lang: str
) -> Sequence[Finding]:
    if template is not None:
        return write_in_template(output, template, totals, review, lang=lang)
    return write(output, totals, review, lang=lang)


def review_of(
    paths: Paths,
    scheme: Scheme | Template,
    how: How = AS_EVER,
    *,
    complete: bool = False,
) -> tuple[Review, Totals]:
    """Read, check and add up in one go: each return is judged and added where it is read.

    ``complete`` is that of :func:`~youthstats.check`.
    """
    template, asked = _parted(scheme)
    found = survey(paths, asked, how, also=_judged_and_added)
    filed = found.filed
    units = filed.scheme.units
    alone: ByName[Sequence[Finding]] = ByName(units.names, units.place)
    sums = Sums.over((), filed.scheme)
    for findings, part in found.made:
        alone.update(findings)
        sums.merge(part)
    review, totals = check(filed, complete=complete, alone=alone), totals_of(sums, filed)
    review = _noting(review, notes_on_unread(totals))
    findings = review.findings
    if template is not None:
        findings = (
            *words_read_as_figures(findings, totals, template.figures_by_default),
            *figures_read_as_words(totals, template.words_by_default),
        )
        review = _noting(review, notes_on_blanks(totals))
    return evolve(review, findings=findings), totals


def _noting(review: Review, notes: Iterable[Finding]) -> Review:
    return evolve(review, notes=with_more(review.notes, notes))


def _judged_and_added(returns: Sequence[Return], scheme: Scheme) -> tuple[Alone, Sums]:
    """Return the findings on each return and the sums over all; of a unit's several the last.

    Where a unit has several it is not yet known which counts: then this is done again.
    """
    once = {one.unit: one for one in returns}.values()
    return check_alone(once, scheme), Sums.over(once, scheme)


def _both(
    totals: Totals, published: FilePath, template: Template | None, output: FilePath, lang: str
) -> tuple[Filed, Filed]:
    """Return the totals as they would stand in the workbook, and what stands in the published one."""
    if template is None:
        return as_filed(totals, output, lang=lang), _published(published, totals.scheme)
    return whole_as_filed(totals, template, output), read_whole(published, totals.scheme)


def _compared(
    review: Review, computed: Filed, printed: Filed
) -> tuple[tuple[Difference, ...], Review]:
    """Return how the totals differ from what was published, and the review with that."""
    held = hold_against_published(computed, printed)
    review = _noting(evolve(review, findings=(*review.findings, *held.findings)), held.notes)
    return held.differences, with_explanations(review)


def _files_of(template: Template | None) -> tuple[Path, ...]:
    return () if template is None else template_files(template.path)


def _sent(folder: FilePath | None, scheme: Scheme, lang: str) -> tuple[Path, ...]:
    """Return where returns would go back."""
    return () if folder is None else tuple(returned_paths(folder, scheme, lang=lang).values())


def _refuse_overwriting(
    output: FilePath | None, sent: Sequence[Path], paths: Paths, kept: Sequence[FilePath]
) -> None:
    """Refuse to write over what the run reads, but for an earlier report of ours among the returns.

    Nor over what lies where a return is to go back: it may hold corrections that nobody has read yet.
    """
    written = [] if output is None else [output]
    if not (written or sent):  # to list the files twice takes long where there are many
        return
    returns = input_files(paths)
    refuse_overwriting([*written, *sent], kept)
    refuse_overwriting(sent, returns)
    refuse_overwriting(written, returns, spare=is_report if len(returns) > 1 else None)
    for path in sent:
        if path.exists():
            raise OverwriteError(str(path), "overwrite.sent")


def _published(published: str | os.PathLike[str], scheme: Scheme) -> Filed:
    printed = read(published, scheme)
    if not printed.returns:
        report = printed.files[0]
        raise NothingToReadError(str(published), report.reason, report.facts)
    return printed
