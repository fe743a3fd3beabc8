"""What is expected of a return after something was done to it, and the oracle of the first law."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Protocol

from attrs import frozen

import youthstats as ys
from tests.returns_as_sent.excuses import Excuses, Figure
from youthstats.model.edits import Severity
from youthstats.model.findings import Finding
from youthstats.model.forms import Line
from youthstats.model.returns import ReadingNote, Record, Return
from youthstats.model.values import Missing, Value

SCHEME = ys.load_scheme("youth_league_2009")

JUDGEMENTS = frozenset(
    {
        "edit_failure",
        "within_rounding",
        "undecided",
        "base_recovered",
        "base_impossible",
        "base_unknown",
        "figure_missing",
    }
)
"""What the edits say of figures. It follows from how they were read, and excuses no reading."""


@frozen
class Said:
    """One thing the library said: its code (a reading's own, where there is one), and of what."""

    code: str
    severity: Severity
    form: str | None
    item: str | None
    line: Line

    @property
    def figure(self) -> tuple[str | None, str | None, Line]:
        return self.form, self.item, self.line


def said(filed: ys.Filed) -> dict[Said, str]:
    """Return everything the check says of what was filed, with its sentence."""
    return {_said(one): one.message("en") for one in _findings(filed)}


def _findings(filed: ys.Filed) -> tuple[Finding, ...]:
    review = ys.check(filed)
    return (*review.findings, *review.notes)


def _said(finding: Finding) -> Said:
    why = finding.facts.get("why")
    gathered = finding.sentence.removesuffix("_several") if finding.code == "reading_note" else ""
    code = (
        why.code.removeprefix("reading.")
        if isinstance(why, ReadingNote)
        else gathered or finding.code
    )
    item = finding.cells[0].item if len(finding.cells) == 1 else None
    return Said(code, finding.severity, finding.form, item, finding.line)


def differences(
    before: Return, after: Return, scheme: ys.Scheme = SCHEME
) -> Iterator[tuple[Figure, Value, Value]]:
    """Yield every figure that reads otherwise; a line that is not there is blank."""
    for form in scheme.forms:
        empty = Record.empty(form)
        one = before.records.get(form.id, empty).values
        other = after.records.get(form.id, empty).values
        for item, line in dict.fromkeys([*one, *other]):
            values = one.get((item, line), Missing.BLANK), other.get((item, line), Missing.BLANK)
            if values[0] != values[1]:
                yield (form.id, item, line), *values


def silent(
    before: ys.Filed,
    after: ys.Filed,
    typed: Collection[Figure] = (),
    *,
    shuffled: bool = False,
) -> list[str]:
    """Return every breach of the first law: figures that read otherwise, and nobody says so.

    A figure that reads as another one needs a finding that names its label, its block or another
    sheet of its form; one that is unreadable a hard finding of its own; one that is lost must be
    told of. ``typed`` are the answers that were typed over: for a figure among them a word at its
    own cell is enough, if it says that this was read. In a list that may have been ``shuffled`` an
    entry is gone without a trace, or is told elsewhere.
    """
    (clean,) = before.returns
    if not after.returns:
        return [] if all(file.reason for file in after.files) else ["lost without a reason"]
    known = said(before)
    news = [one for one in _findings(after) if _said(one) not in known]
    another = {clean.unit} != {read.unit for read in after.returns}
    if another and not any(one.code == "unit_disagrees" for one in news):
        return ["it reads as another unit's, in silence"]
    read = after.returns[0]
    excuses = Excuses(read, tuple(one for one in news if one.code not in JUDGEMENTS))
    breaches = []
    for figure, was, now in differences(clean, read, before.scheme):
        if shuffled and now in _column(clean, figure):
            continue
        if now is Missing.UNREADABLE:
            told = excuses.unreadable(figure)
        elif now is Missing.BLANK:
            told = excuses.lost(figure)
        else:
            told = excuses.another(figure, now, typed=figure in typed)
        if not told:
            breaches.append(f"{_named(figure)} reads {now!r} for {was!r}, in silence")
    return breaches


def _column(read: Return, figure: Figure) -> list[Value]:
    """Return what all entries of a list answer to an item, and blank; nothing for other forms."""
    record = read.records.get(figure[0])
    if record is None or not record.form.open:
        return []
    return [Missing.BLANK, *(value for name, _, value in record if name == figure[1])]


# --------------------------------------------------------------------------------- expectations


class Expectation(Protocol):
    """What is expected; ``faults`` says, a sentence each, what is not so."""

    def faults(self, before: ys.Filed, after: ys.Filed) -> list[str]: ...


@frozen
class Reading:
    """The file is read, figures differ as given and nowhere else, and these codes are said."""

    figures: Mapping[Figure, Value]
    codes: frozenset[str]

    def faults(self, before: ys.Filed, after: ys.Filed) -> list[str]:
        found = [f"{f.file}: {f.status} {f.reason}" for f in after.files if f.status != "read"]
        if found or len(after) != 1:
            return found or [f"{len(after)} returns"]
        (clean,), (read,) = before.returns, after.returns
        found = [] if clean.unit == read.unit else [f"read as the return of {read.unit}"]
        wrong = {figure: now for figure, _, now in differences(clean, read, before.scheme)}
        for figure in dict.fromkeys([*wrong, *self.figures]):
            if figure not in self.figures:
                found.append(f"{_named(figure)} reads {wrong[figure]!r}")
            elif wrong.get(figure, ...) != self.figures[figure]:
                now = wrong.get(figure, "as before")
                found.append(f"{_named(figure)} reads {now!r}, not {self.figures[figure]!r}")
        return found + self.unsaid(before, after)

    def unsaid(self, before: ys.Filed, after: ys.Filed) -> list[str]:
        """Return which codes were not said, and which were and should not."""
        news = set(said(after)) - set(said(before))
        follows = JUDGEMENTS if self.figures else frozenset[str]()
        codes = {one.code for one in news}
        missing, extra = self.codes - codes, codes - self.codes - follows
        return [f"{code} is not said" for code in sorted(missing)] + [
            f"{code} is said" for code in sorted(extra)
        ]


@frozen
class Refused:
    """The file is not taken, and why."""

    status: str
    reason: str

    def faults(self, before: ys.Filed, after: ys.Filed) -> list[str]:
        del before
        found = [(file.status, file.reason) for file in after.files]
        return [] if [(self.status, self.reason)] == found else [f"the file is {found}"]


@frozen
class Modest:
    """The file is read as before; of what may be said nothing need be."""

    codes: frozenset[str]

    def faults(self, before: ys.Filed, after: ys.Filed) -> list[str]:
        news = set(said(after)) - set(said(before))
        found = Reading({}, frozenset(one.code for one in news)).faults(before, after)
        return found + [
            f"{one.code} is said, {one.severity.value}, of {one.figure}"
            for one in news
            if one.code not in self.codes or one.severity is Severity.HARD
        ]


@frozen
class Telling:
    """However it is read, nothing is silent; these codes are said, and these words stand there."""

    codes: frozenset[str]
    names: tuple[str, ...]
    hard: bool
    aloud: bool = True

    def faults(self, before: ys.Filed, after: ys.Filed) -> list[str]:
        everything = said(after)
        news = {one: text for one, text in everything.items() if one not in said(before)}
        found = silent(before, after)
        found += [f"{code} is not said" for code in self.codes - {one.code for one in news}]
        if after.returns and self.hard and all(n.severity is not Severity.HARD for n in news):
            found.append("nothing hard is said")
        if after.returns and self.aloud and not news:
            found.append("nothing is said at all")
        words = " ".join(news.values())
        return found + [f"{name} is not named" for name in self.names if name not in words]


def reads(*codes: str) -> Expectation:
    """It reads equal to the clean return; these codes are said, and no others."""
    return Reading({}, frozenset(codes))


def reads_saying_at_most(codes: frozenset[str]) -> Expectation:
    """It reads equal to the clean return; nothing hard is said, and no codes but these."""
    return Modest(codes)


def differs(figures: Mapping[str, Value], *codes: str) -> Expectation:
    """Figures by ``T3.funds.primary`` read as given, all others as before, with these codes."""
    return Reading({figure_of(name): value for name, value in figures.items()}, frozenset(codes))


def unreadable(figures: str, *codes: str) -> Expectation:
    """The figures named cannot be read, all others read as before."""
    return differs(dict.fromkeys(figures.split(), Missing.UNREADABLE), *codes)


def refused(status: str, reason: str) -> Expectation:
    """The file gets this status and reason."""
    return Refused(status, reason)


def tells(*codes: str, names: tuple[str, ...] = (), hard: bool = False) -> Expectation:
    """The first law holds and something is said: these codes at least, naming these things.

    Where a figure reads, what it reads as is expected with ``reads`` or ``differs``.
    """
    return Telling(frozenset(codes), names, hard)


def nothing_silent() -> Expectation:
    """The first law holds, and no more is asked: it may read as before without a word."""
    return Telling(frozenset(), (), hard=False, aloud=False)


def figure_of(name: str) -> Figure:
    """Take ``T3.funds.primary`` apart."""
    form, item, *line = name.split(".")
    return form, item, (int(line[0]) if line[0].isdigit() else line[0]) if line else None


def _named(figure: Figure) -> str:
    return ".".join(str(part) for part in figure if part is not None)
