"""XlsxWriter with texts that are texts, whatever they look like, and with long sheets among others.

It takes a clerk's ``<r>…</r>`` for rich text of its own, and does not escape ``_x000D_`` where it
shares an underscore with another such escape. Its hook for another packager is used to mend both.

Its option ``constant_memory`` writes a row to a file of its own as soon as the next begins. The option is
one of every sheet, and offered for all at once: here only long sheets have it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from tempfile import TemporaryDirectory
from typing import IO, Any

import xlsxwriter
from xlsxwriter.comments import Comments
from xlsxwriter.exceptions import XlsxFileError
from xlsxwriter.packager import Packager
from xlsxwriter.sharedstrings import SharedStrings

from youthstats.characters import visible
from youthstats.errors import WriteError
from youthstats.workbook.names import CREATED
from youthstats.workbook.writing.render_rows import LongSheet
from youthstats.workbook.writing.render_texts import escaped

__all__ = ["Workbook", "writing"]

OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
    "use_zip64": True,
}


class Workbook(xlsxwriter.Workbook):  # type: ignore[misc]  # its types are not published
    """A workbook to write to."""

    def add_long_worksheet(self, name: str) -> Any:
        """Add a sheet that holds one row in memory; its parts go to files from now on."""
        self.in_memory, self.constant_memory = False, True
        try:
            return self.add_worksheet(name, LongSheet)
        finally:
            self.constant_memory = False

    def let_go(self) -> None:
        """Close the files of rows, whatever became of the workbook."""
        for sheet in self.worksheets():
            if sheet.constant_memory:
                sheet._opt_close()

    def _get_packager(self) -> Any:
        return _Packager()


@contextmanager
def writing(file: IO[bytes], path: str, *, title: str, from_1904: bool) -> Iterator[Workbook]:
    """Give a workbook that is written to ``file`` at the end. ``path`` is what errors call it."""
    with TemporaryDirectory() as folder:
        book = Workbook(file, {**OPTIONS, "date_1904": from_1904, "tmpdir": folder})
        book.set_properties({"title": visible(title), "author": "youthstats", "created": CREATED})
        book.set_calc_mode("auto")
        try:
            yield book
            book.close()
        except XlsxFileError as error:
            raise WriteError(path, str(error)) from error
        finally:
            book.let_go()


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
