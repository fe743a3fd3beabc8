"""Explanations that units sent back, beside the findings they answer."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from attrs import evolve

from youthstats.kept import kept
from youthstats.model.edits import Severity
from youthstats.model.findings import Finding, Review
from youthstats.model.marks import marks_of
from youthstats.model.remarks import Remark
from youthstats.model.returns import Filed

__all__ = ["with_explanations"]


def with_explanations(review: Review) -> Review:
    """Return the review with what the units explained, and a note on every explanation left over.

    An explanation changes no severity: a hard finding stays hard. Done again, after findings were
    added, it takes its own notes back first.
    """
    said = _said(review.filed)
    if not said:  # nor was anything before: what came back is the same
        return review
    marks = marks_of(review.findings, review.filed)
    findings = tuple(
        evolve(finding, explanation=said.get((finding.unit, mark)))
        for finding, mark in zip(review.findings, marks, strict=True)
    )
    others = (note for note in review.notes if note.code != "explanation_left")
    notes = kept(chain(others, _left(review.filed, set(marks))))
    return evolve(review, findings=findings, notes=notes)


def _said(filed: Filed) -> dict[tuple[str, str], str]:
    """Return what each unit said of each finding: all of it, where it said several things."""
    texts: dict[tuple[str, str], list[str]] = {}
    for one in filed.remarked:
        for remark in one.remarks:
            if remark.explanation:
                texts.setdefault((one.unit, remark.mark), []).append(remark.explanation)
    return {
        key: "\n".join(
            text
            for text in dict.fromkeys(several)
            if not any(text != other and text in other for other in several)
        )
        for key, several in texts.items()
    }


def _left(filed: Filed, marks: set[str]) -> Iterator[Finding]:
    for one in filed.remarked:
        for remark in dict.fromkeys(one.remarks):
            if remark.explanation and remark.mark not in marks:
                yield _note(one.unit, one.file, remark)


def _note(unit: str, file: str, remark: Remark) -> Finding:
    return Finding(
        "explanation_left",
        Severity.NOTE,
        unit,
        rule="return.explanation",
        facts={"text": remark.explanation, "wrong": remark.wrong, "mark": remark.mark},
        file=file,
        explanation=remark.explanation,
        sentence="" if remark.mark else "explanation_unmarked",
    )
