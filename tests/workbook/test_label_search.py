"""Labels are found however they are spelled, and never one for another."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import youthstats as ys
from youthstats.layout.leaves import Label
from youthstats.model.items import Item, Kind
from youthstats.workbook.package import Book, Cell, Sheet
from youthstats.workbook.reading.sheets.label_search import LabelSearch
from youthstats.workbook.reading.sheets.labels import SheetView, folded, stem_and_measure
from youthstats.workbook.reading.sheets.locate import Sought, locate

HELP = ("小学生", "初中生", "高中生", "大学生", "职业教育", "助医", "助业")


def sheet(*texts: str) -> SheetView:
    """Return the view of a sheet with the texts in its first row."""
    return SheetView(Sheet("表", cells={(0, at): Cell(text) for at, text in enumerate(texts)}))


def search(labels: tuple[str, ...], *texts: str) -> dict[str, dict[int, str]]:
    """Look for labels among texts; say for each where it stands, and how it is spelled."""
    wanted = [Label(text) for text in labels]
    found = LabelSearch.over([(label,) for label in wanted], sheet(*texts), {}, {})
    return {
        label.text: {column: how for (_, column), how in found.of(label).items()}
        for label in wanted
    }


DRESSES = (
    lambda text: f"  {text}　",
    "　".join,
    lambda text: "\n".join((text[:2], text[2:])),
    lambda text: text.translate({ord("("): "（", ord(")"): "）"}),
)


@given(st.permutations(HELP), st.lists(st.sampled_from(DRESSES), min_size=7, max_size=7))
def test_a_label_is_found_however_it_is_padded(order: list[str], dresses: list[object]) -> None:
    """Padding, width and line breaks do not change a label, nor does its place."""
    texts = [dress(text) for dress, text in zip(dresses, order, strict=True)]  # type: ignore[operator]
    found = search(HELP, *texts)
    assert {text: {at: "exact"} for at, text in enumerate(order)} == found


@pytest.mark.parametrize(
    ("label", "stood", "how"),
    [
        ("帮扶资金（元）", "帮扶资金", "spelling"),
        ("帮扶资金", "帮扶资金（元）", "spelling"),
        ("帮扶资金（元）", "1、帮扶资金（元）", "spelling"),
        ("帮扶资金（元）", "其中：帮扶资金", "spelling"),
        ("（二）帮扶资金", "帮扶资金", "spelling"),
        ("帮扶资金（元）", "帮扶资金（万元）", "measure"),
        ("帮扶资金（元）", "帮附资金（元）", "slip"),
        ("提供见习岗位个数", "提供见习岗个数", "slip"),
        ("提供见习岗位个数", "提供见习岗位个数数", "slip"),
        ("账户", "帐户", "exact"),
    ],
)
def test_spellings(label: str, stood: str, how: str) -> None:
    """What a clerk makes of a label is understood, and how it differs is kept."""
    assert {0: how} == search((label,), stood)[label]


@pytest.mark.parametrize(
    ("labels", "texts"),
    [
        (("小学生", "大学生"), ("中学生",)),  # a slip of either
        (("助医", "助业"), ("助学",)),  # too short to tell a slip from another word
        (("一季度", "二季度"), ("三季度",)),
        (("人数（名）", "资金（元）"), ("人数合计多少",)),
        (("女性人数",), ("女性人头", "女性人手")),  # two texts, either of which may be meant
        (("人数（名）",), ("人数（其中女）",)),  # no measure but another question
        (("提供见习岗位个数",), ("提供岗位",)),
    ],
)
def test_what_is_no_label(labels: tuple[str, ...], texts: tuple[str, ...]) -> None:
    """What may be another label, or another question, is nobody's."""
    assert {label: {} for label in labels} == search(labels, *texts)


OTHERS = (
    ("2024年完成", "2023年完成"),
    ("第一季度产值", "第二季度产值"),
    ("本年累计", "上年累计"),
    ("中学生人数", "大学生人数"),
    ("城市居民收入", "城镇居民收入"),
    ("18岁以上人口", "16岁以上人口"),
)


@pytest.mark.parametrize(("asked", "stood"), OTHERS)
def test_what_differs_in_a_telling_sign_is_no_slip(asked: str, stood: str) -> None:
    """Another year, quarter or place is another figure: it is not taken for the one asked for."""
    assert {asked: {}} == search((asked,), stood)


def test_a_printed_label_is_never_another_ones_slip() -> None:
    """A text that is one label exactly is not taken for a missing one that is like it."""
    assert {"男生人数": {0: "exact"}, "女生人数": {}} == search(
        ("男生人数", "女生人数"), "男生人数"
    )


@given(st.text(max_size=30))
@example("ß¸")
def test_any_text_has_a_stem(text: str) -> None:
    """Whatever stands in a cell can be split; a label that is split is found by its stem."""
    stem, _ = stem_and_measure(text)
    if len(stem) > 0 and folded(text) == stem:
        assert {"exact"} == set(search((text,), stem)[text].values())


@pytest.mark.parametrize("sheet_name", ["表一", "Sheet1"])
def test_a_word_may_head_both_axes(sheet_name: str) -> None:
    """A column and a row of one name are told apart: the answers are where they cross."""
    items = [Item("number", Kind.COUNT, "数量"), Item("share", Kind.SHARE, "所占比例")]
    drawn = ys.define_form(
        id="F",
        label="表一",
        title="情况表",
        items=items,
        rows=ys.items(),
        columns=ys.answer("数量"),
    )
    roster = ys.Hierarchy((ys.Unit("全市"), ys.Unit("东区", "全市")))
    scheme = ys.define_scheme(id="s", title="制度", period="2009年", forms=[drawn], units=roster)
    texts: dict[tuple[int, int], str | int] = {
        (0, 0): "情况表",
        (3, 2): "数量",
        (4, 1): "数量",
        (5, 1): "所占比例",
        (4, 2): 7,
    }
    view = Sheet(sheet_name, cells={place: Cell(text) for place, text in texts.items()})
    found = locate(drawn, view, Sought(Book("", "", (view,)), scheme, {}))
    assert found is not None
    assert ((4, 2), (5, 2)) == (found.location.cell("number"), found.location.cell("share"))


@given(
    st.integers(0, 99), st.integers(0, 99), st.sampled_from(("吨", "吨以下", "-2.5吨", "MW机组"))
)
def test_a_decimal_is_no_numbering(whole: int, part: int, rest: str) -> None:
    """Of 1.5吨 all is said; a number before words ends in a sign, also one of several levels."""
    label = f"{whole}.{part}{rest}"
    assert folded(label) == stem_and_measure(label)[0]
    for end in ("、", ")", "）", "．"):
        assert folded(label) == stem_and_measure(f"（一）{label}")[0]
        assert "收入" == stem_and_measure(f"{whole}.{part}{end}收入")[0]
    for numbered in (f"{whole}.收入", f"{whole}、收入", f"{whole}.{part}.{whole}.收入"):
        assert "收入" == stem_and_measure(numbered)[0]
    assert "2024年收入" == stem_and_measure(f"{whole}.2024年收入")[0]
