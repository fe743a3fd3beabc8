"""Check, consolidate and write back statistical returns in Excel workbooks.

A name is fetched from the module it lives in when it is first asked for: whoever reads waits for no
writer, and ``import youthstats`` for nothing.
"""

from __future__ import annotations

import sys
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from youthstats.compare import Difference, compare
    from youthstats.consolidate import Totals, consolidate
    from youthstats.editing.check import check
    from youthstats.editing.coverage import coverage
    from youthstats.editing.localise import explain, localise
    from youthstats.editing.repairing.amending import (
        amend,
        amendments_from_json,
        amendments_to_json,
    )
    from youthstats.editing.repairing.deducing import deduce
    from youthstats.loading import load_scheme
    from youthstats.model.authoring import category, count, date_, form, money, phrase, share, text
    from youthstats.model.axes import Dimension, answer, categories, entries, items, units
    from youthstats.model.cellrefs import CellRef
    from youthstats.model.edits import Severity, hard, soft
    from youthstats.model.findings import Explanation, Finding, Review, Suspect
    from youthstats.model.forms import Form, define_form
    from youthstats.model.recording import record
    from youthstats.model.returns import Filed, Record, Return
    from youthstats.model.schemes import Duty, Scheme, define_scheme
    from youthstats.model.spread import spread
    from youthstats.model.suspects import Amended, Amendment, Block, Coverage, Deduction, Suspects
    from youthstats.model.units import Hierarchy, Unit
    from youthstats.model.values import Inexact, Missing
    from youthstats.reconcile import Job, reconcile
    from youthstats.tables.memory import findings_to_arrow, to_arrow
    from youthstats.tables.parquet import (
        TableWriter,
        answers_writer,
        findings_writer,
        write_parquet,
    )
    from youthstats.workbook.reading.answers.fill import parse_record
    from youthstats.workbook.reading.read import read
    from youthstats.workbook.reading.roster import load_units
    from youthstats.workbook.understanding.doubts import Doubt
    from youthstats.workbook.understanding.template import Template, understand
    from youthstats.workbook.writing.correction_sheet import write_corrections
    from youthstats.workbook.writing.returned import Returned, write_returned
    from youthstats.workbook.writing.template import write_return
    from youthstats.workbook.writing.write import write, write_report, write_templates

__all__ = [
    "Amended",
    "Amendment",
    "Block",
    "CellRef",
    "Coverage",
    "Deduction",
    "Difference",
    "Dimension",
    "Doubt",
    "Duty",
    "Explanation",
    "Filed",
    "Finding",
    "Form",
    "Hierarchy",
    "Inexact",
    "Job",
    "Missing",
    "Record",
    "Return",
    "Returned",
    "Review",
    "Scheme",
    "Severity",
    "Suspect",
    "Suspects",
    "TableWriter",
    "Template",
    "Totals",
    "Unit",
    "amend",
    "amendments_from_json",
    "amendments_to_json",
    "answer",
    "answers_writer",
    "categories",
    "category",
    "check",
    "compare",
    "consolidate",
    "count",
    "coverage",
    "date_",
    "deduce",
    "define_form",
    "define_scheme",
    "entries",
    "explain",
    "findings_to_arrow",
    "findings_writer",
    "form",
    "hard",
    "items",
    "load_scheme",
    "load_units",
    "localise",
    "money",
    "parse_record",
    "phrase",
    "read",
    "reconcile",
    "record",
    "share",
    "soft",
    "spread",
    "text",
    "to_arrow",
    "understand",
    "units",
    "write",
    "write_corrections",
    "write_parquet",
    "write_report",
    "write_return",
    "write_returned",
    "write_templates",
]

_NAMES_OF = {
    "compare": ("Difference", "compare"),
    "consolidate": ("Totals", "consolidate"),
    "editing.check": ("check",),
    "editing.coverage": ("coverage",),
    "editing.localise": ("explain", "localise"),
    "editing.repairing.amending": ("amend", "amendments_from_json", "amendments_to_json"),
    "editing.repairing.deducing": ("deduce",),
    "loading": ("load_scheme",),
    "model.authoring": ("category", "count", "date_", "form", "money", "phrase", "share", "text"),
    "model.axes": ("Dimension", "answer", "categories", "entries", "items", "units"),
    "model.cellrefs": ("CellRef",),
    "model.edits": ("Severity", "hard", "soft"),
    "model.findings": ("Explanation", "Finding", "Review", "Suspect"),
    "model.forms": ("Form", "define_form"),
    "model.recording": ("record",),
    "model.returns": ("Filed", "Record", "Return"),
    "model.schemes": ("Duty", "Scheme", "define_scheme"),
    "model.spread": ("spread",),
    "model.suspects": ("Amended", "Amendment", "Block", "Coverage", "Deduction", "Suspects"),
    "model.units": ("Hierarchy", "Unit"),
    "model.values": ("Inexact", "Missing"),
    "reconcile": ("Job", "reconcile"),
    "tables.memory": ("findings_to_arrow", "to_arrow"),
    "tables.parquet": ("TableWriter", "answers_writer", "findings_writer", "write_parquet"),
    "workbook.reading.answers.fill": ("parse_record",),
    "workbook.reading.read": ("read",),
    "workbook.reading.roster": ("load_units",),
    "workbook.understanding.doubts": ("Doubt",),
    "workbook.understanding.template": ("Template", "understand"),
    "workbook.writing.correction_sheet": ("write_corrections",),
    "workbook.writing.returned": ("Returned", "write_returned"),
    "workbook.writing.template": ("write_return",),
    "workbook.writing.write": ("write", "write_report", "write_templates"),
}
"""Where the names live, as the imports above say it to type checkers."""

_HOME = {name: module for module, names in _NAMES_OF.items() for name in names}


class _FrontPage(ModuleType):
    """This module, its names there as soon as they are asked for."""

    def __getattr__(self, name: str) -> object:
        if name in _HOME:
            found: object = getattr(import_module(f"{self.__name__}.{_HOME[name]}"), name)
            super().__setattr__(name, found)
            return found
        if name.startswith("_") or find_spec(f"{self.__name__}.{name}") is None:
            raise AttributeError(f"module {self.__name__!r} has no attribute {name!r}")
        return import_module(f"{self.__name__}.{name}")  # ys.errors

    def __setattr__(self, name: str, value: object) -> None:
        # Importing a module binds its name here. Three are called like the function that lives in
        # them, and here the name means the function.
        if not (name in _HOME and isinstance(value, ModuleType)):
            super().__setattr__(name, value)

    def __dir__(self) -> list[str]:
        return sorted({*super().__dir__(), *__all__})


sys.modules[__name__].__class__ = _FrontPage
