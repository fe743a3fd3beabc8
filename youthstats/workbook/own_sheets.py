"""The names of the sheets that the library writes beside the forms: none of them is a form's."""

from __future__ import annotations

from youthstats.model.schemes import Scheme
from youthstats.wording import LANGUAGES, say

__all__ = ["sheets_beside"]

_OF_ALL = ("filing.sheet", "findings.sheet", "sources.sheet", "template.roster_sheet")
_OF_A_FORM = ("report.detail_sheet", "report.levels_sheet")


def sheets_beside(scheme: Scheme) -> frozenset[str]:
    """Return what they are called, in every language: the audit's, and what stands behind a form."""
    of_all = {say(key, lang) for key in _OF_ALL for lang in LANGUAGES}
    labels = [form.label for form in scheme.forms]
    of_forms = {
        say(key, lang, label=label) for key in _OF_A_FORM for lang in LANGUAGES for label in labels
    }
    return frozenset(of_all | of_forms)
