"""The sheets an auditor reads first: who filed, what was found, where every figure came from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from attrs import evolve, frozen

from youthstats.layout.formulas import CellAt, a1
from youthstats.model.edits import Severity
from youthstats.model.findings import Finding, Review
from youthstats.model.forms import Form
from youthstats.model.naming import unit_of_file
from youthstats.model.returns import Filed, FileReport, ReadingNote, Return
from youthstats.model.schemes import Scheme
from youthstats.model.sentences import reading_sentence, reason_sentence
from youthstats.wording import say
from youthstats.workbook.writing.listing import HEAD, MIDDLE, Row, headings, listing, names_of
from youthstats.workbook.writing.plan import Content, Plan, Style, flag_of

__all__ = ["filing_plan", "findings_plan", "sources_plan"]

NUMBER = Style("plain", align="right")
FIGURE = Style("plain", "0.##", "right")
FAULT, DOUBT = Style("plain", flag="hard"), Style("plain", flag="soft")
SOURCE_STYLES = dict.fromkeys((0, 1, 3, 4, 5), MIDDLE)
PERCENTAGE = Style("plain", "0.00%", "right")


def filing_plan(review: Review, lang: str) -> Plan:
    """Plan 填报情况: who filed what, who did not, and how many findings each unit has."""
    filed, scheme = review.filed, review.filed.scheme
    forms = [form.label for form in scheme.forms]
    keys = ("number", "unit", "status", "file")
    titles = [
        *headings("filing", keys, lang),
        *forms,
        *headings("filing", ("hard", "soft", "see"), lang),
    ]
    filing, expected = _Filing.of(review, lang), scheme.expected
    missing = [filing.absent(unit) for unit in filed.missing]
    summary = say(
        "filing.summary",
        lang,
        expected=len(expected),
        filed=len(expected) - len(missing),
        missing=names_of(missing, lang) or say("filing.nobody", lang),
        hard=len(review.hard),
        soft=len(review.soft),
    )
    title = f"{scheme.title} {say('filing.sheet', lang)}"
    narrow = {3: 40.0}  # files, with what is to be said of them
    lines = chain(filing.lines(), _other_files(filed, expected, lang))
    return listing(say("filing.sheet", lang), title, summary, titles, lines, narrow=narrow)


@frozen
class _Filing:
    """What 填报情况 says, by unit: the returns that count, the files, the findings."""

    scheme: Scheme
    lang: str
    taken: Mapping[str, tuple[str, frozenset[str]]]
    files: Mapping[str | None, Sequence[FileReport]]
    hard: Mapping[str, int]
    soft: Mapping[str, int]
    first: Mapping[str, int]

    @classmethod
    def of(cls, review: Review, lang: str) -> _Filing:
        """Look once at every return, file and finding."""
        filed, scheme = review.filed, review.filed.scheme
        taken: dict[str, tuple[str, frozenset[str]]] = {}
        for one in filed.returns:
            forms = frozenset(form.id for form in scheme.forms if one.filed(form.id))
            taken.setdefault(one.unit, (one.file, forms))
        files: dict[str | None, list[FileReport]] = {}
        for report in filed.files:
            files.setdefault(unit_of_file(report, scheme), []).append(report)
        first: dict[str, int] = {}
        for row, finding in enumerate(review.findings, HEAD):
            first.setdefault(finding.unit, row)
        hard = Counter(one.unit for one in review.findings if one.severity is Severity.HARD)
        soft = Counter(one.unit for one in review.findings if one.severity is not Severity.HARD)
        return cls(scheme, lang, taken, files, hard, soft, first)

    def lines(self) -> Iterator[Row]:
        """Yield the line of every unit that owes a form."""
        for place, unit in enumerate(self.scheme.expected, 1):
            yield self.line(place, unit)

    def absent(self, unit: str) -> str:
        """Name a unit of which nothing counts; what became of its files, where it sent any."""
        status = _not_read(self.files.get(unit, ()))
        if status == "missing":
            return unit
        return say("filing.absent", self.lang, unit=unit, status=say(f"status.{status}", self.lang))

    def line(self, place: int, unit: str) -> Row:
        file, forms = self.taken.get(unit, (None, frozenset()))
        reports = self.files.get(unit, ())
        status = _not_read(reports) if file is None else "read"
        marks = [
            _mark(form.id in forms, owed=self.scheme.duties[form.id].owes(unit))
            for form in self.scheme.forms
        ]
        hard, soft, row = self.hard[unit], self.soft[unit], self.first.get(unit)
        contents: list[Content] = [
            place,
            unit,
            say(f"status.{status}", self.lang),
            _files(file, reports, self.lang),
            *(say(f"filing.{mark}", self.lang) for mark in marks),
            hard,
            soft,
            None if row is None else say("filing.go", self.lang),
        ]
        last = len(contents) - 1
        styles: dict[int, Style] = dict.fromkeys((0, 1, 2, *range(4, last)), MIDDLE)
        styles |= {column: FAULT for column, mark in enumerate(marks, 4) if mark == "owing"}
        if file is None:
            styles[2] = FAULT
        if hard:
            styles[last - 2] = FAULT
        if soft:
            styles[last - 1] = DOUBT
        sheet = say("findings.sheet", self.lang)
        return Row(contents, styles, {} if row is None else {last: f"'{sheet}'!A{row + 1}"})


def _not_read(reports: Sequence[FileReport]) -> str:
    """Say what became of the files of a unit of which none counts."""
    if all(report.status == "duplicate" for report in reports):
        return "duplicate" if reports else "missing"
    return "not_taken"


def _files(file: str | None, reports: Sequence[FileReport], lang: str) -> str:
    """Name the file that counts, and the unit's others that do not."""
    others = say("list.comma", lang).join(one.file for one in reports if one.file != file)
    if file is None or not others:
        return others if file is None else file
    return say("filing.set_aside", lang, file=file, others=others)


