"""Formulas as offices write them, and the sheet they stand on."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path

import openpyxl

from youthstats.model.linear import Linear, Ref
from youthstats.model.values import round_half_up
from youthstats.workbook.formulas.meaning import meaning_of
from youthstats.workbook.formulas.normal import NormalForm
from youthstats.workbook.formulas.scope import NoEdit, Place

HERE = ("表一", 4, 25)
"""Z5, where the formulas stand. Before it: 合计 in A5, the items a to h in B5:I5 and the items of
the next row, a blank J5, the weights 1, 2 and 3 in K5:M5, and helpers from O5 on. 表二 holds items
of another form."""

HELPERS = {
    "O5": "=B5+C5",
    "P5": "=O5*2",
    "Q5": "=Q5+B5",
    "R5": "=S5",
    "S5": "=R5+1",
    "T5": '="共"&B5&"个"',
    "U5": "=VLOOKUP(B5,K5:M5,2)",
    "V5": "=SUBTOTAL(9,B5:C5)",
    "W5": "=1+",
    "X5": "说明",
    "O6": '=IF(COUNT(B5:C5)=0,"",B5+C5)',
    "P6": '=IF(B5="","",B5+C5)',
    "Q6": '=IF(OR(B5=0,C5=0),"",(B5-C5)/C5)',
    "S6": "=B5",
    "R6": '=IF(C5=0,"",B5/C5)',
}


FIGURES = {
    Ref(item, category, form): Fraction(prime)
    for (form, category, item), prime in zip(
        [
            *((None, None, item) for item in "abcdefgh"),
            *((None, "6", item) for item in "abcdefgh"),
            *(("T2", None, item) for item in "abc"),
        ],
        [7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79],
        strict=True,
    )
}
"""One set of figures for the items that the formulas use."""

COLUMNS = {item: column for column, item in enumerate("abcdefgh", 1)}


def cell(address: str) -> Place:
    return "表一", int(address[1:]) - 1, ord(address[0]) - ord("A")


WRITTEN = {cell(address): text for address, text in HELPERS.items() if text.startswith("=")}


def meaning(sheet: str, row: int, column: int) -> Ref | Fraction | None:
    """Return what stands in a cell of the sheets described above."""
    form = {"表一": None, "表二": "T2"}[sheet]
    if 1 <= column <= 8:
        return Ref("abcdefgh"[column - 1], None if row == 4 else str(row + 1), form)
    return Fraction(column - 9) if 10 <= column <= 12 else None


def place_of(ref: Ref) -> Place:
    """Return the cell of an item."""
    row = int(ref.category or 5) - 1
    return "表二" if ref.form else "表一", row, COLUMNS[ref.item]


def formula_at(*place: *Place) -> str | None:
    return WRITTEN.get(place)


def read(text: str) -> NormalForm | NoEdit:
    return meaning_of(text, HERE, meaning, formula_at)


def figure(form: NormalForm, values: Mapping[Ref, Fraction]) -> Fraction | None:
    """Return what a normal form comes to, ``None`` where its whole is nothing."""
    whole = side(form.whole, values) if form.whole else Fraction(1)
    if not whole:
        return None
    value = side(form.part, values) / whole
    if form.times is not None:
        value += values[form.times.factor] * side(form.times.by, values)
    return value if form.places is None else Fraction(round_half_up(value, form.places))


def side(linear: Linear, values: Mapping[Ref, Fraction]) -> Fraction:
    return sum((by * values[ref] for ref, by in linear.terms), linear.constant)


def written_out(path: Path) -> dict[str, str]:
    """Write the sheets with :data:`FIGURES`, and the formulas understood; return where they stand."""
    workbook = openpyxl.Workbook()
    sheets = {"表一": workbook.worksheets[0], "表二": workbook.create_sheet("表二")}
    sheets["表一"].title = "表一"
    for ref, value in FIGURES.items():
        sheet, row, column = place_of(ref)
        sheets[sheet].cell(row + 1, column + 1, int(value))
    for address in ("O5", "P5", "T5", "V5", "O6", "P6", "Q6", "R6", "S6"):
        sheets["表一"][address] = HELPERS[address]
    sheets["表一"]["A5"], sheets["表一"]["X5"] = "合计", "说明"
    for weight in (1, 2, 3):
        sheets["表一"].cell(5, 10 + weight, weight)
    places = {text: f"Z{row}" for row, (text, _) in enumerate(UNDERSTOOD, 10)}
    for text, address in places.items():
        sheets["表一"][address] = text
    workbook.save(path)
    return places


UNDERSTOOD = [
    # products
    ("=B5*C5", "a * b"),
    ("=C5*B5*0.5-D5", "0.5 * b * a - c"),
    ("=ROUND(B5*C5/10000,2)", "0.0001 * a * b @2"),
    ("=PRODUCT(B5:C5)", "a * b"),
    ("=SUMPRODUCT(B5,C5)", "a * b"),
    ("=(B5+C5)*D5", "c * (a + b)"),
    ("=B5*D5+D5*C5", "c * (a + b)"),
    ("=B5*(C5+2)", "a * b + 2 * a"),
    ("=SUM(B5*C5,D5)", "a * b + c"),
    ('=IF(B5="","",B5*C5)', "a * b"),
    ('=IF(OR(B5="",C5=0),"",B5*C5)', "a * b"),
    ('=IF(B5*C5=0,"",ROUND(B5*C5,1))', "a * b @1"),
    ("=IF(C5=0,0,B5*C5)", "a * b"),
    ('=IF(COUNT(B5:C5)<2,"",B5*C5)', "a * b"),
    ('=IFERROR(B5*C5,"")', "a * b"),
    # sums
    ("=SUM(B5:D5)", "a + b + c"),
    ("=SUM(B5,D5:E5,2)", "a + c + d + 2"),
    ("=SUM(A5:D5)", "a + b + c"),
    ("=SUM(B5:C6)", "a + b + a[6] + b[6]"),
    ("=SUM(J5:M5)+B5", "a + 6"),
    ("=SUM(T5:T5,B5)", "a"),
    ("=B5", "a"),
    ("=+B5", "a"),
    ("=B5+C5-D5", "a + b - c"),
    ("=-B5--C5", "-a + b"),
    ("=B5-(C5-(D5+E5))", "a - b + c + d"),
    ("=B5+C5+B5", "2 * a + b"),
    ("=B5*2+3*C5", "2 * a + 3 * b"),
    ("=B5*0+C5", "b"),
    ("=B5*(1+0.5)/3", "0.5 * a"),
    ("=(B5+C5)*50%", "0.5 * a + 0.5 * b"),
    ("=B5%", "0.01 * a"),
    ("=B5*10^4", "10000 * a"),
    ("=B5*10^-2", "0.01 * a"),
    ("=B5*L5", "2 * a"),
    ("=B5/M5*M5", "a"),
    ("=B5/(L5*2)*4", "a"),
    ("=SUM(B5:D5)-SUM(E5:F5)", "a + b + c - d - e"),
    ("=表二!B5+SUM(表二!C5:D5)+B5", "T2.a + T2.b + T2.c + a"),
    ("='表二'!$B$5", "T2.a"),
    ("=SUBTOTAL(9,B5:D5)", "a + b + c"),
    ("=SUBTOTAL(109,B5:C5,E5)", "a + b + d"),
    ("=SUBTOTAL(9,B5:C5,V5:V6)", "a + b"),
    ("=SUMPRODUCT(B5:D5,{1,2,3})", "a + 2 * b + 3 * c"),
    ("=SUMPRODUCT(B5:D5,K5:M5)", "a + 2 * b + 3 * c"),
    ("=SUMPRODUCT(B5:D5*{1,2,-3})", "a + 2 * b - 3 * c"),
    ("=SUMPRODUCT((B5:D5-E5:G5)*K5:M5/2)", "0.5 * a - 0.5 * d + b - e + 1.5 * c - 1.5 * f"),
    ("=SUMPRODUCT(-B5:C5)", "-a - b"),
    ("=SUMPRODUCT(2*(B5:C5)+1)", "2 * a + 2 * b + 2"),
    ("=SUMPRODUCT(B5:B6,{1;2})", "a + 2 * a[6]"),
    ("=SUMPRODUCT(A5:C5,{1,2,3})", "2 * a + 3 * b"),
    ("=SUMPRODUCT(B5:D5)", "a + b + c"),
    ("=SUMPRODUCT(SUM(B5:C5),2)", "2 * a + 2 * b"),
    ("=PRODUCT(B5,2,L5)", "4 * a"),
    ("=N(B5)+N(A5)+N(2)", "a + 2"),
    ("=ROUND(B5*0.3,2)", "0.3 * a @2"),
    ("=ROUND(SUM(B5:C5),-2)", "a + b @-2"),
    ("=ROUND(2.5,0)+B5", "a + 3"),
    ("=SUM(ROUND(B5/3,1))", "0.333333 * a @1"),
    ("=0-ROUND(B5,1)", "-a @1"),
    # quotients
    ("=B5/C5", "a / b"),
    ("=(B5-C5)/C5", "a - b / b"),
    ("=B5/C5-1", "a - b / b"),
    ("=1-B5/C5", "-a + b / b"),
    ("=-1+B5/C5", "a - b / b"),
    ("=B5/C5*100", "100 * a / b"),
    ("=B5/C5*100-100", "100 * a - 100 * b / b"),
    ("=B5*10000/C5", "10000 * a / b"),
    ("=100/C5*B5", "100 * a / b"),
    ("=B5/SUM(B5:D5)", "a / a + b + c"),
    ("=B5/C5+D5/C5", "a + c / b"),
    ("=B5/C5+D5/(2*C5)", "a + 0.5 * c / b"),
    ("=1/(C5/B5)", "a / b"),
    ("=2/(1/B5)", "2 * a"),
    ("=B5/C5%", "a / 0.01 * b"),
    ("=ROUND(B5/C5,4)", "a / b @4"),
    ("=ROUND(B5/C5,4)*100", "100 * a / b @2"),
    ("=ROUND(B5/C5*100,1)/100", "a / b @3"),
    ("=ROUND(ROUND(B5/C5,2),4)", "a / b @2"),
    ("=P5/C5", "2 * a + 2 * b / b"),
    # guards
    ('=IF(C5=0,"",B5/C5)', "a / b"),
    ("=IF(C5=0,0,B5/C5)", "a / b"),
    ("=IF(C5=0,,B5/C5)", "a / b"),
    ('=IF(0=C5,"—",B5/C5)', "a / b"),
    ('=IF(C5<>0,B5/C5,"")', "a / b"),
    ("=IF(C5<>0,B5/C5)", "a / b"),
    ("=IF(C5>0,B5/C5,0)", "a / b"),
    ("=IF(0<C5,B5/C5,0)", "a / b"),
    ('=IF(C5<=0,"",B5/C5)', "a / b"),
    ("=IF(C5,B5/C5,0)", "a / b"),
    ('=IF(NOT(C5),"",B5/C5)', "a / b"),
    ("=IF(NOT(C5=0),B5/C5,NA())", "a / b"),
    ('=IF(B5=0,"",B5/C5)', "a / b"),
    ("=IF(B5=0,0,B5/C5)", "a / b"),
    ('=IF(OR(B5=0,C5=0),"",(B5-C5)/C5)', "a - b / b"),
    ('=IF(C5-D5=0,"",B5/(C5-D5))', "a / b - c"),
    ("=IF(C5=D5,0,B5/(C5-D5))", "a / b - c"),
    ("=IF(C5+2=0,0,B5/(C5+2))", "a / b + 2"),
    ("=IF(SUM(B5:D5)=0,0,B5/SUM(B5:D5))", "a / a + b + c"),
    ("=IF(B5+C5+D5=0,0,B5/(B5+C5))", "a / a + b"),
    ('=IF(-C5=0,"",B5/C5)', "a / b"),
    ('=IF(OR(B5="",C5=""),"",B5/C5)', "a / b"),
    ('=IF(AND(B5<>"",C5<>""),B5/C5,"")', "a / b"),
    ('=IF(AND(C5<>0,""<>C5),B5/C5,0)', "a / b"),
    ('=IF(AND(B5=0,E5=""),"",B5/C5)', "a / b"),
    ('=IF(C5="—","—",B5/C5)', "a / b"),
    ("=IF(ISBLANK(C5),0,B5/C5)", "a / b"),
    ('=IF(ISTEXT(B5),"",B5/C5)', "a / b"),
    ('=IF(ISNUMBER(C5),B5/C5,"")', "a / b"),
    ('=IF(ISNUMBER(B5/C5),B5/C5,"")', "a / b"),
    ('=IF(ISERROR(B5/C5),"",B5/C5)', "a / b"),
    ("=IF(ISERR(B5/C5),0,B5/C5)", "a / b"),
    ("=IF(ISERROR(D5/(2*C5)),0,B5*100/C5)", "100 * a / b"),
    ("=IF(ISERROR(B5+C5),0,B5+C5)", "a + b"),
    ('=IFERROR(B5/C5,"")', "a / b"),
    ("=IFERROR(B5/C5,0)", "a / b"),
    ('=IFERROR(B5/C5,"—")*100', "100 * a / b"),
    ("=IFERROR(B5+C5,)", "a + b"),
    ("=_xlfn.IFNA(B5/C5,0)", "a / b"),
    ('=IF(COUNT(B5:D5)=0,"",SUM(B5:D5))', "a + b + c"),
    ('=IF(COUNT(A5:D5)>0,SUM(B5:D5),"")', "a + b + c"),
    ('=IF(COUNT(B5:F5),SUM(B5:D5),"")', "a + b + c"),
    ('=IF(COUNT(B5,C5)+COUNT(D5)<1,"",B5+C5+D5)', "a + b + c"),
    ("=IF(0=COUNT(B5:C5),0,B5+C5)", "a + b"),
    ('=IF(COUNTA(B5:C5)<2,"",B5/C5)', "a / b"),
    ('=IF(COUNT(B5:C5)=2,B5/C5,"")', "a / b"),
    ('=IF(COUNT(B5:C5)>9,"",B5/C5)', "a / b"),
    ('=IF(COUNTBLANK(B5:C5)>0,"",B5/C5)', "a / b"),
    ('=IF(COUNTBLANK(B5:C5)=2,"",B5+C5)', "a + b"),
    ('=IF(SUM(B5:D5)=0,"",SUM(B5:D5))', "a + b + c"),
    ("=IF(SUM(B5:D5)>0,SUM(B5:C5),0)", "a + b"),
    ('=IF(B5="","",B5+C5)', "a + b"),
    ('=IF(8=0,"",B5/8)', "0.125 * a"),
    ('=IF(C5="","",IF(C5=0,0,ROUND(B5/C5*100,1)))', "100 * a / b @1"),
    ("=ROUND(IF(C5=0,0,B5/C5),4)*100", "100 * a / b @2"),
    # helpers
    ("=O5*2", "2 * a + 2 * b"),
    ("=P5-O5", "a + b"),
    ("=SUM(O5:P5,T5:T5)", "3 * a + 3 * b"),
    ("=SUM(X5:Y5,B5)", "a"),
    ("=SUM(O6:O7)*2", "2 * a + 2 * b"),
    ("=P6*2", "2 * a + 2 * b"),
    ("=Q6*100", "100 * a - 100 * b / b"),
    ("=SUM(R6,1)", "a + b / b"),
    ("=SUM(P6+1,2)", "a + b + 3"),
]
"""Formulas, and their normal form: ``part / whole @places``."""

REFUSED = [
    ("=B5+A5", "not_an_answer", "A5"),
    ("=B5+J5", "not_an_answer", "J5"),
    ("=T5+1", "not_an_answer", "T5"),
    ("=B5+B5:C5", "range", "B5:C5"),
    ("=N(B5:C5)", "range", "N(B5:C5)"),
    ("=B5*C5*D5", "not_linear", "B5*C5*D5"),
    ("=B5*B5", "not_linear", "B5*B5"),
    ("=(B5+C5)*(D5+E5)", "not_linear", "(B5+C5)*(D5+E5)"),
    ("=B5*C5+D5*E5", "not_linear", "B5*C5+D5*E5"),
    ("=B5*C5/D5", "not_linear", "B5*C5/D5"),
    ("=D5/(B5*C5)", "not_linear", "D5/(B5*C5)"),
    ("=ROUND(B5,0)*C5", "rounded_within", "ROUND(B5,0)*C5"),
    ('=IF(D5=0,"",B5*C5)', "condition", "D5=0"),
    ("=IF(B5>100,0,B5*C5)", "condition", "B5>100"),
    ("=B5/C5*D5/E5", "not_linear", "B5/C5*D5/E5"),
    ("=B5/C5+D5", "not_linear", "B5/C5+D5"),
    ("=D5+B5/C5", "not_linear", "D5+B5/C5"),
    ("=B5/C5+B5/D5", "not_linear", "B5/C5+B5/D5"),
    ("=(B5/C5)*(1/D5)", "not_linear", "(B5/C5)*(1/D5)"),
    ("=B5^2", "not_linear", "B5^2"),
    ("=B5*2^0.5", "not_linear", "2^0.5"),
    ("=B5*2^C5", "not_linear", "2^C5"),
    ("=ABS(B5-C5)", "not_linear", "ABS(B5-C5)"),
    ("=MAX(0,B5-C5)", "not_linear", "MAX(0,B5-C5)"),
    ("=B5/0", "division_by_zero", "B5/0"),
    ("=B5/(C5-C5)", "division_by_zero", "B5/(C5-C5)"),
    ("=B5/((C5-C5)/D5)", "division_by_zero", "B5/((C5-C5)/D5)"),
    ("=B5*0^-1", "division_by_zero", "0^-1"),
    ("=ROUND(B5,2)+C5", "rounded_within", "ROUND(B5,2)+C5"),
    ("=C5+ROUND(B5,2)", "rounded_within", "C5+ROUND(B5,2)"),
    ("=ROUND(B5,2)*3", "rounded_within", "ROUND(B5,2)*3"),
    ("=ROUND(B5,2)/C5", "rounded_within", "ROUND(B5,2)/C5"),
    ("=ROUND(B5,1)*(1/C5)", "rounded_within", "ROUND(B5,1)*(1/C5)"),
    ("=ROUND(ROUND(B5,2),1)", "rounded_within", "ROUND(ROUND(B5,2),1)"),
    ("=ROUND(B5,C5)", "rounding", "ROUND(B5,C5)"),
    ("=ROUND(B5,99)", "rounding", "ROUND(B5,99)"),
    ("=ROUND(B5)", "function", "ROUND(B5)"),
    ("=ROUNDUP(B5,2)", "rounding", "ROUNDUP(B5,2)"),
    ("=INT(B5/C5)", "rounding", "INT(B5/C5)"),
    ("=AVERAGE(B5:D5)", "average", "AVERAGE(B5:D5)"),
    ("=B5+VLOOKUP(B5,K5:M5,2)", "function", "VLOOKUP(B5,K5:M5,2)"),
    ("=COUNT(B5:D5)", "function", "COUNT(B5:D5)"),
    ("=SUBTOTAL(1,B5:D5)", "function", "SUBTOTAL(1,B5:D5)"),
    ("=SUBTOTAL(9,B5+C5)", "function", "SUBTOTAL(9,B5+C5)"),
    ("=SUBTOTAL(9,W5:W6)", "unreadable", "SUBTOTAL(9,W5:W6)"),
    ("=SUBTOTAL()", "function", "SUBTOTAL()"),
    ("=N(1,2)", "function", "N(1,2)"),
    ("=SUMPRODUCT()", "function", "SUMPRODUCT()"),
    ("=SUMPRODUCT(B5:C5,{1,2,3})", "shape", "SUMPRODUCT(B5:C5,{1,2,3})"),
    ("=SUMPRODUCT(B5:C5*{1;2})", "shape", "SUMPRODUCT(B5:C5*{1;2})"),
    ("=SUMPRODUCT({1,2;3})", "shape", "SUMPRODUCT({1,2;3})"),
    ("=SUMPRODUCT(B5:C5,D5:E5)", "not_linear", "SUMPRODUCT(B5:C5,D5:E5)"),
    ("=SUMPRODUCT(A5:B5*{1,2})", "not_an_answer", "SUMPRODUCT(A5:B5*{1,2})"),
    ("=SUM({1,2})+B5", "array", "{1,2}"),
    ('="共"&B5', "text", '"共"'),
    ("=B5&C5", "text", "B5&C5"),
    ('=SUM(B5,"甲")', "text", '"甲"'),
    ("=B5=SUM(C5:D5)", "comparison", "B5=SUM(C5:D5)"),
    ("=B5*TRUE", "text", "TRUE"),
    ("=SUM(B:D)", "whole_lines", "B:D"),
    ("=合计*2", "name", "合计"),
    ("=SUM([1]表一!B5)", "other_book", "[1]表一!B5"),
    ("=SUM(一月:三月!B5)", "several_sheets", "一月:三月!B5"),
    ("=B5+#REF!", "error", "#REF!"),
    ("=别处!B5+1", "no_such_sheet", "别处!B5"),
    ("=SUM(B5:C5", "unreadable", "SUM(B5:C5"),
    ("=B5+W5", "unreadable", "W5"),
    ("=1+2*K5", "no_items", "1+2*K5"),
    ("=SUM(A5:A9)", "no_items", "SUM(A5:A9)"),
    ("=B5+Z5", "circle", "Z5"),
    ("=SUM(Y5:Z5)", "circle", "SUM(Y5:Z5)"),
    ("=SUM(P6:P7)", "passed_over", "SUM(P6:P7)"),
    ("=N(P6)", "passed_over", "N(P6)"),
    ("=N(Q6*1)", "passed_over", "N(Q6*1)"),
    ("=SUBTOTAL(9,P6,B5)", "passed_over", "SUBTOTAL(9,P6,B5)"),
    ("=SUMPRODUCT(P6:P6,{2})", "passed_over", "SUMPRODUCT(P6:P6,{2})"),
    ("=SUM(A1:XFD1048576)", "too_long", "SUM(A1:XFD1048576)"),
    ("=B5" + "*9" * 600, "too_long", "B5" + "*9" * 600),
    ("=" + "(" * 60 + "B5" + ")" * 60, "too_long", "(" * 60 + "B5" + ")" * 60),
    # conditions that are no guards
    ("=IF(C5>100,B5,0)", "condition", "C5>100"),
    ('=IF(C5=0,B5/C5,"")', "condition", "C5=0"),
    ('=IF(C5>0,"",B5/C5)', "condition", "C5>0"),
    ('=IF(C5<>0,"",B5/C5)', "condition", "C5<>0"),
    ('=IF(C5="",B5/C5,"")', "condition", 'C5=""'),
    ("=IF(B5<C5,0,B5-C5)", "condition", "B5<C5"),
    ("=IF(B5-C5<0,0,B5-C5)", "condition", "B5-C5<0"),
    ('=IF(B5=0,"",B5+C5)', "condition", "B5=0"),
    ("=IF(B5=0,0,B5+C5)", "condition", "B5=0"),
    ("=IF(B5=0,0,(B5-C5)/C5)", "condition", "B5=0"),
    ("=IF(C5+2=0,0,B5/C5)", "condition", "C5+2=0"),
    ('=IF(D5=0,"",B5/C5)', "condition", "D5=0"),
    ('=IF(D5="","",B5/C5)', "condition", 'D5=""'),
    ('=IF(OR(C5=0,D5="企业"),"",B5/C5)', "condition", 'OR(C5=0,D5="企业")'),
    ('=IF(A5="合计","",B5/C5)', "condition", 'A5="合计"'),
    ('=IF(B5+C5="","",B5/C5)', "condition", 'B5+C5=""'),
    ('=IF(C5>"","",B5/C5)', "condition", 'C5>""'),
    ('=IF(1<C5<3,"",B5/C5)', "condition", "1<C5<3"),
    ('=IF(B5/C5=0,"",B5/C5)', "condition", "B5/C5=0"),
    ('=IF(ROUND(C5,0)=0,"",B5/C5)', "condition", "ROUND(C5,0)=0"),
    ('=IF(1=1,"",B5/C5)', "condition", "1=1"),
    ('=IF(TRUE,"",B5/C5)', "condition", "TRUE"),
    ('=IF(NOT(),"",B5/C5)', "condition", "NOT()"),
    ('=IF(ISERROR(D5/E5),"",B5/C5)', "condition", "ISERROR(D5/E5)"),
    ('=IF(ISERROR(B5/C5),"",B5+C5)', "condition", "ISERROR(B5/C5)"),
    ("=IF(ISERROR(B5/D5),0,B5/C5)", "condition", "ISERROR(B5/D5)"),
    ('=IF(ISERROR(B5/C5),B5/C5,"")', "condition", "ISERROR(B5/C5)"),
    ('=IF(ISBLANK(B5+C5),"",B5/C5)', "condition", "ISBLANK(B5+C5)"),
    ('=IF(ISEVEN(C5),"",B5/C5)', "condition", "ISEVEN(C5)"),
    ('=IF(COUNT(B5:D5)<2,"",SUM(B5:D5))', "condition", "COUNT(B5:D5)<2"),
    ('=IF(COUNT(B5:D5)=D5,"",SUM(B5:D5))', "condition", "COUNT(B5:D5)=D5"),
    ('=IF(COUNT(B5+C5)=0,"",SUM(B5:D5))', "condition", "COUNT(B5+C5)=0"),
    ('=IF(COUNT(J5:J6)=0,"",SUM(B5:D5))', "condition", "COUNT(J5:J6)=0"),
    ('=IF(COUNTBLANK(A5:C5)>0,"",B5/C5)', "condition", "COUNTBLANK(A5:C5)>0"),
    ('=IF(COUNT(B5,S6)<>1,"",B5/C5)', "condition", "COUNT(B5,S6)<>1"),
    ('=IF(P6="",0,C5*2)', "condition", 'P6=""'),
    ("=IF(SUM(B5:C5)<>P6,0,C5)", "condition", "SUM(B5:C5)<>P6"),
    ('=IF(COUNTA(A5:C5)<>2,"",B5/C5)', "condition", "COUNTA(A5:C5)<>2"),
    ('=IF(COUNT(B5:C5,K5)<>2,"",B5/C5)', "condition", "COUNT(B5:C5,K5)<>2"),
    ('=IF(COUNT(B5:C5,O5)=0,"",B5+C5)', "condition", "COUNT(B5:C5,O5)=0"),
    (
        '=IF(COUNTBLANK(B5)+COUNTBLANK(C5)>0,"",B5/C5)',
        "condition",
        "COUNTBLANK(B5)+COUNTBLANK(C5)>0",
    ),
    ('=IF(COUNTBLANK(B5/C5)>0,"",B5/C5)', "condition", "COUNTBLANK(B5/C5)>0"),
    ("=IF(B5<>0,(B5-C5)/C5)", "condition", "B5<>0"),
    ("=IF(C5=0,TRUE,B5/C5)", "condition", "IF(C5=0,TRUE,B5/C5)"),
    ("=IF(C5=0,1,B5/C5)", "condition", "IF(C5=0,1,B5/C5)"),
    ("=IF(C5=0,B5,B5/C5)", "condition", "IF(C5=0,B5,B5/C5)"),
    ("=IF(C5=0)", "condition", "IF(C5=0)"),
    ("=IFERROR(B5/C5,1)", "condition", "IFERROR(B5/C5,1)"),
    ('=IF(C5=0,"",0)', "no_items", 'IF(C5=0,"",0)'),
    ('=IF(C5=0,"","无")', "text", '"无"'),
]
"""Formulas that are no edits, with the reason and the piece that it names."""
