"""What cannot be understood of a sheet ``youthstats``: the cell, what stands there, what may."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from youthstats.characters import excerpt
from youthstats.errors import CorrectionError
from youthstats.nearest import did_you_mean
from youthstats.wording import say
from youthstats.workbook.understanding.corrections.terms import Sort
from youthstats.workbook.understanding.corrections.vocabulary import Column, vocabulary

__all__ = ["fault"]


def fault(
    where: str,
    reason: str,
    *,
    said: str = "",
    heading: Column | None = None,
    thing: str = "",
    other: str = "",
    forms: Sequence[str] = (),
) -> CorrectionError:
    """Return the error for a cell: what it says, under which heading, and what it may say."""

    def facts(lang: str) -> Mapping[str, object]:
        words = vocabulary()
        may = (
            _expected(heading, lang)
            if heading
            else [c.headings[lang][0] for c in words.columns.values()]
        )
        return {
            "said": excerpt(said),
            "hint": did_you_mean(said, may, lang),
            "heading": heading.headings[lang][0] if heading else "",
            "expected": say("list.comma", lang).join(may),
            "thing": words.written["things"][thing][lang] if thing else "",
            "things": say("list.comma", lang).join(
                words.written["things"][one][lang] for one in (heading.says if heading else ())
            ),
            "other": other,
            "forms": say("list.comma", lang).join(forms),
        }

    return CorrectionError(where, f"correction.{reason}", facts)


def _expected(column: Column, lang: str) -> list[str]:
    """Return what may stand under a column."""
    words = vocabulary()
    found = list(words.choices(column, lang))
    if column.sort is Sort.WHOLE:
        found.append(say("correction.whole_number", lang))
    if column.none:
        found.append(words.written["none"]["none"][lang])
    return found
