"""What answers are called after their labels."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from youthstats.workbook.understanding.naming import word

_numbers = st.integers(13, 9999)


@given(_numbers, _numbers, st.sampled_from(("-", "—", "–", "~", "～", "/", " — ")))
def test_two_numbers_in_a_name_stay_two(low: int, high: int, between: str) -> None:
    """31—40岁 is another name than 3140岁, and its numbers can be read off it."""
    assert f"年龄_{low}_{high}岁" == word(["年龄", f"{low}{between}{high}岁"])


@given(_numbers, st.sampled_from("-—/（"))
def test_no_other_sign_stays_in_a_name(number: int, sign: str) -> None:
    """A sign beside letters says nothing that these do not."""
    assert f"年龄_甲{number}岁" == word(["年龄", f"甲{sign}{number}岁"])
