"""Make the pictures of the workbooks that the pages show: python docs/make_pictures.py

Needs LibreOffice (``soffice``) to print the workbooks and poppler (``pdftotext``, ``pdftoppm``) to
cut the pages out. The pictures show what LibreOffice prints, in the Chinese fonts it finds.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import youthstats as ys

HERE = Path(__file__).parent
PICTURES = HERE / "pictures"
RETURNS = HERE.parent / "examples" / "2009" / "returns"

RESOLUTION = 88
"""Dots per inch: an A4 page is 1,029 dots wide, and its picture stays below 150 KB."""

FINER = {"findings": 120, "remarks": 100}
"""A sheet with many columns is printed small."""

MARGIN = 14.0
"""Points left around what stands on a page."""

SHOWN = {
    "return": {"return-t1": "表一：", "return-t3": "表三："},
    "report": {
        "filing": "2009年度全市共青团工作相关统计表",
        "report-t1": "表一：",
        "report-t3": "表三：",
        "findings": "审核结果",
    },
    "returned": {"remarks": "平湖市：审核意见"},
}
"""The pictures of each workbook, with the words their page begins with."""

_PAGE = re.compile(r'<page width="([\d.]+)" height="([\d.]+)">(.*?)</page>', re.DOTALL)
_WORD = re.compile(
    r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>'
)


def run(*command: str | Path) -> None:
    """Run a program and stop when it fails."""
    subprocess.run(list(map(str, command)), check=True, capture_output=True)


def print_to_pdf(workbook: Path, folder: Path) -> Path:
    """Return the PDF that LibreOffice prints of a workbook; its profile is its own."""
    profile = (folder / "profile").as_uri()
    program = shutil.which("soffice")
    if program is None:
        sys.exit("soffice is not on PATH: install LibreOffice Calc")
    run(
        program,
        f"-env:UserInstallation={profile}",
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        folder,
        workbook,
    )
    return folder / f"{workbook.stem}.pdf"


def picture(pdf: Path, begins: str, name: str, resolution: int) -> None:
    """Cut out the first page that begins with ``begins``, as large as what stands on it."""
    boxes = pdf.with_suffix(".html")
    run("pdftotext", "-bbox", pdf, boxes)
    for number, page in enumerate(_PAGE.findall(boxes.read_text("utf-8")), 1):
        words = _WORD.findall(page[2])
        # 页脚 — 1 — is the last word of a page and no part of the table.
        body = [word for word in words if float(word[1]) < float(page[1]) - 60]
        top = sorted(body, key=lambda word: (round(float(word[1])), float(word[0])))
        first = float(top[0][1]) if top else 0.0
        spelled = "".join(word[4] for word in top if abs(float(word[1]) - first) < 3)
        if not spelled.startswith(begins):
            continue
        left = min(float(word[0]) for word in body) - MARGIN
        upper = min(float(word[1]) for word in body) - MARGIN
        right = max(float(word[2]) for word in body) + MARGIN
        lower = max(float(word[3]) for word in body) + MARGIN
        left, right = max(0.0, min(left, 35.0)), max(right, float(page[0]) - 35.0)
        sizes = (left, upper, right - left, lower - upper)
        dots = [round(size * resolution / 72) for size in sizes]
        window = [
            part
            for flag, size in zip("xyWH", dots, strict=True)
            for part in (f"-{flag}", str(max(size, 0)))
        ]
        target = PICTURES / name
        page_of = ("-f", str(number), "-l", str(number), "-singlefile")
        run("pdftoppm", "-png", "-r", str(resolution), *page_of, *window, pdf, target)
        size = target.with_suffix(".png").stat().st_size
        print(f"{target.name}.png: page {number}, {size} bytes")
        return
    sys.exit(f"{pdf.name}: no page begins with {begins}")


def main() -> None:
    """Make every picture again."""
    PICTURES.mkdir(exist_ok=True)
    scheme = ys.load_scheme("youth_league_2009")
    with tempfile.TemporaryDirectory() as folder:
        workbooks = {kind: Path(folder) / f"{kind}.xlsx" for kind in SHOWN}
        ys.write_return(workbooks["return"], scheme)
        job = ys.reconcile(RETURNS, scheme, workbooks["report"], returns=Path(folder) / "back")
        (back,) = (one.path for one in job.returned if one.unit == "平湖市")
        workbooks["returned"] = back
        for kind, workbook in workbooks.items():
            pdf = print_to_pdf(workbook, Path(folder))
            for name, begins in SHOWN[kind].items():
                picture(pdf, begins, name, FINER.get(name, RESOLUTION))


if __name__ == "__main__":
    main()
