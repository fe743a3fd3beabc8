"""Edit text as a clerk writes it: full-width signs, Chinese conditions, labels for names."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence

from attrs import frozen

from youthstats.characters import bare
from youthstats.model.forms import Form
from youthstats.model.items import Category, Item
from youthstats.workbook.reading.sheets.labels import folded
from youthstats.workbook.reading.sheets.measures import is_measure
from youthstats.workbook.understanding.corrections.terms import FormCorrections, Said
from youthstats.workbook.understanding.naming import word

__all__ = ["Called", "plain_text"]

_SIGNS = {
    "×": "*",
    "÷": "/",
    "−": "-",
    "–": "-",
    "—": "-",
    "≤": "<=",
    "≦": "<=",
    "≥": ">=",
    "≧": ">=",
    "【": "[",
    "】": "]",
    "〔": "[",
    "〕": "]",
}
_CONNECTING = frozenset({"if", "then"})
_NAME = r"[^\W\d]\w*"
_CONDITION = re.compile(r"(?:如果|若|当)(?P<when>.*[\d\s\]),;])(?:则|那么)(?P<then>.+)", re.DOTALL)
_AMONG = re.compile(r"其中[:、]\s*")
_MEASURED = re.compile(rf"(?P<name>{_NAME})\s*\((?P<measure>[^()]{{1,6}})\)")
_REFERENCE = re.compile(
    rf"(?:(?P<form>{_NAME})\s*\.\s*)?(?P<item>{_NAME})(?:\s*\[\s*(?P<category>{_NAME})\s*\])?"
)


@frozen
class Called:
    """What the items and the categories of a form may be called in an edit, and their names."""

    items: Mapping[str, str]
    categories: Mapping[str, str]

    @classmethod
    def of(cls, form: Form, said: FormCorrections) -> Called:
        """Return the names, what was called so before, and the labels that only one thing has."""
        return cls(_calls(form.items, said.items), _calls(form.categories, said.categories))


def _calls(things: Sequence[Item | Category], said: Mapping[str, Said]) -> dict[str, str]:
    labels: dict[str, set[str]] = {}
    for one in things:
        for path in ((one.label,), one.path, *((alias,) for alias in one.aliases)):
            labels.setdefault(folded(word(path)), set()).add(one.name)
    alone = {label: name for label, names in labels.items() if len(names) == 1 for name in names}
    before = {bare(old): str(words["name"]) for old, words in said.items() if "name" in words}
    return {**alone, **before, **{bare(one.name): one.name for one in things}}


def _meant(names: Mapping[str, str], said: str) -> str:
    """Return the name of what is called so; 台帐 may be written for 台账."""
    return names.get(bare(said)) or names.get(folded(said)) or said


def plain_text(text: str, own: Called | None, forms: Mapping[str, tuple[str, Called]]) -> str:
    """Return the text of an edit as the grammar has it, with the names of what it calls otherwise.

    ``own`` is what things are called in the form in hand, ``forms`` the ids of all forms with what
    things are called there, by what the form may be called.
    """
    signed = "".join(map(_plain_sign, text)).strip()
    found = _CONDITION.fullmatch(signed)
    if found:
        signed = f"if {found['when'].strip(' ,;')} then {found['then'].strip()}"
    signed = _MEASURED.sub(_unmeasured, _AMONG.sub("", _with_ids(signed, forms)))

    def name(reference: re.Match[str]) -> str:
        form, item, category = reference["form"], reference["item"], reference["category"]
        id, called = forms.get(bare(form), (form, None)) if form else ("", own)
        if called is None or (item in _CONNECTING and not category):
            return reference[0]
        before = f"{id}." if form else ""
        line = f"[{_meant(called.categories, category)}]" if category else ""
        return f"{before}{_meant(called.items, item)}{line}"

    return _REFERENCE.sub(name, signed)


def _with_ids(text: str, forms: Mapping[str, tuple[str, Called]]) -> str:
    """Return a text with the ids of forms that are called by more than a word: 分货类（2）."""
    odd = sorted((name for name in forms if not re.fullmatch(_NAME, name)), key=len, reverse=True)
    for name in filter(None, odd):
        written = r"\s*".join(map(re.escape, name))
        pattern = re.compile(rf"(?<!\w){written}(?=\s*\.)", re.IGNORECASE)
        text = pattern.sub(lambda _, id=forms[name][0]: id, text)  # type: ignore[misc]
    return text


def _plain_sign(sign: str) -> str:
    if sign.isalpha() or sign == "_":
        return sign
    return _SIGNS.get(sign) or unicodedata.normalize("NFKC", sign)


def _unmeasured(found: re.Match[str]) -> str:
    """Leave out the unit of measure behind a label: no item stands before a bracket otherwise."""
    label = found["name"] not in _CONNECTING and is_measure(found["measure"])
    return found["name"] if label else found[0]
