"""Signs that only look different: full-width forms, blanks, dashes. Folded before anything is read.

NFKC would turn the footnote mark of 5² into a digit, so only the signs named here are folded.
"""

from __future__ import annotations

__all__ = ["LINE", "NOTHING", "folded", "is_blank", "is_mark"]

_UNSEEN = "\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"

NOTHING = "".join(filter(str.isspace, map(chr, range(0x3001)))) + _UNSEEN
"""Every sign that prints nothing: what consists of them is blank."""

LINE = "_＿"
"""Signs that draw a line to write on: ``__12__``."""

_MARKS = frozenset("-/×╳✕✖✗✘*※xX")
"""Signs, folded, that close a cell in which nothing is asked for."""

_FOLDED: dict[int, int | str] = {
    **{sign: sign - 0xFEE0 for sign in range(0xFF01, 0xFF5F)},
    **dict.fromkeys(map(ord, "\u00a0\u1680\u2002\u2003\u2007\u2009\u200a\u202f\u3000"), " "),
    **dict.fromkeys(map(ord, _UNSEEN), ""),
    **dict.fromkeys(map(ord, "‐‑‒–—―−﹣─━"), "-"),
    **dict.fromkeys(map(ord, "〜∼"), "~"),
    **dict.fromkeys(map(ord, "【〔"), "["),
    **dict.fromkeys(map(ord, "】〕"), "]"),
    ord("￥"): "¥",
    ord("﹢"): "+",
}


def folded(text: str) -> str:
    """Return ``text`` with full-width signs, blanks and dashes made plain, without its padding."""
    return text.translate(_FOLDED).strip(NOTHING)


def is_blank(value: object) -> bool:
    """Tell whether what a cell holds prints nothing: no value, or signs that print none."""
    return value is None or (isinstance(value, str) and not value.strip(NOTHING))


def is_mark(text: str) -> bool:
    """Tell whether a text is nothing but signs that close a cell: —, ×, ***."""
    plain = "".join(folded(text).split())
    return bool(plain) and _MARKS.issuperset(plain)
