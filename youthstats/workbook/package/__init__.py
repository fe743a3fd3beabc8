"""A workbook file behind a narrow face: what its cells hold, and nothing about how they look.

``open_book`` reads ``.xlsx`` and ``.xlsm`` itself, in one pass over each part of the package, and
hands other formats to a process of its own (:mod:`.foreign`). Why, and what is known of ECMA-376:
``docs/explanation/own-reader.md``. The files in the order of the work: ``opening``, ``sniffing``,
``parts``, ``properties``, ``elements``, ``workbook``, ``strings``, ``formats``, ``sheet``,
``formulas``, ``comments``; ``book`` and ``limits`` hold what they speak of.
"""

from youthstats.workbook.package.book import Book, Cell, CellError, CellValue, Merge, Sheet
from youthstats.workbook.package.limits import Limits, UnopenableError
from youthstats.workbook.package.opening import last_saved, open_book

__all__ = [
    "Book",
    "Cell",
    "CellError",
    "CellValue",
    "Limits",
    "Merge",
    "Sheet",
    "UnopenableError",
    "last_saved",
    "open_book",
]
