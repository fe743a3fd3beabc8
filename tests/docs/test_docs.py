"""The pages say what is true: their code runs, their links lead somewhere, nothing is stale."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest

from tests.docs.pages import ROOT, Reader, blocks_of, headings_of, links_of, pages
from youthstats.cli import main

NAMES = [str(page.relative_to(ROOT)) for page in pages()]


@pytest.fixture
def somewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a copy of the examples: pages write where they like and spoil nothing."""
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("name", NAMES)
def test_the_code_of_a_page_runs(name: str, somewhere: Path) -> None:
    """Every block runs in its turn, ends with its status and prints what the page says."""
    reader = Reader(ROOT / name)
    for block in blocks_of(reader.page):
        if complaint := reader.do(block):
            pytest.fail(complaint, pytrace=False)


@pytest.mark.parametrize("name", NAMES)
def test_links_lead_somewhere(name: str) -> None:
    """A link within the project names a file that exists, and a heading that stands there."""
    for target in _links_within(ROOT / name):
        path, _, anchor = unquote(target).partition("#")
        file = (ROOT / name).parent / path if path else ROOT / name
        assert file.exists(), f"{name}: {target} leads nowhere"
        if anchor:
            assert anchor in headings_of(file), f"{name}: no heading for {target}"


def _links_within(page: Path) -> Iterator[str]:
    return (target for target in links_of(page) if not re.match(r"[a-z]+:", target))


def test_every_page_is_reached_from_the_index() -> None:
    """Somebody who starts at docs/index.md finds every page by following links."""
    reached: set[Path] = set()
    waiting = [ROOT / "docs" / "index.md"]
    while waiting:
        page = waiting.pop().resolve()
        if page not in reached:
            reached.add(page)
            linked = (target.partition("#")[0] for target in _links_within(page))
            waiting += [page.parent / unquote(to) for to in linked if to.endswith(".md")]
    assert set() == {page for page in pages() if "docs" in page.parts} - reached


def test_the_generated_pages_are_fresh() -> None:
    """What docs/make_reference.py writes now is what is checked in."""
    script = ROOT / "docs" / "make_reference.py"
    done = subprocess.run(
        [sys.executable, str(script), "--check"], capture_output=True, text=True, check=False
    )
    assert 0 == done.returncode, done.stdout + done.stderr


def test_every_finding_code_and_every_reason_is_catalogued() -> None:
    """findings.md has a heading for every finding code and names every reason of a file or cell."""
    page = (ROOT / "docs" / "reference" / "findings.md").read_text("utf-8")
    wording = tomllib.loads((ROOT / "youthstats" / "wording.toml").read_text("utf-8"))
    codes = {re.sub(r"^edit_failure_.*", "edit_failure", key) for key in wording["finding"]}
    assert set() == {code for code in codes if f"### `{code}`" not in page}
    for group in ("file", "reading"):
        reasons = {f"{group}.{key}" for key in wording[group]} - {"reading.suggestion"}
        assert set() == {reason for reason in reasons if f"`{reason}`" not in page}


@pytest.mark.parametrize("name", NAMES)
def test_pages_name_nothing_that_does_not_exist_yet(name: str) -> None:
    """Options of the command line that a page shows exist."""
    known = {option for command in (main, *main.commands.values()) for option in _options(command)}
    for block in blocks_of(ROOT / name):
        for command in block.commands if block.language == "sh" else ():
            used = {word for word in shlex.split(command) if word.startswith("--")}
            assert set() == used - known


def _options(command: object) -> Iterator[str]:
    yield "--help"
    yield "--version"
    for parameter in getattr(command, "params", ()):
        yield from parameter.opts
