"""The mark of a finding about files: it stays while the reason does."""

from __future__ import annotations

from attrs import evolve

import youthstats as ys
from youthstats.model.edits import Severity
from youthstats.model.findings import Finding
from youthstats.model.marks import marks_of
from youthstats.model.returns import FileReport

SCHEME = ys.load_scheme("youth_league_2009")


def test_a_finding_on_files_is_marked_by_their_reasons() -> None:
    """A file under another name is the same fault, one with another reason another."""
    filed = ys.Filed.of(SCHEME, [])
    one = FileReport("甲.xlsx", None, "unreadable", "file.damaged", {}, "")

    def mark(report: FileReport) -> str:
        finding = Finding("unreadable_file", Severity.HARD, "全市", facts={"report": report})
        return marks_of([finding], filed)[0]

    assert mark(one) == mark(evolve(one, file="乙.xlsx"))
    assert mark(one) != mark(evolve(one, reason="file.empty"))
