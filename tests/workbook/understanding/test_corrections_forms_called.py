"""Which form an edit means: by its label first, whatever other forms are called or titled."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import pytest

import youthstats as ys
from tests.workbook.understanding.drawing import Drawn, draw

TITLES = ("货类", "月报", "港口")
TWO = """
港口表
填报单位：
| 项目 | 数量（吨） |
| 进港 | |
| 出港 | |

港口
| 船名 | 吨位（吨） |
| 客船 | |
| 货船 | |
"""


def template_with(folder: Path, titles: tuple[str, ...], edit: str) -> ys.Scheme:
    """Return three forms, each with a title that may be another's label."""
    tables = [
        Drawn(f"{title}\n填报单位：\n| 项目 | 数量（吨） |\n| 进{name} | |\n| 出{name} | |", name)
        for name, title in zip(TITLES, titles, strict=True)
    ]
    path = draw(folder / "我的表.xlsx", *tables)
    path.with_suffix(".toml").write_text(f'[[edits]]\ntext = "{edit}"\nname = "甲"\n', "utf-8")
    return ys.understand(path).scheme


@pytest.mark.parametrize("titles", list(permutations(TITLES)))
@pytest.mark.parametrize(("one", "other"), list(permutations(TITLES, 2)))
def test_a_form_is_found_by_its_label(
    tmp_path: Path, titles: tuple[str, ...], one: str, other: str
) -> None:
    """Though another form has that very title."""
    scheme = template_with(tmp_path, titles, f"{one}.进{one} <= {other}.出{other}")
    edit = next(edit for edit in scheme.edits if edit.name == "甲")
    assert [one, other] == [scheme.form(str(ref.form)).label for ref in edit.statement.refs]


@pytest.mark.parametrize("called", ["港口（2）", "港口(2)", "港口2"])
def test_a_form_below_another_is_found_by_its_label(tmp_path: Path, called: str) -> None:
    """A second form on a sheet has a number in brackets, which stands in no name of the grammar."""
    path = draw(tmp_path / "我的表.xlsx", Drawn(TWO, "港口"))
    edit = f"{called}.客船 <= 港口.进港"
    path.with_suffix(".toml").write_text(f'[[edits]]\ntext = "{edit}"\nname = "甲"\n', "utf-8")
    scheme = ys.understand(path).scheme
    (found,) = (edit for edit in scheme.edits if edit.name == "甲")
    assert ["港口（2）", "港口"] == [
        scheme.form(str(ref.form)).label for ref in found.statement.refs
    ]
