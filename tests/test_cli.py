"""The command line as a clerk meets it: what it prints, writes and returns."""

from __future__ import annotations

import json
import re
import shutil
from io import StringIO
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from openpyxl import load_workbook
from rich.console import Console

import youthstats as ys
from youthstats.characters import visible
from youthstats.cli import main
from youthstats.cli.usage import asked_language
from youthstats.console import Printer
from youthstats.export import json_text
from youthstats.model.items import Item, Kind
from youthstats.model.units import Hierarchy, Unit

YEAR = Path(__file__).parent.parent / "examples" / "2009"
RETURNS = YEAR / "returns"


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


@pytest.fixture
def returns(tmp_path: Path) -> Path:
    """A copy of the eight returns that a test may spoil."""
    folder = tmp_path / "returns"
    shutil.copytree(RETURNS, folder)
    return folder


def change(path: Path, sheet: str, address: str, value: object) -> None:
    book = load_workbook(path)
    book[sheet][address].value = value
    book.save(path)


def test_clean_year_ends_with_status_0(tmp_path: Path) -> None:
    """The 2009 returns hold no hard finding, and the workbook is written."""
    result = run("reconcile", RETURNS, "-o", tmp_path / "2009.xlsx", "--lang", "en")
    assert 0 == result.exit_code
    assert "8 files, figures of 8 units; 0 hard findings, 5 soft." in result.output
    assert (tmp_path / "2009.xlsx").stat().st_size > 10_000


def test_one_changed_figure_is_named(returns: Path) -> None:
    """A total that is one too large ends with status 1 and names its cell in the JSON."""
    change(returns / "嘉善县.xlsx", "表一", "F6", 17)
    result = run("check", returns, "--json", returns.parent / "found.json", "--lang", "zh")
    found = json.loads((returns.parent / "found.json").read_text("utf-8"))
    (hard,) = (one for one in found["findings"] if one["severity"] == "hard")
    assert 1 == result.exit_code
    assert "T1.bases_add_up" == hard["rule"]
    assert (17, 16, 1) == (hard["left"], hard["right"], hard["imbalance"])
    assert ("嘉善县.xlsx", "表一", "F6", "total", 17) == tuple(
        hard["cells"][0][key] for key in ("file", "sheet", "address", "item", "value")
    )
    assert "嘉善县.xlsx!表一: T1.bases_add_up 不成立（强制性）" in result.output


def test_json_has_the_agreed_shape(tmp_path: Path) -> None:
    """Totals, returns and findings have the keys that other programs rely on."""
    run("check", RETURNS, "--json", tmp_path / "found.json")
    found = json.loads((tmp_path / "found.json").read_text("utf-8"))
    assert "youth_league_2009" == found["scheme"]
    (one,) = (report for report in found["returns"] if report["unit"] == "嘉善县")
    place = {"sheet": "表一", "range": "B6:K6", "found_by": "names"}
    assert ("嘉善县.xlsx", "read", place) == (one["file"], one["status"], one["forms"]["T1"])
    assert [] == found["missing"]
    assert 5 == len(found["findings"])
    assert {"soft"} == {one["severity"] for one in found["findings"]}
    assert None is found["totals"]["T1"]["central"]
    assert 1115 == found["totals"]["T1"]["posts"]
    assert {"persons": 1458, "funds": 1652509} == found["totals"]["T3"]["primary"]
    assert "市级" == found["totals"]["T4"][1]["unit"]
    keys = "code rule severity form unit message cells left right imbalance suspects explanation"
    assert set(keys.split()) == set(found["findings"][0])


def test_json_on_standard_output_is_nothing_but_json() -> None:
    """``--json -`` gives a pipe pure JSON; the words go to standard error."""
    result = run("check", RETURNS, "--json", "-")
    assert "youth_league_2009" == json.loads(result.stdout)["scheme"]
    assert "T3.funds_per_person" in result.stderr


def test_checking_a_finished_report() -> None:
    """The published tables are checked as the returns are, and give the same five findings."""
    result = run("check", YEAR / "published.xlsx", "--lang", "en")
    assert 0 == result.exit_code
    assert "0 hard findings, 5 soft." in result.output


