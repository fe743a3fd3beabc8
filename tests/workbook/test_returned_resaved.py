"""Returns that went back, and that LibreOffice opened and saved before they came in again."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

import youthstats as ys
from tests.test_libreoffice import converted, profile
from tests.workbook.test_returned import RETURNS, YEAR, change, explain

__all__ = ["profile"]

pytestmark = pytest.mark.libreoffice


@pytest.fixture(scope="module")
def sent(tmp_path_factory: pytest.TempPathFactory) -> tuple[ys.Filed, list[Path]]:
    """Returns with faults of several kinds, and the workbooks that go back, explained."""
    folder = tmp_path_factory.mktemp("first")
    for unit in ("嘉善县", "平湖市", "海宁市"):
        (folder / f"{unit}.xlsx").write_bytes((RETURNS / f"{unit}.xlsx").read_bytes())
    change(folder / "嘉善县.xlsx", {("表一", "F6"): 17, ("表三", "C6"): "１０6（另有3人）"})
    filed = ys.read(folder, YEAR)
    back = ys.write_returned(tmp_path_factory.mktemp("back"), ys.check(filed))
    explain(back[0].path, {"基地总数": "以总数为准\n见附件"})
    explain(back[2].path, {"就业与自主": "有人先就业后创业"})
    book = openpyxl.load_workbook(back[0].path)
    book["审核意见"].merge_cells("G4:G5")
    book.save(back[0].path)
    return filed, [one.path for one in back]


@pytest.mark.parametrize("kind", ["xlsx", "ods", "xls"])
def test_saved_again_it_is_the_same_return_and_says_the_same(
    kind: str, sent: tuple[ys.Filed, list[Path]], profile: Path, tmp_path: Path
) -> None:
    """Figures, explanations, no comment of ours as the clerk's, no sheet unread: in every format."""
    filed, paths = sent
    again = ys.read(converted(profile, kind, tmp_path, *paths), YEAR)
    assert ["read"] * 3 == [file.status for file in again.files]
    if kind != "xls":  # in which LibreOffice itself puts 0 for an empty text
        assert filed.returns == again.returns
    review = ys.check(again)
    rows = 1 if kind == "ods" else 2  # of which no merged block can be told
    assert ["以总数为准\n见附件"] * rows + ["有人先就业后创业"] == [
        finding.explanation for finding in review if finding.explanation
    ]
    unwanted = {"cell_comment", "sheet_not_read", "words_not_read", "explanation_left"}
    assert set() == unwanted & {one.code for one in (*review.findings, *review.notes)}


def test_our_comments_are_known_when_the_sheet_is_gone(
    sent: tuple[ys.Filed, list[Path]], profile: Path, tmp_path: Path
) -> None:
    """LibreOffice keeps the names that tell them, and lays out their lines its own way."""
    book = openpyxl.load_workbook(sent[1][0])
    del book["审核意见"]
    book.save(tmp_path / "嘉善县.xlsx")
    again = ys.read(converted(profile, "xlsx", tmp_path / "again", tmp_path / "嘉善县.xlsx"), YEAR)
    assert ["read"] == [file.status for file in again.files]
    assert "cell_comment" not in {note.code for note in ys.check(again).notes}
