"""Data validations that stand behind a sheet, where newer programs keep what older ones lack.

Excel writes a rule there that refers to another sheet (MS-XLSX, § 2.4.23, ``x14:dataValidations``).
"""

from __future__ import annotations

from itertools import chain
from pathlib import Path
from xml.etree.ElementTree import Element

from attrs import frozen

from youthstats.workbook.package.limits import Limits, Meter
from youthstats.workbook.package.ooxml.parts import Parts
from youthstats.workbook.package.ooxml.workbook import main_part, worksheets

__all__ = ["ExtendedRule", "extended_rules"]

_RULE, _FIRST, _SECOND = (
    f"{{http://schemas.microsoft.com/office/spreadsheetml/2009/9/main}}{name}"
    for name in ("dataValidation", "formula1", "formula2")
)
_AREAS = "{http://schemas.microsoft.com/office/excel/2006/main}sqref"


@frozen
class ExtendedRule:
    """One validation: its attributes as they are written, its ends, and the areas it is of."""

    said: dict[str, str]
    first: str
    second: str
    areas: str


def extended_rules(path: str | Path) -> dict[str, tuple[ExtendedRule, ...]]:
    """Return the validations behind each sheet of a workbook, by the sheet's name.

    Raises :class:`~youthstats.workbook.package.limits.UnopenableError` for a workbook that
    ``open_book`` would not open.
    """
    parts = Parts(Path(path).read_bytes(), Meter(Limits()))
    found: dict[str, tuple[ExtendedRule, ...]] = {}
    for name, title, _ in worksheets(parts, main_part(parts)):
        extensions: list[Element] = []
        parts.part(name).each({"extLst/ext": extensions.append})
        found[title] = tuple(map(_rule, chain.from_iterable(e.iter(_RULE) for e in extensions)))
    return found


def _rule(rule: Element) -> ExtendedRule:
    first, second, areas = (_words(rule, tag) for tag in (_FIRST, _SECOND, _AREAS))
    return ExtendedRule(dict(rule.attrib), first, second, areas)


def _words(rule: Element, tag: str) -> str:
    return "".join(chain.from_iterable(one.itertext() for one in rule.iter(tag))).strip()
