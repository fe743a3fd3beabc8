"""A template as it was understood, with what its office says of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from attrs import evolve

from youthstats.characters import bare
from youthstats.layout.layouts import return_layout
from youthstats.model.edits import Edit
from youthstats.model.forms import Form, Line, vocabulary_of
from youthstats.model.grammar import Vocabulary
from youthstats.model.linear import Ref
from youthstats.workbook.reading.sheets.labels import stem_and_measure
from youthstats.workbook.reading.sheets.measures import Asked
from youthstats.workbook.understanding.corrections.applying import corrected, kinds_said
from youthstats.workbook.understanding.corrections.changing import Changing, refuse_orphans
from youthstats.workbook.understanding.corrections.renaming import renamed_statement
from youthstats.workbook.understanding.corrections.spelling import Called, plain_text
from youthstats.workbook.understanding.corrections.terms import (
    Corrections,
    FormCorrections,
    contradictions_at,
    unknown,
)
from youthstats.workbook.understanding.doubts import Doubt
from youthstats.workbook.understanding.formed import Formed
from youthstats.workbook.understanding.keys import Keys

__all__ = ["with_corrections"]

_SETTLED_BY = {
    "kind_unknown": "kind",
    "words_unknown": "kind",
    "kinds_differ": "kind",
    "measures_several": "measure",
    "not_added": "adds",
    "added_average": "adds",
}
"""Doubts about an item, and the word that settles each."""


def with_corrections(
    formed: Sequence[Formed], across: Sequence[Edit], said: Corrections
) -> tuple[list[Formed], list[Edit]]:
    """Return forms and the edits across them with what is said of them.

    Raises :class:`~youthstats.errors.CorrectionError` for a form that the template does not hold,
    and as :func:`~.corrections.applying.corrected` does.
    """
    labels = [one.form.label for one in formed]
    for label in said.forms:
        if label not in labels:
            raise unknown(said.where(label), label, labels)
    done = [
        _corrected(one, said.forms[one.form.label], said) if one.form.label in said.forms else one
        for one in formed
    ]
    return done, _across(list(zip(formed, done, strict=True)), across, said)


def _across(
    formed: Sequence[tuple[Formed, Formed]], across: Sequence[Edit], said: Corrections
) -> list[Edit]:
    """Return the edits across forms, old and new forms given in pairs."""
    by_old = {old.form.id: (old.form, new.form) for old, new in formed}
    by_new = {new.form.id: (old.form, new.form) for old, new in formed}

    def call(ref: Ref) -> Ref:
        old, new = by_old[str(ref.form)]
        words = said.forms.get(old.label, FormCorrections())
        line = ref.category
        return Ref(
            _name(words.items, ref.item),
            _name(words.categories, line) if isinstance(line, str) else line,
            new.id,
        )

    def kind_of(ref: Ref) -> str:
        label = by_new[str(ref.form)][0].label
        kinds = kinds_said(said.forms.get(label, FormCorrections()))
        old = kinds.get(ref.item)
        return said.where(label, "items", old, "kind") if old else ""

    edits = [evolve(edit, statement=renamed_statement(edit.statement, call)) for edit in across]
    refuse_orphans(
        [edit for edit in edits if edit.name not in said.without],
        lambda ref: by_new[str(ref.form)][1].item(ref.item),
        kind_of,
    )
    called = dict(_called([(old.form, new.form) for old, new in formed], said))
    changing = Changing(
        Vocabulary(forms={id: vocabulary_of(new) for id, (_, new) in by_new.items()}),
        lambda id: by_new[str(id)][1],
        lambda text: plain_text(text, None, called),
        lambda *path: said.where("", *path),
    )
    found = changing.edits(edits, said.edits, said.without)
    return [edit for edit in found if isinstance(edit, Edit)]  # a spread needs a form of its own


def _called(
    forms: Sequence[tuple[Form, Form]], said: Corrections
) -> Iterator[tuple[str, tuple[str, Called]]]:
    """Yield what every form may be called in an edit, with its id and what is called how there.

    What another form is called too stands behind: a title that is no other's, what it was called
    before, its id, and its label last, which is the one that counts.
    """
    titles = [new.title for _, new in forms]
    calls: list[Callable[[Form, Form], str]] = [
        lambda _, new: new.title if titles.count(new.title) == 1 else new.id,
        lambda old, _: old.id,
        lambda old, _: old.label,
        lambda _, new: new.id,
        lambda _, new: new.label,
    ]
    known = [
        (old, new, Called.of(new, said.forms.get(old.label, FormCorrections())))
        for old, new in forms
    ]
    for call in calls:
        yield from ((bare(call(old, new)), (new.id, called)) for old, new, called in known)


def _corrected(one: Formed, words: FormCorrections, said: Corrections) -> Formed:
    form = corrected(one.form, words, said.where)
    if form.label != one.form.label and not form.sheet:
        form = evolve(form, sheet=one.form.label)  # where it goes on standing
    keys = _renamed(one.keys, words)
    with contradictions_at(said.where(one.form.label)):
        layout = return_layout(form, len(keys.rows) if form.open else None)
    slots = layout.slots_apart if one.paths.table.pairs else layout.slots
    elsewhere = {_name(words.items, item): at for item, at in one.location.elsewhere.items()}
    totals = {_name(words.items, item): at for item, at in one.location.totals.items()}
    location = evolve(one.location, slots=slots, elsewhere=elsewhere, totals=totals)
    doubts = [doubt for doubt in one.doubts if not _is_settled(doubt, words)]
    doubts += _other_measures(one, words, said)
    untold = [name for name in one.worded if "kind" not in words.items.get(name, {})]
    worded = tuple(_name(words.items, name) for name in untold)
    return evolve(one, form=form, keys=keys, location=location, doubts=tuple(doubts), worded=worded)


def _other_measures(one: Formed, words: FormCorrections, said: Corrections) -> Iterator[Doubt]:
    """Yield a doubt for every unit of measure that is not the one the template prints."""
    label, sheet = one.form.label, one.paths.canvas.name
    for name, item in words.items.items():
        drawn = next((each.label for each in one.form.items if each.name == name), "")
        printed = stem_and_measure(drawn)[1]
        measure = str(item.get("measure", ""))
        if measure and printed and "label" not in item and not Asked(printed).admits(measure):
            where = said.where(label, "items", name, "measure")
            facts = {"item": name, "label": drawn, "measure": measure, "where": where}
            yield Doubt("measure_not_printed", sheet, facts=facts)


def _is_settled(doubt: Doubt, said: FormCorrections) -> bool:
    word = _SETTLED_BY.get(doubt.code)
    return word is not None and word in said.items.get(str(doubt.facts.get("item")), {})


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
