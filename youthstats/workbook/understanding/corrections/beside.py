"""Corrections in a small TOML file beside the template, ``我的表.toml`` beside ``我的表.xlsx``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from attrs import asdict

from youthstats.errors import CorrectionError
from youthstats.outputs import FilePath
from youthstats.wording import say
from youthstats.workbook.understanding.corrections.terms import Corrections, FormCorrections, wrong

__all__ = ["corrections_beside", "corrections_file", "template_files", "toml_of"]

_TABLES = ("rows", "columns", "items", "categories")
_WITHOUT, _ONLY_THESE = "without_edits", "only_these_edits"


def corrections_file(template: Path) -> Path:
    """Return where the corrections of a template stand, if there are any."""
    return template.with_suffix(".toml")


def template_files(template: FilePath) -> tuple[Path, ...]:
    """Return the files that say what a template asks for: itself, and the corrections beside it."""
    path = Path(template)
    beside = corrections_file(path)
    return (path, beside) if beside.is_file() else (path,)


def corrections_beside(template: Path) -> Corrections | None:
    """Return the corrections beside a template, ``None`` where there is no such file.

    Raises :class:`~youthstats.errors.CorrectionError` for a file that is not TOML, and for a word
    or a value that means nothing.
    """
    path = corrections_file(template)
    if not path.is_file():
        return None
    try:
        data = tomllib.loads(path.read_text("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise wrong(path.name, "not_toml", fault=error) from error
    forms = {
        label: _form(_table(said, label, path.name), f"{path.name}: {label}")
        for label, said in _table(data.pop("forms", {}), "forms", path.name).items()
    }
    edits = _edits(data.pop("edits", ()), path.name)
    without = _names(data.pop(_WITHOUT, ()), _WITHOUT, path.name)
    said = Corrections(data, forms, edits, without, path.name)
    said.check()
    return said


def _form(said: dict[str, Any], where: str) -> FormCorrections:
    rows, columns, items, categories = (_table(said.pop(word, {}), word, where) for word in _TABLES)
    for table, things in (("items", items), ("categories", categories)):
        for name, words in things.items():
            _table(words, name, f"{where}: {table}")
    only_these = said.pop(_ONLY_THESE, False)
    if not isinstance(only_these, bool):
        raise _wrong(f"{where}: {_ONLY_THESE}", only_these, "yes_no")
    return FormCorrections(
        rows=rows,
        columns=columns,
        items=items,
        categories=categories,
        order=_names(said.pop("order", ()), "order", where),
        edits=_edits(said.pop("edits", ()), where),
        without=_names(said.pop(_WITHOUT, ()), _WITHOUT, where),
        only_these=only_these,
        form=said,
    )


def _table(said: Any, word: str, where: str) -> dict[str, Any]:
    if not isinstance(said, dict):
        raise wrong(where, "no_table", said=word)
    return said


def _edits(said: Any, where: str) -> tuple[dict[str, Any], ...]:
    if not isinstance(said, list | tuple) or not all(isinstance(one, dict) for one in said):
        raise wrong(where, "no_table", said="[edits]")
    return tuple(said)


def _names(said: Any, word: str, where: str) -> tuple[str, ...]:
    if not isinstance(said, list | tuple) or not all(isinstance(one, str) for one in said):
        raise _wrong(f"{where}: {word}", said, "list")
    return tuple(said)


def _wrong(where: str, said: object, expected: str) -> CorrectionError:
    def facts(lang: str) -> Mapping[str, object]:
        return {"said": said, "expected": say(f"correction.{expected}", lang)}

    return CorrectionError(where, "correction.value", facts)


def toml_of(said: Corrections) -> str:
    """Return corrections as TOML, without what says nothing."""
    import tomli_w  # noqa: PLC0415 - only who writes corrections needs it

    forms = {label: _plain_form(one) for label, one in said.forms.items()}
    data = {
        **_listed(said.scheme),
        _WITHOUT: _listed(said.without),
        "forms": {label: one for label, one in forms.items() if one},
        "edits": _listed(said.edits),
    }
    return tomli_w.dumps(
        {word: value for word, value in data.items() if value}, multiline_strings=False
    )


def _plain_form(one: FormCorrections) -> dict[str, Any]:
    said = asdict(one, recurse=False)
    own = said.pop("form")
    said[_WITHOUT], said[_ONLY_THESE] = said.pop("without"), said.pop("only_these")
    told = {word: _listed(value) for word, value in said.items() if value}
    return {**_listed(own), **told}


def _listed(value: Any) -> Any:
    """Return a value with lists for tuples, as TOML has them."""
    if isinstance(value, Mapping):
        return {word: _listed(one) for word, one in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_listed(one) for one in value]
    return value
