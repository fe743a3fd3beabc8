"""What lies in a folder beside good returns: for each sort of file its status and its reason."""

from __future__ import annotations

import os
import shutil
import zipfile
from collections.abc import Callable
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from attrs import evolve
from click.testing import CliRunner

import youthstats as ys
from youthstats.cli import main
from youthstats.errors import NothingToReadError
from youthstats.model.sentences import reason_sentence

SCHEME = ys.load_scheme("youth_league_2009")
RETURNS = Path(__file__).parents[2] / "examples" / "2009" / "returns"
OLE = bytes.fromhex("D0CF11E0A1B11AE1") + bytes(512)


@cache
def good() -> bytes:
    return (RETURNS / "嘉善县.xlsx").read_bytes()


def zipped() -> bytes:
    archive = BytesIO()
    with zipfile.ZipFile(archive, "w") as package:
        package.writestr("嘉善县.xlsx", good())
    return archive.getvalue()


def other(**change: str) -> Callable[[Path], None]:
    """Write a return of a scheme that differs from ours in this."""

    def write(path: Path) -> None:
        ys.write_return(path, evolve(SCHEME, **change), "南湖区")  # type: ignore[arg-type]

    return write


def about_something_else(path: Path) -> None:
    book = openpyxl.Workbook()
    book["Sheet"]["A1"] = "采购清单"
    book.save(path)


def a_link_to_itself(path: Path) -> None:
    path.symlink_to(path.name)


def a_dead_link(path: Path) -> None:
    path.symlink_to("nowhere.xlsx")


TABLE: list[tuple[str, bytes | Callable[[Path], None], str, str]] = [
    ("嘉善县.XLSX", good(), "read", ""),
    ("~$嘉善县.xlsx", b"x", "skipped", "file.lock"),
    (".~嘉善县.xlsx", b"x", "skipped", "file.lock"),
    ("._嘉善县.xlsx", b"x", "skipped", "file.of_the_system"),
    (".DS_Store", b"x", "skipped", "file.of_the_system"),
    ("Thumbs.db", b"x", "skipped", "file.of_the_system"),
    ("上报.zip", zipped(), "skipped", "file.archive"),
    ("上报.rar", b"Rar!", "skipped", "file.archive"),
    ("嘉善县.doc", OLE, "skipped", "file.document"),
    ("嘉善县.wps", OLE, "skipped", "file.document"),
    ("嘉善县.PDF", b"%PDF", "skipped", "file.document"),
    ("嘉善县.jpg", b"x", "skipped", "file.picture"),
    ("嘉善县.eml", b"x", "skipped", "file.message"),
    ("嘉善县.xlsx.lnk", b"x", "skipped", "file.shortcut"),
    ("嘉善县.xlsx.crdownload", b"x", "skipped", "file.half_loaded"),
    ("嘉善县", good(), "skipped", "file.other_kind"),
    ("说明.txt", b"x", "skipped", "file.other_kind"),
    ("空.xlsx", b"", "unreadable", "file.empty"),
    ("半.xlsx", good()[:20_000], "unreadable", "file.damaged"),
    ("尾.xlsx", good()[:-30], "unreadable", "file.damaged"),
    ("坏.xls", OLE, "unreadable", "file.damaged"),
    ("网页.xls", b"<html><table></table></html>", "unreadable", "file.html"),
    ("表格.xls", b'<?xml version="1.0"?><Workbook/>', "unreadable", "file.xml"),
    ("逗号.csv", b"1,2", "unreadable", "file.other_format"),
    ("金山.et", OLE, "unreadable", "file.other_format"),
    ("文本.xlsx", "单位\t1".encode("gb18030"), "unreadable", "file.text"),
    ("文档.xls", OLE + "WordDocument".encode("utf-16-le"), "unreadable", "file.not_a_workbook"),
    ("加密.xlsx", OLE + "EncryptedPackage".encode("utf-16-le"), "unreadable", "file.encrypted"),
    ("扫描.xlsx", b"%PDF-1.4 1 0 obj", "unreadable", "file.not_a_workbook"),
    ("照片.xlsx", b"\x89PNG\r\n\x1a\n\0\0", "unreadable", "file.not_a_workbook"),
    ("压缩.xlsx", b"Rar!\x1a\x07\0", "unreadable", "file.archive"),
    ("压缩包.xlsx", zipped(), "unreadable", "file.not_a_workbook"),
    ("别的.xlsx", about_something_else, "unreadable", "file.no_form"),
    ("去年.xlsx", other(period="2008年"), "unreadable", "file.other_period"),
    ("旧版.xlsx", other(version="0"), "unreadable", "file.other_version"),
    ("别处.xlsx", other(id="other"), "unreadable", "file.other_scheme"),
    ("自指.xlsx", a_link_to_itself, "unreadable", "file.dead_link"),
    ("断.xlsx", a_dead_link, "unreadable", "file.dead_link"),
]


