"""Write the reference pages that say what the code says: python docs/make_reference.py [--check]

``docs/reference/forms.md`` comes from the scheme, ``docs/reference/tables.md`` from the columns,
``docs/reference/python.md`` from the docstrings.
With ``--check`` nothing is written, and the exit status is 1 when a page is not what would be.
"""

from __future__ import annotations

import inspect
import re
import sys
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from types import ModuleType
from typing import Any

import attrs

import youthstats as ys
from youthstats import errors
from youthstats.model.axes import Axis, Dimension
from youthstats.model.edits import Edit
from youthstats.model.forms import Form
from youthstats.model.items import Item
from youthstats.model.schemes import Scheme
from youthstats.model.spread import RatioSpread
from youthstats.tables.columns import ANSWERS, DECIMALS, DIGITS, FINDINGS, Column

REFERENCE = Path(__file__).parent / "reference"
GENERATED = "<!-- Written by docs/make_reference.py: change the code, then run it again. -->"

AXES = {
    Dimension.UNIT: "units",
    Dimension.ITEM: "items",
    Dimension.CATEGORY: "categories",
    Dimension.ENTRY: "entries of a list",
    Dimension.ANSWER: "one answer",
}
MEANING = {"zero": "counts as zero in a sum", "missing": "leaves the sum undecided"}


# ------------------------------------------------------------------------------- the forms


def forms_page(scheme: Scheme) -> Iterator[str]:
    """Yield the lines of the page on a scheme's forms."""
    yield "# The forms of the 2009 scheme"
    yield ""
    yield GENERATED
    yield ""
    yield (
        f"Scheme `{scheme.id}`, version {scheme.version}: {scheme.title}, period {scheme.period}. "
        "Why an edit is hard or soft is argued in [severities](../explanation/severities.md); how "
        "a form is written, in [write a form](../how-to/write-a-form.md)."
    )
    yield ""
    yield (
        f"Units, in report order: {'、'.join(scheme.units.leaves)}. Together they are "
        f"{scheme.units.root}."
    )
    for form in scheme.forms:
        yield from form_section(form, scheme)
    yield ""
    yield "## Across forms"
    yield ""
    yield from edits_table(scheme.id, scheme.edits)


def form_section(form: Form, scheme: Scheme) -> Iterator[str]:
    """Yield the lines on one form."""
    duty = scheme.duties[form.id]
    yield ""
    yield f"## {form.id} {form.label}"
    yield ""
    yield f"{form.title}"
    yield ""
    if duty.owed_by:
        yield f"- Owed by {everybody(duty.owed_by, scheme)}."
    if duty.open_to:
        yield f"- May be filed by {everybody(duty.open_to, scheme)}."
    yield f"- Down: {runs_over(form.rows)}. Across: {runs_over(form.columns)}."
    blank, inapplicable = MEANING[form.blank], MEANING[form.not_applicable]
    if blank == inapplicable:
        yield f"- A blank, and “not applicable”, {blank}; a blank share or base never does."
    else:
        yield f"- A blank {blank}; “not applicable” {inapplicable}."
    if form.measure:
        yield f"- Unit of measure printed above the table: {form.measure}."
    if form.note:
        yield f"- Printed below it: {spaceless(form.note[0])}：{form.note[1]}。"
    yield ""
    yield "| item | label | asks for | measure | |"
    yield "|---|---|---|---|---|"
    for item in form.items:
        yield item_row(item)
    if form.categories:
        yield ""
        yield "| category | label |"
        yield "|---|---|"
        for category in form.categories:
            yield f"| `{category.name}` | {' / '.join(map(spaceless, category.path))} |"
    yield ""
    yield from edits_table(form.id, form.edits)
    additive = [item for item in form.items if item.additive]
    if additive and not form.open:
        yield ""
        yield (
            "Every total over the units is checked without being asked for: "
            f"`{form.id}.total.ITEM`, hard, for each item that can be added."
        )


def everybody(names: tuple[str, ...], scheme: Scheme) -> str:
    """Name the units, or say that it is all of them, or all but some."""
    others = [name for name in scheme.units.leaves if name not in names]
    if not others:
        return "every unit"
    if len(others) < len(names):
        return f"every unit but {'、'.join(others)}"
    return "、".join(names)


def runs_over(axis: Axis) -> str:
    """Say what an axis runs over."""
    said = " → ".join(AXES[dimension] for dimension in axis.over)
    if Dimension.UNIT in axis.over:
        said += f", the total {axis.total}"
    return said


