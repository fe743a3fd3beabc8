"""What kind of file this is, by its first bytes; a name says little."""

from __future__ import annotations

import re

from youthstats.workbook.package.limits import UnopenableError

__all__ = ["ZIP", "kind_of"]

ZIP = "zip"

_OLE = bytes.fromhex("D0CF11E0A1B11AE1")  # a compound file: .xls, .et, .doc, or an encrypted .xlsx
_ARCHIVES = (b"Rar!", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b")
_HTML = re.compile(r"<(!doctype\s+html|html|head|body|table|meta)\b", re.IGNORECASE)
_STREAMS = {"EncryptedPackage": "file.encrypted", "WordDocument": "file.not_a_workbook"}


def kind_of(data: bytes, suffix: str) -> str:
    """Return ``zip`` or ``.xls``; raise for anything else, saying what it is.

    The suffix decides only where the content cannot: an ``.et`` of WPS is a compound file like any.
    """
    if data.startswith(b"PK"):
        return ZIP
    if suffix in {".et", ".csv"}:
        raise UnopenableError("file.other_format", suffix=suffix)
    if data.startswith(_OLE):
        for stream, reason in _STREAMS.items():
            if stream.encode("utf-16-le") in data:
                raise UnopenableError(reason)
        return ".xls"
    if data.startswith(_ARCHIVES):
        raise UnopenableError("file.archive")
    text = _text(data)
    if text is None or data.startswith(b"%PDF"):
        raise UnopenableError("file.not_a_workbook")
    if _HTML.search(text):
        raise UnopenableError("file.html")
    raise UnopenableError("file.xml" if text.lstrip().startswith("<?xml") else "file.text")


def _text(data: bytes) -> str | None:
    """Return the start of a text file, or ``None`` for a file that is no text."""
    start = data[:4096]
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        return start.decode("utf-16", errors="replace")
    if b"\0" in start:
        return None
    for code in ("utf-8-sig", "gb18030"):
        # The cut may fall inside a character: its bytes are not the file's fault.
        for cut in range(4):
            try:
                return start[: len(start) - cut].decode(code)
            except UnicodeDecodeError:
                continue
    return None
