"""What is typed into cells, and over labels."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction

from attrs import evolve

from tests.returns_as_sent.book import at, change, is_label, is_number, sheet_of, with_sheet
from youthstats.model.values import plain, printed
from youthstats.workbook.package import Book, Cell, CellValue


@change
def type_in(book: Book, cell: str, value: CellValue, number_format: str | None = None) -> Book:
    """Type something into a cell, over what stood there; a text stays a text."""
    name, place = at(cell)
    sheet = sheet_of(book, name)
    before = sheet.cells.get(place, Cell())
    typed = evolve(
        before, value=value, formula=None, number_format=number_format or before.number_format
    )
    return with_sheet(book, evolve(sheet, cells={**sheet.cells, place: typed}))


@change
def calculate(book: Book, cell: str, formula: str, value: CellValue = None) -> Book:
    """Put a formula into a cell, with the result stored beside it or without any."""
    name, place = at(cell)
    sheet = sheet_of(book, name)
    made = evolve(sheet.cells.get(place, Cell()), value=value, formula=formula)
    return with_sheet(book, evolve(sheet, cells={**sheet.cells, place: made}))


@change
def clear(book: Book, *cells: str) -> Book:
    """Empty some cells."""
    for cell in cells:
        name, place = at(cell)
        sheet = sheet_of(book, name)
        left = {key: one for key, one in sheet.cells.items() if key != place}
        book = with_sheet(book, evolve(sheet, cells=left))
    return book


@change
def format_as(book: Book, cell: str, number_format: str) -> Book:
    """Give a cell another number format."""
    name, place = at(cell)
    sheet = sheet_of(book, name)
    shown = evolve(sheet.cells[place], number_format=number_format)
    return with_sheet(book, evolve(sheet, cells={**sheet.cells, place: shown}))


@change
def comment(book: Book, cell: str, text: str) -> Book:
    """Put a comment on a cell."""
    name, place = at(cell)
    sheet = sheet_of(book, name)
    said = evolve(sheet.cells.get(place, Cell("")), comment=text)
    return with_sheet(book, evolve(sheet, cells={**sheet.cells, place: said}))


@change
def name_unit(book: Book, text: CellValue, cell: str = "表一!B2") -> Book:
    """Type another unit into the one cell from which formulas take it, and calculate anew."""
    name, place = at(cell)
    before = sheet_of(book, name).cells[place].value

    def named(one: Cell) -> Cell:
        return evolve(one, value=text or "") if one.formula and one.value == before else one

    return type_in(cell, text)(_each(book, named))


@change
def paste_as_values(book: Book) -> Book:
    """Turn every formula into the value it came to."""
    return _each(book, lambda cell: evolve(cell, formula=None))


@change
def forget_results(book: Book) -> Book:
    """Keep formulas without the results they came to, as programs save that do not calculate."""
    return _each(book, lambda cell: evolve(cell, value=None) if cell.formula else cell)


# --------------------------------------------------------------------------------------- numbers

WIDE = str.maketrans("0123456789.,%-", "０１２３４５６７８９．，％－")

AS_TEXT: Mapping[str, Callable[[str], str]] = {
    "plain": str,
    "wide": lambda text: text.translate(WIDE),
    "padded": lambda text: f"  {text}",
    "trailing ideographic space": lambda text: f"{text}\u3000",
    "trailing no-break space": lambda text: f"{text}\u00a0",
    "line break": lambda text: f"{text}\n",
    "zero-width": lambda text: f"\u200b{text}",
}
"""Ways a number is typed as a text, by name."""


@change
def numbers_as_text(book: Book, sheet: str, way: str = "plain") -> Book:
    """Turn every number of a sheet into a text."""

    def text(cell: Cell) -> Cell:
        if not is_number(cell):
            return cell
        return evolve(cell, value=AS_TEXT[way](_shown(cell)), formula=None, number_format="@")

    return _each(book, text, sheet)


def _shown(cell: Cell) -> str:
    """Return a number as it is typed: a share under its format as a percentage."""
    assert isinstance(cell.value, int | Decimal)
    text = printed(plain(Fraction(cell.value) * 100 ** ("%" in cell.number_format)))
    if "%" not in cell.number_format:
        return text
    whole, _, parts = text.partition(".")
    places = cell.number_format.partition(".")[2].count("0")
    return (f"{whole}.{parts:0<{places}}" if places else text) + "%"


# ---------------------------------------------------------------------------------------- labels


@change
def reword(book: Book, sheet: str, label: str, text: str) -> Book:
    """Replace words within the labels of a sheet; they must stand there."""
    here = sheet_of(book, sheet)
    assert any(isinstance(c.value, str) and label in c.value for c in here.cells.values()), label

    def worded(cell: Cell) -> Cell:
        if not isinstance(cell.value, str) or cell.formula is not None:
            return cell
        return evolve(cell, value=cell.value.replace(label, text))

    return _each(book, worded, sheet)


LOOKS: Mapping[str, Callable[[str], str]] = {
    "spaced out": " ".join,
    "wide spaced": "\u3000".join,
    "padded": lambda text: f"  {text} ",
    "broken in two": lambda text: text[: len(text) // 2] + "\n" + text[len(text) // 2 :],
    "wide": lambda text: text.translate({sign: sign + 0xFEE0 for sign in range(0x21, 0x7F)}),
    "half": lambda text: text.translate(str.maketrans("（），：；", "(),:;")),
    "colon": lambda text: text if text.endswith(("：", ":")) else f"{text}：",
}
"""Ways a label looks different and says the same, by name."""


@change
def restyle_labels(book: Book, sheet: str, look: str) -> Book:
    """Pad, break or widen every label of a sheet; what answers 填报单位 asks for nothing itself."""
    asked = sheet_of(book, sheet).cells
    units = [one.value for (row, at), one in asked.items() if _asks_unit(asked.get((row, at - 1)))]

    def styled(cell: Cell) -> Cell:
        own = look == "colon" and cell.value in units
        if not is_label(cell) or cell.formula is not None or own:
            return cell
        return evolve(cell, value=LOOKS[look](str(cell.value)))

    return _each(book, styled, sheet)


def _asks_unit(cell: Cell | None) -> bool:
    return cell is not None and str(cell.value).startswith("填报单位")


def _each(book: Book, does: Callable[[Cell], Cell], sheet: str | None = None) -> Book:
    sheets = [
        evolve(one, cells={place: does(cell) for place, cell in one.cells.items()})
        if sheet in {None, one.name}
        else one
        for one in book.sheets
    ]
    return evolve(book, sheets=tuple(sheets))
