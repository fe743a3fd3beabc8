"""Mutants of valid returns, read to the end: whatever is made of a file, no figure is made up.

A run in the suite is bounded by a number of mutants; ``make fuzz`` sets ``YOUTHSTATS_FUZZ_SECONDS``
and goes on that long, from a new seed each time. A mutant that fails is kept and named.
"""

from __future__ import annotations

import os
import re
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from decimal import Decimal
from fractions import Fraction
from io import BytesIO
from pathlib import Path
from random import Random, SystemRandom
from time import monotonic

import pytest

import youthstats as ys
from youthstats.model.items import Item
from youthstats.model.values import Inexact, Missing, Value, printed
from youthstats.workbook.package import Cell, CellError, open_book

RETURNS = sorted((Path(__file__).parents[2] / "examples" / "2009" / "returns").glob("*.xlsx"))
SCHEME = ys.load_scheme("youth_league_2009")
SECONDS = float(os.environ.get("YOUTHSTATS_FUZZ_SECONDS", "0"))
MUTANTS = 300
SLOWEST = 5.0
"""Seconds any one mutant may take, on a busy machine."""

ADDRESS = re.compile(rb'(?<= r=")[A-Z]{1,3}[0-9]{1,7}(?=")')
ATTRIBUTE = re.compile(rb'(?<= [st]=")[a-z0-9]+(?=")')
VALUE = re.compile(rb"(?<=<v>)[^<]*(?=</v>)|(?<=<t>)[^<]*(?=</t>)|(?<=<f>)[^<]*(?=</f>)")
AREA = re.compile(rb"(?<=!)\$[A-Z]{1,3}\$[0-9]+(?:(?=<)|:\$[A-Z]{1,3}\$[0-9]+)")
MERGE = re.compile(rb'(?<=mergeCell ref=")[A-Z0-9:]+(?=")')
ELEMENT = re.compile(rb"<c [^>]*?(?:/>|>.*?</c>)|<row [^>]*>.*?</row>|<si>.*?</si>", re.DOTALL)
TEXTS = (
    *(
        "0",
        "1",
        "-1",
        "1e3",
        "1E+400",
        "NaN",
        "12.50",
        "123456789012345678",
        "",
        " ",
        "１２",
        "二十",
    ),
    *("12人", "2000万", "650余", "15.5%", "(24,891)", "54 123", "16（含省级3）", "2O19", "—", "…"),
    *("#REF!", "合计", "填报单位：", "备注：", "表二", "=1+1", "&lt;b&gt;", "小学生", "嘉善县"),
    *("SUM(B6:D6)", "A1", "1/0", "\u202e12", "6.10", "2009年6月21日"),
)


def replaced(pattern: re.Pattern[bytes], part: bytes, random: Random, new: bytes) -> bytes:
    """Replace one place the pattern finds by ``new``."""
    places = list(pattern.finditer(part))
    if not places:
        return part
    place = random.choice(places)
    return part[: place.start()] + new + part[place.end() :]


def swapped(pattern: re.Pattern[bytes], part: bytes, random: Random) -> bytes:
    """Put at one place what stands at another."""
    found = pattern.findall(part)
    return replaced(pattern, part, random, random.choice(found)) if found else part


def cut(part: bytes, random: Random) -> bytes:
    """Leave out one cell, row or text."""
    return replaced(ELEMENT, part, random, b"")


def doubled(part: bytes, random: Random) -> bytes:
    """Write one cell, row or text twice."""
    places = list(ELEMENT.finditer(part))
    if not places:
        return part
    place = random.choice(places)
    return part[: place.end()] + place[0] + part[place.end() :]


def noise(part: bytes, random: Random) -> bytes:
    """Change a byte."""
    at = random.randrange(len(part))
    return part[:at] + random.randbytes(1) + part[at + 1 :]


CHANGES: tuple[Callable[[bytes, Random], bytes], ...] = (
    lambda part, random: replaced(VALUE, part, random, random.choice(TEXTS).encode()),
    lambda part, random: swapped(VALUE, part, random),
    lambda part, random: swapped(ADDRESS, part, random),
    lambda part, random: swapped(ATTRIBUTE, part, random),
    lambda part, random: swapped(AREA, part, random),
    lambda part, random: swapped(MERGE, part, random),
    cut,
    doubled,
    noise,
)