def _mark(filed: bool, *, owed: bool) -> str:
    if filed:
        return "filed"
    return "owing" if owed else "not_owed"


def _other_files(filed: Filed, expected: Sequence[str], lang: str) -> Iterator[Row]:
    """Yield a line for every file no return was read from."""
    known = frozenset(expected)
    others = (one for one in filed.files if one.status != "read" and one.unit not in known)
    for place, report in enumerate(others, len(expected) + 1):
        contents: list[Content] = [
            place,
            unit_of_file(report, filed.scheme) or "—",
            say(f"status.{report.status}", lang),
            say("filing.left_out", lang, file=report.file, reason=reason_sentence(report, lang)),
        ]
        yield Row(contents, {0: MIDDLE, 1: MIDDLE, 2: MIDDLE}, {})


def findings_plan(review: Review, places: Mapping[int, CellAt], lang: str) -> Plan:
    """Plan 审核结果: every finding, then every note; ``places`` links one to its cell by number."""
    keys = [
        "number",
        "unit",
        "form",
        "rule",
        "severity",
        "message",
        "left",
        "right",
        "imbalance",
        "file",
        "cells",
        "see",
        "explanation",
    ]
    everything = chain(review.findings, review.notes)
    lines = (
        _finding_line(number, finding, review, places.get(number), lang)
        for number, finding in enumerate(everything)
    )
    summary = say(
        "findings.summary",
        lang,
        hard=len(review.hard),
        soft=len(review.soft),
        notes=len(review.notes),
    )
    if review.explained:
        summary += say("findings.explained", lang, count=len(review.explained))
    name = say("findings.sheet", lang)
    roomy = {6: 11.0, 7: 11.0, 8: 11.0, 12: 24.0}  # figures, and the explanation to be written
    # Fitted to one page across, the sheet prints the larger the less it spreads.
    narrow = {3: 26.0, 5: 40.0, 9: 18.0, 10: 18.0}  # rule, message, file, cells
    return listing(name, name, summary, headings("findings", keys, lang), lines, roomy, narrow)


def _finding_line(
    number: int, finding: Finding, review: Review, place: CellAt | None, lang: str
) -> Row:
    form = review.filed.scheme.form(finding.form).label if finding.form else None
    contents: list[Content] = [
        number + 1,
        finding.unit,
        form,
        finding.rule,
        finding.standing(lang),
        _told(finding, lang),
        finding.left,
        finding.right,
        finding.imbalance,
        finding.file,
        finding.addresses(lang) or None,
        say("findings.go", lang) if place else None,
        finding.explanation,
    ]
    flag = None if finding.explained else flag_of([finding.severity])
    styles = {0: MIDDLE, 1: MIDDLE, 2: MIDDLE, 4: evolve(MIDDLE, flag=flag)}
    if finding.of_share:
        styles |= dict.fromkeys((6, 7, 8), PERCENTAGE)
    else:
        styles |= {column: NUMBER if _whole(contents[column]) else FIGURE for column in (6, 7, 8)}
    return Row(contents, styles, {11: a1(place)} if place else {})


def _told(finding: Finding, lang: str) -> str:
    """Return what a finding says, and on a line of its own which cells may be wrong."""
    said = finding.message(lang)
    return f"{said}\n{finding.suspicion(lang)}" if finding.suspects else said


def _whole(content: Content) -> bool:
    return isinstance(content, int)


def sources_plan(filed: Filed, lang: str) -> Plan:
    """Plan 数据来源: for every unit and form the file, sheet, range, how it was found, and a digest."""
    keys = ("unit", "form", "file", "sheet_name", "range", "found_by", "sha256", "notes")
    lines = (
        _source_line(one, form, lang)
        for one in filed.returns
        for form in filed.scheme.forms
        if one.filed(form.id)
    )
    name = say("sources.sheet", lang)
    summary = say("sources.summary", lang)
    narrow = {6: 36.0}  # the digest, on two lines
    return listing(name, name, summary, headings("sources", keys, lang), lines, narrow=narrow)


def _source_line(one: Return, form: Form, lang: str) -> Row:
    location = one.locations.get(form.id)
    matching = next((found for found in one.matching if found.form == form.id), None)
    notes = [_note(note, one, lang) for note in one.notes if note.form == form.id]
    notes += [label.put for label in matching.reworded] if matching else []
    comma = say("list.comma", lang)
    notes += [
        say("finding.cell_comment", lang, sheet=aside.sheet, comments=comma.join(said))
        for aside in one.asides
        if (aside.code, aside.form) == ("cell_comment", form.id)
        and isinstance(said := aside.facts["comments"], list)
    ]
    contents: list[Content] = [
        one.unit,
        form.label,
        one.file,
        location.sheet if location else None,
        location.range if location else None,
        say(f"sources.by_{matching.how}", lang) if matching else None,
        one.sha256 or None,
        "\n".join(notes) or None,
    ]
    return Row(contents, SOURCE_STYLES, {})


def _note(note: ReadingNote, one: Return, lang: str) -> str:
    location = one.locations.get(note.form)
    address = location.address(note.item, note.line) if location else None
    text = reading_sentence(note, lang)
    return say("sources.note", lang, address=address, text=text) if address else text
