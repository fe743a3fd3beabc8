"""Rows of a return that went back: marks with their seals, as they are written and come back."""

from __future__ import annotations

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from youthstats.model.remarks import SEALED, Mark, Remark, mark_in

MARK = "#0123456789"
ROW = Remark(MARK, "", "3", "强制性", "表一", "F6", "左边 17，右边 16", "F6 应为 16")


@given(st.sampled_from(SEALED), st.text(min_size=1).filter(str.isalnum))
def test_a_text_that_was_changed_breaks_its_seal_alone(name: str, added: str) -> None:
    """What is sealed and as it was is whole; a short seal may rarely fit another text."""
    mark = mark_in(ROW.sealed_mark)
    assert mark == Mark(MARK, ROW.seals)
    assert set() == mark.broken(ROW)
    other = evolve(ROW, **{name: f"{getattr(ROW, name)}{added}"})
    assert mark.broken(other) <= {name}
    assert mark.broken(other) == ({name} if other.seals != ROW.seals else set())


def test_a_mark_is_known_however_a_program_writes_it() -> None:
    """Blanks, width and case aside; more in the cell is said; without a seal none is broken."""
    assert mark_in(f" ＃{MARK[1:]} ") == Mark(MARK)
    assert mark_in(f"{MARK} 见附件") == Mark(MARK, "", more=True)
    assert mark_in("见附件") is None
    assert set() == Mark(MARK).broken(evolve(ROW, wrong="别的"))
    assert "" == evolve(ROW, mark="").sealed_mark
