"""The steps from a template's bytes to those of the workbook made of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from youthstats.workbook.filling.book_part import BookPart, take_away
from youthstats.workbook.filling.filler import Filler, Fillings
from youthstats.workbook.filling.grafting import graft, style_table
from youthstats.workbook.filling.package import Package
from youthstats.workbook.filling.renaming import free_names, references, renamed
from youthstats.workbook.filling.terms import Outcome
from youthstats.workbook.package import Book
from youthstats.workbook.writing.plan import Plan
from youthstats.workbook.writing.render import rendered
from youthstats.workbook.writing.render_texts import escaped

__all__ = ["patched"]


def patched(
    data: bytes,
    opened: Book,
    fillings: Fillings,
    plans: Sequence[Plan],
    *,
    constants: Mapping[str, str],
    lang: str,
) -> tuple[bytes, str, Outcome]:
    """Return the workbook made of a template, how its name must end, and what is to be said of it."""
    package = Package(data)
    book = BookPart(package)
    names = free_names((plan.name for plan in plans), book.sheets())
    lost = take_away(package, book)
    table = style_table(book)
    filler = Filler(book, table, references(names), lang)
    filler.fill(opened, fillings)
    losses, left_out = filler.losses, []
    if plans:
        sheets, more = rendered(renamed(plans, names), lang=lang, from_1904=book.from_1904)
        losses += more
        left_out += graft(book, table, sheets)
    for name, text in constants.items():
        spelled = '"' + escaped(text).replace('"', '""') + '"'
        left_out += [] if book.define(name, spelled) else [name]
    if table.changed and (styles := book.relations.one("styles")):
        package.edited(styles)
    book.set_up()
    outcome = Outcome(
        names,
        tuple(losses),
        filler.remarks,
        tuple(lost),
        tuple(left_out),
        frozenset(package.changed & package.entries.keys()),
    )
    return package.saved(), book.suffix, outcome
