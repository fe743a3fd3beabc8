"""Edits changed, added and left out by what is said of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from attrs import evolve, frozen

from youthstats.model.edit_texts import parse_edits
from youthstats.model.edits import Edit, Severity
from youthstats.model.grammar import Vocabulary, parse_edit
from youthstats.model.items import Item, Kind
from youthstats.model.linear import Quotient, Ref, Statement
from youthstats.model.spread import RatioSpread, spread
from youthstats.workbook.understanding.corrections.terms import (
    Said,
    Where,
    contradictions_at,
    unknown,
    wrong,
)
from youthstats.workbook.understanding.stating import FormOf, edit_of

__all__ = ["Changing", "refuse_orphans"]

AnyEdit = Edit | RatioSpread


@frozen
class Changing:
    """What it takes to read the edits of one form, or those across forms.

    ``read`` makes of a text as a clerk writes it one that can be parsed; ``where`` tells where an
    edit was said.
    """

    vocabulary: Vocabulary
    form_of: FormOf
    read: Callable[[str], str]
    where: Where

    def edits(
        self, drawn: Iterable[AnyEdit], said: Sequence[Said], without: Sequence[str]
    ) -> list[AnyEdit]:
        """Return the edits with what is said of them, new ones last."""
        found = {edit.name: edit for edit in drawn}
        for name in without:
            if name not in found:
                raise unknown(self.where("edits", name), name, found)
            del found[name]
        done: set[str] = set()
        for words in said:
            name = str(words.get("name", ""))
            if name in done:
                raise wrong(self.where("edits", name), "twice", said=name)
            done.add(name)
            with contradictions_at(self.where("edits", name, "text")):
                found[name] = self._changed(name, found.get(name), words)
        return list(found.values())

    def _changed(self, name: str, drawn: AnyEdit | None, words: Said) -> AnyEdit:
        if "scale" in words:
            return self._spread(words)
        known = drawn if isinstance(drawn, Edit) else None
        if "text" in words:
            statement = parse_edit(self.read(str(words["text"])), self.vocabulary)
            return self._edit(name, statement, known, words)
        if known is None:
            raise wrong(self.where("edits", name), "textless")
        changes: dict[str, Any] = {
            word: words[word] for word in ("zh", "en", "inferred", "given") if word in words
        }
        if "severity" in words:
            changes["severity"] = Severity(words["severity"])
        changes |= {word: _tuple(words[word]) for word in ("only", "lines") if word in words}
        return evolve(known, **changes)

    def _edit(self, name: str, statement: Statement, known: Edit | None, words: Said) -> Edit:
        """Return an edit whose statement is said; its sentence, where it has none, tells that."""
        severity = known.severity if known else Severity.HARD
        stated = edit_of(name, statement, self.form_of, Severity(words.get("severity", severity)))
        zh = str(words.get("zh") or stated.zh)
        return evolve(
            stated,
            zh=zh,
            en=str(words.get("en") or (zh if words.get("zh") else stated.en)),
            only=_tuple(words.get("only", known.only if known else ())),
            lines=_tuple(words.get("lines", known.lines if known else ())),
            inferred=bool(words.get("inferred", False)),
            given=bool(words.get("given", known.given if known else False)),
        )

    def _spread(self, words: Said) -> AnyEdit:
        more: dict[str, Any] = dict(words)
        text = spread(**{**more, "text": self.read(more["text"]), "zh": more.get("zh", "")})
        text = evolve(text, zh=text.zh or text.text, en=text.en or text.text)
        return parse_edits([text], self.vocabulary, "")[0]


def _tuple(value: Any) -> tuple[str, ...]:
    return tuple(map(str, value))


def refuse_orphans(
    edits: Iterable[AnyEdit], item_of: Callable[[Ref], Item], where: Callable[[Ref], str]
) -> None:
    """Raise :class:`~youthstats.errors.CorrectionError` where an edit is left without a figure.

    ``item_of`` gives the item a reference is to, ``where`` the place where its kind was said: ``""``
    where it is the template's.
    """
    for edit in edits:
        for ref, reason in _orphans(edit, item_of):
            if place := where(ref):
                raise wrong(place, reason, edit=edit.name, item=item_of(ref).short_label)


def _orphans(edit: AnyEdit, item_of: Callable[[Ref], Item]) -> Iterator[tuple[Ref, str]]:
    refs = edit.refs if isinstance(edit, RatioSpread) else edit.statement.refs
    for ref in refs:
        if not item_of(ref).kind.numeric:
            yield ref, "still_needed"
    if isinstance(edit, Edit) and isinstance(edit.statement, Quotient):
        hard = edit.severity is Severity.HARD
        if hard and item_of(edit.statement.share).kind is Kind.COUNT:
            yield edit.statement.share, "quotient_whole"
