"""A roster from a workbook: who reports, by what other names, and to whom."""

from __future__ import annotations

import csv
import io
import os
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from attrs import evolve, frozen

from youthstats.characters import visible
from youthstats.errors import NothingToReadError, RosterError
from youthstats.model.units import Hierarchy, Unit, folded_name
from youthstats.nearest import nearest
from youthstats.workbook.package import Cell, Sheet, UnopenableError, open_book
from youthstats.workbook.reading.sheets.cells import shown
from youthstats.workbook.reading.sheets.labels import folded
from youthstats.workbook.reading.sheets.places import Place, address

__all__ = ["load_units"]

HEADINGS = {
    **dict.fromkeys(("单位", "单位名称", "填报单位", "名称", "name", "unit"), "name"),
    **dict.fromkeys(("别名", "简称", "又名", "其他名称", "alias", "aliases"), "aliases"),
    **dict.fromkeys(("上级", "上级单位", "主管单位", "所属", "所属单位", "parent"), "parent"),
}
"""What the columns of a roster are headed, and what stands under such a heading."""

ROOTS = ("合计", "总计", "全部单位")
"""What a root is called where a roster has none: the first that is no unit's name."""

DEEPEST = 10
"""Rows that are looked at for the headings."""

_SEVERAL = re.compile(r"[、，,;；/\n]+")


@frozen
class _Row:
    """One line of a roster, and where its name and its parent stand."""

    name: str
    aliases: tuple[str, ...]
    parent: str
    at: str
    parent_at: str

    @property
    def names(self) -> tuple[str, ...]:
        """All its names, each once however it is spelled."""
        return tuple(dict.fromkeys(map(folded_name, (self.name, *self.aliases))))


def load_units(path: str | os.PathLike[str]) -> Hierarchy:
    """Read a roster from the first sheet of a workbook that holds words, or from a ``.csv``.

    A row of headings names the columns: 单位 or name, 别名 or aliases, 上级 or parent; without one
    a single column is the names. Units without a parent get one, 合计, where they are several; so
    does a parent that all units name and no line is of.

    Raises :class:`~youthstats.errors.RosterError` with the cell's address for a name twice, an
    alias that two units claim, an unknown parent or a circle, and
    :class:`~youthstats.errors.NothingToReadError` for a file that cannot be opened.
    """
    place = Path(path)
    sheet = _sheet_of_csv(place) if place.suffix.lower() == ".csv" else _sheet(place)
    where = "!".join(filter(None, (place.name, sheet.name)))
    rows = list(_Table.of(sheet, where).rows())
    if not rows:
        raise RosterError(where, "roster.empty")
    named = _named(rows)
    often = Counter(folded_name(row.parent) for row in rows)
    # A parent that many name is rather the right one, so what few name is looked at first.
    fewest = sorted(rows, key=lambda row: often[folded_name(row.parent)])
    parents = {row.name: _parent(row, rows, named) for row in fewest}
    _refuse_circles(rows, parents)
    units = [Unit(row.name, parents[row.name], row.aliases) for row in rows]
    return _under_one_root(units)


def _sheet(path: Path) -> Sheet:
    try:
        book = open_book(path)
    except UnopenableError as error:
        raise NothingToReadError(str(path), error.reason, error.facts) from error
    seen = [sheet for sheet in book.sheets if not sheet.hidden and sheet.texts]
    return seen[0] if seen else Sheet(book.sheets[0].name)


def _sheet_of_csv(path: Path) -> Sheet:
    """Read a ``.csv`` as a sheet without a name: UTF-8, or the encoding of a Chinese Excel."""
    try:
        data = path.read_bytes()
        text = _decoded(data)
        lines = list(csv.reader(io.StringIO(text, newline=""), delimiter=_mark(text)))
    except OSError as error:
        facts = {"detail": error.strerror}
        raise NothingToReadError(str(path), "file.no_access", facts) from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise NothingToReadError(str(path), "file.not_a_workbook") from error
    return Sheet(
        "",
        cells={
            (row, column): Cell(text)
            for row, line in enumerate(lines)
            for column, text in enumerate(line)
        },
    )


def _mark(text: str) -> str:
    """Return what stands between the columns: that between most of the headings."""

    def headings(mark: str) -> int:
        lines = text.splitlines()[:DEEPEST]
        return max(
            (sum(folded(one) in HEADINGS for one in line.split(mark)) for line in lines), default=0
        )

    return max(",\t;", key=headings)


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("gb18030")


