"""How much Hypothesis tries: ``pytest --hypothesis-profile=thorough`` looks ten times harder."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

# The first example of a run imports, parses and caches: time says nothing about a test's worth.
settings.register_profile(
    "quick", deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow]
)
# A build must say the same of the same code; runs at home, and the thorough ones, look for news.
settings.register_profile("ci", settings.get_profile("quick"), derandomize=True, print_blob=True)
settings.register_profile("thorough", settings.get_profile("quick"), max_examples=600)
settings.load_profile("ci" if os.environ.get("CI") else "quick")
