"""Several returns of one unit: which counts, and what is said of each."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from typing import Literal

from attrs import field, frozen

from youthstats.model.asides import Apart, Times
from youthstats.model.returns import Return
from youthstats.nearest import did_you_mean
from youthstats.workbook.reading.apart import apart
from youthstats.workbook.reading.books.copies import called_a_copy
from youthstats.workbook.reading.named_apart import named_apart

__all__ = ["Prefer", "Verdict", "refuse_unknown_rule", "settle"]

Prefer = Literal["newest"] | Callable[[Sequence[Return]], Return | None] | None
"""Which of a unit's different returns counts: none, the newest, or the one a function picks.

The function gets all returns of one unit, in the order of their files; ``None`` leaves it undecided.
"""

APART = {"saved": timedelta(0), "reported": timedelta(0), "stored": timedelta(minutes=1)}
"""What may tell the newest, the best witness first, and how far apart two times must be.

Files copied or unpacked in one go get the times of the copying, within seconds of each other.
"""


GRAVITY = (
    "",
    "file.same_bytes",
    "file.same_figures",
    "file.came_back",
    "file.newest",
    "file.chosen",
    "file.went_back",
    "file.older",
    "file.not_chosen",
    "file.same_unit",
    "file.named_apart",
    "file.no_newest",
    "file.newest_disputed",
)
"""Reasons by what they mean for a file of many units: the last of several is the one it gets."""


@frozen
class Verdict:
    """Whether a return counts, and why, where there is anything to say: a key of the wording."""

    counts: bool
    reason: str = ""
    facts: Mapping[str, object] = field(factory=dict, hash=False)

    @property
    def repeats(self) -> bool:
        """Whether it says what the return that counts says."""
        return self.reason in {"file.same_bytes", "file.same_figures"}

    def outweighs(self, reason: str) -> bool:
        """Tell whether this is to be said of a file rather than ``reason``."""
        return GRAVITY.index(self.reason) > GRAVITY.index(reason)


def refuse_unknown_rule(prefer: Prefer) -> None:
    """Raise ``ValueError`` for a rule nobody knows."""
    if prefer is not None and not callable(prefer) and prefer != "newest":
        hint = did_you_mean(str(prefer), ["newest"])
        raise ValueError(f'prefer is "newest", a function or None, not {prefer!r}{hint}')


def settle(same: Sequence[Return], prefer: Prefer) -> list[Verdict]:
    """Judge all returns of one unit, each in its place.

    Equal ones count once: the first that is not called a copy. Of different ones that which ``prefer``
    tells counts; where it cannot tell, none does. One that went back stands for the file it was made
    of, unless a function is to choose among all.
    """
    if all(_alike(one, same[0]) for one in same):
        kept = _foremost(same)
        return [Verdict(counts=True) if one is kept else _repeats(one, kept) for one in same]
    mended = None if callable(prefer) else _mended(same)
    if mended is not None:
        told = {one.file: one.file for one in same}
        return _chosen(same, mended, "file.came_back", "file.went_back", told)
    if prefer is None:
        names = named_apart(same)
        return _undecided(same, "file.named_apart" if names else "file.same_unit", named=names)
    if prefer == "newest":
        return _by_age(same)
    chosen = prefer(tuple(same))
    if chosen is None:
        return _undecided(same, "file.same_unit")
    if not any(one is chosen for one in same):
        raise ValueError(f"prefer returns one of the returns it is given, or None, not {chosen!r}")
    return _chosen(
        same, chosen, "file.chosen", "file.not_chosen", {one.file: one.file for one in same}
    )


def _mended(same: Sequence[Return]) -> Return | None:
    """Return the one that came back in the place of all others, by the digest that it carries.

    What went back and what says the same is settled. Were the rest of two minds, nothing is proved.
    """
    made_of = {one.made_of for one in same}
    went_back = [one for one in same if one.sha256 in made_of]
    left = [one for one in same if not any(_alike(one, other) for other in went_back)]
    proved = bool(left) and all(_alike(one, left[0]) for one in left)
    # One that was made of another file stands beside these, not in their place.
    known = {one.sha256 for one in went_back}
    came_back = [one for one in left if proved and one.made_of in known]
    return _foremost(came_back) if came_back else None


def _by_age(same: Sequence[Return]) -> list[Verdict]:
    newest = {witness: _newest(same, witness) for witness in APART}
    saved, reported = newest["saved"], newest["reported"]
    if saved is not None and reported is not None and not _alike(saved, reported):
        return _undecided(same, "file.newest_disputed")
    for witness, chosen in newest.items():
        if chosen is not None:
            told = {one.file: _only(one.times, witness) for one in same}
            return _chosen(same, chosen, "file.newest", "file.older", told)
    return _undecided(same, "file.no_newest")


def _newest(same: Sequence[Return], witness: str) -> Return | None:
    """Return the return that is, with all its copies, later than every different one."""
    times = [getattr(one.times, witness) for one in same]
    if None in times:
        return None
    by_time = sorted(zip(times, same, strict=True), key=lambda pair: pair[0])
    last = by_time[-1][1]
    first = min(time for time, one in by_time if _alike(one, last))
    others = [time for time, one in by_time if not _alike(one, last)]
    return last if all(first - time > APART[witness] for time in others) else None


def _only(times: Times, witness: str) -> Times:
    return Times(times.file, **{witness: getattr(times, witness)})


def _alike(one: Return, other: Return) -> bool:
    """Tell whether two returns say the same; what nobody could read is not known to."""
    return one.sha256 == other.sha256 or (one == other and not one.unread)


def _foremost(alike: Sequence[Return]) -> Return:
    """Return the first of equal returns whose file is not called a copy, else the first."""
    return next((one for one in alike if not called_a_copy(one.file)), alike[0])


def _apart(one: Return, same: Sequence[Return]) -> Apart:
    """Tell where a return differs from the first of several that is not the same."""
    return apart(one, next((other for other in same if not _alike(one, other)), one))


def _repeats(one: Return, kept: Return) -> Verdict:
    same_bytes = one.sha256 == kept.sha256
    reason = "file.same_bytes" if same_bytes else "file.same_figures"
    return Verdict(counts=False, reason=reason, facts={"other": kept.file})


def _chosen(
    same: Sequence[Return],
    chosen: Return,
    reason: str,
    other_reason: str,
    told: Mapping[str, object],
) -> list[Verdict]:
    others = [told[one.file] for one in same if not _alike(one, chosen)]
    kept = Verdict(
        counts=True,
        reason=reason,
        facts={
            "unit": chosen.unit,
            "chosen": told[chosen.file],
            "others": others,
            "apart": _apart(chosen, same),
        },
    )

    def verdict(one: Return) -> Verdict:
        if one is chosen:
            return kept
        if _alike(one, chosen):
            return _repeats(one, chosen)
        facts = {
            "unit": one.unit,
            "chosen": told[chosen.file],
            "mine": told[one.file],
            "apart": apart(one, chosen),
        }
        return Verdict(counts=False, reason=other_reason, facts=facts)

    return [verdict(one) for one in same]


def _undecided(same: Sequence[Return], reason: str, *, named: Sequence[str] = ()) -> list[Verdict]:
    names = [one.file for one in same]
    known = [one.times for one in same]
    return [
        Verdict(
            counts=False,
            reason=reason,
            facts={
                "unit": one.unit,
                "others": names[:at] + names[at + 1 :],
                "known": known,
                "apart": _apart(one, same),
                "named": list(named),
            },
        )
        for at, one in enumerate(same)
    ]
