"""Edits over the items of a form of one's own, such as figures can obey."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from hypothesis import strategies as st

from youthstats.model.edits import EditText, hard, soft
from youthstats.model.items import Category, Item, Kind
from youthstats.strategies.writing_items import ItemWriter

__all__ = ["EditWriter"]


class EditWriter:
    """Writes edits over a form's items that figures can obey, and that sums of such figures obey.

    The items are put in an order, and what stands later is never less than what stands before;
    so nothing contradicts itself.
    """

    def __init__(self, draw: st.DrawFn, asked: ItemWriter, parts: Sequence[Category]) -> None:
        self.draw = draw
        self.order = draw(st.permutations([item for item in asked.items if item.additive]))
        self.names = [item.name for item in asked.items]
        self.quotients = [item.name for item in asked.items if _is_quotient(item)]
        self.known = asked.ratios
        self.parts = [part.name for part in parts]
        # Forms with "<" have neither differences nor sums on its smaller side: they could clash.
        self.strict = draw(st.booleans())
        self.edits: list[EditText] = []

    @property
    def _never_negative(self) -> list[str]:
        return [item.name for item in self.order if item.minimum is not None]

    def _add(self, text: str, severity: Callable[..., EditText] | None = None) -> None:
        write = severity or self.draw(st.sampled_from((hard, hard, soft)))
        name = f"e{len(self.edits)}"
        self.edits.append(write(name, text, f"应有 {text}", f"{text} must hold"))

    def write(self) -> None:
        """Write some edits of every kind that the items allow."""
        self._balances()
        self._ratios()
        for writing in (self._inequality, self._condition):
            if self.draw(st.booleans()):
                writing()
        if self.parts:
            self._over_categories()

    def total(self, line: str) -> None:
        """Say of some figures of a list that its line of totals adds them up."""
        for item in self.order:
            if self.draw(st.booleans()):
                self._add(f"{item.name}[{line}] = {item.name}[*]", hard)

    def closed(self) -> list[tuple[str, str]]:
        """Close some crossings, so that figures that count as nothing there obey the edits."""
        found: list[tuple[str, str]] = []
        if self.strict or not self.draw(st.booleans()):
            return found
        for name in self.names:
            few = st.lists(st.sampled_from(self.parts), max_size=len(self.parts) - 1, unique=True)
            found += [(name, part) for part in self.draw(few)]
        return found

    def _balances(self) -> None:
        for place, target in enumerate(self.order):
            counts = target.kind is Kind.COUNT
            pool = [i.name for i in self.order[:place] if i.kind is Kind.COUNT or not counts]
            if len(pool) < 2 or not self.draw(st.booleans()):
                continue
            chosen = self.draw(st.lists(st.sampled_from(pool), min_size=2, max_size=4, unique=True))
            text = f"{target.name} = {chosen[0]}"
            for name in chosen[1:]:
                signs = (" + ", " + ", " + 2 * ", " + " if self.strict else " - ")
                text += self.draw(st.sampled_from(signs)) + name
            self._add(text)

    def _ratios(self) -> None:
        names = self._never_negative
        for share in self.quotients:
            if share in self.known:
                self._add(self.known[share], hard)
            elif len(names) >= 2 and self.draw(st.booleans()):
                part, whole, *more = self.draw(st.permutations(names))
                summed = self.draw(st.booleans())
                if more and summed:
                    self._add(f"{share} = {part} / ({whole} + {more[0]})")
                    continue
                self._add(f"{share} = {part} / {whole}")

    def _inequality(self) -> None:
        names = [item.name for item in self.order]
        if len(names) < 2:
            return
        at = self.draw(st.integers(1, len(names) - 1))
        less, more = self.draw(st.sampled_from(names[:at])), names[at]
        if self.strict:
            self._add(self.draw(st.sampled_from((f"{less} < {more}", f"{more} > {less}"))))
        elif at > 1 and less != names[0]:
            self._add(f"{names[0]} + {less} <= {more}")
        else:
            self._add(self.draw(st.sampled_from((f"{less} <= {more}", f"{more} >= 2 * {less}"))))

    def _condition(self) -> None:
        names = self._never_negative
        if len(names) < 2:
            return
        one, other = self.draw(st.permutations(names))[:2]
        ways = [f"if {one} > 0 then {other} > 0", f"if {one} = 0 then {other} = 0"]
        self._add(self.draw(st.sampled_from(ways)))

    def _over_categories(self) -> None:
        if len(self.parts) > 2 and self.draw(st.booleans()):
            first, *others = self.parts
            for name in [item.name for item in self.order]:
                self._add(f"{name}[{first}] = " + " + ".join(f"{name}[{c}]" for c in others))
        names = self._never_negative
        if len(names) >= 2 and self.draw(st.booleans()):
            self._add(f"if {names[0]}[*] > 0 then {names[1]}[*] > 0")


def _is_quotient(item: Item) -> bool:
    """Tell whether an item may be worked out by an edit: a share, or an average to so many places."""
    average = item.kind is Kind.MONEY and not item.adds and item.places is not None
    return item.kind is Kind.SHARE or average
