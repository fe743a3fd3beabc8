"""Any text at all, wherever a clerk can put one, ends up in the report as what it is, or is told."""

from __future__ import annotations

import json
import re
import tempfile
import zipfile
from functools import cache
from pathlib import Path

import openpyxl
import pytest
from attrs import evolve, frozen
from hypothesis import given, settings

import youthstats as ys
from tests.texts import NASTY, texts
from youthstats.characters import length, whole_characters
from youthstats.export import json_text, review_json
from youthstats.model.asides import Aside
from youthstats.model.findings import Finding
from youthstats.model.returns import ReadingNote
from youthstats.workbook.package import open_book
from youthstats.workbook.writing.fitting import LONGEST_TEXT
from youthstats.workbook.writing.render_texts import escaped

RETURNS = Path(__file__).parents[2] / "examples" / "2009" / "returns"
SCHEME = ys.load_scheme("youth_league_2009")

few = settings(max_examples=settings().max_examples // 3)


@cache
def city() -> ys.Return:
    return ys.read(RETURNS / "市级.xlsx", SCHEME)["市级"]


def saying(text: str) -> ys.Return:
    """The city's return, with ``text`` wherever a clerk can leave one."""
    one = city()
    records = {
        **one.records,
        "T4": one.records["T4"].replacing({("project", 0): text, ("remarks", 1): text}),
        "T5": one.records["T5"].replacing({("remarks", None): text}),
        "T6": one.records["T6"].replacing(
            {("training", None): text, ("care_other", None): text, ("project_name", None): text}
        ),
    }
    return evolve(
        one,
        records=records,
        file=text,
        notes=(ReadingNote("reading.scaled", "T5", "calls", None, text, 650),),
        asides=(Aside("cell_comment", "note", "T5", text, {"comments": f"B5 {text}"}),),
    )


@frozen
class Written:
    """A report, as three readers see it, and what was said of it."""

    texts: dict[str, list[str]]
    seen: dict[str, list[str]]
    formulas: set[tuple[str, str, str]]
    links: set[tuple[str, str]]
    outside: list[str]
    notes: tuple[Finding, ...]
    told: str


def written(text: str) -> Written:
    """Write the report over a return that says ``text``, and open it again."""
    filed = ys.Filed.of(SCHEME, [saying(text)])
    totals, review = ys.consolidate(filed), ys.check(filed)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "x.xlsx"
        notes = ys.write(path, totals, review)
        ours = open_book(path)
        theirs = openpyxl.load_workbook(path)
        with zipfile.ZipFile(path) as archive:
            rels = [archive.read(name).decode() for name in archive.namelist() if "rels" in name]
    cells = [(sheet.title, cell) for sheet in theirs for row in sheet.iter_rows() for cell in row]
    return Written(
        {s.name: [str(c.value) for c in s.cells.values() if not c.formula] for s in ours.sheets},
        {s: [str(c.value) for t, c in cells if t == s] for s in theirs.sheetnames},
        {(s, c.coordinate, str(c.value)) for s, c in cells if c.data_type == "f"},
        {(s, str(c.hyperlink.location)) for s, c in cells if c.hyperlink},
        [found for rel in rels for found in re.findall(r"<Relationship [^>]*External[^>]*>", rel)],
        notes,
        json_text(review_json(review, totals, "zh")),
    )


@cache
def plain() -> Written:
    return written("备注")


def test_what_was_cut_is_told_in_the_workbook_too(tmp_path: Path) -> None:
    """审核结果 lists what a cell could not hold, with a link to it; nothing is told of what fits."""
    assert () == plain().notes
    filed = ys.Filed.of(SCHEME, [saying("长" * 40_000)])
    notes = ys.write(tmp_path / "x.xlsx", ys.consolidate(filed), ys.check(filed))
    sheet = openpyxl.load_workbook(tmp_path / "x.xlsx")["审核结果"]
    rows = {str(row[5].value): row[11] for row in sheet.iter_rows(min_row=4)}
    (note,) = (n for n in notes if (n.code, n.facts["place"]) == ("text_cut", "表五!B8"))
    link = rows[note.message()].hyperlink
    assert link is not None
    assert "'表五'!B8" == link.location
    assert {"嘉兴市"} == {note.unit for note in notes}


PLACES = {"表四": 2, "表五": 1, "表六": 2, "填报情况": 1, "数据来源": 5}
"""On how many cells of which sheets the text stands, whole."""


LABEL = SCHEME.form("T6").item("project_result").label
"""A label that the clerk completes."""


def check(text: str) -> None:
    """Hold the report over a text against the one over a plain word."""
    made = written(text)
    whole = whole_characters(text)
    assert plain().formulas == made.formulas
    assert plain().links <= made.links
    assert {location.split("!")[0].strip("'") for _, location in made.links} <= set(made.texts)
    assert len(made.links - plain().links) <= len(made.notes)
    assert [] == made.outside
    assert text in str(json.loads(made.told)["totals"]["T5"]["remarks"])
    codes = {(note.code, str(note.facts["place"]).partition("!")[0]) for note in made.notes}
    if length(whole) > LONGEST_TEXT:
        assert {("text_cut", sheet) for sheet in PLACES} <= codes
        return
    if length(LABEL + whole) <= LONGEST_TEXT:
        assert LABEL + whole in made.texts["表六"]
    assert (whole != text) is (("text_spelled", "表五") in codes)
    for sheet, count in PLACES.items() if text else ():
        assert count <= made.texts[sheet].count(whole), sheet
        # openpyxl leaves escapes as they stand, and drops this.
        assert count <= made.seen[sheet].count(escaped(whole).replace("x005F_", "")), sheet


@few
@given(texts())
def test_any_text_stays_what_it_is(text: str) -> None:
    """Remarks, phrases, projects, file names, comments: every text equal or told, no formula, no link."""
    check(text)


@pytest.mark.parametrize("text", NASTY)
def test_a_nasty_text_stays_what_it_is(text: str) -> None:
    """What has broken a workbook somewhere before."""
    check(text)
