"""Any text a clerk could type, and those that have broken a workbook or a terminal before."""

from __future__ import annotations

from hypothesis import strategies as st

__all__ = ["NASTY", "texts"]

NASTY = (
    "=1+1",
    "+86 573",
    "-3",
    "@SUM(A1)",
    "'quoted",
    "＝1+1",
    '=HYPERLINK("http://example.org","x")',
    "=cmd|'/c calc'!A1",
    "{=1+1}",
    "https://example.org",
    "mailto:a@example.org",
    "internal:表一!A1",
    "file:///etc/passwd",
    "00123",
    "1e5",
    "NaN",
    "#N/A",
    "TRUE",
    "_x000D_",
    "_x005F_x000D_",
    "_xD83D_",
    "\x00\x01\x0b\x1f",
    "\x1b[31mred\x1b]0;title\x07",
    "\x7f\x85\x9b",
    "a\r\nb\rc\td",
    " \u3000 padded \u00a0 ",
    "\n",
    "\ufffe\uffff\ufeff",
    "\u202efdp.exe",
    "\u2028\u2029",
    "\ud83d",
    "\ude00\ud83d",
    "😀",
    "<r><t>rich</t></r>",
    "<r>&</r>",
    "<r></r>",
    "<r>\x01_x000D_</r>",
    "]]>",
    "<!-- & -->",
    "&amp;&#x0;",
    "[red]markup[/red]",
    "[/]",
    "{unit} {0} %s",
    "&P&N&[Date]",
    "\"'`,;|",
    "长" * 32_767,
    "长" * 32_768,
    "😀" * 20_000,
    "\ud83d" * 40_000,
    "a\n" * 400,
)

_ANY = st.text(st.characters())
_ODD = st.text("=+-@'<>&\"[]_x000D\x00\x01\x1b\r\n\t \ud83d\ude00\u202e/r", max_size=12)


def texts() -> st.SearchStrategy[str]:
    """Draw any text at all: halves of characters, control characters, markup, formulas, 33,000 signs."""
    long = st.builds(lambda text, tail: text * 33_000 + tail, st.text(min_size=1, max_size=1), _ODD)
    marked = st.builds("<r>{}</r>".format, _ODD)
    return st.one_of(_ANY, _ODD, marked, st.sampled_from(NASTY), long)
