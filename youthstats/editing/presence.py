"""What should have come and did not, what came and was not asked for, what could not be read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import evolve

from youthstats.editing.cells import cell_of
from youthstats.model.beside import inside_card
from youthstats.model.edits import Severity
from youthstats.model.findings import Finding
from youthstats.model.forms import Form
from youthstats.model.items import Kind
from youthstats.model.naming import unit_of_file
from youthstats.model.returns import Filed, FileReport, Return
from youthstats.model.schemes import Scheme
from youthstats.model.values import Missing, is_figure

__all__ = ["check_files", "check_missing_returns", "check_presence"]

SETTLED = {
    "file.same_bytes",
    "file.same_figures",
    "file.went_back",
    "file.older",
    "file.not_chosen",
}
"""Reasons of duplicates in whose place another return of the unit counts."""


def check_presence(filed: Return, scheme: Scheme) -> Iterator[Finding]:
    """Yield findings on forms a unit owes and left out, filed unasked, or cannot be read whole."""
    yield from _once((*_labels(filed, scheme), *_asides(filed)), scheme)
    if filed.values_only:
        yield Finding(
            "values_only", Severity.NOTE, filed.unit, rule="file.values_only", file=filed.file
        )
    for form in scheme.forms:
        yield from _unnamed(filed, form)
        duty = scheme.duties[form.id]
        if filed.consolidated:
            if form.id not in filed.records and filed.unit in scheme.units.roots:
                yield _on_form("form_absent", Severity.NOTE, filed, form.id, form.label)
        elif lost := _lost_beside(filed, scheme, form):
            yield lost
        elif duty.owes(filed.unit) and not filed.filed(form.id):
            if not _only_remarks(filed, scheme, form):
                yield _on_form("form_missing", Severity.HARD, filed, form.id, form.label)
        elif duty.owes(filed.unit) and _is_blank_list(filed, scheme, form):
            yield _on_form("list_left_blank", Severity.SOFT, filed, form.id, form.label)
        elif filed.answered(form.id) and not duty.admits(filed.unit):
            yield _on_form("form_not_asked", Severity.HARD, filed, form.id, form.label)


def _lost_beside(filed: Return, scheme: Scheme, form: Form) -> Finding | None:
    """Return what to say of a form that is not on the sheet where others of its sheet are.

    A form in which nothing can be typed is owed by nobody, and its formulas are gone all the same.
    """
    duty = scheme.duties[form.id]
    asked = duty.owes(filed.unit) or (duty.admits(filed.unit) and not form.typed)
    beside = [
        one
        for one in scheme.forms
        if form.sheet and one.sheet == form.sheet and one.id in filed.locations
    ]
    if not asked or not beside or form.id in {*filed.records, *filed.locations}:
        return None
    lost = _on_form("form_missing", Severity.HARD, filed, form.id, form.label)
    facts = {**lost.facts, "beside": beside[0].label, "sheet": filed.locations[beside[0].id].sheet}
    return evolve(lost, facts=facts, sentence="form_missing_beside")


def _is_blank_list(filed: Return, scheme: Scheme, form: Form) -> bool:
    """Tell whether a list was left blank, and does not say so, by who filled in the rest."""
    return form.open and not filed.answered(form.id) and not inside_card(form, scheme.forms)


def _only_remarks(filed: Return, scheme: Scheme, form: Form) -> bool:
    """Tell whether a form asks for words alone, beside the figures of another that was filed."""
    if not form.sheet or any(item.kind is not Kind.TEXT for item in form.items):
        return False
    beside = [one for one in scheme.forms if one.sheet == form.sheet and one.id != form.id]
    return any(filed.filed(one.id) for one in beside)


def _labels(filed: Return, scheme: Scheme) -> Iterator[Finding]:
    """What stands under a label nobody can find was not read; that is never passed over."""
    for one in filed.matching:
        owing = scheme.duties[one.form].owes
        sure = [label for label in one.reworded if label.how == "spelling"]
        unsure = [label for label in one.reworded if label.how != "spelling"]
        for code, severity, labels in (
            ("label_absent", Severity.HARD, one.missed),
            ("label_doubtful", Severity.HARD, one.doubtful),
            ("label_measure", Severity.HARD, [label.put for label in one.other_measure]),
            ("label_reworded", Severity.SOFT, [label.put for label in unsure]),
            ("label_reworded", Severity.NOTE, [label.put for label in sure]),
            ("unit_absent", Severity.NOTE, [unit for unit in one.absent_units if owing(unit)]),
        ):
            if labels:
                yield Finding(
                    code,
                    severity,
                    filed.unit,
                    rule=f"{one.form}.labels",
                    form=one.form,
                    facts={"sheet": one.sheet, "labels": list(labels)},
                    file=filed.file,
                )


def _once(findings: Iterable[Finding], scheme: Scheme) -> Iterator[Finding]:
    """Yield findings, those once that several forms of one sheet of a template have alike."""
    seen: list[tuple[object, ...]] = []
    for one in findings:
        sheet = next((form.sheet for form in scheme.forms if form.id == one.form), "")
        said = (sheet, one.code, one.sentence, one.severity, one.facts)
        if not sheet or said not in seen:
            yield one
        seen.append(said)


def _unnamed(filed: Return, form: Form) -> Iterator[Finding]:
    """Entries of a list that hold figures and nothing they are known by: rather a total."""
    record = filed.records.get(form.id)
    if record is None or not form.open:
        return
    named = [item for item in form.items if item.identifies and not item.repeats]
    for line in record.keys if named else ():
        blank = all(record[item.name, line] is Missing.BLANK for item in named)
        numeric = (item for item in form.items if blank and item.kind.numeric)
        figures = [item for item in numeric if is_figure(record[item.name, line])]
        if figures:
            yield Finding(
                "entry_unnamed",
                Severity.SOFT,
                filed.unit,
                rule=f"{form.id}.unnamed",
                form=form.id,
                line=line,
                cells=tuple(cell_of(filed, form.id, item.name, line) for item in figures),
                facts={"form": form.label, "item": form.spoken.items[named[0].name]},
                file=filed.file,
            )


def _asides(filed: Return) -> Iterator[Finding]:
    """What stood beside the answers, was hidden, or does not agree with the file or the form."""
    for one in filed.asides:
        said = ""
        if one.code == "sheet_not_read" and one.form:
            said = "sheet_not_read_form"  # another remedy than for one that merely holds numbers
        if one.code == "figures_beside" and "row" in one.facts:
            said = "figures_beside_row"
        if one.code in {"form_twice", "form_repeated"} and one.severity == "soft":
            said = f"{one.code}_same"
        yield Finding(
            one.code,
            Severity(one.severity),
            filed.unit,
            rule=f"{one.form or 'file'}.{one.code}",
            form=one.form,
            facts={"sheet": one.sheet or "", **one.facts},
            file=filed.file,
            sentence=said,
        )


def check_missing_returns(filed: Filed) -> Iterator[Finding]:
    """Yield a hard finding for every unit that owes a form and filed no return that counts."""
    left: dict[str | None, list[str]] = {}
    for report in filed.files if filed.missing else ():
        if report.status != "read":
            left.setdefault(unit_of_file(report, filed.scheme), []).append(report.file)
    for unit in filed.missing:
        files = left.get(unit, [])
        yield Finding(
            "return_missing",
            Severity.HARD,
            unit,
            rule="return.missing",
            facts={"files": files},
            sentence="return_not_taken" if files else "",
        )


def check_files(filed: Filed) -> Iterator[Finding]:
    """Yield a hard finding for every file that should have been a return and could not be taken."""
    for report in filed.files:
        if report.status not in {"read", "skipped"} and report.reason not in SETTLED:
            yield _on_file(report, unit_of_file(report, filed.scheme))


def _on_form(code: str, severity: Severity, filed: Return, form_id: str, label: str) -> Finding:
    return Finding(
        code,
        severity,
        filed.unit,
        rule=f"{form_id}.{code.removeprefix('form_')}",
        form=form_id,
        facts={"form": label},
        file=filed.file,
    )


def _on_file(report: FileReport, unit: str | None) -> Finding:
    code = {"duplicate": "duplicate_return", "unknown_unit": "unknown_unit"}
    return Finding(
        code.get(report.status, "unreadable_file"),
        Severity.HARD,
        unit or "",
        rule=f"file.{report.status}",
        facts={"why": report},
        file=report.file,
    )
