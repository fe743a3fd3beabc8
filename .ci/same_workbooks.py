"""Compare two folders of workbooks, part by part, and the files that say more of them.

usage: same_workbooks.py WRITTEN CHECKED_IN

A workbook is a zip archive. Two are the same when they hold the same parts, in the same order,
with the same bytes; how hard each part was compressed depends on the machine's zlib and does not
count. Every difference is printed, and the exit status is 1 when there is one.
"""

import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path


def differing_folders(written: Path, checked_in: Path) -> Iterator[str]:
    """Say every difference between the workbooks of two folders, and what stands beside them."""
    ours, theirs = (
        {path.name: path for path in folder.iterdir() if path.suffix in {".xlsx", ".toml"}}
        for folder in (written, checked_in)
    )
    if not any(path.suffix == ".xlsx" for path in ours.values()):
        yield f"{written}: no workbook was written"
    for name in sorted(ours.keys() | theirs.keys()):
        if name not in theirs:
            yield f"{checked_in / name}: missing"
        elif name not in ours:
            yield f"{checked_in / name}: the library does not write it"
        elif name.endswith(".toml"):
            there = str(checked_in / name)
            yield from differing_bytes(there, theirs[name].read_bytes(), ours[name].read_bytes())
        elif ours[name].read_bytes() != theirs[name].read_bytes():
            yield from differing_parts(ours[name], theirs[name])


def differing_parts(written: Path, checked_in: Path) -> Iterator[str]:
    """Say every difference between the parts of two workbooks."""
    try:
        with zipfile.ZipFile(written) as ours, zipfile.ZipFile(checked_in) as theirs:
            if ours.namelist() == theirs.namelist():
                for part in ours.namelist():
                    yield from differing_bytes(
                        f"{checked_in}!{part}", theirs.read(part), ours.read(part)
                    )
                return
            for part in sorted(set(ours.namelist()) ^ set(theirs.namelist())):
                where = "only in the new one" if part in ours.namelist() else "not in the new one"
                yield f"{checked_in}!{part}: {where}"
            if set(ours.namelist()) == set(theirs.namelist()):
                yield f"{checked_in}: the parts stand in another order"
    except zipfile.BadZipFile as error:
        yield f"{checked_in} or {written}: not a workbook ({error})"


def differing_bytes(place: str, old: bytes, new: bytes) -> Iterator[str]:
    """Say where two parts begin to differ, with what stands there."""
    if old == new:
        return
    pairs = enumerate(zip(old, new, strict=False))
    at = next((i for i, (a, b) in pairs if a != b), min(len(old), len(new)))
    start = max(at - 30, 0)
    yield f"{place}: differs from byte {at} on"
    yield f"    checked in  …{old[start : at + 50].decode('utf-8', 'replace')}…"
    yield f"    written now …{new[start : at + 50].decode('utf-8', 'replace')}…"


def main() -> int:
    """Compare the two folders named on the command line."""
    written, checked_in = (Path(argument) for argument in sys.argv[1:])
    differences = list(differing_folders(written, checked_in))
    for line in differences:
        print(line)
    if not differences:
        print(f"{checked_in}: the same as the library writes now")
    return 1 if differences else 0


if __name__ == "__main__":
    sys.exit(main())
