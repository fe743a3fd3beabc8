"""Limits that a validation sets cell by cell, said once for all lines that have the same.

Where some lines are worked out, or may hold anything, the edit names the lines it is of, or those
that it is not of, whichever are fewer.
"""

from __future__ import annotations

from collections.abc import Sequence

from attrs import evolve

from youthstats.model.edits import Edit
from youthstats.model.forms import Form
from youthstats.model.linear import Comparison, Linear, Ref
from youthstats.wording import LANGUAGES, say
from youthstats.workbook.reading.sheets.places import some
from youthstats.workbook.understanding.stating import edit_of

__all__ = ["grouped"]

_KIND = {"<": "上限", "<=": "上限", ">": "下限", ">=": "下限"}


def grouped(edits: Sequence[Edit], form: Form) -> list[Edit]:
    """Return edits with those that set one limit to several lines of an item as one."""
    alike: dict[tuple[object, ...], list[Edit]] = {}
    for edit in edits:
        key = _limit(edit)
        alike.setdefault(key or (edit.name, id(edit)), []).append(edit)
    return [one[0] if len(one) == 1 else _together(one, form) for one in alike.values()]


def _limit(edit: Edit) -> tuple[object, ...] | None:
    """Return what makes an edit a limit like others: all of it but its line and its words."""
    said = edit.statement
    ref = said.left.single if isinstance(said, Comparison) else None
    if not isinstance(said, Comparison) or ref is None or ref.category is None:
        return None
    if said.relation == "=" or said.right.terms:
        return None
    bare = evolve(edit, name="", statement=_bare(said, ref), zh="", en="")
    return (bare,)


def _bare(said: Comparison, ref: Ref) -> Comparison:
    return evolve(said, left=Linear.of(evolve(ref, category=None)))


def _together(edits: Sequence[Edit], form: Form) -> Edit:
    """Return one edit for the lines that several are of."""
    first, refs = edits[0], [ref for edit in edits for ref in edit.statement.refs]
    item, lines = refs[0].item, tuple(str(ref.category) for ref in refs)
    assert isinstance(first.statement, Comparison)
    statement = _bare(first.statement, refs[0])
    asked = [str(line) for line in form.lines if (item, line) not in form.closed]
    others = [line for line in asked if line not in lines]
    name = f"{item}_{_KIND[statement.relation]}"
    plain = edit_of(name, statement, lambda _: form, first.severity)
    said = {lang: _of_lines(plain.text(lang), lines, others, form, lang) for lang in LANGUAGES}
    named = lines if others else ()
    return evolve(first, name=name, statement=statement, lines=named, zh=said["zh"], en=said["en"])


def _of_lines(said: str, lines: Sequence[str], others: Sequence[str], form: Form, lang: str) -> str:
    """Return a sentence with the lines it is of, or with those it is not of."""
    if not others:
        return said
    code, named = ("but", others) if len(others) < len(lines) else ("on", lines)
    labels = ["".join(form.category(line).label.split()) for line in named]
    listed = say("list.comma", lang).join(some(labels))
    return say(f"stated.{code}_lines", lang, said=said, lines=listed)