def test_checking_one_return_asks_for_no_other() -> None:
    """A single return is checked for itself: units that are not in the run are only named."""
    result = run("check", RETURNS / "嘉善县.xlsx", "--lang", "en")
    assert 0 == result.exit_code
    assert "Not filed: 市级, 南湖区, 秀洲区, 平湖市, 海盐县, 海宁市, 桐乡市." in result.output


def test_missing_return_is_hard_and_said_of_every_total(returns: Path, tmp_path: Path) -> None:
    """Without one unit the totals are lower bounds: on the terminal, in JSON and on the sheets."""
    (returns / "海盐县.xlsx").unlink()
    out, found = tmp_path / "out.xlsx", tmp_path / "found.json"
    result = run("reconcile", returns, "-o", out, "--json", found, "--lang", "zh")
    assert 1 == result.exit_code
    assert "注意：合计缺海盐县，仅为下限。" in result.output
    assert ["海盐县"] == json.loads(found.read_text("utf-8"))["missing"]
    banner = load_workbook(out)["表一"]["A2"].value
    assert banner == "注意：7 个填报单位中有 1 个未报（海盐县），合计仅为下限。"


def test_a_unit_whose_files_are_set_aside_did_file(returns: Path, tmp_path: Path) -> None:
    """Two different returns of one unit count not at all; it is not said that it sent none."""
    shutil.copy(returns / "海盐县.xlsx", returns / "海盐县2.xlsx")
    change(returns / "海盐县2.xlsx", "表一", "F6", 99)
    (returns / "海宁市.xlsx").unlink()
    result = run("reconcile", returns, "-o", tmp_path / "out.xlsx", "--lang", "zh")
    assert "\n未报：海宁市。" in result.output
    assert "\n已报但未能采用：海盐县。" in result.output
    assert "注意：合计缺海盐县、海宁市，仅为下限。" in result.output


def test_published_figures_are_held_against_the_totals(returns: Path, tmp_path: Path) -> None:
    """A figure that differs from the published one is listed with both addresses."""
    change(returns / "秀洲区.xlsx", "表二", "B5", 91)
    published = YEAR / "published.xlsx"
    result = run(
        *("reconcile", returns, "-o", tmp_path / "out.xlsx", "--published", published),
        *("--lang", "en"),
    )
    assert 1 == result.exit_code
    assert "秀洲区\tT2.cards\tout.xlsx!表二!B6: 91\tpublished.xlsx!表二!B4: 90\t1" in result.output
    assert "Differences: 2." in result.output


def test_a_form_nobody_filed_is_one_finding_against_the_published(
    returns: Path, tmp_path: Path
) -> None:
    """Of a unit that did not file the published figures are told form by form, not cell by cell."""
    (returns / "海盐县.xlsx").unlink()
    found = tmp_path / "found.json"
    result = run(
        *("reconcile", returns, "-o", tmp_path / "out.xlsx", "--json", found, "--lang", "zh"),
        *("--published", YEAR / "published.xlsx"),
    )
    assert 1 == result.exit_code
    told = [
        (one["rule"], len(one["cells"]))
        for one in json.loads(found.read_text("utf-8"))["findings"]
        if one["unit"] == "海盐县" and one["code"].startswith("published")
    ]
    assert [("T1.published", 6), ("T2.published", 2), ("T3.published", 14)] == told
    assert "海盐县\tT" not in result.output


def test_returns_go_back_and_come_in_explained(returns: Path, tmp_path: Path) -> None:
    """What a unit writes beside a soft finding is on the terminal and in the JSON a round later."""
    back, found = tmp_path / "back", tmp_path / "found.json"
    first = run("reconcile", returns, "-o", tmp_path / "1.xlsx", "--returns", back, "--lang", "zh")
    assert 0 == first.exit_code
    assert f"已退回 4 个单位：{back}" in first.output.replace("\n", "")
    change(back / "海宁市_审核意见.xlsx", "审核意见", "G4", "有人先就业后创业")
    (returns / "海宁市.xlsx").unlink()
    shutil.copy(back / "海宁市_审核意见.xlsx", returns)
    again = run("check", returns, "--json", found, "--lang", "zh")
    assert 0 == again.exit_code
    assert "T1.outcomes_within_placed 不成立（核实性，已说明）" in again.output
    assert "已说明：有人先就业后创业" in again.output
    assert "核实性意见中，已说明 1 条。" in again.output
    findings = json.loads(found.read_text("utf-8"))["findings"]
    assert {None, "有人先就业后创业"} == {one["explanation"] for one in findings}