def mutant(data: bytes, random: Random) -> bytes:
    """Return a workbook with one to four changes in its parts, all its CRCs true."""
    buffer = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(buffer, "w") as new:
        names = [name for name in old.namelist() if "docProps" not in name]
        chosen = [random.choice(names) for _ in range(random.randint(1, 4))]
        for name in old.namelist():
            part = old.read(name)
            for _ in range(chosen.count(name)):
                part = random.choice(CHANGES)(part, random)
            new.writestr(name, part)
    return buffer.getvalue()


def made_up(filed: ys.Return, path: Path) -> Iterator[str]:
    """Yield the figures nobody wrote: neither does their cell hold them nor a note explain them."""
    sheets = {sheet.name: sheet.cells for sheet in open_book(path).sheets}
    explained = {(note.form, note.item, note.line) for note in filed.notes}
    for form_id, record in filed.records.items():
        location = filed.locations[form_id]
        for name, line, value in record:
            item = record.form.item(name)
            if not item.kind.numeric or isinstance(value, Missing):
                continue
            place = location.cell(name, line)
            cell = sheets[location.sheet].get(place) if place is not None else None
            said = (form_id, name, line) in explained
            if cell is None or not (said or holds(cell, item, value)):
                yield f"{form_id}.{name}.{line} = {value!r} from {cell}"


def holds(cell: Cell, item: Item, value: Value) -> bool:
    """Tell whether a figure stands in a cell plainly; inside a phrase by its digits."""
    figure = value.value if isinstance(value, Inexact) else value
    if isinstance(cell.value, bool | CellError | None):
        return False
    if not isinstance(figure, int | Decimal | Fraction):
        return False
    if item.within is not None:
        size = abs(Fraction(figure))
        spelled = printed(size, places=15), printed(size * 100, places=15)
        return any(digits in str(cell.value) for digits in spelled)
    if isinstance(cell.value, int | Decimal):
        return Fraction(figure) in {Fraction(cell.value), Fraction(cell.value) / 100}
    return False


def work(count: int, seconds: float, seed: int, folder: Path) -> tuple[int, int]:
    """Read mutants until both bounds are passed; return how many there were, and how many read."""
    random = Random(seed)
    begun, done, read = monotonic(), 0, 0
    while done < count or monotonic() - begun < seconds:
        source = random.choice(RETURNS)
        path = folder / source.name
        path.write_bytes(mutant(source.read_bytes(), random))
        started = monotonic()
        filed = ys.read(path, SCHEME)
        review = ys.check(filed)
        assert monotonic() - started < SLOWEST, kept(path, seed, done)
        assert all(finding.message("zh") for finding in review.findings)
        for one in filed:
            read += 1
            found = list(made_up(one, path))
            assert [] == found, kept(path, seed, done)
        done += 1
    return done, read


def kept(path: Path, seed: int, number: int) -> str:
    """Keep a mutant that failed, and say where."""
    place = Path(tempfile.gettempdir()) / f"mutant-{seed}-{number}-{path.name}"
    place.write_bytes(path.read_bytes())
    return f"seed {seed}, mutant {number}: {place}"


def test_no_mutant_makes_up_a_figure(tmp_path: Path) -> None:
    """A mutant is refused with a reason, or every figure read of it stands in it or is explained."""
    seed = SystemRandom().randrange(2**32) if SECONDS else 2009
    done, read = work(MUTANTS, SECONDS, seed, tmp_path)
    sys.stderr.write(f"seed {seed}: {done} mutants, {read} of them read\n")
    assert MUTANTS // 5 < read < done


@pytest.mark.parametrize("change", CHANGES)
def test_the_changes_change(change: Callable[[bytes, Random], bytes]) -> None:
    """Each kind of change does change some part, so that none tests nothing."""
    random = Random(1)
    with zipfile.ZipFile(RETURNS[0]) as archive:
        parts = [archive.read(name) for name in archive.namelist()]
    assert any(change(part, random) != part for part in parts for _ in range(20))
