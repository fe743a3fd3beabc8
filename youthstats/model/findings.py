"""What the office is told: findings, suspects, and the review that holds them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from attrs import evolve, field, frozen

from youthstats.characters import width
from youthstats.model.cellrefs import CellRef, show_value
from youthstats.model.edits import Severity
from youthstats.model.forms import Line
from youthstats.model.items import Kind
from youthstats.model.returns import Filed
from youthstats.model.sentences import told_fact, with_labels
from youthstats.model.values import (
    Missing,
    Number,
    Value,
)
from youthstats.wording import said_range, say

__all__ = [
    "BLANK_BASE",
    "NO_BASE",
    "SEEMS_INAPT",
    "TOTALS_NOT_GIVEN",
    "WITHOUT_BASE",
    "Explanation",
    "Finding",
    "Review",
    "Suspect",
]

NO_BASE = "edit_failure_no_base"
"""The sentence of a share of nothing: only who filed it knows whether it is the base that is wrong."""

BLANK_BASE = "edit_failure_blank_base"
"""The sentence of a share of what was left blank."""

WITHOUT_BASE = frozenset({NO_BASE, BLANK_BASE})

SEEMS_INAPT = "edit_seems_inapt"
"""The code of the note on an inferred edit that most units' figures contradict."""

TOTALS_NOT_GIVEN = "totals_not_given"
"""The code of the note on totals of a list that seem not to be asked for: nobody gives them."""

RELATIONS = frozenset({"=", "<=", ">=", "<", ">"})

MOST_TOLD = 5
"""Explanations a message names; the JSON has all of them."""

MOST_CHANGED = 4
"""Changes of an explanation that are told one by one."""

MOST_COUNTED = 20
"""Other explanations that a message counts: of more the number says nothing."""


@frozen
class Suspect:
    """One cell an explanation would change, to what, and what slip of the pen that would be.

    ``to`` is ``None`` where the edits leave it open: anything from ``low`` to ``high`` would do
    (``None``: no end; an open end would not), together with what the explanation's other cells
    come to. With ``gaps`` not every figure between need do. ``candidates`` are those of them from
    which the slip ``cause`` leads to what stands there; the edits do not tell which it is, if any.
    """

    cell: CellRef
    to: Value | None
    cause: str = "unknown"
    low: Number | None = None
    high: Number | None = None
    low_open: bool = False
    high_open: bool = False
    gaps: bool = False
    candidates: tuple[Value, ...] = ()

    def shown(self, lang: str, beside: str | None = None) -> str:
        """Return place, old and new figure and the cause: ``表一!F6: 17 → 16 (one digit)``.

        A cell of another file than ``beside``, where that is given, is told with its file.
        """
        cell = self.cell
        place = cell.spot if beside in {None, cell.file} else cell.place
        place = place or cell.named(lang)
        facts = {"place": place, "old": cell.shown(lang)}
        cause = say(f"cause.{self.cause}", lang)
        if self.to is None:
            key = "open_slip" if self.candidates else "open"
            several = (evolve(cell, value=one).shown(lang) for one in self.candidates)
            new = say("list.comma", lang).join(several)
            return say(f"suspect.{key}", lang, why=self._why(lang), new=new, cause=cause, **facts)
        new = evolve(cell, value=self.to).shown(lang)
        return say("suspect.change", lang, new=new, cause=cause, **facts)

    def _why(self, lang: str) -> str:
        ends = {
            name: show_value(end, lang, share=self.cell.kind is Kind.SHARE)
            for name, end in (("low", self.low), ("high", self.high))
            if end is not None
        }
        opened = "low " * self.low_open + "high" * self.high_open
        return said_range("open", ends, opened, lang, gaps=self.gaps)


@frozen
class Explanation:
    """One smallest set of cells whose change lets every edit of a block hold.

    ``rank`` 1 is the likeliest; ``tied`` says that others have the same rank: nothing tells them
    apart. ``explains`` names the failed edits of the block, by unit, rule and line: of several
    explanations of one edit only one can be what happened.
    """

    suspects: tuple[Suspect, ...]
    rank: int = 1
    tied: bool = False
    explains: tuple[tuple[str, str | None, Line], ...] = ()

    def __iter__(self) -> Iterator[Suspect]:
        return iter(self.suspects)

    def __len__(self) -> int:
        return len(self.suspects)

    def shown(self, lang: str, beside: str | None = None) -> str:
        """Return its changes in a line; cells of another file than ``beside`` with its name.

        Of many it names the first, and how many there are.
        """
        if len(self) <= MOST_CHANGED:
            return say("list.and", lang).join(one.shown(lang, beside) for one in self.suspects)
        blank = all(one.cause == "blank" for one in self.suspects)
        key = "suspect.left_out" if blank else "suspect.many_changed"
        return say(key, lang, count=len(self), example=self.suspects[0].shown(lang, beside))


