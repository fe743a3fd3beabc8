"""The cases that fail today, the most dangerous first: by their sentence, what happens instead.

They are expected to fail, strictly: whoever mends the reader crosses them off.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Protocol

import pytest

__all__ = ["FAILING", "marked"]

FAILING: Mapping[str, str] = {}


class _Told(Protocol):
    @property
    def sentence(self) -> str: ...


def marked(cases: Iterable[_Told]) -> list[object]:
    """Return cases as parameters; one that fails today is expected to, and only then."""
    return [
        pytest.param(
            case,
            id=case.sentence,
            marks=pytest.mark.xfail(strict=True, reason=FAILING[case.sentence])
            if case.sentence in FAILING
            else (),
        )
        for case in cases
    ]