@frozen
class _Table:
    """The texts of a sheet, and which columns of it say what."""

    sheet: Sheet
    where: str
    texts: Mapping[Place, str]
    top: int
    columns: Mapping[str, int]

    @classmethod
    def of(cls, sheet: Sheet, where: str) -> _Table:
        """Find the headings; a single column needs none."""
        held = {place: shown(cell) for place, cell in sheet.cells.items()}
        texts = {place: text for place, text in held.items() if text.strip()}
        for row in sorted({row for row, _ in texts})[:DEEPEST]:
            named = {
                column: HEADINGS.get(folded(text))
                for (at, column), text in texts.items()
                if at == row
            }
            columns = {what: column for column, what in sorted(named.items(), reverse=True) if what}
            if "name" in columns:
                return cls(sheet, where, texts, row, columns)
        used = {column for _, column in texts}
        if len(used) > 1:
            raise RosterError(where, "roster.no_headings")
        return cls(sheet, where, texts, -1, {"name": min(used, default=0)})

    def rows(self) -> Iterator[_Row]:
        """Yield the lines below the headings."""
        for row in sorted({row for row, _ in self.texts if row > self.top}):
            name, at = self.text(row, "name"), self.place(row, "name")
            others = self.texts.get((row, self.columns.get("aliases", -1)), "")
            if name:
                aliases = filter(None, map(_plain, _SEVERAL.split(others)))
                parent = self.text(self.anchor(row), "parent")
                yield _Row(name, tuple(aliases), parent, at, self.place(row, "parent"))
            elif others or self.text(row, "parent"):
                raise RosterError(at, "roster.unnamed")

    def text(self, row: int, what: str) -> str:
        """Return what a line says, nothing where no column does."""
        return _plain(self.texts.get((row, self.columns.get(what, -1)), ""))

    def place(self, row: int, what: str) -> str:
        return f"{self.where}!{address((row, self.columns.get(what, 0)))}"

    def anchor(self, row: int) -> int:
        """Return the line in which the parent of this one is written: of a merged block the first."""
        tops = [
            merge.top
            for merge in self.sheet.merges
            if merge.left == self.columns.get("parent") and merge.top <= row <= merge.bottom
        ]
        return tops[0] if tops else row


def _plain(text: str) -> str:
    return visible(" ".join(text.split()))


def _named(rows: Sequence[_Row]) -> dict[str, _Row]:
    """Return the units by all their names; no name is two units'."""
    claimed: dict[str, _Row] = {}
    for row in rows:
        for folded_one in row.names:
            other = claimed.setdefault(folded_one, row)
            if other is not row:
                twice = folded_one == folded_name(row.name) == folded_name(other.name)
                name = next(
                    one for one in (row.name, *row.aliases) if folded_name(one) == folded_one
                )
                facts = {"name": name, "other": other.name, "there": other.at}
                raise RosterError(row.at, "roster.twice" if twice else "roster.claimed", facts)
    return claimed


def _parent(row: _Row, rows: Sequence[_Row], named: Mapping[str, _Row]) -> str | None:
    """Return the unit a line puts its own under; one that all lines name needs no line."""
    above = named.get(folded_name(row.parent))
    if above is not None or not row.parent:
        return None if above is None else above.name
    if len({folded_name(one.parent) for one in rows}) == 1:
        return rows[0].parent
    others = {text: None for one in rows for text in (one.name, one.parent)}
    near = nearest(row.parent, (one for one in others if one != row.parent))
    reason = "roster.unlike_parent" if near else "roster.unknown_parent"
    facts = {"name": row.parent, "near": near}
    raise RosterError(row.parent_at, reason, facts)


def _refuse_circles(rows: Sequence[_Row], parents: Mapping[str, str | None]) -> None:
    for row in rows:
        seen, above = [row.name], parents[row.name]
        while above is not None and above not in seen:
            seen.append(above)
            above = parents.get(above)
        if above == row.name:
            raise RosterError(row.parent_at, "roster.circle", {"names": " → ".join([*seen, above])})


def _under_one_root(units: Sequence[Unit]) -> Hierarchy:
    """Return the roster, with a root over everybody where it has none."""
    names = [unit.name for unit in units]
    tops = list(dict.fromkeys(unit.parent for unit in units if unit.parent not in names))
    if tops == [None] and sum(unit.parent is None for unit in units) == 1 and len(units) > 1:
        return Hierarchy(tuple(units))
    taken = {folded_name(name) for unit in units for name in (unit.name, *unit.aliases)}
    free = (name for name in ROOTS if folded_name(name) not in taken)
    root = tops[0] or next(free, "".join(ROOTS))
    under = (evolve(unit, parent=unit.parent or root) for unit in units)
    return Hierarchy((*under, Unit(root)), unnamed=not tops[0])
