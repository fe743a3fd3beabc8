"""Hypothesis strategies for any form and any scheme, for tests of your own (extra ``testing``).

Everything derives from the form, as everything else does: what is drawn has the types, the lines
and the phrases the form asks for, and obeys its hard edits::

    from hypothesis import given

    from youthstats.strategies import filed


    @given(filed(MY_SCHEME))
    def test_mine(filed): ...

How figures come to obey the edits: they are drawn freely; what an equation determines is computed
from the rest; where an inequality or a condition is broken, as few figures as possible are moved by
as little as possible. A figure drawn as blank is shown blank only where that breaks no edit.
"""

from youthstats.strategies.filing import filed, records, returns
from youthstats.strategies.making_forms import forms
from youthstats.strategies.making_schemes import schemes
from youthstats.strategies.rosters import hierarchies, units

__all__ = ["filed", "forms", "hierarchies", "records", "returns", "schemes", "units"]