def test_returns_in_english(returns: Path, tmp_path: Path) -> None:
    """With --lang en the sheets speak English, and read as well."""
    run("reconcile", returns, "-o", tmp_path / "1.xlsx", "--returns", tmp_path, "--lang", "en")
    path = tmp_path / "海宁市_remarks.xlsx"
    sheet = load_workbook(path)["Remarks"]
    assert "Check 表一!J6, K6, I6; if the figures are right, explain them." in str(
        sheet["E4"].value
    )
    assert str(sheet["F4"].value).startswith("employed + founded <= placed\nlikely 表一!J6: 27 → ")
    change(path, "Remarks", "G4", "first employed, then founded")
    result = run("check", path, "--lang", "en")
    assert "explained: first employed, then founded" in result.output


def test_returns_take_the_place_of_no_input(returns: Path, tmp_path: Path) -> None:
    """A folder that holds a return of that name is refused before anything is written."""
    shutil.move(returns / "海宁市.xlsx", returns / "海宁市_审核意见.xlsx")
    before = {path.name: path.read_bytes() for path in returns.iterdir()}
    out = tmp_path / "out.xlsx"
    result = run("reconcile", returns, "-o", out, "--returns", returns, "--lang", "zh")
    assert 2 == result.exit_code
    assert "海宁市_审核意见.xlsx 是本次要读的文件" in result.output
    assert before == {path.name: path.read_bytes() for path in returns.iterdir()}
    assert not out.exists()


def test_json_takes_the_place_of_no_return_that_goes_back(returns: Path, tmp_path: Path) -> None:
    """One output is never written over another."""
    taken = tmp_path / "海宁市_审核意见.xlsx"
    result = run(
        *("reconcile", returns, "-o", tmp_path / "out.xlsx", "--returns", tmp_path),
        *("--json", taken, "--lang", "zh"),
    )
    assert (2, False) == (result.exit_code, taken.exists())


def test_nobody_to_send_back_to_writes_nothing(returns: Path, tmp_path: Path) -> None:
    """Units without findings, and those that did not file, get no workbook."""
    for path in returns.glob("*.xlsx"):
        if path.stem not in {"南湖区", "秀洲区"}:
            path.unlink()
    back = tmp_path / "back"
    result = run("reconcile", returns, "-o", tmp_path / "o.xlsx", "--returns", back)
    assert 1 == result.exit_code
    assert not back.exists()


def test_compare_two_workbooks(tmp_path: Path) -> None:
    """The computed workbook and the published one say the same; a changed one does not."""
    run("reconcile", RETURNS, "-o", tmp_path / "2009.xlsx")
    same = run("compare", tmp_path / "2009.xlsx", YEAR / "published.xlsx", "--lang", "en")
    assert (0, "No difference.\n") == (same.exit_code, same.output)
    shutil.copy(YEAR / "published.xlsx", tmp_path / "other.xlsx")
    change(tmp_path / "other.xlsx", "表三", "C4", 1659)
    other = run(
        *("compare", YEAR / "published.xlsx", tmp_path / "other.xlsx"),
        *("--json", tmp_path / "d.json"),
    )
    assert 1 == other.exit_code
    (difference,) = json.loads((tmp_path / "d.json").read_text("utf-8"))["differences"]
    assert ("T3", "嘉兴市", "persons", "primary") == tuple(
        difference[key] for key in ("form", "unit", "item", "category")
    )


def test_template_writes_both_blank_workbooks(tmp_path: Path) -> None:
    """The two blank workbooks are written where they are asked for."""
    result = run("template", "-o", tmp_path, "--lang", "zh")
    assert 0 == result.exit_code
    assert 2 == len(list(tmp_path.glob("*.xlsx")))