@pytest.mark.parametrize(("name", "content", "status", "reason"), TABLE, ids=[r[0] for r in TABLE])
def test_what_becomes_of_a_file(
    name: str,
    content: bytes | Callable[[Path], None],
    status: str,
    reason: str,
    tmp_path: Path,
) -> None:
    """Beside a good return, each sort of file gets its status and, in words, its remedy."""
    shutil.copy(RETURNS / "平湖市.xlsx", tmp_path)
    path = tmp_path / name
    if isinstance(content, bytes):
        path.write_bytes(content)
    else:
        content(path)
    (report,) = (one for one in ys.read(tmp_path, SCHEME).files if one.file == name)
    assert (status, reason) == (report.status, report.reason)
    if reason:
        zh, en = (reason_sentence(report, lang) for lang in ("zh", "en"))
        remedy = status == "unreadable" or reason not in {"file.lock", "file.of_the_system"}
        assert remedy == ("请" in zh)
        assert not zh.endswith("。")
        assert not en.endswith(".")


def test_every_message_ends_once(tmp_path: Path) -> None:
    """On the command line a message ends with one full stop, whatever it is about."""
    for name, content, _, _ in TABLE:
        if isinstance(content, bytes):
            (tmp_path / name).write_bytes(content)
    for lang, stop in (("zh", "。"), ("en", ".")):
        said = CliRunner().invoke(main, ["check", str(tmp_path), "--lang", lang]).output
        lines = [line for line in said.splitlines() if line and ": file." not in line]
        assert [] == [line for line in lines if not line.endswith(stop) or line.endswith(2 * stop)]


# ------------------------------------------------------------------------------------- folders


def test_a_folder_named_like_a_workbook(tmp_path: Path) -> None:
    """It is a folder: what is in it is read; an empty one holds nothing."""
    (tmp_path / "空.xlsx").mkdir()
    (tmp_path / "嘉善县.xlsx").mkdir()
    shutil.copy(RETURNS / "嘉善县.xlsx", tmp_path / "嘉善县.xlsx" / "a.xlsx")
    expected = ["嘉善县.xlsx/a.xlsx"]
    assert expected == [one.file for one in ys.read(tmp_path, SCHEME).files]
    assert ["a.xlsx"] == [one.file for one in ys.read(f"{tmp_path}/*.xlsx", SCHEME).files]


def test_links_to_folders_are_followed_once(tmp_path: Path) -> None:
    """A link to another folder is entered; one that leads back is not entered again."""
    (tmp_path / "in").mkdir()
    (tmp_path / "else").mkdir()
    shutil.copy(RETURNS / "嘉善县.xlsx", tmp_path / "else")
    (tmp_path / "in" / "link").symlink_to(tmp_path / "else")
    (tmp_path / "else" / "back").symlink_to(tmp_path / "in")
    files = ys.read(tmp_path / "in", SCHEME).files
    assert [("link/嘉善县.xlsx", "read")] == [(one.file, one.status) for one in files]


def test_a_folder_that_cannot_be_entered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What nobody could look into is a hard finding, not a folder without returns."""
    (tmp_path / "closed").mkdir()
    shutil.copy(RETURNS / "嘉善县.xlsx", tmp_path)
    scandir = os.scandir

    def closed(path: Any) -> Any:
        if Path(path).name == "closed":
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", closed)
    filed = ys.read(tmp_path, SCHEME)
    (report,) = (one for one in filed.files if one.status == "unreadable")
    assert ("closed", "file.closed_folder") == (report.file, report.reason)
    assert "Permission denied" in ys.check(filed).hard[0].message("zh")
    with pytest.raises(NothingToReadError) as caught:
        ys.read(tmp_path / "closed", SCHEME)
    assert "file.closed_folder" == caught.value.reason


def test_a_file_that_cannot_be_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the system says is told, without its number and the path."""
    shutil.copy(RETURNS / "嘉善县.xlsx", tmp_path)

    def denied(path: Path) -> bytes:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "read_bytes", denied)
    (report,) = ys.read(tmp_path, SCHEME).files
    assert ("unreadable", "file.no_access") == (report.status, report.reason)
    assert {"detail": "Permission denied"} == dict(report.facts)


