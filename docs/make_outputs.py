"""Write into the pages what their blocks print now: python docs/make_outputs.py [PAGE...]

For the author of a page, and after a change of wording: then look at the difference. An output with
gaps (a line ``…``) is left alone and named when it is not what is printed.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.docs.pages import ROOT, Block, Reader, blocks_of, pages


def refresh(page: Path) -> None:
    """Run a page in a copy of the examples and put in what it prints."""
    reader = Reader(page)
    stale: list[tuple[Block, str]] = []
    for block in blocks_of(page):
        complaint = reader.do(block)
        if complaint is None:
            continue
        if block.output and "…" not in block.text.splitlines():
            stale.append((block, reader.printed))
        else:
            print(complaint)
    lines = page.read_text("utf-8").splitlines()
    for block, printed in reversed(stale):
        shown = [line.rstrip() for line in printed.strip("\n").splitlines()]
        lines[block.line : block.line + len(block.text.splitlines())] = shown
    if stale:
        page.write_text("\n".join(lines) + "\n", "utf-8")
        print(f"{page.relative_to(ROOT)}: {len(stale)} outputs written")


def main(names: list[str]) -> None:
    """Refresh the pages named, or all of them."""
    for page in [Path(name).resolve() for name in names] or pages():
        with tempfile.TemporaryDirectory() as folder:
            shutil.copytree(ROOT / "examples", Path(folder) / "examples")
            os.chdir(folder)
            try:
                refresh(page)
            finally:
                os.chdir(ROOT)


if __name__ == "__main__":
    main(sys.argv[1:])
