"""Edits in sentences: those of an author, and those that every item has by itself."""

from __future__ import annotations

from collections.abc import Iterator

from youthstats.model.forms import Form
from youthstats.model.items import Item
from youthstats.model.schemes import Scheme
from youthstats.wording import say

__all__ = ["rules_in", "said_of_item"]

OF_ITEMS = ("total", "minimum", "published", "base")
"""What holds of an item without its being written: over the units, from below, as printed, and that
there is one, where it was left blank and shares are of it."""


def rules_in(scheme: Scheme, lang: str) -> Iterator[tuple[str, Form | None, str]]:
    """Yield every rule by its name: the form it is of, if of one, and what must hold."""
    for edit in scheme.edits:
        yield f"{scheme.id}.{edit.name}", None, edit.text(lang)
    for form in scheme.forms:
        for one in form.edits:
            yield f"{form.id}.{one.name}", form, one.text(lang)
        for item in form.items:
            for kind in OF_ITEMS:
                yield f"{form.id}.{kind}.{item.name}", form, said_of_item(kind, form, item, lang)


def said_of_item(kind: str, form: Form, item: Item, lang: str) -> str:
    """Return an edit that an item has by itself in a sentence; ``kind`` is one of ``OF_ITEMS``."""
    named = form.spoken.items[item.name] if lang == "zh" else item.name
    return say(f"rule.{kind}", lang, item=named, minimum=item.minimum)