@frozen
class Finding:
    """One thing wrong (hard), to be explained (soft) or worth knowing (a note).

    ``rule`` is the edit's name with its form, ``statement`` its text, ``zh`` and ``en`` say what
    must hold. ``facts`` fill the sentence in the wording: that of the finding's code, or ``sentence``
    where one code has several. ``imbalance`` is left minus right. ``inferred`` says that nobody wrote
    the rule: it was concluded from the labels of the form.
    """

    code: str
    severity: Severity
    unit: str
    rule: str | None = None
    form: str | None = None
    line: Line = None
    cells: tuple[CellRef, ...] = ()
    left: Number | None = None
    right: Number | None = None
    imbalance: Number | None = None
    statement: str = ""
    zh: str = ""
    en: str = ""
    facts: Mapping[str, object] = field(factory=dict, hash=False)
    file: str = ""
    suspects: tuple[Explanation, ...] = ()
    explanation: str | None = None
    sentence: str = ""
    inferred: bool = False

    def message(self, lang: str = "zh") -> str:
        """Return one sentence: what must hold, how far off it is, what to do."""
        facts = {key: told_fact(value, lang) for key, value in self.facts.items()}
        cells = self.addresses(lang)
        return say(
            f"finding.{self.sentence or self.code}",
            lang,
            unit=self.unit,
            what=(self.en if lang == "en" else self.zh)
            + (say("edit.inferred", lang) if self.inferred else ""),
            left=self._side(0, lang),
            right=self._side(-1, lang),
            imbalance=self._number(self.imbalance, lang, signed=True),
            cells=cells,
            remedy=self._as_zero(lang) + say(f"remedy.{self.severity.value}", lang, cells=cells),
            **facts,
        )

    def detail(self, lang: str = "zh") -> str:
        """Return the finding in full: place, excerpt, size, remedy, a line each."""
        sheet = self.cells[0].sheet if self.cells else None
        place = "!".join(filter(None, (self.file or self.unit, sheet)))
        kind = "edit" if self.code == "edit_failure" else "other"
        severity = self.standing(lang)
        lines = [say(f"detail.{kind}", lang, place=place, rule=self.rule, severity=severity)]
        if self.statement:
            lines.append(f"    {self.stated(lang)}")
        several = len({cell.file for cell in self.cells}) > 1
        names = [cell.named(lang) for cell in self.cells]
        widest = max(map(width, names), default=0)
        for cell, name in zip(self.cells, names, strict=True):
            spot = cell.place if several else cell.address or "–"
            padding = " " * (widest - width(name))
            lines.append(f"      {spot:<5} {name}{padding}  {cell.shown(lang)}")
        lines.append(self.message(lang))
        if self.suspects:
            lines.append(self.suspicion(lang))
        if self.explanation and self.severity is not Severity.NOTE:
            said = say(f"detail.explained_{self.severity.value}", lang, text=self.explanation)
            lines.append(said)
        return "\n".join(lines)

    def suspicion(self, lang: str, beside: str | None = None) -> str:
        """Return the likeliest explanations in a sentence, and how many others there are.

        Cells of another file than ``beside`` are named with it; by default that is the file of the
        finding's cells, and none where they are of several.
        """
        files = {cell.file for cell in self.cells}
        if beside is None:
            beside = files.pop() if len(files) == 1 else ""
        best = [one.shown(lang, beside) for one in self.suspects if one.rank == 1]
        told, more = best[:MOST_TOLD], len(self.suspects) - len(best[:MOST_TOLD])
        return say(
            f"suspect.{_likely(more)}",
            lang,
            what=say("list.or", lang).join(told),
            more=more,
        )

    def standing(self, lang: str) -> str:
        """Return the severity in words, and of a soft finding whether it was explained."""
        return say(f"severity.{'explained' if self.explained else self.severity.value}", lang)

    @property
    def explained(self) -> bool:
        """Whether it is soft and its unit explained it. A hard one cannot be explained away."""
        return self.severity is Severity.SOFT and self.explanation is not None

    @property
    def doubts(self) -> frozenset[str | None]:
        """The rules of inferred edits that it tells the returns speak against."""
        if self.code == TOTALS_NOT_GIVEN:
            edits = self.facts["edits"]
            return frozenset(f"{self.form}.{edit}" for edit in edits)  # type: ignore[attr-defined]
        return frozenset({self.rule} if self.code == SEEMS_INAPT else ())

    def stated(self, lang: str) -> str:
        """Return what must hold: in Chinese with the labels of the form, else as it was written."""
        return with_labels(self.statement, self.cells, lang)

    def _as_zero(self, lang: str) -> str:
        """Say which cells held a word for no such figure and counted as zero."""
        cells = tuple(cell for cell in self.cells if cell.value is Missing.NOT_APPLICABLE)
        if not cells or self.left is None:
            return ""
        return say("remedy.as_zero", lang, cells=evolve(self, cells=cells).addresses(lang))

    @property
    def of_share(self) -> bool:
        """Whether ``left`` and ``right`` are shares, which are shown as percentages."""
        if self.sentence == "edit_failure_inequality":
            return all(cell.kind is Kind.SHARE for cell in self.cells)
        of_quotient = {"edit_failure_ratio", *WITHOUT_BASE}
        return self.sentence in of_quotient and self.cells[0].kind is Kind.SHARE

    def _side(self, end: int, lang: str) -> str:
        """Return the left side (0) or the right one (-1); a name of blank cells alone is no 0."""
        words = self.statement.split()
        alone = self.code == "edit_failure" and len(words) > 2 and words[1 if not end else -2]
        cells = [cell for cell in self.cells if alone in RELATIONS and cell.is_named(words[end])]
        if cells and all(cell.value is Missing.BLANK for cell in cells):
            return cells[0].shown(lang)
        return self._number(self.right if end else self.left, lang)

    def _number(self, value: Number | None, lang: str, *, signed: bool = False) -> str:
        if value is None:
            return "–"
        text = show_value(value, lang, share=self.of_share)
        return f"+{text}" if signed and value > 0 else text

    def addresses(self, lang: str) -> str:
        """Return the addresses of the cells, each sheet (and file, where there are several) once.

        Where there is no workbook the names of the answers stand instead.
        """
        files = {cell.file for cell in self.cells}
        groups: dict[tuple[str, str], list[str]] = {}
        for cell in self.cells:
            if cell.address is not None:
                place = (cell.file if len(files) > 1 else "", cell.sheet or "")
                groups.setdefault(place, []).append(cell.address)
        comma = say("list.comma", lang)
        if not groups:
            return comma.join(cell.named(lang) for cell in self.cells)
        return say("list.semicolon", lang).join(
            "!".join(filter(None, (file, sheet, comma.join(addresses))))
            for (file, sheet), addresses in groups.items()
        )


