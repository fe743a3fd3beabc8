"""A workbook file behind a narrow face: what its cells hold, and nothing about how they look.

``open_book`` looks at the bytes (``opening``, ``sniffing``). A ``.xlsx`` or ``.xlsm`` it reads with
our own streaming reader, the room :mod:`.ooxml`; other formats go to a process of their own
(:mod:`.foreign`, :mod:`.worker`). Either way the answer is a ``book``, and no file may cost more
than its ``limits``. Why, and what is known of ECMA-376: ``docs/explanation/own-reader.md``.
"""

from youthstats.workbook.package.addresses import column_number
from youthstats.workbook.package.book import Book, Cell, CellError, CellValue, Merge, Sheet
from youthstats.workbook.package.limits import Limits, UnopenableError
from youthstats.workbook.package.opening import digest_of, last_saved, open_book

__all__ = [
    "Book",
    "Cell",
    "CellError",
    "CellValue",
    "Limits",
    "Merge",
    "Sheet",
    "UnopenableError",
    "column_number",
    "digest_of",
    "last_saved",
    "open_book",
]
