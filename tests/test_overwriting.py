"""No output takes the place of an input, or of another output, whatever it is called."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any
from unicodedata import normalize

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

import youthstats as ys
from youthstats.cli.commands import main
from youthstats.errors import OverwriteError
from youthstats.outputs import refuse_overwriting

TEMPLATES = Path(__file__).parents[1] / "examples" / "templates"

Spelling = Callable[[Path], Path]


def through_a_link(path: Path) -> Path:
    link = path.parent / "links" / f"link{path.suffix}"
    link.symlink_to(path)
    return link


def through_a_linked_folder(path: Path) -> Path:
    folder = path.parent / "links" / "folder"
    folder.symlink_to(path.parent)
    return folder / path.name


def as_a_hard_link(path: Path) -> Path:
    link = path.parent / "links" / f"hard{path.suffix}"
    os.link(path, link)
    return link


SPELLINGS: dict[str, Spelling] = {
    "itself": lambda path: path,
    "a detour": lambda path: path.parent / "links" / ".." / path.name,
    "relative": lambda path: Path(os.path.relpath(path)),
    "other case": lambda path: path.with_name(path.name.swapcase()),
    "other composition": lambda path: path.with_name(normalize("NFD", path.name)),
    "link": through_a_link,
    "linked folder": through_a_linked_folder,
    "hard link": as_a_hard_link,
}
"""Ways to name a file that is there."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "links").mkdir()
    return tmp_path


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_a_file_is_told_by_what_it_is(folder: Path, spelling: str) -> None:
    """However an input is spelled as an output, it is refused; and so is an output said twice."""
    file = folder / "née 嘉善县.xlsx"
    file.write_bytes(b"figures")
    other = SPELLINGS[spelling](file)
    for outputs, inputs in (([other], [file]), ([file], [other]), ([file, other], [])):
        with pytest.raises(OverwriteError):
            refuse_overwriting(outputs, inputs)
    refuse_overwriting([folder / "out.xlsx"], [file, other])


@pytest.mark.parametrize("spelling", ["itself", "a detour", "other case", "linked folder"])
def test_two_outputs_that_are_not_there_yet(folder: Path, spelling: str) -> None:
    """A path where nothing stands is the same path under another spelling too."""
    new = folder / "found.json"
    with pytest.raises(OverwriteError) as caught:
        refuse_overwriting([new, SPELLINGS[spelling](new)], [])
    assert "overwrite.written" == caught.value.reason


@given(
    names=st.lists(
        st.text("abAB汇总.", min_size=1, max_size=3).filter(lambda name: name.strip(".")),
        unique_by=str.casefold,
        min_size=1,
        max_size=6,
    ),
    data=st.data(),
)
def test_what_is_refused_is_what_would_be_lost(names: list[str], data: st.DataObject) -> None:
    """Outputs and inputs of different names are let be; any one in common is refused."""
    outputs = data.draw(st.lists(st.sampled_from(names), unique=True))
    inputs = data.draw(st.lists(st.sampled_from(names)))
    if set(outputs) & set(inputs):
        with pytest.raises(OverwriteError):
            refuse_overwriting(outputs, inputs)
    else:
        refuse_overwriting(outputs, inputs)


def test_the_sentence_names_both(folder: Path) -> None:
    """Of a link it says what it leads to, in both languages, and what to do."""
    file = folder / "嘉善县.xlsx"
    file.write_bytes(b"figures")
    link = through_a_link(file)
    with pytest.raises(OverwriteError, match=r"is the same file as .*嘉善县") as caught:
        refuse_overwriting([link], [file])
    assert (str(link), str(file)) == (caught.value.path, caught.value.other)
    with pytest.raises(OverwriteError, match=r"嘉善县.xlsx is read by this run"):
        refuse_overwriting([file], [file])


# ------------------------------------------------------------------------- every output, every input


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """An office: returns, a template with corrections beside it, a roster, a published workbook."""
    shutil.copytree(TEMPLATES / "工业年鉴表", tmp_path / "inbox")
    shutil.copy(TEMPLATES / "工业年鉴表.xlsx", tmp_path / "template.xlsx")
    (tmp_path / "template.toml").write_text('title = "工业年鉴"\n', "utf-8")
    units = [path.stem for path in sorted((tmp_path / "inbox").iterdir())]
    (tmp_path / "units.csv").write_text("\n".join(units), "utf-8")
    return tmp_path


