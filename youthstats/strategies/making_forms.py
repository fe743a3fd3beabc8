"""Small but real forms, arranged in every way, with edits of their own."""

from __future__ import annotations

from hypothesis import strategies as st

from youthstats.model.axes import Dimension
from youthstats.model.forms import Form, Missingness, define_form
from youthstats.strategies.arrangements import arrangements
from youthstats.strategies.writing_edits import EditWriter
from youthstats.strategies.writing_items import ItemWriter

__all__ = ["forms"]


def forms(*, id: str = "F1", label: str = "表一") -> st.SearchStrategy[Form]:
    """Draw small but real forms, made by ``define_form``.

    Every arrangement of axes occurs, with header trees of several levels, all kinds of item,
    phrases, and hard and soft edits that can be obeyed. The hard ones hold for sums of figures
    that obey them, as those of a real form do.
    """
    return _forms(id, label)


# What blank and "not applicable" mean. Where only the latter is missing, a sum of nothing but the
# latter is blank, so zero, and an edit with "<" would not hold for sums.
_MISSING: tuple[tuple[Missingness, Missingness], ...] = (
    ("zero", "zero"),
    ("zero", "zero"),
    ("missing", "missing"),
    ("missing", "zero"),
)


@st.composite
def _forms(draw: st.DrawFn, id: str, label: str) -> Form:
    arrangement = draw(arrangements())
    asked = ItemWriter(draw, arrangement)
    for _ in range(draw(st.integers(1, 3))):
        asked.block()
    divided = Dimension.CATEGORY in arrangement.rows.over + arrangement.columns.over
    parts = asked.categories() if divided else ()
    rules = EditWriter(draw, asked, parts)
    rules.write()
    if arrangement.rows.summed:
        rules.total(arrangement.rows.total_label)
    closed = rules.closed() if parts else ()
    blank, not_applicable = draw(st.sampled_from(_MISSING))
    orders = [item.name for item in asked.items if item.kind.numeric or item.choices]
    listed = bool(orders) and Dimension.ENTRY in arrangement.rows.over
    return define_form(
        id=id,
        label=label,
        title=f"{asked.stem()}情况统计表",
        items=asked.items,
        rows=arrangement.rows,
        columns=arrangement.columns,
        categories=parts,
        closed=closed,
        edits=rules.edits,
        blank=blank,
        not_applicable=not_applicable,
        measure=draw(st.sampled_from(("", "个、元"))),
        note=draw(st.sampled_from((None, ("备  注", "以上数据截止到年末")))),
        order_by=draw(st.lists(st.sampled_from(orders), max_size=2, unique=True)) if listed else (),
    )
