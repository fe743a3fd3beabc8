"""Reconcile the 2009 year: from eight returns to one audited workbook.

python examples/reconcile_year.py [FOLDER]

The workbook is written to FOLDER, or to a new temporary folder.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import youthstats as ys

YEAR = Path(__file__).parent / "2009"


def main(folder: Path | None = None) -> None:
    """Read, check, add up and write; say what was found, unit by unit."""
    scheme = ys.load_scheme("youth_league_2009")
    target = (folder or Path(tempfile.mkdtemp())) / "2009.xlsx"
    job = ys.reconcile(YEAR / "returns", scheme, target)

    for unit in scheme.expected:
        findings = job.review.of(unit)
        print(f"{unit}: {', '.join(str(one.rule) for one in findings) or 'nothing to report'}")
    print(f"\n{len(job.review.hard)} hard findings, {len(job.review.soft)} soft. The first:\n")
    print(job.review.findings[0].detail("en"))

    bases = job.totals["T1"].total
    loans = job.totals["T2"].total
    print(f"\n{bases.total} bases offered {bases.posts} posts; {bases.placed} people were placed.")
    print(f"{loans.funds} 万元 were lent on {loans.cards} cards.")
    print(f"\nWritten: {target}")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
