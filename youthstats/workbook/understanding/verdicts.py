"""Which formulas only say whether the figures agree: ``=IF(B4=C4+D4,"√","×")`` asks for nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from youthstats.workbook.formulas.parsing import FormulaError, formula_of
from youthstats.workbook.formulas.tree import COMPARISONS, Call, Chain, Node, Text

__all__ = ["gives_verdict"]

_VERDICT = re.compile(
    r"[√✓✔☑×✗✘☒xX]|对|错|正确|不?平衡?|[不未]?(?:相[符等]|一致|吻合|通过|合格)|异常|正常|无误"
    r"|(?:OK|YES|NO|PASS|TRUE|FALSE|ERROR|ERR)"
    r"|.*(?:错误|有误|不平|不符|不等|不一致|请(?:核|检查|修改|更正)|应(?:等|大|小|为)).*",
    re.IGNORECASE | re.DOTALL,
)
"""What a check says."""


@lru_cache(maxsize=4096)
def gives_verdict(formula: str) -> bool:
    """Tell whether a formula comes to a mark or a word in any case, and these say what a check does.

    One that may come to a figure, or to words that are an answer (男, 女), does not.
    """
    try:
        root = formula_of(formula).root
    except FormulaError:
        return False
    if isinstance(root, Chain) and not root.signs.isdisjoint(COMPARISONS):
        return True
    said = list(_outcomes(root))
    words = [one.value.strip() for one in said if isinstance(one, Text)]
    told = [word for word in words if word]
    return len(words) == len(said) and bool(told) and all(map(_VERDICT.fullmatch, told))


def _outcomes(node: Node) -> Iterator[Node]:
    """Yield what a formula may come to, by its conditions."""
    if isinstance(node, Call) and node.name == "IF" and len(node.arguments) > 1:
        for one in node.arguments[1:]:
            yield from _outcomes(one)
    elif isinstance(node, Call) and node.name == "IFERROR":
        for one in node.arguments:
            yield from _outcomes(one)
    else:
        yield node