def test_forms_shows_every_edit() -> None:
    """The forms are printed as understood, with their edits and severities."""
    output = run("forms", "--lang", "zh").output
    assert "[强制性] T1.bases_add_up: total = central + provincial + municipal + county" in output
    assert "[核实性] T3.funds_per_person: funds / persons" in output


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("check", "no/such/folder"), "no/such/folder: there is no such file or folder"),
        (("check", "."), "no workbook (.xlsx or .xlsm) is there"),
        (("check", RETURNS, "--scheme", "youth_leage"), "did you mean 'youth_league_2009'?"),
        (("chekc", RETURNS), "did you mean 'check'?"),
        (("check", RETURNS, "--shceme", "x"), "Did you mean '--scheme'?"),
        (("check",), "Missing argument 'PATH...'"),
        (("reconcile", RETURNS, "-o", "/dev/null/x.xlsx"), "cannot write /dev/null/x.xlsx"),
    ],
)
def test_what_cannot_be_done_says_why(
    words: tuple[str | Path, ...],
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Each bad argument gets one clear sentence and status 2."""
    monkeypatch.chdir(tmp_path)
    result = run(*words, *(("--lang", "en") if words[0] != "chekc" else ()))
    assert 2 == result.exit_code
    assert said in result.output


def test_nothing_readable_writes_nothing(tmp_path: Path) -> None:
    """When no return can be read, the old workbook stays and the reason is printed."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "嘉善县.xlsx").write_bytes(b"PK\x03\x04 half a file")
    (tmp_path / "out.xlsx").write_bytes(b"what was there")
    result = run("reconcile", tmp_path / "in", "-o", tmp_path / "out.xlsx", "--lang", "en")
    assert 2 == result.exit_code
    assert b"what was there" == (tmp_path / "out.xlsx").read_bytes()
    assert "No return could be read" in result.output


def test_one_bad_file_does_not_stop_the_others(returns: Path) -> None:
    """A broken file is a hard finding with its remedy; the other returns are checked."""
    (returns / "海宁市.xlsx").write_bytes((returns / "海宁市.xlsx").read_bytes()[:5000])
    result = run("check", returns, "--lang", "en")
    assert 1 == result.exit_code
    assert "8 files, figures of 7 units; 1 hard findings" in result.output


@pytest.mark.parametrize(
    "blank", [(), ("海宁市",), ("海宁市", "嘉善县"), ("海宁市", "市级", "桐乡市")]
)
def test_who_sent_a_blank_form_is_not_counted(blank: tuple[str, ...], returns: Path) -> None:
    """There are no figures of theirs, and who they are is said."""
    scheme = ys.load_scheme("youth_league_2009")
    for unit in blank:
        ys.write_return(returns / f"{unit}.xlsx", scheme, unit)
    said = run("check", returns, "--lang", "en").output
    assert f"8 files, figures of {8 - len(blank)} units;" in said
    line = next((one for one in said.splitlines() if one.startswith("Sent in blank: ")), "")
    assert set(blank) == set(
        filter(None, line.removeprefix("Sent in blank: ").strip(".").split(", "))
    )


def test_no_output_takes_the_place_of_an_input(returns: Path, tmp_path: Path) -> None:
    """A workbook or JSON that would overwrite a return, or the other output, is refused."""
    before = {path.name: path.read_bytes() for path in returns.iterdir()}
    published, out = tmp_path / "published.xlsx", tmp_path / "out.xlsx"
    shutil.copy(YEAR / "published.xlsx", published)
    for words in (
        ("reconcile", returns, "-o", returns / "南湖区.xlsx"),
        ("check", returns, "--json", returns / "海宁市.xlsx"),
        ("reconcile", returns, "-o", published, "--published", published),
        ("reconcile", returns, "-o", out, "--json", out),
    ):
        result = run(*words, "--lang", "en")
        assert 2 == result.exit_code
        assert "Choose another output; nothing was written." in result.output
    assert before == {path.name: path.read_bytes() for path in returns.iterdir()}
    assert not out.exists()


def test_a_report_among_returns_is_set_aside(returns: Path) -> None:
    """A second run over a folder that holds the first one's workbook gives the same figures."""
    first = run("reconcile", returns, "-o", returns / "汇总.xlsx", "--lang", "en")
    data = (returns / "汇总.xlsx").read_bytes()
    again = run("reconcile", returns, "-o", returns / "汇总.xlsx", "--lang", "en")
    assert (0, 0) == (first.exit_code, again.exit_code)
    assert "汇总.xlsx (skipped): a consolidated workbook among returns" in again.output
    assert len(data) == pytest.approx((returns / "汇总.xlsx").stat().st_size, abs=400)


def test_published_file_that_cannot_be_read_is_said(tmp_path: Path) -> None:
    """Holding totals against a broken file is no agreement: status 2, the file and its remedy."""
    (tmp_path / "broken.xlsx").write_bytes(b"PK\x03\x04 half a file")
    result = run(
        *("reconcile", RETURNS, "-o", tmp_path / "out.xlsx", "--lang", "en"),
        *("--published", tmp_path / "broken.xlsx"),
    )
    assert 2 == result.exit_code
    assert "broken.xlsx" in result.output


def test_a_form_that_one_side_lacks_is_no_agreement(tmp_path: Path) -> None:
    """Comparing with a workbook without 表二 says so and does not end with status 0."""
    book = load_workbook(YEAR / "published.xlsx")
    del book["表二"]
    book.save(tmp_path / "less.xlsx")
    result = run("compare", YEAR / "published.xlsx", tmp_path / "less.xlsx", "--lang", "en")
    assert 1 == result.exit_code
    assert "表二 is only in the first; it was not compared." in result.output


def test_json_is_written_when_nothing_could_be_read(tmp_path: Path) -> None:
    """A run that reads nothing still replaces the JSON of an earlier one."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "嘉善县.xlsx").write_bytes(b"PK\x03\x04 half a file")
    (tmp_path / "found.json").write_text('{"stale": 1}', "utf-8")
    result = run("check", tmp_path / "in", "--json", tmp_path / "found.json")
    assert 2 == result.exit_code
    assert "returns" in json.loads((tmp_path / "found.json").read_text("utf-8"))


def test_two_different_returns_of_one_unit_are_hard(returns: Path) -> None:
    """Neither counts, both are named, and the status is that of a hard finding."""
    shutil.copy(returns / "秀洲区.xlsx", returns / "秀洲区 (1).xlsx")
    change(returns / "秀洲区 (1).xlsx", "表二", "B5", 91)
    result = run("check", returns, "--lang", "en")
    assert 1 == result.exit_code
    assert 2 == result.output.count("several returns of 秀洲区 differ")


@pytest.mark.parametrize("name", ["x" * 300, ":X", "..x:Y", "json:loads"])
def test_odd_names_end_without_a_traceback(name: str) -> None:
    """Names no file or scheme can have get a sentence and status 2."""
    for words in (("check", name), ("forms", "--scheme", name)):
        result = run(*words, "--lang", "en")
        assert 2 == result.exit_code
        assert isinstance(result.exception, SystemExit)


# ------------------------------------------------------------------------- what a clerk may type

ESCAPES = "\x1b[31m\x9b2J\u202e"


def test_names_of_files_do_nothing_to_the_terminal(returns: Path, tmp_path: Path) -> None:
    """Escape sequences in a file's name are spelled out, on one line."""
    name = f"嘉善县{ESCAPES}\n[red].xlsx"
    (returns / "嘉善县.xlsx").rename(returns / name)
    change(returns / name, "表一", "F6", 17)
    out, found = tmp_path / "out.xlsx", tmp_path / "found.json"
    result = run("reconcile", returns, "-o", out, "--json", found, "--lang", "zh")
    assert 1 == result.exit_code
    assert not set("\x1b\x9b\u202e") & set(result.output)
    assert r"嘉善县\u001b[31m\u009b2J\u202e" in result.output
    assert "[red].xlsx!表一: T1.bases_add_up 不成立" in result.output
    files = [one["file"] for one in json.loads(found.read_text("utf-8"))["returns"]]
    assert visible(name) in files
    sources = load_workbook(out)["数据来源"]
    assert visible(name) in {cell.value for row in sources.iter_rows() for cell in row}


def test_a_terminal_prints_words_as_words() -> None:
    """On a terminal nothing in a text is markup, and nothing moves the cursor."""
    stream = StringIO()
    console = Console(file=stream, force_terminal=True, color_system=None, width=200)
    printer = Printer(console, "en")
    printer.plain(f"[red]{ESCAPES}[/red]\nsecond")
    printer.table(["[b]a"], [[f"[red]{ESCAPES}\n\t[/]"]])
    said = stream.getvalue()
    assert not set("\x1b\x9b\u202e\t") & set(said)
    assert r"[red]\u001b[31m\u009b2J\u202e[/red]" in said
    assert r"[red]\u001b[31m\u009b2J\u202e\n\t[/]" in said


def test_json_in_a_narrow_encoding_is_still_json() -> None:
    """Where standard output is not UTF-8, what it cannot hold is escaped as JSON escapes it."""
    data = {"text": f"嘉善县😀{ESCAPES}\udcb0"}
    for encoding in ("utf-8", "gbk", "ascii"):
        text = json_text(data, encoding=encoding)
        assert data == json.loads(text.encode(encoding).decode(encoding))


def test_json_says_what_an_approximate_figure_may_be(returns: Path, tmp_path: Path) -> None:
    """A figure such as 650多 comes with its interval: in its cell, and in the totals."""
    change(returns / "市级.xlsx", "表五", "B5", "650多")
    change(returns / "嘉善县.xlsx", "表三", "C6", "约100")
    run("check", returns, "--json", tmp_path / "found.json")
    found = json.loads((tmp_path / "found.json").read_text("utf-8"))
    cells = [
        cell
        for one in found["findings"]
        if one["code"] == "approximate_figure"
        for cell in one["cells"]
    ]
    assert {("calls", 650, 650, 659), ("persons", 100, 50, 150)} == {
        (cell["item"], cell["value"], *cell["interval"]) for cell in cells
    }
    assert [650, 659] == found["intervals"]["T5"]["calls"]
    low, high = found["intervals"]["T3"]["primary"]["persons"]
    assert low < found["totals"]["T3"]["primary"]["persons"] < high


def test_a_number_of_too_many_digits_is_told_and_kept(returns: Path, tmp_path: Path) -> None:
    """Digits that no spreadsheet keeps: said of the return and of the total, exact in the JSON."""
    number = 330402198901011234
    change(returns / "嘉善县.xlsx", "表二", "B5", str(number))
    out, found = tmp_path / "out.xlsx", tmp_path / "found.json"
    result = run("reconcile", returns, "-o", out, "--json", found, "--lang", "zh")
    told = json.loads(found.read_text("utf-8"))
    (soft,) = (one for one in told["findings"] if one["code"] == "digits_lost")
    assert ("嘉善县", "T2.digits.cards", number) == (
        soft["unit"],
        soft["rule"],
        soft["cells"][0]["value"],
    )
    notes = [note for note in told["notes"] if note["code"] == "figure_rounded"]
    total = told["totals"]["T2"]["cards"]
    assert {str(number), str(total)} <= {word for note in notes for word in digits(note["message"])}
    assert str(total) in result.output
    book = load_workbook(out)
    marked = [c for row in book["表二"].iter_rows() for c in row if "≈" in str(c.number_format)]
    assert 2 == len(marked)
    assert all("准确值为" in str(cell.comment) for cell in marked)
    assert "figure_rounded" in {
        str(cell.value).rpartition(".")[2] for cell in book["审核结果"]["D"]
    }


def digits(text: str) -> list[str]:
    """Return the numbers in a text."""
    return re.findall("[0-9]+", text)


MISTYPED = {
    "没有 --templat 这个选项（是不是 --template？）": ("forms", "--templat", "x"),
    "没有“form”这个命令（是不是 forms？）": ("form",),
    "没有 --nowhere 这个选项": ("--nowhere",),
    "缺少 PATH...：请写上文件或文件夹": ("check",),
    "缺少 -o / --output": ("reconcile", "x"),
    "选项 -o 后面要跟内容": ("forms", "-o"),
    "选项 --no-cache 后面不跟内容": ("check", "x", "--no-cache=1"),
    "--prefer 只能是：newest": ("check", "x", "--prefer", "oldest"),
    "多出了不明内容：x y": ("forms", "x", "y"),
    "-o 写出的是自己的模板，请同时用 --template 给出空白表": ("forms", "-o", "x.xlsx"),
    "--scheme 和 --template 只能用一个": ("forms", "--scheme", "a", "--template", "b.xlsx"),
}
"""What is said of a command line, and the command line."""


@pytest.mark.parametrize("said", MISTYPED)
def test_what_is_typed_wrongly_is_told_in_chinese(said: str) -> None:
    """By the locale or by --lang, with the command whose options are listed; the status is 2."""
    command, *rest = MISTYPED[said]
    asked = () if command.startswith("-") else ("--lang=zh",)
    by_locale = CliRunner().invoke(main, [command, *rest], env={"LC_ALL": "zh_CN.UTF-8"})
    by_option = CliRunner().invoke(main, [command, *asked, *rest], env={"LC_ALL": "en_GB.UTF-8"})
    for result in (by_locale, by_option) if asked else (by_locale,):
        assert (2, said) == (result.exit_code, result.stderr[: len(said)])
        known = command in main.commands
        path = f"main {command}" if known else "main"
        assert result.stderr.endswith(f"\n全部选项见：{path} --help\n")


@pytest.mark.parametrize("said", MISTYPED)
def test_in_english_click_says_it(said: str) -> None:
    """With the usage before it, and the same status."""
    result = CliRunner().invoke(main, [*MISTYPED[said]], env={"LC_ALL": "en_GB.UTF-8"})
    assert 2 == result.exit_code
    assert result.stderr.startswith("Usage: main")


@pytest.mark.parametrize(
    ("words", "lang"),
    [
        (["check", "--lang", "zh"], "zh"),
        (["check", "--lang=zh", "x"], "zh"),
        (["check", "--lang", "en", "--lagn", "zh"], "en"),
        (["check", "--lang"], "en"),
        (["check", "--lang", "fr"], "en"),
        ([], "en"),
    ],
)
def test_the_language_is_known_before_the_line_is_understood(
    words: list[str], lang: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What --lang says, where it says a language, else the locale."""
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    assert lang == asked_language(words)


@pytest.mark.parametrize("words", [("--lang", "zh", "check"), ("check", "--lang", "zh")])
def test_the_language_may_stand_before_the_command(words: tuple[str, ...], returns: Path) -> None:
    """Wherever it stands, the command answers in it."""
    assert "共 8 个文件" in run(*words, returns).output
    assert "8 files" in run("--lang", "zh", "check", returns, "--lang", "en").output


def test_help_may_be_asked_for_beside_a_language() -> None:
    """Help is printed, and nothing refused."""
    for words in (("--help", "--lang", "zh"), ("--lang", "zh", "--help")):
        result = run(*words)
        assert (0, True) == (result.exit_code, "reconcile" in result.output)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "没有写命令"),
        (("--nonsense",), "没有 --nonsense 这个选项"),
        (("chek",), "是不是 check？"),
    ],
)
def test_what_is_wrong_before_a_command_is_said_in_the_language(
    words: tuple[str, ...], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In an English locale too."""
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    result = run("--lang", "zh", *words)
    assert 2 == result.exit_code
    assert said in result.output


@pytest.mark.parametrize("count", [2, 40, 41, 400])
def test_of_many_missing_units_some_are_named(count: int) -> None:
    """Forty at most, and how many there are; a page of names tells nobody anything."""
    names = [f"第{number:03}镇" for number in range(count)]
    units = Hierarchy((*(Unit(name, "全市") for name in names), Unit("全市")))
    form = ys.define_form(
        id="F",
        label="表",
        title="表",
        items=[Item("number", Kind.COUNT, "数")],
        rows=ys.items(),
        columns=ys.answer("数"),
    )
    scheme = ys.define_scheme(id="S", title="制度", period="2009年", forms=[form], units=units)
    out = StringIO()
    Printer(Console(file=out, width=4000), "zh").summary(ys.Review(ys.Filed(scheme, ()), ()))
    assert min(count, 40) == out.getvalue().count("镇")
    assert (count > 40) == (f"等 {count} 个" in out.getvalue())


KINDS = ("template_part_lost", "duplicate_return")


def test_of_many_notes_of_a_kind_the_first_are_printed() -> None:
    """A program that stores no results makes a note on every formula of every return."""

    def told(notes: int, kinds: int) -> str:
        out = StringIO()
        several = [
            ys.Finding(
                KINDS[n % kinds], ys.Severity.NOTE, "甲", facts={"why": "空着", "said": "空着"}
            )
            for n in range(notes)
        ]
        Printer(Console(file=out, width=4000), "zh").notes(several)
        return out.getvalue()

    assert 20 == told(20, 1).count("空着")
    assert "另有" not in told(20, 1)
    assert 20 == told(21, 1).count("空着")
    assert f"另有 1 条同类提示（{KINDS[0]}）没有列出" in told(21, 1)
    assert (40, 2) == (told(50, 2).count("空着"), told(50, 2).count("另有 5 条"))
    assert "" == told(0, 1)
