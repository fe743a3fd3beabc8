"""The oracle of the first law takes every excuse for what it is worth, and no other.

A clean return is doctored in memory: one figure reads otherwise, and something is said. Each excuse
stands beside what looks like it and excuses nothing, so that none can be widened unnoticed.
"""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from attrs import evolve, frozen

import youthstats as ys
from tests.returns_as_sent.expectations import SCHEME, figure_of, silent
from tests.returns_as_sent.test_cases import before
from youthstats.model.asides import Aside
from youthstats.model.matching import Matching, Reworded
from youthstats.model.returns import FileReport, ReadingNote
from youthstats.model.values import Missing, Value

BLANK, UNREADABLE = Missing.BLANK, Missing.UNREADABLE

Said = ReadingNote | Matching | Aside


@frozen
class Doctored:
    """Figures of one form that read otherwise, and what is said of the return."""

    figures: str
    now: Value
    says: tuple[Said, ...] = ()
    typed: str = ""
    shuffled: bool = False
    unit: str = "嘉善县"

    def breaches(self) -> list[str]:
        """Return what the oracle makes of it."""
        (clean,) = before(self.unit).returns
        changed = [figure_of(one) for one in self.figures.split()]
        form = changed[0][0]
        record = clean.records[form].replacing({figure[1:]: self.now for figure in changed})
        read = evolve(
            clean,
            records={**clean.records, form: record},
            notes=(*clean.notes, *(one for one in self.says if isinstance(one, ReadingNote))),
            matching=(*clean.matching, *(one for one in self.says if isinstance(one, Matching))),
            asides=(*clean.asides, *(one for one in self.says if isinstance(one, Aside))),
        )
        after = evolve(before(self.unit), returns=(read,))
        typed = set(map(figure_of, self.typed.split()))
        return silent(before(self.unit), after, typed, shuffled=self.shuffled)


def noted(figure: str, read: Value, code: str = "number_as_text") -> ReadingNote:
    form, item, line = figure_of(figure)
    return ReadingNote(f"reading.{code}", form, item, line, "…", read, "…")


def reworded(address: str, label: str) -> Matching:
    return Matching("T1", "表一", "labels", reworded=(Reworded(label, "…", address, "slip"),))


def aside(code: str, severity: str, form: str | None = "T1", **facts: object) -> Aside:
    shown: Mapping[str, object] = {
        "form": "表一",
        "read": "表一",
        "places": [],
        "count": 1,
        **facts,
    }
    return Aside(code, severity, form, "表一 (2)", shown)


def merged(block: str) -> Aside:
    return aside("answers_merged", "hard", places=[block])


POSTS, MERGED = "提供见习岗位个数", "G6:H6"
TWICE = aside("form_twice", "hard")
BESIDE = aside("figures_beside", "soft", places=["M6 98"])
ABSENT = Matching("T1", "表一", "labels", absent=(POSTS,))
AFTERWARDS = "2009年12月"

EXCUSED = {
    "its label is reworded": Doctored("T1.posts", 97, (reworded("G4", POSTS),)),
    "its merged block is named": Doctored("T1.posts", 97, (merged(MERGED),)),
    "another sheet of its form is named": Doctored("T1.posts", 97, (TWICE,)),
    "its answers were read elsewhere": Doctored(
        "T1.posts", 97, (aside("answers_elsewhere", "soft", blank="B6:K6"),)
    ),
    "typed over, a note says that this was read": Doctored(
        "T1.posts", 97, (noted("T1.posts", 97),), typed="T1.posts"
    ),
    "typed over, its own formula is found wanting": Doctored(
        "T1.posts", 97, (noted("T1.posts", BLANK, "formula_stale"),), typed="T1.posts"
    ),
    "words typed over words": Doctored("T5.opened", AFTERWARDS, typed="T5.opened", unit="市级"),
    "an entry of a shuffled list": Doctored("T4.planned.0", 50, shuffled=True, unit="市级"),
    "unreadable, and said so": Doctored(
        "T1.posts", UNREADABLE, (noted("T1.posts", UNREADABLE, "annotated"),)
    ),
    "unreadable, and its phrase is": Doctored(
        "T6.training_sessions T6.trained",
        UNREADABLE,
        (noted("T6.training_sessions", UNREADABLE, "phrase_unmatched"),),
        unit="市级",
    ),
    "unreadable, and a label of the form is absent": Doctored("T1.posts", UNREADABLE, (ABSENT,)),
    "lost, and a figure stands beside": Doctored("T1.posts", BLANK, (BESIDE,)),
    "lost, and its merged block is named": Doctored("T1.posts", BLANK, (merged(MERGED),)),
    "lost, and a sheet of no form was not read": Doctored(
        "T1.posts", BLANK, (aside("sheet_not_read", "soft", None),)
    ),
    "lost, and something hard is said of its form": Doctored(
        "T1.posts", BLANK, (aside("measure_differs", "hard", stood="张", expected="个"),)
    ),
    "lost, and a note of its own says so": Doctored(
        "T1.posts", BLANK, (noted("T1.posts", BLANK, "zero_of_nothing"),)
    ),
}

