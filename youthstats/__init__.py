"""Check, consolidate and write back statistical returns in Excel workbooks."""

from __future__ import annotations

from youthstats.compare import Difference, compare
from youthstats.consolidate import Totals, consolidate
from youthstats.editing.check import check
from youthstats.editing.coverage import coverage
from youthstats.editing.localise import explain, localise
from youthstats.editing.repairing.amending import amend, amendments_from_json, amendments_to_json
from youthstats.editing.repairing.deducing import deduce
from youthstats.loading import load_scheme
from youthstats.model.authoring import category, count, date_, form, money, phrase, share, text
from youthstats.model.axes import Dimension, answer, categories, entries, items, units
from youthstats.model.cellrefs import CellRef
from youthstats.model.edits import Severity, hard, soft
from youthstats.model.findings import Explanation, Finding, Review, Suspect
from youthstats.model.forms import Form, define_form
from youthstats.model.returns import Filed, Record, Return, record
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