def item_row(item: Item) -> str:
    """Return the line on one item."""
    label = " / ".join(map(spaceless, item.path)) or spaceless(item.label)
    facts = []
    if item.within:
        facts.append(f"inside the phrase `{item.within}`")
    if item.specify:
        facts.append(f"its label is completed by `{item.specify}`")
    if item.pattern:
        facts.append(f"“{escaped(item.pattern)}”")
    if item.recoverable:
        facts.append("may be left out and is then recovered from the shares over it")
    if not item.in_report:
        facts.append("not printed in the report")
    if item.identifies:
        facts.append("identifies the entry")
    if item.repeats:
        facts.append("a blank repeats the one above")
    if item.choices:
        facts.append(f"one of {len(item.choices)} choices")
    if item.places is not None and item.kind.value == "share":
        facts.append(f"{item.places} decimals")
    words = (f"`{item.name}`", label, item.kind.value, item.measure, "; ".join(facts))
    return f"| {' | '.join(words)} |"


def edits_table(owner: str, edits: tuple[Edit | RatioSpread, ...]) -> Iterator[str]:
    """Yield the lines on some edits."""
    if not edits:
        yield "No edits."
        return
    yield "| edit | must hold | severity | in words |"
    yield "|---|---|---|---|"
    for edit in edits:
        text = str(edit.statement) if isinstance(edit, Edit) else f"{edit} (spread)"
        said = f"{edit.text('zh')}。<br>{edit.text('en')}"
        if isinstance(edit, RatioSpread):
            said += (
                f"<br>C = {edit.scale:g}, A = {edit.tolerance:g}, U = {edit.size:g}; "
                f"{edit.least} ratios at least"
            )
        elif edit.only:
            said += f"<br>only for {'、'.join(edit.only)}"
        name = f"`{owner}.{edit.name}`"
        yield f"| {name} | `{text}` | {edit.severity.value} | {said} |"


def spaceless(text: str) -> str:
    """Return a label on one line without what only lays it out."""
    return escaped("".join(text.split()))


def escaped(text: str) -> str:
    """Return text that stays in its cell of a table."""
    return text.replace("|", "\\|").replace("\n", "⏎")


# ------------------------------------------------------------------------------- the tables

TYPES = {"decimal": f"decimal128({DIGITS}, {DECIMALS})", "date": "date32"}


def tables_page() -> Iterator[str]:
    """Yield the lines of the page on the columns of the tables."""
    yield "# Tables"
    yield ""
    yield GENERATED
    yield ""
    yield (
        "The columns of `ys.to_arrow`, `ys.findings_to_arrow` and `--parquet`, with their Arrow types; "
        "the catalogue is [findings](findings.md). How they are used: "
        "[hand over tables](../how-to/hand-over-tables.md)."
    )
    yield ""
    yield "## Answers"
    yield ""
    yield "A line for every answer of every form that was read, blank ones too."
    yield ""
    yield from columns_table(ANSWERS)
    yield ""
    yield "## Findings"
    yield ""
    yield "A line for every finding, and for every note."
    yield ""
    yield from columns_table(FINDINGS)
    for column in FINDINGS:
        if isinstance(column.type, tuple):
            yield ""
            yield f"### `{column.name}`"
            yield ""
            yield from columns_table(column.type)


def columns_table(columns: tuple[Column, ...]) -> Iterator[str]:
    """Yield the lines on some columns."""
    yield "| column | type | holds |"
    yield "|---|---|---|"
    for column in columns:
        kind = "list of structs"
        if not isinstance(column.type, tuple):
            kind = TYPES.get(column.type, column.type)
        yield f"| `{column.name}` | {kind} | {column.meaning} |"


# ---------------------------------------------------------------------- the public names


def python_page() -> Iterator[str]:
    """Yield the lines of the page on the public names."""
    yield "# Python"
    yield ""
    yield GENERATED
    yield ""
    yield (
        "Every name of `youthstats`, from its docstring. By convention it is imported as "
        "`import youthstats as ys`. Arguments after `*` are given by name."
    )
    public = {name: getattr(ys, name) for name in ys.__all__}
    functions = {name: thing for name, thing in public.items() if not inspect.isclass(thing)}
    classes = {name: thing for name, thing in public.items() if inspect.isclass(thing)}
    yield ""
    yield "## Functions"
    for name, function in functions.items():
        yield ""
        yield f"### `{name}`"
        yield ""
        yield from signature_block(f"ys.{name}", function)
        yield from documentation(function)
    yield ""
    yield "## Classes"
    for name, cls in classes.items():
        yield from class_section(name, cls)
    yield from errors_section(errors)


