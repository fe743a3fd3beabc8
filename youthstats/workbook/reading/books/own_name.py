"""A unit's name where no form asks for it in its heading: on a card, or on the cover."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from youthstats.model.items import Kind
from youthstats.workbook.package import Book, Sheet
from youthstats.workbook.reading.sheets.found import Found
from youthstats.workbook.reading.sheets.heading import unit_said
from youthstats.workbook.reading.sheets.labels import stem_and_measure

__all__ = ["own_names"]

_OWN_NAME = re.compile(
    "(?:填报|本|法人|基层)?(?:单位|法人|企业|公司|学校|院校|幼儿园|医院|机构|机关|组织|部门|社团|协会|合作社|园区|"
    "社区|街道|乡镇|镇|乡|村)(?:(?:详细)?名称|全称)"
)
"""How a card asks for the name of who fills it in: 学校名称; not for that of a project."""

_COVER = re.compile("封面|封皮|扉页|首页|cover", re.IGNORECASE)
_EXPLAINS = re.compile("说明|须知|要求|指南|目录|口径|范围|样")
"""In the name of a sheet that says who files, and is no cover."""

_MOST = 40
"""Texts that a cover has, and an explanation more."""


def own_names(book: Book, found: Mapping[str, Found], labels: Iterable[str]) -> list[str]:
    """Return the names on the cards, else that on the sheets before the forms, each once.

    ``labels`` are how a form asks for its unit; on a sheet called 封面 单位名称 does, too.
    """
    return list(dict.fromkeys(_on_cards(book, found))) or list(
        dict.fromkeys(_on_covers(book, found, tuple(labels)))
    )


def _on_cards(book: Book, found: Mapping[str, Found]) -> Iterator[str]:
    for one in found.values():
        form, cells = one.layout.form, book.sheet(one.location.sheet).cells
        for item in form.placed if form.card else ():
            place = one.location.cell(item.name)
            cell = cells.get(place) if place is not None else None
            asks = item.kind is Kind.TEXT and _OWN_NAME.fullmatch(stem_and_measure(item.label)[0])
            if asks and cell is not None and isinstance(cell.value, str) and cell.value.strip():
                yield cell.value.strip()
                break


def _on_covers(book: Book, found: Mapping[str, Found], labels: tuple[str, ...]) -> Iterator[str]:
    for sheet in _before(book, {one.location.sheet for one in found.values()}):
        asked = (*labels, "单位名称") if _COVER.search(sheet.name) else labels
        named = unit_said(book, sheet, asked)
        if named and not named.startswith("各"):
            yield named


def _before(book: Book, forms: set[str]) -> Iterator[Sheet]:
    for sheet in book.sheets:
        if sheet.name in forms:
            return
        if len(sheet.texts) <= _MOST and not _EXPLAINS.search(sheet.name):
            yield sheet
