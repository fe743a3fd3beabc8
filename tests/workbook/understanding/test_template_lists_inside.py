"""Lists inside a registration form, beside the label of their group: 家庭主要成员 | 称谓 | 姓名 | 年龄."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

import youthstats as ys
from tests.workbook.understanding.drawing import draw

CARD = """
人员登记表
填报单位：{unit}
| 姓名 | {own} | 性别 | 女 | 出生年月 | 1990.1 |
| 民族 | 汉 | 籍贯 | 某省 | 联系电话 | 123 |
"""
FAMILY = "| 家庭主要成员 | 称谓 | 姓名 | 年龄 | 工作单位 | < |"
SCHOOLS = "| 学习经历 | 起止时间 | < | 学习单位 | < | 职务 |"
OTHERS = "| 社会关系 | 称谓 | 姓名 | 年龄 | 工作单位 | < |"
REMARK = "| 备注 | {remark} | < | < | < | < |"
BLANK = ["|  |  |  |  | < |"] * 3
BLANK_SCHOOLS = ["|  | < |  | < |  |"] * 2


def _sheet(card: str, lists: list[tuple[str, list[str]]], remark: str = "") -> str:
    rows = [card.strip()]
    for heading, entries in lists:
        rows += [heading, *(f"| ^ {entry}" for entry in entries)]
    return "\n".join([*rows, REMARK.format(remark=remark)])


def _blank_card() -> str:
    card = CARD.format(unit="", own="")
    for answer in ("女", "1990.1", "汉", "某省", "123"):
        card = card.replace(f" {answer} ", "  ")
    return card


def _members(names: list[str]) -> list[str]:
    return [f"| 父亲 | {name} | {50 + n} | 某厂 | < |" for n, name in enumerate(names)]


@pytest.fixture
def template(tmp_path: Path) -> ys.Template:
    """The blank form, with three lists of which two are headed alike."""
    lists = [(SCHOOLS, BLANK_SCHOOLS), (FAMILY, BLANK), (OTHERS, BLANK)]
    return ys.understand(draw(tmp_path / "登记表.xlsx", _sheet(_blank_card(), lists)))


def test_a_list_beside_its_label_is_a_form_of_its_own(template: ys.Template) -> None:
    """The card asks for nothing twice, and each list is called as its group is."""
    card, *lists, remark = template.scheme.forms
    assert (card.card, remark.title) == (True, card.title)
    assert [("学习经历", True), ("家庭主要成员", True), ("社会关系", True)] == [
        (one.title, one.open) for one in lists
    ]
    assert ["起止时间", "学习单位", "职务"] == [item.label for item in lists[0].items]
    assert [2, 3, 3] == [one.rows.least for one in lists]
    assert set() == {doubt.code for doubt in template.doubts} - {"words_unknown", "not_added"}


@pytest.mark.parametrize("more", [0, 4])
def test_entries_are_read_wherever_their_list_ends(
    more: int, template: ys.Template, tmp_path: Path
) -> None:
    """A clerk who needs more rows puts them in: those of each list stay its own."""
    family = [f"张{n}" for n in range(2 + more)]
    lists = [
        (SCHOOLS, ["| 2008 | < | 某校 | < | 学生 |", BLANK_SCHOOLS[0]]),
        (FAMILY, _members(family) + BLANK[:1]),
        (OTHERS, BLANK[:1] + _members(["李甲", "李乙"])),
    ]
    sheet = _sheet(CARD.format(unit="东镇", own="张三"), lists, "无事")
    filed = ys.read(draw(tmp_path / "东镇.xlsx", sheet), template.scheme)
    read = filed.returns[0].records
    card, _, members, others, remark = template.scheme.forms
    assert "张三" == read[card.id]["姓名"]
    assert [*family] == [read[members.id]["姓名", n] for n in range(len(family))]
    assert ["李甲", "李乙"] == [read[others.id]["姓名", n] for n in range(2)]
    assert ["无事"] == list(read[remark.id].values.values())
    assert () == ys.check(filed).findings


def test_entries_of_all_units_stand_in_one_workbook(tmp_path: Path) -> None:
    """What was typed into the lists is joined, each entry behind its unit."""
    lists = [(FAMILY, BLANK)]
    path = draw(tmp_path / "登记表.xlsx", _sheet(_blank_card(), lists))
    (tmp_path / "收件").mkdir()
    for unit in ("东镇", "西镇"):
        sheet = _sheet(CARD.format(unit=unit, own=unit), [(FAMILY, _members([f"{unit}甲"]))])
        draw(tmp_path / "收件" / f"{unit}.xlsx", sheet)
    ys.reconcile(tmp_path / "收件", path, tmp_path / "汇总.xlsx")
    book = openpyxl.load_workbook(tmp_path / "汇总.xlsx")
    rows = [
        [str(value) for value in row if value is not None]
        for row in book["表一（2）分单位"].iter_rows(values_only=True)
    ]
    entries = [row for row in rows if "父亲" in row]
    assert [["东镇甲", "50", "某厂"], ["西镇甲", "50", "某厂"]] == [row[-3:] for row in entries]


@pytest.mark.parametrize(
    "below",
    [
        "| 联系方式 | 电话 | 手机 | 邮箱 | 传真 | < |\n| ^ |  |  |  |  | < |",
        "| 家庭成员 | 称谓 | 姓名 | 年龄 | 工作单位 | < |\n"
        "| ^ | 父亲 |  |  |  | < |\n| ^ | 母亲 |  |  |  | < |",
    ],
)
def test_other_groups_are_no_lists(below: str, tmp_path: Path) -> None:
    """One answer under each label, and rows with labels of their own, have no entries."""
    path = draw(tmp_path / "登记表.xlsx", f"{_blank_card().strip()}\n{below}")
    assert not any(form.open for form in ys.understand(path).scheme.forms)


def test_what_is_asked_below_labelled_rows_is_read(tmp_path: Path) -> None:
    """Below rows that print 父亲 and 母亲 the 备注 of the card is an answer of its own."""
    rows = [f"| {who} |  |  |  | < |" for who in ("父亲", "母亲")]
    path = draw(tmp_path / "登记表.xlsx", _sheet(_blank_card(), [(FAMILY, rows)]))
    template = ys.understand(path)
    filled = [f"| {who} | 张{who} | 50 | 某厂 | < |" for who in ("父亲", "母亲")]
    sheet = _sheet(CARD.format(unit="东镇", own="张三"), [(FAMILY, filled)], "无事")
    filed = ys.read(draw(tmp_path / "东镇.xlsx", sheet), template.scheme)
    _, members, remark = filed.returns[0].records.values()
    assert {"张父亲", "张母亲"} <= {str(value) for value in members.values.values()}
    assert ["无事"] == list(remark.values.values())


@pytest.mark.parametrize(
    ("heading", "owed"),
    [
        ("| 家庭主要成员 | 称谓 | 姓名 | 年龄 | 工作单位 | < |", False),
        ("| 家庭主要成员 | < | < | < | < | < |\n| 称谓 | 姓名 | < | 年龄 | 工作单位 | < |", False),
        ("| 称谓 | 姓名 | < | 年龄 | 工作单位 | < |", True),
    ],
)
def test_nobody_owes_a_list_inside_a_card(heading: str, owed: bool, tmp_path: Path) -> None:
    """Who filled the card in may have nothing to list; without a group the list may be what is asked."""
    beside = heading == FAMILY
    entry = "| ^ |  |  |  |  | < |" if beside else "|  |  | < |  |  | < |"
    sheet = "\n".join([CARD.strip(), heading, entry, entry])
    blank = sheet.replace(CARD.strip(), _blank_card().strip())
    template = ys.understand(draw(tmp_path / "登记表.xlsx", blank))
    _, listed = template.scheme.forms
    assert listed.open
    filed = ys.read(
        draw(tmp_path / "东镇.xlsx", sheet.format(unit="东镇", own="张三")), template.scheme
    )
    assert owed == ("form_missing" in {one.code for one in ys.check(filed).findings})


_NAMELESS = FAMILY.replace("家庭主要成员", "")
_OVER = "| 社会关系 | < | < | < | < | < |"


@pytest.mark.parametrize(
    ("runs", "read", "said"),
    [
        ([OTHERS, FAMILY], ["李二", "张一"], {}),
        ([_NAMELESS, OTHERS], ["张一", "李二"], {}),
        ([_NAMELESS, _NAMELESS], ["张一", "李二"], {}),
        ([f"{_OVER}\n{_NAMELESS}", FAMILY], ["李二", "张一"], {}),
        ([OTHERS], ["", "张一"], {"form_missing": {2}}),
        ([FAMILY], ["张一", ""], {"form_missing": {3}}),
        ([FAMILY.replace("工作单位", "单位名称"), OTHERS], ["张一", "李二"], {"label_absent": {2}}),
        ([_NAMELESS], ["", ""], {"label_doubtful": {2, 3}}),
        ([OTHERS, _NAMELESS], ["", ""], {"label_doubtful": {2, 3}}),
        ([FAMILY, FAMILY, OTHERS], ["", "王三"], {"label_doubtful": {2}}),
        ([FAMILY, _NAMELESS, OTHERS], ["", ""], {"label_doubtful": {2, 3}}),
    ],
)
def test_the_label_of_its_group_says_whose_a_list_is(
    runs: list[str],
    read: list[str],
    said: dict[str, set[int]],
    template: ys.Template,
    tmp_path: Path,
) -> None:
    """Lists headed alike may change places, go or come twice; only without labels order tells them."""
    names = ["张一", "李二", "王三"]
    lists = [(SCHOOLS, ["| 2008 | < | 某校 | < | 学生 |"])]
    lists += [(run, _members([name])) for run, name in zip(runs, names, strict=False)]
    sheet = _sheet(CARD.format(unit="东镇", own="张三"), lists, "无事")
    filed = ys.read(draw(tmp_path / "东镇.xlsx", sheet), template.scheme)
    forms = template.scheme.forms
    records = [filed.returns[0].records.get(one.id) for one in forms[2:4]]
    values = [one["姓名", 0] if one is not None else "" for one in records]
    assert read == [value if isinstance(value, str) else "" for value in values]
    codes = ("form_missing", "label_absent", "label_doubtful")
    told = [(one.code, one.form) for one in ys.check(filed).findings if one.code in codes]
    assert sorted((code, forms[n].id) for code, some in said.items() for n in some) == sorted(told)


_RIGHT = "| 称谓 | 姓名 | 年龄 | 工作单位 | < | 家庭主要成员 |"


@pytest.mark.parametrize("first", [False, True])
def test_a_group_is_beside_its_list_on_either_side_of_it_and_of_the_card(
    first: bool, tmp_path: Path
) -> None:
    """Its label may be on the right, and the list over the card: nobody owes it, and all is read."""

    def sheet(card: str, entry: str) -> str:
        head, *body = card.strip().splitlines()[:2], *card.strip().splitlines()[2:]
        listed = (
            [FAMILY, f"| ^ {entry}", "| ^ |  |  |  |  | < |"]
            if first
            else [_RIGHT, f"{entry} ^ |", "|  |  |  |  | < | ^ |"]
        )
        return "\n".join([*head, *listed, *body] if first else [*head, *body, *listed])

    blank, filled = "|  |  |  |  | < |", "| 父亲 | 张一 | 50 | 某厂 | < |"
    template = ys.understand(draw(tmp_path / "登记表.xlsx", sheet(_blank_card(), blank)))
    (members,) = [form for form in template.scheme.forms if form.open]
    assert "家庭主要成员" == members.title
    assert "称谓" in [item.label for item in members.items]
    card = CARD.format(unit="东镇", own="张三")
    for entry, least in ((blank, 0), (filled, 1)):
        filed = ys.read(draw(tmp_path / "东镇.xlsx", sheet(card, entry)), template.scheme)
        assert () == ys.check(filed).findings
        if least:
            assert "张一" == filed.returns[0].records[members.id]["姓名", 0]
