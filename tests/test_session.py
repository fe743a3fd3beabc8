"""A run of a command: its language, its cache, its bar, and what it says when it cannot go on."""

from __future__ import annotations

import gc
import json
from pathlib import Path
from shutil import copy

import pytest
from click.testing import CliRunner

from youthstats import errors
from youthstats.cli import main
from youthstats.cli import session as sessions
from youthstats.cli.session import Session, error_sentence, locale_language
from youthstats.errors import YouthstatsError
from youthstats.wording import LANGUAGES

RETURNS = Path(__file__).parent.parent / "examples" / "2009" / "returns"

ERRORS: list[tuple[YouthstatsError, str]] = [
    (errors.CacheError("缓存.sqlite"), "缓存.sqlite"),
    (errors.CorrectionError("表.toml", "correction.no_table", lambda _: {"said": "x"}), "表.toml"),
    (errors.MissingExtraError("arrow", "pyarrow"), "youthstats[arrow]"),
    (errors.NothingToReadError("收件", "file.missing"), "收件: "),
    (errors.OverwriteError("a.xlsx", "overwrite.read_as", "b.xlsx"), "a.xlsx"),
    (errors.RosterError("名单.xlsx!A1", "roster.empty"), "名单.xlsx!A1: "),
    (errors.SchemeLoadError("my.scheme", "没有 scheme"), "my.scheme"),
    (errors.TemplateError("模板.xlsx", "template.no_table"), "模板.xlsx: "),
    (errors.UnfillableError("模板.xlsx", "unfillable.suffix", suffix=".xlsm"), "模板.xlsx: "),
    (errors.UnknownSchemeError("youth_league_2008", ["youth_league_2009"]), "youth_league_2009"),
    (errors.WriteError("汇总.xlsx", "拒绝访问"), "汇总.xlsx"),
]


@pytest.mark.parametrize(("error", "told"), ERRORS, ids=lambda one: type(one).__name__)
def test_an_error_is_one_sentence_in_either_language(error: YouthstatsError, told: str) -> None:
    """It names what it is about, and is not the same in both."""
    said = [error_sentence(error, lang) for lang in LANGUAGES]
    assert all(told in one for one in said)
    assert len(LANGUAGES) == len(set(said))


def test_an_error_of_a_definition_is_told_as_it_was_raised() -> None:
    """It is for authors: its caret and its nearest name stay as they are."""
    error = errors.DefinitionError("form F: no item 'b'")
    assert {str(error)} == {error_sentence(error, lang) for lang in LANGUAGES}


@pytest.mark.parametrize(
    ("named", "expected"),
    [
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LC_ALL": "C", "LANG": "zh_CN.UTF-8"}, "en"),
        ({"LC_ALL": "", "LC_MESSAGES": "zh_TW", "LANG": "en_US"}, "zh"),
    ],
)
def test_the_locale_tells_the_language(
    named: dict[str, str], expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As programs look it up: what is set before, and says something, wins."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in named.items():
        monkeypatch.setenv(name, value)
    assert expected == locale_language() == Session(None).lang
    assert "zh" == Session(None).workbook_lang


@pytest.mark.parametrize(
    ("system", "expected"), [("Chinese (Simplified)_China", "zh"), (None, "en")]
)
def test_where_nothing_is_set_the_system_tells(
    system: str | None, expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on Windows."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("locale.getlocale", lambda: (system, None))
    assert expected == locale_language()


# ---------------------------------------------------------------------------------- the cache


@pytest.fixture
def many(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[str, ...]:
    """Two files, which are many here, and a folder for caches."""
    monkeypatch.setattr(sessions, "MANY", 2)
    monkeypatch.setattr(sessions, "user_cache_path", lambda name: tmp_path / name)
    for name in ("嘉善县.xlsx", "海宁市.xlsx"):
        copy(RETURNS / name, tmp_path / name)
    return (str(tmp_path / "嘉善县.xlsx"), str(tmp_path / "海宁市.xlsx"))


def test_what_was_read_of_many_files_is_kept(many: tuple[str, ...]) -> None:
    """Where the system keeps such things; of few files, or unwanted, nothing is."""
    session = Session("en")
    path = session.cache(many, keep=True)
    assert path is not None
    assert ("youthstats", "returns.sqlite") == (path.parent.name, path.name)
    assert path.is_file()
    assert session.cache(many, keep=False) is None
    assert session.cache(many[:1], keep=True) is None


def test_a_cache_nobody_can_use_stops_no_run(
    many: tuple[str, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is named, with what to do, and left alone."""
    spoilt = tmp_path / "youthstats" / "returns.sqlite"
    spoilt.parent.mkdir()
    spoilt.write_bytes(b"no database " * 500)
    assert Session("en").cache(many, keep=True) is None
    said = "".join(capsys.readouterr().out.split())
    assert "returns.sqliteisdamagedorcannotbewritten" in said
    assert b"no database " * 500 == spoilt.read_bytes()


# ------------------------------------------------------------------------------- what it writes


def test_a_bar_is_for_terminals(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """There it counts the files, and it is gone at the end; elsewhere there is none."""
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    with Session("en").progress() as advance:
        assert advance is None
    monkeypatch.setenv("FORCE_COLOR", "1")
    with Session("en").progress() as advance:
        assert advance is not None
        for done in range(4):
            advance(done, 3)
    shown = capsys.readouterr()
    assert "" == shown.out
    assert "Reading" in shown.err
    assert "3/3" in shown.err


def test_json_goes_where_it_was_asked_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nowhere, to a file, or to standard output, where words then leave it alone."""
    Session("en").write_json({"a": 1})
    Session("en", str(tmp_path / "a.json")).write_json({"a": 1})
    assert {"a": 1} == json.loads((tmp_path / "a.json").read_text("utf-8"))
    session = Session("en", "-")
    session.write_json({"a": 1})
    session.printer.line("cli.written", path="x")
    shown = capsys.readouterr()
    assert {"a": 1} == json.loads(shown.out)
    assert "x" in shown.err


@pytest.mark.parametrize("command", [("check",), ("reconcile", "-o", "汇总.xlsx")])
def test_a_cache_that_turns_out_to_be_damaged_is_done_without(
    command: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody asked for it by name: the run says so, reads all files and ends as it would without."""
    monkeypatch.chdir(tmp_path)
    cache = tmp_path / "returns.sqlite"
    monkeypatch.setattr(Session, "cache", lambda *_, **__: cache)
    returns = Path(__file__).parents[1] / "examples" / "2009" / "returns"
    words = [command[0], str(returns), *command[1:], "--lang", "zh"]
    sound = CliRunner().invoke(main, words).output
    gc.collect()  # what holds the cache open
    data = cache.read_bytes()
    assert len(data) > 30_000
    cache.write_bytes(data[:20_000] + b"\xff" * (len(data) - 20_000))
    damaged = CliRunner().invoke(main, words)
    assert 0 == damaged.exit_code
    told, _, rest = damaged.output.partition("\n")
    assert f"缓存文件 {cache} 损坏或无法写入" in told
    assert sound == rest
