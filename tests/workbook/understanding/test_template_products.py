"""数量 × 单价 in every row of a list: an edit of its rows, whatever the office writes around it."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
import xlsxwriter
from attrs import evolve, frozen
from hypothesis import given, settings
from hypothesis import strategies as st

import youthstats as ys
from youthstats.model.edits import Edit
from youthstats.model.forms import Line
from youthstats.model.linear import Product
from youthstats.model.values import Value, round_half_up

ROWS = 5
FIRST = 3
"""The row of the first entry, from 0: title, unit and heading stand above it."""

few = settings(max_examples=max(settings().max_examples // 8, 5))

FORMULAS: dict[str, tuple[Decimal | int, Decimal | int]] = {
    "=D{0}*E{0}": (1, 0),
    "=E{0}*D{0}": (1, 0),
    "=ROUND(D{0}*E{0},2)": (1, 0),
    "=PRODUCT(D{0}:E{0})": (1, 0),
    '=IF(D{0}="","",D{0}*E{0})': (1, 0),
    '=IF(OR(D{0}="",E{0}=""),"",ROUND(D{0}*E{0},2))': (1, 0),
    "=ROUND(D{0}*E{0}*0.7,2)": (Decimal("0.7"), 0),
    "=D{0}*E{0}/10000": (Decimal("0.0001"), 0),
    "=ROUND(D{0}*E{0}/10000,4)": (Decimal("0.0001"), 0),
    "=D{0}*E{0}-F{0}": (1, -1),
    "=ROUND((D{0}*E{0}+F{0})/10000,4)": (Decimal("0.0001"), Decimal("0.0001")),
}
"""What an office writes: how many times 数量 × 单价 and how many times what stands beside it."""


@frozen
class Purchase:
    """One entry: how many, at what price, with what beside."""

    number: int
    price: Decimal
    beside: int

    def amount(self, formula: str) -> Decimal:
        """Return what a formula comes to, as far as it is rounded."""
        times, beside = FORMULAS[formula]
        exact = self.number * self.price * times + self.beside * beside
        places = 4 if ",4" in formula else 2
        return round_half_up(exact, places) if "ROUND" in formula else exact


purchases = st.lists(
    st.builds(
        Purchase,
        st.integers(1, 999),
        st.integers(1000, 10**6).map(lambda cents: Decimal(cents) / 100),
        st.integers(0, 9),
    ),
    min_size=1,
    max_size=ROWS,
)


def written(
    path: Path, formula: str, listed: Sequence[Purchase], typed: dict[int, Decimal]
) -> Path:
    """Write the list; ``typed`` is typed over formulas, by row."""
    measure = "万元" if "10000" in formula else "元"
    heads = ["序号", "品名", "规格", "数量（台）", "单价（元）", "运费（元）", f"金额（{measure}）"]
    with xlsxwriter.Workbook(path) as book:
        box, sheet = book.add_format({"border": 1}), book.add_worksheet("采购清单")
        sheet.write(0, 0, "设备采购清单")
        sheet.write_row(1, 0, ["填报单位：", "甲县" if listed else ""])
        sheet.write_row(2, 0, heads, box)
        for number in range(ROWS):
            row, name = FIRST + number, f"设备{number}" if number < len(listed) else ""
            sheet.write_row(row, 0, [number + 1, name, "", "", "", ""], box)
            amount: Decimal | int | str = 0 if '""' not in formula else ""
            if number < len(listed):
                one = listed[number]
                sheet.write_row(row, 3, [one.number, float(one.price), one.beside], box)
                amount = one.amount(formula)
            if number in typed:
                sheet.write_number(row, 6, float(typed[number]), box)
            else:
                shown = amount if isinstance(amount, str) else float(amount)
                sheet.write_formula(row, 6, formula.format(row + 1), box, shown)
        sheet.write_row(FIRST + ROWS, 0, ["合计", "", "", "", "", ""], box)
        sums = sum((one.amount(formula) for one in listed), Decimal(0))
        sums += sum(typed[n] - listed[n].amount(formula) for n in typed)
        area = f"G{FIRST + 1}:G{FIRST + ROWS}"
        sheet.write_formula(FIRST + ROWS, 6, f"=SUM({area})", box, float(sums))
    return path


def checked(formula: str, listed: Sequence[Purchase], typed: dict[int, Decimal]) -> ys.Review:
    """Check a return of the list against its blank template."""
    path = Path(tempfile.mkdtemp()) / "甲县.xlsx"
    return ys.check(ys.read(written(path, formula, listed, typed), understood(formula).scheme))


@cache
def understood(formula: str) -> ys.Template:
    """Return what is understood of the blank list."""
    return ys.understand(written(Path(tempfile.mkdtemp()) / "采购清单.xlsx", formula, [], {}))


def hard(review: ys.Review) -> list[tuple[str, list[str | None]]]:
    return [(one.code, [cell.address for cell in one.cells]) for one in review.hard]


@pytest.mark.parametrize("formula", FORMULAS)
def test_it_is_an_edit_of_every_row(formula: str) -> None:
    """One edit, no doubt, and the amounts are added though the prices are not."""
    template = understood(formula)
    (form,) = template.scheme.forms
    statements = [edit.statement for edit in form.edits if isinstance(edit, Edit)]
    assert 1 == sum(isinstance(one, Product) for one in statements)
    assert {"not_added", "words_unknown"} == {doubt.code for doubt in template.doubts}
    added = {item.name: item.additive for item in form.items if item.kind.numeric}
    assert {"数量": True, "单价": False, "运费": True, "金额": True} == added


@few
@given(st.sampled_from(sorted(FORMULAS)), purchases, st.booleans())
def test_right_returns_have_no_findings(
    formula: str, listed: list[Purchase], overtyped: bool
) -> None:
    """With the office's formulas, or with what these show typed over them."""
    exact = {number: one.amount(formula) for number, one in enumerate(listed)}
    typed = {
        number: amount if "10000" in formula else round_half_up(amount, 2)
        for number, amount in exact.items()
    }
    assert [] == hard(checked(formula, listed, typed if overtyped else {}))


