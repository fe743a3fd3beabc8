"""What stands in cells: domain.md's list, and what else a keyboard can do.

Most cases type something over the 98 of 嘉善县!表一!G6 (T1.posts, 提供见习岗位个数, measured in 个).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

import youthstats as ys
from tests.returns_as_sent.arranging import merge
from tests.returns_as_sent.book import Change
from tests.returns_as_sent.case import Case
from tests.returns_as_sent.expectations import (
    SCHEME,
    Expectation,
    differs,
    reads,
    unreadable,
)
from tests.returns_as_sent.retyping import (
    AS_TEXT,
    calculate,
    clear,
    comment,
    forget_results,
    format_as,
    numbers_as_text,
    paste_as_values,
    type_in,
)
from youthstats.model.values import Inexact, Missing, Value
from youthstats.workbook.package import CellError, CellValue

BLANK, NONE = Missing.BLANK, Missing.NOT_APPLICABLE


def posts(stood: CellValue, expected: Expectation, form: str | None = None) -> Case:
    """Type something over the 98 posts."""
    shown = f"{stood!r} under {form}" if form else repr(stood)
    return Case(f"{shown} for 98 posts", type_in("表一!G6", stood, form), expected)


def funds(stood: CellValue, expected: Expectation, form: str | None = None) -> Case:
    """Type something over the 277010 yuan of T3.funds.primary."""
    shown = f"{stood!r} under {form}" if form else repr(stood)
    return Case(
        f"{shown} for 277010元",
        type_in("表三!C7", stood, form),
        expected,
    )


def loans(stood: CellValue, expected: Expectation, form: str | None = None) -> Case:
    """Type something over the 925 万元 of T2.funds."""
    shown = f"{stood!r} under {form}" if form else repr(stood)
    return Case(f"{shown} for 925万元", type_in("表二!C5", stood, form), expected)


def central(stood: CellValue, value: Value, *codes: str) -> Case:
    """Type something into the blank cell of T1.central; the total passes over what is not read."""
    figures: dict[str, Value] = {"T1.central": value} if value is not BLANK else {}
    if value is Missing.UNREADABLE and isinstance(stood, str):
        figures["T1.total"] = Missing.UNREADABLE
    expected = differs(figures, *codes)
    return Case(f"{stood!r} where nothing was", type_in("表一!B6", stood), expected)


def share(stood: CellValue, expected: Expectation, form: str | None = None) -> Case:
    """Type something over the 15.5 % of T7.towns_elected_share, shown under 0.0%."""
    shown = f"{stood!r} under {form}" if form else repr(stood)
    changes = type_in("表七!C6", stood, form)
    return Case(f"{shown} for 15.5 %", changes, expected, "市级")


def about(value: str, low: str, high: str) -> Inexact:
    return Inexact(Decimal(value), Decimal(low), Decimal(high))


def posts_are(value: Value, *codes: str) -> Expectation:
    return differs({"T1.posts": value}, *codes)


def posts_unreadable(*codes: str) -> Expectation:
    return unreadable("T1.posts", *codes)


TEXTS = [
    *(posts(turn("98"), reads("number_as_text")) for turn in AS_TEXT.values()),
    posts("+98", reads("number_as_text")),
    posts("98.0", reads("number_as_text")),
    posts("９８．００", reads("number_as_text")),
    posts("9\u200b8", reads("number_as_text")),
    posts("\t98\t", reads("number_as_text")),
    posts("98\u200e", reads("number_as_text")),
    posts("'98", posts_unreadable("annotated")),
    posts("9 8", posts_unreadable("spaced_digits")),
    posts("9\n8", posts_unreadable("two_numbers")),
    posts("98。", reads("number_as_text")),
    posts("98;", posts_unreadable("stray_signs")),
    posts("=98", posts_unreadable("annotated")),
    posts("9.8E+01", posts_unreadable("scientific")),
    posts("98≈", posts_unreadable("stray_signs")),
    posts("⑨⑧", posts_unreadable("not_a_number")),
    posts("98²", posts_unreadable("annotated")),
    posts("岗位数：98", posts_unreadable("annotated")),
    posts("见附件", posts_unreadable("not_a_number")),
    posts("待报", posts_unreadable("not_a_number")),
    funds("277,010", reads("number_as_text")),
    funds("２７７，０１０", reads("number_as_text")),
    funds("277，010.00", reads("number_as_text")),
    funds("277 010", unreadable("T3.funds.primary", "spaced_digits")),
    funds("277,01", unreadable("T3.funds.primary", "separators")),
    funds("27,7010", unreadable("T3.funds.primary", "separators")),
    funds("¥277,010", reads("with_measure")),
    funds("￥277010.00", reads("with_measure")),
    funds("人民币277010元整", reads("with_measure")),
    funds(" 277010.00", reads("number_as_text")),
    *(
        Case(
            f"every number of the sheet as text: {way}",
            numbers_as_text("表三", way),
            reads("number_as_text"),
        )
        for way in AS_TEXT
    ),
    Case(
        "every number of 表七 as text, shares as percentages",
        numbers_as_text("表七"),
        reads("number_as_text"),
        "市级",
    ),
]

MEASURES = [
    posts("98个", reads("with_measure")),
    posts("９８ 个", reads("with_measure")),
    posts("98人", posts_unreadable("wrong_measure")),
    posts("98%", posts_unreadable("percent_in_number")),
    posts("0.98万", posts_are(9800, "scaled")),
    loans("925万元", reads("with_measure")),
    loans("925万", reads("scaled")),
    loans("9250000元", reads("scaled")),
    loans("0.0925亿元", reads("scaled")),
    loans("925元", differs({"T2.funds": Decimal("0.0925")}, "scaled")),
    loans("925美元", unreadable("T2.funds", "wrong_measure")),
    funds("277010元", reads("with_measure")),
    funds("27.701万", reads("scaled")),
    funds("27.701万元", reads("scaled")),
    funds("277.01千元", reads("scaled")),
    funds("277010人", unreadable("T3.funds.primary", "wrong_measure")),
    Case("2场 for 2 fairs", type_in("表一!H6", "2场"), reads("with_measure")),
    Case("２ 场 for 2 fairs", type_in("表一!H6", "２ 场"), reads("with_measure")),
    Case("2场次 for 2 fairs", type_in("表一!H6", "2场次"), unreadable("T1.fairs", "wrong_measure")),
    Case("106名 for 106 persons", type_in("表三!C6", "106名"), reads("with_measure")),
    Case("106人 for 106 persons in 名", type_in("表三!C6", "106人"), reads("with_measure")),
    Case("750万元 in a list", type_in("表四!D5", "750万元"), reads("with_measure"), "市级"),
    Case("7,500,000元 in a list", type_in("表四!D5", "7,500,000元"), reads("scaled"), "市级"),
]

BRACKETS_AND_MARKS = [
    posts("（98）", posts_unreadable("brackets")),
    posts("(98)个", posts_unreadable("brackets")),
    funds("(277,010)", unreadable("T3.funds.primary", "brackets")),
    posts("98（含省级3）", posts_unreadable("annotated")),
    posts("98(96)", posts_unreadable("annotated")),
    posts("98*", posts_unreadable("annotated")),
    posts("98①", posts_unreadable("annotated")),
    posts("98[1]", posts_unreadable("annotated")),
    posts("98（估计数）", posts_unreadable("annotated")),
    posts("其中：98", posts_unreadable("annotated")),
    posts("98 见备注", posts_unreadable("annotated")),
    posts("98，比上年增长5%", posts_unreadable("two_numbers")),
    posts("98 96", posts_unreadable("two_numbers")),
    posts("98/96", posts_unreadable("two_numbers")),
    posts("98、96", posts_unreadable("two_numbers")),
    posts("98-100", posts_unreadable("range")),
    posts("98～100", posts_unreadable("range")),
    posts("98,96", posts_unreadable("separators")),
    posts("54 123,695", posts_unreadable("two_numbers")),
    Case(
        "16（含省级3） in a money cell of a list",
        type_in("表四!E6", "50（其中市级30）"),
        unreadable("T4.actual.1", "annotated"),
        "市级",
    ),
]

ROUGHLY = [
    posts("约98", posts_are(about("98", "97.5", "98.5"), "approximate")),
    posts("98左右", posts_are(about("98", "97.5", "98.5"), "approximate")),
    posts("90多", posts_are(about("90", "90", "99"), "approximate")),
    posts("90余", posts_are(about("90", "90", "99"), "approximate")),
    posts("90余个", posts_are(about("90", "90", "99"), "approximate")),
    posts("近100", posts_are(about("100", "50", "100"), "approximate")),
    posts("不到100", posts_unreadable("one_sided")),
    posts("≈98", posts_unreadable("annotated")),
    posts(">98", posts_unreadable("one_sided")),
    posts("98以上", posts_unreadable("one_sided")),
    posts("至少98", posts_unreadable("one_sided")),
    posts("几十", posts_unreadable("vague")),
    posts("…", posts_are(about("0", "0", "0.5"), "below_half")),
    posts("......", posts_unreadable("not_a_number")),
]

SIGNS_AND_SCRIPTS = [
    *(
        posts(f"{minus}98", posts_are(-98, "number_as_text"))
        for minus in ("-", "−", "－", "–", "△")
    ),
    posts("▲98", posts_are(-98, "number_as_text")),
    posts("负98", posts_are(-98, "number_as_text")),
    posts("九十八", reads("chinese_numeral")),
    posts("玖拾捌", reads("chinese_numeral")),
    posts("一百", posts_are(100, "chinese_numeral")),
    posts("9B", posts_unreadable("letters_for_digits")),
    posts("9O", posts_unreadable("letters_for_digits")),
    posts("l8", posts_unreadable("letters_for_digits")),
    posts("9〇", posts_unreadable("letters_for_digits")),
]

NOTHING_AND_NO_SUCH = [
    *(central(stood, BLANK) for stood in ("", " ", "\u3000", "\n", "\u200b", "\u00a0")),
    *(posts(stood, posts_are(BLANK)) for stood in ("", " ", "\u3000")),
    *(
        central(stood, NONE)
        for stood in ("-", "—", "－", "--", "——", "/", "／", "无", "不适用", " - ", "　无　")
    ),
    *(
        central(stood, Missing.UNREADABLE, "not_a_number")
        for stood in ("N/A", "没有", "×", "?", "○○○")
    ),
    central("０", 0, "number_as_text"),
    central("零", 0, "chinese_numeral"),
    central(0, 0),
]

NOT_A_NUMBER = [
    *(
        posts(CellError(code), posts_unreadable("error_value"))
        for code in ("#REF!", "#DIV/0!", "#VALUE!", "#N/A", "#NAME?", "#NUM!", "#NULL!")
    ),
    posts("#REF!", posts_unreadable("not_a_number")),
    posts("#####", posts_unreadable("not_a_number")),
    posts(True, posts_unreadable("truth_value")),
    posts(date(2010, 1, 1), posts_unreadable("date_in_number"), "yyyy-m-d"),
    posts(98, posts_unreadable("date_in_number"), "m月d日"),
    posts("2009-6-21", posts_unreadable("date_in_number")),
    posts("6月10日", posts_unreadable("date_in_number")),
    posts(98, posts_unreadable("percent_in_number"), "0%"),
    posts(98, reads(), "0.00"),
    posts(98, reads(), "#,##0_ ;[Red]-#,##0 "),
    posts(98, reads(), '0"个"'),
    posts(98, reads(), "@"),
    posts(98, reads(), ";;;"),
    posts(Decimal("97.6"), posts_unreadable("not_whole"), "0"),
    posts("97.6", posts_unreadable("not_whole")),
    posts(Decimal("98.0000000000000142"), reads()),
    posts(98_000_000_000_000, posts_are(98_000_000_000_000)),
    funds(Decimal("277010.0000000000582"), reads()),
    funds(Decimal("277010.004"), differs({"T3.funds.primary": Decimal("277010.004")}), "0"),
    Case(
        "a date typed into a cell of words",
        type_in("表五!B4", date(2009, 6, 21), "yyyy年m月d日"),
        differs({"T5.opened": "2009年6月21日"}),
        "市级",
    ),
    Case(
        "a serial number left where a date stood",
        type_in("表五!B4", 39985, "General"),
        differs({"T5.opened": "39985"}, "serial_for_words"),
        "市级",
    ),
]

SHARES = [
    share("15.5%", reads("number_as_text")),
    share("１５．５％", reads("number_as_text")),
    share("15.5 %", reads("number_as_text")),
    share("155‰", reads("number_as_text")),
    share("百分之15.5", reads("number_as_text")),
    share("15.5", reads("share_without_percent")),
    share(Decimal("15.5"), reads("share_without_percent"), "General"),
    share(Decimal("0.155"), reads("share_as_fraction"), "General"),
    share(
        Decimal("15.5"), differs({"T7.towns_elected_share": about("15.5", "15.4995", "15.5005")})
    ),
    share(1, unreadable("T7.towns_elected_share", "share_ambiguous"), "General"),
    share("11/71", unreadable("T7.towns_elected_share", "two_numbers")),
    share("15.5个百分点", unreadable("T7.towns_elected_share", "wrong_measure")),
    share("约15.5%", reads("approximate")),
    Case(
        "the rate typed over its formula, rounded",
        type_in("表五!B7", "86%"),
        differs(
            {"T5.rate": ys.parse_record(SCHEME.form("T5"), {"rate": "86%"})["rate"]},
            "number_as_text",
            "formula_typed_over",
        ),
        "市级",
    ),
]

NOT_UNDERSTOOD = "format_not_understood"

NUMBER_FORMATS = [
    loans(925, reads(), '0.00"万元"'),
    loans(9250000, unreadable("T2.funds", NOT_UNDERSTOOD), '0!.0000"万元"'),
    loans(9250, unreadable("T2.funds", NOT_UNDERSTOOD), '0!.0,"万元"'),
    funds(28, differs({"T3.funds.primary": 280000}, "scaled"), 'General"万元"'),
    funds(28, differs({"T3.funds.primary": 280000}, "scaled"), 'G/通用格式"万元"'),
    funds(500, differs({"T3.funds.primary": 500}), '[>=10000]0!.0,"万元";0"元"'),
    funds(277010, reads("scaled"), '#,##0.00,"千元"'),
    funds(-277, differs({"T3.funds.primary": -2770000}, "scaled"), '0"元";-0"万元"'),
    *(
        funds(277010, unreadable("T3.funds.primary", NOT_UNDERSTOOD), form)
        for form in (
            '"万元"0',
            '0!.0,"万"',
            '0\\.0,"万元"',
            '0"."0,"万元"',
            '[>=10000]0!.0,"万元";0"元"',
            "#,##0,",
        )
    ),
    share(Decimal("15.5"), reads(), '0.0"%"'),
    share(155, reads(), '0"‰"'),
]

FORMULAS = [
    Case("the total typed over its formula", type_in("表一!F6", 16), reads("formula_typed_over")),
    Case("every formula pasted as its value", paste_as_values(), reads("formula_typed_over")),
    Case("no formula ever calculated", forget_results(), reads("formula_evaluated")),
    Case("saved by openpyxl", (), reads("formula_evaluated"), maker="openpyxl"),
    Case("a sum typed as a formula", calculate("表一!G6", "=50+48", 98), reads()),
    Case(
        "a sum typed as a formula, not calculated",
        calculate("表一!G6", "=50+48"),
        reads("formula_evaluated"),
    ),
    Case(
        "a figure from another workbook",
        calculate("表一!G6", "=[1]Sheet1!$A$1", 98),
        reads("formula_unchecked"),
    ),
    Case(
        "a figure from another workbook, not calculated",
        calculate("表一!G6", "=[1]Sheet1!$A$1"),
        posts_unreadable("formula_without_value"),
    ),
    Case(
        "a formula too rich to evaluate, not calculated",
        calculate("表一!G6", "=VLOOKUP(A6,A1:B5,2,0)"),
        posts_unreadable("formula_without_value"),
    ),
    Case(
        "a formula that gives a text",
        calculate("表一!G6", '=TEXT(98,"0")', "98"),
        reads("number_as_text"),
    ),
    Case(
        "a formula that gives a text with a unit",
        calculate("表一!G6", '=98&"个"', "98个"),
        reads("with_measure"),
    ),
    Case(
        "a formula that gives an error",
        calculate("表一!F6", "=1/0", CellError("#DIV/0!")),
        unreadable("T1.total", "error_value", "formula_differs"),
    ),
    Case(
        "the total's formula covers the wrong cells",
        calculate("表一!F6", "=SUM(B6:D6)", 0),
        differs({"T1.total": 0}, "formula_differs", "edit_failure"),
    ),
    Case(
        "the total's formula is stale",
        calculate("表一!F6", '=IF(COUNT(B6:E6)=0,"",SUM(B6:E6))', 15),
        differs({"T1.total": 15}, "formula_stale", "edit_failure"),
    ),
    Case(
        "a figure's formula is stale",
        calculate("表一!G6", "=50+48", 97),
        posts_are(97, "formula_stale"),
    ),
    Case(
        "the total's formula refers to itself",
        calculate("表一!F6", "=SUM(B6:F6)", 0),
        differs({"T1.total": 0}, "formula_differs", "edit_failure"),
    ),
    Case(
        "the total's formula written otherwise", calculate("表一!F6", "=B6+C6+D6+E6", 16), reads()
    ),
]

BESIDE_THE_FIGURE = [
    Case("a remark in a comment", comment("表一!G6", "含在建 3 个"), reads("cell_comment")),
    Case(
        "the figure in a comment alone",
        (clear("表一!G6"), comment("表一!G6", "98")),
        posts_are(BLANK, "cell_comment"),
    ),
    Case(
        "the figure put into the heading",
        (clear("表一!G6"), type_in("表一!G4", "提供见习岗位98个")),
        posts_unreadable("label_absent"),
    ),
    Case(
        "two figures merged into one cell",
        merge("表一", "G6:H6"),
        differs({"T1.fairs": BLANK}, "answers_merged"),
    ),
    Case("a number format of words only", format_as("表一!G6", '"—"'), reads()),
    Case(
        "one figure as text, its neighbour with its unit",
        (type_in("表一!G6", "98"), type_in("表一!I6", "89人")),
        reads("number_as_text", "with_measure"),
    ),
]


def phrase(text: str, *changes: Change) -> Case:
    """Another spelling of 举办（34）次，培训（2182）人: its text differs, its figures do not."""
    return Case(
        f"the phrase {text!r}",
        (type_in("表六!C11", text), *changes),
        differs({"T6.training": text.strip()}),
        "市级",
    )


def odd_phrase(text: str, expected: Expectation) -> Case:
    """A spelling that is said to be odd: its text is kept as it stands, whatever its figures."""
    return Case(f"the phrase {text!r}", type_in("表六!C11", text), expected, "市级")


def noted_phrase(text: str, *codes: str) -> Case:
    """A spelling whose figures read, with a word on how."""
    return odd_phrase(text, differs({"T6.training": text}, *codes))


def lost_phrase(
    text: str, *codes: str, lost: Sequence[str] = ("training_sessions", "trained")
) -> Case:
    """A spelling of which these figures cannot be read."""
    figures: dict[str, Value] = {f"T6.{name}": Missing.UNREADABLE for name in lost}
    return odd_phrase(text, differs({"T6.training": text, **figures}, *codes))


PHRASES = [
    phrase("举办(34)次,培训(2182)人"),
    phrase("举办（ 34 ）次，培训（ 2182 ）人"),
    phrase("举办34次，培训2182人"),
    phrase("  举办（34）次，培训（2182）人。"),
    phrase("举办（34）次，\n培训（2182）人"),
    noted_phrase("举办（３４）次，培训（２１８２）人", "number_as_text"),
    noted_phrase("举办（34）次，培训（2,182）人", "number_as_text"),
    noted_phrase("举办（三十四）次，培训（2182）人", "chinese_numeral"),
    lost_phrase("举办（34）次，培训（2182余）人", "one_sided", lost=["trained"]),
    noted_phrase("举办_34_次，培训_2182_人", "number_as_text"),
    lost_phrase("举办（34次）次，培训（2182人）人", "annotated", "phrase_with_more"),
    lost_phrase("举办（34）次，培训（21 82）人", "two_numbers", lost=["trained"]),
    lost_phrase("举办（34）次", "phrase_unmatched"),
    lost_phrase("培训（2182）人，举办（34）次", "phrase_unmatched"),
    lost_phrase("全年共培训2182人", "phrase_unmatched"),
    lost_phrase("举办（34）期，培训（2182）人", "phrase_unmatched"),
    lost_phrase("举办（34）次（12）场，培训（2182）人", "phrase_with_figures"),
    lost_phrase("举办（34）次，培训（2182）人，发放资料（500）份", "phrase_with_figures"),
]

CASES = [
    *TEXTS,
    *MEASURES,
    *BRACKETS_AND_MARKS,
    *ROUGHLY,
    *SIGNS_AND_SCRIPTS,
    *NOTHING_AND_NO_SUCH,
    *NOT_A_NUMBER,
    *SHARES,
    *NUMBER_FORMATS,
    *FORMULAS,
    *BESIDE_THE_FIGURE,
    *PHRASES,
]
