"""The runnable blocks of a page.

A page is Markdown. Of its fenced blocks, ``python`` is executed and ``sh`` has its lines that
begin with ``youthstats`` run; both in the order of the page, the Python blocks in one namespace. A
comment on the line above a fence says more about the block:

``<!-- output -->``      what the block before it printed; a line ``…`` stands for any lines
``<!-- exit 1 -->``      the last command of this block ends with that status instead of 0
``<!-- skip: why -->``   this block is not run, for the reason given
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

from attrs import frozen
from click.testing import CliRunner

from youthstats.cli import main

__all__ = ["ROOT", "Block", "Reader", "blocks_of", "headings_of", "links_of", "pages"]

ROOT = Path(__file__).parents[2]

_FENCE = re.compile(r"^(?P<ticks>`{3,})(?P<language>\w*)\s*$")
_COMMENT = re.compile(r"^<!--\s*(?P<word>output|exit|skip)\b:?\s*(?P<rest>.*?)\s*-->$")
_LINK = re.compile(r"!?\[[^\]]*\]\((?P<target>[^)\s]+)\)")
_HEADING = re.compile(r"^#{1,6} +(?P<text>.+?)\s*$")


@frozen
class Block:
    """One fenced block: its language, its text, the line it begins on and what the comment says."""

    language: str
    text: str
    line: int
    output: bool = False
    exit_status: int = 0
    skipped: str | None = None

    @property
    def commands(self) -> list[str]:
        """The command lines of a shell block that are ours to run."""
        joined = self.text.replace("\\\n", " ")
        return [line for line in joined.splitlines() if line.startswith("youthstats ")]


def pages() -> list[Path]:
    """Return every page, READMEs first."""
    return [*sorted(ROOT.glob("README*.md")), *sorted((ROOT / "docs").rglob("*.md"))]


def blocks_of(page: Path) -> Iterator[Block]:
    """Yield the fenced blocks of a page, in order."""
    said: dict[str, str] = {}
    fence, language, begins, body = "", "", 0, list[str]()
    for number, line in enumerate(page.read_text("utf-8").splitlines(), 1):
        if fence:
            if line.rstrip() == fence:
                yield _block(language, "\n".join(body), begins, said)
                fence, said = "", {}
            else:
                body.append(line)
        elif opened := _FENCE.match(line):
            fence, language, begins, body = opened["ticks"], opened["language"], number, []
        elif comment := _COMMENT.match(line):
            said[comment["word"]] = comment["rest"]
        elif line.strip():
            said = {}
    assert not fence, f"{page}: the fence of line {begins} is not closed"


def _block(language: str, text: str, line: int, said: dict[str, str]) -> Block:
    return Block(
        language,
        text,
        line,
        output="output" in said,
        exit_status=int(said.get("exit", "0")),
        skipped=said.get("skip"),
    )


def links_of(page: Path) -> Iterator[str]:
    """Yield where the links and pictures of a page lead, code apart."""
    fence = ""
    for line in page.read_text("utf-8").splitlines():
        if fence:
            fence = "" if line.rstrip() == fence else fence
        elif opened := _FENCE.match(line):
            fence = opened["ticks"]
        else:
            yield from (link["target"] for link in _LINK.finditer(re.sub(r"`[^`]*`", "", line)))


def headings_of(page: Path) -> set[str]:
    """Return the anchors of a page's headings, as the forges make them."""
    texts = (_HEADING.match(line) for line in page.read_text("utf-8").splitlines())
    return {
        re.sub(r"[^\w\- ]", "", text["text"]).lower().replace(" ", "-") for text in texts if text
    }


def same_output(expected: str, actual: str) -> bool:
    """Tell whether a block printed what the page says; trailing blanks do not matter."""
    parts = [
        "\n".join(lines) for lines in _between_gaps([x.rstrip() for x in expected.splitlines()])
    ]
    pattern = r"(?:.*\n)*?".join(re.escape(part) + "\n" if part else "" for part in parts)
    shown = "".join(f"{line.rstrip()}\n" for line in actual.strip("\n").splitlines())
    return re.fullmatch(pattern, shown) is not None


def _between_gaps(lines: list[str]) -> Iterator[list[str]]:
    run: list[str] = []
    for line in lines:
        if line == "…":
            yield run
            run = []
        else:
            run.append(line)
    yield run


class Reader:
    """Somebody who types everything a page says into one session, where they are.

    ``do`` returns a complaint where a page is wrong; what a block raises is not caught.
    """

    def __init__(self, page: Path) -> None:
        self.page = page
        self.names: dict[str, object] = {"__name__": "__page__"}
        self.printed = ""

    def do(self, block: Block) -> str | None:
        """Do what a block says, or hold it against what the block before it printed."""
        at = f"{self.page.relative_to(ROOT)}:{block.line}"
        if block.output:
            if same_output(block.text, self.printed):
                return None
            return f"{at} says\n\n{block.text}\n\nand what was printed is\n\n{self.printed}"
        if block.skipped is not None:
            return None if block.skipped else f"{at}: say why the block is not run"
        if block.language == "python":
            self.python(block)
        elif block.language == "sh" and block.commands:
            return self.shell(block, at)
        return None

    def python(self, block: Block) -> None:
        code = compile("\n" * block.line + block.text, self.page, "exec", dont_inherit=True)
        shown = StringIO()
        with redirect_stdout(shown):
            exec(code, self.names)
        self.printed = shown.getvalue()

    def shell(self, block: Block, at: str) -> str | None:
        self.printed = ""
        statuses = [0] * (len(block.commands) - 1) + [block.exit_status]
        for command, status in zip(block.commands, statuses, strict=True):
            english = {"LC_ALL": "en_GB.UTF-8"}
            result = CliRunner().invoke(main, shlex.split(command)[1:], env=english)
            self.printed += result.output
            if result.exit_code != status:
                return f"{at}: status {result.exit_code}, not {status}: {command}\n{result.output}"
        return None
