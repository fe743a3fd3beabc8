"""What several returns of one unit are about, where they name it themselves: 合作社名称 on a card."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from youthstats.model.items import Item, Kind
from youthstats.model.returns import Return
from youthstats.workbook.reading.sheets.labels import folded, stem_and_measure

__all__ = ["named_apart"]

_NAMES = re.compile(r"(?:名称|姓名)$")


def named_apart(same: Sequence[Return]) -> tuple[str, ...]:
    """Return the names that returns of one unit give what they register, if these differ.

    Each says one, in the first answer of a card that asks for a name; else nobody knows.
    """
    said = [next(_names(one), "") for one in same]
    names = {folded(name): name for name in said}
    return tuple(names.values()) if len(names) > 1 and all(said) else ()


def _names(one: Return) -> Iterator[str]:
    for record in one.records.values():
        if not record.form.card:
            continue
        item = next(filter(_asks_name, record.form.items), None)
        name = record.values.get((item.name, None)) if item is not None else None
        if isinstance(name, str):
            yield name


def _asks_name(item: Item) -> bool:
    return item.kind is Kind.TEXT and bool(_NAMES.search(stem_and_measure(item.label)[0]))
