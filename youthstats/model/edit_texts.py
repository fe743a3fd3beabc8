"""From edits as their author writes them to parsed ones."""

from __future__ import annotations

from collections.abc import Iterable

from youthstats.errors import DefinitionError
from youthstats.model.edits import Edit, EditText
from youthstats.model.grammar import Vocabulary, parse_edit
from youthstats.model.linear import Comparison
from youthstats.model.spread import RatioSpread, SpreadText

__all__ = ["parse_edits"]


def parse_edits(
    texts: Iterable[EditText | SpreadText], vocabulary: Vocabulary, owner: str
) -> tuple[Edit | RatioSpread, ...]:
    """Parse edits as written; two of one name are an error."""
    parsed: dict[str, Edit | RatioSpread] = {}
    for text in texts:
        if text.name in parsed:
            raise DefinitionError(f"{owner} has two edits called {text.name!r}")
        parsed[text.name] = (
            _parse_spread(text, vocabulary)
            if isinstance(text, SpreadText)
            else Edit(
                text.name,
                parse_edit(text.text, vocabulary),
                text.severity,
                text.zh,
                text.en,
                text.only,
                text.inferred,
            )
        )
    return tuple(parsed.values())


def _parse_spread(text: SpreadText, vocabulary: Vocabulary) -> RatioSpread:
    # "ratio = a / b" is the grammar's quotient; the ratio itself has no item to stand for it.
    parts = text.text.split("/")
    refs = [
        statement.left.single
        for part in parts
        if len(parts) == 2
        and isinstance(statement := parse_edit(f"{part.strip()} = 0", vocabulary), Comparison)
    ]
    if len(refs) != 2 or refs[0] is None or refs[1] is None:
        raise DefinitionError(f"a spread edit reads  item / item, not {text.text!r}")
    return RatioSpread(
        text.name,
        refs[0],
        refs[1],
        text.zh,
        text.en,
        text.scale,
        text.tolerance,
        text.size,
        text.least,
    )
