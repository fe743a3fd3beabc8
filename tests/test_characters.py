"""Characters that are no text: spelled where they could do something else than stand there."""

from __future__ import annotations

import json
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from youthstats.characters import bare, cut, length, unspaced, visible, whole_characters

ANY = st.text(st.characters())
"""Any text at all, halves of characters included."""


@given(ANY)
def test_what_is_visible_only_prints(text: str) -> None:
    """No control character, no mark of direction and no half is left."""
    seen = visible(text)
    assert not {"Cc", "Cs", "Zl", "Zp"} & {unicodedata.category(sign) for sign in seen}
    assert not set("\u202e\u2066\u200f\u061c") & set(seen)
    assert seen == visible(seen)


@given(st.text(st.characters(exclude_categories=["Cc", "Cf", "Cs", "Zl", "Zp"])))
def test_ordinary_text_stays_as_it_is(text: str) -> None:
    """Letters, figures, brackets and signs of all writings are shown as they are."""
    assert text == visible(text) == whole_characters(text)


@given(ANY)
def test_the_spelling_is_that_of_json(text: str) -> None:
    """Spelled inside a JSON text, a character says the same to whoever reads the JSON."""
    assert text == json.loads(visible(json.dumps(text, ensure_ascii=False)))


@given(ANY)
def test_whole_characters_can_be_written_to_a_file(text: str) -> None:
    """Halves are spelled; whatever UTF-8 can hold stays."""
    assert text.encode("utf-8", "backslashreplace") == whole_characters(text).encode("utf-8")


@given(st.text(), st.text(st.sampled_from(" \t\n\u3000\u00a0")))
def test_padding_and_case_make_no_other_words(text: str, blanks: str) -> None:
    """Blanks between the signs of a label are no part of it, and what is bare has one case besides."""
    plain = unspaced(text)
    assert plain == "".join(plain.split())
    assert plain == unspaced(f"{blanks}{text}{blanks}")
    assert plain.casefold() == bare(text)


@given(ANY, st.integers(0, 40))
def test_a_cut_text_fits_and_is_a_beginning(text: str, most: int) -> None:
    """No more units than allowed, at most one fewer, and never half a character."""
    whole = whole_characters(text)
    beginning = cut(whole, most)
    assert whole.startswith(beginning)
    assert min(most, length(whole)) - 1 <= length(beginning) <= most


def test_worked_examples() -> None:
    """An escape sequence, a reversed name, a lone half, a character of two units."""
    assert r"\u001b[31mred" == visible("\x1b[31mred")
    assert r"\u202efdp.exe" == visible("\u202efdp.exe")
    assert "一行\n二行\\t" == visible("一行\n二行\t", keep="\n")
    assert r"\udcb0.xlsx" == whole_characters("\udcb0.xlsx")
    assert (3, "a") == (length("a😀"), cut("a😀", 2))
