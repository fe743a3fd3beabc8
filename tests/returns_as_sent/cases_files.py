"""What happens to files: each arrives beside a good one, and the good one is always read."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Mapping
from io import BytesIO

from attrs import frozen

from tests.returns_as_sent.book import RETURNS

GOOD = "平湖市.xlsx"
"""The file beside which the bad ones arrive."""

OLE = bytes.fromhex("D0CF11E0A1B11AE1")


@frozen
class FileCase:
    """A sentence, the files that arrive, and what becomes of each: status and reason."""

    sentence: str
    files: Mapping[str, bytes]
    become: Mapping[str, tuple[str, str]]


def sent(unit: str = "嘉善县") -> bytes:
    """Return the bytes of a unit's clean return."""
    return (RETURNS / f"{unit}.xlsx").read_bytes()


def one(sentence: str, name: str, data: bytes, status: str, reason: str = "") -> FileCase:
    """One file arrives beside the good one."""
    return FileCase(sentence, {name: data}, {name: (status, reason)})


def repacked(change: Callable[[str, bytes], bytes | None], data: bytes) -> bytes:
    """Change a package part by part; ``None`` leaves a part out."""
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            part = change(name, old.read(name))
            if part is not None:
                new.writestr(name, part)
    return made.getvalue()


def without(ending: str) -> bytes:
    """Return the clean return without one part."""
    return repacked(lambda name, part: None if name.endswith(ending) else part, sent())


def with_part(ending: str, turn: Callable[[bytes], bytes]) -> bytes:
    """Return the clean return with one part changed."""
    return repacked(lambda name, part: turn(part) if name.endswith(ending) else part, sent())


