"""Formats of others (``.xls``, ``.xlsb``, ``.ods``), read by calamine in a process of its own.

calamine may panic, abort or ask for all the memory there is, and none of that can be caught. So it
runs in :mod:`.worker`, and what happens to the worker becomes a status of the file. It tells
values, merges (not those of ``.ods``) and hidden sheets, no more; error values it leaves blank.
"""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from types import MappingProxyType
from typing import Any

from attrs import asdict

from youthstats.workbook.package.book import Cell, CellValue, Merge, Sheet
from youthstats.workbook.package.limits import Meter, UnopenableError
from youthstats.workbook.package.numbers import clock, from_iso, number
from youthstats.workbook.package.ooxml.parts import Parts

__all__ = ["read_foreign", "refuse_unsound"]

_WORKER = Path(__file__).with_name("worker.py")


def refuse_unsound(parts: Parts, main: str) -> str:
    """Return what kind of foreign package this is, after reading every part of it once.

    calamine checks neither a CRC nor a size and passes over a DTD.
    """
    mimetype = b"".join(parts.chunks("mimetype")) if "mimetype" in parts else b""
    if not main and b"opendocument.spreadsheet" not in mimetype:
        raise UnopenableError("file.not_a_workbook")
    for name in parts.entries:
        content = b"".join(parts.chunks(name))
        if name == "meta-inf/manifest.xml" and b"encryption-data" in content:
            raise UnopenableError("file.encrypted")
    if not main:
        parts.part("content.xml").each({})
    return ".xlsb" if main else ".ods"


def read_foreign(data: bytes, kind: str, meter: Meter) -> tuple[Sheet, ...]:
    """Read the sheets in a worker; whatever happens to it, the answer is a reason."""
    limits = meter.limits
    # By path, not as a module: the worker need not import this library, which would take longer
    # than reading. -P keeps this folder off its path.
    command = [sys.executable, "-P", str(_WORKER), json.dumps(asdict(limits))]
    try:
        done = subprocess.run(
            command, input=data, capture_output=True, timeout=limits.seconds, check=False
        )
    except subprocess.TimeoutExpired as error:
        facts = {"setting": "seconds", "found": f"> {limits.seconds}", "limit": limits.seconds}
        raise UnopenableError("file.too_large", **facts) from error
    except OSError as error:
        raise UnopenableError("file.reader_failed", suffix=kind, detail=str(error)) from error
    if done.returncode:
        raise _failed(done, kind)
    told: dict[str, Any] = json.loads(done.stdout)
    if "setting" in told:
        meter.check(told["setting"], told["found"])
    if "error" in told:
        reason = "file.encrypted" if told["encrypted"] else "file.damaged"
        raise UnopenableError(reason, **({} if told["encrypted"] else {"detail": told["error"]}))
    if not told["sheets"]:
        raise UnopenableError("file.no_sheets")
    return tuple(_sheet(sheet) for sheet in told["sheets"])


def _failed(done: subprocess.CompletedProcess[bytes], kind: str) -> UnopenableError:
    """Say how the worker ended, in the words of the one that ended it."""
    words = done.stderr.decode("utf-8", "replace").strip().splitlines()
    code = done.returncode
    how = signal.Signals(-code).name if code < 0 else f"exit status {code}"
    detail = f"{how}: {words[-1]}" if words else how
    return UnopenableError("file.reader_failed", suffix=kind, detail=detail)


def _sheet(told: dict[str, Any]) -> Sheet:
    return Sheet(
        told["name"],
        told["hidden"],
        MappingProxyType({(row, at): Cell(_value(*held)) for row, at, *held in told["cells"]}),
        tuple(Merge(*merge) for merge in sorted(told["merges"])),
    )


def _value(kind: str, held: Any) -> CellValue:
    if kind == "number":
        return number(held)
    if kind == "date":
        return from_iso(held)
    if kind == "clock":
        return clock(timedelta(seconds=held))
    return held  # type: ignore[no-any-return]