def test_files_of_one_name_in_two_folders_given_apart(tmp_path: Path) -> None:
    """Two folders given by name each hold 报表.xlsx: their paths tell them apart."""
    for unit in ("嘉善县", "平湖市"):
        (tmp_path / unit).mkdir()
        shutil.copy(RETURNS / f"{unit}.xlsx", tmp_path / unit / "报表.xlsx")
    files = ys.read([tmp_path / "嘉善县", tmp_path / "平湖市"], SCHEME).files
    assert ["嘉善县/报表.xlsx", "平湖市/报表.xlsx"] == [one.file[-11:] for one in files]


# ------------------------------------------------------------------------------- nothing to read


@pytest.mark.parametrize(
    ("name", "reason"),
    [("上报.zip", "file.archive"), ("~$a.xlsx", "read.no_workbook"), ("a.doc", "file.document")],
)
def test_a_file_given_by_name_that_is_no_workbook(name: str, reason: str, tmp_path: Path) -> None:
    """Named alone, a file that is left alone says itself what it is and what to do."""
    (tmp_path / name).write_bytes(b"x")
    with pytest.raises(NothingToReadError) as caught:
        ys.read(tmp_path / name, SCHEME)
    assert (reason, str(tmp_path / name)) == (caught.value.reason, caught.value.path)


def test_a_folder_with_other_files_alone(tmp_path: Path) -> None:
    """It names what there is instead of workbooks."""
    (tmp_path / "上报.zip").write_bytes(b"x")
    (tmp_path / ".DS_Store").write_bytes(b"x")
    said = CliRunner().invoke(main, ["check", str(tmp_path), "--lang", "zh"])
    assert 2 == said.exit_code
    assert "只有 上报.zip。压缩包请先解压" in said.output


# ------------------------------------------------------------------------------------- odd names


@pytest.mark.parametrize(
    "name", ["=1+1.xlsx", "[bold]x.xlsx", "嘉善\u3000县.xlsx", "%s {x}.xlsx", "换\n行.xlsx"]
)
def test_odd_names_are_told_on_one_line(name: str, tmp_path: Path) -> None:
    """A name that looks like a formula, markup or a format is none; a line break is spelled out."""
    (tmp_path / name).write_bytes(b"")
    said = CliRunner().invoke(main, ["check", str(tmp_path), "--lang", "zh"]).output
    assert said.startswith(name.replace("\n", "\\n") + ": file.unreadable")


def test_a_name_in_another_encoding(tmp_path: Path) -> None:
    """A name unpacked in GBK is no text here: it is told by its bytes, and everything is written."""
    odd = os.fsdecode(os.fsencode(tmp_path) + b"/" + "海盐县.xlsx".encode("gb18030"))
    try:
        Path(odd).write_bytes((RETURNS / "海盐县.xlsx").read_bytes())
    except (OSError, ValueError):
        pytest.skip("this file system has no such names")
    json, out = tmp_path / "x.json", tmp_path / "out" / "x.xlsx"
    found = CliRunner().invoke(main, ["reconcile", odd, "-o", str(out), "--json", str(json)])
    assert 1 == found.exit_code
    assert "海盐县" in json.read_text("utf-8")
    assert "\\udcba" in str(list(openpyxl.load_workbook(out)["填报情况"].values))


# ---------------------------------------------------------------------------------- whose it is


def unsaid(
    folder: Path, *, cell: str | None = None, title: str = "", name: str = "x.xlsx", **cells: str
) -> ys.Filed:
    """Read 嘉善县's return with this in place of its unit, its title and some cells of 表一."""
    book = openpyxl.load_workbook(RETURNS / "嘉善县.xlsx", data_only=True)
    for sheet in book:
        for (label,) in sheet["A5:A7"]:
            if label.value == "嘉善县":
                label.value = None
        sheet["B2"] = cell if sheet.title == "表一" else None
    for address, text in {"A1": title or book["表一"]["A1"].value, **cells}.items():
        book["表一"][address] = text
    book.save(folder / name)
    return ys.read(folder / name, SCHEME)