def zipped(**parts: str) -> bytes:
    """Return a zip archive of some files."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return made.getvalue()


PAGE = '<html><meta charset="utf-8"><table><tr><td>单位</td></tr></table></html>'.encode()
XML = '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>'

OTHER_KINDS = [
    one("an .et of WPS", "嘉善县.et", OLE + bytes(2048), "unreadable", "file.other_format"),
    one(
        "a .csv",
        "嘉善县.csv",
        "单位,总数\n嘉善县,16\n".encode("gb18030"),
        "unreadable",
        "file.other_format",
    ),
    one("a web page named .xls", "嘉善县.xls", PAGE, "unreadable", "file.html"),
    one("a web page named .xlsx", "嘉善县.xlsx", PAGE, "unreadable", "file.html"),
    one(
        "a web page in GB18030",
        "嘉善县.xls",
        PAGE.decode().encode("gb18030"),
        "unreadable",
        "file.html",
    ),
    one("a table of 2003's XML", "嘉善县.xls", XML.encode(), "unreadable", "file.xml"),
    one(
        "a text named .xlsx",
        "嘉善县.xlsx",
        "单位\t总数\n嘉善县\t16".encode(),
        "unreadable",
        "file.text",
    ),
    one(
        "a text with a byte order mark named .xls",
        "嘉善县.xls",
        "单位\t总数".encode("utf-16"),
        "unreadable",
        "file.text",
    ),
    one(
        "a picture named .xlsx",
        "嘉善县.xlsx",
        b"\x89PNG\r\n\x1a\n" + bytes(64),
        "unreadable",
        "file.not_a_workbook",
    ),
    one(
        "a PDF named .xlsx",
        "嘉善县.xlsx",
        b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n\0\0",
        "unreadable",
        "file.not_a_workbook",
    ),
    one(
        "a .rar named .xlsx",
        "嘉善县.xlsx",
        b"Rar!\x1a\x07\x00" + bytes(64),
        "unreadable",
        "file.archive",
    ),
    one("a .zip named .xlsx", "嘉善县.xlsx", zipped(a="b"), "unreadable", "file.not_a_workbook"),
    one(
        "a .docx named .xlsx",
        "嘉善县.xlsx",
        zipped(**{"[Content_Types].xml": "<Types/>", "word/document.xml": "<w/>"}),
        "unreadable",
        "file.not_a_workbook",
    ),
    one(
        "a Word document of old named .xls",
        "嘉善县.xls",
        OLE + "WordDocument".encode("utf-16-le"),
        "unreadable",
        "file.not_a_workbook",
    ),
    one(
        "a return with a password",
        "嘉善县.xlsx",
        OLE + bytes(512) + "EncryptedPackage".encode("utf-16-le"),
        "unreadable",
        "file.encrypted",
    ),
    one("an empty file", "嘉善县.xlsx", b"", "unreadable", "file.empty"),
    one("a file of zeros", "嘉善县.xlsx", bytes(20_000), "unreadable", "file.not_a_workbook"),
    one("an .xlsx named .xls", "嘉善县.xls", sent(), "read"),
    one("an .xlsx named .et", "嘉善县.et", sent(), "read"),
    one("an .xlsx named .csv", "嘉善县.csv", sent(), "read"),
    one("an .xlsx named .XLSX", "嘉善县.XLSX", sent(), "read"),
    one("an .xlsx named .xlsm", "嘉善县.xlsm", sent(), "read"),
    one("a Word document", "关于报送的通知.docx", b"x", "skipped", "file.document"),
    one("an archive of returns", "返回.zip", zipped(a="b"), "skipped", "file.archive"),
    one("what Windows leaves in folders", "Thumbs.db", OLE, "skipped", "file.of_the_system"),
    one(
        "an unfinished download",
        "嘉善县.xlsx.crdownload",
        sent()[:999],
        "skipped",
        "file.half_loaded",
    ),
    one("Excel's lock file", "~$嘉善县.xlsx", b"x", "skipped", "file.lock"),
    one("WPS's lock file", ".~嘉善县.xlsx", b"x", "skipped", "file.lock"),
    one("LibreOffice's lock file", ".~lock.嘉善县.xlsx#", b"x", "skipped", "file.lock"),
    one(
        "a Mac's other half of a file",
        "._嘉善县.xlsx",
        b"\0\x05\x16\x07\0\x02\0\0" + bytes(32),
        "skipped",
        "file.of_the_system",
    ),
]

BROKEN = [
    *(
        one(
            f"half copied: {share} %",
            "嘉善县.xlsx",
            sent()[: len(sent()) * share // 100],
            "unreadable",
            "file.damaged",
        )
        for share in (1, 10, 50, 90, 99)
    ),
    one("the beginning cut off", "嘉善县.xlsx", sent()[100:], "unreadable", "file.not_a_workbook"),
    one(
        "bytes in the middle overwritten",
        "嘉善县.xlsx",
        sent()[:9000] + bytes(500) + sent()[9500:],
        "unreadable",
        "file.damaged",
    ),
    one(
        "sent as text, every byte above 127 a question mark",
        "嘉善县.xlsx",
        bytes(b if b < 128 else 63 for b in sent()),
        "unreadable",
        "file.damaged",
    ),
    one(
        "without its shared strings",
        "嘉善县.xlsx",
        without("sharedStrings.xml"),
        "unreadable",
        "file.damaged",
    ),
    one(
        "without one of its sheets",
        "嘉善县.xlsx",
        without("sheet2.xml"),
        "unreadable",
        "file.damaged",
    ),
    one(
        "without its workbook part",
        "嘉善县.xlsx",
        without("workbook.xml"),
        "unreadable",
        "file.not_a_workbook",
    ),
    one("without its styles", "嘉善县.xlsx", without("styles.xml"), "unreadable", "file.damaged"),
    one("without its document properties", "嘉善县.xlsx", without("core.xml"), "read"),
    one(
        "a sheet cut off in the middle",
        "嘉善县.xlsx",
        with_part("sheet1.xml", lambda part: part[: len(part) // 2]),
        "unreadable",
        "file.damaged",
    ),
    one(
        "a sheet with a DTD",
        "嘉善县.xlsx",
        with_part(
            "sheet1.xml", lambda part: part.replace(b"<worksheet", b"<!DOCTYPE x><worksheet", 1)
        ),
        "unreadable",
        "file.dtd",
    ),
    one(
        "a sheet whose number is none",
        "嘉善县.xlsx",
        with_part("sheet1.xml", lambda part: part.replace(b"<v>98</v>", b"<v>9 8</v>")),
        "unreadable",
        "file.damaged",
    ),
    one(
        "a byte order mark before a sheet",
        "嘉善县.xlsx",
        with_part("sheet1.xml", lambda part: b"\xef\xbb\xbf" + part),
        "read",
    ),
    one(
        "something behind the end of the archive",
        "嘉善县.xlsx",
        sent() + b"\r\n--boundary--\r\n",
        "read",
    ),
]

NAMED = [
    *(
        one(f"a return named {name}", f"{name}.xlsx", sent(), "read")
        for name in (
            "嘉善县 (1)",
            "嘉善县（定稿）",
            "附件2：嘉善县2009年度报表",
            "嘉善",
            "jiashan",
            "新建 Microsoft Excel 工作表",
            "  嘉善县  ",
            "副本嘉善县",
            "报表%20嘉善",
            "平湖市2",
        )
    ),
    one("a return in a folder of its own", "嘉善/报表/上报.xlsx", sent(), "read"),
    FileCase(
        "the same file twice",
        {"嘉善县.xlsx": sent(), "嘉善县 (1).xlsx": sent()},
        {"嘉善县.xlsx": ("read", ""), "嘉善县 (1).xlsx": ("duplicate", "file.same_bytes")},
    ),
    FileCase(
        "a return and its broken copy",
        {"嘉善县.xlsx": sent(), "嘉善县 (1).xlsx": sent()[:5000]},
        {"嘉善县 (1).xlsx": ("unreadable", "file.damaged"), "嘉善县.xlsx": ("read", "")},
    ),
    FileCase(
        "a return and its lock file",
        {"嘉善县.xlsx": sent(), "~$嘉善县.xlsx": b"x"},
        {"~$嘉善县.xlsx": ("skipped", "file.lock"), "嘉善县.xlsx": ("read", "")},
    ),
    one(
        "the consolidated workbook of last time",
        "published.xlsx",
        (RETURNS.parent / "published.xlsx").read_bytes(),
        "skipped",
        "file.report_among_returns",
    ),
]

CASES = [*OTHER_KINDS, *BROKEN, *NAMED]
