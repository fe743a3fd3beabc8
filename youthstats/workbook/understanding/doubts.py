"""What a template does not say, or says in a way nobody can tell: listed, never guessed in silence."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import field, frozen

from youthstats.wording import say
from youthstats.workbook.formulas.scope import NoEdit

__all__ = ["Doubt"]


@frozen
class Doubt:
    """One thing that is uncertain about a form drawn from a workbook, and where.

    ``code`` is a key of the wording, ``facts`` what its sentence needs.
    """

    code: str
    sheet: str
    address: str = ""
    facts: Mapping[str, object] = field(factory=dict)

    def message(self, lang: str) -> str:
        """Return the place and the sentence."""
        place = f"{self.sheet}!{self.address}" if self.address else self.sheet
        facts = {
            name: fact.told(lang) if isinstance(fact, NoEdit) else fact
            for name, fact in self.facts.items()
        }
        said = say(f"doubt.{self.code}", lang, **facts)
        return say("doubt.at", lang, place=place, said=said)
