"""Schemes and forms by what a user gives: an id, a definition of one's own, or a blank workbook."""

from __future__ import annotations

import os
from pathlib import Path

from youthstats.errors import TemplateError
from youthstats.model.forms import Form
from youthstats.model.schemes import Scheme
from youthstats.model.units import Hierarchy
from youthstats.schemes import scheme_called
from youthstats.workbook.understanding.template import Template, understand

__all__ = ["form_from_workbook", "is_workbook", "load_scheme", "template_or_scheme"]

_WORKBOOKS = {".xlsx", ".xlsm", ".xltx", ".xltm", ".xls", ".xlsb", ".ods", ".et"}


def is_workbook(source: str | os.PathLike[str]) -> bool:
    """Tell whether a source is meant as the path of a workbook."""
    return not isinstance(source, str) or Path(source).suffix.lower() in _WORKBOOKS


def load_scheme(source: str | os.PathLike[str], units: Hierarchy | None = None) -> Scheme:
    """Return a scheme by id, as ``package.module:ATTRIBUTE``, or drawn from a blank workbook.

    ``units`` takes the place of its roster; a workbook without one asks every return whose it is.
    Raises :class:`~youthstats.errors.UnknownSchemeError` with the nearest id for one nobody knows,
    :class:`~youthstats.errors.SchemeLoadError` for a module that cannot be loaded, and
    :class:`~youthstats.errors.TemplateError` for a workbook that holds no form.
    """
    if is_workbook(source):
        return understand(source, units).scheme
    scheme = scheme_called(os.fspath(source))
    return scheme if units is None else scheme.with_units(units)


def template_or_scheme(source: Scheme | Template | str | os.PathLike[str]) -> Scheme | Template:
    """Return what a workbook asks for, with where that stands in it; of anything else the scheme."""
    if isinstance(source, Scheme | Template):
        return source
    return understand(source) if is_workbook(source) else load_scheme(source)


def form_from_workbook(path: str | os.PathLike[str], sheet: str | None = None) -> Form:
    """Return the form on a sheet of a blank workbook, or the only one there is.

    Raises :class:`~youthstats.errors.TemplateError` where no form can be understood, or not which.
    """
    found = understand(path).scheme.forms
    named = [form for form in found if sheet in {None, form.label, form.sheet}]
    if len(named) != 1:
        labels = " ".join(form.label for form in named or found)
        raise TemplateError(str(path), "template.which_form", {"forms": labels})
    return named[0]
