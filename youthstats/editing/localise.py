"""Localise: which cells are wrong, and what should they say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from math import inf, isnan

from attrs import evolve

from youthstats.editing.localising.building import Weigher
from youthstats.editing.localising.explaining import lines_of
from youthstats.editing.localising.leaving import told_of
from youthstats.editing.localising.locating import blocks_in
from youthstats.editing.repairing.breaking import breaks_in
from youthstats.editing.repairing.chances import meant
from youthstats.editing.repairing.moves import exchanged_across
from youthstats.editing.repairing.putting_back import with_put_back
from youthstats.editing.repairing.ranking import Beside, ranked
from youthstats.model.findings import Explanation, Finding, Review
from youthstats.model.forms import Form
from youthstats.model.items import Item
from youthstats.model.returns import Filed
from youthstats.model.schemes import Scheme
from youthstats.model.suspects import Block, Suspects
from youthstats.nearest import did_you_mean

__all__ = ["explain", "localise"]


def localise(
    review: Review,
    *,
    trust: Mapping[str, float] | None = None,
    published: Filed | None = None,
    most: int = 3,
    budget: int = 50_000,
) -> Suspects:
    """Find, for every block of failed edits, all smallest sets of cells that explain it.

    A set explains a block when other figures in its cells, and only there, satisfy all edits that
    hang together with it: whole numbers where counts are asked for, nothing below a minimum,
    figures given to some precision anywhere within it. All sets of the least total weight are
    returned, the likeliest first; nothing is random, and what nothing tells apart shares a rank. Where
    numbers were typed over formulas, these put back are an explanation too, of whatever size.

    ``trust`` gives an item (``"total"``, or ``"T1.total"``) the weight that changing it costs, by
    default 1; ``inf`` is never changed. ``published`` joins the figures of a finished report to
    the evidence. Sets that hang together are looked for up to ``most`` cells, ``budget`` sets in
    all; a block for which a limit was reached says so in its status.

    Raises ``KeyError`` for an item nobody asks for, ``ValueError`` for a weight that is not above 0.

    Source: I. P. Fellegi and D. Holt, "A systematic approach to automatic edit and imputation",
    Journal of the American Statistical Association 71 (1976) 17-35.
    """
    weigh = _weigher(review.filed.scheme, trust or {})
    sources = [review.filed, *([published] if published is not None else [])]
    beside, breaks = Beside(sources), breaks_in(sources)
    found = blocks_in(review, weigh, published=published, meant=meant, most=most, budget=budget)
    blocks = [with_put_back(block, review.filed) for block in found]
    exchanged = exchanged_across([tuple(_of_block(one)) for one in blocks])
    blocks = [
        evolve(one, explanations=ranked(explanations, beside, breaks))
        for one, explanations in zip(blocks, exchanged, strict=True)
    ]
    suspects = {id(finding): told_of(one) for one in blocks for finding in one.findings}
    assert len(suspects) == sum(len(one.findings) for one in blocks), "a finding is in one block"

    def explained(finding: Finding) -> Finding:
        explanations = suspects.get(id(finding))
        return finding if explanations is None else evolve(finding, suspects=explanations)

    findings = tuple(map(explained, review.findings))
    by_id = dict(zip(map(id, review.findings), findings, strict=True))
    told = [evolve(b, findings=tuple(by_id[id(f)] for f in b.findings)) for b in blocks]
    return Suspects(evolve(review, findings=findings), tuple(told))


def _of_block(block: Block) -> Iterator[Explanation]:
    """Yield the explanations of a block with the names of what they explain."""
    explains = tuple((one.unit, one.rule, one.line) for one in block.findings)
    for explanation in block.explanations:
        yield evolve(explanation, explains=explains)


def explain(
    review: Review,
    *,
    trust: Mapping[str, float] | None = None,
    published: Filed | None = None,
    most: int = 3,
    budget: int = 50_000,
    lang: str = "zh",
) -> str:
    """Return the search in words: what failed, every cell tried alone, and why it was rejected.

    Of each block the failed edits stand first, then the cells in them: one that would do alone
    with what it would hold, any other with what its edits ask of it. How many larger sets were
    tried stands below. The arguments are those of :func:`localise`, ``lang`` is ``zh`` or ``en``.
    """
    weigh = _weigher(review.filed.scheme, trust or {})
    lines = lines_of(review, weigh, published=published, most=most, budget=budget, lang=lang)
    return "\n".join(lines)


def _weigher(scheme: Scheme, trust: Mapping[str, float]) -> Weigher:
    """Return what an item costs to change."""
    known = {name for form in scheme.forms for item in form.items for name in _names(form, item)}
    weights: dict[str, Fraction | None] = {}
    for name, weight in trust.items():
        if name not in known:
            raise KeyError(f"scheme {scheme.id} has no item {name!r}{did_you_mean(name, known)}")
        if isnan(weight) or weight <= 0:
            raise ValueError(f"the weight of {name} is above 0, not {weight}")
        weights[name] = None if weight == inf else Fraction(weight)

    def weigh(form: Form, item: Item) -> Fraction | int | None:
        plain, full = _names(form, item)
        return weights.get(full, weights.get(plain, 1))

    return weigh


def _names(form: Form, item: Item) -> tuple[str, str]:
    return item.name, f"{form.id}.{item.name}"
