"""Small schemes: forms, a roster, duties and edits across forms."""

from __future__ import annotations

from hypothesis import strategies as st

from youthstats.model.edits import hard, soft
from youthstats.model.forms import Form
from youthstats.model.schemes import Duty, Scheme, define_scheme
from youthstats.strategies.making_forms import forms
from youthstats.strategies.rosters import hierarchies

__all__ = ["schemes"]


def schemes() -> st.SearchStrategy[Scheme]:
    """Draw small schemes: one to three forms, who owes them and who may file them, edits across."""
    return _schemes()


@st.composite
def _schemes(draw: st.DrawFn) -> Scheme:
    roster = draw(hierarchies())
    made = [
        draw(forms(id=f"F{place + 1}", label=f"表{sign}"))
        for place, sign in enumerate("一二三"[: draw(st.integers(1, 3))])
    ]
    duties = {}
    for form in made:
        owing = draw(st.sampled_from(("all", "all", "some", "none")))
        if owing != "all":
            owed = [u for u in roster.leaves if owing == "some" and draw(st.booleans())]
            duties[form.id] = Duty(tuple(owed), tuple(u for u in roster.leaves if u not in owed))
    single = [form for form in made if form.lines == (None,)]
    texts = []
    if len(single) > 1 and draw(st.booleans()):
        one, other = (draw(st.sampled_from(_amounts(form))) for form in single[:2])
        if one and other:
            severity = draw(st.sampled_from((hard, soft)))
            text = f"if {single[0].id}.{one} > 0 then {single[1].id}.{other} > 0"
            texts.append(severity("across", text, f"应有 {text}"))
    return define_scheme(
        id="drawn",
        title="统计报表制度",
        period="2009年",
        forms=made,
        units=roster,
        duties=duties,
        edits=texts,
    )


def _amounts(form: Form) -> list[str]:
    """Return the names of the items that are never negative; one empty name where there is none."""
    names = [i.name for i in form.items if i.additive and i.minimum is not None]
    return names or [""]
