"""A template as it was understood, with what its office says of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from attrs import evolve

from youthstats.errors import CorrectionError, did_you_mean
from youthstats.layout.layouts import return_layout
from youthstats.model.edit_texts import parse_edits
from youthstats.model.edits import Edit
from youthstats.model.forms import Line, vocabulary_of
from youthstats.model.linear import Ref, Vocabulary
from youthstats.workbook.understanding.corrections.applying import corrected, edit_texts
from youthstats.workbook.understanding.corrections.renaming import renamed_statement
from youthstats.workbook.understanding.corrections.terms import Corrections, FormCorrections
from youthstats.workbook.understanding.formed import Formed
from youthstats.workbook.understanding.keys import Keys

__all__ = ["with_corrections"]


def with_corrections(
    formed: Sequence[Formed], across: Sequence[Edit], said: Corrections
) -> tuple[list[Formed], list[Edit]]:
    """Return forms and the edits across them with what is said of them.

    Raises :class:`~youthstats.errors.CorrectionError` for a form that the template does not hold.
    """
    labels = [one.form.label for one in formed]
    for label in said.forms:
        if label not in labels:
            raise CorrectionError("youthstats", label, did_you_mean(label, labels))
    done = [
        _corrected(one, said.forms[one.form.label]) if one.form.label in said.forms else one
        for one in formed
    ]
    by_old = {old.form.id: (old, new) for old, new in zip(formed, done, strict=True)}

    def call(ref: Ref) -> Ref:
        old, new = by_old[str(ref.form)]
        words = said.forms.get(old.form.label, FormCorrections())
        line = ref.category
        return Ref(
            _name(words.items, ref.item),
            line if line is None else _name(words.categories, line),
            new.form.id,
        )

    edits = {
        edit.name: evolve(edit, statement=renamed_statement(edit.statement, call))
        for edit in across
    }
    vocabulary = Vocabulary(forms={one.form.id: vocabulary_of(one.form) for one in done})
    for edit in parse_edits(edit_texts(said.edits), vocabulary, "youthstats"):
        assert isinstance(edit, Edit)  # a spread needs a form of its own
        edits[edit.name] = edit
    return done, list(edits.values())


def _corrected(one: Formed, said: FormCorrections) -> Formed:
    form = corrected(one.form, said)
    keys = _renamed(one.keys, said)
    layout = return_layout(form, len(keys.rows) if form.open else None)
    elsewhere = {_name(said.items, item): at for item, at in one.location.elsewhere.items()}
    location = evolve(one.location, slots=layout.slots, elsewhere=elsewhere)
    return evolve(one, form=form, keys=keys, location=location)


def _renamed(keys: Keys, said: FormCorrections) -> Keys:
    def called(line: Line) -> Line:
        return _name(said.categories, line) if isinstance(line, str) else line

    return evolve(
        keys,
        items={_name(said.items, item): path for item, path in keys.items.items()},
        categories={_name(said.categories, line): path for line, path in keys.categories.items()},
        places={
            (_name(said.items, item), called(line)): place
            for (item, line), place in keys.places.items()
        },
    )


def _name(said: Mapping[str, Mapping[str, object]], old: str) -> str:
    return str(said.get(old, {}).get("name", old))