def _likely(more: int) -> str:
    if more > MOST_COUNTED:
        return "likely_many"
    return "likely_more" if more else "likely"


@frozen
class Review:
    """All findings on what was filed, worst first within each unit, and notes apart.

    Many ``notes`` are kept outside of memory, each made anew whenever it is asked for.
    """

    filed: Filed
    findings: tuple[Finding, ...]
    notes: Sequence[Finding] = ()

    @property
    def hard(self) -> tuple[Finding, ...]:
        return tuple(f for f in self.findings if f.severity is Severity.HARD)

    @property
    def soft(self) -> tuple[Finding, ...]:
        return tuple(f for f in self.findings if f.severity is Severity.SOFT)

    @property
    def explained(self) -> tuple[Finding, ...]:
        """The soft findings that their units explained."""
        return tuple(f for f in self.findings if f.explained)

    @property
    def inapt(self) -> frozenset[str | None]:
        """The rules of inferred edits that the returns speak against: no figures are proposed by them."""
        return self._doubted

    @cached_property
    def _doubted(self) -> frozenset[str | None]:
        return frozenset[str | None]().union(*(note.doubts for note in self.notes))

    def of(self, unit: str) -> tuple[Finding, ...]:
        """Return the findings on one unit."""
        return self._by_unit.get(unit, ())

    @cached_property
    def _by_unit(self) -> Mapping[str, tuple[Finding, ...]]:
        found: dict[str, list[Finding]] = {}
        for finding in self.findings:
            found.setdefault(finding.unit, []).append(finding)
        return {unit: tuple(findings) for unit, findings in found.items()}

    def __iter__(self) -> Iterator[Finding]:
        return iter(self.findings)

    def __len__(self) -> int:
        return len(self.findings)

    def __str__(self) -> str:
        """The findings in full, in Chinese; ``finding.detail("en")`` gives one in English."""
        return "\n\n".join(finding.detail() for finding in self.findings)
