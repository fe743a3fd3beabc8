"""What a reading depends on, as a short text: that of two runs is the same where nothing changed."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Set
from enum import Enum
from functools import cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from attrs import fields, has

from youthstats.model.schemes import Scheme

__all__ = ["file_key", "run_key", "version_here"]

READ_WITH = ("openpyxl", "python-calamine", "rapidfuzz")
"""What else takes part in reading: another version may read otherwise."""


def run_key(scheme: Scheme) -> str:
    """Return what stands for the scheme and for this library: its version and its files."""
    said = sha256(_library().encode())
    for piece in _pieces(scheme):
        said.update(piece.encode())
    return said.hexdigest()


def file_key(run: str, name: str, digest: str) -> str:
    """Return what stands for a file in a run: what it is called, for units are, and its bytes."""
    said = f"{run}\n{name}\n{digest}"
    return sha256(said.encode("utf-8", "surrogateescape")).hexdigest()


def _pieces(thing: object) -> Iterator[str]:
    """Yield the definition as text, in an order that does not change from process to process."""
    kind = type(thing)
    if has(kind):
        yield f"{kind.__qualname__}("
        for one in fields(kind):
            yield f"{one.name}="
            yield from _pieces(getattr(thing, one.name))
        yield ")"
    elif isinstance(thing, Mapping):
        yield from _pieces(tuple(thing.items()))
    elif isinstance(thing, Set):
        yield from sorted("".join(_pieces(one)) for one in thing)
    elif isinstance(thing, list | tuple):
        yield "("
        for one in thing:
            yield from _pieces(one)
        yield ")"
    elif isinstance(thing, Enum):
        yield f"{kind.__qualname__}.{thing.name},"
    else:
        yield f"{thing!r},"


@cache
def version_here(name: str = "youthstats") -> str:
    """Return the version of this library, or of another one."""
    try:
        return version(name)
    except PackageNotFoundError:
        return "not installed"


@cache
def _library() -> str:
    """Return the library's version, and what tells one state of its files from another."""
    others = [version_here(name) for name in READ_WITH]
    root = Path(__file__).parents[3]
    stood = sorted(
        (one.relative_to(root).as_posix(), one.stat().st_size, one.stat().st_mtime_ns)
        for one in root.rglob("*")
        if one.suffix in {".py", ".toml"}
    )
    return f"{version_here()} {others} {sys.version} {stood}"
