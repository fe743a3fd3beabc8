"""Make three blank templates of different make, and five returns of each, one of them wrong.

An office would have drawn the templates in Excel; here they are drawn by openpyxl, cell by cell, and
nothing of this library is used. Run it after a change:  python examples/templates/make_templates.py
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from copy import copy
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.styles import Alignment, Border, Font, Protection, Side
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

HERE = Path(__file__).parent
THIN = Side(style="thin")
BOX = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
CENTRE = Alignment(horizontal="center", vertical="center", wrap_text=True)

Cells = Mapping[str, Mapping[str, Any]]
"""What a unit fills in: by sheet, then by address."""


def box(sheet: Worksheet, area: str) -> None:
    """Draw lines around every cell of an area."""
    for row in sheet[area]:
        for cell in row:
            cell.border = BOX
            cell.alignment = copy(CENTRE)


def title(sheet: Worksheet, area: str, text: str) -> None:
    """Print the title of a table across its width."""
    sheet.merge_cells(area)
    cell = sheet[area.partition(":")[0]]
    cell.value, cell.font, cell.alignment = text, Font("黑体", 16, bold=True), copy(CENTRE)


def put(sheet: Worksheet, texts: Mapping[str, Any]) -> None:
    """Write texts and formulas; an area is merged."""
    for area, text in texts.items():
        if ":" in area:
            sheet.merge_cells(area)
        sheet[area.partition(":")[0]].value = text


def yearbook() -> Workbook:
    """Draw a table as yearbooks print them: the total on top, parts and 其中 below it."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "工业企业"
    title(sheet, "A1:F1", "规模以上工业企业主要经济指标")
    put(sheet, {"A2": "填报单位：", "F2": "计量单位：万元"})
    put(
        sheet,
        {
            "A3": "指标",
            "B3": "企业单位数\n（个）",
            "C3": "工业总产值",
            "D3": "工业销售产值",
            "E3": "产销率（%）",
            "F3": "从业人员\n平均人数（人）",
        },
    )
    labels = (
        "总    计",
        "  其中：国有控股企业",
        "轻工业",
        "重工业",
        "大型企业",
        "中型企业",
        "小型企业",
    )
    for row, label in enumerate(labels, 4):
        sheet.cell(row, 1, label)
        sheet.cell(row, 5, f'=IF(C{row}=0,"",D{row}/C{row})').number_format = "0.0%"
        for column in (3, 4):
            sheet.cell(row, column).number_format = "#,##0.00"
    for letter in "BCDF":
        sheet[f"{letter}4"].value = f"={letter}6+{letter}7"
    box(sheet, "A3:F10")
    for row in range(4, 11):
        sheet[f"A{row}"].alignment = Alignment(horizontal="left", vertical="center")
    put(sheet, {"A11": "单位负责人：", "C11": "填表人：", "E11": "报出日期："})
    sheet.column_dimensions["A"].width = 24
    sheet.row_dimensions[3].height = 34
    for letter in "BCDEF":
        sheet.column_dimensions[letter].width = 14
    sheet.page_setup.orientation = "landscape"
    return book


def two_sheets() -> Workbook:
    """Draw two sheets with headings on two levels, numbered columns, and sums across sheets."""
    book = Workbook()
    staff = book.active
    assert staff is not None
    staff.title = "从业人员"
    title(staff, "A1:G1", "基层单位从业人员情况")
    put(staff, {"A2": "填报单位：", "G2": "单位：人"})
    put(
        staff,
        {
            "A3:A4": "类别",
            "B3:B4": "代码",
            "C3:E3": "期末人数",
            "C4": "合计",
            "D4": "男",
            "E4": "女",
            "F3:G3": "其中",
            "F4": "党员",
            "G4": "团员",
            "A5": "甲",
            "B5": "乙",
        },
    )
    for number, column in enumerate("CDEFG", 1):
        staff[f"{column}5"].value = number
    for row, (label, code) in enumerate((("机关", "01"), ("事业", "02"), ("企业", "03")), 6):
        put(staff, {f"A{row}": label, f"B{row}": code, f"C{row}": f"=D{row}+E{row}"})
    put(staff, {"A9": "合计", "B9": "04"})
    for column in "CDEFG":
        staff[f"{column}9"].value = f"=SUM({column}6:{column}8)"
    box(staff, "A3:G9")
    whole = DataValidation(type="whole", operator="between", formula1="0", formula2="100000")
    staff.add_data_validation(whole)
    whole.add("D6:G8")
    summary = book.create_sheet("综合")
    title(summary, "A1:B1", "基层单位综合情况")
    put(summary, {"A2": "填报单位：", "A3": "指标", "B3": "数量"})
    put(
        summary,
        {
            "A4": "从业人员总数（人）",
            "B4": "=从业人员!C9",
            "A5": "其中：女性（人）",
            "B5": "=从业人员!E9",
            "A6": "女性所占比例",
            "B6": '=IF(B4=0,"",ROUND(B5/B4,3))',
            "A7": "工资总额（万元）",
            "A8": "人均工资（元）",
            "B8": '=IF(B4=0,"",B7*10000/B4)',
            "A9": "备注",
        },
    )
    summary["B6"].number_format = "0.0%"
    summary["B7"].number_format = summary["B8"].number_format = "0.00"
    summary["B9"].number_format = "@"
    box(summary, "A3:B9")
    summary.column_dimensions["A"].width, summary.column_dimensions["B"].width = 26, 20
    return book


