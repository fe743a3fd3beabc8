"""Hold the totals of the 2009 returns against the report as it was printed.

python examples/compare_published.py
"""

from __future__ import annotations

import tempfile
from pathlib import Path

import youthstats as ys

YEAR = Path(__file__).parent / "2009"


def main() -> None:
    """Compare twice: with the report as printed, and with one figure of it misprinted."""
    scheme = ys.load_scheme("youth_league_2009")
    job = ys.reconcile(YEAR / "returns", scheme, published=YEAR / "published.xlsx")
    units = len(job.totals["T3"].units)
    print(f"As printed: {len(job.differences)} differences in {len(scheme.forms)} forms.")
    print(f"表三 adds up the figures of {units} units.")

    published = ys.read(YEAR / "published.xlsx", scheme)
    records = {one.unit: dict(one.records) for one in published}
    loans = records["嘉兴市"]["T2"]
    records["嘉兴市"]["T2"] = loans.replacing({("funds", None): 7731})
    with tempfile.TemporaryDirectory() as folder:
        misprint = Path(folder) / "misprint.xlsx"
        ys.write_report(misprint, scheme, records)
        job = ys.reconcile(YEAR / "returns", scheme, Path(folder) / "2009.xlsx", published=misprint)
    print("\nWith 7713 misprinted as 7731:")
    for one in job.differences:
        print(
            f"{one.unit} {one.form}.{one.left.item}: computed {one.left.value} "
            f"({one.left.sheet}!{one.left.address}), printed {one.right.value} "
            f"({one.right.sheet}!{one.right.address}), difference {one.difference}"
        )
    print(f"Exit status of the command line: {job.exit_status}")


if __name__ == "__main__":
    main()