def told(filed: ys.Filed) -> list[str]:
    review = ys.check(filed)
    codes = {"unit_from_heading", "unit_from_file_name", "heading_disagrees", "unit_disagrees"}
    return [one.code for one in (*review.findings, *review.notes) if one.code in codes]


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("南湖", "南湖区"),
        ("南湖区团委", "南湖区"),
        ("嘉兴市南湖区", "南湖区"),
        ("共青团南湖区委员会", "南湖区"),
        ("南湖区（盖章）", "南湖区"),
        ("市本级", "市级"),
        ("市直", "市级"),
        ("团市委", "市级"),
        ("共青团嘉兴市委员会", "市级"),
        ("海宁市级", None),
        ("嘉兴市", None),
    ],
)
def test_what_clerks_call_a_unit(name: str, unit: str | None, tmp_path: Path) -> None:
    """A longer or shorter name that mentions one unit is that unit's; of two it is nobody's."""
    (report,) = unsaid(tmp_path, cell=name).files
    assert unit == report.unit
    whole = "file.unit_over_others" if name == "嘉兴市" else "file.unknown_unit"
    assert ("" if unit else whole) == report.reason


@pytest.mark.parametrize("text", ["南湖区、秀洲区", "南湖/秀洲", "海宁市和平湖市"])
def test_two_units_are_two(text: str, tmp_path: Path) -> None:
    """A return that names two units beside each other is told so."""
    (report,) = unsaid(tmp_path, cell=text).files
    assert ("unknown_unit", "file.two_units") == (report.status, report.reason)


@pytest.mark.parametrize(
    ("given", "unit", "codes"),
    [
        ({"title": "平湖市2009年就业创业统计表"}, "平湖市", ["unit_from_heading"]),
        ({"title": "表一：平湖市就业创业统计表"}, "平湖市", ["unit_from_heading"]),
        ({"N1": "平湖市"}, "平湖市", ["unit_from_heading"]),
        (
            {"title": "平湖市统计表", "name": "海宁市.xlsx"},
            "平湖市",
            ["unit_disagrees", "unit_from_heading"],
        ),
        ({"cell": "嘉善县", "title": "平湖市统计表"}, "嘉善县", ["heading_disagrees"]),
        (
            {"title": "嘉善县和平湖市统计表", "name": "嘉善县.xlsx"},
            "嘉善县",
            ["unit_from_file_name"],
        ),
        ({"cell": "嘉善县", "N2": "制表机关", "O2": "共青团嘉兴市委"}, "嘉善县", []),
        ({"A2": "填报单位 平湖市"}, "平湖市", []),
        ({"A2": "填 报 单 位：平湖市  制表机关：共青团嘉兴市委"}, "平湖市", []),
        ({"A2": "综合机关名称：平湖市"}, "平湖市", []),
        ({"A2": "填报单位（盖章）：", "cell": "平湖市"}, "平湖市", []),
        ({"A2": "填报单位负责人：张三", "name": "嘉善县.xlsx"}, "嘉善县", ["unit_from_file_name"]),
    ],
)
def test_where_the_unit_is_said(
    given: dict[str, str], unit: str, codes: list[str], tmp_path: Path
) -> None:
    """填报单位 first, then a heading, then the file's name; where two disagree it is reported."""
    filed = unsaid(tmp_path, **given)
    assert [unit] == [one.unit for one in filed]
    assert codes == told(filed)


def test_one_sheet_of_somebody_unknown(tmp_path: Path) -> None:
    """表二 of a unit nobody knows and 表一 of 嘉善县 are not one return."""
    book = openpyxl.load_workbook(RETURNS / "嘉善县.xlsx")
    book["表二"]["B2"] = "上海市"
    book.save(tmp_path / "x.xlsx")
    (report,) = ys.read(tmp_path / "x.xlsx", SCHEME).files
    assert ("unknown_unit", "file.two_units") == (report.status, report.reason)


def test_headings_that_name_two_units(tmp_path: Path) -> None:
    """With 填报单位 blank and two headings that disagree, nobody is guessed."""
    (report,) = unsaid(tmp_path, title="嘉善县统计表", N1="平湖市").files
    assert ("unknown_unit", "file.two_units") == (report.status, report.reason)


def test_a_form_whose_title_names_a_unit(tmp_path: Path) -> None:
    """The form's own printed title says nothing of whose return it is."""
    form = evolve(SCHEME.form("T2"), title="市级开展小额贷款统计表")
    scheme = evolve(SCHEME, forms=(form,), duties={"T2": SCHEME.duties["T2"]}, edits=())
    ys.write_return(tmp_path / "x.xlsx", scheme, "嘉善县")
    filed = ys.read(tmp_path / "x.xlsx", scheme)
    assert ["嘉善县"] == [one.unit for one in filed]
    assert [] == told(filed)
