"""XML as trees that are written back as they were read, and the two dialects of SpreadsheetML.

Prefixes, comments and the order of attributes stay. Transitional and Strict workbooks (ECMA-376
parts 4 and 1) differ, for all that is done here, in the names of two namespaces.
"""

from __future__ import annotations

from attrs import frozen
from lxml import etree
from lxml.etree import _Element as Element

from youthstats.workbook.package.limits import Limits, Meter, UnopenableError
from youthstats.workbook.package.ooxml.elements import Part

__all__ = ["STRICT", "TRANSITIONAL", "Dialect", "Element", "in_order", "parsed", "serialised"]


_DECLARATION = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


@frozen
class Dialect:
    """The namespaces a workbook is written in: of its elements, and of its relationships."""

    main: str
    relations: str

    def tag(self, name: str) -> str:
        """Return the full name of an element."""
        return f"{{{self.main}}}{name}"

    def kind(self, name: str) -> str:
        """Return the type of a relationship, given its last word."""
        return f"{self.relations}/{name}"

    @property
    def id(self) -> str:
        """The full name of the attribute ``r:id``."""
        return f"{{{self.relations}}}id"

    def spoken(self, part: bytes) -> bytes:
        """Return a part that XlsxWriter wrote, in this dialect.

        It declares its namespaces on the root, so nothing after that is looked at.
        """
        end = part.index(b">", part.index(b"?>") + 2)
        root = part[:end]
        for ours, theirs in (
            (TRANSITIONAL.main, self.main),
            (TRANSITIONAL.relations, self.relations),
        ):
            root = root.replace(f'"{ours}"'.encode(), f'"{theirs}"'.encode())
        return root + part[end:]

    @classmethod
    def of(cls, root: Element) -> Dialect:
        """Return the dialect of a part by its root."""
        space = etree.QName(root).namespace
        return STRICT if space == STRICT.main else TRANSITIONAL


TRANSITIONAL = Dialect(
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
)
STRICT = Dialect(
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
    "http://purl.oclc.org/ooxml/officeDocument/relationships",
)


def parsed(name: str, data: bytes) -> Element:
    """Return the tree of a part, once our own reader has found nothing wrong with it (DTDs, damage).

    Raises :class:`~youthstats.workbook.package.limits.UnopenableError`.
    """
    Part(name, (data,), Meter(Limits())).each({})
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, strip_cdata=False
    )
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise UnopenableError("file.damaged", detail=f"{name}: {error}") from error


def serialised(root: Element) -> bytes:
    """Return a tree as the bytes of a part."""
    # lxml's own declaration has single quotes, which no office program writes.
    return _DECLARATION + etree.tostring(
        root.getroottree(), encoding="UTF-8", xml_declaration=False
    )


def in_order(root: Element, name: str, order: str) -> Element:
    """Return the child called ``name``, made if there is none: in the schema's ``order``."""
    space = etree.QName(root).namespace
    tags = [f"{{{space}}}{one}" for one in order.split()]
    tag = f"{{{space}}}{name}"
    found = root.find(tag)
    if found is not None:
        return found
    earlier = set(tags[: tags.index(tag)])
    made = etree.Element(tag)
    # After the last one that goes before it: what the schema does not know keeps its neighbours.
    last = max((at for at, child in enumerate(root) if child.tag in earlier), default=-1)
    root.insert(last + 1, made)
    return made
