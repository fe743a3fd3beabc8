"""Small parts inflated at once, where all of the package is in order.

zipfile takes a part in five calls of Python and a lock for each; most parts of a return are smaller
than what that costs. It stays the judge: what is in any way unusual is left to it.
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from bisect import bisect_right
from collections.abc import Sequence

__all__ = ["borders", "inflated", "packed"]

_HEADER = 30
_ENCRYPTED_OR_PATCHED = 0x61  # the flags over which zipfile refuses a part


def borders(archive: zipfile.ZipFile) -> Sequence[int]:
    """Return where the parts of a package begin, in order, and where its directory does."""
    begins = (entry.header_offset for entry in archive.filelist)
    return sorted((*begins, archive.start_dir))


def packed(data: bytes, entry: zipfile.ZipInfo) -> bytes:
    """Return the bytes of a part as they stand in the file, behind their own header."""
    at = entry.header_offset
    lengths = data[at + 26 : at + _HEADER]  # of the name, and of what else is said
    begin = at + _HEADER + sum(struct.unpack("<HH", lengths)) if len(lengths) == 4 else 0
    return data[begin : begin + entry.compress_size]


def inflated(
    data: bytes, entry: zipfile.ZipInfo, begins: Sequence[int], held: bytes
) -> bytes | None:
    """Return what the bytes ``held`` of a part come to; ``None`` where zipfile is to judge.

    ``begins`` are the borders of the parts. No more is inflated than the directory says there is.
    """
    if not _in_order(data, entry, begins):
        return None
    inflating = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        text = inflating.decompress(held, entry.file_size + 1)
    except zlib.error:
        return None
    whole = inflating.eof and (len(text), zlib.crc32(text)) == (entry.file_size, entry.CRC)
    return text if whole else None


def _in_order(data: bytes, entry: zipfile.ZipInfo, begins: Sequence[int]) -> bool:
    """Tell whether a part stands, deflated, behind a header naming it, and before the next."""
    at, name = entry.header_offset, entry.orig_filename.encode()
    header = data[at : at + _HEADER + len(name)] if at >= 0 and name else b""
    if not header.startswith(b"PK\3\4") or header[_HEADER:] != name:
        return False
    named, more = struct.unpack_from("<HH", header, 26)
    ends = at + _HEADER + named + more + entry.compress_size
    after = bisect_right(begins, at)
    return (
        entry.compress_type == zipfile.ZIP_DEFLATED
        and not entry.flag_bits & _ENCRYPTED_OR_PATCHED
        and named == len(name)
        and name.isascii()  # any other is spelled by what the header says of itself
        and after < len(begins)
        and ends <= begins[after]
    )