def card() -> Workbook:
    """Draw a card with labels and answers side by side; what is to be filled in is unlocked."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "登记表"
    title(sheet, "A1:D1", "青年之家登记表")
    put(
        sheet,
        {
            "A2": "单位名称",
            "C2": "负责人",
            "A3": "地址",
            "B3:D3": None,
            "A4": "建筑面积（平方米）",
            "C4": "工作人员（人）",
            "A5": "全年活动（场次）",
            "C5": "服务青年（人次）",
            "A6": "是否星级",
            "C6": "联系电话",
            "A7": "活动情况",
            "B7:D7": "举办（    ）场，参加（    ）人次",
        },
    )
    box(sheet, "A2:D7")
    for address in ("B2", "D2", "B3", "B4", "D4", "B5", "D5", "B6", "D6", "B7"):
        sheet[address].protection = Protection(locked=False)
    for address in ("B2", "D2", "B3", "D6"):
        sheet[address].number_format = "@"
    sheet["B4"].number_format = "0.0"
    choice = DataValidation(type="list", formula1='"是,否"')
    sheet.add_data_validation(choice)
    choice.add("B6")
    sheet.protection.sheet = True
    for column in "ABCD":
        sheet.column_dimensions[column].width = 20
    return book


def yearbook_return(number: int) -> Cells:
    """Return what the ``number``-th unit files for the yearbook; the third swaps two digits."""
    light, heavy = (
        (3 + number, 120.5 + 7 * number, 118.25 + 6 * number, 210 + 11 * number),
        (
            5 + number,
            340 + 9.5 * number,
            322.75 + 8 * number,
            530 + 13 * number,
        ),
    )
    total = tuple(a + b for a, b in zip(light, heavy, strict=True))
    state = (2, 101.5, 99.75, 150)
    sizes = ((1, 200.5, 195.0, 300), (2, 150.25, 140.5, 250))
    small = tuple(t - a - b for t, a, b in zip(total, *sizes, strict=True))
    cells: dict[str, Any] = {"B2": UNITS[number]}
    for row, figures in enumerate((total, state, light, heavy, *sizes, small), 4):
        for column, figure in zip("BCDF", figures, strict=True):
            cells[f"{column}{row}"] = figure
        cells[f"E{row}"] = round(figures[2] / figures[1], 5)
    if number == 2:
        cells["F7"] = int("".join(reversed(str(cells["F7"]))))
    return {"工业企业": cells}


def staff_return(number: int) -> Cells:
    """Return what the ``number``-th unit files on its staff; the fourth overlooks a summand."""
    staff: dict[str, Any] = {"B2": UNITS[number]}
    rows = [
        (12 + number, 8 + number, 9, 4),
        (20 + 2 * number, 25, 15, 6),
        (31, 17 + number, 11, 20),
    ]
    for row, (men, women, party, league) in enumerate(rows, 6):
        staff |= {
            f"C{row}": men + women,
            f"D{row}": men,
            f"E{row}": women,
            f"F{row}": party,
            f"G{row}": league,
        }
    for column in "CDEFG":
        staff[f"{column}9"] = sum(staff[f"{column}{row}"] for row in (6, 7, 8))
    if number == 3:
        staff["E9"] -= staff["E8"]
    people, women = staff["C9"], staff["E6"] + staff["E7"] + staff["E8"]
    wages = 312.5 + 10 * number
    summary = {
        "B2": UNITS[number],
        "B4": people,
        "B5": women,
        "B6": round(women / people, 3),
        "B7": wages,
        "B8": round(wages * 10000 / people, 2),
    }
    return {"从业人员": staff, "综合": summary}


def card_return(number: int) -> Cells:
    """Return what the ``number``-th unit writes on its card; the second writes about how many."""
    return {
        "登记表": {
            "B2": f"{UNITS[number]}青年之家",
            "D2": "张王李赵陈"[number] + "某",
            "B3": f"{UNITS[number]}人民路{10 + number}号",
            "B4": 180.5 + 20 * number,
            "D4": 3 + number,
            "B5": "约30" if number == 1 else 24 + 3 * number,
            "D5": 1200 + 110 * number,
            "B6": "是" if number % 2 else "否",
            "D6": f"0573-8200{number}00",
            "B7": f"举办（{12 + number}）场，参加（{640 + 25 * number}）人次",
        }
    }


UNITS = ("东风镇", "南山镇", "西塘镇", "北河镇", "中心街道")
SETS = (
    ("工业年鉴表", yearbook, yearbook_return),
    ("基层单位表", two_sheets, staff_return),
    ("青年之家登记表", card, card_return),
)


def main(folder: Path = HERE) -> None:
    """Write each template and, in a folder of its name, the five returns made with it."""
    for name, draw, answers in SETS:
        template = folder / f"{name}.xlsx"
        draw().save(template)
        (folder / name).mkdir(parents=True, exist_ok=True)
        for number, unit in enumerate(UNITS):
            book = load_workbook(template)
            for sheet, cells in answers(number).items():
                for address, value in cells.items():
                    book[sheet][address].value = value
            book.save(folder / name / f"{unit}.xlsx")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
