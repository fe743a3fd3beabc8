"""What the command line prints: tables on a terminal, plain lines when the output is piped."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import IO

from rich.console import Console
from rich.table import Table
from rich.text import Text

from youthstats.characters import visible
from youthstats.compare import Difference
from youthstats.consolidate import Totals
from youthstats.model.cellrefs import CellRef, show_value
from youthstats.model.edits import Edit, Severity
from youthstats.model.findings import Finding, Review
from youthstats.model.forms import Form
from youthstats.model.naming import unit_of_file
from youthstats.model.returns import Filed, FileReport, ReadingNote
from youthstats.model.schemes import Scheme
from youthstats.model.sentences import reason_sentence
from youthstats.model.suspects import Coverage
from youthstats.wording import say

__all__ = ["Printer"]

MOST_NAMES = 5
"""Names of what was assumed that are printed; the whole list stands above them."""

MOST_UNITS = 40
"""Units without a return that are named; where more are, the JSON and the workbook have them all."""

MOST_NOTES = 20
"""Notes of one kind that are printed; where more are, the JSON and the workbook have them all."""

COLOURS = {Severity.HARD: "bold red", Severity.SOFT: "yellow", Severity.NOTE: "cyan"}


class Printer:
    """Prints to one console in one language."""

    def __init__(self, console: Console, lang: str) -> None:
        self.console = console
        self.lang = lang

    def line(self, key: str, style: str | None = None, **facts: object) -> None:
        """Print one sentence of the wording."""
        self.plain(say(key, self.lang, **facts), style)

    def plain(self, text: str, style: str | None = None) -> None:
        """Print text as it is: nothing in it is markup, and a pipe gets every line whole.

        Whatever would do more than print, such as the escape sequences of a terminal, is spelled.
        """
        text = visible(text, keep="\n\t")
        if self.console.is_terminal:
            self.console.print(Text(text, style=style or ""), soft_wrap=True)
        else:
            self.out(text + "\n", self.console.file)

    def out(self, text: str, file: IO[str] | None = None) -> None:
        """Write text as it is; a reader that has gone away (``| head``) changes nothing else."""
        stream = file or sys.stdout
        try:
            stream.write(text)
            stream.flush()
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())

    def table(self, headings: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
        """Print a table on a terminal; lines with tabs where somebody else reads them."""
        rows = [[visible(word) for word in row] for row in rows]
        if not self.console.is_terminal:
            self.plain("\t".join(headings))
            for row in rows:
                self.plain("\t".join(row))
            return
        table = Table(*headings, header_style="bold")
        for row in rows:
            table.add_row(*map(Text, row))
        self.console.print(table)

    def names(self, names: Iterable[str]) -> str:
        """Return names as a list within a sentence."""
        return say("list.comma", self.lang).join(map(visible, names))

    def few(self, names: Sequence[str], most: int = MOST_NAMES) -> str:
        """Return the first of some names as a list within a sentence, and that there are more."""
        told = self.names(names[:most])
        return (
            told
            if len(names) <= most
            else say("list.more", self.lang, names=told, count=len(names))
        )

    def review(self, review: Review) -> None:
        """Print files that were not taken, every finding in full, and the count."""
        told = {finding.file for finding in review.findings if finding.form is None}
        for report in review.filed.files:
            if report.status != "read" and report.file not in told:
                self.file(report)
        inapt = review.inapt
        for finding in review.findings:
            if not finding.inferred or finding.rule not in inapt:  # of those the note tells
                self.finding(finding)
        self.notes(review.notes)
        self.summary(review)

    def notes(self, notes: Iterable[Finding]) -> None:
        """Print notes, the first of each kind where thousands of returns were made in one program."""
        count = Counter[str]()
        for note in notes:
            kind = _kind(note)
            count[kind] += 1
            if count[kind] <= MOST_NOTES:
                place = visible(note.file or note.unit)
                self.plain(f"{place}: {note.message(self.lang)}", COLOURS[Severity.NOTE])
        for kind, several in count.items():
            if several > MOST_NOTES:
                more = several - MOST_NOTES
                self.line("cli.more_notes", COLOURS[Severity.NOTE], count=more, kind=kind)
        if count:
            self.plain("")

    def settled(self, filed: Filed) -> None:
        """Print what became of the units of which several returns came."""
        for report in filed.files:
            if report.status == "duplicate" or (report.status == "read" and report.reason):
                self.file(report)

    def file(self, report: FileReport) -> None:
        """Print what became of a file, and why."""
        status = say(f"status.{report.status}", self.lang)
        reason = reason_sentence(report, self.lang)
        style = None if report.status == "read" else "red"
        self.line("cli.file", style, file=visible(report.file), status=status, reason=reason)

    def finding(self, finding: Finding) -> None:
        """Print one finding: place, excerpt, size and remedy."""
        head, _, rest = finding.detail(self.lang).partition("\n")
        self.plain(head, COLOURS[finding.severity])
        self.plain(rest)
        self.plain("")

    def summary(self, review: Review) -> None:
        """Print how many returns came, and how many findings there are."""
        filed, blank = review.filed, _blank(review)
        self.line(
            "cli.summary",
            "bold",
            files=len(filed.files),
            units=len(filed.returns) - len(blank),
            hard=len(review.hard),
            soft=len(review.soft),
        )
        if review.explained:
            self.line("cli.explained", count=len(review.explained))
        if blank:
            self.line("cli.blank", "yellow", units=self.names(blank))
        if filed.missing and not any(one.consolidated for one in filed.returns):
            came = {unit_of_file(one, filed.scheme) for one in filed.files if one.status != "read"}
            for key, there in (("cli.missing", False), ("cli.not_taken", True)):
                units = [unit for unit in filed.missing if (unit in came) is there]
                if units:
                    self.line(key, "yellow", units=self.few(units, MOST_UNITS))

    def totals(self, totals: Totals) -> None:
        """Print, form by form, who is in the total; and that it is a lower bound where some are not."""
        headings = [say(f"cli.totals_{name}", self.lang) for name in ("form", "units", "missing")]
        rows = [
            (
                f"{one.form.label} {one.form.title}",
                str(len(one.units)),
                self.few(one.missing, MOST_UNITS) or "—",
            )
            for one in totals
        ]
        self.table(headings, rows)
        if totals.missing:
            self.line("cli.lower_bound", "bold yellow", units=self.few(totals.missing, MOST_UNITS))

    def differences(self, differences: Sequence[Difference]) -> None:
        """Print every place where two sources differ, with both cells; an entry one side lacks once."""
        differences = [*_entries_once(differences)]
        if not differences:
            self.line("cli.no_difference", "green")
            return
        keys = ("unit", "item", "left", "right", "difference")
        headings = [say(f"cli.difference_{key}", self.lang) for key in keys]
        self.table(headings, [self._difference(one) for one in differences])
        self.line("cli.differences", "bold red", count=len(differences))

    def _difference(self, one: Difference) -> tuple[str, ...]:
        item = f"{one.form}.{one.left.named(self.lang)}"
        gap = "–" if one.difference is None else show_value(one.difference, self.lang)
        return (one.unit, item, self._cell(one.left), self._cell(one.right), gap)

    def _cell(self, cell: CellRef) -> str:
        return f"{cell.place}: {cell.shown(self.lang)}"

    def scheme(self, scheme: Scheme, checked: Sequence[Coverage]) -> None:
        """Print a scheme: its units, every form as understood, every edit, and what they check."""
        known = {"id": scheme.id, "version": scheme.version, "title": scheme.title}
        if scheme.period:
            self.line("cli.scheme", "bold", **known, period=scheme.period)
        else:
            self.line("cli.scheme_undated", "bold", **known)
        if scheme.units.is_open:
            self.line("cli.units_open")
        else:
            units = scheme.units.leaves if scheme.units.unnamed else scheme.units.names
            self.line("cli.units", units=self.names(units))
        for form in scheme.forms:
            self.plain("")
            self.plain(f"{form.id}  {form.label}  {form.title}", "bold")
            duty = scheme.duties[form.id]
            if duty.owed_by:
                self.line("cli.owed_by", units=self.names(duty.owed_by))
            if duty.open_to:
                self.line("cli.open_to", units=self.names(duty.open_to))
            self._items(form)
            self._edits(form)
            self._coverage(form, [one for one in checked if one.form == form.id])
        if scheme.edits:
            self.plain("")
            self.line("cli.cross_form", "bold")
            for edit in scheme.edits:
                self._edit(scheme.id, edit.name, str(edit.statement), edit)

    def doubts(self, sentences: Sequence[str]) -> None:
        """Print what is uncertain about a template; or that nothing is."""
        self.plain("")
        if not sentences:
            self.line("cli.no_doubts", "green")
            return
        self.line("cli.doubts", "bold yellow", count=len(sentences))
        for sentence in sentences:
            self.plain(f"  {sentence}")

    def assumed(self, edits: Sequence[str], kinds: Sequence[str]) -> None:
        """Print what only the words of a template say: edits, and kinds of figures."""
        if edits or kinds:
            self.line("cli.assumed", "bold yellow")
        for key, names in (("edits", edits), ("kinds", kinds)):
            if names:
                told = say(f"cli.assumed_{key}", self.lang, count=len(names), names=self.few(names))
                self.plain(f"  {told}")

    def _items(self, form: Form) -> None:
        keys = ("item", "kind", "label", "measure")
        rows = [
            (
                item.name,
                say(f"kind.{item.kind.value}", self.lang),
                "/".join("".join(p.split()) for p in item.path),
                item.measure,
            )
            for item in form.items
        ]
        self.table([say(f"cli.{key}", self.lang) for key in keys], rows)
        if form.categories:
            names = [f"{name} {called}" for name, called in form.spoken.categories.items()]
            self.line("cli.categories", names=self.names(names))
        if form.closed:
            names = [f"{name}[{line}]" for name, line in sorted(form.closed, key=str)]
            self.line("cli.closed", names=self.names(names))

    def _edits(self, form: Form) -> None:
        for edit in form.edits:
            text = str(edit.statement) if isinstance(edit, Edit) else str(edit)
            self._edit(form.id, edit.name, text, edit)

    def _coverage(self, form: Form, checked: Sequence[Coverage]) -> None:
        """Print how far the hard edits check each answer of a form."""
        for degree in ("exact", "rounded", "bounded", "none"):
            names = _named(form, [one for one in checked if one.degree == degree])
            if names:
                self.line(f"cli.coverage_{degree}", names=self.names(names))
        for bases in dict.fromkeys(one.bases for one in checked if one.bases):
            names = _named(form, [one for one in checked if one.bases == bases])
            self.line("cli.coverage_bases", bases=self.names(bases), names=self.names(names))
        names = _named(form, [one for one in checked if one.over_units])
        if names:
            self.line("cli.coverage_over_units", names=self.names(names))

    def _edit(self, owner: str, name: str, text: str, edit: object) -> None:
        severity = say(f"severity.{edit.severity.value}", self.lang)  # type: ignore[attr-defined]
        self.plain(f"  [{severity}] {owner}.{name}: {text}")
        self.plain(f"      {edit.text(self.lang)}")  # type: ignore[attr-defined]


def _kind(note: Finding) -> str:
    """Return of which kind a note is; of what was read in another way, how."""
    why = note.facts.get("why")
    return why.code if isinstance(why, ReadingNote) else note.sentence or note.code


def _entries_once(differences: Sequence[Difference]) -> Iterator[Difference]:
    told = set[tuple[object, ...]]()
    for one in differences:
        entry = one.form, one.unit, one.left.line, one.right.line
        if one.absent is None or entry not in told:
            yield one
        told.add(entry)


def _named(form: Form, answers: Sequence[Coverage]) -> list[str]:
    """Return answers by name; an item once where all its categories are among them."""
    lines: dict[str, list[str]] = {}
    for one in answers:
        lines.setdefault(one.item, []).append(str(one.line))
    whole = max(1, len(form.categories))
    return [
        name
        for item, found in lines.items()
        for name in ([item] if len(found) == whole else [f"{item}[{line}]" for line in found])
    ]


def _blank(review: Review) -> list[str]:
    """Return the units whose returns came and hold nothing: only those may that owe a form."""
    owing = {finding.unit for finding in review.findings if finding.code == "form_missing"}
    came = (review.filed[unit] for unit in review.filed.units if unit in owing)
    return [one.unit for one in came if not any(map(one.filed, one.records))]
