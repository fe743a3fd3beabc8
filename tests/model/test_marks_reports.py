"""The marks of findings about files and labels: they stay while the reason does."""

from __future__ import annotations

from attrs import evolve

import youthstats as ys
from youthstats.model.edits import Severity
from youthstats.model.findings import Finding
from youthstats.model.marks import marks_of
from youthstats.model.matching import Reworded
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


def test_a_finding_on_a_label_is_marked_by_what_stands_there() -> None:
    """In another cell it is the same fault, with other words another."""
    filed = ys.Filed.of(SCHEME, [])
    one = Reworded("本年", "今年数", "B3", "instead")

    def mark(label: Reworded) -> str:
        finding = Finding("label_absent", Severity.HARD, "全市", facts={"labels": [label]})
        return marks_of([finding], filed)[0]

    assert mark(one) == mark(evolve(one, address="C4"))
    assert mark(one) != mark(evolve(one, stood="前年数"))
