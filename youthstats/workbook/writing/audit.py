"""The sheets an auditor reads first: who filed, what was found, where every figure came from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from attrs import evolve

from youthstats.layout.formulas import CellAt, a1
from youthstats.model.edits import Severity
from youthstats.model.findings import Finding, Review
from youthstats.model.naming import unit_of_file
from youthstats.model.returns import Filed, FileReport, ReadingNote, Return
from youthstats.model.sentences import reading_sentence, reason_sentence
from youthstats.wording import say
from youthstats.workbook.writing.listing import HEAD, MIDDLE, Row, headings, listing
from youthstats.workbook.writing.plan import Content, Plan, Style, flag_of

__all__ = ["filing_plan", "findings_plan", "sources_plan"]

NUMBER = Style("plain", align="right")
FIGURE = Style("plain", "0.##", "right")
PERCENTAGE = Style("plain", "0.00%", "right")


def filing_plan(review: Review, lang: str) -> Plan:
    """Plan 填报情况: who filed what, who did not, and how many findings each unit has."""
    filed, scheme = review.filed, review.filed.scheme
    rows = {finding.unit: HEAD + at for at, finding in reversed(list(enumerate(review.findings)))}
    reports: dict[str | None, list[FileReport]] = {}
    for report in filed.files:
        reports.setdefault(unit_of_file(report, scheme), []).append(report)
    lines = [
        _filing_line(place, unit, review, reports.get(unit, []), rows.get(unit), lang)
        for place, unit in enumerate(scheme.expected, 1)
    ]
    lines += list(_other_files(filed, len(lines), lang))
    forms = [form.label for form in scheme.forms]
    keys = ("number", "unit", "status", "file")
    titles = [
        *headings("filing", keys, lang),
        *forms,
        *headings("filing", ("hard", "soft", "see"), lang),
    ]
    summary = say(
        "filing.summary",
        lang,
        expected=len(scheme.expected),
        filed=len(scheme.expected) - len(filed.missing),
        missing=say("list.comma", lang).join(filed.missing) or say("filing.nobody", lang),
        hard=len(review.hard),
        soft=len(review.soft),
    )
    title = f"{scheme.title} {say('filing.sheet', lang)}"
    narrow = {3: 40.0}  # files, with what is to be said of them
    return listing(say("filing.sheet", lang), title, summary, titles, lines, narrow=narrow)


def _filing_line(
    place: int,
    unit: str,
    review: Review,
    reports: Sequence[FileReport],
    first_finding: int | None,
    lang: str,
) -> Row:
    filed, scheme = review.filed, review.filed.scheme
    mine = filed.get(unit)
    status = "read" if mine else _not_read(reports)
    file = _files(mine, reports, lang)
    marks = [_mark(mine, form.id, scheme.duties[form.id].owes(unit)) for form in scheme.forms]
    findings = review.of(unit)
    hard = sum(finding.severity is Severity.HARD for finding in findings)
    contents: list[Content] = [
        place,
        unit,
        say(f"status.{status}", lang),
        file,
        *(say(f"filing.{mark}", lang) for mark in marks),
        hard,
        len(findings) - hard,
        say("filing.go", lang) if first_finding is not None else None,
    ]
    last = len(contents) - 1
    styles: dict[int, Style] = dict.fromkeys((0, 1, 2, *range(4, last)), MIDDLE)
    for column, mark in enumerate(marks, 4):
        if mark == "owing":
            styles[column] = Style("plain", flag="hard")
    if mine is None:
        styles[2] = Style("plain", flag="hard")
    if hard:
        styles[last - 2] = Style("plain", flag="hard")
    if len(findings) > hard:
        styles[last - 1] = Style("plain", flag="soft")
    sheet = say("findings.sheet", lang)
    links = {last: f"'{sheet}'!A{first_finding + 1}"} if first_finding is not None else {}
    return Row(contents, styles, links)


def _not_read(reports: Sequence[FileReport]) -> str:
    """Say what became of the files of a unit of which none counts."""
    if all(report.status == "duplicate" for report in reports):
        return "duplicate" if reports else "missing"
    return "not_taken"


def _files(mine: Return | None, reports: Sequence[FileReport], lang: str) -> str:
    """Name the file that counts, and the unit's others that do not."""
    others = say("list.comma", lang).join(
        r.file for r in reports if mine is None or r.file != mine.file
    )
    if mine is None or not others:
        return mine.file if mine else others
    return say("filing.set_aside", lang, file=mine.file, others=others)


def _mark(mine: Return | None, form_id: str, owed: bool) -> str:
    if mine is not None and mine.filed(form_id):
        return "filed"
    return "owing" if owed else "not_owed"


def _other_files(filed: Filed, count: int, lang: str) -> Iterator[Row]:
    """Yield a line for every file no return was read from."""
    for place, report in enumerate(
        (r for r in filed.files if r.status != "read" and r.unit not in filed.scheme.expected),
        count + 1,
    ):
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
    everything = [*review.findings, *review.notes]
    lines = [
        _finding_line(number, finding, review, places.get(number), lang)
        for number, finding in enumerate(everything)
    ]
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
        finding.message(lang),
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
    if finding.sentence == "edit_failure_ratio":
        styles |= dict.fromkeys((6, 7, 8), PERCENTAGE)
    else:
        styles |= {column: NUMBER if _whole(contents[column]) else FIGURE for column in (6, 7, 8)}
    return Row(contents, styles, {11: a1(place)} if place else {})


def _whole(content: Content) -> bool:
    return isinstance(content, int)


def sources_plan(filed: Filed, lang: str) -> Plan:
    """Plan 数据来源: for every unit and form the file, sheet, range, how it was found, and a digest."""
    keys = ("unit", "form", "file", "sheet_name", "range", "found_by", "sha256", "notes")
    lines = []
    comma = say("list.comma", lang)
    for one in filed.returns:
        for form in filed.scheme.forms:
            if not one.filed(form.id):
                continue
            location = one.locations.get(form.id)
            matching = next((found for found in one.matching if found.form == form.id), None)
            notes = [_note(note, one, lang) for note in one.notes if note.form == form.id]
            notes += [label.put for label in matching.reworded] if matching else []
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
            lines.append(Row(contents, dict.fromkeys((0, 1, 3, 4, 5), MIDDLE), {}))
    name = say("sources.sheet", lang)
    summary = say("sources.summary", lang)
    narrow = {6: 36.0}  # the digest, on two lines
    return listing(name, name, summary, headings("sources", keys, lang), lines, narrow=narrow)


def _note(note: ReadingNote, one: Return, lang: str) -> str:
    location = one.locations.get(note.form)
    address = location.address(note.item, note.line) if location else None
    text = reading_sentence(note, lang)
    return say("sources.note", lang, address=address, text=text) if address else text
