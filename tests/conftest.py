"""How much Hypothesis tries: ``pytest --hypothesis-profile=thorough`` looks ten times harder."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

# The first example of a run imports, parses and caches: time says nothing about a test's worth.
settings.register_profile(
    "quick", deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow]
)
# On a build server every run tries something new and says how to see it again.
settings.register_profile("ci", settings.get_profile("quick"), print_blob=True)
settings.register_profile("thorough", settings.get_profile("ci"), max_examples=600)
settings.load_profile("quick")