def run(*words: str) -> Result:
    return CliRunner().invoke(main, [*words, "--lang", "en"])


JOB = ("reconcile", "inbox", "--template", "template.xlsx", "--units", "units.csv")
OUTPUTS = {
    "workbook": (*JOB, "-o", "{}"),
    "json": (*JOB, "-o", "out.xlsx", "--json", "{}"),
    "tables": (*JOB, "-o", "out.xlsx", "--parquet", "{}"),
    "json of a check": ("check", *JOB[1:], "--json", "{}"),
    "template to correct": ("forms", *JOB[2:], "-o", "{}"),
}
INPUTS = ("template.xlsx", "template.toml", "units.csv", "inbox/东风镇.xlsx")
CASES = [
    pytest.param(words, read, id=f"{name}, {read}")
    for name, words in OUTPUTS.items()
    for read in (INPUTS[:3] if words[0] == "forms" else INPUTS)
]


@pytest.mark.parametrize("spelling", SPELLINGS)
@pytest.mark.parametrize(("words", "read"), CASES)
def test_every_output_spares_every_input(
    office: Path, words: tuple[str, ...], read: str, spelling: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Status 2, one sentence, nothing written."""
    monkeypatch.chdir(office)
    (office / "inbox" / "links").mkdir()
    (office / "links").mkdir()
    path = SPELLINGS[spelling](office / read)
    before = snapshot(office)
    result = run(*(word.format(path) for word in words))
    assert (2, before) == (result.exit_code, snapshot(office)), result.output
    assert "Choose another output; nothing was written." in result.output


def snapshot(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_a_scheme_from_a_workbook_is_an_input(
    office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """``--scheme`` may name a workbook; what is written beside it spares it and its corrections."""
    monkeypatch.chdir(office)
    scheme = ys.load_scheme("youth_league_2009")
    first, _ = ys.write_templates(office, scheme, lang="en")
    before = snapshot(office)
    for words in (
        ("template", "--scheme", first.name, "-o", "."),
        ("compare", "inbox", "inbox", "--scheme", "template.xlsx", "--json", "template.toml"),
    ):
        result = run(*words)
        assert (2, before) == (result.exit_code, snapshot(office)), result.output


def test_the_library_spares_corrections_too(office: Path) -> None:
    """What the command refuses, the function refuses as far as it knows the files."""
    template = ys.understand(office / "template.xlsx")
    arguments: list[dict[str, Any]] = [
        {"output": office / "template.toml"},
        {"output": office / "inbox" / "东风镇.xlsx"},
        {"output": office / "template.xlsx"},
    ]
    for one in arguments:
        with pytest.raises(OverwriteError):
            ys.reconcile(office / "inbox", template, **one)


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_the_published_workbook_is_an_input(folder: Path, spelling: str) -> None:
    """Also where it is an earlier report of ours, which among returns might be replaced."""
    year = TEMPLATES.parent / "2009"
    published = folder / "published.xlsx"
    shutil.copy(year / "published.xlsx", published)
    other = SPELLINGS[spelling](published)
    scheme = ys.load_scheme("youth_league_2009")
    with pytest.raises(OverwriteError):
        ys.reconcile(year / "returns", scheme, other, published=published)


def test_a_report_that_is_all_there_is_to_read_is_an_input(tmp_path: Path) -> None:
    """Among returns an earlier report is set aside and may be replaced; alone it is what is read."""
    year = TEMPLATES.parent / "2009"
    scheme = ys.load_scheme("youth_league_2009")
    ys.reconcile(year / "returns", scheme, tmp_path / "report.xlsx")
    before = (tmp_path / "report.xlsx").read_bytes()
    with pytest.raises(OverwriteError):
        ys.reconcile(tmp_path / "report.xlsx", scheme, tmp_path / "report.xlsx")
    assert before == (tmp_path / "report.xlsx").read_bytes()


def test_files_may_be_given_one_after_the_other(tmp_path: Path) -> None:
    """What is gone over once is still read: the outputs are looked at first, and leave it whole."""
    returns = Path(__file__).parents[1] / "examples" / "2009" / "returns"
    job = ys.reconcile(
        (path for path in sorted(returns.glob("*.xlsx"))),
        ys.load_scheme("youth_league_2009"),
        tmp_path / "2009.xlsx",
    )
    assert 8 == len(job.filed.returns)
