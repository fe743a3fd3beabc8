"""The edits that the validations of a template make: of its cells, of its lists, and across forms."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import evolve, frozen

from youthstats.model.edits import Edit
from youthstats.model.forms import Line
from youthstats.model.linear import Comparison, Linear
from youthstats.workbook.understanding.demanding import Demand, Demanding
from youthstats.workbook.understanding.doubts import Doubt
from youthstats.workbook.understanding.formed import Formed
from youthstats.workbook.understanding.sources import Sheets
from youthstats.workbook.understanding.stating import edit_of

__all__ = ["Limits", "limits_of_form"]


@frozen
class Limits:
    """What the validations of one form make: its own edits, edits across forms, and doubts."""

    within: tuple[Edit, ...]
    across: tuple[Edit, ...]
    doubts: tuple[Doubt, ...]


def limits_of_form(one: Formed, formed: Mapping[str, Formed], sheets: Sheets) -> Limits:
    """Return what the validations of the answers of a form say; ``formed`` are all forms by id.

    A bound is of what was given: a validation lets every cell be blank.
    """
    demanding = Demanding(one, formed, sheets)
    within, across = [], []
    for item, line, demand in demanding.said():
        statement, name = demand.on(line), _name(item, line, demand)
        if any(ref.form for ref in statement.refs):
            left, right = (_named(side, one.form.id) for side in statement.sides)
            joined = Comparison(left, statement.relation, right)
            across.append(
                edit_of(
                    f"{one.form.id}_{name}",
                    joined,
                    lambda id: formed[str(id)].form,
                    demand.severity,
                )
            )
            continue
        edit = edit_of(name, statement, lambda _: one.form, demand.severity)
        within.append(evolve(edit, given=demand.bound is not None))
    return Limits(tuple(within), tuple(across), tuple(demanding.doubts))


def _name(item: str, line: Line, demand: Demand) -> str:
    end = "有效性"
    if demand.bound is not None:
        end = "上限" if "<" in demand.statement.relation else "下限"
    return "_".join(filter(None, (item, None if line is None else str(line), end)))


def _named(linear: Linear, form: str) -> Linear:
    """Return a sum that names the form of all its answers."""
    terms = ((evolve(ref, form=ref.form or form), size) for ref, size in linear.terms)
    return Linear(tuple(terms), linear.constant)
