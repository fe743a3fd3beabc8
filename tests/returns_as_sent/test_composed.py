"""Changes of every kind, one after the other, over the returns of 2009 and over forms nobody knows."""

from __future__ import annotations

import tempfile
from collections.abc import Collection
from pathlib import Path

from hypothesis import assume, given, settings
from hypothesis import strategies as st

import youthstats as ys
from tests.returns_as_sent import harmful, harmless
from tests.returns_as_sent.arranging import drop_names, hide_sheet
from tests.returns_as_sent.book import clean, save
from tests.returns_as_sent.composing import Composed, Sent, compositions
from tests.returns_as_sent.excuses import Figure
from tests.returns_as_sent.expectations import (
    SCHEME,
    reads_saying_at_most,
    silent,
)
from tests.returns_as_sent.test_cases import before
from tests.workbook.test_roundtrip import differing, held
from youthstats import strategies
from youthstats.workbook.package import open_book

several = settings(max_examples=settings().max_examples * 4)


def read(composed: Composed, unit: str, scheme: ys.Scheme = SCHEME) -> ys.Filed:
    with tempfile.TemporaryDirectory() as folder:
        return ys.read(save(composed.book, Path(folder, f"{unit}.xlsx"), composed.maker), scheme)


@several
@given(st.data())
def test_harmless_changes_change_nothing(data: st.DataObject) -> None:
    """Whatever harmless is done to a return of 2009, it reads the same, and nothing else is said."""
    unit = data.draw(st.sampled_from(SCHEME.units.leaves))
    sent = Sent(SCHEME, unit, clean(unit))
    composed = data.draw(compositions(sent, harmless.WORDS, harmless.LAST))
    expected = reads_saying_at_most(composed.says)
    assert [] == expected.faults(before(unit), read(composed, unit))


@settings(max_examples=settings().max_examples * 2)
@given(st.data())
def test_harmless_changes_of_any_form(data: st.DataObject) -> None:
    """The same holds for returns of any scheme: nothing is fitted to the tables of 2009."""
    scheme = data.draw(strategies.schemes().filter(distinct))
    unit = data.draw(st.sampled_from(scheme.units.leaves))
    one = data.draw(strategies.returns(scheme, unit))
    assume(held([one]))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"{unit}.xlsx")
        ys.write_return(path, scheme, unit, one.records)
        sent, filed = Sent(scheme, unit, open_book(path)), ys.read(path, scheme)
    # The last entry of a list, without words and the sum of the others, is taken for their total.
    assume(not differing(one, filed.returns[0]))
    # Of a scheme of one unit nobody can tell a nameless return from a nameless report.
    last = harmless.LAST if len(scheme.units.leaves) > 1 else ()
    composed = data.draw(compositions(sent, harmless.WORDS, last))
    expected = reads_saying_at_most(composed.says)
    assert [] == expected.faults(filed, read(composed, unit, scheme))


def distinct(scheme: ys.Scheme) -> bool:
    """Tell whether titles say which form is meant, once names are lost and sheets renamed.

    A form whose title is part of another's is not read, and said to be missing.
    """
    forms = scheme.forms
    return not any(a.title in b.title for a in forms for b in forms if a is not b)


@several
@given(st.data())
def test_no_change_turns_a_figure_into_another_in_silence(data: st.DataObject) -> None:
    """Whatever is broken in a return of 2009, no figure is another one and nobody says so."""
    unit = data.draw(st.sampled_from(SCHEME.units.leaves))
    sent = Sent(SCHEME, unit, clean(unit))
    words = (*harmful.WORDS, *harmful.WORDS, *harmful.KEEPING)
    composed = data.draw(compositions(sent, words, harmless.LAST))
    after = read(composed, unit)
    assert [] == silent(before(unit), after, noted(composed.typed), shuffled=True)


def noted(typed: Collection[str]) -> set[Figure]:
    """Return the figures for which a note of their own is enough.

    They are those of forms in which answers were typed over, for after a move nobody knows which,
    and all that a formula works out anew.
    """
    return {
        (form.id, item.name, line)
        for form in SCHEME.forms
        for item in form.items
        if form.id in typed or item.name in form.derivations
        for line in (range(40) if form.open else form.lines)
    }


def test_an_example_is_told_by_its_changes() -> None:
    """What fails is shown as a list of changes, each as it is written."""
    changes = (hide_sheet("表一"), drop_names())
    one = Composed(clean("嘉善县"), frozenset(), changes, frozenset(), "xlsxwriter")
    told = ["saved by xlsxwriter, after", "hide_sheet('表一')", "drop_names()"]
    assert told == [line.strip() for line in repr(one).splitlines()]
