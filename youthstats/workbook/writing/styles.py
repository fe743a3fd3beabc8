"""The looks of what the library writes: the fonts and lines an office would print and sign."""

from __future__ import annotations

from typing import Any

from youthstats.workbook.writing.plan import ABOUT, Style

__all__ = ["A4", "MARGINS", "PAGE_NUMBER", "TAB_COLOURS", "properties"]

A4 = 9
PAGE_NUMBER = "&C— &P —"
MARGINS = {"left": 0.6, "right": 0.6, "top": 0.8, "bottom": 0.8}
TAB_COLOURS = {"form": "#2F5597", "detail": "#8EA9DB", "audit": "#A9D08E"}

SONG, HEI = "宋体", "黑体"
"""Offices print tables in 宋体 with headings in 黑体; the fonts need not be on this machine."""

_FLAGS: dict[str, dict[str, Any]] = {
    "hard": {"bg_color": "#FFC7CE", "font_color": "#9C0006"},
    "soft": {"bg_color": "#FFEB9C", "font_color": "#7F6000"},
    "absent": {"bg_color": "#EDEDED"},
    "recovered": {"italic": True, "font_color": "#2F5597"},
}

_ROLES: dict[str, dict[str, Any]] = {
    "title": {"font_name": HEI, "font_size": 16, "bold": True},
    "meta": {"font_size": 10.5},
    "banner": {"font_size": 10.5, "bold": True, "font_color": "#9C0006"},
    "corner": {"font_name": HEI, "border": 1, "bg_color": "#F2F2F2"},
    "header": {"font_name": HEI, "border": 1, "bg_color": "#F2F2F2"},
    "stub": {"border": 1},
    "answer": {"border": 1},
    "total": {"border": 1, "bold": True},
    "note": {"font_size": 10.5, "border": 1},
    "plain": {"border": 1, "font_size": 10.5},
    "link": {"border": 1, "font_size": 10.5, "font_color": "#0563C1", "underline": 1},
}


def properties(style: Style) -> dict[str, Any]:
    """Return the cell format for a style, as XlsxWriter's properties."""
    return {
        "font_name": SONG,
        "font_size": 11,
        "valign": "vcenter",
        "align": style.align,
        "indent": int(style.align == "right" and style.role in {"answer", "total", "plain"}),
        "text_wrap": style.align != "right",
        "num_format": f'"{ABOUT}"' * style.about + style.number_format,
        "locked": not style.unlocked,
        "quote_prefix": style.quoted,
        **_ROLES[style.role],
        **(_FLAGS[style.flag] if style.flag else {}),
    }
