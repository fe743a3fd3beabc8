"""Returns that LibreOffice opened and saved again, in the formats in which they are sent."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from attrs import frozen

import youthstats as ys
from tests.returns_as_sent.arranging import (
    drop_names,
    hide_rows,
    rename_sheet,
    reorder_sheets,
)
from tests.returns_as_sent.book import Change, changed, clean, save
from tests.returns_as_sent.expectations import SCHEME, differences, reads, said
from tests.returns_as_sent.moving import insert_columns, insert_rows
from tests.returns_as_sent.retyping import comment, numbers_as_text, restyle_labels
from tests.returns_as_sent.test_cases import before
from tests.test_libreoffice import converted, profile
from youthstats.model.values import Missing, Value, is_figure, nominal

__all__ = ["profile"]

pytestmark = pytest.mark.libreoffice

UNITS = ("嘉善县", "市级")
KINDS = ("xlsx", "ods", "xls")


@frozen
class Resaved:
    """What was done before LibreOffice saved it, and what is said of that where all can be seen.

    ``unseen`` are the codes of what a format of values alone does not show.
    """

    changes: tuple[Change, ...] = ()
    codes: frozenset[str] = frozenset()
    unseen: frozenset[str] = frozenset()


DIRTY: Mapping[str, Resaved] = {
    "clean": Resaved(),
    "moved": Resaved(
        (
            insert_rows("表一", 4, 2),
            insert_columns("表三", "E"),
            rename_sheet("表二", "Sheet2"),
            reorder_sheets(6, 5, 4, 3, 2, 1, 0),
        )
    ),
    "typed": Resaved(
        (numbers_as_text("表三", "wide"), restyle_labels("表三", "spaced out"), drop_names()),
        frozenset({"number_as_text"}),
    ),
    "hidden": Resaved(
        (hide_rows("表三", 6), comment("表三!C6", "含寄宿生")),
        frozenset({"hidden_figures", "cell_comment"}),
        frozenset({"hidden_figures", "cell_comment"}),
    ),
}

CASES = [(unit, name) for unit in UNITS for name in DIRTY]

Saved = Mapping[tuple[str, str, str], Path]


@pytest.fixture(scope="module")
def saved(profile: Path, tmp_path_factory: pytest.TempPathFactory) -> Saved:
    """Return every return as LibreOffice saved it, by unit, what was done, and format."""
    ours = tmp_path_factory.mktemp("ours")
    files = [
        save(changed(clean(unit), DIRTY[name].changes), ours / f"{name} {unit}.xlsx")
        for unit, name in CASES
    ]
    found: dict[tuple[str, str, str], Path] = {}
    for kind in KINDS:
        made = converted(profile, kind, tmp_path_factory.mktemp(kind), *files)
        found |= {(*case, kind): path for case, path in zip(CASES, made, strict=True)}
    return found


@pytest.mark.parametrize(("unit", "name"), CASES)
def test_saved_as_xlsx(saved: Saved, unit: str, name: str) -> None:
    """It reads as the clean return, and the same is said of it as before."""
    filed = ys.read(saved[unit, name, "xlsx"], SCHEME)
    assert [] == reads(*DIRTY[name].codes).faults(before(unit), filed)


@pytest.mark.parametrize(("unit", "name"), CASES)
def test_saved_as_ods(saved: Saved, unit: str, name: str) -> None:
    """It reads the same; that only values were seen is said, and of every share how it was read."""
    codes = DIRTY[name].codes - DIRTY[name].unseen | {"values_only"}
    shares = {"share_as_fraction"} if unit == "市级" else set()
    filed = ys.read(saved[unit, name, "ods"], SCHEME)
    assert [] == reads(*codes, *shares).faults(before(unit), filed)


@pytest.mark.parametrize(("unit", "name"), CASES)
def test_saved_as_xls(saved: Saved, unit: str, name: str) -> None:
    """It reads the same but for blank results, for which LibreOffice itself puts 0 into an .xls."""
    filed = ys.read(saved[unit, name, "xls"], SCHEME)
    assert ["read"] == [file.status for file in filed.files]
    (was,), (now,) = before(unit).returns, filed.returns
    others = [one for one in differences(was, now) if not blank_result(*one)]
    assert (unit, []) == (now.unit, others)
    codes = DIRTY[name].codes - DIRTY[name].unseen | {"values_only"}
    assert set() == codes - {one.code for one in said(filed)}


def blank_result(figure: tuple[str, str, object], was: Value, now: Value) -> bool:
    """Tell whether a formula that comes to an empty text reads 0."""
    form, item, _ = figure
    derived = item in SCHEME.form(form).derivations
    return derived and was is Missing.BLANK and is_figure(now) and nominal(now) == 0  # type: ignore[arg-type]