SILENT = {
    "nothing is said": Doctored("T1.posts", 97),
    "typed over, nothing is said": Doctored("T1.posts", 97, typed="T1.posts"),
    "a neighbour's label is reworded": Doctored(
        "T1.posts", 97, (reworded("H4", "召开集中招聘会场数"),)
    ),
    "its label is reworded in another place": Doctored("T1.posts", 97, (reworded("M4", POSTS),)),
    "a neighbour's label is absent": Doctored(
        "T1.fairs", 89, (Matching("T1", "表一", "labels", absent=(POSTS,)),)
    ),
    "a neighbour's block is merged": Doctored("T1.posts", 97, (merged("I6:J6"),)),
    "a sheet with the same figures is named": Doctored(
        "T1.posts", 97, (aside("form_twice", "soft"),)
    ),
    "another form's sheet is named": Doctored("T1.posts", 97, (aside("form_twice", "hard", "T2"),)),
    "something hard is said of the form": Doctored(
        "T1.posts", 97, (aside("measure_differs", "hard", stood="张", expected="个"),)
    ),
    "something hard is said of no form": Doctored(
        "T1.posts", 97, (aside("sheet_not_read", "hard", None),)
    ),
    "a neighbour cannot be read": Doctored(
        "T1.posts", 97, (noted("T1.fairs", BLANK, "formula_stale"),), typed="T1.posts"
    ),
    "a figure stands beside": Doctored("T1.posts", 97, (BESIDE,), typed="T1.posts"),
    "typed over, a note says that another was read": Doctored(
        "T1.posts", 97, (noted("T1.posts", 98),), typed="T1.posts"
    ),
    "a note says that this was read where nothing was typed": Doctored(
        "T1.posts", 97, (noted("T1.posts", 97),)
    ),
    "a formula is found wanting where nothing was typed": Doctored(
        "T1.posts", 97, (noted("T1.posts", BLANK, "formula_stale"),)
    ),
    "other words, where nothing was typed": Doctored("T5.opened", AFTERWARDS, unit="市级"),
    "an entry of a list that was not shuffled": Doctored("T4.planned.0", 50, unit="市级"),
    "a shuffled list with a figure of no entry": Doctored(
        "T4.planned.0", 51, shuffled=True, unit="市级"
    ),
    "a shuffled figure of no list": Doctored("T1.posts", 2, shuffled=True),
    "unreadable without a word": Doctored("T1.posts", UNREADABLE),
    "unreadable, and a neighbour is said to be": Doctored(
        "T1.posts", UNREADABLE, (noted("T1.fairs", UNREADABLE, "annotated"),)
    ),
    "unreadable, and only something soft is said": Doctored("T1.posts", UNREADABLE, (BESIDE,)),
    "unreadable, and another form lacks a label": Doctored("T2.cards", UNREADABLE, (ABSENT,)),
    "lost without a word": Doctored("T1.posts", BLANK),
    "lost, and a neighbour is noted": Doctored("T1.posts", BLANK, (noted("T1.fairs", 2),)),
    "lost, and a neighbour's label is reworded": Doctored(
        "T1.posts", BLANK, (reworded("H4", "召开集中招聘会场数"),)
    ),
    "lost, and something hard is said of another form": Doctored(
        "T2.cards", BLANK, (aside("measure_differs", "hard", stood="张", expected="个"),)
    ),
    "lost, and a figure stands beside another form": Doctored("T2.cards", BLANK, (BESIDE,)),
}


@pytest.mark.parametrize("doctored", EXCUSED.values(), ids=EXCUSED)
def test_what_excuses_a_figure(doctored: Doctored) -> None:
    """Each excuse is taken, and without it the figure is a breach."""
    assert [] == doctored.breaches()
    bare = evolve(doctored, says=(), typed="", shuffled=False)
    assert len(doctored.figures.split()) == len(bare.breaches())


@pytest.mark.parametrize("doctored", SILENT.values(), ids=SILENT)
def test_what_excuses_nothing(doctored: Doctored) -> None:
    """What is said of something else, or says another figure, leaves the figure a breach."""
    (was,) = before(doctored.unit).returns
    form, item, line = figure_of(doctored.figures)
    old = was.records[form][item, line]
    told = f"{doctored.figures} reads {doctored.now!r} for {old!r}, in silence"
    assert [told] == doctored.breaches()


def test_another_unit_must_be_told() -> None:
    """A return that reads as another unit's is a breach, but where the two names are said to differ."""
    clean = before("嘉善县")
    other = evolve(clean.returns[0], unit="平湖市")
    assert ["it reads as another unit's, in silence"] == silent(
        clean, evolve(clean, returns=(other,))
    )
    said = aside("unit_disagrees", "soft", None, unit="平湖市", stood="嘉善县", named="嘉善县")
    told = evolve(other, asides=(*other.asides, said))
    assert [] == silent(clean, evolve(clean, returns=(told,)))


def test_a_file_not_taken_needs_a_reason() -> None:
    """No return is a breach, but where the file says why."""
    clean = before("嘉善县")
    for reason, breaches in (("", ["lost without a reason"]), ("file.damaged", [])):
        report = FileReport("嘉善县.xlsx", None, "unreadable", reason, {"detail": "…"})
        assert breaches == silent(clean, ys.Filed(SCHEME, (), (report,)))
