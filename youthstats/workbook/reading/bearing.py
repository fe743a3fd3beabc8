"""What a sheet says it is: one of the forms, or one that the library writes beside them."""

from __future__ import annotations

import re

from youthstats.model.forms import Form
from youthstats.model.schemes import Scheme
from youthstats.wording import LANGUAGES, say
from youthstats.workbook.package import Sheet
from youthstats.workbook.reading.labels import folded

__all__ = ["bears", "written_by_us"]


def bears(sheet: Sheet, form: Form) -> bool:
    """Tell whether a sheet says that it is ``form``: by its name, a title or the form's label."""
    label, title = folded(form.label), folded(form.title)
    if folded(sheet.name) == label:
        return True
    begins = re.compile(rf"\s*(?:表\s*号\s*[:：]?\s*)?{re.escape(form.label)}\s*(?:$|[\s:：])")
    return any(
        title in folded(text) or folded(text) == label or begins.match(text)
        for _, text in sheet.texts
    )


def written_by_us(scheme: Scheme) -> frozenset[str]:
    """Return the names of the sheets that the library writes beside the forms."""
    keys = ("filing.sheet", "findings.sheet", "sources.sheet", "template.roster_sheet")
    plain = {say(key, lang) for key in keys for lang in LANGUAGES}
    details = {
        say("report.detail_sheet", lang, label=form.label)
        for form in scheme.forms
        for lang in LANGUAGES
    }
    return frozenset(plain | details)
