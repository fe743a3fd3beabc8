"""XlsxWriter with texts that are texts, whatever they look like.

It takes a clerk's ``<r>…</r>`` for rich text of its own, and does not escape ``_x000D_`` where it
shares an underscore with another such escape. Its hook for another packager is used to mend both.
"""

from __future__ import annotations

import re
from typing import Any

import xlsxwriter
from xlsxwriter.comments import Comments
from xlsxwriter.packager import Packager
from xlsxwriter.sharedstrings import SharedStrings

__all__ = ["Workbook", "escaped"]

_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]")


def escaped(text: str) -> str:
    """Return a text as XML can hold it (ST_Xstring, ECMA-376 part 1, § 22.9.2.19)."""
    return _CONTROL.sub(lambda found: f"_x{ord(found[0]):04X}_", _ESCAPE.sub("_x005F_", text))


class Workbook(xlsxwriter.Workbook):  # type: ignore[misc]  # its types are not published
    """A workbook to write to."""

    def _get_packager(self) -> Any:
        return _Packager()


class _Packager(Packager):  # type: ignore[misc]
    def _write_shared_strings_file(self) -> None:
        if self.workbook.str_table.count:
            strings = _Strings()
            strings.string_table = self.workbook.str_table
            strings._set_xml_writer(self._filename("xl/sharedStrings.xml"))
            strings._assemble_xml_file()

    def _write_comment_files(self) -> None:
        sheets = [sheet for sheet in self.workbook.worksheets() if sheet.has_comments]
        for number, sheet in enumerate(sheets, 1):
            comments = _Comments()
            comments._set_xml_writer(self._filename(f"xl/comments{number}.xml"))
            comments._assemble_xml_file(sheet.comments_list)


class _Strings(SharedStrings):  # type: ignore[misc]
    _escape_control_characters = staticmethod(escaped)

    def _write_si(self, string: str) -> None:
        if string.startswith("<r>") and string.endswith("</r>"):
            self._xml_si_element(escaped(string))
        else:
            super()._write_si(string)


class _Comments(Comments):  # type: ignore[misc]
    _escape_control_characters = staticmethod(escaped)