@few
@given(st.sampled_from(sorted(FORMULAS)), purchases, st.data())
def test_a_wrong_amount_is_found_in_its_row(
    formula: str, listed: list[Purchase], data: st.DataObject
) -> None:
    """The finding names its cell and those it is multiplied from; so does what explains it."""
    wrong = data.draw(st.integers(0, len(listed) - 1))
    amount = listed[wrong].amount(formula) + data.draw(st.integers(1, 500))
    review = checked(formula, listed, {wrong: amount})
    ((code, cells),) = hard(review)
    row = FIRST + wrong + 1
    beside = {f"F{row}"} if FORMULAS[formula][1] else set()
    assert ("edit_failure", {f"D{row}", f"E{row}", f"G{row}"} | beside) == (code, set(cells))
    (block,) = ys.localise(evolve(review, findings=review.hard)).blocks
    told = {one.suspects[0].cell.address for one in block.explanations if len(one) == 1}
    assert f"G{row}" in told
    assert told <= {f"D{row}", f"E{row}", f"F{row}", f"G{row}"}


def test_an_amount_without_a_price_is_not_judged() -> None:
    """A price left blank is not nothing; the note says that it keeps the edit from being judged."""
    scheme = understood("=D{0}*E{0}").scheme
    (form,) = scheme.forms
    values: dict[tuple[str, Line], Value] = {
        ("品名", 0): "车床",
        ("数量", 0): 3,
        ("金额", 0): 600,
    }
    record = ys.Record.of(form, values)
    filed = ys.Filed.of(scheme, [ys.Return("甲县", {form.id: record})])
    review = ys.check(filed)
    assert "edit_failure" not in [one.code for one in review.findings]
    assert "undecided" in [one.code for one in review.notes]


def test_a_product_that_the_office_writes_beside_its_template() -> None:
    """As text, of an item that it names otherwise; it is said in a sentence."""
    path = written(Path(tempfile.mkdtemp()) / "采购清单.xlsx", "=D{0}*E{0}", [], {})
    path.with_suffix(".toml").write_text(
        '[forms."采购清单".items."单价"]\nname = "price"\n'
        '[[forms."采购清单".edits]]\nname = "at_most"\nseverity = "soft"\n'
        'text = "金额 <= 数量 * (price + 运费) - 0"\n',
        encoding="utf-8",
    )
    edits = {edit.name: str(edit.statement) for edit in ys.understand(path).scheme.forms[0].edits}  # type: ignore[union-attr]
    assert "金额 <= 数量 * (price + 运费)" == edits["at_most"]
    assert "金额 = 数量 * price" == edits["金额_平衡"]
