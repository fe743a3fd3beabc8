"""What there is of a thing (月末库存, 在册人数): never less than nought, though a formula takes off."""

from __future__ import annotations

import re

from youthstats.model.items import Kind
from youthstats.workbook.reading.sheets.places import Place
from youthstats.workbook.understanding.formed import Formed
from youthstats.workbook.understanding.telling import may_be_negative

__all__ = ["may_fall"]

_ON_HAND = re.compile("库存|存[栏量]|结存|储[备量]|保有量|拥有量|在[册岗职校园院建编库用营]")


def may_fall(one: Formed, place: Place) -> bool:
    """Tell whether an answer may be less than nought, so that a part of it may be more than the whole.

    What is counted, and what is on hand, is not, unless its labels speak of growth or of a balance.
    """
    known = one.paths.asked(place)
    if known.minimum is not None:
        return False
    labels, _ = one.paths.told(place)
    held = known.kind is Kind.COUNT or any(map(_ON_HAND.search, labels))
    return not held or may_be_negative(labels, counted=False)
