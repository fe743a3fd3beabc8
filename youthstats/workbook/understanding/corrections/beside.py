"""Corrections in a small TOML file beside the template, ``我的表.toml`` beside ``我的表.xlsx``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from attrs import asdict

from youthstats.errors import CorrectionError
from youthstats.workbook.understanding.corrections.terms import (
    Corrections,
    FormCorrections,
    refuse_unknown_words,
)

__all__ = ["corrections_beside", "corrections_file", "toml_of"]

_TABLES = ("rows", "columns", "items", "categories", "edits")


def corrections_file(template: Path) -> Path:
    """Return where the corrections of a template stand, if there are any."""
    return template.with_suffix(".toml")


def corrections_beside(template: Path) -> Corrections | None:
    """Return the corrections beside a template, ``None`` where there is no such file.

    Raises :class:`~youthstats.errors.CorrectionError` for a file that is not TOML, and for a word
    that means nothing.
    """
    path = corrections_file(template)
    if not path.exists():
        return None
    try:
        data = tomllib.loads(path.read_text("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CorrectionError(path.name, "", str(error)) from error
    forms = {
        label: _form(said, f"{path.name}: {label}") for label, said in _of(data, "forms").items()
    }
    scheme = {word: value for word, value in data.items() if word not in {"forms", "edits"}}
    said = Corrections(scheme, forms, tuple(data.get("edits", ())))
    refuse_unknown_words(said, path.name)
    return said


def _of(data: Mapping[str, Any], word: str) -> Mapping[str, Any]:
    found = data.get(word, {})
    return found if isinstance(found, Mapping) else {}


def _form(said: Mapping[str, Any], where: str) -> FormCorrections:
    if not isinstance(said, Mapping):
        raise CorrectionError(where, str(said), "")
    own = {
        word: value
        for word, value in said.items()
        if word not in {*_TABLES, "order", "only_these_edits"}
    }
    return FormCorrections(
        own,
        _of(said, "rows"),
        _of(said, "columns"),
        _of(said, "items"),
        _of(said, "categories"),
        tuple(said.get("order", ())),
        tuple(said.get("edits", ())),
        bool(said.get("only_these_edits", False)),
    )


def toml_of(said: Corrections) -> str:
    """Return corrections as TOML, without what says nothing."""
    import tomli_w  # noqa: PLC0415 - only who writes corrections needs it

    forms = {label: _plain_form(one) for label, one in said.forms.items()}
    data = {
        **_listed(said.scheme),
        "forms": {label: one for label, one in forms.items() if one},
        "edits": _listed(said.edits),
    }
    return tomli_w.dumps(
        {word: value for word, value in data.items() if value}, multiline_strings=False
    )


def _plain_form(one: FormCorrections) -> dict[str, Any]:
    said = asdict(one, recurse=False)
    own = said.pop("form")
    said["only_these_edits"] = said.pop("only_these")
    told = {word: _listed(value) for word, value in said.items() if value}
    return {**_listed(own), **told}


def _listed(value: Any) -> Any:
    """Return a value with lists for tuples, as TOML has them."""
    if isinstance(value, Mapping):
        return {word: _listed(one) for word, one in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_listed(one) for one in value]
    return value
