"""What the office is told: findings, suspects, and the review that holds them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from attrs import field, frozen

from youthstats.model.edits import Severity
from youthstats.model.forms import Line
from youthstats.model.returns import Filed
from youthstats.model.values import Inexact, Missing, Number, Value, is_figure, printed
from youthstats.wording import say

__all__ = ["CellRef", "Finding", "Review", "Suspect", "show_value"]


@frozen
class CellRef:
    """One cell of one file, and what was read there. ``address`` is ``None`` where no cell is."""

    file: str
    sheet: str | None
    address: str | None
    form: str
    item: str
    line: Line
    unit: str
    value: Value


@frozen
class Suspect:
    """One cell an explanation would change. ``to`` is ``None`` where it is not determined."""

    cell: CellRef
    to: Value | None
    cause: str = "unknown"


@frozen
class Finding:
    """One thing wrong (hard), to be explained (soft) or worth knowing (a note).

    ``rule`` is the edit's name with its form, ``statement`` its text, ``zh`` and ``en`` say what
    must hold. ``facts`` fill the sentence of the finding's code. ``imbalance`` is left minus right.
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
    facts: Mapping[str, object] = field(factory=dict)
    file: str = ""
    suspects: tuple[tuple[Suspect, ...], ...] = ()
    explanation: str | None = None

    def message(self, lang: str = "zh") -> str:
        """Return one sentence: what must hold, how far off it is, what to do."""
        facts = {key: _shown(value, lang) for key, value in self.facts.items()}
        return say(
            f"finding.{self.code}",
            lang,
            unit=self.unit,
            what=self.en if lang == "en" else self.zh,
            left=_number(self.left),
            right=_number(self.right),
            imbalance=_number(self.imbalance, signed=True),
            cells=self._addresses(lang),
            **facts,
        )

    def detail(self, lang: str = "zh") -> str:
        """Return the finding in full: place, excerpt, size, remedy, a line each."""
        place = self.file or self.unit
        if self.cells and self.cells[0].sheet:
            place = f"{self.cells[0].file}!{self.cells[0].sheet}"
        head = say(f"detail.{self.severity.value}", lang, place=place, rule=self.rule or self.code)
        lines = [head]
        if self.statement:
            lines.append(f"    {self.statement}")
        width = max((len(cell.item) for cell in self.cells), default=0)
        for cell in self.cells:
            spot = cell.address or "–"
            name = cell.item if cell.line is None else f"{cell.item}[{cell.line}]"
            lines.append(f"      {spot:<5} {name:<{width}}  {show_value(cell.value, lang)}")
        lines.append(self.message(lang))
        return "\n".join(lines)

    def _addresses(self, lang: str) -> str:
        """Return the cells' addresses, each sheet (and file, where there are several) said once."""
        files = {cell.file for cell in self.cells}
        groups: dict[tuple[str, str], list[str]] = {}
        for cell in self.cells:
            if cell.address is not None:
                place = (cell.file if len(files) > 1 else "", cell.sheet or "")
                groups.setdefault(place, []).append(cell.address)
        comma = say("list.comma", lang)
        return say("list.semicolon", lang).join(
            "!".join(filter(None, (file, sheet, comma.join(addresses))))
            for (file, sheet), addresses in groups.items()
        )


@frozen
class Review:
    """All findings on what was filed, worst first within each unit, and notes apart."""

    filed: Filed
    findings: tuple[Finding, ...]
    notes: tuple[Finding, ...] = ()

    @property
    def hard(self) -> tuple[Finding, ...]:
        return tuple(f for f in self.findings if f.severity is Severity.HARD)

    @property
    def soft(self) -> tuple[Finding, ...]:
        return tuple(f for f in self.findings if f.severity is Severity.SOFT)

    def of(self, unit: str) -> tuple[Finding, ...]:
        """Return the findings on one unit."""
        return tuple(finding for finding in self.findings if finding.unit == unit)

    def __iter__(self) -> Iterator[Finding]:
        return iter(self.findings)

    def __len__(self) -> int:
        return len(self.findings)

    def __str__(self) -> str:
        """The findings in full, in Chinese; ``finding.detail("en")`` gives one in English."""
        return "\n\n".join(finding.detail() for finding in self.findings)


def show_value(value: object, lang: str) -> str:
    """Return a value as a message shows it: a missing one by its name, a figure as it was shown."""
    if isinstance(value, Missing):
        return say(f"missing.{value.value}", lang)
    if isinstance(value, Inexact):
        return printed(value.value)
    if is_figure(value):
        return printed(value)  # type: ignore[arg-type]
    return str(value)


def _shown(value: object, lang: str) -> str:
    if isinstance(value, list | tuple):
        return say("list.comma", lang).join(_shown(one, lang) for one in value)
    return show_value(value, lang)


def _number(value: Number | None, *, signed: bool = False) -> str:
    if value is None:
        return "–"
    text = show_value(value, "zh")
    return f"+{text}" if signed and value > 0 else text