def class_section(name: str, cls: type) -> Iterator[str]:
    """Yield the lines on one class: what it is, its fields, what it can do."""
    yield ""
    yield f"### `{name}`"
    yield ""
    yield from documentation(cls)
    members = list(public_members(cls))
    if attrs.has(cls):
        fields = [field.name for field in attrs.fields(cls) if not field.name.startswith("_")]
        yield ""
        yield f"Fields: {', '.join(f'`{field}`' for field in fields)}."
    elif issubclass_of_enum(cls):
        yield ""
        yield f"Members: {', '.join(f'`{member.name}`' for member in cls)}."  # type: ignore[attr-defined]
    if members:
        yield ""
        yield from members


def issubclass_of_enum(cls: type) -> bool:
    """Tell whether a class is an enumeration."""
    return hasattr(cls, "__members__")


def public_members(cls: type) -> Iterator[str]:
    """Yield a line on each method and property that has a docstring of its own."""
    for name, thing in vars(cls).items():
        if name.startswith("_"):
            continue
        function = getattr(thing, "fget", None) or getattr(thing, "func", None) or thing
        if isinstance(thing, classmethod):
            function = thing.__func__
        called = inspect.isfunction(thing) or isinstance(thing, classmethod)
        if not called and not isinstance(thing, property | cached_property):
            continue
        said = plain(inspect.getdoc(function) or "").split("\n\n")[0].replace("\n", " ")
        shown = f"{name}{arguments(function)}" if called else name
        yield f"- `{shown}`: {said}" if said else f"- `{shown}`"


def arguments(function: Any) -> str:
    """Return a method's arguments as they are written, without types."""
    parts, starred = [], False
    for argument in list(inspect.signature(function).parameters.values())[1:]:
        if argument.kind is argument.KEYWORD_ONLY and not starred:
            parts.append("*")
            starred = True
        given = "" if argument.default is argument.empty else f"={argument.default!r}"
        parts.append(f"{argument.name}{given}")
    return f"({', '.join(parts)})"


def errors_section(module: ModuleType) -> Iterator[str]:
    """Yield the lines on what is raised."""
    yield ""
    yield "## Errors"
    yield ""
    yield "From `youthstats.errors`. A wrong figure in a return is never raised: it is a finding."
    yield ""
    for name in module.__all__:
        thing = getattr(module, name)
        if inspect.isclass(thing):
            base = thing.__bases__[0].__name__
            said = plain(inspect.getdoc(thing) or "").replace("\n", " ")
            yield f"- `{name}` (a `{base}`): {' '.join(said.split())}"


def signature_block(name: str, function: Any) -> Iterator[str]:
    """Yield how a function is called."""
    signature = inspect.signature(function)
    bare = [one.replace(annotation=Bare(one.annotation)) for one in signature.parameters.values()]
    result = Bare(signature.return_annotation)
    spelled = str(signature.replace(parameters=bare, return_annotation=result))
    yield "```text"
    if len(name) + len(spelled) <= 98:
        yield f"{name}{spelled}"
    else:
        inside, _, returned = spelled[1:].rpartition(")")
        yield f"{name}("
        yield from (f"    {part}," for part in split_arguments(inside))
        yield f"){returned}"
    yield "```"
    yield ""


class Bare:
    """A type as it is written in the source, without quotation marks around it."""

    def __init__(self, annotation: object) -> None:
        self.annotation = annotation

    def __repr__(self) -> str:
        return str(self.annotation)


def split_arguments(text: str) -> list[str]:
    """Split at the commas that stand in no bracket."""
    parts, depth, start = [], 0, 0
    for at, sign in enumerate(text):
        depth += (sign in "([{") - (sign in ")]}")
        if sign == "," and not depth:
            parts.append(text[start:at].strip())
            start = at + 1
    return [*parts, text[start:].strip()]


def documentation(thing: Any) -> Iterator[str]:
    """Yield a docstring as Markdown."""
    yield from plain(inspect.getdoc(thing) or "").splitlines()


def plain(text: str) -> str:
    """Return a docstring's markup as Markdown's: roles and double backticks become code."""
    text = re.sub(r":\w+:`~?(?:[\w.]*\.)?(\w+)`", r"`\1`", text)
    return text.replace("``", "`")


# ----------------------------------------------------------------------------------- main


def main(arguments: list[str]) -> int:
    """Write the pages, or with ``--check`` say which are not as they should be."""
    pages = {
        "forms.md": forms_page(ys.load_scheme("youth_league_2009")),
        "tables.md": tables_page(),
        "python.md": python_page(),
    }
    stale = []
    for name, lines in pages.items():
        text = "\n".join(lines).rstrip("\n") + "\n"
        target = REFERENCE / name
        if target.exists() and target.read_text("utf-8") == text:
            continue
        if "--check" in arguments:
            stale.append(name)
        else:
            target.write_text(text, "utf-8")
            print(f"written: docs/reference/{name}")
    for name in stale:
        print(f"docs/reference/{name} is out of date: run  python docs/make_reference.py")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
